// What a reader on a slow line gets: few bytes, text that does not move, clean paper.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { samplePages } from "../lib/pages.js";
import { assertNone, stories } from "../lib/reader.js";
import { compress } from "../lib/server.js";

const KB = 1024;
const PHONE = { width: 360, height: 740 };
const PRACTICE = "/buone-pratiche/treviso-sua/";
const DOCUMENT = "/documenti/convenzione-sua/";

describe("light pages", () => {
  const reader = stories();

  /**
   * A scale for what is sent: bytes of everything but pictures, and the files that a form fetches
   * once the page is idle, file by file.
   */
  function scale() {
    const sent = new Map();
    return {
      spoil(path, reply) {
        compress(reply);
        const isAhead = /\.(docx|odt)$/.test(path);
        if (!isAhead && !/^image\//.test(reply.headers["Content-Type"])) sent.set(path, reply.body.length);
      },
      /** What was sent since the last time, as one number and as text. */
      take() {
        const all = [...sent];
        sent.clear();
        return {
          bytes: all.reduce((sum, [, size]) => sum + size, 0),
          list: all.map(([path, size]) => `${path} ${size}`).join(", "),
        };
      },
    };
  }

  test("the first visit is small, every next page much smaller", async (t) => {
    const { spoil, take } = scale();
    const { page } = await reader(t, { spoil });
    await page.goto("/", { waitUntil: "networkidle" });
    const first = take();
    t.diagnostic(`first visit of the home: ${first.bytes} bytes`);
    assert.ok(first.bytes <= 60 * KB, `${first.bytes} bytes: ${first.list}`);
    const heavy = [];
    let heaviest = { bytes: 0 };
    // Pages that search at once load the search: their weight is for the search's own tests.
    for (const { path } of samplePages().filter(({ path }) => !/\/(cerca|non-esiste)\/$/.test(path))) {
      await page.goto(path);
      const { bytes, list } = take();
      // The page of a model holds all its text and the form that fills it in.
      const limit = path.startsWith("/documenti/") ? 30 : 15;
      if (bytes > limit * KB) heavy.push(`${path}: ${bytes} bytes: ${list}`);
      if (bytes > heaviest.bytes) heaviest = { path, bytes };
    }
    t.diagnostic(`heaviest next page: ${heaviest.path}, ${heaviest.bytes} bytes`);
    assertNone(heavy);
  });

  test("styles, scripts and fonts are fetched once", async (t) => {
    const { spoil, take } = scale();
    const { page } = await reader(t, { spoil });
    await page.goto("/", { waitUntil: "networkidle" });
    assert.match(take().list, /\.css.*\.woff2|\.woff2.*\.css/);
    await page.goto(DOCUMENT, { waitUntil: "networkidle" });
    // Only pages with a form have its script.
    assert.doesNotMatch(take().list, /\/assets\/(?!\w+\/fill\.js)/);
  });

  for (const path of ["/", PRACTICE, DOCUMENT, "/documenti/"]) {
    test(`nothing moves on ${path} when the fonts come late`, async (t) => {
      let release;
      const late = new Promise((resolve) => { release = resolve; });
      const spoil = async (path) => { if (path.endsWith(".woff2")) await late; };
      const { page } = await reader(t, { spoil, viewport: PHONE });
      await page.addInitScript(() => {
        globalThis.moved = [];
        new PerformanceObserver((list) => {
          // An icon beside a word may move with it: 0.1 is what is still good to readers.
          for (const { value, sources } of list.getEntries().filter((entry) => entry.value > 0.001)) {
            globalThis.moved.push(`${value}: ${sources.map(({ node }) => node?.className || node?.nodeName)}`);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(path, { waitUntil: "domcontentloaded" });
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
      release();
      await page.waitForLoadState("load");
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      assertNone(await page.evaluate(() => globalThis.moved));
    });
  }

  for (const [path, sheets] of [[PRACTICE, 12], [DOCUMENT, 12]]) {
    test(`${path} prints on at most ${sheets} sheets, nothing cut off`, async (t) => {
      const { page } = await reader(t);
      await page.goto(path);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const count = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
      t.diagnostic(`${count} sheets`);
      assert.ok(count <= sheets, `${count} sheets`);
      // The width of an A4 sheet within its margins.
      await page.setViewportSize({ width: 672, height: 960 });
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const { width, paper } = await page.evaluate(() => ({
        width: document.scrollingElement.scrollWidth,
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      assert.ok(width <= 672, `${width} px wide`);
      assert.equal(paper, "rgb(255, 255, 255)");
      for (const hidden of [".it-header-navbar-wrapper", ".page-aside", ".it-footer", ".page-feedback"]) {
        assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
      }
      assert.ok(await page.locator(".print-only").isVisible(), "the address is on paper");
    });
  }

  test("a phone has a button to print", async (t) => {
    const { page } = await reader(t, { viewport: PHONE });
    await page.goto(PRACTICE);
    await page.evaluate(() => { window.print = () => { document.title = "printed"; }; });
    await page.getByRole("button", { name: "Stampa" }).click();
    assert.equal(await page.title(), "printed");
  });
});
