// Pagefind's behaviours, each with a site of its own, through a shim of its
// JavaScript interface.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { indexed } from "../lib/indexed.js";
import { launch } from "../lib/reader.js";
import { TABLE, page as html } from "../pagefind/table.js";

const SHIM = readFileSync(new URL("../pagefind/shim.js", import.meta.url), "utf8");

/** Asks as scripts do, in the page. */
async function asked({ ask, options, merge }) {
  const pagefind = await import("/shim.js");
  await pagefind.options(options);
  if (merge) await pagefind.mergeIndex("/other/search/", merge);
  const known = await pagefind.filters();
  if (!ask) return { known };
  const { results, unfilteredResultCount, filters } = await pagefind.search(...ask);
  const data = await Promise.all(results.map((result) => result.data()));
  return { known, data, unfiltered: unfilteredResultCount, counts: filters };
}

/** What of a row's answer is not as it should be is thrown. */
function check(row, { known, data = [], unfiltered, counts }) {
  const urls = data.map(({ url }) => url);
  const [first] = data;
  if (row.urls) assert.deepEqual([...urls].sort(), [...row.urls].sort());
  if (row.order) assert.deepEqual(urls, row.order);
  if (row.first) assert.equal(urls[0], row.first);
  if (row.known) assert.deepEqual(known, row.known);
  if (row.counts) assert.deepEqual(counts, row.counts);
  if (row.unfiltered) assert.equal(unfiltered, row.unfiltered);
  if (row.excerpt) assert.equal(first?.excerpt, row.excerpt);
  if (row.values) assert.deepEqual(Object.fromEntries(Object.entries(first.filters).map(([name, values]) => [name, values.sort()])), Object.fromEntries(Object.entries(row.values).map(([name, values]) => [name, [...values].sort()])));
  if (row.filters) assert.deepEqual(first.filters, row.filters);
  for (const [name, value] of Object.entries(row.meta ?? {})) assert.equal(first?.meta[name], value, name);
  const sections = first?.sub_results.map(({ title, url }) => [title, url]);
  if (row.sub) assert.deepEqual(sections[0], row.sub[0]);
  if (row.subUrl) assert.equal(first.sub_results[0].url, row.subUrl);
  if (row.subs) assert.deepEqual([...sections].sort(), row.subs);
}

describe("as Pagefind does", { concurrency: 2 }, () => {
  let browser;
  // Pages of the browser that nobody uses, and sites that several rows ask.
  const free = [];
  const sites = new Map();
  before(async () => (browser = await launch()));
  after(async () => {
    await browser?.close();
    for (const site of sites.values()) await (await site).close();
  });

  const also = { "shim.js": SHIM, "empty.html": html("") };
  function siteOf({ site, other }) {
    if (!other && !sites.has(site)) sites.set(site, indexed(site, { also }));
    return sites.get(site);
  }

  for (const row of TABLE) {
    test(row.name, async (t) => {
      const other = row.other && (await indexed(row.other));
      const site = await (other ? indexed(row.site, { also, beside: { other: other.folder } }) : siteOf(row));
      if (other) t.after(() => Promise.all([site.close(), other.close()]));
      const page = free.pop() ?? (await browser.newPage());
      await page.goto(`${site.origin}/empty.html`);
      const { ask, options, merge } = row;
      const answer = await page.evaluate(asked, { ask, options, merge });
      free.push(page);
      check(row, answer);
    });
  }
});
