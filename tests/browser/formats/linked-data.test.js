// What pages say of themselves in the words of schema.org: JSON-LD in which
// nothing is lost, and only properties that schema.org gives to each type.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import jsonld from "jsonld";
import { isPublished } from "../lib/files.js";
import { allPages } from "../lib/pages.js";
import { assertNone } from "../lib/reader.js";

// The vocabulary, from the types that Google publishes for it.
const VOCABULARY = readFileSync(fileURLToPath(import.meta.resolve("schema-dts")).replace(/\.js$/, ".d.ts"), "utf8");

/** The properties of every type, with those that it inherits. */
function properties() {
  const own = new Map();
  for (const [, name, parents, body] of VOCABULARY.matchAll(/^(?:export )?interface (\w+) extends ([^{]+) \{\n([^]*?)^\}/gm)) {
    const names = [...body.matchAll(/^ {4}"([@\w]+)"\??:/gm)].map(([, property]) => property);
    own.set(name, { names, parents: parents.match(/\w+/g) });
  }
  const all = (name) => {
    const { names, parents } = own.get(name) ?? { names: [], parents: [] };
    return new Set([...names, ...parents.flatMap((parent) => [...all(parent)])]);
  };
  return (type) => (own.has(`${type}Leaf`) ? all(`${type}Leaf`) : own.has(`${type}Base`) ? all(`${type}Base`) : null);
}

const of = properties();
const known = new Map();
const propertiesOf = (type) => known.get(type) ?? known.set(type, of(type)).get(type);

const blocks = allPages().flatMap(({ path, html }) =>
  [...html.matchAll(/<script type="?application\/ld\+json"?>([^]*?)<\/script>/g)].map(([, text]) => ({
    path,
    data: JSON.parse(text),
  })),
);

/** Problems of a node and of those inside it. */
function problems(value, place) {
  if (Array.isArray(value)) return value.flatMap((item) => problems(item, place));
  if (typeof value !== "object" || value === null) return [];
  const type = value["@type"];
  const allowed = propertiesOf(type);
  if (!allowed) return [`${place}: ${type} is no type of schema.org`];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name.startsWith("@")) return [];
    if (!allowed.has(name)) return [`${place}: ${type} has no ${name}`];
    return problems(inner, `${place} ${name}`);
  });
}

test("a property that a type does not have is found", () => {
  const wrong = { "@type": "Event", name: "x", startDate: "2025-01-01", license: "y", location: { "@type": "Luogo" } };
  assert.deepEqual(problems(wrong, "x"), ["x: Event has no license", "x location: Luogo is no type of schema.org"]);
});

test("every page uses types and properties of schema.org", () => {
  assert.ok(blocks.length > 250, `${blocks.length} blocks`);
  const found = new Map();
  for (const { path, data } of blocks) {
    assert.equal(data["@context"], "https://schema.org", path);
    for (const problem of problems(data["@graph"], "")) found.set(problem, path);
  }
  assertNone([...found].map(([problem, path]) => `${problem}, on ${path}`));
});

test("nothing is lost when it is expanded", async () => {
  const context = { "@context": { "@vocab": "https://schema.org/" } };
  const documentLoader = async (url) => {
    assert.equal(url, "https://schema.org");
    return { contextUrl: null, documentUrl: url, document: context };
  };
  for (const { path, data } of blocks) {
    const expanded = await jsonld.expand(data, { documentLoader, safe: true });
    assert.ok(expanded.length > 0, path);
  }
});

test("events, questions and the data say what search engines look for", () => {
  const types = new Map();
  const count = (value) => {
    if (Array.isArray(value)) value.forEach(count);
    else if (typeof value === "object" && value !== null) {
      types.set(value["@type"], [...(types.get(value["@type"]) ?? []), value]);
      Object.values(value).forEach(count);
    }
  };
  blocks.forEach(({ data }) => count(data["@graph"]));
  for (const event of types.get("Event")) assert.ok(event.startDate && event.name, JSON.stringify(event));
  assert.ok(types.get("Event").some((event) => event.location && event.eventAttendanceMode));
  assert.ok(types.get("Event").every(({ organizer }) => !organizer || organizer["@type"] === "Organization"));
  const people = types.get("Person").map(({ name }) => name);
  assert.ok(people.includes("Piero Antonelli"), "people are no organizations");
  const documents = types.get("DigitalDocument").filter(({ encoding }) => encoding?.length);
  assert.ok(documents.length > 18, `${documents.length} documents name their files`);
  for (const { name, encoding, dateModified, publisher, keywords } of documents) {
    assert.ok(dateModified && publisher && keywords.length, name);
    for (const { contentUrl, encodingFormat } of encoding) assert.ok(isPublished(contentUrl) && encodingFormat, contentUrl);
  }
  assert.equal(types.get("FAQPage").length, 1);
  assert.ok(types.get("FAQPage")[0].mainEntity.length > 5);
  for (const question of types.get("Question")) assert.ok(question.acceptedAnswer.text, question.name);
  assert.equal(types.get("DataCatalog").length, 1);
  assert.ok(types.get("Dataset").every(({ distribution, license }) => distribution.length > 1 && license));
});
