"""Text of PDF files beside poppler's: how many of its five-word shingles are found?

    python3 benches/documents/shingles.py CASA FOLDER

For every PDF below FOLDER, `casa extract --json` beside the better of `pdftotext` and `pdftotext
-raw`. Files in which poppler finds fewer than five words are counted for crashes alone.
"""

import json
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from statistics import mean, median

casa, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])


def shingles(text):
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    words = re.findall(r"\w+", text)
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def poppler(path, *options):
    ran = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, path, "-"], capture_output=True, timeout=60)
    return shingles(ran.stdout.decode(errors="replace"))


shares, refused, crashed, slowest = [], {}, [], 0
paths = sorted(folder.rglob("*.pdf"))
for path in paths:
    start = time.monotonic()
    ran = subprocess.run([casa, "extract", "--json", path], capture_output=True, timeout=60)
    slowest = max(slowest, time.monotonic() - start)
    if ran.returncode not in (0, 1):
        crashed.append((path.name, ran.returncode))
        continue
    found = json.loads(ran.stdout)
    if found["error"]:
        refused[str(found["error"])] = refused.get(str(found["error"]), 0) + 1
        continue
    ours = shingles(" ".join(passage["text"] for passage in found["passages"]))
    wanted = [set_ for set_ in (poppler(path), poppler(path, "-raw")) if set_]
    if wanted:
        shares.append((max(len(ours & set_) / len(set_) for set_ in wanted), path.name))
for share, name in sorted(shares)[:15]:
    print(f"  {share:.1%} {name}")
values = [share for share, _ in shares]
print(f"{len(paths)} files, {len(values)} with text: median {median(values):.1%}, mean {mean(values):.1%}")
print(f"refused: {refused}; ended with a signal or by a limit: {crashed}; slowest {slowest:.1f} s")
