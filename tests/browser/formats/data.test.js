// Open data: every file is what it says, by programs that are not ours.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "csv-parse/sync";
import jsonld from "jsonld";
import { Parser } from "n3";
import SHACLValidator from "rdf-validate-shacl";
import rdf from "rdf-validate-shacl/src/defaultEnv.js";
import { filesLike, isPublished } from "../lib/files.js";
import { assertNone } from "../lib/reader.js";

const folder = /^(.*)catalog\.jsonld$/;
const [catalog] = filesLike(folder);
const below = folder.exec(catalog?.path ?? "catalog.jsonld")[1];
const inFolder = (extension) => filesLike(new RegExp(`^${below}[^/]+\\.${extension}$`));
const schemas = inFolder("schema\\.json");
const records = inFolder("json").filter(({ path }) => !path.endsWith(".schema.json"));
const tables = inFolder("csv");
const workbooks = inFolder("xlsx");
const typeOf = (path) => path.slice(below.length).split(".")[0];

const ajv = addFormats(new Ajv({ strict: true, strictTypes: false, allErrors: true }));
const validators = new Map(schemas.map(({ path, text }) => [typeOf(path), ajv.compile(JSON.parse(text))]));
const recordsOf = new Map(records.map(({ path, text }) => [typeOf(path), JSON.parse(text)]));

test("there are data of many types, each in every format", () => {
  assert.ok(catalog, "no catalog.jsonld");
  assert.ok(recordsOf.size > 10, `${recordsOf.size} types`);
  const types = [...recordsOf.keys()];
  assert.deepEqual([...validators.keys()], types);
  assert.deepEqual([...new Set(tables.map(({ path }) => typeOf(path)))], types);
  assert.deepEqual(workbooks.map(({ path }) => typeOf(path)), types);
});

test("the page of the data leads to every file of them", () => {
  const [{ text: html }] = filesLike(new RegExp(`^${below}index\\.html$`));
  const links = new Set([...html.matchAll(/href="\/([^"]*)"/g)].map(([, path]) => path));
  const files = [catalog, ...schemas, ...records, ...tables, ...workbooks].map(({ path }) => path);
  assertNone(files.filter((path) => !links.has(path)));
});

test("every record is valid against its schema", () => {
  const problems = [];
  for (const [type, { records }] of recordsOf) {
    const validate = validators.get(type);
    for (const record of records) {
      if (!validate(record)) problems.push(`${record._id}: ${ajv.errorsText(validate.errors)}`);
    }
  }
  assertNone(problems);
});

test("a record that breaks its schema is found", () => {
  const [type, { records }] = [...recordsOf].find(([, { records }]) => records[0].titolo);
  const validate = validators.get(type);
  assert.ok(!validate({ ...records[0], titolo: 1 }));
  assert.ok(!validate({ ...records[0], sconosciuto: "" }));
});

test("records lead to pages that are published, and refer to records that exist", () => {
  const ids = new Set();
  for (const { records } of recordsOf.values()) records.forEach(({ _id }) => ids.add(_id));
  for (const { records } of recordsOf.values()) {
    for (const { _id, _url } of records) assert.ok(isPublished(_url), `${_id}: ${_url}`);
  }
  assert.ok(ids.size > 200, `${ids.size} records`);
});

test("licence and publisher are stated in every file of records", () => {
  for (const [type, { license, publisher, schema }] of recordsOf) {
    assert.match(license?.url ?? "", /^https:/, type);
    assert.ok(publisher, type);
    assert.ok(isPublished(schema), schema);
  }
});

test("CSV says the same as JSON", () => {
  for (const { path, text } of tables) {
    assert.ok(text.endsWith("\r\n"), path);
    assert.ok(text.startsWith("\ufeff"), `${path}: spreadsheets would not read it as UTF-8`);
    const rows = parse(text, { bom: true, columns: true, record_delimiter: "\r\n" });
    assert.ok(rows.length > 0, path);
    const empty = Object.keys(rows[0]).filter((column) => rows.every((row) => !row[column]));
    assert.deepEqual(empty, [], path);
    const [type, group] = path.slice(below.length).split(".");
    const { records } = recordsOf.get(type);
    if (group === "csv") {
      assert.deepEqual(rows.map((row) => row._id), records.map((record) => record._id), path);
      rows.forEach((row, i) => assertRow(row, records[i], `${path} ${row._id}`));
    } else {
      const byId = new Map(records.map((record) => [record._id, record]));
      const field = Object.keys(records.find((r) => rows[0]._page === r._id)).find((name) => slug(name) === group);
      for (const row of rows) {
        const record = byId.get(row._page)[field][row._number - 1];
        assertRow(row, record, `${path} ${row._page}`);
      }
    }
  }
});

const slug = (name) => name.replaceAll("_", "-");

function assertRow(row, record, place) {
  for (const [column, cell] of Object.entries(row)) {
    if (column === "_page" || column === "_number") continue;
    const value = column.split(".").reduce((found, name) => found?.[name], record);
    const expected = Array.isArray(value) ? value.join(" | ") : String(value ?? "");
    assert.equal(cell, expected, `${place} ${column}`);
  }
}

/** What DCAT-AP_IT asks for, as SHACL. */
const shapes = readFileSync(new URL("dcat-ap-it.ttl", import.meta.url), "utf8");
const graph = (text) => rdf.dataset(new Parser().parse(text));
const validator = new SHACLValidator(graph(shapes));

/** What of a catalogue the shapes refuse, what is recommended and missing too. */
async function refused(document) {
  const triples = await jsonld.toRDF(document, { format: "application/n-quads", safe: true });
  const { results } = await validator.validate(graph(triples));
  return results.map(({ focusNode, path, message }) => `${focusNode.value} ${path?.value}: ${message.map(({ value }) => value)}`);
}

test("the catalogue is what the shapes of DCAT-AP_IT ask for", async () => {
  assertNone(await refused(JSON.parse(catalog.text)));
});

test("a catalogue that lacks anything is refused", async () => {
  const lacking = (change) => {
    const document = JSON.parse(catalog.text);
    change(document["@graph"][0], document["@graph"]);
    return refused(document);
  };
  const changes = {
    modified: ({ "dcat:dataset": [set] }) => delete set["dct:modified"],
    theme: ({ "dcat:dataset": [set] }) => { set["dcat:theme"] = { "@id": "https://example.org/GOVE" }; },
    license: ({ "dcat:dataset": [set] }) => delete set["dcat:distribution"][0]["dct:license"],
    contactPoint: ({ "dcat:dataset": [set] }) => delete set["dcat:contactPoint"],
    publisher: (catalogue) => { catalogue["dct:publisher"] = { "@id": "https://example.org/nobody" }; },
    identifier: (_, graph) => delete graph.find(({ "@id": id }) => id.endsWith("#publisher"))["dct:identifier"],
  };
  for (const [property, change] of Object.entries(changes)) {
    const problems = await lacking(change);
    assert.ok(problems.some((problem) => problem.includes(property)), `${property}: ${problems}`);
  }
});

test("the catalogue is JSON-LD in which nothing is lost, and has every file", async () => {
  const expanded = await jsonld.expand(JSON.parse(catalog.text), { safe: true });
  const flat = await jsonld.flatten(expanded);
  const many = (kind) => flat.filter((node) => node["@type"]?.includes(`http://www.w3.org/ns/dcat#${kind}`));
  assert.equal(many("Dataset").length, recordsOf.size);
  assert.equal(many("Distribution").length, records.length + tables.length + workbooks.length);
  const dcat = (name) => `http://www.w3.org/ns/dcat#${name}`;
  const province = flat.find((node) => node["@id"].endsWith("#provincia"));
  assert.ok(province[dcat("theme")].some((theme) => theme["@id"].endsWith("/data-theme/REGI")));
  assert.ok(flat.some((node) => node["@id"].endsWith("/licences/A21_CCBY40")), "the licence has its national code");
  for (const node of flat) {
    for (const { "@id": address } of node[dcat("downloadURL")] ?? []) assert.ok(isPublished(address), address);
  }
});
