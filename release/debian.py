"""Debian packages: the program, its completions and its manual pages."""

import gzip
import os
import pathlib
import subprocess
import tempfile

from common import DIST, ROOT, Entry, Platform, built, epoch, manifest, run, version

# Where Debian has what `binaries.companions` made.
COMPLETIONS = {
    "casa.bash": "usr/share/bash-completion/completions/casa",
    "_casa": "usr/share/zsh/vendor-completions/_casa",
    "casa.fish": "usr/share/fish/vendor_completions.d/casa.fish",
}


def packages(companions: dict[str, list[Entry]]) -> None:
    for place in built():
        if place.debian:
            package(place, companions)


def package(place: Platform, companions: dict[str, list[Entry]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        root.chmod(0o755)
        for entry in contents(place, companions):
            path = root / entry.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(entry.bytes)
            path.chmod(entry.mode)
        run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root,
            DIST / f"casa_{version()}_{place.debian}.deb",
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch())}, stdout=subprocess.DEVNULL)


def contents(place: Platform, companions: dict[str, list[Entry]]) -> list[Entry]:
    program = Entry.of("usr/bin/casa", place.binary, executable=True)
    entries = [
        program,
        Entry("usr/share/doc/casa/copyright", copyright_file().encode()),
        Entry("usr/share/doc/casa/changelog.gz", packed((ROOT / "CHANGELOG.md").read_bytes())),
    ]
    for shell in companions["completions"]:
        if shell.name in COMPLETIONS:
            entries.append(Entry(COMPLETIONS[shell.name], shell.bytes))
    for page in companions["man"]:
        entries.append(Entry(f"usr/share/man/man1/{page.name}.gz", packed(page.bytes)))
    size = sum(len(entry.bytes) for entry in entries) // 1024
    entries.append(Entry("DEBIAN/control", control(place, size).encode()))
    return entries


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def control(place: Platform, size: int) -> str:
    shared = manifest()["workspace"]["package"]
    return f"""Package: casa
Version: {version()}
Architecture: {place.debian}
Maintainer: {shared["authors"][0]}
Installed-Size: {size}
Section: web
Priority: optional
Recommends: git
Homepage: {shared["repository"]}
Description: static generator with a search
 {manifest()["package"]["description"]}.
"""


def copyright_file() -> str:
    shared = manifest()["workspace"]["package"]
    licence = (ROOT / "LICENSE").read_text()
    return f"{shared['repository']}\nLicence: {shared['license']}\n\n{licence}"
