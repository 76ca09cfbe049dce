// Whether LibreOffice reads all of what a built site's documents say:
//
//     SITE=public node benches/documents/roundtrip.mjs
//
// Every DOCX and ODT is converted to text, in which the words of the page's document have to
// follow each other. Prints a line a file, and exits with 1 if a word is lost.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const SITE = process.env.SITE ?? "public";
const SOFFICE = process.env.SOFFICE ?? "soffice";
/** How far the next word is looked for: a note may stand between. */
const NEAR = 600;

const files = readdirSync(SITE, { recursive: true }).filter((path) => /\.(docx|odt)$/.test(path)).sort();
const folder = mkdtempSync(join(tmpdir(), "casa-roundtrip-"));
const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&");
const words = (text) => text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of the document on a page: of its model, or of the whole text. */
function said(page) {
  const model = /<section class="model"[^>]*>([\s\S]*?)<\/section>/.exec(page)?.[1];
  const whole = () => {
    const start = page.lastIndexOf('<div class="prose">');
    const end = page.indexOf('<section class="block', start);
    return page.slice(start, end < 0 ? undefined : end);
  };
  const text = model ?? whole();
  return words(unescaped(text
    .replaceAll(/<(svg|sup class="footnote-ref")[\s\S]*?<\/(svg|sup)>/g, " ")
    .replaceAll(/<span class="visually-hidden">[\s\S]*?<\/span>/g, " ")
    .replaceAll(/<\/?(?:strong|em|b|i|a|abbr|span|code|sub|sup)\b[^>]*>/g, "")
    .replaceAll(/<[^>]*>/g, " ")));
}

let lost = 0;
for (const format of ["docx", "odt"]) {
  const own = files.filter((path) => path.endsWith(format)).map((path) => join(SITE, path));
  const out = join(folder, format);
  execFileSync(SOFFICE, ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", out, ...own], { stdio: "ignore" });
  for (const file of own) {
    const found = words(readFileSync(join(out, basename(file).replace(/\w+$/, "txt")), "utf8"));
    const wanted = said(readFileSync(join(dirname(file), "index.html"), "utf8"));
    const missing = [];
    let at = 0;
    for (const word of wanted) {
      const next = found.slice(at, at + NEAR).indexOf(word);
      if (next < 0) missing.push(word);
      else at += next + 1;
    }
    lost += missing.length;
    console.log(`${basename(file)}: ${wanted.length} words, ${missing.length} lost${missing.length ? `: ${missing.slice(0, 8).join(" ")}` : ""}`);
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(`${files.length} files, ${lost} words lost`);
process.exitCode = lost ? 1 : 0;
