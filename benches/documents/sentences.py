"""Sentences of documents, searched: is the first hit that file, at that page?

    python3 benches/documents/sentences.py CASA FOLDER [COUNT]

FOLDER holds PDF and DOCX files. It is made searchable as it is (`casa index`) and as the attachments
of a site, a page each (`casa build`). Sentences are taken with a fixed seed from the text that
poppler's `pdftotext` finds on each page (for DOCX, from that of `casa extract`: no page, the file
counts). One that stands in several places, as in near duplicates, is found at any of them.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

casa, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
count = int(sys.argv[3]) if len(sys.argv) > 3 else 200


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, **options).stdout


def pages(path):
    """The pages of a file as text; of a DOCX all of it as page None."""
    if path.suffix == ".pdf":
        text = run("pdftotext", "-enc", "UTF-8", path, "-")
        return {number: page for number, page in enumerate(text.split("\f"), 1)}
    found = json.loads(run(casa, "extract", "--json", path))
    return {None: "\n".join(passage["text"] for passage in found["passages"])}


def plain(text):
    """A text in which others can be looked for."""
    return "".join(re.findall(r"\w", text.casefold()))


def sentences():
    places, texts = {}, {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".pdf", ".docx"):
            continue
        for number, page in pages(path).items():
            texts[path.name, number] = plain(page)
            for sentence in re.split(r"(?<=[.;:!?])\s+|\n\s*\n", page):
                sentence = " ".join(re.sub(r"[^\w\s'’.,()/°-]", " ", sentence).split())
                if 6 <= len(sentence.split()) <= 30 and "...." not in sentence:
                    places.setdefault(plain(sentence), sentence)
    return [
        (sentence, {place for place, text in texts.items() if wanted in text})
        for wanted, sentence in places.items()
    ]


def site(root):
    (root / "content/_schema").mkdir(parents=True)
    (root / "content/casa.yaml").write_text("title: Prova\nlanguage: it\n")
    (root / "content/_index.md").write_text("---\ntitolo: Casa\n---\n")
    (root / "content/_schema/pagina.yaml").write_text(
        "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title}\n  allegati: "
        "{type: group, many: true, role: attachments, fields: {file: {type: file}, nome: {type: text}}}\n"
    )
    for number, path in enumerate(sorted(folder.iterdir())):
        (root / "content" / path.name).write_bytes(path.read_bytes())
        (root / f"content/p{number}.md").write_text(
            f"---\ntitolo: Documento {number}\nallegati:\n  - {{file: {path.name}, nome: {path.name}}}\n---\n"
        )


def measure(name, public):
    queries = "\n".join(sentence for sentence, _ in asked) + "\n"
    answers = run(casa, "search", "--in", public, "--batch", input=queries).splitlines()
    right = 0
    for (sentence, places), line in zip(asked, answers, strict=True):
        hit = (json.loads(line)["hits"] or [{}])[0]
        where = f"{hit.get('url')} {hit.get('heading')} {hit.get('anchor')}"
        is_right = any(
            file in where and (number is None or re.search(rf"page={number}\b", where))
            for file, number in places
        )
        right += is_right
        if not is_right:
            print(f"  wrong: {sorted(places, key=str)}: {sentence[:90]!r} -> {where}")
    print(f"{name}: {right} of {len(asked)} ({right / len(asked):.1%})")


found = sentences()
asked = random.Random(14).sample(found, min(count, len(found)))
print(f"{len(found)} sentences, {len(asked)} asked")
with tempfile.TemporaryDirectory() as scratch:
    index, root = Path(scratch) / "index", Path(scratch) / "site"
    run(casa, "index", folder, "--out", index / "search", "--quiet")
    measure("casa index", index)
    site(root)
    run(casa, "build", "--root", root, "--no-cache", "--quiet")
    measure("casa build", root / "public")
