// What officials come for: a sentence deep inside a PDF, what is to be read again before it is used,
// and what a new version of a model has changed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { assertNone, assertQuiet, path, stories } from "../lib/reader.js";
import { preview } from "../lib/preview.js";

const SENTENCE = "La commissione verbalizza il soccorso istruttorio in seduta riservata";

/** A PDF with a line of text on each of its pages. */
function pdf(lines) {
  const kids = lines.map((_, page) => `${4 + 2 * page} 0 R`).join(" ");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/Lang(it-IT)>>",
    `<</Type/Pages/Kids[${kids}]/Count ${lines.length}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  for (const [page, line] of lines.entries()) {
    const content = `BT /F 12 Tf 50 700 Td (${line})Tj ET`;
    objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${5 + 2 * page} 0 R/Resources<</Font<</F 3 0 R>>>>>>`);
    objects.push(`<</Length ${content.length}>>stream\n${content}\nendstream`);
  }
  let text = "%PDF-1.7\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
}

const ARCHIVE = {
  "content/casa.yaml": "title: Archivio\nlanguage: it\n",
  "content/_schema/pagina.yaml": `label: Pagina
default_for: pages
fields:
  titolo: {type: text, role: title}
  allegati:
    type: group
    many: true
    role: attachments
    fields: {file: {type: file}, nome: {type: text}}
`,
  "content/_index.md": "---\ntitolo: Archivio\n---\n",
  "content/manuali.md": "---\ntitolo: Manuali\nallegati:\n  - {file: manuale.pdf, nome: Manuale di gara}\n---\n",
  "content/altro.md": "---\ntitolo: Il soccorso istruttorio\n---\n\nLa commissione e la seduta riservata.\n",
  "content/manuale.pdf": pdf(Array.from({ length: 40 }, (_, page) => (page === 36 ? SENTENCE : `Pagina ${page + 1} del manuale`))),
};

describe("documents", { concurrency: 2 }, () => {
  const reader = stories();

  test("a sentence on page 37 of a PDF is found, and the hit opens the file at that page", async (t) => {
    const site = await preview(t, ARCHIVE);
    const { page, faults } = await reader(t, { origin: site.origin });
    await page.goto("/");
    await page.getByRole("searchbox").or(page.getByRole("combobox")).first().fill(SENTENCE);
    await page.keyboard.press("Enter");
    const hit = page.locator("casa-search ol > li").first();
    await hit.getByText("verbalizza").first().waitFor();
    const link = hit.getByRole("link", { name: "Allegato: Manuale di gara, pagina 37" });
    const address = new URL(await link.getAttribute("href"), page.url());
    assert.equal(address.pathname + address.hash, "/manuale.pdf#page=37");
    // A browser without a reader for PDF keeps the file: it is asked for as it would be shown.
    const file = await page.request.get(address.href);
    assert.equal(file.headers()["content-type"], "application/pdf");
    assert.match((await file.body()).toString("latin1"), /^%PDF-/);
    assert.deepEqual(faults, []);
  });

  test("which models are to be verified: asked for, listed from the oldest, each says so itself", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/documenti/");
    await page.getByRole("main").getByRole("link", { name: "Da verificare" }).click();
    await page.getByRole("heading", { level: 1, name: "Da verificare" }).waitFor();
    const rows = page.locator("section", { has: page.locator("#scadute") }).last().locator("tbody tr");
    const models = rows.filter({ has: page.locator("th small", { hasText: /^Documento$/ }) });
    assert.ok((await models.count()) > 5);
    const due = await models.locator("time").evaluateAll((all) => all.map(({ dateTime }) => dateTime));
    const days = due.filter((_, at) => at % 2 === 1);
    assert.deepEqual(days, [...days].sort(), "the oldest first");
    const name = await models.first().getByRole("link").innerText();
    const calendar = await (await page.request.get("/progetto/da-verificare/calendar.ics")).text();
    const unfolded = calendar.replaceAll("\r\n ", "").replaceAll("\\,", ",");
    const event = unfolded.split("BEGIN:VEVENT").find((event) => event.includes(name));
    assert.ok(event?.includes(`DTSTART;VALUE=DATE:${days[0].replaceAll("-", "")}`), event);
    await models.first().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.locator(".doc-status.is-stale").waitFor();
    await assertQuiet(someone);
  });

  test("the versions of all documents on one page: what is superseded, and what changed in which", async (t) => {
    const { page } = await reader(t);
    await page.goto("/documenti/");
    await page.getByRole("main").getByRole("link", { name: "Versioni e modifiche dei documenti" }).first().click();
    await page.waitForURL("**/progetto/versioni-dei-documenti/");
    const days = await page.locator("#modifiche ~ section caption time").evaluateAll((all) => all.map((time) => time.dateTime));
    assert.ok(days.length > 1);
    assert.deepEqual(days, [...days].sort().reverse(), "the newest first");
    const row = page.getByRole("row").filter({ hasText: "Scelta della procedura secondo il D.Lgs. 50/2016" }).first();
    await row.getByRole("link", { name: "Scelta della procedura: tabella delle soglie", exact: true }).waitFor();
    await row.getByRole("link", { name: /Che cosa è cambiato/ }).click();
    await page.waitForURL("**/documenti/scelta-della-procedura/#versioni");
  });

  test("what a version changed: from the old page to the new one and to what differs, word by word", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/documenti/determina-a-contrarre-1-0/");
    const status = page.locator(".doc-status.is-old");
    await status.getByText("Superato").first().waitFor();
    await status.getByRole("link", { name: "Decisione di contrarre (determina a contrarre)" }).click();
    await page.locator(".doc-status:not(.is-old)").waitFor();
    const versions = page.locator("section", { has: page.locator("#versioni") }).last();
    assert.equal(await versions.getByRole("listitem").count(), 2);
    const feed = await versions.getByRole("link", { name: /Seguire le nuove versioni/ }).getAttribute("href");
    assert.match(await (await page.request.get(feed)).text(), /determina-a-contrarre-1-0/);
    await versions.getByRole("link", { name: /Che cosa è cambiato nel testo/ }).click();
    await page.waitForURL("**/documenti/determina-a-contrarre/differenze/");
    await page.locator("ins", { hasText: "Per l'affidamento diretto un solo atto decide e affida" }).waitFor();
    assert.ok((await page.locator("del").count()) > 5);
    // What did not change is folded, and opens.
    const same = page.locator("details.diff-fold", { hasText: "Prima della firma" }).last();
    await same.locator("summary").click();
    await same.getByText("La manodopera è indicata a parte").waitFor();
    assertNone(await violations(page));
    assert.equal(path(page), "/documenti/determina-a-contrarre/differenze/");
    await assertQuiet(someone);
  });
});
