// A document is filled in on its page and kept: nothing leaves the browser.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { violations } from "../lib/axe.js";
import { preview } from "../lib/preview.js";
import { assertNone, assertQuiet, stories } from "../lib/reader.js";

const DOCUMENT = "/documenti/convenzione-sua/";
const NAME = 'Monza e della Brianza <"&';
/** The same as it comes from a document of Word, with signs that no XML may hold. */
const PASTED = ' Monza e\u000bdella Brianza\u0001 <"&\uffff';
const SOFFICE = process.env.SOFFICE ?? "/usr/bin/soffice";

const reader = stories();

/** The parts of an archive, by name, with the sums and sizes that it tells checked by unpacking. */
function parts(archive) {
  const found = new Map();
  let end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x06054b50);
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const name = archive.toString("utf8", at + 46, at + 46 + archive.readUInt16LE(at + 28));
    const local = archive.readUInt32LE(at + 42);
    const data = local + 30 + archive.readUInt16LE(local + 26);
    const packed = archive.subarray(data, data + archive.readUInt32LE(at + 20));
    const bytes = archive.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed;
    assert.equal(bytes.length, archive.readUInt32LE(at + 24), name);
    found.set(name, bytes.toString());
    at += 46 + Buffer.byteLength(name);
  }
  return found;
}

const text = (xml) => xml.replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** The text of an office file as LibreOffice reads it. */
async function converted(file, folder) {
  const args = ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, file];
  await promisify(execFile)(SOFFICE, args);
  return readFile(file.replace(/\.\w+$/, ".txt"), "utf8");
}

test("a convenzione is filled in and downloaded, in both formats, without a request", async (t) => {
  const { page, context, faults, origin } = await reader(t);
  await page.goto(DOCUMENT);
  const fetched = () => ["docx", "odt"].every((end) => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(`.${end}`)));
  await page.waitForLoadState("networkidle");
  assert.equal(await page.evaluate(fetched), false, "who only reads does not pay for the documents");

  await page.getByText("Compila il modello in questa pagina").click();
  const field = page.getByLabel("nome della provincia", { exact: true });
  await field.focus();
  await page.waitForFunction(fetched);
  await page.waitForLoadState("networkidle");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));

  await field.fill(PASTED);
  const uses = page.locator('[data-blank="nome-della-provincia"]');
  assert.ok((await uses.count()) > 1);
  for (const shown of await uses.allInnerTexts()) assert.equal(shown, NAME);
  assertNone(await violations(page));

  const folder = await mkdtemp(join(tmpdir(), "casa-fill-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const format of ["DOCX", "ODT"]) {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: `Scarica compilato in ${format}` }).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), `convenzione-sua.${format.toLowerCase()}`);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const found = parts(await readFile(file));
    const body = text(found.get(format === "DOCX" ? "word/document.xml" : "content.xml"));
    assert.ok(body.includes(`La Provincia di ${NAME}`) || body.includes(`Provincia di ${NAME}`), "the value is in the text");
    assert.ok(!body.includes("[nome della provincia]"), "no use is left unfilled");
    assert.ok(body.includes("[sede della provincia]"), "what was not filled in waits");
    if (format === "DOCX") assert.ok(text(found.get("customXml/item1.xml")).includes(NAME));
    else assert.ok(found.get("content.xml").includes('office:string-value="Monza e della Brianza &lt;&quot;&amp;"'));
    if (existsSync(SOFFICE)) {
      const read = await converted(file, folder);
      assert.ok(read.includes(NAME) && !read.includes("[nome della provincia]"), `LibreOffice reads the value in ${format}`);
    }
  }
  assert.deepEqual(asked.filter((url) => !url.startsWith("blob:")), [], "requests while filling in and downloading");
  assert.equal(await page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length), 0);
  await page.getByRole("button", { name: "Torna ai valori iniziali" }).click();
  await page.waitForFunction(() => document.querySelector('[data-blank="nome-della-provincia"]').textContent === "[nome della provincia]");
  await assertQuiet({ page, context, faults, origin });
});

test("in a site without a theme of its own the same form is there", async (t) => {
  const site = await preview(t, {
    "content/casa.yaml": "title: Small\nlanguage: en\n",
    "content/_schema/_common.yaml": "fields:\n  title: {type: text, role: title}\n",
    "content/_schema/page.yaml": `label: Page
default_for: pages
formats: [docx, odt]
fields:
  blanks:
    type: group
    many: true
    role: blanks
    fields: {name: {type: text, required: true}, help: {type: text}, value: {type: text}, choices: {type: text, many: true}}
`,
    "content/_index.md": "---\ntitle: Small\n---\n",
    "content/letter.md": "---\ntitle: A letter\nblanks:\n  - {name: town, help: Only the name.}\n  - {name: tone, value: warm, choices: [warm, cool]}\n---\n\nTo the town of [[town]], with [[tone]] regards from [[town]].\n",
  });
  const { page, faults } = await reader(t, { origin: site.origin });
  await page.goto("/letter/");
  await page.getByText("Fill in the model on this page (2 fields)").click();
  await page.getByLabel("town", { exact: true }).fill(NAME);
  await page.getByLabel("tone").selectOption("cool");
  assert.ok((await page.getByRole("main").innerText()).includes(`To the town of ${NAME}, with cool regards from ${NAME}.`));
  assertNone(await violations(page));
  const folder = await mkdtemp(join(tmpdir(), "casa-fill-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [format, part] of [["DOCX", "word/document.xml"], ["ODT", "content.xml"]]) {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: `Download filled in as ${format}` }).click();
    const download = await waiting;
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    const said = text(parts(await readFile(file)).get(part));
    assert.ok(said.includes(`regards from ${NAME}`) && said.includes("cool"), said);
  }
  assert.deepEqual(faults, []);
});

test("without JavaScript the files are there, and no form that does nothing", async (t) => {
  const { page } = await reader(t, { javaScriptEnabled: false });
  await page.goto(DOCUMENT);
  assert.equal(await page.locator("form.fill").isVisible(), false);
  for (const format of ["docx", "odt"]) {
    const link = page.locator(`a[href$="convenzione-sua.${format}"]`).first();
    assert.ok(await link.isVisible());
    assert.equal((await page.request.get(await link.getAttribute("href"))).status(), 200);
  }
});
