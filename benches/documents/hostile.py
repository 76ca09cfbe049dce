"""Damaged and hostile documents as attachments of one site: does the build go on?

    python3 benches/documents/hostile.py CASA FOLDER... [COUNT]

From the documents below the folders, with a fixed seed: truncated, with bits flipped, with bytes
overwritten, and bombs. Each is read alone (time, memory), then all are attachments of one site.
"""

import collections
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

casa = Path(sys.argv[1]).resolve()
folders = [Path(name) for name in sys.argv[2:] if not name.isdigit()]
count = int(sys.argv[-1]) if sys.argv[-1].isdigit() else 500
chance = random.Random(14)
endings = {".pdf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".rtf", ".eml"}
sources = [path for folder in folders for path in sorted(folder.rglob("*"))]
sources = [path for path in sources if path.suffix in endings and path.stat().st_size < 1 << 20]


def damaged(data, kind):
    data = bytearray(data)
    if kind == 0:
        return bytes(data[: chance.randrange(len(data))])
    for _ in range(chance.choice((1, 8, 64))):
        at = chance.randrange(len(data))
        if kind == 1:
            data[at] ^= 1 << chance.randrange(8)
        else:
            data[at : at + 16] = chance.randbytes(16)
    return bytes(data)


def pdf(stream, extra=b""):
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
        + stream + extra + b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def packed(content):
    data = zlib.compress(content, 9)
    return b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (len(data), data)


def bombs():
    yield "bomb-deflate.pdf", pdf(packed(bytes(1 << 30)))
    yield "bomb-operators.pdf", pdf(packed(b"q Q " * (16 << 20)))
    forms = b"".join(
        b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>stream\n%s\nendstream endobj\n"
        % (at, at + 1, b"/X Do " * 10)
        for at in range(5, 18)
    )
    yield "bomb-forms.pdf", pdf(packed(b"/X Do"), forms)
    yield "deep.pdf", pdf(b"4 0 obj" + b"[" * 200_000 + b"endobj\n")
    yield "deep.rtf", b"{\\rtf1" + b"{" * 1_000_000
    yield "deep.eml", b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(9999))


def limited():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


with tempfile.TemporaryDirectory() as scratch:
    root = Path(scratch)
    (root / "content/_schema").mkdir(parents=True)
    files = dict(bombs())
    while len(files) < count:
        path = chance.choice(sources)
        files[f"{len(files):04}{path.suffix}"] = damaged(path.read_bytes(), len(files) % 3)
    slowest, codes = (0, ""), {}
    for name, data in files.items():
        (root / "content" / name).write_bytes(data)
        start = time.monotonic()
        ran = subprocess.run([casa, "extract", "--json", root / "content" / name], capture_output=True, preexec_fn=limited)
        slowest = max(slowest, (time.monotonic() - start, name))
        codes[ran.returncode] = codes.get(ran.returncode, 0) + 1
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{len(files)} files alone: exit codes {codes}, slowest {slowest[0]:.1f} s ({slowest[1]}), most memory {memory:.0f} MB")
    (root / "content/casa.yaml").write_text("title: Prova\nlanguage: it\n")
    (root / "content/_schema/pagina.yaml").write_text(
        "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title}\n  allegati: "
        "{type: group, many: true, role: attachments, fields: {file: {type: file}, nome: {type: text}}}\n"
    )
    listed = "".join(f"  - {{file: {name}, nome: {name}}}\n" for name in files)
    (root / "content/_index.md").write_text(f"---\ntitolo: Casa\nallegati:\n{listed}---\n")
    start = time.monotonic()
    ran = subprocess.run([casa, "build", "--root", root, "--no-cache", "--all", "--lang", "en"], capture_output=True, text=True)
    seconds = time.monotonic() - start
    told = collections.Counter(re.findall(r"\[(attachment-[a-z-]+)\]", ran.stderr))
    places = collections.Counter(re.findall(r"--> content/([^:\s]+):", ran.stderr))
    unread = {name for name in files if places[name]}
    published = sum((root / "public" / name).exists() for name in files)
    print(f"build of all: exit code {ran.returncode}, {seconds:.0f} s, {published} of {len(files)} published; told {dict(told)}")
    print(f"{len(unread)} files told of, {sum(places[name] > 1 for name in files)} more than once: {[name for name in files if places[name] > 1][:9]}")
    refused = codes.get(1, 0) + sum(many for code, many in codes.items() if code not in (0, 1))
    print(f"not read alone: {refused}")
