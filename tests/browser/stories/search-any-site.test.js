// The search on a site that knows nothing of casa: two lines of HTML, the
// dialog; and the search of several portals as if they were one.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, test } from "node:test";
import { SITE, assertNone, assertQuiet, eventually, leaves, path, stories } from "../lib/reader.js";
import { violations } from "../lib/axe.js";
import { serve } from "../lib/server.js";

const CONFIG = join(fileURLToPath(new URL("../../../", import.meta.url)), "netlify.toml");

/** Where the portal has the search's script. */
const SCRIPT = /src="([^"]+\/casa-search\.js)"/.exec(readFileSync(join(SITE, "index.html"), "utf8"))[1];

/** A page at /due/ with the two lines; `attributes` are the element's, `html` those of the page. */
const twoLines = (attributes = 'data-index="/search/"', more = () => {}, html = ' lang="it"') => (path, reply) => {
  if (path === "/due/") {
    Object.assign(reply, { status: 200 });
    reply.headers["Content-Type"] = "text/html; charset=utf-8";
    reply.body = Buffer.from(`<!doctype html>
<html${html}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Un sito qualsiasi</title>
<main>
<h1>Un sito qualsiasi</h1>
<script type="module" src="${SCRIPT}"></script>
<casa-search ${attributes}></casa-search>
</main>
`);
  }
  // Browsers ask for it where a page names none.
  if (path === "/favicon.ico") reply.status = 200;
  more(path, reply);
};

describe("two lines on any site", { concurrency: 2 }, () => {
  const reader = stories();
  const dialog = (page) => page.getByRole("dialog", { name: "Cerca nel sito" });
  const field = (page) => dialog(page).getByRole("combobox");
  const options = (page) => dialog(page).getByRole("option");

  test("until it is used the page pays for one script", async (t) => {
    const { page } = await reader(t, { spoil: twoLines() });
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/due/");
    await page.getByRole("button", { name: "Cerca" }).waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((path) => /casa|\/search\//.test(path)), [SCRIPT]);
  });

  for (const way of ["the button", "/", "Control+k", "Meta+k"]) {
    test(`${way} opens the dialog, Esc closes it and gives the focus back`, async (t) => {
      const someone = await reader(t, { spoil: twoLines() });
      const { page } = someone;
      await page.goto("/due/");
      const button = page.getByRole("button", { name: "Cerca" });
      await button.focus();
      await (way === "the button" ? button.click() : page.keyboard.press(way));
      await eventually(async () => assert.ok(await field(page).evaluate((input) => input === document.activeElement)));
      await page.keyboard.type("convenzione");
      await options(page).first().waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      assert.ok(await button.evaluate((button) => button === document.activeElement));
      await assertQuiet(someone);
    });
  }

  test("arrows and Enter lead to a hit; more hits come into the same list; only their number is announced", async (t) => {
    const someone = await reader(t, { spoil: twoLines() });
    const { page } = someone;
    await page.goto("/due/");
    await page.keyboard.press("/");
    await dialog(page).waitFor();
    // At once: letter by letter the rows would change under the arrows.
    await page.keyboard.insertText("convenzione");
    await eventually(async () => assert.equal(await options(page).count(), 11));
    const status = dialog(page).getByRole("status");
    await eventually(async () => assert.match((await status.textContent()).trim(), /^\d+ risultati$/));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.ok((await options(page).count()) > 11));
    const active = await field(page).getAttribute("aria-activedescendant");
    assert.match(active, /-10$/, "the first of the new ones");
    const title = await page.locator(`[id="${active}"] .casa-search__title`).innerText();
    await page.keyboard.press("Enter");
    await leaves(page, "/due/");
    assert.equal((await page.getByRole("heading", { level: 1 }).innerText()).trim(), title.trim());
    await assertQuiet(someone);
  });

  test("recent searches are offered in the empty dialog, stay in the browser and can be cleared", async (t) => {
    const { page } = await reader(t, { spoil: twoLines() });
    const asked = [];
    page.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
    await page.goto("/due/");
    await page.keyboard.press("/");
    await dialog(page).waitFor();
    assert.equal(await options(page).count(), 0);
    await page.keyboard.type("stazione unica");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await leaves(page, "/due/");
    await page.goto("/due/");
    await page.keyboard.press("/");
    await options(page).filter({ hasText: "stazione unica" }).click();
    await eventually(async () => assert.ok((await options(page).count()) > 2));
    assert.equal(await field(page).inputValue(), "stazione unica");
    await field(page).fill("");
    await options(page).filter({ hasText: "Cancella le ricerche recenti" }).click();
    assert.equal(await options(page).count(), 0);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.deepEqual(asked.filter((request) => /stazione.?unica/i.test(request)), []);
  });

  test("data-recent=off keeps nothing", async (t) => {
    const { page } = await reader(t, { spoil: twoLines('data-index="/search/" data-recent="off"') });
    await page.goto("/due/");
    await page.keyboard.press("/");
    await dialog(page).waitFor();
    await page.keyboard.type("stazione unica");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await leaves(page, "/due/");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });

  test("the dialog has no barriers that axe-core finds", async (t) => {
    const { page } = await reader(t, { spoil: twoLines('data-index="/search/" data-page="/cerca/"') });
    const barriers = [];
    const look = async (state) => {
      barriers.push(...(await violations(page)).map((violation) => `${state}: ${violation}`));
    };
    await page.goto("/due/");
    await page.getByRole("button", { name: "Cerca" }).waitFor();
    await look("closed");
    await page.keyboard.press("/");
    await dialog(page).waitFor();
    await look("empty");
    await page.keyboard.type("convenzione");
    await options(page).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await look("results");
    await dialog(page).getByText("Filtri").click();
    await dialog(page).getByRole("checkbox").first().waitFor();
    await look("facets");
    await field(page).fill("xqzwv");
    await dialog(page).getByText("Nessun risultato per «xqzwv»").waitFor();
    await look("nothing found");
    await page.evaluate(() => localStorage.setItem("casa-search", '["comuni","appalti"]'));
    await field(page).fill("");
    await options(page).filter({ hasText: "Cancella" }).waitFor();
    await look("recent");
    assertNone(barriers);
  });

  for (const [name, spoil, message] of [
    ["a shard is not there", (path, reply) => path.startsWith("/search/shards/") && (reply.status = 404), /non è raggiungibile/],
    [
      "the policy forbids WebAssembly",
      (path, { headers }) => {
        const policy = "Content-Security-Policy";
        headers[policy] = headers[policy]?.replace(" 'wasm-unsafe-eval'", "");
      },
      /non può eseguire la ricerca/,
    ],
  ]) {
    test(`${name}: the dialog says so`, async (t) => {
      const { page } = await reader(t, { spoil: twoLines(undefined, spoil) });
      await page.goto("/due/");
      await page.keyboard.press("/");
      await dialog(page).waitFor();
      await page.keyboard.type("convenzione");
      await eventually(async () => assert.match(await dialog(page).getByRole("alert").innerText(), message));
    });
  }
});

describe("on a page that is not in Italian", { concurrency: 2 }, () => {
  const reader = stories();
  const results = (index) => `data-mode="page" data-index="${index}"`;
  const hits = (page) => page.locator("main casa-search ol > li");

  test("addresses of results are in its language, filters go by their names in the index", async (t) => {
    const someone = await reader(t, { spoil: twoLines(results("/search/en/"), undefined, ' lang="en"') });
    const { page } = someone;
    await page.goto("/due/?q=province");
    await hits(page).first().waitFor();
    const box = page.getByRole("group", { name: "Type", exact: true }).getByRole("checkbox").first();
    await box.check();
    await eventually(async () => assert.match(path(page), /\?q=province&type=[^&]+$/));
    await page.getByLabel("Sort by").selectOption({ label: "Date, newest first" });
    await page.getByLabel("From", { exact: true }).fill("2021-01-01");
    await page.getByLabel("To", { exact: true }).fill("2099-12-31");
    await eventually(async () => assert.match(path(page), /&from=2021-01-01&to=2099-12-31&sort=date$/));
    await page.reload();
    await hits(page).first().waitFor();
    assert.ok(await box.isChecked());
    assert.equal(await page.getByLabel("From", { exact: true }).inputValue(), "2021-01-01");
    assert.equal(await page.getByLabel("Sort by").inputValue(), "date");
    const kind = await hits(page).first().locator(".casa-search__kind").innerText();
    assert.ok(kind.startsWith(await box.inputValue()), kind);
    await page.goto("/due/?q=acessibility");
    await page.getByText(/^Results for «/).waitFor();
    assert.match(await page.getByRole("link", { name: "«acessibility»" }).getAttribute("href"), /&exact=1$/);
    await assertQuiet(someone);
  });

  test("a page that names no language is in English, its words are those of the index", async (t) => {
    const someone = await reader(t, { spoil: twoLines(undefined, undefined, "") });
    const { page } = someone;
    await page.goto("/due/");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Search this site" });
    await dialog.waitFor();
    // Only Italian has one stem for both numbers.
    await page.keyboard.insertText("convenzioni ");
    await dialog.getByRole("option", { name: /Convenzione/ }).first().waitFor();
    await assertQuiet(someone);
  });
});

describe("several portals", { concurrency: 1 }, () => {
  const reader = stories();

  /** Another portal with pages like ours; other sites may read its search. */
  async function portal(t, spoil = () => {}) {
    const other = await serve(SITE, CONFIG, (path, reply) => {
      reply.headers["Access-Control-Allow-Origin"] = "*";
      // It is of another site for other sites too.
      delete reply.headers["Cross-Origin-Resource-Policy"];
      return spoil(path, reply);
    });
    t.after(() => other.close());
    return other;
  }

  /** Lets the search page of ours search both. */
  const both = (other) => (path, reply) => {
    const policy = "Content-Security-Policy";
    const connect = /connect-src[^;]*/;
    reply.headers[policy] = reply.headers[policy]?.replace(connect, `$& ${other.origin}`);
    if (path === "/cerca/") {
      const html = reply.body.toString().replace(/ data-index="[^"]*"/g, "");
      reply.body = Buffer.from(
        html.replace('data-mode="page"', `data-mode="page" data-index="/search/ ${other.origin}/search/"`),
      );
    }
  };

  test("are searched as one; hits of the other say where they are", async (t) => {
    const other = await portal(t);
    const { page } = await reader(t, { spoil: both(other) });
    await page.goto("/cerca/?q=convenzione&tipo=Documenti");
    const hits = page.locator("main casa-search ol > li");
    await hits.first().waitFor();
    const host = new URL(other.origin).host;
    const theirs = hits.filter({ hasText: host });
    const ours = hits.filter({ hasNotText: host });
    assert.ok((await theirs.count()) > 0 && (await ours.count()) > 0);
    const address = await theirs.first().getByRole("link").first().getAttribute("href");
    assert.ok(address.startsWith(other.origin), address);
  });

  test("one that cannot be reached is left out, and that is said", async (t) => {
    const other = await portal(t, (path, reply) => {
      if (path.startsWith("/search/")) reply.status = 503;
    });
    const { page } = await reader(t, { spoil: both(other) });
    await page.goto("/cerca/?q=convenzione");
    await page.locator("main casa-search ol > li").first().waitFor();
    await page.getByText(`Senza i risultati di ${new URL(other.origin).host}`).first().waitFor();
    assert.equal(await page.locator("[role=alert]:visible").count(), 0);
  });
});
