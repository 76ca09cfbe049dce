// A reader whose browser runs no scripts.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { path, stories } from "../lib/reader.js";

describe("without JavaScript", { concurrency: 2 }, () => {
  const reader = stories();
  const open = (t, options) => reader(t, { javaScriptEnabled: false, ...options });

  for (const [name, viewport] of [["phone", { width: 360, height: 740 }], ["desk", { width: 1280, height: 900 }]]) {
    test(`the menu opens and leads on, on a ${name}`, async (t) => {
      const { page } = await open(t, { viewport });
      await page.goto("/");
      const menu = page.getByRole("navigation", { name: "Menu principale" });
      if (name === "phone") {
        assert.ok(!(await menu.getByRole("link", { name: "Documenti" }).isVisible()));
        await page.locator("summary", { hasText: "Menu" }).first().click();
      }
      await menu.getByRole("link", { name: "Documenti" }).waitFor();
      await menu.locator("summary", { hasText: "Pilastri" }).click();
      await menu.getByRole("link", { name: "SUA" }).click();
      await page.waitForURL("**/pilastri/sua/");
    });
  }

  test("the form in the header leads to the search page, which offers static indexes", async (t) => {
    const { page } = await open(t);
    await page.goto("/notizie/");
    await page.getByRole("banner").locator("input[name=q]").fill("convenzione");
    await page.getByRole("banner").getByRole("button", { name: "Cerca" }).click();
    await page.waitForURL("**/cerca/?q=convenzione");
    await page.getByText("La ricerca ha bisogno di JavaScript").first().waitFor();
    const main = page.getByRole("main");
    for (const name of ["Documenti", "Buone pratiche", "Mappa del sito"]) {
      await main.getByRole("link", { name, exact: true }).first().waitFor();
    }
    await main.getByRole("link", { name: "Mappa del sito", exact: false }).first().click();
    await page.waitForURL("**/mappa-del-sito/");
  });

  test("lists and their pages lead to everything", async (t) => {
    const { page } = await open(t);
    await page.goto("/mappa-del-sito/");
    const links = await page.getByRole("main").locator("a").evaluateAll((all) => all.map((link) => link.pathname));
    for (const address of [
      "/documenti/disciplinare-servizi-sotto-soglia/",
      "/buone-pratiche/treviso-sua/",
      "/province/potenza/",
      "/faq/come-aderire-a-un-focus-group/",
      "/glossario/stazione-unica-appaltante/",
    ]) {
      assert.ok(links.includes(address), address);
    }
    await page.goto("/province/");
    for (const name of ["Potenza", "Treviso", "Brescia"]) {
      await page.getByRole("main").getByRole("link", { name, exact: true }).first().waitFor();
    }
  });

  test("journey 1: the document from the list, current or not in sight", async (t) => {
    const { page } = await open(t);
    await page.goto("/");
    await page.getByRole("navigation", { name: "Menu principale" }).getByRole("link", { name: "Documenti" }).click();
    await page.getByRole("main").getByRole("link", { name: /Disciplinare.*sotto soglia/i }).first().click();
    await page.waitForURL("**/documenti/disciplinare-servizi-sotto-soglia/");
    await page.getByText("Documento vigente").waitFor();
  });

  test("journey 5: everything about one province, with tables and no map", async (t) => {
    const { page } = await open(t);
    await page.goto("/");
    await page.getByRole("navigation", { name: "Menu principale" }).getByRole("link", { name: "Territori" }).click();
    await page.getByRole("main").getByRole("link", { name: "Potenza", exact: true }).first().click();
    await page.waitForURL("**/province/potenza/");
    await page.getByRole("heading", { name: "A che cosa ha partecipato" }).waitFor();
    for (const fact of ["PZ", "Basilicata", "Sud"]) {
      await page.getByRole("main").getByText(fact, { exact: true }).first().waitFor();
    }
    const took = page.locator("section", { hasText: "A che cosa ha partecipato" }).getByRole("link");
    assert.ok((await took.count()) > 0);
  });

  test("journey 7: an old document names the one in its place", async (t) => {
    const { page } = await open(t);
    await page.goto("/documenti/scelta-della-procedura-50-2016/");
    await page.getByText("Documento superato").first().waitFor();
    await page.getByRole("main").getByText("Usa al suo posto").waitFor();
    await page.getByRole("main").getByRole("link", { name: /Scelta della procedura: tabella/ }).first().click();
    await page.waitForURL("**/documenti/scelta-della-procedura/");
    assert.equal(path(page), "/documenti/scelta-della-procedura/");
    await page.getByText("Documento vigente").waitFor();
    await page.getByRole("main").getByText(/cambia/i).first().waitFor();
  });

  test("journey 8: the articles of the old and the new code side by side", async (t) => {
    const { page } = await open(t);
    await page.goto("/norme/dlgs-36-2023/");
    const main = page.getByRole("main");
    await main.getByRole("heading", { name: "Gli articoli a confronto" }).waitFor();
    const row = main.getByRole("row").filter({ hasText: "art. 38" }).filter({ hasText: "art. 63" });
    await row.getByRole("rowheader", { name: "Qualificazione" }).waitFor();
  });

  test("journey 11: how to join, to the last datum to send", async (t) => {
    const { page } = await open(t);
    await page.goto("/");
    await page.getByRole("main").locator("a[href*=come-aderire]").first().click();
    await page.waitForURL("**/come-aderire**");
    const main = page.getByRole("main");
    await main.locator("a[href^='mailto:provincecomuni@upinet.it']").first().waitFor();
    for (const datum of [/settore/, /focus group/, /referente operativo/, /recapiti/]) {
      await main.getByRole("listitem").filter({ hasText: datum }).first().waitFor();
    }
  });

  test("an address that is not there: a page that says where to go", async (t) => {
    const { page } = await open(t);
    const response = await page.goto("/documenti/mai-esistito/");
    assert.equal(response.status(), 404);
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const name of ["Pagina iniziale", "Cerca nel sito", "Documenti"]) {
      await page.getByRole("main").getByRole("link", { name }).waitFor();
    }
  });
});
