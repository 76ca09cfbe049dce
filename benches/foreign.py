#!/usr/bin/env python3
"""Other people's Markdown: readmes and changelogs of the packages that this repository uses.

usage: foreign.py N FOLDER

Writes N pages under FOLDER/content. Their texts are those of the packages of Cargo and npm that are
on this machine, as their authors wrote them, copied under other names until there are enough. Each
gets front matter as it is met in the wild: dates in all forms and impossible ones, lists that are
texts, fields that nobody knows, maps in maps, keys with capitals, none at all.
"""
import itertools
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

FRONT_MATTERS = [
    "title: {title}\ndate: 2019-03-03\ntags: [one, two]\n",
    "title: {title}\ndate: March 3, 2019\ncategories: docs guide\nlayout: post\n",
    "Title: {title}\nDate: 2019-03-03 10:00:00 +0200\nAuthor: A. N. Other\nSlug: {slug}-{number}\n",
    "title: {title}\nlastmod: 2019-13-45\nweight: ten\ntoc: yes\n",
    "title: {title}\nauthor: {{name: A, links: [{{site: 'https://example.org'}}]}}\nparams:\n  deep:\n    deeper: [1, 2]\n",
    "title: {title}\ndraft: false\naliases:\n  - /old/{number}/\n  - old-{number}.html\n",
    "layout: default\npublished: true\nredirect_from: /r/{number}\n",
    "",
]


def packages():
    """The folders of the packages."""
    metadata = subprocess.run(["cargo", "metadata", "--format-version=1", "--locked"], cwd=ROOT, capture_output=True, check=True)
    for package in json.loads(metadata.stdout)["packages"]:
        if package["source"]:
            yield pathlib.Path(package["manifest_path"]).parent
    yield from sorted((ROOT / "tests/browser/node_modules").glob("*"))


def texts():
    """Name and text of each file, once."""
    found = {}
    for folder in packages():
        for file in sorted(folder.rglob("*.md")):
            text = file.read_text(encoding="utf-8", errors="replace")
            # What looks like front matter already is left as it is.
            if text.strip() and len(text) < 1_000_000:
                found.setdefault(text, file.stem.lower())
    return [(name, text) for text, name in found.items()]


def title_of(text, name):
    for line in text.splitlines():
        if line.startswith("# "):
            return json.dumps(line[2:].strip(), ensure_ascii=False)
    return name


def page(number, name, text):
    front = FRONT_MATTERS[number % len(FRONT_MATTERS)]
    if not front or text.startswith("---"):
        return text
    values = {"title": title_of(text, name), "slug": "".join(c if c.isalnum() else "-" for c in name), "number": number}
    return f"---\n{front.format(**values)}---\n{text}"


def write(count, folder):
    """Writes `count` pages; says how many different texts they have."""
    found = texts()
    for number, (name, text) in zip(range(count), itertools.cycle(found)):
        path = folder / "content" / f"part-{number // 500}" / f"{name}-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number, name, text), encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    print(write(int(sys.argv[1]), pathlib.Path(sys.argv[2])), "different texts")
