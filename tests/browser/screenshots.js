// Takes the pictures of docs/screenshots/: two screens of a page of every kind,
// on a phone, a tablet and a desk, in the light and in the dark scheme.
//
//     SITE=../../public node screenshots.js [folder [name …]]
//
// Names, as in those of the pictures, take these only and leave the others alone.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { samplePages } from "./lib/pages.js";
import { fewerColors } from "./lib/png.js";
import { launch, SITE } from "./lib/reader.js";
import { serve } from "./lib/server.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = resolve(process.argv[2] ?? join(ROOT, "docs/screenshots"));
const WIDTHS = { 360: 740, 768: 720, 1280: 720 };
const SCHEMES = ["light", "dark"];
const MOST_BYTES = 8 * 1024 * 1024;

/** What a page is called in the name of its pictures. */
function name({ kind, path }) {
  if (path === "/") return "home";
  return kind.replace("in /", "/").replaceAll(/^\/|\/$/g, "").replaceAll("/", "-");
}

// Sections whose lists look like another's are left out.
const alike = new Set(["/bandi/", "/eventi/", "/faq/", "/focus-group/", "/norme/", "/notizie/", "/pilastri/", "/progetto/", "/report/",
  "/en/progetto/", "/en/cerca/", "/mappa-del-sito/", "in /documenti/", "in /notizie/", "in /focus-group/"]);
const only = new Set(process.argv.slice(3));
const pages = [...samplePages().filter(({ kind }) => !alike.has(kind)), { kind: "results", path: "/cerca/?q=appalti" }]
  .filter((page) => !only.size || only.has(name(page)));

const site = await serve(SITE, join(ROOT, "netlify.toml"));
const browser = await launch();
if (!only.size) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let bytes = 0;
for (const [width, height] of Object.entries(WIDTHS)) {
  const context = await browser.newContext({
    baseURL: site.origin,
    locale: "it-IT",
    reducedMotion: "reduce",
    viewport: { width: Number(width), height },
  });
  const page = await context.newPage();
  for (const wanted of pages) {
    await page.goto(wanted.path, { waitUntil: "networkidle" });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width: Number(width), height: Math.min(whole, 2 * height) };
      const png = fewerColors(await page.screenshot({ fullPage: true, clip }));
      writeFileSync(join(folder, `${name(wanted)}-${width}-${colorScheme}.png`), png);
      bytes += png.length;
    }
  }
  await context.close();
}
await browser.close();
await site.close();
console.log(`${readdirSync(folder).length} pictures, ${(bytes / 1024 / 1024).toFixed(1)} MB in ${folder}`);
assert.ok(bytes <= MOST_BYTES, `more than ${MOST_BYTES} bytes`);
