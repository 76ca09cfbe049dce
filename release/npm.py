"""Packages for npm: one with the program of each platform, a launcher that depends on them, and the
search of a page."""

import json

from common import DIST, PACKAGE, PLATFORMS, ROOT, Entry, Platform, built, manifest, tar_gz, version

HERE = ROOT / "release" / "npm"
CLIENT = ROOT / "search" / "client"


def packages() -> None:
    for place in built():
        write(of_platform(place), [
            Entry.of(f"bin/{place.program}", place.binary, executable=True),
            Entry("README.md", f"The program of `{PACKAGE}` for {place.target}.\n".encode()),
        ])
    write(launcher(), [
        Entry.of("bin/casa.js", HERE / "casa.js", executable=True),
        Entry.of("README.md", HERE / "README.md"),
    ])
    write(client(), client_files())


def common(name: str, description: str) -> dict:
    return {
        "name": name,
        "version": version(),
        "description": description,
        "license": manifest()["workspace"]["package"]["license"],
        "repository": {"type": "git", "url": f"git+{manifest()['workspace']['package']['repository']}.git"},
    }


def name_of(place: Platform) -> str:
    return f"{PACKAGE}-{'-'.join(place.node)}"


def of_platform(place: Platform) -> dict:
    system, machine = place.node
    return {
        **common(name_of(place), f"The program of {PACKAGE} for {place.target}"),
        "os": [system],
        "cpu": [machine],
        "files": ["bin"],
        "preferUnplugged": True,
    }


def launcher() -> dict:
    return {
        **common(PACKAGE, manifest()["package"]["description"]),
        "bin": {"casa": "bin/casa.js"},
        "engines": {"node": ">=18"},
        # npm installs of these the one that fits the machine.
        "optionalDependencies": {name_of(place): version() for place in PLATFORMS},
    }


def client() -> dict:
    return {
        **common("casa-search", "The search of a page in an index of casa, with or without an interface"),
        "type": "module",
        "exports": {
            ".": {"types": "./casa-search.d.ts", "default": "./casa-search.js"},
            "./engine": {"types": "./casa-engine.d.ts", "default": "./casa-engine.js"},
            "./strings": {"types": "./casa-strings.d.ts"},
            "./*": "./*",
        },
        "types": "./casa-search.d.ts",
        "sideEffects": ["./casa-search.js", "*.css"],
    }


def client_files() -> list[Entry]:
    scripts = [path for path in sorted((CLIENT / "dist").iterdir()) if path.name != "SOURCES"]
    types = sorted((CLIENT / "types").glob("*.d.ts"))
    return [Entry.of(path.name, path) for path in scripts + types] + [
        Entry.of("README.md", ROOT / "search" / "README.md"),
        Entry.of("LICENSE-SNOWBALL", ROOT / "search" / "words" / "LICENSE-SNOWBALL"),
    ]


def write(package: dict, entries: list[Entry]) -> None:
    described = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    entries = [Entry("package.json", described.encode()), Entry.of("LICENSE", ROOT / "LICENSE"), *entries]
    inside = [Entry(f"package/{entry.name}", entry.bytes, entry.executable) for entry in entries]
    tar_gz(DIST / f"{package['name']}-{version()}.tgz", inside)
