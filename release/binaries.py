"""Programs, compiled for each platform, and the archives that they are downloaded as."""

import os
import pathlib
import shutil
import tempfile

from common import (DIST, PLATFORMS, ROOT, Entry, Platform, built, fail, output, platform, remapped, run,
                    rustflags, say, tar_gz, version, zip_file)
from train import PROFILE

# The C in the program (mimalloc, libwebp) is compiled by these; Rust brings the rest for
# musl itself.
CROSS = {
    "aarch64-unknown-linux-musl": {
        "CC_aarch64_unknown_linux_musl": "aarch64-linux-gnu-gcc",
        "CFLAGS_aarch64_unknown_linux_musl": "-U_FORTIFY_SOURCE -mno-outline-atomics",
        "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_LINKER": "rust-lld",
    },
}
# A program that aborts when it panics needs no tables to unwind its stack by; Windows asks for them.
FLAGS = ["-Cforce-unwind-tables=no"]
# Where musl's functions for memory are slow: `memory.c` stands before them, and what moves with the
# program is listed in a tenth of the room.
MUSL_X86 = "x86_64-unknown-linux-musl"
PACKED = "-Clink-arg=-Wl,-z,pack-relative-relocs"
# Without them the compiler makes calls of these very functions out of their loops.
MEMORY_FLAGS = ["-O2", "-fPIC", "-ffreestanding", "-fno-builtin", "-fno-tree-loop-distribute-patterns"]
# PDF is three times as much to optimise as one unit.
WITH_FEATURES = ["--config", "profile.dist.lto='thin'"]
# What each shell calls the file with its completions.
COMPLETIONS = {"bash": "casa.bash", "zsh": "_casa", "fish": "casa.fish", "powershell": "casa.ps1"}


def compile_for(target: str, features: str = "") -> None:
    """Compiles the program for a platform into `dist/bin/`."""
    place = platform(target)
    say(f"=== {target}")
    env = {**os.environ, **CROSS.get(target, {})}
    flags = [] if "windows" in target else FLAGS
    flags = [*flags, PACKED] if target == MUSL_X86 else flags
    # The counts are of a program that is linked as this one is.
    if target == MUSL_X86 and not features and PROFILE.exists():
        flags = [*flags, f"-Cprofile-use={PROFILE}"]
    env |= rustflags([*env.get("RUSTFLAGS", "").split(), *remapped(), *flags])
    folder = pathlib.Path(env.get("CARGO_TARGET_DIR", ROOT / "target")) / target / "dist"
    run("rustup", "target", "add", target)
    run("cargo", "rustc", "--locked", "--profile", "dist", "--target", target, "--bin", "casa",
        *(["--features", features, *WITH_FEATURES] if features else []),
        *(memory(folder) if target == MUSL_X86 else []), env=env)
    take(target, folder / place.program, features)


def memory(folder: pathlib.Path) -> list[str]:
    """Compiles `memory.c` into a library; returns what links it before libc."""
    folder.mkdir(parents=True, exist_ok=True)
    compiled = folder / "memory.o"
    run(os.environ.get("CC", "cc"), *MEMORY_FLAGS, "-c", ROOT / "release/memory.c", "-o", compiled)
    run("ar", "rcs", folder / "libmemory.a", compiled)
    return ["--", "-L", f"native={folder}", "-l", "static=memory"]


def take(target: str, program: pathlib.Path, features: str = "") -> None:
    """Takes a compiled program into `dist/bin/`."""
    if not program.exists():
        fail(f"{program} is missing")
    taken = platform(target).flavour(features)
    taken.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(program, taken)
    taken.chmod(0o755)
    say(f"{taken.relative_to(ROOT)}: {taken.stat().st_size:,} bytes")


def here() -> pathlib.Path:
    """The program for this machine, which writes completions and manual pages."""
    machine = os.uname()
    for place in built():
        if place.node[0] == machine.sysname.lower() and place.target.startswith(
                {"arm64": "aarch64"}.get(machine.machine, machine.machine)):
            return place.binary
    fail(f"dist/bin has no program for {machine.sysname} on {machine.machine}")


def companions() -> dict[str, list[Entry]]:
    """What comes with the program, by folder: completions, and manual pages."""
    casa = here()
    shells = [Entry(name, output(casa, "completions", shell).encode())
              for shell, name in COMPLETIONS.items()]
    with tempfile.TemporaryDirectory() as folder:
        run(casa, "manual", folder)
        pages = [Entry.of(page.name, page) for page in sorted(pathlib.Path(folder).iterdir())]
    return {"completions": shells, "man": pages}


def archives() -> dict[str, list[Entry]]:
    """The archives that programs are downloaded as; returns what comes with them."""
    with_it = companions()
    for place in PLATFORMS:
        for features in ["", "pdf"]:
            if place.flavour(features).exists():
                archive(place, features, with_it)
    return with_it


def archive(place: Platform, features: str, with_it: dict[str, list[Entry]]) -> None:
    name = "-".join(filter(None, ["casa", features, version(), place.target]))
    entries = [Entry.of(f"{name}/{place.program}", place.flavour(features), executable=True)]
    entries += [Entry.of(f"{name}/{file}", ROOT / file)
                for file in ["CHANGELOG.md", "LICENSE", "README.md"]]
    for folder, files in with_it.items():
        entries += [Entry(f"{name}/{folder}/{file.name}", file.bytes) for file in files]
    if place.node[0] == "win32":
        zip_file(DIST / f"{name}.zip", entries)
    else:
        tar_gz(DIST / f"{name}.tar.gz", entries)
