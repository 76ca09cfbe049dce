// The colours that the reader asks for: dark, light, more contrast, the system's own.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { assertNone, assertQuiet, stories } from "../lib/reader.js";

const LIGHT = "rgb(255, 255, 255)";
const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe("colour schemes", { concurrency: 2 }, () => {
  const reader = stories();

  test("the page follows the device, without JavaScript too", async (t) => {
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await reader(t, { colorScheme: "dark", javaScriptEnabled });
      await page.goto("/documenti/");
      assert.notEqual(await paper(page), LIGHT);
      await page.emulateMedia({ colorScheme: "light" });
      assert.equal(await paper(page), LIGHT);
      assert.equal(await page.getByRole("radio", { name: "scuro" }).isVisible(), javaScriptEnabled);
    }
  });

  test("the reader's choice is kept from page to page and taken back", async (t) => {
    const someone = await reader(t, { colorScheme: "light" });
    const { page } = someone;
    await page.goto("/");
    await page.getByRole("radio", { name: "scuro" }).check();
    const dark = await paper(page);
    assert.notEqual(dark, LIGHT);
    // Dark from the first paint on: the background is read as soon as anything is painted.
    await page.addInitScript(() => {
      new PerformanceObserver(() => {
        globalThis.painted ??= getComputedStyle(document.body).backgroundColor;
      }).observe({ type: "paint", buffered: true });
    });
    await page.goto("/documenti/");
    await page.waitForFunction(() => globalThis.painted);
    assert.equal(await page.evaluate(() => globalThis.painted), dark);
    assert.ok(await page.getByRole("radio", { name: "scuro" }).isChecked());
    await page.getByRole("radio", { name: "automatico" }).check();
    assert.equal(await paper(page), LIGHT);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await assertQuiet(someone);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`more contrast has none of the barriers, ${colorScheme}`, async (t) => {
      const { page } = await reader(t, { colorScheme, contrast: "more", reducedMotion: "reduce" });
      const barriers = [];
      for (const path of ["/", "/documenti/convenzione-sua/", "/buone-pratiche/treviso-sua/"]) {
        await page.goto(path);
        barriers.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
      }
      assertNone(barriers);
      const ink = await page.evaluate(() => getComputedStyle(document.body).color);
      assert.equal(ink, colorScheme === "light" ? "rgb(0, 0, 0)" : LIGHT);
    });
  }

  test("with the system's own colours boxes keep an outline", async (t) => {
    const { page } = await reader(t, { forcedColors: "active" });
    await page.goto("/documenti/convenzione-sua/");
    for (const box of [".doc-status", ".badge", ".search-input"]) {
      const found = page.locator(box).first();
      if (!(await found.count())) continue;
      assert.notEqual(await found.evaluate((element) => getComputedStyle(element).borderTopStyle), "none", box);
    }
  });

  test("who wants less motion gets none", async (t) => {
    const { page } = await reader(t, { reducedMotion: "reduce" });
    for (const path of ["/", "/documenti/"]) {
      await page.goto(path);
      const moving = await page.evaluate(() => [...document.querySelectorAll("body *")]
        .filter((element) => getComputedStyle(element).transitionProperty !== "none")
        .map((element) => `${element.localName}.${element.className}`));
      assertNone(moving);
    }
  });
});
