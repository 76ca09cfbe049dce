// What breaks on the way: files of the search that are missing, damaged, or
// never come, and a policy that forbids it. A reader gets a clear message and
// the static indexes, never a page that waits for ever.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eventually, stories } from "../lib/reader.js";

const isShard = (path) => path.startsWith("/search/shards/");
const isScript = (path) => /\/casa-[a-z]+\.js$/.test(path);
const gone = (reply) => Object.assign(reply, { status: 404, body: Buffer.from("404") });
const damage = (reply) => {
  reply.body = Buffer.from(reply.body.map((byte, at) => (at % 3 ? byte : byte ^ 0x5a)));
};

const UNREACHABLE = /non è raggiungibile/;
const DAMAGED = /danneggiati/;
const IMPOSSIBLE = /Questo browser non può eseguire la ricerca/;

/** What is done to the site, and what the reader is to be told. */
const FAULTS = {
  "a shard is missing": [(path, reply) => isShard(path) && gone(reply), UNREACHABLE],
  "a shard is damaged": [(path, reply) => isShard(path) && damage(reply), DAMAGED],
  "a shard is cut short": [
    (path, reply) => {
      if (isShard(path)) reply.body = reply.body.subarray(0, reply.body.length / 2);
    },
    DAMAGED,
  ],
  "a shard is a page of the host": [
    (path, reply) => {
      if (isShard(path)) reply.body = Buffer.from("<!doctype html><title>Errore</title>");
    },
    DAMAGED,
  ],
  "the index is missing": [(path, reply) => path === "/search/index.casa" && gone(reply), UNREACHABLE],
  "the index is damaged": [(path, reply) => path === "/search/index.casa" && damage(reply), DAMAGED],
  "the index is empty": [
    (path, reply) => {
      if (path === "/search/index.casa") reply.body = Buffer.alloc(0);
    },
    DAMAGED,
  ],
  "the module is missing": [(path, reply) => path.endsWith(".wasm") && gone(reply), UNREACHABLE],
  "the policy forbids WebAssembly": [
    (path, { headers }) => {
      const policy = headers["Content-Security-Policy"];
      headers["Content-Security-Policy"] = policy.replace(" 'wasm-unsafe-eval'", "");
    },
    IMPOSSIBLE,
  ],
};

/** The message over the search, and a way on beside it that can be seen. */
async function told(page, message) {
  const note = page.locator("[role=alert]:visible");
  await eventually(async () => assert.match((await note.allInnerTexts()).join(" "), message));
}

describe("faults of the search", { concurrency: 2 }, () => {
  const reader = stories();

  for (const [name, [spoil, message]] of Object.entries(FAULTS)) {
    test(`${name}: the search page says so and offers the static indexes`, async (t) => {
      const { page } = await reader(t, { spoil });
      const errors = [];
      // Firefox says here, too, what a policy forbids; scripts make no error of it.
      page.on("pageerror", (error) => /^Content-Security-Policy/.test(String(error)) || errors.push(String(error)));
      await page.goto("/cerca/?q=convenzione");
      await told(page, message);
      const main = page.getByRole("main");
      await main.getByRole("link", { name: "Mappa del sito" }).first().waitFor();
      await eventually(async () => assert.equal(await page.locator("[aria-busy=true]").count(), 0));
      assert.equal(await main.getByText("Ricerca in corso").count(), 0);
      assert.deepEqual(errors, []);
    });

    test(`${name}: the header says so, and its form still works`, async (t) => {
      const { page } = await reader(t, { spoil });
      await page.goto("/notizie/");
      const field = page.getByRole("banner").getByRole("combobox");
      await field.fill("convenzione");
      await told(page, message);
      await field.press("Enter");
      await page.waitForURL("**/cerca/?q=convenzione");
    });
  }

  test("what was missing comes back: the next question is answered", async (t) => {
    let broken = true;
    const spoil = (path, reply) => broken && isShard(path) && gone(reply);
    const { page } = await reader(t, { spoil });
    await page.goto("/cerca/?q=convenzione");
    await told(page, UNREACHABLE);
    broken = false;
    const field = page.getByRole("main").locator("input[type=search]");
    await field.fill("convenzione SUA");
    await field.press("Enter");
    await page.locator("main casa-search ol > li").first().waitFor();
    await page.locator("[role=alert]:visible").waitFor({ state: "detached" });
  });

  test("a shard that never comes is taken for lost; meanwhile the page says that it is at work", async (t) => {
    const { page } = await reader(t, { spoil: (path) => (isShard(path) ? "hang" : undefined) });
    // The browser's patience, twenty times shorter.
    await page.addInitScript(() => {
      const timeout = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (milliseconds) => timeout(milliseconds / 20);
    });
    await page.goto("/cerca/?q=convenzione");
    await page.getByRole("main").getByText("Ricerca in corso").waitFor();
    await told(page, UNREACHABLE);
    await page.getByRole("main").getByText("Ricerca in corso").waitFor({ state: "detached" });
    await page.getByRole("main").getByRole("link", { name: "Mappa del sito" }).first().waitFor();
  });

  test("what was typed before the script came is searched when it comes", async (t) => {
    let come;
    const coming = new Promise((resolve) => { come = resolve; });
    const spoil = async (path) => {
      if (isScript(path)) await coming;
    };
    const { page } = await reader(t, { spoil });
    await page.goto("/notizie/", { waitUntil: "commit" });
    const field = page.getByRole("banner").locator("input[name=q]");
    await field.focus();
    await page.keyboard.type("convenzione");
    come();
    await page.getByRole("option").first().waitFor();
    assert.equal(await field.inputValue(), "convenzione");
  });

  test("the script does not come: the form leads to the page with the indexes", async (t) => {
    const { page } = await reader(t, {
      spoil: (path, reply) => isScript(path) && gone(reply),
    });
    await page.goto("/notizie/");
    const field = page.getByRole("banner").locator("input[name=q]");
    await field.fill("convenzione");
    await field.press("Enter");
    await page.waitForURL("**/cerca/?q=convenzione");
    await page.getByRole("main").getByRole("link", { name: "Mappa del sito" }).first().waitFor();
  });
});
