// Where the provinces are, what they took part in, and what is missing where.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { assertNone, assertQuiet, path, stories } from "../lib/reader.js";

/** The map as [address, words] of each area. */
const areas = (page) =>
  page.locator("svg.map a").evaluateAll((links) =>
    links.map((link) => [link.href.baseVal, link.querySelector("title").textContent]));

/** The rows of a CSV file whose cells have no quotes. */
const rows = (text) => text.trimEnd().split("\r\n").map((line) => line.split(","));

describe("map, coverage and figures", { concurrency: 2 }, () => {
  const reader = stories();

  test("journey 5: from the skip link to Potenza on the map, with the keyboard", async (t) => {
    const story = await reader(t);
    const { page } = story;
    await page.goto("/province/");
    await page.getByRole("link", { name: "Salta la mappa" }).focus();
    const named = () => page.evaluate(() => document.activeElement.querySelector?.("title")?.textContent ?? "");
    let steps = 0;
    do {
      await page.keyboard.press("Tab");
      assert.ok(++steps < 80, "Potenza is reached");
    } while (!(await named()).startsWith("Potenza"));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/province/potenza/");
    await page.getByRole("heading", { name: "A che cosa ha partecipato" }).waitFor();
    const took = page.getByRole("table", { name: /attività del progetto/ });
    await took.getByRole("row").filter({ hasText: "Protocollo" }).waitFor();
    // Being named is not taking part.
    assert.equal(await took.getByRole("link", { name: "Catanzaro" }).count(), 0);
    await page.getByRole("heading", { name: "Pagine che la citano" }).waitFor();
    await assertQuiet(story);
  });

  test("the skip link passes the map", async (t) => {
    const { page } = await reader(t);
    await page.goto("/province/");
    await page.getByRole("link", { name: "Salta la mappa" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => !document.activeElement.closest("svg") && !!document.activeElement.closest(".territory-table")));
  });

  test("the map says what the table says", async (t) => {
    const { page } = await reader(t);
    await page.goto("/province/");
    const table = await page.locator("table.provinces tbody tr:not(.region-row)").evaluateAll((found) =>
      found.map((row) => {
        const link = row.querySelector("a");
        return [link.getAttribute("href"), `${link.textContent}: ${row.lastElementChild.textContent}`];
      }));
    assert.equal(table.length, 76);
    assert.deepEqual(await areas(page), table);
    const drawn = await page.locator("svg.map a path").evaluateAll((paths) =>
      paths.filter((path) => path.getBBox().width > 2 && path.getBBox().height > 2).length);
    assert.equal(drawn, 76, "every area can be seen");
    const counted = (await areas(page)).map(([, words]) => Number(words.split(": ")[1]));
    const legend = await page.locator(".map-legend .count").allTextContents();
    const of = (check) => String(counted.filter(check).length);
    assert.deepEqual(legend, [of((n) => n === 0), of((n) => n === 1), of((n) => n > 1)]);
  });

  test("journey 10: coverage, its gaps, and the same as CSV", async (t) => {
    const { page, context } = await reader(t);
    await page.goto("/progetto/");
    await page.getByRole("main").getByRole("link", { name: "Copertura" }).first().click();
    await page.waitForURL("**/progetto/copertura/");
    assert.equal(path(page), "/progetto/copertura/");
    const address = await page.getByRole("link", { name: "Scarica la tabella" }).getAttribute("href");
    const reply = await context.request.get(address);
    assert.match(reply.headers()["content-type"], /^text\/csv/);
    const [head, ...lines] = rows((await reply.text()).replace(/^\uFEFF/, ""));
    assert.deepEqual(head.slice(0, 2), ["Pilastri", "Macroarea"]);
    const shown = await page.locator("table.coverage tbody tr").evaluateAll((found, names) =>
      found.flatMap((row) => [...row.querySelectorAll("td")].map((cell) => {
        const counts = [...cell.querySelectorAll("li")].map((item) => item.firstElementChild.textContent);
        const of = [...cell.querySelectorAll("li")].map((item) => item.childNodes[1].textContent.trim());
        return { pillar: row.querySelector("th").textContent, area: cell.dataset.label, counts, of, gap: cell.className === "gap" };
      })), head);
    assert.equal(lines.length, shown.length);
    const singular = { Provincia: "Province", "Buona pratica": "Buone pratiche" };
    for (const [i, [pillar, area, ...counts]] of lines.entries()) {
      const cell = shown[i];
      assert.deepEqual([cell.pillar, cell.area], [pillar, area]);
      const found = head.slice(2).map((name) => {
        const at = cell.of.findIndex((of) => (singular[of] ?? of) === name);
        return at < 0 ? "0" : cell.counts[at];
      });
      assert.deepEqual(found, counts, `${pillar}, ${area}`);
      assert.equal(cell.gap, counts.every((count) => count === "0"));
    }
    assert.ok(shown.some((cell) => cell.gap), "gaps are visible");
    await page.getByRole("heading", { name: "Come si conta" }).waitFor();
  });

  test("charts stand beside their figures", async (t) => {
    const { page } = await reader(t);
    await page.goto("/buone-pratiche/treviso-sua/");
    const blocks = page.locator(".chart-block");
    assert.ok((await blocks.count()) >= 2);
    for (const block of await blocks.all()) {
      const drawn = await block.locator("svg .chart-value").allTextContents();
      const written = await block.locator("td.num").allTextContents();
      assert.deepEqual(drawn, written);
      assert.ok(drawn.length > 1);
    }
  });

  for (const width of [360, 1280]) {
    test(`no barriers at ${width} px`, async (t) => {
      const { page } = await reader(t, { viewport: { width, height: 900 } });
      for (const address of ["/province/", "/province/potenza/", "/progetto/copertura/", "/buone-pratiche/treviso-sua/"]) {
        await page.goto(address);
        assertNone(await violations(page), address);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wide, `${address} does not scroll sideways`);
      }
    });
  }
});
