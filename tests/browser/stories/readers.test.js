// Where readers stumbled: each of these was wrong once.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stories } from "../lib/reader.js";

const PHONE = { viewport: { width: 360, height: 740 } };
const PRACTICES = ["treviso-sua", "brescia-seav", "pesaro-urbino-cstpu"];
const main = (page) => page.getByRole("main");
const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top + window.scrollY);

describe("readers", { concurrency: 2 }, () => {
  const reader = stories();

  test("a practice on a phone: the steps come early, and it ends half as far down as it did", async (t) => {
    const { page } = await reader(t, PHONE);
    for (const name of PRACTICES) {
      await page.goto(`/buone-pratiche/${name}/`);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height <= 17_945 / 2, `${name}: ${height}`);
      const steps = await top(main(page).getByRole("heading", { name: "Come replicarla" }));
      assert.ok(steps < 2_400, `${name}: ${steps}`);
    }
  });

  test("a practice says things in one order, and its figures once", async (t) => {
    const { page } = await reader(t);
    for (const name of PRACTICES) {
      await page.goto(`/buone-pratiche/${name}/`);
      const order = ["#il-problema-affrontato", "#la-soluzione-adottata", ".key-figures", "#come-replicarla", "#come-funziona", "#lezioni-apprese", "#contatto", "#i-numeri"];
      const places = await Promise.all(order.map((place) => top(page.locator(place).first())));
      assert.deepEqual(places, [...places].sort((a, b) => a - b), name);
      assert.equal(await page.locator("details:has(#i-numeri)").getAttribute("open"), null, name);
      assert.equal(await page.locator("#contatto ~ * a[href*='upinet.it']").count(), 0, `${name}: the office, not UPI`);
    }
  });

  test("below a page no link is listed that it has already, and no more than five until one asks", async (t) => {
    const { page } = await reader(t);
    for (const address of PRACTICES.map((name) => `/buone-pratiche/${name}/`).concat("/glossario/stazione-unica-appaltante/")) {
      await page.goto(address);
      const twice = await page.evaluate(() => {
        const inside = new Set([...document.querySelectorAll(".page-main .prose a, .step-facts a")].map((link) => link.pathname));
        return [...document.querySelectorAll(".backlinks a")].map((link) => link.pathname).filter((path) => inside.has(path));
      });
      assert.deepEqual(twice, [], address);
      assert.ok(await page.locator(".backlinks > .compact a").count() <= 5, address);
    }
  });

  test("who replicated a practice took part, on the map, in the table and on its page", async (t) => {
    const { page } = await reader(t);
    await page.goto("/province/");
    assert.equal(await page.getByRole("row", { name: /^Bergamo/ }).getByRole("cell").last().innerText(), "1");
    assert.match(await page.locator("svg.map a[href='/province/bergamo/'] title").textContent(), /: 1$/);
    await page.goto("/province/bergamo/");
    const row = page.getByRole("row", { name: /Replica della buona pratica/ });
    assert.match(await row.innerText(), /Corriere della Sera/);
    assert.match(await row.innerText(), /18 maggio 2021/);
    const coverage = await (await page.request.get("/progetto/copertura.csv")).text();
    assert.match(coverage, /^Fondi europei \(SAPE\),Nord Ovest,2,/m);
  });

  test("a province of which nothing is known says what to ask for, and who has it nearby", async (t) => {
    const { page } = await reader(t);
    await page.goto("/province/asti/");
    const asks = page.locator("section").filter({ has: page.getByRole("heading", { name: "Che cosa può chiedere un Comune" }) });
    await asks.first().getByRole("link", { name: "Lecco" }).waitFor();
    await asks.first().getByRole("link", { name: "Treviso, SUA" }).waitFor();
    await page.goto("/province/treviso/");
    assert.equal(await page.getByRole("heading", { name: "Che cosa può chiedere un Comune" }).count(), 0);
  });

  test("three practices have no filters; those that the sources name are cards below them", async (t) => {
    const { page } = await reader(t);
    await page.goto("/buone-pratiche/");
    assert.equal(await page.locator("[data-catalogue]").count(), 0);
    for (const name of ["Piacenza", "Macerata", "Padova", "Ravenna", "Lecco", "Livorno", "Lucca", "Lecce", "Salerno", "Potenza", "Catanzaro"]) {
      await page.locator(".named").getByRole("link", { name, exact: true }).waitFor();
    }
  });

  test("the foot of any page leads to what the menu has not", async (t) => {
    const { page } = await reader(t);
    await page.goto("/accessibilita/");
    for (const name of ["Norme", "Glossario", "Report", "Focus group", "Eventi", "Corsi", "Bandi", "Dati aperti"]) {
      await page.getByRole("contentinfo").getByRole("link", { name, exact: true }).first().waitFor();
    }
  });

  test("a law that was read more than a year ago is amber, and is in the list of what is to be verified", async (t) => {
    const { page } = await reader(t);
    await page.goto("/norme/dlgs-36-2023/");
    await page.locator(".doc-status.is-stale").getByText("Norma letta al").waitFor();
    await page.goto("/documenti/convenzione-sua/");
    await page.locator(".doc-status.is-stale").waitFor();
    await page.goto("/progetto/da-verificare/");
    const rows = page.locator("section", { has: page.locator("#scadute") }).last().locator("tbody tr");
    const days = await rows.locator("td:nth-of-type(1) time").evaluateAll((all) => all.map((time) => time.dateTime));
    assert.ok(days.length > 5, `${days.length} rows`);
    assert.deepEqual(days, [...days].sort(), "the oldest first");
    assert.match(await rows.first().locator("td").last().innerText(), /\w/, "who is in charge");
    const calendar = await (await page.request.get("/progetto/da-verificare/calendar.ics")).text();
    assert.ok(calendar.split("BEGIN:VEVENT").length > days.length);
  });

  test("an event that is over is not offered for the calendar", async (t) => {
    const { page } = await reader(t);
    await page.goto("/eventi/webinar-14-aprile-2022/");
    assert.equal(await page.getByRole("link", { name: /Aggiungi al calendario/ }).count(), 0);
  });

  test("on a phone tables that compare name their columns, and the way back is the parent", async (t) => {
    const { page } = await reader(t, PHONE);
    await page.goto("/documenti/scelta-della-procedura/");
    const cell = page.locator(".prose td[data-label=Procedura]").first();
    assert.match(await cell.evaluate((element) => getComputedStyle(element, "::before").content), /Procedura/);
    const table = page.locator(".table-scroll", { has: page.locator("td[data-label=Procedura]") }).first();
    assert.ok(await table.evaluate((element) => element.scrollWidth <= element.clientWidth), "it does not slide");
    const crumbs = await page.locator(".breadcrumb-item:visible").allInnerTexts();
    assert.equal(crumbs.join("").replace("‹", "").trim(), "Documenti");
    // The names of the columns are out of sight, and make no page wider than the screen.
    for (const name of ["verbale-di-gara", "disciplinare-lavori", "check-list-gara"]) {
      await page.goto(`/documenti/${name}/`);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), name);
    }
  });
});
