// A reader whose browser runs no scripts.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stories } from "../lib/reader.js";

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

  test("an address that is not there: a page that says where to go", async (t) => {
    const { page } = await open(t);
    const response = await page.goto("/documenti/mai-esistito/");
    assert.equal(response.status(), 404);
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const name of ["Pagina iniziale", "Documenti"]) {
      await page.getByRole("main").getByRole("link", { name }).waitFor();
    }
    await page.getByRole("main").getByRole("searchbox", { name: "Cerca nel sito" }).waitFor();
  });
});
