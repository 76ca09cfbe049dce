// Every page of the built site is valid HTML by html-validate.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { allFiles } from "../lib/pages.js";
import { assertNone, gathered, SITE } from "../lib/reader.js";

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
