"""Wheels for PyPI: the program of a platform, which pip puts beside Python's own."""

import base64
import hashlib

from common import DIST, PACKAGE, ROOT, Entry, Platform, built, manifest, version, zip_file

README = """# casa

Turns a folder of Markdown and YAML into a static, accessible, searchable site, and makes any folder
of HTML searchable.

    pip install casa-site
    casa build                   # content/*.md -> public/
    casa serve --open            # preview, reloads on every save
    casa index _site             # a search for the output of any generator
"""


def wheels() -> None:
    for place in built():
        wheel(place)


def wheel(place: Platform) -> None:
    name = f"{PACKAGE.replace('-', '_')}-{version()}"
    info = f"{name}.dist-info"
    entries = [
        Entry.of(f"{name}.data/scripts/{place.program}", place.binary, executable=True),
        Entry.of(f"{info}/licenses/LICENSE", ROOT / "LICENSE"),
        Entry(f"{info}/METADATA", metadata().encode()),
        Entry(f"{info}/WHEEL", described(place).encode()),
    ]
    record = "".join(f"{entry.name},sha256={digest(entry.bytes)},{len(entry.bytes)}\n"
                     for entry in entries)
    entries.append(Entry(f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode()))
    zip_file(DIST / f"{name}-py3-none-{place.wheel}.whl", entries)


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def described(place: Platform) -> str:
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in place.wheel.split("."))
    return f"Wheel-Version: 1.0\nGenerator: casa\nRoot-Is-Purelib: false\n{tags}"


def metadata() -> str:
    shared = manifest()["workspace"]["package"]
    return f"""Metadata-Version: 2.4
Name: {PACKAGE}
Version: {version()}
Summary: {manifest()["package"]["description"]}
License-Expression: {shared["license"]}
License-File: LICENSE
Project-URL: Source, {shared["repository"]}
Requires-Python: >=3.8
Description-Content-Type: text/markdown

{README}"""
