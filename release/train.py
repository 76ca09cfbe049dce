"""The profile that released programs are optimised by: how often each part of the program runs in
what it is used for most."""

import os
import pathlib
import shutil
import tempfile

from common import DIST, ROOT, fail, output, remapped, run, say

# Names of functions depend on what they are compiled for: the counts serve this platform alone.
TARGET = "x86_64-unknown-linux-musl"
PROFILE = DIST / "train" / "casa.profdata"
# As many pages as make the parts that grow with a site outweigh what each start does.
PAGES = 3000


def train() -> None:
    """Compiles a program that counts, has it work, and writes what it counted to `PROFILE`."""
    # Always the same: another folder would be another program to compile.
    folder = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "train"
    counts = folder / "counts"
    env = {**os.environ, "CARGO_TARGET_DIR": str(folder),
           "RUSTFLAGS": f"-Cprofile-generate={counts} {remapped()}"}
    run("rustup", "target", "add", TARGET)
    run("cargo", "build", "--locked", "--profile", "dist", "--target", TARGET, "--bin", "casa", env=env)
    shutil.rmtree(counts, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        work(folder / TARGET / "dist" / "casa", pathlib.Path(place))
    PROFILE.parent.mkdir(parents=True, exist_ok=True)
    run(profdata(), "merge", "--output", PROFILE, *sorted(counts.glob("*.profraw")))
    shutil.rmtree(counts)
    say(f"{PROFILE.relative_to(ROOT)}: {PROFILE.stat().st_size:,} bytes")


def work(casa: pathlib.Path, folder: pathlib.Path) -> None:
    """The portal and a large site, cold, warm and with one page edited; a folder of HTML; queries."""
    site, out, cache = folder / "site", folder / "out", folder / "cache"
    run("python3", "benches/corpus.py", str(PAGES), site)
    for root in [ROOT, site]:
        warm = [casa, "build", "--root", root, "--out", out, "--cache", cache]
        run(casa, "build", "--root", root, "--out", out, "--no-cache")
        run(casa, "check", "--root", root)
        run(*warm)
        run(*warm)
        run(casa, "search", "--in", out, "contributo istanza")
        shutil.rmtree(cache)
    run(casa, "build", "--root", site, "--out", out, "--no-cache", "--no-search")
    run(casa, "index", out)


def profdata() -> pathlib.Path:
    """The program of Rust's own LLVM that merges counts."""
    run("rustup", "component", "add", "llvm-tools")
    root = pathlib.Path(output("rustc", "--print", "sysroot").strip())
    found = sorted(root.glob("lib/rustlib/*/bin/llvm-profdata*"))
    return found[0] if found else fail("llvm-profdata is missing")
