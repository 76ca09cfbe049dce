// Pages of every kind and the search in use, examined by axe-core with all its
// rules, on a phone and on a desk, in the light scheme and for its colours in the dark one;
// without motion, so that no colour is examined on its way to another.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations, violationsOfColours } from "../lib/axe.js";
import { samplePages } from "../lib/pages.js";
import { assertNone, stories } from "../lib/reader.js";

const PHONE = { width: 360, height: 740 };
const SCHEMES = { light: violations, dark: violationsOfColours };
const DESK = { width: 1280, height: 900 };

describe("pages of every kind", { concurrency: 2 }, () => {
  const reader = stories();

  for (const [name, viewport] of [["360", PHONE], ["1280", DESK]]) {
    test(`have no barriers that axe-core finds, ${name} pixels wide`, async (t) => {
      const { page } = await reader(t, { viewport, reducedMotion: "reduce" });
      const barriers = [];
      for (const { path } of samplePages()) {
        // The page of unknown addresses searches at once.
        await page.goto(path, { waitUntil: path === "/non-esiste/" ? "networkidle" : "load" });
        await page.locator("[aria-busy]").waitFor({ state: "detached" });
        for (const [colorScheme, examine] of Object.entries(SCHEMES)) {
          await page.emulateMedia({ colorScheme });
          barriers.push(...(await examine(page)).map((violation) => `${path} ${colorScheme}: ${violation}`));
        }
      }
      assertNone(barriers);
    });
  }

  for (const [name, viewport] of [["360", PHONE], ["1280", DESK]]) {
    test(`the search in use has no barriers either, ${name} pixels wide`, async (t) => {
      const { page } = await reader(t, { viewport, reducedMotion: "reduce" });
      const barriers = [];
      const look = async (state) => {
        // What is searched anew meanwhile stands back.
        await page.locator("[aria-busy]").waitFor({ state: "detached" });
        for (const [colorScheme, examine] of Object.entries(SCHEMES)) {
          await page.emulateMedia({ colorScheme });
          barriers.push(...(await examine(page)).map((violation) => `${state}, ${colorScheme}: ${violation}`));
        }
      };
      await page.goto("/cerca/?q=appalti");
      await page.locator("casa-search ol > li").first().waitFor();
      if (viewport === PHONE) await page.locator("casa-search summary").click();
      await page.locator("casa-search input[type=checkbox]").first().waitFor();
      await look("results");
      await page.goto("/cerca/?q=stazzione+apaltante");
      await page.getByText("Cerca invece").waitFor();
      await look("corrected");
      await page.goto("/cerca/?q=zzzyx");
      await page.getByText("Nessun risultato").waitFor();
      await look("no results");
      await page.goto("/documenti/");
      await page.getByRole("combobox").fill("convenzione");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowDown");
      await look("suggestions");
      assertNone(barriers);
      const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(width <= viewport.width, `suggestions: ${width} px`);
    });
  }
});
