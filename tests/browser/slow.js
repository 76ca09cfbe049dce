// Times of the interface on a slow network in Chromium: 400 kbit/s, and 400 ms
// before each reply. Arguments: the first letter and the next query.
//
//   SITE=../../public node slow.js a "convenzione provincia"

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SITE, launch } from "./lib/reader.js";
import { compress, serve } from "./lib/server.js";

const [letter = "a", next = "convenzione provincia"] = process.argv.slice(2);
const PASSES = 7;
const KBIT = 400;
const LATENCY = 400;

// Casa's own sites have the script elsewhere.
const home = join(SITE, "index.html");
const script = existsSync(home) && /src="([^"]+\/casa-search\.js)"/.exec(readFileSync(home, "utf8"))?.[1];
const html = `<!doctype html>
<meta charset="utf-8">
<title>Due righe</title>
<script type="module" src="${script || "/search/casa-search.js"}"></script>
<casa-search data-index="/search/" data-base="/"></casa-search>
`;
const site = await serve(SITE, new URL("../../netlify.toml", import.meta.url), (path, reply) => {
  if (path === "/slow/") {
    Object.assign(reply, { status: 200, body: Buffer.from(html) });
    reply.headers["Content-Type"] = "text/html";
  }
  compress(reply);
});
const browser = await launch();

async function measure() {
  const context = await browser.newContext({ baseURL: site.origin });
  const page = await context.newPage();
  await page.goto("/slow/");
  await page.locator("casa-search button").waitFor();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const throughput = (KBIT * 1000) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  const field = page.locator(".casa-search-dialog input[type=search]");
  const begun = Date.now();
  await page.keyboard.press("/");
  await field.waitFor();
  const opened = Date.now();
  await page.keyboard.insertText(letter);
  const fifth = page.getByRole("option").nth(4);
  await fifth.waitFor();
  const first = Date.now();
  const before = await page.getByRole("option").first().innerText();
  await field.fill(next);
  const asked = Date.now();
  await page.waitForFunction(
    (before) => document.querySelectorAll("[role=option]").length >= 5 && document.querySelector("[role=option]").innerText !== before,
    before,
  );
  const answered = Date.now();
  await context.close();
  return { dialog: opened - begun, firstLetter: first - opened, all: first - begun, next: answered - asked };
}

const passes = [];
for (let pass = 0; pass < PASSES; pass++) passes.push(await measure());
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const figures = Object.keys(passes[0]).map((key) => [key, median(passes.map((pass) => pass[key]))]);
console.log(JSON.stringify(Object.fromEntries(figures)));
await browser.close();
await site.close();
