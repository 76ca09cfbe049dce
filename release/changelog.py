"""The version, which is told once, and the changelog, which is cut where a version begins."""

import datetime
import re

from common import ROOT, fail, say, version

UNRELEASED = "## Unreleased\n"
# Where the version stands besides `Cargo.toml`, which is the one that counts.
ELSEWHERE = {"publiccode.yml": r'(?<=softwareVersion: ")[^"]+'}


def cut(new: str) -> None:
    """Raises the version, and calls what is unreleased by it."""
    # What comes before a release is written in another way by each of pip, npm and Debian.
    if not re.fullmatch(r"\d+\.\d+\.\d+", new):
        fail(f"{new} is no version of a release, such as 1.2.3")
    old = version()
    change("CHANGELOG.md", re.escape(UNRELEASED),
           f"{UNRELEASED}\n## {new} ({datetime.date.today()})\n")
    # Its own, and those of the workspace's crates.
    change("Cargo.toml", rf'(?<=version = "){re.escape(old)}(?="(?:\nedition|, path))', new, every=True)
    change("Cargo.lock", rf'(?<=version = "){re.escape(old)}(?="\n(?!source))', new, every=True)
    for file, place in ELSEWHERE.items():
        change(file, place, new)
    say(f"{old} -> {new}. Read the difference, commit it, then: git tag -s v{new}")


def change(file: str, pattern: str, text: str, every: bool = False) -> None:
    path = ROOT / file
    changed, count = re.subn(pattern, text, path.read_text(), count=0 if every else 1)
    if count == 0:
        fail(f"{file} has no place for the version")
    path.write_text(changed)


def notes() -> str:
    """What the changelog says of this version."""
    text = (ROOT / "CHANGELOG.md").read_text()
    found = re.search(rf"^## {re.escape(version())}\b.*?\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    if not found:
        fail(f"CHANGELOG.md says nothing of {version()}: release/make cut {version()}")
    return found[1].strip()
