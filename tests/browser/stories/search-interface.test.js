// What readers see of the search on a site that `casa index` has read.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { indexed, withSearch } from "../lib/indexed.js";
import { FIREFOX, assertQuiet, eventually, leaves, path, stories } from "../lib/reader.js";

const dialog = (page) => page.getByRole("dialog");
const field = (page) => dialog(page).getByRole("combobox");
const options = (page) => dialog(page).getByRole("option");

/** Opens the dialog and types. */
async function ask(page, text) {
  await page.keyboard.press("/");
  await dialog(page).waitFor();
  await page.keyboard.insertText(text);
}

describe("a site in a folder of its host", { concurrency: 1 }, () => {
  const reader = stories();
  let site;
  before(async () => {
    const pages = {
      "index.html": withSearch("Manual", "<p>Where everything begins.</p>"),
      "guide/other.html": withSearch("Other", "<p>About zebras, mostly.</p>", { up: "../" }),
    };
    site = await indexed(pages, { folder: "docs/manual/" });
  });
  after(() => site?.close());

  test("needs nothing: its search leads to its pages, and scripts are told where they are", async (t) => {
    const someone = await reader(t, { origin: site.origin });
    const { page } = someone;
    await page.goto("/docs/manual/");
    const urls = await page.evaluate(async () => {
      const { search } = await import("/docs/manual/search/casa-search.js");
      return (await search("zebras")).hits.map(({ url }) => url);
    });
    assert.deepEqual(urls, ["/docs/manual/guide/other.html"]);
    await ask(page, "zebras");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(path(page).replace(/#.*/, ""), "/docs/manual/guide/other.html"));
    await assertQuiet(someone);
  });
});

/** Paragraphs that fill screens. */
const long = (count, words) => Array.from({ length: count }, (_, at) => `<p>Paragraph ${at}: ${words}.</p>`).join("\n");

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 0h40v30H0z" fill="#085"/></svg>`;

const FILES = {
  "index.html": withSearch("Start", long(60, "the beginning of this manual")),
  "guide/install.html": withSearch(
    "Installing",
    `<p>How the program comes to a machine.</p>${long(200, "about the system and its kernel")}
<h2 id="linux">On the penguin's system</h2><p>Here the gopher digs a tunnel with its own two paws.</p>${long(30, "more")}`,
    { up: "../" },
  ),
  "guide/other.html": withSearch(
    "Other",
    `<p>About <span data-pagefind-filter="topic">animals</span>, zebras mostly.</p>
<img src="zebra.svg" alt="A zebra" data-pagefind-meta="image[src]">`,
    { up: "../" },
  ),
  "guide/plants.html": withSearch(
    "Plants",
    `<p>About <span data-pagefind-filter="topic">plants</span>, and zebras that eat them.</p>`,
    { up: "../" },
  ),
  "guide/zebra.svg": PICTURE,
  "results.html": withSearch("Results", "", { element: '<casa-search data-mode="page"></casa-search>' }),
  ...Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`many/${at}.html`, withSearch(`Many ${at}`, long(2, `all about crowds, ${at} of them`), { up: "../" })]),
  ),
};

describe("what readers see", { concurrency: 2 }, () => {
  const reader = stories();
  let site;
  before(async () => (site = await indexed(FILES)));
  after(() => site?.close());
  const open = async (t, options) => {
    const someone = await reader(t, { origin: site.origin, locale: "en-GB", ...options });
    await someone.page.goto("/index.html");
    await someone.page.getByRole("button", { name: "Search" }).waitFor();
    return someone;
  };

  test("a row names the section and leads to it, where the words are marked", async (t) => {
    const someone = await open(t);
    const { page } = someone;
    await ask(page, "gopher tunnel");
    await options(page).first().waitFor();
    assert.match(await options(page).first().innerText(), /On the penguin's system/);
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(new URL(page.url()).pathname, "/guide/install.html"));
    const words = page.getByText("Here the gopher digs");
    await eventually(async () => {
      const { y } = await words.boundingBox();
      assert.ok(y > 0 && y < 900, `the section is out of sight at ${y}`);
    });
    assert.equal(await page.evaluate(() => location.hash), "#linux");
    await assertQuiet(someone);
  });

  test("rows are links: Ctrl and the middle button open them beside the page", async (t) => {
    const { page, context } = await open(t);
    await ask(page, "zebras");
    const row = options(page).first();
    await row.waitFor();
    assert.equal(await row.evaluate((row) => row.tagName), "A");
    for (const way of [
      () => row.click({ modifiers: ["Control"] }),
      () => row.click({ button: "middle" }),
      async () => {
        await field(page).focus();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Control+Enter");
      },
    ]) {
      const [tab] = await Promise.all([context.waitForEvent("page"), way()]);
      await tab.waitForURL(/\/guide\//);
      await tab.close();
      assert.equal(path(page), "/index.html");
      assert.ok(await dialog(page).isVisible());
    }
  });

  test("Enter waits for the hits of what is typed", async (t) => {
    const { page } = await open(t);
    // The last shards come only once Enter was pressed.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await ask(page, "zebras");
    await options(page).first().waitFor();
    await page.route(/\/search\/shards\//, async (route) => {
      await held;
      await route.continue();
    });
    await field(page).fill("gopher");
    await page.keyboard.press("Enter");
    assert.equal(path(page), "/index.html");
    release();
    await eventually(async () => assert.equal(new URL(page.url()).pathname, "/guide/install.html"));
  });

  test("Enter that ends a composition chooses nothing", async (t) => {
    const { page } = await open(t);
    await ask(page, "zebras");
    await options(page).first().waitFor();
    const untouched = await field(page).evaluate((input) =>
      [{ isComposing: true }, { keyCode: 229 }].map((more) =>
        input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...more })),
      ),
    );
    assert.deepEqual(untouched, [true, true]);
    await eventually(async () => assert.equal(path(page), "/index.html"));
    await page.keyboard.press("Enter");
    await leaves(page, "/index.html");
  });

  test("that nothing was found is seen, and that something is looked for", async (t) => {
    const { page } = await open(t);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/index\.casa$/, async (route) => {
      await held;
      await route.continue();
    });
    await ask(page, "xqzwv");
    await dialog(page).getByText("Searching…").waitFor();
    release();
    const none = dialog(page).getByText("No results for «xqzwv»");
    await none.waitFor();
    const { width, height } = await none.boundingBox();
    assert.ok(width > 100 && height > 10);
    await dialog(page).getByText("Check how the words are spelt").waitFor();
    await field(page).fill("zebras");
    await options(page).first().waitFor();
    assert.equal(await none.count(), 0);
    await field(page).fill("zerbas");
    await dialog(page).getByText(/^Results for «zebras?»: \d/i).first().waitFor();
  });

  test("the dialog is closed by its keys, by its backdrop and by Esc; what was typed stays", async (t) => {
    const { page } = await open(t);
    for (const leave of [
      () => page.keyboard.press("Control+k"),
      () => page.keyboard.press("Escape"),
      () => page.mouse.click(5, 500),
      () => dialog(page).getByRole("button", { name: "Close" }).click(),
    ]) {
      await page.keyboard.press("Control+k");
      await dialog(page).waitFor();
      await field(page).fill("zebras");
      await options(page).first().waitFor();
      await leave();
      await dialog(page).waitFor({ state: "hidden" });
      await page.keyboard.press("Control+k");
      await options(page).first().waitFor();
      assert.equal(await field(page).inputValue(), "zebras");
      await page.keyboard.press("Escape");
    }
    // Letting go outside of a text that was marked inside is no wish to leave.
    await page.keyboard.press("Control+k");
    const { x, y } = await field(page).boundingBox();
    await page.mouse.move(x + 60, y + 10);
    await page.mouse.down();
    await page.mouse.move(2, y + 10);
    await page.mouse.up();
    assert.ok(await dialog(page).isVisible());
  });

  test("keys are named where there is a keyboard; the facets narrow what is shown; pages have their pictures", async (t) => {
    const someone = await open(t);
    const { page } = someone;
    await ask(page, "zebras");
    await eventually(async () => assert.equal(await options(page).count(), 2));
    assert.match(await dialog(page).locator(".casa-search__keys").textContent(), /Esc close/);
    const picture = options(page).filter({ hasText: "Other" }).locator("img");
    await eventually(async () => assert.equal(await picture.evaluate((image) => image.naturalWidth), 40));
    assert.equal(new URL(await picture.getAttribute("src"), page.url()).pathname, "/guide/zebra.svg");
    await dialog(page).getByText("Filters").click();
    await dialog(page).getByRole("checkbox", { name: "animals" }).check();
    await eventually(async () => assert.deepEqual(await options(page).locator(".casa-search__title").allInnerTexts(), ["Other"]));
    await dialog(page).getByText("Filters (1)").waitFor();
    await assertQuiet(someone);
  });

  test("on a phone the dialog fills the screen that the keyboard leaves", async (t) => {
    const { page } = await open(t, { viewport: { width: 360, height: 740 } });
    await page.getByRole("button", { name: "Search" }).click();
    await dialog(page).waitFor();
    const box = () => dialog(page).boundingBox();
    // Beside a scroll bar, where there is one.
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    assert.deepEqual(await box(), { x: 0, y: 0, width, height: 740 });
    await field(page).fill("crowds");
    await options(page).first().waitFor();
    await page.setViewportSize({ width: 360, height: 400 });
    await eventually(async () => assert.deepEqual(await box(), { x: 0, y: 0, width, height: 400 }));
    const list = await dialog(page).getByRole("listbox").boundingBox();
    assert.ok(list.y + list.height <= 400 && list.height > 200);
  });

  test("a link to the page itself closes the dialog", async (t) => {
    const { page } = await open(t);
    await page.goto("/guide/install.html");
    await ask(page, "gopher tunnel");
    await options(page).first().click();
    await dialog(page).waitFor({ state: "hidden" });
    await eventually(async () => assert.equal(await page.evaluate(() => location.hash), "#linux"));
  });

  test("back from a result is where the reader was among the results", async (t) => {
    const { page } = await reader(t, { origin: site.origin });
    await page.goto("/results.html?q=crowds&page=4");
    const hits = page.locator("casa-search ol > li");
    await eventually(async () => assert.equal(await hits.count(), 40));
    await hits.nth(30).scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 1000);
    await hits.nth(30).getByRole("link").first().click();
    await eventually(async () => assert.match(path(page), /^\/many\//));
    await page.waitForLoadState("load");
    // A page that comes out of the browser's cache is not loaded.
    await page.goBack({ waitUntil: "commit" });
    await eventually(async () => assert.equal(await hits.count(), 40));
    await eventually(async () => assert.ok(Math.abs((await page.evaluate(() => scrollY)) - before) < 50));
  });
});

describe("what the interface says", { concurrency: 2 }, () => {
  const reader = stories();
  const slovene = { search: "Išči", label: "Iskanje po strani", close: "Zapri", none: "Ni zadetkov", count: { one: "{n} zadetek", two: "{n} zadetka", few: "{n} zadetki", other: "{n} zadetkov" }, with: "za", address: { sort: "razvrsti" } };
  const said = [
    ["de-AT", "Suchen", "Schließen", "Keine Ergebnisse für «xqzwv»"],
    ["en", "Search", "Close", "No results for «xqzwv»"],
    ["es", "Buscar", "Cerrar", "Sin resultados para «xqzwv»"],
    ["fr", "Rechercher", "Fermer", "Aucun résultat pour «xqzwv»"],
    ["it", "Cerca", "Chiudi", "Nessun risultato per «xqzwv»"],
    // A language that is not known, and one whose words the page gives.
    ["pt", "Search", "Close", "No results for «xqzwv»"],
    ["sl", "Išči", "Zapri", "Ni zadetkov za «xqzwv»"],
  ];
  let site;
  before(async () => {
    const files = { "strings.json": JSON.stringify(slovene) };
    for (const [lang, search] of said) {
      const own = `<casa-search data-strings="../strings.json"><button type="button">${search}</button></casa-search>`;
      const element = lang === "sl" ? own : "<casa-search></casa-search>";
      files[`${lang}/index.html`] = withSearch("Zebra", "zebra", { up: "../", lang, element });
    }
    site = await indexed(files);
  });
  after(() => site?.close());

  /** Numbers have the form that the language wants: seven pages are many. */
  async function counted(page) {
    await field(page).fill("zebra");
    await eventually(async () => assert.match(await dialog(page).getByRole("status").textContent(), /^\d+ zadetkov$|^1 zadetek$|^2 zadetka$|^[34] zadetki$/));
  }

  for (const [lang, search, close, none] of said) {
    test(`where ${lang} is spoken`, async (t) => {
      const someone = await reader(t, { origin: site.origin });
      const { page } = someone;
      const loaded = [];
      page.on("request", (request) => loaded.push(/casa-(?!ui)(\w\w)\.js/.exec(request.url())?.[1]));
      await page.goto(`/${lang}/`);
      await page.getByRole("button", { name: search }).click();
      await dialog(page).getByRole("button", { name: close }).waitFor();
      if (lang === "sl") await counted(page);
      await field(page).fill("xqzwv");
      await dialog(page).getByText(none).waitFor();
      const languages = loaded.filter(Boolean);
      assert.deepEqual(languages, [/^(pt|sl)/.test(lang) ? "en" : lang.slice(0, 2)]);
      await assertQuiet(someone);
    });
  }
});

describe("where a browser knows no text fragments", { concurrency: 1, skip: !FIREFOX && "no browser but Firefox can be told so" }, () => {
  const reader = stories({ "dom.text_fragments.enabled": false });
  let site;
  before(async () => (site = await indexed(FILES)));
  after(() => site?.close());

  test("the script marks the words of the section", async (t) => {
    const someone = await reader(t, { origin: site.origin });
    const { page } = someone;
    await page.goto("/index.html");
    await ask(page, "gopher tunnel");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    const marks = page.locator("main mark");
    await eventually(async () => assert.deepEqual((await marks.allInnerTexts()).sort(), ["gopher", "tunnel"]));
    const { y } = await marks.first().boundingBox();
    assert.ok(y > 0 && y < 900, `out of sight at ${y}`);
    await assertQuiet(someone);
  });
});
