// Writing pages through the form, with nothing but this site and the browser.

import assert from "node:assert/strict";
import { readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "../lib/axe.js";
import { contentOf, fill, portal, written } from "../lib/form.js";
import { assertNone, launch } from "../lib/reader.js";
import { serve } from "../lib/server.js";
import { fileURLToPath } from "node:url";

const CONFIG = fileURLToPath(new URL("../../../netlify.toml", import.meta.url));
/** The form reads some three hundred pages before it shows one. */
const PATIENCE = 60_000;
/** A page of every type: collection, file without extension. */
const PAGES = [
  ["attore", "progetto/attori/comitato-indirizzo"],
  ["bando", "bandi/formazione"],
  ["corso", "corsi/corsi-2023"],
  ["documento", "documenti/bando-di-gara"],
  ["evento", "eventi/prodigi-internet-festival"],
  ["faq", "faq/che-cos-e-pico"],
  ["focus-group", "focus-group/ciclo-sape"],
  ["linea", "progetto/linee/formazione"],
  ["norma", "norme/dlgs-36-2023"],
  ["notizia", "notizie/fase-2-sicilia-sardegna"],
  ["pilastro", "pilastri/sua"],
  ["pratica", "buone-pratiche/brescia-seav"],
  ["provincia", "province/bergamo"],
  ["report", "report/focus-group"],
  ["tappa", "progetto/roadmap/conclusione"],
  ["traccia", "focus-group/tracce/criticita"],
  ["voce", "glossario/accordo-quadro"],
  ["pagina", "contatti"],
  ["pagina-progetto", "progetto/obiettivi"],
  // A section: the page of a folder.
  ["notizia", "notizie/_index"],
];

let site;
let server;
let browser;
before(async () => {
  site = portal();
  site.publish();
  server = await serve(site.public, CONFIG);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  site?.remove();
});

/** What the CMS itself says when a page in one of several languages is closed; nothing comes of it. */
const OF_THE_CMS = /Cannot convert undefined or null to object/;
/** What axe finds in its own screens: it forbids to zoom, and has no landmark on some. */
const ITS_OWN = /^(meta-viewport|region) /;

/** Somebody with the form open, and the portal's files in their browser. */
async function editor(story) {
  const context = await browser.newContext({
    baseURL: server.origin,
    locale: "it-IT",
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE);
  story.after(() => context.close());
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === server.origin || ["blob:", "data:"].includes(url.protocol);
    if (!isOwn) faults.push(`request to ${url}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    if (!OF_THE_CMS.test(error)) faults.push(String(error));
  });
  // The files are there before the form looks for them.
  await page.goto("/robots.txt");
  const files = contentOf(site.root);
  await fill(page, files);
  await page.goto("/admin/");
  return { page, files, faults };
}

const signIn = async (page) => {
  await page.getByRole("button", { name: /Accedi|Lavora|test/i }).first().click();
  await page.getByRole("listbox").or(page.getByRole("grid")).first().waitFor();
};

const lines = (bytes) => bytes.toString("utf8").split("\n");

/** The lines of one file that another does not have. */
function missing(of, from) {
  const left = lines(from);
  return lines(of).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const keep = (changes) => {
  for (const [path, bytes] of changes) {
    mkdirSync(dirname(join(site.root, path)), { recursive: true });
    writeFileSync(join(site.root, path), bytes);
  }
};

test("a page of every type: what was edited is the one line that differs", async (t) => {
  const types = readdirSync(join(site.root, "content/_schema")).map((name) => name.replace(".yaml", ""));
  const tried = new Set([...PAGES.map(([collection]) => collection), "_common", "sezione"]);
  assert.deepEqual(types.filter((type) => !tried.has(type)), []);
  const { page, files, faults } = await editor(t);
  await signIn(page);
  for (const [collection, file] of PAGES) {
    await t.test(file, async () => {
      await page.goto(`/admin/#/collections/${collection}/entries/${file.split("/").at(-1)}`);
      const summary = page.getByRole("textbox", { name: "Sommario" }).first();
      const text = await summary.inputValue();
      await summary.fill(`${text} «Riletto»: sì, #1.`);
      await page.getByRole("button", { name: "Salva", exact: true }).click();
      await summary.waitFor({ state: "detached" });
      const changes = await written(page, files);
      const path = `content/${file}.md`;
      assert.deepEqual([...changes.keys()], [path]);
      const [removed, added] = [missing(files.get(path), changes.get(path)), missing(changes.get(path), files.get(path))];
      assert.equal(removed.length, 1, `- ${removed.join("\n- ")}`);
      assert.equal(added.length, 1, `+ ${added.join("\n+ ")}`);
      assert.match(added[0], /^sommario: .*«Riletto»: sì, #1\./);
      keep(changes);
      for (const [path, bytes] of changes) files.set(path, bytes);
    });
  }
  assertNone(faults);
  assert.match(site.check(), /^0 errors/m);
});

test("the first screens are in Italian, and nothing of ours is in anybody's way", async (t) => {
  const { page, faults } = await editor(t);
  await page.getByRole("button", { name: "Lavora con Repository di Test" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "it");
  const ours = async () => (await violations(page)).filter((found) => !ITS_OWN.test(found));
  assertNone(await ours());
  await signIn(page);
  assertNone(await ours());
  assertNone(faults);
});
