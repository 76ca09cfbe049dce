// A reader who does not read Italian finds the pages in English, and the way back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { allPages } from "../lib/pages.js";
import { assertNone, assertQuiet, eventually, path, SITE, stories } from "../lib/reader.js";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const HOST = "https://province-comuni.example";

/** The switch in the header of a page in Italian, or in English. */
const languages = (page) => page.getByRole("banner").getByRole("navigation", { name: /^(Lingue|Languages)$/ });

describe("in English", { concurrency: 2 }, () => {
  const reader = stories();

  for (const [name, viewport] of [["phone", PHONE], ["desk", DESK]]) {
    test(`the switch leads to the translation and back without JavaScript, on a ${name}`, async (t) => {
      const { page } = await reader(t, { viewport, javaScriptEnabled: false });
      await page.goto("/progetto/obiettivi/");
      await languages(page).getByRole("link", { name: "English", exact: true }).click();
      await page.waitForURL("**/en/progetto/obiettivi/");
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.getByRole("heading", { level: 1, name: "Objectives of Province & Comuni" }).waitFor();
      const crumbs = page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link");
      // A phone shows where one came from alone.
      const above = viewport === PHONE ? ["/en/progetto/"] : ["/en/", "/en/progetto/"];
      assert.deepEqual(await crumbs.evaluateAll((all) => all.map((link) => link.pathname)), above);
      await page.getByText("25 November 2026").first().waitFor();
      await languages(page).getByRole("link", { name: "Italiano", exact: true }).click();
      await page.waitForURL("**/progetto/obiettivi/");
      assert.equal(await page.locator("html").getAttribute("lang"), "it");
    });
  }

  test("where there is no translation the switch says that it leads to the home", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/province/potenza/");
    await languages(page).getByRole("link", { name: /^English ?: Home$/ }).click();
    await page.waitForURL("**/en/");
    const main = page.getByRole("main");
    await main.getByRole("link", { name: /Understand its objectives/ }).click();
    await page.waitForURL("**/en/progetto/obiettivi/");
    await page.getByRole("contentinfo").getByRole("link", { name: "Accessibility" }).click();
    await page.waitForURL("**/en/accessibilita/");
    await assertQuiet(someone);
  });

  test("the search finds what is in the language of the page", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/en/contatti/");
    const field = page.getByRole("banner").getByRole("combobox");
    await field.fill("province");
    await page.getByRole("option").first().waitFor();
    await field.press("Enter");
    await page.waitForURL("**/en/cerca/?q=province");
    const hits = page.locator("main casa-search ol > li").getByRole("link");
    const found = async () => {
      await hits.first().waitFor();
      return hits.evaluateAll((all) => all.map((link) => link.pathname));
    };
    assertNone((await found()).filter((address) => !address.startsWith("/en/")));
    await page.getByRole("main").locator("input[type=search]").fill("tenders");
    await eventually(async () => assert.equal(path(page), "/en/cerca/?q=tenders"));
    // The word stands there in the singular too.
    await eventually(async () => assert.ok((await found()).includes("/en/progetto/obiettivi/")));
    await page.goto("/cerca/?q=province");
    assertNone((await found()).filter((address) => address.startsWith("/en/")));
    await assertQuiet(someone);
  });

  test("machines are told which pages are translations of each other", () => {
    const alternates = (html) =>
      [...html.matchAll(/<link rel="alternate" hreflang="([a-z-]+)" href="([^"]+)">/g)].map(([, language, url]) => [language, url]);
    const pages = new Map(allPages().map(({ path, html }) => [HOST + path, html]));
    const wrong = [];
    let translated = 0;
    for (const [address, html] of pages) {
      const own = /<html lang="([a-z-]+)"/.exec(html)[1];
      const found = alternates(html);
      if (!found.length) continue;
      translated += 1;
      if (!found.some(([language, url]) => language === own && url === address)) wrong.push(`${address}: not itself`);
      const byDefault = found.find(([language]) => language === "x-default")?.[1];
      if (byDefault !== found.find(([language]) => language === "it")?.[1]) wrong.push(`${address}: x-default`);
      for (const [, url] of found) {
        if (JSON.stringify(alternates(pages.get(url) ?? "")) !== JSON.stringify(found)) wrong.push(`${address}: ${url} says otherwise`);
      }
    }
    assertNone(wrong);
    assert.ok(translated >= 10, `${translated} pages`);
    const sitemap = readFileSync(join(SITE, "sitemap.xml"), "utf8");
    const entry = sitemap.split("<url>").find((url) => url.includes(`<loc>${HOST}/en/contatti/</loc>`));
    assert.match(entry, /<xhtml:link rel="alternate" hreflang="it" href="https:\/\/province-comuni\.example\/contatti\/"\/>/);
    const english = pages.get(`${HOST}/en/contatti/`);
    assert.match(english, /<meta property="og:locale" content="en_GB">/);
    assert.match(english, /<meta property="og:locale:alternate" content="it_IT">/);
  });

  for (const viewport of [PHONE, DESK]) {
    test(`pages have no barriers that axe-core finds, ${viewport.width} pixels wide`, async (t) => {
      const { page } = await reader(t, { viewport, reducedMotion: "reduce" });
      const barriers = [];
      for (const address of ["/en/", "/en/contatti/"]) {
        await page.goto(address);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          barriers.push(...(await violations(page)).map((found) => `${address} ${colorScheme}: ${found}`));
        }
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        assert.ok(width <= viewport.width, `${address}: ${width} px`);
      }
      assertNone(barriers);
    });
  }
});
