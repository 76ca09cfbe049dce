"""Corpora as folders of pages, and the queries to ask of them. All of it is seeded."""
import collections
import gzip
import html
import json
import pathlib
import random
import re
import shutil

# Words that are in so many pages that nobody asks for them: function words.
FUNCTION_WORDS = 100
LETTERS = "abcdefghilmnopqrstuvz"
PAGE = """<!doctype html>
<html lang="it">
<head><meta charset="utf-8"><title>{id}</title></head>
<body><main data-pagefind-body><h1>{id}</h1><p>{text}</p></main></body>
</html>
"""


def write_squad(source, folder):
    """Every paragraph as a page whose title, its number, is of no help. Returns the pages' texts and
    the questions with the address of their one right page."""
    with gzip.open(source) if str(source).endswith(".gz") else open(source, "rb") as file:
        data = json.load(file)
    shutil.rmtree(folder, ignore_errors=True)
    for doc in data["docs"]:
        page = pathlib.Path(folder, doc["id"])
        page.mkdir(parents=True)
        text = html.escape(doc["text"], quote=False)
        page.joinpath("index.html").write_text(PAGE.format(id=doc["id"], text=text), encoding="utf-8")
    docs = [{"url": f"/{doc['id']}/", "text": doc["text"]} for doc in data["docs"]]
    chance = random.Random(20260801)
    questions = [
        {"url": f"/{question['doc']}/", "clean": question["q"], "typo": mistype(question["q"], chance)}
        for question in data["questions"]
    ]
    return docs, questions


def mistype(text, chance):
    """One edit in one word of four letters or more: a letter more, less, other, or two swapped."""
    words = [word for word in re.finditer(r"[^\W\d_]+", text) if len(word[0]) >= 4]
    if not words:
        return ""
    word = chance.choice(words)
    letters = word[0]
    while letters == word[0]:
        at = chance.randrange(len(letters) - 1)
        letter = chance.choice(LETTERS)
        before, here, after = word[0][:at], word[0][at : at + 2], word[0][at + 2 :]
        letters = before + chance.choice([here[0] + letter + here[1], here[1], letter + here[1], here[::-1]]) + after
    return text[: word.start()] + letters + text[word.end() :]


def texts_of_pages(folder, most=4000):
    """The words of the paragraphs of the pages of a folder, of at most `most` pages."""
    pages = sorted(pathlib.Path(folder).glob("*/index.html"))
    for page in pages[:: max(1, len(pages) // most)]:
        paragraphs = re.findall(r"<p>([^<]*)</p>", page.read_text(encoding="utf-8"))
        yield html.unescape(" ".join(paragraphs))


def queries_from(texts, pairs, singles, typed):
    """Queries of one and of two words: words of a random page, so the more pages have a word the
    more often it is asked for, and both words of a pair meet in a page; the broadest words; letters."""
    chance = random.Random(20260802)
    pages = [sorted({word.lower() for word in re.findall(r"[^\W\d_]{3,}", text)}) for text in texts]
    frequency = collections.Counter(word for page in pages for word in page)
    common = [word for word, _ in frequency.most_common(FUNCTION_WORDS + 20)]
    function_words = set(common[:FUNCTION_WORDS])
    pages = [[word for word in page if word not in function_words] for page in pages]
    pages = [page for page in pages if len(page) > 1]
    pair = [" ".join(chance.sample(chance.choice(pages), 2)) for _ in range(pairs)]
    single = [chance.choice(chance.choice(pages)) for _ in range(singles)]
    return {
        "pair": pair,
        "single": single,
        "letter": list(LETTERS),
        "broad": common[FUNCTION_WORDS:],
        "typed": single[:typed] + pair[:typed],
    }


def sample(questions, count):
    """Some of the questions, the same each time."""
    return random.Random(20260803).sample(questions, min(count, len(questions)))
