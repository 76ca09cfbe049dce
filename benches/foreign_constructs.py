#!/usr/bin/env python3
"""What of other programs' syntax readers of a built site see: a line a pattern, with how often.

usage: foreign_constructs.py PUBLIC…

Looked for in the texts of pages, outside of code, where such syntax is shown on purpose; what a page
takes in is looked for in code too, since it stands there.
"""
import html
import pathlib
import re
import sys

PATTERNS = {
    "!!! note": r"^\s*(?:!!!|\?\?\?\+?) [a-z]",
    '=== "tab"': r'^\s*===[!+]? "',
    ":::": r"^\s*:::",
    "> [!NOTE]": r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]",
    "{{< >}}": r"\{\{<[^>]*>\}\}",
    "{{% %}}": r"\{\{%[^%]*%\}\}",
    "{% %}": r"\{%-? ?\w[^%]*%\}",
    "[!INCLUDE]": r"\[!(?:INCLUDE|code)",
    "[[wiki]]": r"!?\[\[[^\]\n=]+\]\]",
    "{ .class }": r"\{:? ?[.#][a-zA-Z][^}\n]*\}",
    ":icon:": r":(?:material|octicons|fontawesome|simple)-[a-z0-9-]+:",
    "++key++": r"\+\+[a-z]+(?:\+[a-z]+)*\+\+",
    "$ formula $": r"\$\$[^$]+\$\$",
    "<Component>": r"</?(?:Tabs|TabItem|Aside|Steps|Card|Badge)\b",
}
IN_CODE = {"{{#include}}": r"\{\{#\w+ ", "--8<--": r"^\s*--8<--"}

CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.S)
TAG = re.compile(r"<[^>]*>")
MAIN = re.compile(r"<main\b.*?</main>", re.S)


def count(public):
    found = dict.fromkeys([*PATTERNS, *IN_CODE], 0)
    for file in public.rglob("*.html"):
        main = MAIN.search(file.read_text(encoding="utf-8", errors="replace"))
        whole = main.group() if main else ""
        prose = html.unescape(TAG.sub("", CODE.sub("", whole)))
        code = html.unescape(TAG.sub("", whole))
        for patterns, text in ((PATTERNS, prose), (IN_CODE, code)):
            for name, pattern in patterns.items():
                found[name] += len(re.findall(pattern, text, re.M))
    return found


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        found = {name: n for name, n in count(pathlib.Path(folder)).items() if n}
        print(folder, sum(found.values()), found)
