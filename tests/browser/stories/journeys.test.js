// The journeys of the portal's readers, each as the reader would make it. Those that have to work without
// JavaScript are made twice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { allPages } from "../lib/pages.js";
import { preview } from "../lib/preview.js";
import { SITE, assertNone, eventually, path, stories } from "../lib/reader.js";
import { serve } from "../lib/server.js";

const CONFIG = fileURLToPath(new URL("../../../netlify.toml", import.meta.url));
const CONTENT = fileURLToPath(new URL("../../../content/", import.meta.url));
const PHONE = { width: 360, height: 740 };
const WITHOUT = { javaScriptEnabled: false };

const main = (page) => page.getByRole("main");
const hits = (page) => page.locator("main casa-search ol > li");
const menu = (page) => page.getByRole("navigation", { name: "Menu principale" });

/** Types words into the search box of the page and reads the addresses of what is found. */
async function ask(page, words) {
  const box = page.locator("input[name=q]");
  await box.fill(words);
  await box.press("Enter");
  await page.waitForURL(/\/cerca\//);
  await hits(page).first().waitFor();
  const links = hits(page).locator("h2 a, h3 a");
  return links.evaluateAll((all) => all.map((link) => new URL(link.href).pathname));
}

/** What an address of an e-mail has written already. */
function letter(address) {
  const { protocol, pathname, searchParams } = new URL(address);
  assert.equal(protocol, "mailto:");
  return { to: pathname, subject: searchParams.get("subject"), body: searchParams.get("body") };
}

/** Goes on with the Tab key until the focus is on a link to `address`. */
async function tabTo(page, address) {
  for (let steps = 0; steps < 250; steps += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.getAttribute("href"))) === address) return;
  }
  assert.fail(`no link to ${address} within 250 steps of the keyboard`);
}

describe("journeys", { concurrency: 2 }, () => {
  const reader = stories();

  /** On the page of the document: it is in force, it is there to take, and it is what the page says. */
  async function take(page) {
    await page.waitForURL("**/documenti/disciplinare-servizi-sotto-soglia/**");
    await page.getByText("Documento vigente").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      main(page).getByRole("link", { name: /Disciplinare.*ODT/ }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "disciplinare-servizi-sotto-soglia.odt");
    const bytes = readFileSync(await download.path());
    const published = readFileSync(join(SITE, "documenti/disciplinare-servizi-sotto-soglia", download.suggestedFilename()));
    assert.ok(published.equals(bytes) && bytes.includes("application/vnd.oasis.opendocument.text"));
  }

  test("journey 1: the right document in three steps: asked for, opened, taken", async (t) => {
    const { page } = await reader(t, { viewport: PHONE });
    await page.goto("/");
    await page.getByLabel("Che cosa ti serve?").fill("modello disciplinare servizi sotto soglia");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/cerca\//);
    await hits(page).first().getByRole("link").first().click();
    await page.waitForURL("**/documenti/disciplinare-servizi-sotto-soglia/**");
    const { y } = await main(page).getByRole("link", { name: /Disciplinare.*ODT/ }).boundingBox();
    assert.ok(y < 900, `the file is ${y} px down on a phone`);
    await take(page);
  });

  test("journey 1 without JavaScript: from the menu and the list", async (t) => {
    const { page } = await reader(t, WITHOUT);
    await page.goto("/");
    await menu(page).getByRole("link", { name: "Documenti" }).click();
    await main(page).getByRole("link", { name: /Disciplinare.*servizi sotto soglia/i }).first().click();
    await take(page);
  });

  test("journey 2: from a question to Treviso, its steps, its convention, its contact", async (t) => {
    const { page } = await reader(t);
    await page.goto("/");
    const found = await ask(page, "come si crea una SUA?");
    assert.ok(found.slice(0, 4).includes("/buone-pratiche/treviso-sua/"), found.join(" "));
    await hits(page).getByRole("link", { name: /Treviso/ }).first().click();
    await page.waitForURL("**/buone-pratiche/treviso-sua/**");
    await main(page).getByRole("link", { name: "Come replicarla" }).first().click();
    const steps = main(page).getByRole("heading", { name: "Come replicarla" });
    await eventually(async () => assert.ok((await steps.boundingBox()).y < 400, "the steps are in sight"));
    await main(page).getByRole("link", { name: "Contatto" }).first().click();
    const contact = main(page).locator("section").filter({ has: page.getByRole("heading", { name: "Contatto" }) });
    assert.ok((await contact.getByRole("link").count()) > 0, "a way to reach Treviso");
    await main(page).getByRole("link", { name: /^Convenzione/ }).first().click();
    await page.waitForURL("**/documenti/convenzione-sua/");
    await page.getByText("Documento vigente").waitFor();
  });

  test("journey 3: three names, one destination", async (t) => {
    const { page } = await reader(t);
    for (const words of ["SEAV", "ufficio europa", "SAPE"]) {
      await page.goto("/");
      const found = await ask(page, words);
      assert.ok(found.slice(0, 3).includes("/pilastri/sape/"), `${words}: ${found.join(" ")}`);
    }
  });

  for (const [name, options] of [["", {}], [" without JavaScript", WITHOUT]]) {
    test(`journey 5: all that a province took part in, by keyboard${name}`, async (t) => {
      const { page } = await reader(t, options);
      await page.goto("/province/");
      await tabTo(page, "/province/potenza/");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/province/potenza/");
      for (const fact of ["PZ", "Basilicata", "Sud"]) {
        await main(page).getByText(fact, { exact: true }).first().waitFor();
      }
      const part = page.locator("section").filter({
        has: page.getByRole("heading", { name: "A che cosa ha partecipato" }),
      });
      assert.ok((await part.getByRole("link").count()) > 0);
    });
  }

  test("journey 4: words that stand only inside an attachment lead to it, and say where it has them", async (t) => {
    const { page } = await reader(t);
    await page.goto("/");
    const found = await ask(page, "check-list avvertenza riferimento");
    assert.equal(found[0], "/documenti/check-list-gara/", found.join(" "));
    await hits(page).first().getByRole("link", { name: /^Allegato: / }).first().click();
    // Behind the place the address may say which words to mark.
    await page.waitForURL(/\/documenti\/check-list-gara\/#file_\d(:~:.*)?$/);
    const [place] = new URL(page.url()).hash.split(":~:");
    const file = page.locator(place).getByRole("link").first();
    assert.equal(await file.getAttribute("download"), "");
  });

  test("journey 6: a webinar missed: video, slides, reports and text from one page", async (t) => {
    const { page } = await reader(t);
    await page.goto("/");
    const found = await ask(page, "registrazione webinar");
    assert.equal(found[0], "/eventi/webinar-14-aprile-2022/");
    await hits(page).first().getByRole("link").first().click();
    await page.waitForURL("**/eventi/webinar-14-aprile-2022/**");
    const again = page.getByRole("region", { name: "Rivedi l'incontro" });
    for (const name of [/Registrazione/, /Presentazione del progetto/]) {
      assert.match(await again.getByRole("link", { name }).getAttribute("href"), /^https:\/\/www\.pi-co\.eu\//);
    }
    await again.getByRole("link", { name: "Trascrizione o sintesi" }).click();
    const text = main(page).getByRole("heading", { name: "Trascrizione o sintesi" });
    await eventually(async () => assert.ok((await text.boundingBox()).y < 400, "the text is in sight"));
    await again.getByRole("link", { name: /Report finale dei focus group/ }).click();
    await page.waitForURL("**/report/focus-group/");
    await main(page).getByRole("link", { name: /Apri il report/ }).waitFor();
  });

  for (const [name, options] of [["", {}], [" without JavaScript", WITHOUT]]) {
    test(`journey 7: an old document says what to use and what has changed${name}`, async (t) => {
      const { page } = await reader(t, options);
      await page.goto("/documenti/scelta-della-procedura-50-2016/");
      await page.getByText("Documento superato", { exact: true }).waitFor();
      await main(page).getByRole("link", { name: "Che cosa è cambiato" }).first().click();
      const row = main(page).getByRole("row").filter({ hasText: "Affidamento diretto, lavori" });
      await row.getByText("sotto 40.000 euro").waitFor();
      await row.getByText("sotto 150.000 euro", { exact: true }).waitFor();
      // By keyboard: the page may still be moving to the place of the link before.
      await main(page).getByRole("link", { name: "Scelta della procedura: tabella delle soglie" }).first().press("Enter");
      await page.waitForURL("**/documenti/scelta-della-procedura/");
      await page.getByText("Documento vigente").waitFor();
    });

    test(`journey 7: addresses of the site that was lead to the same pages here${name}`, async (t) => {
      const { page } = await reader(t, options);
      for (const [old, now] of [
        ["/stato-avanzamento/", "/progetto/stato-di-avanzamento/"],
        ["/2021/09/27/focus-group-provincia/", "/notizie/focus-group-al-via/"],
        ["/2021/10/26/focus-group-stazione-unica-appaltante-provincia-di-treviso/", "/notizie/focus-group-sua/"],
        ["/2022/02/27/focus-group-province/", "/notizie/focus-group-conclusi/"],
        ["/-/progetto-province-comuni-webinar-di-confronto/", "/notizie/webinar-di-confronto/"],
      ]) {
        const response = await page.goto(old);
        assert.equal(response.status(), 200, old);
        assert.equal(path(page), now);
      }
    });
  }

  test("journey 8: the article of the old code beside that of the new, from a document and from the laws", async (t) => {
    const { page } = await reader(t);
    const qualification = () =>
      main(page).getByRole("row").filter({ hasText: "art. 38" }).filter({ hasText: "art. 63" });
    await page.goto("/documenti/convenzione-sua/");
    await main(page).getByRole("link", { name: "Gli articoli citati" }).click();
    await qualification().getByRole("rowheader", { name: "Qualificazione" }).waitFor();
    assert.equal(await main(page).getByRole("row").filter({ hasText: "Subappalto" }).count(), 0, "its topics only");
    await page.goto("/norme/dlgs-50-2016/");
    await main(page).getByRole("link", { name: "Gli articoli a confronto" }).click();
    await page.waitForURL("**/norme/dlgs-36-2023/#confronto-tra-articoli");
    await main(page).getByRole("heading", { name: "Gli articoli a confronto" }).waitFor();
    await qualification().getByRole("rowheader", { name: "Qualificazione" }).waitFor();
  });

  test("journey 9: every file can be asked for in another format, by an e-mail that says which", async (t) => {
    const { page } = await reader(t);
    await page.goto("/documenti/check-list-gara/");
    for (const [title, file] of [["foglio di calcolo", "check-list-gara.csv"]]) {
      const request = main(page).getByRole("link", { name: new RegExp(`Chiedi un formato accessibile ?: .*${title}`) });
      const { to, subject, body } = letter(await request.getAttribute("href"));
      assert.equal(to, "provincecomuni@upinet.it");
      assert.equal(subject, "Richiesta di formato accessibile");
      assert.match(body, new RegExp(`^File: https://\\S+/${file}$`, "m"));
      assert.match(body, /^Pagina: https:\/\/\S+\/documenti\/check-list-gara\/$/m);
      assert.match(body, /^Formato che mi serve/m);
    }
    const silent = allPages().filter(({ html }) => {
      const files = html.match(/<li class="attachment"/g) ?? [];
      const requests = html.match(/Chiedi un formato accessibile<span/g) ?? [];
      return files.length !== requests.length;
    });
    assertNone(silent.map((page) => page.path));
  });

  for (const [name, options] of [["", {}], [" without JavaScript", WITHOUT]]) {
    test(`journey 11: how to join, to the last datum to send${name}`, async (t) => {
      const { page } = await reader(t, options);
      await page.goto("/");
      await main(page).locator("a[href*=come-aderire]").first().click();
      await page.waitForURL("**/come-aderire**");
      for (const datum of [/settore/, /focus group/, /referente operativo/, /recapiti/]) {
        await main(page).getByRole("listitem").filter({ hasText: datum }).first().waitFor();
      }
      const ready = main(page).getByRole("link", { name: "apri la e-mail già impostata" });
      const { to, subject, body } = letter(await ready.getAttribute("href"));
      assert.equal(to, "provincecomuni@upinet.it");
      assert.match(subject, /adesione della Provincia/);
      for (const datum of ["Settore:", "Focus group", "Referente operativo", "Recapiti"]) {
        assert.ok(body.includes(datum), `${datum} in: ${body}`);
      }
    });
  }

  test("journey 12: a practice with a word that is not in the list: file, field, the words that are", async (t) => {
    const schema = readdirSync(join(CONTENT, "_schema")).map((name) => [
      `content/_schema/${name}`,
      readFileSync(join(CONTENT, "_schema", name), "utf8"),
    ]);
    const practice = (maturity) => `---
titolo: Una pratica nuova
sommario: Che cosa fa la Provincia.
pilastri: [sua]
provincia: treviso
maturita: ${maturity}
problema: Troppo da fare.
soluzione: Si fa insieme.
indicatori:
  - {nome: Enti serviti, valore: 105, data: "2021", fonte: trevisotoday.it}
---
`;
    const site = await preview(t, {
      ...Object.fromEntries(schema),
      "content/casa.yaml": "title: Prova\nlanguage: it\n",
      "content/_data/province.csv": readFileSync(join(CONTENT, "_data/province.csv"), "utf8"),
      "content/_index.md": "---\ntitolo: Prova\n---\n",
      // The schema names a template of the portal's theme.
      "content/_theme/templates/landing.html": '{% extends "page.html" %}',
      "content/pilastri/sua.md": "---\ntitolo: SUA\nsommario: Gli appalti.\n---\n",
      "content/buone-pratiche/nuova.md": practice("consolidata"),
    });
    const { page } = await reader(t, { origin: site.origin });
    await page.goto("/buone-pratiche/nuova/");
    await page.getByRole("heading", { name: "Una pratica nuova" }).waitFor();
    await site.write("content/buone-pratiche/nuova.md", practice("matura"));
    const alert = page.getByRole("alert");
    await alert.waitFor();
    const says = await alert.innerText();
    assert.match(says, /content\/buone-pratiche\/nuova\.md:6:\d+/);
    for (const word of ["maturita", "matura", "avviata", "consolidata", "trasferita"]) {
      assert.ok(says.includes(word), `${word} in: ${says}`);
    }
    await site.write("content/buone-pratiche/nuova.md", practice("avviata"));
    await alert.waitFor({ state: "detached" });
  });

  test("journey 13: a reviewer reads which pages a change touches, and opens them in the preview", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "casa-review-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const casa = (...words) => execFileSync(process.env.CASA, words, { cwd: folder, encoding: "utf8" });
    const write = (path, text) => {
      mkdirSync(join(folder, "content"), { recursive: true });
      writeFileSync(join(folder, "content", path), text);
    };
    write("casa.yaml", "title: Prova\nlanguage: it\n");
    write("index.md", "# Prova\n");
    write("regolamento.md", "# Il regolamento\n\nParole di prima.\n");
    write("convenzione.md", "# La convenzione\n");
    casa("build", "--no-cache", "--quiet", "--out", "before");
    write("regolamento.md", "# Il regolamento\n\nParole di adesso.\n");
    casa("build", "--no-cache", "--quiet", "--out", "after");
    const site = await serve(join(folder, "after"), CONFIG);
    t.after(() => site.close());

    const report = casa("changes", "before", "after", "--base-url", site.origin);
    const touched = [...report.matchAll(/\[([^\]]+)\]\((\S+)\)/g)].map(([, title, url]) => ({ title, url }));
    assert.deepEqual(touched.map(({ title }) => title), ["Il regolamento"], report);
    const { page } = await reader(t, { origin: site.origin });
    await page.goto(touched[0].url);
    await page.getByText("Parole di adesso.").waitFor();
  });

  test("journey 14: a practice on a slow phone, then as one clean PDF", async (t) => {
    const { page, context } = await reader(t, { viewport: PHONE });
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    // What Lighthouse calls a slow 4G.
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await page.goto("/buone-pratiche/treviso-sua/", { waitUntil: "load" });
    const painted = await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
        .observe({ type: "largest-contentful-paint", buffered: true });
    }));
    assert.ok(painted < 4000, `its largest part is painted after ${painted} ms`);

    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(sheets <= 4, `${sheets} sheets`);
    await page.emulateMedia({ media: "print" });
    for (const name of ["Menu principale", "In questa pagina"]) {
      assert.equal(await page.getByRole("navigation", { name }).filter({ visible: true }).count(), 0, name);
    }
    for (const name of [/^I numeri/, "Come replicarla", "Numeri da leggere insieme", "Contatto"]) {
      assert.ok(await main(page).getByRole("heading", { name }).first().isVisible(), name);
    }
  });

  test("journey 15: misspelt, with elisions, without accents: found all the same", async (t) => {
    const { page } = await reader(t);
    const first = async (words) => {
      await page.goto("/");
      return (await ask(page, words)).slice(0, 3);
    };
    assert.deepEqual(await first("stazzione apaltante"), await first("stazione appaltante"));
    const plain = await first("innovazione");
    assert.deepEqual(await first("dell'innovazione"), plain);
    assert.deepEqual(await first("dell’innovazione"), plain);
    assert.deepEqual(await first("citta"), await first("città"));
    assert.deepEqual(await first("qualita"), await first("qualità"));
  });
});
