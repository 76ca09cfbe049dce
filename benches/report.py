"""The figures of a run as Markdown and as a chart; and into the files that are published."""
import html
import json
import pathlib
import statistics

HERE = pathlib.Path(__file__).resolve().parent
RESULTS, CHART, RAW = HERE / "RESULTS.md", HERE / "results.svg", HERE / "results.json"
BEGIN, END = "<!-- benches/run --publish writes from here -->", "<!-- to here -->"

# What each program is compared with: the one that does no less, with or without an index.
BESIDE = {"Hugo": "casa, no index", "Eleventy": "casa, no index", "floor program": "casa, no index", "Hugo and Pagefind": "casa"}


def markdown(measured):
    def all_of(what):
        return "; ".join(dict.fromkeys(what(group) for group in measured.values()))

    lines = [
        "Medians, with the spread of the runs in brackets. "
        + all_of(lambda group: group["system"]) + "; "
        + all_of(lambda group: ", ".join(f"{name} {version}" for name, version in group["versions"].items() if name != "casa")) + ".",
        "",
    ]
    for name, group in measured.items():
        lines += [*section(name, group), ""]
    return "\n".join(lines)


def publish(measured):
    """What was not measured now stays as it was published last."""
    known = json.loads(RAW.read_text()) if RAW.exists() else {}
    # As it will be read the next time: the keys of JSON are texts.
    known |= json.loads(json.dumps(measured))
    known = {name: known[name] for name in SECTIONS if name in known}
    RAW.write_text(json.dumps(known, indent=1) + "\n")
    if "build" in known:
        CHART.write_text(chart(known["build"]["figures"]), encoding="utf-8")
    text = RESULTS.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    RESULTS.write_text(f"{before}{BEGIN}\n\n{markdown(known)}\n{END}{after}", encoding="utf-8")


# --- Figures -----------------------------------------------------------------


def middle(figures, key="wall"):
    return statistics.median(figures[key])


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def seconds(values):
    """The median, and the spread beside it."""
    unit, factor = ("ms", 1e3) if statistics.median(values) < 1 else ("s", 1)
    show = lambda value: f"{value * factor:.{1 if value * factor < 10 else 0}f}" if unit == "ms" else f"{value:.{2 if value < 10 else 1}f}"
    spread = f" ({show(min(values))}–{show(max(values))})" if len(values) > 1 else ""
    return f"{show(statistics.median(values))} {unit}{spread}"


def size(number):
    for unit, divisor in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if number >= divisor:
            return f"{number / divisor:.{1 if number < 100 * divisor else 0}f} {unit}"
    return f"{number:.0f} B"


def table(*rows):
    head, *rows = rows
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def programs(figures):
    """The programs among what a group holds."""
    return {name: of for name, of in figures.items() if isinstance(of, dict) and "wall" in of}


def costs(of):
    return [seconds(of["wall"]), seconds(of["cpu"]), size(middle(of, "peak"))]


# --- Sections ----------------------------------------------------------------


def section(name, group):
    title, rows, commands = SECTIONS[name]
    yield f"### {title}"
    yield ""
    yield from [f"    {command}" for command in commands]
    yield ""
    yield from rows(group["figures"])
    yield ""
    first, last = group["load"]
    runs = f", {most} runs" if (most := most_runs(group["figures"])) else ""
    words = "644 on each" if group["words"] == "fixed" else "log-normal, 644 on average"
    about = "" if name in ("start", "portal", "foreign") else f", words of a page {words}"
    yield f"{group['date']}, casa {group['versions']['casa']}{runs}{about}, load {first:.1f} before and {last:.1f} after."


def most_runs(figures):
    """How often the programs of a group were run."""
    if not isinstance(figures, dict):
        return 0
    return len(figures["wall"]) if "wall" in figures else max(map(most_runs, figures.values()), default=0)


def costs_rows(figures):
    yield from table(["", "wall", "CPU", "peak memory"], *([name, *costs(of)] for name, of in programs(figures).items()))


def build_rows(sizes):
    for count, figures in sizes.items():
        yield f"**{int(count):,} pages**"
        yield ""
        head = ["", "wall", "CPU", "peak memory", "beside casa", "HTML pages, files, bytes"]
        rows = []
        for name, of in figures.items():
            beside = BESIDE.get(name)
            ratio = f"{middle(of) / middle(figures[beside]):.2g} × {beside}" if beside else ""
            rows.append([name, *costs(of), ratio, f"{of['html']:,}, {of['files']:,}, {size(of['bytes'])}"])
        yield from table(head, *rows)
        yield ""
    yield "![Seconds of wall of each program](results.svg)"


def ratio_rows(figures):
    (_, one), (_, other) = programs(figures).items()
    yield from costs_rows(figures)
    yield ""
    yield f"Ratio of wall {middle(other) / middle(one):.2f}, of CPU {middle(other, 'cpu') / middle(one, 'cpu'):.2f}, of peak memory {middle(other, 'peak') / middle(one, 'peak'):.2f}."


def terms_rows(figures):
    yield f"{figures['pages']:,} pages."
    yield ""
    yield from ratio_rows(figures)


def warm_rows(sizes):
    for count, figures in sizes.items():
        same = "the same" if all(of["same_as_cold"] for of in figures.values()) else "**not the same**"
        kept = [of["cache"] for of in figures.values() if "cache" in of]
        size = f"; the cache has up to {max(kept) / 1e6:.0f} MB" if kept else ""
        yield f"**{int(count):,} pages**; in the end the files are {same} as those of a cold build{size}"
        yield ""
        yield from costs_rows(figures)
        yield ""


def serve_rows(figures):
    yield f"{figures['pages']:,} pages; from saving the file to the answer with the new text."
    yield ""
    edits = {
        "body": "the text of a page",
        "title": "its title, on the page and on all of its lists",
        "base template": "the base template",
    }
    rows = [
        [label, f"{percentile(figures[key], 50):.0f} ms", f"{percentile(figures[key], 95):.0f} ms", f"{max(figures[key]):.0f} ms", str(len(figures[key]))]
        for key, label in edits.items()
    ]
    yield from table(["edit", "p50", "p95", "most", "edits"], *rows)
    readers = figures["readers"]
    yield ""
    yield (
        f"Readers during {readers['rebuilds']} rebuilds: {readers['answers']:,} answers, {readers['torn']} torn, "
        f"{readers['mixed']} of more than one version, {readers['backwards']} older than the one before. "
        f"Peak memory of the server {size(figures['peak'])}."
    )


def editor_rows(figures):
    yield (
        f"{figures['pages']:,} pages; from the message of a key press to what is wrong with the page and with "
        "where it leads, which is told before the site is built again, and from the question, asked right after a key press, to what may be written."
    )
    yield ""
    presses = {
        "text": "what is wrong, in a text",
        "broken": "the same, below a broken link",
        "title": "in the title of the page",
        "link": "in the address of a link",
        "links": "what may be written: the page that a link leads to",
        "fields": "a field",
    }
    rows = [
        [label, f"{percentile(figures[key], 50):.1f} ms", f"{percentile(figures[key], 95):.1f} ms", f"{max(figures[key]):.1f} ms", str(len(figures[key]))]
        for key, label in presses.items()
    ]
    yield from table(["key presses", "p50", "p95", "most", "count"], *rows)
    yield ""
    yield f"Peak memory of the server {size(figures['peak'])}."


def foreign_rows(figures):
    yield f"{figures['pages']:,} pages, {size(figures['source'])} of Markdown."
    yield ""
    yield from costs_rows(figures)


COLD = "casa build --root SITE --out OUT"
FLOOR = "floor SITE/content OUT benches/floor/templates"
SECTIONS = {
    "start": ("Start", costs_rows, ["casa --version"]),
    "portal": ("The portal, cold", costs_rows, [COLD]),
    "build": (
        "Cold builds beside the peers",
        build_rows,
        [
            f"{COLD} [--no-search]",
            FLOOR,
            "hugo --source benches/sites/hugo --contentDir SITE/content --destination OUT",
            "pagefind --site OUT --output-path OUT/pagefind",
            "eleventy --config=eleventy.config.cjs --output=OUT",
        ],
    ),
    "terms": ("Terms with four times the pages", terms_rows, [f"{COLD} --no-search"]),
    "warm": ("Builds with a cache", warm_rows, [f"{COLD} --cache CACHE [--no-search]"]),
    "serve": ("The preview", serve_rows, ["casa serve --root SITE"]),
    "editor": ("The language server", editor_rows, ["casa lsp"]),
    "memory": ("Ten times the pages", ratio_rows, [f"{COLD} --no-search"]),
    "foreign": ("Other people's pages", foreign_rows, [f"{COLD} [--no-search]", FLOOR]),
}


# --- Chart -------------------------------------------------------------------

WIDTH, LABELS, NUMBERS, BAR, STEP = 760, 150, 90, 16, 24
COLOURS = {True: "#0059b3", False: "#8a8f98"}


def chart(sizes):
    """Bars of seconds of wall, a panel a size, each with a scale of its own."""
    parts, y = [], 0
    for count, figures in sizes.items():
        y += 2 * STEP
        parts.append(f'<text x="16" y="{y - STEP / 2}" font-weight="bold">{int(count):,} pages, seconds</text>')
        longest = max(middle(of) for of in figures.values())
        for name, of in sorted(figures.items(), key=lambda item: middle(item[1])):
            length = max(1, middle(of) / longest * (WIDTH - LABELS - NUMBERS))
            parts += [
                f'<text x="{LABELS - 8}" y="{y + 12}" text-anchor="end">{html.escape(name)}</text>',
                f'<rect x="{LABELS}" y="{y}" width="{length:.1f}" height="{BAR}" fill="{COLOURS[name.startswith("casa")]}"/>',
                f'<text x="{LABELS + length + 6:.1f}" y="{y + 12}">{middle(of):.2f}</text>',
            ]
            y += STEP
    height = y + STEP / 2
    # A background of its own, because pages that show it may be dark.
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" '
        'role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13" fill="#1a1a1a">'
    )
    background = f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
    return "\n".join([head, '<title id="title">Seconds of wall of a cold build, by program</title>', background, *parts, "</svg>", ""])
