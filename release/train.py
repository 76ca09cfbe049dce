"""The profile that the released program for Linux on x86_64 is optimised by: how often each part of
it runs in what it is used for most."""

import os
import pathlib
import shutil
import sys
import tempfile

from common import DIST, ROOT, fail, output, remapped, run, rustflags, say

sys.path.append(str(ROOT / "benches"))
import corpus
import language_server

# Names of functions depend on what they are compiled for: the counts serve this platform alone.
TARGET = "x86_64-unknown-linux-musl"
PROFILE = DIST / "train" / "casa.profdata"
# As many pages as make the parts that grow with a site outweigh what each start does.
PAGES, FOREIGN = 3000, 600
# How many letters are written in the language server.
PRESSES = 40


def train() -> None:
    """Compiles a program that counts, has it work, and writes what it counted to `PROFILE`."""
    # Always the same: another folder would be another program to compile.
    folder = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "train"
    counts = folder / "counts"
    env = {**os.environ, "CARGO_TARGET_DIR": str(folder),
           **rustflags([f"-Cprofile-generate={counts}", *remapped()])}
    run("rustup", "target", "add", TARGET)
    # Of the same profile: its settings are part of the names of functions.
    run("cargo", "build", "--locked", "--profile", "dist", "--target", TARGET, "--bin", "casa", env=env)
    shutil.rmtree(counts, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        work(folder / TARGET / "dist" / "casa", pathlib.Path(place))
    PROFILE.parent.mkdir(parents=True, exist_ok=True)
    run(profdata(), "merge", "--output", PROFILE, *sorted(counts.glob("*.profraw")))
    shutil.rmtree(counts)
    say(f"{PROFILE.relative_to(ROOT)}: {PROFILE.stat().st_size:,} bytes")


def work(casa: pathlib.Path, folder: pathlib.Path) -> None:
    """The portal, a large site and one of other people's pages, cold, warm and with one page edited;
    what is wrong with them; a folder of HTML; queries; key presses in an editor."""
    large, foreign, out, cache = (folder / name for name in ["large", "foreign", "out", "cache"])
    run("python3", "benches/corpus.py", str(PAGES), large)
    run("python3", "benches/foreign.py", str(FOREIGN), foreign)
    for root in [ROOT, large, foreign]:
        warm = [casa, "build", "--root", root, "--out", out, "--cache", cache]
        run(casa, "build", "--root", root, "--out", out, "--no-cache", "--no-search")
        run(casa, "build", "--root", root, "--out", out, "--no-cache")
        # It says what is wrong with other people's pages, and that it is.
        run(casa, "check", "--root", root, check=root != foreign)
        run(*warm)
        run(*warm)
        if root == large:
            edit(root, "\n\nUn altro capoverso.\n")
            run(*warm)
        run(casa, "search", "--in", out, "contributo istanza")
        shutil.rmtree(cache)
    run(casa, "build", "--root", large, "--out", out, "--no-cache", "--no-search")
    run(casa, "index", out)
    type_in_editor(casa, large)


def page_of(site: pathlib.Path) -> pathlib.Path:
    return site / "content" / f"{corpus.path(PAGES // 2)}.md"


def edit(site: pathlib.Path, text: str) -> None:
    with open(page_of(site), "a", encoding="utf-8") as page:
        page.write(text)


def type_in_editor(casa: pathlib.Path, site: pathlib.Path) -> None:
    """A text, and a link, as somebody writes them."""
    original = page_of(site).read_text(encoding="utf-8") + f"\n{language_server.UNKNOWN}\n"
    with language_server.Editor(casa, site) as editor:
        document = language_server.Document(editor, site, corpus.path(PAGES // 2), original)
        for count in range(1, PRESSES):
            text = original + language_server.TYPED[:count]
            document.write(f"{text}\n")
            document.change(f"{text}\n\n[altro](\n")
            document.complete(f"{text}\n\n[altro](")
            document.settle()
        editor.ask("shutdown")
        editor.tell("exit")
        # Counts are written when the program ends by itself.
        editor.process.wait()


def profdata() -> pathlib.Path:
    """The program of Rust's own LLVM that merges counts."""
    run("rustup", "component", "add", "llvm-tools")
    root = pathlib.Path(output("rustc", "--print", "sysroot").strip())
    found = sorted(root.glob("lib/rustlib/*/bin/llvm-profdata*"))
    return found[0] if found else fail("llvm-profdata is missing")
