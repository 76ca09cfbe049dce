// Every page of the built site is valid HTML: with html-validate always, with
// the validator of the W3C where there is Java.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import vnu from "vnu-jar";
import { allFiles } from "../lib/pages.js";
import { assertNone, SITE } from "../lib/reader.js";

const CONFIG = JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url), "utf8"));
const validator = new HtmlValidate(new StaticConfigLoader(CONFIG));
const files = allFiles();

test("html-validate is at work", async () => {
  const page = '<!doctype html><html lang="it"><head><title>x</title></head><body><p>x<div style="top:0"></body></html>';
  const { results } = await validator.validateString(page);
  const rules = new Set(results[0].messages.map(({ ruleId }) => ruleId));
  assert.ok(rules.has("no-inline-style") && rules.has("close-order"), [...rules].join(" "));
});

test(`html-validate finds nothing in ${files.length} pages`, async () => {
  assert.ok(files.length > 100, `${files.length} pages in ${SITE}`);
  const found = new Map();
  for (const { path, html } of files) {
    const report = await validator.validateString(html, path);
    for (const { messages } of report.results) {
      for (const { line, column, message, ruleId } of messages) {
        const places = found.get(`${ruleId}: ${message}`) ?? [];
        places.push(`${path}:${line}:${column}`);
        found.set(`${ruleId}: ${message}`, places);
      }
    }
  }
  assertNone(gathered(found));
});

test("every link within a page leads to a place on it", () => {
  const lost = [];
  for (const { path, html } of files) {
    const ids = new Set([...html.matchAll(/ id="?([^\s">]+)/g)].map(([, id]) => id));
    for (const [, id] of html.matchAll(/ href="?#([^\s">]+)/g)) {
      if (!ids.has(decodeURIComponent(id))) lost.push(`${path}: #${id}`);
    }
  }
  assertNone(lost);
});

const java = spawnSync("java", ["-version"]).status === 0;

test("the validator of the W3C finds no errors", { skip: !java && "no Java on this machine" }, () => {
  // It ends before a better compiler or a parallel collector would pay.
  const run = spawnSync(
    "java",
    ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", vnu, "--errors-only", "--format", "json", "--skip-non-html", SITE],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  assert.ok(run.stderr.startsWith("{"), run.stderr.slice(0, 2000));
  const found = new Map();
  for (const { url, lastLine, firstColumn, message, extract } of JSON.parse(run.stderr).messages) {
    const places = found.get(message) ?? [];
    places.push(`${url?.replace(/^.*public/, "")}:${lastLine}:${firstColumn} ${extract ?? ""}`);
    found.set(message, places);
  }
  assertNone(gathered(found));
});

/** One line for what is the same everywhere: how often, and where first. */
function gathered(found) {
  return [...found].map(([message, places]) => `${message} (${places.length} times, first ${places[0]})`);
}
