"""The language server, as an editor sees it: how long what is wrong, and what may be written, take after a key press."""
import json
import subprocess
import time

import corpus

# What each key press writes, at the end of a text.
TYPED = "Il comune pubblica la graduatoria entro trenta giorni dalla domanda. "
# Wrong by itself, so that there is always something to tell.
UNKNOWN = ":::non-c-e\n:::"


def measure(bench, site, size):
    presses = 10 if bench.options.quick else 100
    page = corpus.path(size // 2)
    other = corpus.path(size // 3)
    original = (site / "content" / f"{page}.md").read_text(encoding="utf-8") + f"\n{UNKNOWN}\n"
    with Editor(bench.casa, site) as editor:
        document = Document(editor, site, page, original)

        def latencies(before, typed, after):
            """Milliseconds from each key press to what is wrong with the page then."""
            document.write(before + after)
            times = []
            for count in range(1, presses + 1):
                text = before + (typed * (presses // len(typed) + 1))[:count] + after
                times.append(document.write(text) * 1e3)
            return times

        head, tail = original.split('title: "', 1)
        link = f"{original}\n[altro](../{other.split('/')[0]}/{other.split('/')[1]}"
        figures = {
            "text": latencies(original, TYPED, "\n"),
            "broken": latencies(f"{original}\n[altro](non-c-e.md)\n", TYPED, "\n"),
            "title": latencies(f'{head}title: "', TYPED.replace(".", ""), tail),
            "link": latencies(link, "-x", ".md)\n"),
        }

        def completions(before, typed, after):
            """Milliseconds from asking, right after a key press, to the proposals."""
            times = []
            for count in range(presses):
                text = before + typed[: count % (len(typed) + 1)]
                document.change(text + after)
                begun = time.perf_counter()
                items = document.complete(text)
                times.append((time.perf_counter() - begun) * 1e3)
                if not items:
                    raise SystemExit(f"nothing is proposed behind {text[-20:]}")
                document.settle()
            return times

        word = other.split("/")[1][:4]
        figures["links"] = completions(f"{original}\n[altro](", word, ")\n")
        figures["fields"] = completions("---\n", "t", f"\n{original.split('---', 1)[1].lstrip()}")
        return figures | {"peak": editor.peak()}


class Document:
    """A page that is open in an editor."""

    def __init__(self, editor, site, page, text):
        self.editor, self.version = editor, 1
        self.uri = (site / "content" / f"{page}.md").as_uri()
        document = {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}
        editor.tell("textDocument/didOpen", textDocument=document)
        self.settle()

    def settle(self):
        """Waits until the server has looked at everything."""
        self.editor.ask("textDocument/documentSymbol", textDocument={"uri": self.uri})

    def change(self, text):
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.editor.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def write(self, text):
        """Seconds until the server tells what is wrong with this text."""
        begun = time.perf_counter()
        self.change(text)
        while True:
            told = self.editor.next()
            params = told.get("params", {})
            if told.get("method") == "textDocument/publishDiagnostics" and params["uri"] == self.uri:
                if params.get("version") == self.version:
                    return time.perf_counter() - begun

    def complete(self, before):
        line = before.count("\n")
        column = len(before.rsplit("\n", 1)[-1].encode("utf-16-le")) // 2
        place = {"line": line, "character": column}
        answer = self.editor.ask("textDocument/completion", textDocument={"uri": self.uri}, position=place)
        return answer["items"] if answer else []


class Editor:
    """An editor with a site open, from its first message to the end of the block."""

    def __init__(self, casa, site):
        self.command, self.root, self.last = [casa, "lsp"], site, 0

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ask("initialize", processId=None, rootUri=self.root.as_uri(), capabilities={})
        self.tell("initialized")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, **params):
        self.send({"method": method, "params": params})

    def next(self):
        """The next message of the server."""
        length = 0
        while (header := self.process.stdout.readline().strip()) != b"":
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise SystemExit("the language server has gone")
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, **params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.next()
            if message.get("id") == self.last:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message.get("result")

    def peak(self):
        """Most bytes that the server has held."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
