// @ts-check
// Marks what the text fragment of the address names, in browsers that know
// none (wicg.github.io/scroll-to-text-fragment), and goes where it leads.
// Only these are shown a fragment, so nothing else loads this.

/** A text of the page without double spaces, and where each of its signs is. */
function pageText() {
  const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  /** @type {[node: Text, offset: number][]} */
  const places = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { data, parentElement } = /** @type {Text} */ (node);
    if (parentElement?.closest("script, style, noscript, template")) continue;
    for (let at = 0; at < data.length; at++) {
      const sign = /\s/.test(data[at]) ? " " : data[at];
      if (sign === " " && text.endsWith(" ")) continue;
      text += sign;
      places.push([/** @type {Text} */ (node), at]);
    }
  }
  return { text: text.toLowerCase(), places };
}

/** @param {string} text for a regular expression */
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * From where to where a directive's words are in a text.
 * @param {string} text
 * @param {string} directive
 */
function find(text, directive) {
  const parts = directive.split(",");
  const take = (/** @type {boolean | undefined} */ there, /** @type {boolean} */ first) =>
    decodeURIComponent((there && (first ? parts.shift()?.slice(0, -1) : parts.pop()?.slice(1))) || "").toLowerCase();
  const before = take(parts[0]?.endsWith("-"), true);
  const after = take(parts.at(-1)?.startsWith("-"), false);
  const [words] = parts.map((part) => decodeURIComponent(part).toLowerCase());
  const pattern = `(${literal(before)}\\s*)(${literal(words)})\\s*${literal(after)}`;
  const found = new RegExp(pattern).exec(text);
  if (!found) return undefined;
  const from = found.index + found[1].length;
  return { from, to: from + words.length };
}

/** @param {string} hash of an address, with a text fragment */
export function mark(hash) {
  const [anchor, fragment] = hash.slice(1).split(":~:");
  const { text, places } = pageText();
  const found = fragment
    .split("&")
    .filter((directive) => directive.startsWith("text="))
    .map((directive) => find(text, directive.slice("text=".length)));
  // Of the text's nodes, those before stay as they are if the last is split first.
  const stretches = found.filter((one) => !!one).sort((a, b) => b.from - a.from);
  for (const { from, to } of stretches) {
    for (let end = to; end > from; ) {
      const [node] = places[end - 1];
      let start = end;
      while (start > from && places[start - 1][0] === node) start--;
      const range = document.createRange();
      range.setStart(node, places[start][1]);
      range.setEnd(node, places[end - 1][1] + 1);
      const mark = document.createElement("mark");
      mark.className = "casa-search__mark";
      range.surroundContents(mark);
      end = start;
    }
  }
  const section = document.getElementById(decodeURIComponent(anchor));
  (document.querySelector(".casa-search__mark") ?? section)?.scrollIntoView({ block: "center" });
}
