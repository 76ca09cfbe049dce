// Lighthouse as it measures a phone, on the pages that stand for the portal: full marks, and 99 for speed.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { compress, serve } from "../lib/server.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SITE = resolve(process.env.SITE ?? join(ROOT, "public"));
const BARS = { performance: 99, accessibility: 100, "best-practices": 100, seo: 100 };
const PAGES = {
  home: "/",
  practice: "/buone-pratiche/treviso-sua/",
  document: "/documenti/convenzione-sua/",
  catalogue: "/documenti/",
  search: "/cerca/?q=convenzione",
  map: "/province/",
};

describe("Lighthouse", () => {
  let site;
  let chrome;
  let profile;
  before(async () => {
    site = await serve(SITE, join(ROOT, "netlify.toml"), (_, reply) => compress(reply));
    profile = await mkdtemp(join(tmpdir(), "casa-lighthouse-"));
    chrome = await launch({
      chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      userDataDir: profile,
    });
  });
  after(async () => {
    chrome?.kill();
    await site?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  async function measure(path) {
    const { lhr } = await lighthouse(site.origin + path, { port: chrome.port, logLevel: "silent", onlyCategories: Object.keys(BARS) });
    assert.equal(lhr.runtimeError, undefined, lhr.runtimeError?.message);
    return lhr;
  }

  for (const [name, path] of Object.entries(PAGES)) {
    test(name, async (t) => {
      // The median of three: one machine is not always as fast as itself.
      const runs = [];
      for (let i = 0; i < 3; i += 1) runs.push(await measure(path));
      const short = [];
      for (const [category, bar] of Object.entries(BARS)) {
        const scores = runs.map((run) => Math.round(run.categories[category].score * 100)).sort((a, b) => a - b);
        const median = scores[1];
        if (median < bar) short.push(`${category}: ${median} (${scores.join(", ")}), ${failed(runs[1], category)}`);
        t.diagnostic(`${category} ${median}`);
      }
      const { audits } = runs[1];
      t.diagnostic(["first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"]
        .map((id) => `${id} ${audits[id].displayValue}`).join(", "));
      assert.deepEqual(short, []);
    });
  }
});

/** What a category lost marks for. */
function failed(run, category) {
  return run.categories[category].auditRefs
    .map(({ id, weight }) => ({ ...run.audits[id], weight }))
    .filter(({ score, weight }) => weight && score !== null && score < 1)
    .map(({ id, displayValue = "" }) => `${id} ${displayValue}`)
    .join(", ");
}
