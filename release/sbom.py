"""What the program is made of, as CycloneDX: each package that is compiled into it, with its version,
its licence and its checksum."""

import json
import tomllib
import uuid

from common import DIST, ROOT, output, version


def sbom() -> None:
    """The bill of all platforms and features together, since a program holds no more than it lists."""
    metadata = json.loads(output("cargo", "metadata", "--locked", "--all-features", "--format-version", "1"))
    compiled = in_the_program()
    packages = {package["id"]: package for package in metadata["packages"]
                if (package["name"], package["version"]) in compiled}
    inside = packages.keys()
    edges = {node["id"]: used_by(node) & inside for node in metadata["resolve"]["nodes"]}
    casa = metadata["resolve"]["root"]
    checksums = locked()
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'casa@{version()}')}",
        "version": 1,
        "metadata": {"component": {"type": "application", **component(packages[casa], checksums)}},
        "components": [{"type": "library", **component(packages[id], checksums)}
                       for id in sorted(inside - {casa}, key=lambda id: purl(packages[id]))],
        "dependencies": [{"ref": purl(packages[id]),
                          "dependsOn": sorted(purl(packages[other]) for other in edges[id])}
                         for id in sorted(inside, key=lambda id: purl(packages[id]))],
    }
    DIST.mkdir(exist_ok=True)
    (DIST / f"casa-{version()}.cdx.json").write_text(json.dumps(bill, indent=1) + "\n")


def used_by(node: dict) -> set[str]:
    """What a package needs when it runs or is compiled, but not when it is tested."""
    return {found["pkg"] for found in node["deps"]
            if any(kind["kind"] != "dev" for kind in found["dep_kinds"])}


def in_the_program() -> set[tuple[str, str]]:
    """Names and versions of what is compiled into it. `cargo metadata` alone also has what other members
    of the workspace ask for."""
    tree = output("cargo", "tree", "--locked", "--package", "casa", "--all-features", "--target", "all",
                  "--edges", "normal,build", "--prefix", "none", "--format", "{p}")
    words = [line.split() for line in tree.splitlines() if line]
    return {(name, version.removeprefix("v")) for name, version, *_ in words}


def locked() -> dict[tuple[str, str], str]:
    """The checksums in `Cargo.lock`, by name and version."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    return {(package["name"], package["version"]): package["checksum"]
            for package in lock["package"] if "checksum" in package}


def purl(package: dict) -> str:
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package: dict, checksums: dict[tuple[str, str], str]) -> dict:
    described = {"bom-ref": purl(package), "name": package["name"], "version": package["version"],
                 "purl": purl(package)}
    if licence := package["license"]:
        # Older packages write `MIT/Apache-2.0`.
        described["licenses"] = [{"expression": licence.replace("/", " OR ")}]
    if checksum := checksums.get((package["name"], package["version"])):
        described["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return described
