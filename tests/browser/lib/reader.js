// What a story needs: the site on a server, a browser, and readers, each with
// a profile of its own and an eye on what a page must never do.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium, firefox } from "playwright-core";
import { serve } from "./server.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The built site. */
export const SITE = resolve(process.env.SITE ?? join(ROOT, "public"));
const CONFIG = join(ROOT, "netlify.toml");

/** Longest wait for something that should happen at once. */
const PATIENCE = 10_000;

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Whether the stories are told in Firefox, whose address this then is; see README.md. */
export const FIREFOX = process.env.FIREFOX ?? "";

/** A browser. `preferences` are Firefox's own. */
export function launch(preferences) {
  if (FIREFOX) {
    assert.ok(existsSync(FIREFOX), `no Firefox at ${FIREFOX}`);
    // The Firefox of a distribution, over WebDriver BiDi.
    // The driver is not told of pages that come back from the browser's cache.
    const firefoxUserPrefs = { "browser.sessionhistory.max_total_viewers": 0, ...preferences };
    return firefox.launch({ executablePath: FIREFOX, channel: "moz-firefox", firefoxUserPrefs });
  }
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  assert.ok(existsSync(executablePath), `no Chromium at ${executablePath}: set CHROMIUM`);
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * A browser for the stories of a file, and the site. Returns
 * `reader(options)`, which opens a new profile; `options` are Playwright's
 * for a context, and
 *
 * - `spoil`: as for `serve`; such a reader has a server of their own;
 * - `origin`: another server instead of the site.
 *
 * `preferences` are Firefox's own.
 */
export function stories(preferences) {
  let browser;
  let site;
  before(async () => {
    browser = await launch(preferences);
    assert.ok(existsSync(join(SITE, "index.html")), `no built site at ${SITE}: set SITE`);
    site = await serve(SITE, CONFIG);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  return async function reader(test, { spoil, origin, ...options } = {}) {
    const own = spoil ? await serve(SITE, CONFIG, spoil) : null;
    const server = origin ? { origin } : (own ?? site);
    const context = await browser.newContext({
      baseURL: server.origin,
      locale: "it-IT",
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const faults = watch(page, server.origin);
    test.after(async () => {
      await context.close();
      await own?.close();
    });
    return { page, context, faults, origin: server.origin };
  };
}

/**
 * Whether an error is only that Firefox would fetch `rel=next` ahead, a page
 * and none of its files, and the policy forbids it.
 */
const isAhead = ({ message }) => !!FIREFOX && /\/ because it violates .*default-src/.test(message);

/**
 * Collects what a page must not do: errors and warnings on the console (which
 * include every violation of the content security policy), failed requests,
 * requests to others.
 */
function watch(page, origin) {
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      faults.push(`${page.url()}: console: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => {
    if (!isAhead(error)) faults.push(`${page.url()}: ${error}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:") {
      faults.push(`${page.url()}: request to ${url.origin}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${page.url()}: ${response.status()} ${response.url()}`);
  });
  return faults;
}

/** A list of faults is empty; otherwise says all of them, a line each. */
export function assertNone(faults) {
  if (faults.length) assert.fail(`${faults.length} found:\n${faults.join("\n")}`);
}

/** One line for a fault that is the same everywhere: how often it is found, and where first. */
export function gathered(found) {
  return [...found].map(([message, places]) => `${message} (${places.length} times, first ${places[0]})`);
}

/** Nothing that a page must not do was done, and nothing was left behind. */
export async function assertQuiet({ page, context, faults, origin }) {
  assertNone(faults);
  assert.deepEqual(await context.cookies(), [], "cookies");
  if (page.url().startsWith(origin)) {
    const left = await page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cookie: document.cookie,
    }));
    assert.deepEqual(left, { workers: 0, cookie: "" });
  }
}

/** Waits until `check` stops throwing; throws what it last threw. */
export async function eventually(check, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** Waits until the page is another than that at `from`, and whole: Firefox takes a way on that begins before for two. */
export async function leaves(page, from) {
  await eventually(async () => assert.notEqual(path(page), from));
  await page.waitForLoadState("load");
}

/** The address that the page shows, without the server. */
export function path(page) {
  const url = new URL(page.url());
  return decodeURIComponent(url.pathname) + url.search.replaceAll("+", " ") + url.hash;
}
