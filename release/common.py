"""What every part of a release needs: the version, the platforms, and archives that are the same
bytes on every machine."""

import gzip
import io
import os
import pathlib
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
# The name of the packages on npm and PyPI; the program in them is `casa`.
PACKAGE = "casa-site"


@dataclass(frozen=True)
class Platform:
    """What others call a platform for which there is a program."""

    target: str
    node: tuple[str, str]
    wheel: str
    debian: str | None = None

    @property
    def program(self) -> str:
        return "casa.exe" if self.node[0] == "win32" else "casa"

    @property
    def binary(self) -> pathlib.Path:
        return self.flavour("")

    def flavour(self, features: str) -> pathlib.Path:
        """The program compiled with features of Cargo."""
        return DIST / "bin" / (features or "plain") / self.target / self.program


# The programs for Linux are static: they run with any C library, and without one.
PLATFORMS = [
    Platform("x86_64-unknown-linux-musl", ("linux", "x64"),
             "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64", "amd64"),
    Platform("aarch64-unknown-linux-musl", ("linux", "arm64"),
             "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64", "arm64"),
    Platform("x86_64-pc-windows-gnu", ("win32", "x64"), "win_amd64"),
    Platform("x86_64-apple-darwin", ("darwin", "x64"), "macosx_10_12_x86_64"),
    Platform("aarch64-apple-darwin", ("darwin", "arm64"), "macosx_11_0_arm64"),
]


def platform(target: str) -> Platform:
    for known in PLATFORMS:
        if known.target == target:
            return known
    fail(f"unknown target {target}: one of {', '.join(p.target for p in PLATFORMS)}")


def built() -> list[Platform]:
    """The platforms for which `dist/bin` has a program."""
    return [p for p in PLATFORMS if p.binary.exists()]


def fail(message: str):
    sys.exit(f"release: {message}")


def say(message: str) -> None:
    print(message, flush=True)


def run(*command: str | pathlib.Path, **options) -> subprocess.CompletedProcess:
    """Runs a program in the repository, and stops where it fails."""
    options = {"cwd": ROOT, "check": True, **options}
    try:
        return subprocess.run([str(word) for word in command], **options)
    except FileNotFoundError:
        fail(f"{command[0]} is missing")
    except subprocess.CalledProcessError as error:
        fail(f"{' '.join(map(str, command))}: exit code {error.returncode}")


def output(*command: str | pathlib.Path) -> str:
    return run(*command, stdout=subprocess.PIPE, text=True).stdout


def remapped() -> list[str]:
    """Keeps paths of this machine out of the program."""
    cargo = os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")
    return [f"--remap-path-prefix={cargo}=cargo", f"--remap-path-prefix={ROOT}=casa"]


def rustflags(flags: list[str]) -> dict[str, str]:
    """The variable that gives them to rustc, folders with spaces too."""
    return {"CARGO_ENCODED_RUSTFLAGS": "\x1f".join(flags)}


def manifest() -> dict:
    return tomllib.loads((ROOT / "Cargo.toml").read_text())


def version() -> str:
    return manifest()["workspace"]["package"]["version"]


def epoch() -> int:
    """The time that everything in a release bears: that of the commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or output("git", "log", "-1", "--format=%ct"))


@dataclass(frozen=True)
class Entry:
    """A file of an archive."""

    name: str
    bytes: bytes
    executable: bool = False

    @classmethod
    def of(cls, name: str, path: pathlib.Path, executable: bool = False) -> "Entry":
        return cls(name, path.read_bytes(), executable)

    @property
    def mode(self) -> int:
        return 0o755 if self.executable else 0o644


def tar_gz(path: pathlib.Path, entries: list[Entry]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for entry in sorted(entries, key=lambda entry: entry.name):
            info = tarfile.TarInfo(entry.name)
            info.size, info.mode, info.mtime = len(entry.bytes), entry.mode, epoch()
            archive.addfile(info, io.BytesIO(entry.bytes))
    path.write_bytes(gzip.compress(tar.getvalue(), 6, mtime=epoch()))


def zip_file(path: pathlib.Path, entries: list[Entry]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            # The format's first day: its times have no zone.
            info = zipfile.ZipInfo(entry.name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = (0o100000 | entry.mode) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entry.bytes)
