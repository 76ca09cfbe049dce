// How many results there are: what is counted is what filters count, and what
// has only some of the words comes after a line.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { indexed, withSearch } from "../lib/indexed.js";
import { assertNone, assertQuiet, eventually, stories } from "../lib/reader.js";

const colour = (at) => `<span data-pagefind-filter="colour">${at % 3 ? "red" : "blue"}</span>`;
const pages = (folder, count, words) =>
  Array.from({ length: count }, (_, at) => [`${folder}/${at}.html`, withSearch(`Page ${at}`, `<p>${words}, ${colour(at)}.</p>`, { up: "../" })]);

const FILES = {
  "index.html": withSearch("Start", "<p>Nothing of it.</p>"),
  "results.html": withSearch("Results", '<casa-search data-mode="page"></casa-search>', { element: "" }),
  ...Object.fromEntries([
    ...pages("both", 12, "An amber lantern"),
    ...pages("one", 5, "Amber alone"),
    ...pages("other", 1, "A quokka"),
  ]),
};

const dialog = (page) => page.getByRole("dialog");
const options = (within) => within.getByRole("option");
const status = (page) => page.locator("casa-search").getByRole("status");
const said = (locator, text) => eventually(async () => assert.equal((await locator.textContent()).trim(), text));

describe("how many results there are", { concurrency: 2 }, () => {
  const reader = stories();
  let site;
  before(async () => (site = await indexed(FILES)));
  after(() => site?.close());
  const open = async (t, path) => {
    const someone = await reader(t, { origin: site.origin, locale: "en-GB" });
    await someone.page.goto(path);
    return someone;
  };
  const ask = async (page, text) => {
    if (!(await dialog(page).isVisible())) await page.keyboard.press("/");
    await dialog(page).getByRole("combobox").fill(text);
  };

  test("the page counts those that have all the words, as its filters do; a line stands before the others, once", async (t) => {
    const someone = await open(t, "/results.html?q=amber+lantern");
    const { page } = someone;
    const hits = page.locator("casa-search ol > li");
    const line = page.getByText("5 more with some of the words", { exact: true });
    await said(status(page), "12 results with all the words");
    assert.equal(await hits.count(), 10);
    assert.equal(await line.isVisible(), false);
    await page.getByRole("button", { name: "Show more results" }).click();
    await eventually(async () => assert.equal(await hits.count(), 17));
    assert.equal(await line.count(), 1);
    const [before, after] = [hits.nth(11), hits.nth(12)];
    const y = async (one) => (await one.boundingBox()).y;
    assert.ok((await y(before)) < (await y(line)) && (await y(line)) < (await y(after)));
    assert.equal(await page.getByRole("list", { name: "5 more with some of the words" }).getByRole("listitem").count(), 5);
    // The eleventh, which is the first of the new ones.
    assert.ok(await hits.nth(10).getByRole("link").first().evaluate((link) => link === document.activeElement));

    const red = page.getByRole("checkbox", { name: "red (8)" });
    await red.check();
    await said(status(page), "8 results with all the words");
    assertNone(await violations(page));
    await assertQuiet(someone);
  });

  test("where nothing has all the words that is said, with how many have some", async (t) => {
    const { page } = await open(t, "/results.html?q=amber+quokka");
    await said(status(page), "No results with all the words; 18 with some");
    assert.equal(await page.getByText("more with some of the words").isVisible(), false);
    assert.equal(await page.locator("casa-search ol > li").count(), 10);
  });

  test("where nothing has the one word that is said, with how many have one like it", async (t) => {
    const { page } = await open(t, "/results.html?q=ember");
    await said(status(page), "No results; 17 with similar words");
  });

  test("of one word there is a number, and none of its line", async (t) => {
    const { page } = await open(t, "/results.html?q=amber");
    await said(status(page), "17 results");
    assert.equal(await page.locator(".casa-search__line:visible").count(), 0);
  });

  test("the dialog shows ten, says the same to eye and ear, and names the others as a group", async (t) => {
    const someone = await open(t, "/index.html");
    const { page } = someone;
    await page.getByRole("button", { name: "Search" }).waitFor();
    await ask(page, "amber lantern");
    await eventually(async () => assert.equal(await options(dialog(page)).count(), 11));
    await said(dialog(page).getByRole("status"), "12 results with all the words");
    assert.ok(await dialog(page).locator(".casa-search__line").getByText("12 results with all the words").isVisible());
    const more = options(dialog(page)).last();
    assert.equal(await more.innerText(), "Show more results");
    await more.click();
    await eventually(async () => assert.equal(await options(dialog(page)).count(), 17));
    const group = dialog(page).getByRole("group", { name: "5 more with some of the words" });
    assert.equal(await options(group).count(), 5);
    // Arrows go through all of them as one list.
    const field = dialog(page).getByRole("combobox");
    await field.fill("lantern amber ");
    await eventually(async () => assert.equal(await options(dialog(page)).count(), 11));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await options(group).count(), 5));
    for (const _ of [1, 2]) await page.keyboard.press("ArrowDown");
    const active = await field.getAttribute("aria-activedescendant");
    assert.equal(await options(group).first().getAttribute("id"), active);
    assertNone(await violations(page));
    await ask(page, "amber quokka");
    await said(dialog(page).getByRole("status"), "No results with all the words; 18 with some");
    await ask(page, "quokka");
    await said(dialog(page).getByRole("status"), "1 result");
    await assertQuiet(someone);
  });

  test("what comes later leaves what is shown in its place, and what is chosen chosen", async (t) => {
    const { page } = await open(t, "/index.html");
    await page.getByRole("button", { name: "Search" }).waitFor();
    await ask(page, "amber");
    await eventually(async () => assert.equal(await options(dialog(page)).count(), 5));
    const titles = () => options(dialog(page)).locator(".casa-search__title").allInnerTexts();
    const first = await titles();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const active = () => dialog(page).getByRole("combobox").getAttribute("aria-activedescendant");
    const chosen = await active();
    await eventually(async () => assert.equal(await options(dialog(page)).count(), 11));
    assert.deepEqual((await titles()).slice(0, 5), first);
    assert.equal(await active(), chosen);
  });
});

describe("how many results there are, in each language", { concurrency: 2 }, () => {
  const reader = stories();
  const LANGUAGES = {
    de: [/^\d+ Ergebnisse mit allen Wörtern$/, /^\d+ weitere mit einigen der Wörter$/, /^Keine Ergebnisse mit allen Wörtern; \d+ mit einigen$/],
    en: [/^\d+ results with all the words$/, /^\d+ more with some of the words$/, /^No results with all the words; \d+ with some$/],
    es: [/^\d+ resultados con todas las palabras$/, /^Otros \d+ con algunas de las palabras$/, /^Sin resultados con todas las palabras; \d+ con algunas$/],
    fr: [/^\d+ résultats avec tous les mots$/, /^\d+ autres avec certains des mots$/, /^Aucun résultat avec tous les mots ; \d+ avec certains$/],
    it: [/^\d+ risultati con tutte le parole$/, /^Altri \d+ con alcune delle parole$/, /^Nessun risultato con tutte le parole; \d+ con alcune$/],
  };
  let site;
  before(async () => {
    const files = {};
    for (const lang of Object.keys(LANGUAGES)) {
      const add = (name, words) => (files[`${lang}/${name}.html`] = withSearch(`Zebra ${name}`, `<p>${words}</p>`, { up: "../", lang }));
      for (const at of [1, 2]) add(`both${at}`, "okapi");
      for (const at of [1, 2]) add(`one${at}`, "gnu");
    }
    site = await indexed(files);
  });
  after(() => site?.close());

  for (const [lang, [all, rest, none]] of Object.entries(LANGUAGES)) {
    test(lang, async (t) => {
      const { page } = await reader(t, { origin: site.origin });
      await page.goto(`/${lang}/one1.html`);
      await page.locator("casa-search button").click();
      const field = dialog(page).getByRole("combobox");
      await field.fill("zebra okapi");
      const heard = dialog(page).getByRole("status");
      await eventually(async () => assert.match(await heard.textContent(), all));
      const more = options(dialog(page)).filter({ hasNot: page.locator(".casa-search__title") });
      while (await more.count()) await more.click();
      await eventually(async () => assert.match((await dialog(page).getByRole("group").getAttribute("aria-label")) ?? "", rest));
      await field.fill("zebra xqzwv");
      await eventually(async () => assert.match(await heard.textContent(), none));
    });
  }
});
