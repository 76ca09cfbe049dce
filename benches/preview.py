"""The preview, seen by readers: how long an edit takes to show, and whether a page is ever torn."""
import contextlib
import http.client
import os
import re
import shutil
import subprocess
import threading
import time
import urllib.parse

import corpus
from bench import ROOT

# Seconds that an edit, or an answer, may take before the run is given up.
PATIENCE = 60
# Later than every other page of the corpus, so that the page is the first in all of its lists.
DATE = "2025-12-31"
MARK = "Versione"


def measure(bench, site, size):
    quick = bench.options.quick
    page = corpus.path(size // 2)
    file = site / "content" / f"{page}.md"
    original = re.sub(r"(?m)^date: .*", f"date: {DATE}", file.read_text(encoding="utf-8"), count=1)
    title = re.search(r'(?m)^title: "(.*)"', original)[1]
    address = f"/{page}/"
    save(file, original)
    base = site / "content/_theme/templates/base.html"
    base.parent.mkdir(parents=True)
    shutil.copy(ROOT / "themes/plain/templates/base.html", base)
    template = base.read_text(encoding="utf-8")

    with Preview(bench.casa, site) as server:
        lists = lists_of(page, server.get(address))
        for url in lists:
            if title not in server.get(url):
                raise SystemExit(f"{url} does not begin with {page}")

        def latencies(count, edit, places):
            """Milliseconds from saving to the first moment when all places show the edit."""
            times = []
            for number in range(count):
                mark = f"{MARK}{number}fine"
                shown = lambda: all(mark in server.get(url) for url in places)
                times.append(server.seconds_until(lambda: edit(mark), shown) * 1e3)
            return times

        figures = {
            "body": latencies(10 if quick else 100, lambda mark: save(file, f"{original}\n{mark}\n"), [address]),
            "title": latencies(5 if quick else 50, lambda mark: save(file, original.replace(title, mark, 1)), [address, *lists]),
            "base template": latencies(
                5 if quick else 20, lambda mark: save(base, template.replace("</body>", f"<!-- {mark} --></body>")), [address]
            ),
        }
        server.seconds_until(lambda: save(file, original), lambda: title in server.get(address))
        readers = read_while_rebuilding(server, file, original, address, lists[0], 20 if quick else 200)
        return figures | {"readers": readers, "peak": server.peak()}


def save(file, text):
    with open(file, "w", encoding="utf-8") as opened:
        opened.write(text)


def lists_of(page, html):
    """The addresses of the lists that a page is in: its section's, and its terms'."""
    return [f"/{page.split('/')[0]}/", *re.findall(r'class="tag" href="([^"]+)"', html)]


def read_while_rebuilding(server, file, original, address, section, rebuilds):
    """Two readers ask without a pause, one for a page and one for its list, while every version
    writes its number into the page's title, its description, and the beginning and end of its text."""
    front, body = original.split("\n---\n", 1)

    def version(number):
        mark = f"{MARK}-{number}."
        front_matter = re.sub(r'(?m)^(title|description): .*', rf'\1: "{mark}"', front)
        # Exchanged in one go, so that what is torn is the server's doing.
        save(file.with_suffix(".new"), f"{front_matter}\n---\n{mark}\n{body}\n{mark}\n")
        os.replace(file.with_suffix(".new"), file)

    def numbers(text):
        return [int(number) for number in re.findall(rf"{MARK}-(\d+)\.", text)]

    def show(number):
        server.seconds_until(lambda: version(number), lambda: number in numbers(server.get(address)))

    show(0)
    result = {"rebuilds": rebuilds, "answers": 0, "torn": 0, "mixed": 0, "backwards": 0}
    stop, lock = threading.Event(), threading.Lock()

    def read(url, whole):
        """Asks until told to stop; `whole` is how often a page says its version."""
        last = 0
        while not stop.is_set():
            try:
                text = server.get(url)
            except (http.client.HTTPException, UnicodeDecodeError):
                text = ""
            found = numbers(text)
            with lock:
                result["answers"] += 1
                result["torn"] += not text.rstrip().endswith("</html>")
                result["mixed"] += len(found) != whole or len(set(found)) != 1
                result["backwards"] += bool(found) and found[0] < last
            last = max([last, *found])

    readers = [threading.Thread(target=read, args=(url, len(numbers(server.get(url))))) for url in (address, section)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, rebuilds + 1):
            show(number)
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    return result


class Preview:
    """`casa serve` of a site, from its first page to the end of the block."""

    def __init__(self, casa, site):
        self.command = [casa, "serve", "--quiet", "--root", site, "--port", "0"]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        address = self.process.stdout.readline().strip()
        self.port = urllib.parse.urlsplit(address).port
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    @contextlib.contextmanager
    def ask(self, url):
        """An answer, over a connection of its own: on one that is kept, packets would wait for the
        acknowledgement of those before, for up to 40 ms."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", url)
            yield connection.getresponse()

    def get(self, url):
        """A page; nothing if there is none."""
        with self.ask(url) as answer:
            text = answer.read().decode("utf-8")
            return text if answer.status == 200 else ""

    def seconds_until(self, edit, shown):
        """From an edit to the version that shows it: looks whenever the server tells of a new one."""
        with self.ask("/_casa/events") as events:
            begun = time.perf_counter()
            edit()
            while (took := time.perf_counter() - begun) < PATIENCE:
                if events.readline().startswith(b"event: change") and shown():
                    return time.perf_counter() - begun
        raise SystemExit(f"an edit was not shown within {took:.0f} s")

    def peak(self):
        """Most bytes that the server has held."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
