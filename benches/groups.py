"""What is measured, a function a group."""
import filecmp
import pathlib
import shutil

import corpus
import language_server
import preview
from bench import ROOT, Program, output_of, remove

# Runs of what takes milliseconds.
SHORT = 20


def rounds_of_short(bench):
    return 3 if bench.options.quick else SHORT


def start(bench):
    """The program says its version: what every command costs before it does anything."""
    return bench.in_turns({"casa --version": Program([[bench.casa, "--version"]])}, rounds_of_short(bench))


def portal(bench):
    """The portal of this repository."""
    return bench.in_turns({"the portal": bench.casa_build(ROOT)}, rounds_of_short(bench))


def build(bench):
    """Cold builds of every size, beside the peers."""
    sizes = {}
    for size in bench.options.sizes:
        site = bench.corpus(size)
        programs = {
            "casa, no index": bench.casa_build(site, "--no-search"),
            "floor program": bench.floor_build(site / "content"),
        }
        if "hugo" in bench.options.peers:
            programs["Hugo"] = bench.hugo_build(site)
        if "eleventy" in bench.options.peers:
            programs["Eleventy"] = bench.eleventy_build(bench.eleventy_site(size))
        programs["casa"] = bench.casa_build(site)
        if {"hugo", "pagefind"} <= set(bench.options.peers):
            programs["Hugo and Pagefind"] = bench.hugo_with_pagefind(site)
        sizes[size] = bench.in_turns(programs)
    return sizes


def terms(bench):
    """The same pages, but terms with four times as many of them each."""
    size = bench.options.sizes[-1]
    most = len(corpus.TOPICS)
    return bench.in_turns({
        f"{topics + topics // 2} terms": bench.casa_build(bench.corpus(size, topics), "--no-search")
        for topics in (most, most // 4)
    }) | {"pages": size}


def warm(bench):
    """Builds with a cache: nothing has changed, and one body has, at its end or from its beginning on."""
    sizes = {}
    for size in bench.options.sizes:
        sizes[size] = {
            f"{name}{suffix}": figures
            for suffix, options in ((", no index", ["--no-search"]), ("", []))
            for name, figures in warm_builds(bench, size, options).items()
        }
    return sizes


def warm_builds(bench, size, options):
    site, cache = bench.copy(bench.corpus(size), "warm"), bench.work / "cache"
    remove(cache)
    program = bench.casa_build(site, "--cache", cache, *options)
    runs = {"first build": [bench.run(program)], "no change": [], "one body edited": [], "one body edited, all of it moved": []}
    for number in range(bench.options.rounds):
        runs["no change"].append(bench.run(program, keep=True))
        for offset, (edited, edit) in enumerate(EDITS.items()):
            path = corpus.path(size // 2 + number * len(EDITS) + offset)
            mark = f"Modifica-{number}"
            source = site / "content" / f"{path}.md"
            source.write_text(edit(source.read_text(encoding="utf-8"), mark), encoding="utf-8")
            runs[edited].append(bench.run(program, keep=True))
            if mark not in (program.out / path / "index.html").read_text(encoding="utf-8"):
                raise SystemExit(f"the edit of {path} was not published")
    kept = sum(file.stat().st_size for file in cache.rglob("*") if file.is_file())
    fresh = bench.casa_build(site, *options, out=bench.out / "fresh")
    bench.run(fresh)
    same = are_same(program.out, fresh.out)
    for folder in (program.out, fresh.out, cache, site):
        remove(folder)
    return {
        name: {key: [run[key] for run in of] for key in of[0]} | {"same_as_cold": same, "cache": kept}
        for name, of in runs.items()
    }


def in_front(page, mark):
    """A page with a paragraph before its first: all its words are elsewhere then."""
    opening, front, body = page.split("---\n", 2)
    return f"{opening}---\n{front}---\n\n{mark}\n\n{body}"


EDITS = {
    "one body edited": lambda page, mark: f"{page}\n{mark}\n",
    "one body edited, all of it moved": in_front,
}


def are_same(one, other):
    """Whether two folders hold the same files with the same bytes, the list of what casa wrote aside."""
    def files(folder):
        found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
        return found - {pathlib.Path(".casa-manifest")}

    names = files(one)
    return names == files(other) and all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def serve(bench):
    """Edits seen over HTTP, and readers during many of them."""
    size = bench.options.sizes[-1]
    site = bench.copy(bench.corpus(size), "serve")
    figures = preview.measure(bench, site, size)
    remove(site)
    return figures | {"pages": size}


def editor(bench):
    """Key presses in a page, and what the language server says to them."""
    size = bench.options.sizes[-1]
    site = bench.copy(bench.corpus(size), "editor")
    figures = language_server.measure(bench, site, size)
    remove(site)
    return figures | {"pages": size}


def memory(bench):
    """Ten times as many pages: time and memory."""
    fewer = 1_000 if bench.options.quick else 10_000
    programs = {f"{size:,} pages": bench.casa_build(bench.corpus(size), "--no-search") for size in (fewer, fewer * 10)}
    return bench.in_turns(programs)


# Pages of other people's Markdown, where no folder of it is given.
FOREIGN_PAGES = 20_000


def foreign(bench):
    """Other people's pages, with nothing of casa's beside them."""
    site = bench.work / "sites/foreign"
    remove(site)
    source = bench.options.foreign or bench.foreign(FOREIGN_PAGES)
    source = source / "content" if (source / "content").is_dir() else source
    only_markdown = lambda folder, names: [name for name in names if not name.endswith(".md") and not pathlib.Path(folder, name).is_dir()]
    shutil.copytree(source, site / "content", ignore=only_markdown)
    files = list(site.rglob("*.md"))
    return bench.in_turns({
        "casa, no index": bench.casa_build(site, "--no-search"),
        "floor program": bench.floor_build(site / "content"),
        "casa": bench.casa_build(site),
    }) | {"pages": len(files), "source": sum(file.stat().st_size for file in files)}


ALL = {group.__name__: group for group in (start, portal, build, terms, warm, serve, editor, memory, foreign)}


def why_not(name, bench):
    """Why a group cannot be measured, if so."""
    if name == "warm" and "--cache" not in output_of(bench.casa, "build", "--help"):
        return "this casa has no `build --cache`"
    return None
