// A reader who lets the browser keep the site: reads and searches again where there is no network, and ends it.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { assertNone, assertQuiet, eventually, SITE, stories } from "../lib/reader.js";
import { serve } from "../lib/server.js";

const SWITCH = "/offline/";
const PRACTICE = "/buone-pratiche/treviso-sua/";
const DOCUMENT = "/documenti/convenzione-sua/";

/** How many workers there are, and how many caches. */
const left = (page) => page.evaluate(async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  caches: (await caches.keys()).length,
}));

async function switchOn(page) {
  await page.goto(SWITCH);
  await page.getByRole("button", { name: "Accendi la lettura senza rete" }).click();
  await page.getByText("La lettura senza rete è accesa.").waitFor();
}

/**
 * A network that can be cut: Playwright cuts a page's, but not that of workers, so the server breaks their connections.
 * `spoil` is for the server, `more` what else it spoils.
 */
function network(more = () => {}) {
  let cut = false;
  return {
    spoil: (path, reply) => (cut ? "drop" : more(path, reply)),
    async cut(context, offline = true) {
      cut = offline;
      await context.setOffline(offline);
    },
  };
}

/** Waits until a page is kept: the worker does it behind the reader's back. */
const isKept = (page, path) => page.waitForFunction(async (path) => Boolean(await caches.match(path)), path);

describe("reading without a network", () => {
  const reader = stories();

  test("nothing is kept of who did not ask for it", async (t) => {
    const someone = await reader(t);
    for (const path of ["/", SWITCH, PRACTICE, "/cerca/?q=convenzione"]) {
      await someone.page.goto(path, { waitUntil: "networkidle" });
      assert.deepEqual(await left(someone.page), { workers: 0, caches: 0 }, path);
    }
    await assertQuiet(someone);
  });

  test("what was visited is read again, what was not is said", async (t) => {
    const line = network();
    const { page, context, faults } = await reader(t, { spoil: line.spoil });
    await switchOn(page);
    await page.goto(PRACTICE);
    const title = await page.locator("h1").textContent();
    await isKept(page, PRACTICE);
    assert.deepEqual(faults, []);
    await line.cut(context);
    await page.goto("/");
    assert.equal(await page.locator("h1").count(), 1);
    await page.goto(PRACTICE);
    assert.equal(await page.locator("h1").textContent(), title);
    // With its styles: the title is in the site's type.
    assert.match(await page.evaluate(() => getComputedStyle(document.body).fontFamily), /Titillium/);
    await page.goto(DOCUMENT);
    await page.getByText("Non c'è rete.").waitFor();
    await page.getByText("Quali pagine sono tenute").click();
    await page.getByRole("link", { name: title }).click();
    assert.equal(new URL(page.url()).pathname, PRACTICE);
  });

  test("the search is kept if the reader wants it", async (t) => {
    const line = network();
    const { page, context } = await reader(t, { spoil: line.spoil });
    await switchOn(page);
    const button = page.getByRole("button", { name: "Tieni anche la ricerca" });
    await eventually(async () => assert.match(await button.textContent(), /\d (KB|MB)/));
    await button.click();
    await page.getByText("Ora anche la ricerca funziona senza rete.").waitFor();
    await page.goto("/cerca/?q=convenzione");
    const hits = page.locator("main casa-search ol > li a").first();
    await hits.waitFor();
    const first = await hits.getAttribute("href");
    await line.cut(context);
    await page.goto("/cerca/?q=convenzione");
    await hits.waitFor();
    assert.equal(await hits.getAttribute("href"), first);
    // Another question asks for other stretches of other files.
    await page.goto("/cerca/?q=glossario+stazione");
    await hits.waitFor();
    // Filters and suggestions come with scripts of their own.
    await page.getByRole("checkbox").first().waitFor();
    await page.goto("/");
    await page.getByRole("main").getByRole("combobox").fill("appalti");
    await page.getByRole("option").first().waitFor();
  });

  test("a range of a kept file is what was asked for", async (t) => {
    const line = network();
    const { page, context } = await reader(t, { spoil: line.spoil });
    await switchOn(page);
    await page.getByRole("button", { name: "Tieni anche la ricerca" }).click();
    await page.getByText("Ora anche la ricerca funziona senza rete.").waitFor();
    const lines = readFileSync(join(SITE, "search/files.casa"), "utf8").trim().split("\n");
    const file = lines.map((line) => line.split(" ")[1]).find((path) => path.startsWith("shards/d"));
    const whole = readFileSync(join(SITE, "search", file));
    await line.cut(context);
    await page.goto("/");
    const ask = (range) => page.evaluate(async ([address, range]) => {
      const response = await fetch(address, { headers: { Range: range } });
      return {
        status: response.status,
        range: response.headers.get("Content-Range"),
        bytes: [...new Uint8Array(await response.arrayBuffer())],
      };
    }, [`/search/${file}`, range]);
    assert.deepEqual(await ask("bytes=64-127"), {
      status: 206, range: `bytes 64-127/${whole.length}`, bytes: [...whole.subarray(64, 128)],
    });
    const last = await ask(`bytes=0-${whole.length + 9}`);
    assert.deepEqual([last.status, last.bytes.length], [206, whole.length]);
    assert.equal((await ask(`bytes=${whole.length}-${whole.length + 9}`)).status, 416);
  });

  test("switching off leaves nothing behind", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await switchOn(page);
    await page.goto(PRACTICE);
    await isKept(page, PRACTICE);
    await page.goto(SWITCH);
    assert.equal((await left(page)).workers, 1);
    await page.getByRole("button", { name: "Spegni e cancella tutto" }).click();
    await page.getByText("tutto ciò che era tenuto è stato cancellato").waitFor();
    assert.deepEqual(await left(page), { workers: 0, caches: 0 });
    // The worker is still there for this page, and keeps nothing more.
    await page.evaluate(() => fetch("/contatti/"));
    await page.goto("/contatti/");
    assert.deepEqual(await left(page), { workers: 0, caches: 0 });
    await assertQuiet(someone);
  });

  test("the page of the switch can be used by all, off and on", async (t) => {
    const { page } = await reader(t, { viewport: { width: 360, height: 740 } });
    await page.goto(SWITCH);
    assertNone(await violations(page));
    await switchOn(page);
    await page.getByText("Quali pagine sono tenute").click();
    assertNone(await violations(page));
  });

  test("a new publication takes the place of the old one as a whole", async (t) => {
    const site = mkdtempSync(join(tmpdir(), "casa-offline-"));
    t.after(() => rmSync(site, { recursive: true }));
    cpSync(SITE, site, { recursive: true });
    const edit = (path, from, to) => {
      const file = join(site, path);
      const text = readFileSync(file);
      assert.ok(text.includes(from), `${path}: ${from}`);
      writeFileSync(file, text.toString("latin1").replace(from, to), "latin1");
    };
    // The server fails for what is lost.
    let lost = null;
    const asked = new Set();
    const config = new URL("../../../netlify.toml", import.meta.url);
    const line = network((path, reply) => {
      asked.add(path);
      if (path === lost) reply.status = 503;
    });
    const server = await serve(site, config, line.spoil);
    t.after(() => server.close());
    const { page, context } = await reader(t, { origin: server.origin });
    await switchOn(page);
    for (const path of [PRACTICE, DOCUMENT]) {
      await page.goto(path);
      await isKept(page, path);
    }
    const caches = () => page.evaluate(async () => (await globalThis.caches.keys()).sort());
    const before = await caches();
    // Published anew: two pages differ, and the root of the index with them.
    for (const path of [PRACTICE, DOCUMENT]) edit(`${path}index.html`, "</h1>", " [nuova]</h1>");
    writeFileSync(join(site, "search/index.casa"), Buffer.concat([readFileSync(join(site, "search/index.casa")), Buffer.of(0)]));
    // As long as one of them cannot be fetched, both stay as they were.
    const titles = async () => {
      await line.cut(context);
      const found = [];
      for (const path of [PRACTICE, DOCUMENT]) {
        await page.goto(path);
        found.push(/\[nuova\]/.test(await page.locator("h1").textContent()));
      }
      await line.cut(context, false);
      return found;
    };
    lost = DOCUMENT;
    asked.clear();
    await page.goto("/contatti/");
    await eventually(() => assert.ok(asked.has(DOCUMENT) && asked.has(PRACTICE)));
    assert.deepEqual(await titles(), [false, false]);
    lost = null;
    await page.goto("/privacy/");
    await eventually(async () => assert.equal((await caches()).length, 2));
    assert.notDeepEqual(await caches(), before);
    assert.deepEqual(await titles(), [true, true]);
  });
});
