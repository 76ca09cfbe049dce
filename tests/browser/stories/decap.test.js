// The configuration of the form in Decap CMS: it refuses what it does not know the shape of, and
// names it before it shows anything.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { decap } from "../lib/decap.js";
import { contentOf, portal } from "../lib/form.js";
import { CASA } from "../lib/indexed.js";
import { launch } from "../lib/reader.js";

/** Its script is 5 MB. */
const PATIENCE = 60_000;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Somebody who has signed in to Decap over a site. */
async function editor(story, configuration, files) {
  const server = await decap(configuration, files);
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  story.after(async () => {
    await context.close();
    await server.close();
  });
  const page = await context.newPage();
  await page.goto("/");
  const refused = page.getByText("Config Errors");
  const signIn = page.getByRole("button", { name: "Login" });
  await refused.or(signIn).first().waitFor();
  if (await refused.count()) assert.fail(await page.locator("body").innerText());
  await signIn.click();
  await page.getByRole("heading", { name: "Collections" }).waitFor();
  return page;
}

test("Decap accepts the portal's configuration, with every collection", async (t) => {
  const site = portal();
  t.after(site.remove);
  site.publish();
  const configuration = readFileSync(join(site.public, "admin/config.yml"), "utf8");
  const page = await editor(t, configuration, contentOf(site.root));
  const labels = [...configuration.matchAll(/^ {2}- name: .*\n {4}label: "(.*)"$/gm)].map(([, label]) => label);
  assert.ok(labels.length > 15, `${labels.length} collections`);
  for (const label of labels) await page.getByRole("link", { name: label, exact: true }).first().waitFor();
});

const PAGES = {
  "casa.yaml": "title: Prova\nlanguage: it\ntheme: plain\nediting: {backend: test-repo}\n",
  "_schema/pagina.yaml": "label: Pagina\ndefault_for: pages\nfields:\n  titolo: {type: text, role: title, required: true, label: Titolo}\n",
  "_schema/avviso.yaml": `label: Avviso
plural: Avvisi
section: avvisi
fields:
  titolo: {type: text, role: title, required: true, label: Titolo}
  ufficio: {type: text, label: Ufficio, help: "Chi risponde."}
  data: {type: date, role: date, label: Data}
  vedi: {type: ref, to: any, many: true, label: Vedi}
  immagine: {type: group, label: Immagine, fields: {file: {type: image, label: File}, alt: {type: text, label: Testo alternativo}}}
`,
  "_index.md": "---\ntitolo: Prova\n---\nTesto.\n",
  "avvisi/_LICENZA.md": "# Licenza\n",
  "avvisi/uno.md": "---\ntitolo: Il primo avviso\nufficio: Anagrafe\ndata: 2026-01-15\n---\nUn testo.\n",
};

test("a page of a site in one language opens in Decap with its values", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "casa-decap-"));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(PAGES)) {
    mkdirSync(dirname(join(root, "content", path)), { recursive: true });
    writeFileSync(join(root, "content", path), text);
  }
  execFileSync(CASA, ["build", "--out", "public", "--no-search", "--no-cache"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const page = await editor(t, readFileSync(join(root, "public/admin/config.yml"), "utf8"), contentOf(root));
  await page.getByRole("link", { name: "Avvisi", exact: true }).first().click();
  await page.getByRole("link", { name: "Il primo avviso" }).click();
  const office = page.getByRole("textbox", { name: "Ufficio" });
  await office.waitFor();
  assert.equal(await office.inputValue(), "Anagrafe");
  assert.equal(await page.getByRole("textbox", { name: "Titolo" }).first().inputValue(), "Il primo avviso");
});
