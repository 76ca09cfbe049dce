// Writing pages through the form, with nothing but this site and the browser.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "../lib/axe.js";
import { contentOf, field, fieldsIn, line, newPage, open, portal, signIn, written } from "../lib/form.js";
import { paint } from "../lib/png.js";
import { assertNone, eventually, launch } from "../lib/reader.js";
import { serve } from "../lib/server.js";
import { fileURLToPath } from "node:url";

const CONFIG = fileURLToPath(new URL("../../../netlify.toml", import.meta.url));
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

/** What the CMS itself says when a page in one of several languages is closed, and of a picture that
 * it has shown and put away; nothing comes of it. */
const OF_THE_CMS = /Cannot convert undefined or null to object|net::ERR_FILE_NOT_FOUND/;
/** What axe finds in its own screens: it forbids to zoom, and has no landmark on some. */
const ITS_OWN = /^(meta-viewport|region|landmark-one-main) /;

/** Somebody with the form open, and the portal's files in their browser. */
async function editor(story) {
  const page = await newPage(browser, server.origin, { width: 1280, height: 900 });
  story.after(() => page.context().close());
  const faults = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === server.origin || ["blob:", "data:"].includes(url.protocol);
    if (!isOwn) faults.push(`request to ${url}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "error" || OF_THE_CMS.test(message.text())) return;
    faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    if (!OF_THE_CMS.test(error)) faults.push(String(error));
  });
  const files = contentOf(site.root);
  await open(page, files);
  return { page, files, faults };
}

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

/** Chooses a file from the editor's own computer. */
async function upload(page, into, file) {
  await into.getByRole("button", { name: "Sfoglia" }).click();
  const dialog = page.getByRole("dialog");
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: "Carica" }).click();
  await (await chooser).setFiles(file);
  await dialog.getByRole("option", { name: file.name, selected: true }).waitFor();
  await dialog.getByRole("button", { name: "Inserisci" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** A piece of news in one language; `files` only in the first, since a translation has the same. */
async function write(page, pane, words, files) {
  for (const name of ["Titolo", "Sommario", "Testo"]) await line(pane, name).fill(words[name]);
  if (files) {
    await line(pane, "Data").fill("2026-11-20");
    await field(pane, "Categoria").getByRole("combobox").click();
    await page.getByRole("option", { name: "Notizia", exact: true }).click();
    await field(pane, "Immagine").getByRole("checkbox").check();
    await field(pane, "Allegati").getByRole("button", { name: /^Aggiungi/ }).click();
    await upload(page, field(pane, "Immagine"), files.picture);
    await upload(page, field(pane, "Allegati"), files.table);
  }
  await line(field(pane, "Immagine"), "Testo alternativo").fill(words.alt);
  await line(field(pane, "Allegati"), "Titolo").fill(words.attachment);
}

test("a new notizia with a picture, an attachment and a translation is published by the next build", async (t) => {
  const { page, files, faults } = await editor(t);
  const before = site.check();
  await signIn(page);
  await page.goto("/admin/#/collections/notizia/new");
  const picture = { name: "Sala grande.png", mimeType: "image/png", buffer: paint(640, 360, (x, y) => [x % 256, y % 256, 120]) };
  const table = { name: "orari.csv", mimeType: "text/csv", buffer: Buffer.from("giorno,ore\nlunedì,9–13\n") };
  await write(page, await fieldsIn(page, "Italiano", "Testo"), {
    Titolo: "Una sala per i Comuni: è aperta",
    Sommario: "La Provincia apre una sala con venti posti.",
    Testo: "La sala è aperta tutti i giorni.\n\n## Come si prenota\n\nScrivi [a noi](../contatti.md).",
    alt: "La sala vuota, con venti sedie davanti a uno schermo",
    attachment: "Orari della sala",
  }, { picture, table });
  await page.getByRole("button", { name: "Abilita \u2068Inglese\u2069" }).click();
  await write(page, await fieldsIn(page, "Inglese", "Testo"), {
    Titolo: "A room for municipalities is open",
    Sommario: "The province opens a room with twenty seats.",
    Testo: "The room is open every day.\n\n## How to book\n\nWrite [to us](../contatti.en.md).",
    alt: "The empty room: twenty chairs before a screen",
    attachment: "Opening hours, in Italian",
  });
  await page.getByRole("button", { name: "Salva", exact: true }).click();
  await page.getByRole("row", { name: "Una sala per i Comuni" }).waitFor();
  const changes = await written(page, files);
  const [name, folder] = ["una-sala-per-i-comuni-e-aperta", "content/notizie"];
  const image = [...changes.keys()].find((path) => path.endsWith(".png"));
  assert.deepEqual([...changes.keys()].sort(), [
    image, `${folder}/orari.csv`, `${folder}/${name}.en.md`, `${folder}/${name}.md`,
  ].sort());
  assertNone(faults);
  keep(changes);
  assert.equal(site.check(), before, "nothing new is wrong");
  site.publish();
  const published = (path) => readFileSync(join(site.public, path), "utf8");
  for (const [path, title, alt] of [
    [`notizie/${name}`, "Una sala per i Comuni: è aperta", "La sala vuota, con venti sedie"],
    [`en/notizie/${name}`, "A room for municipalities is open", "The empty room: twenty chairs"],
  ]) {
    const html = published(`${path}/index.html`);
    assert.ok(html.includes(title) && html.includes(`alt="${alt}`), path);
    assert.match(html, /orari\.csv/);
  }
  assert.match(published(`notizie/${name}/index.html`), new RegExp(`hreflang="en"[^>]*/en/notizie/${name}/`));
  assert.equal(published("notizie/orari.csv"), table.buffer.toString());
});

test("what the schema asks for is said beside each field, and nothing is saved until it is so", async (t) => {
  const { page, files, faults } = await editor(t);
  await signIn(page);
  await page.goto("/admin/#/collections/notizia/new");
  const pane = await fieldsIn(page, "Italiano", "Testo");
  await line(pane, "Sommario").fill("x".repeat(321));
  await field(pane, "Video").getByRole("checkbox").check();
  await line(field(pane, "Video"), "Indirizzo").fill("www.esempio.it");
  await page.getByRole("button", { name: "Salva", exact: true }).click();
  await page.getByRole("button", { name: "Mostra gli errori" }).waitFor();
  const required = "Questo campo è obbligatorio.";
  for (const [name, message] of [
    ["Titolo", required],
    ["Sommario", /320/],
    ["Data", required],
    ["Categoria", required],
    ["Indirizzo", "Un indirizzo comincia con https:// o http:// e non ha spazi."],
  ]) {
    await field(pane, name).last().getByRole("alert").filter({ hasText: message }).waitFor();
  }
  assert.deepEqual([...(await written(page, files)).keys()], []);
  assertNone(faults);
});

test("the first screens are in Italian, and nothing of ours is in anybody's way", async (t) => {
  const { page, faults } = await editor(t);
  await page.getByRole("button", { name: "Lavora con Repository di Test" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "it");
  const ours = async () => (await violations(page)).filter((found) => !ITS_OWN.test(found));
  // A screen is examined again while it is still being put together.
  await eventually(async () => assertNone(await ours()));
  await signIn(page);
  await page.getByRole("row").first().waitFor();
  await eventually(async () => assertNone(await ours()));
  await page.goto("/admin/#/collections/pagina");
  await page.getByRole("row", { name: "Contatti" }).waitFor();
  assert.equal(await page.getByRole("row", { name: "Licenza" }).count(), 0, "a file that is no page");
  assertNone(faults);
});
