// The pages of the built site, and those that stand for all.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

/** Sections have a folder in the content; other folders are of taxonomies. */
const CONTENT = fileURLToPath(new URL("../../../content/", import.meta.url));

/**
 * Pages of every kind: the fullest of every type of content, of every section
 * and its further pages, of the taxonomies and their terms; those with a
 * template of their own; home, search, site map, 404; the same in every
 * language.
 */
export function samplePages() {
  const fullest = new Map();
  for (const page of allPages()) {
    const folders = page.path.split("/").filter(Boolean);
    const type = /<article class="page type-([a-z-]+)"/.exec(page.html)?.[1];
    const language = /<html lang="([a-z-]+)"/.exec(page.html)[1];
    // What is in another language than most has kinds of its own.
    const translated = type ? `${language}-${type}` : page.path;
    const found = language === "it" ? (type ?? place(page.path, folders)) : translated;
    const kind = ofItsOwn(page.path) ? page.path : found;
    const best = fullest.get(kind);
    if (!best || best.html.length < page.html.length) fullest.set(kind, page);
  }
  return [...fullest].map(([kind, page]) => ({ kind, path: page.path }));
}

/** Whether a page asks for a template that its type does not have. */
function ofItsOwn(path) {
  const file = join(CONTENT, `${path.slice(1, -1)}.md`);
  return path !== "/" && existsSync(file) && /^modello:/m.test(readFileSync(file, "utf8"));
}

function place(path, folders) {
  const [first] = folders;
  if (first && existsSync(join(CONTENT, first))) return folders.length < 2 ? path : `in /${first}/`;
  if (first && existsSync(join(CONTENT, `${first}.md`)) && folders.length > 1) return `in /${first}/`;
  if (first && !existsSync(join(CONTENT, `${first}.md`)) && path !== "/non-esiste/") {
    return folders.length < 2 ? "taxonomy" : "term";
  }
  return path;
}
