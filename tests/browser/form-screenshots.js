// Takes the pictures of docs/modulo.md anew, in docs/modulo/:
//
//     node form-screenshots.js [folder]

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { contentOf, field, fieldsIn, line, newPage, open, portal, signIn } from "./lib/form.js";
import { fewerColors } from "./lib/png.js";
import { launch } from "./lib/reader.js";
import { serve } from "./lib/server.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = resolve(process.argv[2] ?? join(ROOT, "docs/modulo"));
const MOST_BYTES = 60 * 1024;

/** A form, and what takes a picture of it. */
async function form(browser, editing, files) {
  const site = portal(editing);
  site.publish();
  const server = await serve(site.public, join(ROOT, "netlify.toml"));
  const page = await newPage(browser, server.origin, { width: 1100, height: 700 });
  if (files) await open(page, contentOf(site.root));
  else await page.goto("/admin/");
  const take = async (name) => {
    // What fades in or out stands still first.
    await page.evaluate(async () => {
      await document.fonts.ready;
      const moving = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(moving.map(({ finished }) => finished));
    });
    const png = fewerColors(await page.screenshot());
    assert.ok(png.length <= MOST_BYTES, `${name}: ${png.length} bytes`);
    writeFileSync(join(folder, `${name}.png`), png);
    console.log(`${name}.png: ${png.length} bytes`);
  };
  const close = async () => {
    await page.context().close();
    await server.close();
    site.remove();
  };
  return { page, take, close };
}

const browser = await launch();
mkdirSync(folder, { recursive: true });

const hosted = await form(browser, "{backend: github, repo: esempio/portale, branch: main}", false);
const byToken = hosted.page.getByRole("button", { name: "Accedi con Token di Accesso" });
await byToken.waitFor();
await byToken.click();
await hosted.page.getByRole("alertdialog").getByRole("textbox").waitFor();
await hosted.take("entrare");
await hosted.close();

const { page, take, close } = await form(browser, "{backend: test-repo}", true);
await signIn(page);
await page.goto("/admin/#/collections/notizia");
await page.getByRole("row", { name: "Pagina della sezione" }).waitFor();
await take("elenco");

await page.goto("/admin/#/collections/notizia/entries/fase-2-sicilia-sardegna");
await page.getByRole("textbox", { name: "Titolo", exact: true }).first().waitFor();
await take("pagina");

await page.goto("/admin/#/collections/notizia/new");
const pane = await fieldsIn(page, "Italiano", "Testo");
await field(pane, "Immagine").getByRole("checkbox").check();
await line(field(pane, "Immagine"), "Testo alternativo").waitFor();
await field(pane, "Immagine").evaluate((element) => element.scrollIntoView({ block: "start" }));
await take("immagine");
await page.getByRole("button", { name: "Salva", exact: true }).click();
await page.getByRole("button", { name: "Mostra gli errori" }).click();
await page.getByText("Questo campo è obbligatorio.").first().waitFor();
await line(pane, "Titolo").evaluate((element) => element.scrollIntoView({ block: "center" }));
await take("errori");
await close();
await browser.close();
