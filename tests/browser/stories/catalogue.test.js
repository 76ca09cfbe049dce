// Lists with filters: plain links without scripts, filters that combine with them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { assertNone, assertQuiet, eventually, path, stories } from "../lib/reader.js";

const PHONE = { width: 360, height: 740 };
const CATALOGUES = ["/documenti/", "/notizie/", "/tutti-i-contenuti/"];

const rows = (page) => page.locator("[data-list] > li");
const status = (page) => page.locator("[role=status][data-found]");
const box = (page, value) => page.locator(`input[value="${value}"]`);
const count = async (page, value) => Number(await page.locator("label").filter({ has: box(page, value) }).locator(".count").innerText());

/** The first number in what the page says it found. */
const found = async (page) => Number(/\d+/.exec(await status(page).innerText())[0]);

describe("without JavaScript", { concurrency: 2 }, () => {
  const reader = stories();
  const open = (t, options) => reader(t, { javaScriptEnabled: false, ...options });

  test("every value leads to a list of what it counts", async (t) => {
    const { page } = await open(t);
    for (const address of CATALOGUES) {
      await page.goto(address);
      const links = await page.locator("[data-value]").evaluateAll((all) =>
        all.map((link) => [link.pathname, Number(link.querySelector(".count").textContent)]));
      assert.ok(links.length > 3, address);
      for (const [link, expected] of links) {
        assert.equal((await page.goto(link)).status(), 200, link);
        assert.equal(await found(page), expected, link);
        const here = await rows(page).count();
        assert.ok(here === expected || (here < expected && (await page.getByRole("navigation", { name: "Pagine dell'elenco" }).count())), link);
        assert.equal(await page.locator("[data-value][aria-current]").count(), 1, link);
      }
    }
  });

  test("journey 1: from the documents to the current ones of a phase, and back", async (t) => {
    const { page } = await open(t);
    await page.goto("/documenti/");
    await page.locator("summary", { hasText: "Fase" }).click();
    await page.getByRole("group", { name: "Fase" }).getByRole("link", { name: /^Pubblicazione/ }).click();
    await page.waitForURL("**/documenti/fase/pubblicazione/");
    await page.getByRole("heading", { level: 1, name: "Documenti: Pubblicazione" }).waitFor();
    await page.getByRole("link", { name: /Disciplinare.*servizi sotto soglia/i }).waitFor();
    await page.getByRole("link", { name: "Togli il filtro" }).click();
    await page.waitForURL("**/documenti/");
  });

  test("a superseded document says so in the list", async (t) => {
    const { page } = await open(t);
    await page.goto("/documenti/stato/superato/");
    const row = rows(page).filter({ hasText: "50/2016" });
    await row.getByText("Superato", { exact: true }).waitFor();
    await row.getByText("Guida", { exact: true }).waitFor();
  });

  test("lists begin within a screen and a half of a phone", async (t) => {
    const { page } = await open(t, { viewport: PHONE });
    for (const address of CATALOGUES) {
      await page.goto(address);
      const { y } = await rows(page).first().boundingBox();
      assert.ok(y < PHONE.height * 1.5, `${address}: ${y}`);
    }
  });

  test("the whole list stands on one page, which search engines leave out", async (t) => {
    const { page } = await open(t);
    await page.goto("/tutti-i-contenuti/");
    const total = await found(page);
    await page.getByRole("link", { name: "Tutto l'elenco in una pagina" }).click();
    assert.equal(await rows(page).count(), total);
    assert.equal(await page.locator("meta[name=robots]").getAttribute("content"), "noindex");
  });
});

describe("with JavaScript", { concurrency: 2 }, () => {
  const reader = stories();

  test("filters combine: or within a facet, and among them; the address keeps them", async (t) => {
    const story = await reader(t);
    const { page } = story;
    await page.goto("/tutti-i-contenuti/");
    const documents = await count(page, "tipo:documento");
    await box(page, "tipo:documento").check();
    await eventually(async () => assert.equal(await found(page), documents));
    assert.equal(await rows(page).count(), documents);
    assert.equal(path(page), "/tutti-i-contenuti/?tipo=documento");
    assert.equal(await page.getByRole("navigation", { name: "Pagine dell'elenco" }).count(), 0);

    const practices = await count(page, "tipo:pratica");
    await box(page, "tipo:pratica").check();
    await eventually(async () => assert.equal(await found(page), documents + practices));

    const both = await count(page, "pilastri:sape");
    await box(page, "pilastri:sape").check();
    await eventually(async () => assert.equal(await found(page), both));
    assert.ok(both < documents + practices);
    assert.equal(path(page), "/tutti-i-contenuti/?tipo=pratica&tipo=documento&pilastri=sape");

    await page.reload();
    await eventually(async () => assert.equal(await found(page), both));
    assert.ok(await box(page, "pilastri:sape").isChecked());
    await page.goBack();
    await eventually(async () => assert.equal(await found(page), documents + practices));

    await page.getByRole("button", { name: "Togli tutti i filtri" }).click();
    await page.getByRole("navigation", { name: "Pagine dell'elenco" }).waitFor();
    assert.equal(path(page), "/tutti-i-contenuti/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "filtri");
    await assertQuiet(story);
  });

  test("a filter that is left with nothing says so before it is chosen", async (t) => {
    const { page } = await reader(t);
    await page.goto("/documenti/?stato=superato");
    await eventually(async () => assert.equal(await found(page), 2));
    assert.equal(await count(page, "tipo:convenzione"), 0);
    assert.equal(await count(page, "tipo:guida"), 1);
    assert.equal(await count(page, "tipo:determina"), 1);
  });

  test("on the page of one value another one goes on from there", async (t) => {
    const { page } = await reader(t);
    await page.goto("/documenti/fase/pubblicazione/");
    assert.ok(await box(page, "fase:pubblicazione").isChecked());
    await box(page, "tipo:disciplinare").check();
    await page.waitForURL("**/documenti/?tipo=disciplinare&fase=pubblicazione");
    await eventually(async () => assert.equal(await found(page), 3));
  });

  test("by keyboard, on a phone, and it is announced once", async (t) => {
    const { page } = await reader(t, { viewport: PHONE });
    await page.goto("/notizie/");
    await page.locator(".filters-toggle summary").focus();
    await page.keyboard.press("Enter");
    await box(page, "categoria:focus-group").focus();
    await page.keyboard.press("Space");
    await eventually(async () => assert.match(await status(page).innerText(), /^Risultati: \d+ di \d+$/));
    assert.equal(await page.locator("main [role=status], main [aria-live]").count(), 1);
    assert.match(await page.locator(".filters-toggle").innerText(), /Filtri \(1\)/);
    assert.equal(await page.evaluate(() => document.activeElement.value), "categoria:focus-group");
  });

  test("a list that does not load says so", async (t) => {
    const { page } = await reader(t, {
      spoil: (path, reply) => path.endsWith("/elenco-completo/") && Object.assign(reply, { status: 503, body: Buffer.from("503") }),
    });
    await page.goto("/tutti-i-contenuti/");
    await box(page, "tipo:norma").check();
    await eventually(async () => assert.match(await status(page).innerText(), /non si è caricato/));
  });

  for (const [name, viewport] of [["360", PHONE], ["1280", { width: 1280, height: 900 }]]) {
    test(`no barriers that axe-core finds, ${name} pixels wide`, async (t) => {
      const { page } = await reader(t, { viewport });
      const barriers = [];
      for (const address of [...CATALOGUES, "/documenti/stato/superato/", "/tutti-i-contenuti/tipo/norma/", "/tutti-i-contenuti/?tipo=norma&anno=2022"]) {
        await page.goto(address);
        if (viewport === PHONE) await page.locator(".filters-toggle summary").click();
        barriers.push(...(await violations(page)).map((violation) => `${address}: ${violation}`));
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        if (width > viewport.width) barriers.push(`${address}: ${width} px wide`);
      }
      assertNone(barriers);
    });
  }
});

describe("the search page", { concurrency: 2 }, () => {
  const reader = stories();

  test("on a phone the filters are one disclosure, and the first hit is in sight", async (t) => {
    const { page } = await reader(t, { viewport: PHONE });
    await page.goto("/cerca/?q=convenzione");
    const hit = page.locator("casa-search ol > li").first();
    await hit.waitFor();
    const toggle = page.locator("casa-search summary", { hasText: "Filtri" });
    await toggle.waitFor();
    const { y } = await hit.boundingBox();
    assert.ok(y < PHONE.height, `${y}`);
    const choice = page.locator('casa-search input[name="pilastri"]').first();
    assert.ok(!(await choice.isVisible()));
    await toggle.click();
    await choice.check();
    await eventually(async () => assert.match(await toggle.innerText(), /Filtri \(1\)/));
  });

  test("hits say what kind of document they are and whether it holds", async (t) => {
    const { page } = await reader(t);
    await page.goto("/cerca/?q=scelta+della+procedura");
    const old = page.locator("casa-search ol > li").filter({ hasText: "50/2016" }).filter({ hasText: "Superato" });
    await old.first().waitFor();
    await page.locator("casa-search ol > li").filter({ hasText: "Guida" }).filter({ hasText: "Vigente" }).first().waitFor();
  });

  test("pages that help to search are not found", async (t) => {
    const { page } = await reader(t);
    for (const query of ["citta", "mappa del sito", "ricerca"]) {
      await page.goto(`/cerca/?q=${query}`);
      await page.locator("casa-search ol > li").first().waitFor();
      const hits = await page.locator("casa-search ol > li h2 a").evaluateAll((all) => all.map((link) => link.pathname));
      for (const helper of ["/cerca/", "/mappa-del-sito/", "/tutti-i-contenuti/"]) assert.ok(!hits.includes(helper), `${query}: ${hits}`);
    }
  });
});
