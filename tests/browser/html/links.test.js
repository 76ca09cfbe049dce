// Every link of the site, followed by a link checker that is not ours.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { LinkChecker } from "linkinator";
import { allPages } from "../lib/pages.js";
import { SITE, assertNone } from "../lib/reader.js";
import { serve } from "../lib/server.js";

const CONFIG = fileURLToPath(new URL("../../../netlify.toml", import.meta.url));
let site;
before(async () => { site = await serve(SITE, CONFIG); });
after(() => site.close());

/** What is wrong with the links below an address; those that leave the site are not followed. */
async function broken(path, options) {
  const linksToSkip = async (link) => ![site.origin, path].some((start) => link.startsWith(start));
  const { links } = await new LinkChecker().check({ path, linksToSkip, checkFragments: true, ...options });
  const followed = links.filter(({ state }) => state !== "SKIPPED");
  const bad = followed.filter(({ state }) => state === "BROKEN");
  return { followed: followed.length, bad: bad.map(({ url, parent, status }) => `${parent}: ${url}: ${status}`) };
}

test("every link leads to something", async () => {
  const { followed, bad } = await broken(site.origin, { recurse: true });
  assertNone(bad);
  assert.ok(followed > 400, `${followed} links followed`);
});

// The checker looks for a place on a page only if it knows of it before it reads the page: so all of
// them are given to it on one.
test("every link to a place on another page finds it", async (t) => {
  const places = new Set(allPages().flatMap(({ html }) =>
    [...html.matchAll(/href="(\/[^"#]*#[^"]+)"/g)].map(([, link]) => link)));
  const list = [...places].map((link) => `<a href="${site.origin}${link}">x</a>`).join("\n");
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><title>x</title>${list}`);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  const { followed, bad } = await broken(`http://127.0.0.1:${server.address().port}/`, { recurse: false });
  assertNone(bad);
  assert.ok(places.size > 0 && followed > 1, `${followed} places`);
});
