// What the form writes: every value of every page of the portal, changed alone.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { page, table, text } from "../src/formats.js";
import { isAbsent } from "../src/values.js";

const CONTENT = fileURLToPath(new URL("../../../content", import.meta.url));
const files = (extension) =>
  readdirSync(CONTENT, { recursive: true })
    .filter((path) => path.endsWith(extension) && !path.includes("_LICENZA"))
    .map((path) => ({ path, source: readFileSync(join(CONTENT, path), "utf8") }));
// As the form hands it over, and writes it.
const saved = (format, values) => `${format.toFile(structuredClone(values)).trim()}\n`;
const opened = (format, source) => format.fromFile(source.trim());

/** What a form has for a field that nothing was written in. */
const EMPTY = { nulla: "", elenco: [], vero: false, gruppo: { a: "", b: [] }, niente: null };

/** Lines that one text has and the other has not. */
function changed(before, after) {
  const count = (text) => {
    const lines = new Map();
    for (const line of text.split("\n")) lines.set(line, (lines.get(line) ?? 0) + 1);
    return lines;
  };
  const [a, b] = [count(before), count(after)];
  const missing = (of, from) =>
    [...of].flatMap(([line, n]) => Array(Math.max(0, n - (from.get(line) ?? 0))).fill(line));
  return { removed: missing(a, b), added: missing(b, a) };
}

/** The places of all single values. */
function* places(value, path = []) {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* places(inner, [...path, key]);
  } else if (path[0] !== "body" && path[0] !== "casa_before" && !isAbsent(value)) yield path;
}

function at(values, path, change) {
  const copy = structuredClone(values);
  const last = path.at(-1);
  const owner = path.slice(0, -1).reduce((value, key) => value[key], copy);
  owner[last] = change(owner[last]);
  return copy;
}

/** Another value. The last line break of a text is the file's, whatever the form makes of it. */
const longer = (value) =>
  typeof value === "number" ? value + 1 : String(value).replace(/(\n*)$/, ": l'«altro» #1$1");

test("a page that is saved as it is stays as it is", () => {
  for (const { path, source } of files(".md")) {
    const values = opened(page, source);
    assert.equal(saved(page, values), source, path);
    assert.equal(saved(page, { ...EMPTY, ...values }), source, `${path}, with fields left empty`);
  }
});

test("one value that is edited is one line that changes", () => {
  let tried = 0;
  for (const { path, source } of files(".md")) {
    const values = opened(page, source);
    const shapes = new Set();
    for (const place of places(values)) {
      // Of each list the first item and the first one after it: the others are like these.
      const shape = place.map((key) => (key > 1 ? 1 : key)).join(".");
      if (shapes.has(shape)) continue;
      shapes.add(shape);
      const edited = at(values, place, longer);
      const after = saved(page, edited);
      const { removed, added } = changed(source, after);
      const where = `${path}: ${place.join(".")}\n- ${removed.join("\n- ")}\n+ ${added.join("\n+ ")}`;
      const old = place.reduce((value, key) => value[key], values);
      if (!String(old).includes("\n")) assert.deepEqual([removed.length, added.length], [1, 1], where);
      const { casa_before: _, ...read } = opened(page, after);
      const { casa_before: __, ...meant } = edited;
      assert.deepEqual(read, meant, where);
      tried += 1;
    }
  }
  assert.ok(tried > 3000, `${tried} values`);
});

test("a value that is taken out is a line less", () => {
  for (const { path, source } of files(".md")) {
    const values = opened(page, source);
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== "string" || key === "body" || value.includes("\n")) continue;
      const after = saved(page, { ...values, [key]: "" });
      assert.deepEqual(changed(source, after).added, [], `${path}: ${key}`);
      assert.equal(changed(source, after).removed.length, 1, `${path}: ${key}`);
    }
  }
});

const CASES = [
  ["an entry stands where the form has it", "a: 1\nc: 3\n", { a: 1, b: 2, c: 3 }, "a: 1\nb: 2\nc: 3\n"],
  ["the first entry", "b: 2\n", { a: "x", b: 2 }, "a: x\nb: 2\n"],
  ["a comment stays", "# sopra\na: 1 # qui\nb: 2\n", { a: 2, b: 2 }, "# sopra\na: 2 # qui\nb: 2\n"],
  ["quotation marks stay", "a: \"x\"\nb: 'y'\n", { a: "z", b: "l'y" }, "a: \"z\"\nb: 'l''y'\n"],
  ["a list in brackets", "a: [uno,  \"due\"]\n", { a: ["uno", "due", "tre, quattro"] }, 'a: [uno, "due", "tre, quattro"]\n'],
  ["a list gets longer", "a:\n  - x: 1\n    y: 2\nb: 1\n", { a: [{ x: 1, y: 2 }, { x: 3 }], b: 1 }, "a:\n  - x: 1\n    y: 2\n  - x: 3\nb: 1\n"],
  ["an item goes", "a:\n  - x: 1\n  # due\n  - x: 2\n  - x: 3\n", { a: [{ x: 1 }, { x: 3 }] }, "a:\n  - x: 1\n  # due\n  - x: 3\n"],
  ["an item comes first", "a:\n  - x: 1\n", { a: [{ x: 0 }, { x: 1 }] }, "a:\n  - x: 0\n  - x: 1\n"],
  ["the first entry of an item goes", "a:\n  - x: 1\n    y: 2\n", { a: [{ x: "", y: 2 }] }, "a:\n  - y: 2\n"],
  ["a group", "a: 1\n", { a: 1, g: { file: "x.png", alt: "Una sala: vuota" } }, 'a: 1\ng:\n  file: x.png\n  alt: "Una sala: vuota"\n'],
  ["a text of several lines", "a: 1\nb: x\n", { a: 1, b: "uno\n\ndue\n" }, "a: 1\nb: |\n  uno\n\n  due\n"],
  ["a text of several lines again", "b: |\n  uno\n\n  due\nc: 1\n", { b: "uno\n\ntre\n", c: 1 }, "b: |\n  uno\n\n  tre\nc: 1\n"],
  ["a text of several lines that the form has cut", "b: |\n  uno\n\n  due\nc: 1\n", { b: "uno\n\ntre", c: 2 }, "b: |\n  uno\n\n  tre\nc: 2\n"],
  ["the same, otherwise as it was", "b: |\n  uno\n\n  due\nc: 1\n", { b: "uno\n\ndue", c: 2 }, "b: |\n  uno\n\n  due\nc: 2\n"],
  ["a date stays a date", "a: 2022-04-14\n", { a: "2023-05-15" }, "a: 2023-05-15\n"],
  ["a text that looks like a number", "a: uno\n", { a: "007" }, 'a: "007"\n'],
  ["what was empty", "a:\nb: []\nc: 1\n", { a: "x", b: ["y"], c: 1 }, "a: x\nb: [y]\nc: 1\n"],
  ["an entry in braces", "a:\n  - {nome: \"x, y\", n: 1}\n", { a: [{ nome: "x, y", n: 2, z: "w" }] }, "a:\n  - {nome: \"x, y\", n: 2, z: w}\n"],
  ["a list goes", "a: [x]\nb: 1\n", { a: [], b: 1 }, "b: 1\n"],
  ["all goes", "a: [x]\n", { a: [] }, ""],
];

for (const [name, before, values, after] of CASES) {
  test(name, () => {
    const { casa_before, ...read } = page.fromFile(`---\n${before}---\n\nTesto.`);
    assert.notDeepEqual(read, { ...values, body: "Testo." });
    assert.equal(page.toFile({ ...values, body: "Testo.", casa_before }), `---\n${after}---\n\nTesto.`);
  });
}

test("a new page has what was written, and nothing else", () => {
  const values = { titolo: "Nuova: prova", ...EMPTY, tag: ["uno"], fonti: [{ titolo: "A", url: "" }], body: "Testo.\n" };
  assert.equal(saved(page, values), '---\ntitolo: "Nuova: prova"\ntag: [uno]\nfonti:\n  - titolo: A\n---\nTesto.\n');
});

test("front matter that cannot be read is not taken for an empty one", () => {
  for (const head of ["a: [1", "a: 1\na: 2", "- a"]) {
    assert.throws(() => page.fromFile(`---\n${head}\n---\nTesto.`), head);
  }
});

test("a row that is edited is one line that changes", () => {
  for (const { path, source } of files(".csv")) {
    const values = opened(table, source);
    assert.equal(saved(table, values), source, path);
    values.rows.forEach((row, i) => {
      const name = Object.keys(row)[0];
      const { removed, added } = changed(source, saved(table, at(values, ["rows", i, name], (old) => `${old}, "x"`)));
      assert.deepEqual([removed.length, added.length], [1, 1], `${path}, row ${i}`);
    });
    const more = { ...values, rows: [...values.rows, values.rows[0]] };
    assert.equal(saved(table, more).trimEnd().split("\n").length, source.trimEnd().split("\n").length + 1);
  }
});

test("any other file is its text", () => {
  for (const { source } of files(".yaml")) assert.equal(saved(text, opened(text, source)), source);
});
