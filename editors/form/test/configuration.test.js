// The configuration that `casa build` makes: valid by the schema that comes with Sveltia CMS, and
// about every type of page of the portal. The script and its fonts belong to the sources.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import Ajv from "ajv";
import { parse } from "yaml";

const HERE = fileURLToPath(new URL("..", import.meta.url));
const ROOT = join(HERE, "../..");
const CASA = resolve(process.env.CASA ?? join(ROOT, "target/debug/casa"));
const schema = JSON.parse(readFileSync(join(HERE, "node_modules/@sveltia/cms/schema/sveltia-cms.json"), "utf8"));
const isValid = new Ajv({ strict: false, formats: { uri: true, regex: true } }).compile(schema);
const work = mkdtempSync(join(tmpdir(), "casa-form-"));
after(() => rmSync(work, { recursive: true }));

/** A site of these files, and what the form asks for. */
function built(name, prepare) {
  const root = join(work, name);
  prepare(root);
  const words = ["build", "--root", root, "--out", join(root, "public"), "--no-search", "--no-cache"];
  const env = { ...process.env, SOURCE_DATE_EPOCH: "1796126400" };
  execFileSync(CASA, words, { env, stdio: ["ignore", "ignore", "inherit"] });
  return parse(readFileSync(join(root, "public/admin/config.yml"), "utf8"), { maxAliasCount: -1 });
}

const copied = (editing) => (root) => {
  for (const folder of ["content", "themes"]) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  const path = join(root, "content/casa.yaml");
  writeFileSync(path, `${readFileSync(path, "utf8").replace(/^editing:.*\n/m, "")}\nediting: ${editing}\n`);
};

/** A site of one type with one more field, or without it. */
const small = (more) => (root) => {
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const title = "fields:\n  titolo: {type: text, role: title, label: Titolo}\n";
  write("content/casa.yaml", "title: Prova\nlanguage: it\nediting: {backend: test-repo}\n");
  write("content/_schema/pagina.yaml", `label: Pagina\ndefault_for: pages\n${title}`);
  write("content/_schema/avviso.yaml", `label: Avviso\nsection: avvisi\n${title}${more}`);
  write("content/index.md", "---\ntitolo: Prova\n---\nTesto.\n");
};

function assertValid(config) {
  assert.ok(isValid(config), JSON.stringify(isValid.errors?.slice(0, 5), null, 1));
}

test("the portal's is valid, and has every type", () => {
  const config = built("portal", copied("{backend: github, repo: upi/portale, branch: main, folder: sito}"));
  assertValid(config);
  const types = readdirSync(join(ROOT, "content/_schema")).map((name) => name.replace(".yaml", ""));
  const names = config.collections.map(({ name }) => name);
  for (const type of types) {
    // The pages of folders stand in the collection of each.
    if (type !== "_common" && type !== "sezione") assert.ok(names.includes(type), type);
  }
  const news = config.collections.find(({ name }) => name === "notizia");
  assert.equal(news.folder, "sito/content/notizie");
  assert.deepEqual(config.backend.auth_methods, ["token"]);
  assert.equal(config.publish_mode, "editorial_workflow");
  const fields = new Map(news.fields.map((field) => [field.name, field]));
  assert.deepEqual(
    [fields.get("titolo").required, fields.get("titolo").maxlength, fields.get("data").type],
    [true, 140, "date"],
  );
  const related = fields.get("correlati").options.map(({ value }) => value);
  assert.ok(related.includes("province/imperia"), "a row of a table is a page");
  assert.equal(new Set(related).size, related.length, "no name is offered twice");
  const labels = fields.get("correlati").options.map(({ label }) => label);
  const twice = labels.filter((label) => labels.some((other) => label.startsWith(`${other} – `)));
  assert.deepEqual(twice, [], "pages of the portal are written by one name, so that the form offers one");
  const section = news.index_file.fields.map(({ name }) => name);
  assert.ok(!section.includes("categoria") && section.includes("sommario"));
});

test("a field more in the schema is a field more in the form", () => {
  const without = built("without", small(""));
  const help = 'ore: {type: integer, required: true, min: 1, label: Ore, help: "Quante ore dura."}';
  const with_ = built("with", small(`  ${help}\n`));
  const of = (config) => config.collections.find(({ name }) => name === "avviso").fields;
  assert.deepEqual(of(with_).filter(({ name }) => name !== "ore"), of(without));
  assert.deepEqual(of(with_).find(({ name }) => name === "ore"), {
    name: "ore", label: "Ore", hint: "Quante ore dura.", required: true, widget: "number", value_type: "int", min: 1,
  });
  assertValid(with_);
});

/** The keys of words, with the groups that they are in. */
const keys = (words, group = "") =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "object" ? keys(value, `${group}${key}.`) : [group + key]);

test("what editors read is in Italian", () => {
  const words = (path) => keys(JSON.parse(readFileSync(join(HERE, path), "utf8")));
  const locale = (name) => words(`node_modules/@sveltia/cms/locales/${name}.json`);
  const ours = [...locale("it"), ...words("src/italian.json")];
  // The configuration is made by a program, and no site keeps its files in a cloud.
  const others = /^(config|cloud_storage)\./;
  assert.deepEqual(locale("en-US").filter((key) => !ours.includes(key) && !others.test(key)), []);
});

test("the script belongs to its sources", () => {
  const made = join(work, "dist");
  execFileSync(process.execPath, [join(HERE, "bundle.mjs"), made], { stdio: ["ignore", "ignore", "inherit"] });
  const unpacked = (folder, name) => {
    const bytes = readFileSync(join(folder, name));
    return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  };
  const names = readdirSync(join(HERE, "dist"));
  assert.deepEqual(readdirSync(made), names);
  for (const name of names) {
    assert.ok(unpacked(made, name).equals(unpacked(join(HERE, "dist"), name)), `${name}: run node bundle.mjs`);
  }
});

test("the script asks nobody else for anything", () => {
  const script = gunzipSync(readFileSync(join(HERE, "dist/form.js.gz"))).toString();
  assert.ok(!script.includes("cdn.jsdelivr.net"));
});
