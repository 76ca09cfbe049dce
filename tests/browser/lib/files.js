// Files of the built site that are not pages.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SITE } from "./reader.js";

const FILES = readdirSync(SITE, { recursive: true }).sort();

/** Every file whose path matches: `{ path, text }`. */
export function filesLike(pattern) {
  return FILES.filter((path) => pattern.test(path)).map((path) => ({
    path,
    text: readFileSync(join(SITE, path), "utf8"),
  }));
}

/** Whether an absolute address of the site leads to a file of it. */
export function isPublished(address) {
  const path = decodeURIComponent(new URL(address).pathname).slice(1);
  return FILES.includes(path === "" || path.endsWith("/") ? `${path}index.html` : path);
}
