// The pages of the built site, and those that stand for all.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SITE } from "./reader.js";

/** Every HTML file: `{ path, file, html }`. */
export function allFiles() {
  const files = readdirSync(SITE, { recursive: true })
    .filter((file) => file.endsWith(".html"))
    .sort();
  return files.map((file) => {
    const path = file === "404.html" ? "/non-esiste/" : `/${file.replace(/index\.html$/, "")}`;
    return { path, file: join(SITE, file), html: readFileSync(join(SITE, file), "utf8") };
  });
}

/** Every page; redirects of old addresses are left out. */
export function allPages() {
  return allFiles().filter(({ html }) => !/http-equiv="?refresh/i.test(html));
}

/**
 * Pages of every kind: the fullest of every type of content and of every
 * section, every page of the first level, home and 404 included.
 */
export function samplePages() {
  const fullest = new Map();
  for (const page of allPages()) {
    const folders = page.path.split("/").filter(Boolean);
    const type = /<article class="page type-([a-z-]+)"/.exec(page.html)?.[1];
    const kind = folders.length < 2 ? page.path : (type ?? `in /${folders[0]}/`);
    const best = fullest.get(kind);
    if (!best || best.html.length < page.html.length) fullest.set(kind, page);
  }
  return [...fullest].map(([kind, page]) => ({ kind, path: page.path }));
}
