// What the law and the national validator of public sites look for, as far as it can be seen in the pages.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allPages } from "../lib/pages.js";
import { assertNone, stories } from "../lib/reader.js";

describe("a public site", { concurrency: 2 }, () => {
  const reader = stories();

  test("declares the version of Bootstrap Italia where the validator reads it, and its font", async (t) => {
    const { page } = await reader(t);
    await page.goto("/documenti/");
    const { version, fonts } = await page.evaluate(() => ({
      version: getComputedStyle(document.documentElement).getPropertyValue("--bootstrap-italia-version"),
      fonts: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, p")]
        .map((element) => getComputedStyle(element).fontFamily),
    }));
    assert.match(version.trim(), /^"2\.\d+\.\d+"$/);
    assertNone(fonts.filter((family) => !/^"Titillium Web"/.test(family)));
  });

  test("every page leads to declaration, privacy, legal notes, questions, reports, and asks for feedback", () => {
    const missing = [];
    for (const { path, html } of allPages()) {
      const has = (name) => html.includes(`data-element="${name}"`);
      const needed = ["accessibility-link", "privacy-policy-link", "legal-notes", "faq", "report-inefficiency"];
      if (path !== "/non-esiste/") needed.push("feedback");
      const english = path.startsWith("/en/");
      if (!["/", "/en/", "/non-esiste/"].includes(path)) needed.push("breadcrumb");
      for (const name of needed) if (!has(name)) missing.push(`${path}: ${name}`);
      if (path !== "/non-esiste/" && !/Ultimo aggiornamento|Last updated/.test(html)) missing.push(`${path}: last update`);
      if (path !== "/non-esiste/" && !/Ultima verifica|Last checked/.test(html)) missing.push(`${path}: last check`);
      if (!html.includes(`<html lang="${english ? "en" : "it"}">`)) missing.push(`${path}: language`);
    }
    assertNone(missing);
  });

  test("questions, notes and privacy are there and say what they are", async (t) => {
    const { page } = await reader(t);
    for (const [name, heading] of [
      ["faq", /domande/i],
      ["legal-notes", /note legali/i],
      ["privacy-policy-link", /privacy/i],
      ["accessibility-link", /accessibilit/i],
    ]) {
      await page.goto("/");
      const link = page.locator(`footer [data-element="${name}"]`);
      await page.goto(await link.getAttribute("href"));
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
  });

  test("the legal notes state the licence in the words of the guidelines", async (t) => {
    const { page } = await reader(t);
    await page.goto("/note-legali/");
    await page.getByRole("heading", { name: "Licenza dei contenuti" }).first().waitFor();
    await page.getByText(/In applicazione del principio open by default.*decreto legislativo 7 marzo 2005, n\. 82.*CC-BY 4\.0/s).first().waitFor();
    await page.locator("footer").getByRole("heading", { name: "Licenza dei contenuti" }).waitFor();
  });
});
