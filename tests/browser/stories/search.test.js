// A reader searches: from the header, on the search page, with filters.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertQuiet, eventually, path, stories } from "../lib/reader.js";

/** The results on the search page. */
const hits = (page) => page.locator("main casa-search ol > li");
/**
 * The number of results that the page announces once the filters are counted
 * too: what a reader presses while they are counted can move away. Both are read
 * at one moment, since a search can begin between two.
 */
async function total(page) {
  const text = await page.waitForFunction(() => {
    const search = document.querySelector("main casa-search:not([aria-busy])");
    return search && document.querySelector("main [role=status]").textContent;
  });
  const announced = await text.jsonValue();
  const number = /^([\d.]+) risultat/.exec(announced)?.[1];
  assert.ok(number, `${path(page)} announces: ${announced}`);
  return Number(number.replace(".", ""));
}
/** A filter's checkbox and its count. */
function filter(page, group, value) {
  const box = page.getByRole("group", { name: group, exact: true }).locator(`input[value="${value}"]`);
  const label = box.locator("xpath=ancestor::label");
  return {
    box,
    count: async () => Number(/\((\d+)\)/.exec(await label.innerText())?.[1]),
  };
}

describe("search", { concurrency: 2 }, () => {
  const reader = stories();

  test("from the home page to a result and back", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/");
    await page.getByRole("main").getByRole("combobox").fill("convenzione");
    const first = page.getByRole("option").first();
    await first.waitFor();
    await page.getByRole("option", { name: /Convenzione per la stazione unica appaltante/ }).click();
    await page.waitForURL(/\/documenti\/convenzione-sua\/(#.*)?$/);
    await page.getByRole("heading", { level: 1, name: /Convenzione/ }).waitFor();
    await page.goBack();
    await page.waitForURL(`${someone.origin}/`);
    await assertQuiet(someone);
  });

  test("a results page asks for its index once, and for what filters need behind the hits", async (t) => {
    const { page } = await reader(t);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/cerca/?q=convenzione");
    await page.waitForFunction(() => document.querySelector("main casa-search .casa-search__filters input[type=checkbox]"));
    assert.equal(asked.filter((path) => path === "/search/index.casa").length, 1, asked.join("\n"));
    const filters = asked.findIndex((path) => path.endsWith("/casa-facets.js"));
    const texts = asked.findLastIndex((path) => /\/shards\/d/.test(path));
    assert.ok(texts < filters, asked.join("\n"));
  });

  test("from the header: suggestions, all results, a result", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/notizie/");
    const field = page.getByRole("banner").getByRole("combobox");
    await field.fill("appalti");
    const all = page.getByRole("option", { name: /Vedi tutti i risultati/ });
    await all.click();
    await page.waitForURL("**/cerca/?q=appalti");
    await hits(page).first().waitFor();
    assert.equal(await hits(page).count(), 10);
    assert.ok((await total(page)) > 10);
    assert.ok(await hits(page).first().locator("mark").first().isVisible(), "words are marked");
    const link = hits(page).first().getByRole("link").first();
    const name = await link.innerText();
    await link.click();
    await eventually(async () => assert.doesNotMatch(path(page), /^\/cerca\//));
    await page.waitForLoadState("load");
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    assert.equal(title.trim(), name.trim());
    await assertQuiet(someone);
  });

  test("the header's form without choosing a suggestion leads to the search page", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/faq/");
    const field = page.getByRole("banner").getByRole("combobox");
    await field.fill("ufficio europa");
    await field.press("Enter");
    await page.waitForURL("**/cerca/?q=ufficio+europa");
    await hits(page).first().waitFor();
    assert.equal(await page.getByRole("main").locator("input[type=search]").inputValue(), "ufficio europa");
    await assertQuiet(someone);
  });

  test("the search page works from its address alone, filters included", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/cerca/?q=appalti&tipo=Notizie");
    await hits(page).first().waitFor();
    const { box, count } = filter(page, "Tipo", "Notizie");
    await box.waitFor();
    assert.ok(await box.isChecked());
    assert.equal(await total(page), await count());
    for (const kind of await hits(page).locator(".casa-search__kind").allInnerTexts()) {
      assert.match(kind, /^Notizi[ae] · \d/);
    }
    assert.match(await page.title(), /^appalti – /);
    await assertQuiet(someone);
  });

  test("filters by type and by pillar count what they would leave; back undoes", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/cerca/?q=servizi");
    await hits(page).first().waitFor();
    const everything = await total(page);

    const documents = filter(page, "Tipo", "Documenti");
    const promised = await documents.count();
    assert.ok(promised > 0 && promised < everything);
    await documents.box.check();
    await eventually(async () => assert.equal(await total(page), promised));
    assert.match(path(page), /tipo=Documenti/);

    const pillar = filter(page, "Pilastri", "Appalti (SUA)");
    const fewer = await pillar.count();
    assert.ok(fewer > 0 && fewer < promised, `${fewer} of ${promised}`);
    await pillar.box.check();
    await eventually(async () => assert.equal(await total(page), fewer));
    assert.match(path(page), /tipo=Documenti&pilastri=/);

    await page.goBack();
    await eventually(async () => assert.equal(await total(page), promised));
    assert.ok(!(await pillar.box.isChecked()));
    await page.goBack();
    await eventually(async () => assert.equal(await total(page), everything));
    assert.ok(!(await documents.box.isChecked()));
    await page.goForward();
    await eventually(async () => assert.equal(await total(page), promised));

    await page.getByRole("button", { name: "Togli i filtri" }).click();
    await eventually(async () => assert.equal(await total(page), everything));
    assert.equal(path(page), "/cerca/?q=servizi");
    await assertQuiet(someone);
  });

  test("a result opened from a filtered list: back finds the list as it was", async (t) => {
    const { page } = await reader(t);
    await page.goto("/cerca/?q=&tipo=Province");
    await hits(page).first().waitFor();
    await page.getByRole("button", { name: "Mostra altri risultati" }).click();
    await eventually(async () => assert.equal(await hits(page).count(), 20));
    const eleventh = hits(page).nth(10).getByRole("link").first();
    await eventually(async () => assert.ok(await eleventh.evaluate((a) => a === document.activeElement)));
    await eleventh.click();
    await page.waitForURL("**/province/*/");
    await page.goBack();
    await eventually(async () => assert.equal(await hits(page).count(), 20));
    assert.ok(await filter(page, "Tipo", "Province").box.isChecked());
  });

  test("nothing found: says so, and offers ways on", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/cerca/?q=zzzyx");
    await page.getByText("Nessun risultato").first().waitFor();
    assert.equal(await hits(page).count(), 0);
    assert.ok(await page.getByRole("main").getByRole("link", { name: "Mappa del sito" }).first().isVisible());
    await assertQuiet(someone);
  });

  test("counts come after the hits: nobody waits for what filters cost", async (t) => {
    let held = [];
    const spoil = (path) => /^\/search\/shards\/f/.test(path) && held && new Promise((go) => held.push(go));
    const { page } = await reader(t, { spoil });
    await page.goto("/cerca/?q=appalti");
    await hits(page).first().waitFor();
    await eventually(async () => assert.ok(held.length > 0));
    assert.equal(await page.locator("casa-search input[type=checkbox]").count(), 0);
    const going = held;
    held = null;
    for (const go of going) go();
    await filter(page, "Tipo", "Documenti").box.waitFor();
  });

  test("by date: newest first, between two days, all of it in the address", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    const dates = async () => {
      const kinds = await hits(page).locator(".casa-search__kind").allInnerTexts();
      return kinds.map((kind) => Number(/ (\d{4})$/.exec(kind)?.[1]));
    };
    await page.goto("/cerca/?q=province&tipo=Notizie");
    await hits(page).first().waitFor();
    await page.getByLabel("Ordina per").selectOption("data");
    await eventually(async () => assert.match(path(page), /ordine=data/));
    await eventually(async () => {
      const years = await dates();
      assert.ok(years.length > 1);
      assert.deepEqual(years, years.toSorted((a, b) => b - a));
    });
    const everything = await total(page);
    await page.getByLabel("Dal", { exact: true }).fill("2021-01-01");
    await page.getByLabel("Al", { exact: true }).fill("2021-12-31");
    await eventually(async () => assert.match(path(page), /dal=2021-01-01&al=2021-12-31&ordine=data/));
    await eventually(async () => assert.deepEqual([...new Set(await dates())], [2021]));
    const inThatYear = await total(page);
    assert.ok(inThatYear < everything);

    await page.reload();
    await hits(page).first().waitFor();
    assert.equal(await total(page), inThatYear);
    assert.equal(await page.getByLabel("Dal", { exact: true }).inputValue(), "2021-01-01");
    assert.equal(await page.getByLabel("Ordina per").inputValue(), "data");
    await page.goto("/cerca/?q=province&tipo=Notizie&dal=2021&al=2021");
    await hits(page).first().waitFor();
    assert.equal(await total(page), inThatYear);
    await page.getByRole("button", { name: "Togli i filtri" }).click();
    await eventually(async () => assert.equal(path(page), "/cerca/?q=province"));
    await assertQuiet(someone);
  });

  test("misspelt: says what it looked for, and looks for what was typed on demand", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/cerca/?q=apaltante");
    await page.getByText(/^Risultati per «appaltante»/i).waitFor();
    const corrected = await total(page);
    const typed = page.getByRole("link", { name: "«apaltante»" });
    assert.match(await typed.getAttribute("href"), /esatto=1/);
    await typed.click();
    await eventually(async () => assert.match(path(page), /esatto=1/));
    await page.getByText("Nessun risultato").first().waitFor();
    await page.goBack();
    await eventually(async () => assert.equal(await total(page), corrected));
    await assertQuiet(someone);
  });

  test("nothing found for what is too narrow: looser searches, a click away", async (t) => {
    const { page } = await reader(t);
    await page.goto(`/cerca/?q=${encodeURIComponent('"convenzione elefante"')}&tipo=Eventi`);
    await page.getByText("Nessun risultato").first().waitFor();
    await page.getByRole("link", { name: "convenzione elefante", exact: true }).click();
    await eventually(async () => assert.equal(path(page), "/cerca/?q=convenzione elefante&tipo=Eventi"));
    await page.goBack();
    await page.getByText("Nessun risultato").first().waitFor();
    await page.getByRole("link", { name: "Cerca senza filtri" }).click();
    await eventually(async () => assert.equal(path(page), "/cerca/?q=%22convenzione elefante%22"));
  });

  test("parts of a page have links of their own", async (t) => {
    const { page } = await reader(t);
    await page.goto("/cerca/?q=stazione+unica+appaltante");
    await hits(page).first().waitFor();
    const part = hits(page).locator("ul a").first();
    const name = (await part.innerText()).trim();
    const [, anchor, words] = /#(.+):~:text=(.+)/.exec(await part.getAttribute("href"));
    assert.ok(words);
    await part.click();
    const heading = page.getByRole("main").locator(`[id="${decodeURIComponent(anchor)}"]`);
    await eventually(async () => assert.equal((await heading.innerText()).trim(), name));
    // The words are marked, and stand below that heading.
    const marked = page.getByRole("main").locator(":target").first();
    await eventually(async () => assert.ok((await marked.boundingBox()).y >= (await heading.boundingBox()).y));
  });

  test("what was typed without sending it is there on the way back", async (t) => {
    const { page } = await reader(t);
    await page.goto("/cerca/");
    await page.getByRole("main").locator("input[type=search]").pressSequentially("convenzione", { delay: 20 });
    await eventually(async () => assert.equal(path(page), "/cerca/?q=convenzione"));
    await hits(page).first().getByRole("link").first().click();
    await eventually(async () => assert.doesNotMatch(path(page), /^\/cerca\//));
    await page.waitForLoadState("load");
    await page.goBack();
    await hits(page).first().waitFor();
    assert.equal(await page.getByRole("main").locator("input[type=search]").inputValue(), "convenzione");
    await page.goBack();
    await eventually(async () => assert.equal(path(page), "/cerca/"));
    await eventually(async () => assert.equal(await hits(page).count(), 0));
  });

  test("a host that understands no ranges will do", async (t) => {
    const spoil = (path, reply) => void (reply.ranges = false);
    const someone = await reader(t, { spoil });
    const { page } = someone;
    await page.goto("/cerca/?q=appalti");
    await hits(page).first().waitFor();
    assert.equal(await hits(page).count(), 10);
    await assertQuiet(someone);
  });

  test("what is asked may look like markup and stays text", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto(`/cerca/?q=${encodeURIComponent("<img src=x onerror='alert(1)'> SUA")}`);
    await hits(page).first().waitFor();
    assert.equal(await page.locator("main img").count(), 0);
    await assertQuiet(someone);
  });

  test("only the index is fetched; what is asked stays in the browser", async (t) => {
    const { page } = await reader(t);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto("/notizie/");
    await page.waitForLoadState("networkidle");
    assert.ok(!asked.some((url) => /\.wasm$|\.casa$/.test(url)), "the search loads when it is used");
    await page.getByRole("banner").getByRole("combobox").fill("seav");
    await page.getByRole("option").first().waitFor();
    assert.ok(asked.some((url) => url.endsWith(".wasm")));
    assert.deepEqual(asked.filter((url) => /seav/i.test(url)), []);
  });
});
