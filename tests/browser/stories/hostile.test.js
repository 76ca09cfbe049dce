// What somebody writes into a page who wants a script to run there: none runs
// in what casa makes of it, even without a policy; none runs under the policy
// of the site, even in what a program makes of it that trusts its authors.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { vectors } from "../lib/hostile.js";
import { launch } from "../lib/reader.js";
import { headersFor, readHeaders } from "../lib/server.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CASA = process.env.CASA ?? join(ROOT, "target/debug/casa");
const VECTORS = vectors();
/** How many pages are open at once. */
const BATCH = 60;

/** The policy of the site. Frames of its own are let in: the pages are opened in frames. */
function policy() {
  const rules = readHeaders(readFileSync(join(ROOT, "netlify.toml"), "utf8"));
  const found = headersFor(rules, "/")["Content-Security-Policy"];
  assert.match(found, /frame-ancestors 'none'/);
  return found.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
}

const TYPES = { ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml", ".css": "text/css" };

/** Serves files `{ path: text }` with some headers, and the page whose frames they are opened in. */
async function serve(files, headers) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    if (path === "/frames") return response.writeHead(200, { "Content-Type": TYPES[".html"] }).end("<!doctype html>");
    const body = files[path];
    if (body === undefined) return response.writeHead(404, headers).end();
    const type = TYPES[extname(path)] ?? TYPES[".html"];
    response.writeHead(200, { "Content-Type": type, ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** In the page of frames: opens pages, does what readers do, and what no reader does. */
async function open(addresses) {
  const frames = addresses.map((address) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((resolve) => (frame.onload = resolve));
    frame.src = address;
    document.body.append(frame);
    return { frame, loaded };
  });
  await Promise.all(frames.map(({ loaded }) => loaded));
  for (const { frame } of frames) {
    const inside = frame.contentDocument;
    // A page that led to another origin is out of reach, as are we for it.
    for (const element of inside?.querySelectorAll("*") ?? []) {
      const events = [...element.attributes].map(({ name }) => name).filter((name) => name.startsWith("on"));
      for (const name of events) element.dispatchEvent(new Event(name.slice(2)));
      // A click on a plain link would only open another page.
      const leads = element.protocol?.startsWith("http") && !events.length;
      if (!leads && element.matches("a, area, button, input, math, summary, svg *, [onclick]"))
        element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
  // What a click began, an address that is a script among it, is done when a later load is.
  const last = document.createElement("iframe");
  const loaded = new Promise((resolve) => (last.onload = resolve));
  last.srcdoc = "";
  document.body.append(last);
  await loaded;
  document.body.replaceChildren();
}

describe("hostile pages", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  /** The numbers of the vectors that ran. */
  async function ran(files, headers) {
    const server = await serve(files, headers);
    const context = await browser.newContext();
    const page = await context.newPage();
    const found = new Set();
    await page.exposeFunction("ran", (number) => void found.add(number));
    await page.goto(`http://127.0.0.1:${server.address().port}/frames`);
    const addresses = Object.keys(files).filter((path) => path.endsWith(".html"));
    for (let at = 0; at < addresses.length; at += BATCH) {
      await page.evaluate(open, addresses.slice(at, at + BATCH));
    }
    await context.close();
    server.closeAllConnections();
    server.close();
    return found;
  }

  /** What trusts its authors. */
  function trusting() {
    const files = {};
    for (const [number, { html, drawing }] of VECTORS.entries()) {
      files[`/${number}/index.html`] = `<!doctype html><title>a</title><body>${html}`;
      if (drawing) files[`/${number}/drawing.svg`] = drawing;
    }
    return files;
  }

  /** What casa makes of them. */
  function published(root) {
    const pages = join(root, "content");
    for (const [number, { page, drawing }] of VECTORS.entries()) {
      const path = join(pages, `v${number}/index.md`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, page);
      if (drawing) writeFileSync(join(pages, `v${number}/drawing.svg`), drawing);
    }
    writeFileSync(join(pages, "casa.yaml"), "title: Prova\nlanguage: it\n");
    const options = { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 };
    execFileSync(CASA, ["build", "--root", root, "--no-search", "--no-cache", "--quiet"], options);
    const out = join(root, "public");
    const files = readdirSync(out, { recursive: true }).filter((path) => /\.(html|svg|css)$/.test(path));
    return Object.fromEntries(files.map((path) => [`/${path}`, readFileSync(join(out, path))]));
  }

  const named = (numbers) => [...numbers].sort((a, b) => a - b).map((number) => `${number}: ${JSON.stringify(VECTORS[number])}`);

  test("run where nothing holds them", async () => {
    assert.ok(VECTORS.length >= 600, `${VECTORS.length} vectors`);
    const found = await ran(trusting(), {});
    console.log(`${found.size} of ${VECTORS.length} run`);
    assert.ok(found.size >= VECTORS.length / 3, `only ${found.size} of ${VECTORS.length} run`);
  });

  test("none runs in what casa publishes, without a policy", async (t) => {
    const root = mkdtempSync(join(tmpdir(), "casa-hostile-"));
    t.after(() => rmSync(root, { recursive: true }));
    const files = published(root);
    for (const number of VECTORS.keys()) assert.ok(files[`/v${number}/index.html`], `no page of ${number}`);
    assert.deepEqual(named(await ran(files, {})), []);
  });

  test("none runs under the policy of the site, untouched", async () => {
    assert.deepEqual(named(await ran(trusting(), { "Content-Security-Policy": policy() })), []);
  });
});
