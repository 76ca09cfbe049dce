// The engines that run in a browser, each behind the same two functions of a page:
// `start()` loads what every search needs, `ask(text, growing)` gives the addresses of the first
// ten results with all that it takes to show them.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export const ENGINES = {
  casa: {
    folder: "search",
    isClient: (path) => /\.(js|css|wasm)$/.test(path),
    engine: `
      const { createEngine } = await import("/search/casa-engine.js");
      const engine = createEngine("/search/");
      globalThis.start = () => engine.preload();
      globalThis.ask = async (text, growing = false) =>
        (await engine.search({ text, growing, limit: 10 })).hits.map((hit) => hit.url);`,
    ui: `
      <script type="module" src="/search/casa-search.js"></script>
      <casa-search data-mode="page" data-index="/search/">
        <form role="search" action="/ui"><input type="search" name="q"></form>
      </casa-search>`,
    rendered: "casa-search ol > li",
  },
  pagefind: {
    folder: "pagefind",
    isClient: (path) => /\.(js|css)$|\/wasm\./.test(path),
    engine: `
      const pagefind = await import("/pagefind/pagefind.js");
      globalThis.start = () => pagefind.init();
      globalThis.ask = async (text) => {
        const { results } = await pagefind.search(text);
        const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
        return shown.map((result) => result.url);
      };`,
    ui: `
      <link rel="stylesheet" href="/pagefind/pagefind-ui.css">
      <script src="/pagefind/pagefind-ui.js"></script>
      <div id="search"></div>
      <script>
        new PagefindUI({ element: "#search", pageSize: 10, debounceTimeoutMs: 0, showImages: false })
          .triggerSearch(new URLSearchParams(location.search).get("q"));
      </script>`,
    rendered: ".pagefind-ui__result",
  },
};

const frame = (body, language) => `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>-</title><link rel="icon" href="data:,">${body}`;

/**
 * Chromium, and a server of `folder` (which holds `search/` or `pagefind/`) for the engine `name`
 * on pages in a language.
 */
export async function openBench(name, folder, language = "it") {
  const engine = ENGINES[name];
  const site = await serve(folder, { "/": frame("", language), "/ui": frame(engine.ui, language) });
  const named = process.env.CHROMIUM ?? CHROMIUMS.map((name) => `/usr/bin/${name}`).find(existsSync);
  if (!named) throw new Error("no Chromium: set CHROMIUM");
  const browser = await chromium.launch({ executablePath: named, args: FLAGS });

  return {
    engine,
    site,
    version: browser.version(),

    /** A reader who was never here, on an empty page; `path` "/ui?q=…" is the engine's own page. */
    async newReader(path = "/") {
      const context = await browser.newContext({ baseURL: site.origin, locale: "it-IT" });
      const page = await context.newPage();
      const requests = watchRequests(page);
      if (path === "/") await page.goto(path);
      site.log.length = requests.length = 0;
      if (path !== "/") await page.goto(path, { waitUntil: "networkidle" });
      return {
        page,
        load: () => page.evaluate(`(async () => { ${engine.engine} })()`),
        start: () => page.evaluate("start()"),
        ask: (text, growing) => page.evaluate(([text, growing]) => ask(text, growing), [text, growing]),

        /** What was asked of the server since the last time. */
        async taken() {
          await untilQuiet(requests, 2 * site.latency + 20);
          const served = site.log.filter(({ path }) => path !== "/ui");
          const failed = served.find(({ status }) => status >= 400);
          if (failed) throw new Error(`${failed.status} ${failed.path}`);
          const asked = requests.filter(({ path }) => path !== "/ui");
          if (asked.length !== served.length) {
            throw new Error(`the server saw ${served.length} requests, the browser ${asked.length}`);
          }
          site.log.length = requests.length = 0;
          const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
          const client = served.filter(({ path }) => engine.isClient(path));
          return {
            bytes: sum(served),
            clientBytes: sum(client),
            indexBytes: sum(served) - sum(client),
            requests: served.length,
            ranges: served.filter(({ status }) => status === 206).length,
            rounds: countRounds(asked),
            indexRounds: countRounds(asked.filter(({ path }) => !engine.isClient(path))),
          };
        },
        close: () => context.close(),
      };
    },

    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** Until nothing is under way, and nothing new has begun for `calm` milliseconds. */
async function untilQuiet(requests, calm) {
  const since = performance.now();
  for (;;) {
    const now = performance.now();
    const last = Math.max(since, ...requests.map(({ end }) => end || Infinity));
    if (now - last >= calm) return;
    if (now - since > 30_000) throw new Error("requests without end");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** When the page or its workers ask for something, before any queue, and when they have it. */
function watchRequests(page) {
  const requests = [];
  const open = new Map();
  page.on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (!protocol.startsWith("http")) return;
    const entry = { path: pathname, start: performance.now(), end: 0 };
    open.set(request, entry);
    requests.push(entry);
  });
  const ended = (request) => {
    if (open.has(request)) open.get(request).end = performance.now();
  };
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return requests;
}

/** The longest chain of requests of which each begins when the one before has ended. */
function countRounds(requests) {
  const inOrder = [...requests].sort((a, b) => a.start - b.start);
  let longest = 0;
  for (const request of inOrder) {
    const before = inOrder.filter((other) => other.depth && other.end <= request.start);
    request.depth = 1 + Math.max(0, ...before.map(({ depth }) => depth));
    longest = Math.max(longest, request.depth);
  }
  for (const request of inOrder) delete request.depth;
  return longest;
}

/** Reads the job that `run` writes to standard input. */
export async function readJob() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
}
