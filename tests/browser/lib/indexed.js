// A small site of any HTML, with the search that `casa index` makes for it.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./server.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const CASA = resolve(process.env.CASA ?? join(ROOT, "target/debug/casa"));
const CONFIG = join(ROOT, "netlify.toml");

/** A page with the two lines that give it a search; `element` is the second. */
export const withSearch = (title, body, { up = "", lang = "en", element = "<casa-search></casa-search>" } = {}) => `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<script type="module" src="${up}search/casa-search.js"></script>
${element}
<main data-pagefind-body>
<h1>${title}</h1>
${body}
</main>
`;

/**
 * Writes files (path -> text), indexes them and serves them in a folder of a
 * host, such as `docs/manual/`. `also` are files that are not indexed, `beside`
 * other sites (name -> folder). `spoil` is as for `serve`.
 */
export async function indexed(files, { folder = "", options = [], also = {}, beside = {}, spoil } = {}) {
  const host = mkdtempSync(join(tmpdir(), "casa-indexed-"));
  const site = join(host, folder);
  mkdirSync(site, { recursive: true });
  const write = (files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(site, path)), { recursive: true });
      writeFileSync(join(site, path), text);
    }
  };
  write(files);
  execFileSync(CASA, ["index", site, "--quiet", ...options], { stdio: ["ignore", "ignore", "inherit"] });
  write(also);
  for (const [name, other] of Object.entries(beside)) cpSync(other, join(host, name), { recursive: true });
  // Browsers ask for it where a page names none.
  writeFileSync(join(host, "favicon.ico"), "");
  const server = await serve(host, CONFIG, spoil);
  return {
    origin: server.origin,
    folder: site,
    async close() {
      await server.close();
      rmSync(host, { recursive: true });
    },
  };
}
