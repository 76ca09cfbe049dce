// What Pagefind 1.6 documents and its integration tests hold it to, stated
// anew: a site, a question, and what is right. What casa does otherwise on
// purpose has its reason in docs/index-any-site.md.

/** A page with a text. */
export const page = (body, { head = "<title>Page</title>", lang = "en" } = {}) =>
  `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`;

const cats = {
  "cat/index.html": page("<h1>A cat</h1><p>world of fur</p>"),
  "dog/index.html": page("<h1>A dog</h1><p>world of bones</p>"),
};

const colours = {
  "1/index.html": page('<h1>One</h1><p>thing <b data-pagefind-filter="colour">red</b> <i data-pagefind-filter="size">big</i></p>'),
  "2/index.html": page('<h1>Two</h1><p>thing <b data-pagefind-filter="colour">blue</b> <i data-pagefind-filter="size">big</i></p>'),
  "3/index.html": page('<h1>Three</h1><p>thing <b data-pagefind-filter="colour">red</b> <b data-pagefind-filter="colour">blue</b> <i data-pagefind-filter="size">small</i></p>'),
  "4/index.html": page("<h1>Four</h1><p>thing and other</p>"),
};

const sorted = {
  "a/index.html": page('<h1>A</h1><p data-pagefind-sort="weight[data-w]" data-w="10">fruit <b data-pagefind-sort="name">mango</b></p>'),
  "b/index.html": page('<h1>B</h1><p data-pagefind-sort="weight[data-w]" data-w="9.5">fruit <b data-pagefind-sort="name">apple</b></p>'),
  "c/index.html": page('<h1>C</h1><p data-pagefind-sort="weight[data-w]" data-w="100">fruit <b data-pagefind-sort="name">pear</b></p>'),
};

const anchors = {
  "long/index.html": page(`<h1 id="top">Handbook</h1><p>Opening words of the handbook.</p>
<h2 id="water">Watering</h2><p>Pour the quokka slowly.</p>
<h2 id="light">Lighting</h2><p>Hold the lantern high, quokka in hand.</p>
<h3><a id="deep"></a>Deeper</h3><p>Nothing but a wombat.</p>`),
};

/** `urls` in any order, `order` in this one; the others are of the first result. */
export const TABLE = [
  { site: cats, name: "a word that all have", ask: ["world"], urls: ["/cat/", "/dog/"] },
  { site: cats, name: "a word that one has", ask: ["bones"], urls: ["/dog/"] },
  { site: cats, name: "a word that none has", ask: ["xylophone"], urls: [] },
  { site: cats, name: "no word: every page", ask: [null], urls: ["/cat/", "/dog/"] },
  { site: cats, name: "the title is the first h1", ask: ["bones"], meta: { title: "A dog" } },
  { site: cats, name: "words are marked in the excerpt", ask: ["bones"], excerpt: "world of <mark>bones</mark>" },
  { site: cats, name: "capitals do not matter", ask: ["BONES"], urls: ["/dog/"] },
  { site: cats, name: "the beginning of a word in full is not needed for the whole", ask: ["worlds"], urls: ["/cat/", "/dog/"] },
  { site: cats, name: "punctuation alone finds nothing", ask: ["..."], urls: [] },
  { site: cats, name: "without filters there are none", ask: ["world"], filters: {} },
  { site: { "a.html": cats["cat/index.html"], "index.html": cats["dog/index.html"] }, name: "addresses are those that hosts serve", ask: ["world"], urls: ["/a.html", "/"] },

  { site: colours, name: "filters: none", ask: ["thing"], urls: ["/1/", "/2/", "/3/", "/4/"] },
  { site: colours, name: "filters: one value", ask: ["thing", { filters: { colour: "red" } }], urls: ["/1/", "/3/"] },
  { site: colours, name: "filters: two facets", ask: ["thing", { filters: { colour: "red", size: "big" } }], urls: ["/1/"] },
  { site: colours, name: "filters: a list is all of it", ask: ["thing", { filters: { colour: ["red", "blue"] } }], urls: ["/3/"] },
  { site: colours, name: "filters: an empty list does nothing", ask: ["thing", { filters: { colour: [] } }], urls: ["/1/", "/2/", "/3/", "/4/"] },
  { site: colours, name: "filters: no filter at all", ask: ["thing", { filters: {} }], urls: ["/1/", "/2/", "/3/", "/4/"] },
  { site: colours, name: "filters: an unknown value", ask: ["thing", { filters: { colour: "green" } }], urls: [] },
  { site: colours, name: "filters: an unknown facet", ask: ["thing", { filters: { taste: "sour" } }], urls: [] },
  { site: colours, name: "filters: without a word", ask: [null, { filters: { colour: "blue" } }], urls: ["/2/", "/3/"] },
  { site: colours, name: "filters: with a word that none has", ask: ["xylophone", { filters: { colour: "blue" } }], urls: [] },
  { site: colours, name: "filters: how many there would be without", ask: ["thing", { filters: { colour: "red" } }], unfiltered: 4 },
  { site: colours, name: "filters: all are known", known: { colour: { red: 2, blue: 2 }, size: { big: 2, small: 1 } } },
  { site: colours, name: "filters: counted for a word", ask: ["one"], counts: { colour: { red: 1, blue: 0 }, size: { big: 1, small: 0 } } },
  { site: colours, name: "filters: those of a result", ask: ["three"], values: { colour: ["red", "blue"], size: ["small"] } },
  { site: colours, name: "formulas: any of a facet", ask: ["thing", { filters: { colour: { any: ["red", "blue"] } } }], urls: ["/1/", "/2/", "/3/"] },
  { site: colours, name: "formulas: any of a facet and another", ask: ["thing", { filters: { colour: { any: ["red", "blue"] }, size: "big" } }], urls: ["/1/", "/2/"] },
  { site: colours, name: "formulas: any of two filters", ask: ["thing", { filters: { any: [{ size: "small" }, { colour: "blue" }] } }], urls: ["/2/", "/3/"] },
  { site: colours, name: "formulas: not a value", ask: ["thing", { filters: { colour: { not: "red" } } }], urls: ["/2/", "/4/"] },
  { site: colours, name: "formulas: not a filter", ask: ["thing", { filters: { not: { colour: "red" } } }], urls: ["/2/", "/4/"] },
  { site: colours, name: "formulas: none of some", ask: ["thing", { filters: { none: [{ colour: "red" }, { size: "big" }] } }], urls: ["/4/"] },
  { site: colours, name: "formulas: none of a facet's", ask: ["thing", { filters: { colour: { none: ["red", "blue"] } } }], urls: ["/4/"] },
  { site: colours, name: "formulas: within each other", ask: ["thing", { filters: { any: [{ all: [{ colour: "red" }, { not: { size: "big" } }] }, { none: [{ colour: "red" }, { colour: "blue" }] }] } }], urls: ["/3/", "/4/"] },
  { site: colours, name: "formulas: not both", ask: ["thing", { filters: { not: { colour: ["red", "blue"] } } }], urls: ["/1/", "/2/", "/4/"] },

  { site: sorted, name: "sort: texts", ask: ["fruit", { sort: { name: "asc" } }], order: ["/b/", "/a/", "/c/"] },
  { site: sorted, name: "sort: texts backwards", ask: ["fruit", { sort: { name: "desc" } }], order: ["/c/", "/a/", "/b/"] },
  { site: sorted, name: "sort: numbers as numbers", ask: ["fruit", { sort: { weight: "asc" } }], order: ["/b/", "/a/", "/c/"] },
  { site: sorted, name: "sort: numbers backwards", ask: ["fruit", { sort: { weight: "desc" } }], order: ["/c/", "/a/", "/b/"] },

  ...[
    ["no mark", "<p>fruit</p>", "/b/"],
    ["the first mark counts", '<p data-pagefind-sort="name:zzz">fruit</p><p data-pagefind-sort="name:aaa">x</p>', "/b/"],
  ].map(([name, html, first]) => ({ site: { ...sorted, "z/index.html": page(`<h1>Z</h1>${html}`) }, name: `sort: ${name}`, ask: ["fruit", { sort: { name: "asc" } }], first })),
  { site: sorted, name: "sort: with a word that some have", ask: ["mango", { sort: { name: "desc" } }], order: ["/a/"] },
  { site: sorted, name: "sort: without a word", ask: [null, { sort: { weight: "desc" } }], order: ["/c/", "/a/", "/b/"] },

  { site: anchors, name: "sections: where the words stand", ask: ["wombat"], sub: [["Deeper", "/long/#deep"]] },
  { site: anchors, name: "sections: each that has the word", ask: ["quokka"], subs: [["Lighting", "/long/#light"], ["Watering", "/long/#water"]] },
  { site: anchors, name: "sections: the excerpt is of the section", ask: ["wombat"], excerpt: "Nothing but a <mark>wombat</mark>." },

  ...[
    ["text of an attribute", '<img data-pagefind-meta="cover[src]" src="/c.png">', { cover: "/c.png" }],
    ["text in the mark", '<p data-pagefind-meta="author:Ada Lovelace">x</p>', { author: "Ada Lovelace" }],
    ["several in a mark", '<p data-a="1" data-pagefind-meta="word, number[data-a], fixed:so, it goes">text</p>', { word: "text", number: "1", fixed: "so, it goes" }],
    ["the picture below the title", '<img src="/p.png" alt="A picture">', { image: "/p.png", image_alt: "A picture" }],
    ["a picture that is said", '<img src="/p.png"><img data-pagefind-meta="image[src]" src="/q.png">', { image: "/q.png" }],
    ["by default", '<p data-pagefind-default-meta="tone:plain">x</p>', { tone: "plain" }],
    ["over the default", '<p data-pagefind-default-meta="tone:plain">x</p><p data-pagefind-meta="tone:loud">y</p>', { tone: "loud" }],
    ["a title that is said", '<p data-pagefind-meta="title:Another">x</p>', { title: "Another" }],
    ["entities are signs", '<p data-pagefind-meta="a">R&amp;D &lt;b&gt;</p>', { a: "R&D <b>" }],
    ["entities in the mark", '<p data-pagefind-meta="a:R&amp;D">x</p>', { a: "R&D" }],
    ["in what is not indexed", '<p data-pagefind-ignore data-pagefind-meta="a">kept</p>', { a: "kept" }],
    ["spaces are one", '<p data-pagefind-meta="a">two\n   words</p>', { a: "two words" }],
  ].map(([name, html, meta]) => ({ site: { "index.html": page(`<h1>Title</h1>${html}<p>findme</p>`) }, name: `metadata: ${name}`, ask: ["findme"], meta })),
  { site: { "index.html": page("<p>findme</p>", { head: "<title>From the head</title>" }) }, name: "metadata: the title element, where there is no h1", ask: ["findme"], meta: { title: "From the head" } },
  { site: { "a/index.html": page('<h1>T</h1><p data-pagefind-meta="url:/elsewhere/?x=1">findme</p>') }, name: "metadata: another address", ask: ["findme"], urls: ["/elsewhere/?x=1"] },
  { site: { "index.html": page('<h1>T</h1><p data-pagefind-meta="author:Zuse">plain</p>') }, name: "metadata: is found", ask: ["zuse"], urls: ["/"] },

  ...[
    ["navigation", "<nav>hidden</nav>"],
    ["scripts", "<script>var hidden</script>"],
    ["forms", "<form>hidden</form>"],
    ["what is marked", "<div data-pagefind-ignore>hidden</div>"],
    ["what is marked with all", '<div data-pagefind-ignore="all">hidden</div>'],
    ["what is in it", "<div data-pagefind-ignore><p>hidden</p></div>"],
    ["footers", "<footer>hidden</footer>"],
    ["templates", "<template>hidden</template>"],
    ["without a weight", '<p data-pagefind-weight="0">hidden</p>'],
  ].map(([name, html]) => ({ site: { "index.html": page(`<h1>Title</h1>${html}<p>seen</p>`) }, name: `left out: ${name}`, ask: ["hidden"], urls: [] })),
  { site: { "a.html": page("<main data-pagefind-body>findme</main>"), "b.html": page("<p>findme</p>") }, name: "a body that is marked leaves out pages without", ask: ["findme"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>outside</p><main data-pagefind-body>inside</main>") }, name: "a body that is marked leaves out the rest", ask: ["outside"], urls: [] },
  { site: { "a.html": page("<div data-pagefind-body>first</div><p>no</p><div data-pagefind-body>second</div>") }, name: "several bodies are one text", ask: ["first second"], urls: ["/a.html"] },
  { site: { "a.html": page('<p title="tooltip" data-pagefind-index-attrs="title,data-x" data-x="extra">plain</p>') }, name: "attributes that are indexed", ask: ["extra tooltip"], urls: ["/a.html"] },
  { site: { "a.html": page('<div data-pagefind-ignore="all"><p data-pagefind-meta="a:b">x</p></div><p>findme</p>') }, name: "ignored with all: no metadata either", ask: ["findme"], meta: { a: undefined } },

  { site: { "a.html": page("<main data-pagefind-body>one</main>"), "b.html": page("<main>one</main>") }, name: "a body that is marked counts for the site", ask: ["one"], urls: ["/a.html"] },
  { site: { "a.html": page('<div data-pagefind-ignore><p data-pagefind-filter="k:v">x</p></div><p>findme</p>') }, name: "ignored: filters in it are kept", ask: ["findme"], values: { k: ["v"] } },
  { site: { "a.html": page('<div data-pagefind-ignore="all"><p data-pagefind-filter="k:v">x</p></div><p>findme</p>') }, name: "ignored with all: no filters either", ask: ["findme"], filters: {} },
  { site: { "a.html": page('<p>findme</p><footer><p data-pagefind-filter="k">v</p></footer>') }, name: "filters outside the text", ask: ["findme"], values: { k: ["v"] } },
  { site: { "a.html": page('<p data-pagefind-filter="k[data-v]" data-v="w">findme</p>') }, name: "filters: of an attribute", ask: ["findme"], values: { k: ["w"] } },
  { site: { "a.html": page('<p data-pagefind-filter="k:v, w">findme</p>') }, name: "filters: in the mark, to its end", ask: ["findme"], values: { k: ["v, w"] } },
  { site: { "a.html": page('<p data-pagefind-filter="k" data-pagefind-meta="k">findme</p>') }, name: "filters and metadata of one element", ask: ["findme"], values: { k: ["findme"] }, meta: { k: "findme" } },
  { site: { "a.html": page('<p data-pagefind-filter="k">R&amp;D</p>') }, name: "filters: entities are signs", ask: [null, { filters: { k: "R&D" } }], urls: ["/a.html"] },

  { site: { "a.html": page("<p>the old grey goose walked home</p>"), "b.html": page("<p>the goose is old and grey</p>") }, name: "phrases: exact", ask: ['"old grey goose"'], urls: ["/a.html"] },
  { site: { "a.html": page("<p>blue birds</p>"), "b.html": page("<p>blue sky over birds</p>") }, name: "phrases: neighbours", ask: ['"blue birds"'], urls: ["/a.html"] },
  { site: { "a.html": page("<p>a well-known fact</p>") }, name: "signs: a hyphen joins", ask: ["well-known"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>a well-known fact</p>") }, name: "signs: and parts", ask: ["known"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>café</p>") }, name: "signs: without accents", ask: ["cafe"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>cafe</p>") }, name: "signs: with accents", ask: ["café"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>a &lt;section&gt; here</p>") }, name: "signs: entities are not their names", ask: ["lt"], urls: [] },
  { site: { "a.html": page("<p>one&nbsp;two</p>") }, name: "signs: spaces of all kinds part", ask: ["two"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>un<b>break</b>able</p>") }, name: "signs: inline elements do not", ask: ["unbreakable"], urls: ["/a.html"] },
  { site: { "a.html": page("<ul><li>one</li><li>two</li></ul>") }, name: "signs: blocks do", ask: ["two"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>one") }, name: "HTML may be left unclosed", ask: ["one"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>alpha</p>"), "b.html": page("<p>alpha beta</p>") }, name: "words: a page with some of them is found too", ask: ["alpha gamma"], urls: ["/a.html", "/b.html"] },
  { site: { "a.html": page("<p>alpha</p>"), "b.html": page("<p>alpha beta</p>") }, name: "words: those with all of them first", ask: ["alpha beta"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page("<p>running and jumping</p>") }, name: "stems: of English", ask: ["run"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>le convenzioni firmate</p>", { lang: "it" }) }, name: "stems: of Italian", ask: ["convenzione"], urls: ["/a.html"] },
  { site: { "a.html": page("<h1>Other</h1><p>zebra zebra</p>"), "b.html": page("<h1>Zebra</h1><p>words</p>") }, name: "ranking: titles before text", ask: ["zebra"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page("<p>zebra and many other words that make this a longer text than the next</p>"), "b.html": page("<p>zebra zebra zebra</p>") }, name: "ranking: often before once", ask: ["zebra"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page("<h1>T</h1><p>x zebra y</p>"), "b.html": page('<h1>T</h1><p>x <b data-pagefind-weight="10">zebra</b> y</p>') }, name: "ranking: weight", ask: ["zebra"], order: ["/b.html", "/a.html"] },

  { site: { ...cats, "other/page.html": page("<p>world apart</p>") }, name: "base: said", options: { baseUrl: "/docs/" }, ask: ["bones"], urls: ["/docs/dog/"] },
  { site: cats, name: "base: another host", options: { baseUrl: "https://example.com/" }, ask: ["bones"], urls: ["https://example.com/dog/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>") }, name: "several: as one", merge: {}, ask: ["world"], urls: ["/cat/", "/dog/", "/other/fox/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>") }, name: "several: with a base", merge: { baseUrl: "https://example.com/" }, ask: ["tails"], urls: ["https://example.com/fox/"] },
  { site: colours, other: { "5/index.html": page('<h1>Five</h1><p>thing <b data-pagefind-filter="colour">red</b></p>') }, name: "several: common filters", merge: {}, ask: ["thing", { filters: { colour: "red" } }], urls: ["/1/", "/3/", "/other/5/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>") }, name: "several: told apart by a filter", options: { mergeFilter: { animal: "home" } }, merge: { mergeFilter: { animal: "wild" } }, ask: ["world", { filters: { animal: "wild" } }], urls: ["/other/fox/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>") }, name: "several: and that is counted", options: { mergeFilter: { animal: "home" } }, merge: { mergeFilter: { animal: "wild" } }, known: { animal: { home: 2, wild: 1 } } },
  { site: { "a/index.html": page("<h1>A</h1><p>zebra crossing</p>") }, other: { "b/index.html": page("<h1>B</h1><p>zebra crossing</p>") }, name: "several: weighed", merge: { indexWeight: 20 }, ask: ["zebra"], order: ["/other/b/", "/a/"] },
  { site: { "a/index.html": page("<h1>A</h1><p>zebra crossing</p>") }, other: { "b/index.html": page("<h1>B</h1><p>zebra crossing</p>") }, name: "several: weighed less", merge: { indexWeight: 0.1 }, ask: ["zebra"], order: ["/a/", "/other/b/"] },

  // Signs, names of programs, scripts without spaces.
  ...[
    ["an identifier by a part", "call getElementById there", "element"],
    ["an identifier as a whole", "call getElementById there", "getelementbyid"],
    ["parts between underscores", "set max_retry_count", "retry"],
    ["parts between dots and slashes", "see lib/core.module.js", "module"],
    ["a number with a hyphen, without", "text in UTF-8", "utf8"],
    ["a number with a space, without", "as RFC 2119 says", "RFC2119"],
    ["a version", "since 1.24.3 only", "1.24.3"],
    ["an address of a machine", "ask 192.168.0.1 for it", "192.168.0.1"],
    ["C++", "compiled from C++ sources", "C++"],
    [".NET", "for .NET and others", ".NET"],
    ["an option", "run with --verbose always", "--verbose"],
    ["a section sign", "nach § 5 zahlt", "§ 5"],
    ["an emoji", "a cake 🎂 for all", "🎂"],
    ["an ampersand", "in the R&D office", "R&D"],
    ["an apostrophe", "the dog’s bowl", "dog's"],
    ["Chinese inside a run", "我在北京大学学习", "大学", "zh"],
    ["Japanese inside a run", "東京都庁に行きました", "都庁", "ja"],
    ["Korean without its particle", "한국어는 재미있다", "한국어", "ko"],
    ["Thai inside a run", "สวัสดีครับทุกคน", "ครับ", "th"],
    ["Vietnamese without marks", "đường phố", "duong pho", "vi"],
    ["Greek without accents", "η Αθήνα σήμερα", "αθηνα", "el"],
    ["Cyrillic ё as е", "зелёный свет", "зеленый", "ru"],
    ["Arabic without points", "كِتَاب جديد", "كتاب", "ar"],
    ["Hebrew without points", "שָׁלוֹם עולם", "שלום", "he"],
    ["composed for decomposed", "cafe\u0301 au lait", "caf\u00e9", "fr"],
    ["decomposed for composed", "caf\u00e9 au lait", "cafe\u0301", "fr"],
    ["ligatures", "the ﬁrst ﬂoor", "first"],
    ["sharp s", "die Straße", "strasse", "de"],
    ["umlauts without", "der Müller", "muller", "de"],
    ["a slash between words", "yes and/or no", "or no"],
  ].map(([name, text, ask, lang = "en"]) => ({ site: { "a.html": page(`<p>${text}</p>`, { lang }), "b.html": page("<p>other</p>", { lang }) }, name: `signs: ${name}`, ask: [ask], urls: ["/a.html"] })),
  { site: { "a.html": page("<p>a cafe there</p>", { lang: "fr" }), "b.html": page("<p>a café there</p>", { lang: "fr" }) }, name: "signs: the exact accent comes first", ask: ["café"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page("<p>a café there</p>", { lang: "fr" }), "b.html": page("<p>a cafe there</p>", { lang: "fr" }) }, name: "signs: and so does none", ask: ["cafe"], order: ["/b.html", "/a.html"] },

  // Words that all languages have many of.
  { site: { "a.html": page("<p>to be or not to be</p>"), "b.html": page("<p>not to be here</p>") }, name: "stop words: a phrase of nothing else", ask: ['"to be or not to be"'], urls: ["/a.html"] },
  { site: { "a.html": page("<p>the loop is for all</p>"), "b.html": page("<p>a for loop</p>") }, name: "stop words: in a phrase", ask: ['"for loop"'], urls: ["/b.html"] },
  { site: { "a.html": page("<h1>While</h1><p>loops</p>"), "b.html": page("<p>nothing</p>") }, name: "stop words: alone", ask: ["while"], first: "/a.html" },
  { site: { "a.html": page("<p>sea salt</p>"), "b.html": page("<p>salt of the sea</p>") }, name: "phrases: not in another order", ask: ['"sea salt"'], urls: ["/a.html"] },
  { site: { "a.html": page("<h2 id=x>Sea</h2><p>salt</p>") }, name: "phrases: not over the border of a heading", ask: ['"sea salt"'], urls: [] },
  { site: { "a.html": page("<p>one <b>blue</b> bird</p>") }, name: "phrases: through elements", ask: ['"blue bird"'], urls: ["/a.html"] },

  // Beginnings, stems, languages.
  { site: { "a.html": page("<p>wonderland</p>") }, name: "words: a beginning of one", ask: ["wonder"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>wonderland gardens</p>") }, name: "words: a beginning after a whole one", ask: ["gardens wonder"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>a party</p>"), "b.html": page("<p>a partition of it</p>"), "c.html": page("<p>a part</p>") }, name: "words: the whole one before those that begin so", ask: ["part"], first: "/c.html" },
  { site: { "a.html": page("<p>documentação publicada</p>", { lang: "pt" }), "b.html": page("<p>outra</p>", { lang: "pt" }) }, name: "stems: none is needed to find a word as it is", ask: ["documentação"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>kalimera</p>", { lang: "xx" }) }, name: "languages: unknown ones are searched as they are", ask: ["kalimera"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>colour</p>", { lang: "en-GB" }), "b.html": page("<p>colour</p>", { lang: "en-GB" }) }, name: "languages: with a region", ask: ["colours"], urls: ["/a.html", "/b.html"] },

  // Sections.
  { site: { "a.html": page('<div data-pagefind-body><h1>T</h1><p>before</p><section id="setup" data-pagefind-title="Installing &amp; use"><h2>Installing</h2><p>platypus</p></section></div>') }, name: "sections: named by an element", ask: ["platypus"], sub: [["Installing & use", "/a.html#setup"]] },
  { site: { "a.html": page('<h1>T</h1><section id="setup" data-pagefind-title="Named"><h2>Brass kettle</h2><p>platypus</p></section>') }, name: "sections: of a named one the heading is text", ask: ["brass kettle"], excerpt: "<mark>Brass</mark> <mark>kettle</mark> platypus" },
  { site: { "a.html": page('<h1>T</h1><section data-pagefind-title="Named"><h2 id="own">Own</h2><p>platypus</p></section>') }, name: "sections: no name without an id", ask: ["platypus"], sub: [["Own", "/a.html#own"]] },
  { site: { "a.html": page('<h1>T</h1><p>platypus</p><h2 id="x">X</h2><p>other</p>') }, name: "sections: before the first the page itself", ask: ["platypus"], sub: [["T", "/a.html"]] },
  { site: { "a.html": page('<h1 id="top">T</h1><p>platypus</p>') }, name: "sections: an h1 is one", ask: ["platypus"], sub: [["T", "/a.html#top"]] },
  { site: { "a.html": page('<h1>T</h1><h2 id="a b">X</h2><p>platypus</p>') }, name: "sections: anchors are encoded", ask: ["platypus"], sub: [["X", "/a.html#a%20b"]] },
  { site: { "a.html": page('<h1>T</h1><h2 id="x">Half <span data-pagefind-ignore>hidden</span></h2><p>platypus</p>') }, name: "sections: what is left out of a heading", ask: ["platypus"], sub: [["Half", "/a.html#x"]] },
  { site: { "a.html": page('<h1>T</h1><h2>No anchor</h2><p>platypus</p>') }, name: "sections: without an anchor the page is the place", ask: ["platypus"], subUrl: "/a.html" },

  // What is read and what is not.
  { site: { "a.html": page('<div data-pagefind-ignore="index"><p data-pagefind-meta="a:b">hidden</p></div><p>findme</p>') }, name: "ignored: the value index is the same as none", ask: ["findme"], meta: { a: "b" } },
  { site: { "a.html": page('<div data-pagefind-body>seen<p data-pagefind-ignore>hidden</p></div>') }, name: "ignored: inside a body that is marked", ask: ["hidden"], urls: [] },
  { site: { "a.html": page('<div data-pagefind-ignore><p data-pagefind-sort="k:v">x</p></div><p>findme</p>'), "b.html": page("<p>findme</p>") }, name: "ignored: sort keys in it are kept", ask: ["findme", { sort: { k: "asc" } }], first: "/a.html" },
  ...[
    ["comments", "<!-- hidden -->"],
    ["styles", "<style>.hidden{}</style>"],
    ["noscript", "<noscript>hidden</noscript>"],
    ["pictures drawn in the page", "<svg><title>hidden</title></svg>"],
    ["choices", "<select><option>hidden</option></select>"],
    ["what is written into fields", "<textarea>hidden</textarea>"],
    ["frames", "<iframe>hidden</iframe>"],
  ].map(([name, html]) => ({ site: { "a.html": page(`<h1>T</h1>${html}<p>seen</p>`) }, name: `left out: ${name}`, ask: ["hidden"], urls: [] })),
  ...[
    ["alternative texts", '<img alt="extra" src="x.png" data-pagefind-index-attrs="alt">'],
    ["of links", '<a title="extra" href="/" data-pagefind-index-attrs="title">x</a>'],
    ["of several", '<p data-a="no" data-b="extra" data-pagefind-index-attrs="data-a, data-b">x</p>'],
    ["that is not there", '<p data-pagefind-index-attrs="title">extra</p>'],
    ["with entities", '<p title="ex&#116;ra" data-pagefind-index-attrs="title">x</p>'],
  ].map(([name, html]) => ({ site: { "a.html": page(`<h1>T</h1>${html}<p>seen</p>`) }, name: `attributes that are indexed: ${name}`, ask: ["extra"], urls: ["/a.html"] })),
  { site: { "a.html": page('<div data-pagefind-ignore><p title="extra" data-pagefind-index-attrs="title">x</p></div><p>seen</p>') }, name: "attributes that are indexed: not in what is ignored", ask: ["extra"], urls: [] },
  { site: { "a.html": page("<table><tr><td>left</td><td>right</td></tr></table>") }, name: "signs: cells part words", ask: ["right"], urls: ["/a.html"] },
  { site: { "a.html": page("one<br>two") }, name: "signs: line breaks part words", ask: ["two"], urls: ["/a.html"] },
  { site: { "a.html": page("<p>&lt;script&gt;alert(1)&lt;/script&gt; danger</p>") }, name: "excerpts: markup in the text stays text", ask: ["danger"], excerpt: "&lt;script&gt;alert(1)&lt;/script&gt; <mark>danger</mark>" },

  // Metadata and filters in all their forms.
  ...[
    ["of an attribute and of the text", '<a href="/x" title="Home" data-pagefind-meta="text, where[href], note:it, is so">Go there</a>', { text: "Go there", where: "/x", note: "it, is so" }],
    ["the first counts", '<p data-pagefind-meta="a">one</p><p data-pagefind-meta="a">two</p>', { a: "one" }],
    ["a picture that is said has no text of its own", '<img src="/p.png" alt="P"><p data-pagefind-meta="image:/q.png">x</p>', { image: "/q.png", image_alt: undefined }],
    ["both of a picture", '<img src="/q.png" alt="Q" data-pagefind-meta="image[src], image_alt[alt]">', { image: "/q.png", image_alt: "Q" }],
    ["with a colon in it", '<p data-pagefind-meta="a:12:30">x</p>', { a: "12:30" }],
    ["an address", '<p data-pagefind-meta="a:https://example.com/?x=1">x</p>', { a: "https://example.com/?x=1" }],
  ].map(([name, html, meta]) => ({ site: { "index.html": page(`<h1>Title</h1>${html}<p>findme</p>`) }, name: `metadata: ${name}`, ask: ["findme"], meta })),
  { site: { "a.html": page("<h1>T</h1><p>findme</p>", { head: '<title>T</title><meta data-pagefind-default-meta="image[content]" content="/social.png" property="og:image">' }) }, name: "metadata: by default from the head", ask: ["findme"], meta: { image: "/social.png" } },
  { site: { "a.html": page('<h1>T</h1><img src="/own.png"><p>findme</p>', { head: '<title>T</title><meta data-pagefind-default-meta="image[content]" content="/social.png" property="og:image">' }) }, name: "metadata: the page's own picture over the default", ask: ["findme"], meta: { image: "/own.png" } },
  { site: { "a.html": page("<h1>Outside</h1><main data-pagefind-body><p>findme</p></main>") }, name: "metadata: a title outside the body", ask: ["findme"], meta: { title: "Outside" } },
  { site: { "a.html": page('<p data-pagefind-meta="author">Zuse</p><main data-pagefind-body><p>findme</p></main>') }, name: "metadata: outside the body", ask: ["findme"], meta: { author: "Zuse" } },
  { site: { "a.html": page("<h1>Rare platypus</h1><p>text</p>"), "b.html": page("<h1>Other</h1><p>nothing</p>") }, name: "metadata: a title alone is found", ask: ["platypus"], urls: ["/a.html"] },
  { site: { "a.html": page('<p data-x="one" data-pagefind-filter="k[data-x], l:two">findme</p>') }, name: "filters: several in a mark", ask: ["findme"], values: { k: ["one"], l: ["two"] } },
  { site: { "a.html": page("<p>findme</p>", { head: '<title>T</title><meta data-pagefind-filter="k[content]" content="v" name="k">' }) }, name: "filters: from the head", ask: ["findme"], values: { k: ["v"] } },
  { site: { "a.html": page('<p data-pagefind-filter="k">one</p><p data-pagefind-filter="k">one</p><p>findme</p>') }, name: "filters: a value twice is once", ask: ["findme"], values: { k: ["one"] } },
  { site: { "a.html": page('<p data-pagefind-filter="k">Straße</p><p>findme</p>', { lang: "de" }) }, name: "filters: values as they are written", ask: [null, { filters: { k: "Straße" } }], urls: ["/a.html"] },

  // Order.
  { site: { "a/index.html": page('<p data-pagefind-sort="date:2024-02-01">fruit</p>'), "b/index.html": page('<p data-pagefind-sort="date:2023-11-30">fruit</p>') }, name: "sort: dates", ask: ["fruit", { sort: { date: "desc" } }], order: ["/a/", "/b/"] },
  { site: { "a/index.html": page('<p data-pagefind-sort="n:-2">fruit</p>'), "b/index.html": page('<p data-pagefind-sort="n:-10">fruit</p>'), "c/index.html": page('<p data-pagefind-sort="n:3">fruit</p>') }, name: "sort: numbers below zero", ask: ["fruit", { sort: { n: "asc" } }], order: ["/b/", "/a/", "/c/"] },
  { site: sorted, name: "sort: an unknown key", ask: ["fruit", { sort: { taste: "asc" } }], urls: ["/a/", "/b/", "/c/"] },
  { site: colours, name: "sort: with filters", ask: ["thing", { filters: { colour: "red" }, sort: {} }], urls: ["/1/", "/3/"] },
  { site: sorted, other: { "d/index.html": page('<h1>D</h1><p data-pagefind-sort="name:banana">fruit</p>') }, merge: {}, name: "sort: over several indexes", ask: ["fruit", { sort: { name: "asc" } }], order: ["/b/", "/other/d/", "/a/", "/c/"] },
  { site: { "a.html": page("<p>rare common common common</p>"), "b.html": page("<p>common common common common</p>"), "c.html": page("<p>common</p>"), "d.html": page("<p>common</p>") }, name: "ranking: a rare word counts more", ask: ["rare common"], first: "/a.html" },
  { site: { "a.html": page("<h1>Guide</h1><p>setting up a server</p>"), "b.html": page("<h1>Setting up a server</h1><p>the guide</p>") }, name: "ranking: all of it in the title", ask: ["setting up server"], first: "/b.html" },
  { site: { "a.html": page("<p>far apart: green and, after a long while that fills the line with many other words so that nothing of it stands near, and there is still more of it to come, tea</p>"), "b.html": page("<p>some green tea and, after a long while that fills the line with many other words so that it is as long as the other, and there is still more of it to come, more</p>") }, name: "ranking: together before apart", ask: ["green tea"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page('<main data-pagefind-body data-pagefind-weight="0.1"><p>zebra zebra</p></main>'), "b.html": page("<main data-pagefind-body><p>zebra once</p></main>") }, name: "ranking: a page that weighs less", ask: ["zebra"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page('<h1>T</h1><p data-pagefind-weight="0.2">zebra</p><p>x</p>'), "b.html": page("<h1>T</h1><p>zebra</p><p>x</p>") }, name: "ranking: text that weighs less", ask: ["zebra"], order: ["/b.html", "/a.html"] },
  { site: { "a.html": page("<h1>T</h1><p>zebra</p><p>x</p>"), "b.html": page("<h1>T</h1><h2>zebra</h2><p>x</p>") }, name: "ranking: headings before text", ask: ["zebra"], order: ["/b.html", "/a.html"] },

  // Several indexes.
  { site: colours, other: { "5/index.html": page('<h1>Five</h1><p>thing <b data-pagefind-filter="colour">green</b></p>') }, name: "several: filters of all are known", merge: {}, known: { colour: { red: 2, blue: 2, green: 1 }, size: { big: 2, small: 1 } } },
  { site: colours, other: { "5/index.html": page('<h1>Five</h1><p>thing <b data-pagefind-filter="colour">red</b></p>') }, name: "several: weighed, with a filter", merge: { indexWeight: 20 }, ask: ["thing", { filters: { colour: "red" } }], first: "/other/5/" },
  { site: colours, other: { "5/index.html": page('<h1>Five</h1><p>thing <b data-pagefind-filter="colour">red</b></p>') }, name: "several: told apart, with another filter", merge: { mergeFilter: { site: "other" } }, ask: ["thing", { filters: { site: "other", colour: "red" } }], urls: ["/other/5/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>") }, name: "several: told apart, the filter of one alone", options: { mergeFilter: { animal: "home" } }, merge: {}, ask: ["world", { filters: { animal: "home" } }], urls: ["/cat/", "/dog/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>") }, name: "several: values of a hit", merge: { mergeFilter: { animal: "wild" } }, ask: ["tails"], urls: ["/other/fox/"] },
  { site: cats, other: { "fox/index.html": page("<h1>A fox</h1><p>world of tails</p>", { lang: "it" }) }, name: "several: of another language", merge: {}, ask: ["tails"], urls: ["/other/fox/"] },

  // Addresses.
  ...[
    ["with spaces", "a b.html", "/a%20b.html"],
    ["with a percent sign", "100%.html", "/100%25.html"],
    ["with letters beyond ASCII", "città.html", "/citt%C3%A0.html"],
    ["in folders", "x/y/z/index.html", "/x/y/z/"],
    ["in capitals", "README.html", "/README.html"],
  ].map(([name, file, url]) => ({ site: { [file]: page("<p>findme</p>") }, name: `addresses: ${name}`, ask: ["findme"], urls: [url] })),
];
