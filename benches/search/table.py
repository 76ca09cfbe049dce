"""The figures of a run as Markdown: each beside its peer's, and the bar where there is one."""


def markdown(results):
    machine = results["machine"]
    peers = ", ".join(f"{name} {version}" for name, version in machine["peers"].items())
    lines = [
        f"Measured on {machine['date']}: {machine['system']}, {machine['processor']}, {size(machine['memory'])}, "
        f"load at the start {machine['load']:.1f}; casa {machine['revision']}, {peers}, node {machine['node']}, "
        f"Chromium {chromium(results)}.",
        "",
        f"    {machine['command']}",
        "",
    ]
    if earlier := machine.get("earlier"):
        lines += [f"What was not measured now is of {earlier['date']}, on {earlier['processor']}.", ""]
    million = results.get("million", {})
    sections = [
        ("Client, brotli", client_rows(results.get("client", {}), results.get("browser", {}))),
        *((f"Building: {name}", build_rows(of)) for name, of in results.get("build", {}).items()),
        *((f"In Chromium: {name}", browser_rows(name, of)) for name, of in results.get("browser", {}).items()),
        ("Words: queries whose page is first", words_rows(results.get("words", {}))),
        *((f"Building: {million['build']['casa']['documents']:,} documents", build_rows(of)) for of in [million.get("build")] if of),
        *(("In Chromium: million", browser_rows("million", of)) for of in [million.get("browser")] if of),
    ]
    for title, rows in sections:
        if rows:
            lines += [f"## {title}", "", *two_systems(rows), ""]
    for name, systems in results.get("relevance", {}).items():
        lines += [f"## Relevance: {name}", "", *relevance(systems), ""]
    return "\n".join(lines)


def two_systems(rows):
    yield "| figure | bar | casa | Pagefind |"
    yield "|---|---|---|---|"
    for name, bar, values in rows:
        yield f"| {name} | {bar} | {values.get('casa', '–')} | {values.get('pagefind', '–')} |"


def row(systems, name, bar, figure):
    """A row: `figure` makes the text of a system's figures; what it misses is a dash."""
    values = {}
    for system, figures in systems.items():
        try:
            values[system] = figure(figures)
        except (KeyError, TypeError, IndexError):
            pass
    return name, bar, values


def chromium(results):
    places = [*results.get("browser", {}).values(), results.get("million", {}).get("browser", {})]
    return next((figures["chromium"] for place in places for figures in place.values()), "–")


def size(number):
    for unit, divisor in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if number >= divisor:
            return f"{number / divisor:.{1 if number < 100 * divisor else 0}f} {unit}"
    return f"{number:.0f} B"


def milliseconds(number):
    return f"{number:.{1 if number < 100 else 0}f}"


def spread(figures, show):
    return " / ".join(show(figures[key]) for key in ("p50", "p95", "max"))


# --- Sections ----------------------------------------------------------------


def client_rows(systems, browser):
    """What a page loads is taken from the browser, which knows which files it asks for."""
    if not systems:
        return []
    seen = next(iter(browser.values()), {})

    def files(sizes):
        return ", ".join(f"{name} {size(length)}" for name, length in sorted(sizes.items(), key=lambda item: -item[1]))

    return [
        row(seen, "engine: WASM and JS that a search loads", "≤ 30 KB", lambda of: size(of["start"]["clientBytes"])),
        row(seen, "with the interface of a results page, style included", "≤ 40 KB", lambda of: size(of["coldUi"]["clientBytes"]["max"])),
        row(systems, "all files", "", files),
    ]


def build_rows(systems):
    documents = next(iter(systems.values()))["documents"]
    large, real = documents == 20_000, documents < 2_000
    return [
        row(systems, "wall, s", "≤ 5" if large else "", lambda of: f"{of['wall']:.2f}"),
        row(systems, "CPU, s", "", lambda of: f"{of['cpu']:.2f}"),
        row(systems, "peak memory", "≤ 400 MB" if large else "", lambda of: size(of["peak"])),
        row(systems, "same bytes each time", "yes", lambda of: f"{'yes' if of['same_bytes'] else 'no'} ({of['runs']} runs)"),
        row(systems, "index, bytes a document", "≤ 110, with positions ≤ 180" if real else "", lambda of: f"{of['index_a_document']:.0f}"),
        row(systems, "texts, bytes a document", "", lambda of: f"{of['text_a_document']:.0f}"),
        row(systems, "files", "≤ 2,000" if large else "", lambda of: f"{of['files']:,}"),
        row(systems, "bytes (files) by kind", "", kinds),
        row(systems, "share of bytes that change with one sentence", "≤ 1%", lambda of: f"{of['edited']:.2%}"),
        row(systems, "share of bytes that change with one page more", "", lambda of: f"{of['added']:.2%}"),
    ]


def kinds(figures):
    return ", ".join(f"{kind} {size(length)} ({files:,})" for kind, (length, files) in sorted(figures["kinds"].items()))


def browser_rows(name, systems):
    small, large, million = name == "pages-2007", name == "pages-20000", name == "million"
    cold = "≤ 40 KB" if small else "≤ 60 KB" if large else "≤ 100 KB" if million else ""
    rows = [
        row(systems, "loaded before a question: index bytes", "≤ 4 KB" if large else "≤ 200 KB" if million else "", lambda of: size(of["start"]["indexBytes"])),
        row(systems, "the same with the engine: bytes, requests, rounds", "", lambda of: f"{size(of['start']['bytes'])}, {of['start']['requests']}, {of['start']['rounds']}"),
    ]
    sets = {"pair": "two words", "single": "one word", "question": "a question"}
    for key, label in sets.items():
        if not any(key in of["cold"] for of in systems.values()):
            continue
        rows += [
            row(systems, f"cold to 10 results, {label}: bytes p50 / p95 / max", cold, lambda of: spread(of["cold"][key]["bytes"], size)),
            row(systems, f"… rounds one after another: with the client, of the index, at most", "≤ 3", lambda of: f"{of['cold'][key]['rounds']['max']}, {of['cold'][key]['indexRounds']['max']}"),
            row(systems, f"warm, {label}: bytes p50 / p95 / max", "≤ 8 / 20 KB" if large else "", lambda of: spread(of["warm"][key]["bytes"], size)),
            row(systems, "… requests p50, rounds at most", "≤ 2 rounds", lambda of: f"{of['warm'][key]['requests']['p50']}, {of['warm'][key]['rounds']['max']}"),
        ]
    rows += [
        row(systems, "cold with the results page, two words: bytes p50 / p95 / max", cold, lambda of: spread(of["coldUi"]["bytes"], size)),
        row(systems, "… rounds at most, results p50", "", lambda of: f"{of['coldUi']['rounds']['max']}, {of['coldUi']['hits']['p50']}"),
        row(systems, "cold from a host without ranges, two words: bytes p50 / p95 / max", "", lambda of: spread(of["coldWithoutRanges"]["bytes"], size)),
        row(systems, "typing: letters that ask for nothing, from the 4th of a word on", "100%", lambda of: f"{of['typing']['fromFourthLetter']['quiet']:.0%}"),
        row(systems, "typing: requests at letters 1 to 6 of a word, mean", "", lambda of: " ".join(f"{letter['requests']:.1f}" for letter in of["typing"]["byLetterOfWord"])),
        row(systems, "typing: bytes a letter, mean", "", lambda of: size(of["typing"]["all"]["bytes"])),
    ]
    for key, label in {**sets, "letter": "one letter", "broad": "a broad word"}.items():
        if any(key in of["time"] for of in systems.values()):
            bar = "" if not large else "max ≤ 16" if key in ("letter", "broad") else "p95 ≤ 5"
            rows.append(row(systems, f"{label}, all loaded: ms p50 / p95 / max", bar, lambda of: spread(of["time"][key]["loaded"], milliseconds)))
            rows.append(row(systems, "… the first time, with its requests", "", lambda of: spread(of["time"][key]["first"], milliseconds)))
    return rows


def words_rows(systems):
    """A row a language, and one for all."""
    totals = {system: [sum(of[key] for of in figures.values()) for key in ("first", "n")] for system, figures in systems.items()}
    rows = [row(totals, "all", "≥ 95%", lambda of: f"{of[0]} of {of[1]}")] if systems else []
    for language in sorted({language for figures in systems.values() for language in figures}):
        rows.append(row(systems, language, "≥ Pagefind", lambda of: f"{of[language]['first']} of {of[language]['n']}"))
    return rows


def relevance(systems):
    yield "| system | MRR@10 | R@10 | empty | with a typo: MRR@10 | R@10 | empty | R@10 against clean |"
    yield "|---|---|---|---|---|---|---|---|"
    yield "| bar | ≥ .84 | ≥ .95 | 0 | | | | ≥ 95% |"
    for system, figures in systems.items():
        clean, typo = figures["clean"], figures["typo"]
        cells = [system]
        for kind in (clean, typo):
            cells += [f"{kind['mrr']:.3f}", f"{kind['recall']:.3f}", f"{kind['empty']:.1%}"]
        cells.append(f"{typo['recall'] / clean['recall']:.1%}" if clean["recall"] else "–")
        yield f"| {' | '.join(cells)} |"
