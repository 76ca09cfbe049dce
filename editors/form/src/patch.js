// YAML in which only what was edited is written again: all other lines keep their order, quotation
// marks and comments.

import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { document as whole, inFlow, inScalar, isAbsent, rendered, same } from "./values.js";

/** The values of a map in YAML, or an error that says where it cannot be read. */
export function read(text) {
  const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: true });
  if (document.errors.length > 0) throw document.errors[0];
  if (document.contents !== null && !isMap(document.contents)) {
    throw new Error("not a map");
  }
  return { document, values: plain(document.contents) ?? {} };
}

/** The text with other values: an entry for each key, in the order in which new ones are to stand. */
export function patched(text, values) {
  const { document } = read(text);
  if (document.contents === null) return whole(values);
  const patch = new Patch(text);
  patch.map(document.contents, values);
  const result = patch.applied();
  // What cannot be said by single changes is written as a whole.
  const isRight = () => {
    try {
      return same(read(result).values, values);
    } catch {
      return false;
    }
  };
  return isRight() ? result : whole(values);
}

/** What a node says. A number that would be written in another way stays a text. */
function plain(node) {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [key.source ?? String(key), plain(value)]));
  }
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return null;
  const { value, source } = node;
  return typeof value === "number" && String(value) !== source ? source : value;
}

class Patch {
  constructor(text) {
    this.text = text;
    this.edits = [];
  }

  replace(start, end, text) {
    this.edits.push({ start, end, text });
  }

  applied() {
    const edits = this.edits.map((edit, i) => ({ ...edit, i }));
    edits.sort((a, b) => a.start - b.start || a.i - b.i);
    let [out, at] = ["", 0];
    for (const { start, end, text } of edits) {
      out += this.text.slice(at, start) + text;
      at = Math.max(at, end);
    }
    return out + this.text.slice(at);
  }

  lineStart(at) {
    return this.text.lastIndexOf("\n", at - 1) + 1;
  }

  /** Where the line after a place begins. */
  lineAfter(at) {
    if (at > 0 && this.text[at - 1] === "\n") return at;
    const end = this.text.indexOf("\n", at);
    return end < 0 ? this.text.length : end + 1;
  }

  column(at) {
    return at - this.lineStart(at);
  }

  /** Where a node ends, without what follows it. */
  end(node) {
    if ((isMap(node) || isSeq(node)) && !node.flow) {
      const last = node.items.at(-1);
      const value = isMap(node) ? (hasText(last.value) ? last.value : last.key) : last;
      return this.end(value);
    }
    return node.range[1];
  }

  /** A text that is put in as lines of its own: the last line may lack its end. */
  insert(at, lines) {
    const before = at > 0 && this.text[at - 1] !== "\n" ? "\n" : "";
    this.replace(at, at, before + lines + (before ? "" : "\n"));
  }

  map(node, values) {
    if (node.flow) {
      this.replace(node.range[0], node.range[1], this.flowMap(node, values));
      return;
    }
    const indent = this.column(node.items[0].key.range[0]);
    let last = null;
    const pairs = new Map(node.items.map((pair) => [pair.key.source ?? String(pair.key), pair]));
    for (const [key, pair] of pairs) {
      const [old, value] = [plain(pair.value), values[key]];
      if (same(old, value)) continue;
      if (isAbsent(value)) this.remove(node, pair);
      else this.value(pair, value, indent);
    }
    for (const [key, value] of Object.entries(values)) {
      const pair = pairs.get(key);
      if (pair) last = pair;
      else if (!isAbsent(value)) this.add(node, last, key, value, indent);
    }
  }

  /** Puts an entry behind another, or before all. */
  add(node, last, key, value, indent) {
    const isItem = this.column(node.items[0].key.range[0]) !== this.leading(node.items[0].key.range[0]);
    const behind = last ?? (isItem ? node.items[0] : null);
    const line = `${" ".repeat(indent)}${inScalar(key)}:${rendered(value, indent)}`;
    if (behind === null) {
      this.insert(this.lineStart(node.items[0].key.range[0]), line);
    } else {
      const end = hasText(behind.value) ? this.end(behind.value) : behind.key.range[1];
      this.insert(this.lineAfter(end), line);
    }
  }

  /** How many spaces the line of a place begins with. */
  leading(at) {
    const start = this.lineStart(at);
    return this.text.slice(start, at).search(/[^ ]|$/);
  }

  remove(node, { key, value }) {
    const start = this.lineStart(key.range[0]);
    const end = this.lineAfter(hasText(value) ? this.end(value) : key.range[1]);
    // The first entry of an item stands behind its hyphen, which stays.
    const isBehindHyphen = this.text.slice(start, key.range[0]).trim() !== "";
    if (!isBehindHyphen) return this.replace(start, end, "");
    const next = node.items[1];
    if (next) this.replace(key.range[0], next.key.range[0], "");
    else this.replace(key.range[0], end - 1, "{}");
  }

  /** The value of an entry of a map in lines. */
  value(pair, value, indent) {
    const { key, value: old } = pair;
    if (isScalar(old) && hasText(old) && typeof value !== "object") {
      return this.scalar(old, value, indent);
    }
    if (isMap(old) && isPlainMap(value)) return this.map(old, value);
    if (isSeq(old) && Array.isArray(value)) return this.list(old, value);
    const colon = this.text.indexOf(":", key.range[1]) + 1;
    this.replace(colon, hasText(old) ? this.end(old) : colon, rendered(value, indent));
  }

  scalar(node, value, indent) {
    const { range: [start, end], type } = node;
    if (type?.startsWith("BLOCK") || String(value).includes("\n")) {
      const isEnded = this.text[end - 1] === "\n";
      const isWhole = String(node.value).endsWith("\n") && !String(value).endsWith("\n");
      const text = isWhole ? `${value}\n` : value;
      this.replace(start, end, rendered(text, indent).slice(1) + (isEnded ? "\n" : ""));
    } else {
      this.replace(start, end, inScalar(value, type));
    }
  }

  list(node, values) {
    if (node.flow) {
      this.replace(node.range[0], node.range[1], this.flowList(node, values));
      return;
    }
    const indent = this.column(node.items[0].range[0]) - 2;
    let end = this.lineStart(node.items[0].range[0]);
    for (const { old, value } of paired(node.items, values)) {
      if (old === undefined) {
        this.insert(end, `${" ".repeat(indent)}-${rendered(value, indent, true)}`);
        continue;
      }
      const [start, after] = [this.lineStart(old.range[0]), this.lineAfter(this.end(old))];
      end = after;
      if (value === undefined) this.replace(start, after, "");
      else if (same(plain(old), value)) continue;
      else if (isMap(old) && isPlainMap(value)) this.map(old, value);
      else if (isScalar(old) && typeof value !== "object") this.scalar(old, value, indent);
      else this.replace(old.range[0], this.end(old), rendered(value, indent, true).slice(1));
    }
  }

  flowList(node, values) {
    const items = paired(node.items, values).filter(({ value }) => value !== undefined);
    return `[${items.map(({ old, value }) => this.inFlow(old, value)).join(", ")}]`;
  }

  flowMap(node, values) {
    const pairs = new Map(node.items.map((pair) => [pair.key.source ?? String(pair.key), pair.value]));
    const kept = [...pairs.keys()].filter((key) => key in values);
    const keys = [...kept, ...Object.keys(values).filter((key) => !pairs.has(key))];
    const entries = keys.filter((key) => pairs.has(key) && same(plain(pairs.get(key)), values[key]) || !isAbsent(values[key]));
    return `{${entries.map((key) => `${inFlow(key)}: ${this.inFlow(pairs.get(key), values[key])}`).join(", ")}}`;
  }

  /** A value between brackets: as it stands if it is what stands there. */
  inFlow(old, value) {
    if (old === undefined || old === null) return inFlow(value);
    if (same(plain(old), value)) return this.text.slice(old.range[0], old.range[1]);
    if (isSeq(old) && Array.isArray(value)) return this.flowList(old, value);
    if (isMap(old) && isPlainMap(value)) return this.flowMap(old, value);
    return inFlow(value, old.type);
  }
}

const isPlainMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether something stands where a value may. */
const hasText = (node) => Boolean(node?.range) && node.range[1] > node.range[0];

/** What was there and what is to be, item by item: the longest run of items that are the same stays
 * as it is; between them one takes the place of another. */
function paired(items, values) {
  const olds = items.map(plain);
  const length = Array.from({ length: olds.length + 1 }, () => new Array(values.length + 1).fill(0));
  for (let i = olds.length - 1; i >= 0; i -= 1) {
    for (let j = values.length - 1; j >= 0; j -= 1) {
      length[i][j] = same(olds[i], values[j])
        ? length[i + 1][j + 1] + 1
        : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  const flush = (iEnd, jEnd) => {
    while (i < iEnd || j < jEnd) {
      const old = i < iEnd ? items[i++] : undefined;
      pairs.push({ old, value: j < jEnd ? values[j++] : undefined });
    }
  };
  let [a, b] = [0, 0];
  while (a < olds.length && b < values.length) {
    if (same(olds[a], values[b])) {
      flush(a, b);
      pairs.push({ old: items[i++], value: values[j++] });
      [a, b] = [a + 1, b + 1];
    } else if (length[a + 1][b] >= length[a][b + 1]) a += 1;
    else b += 1;
  }
  flush(olds.length, values.length);
  return pairs;
}
