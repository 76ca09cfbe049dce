// Pages of every kind, as every reader gets them: nothing from others, nothing
// left behind, no errors, nothing wider than a phone.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allPages, samplePages } from "../lib/pages.js";
import { assertNone, assertQuiet, stories } from "../lib/reader.js";

const PHONE = { width: 360, height: 740 };
const SAMPLE = samplePages();

describe("pages of every kind", () => {
  const reader = stories();

  test("ask nothing of others, leave nothing behind, break no rule of the policy", async (t) => {
    const someone = await reader(t);
    for (const { path } of SAMPLE) {
      const response = await someone.page.goto(path);
      assert.equal(response.status(), path === "/non-esiste/" ? 404 : 200, path);
      assert.match(response.headers()["content-security-policy"], /default-src 'none'/);
      assert.equal(await someone.page.locator("h1").count(), 1, `${path}: one h1`);
    }
    // The unknown address is itself a request that fails.
    const expected = someone.faults.filter((fault) => fault.includes("/non-esiste/"));
    for (const fault of expected) {
      assert.match(fault, /404/);
      someone.faults.splice(someone.faults.indexOf(fault), 1);
    }
    await assertQuiet(someone);
  });

  test("fit a phone of 360 pixels: no page scrolls sideways", async (t) => {
    const { page } = await reader(t, { viewport: PHONE });
    const wide = [];
    for (const { path } of SAMPLE) {
      await page.goto(path);
      const { width, culprits } = await page.evaluate(() => {
        const width = document.scrollingElement.scrollWidth;
        const over = (element) => element.getBoundingClientRect().right > innerWidth + 0.5;
        const culprits = width > innerWidth
          ? [...document.querySelectorAll("body *")].filter(over).slice(0, 3)
          : [];
        const name = (element) => `${element.localName}.${[...element.classList].join(".")}`;
        return { width, culprits: culprits.map(name) };
      });
      if (width > PHONE.width) wide.push(`${path}: ${width} px: ${culprits.join(", ")}`);
    }
    assertNone(wide);
  });

  test("every type of content is among them", () => {
    const types = new Set();
    for (const { html } of allPages()) {
      const type = /<article class="page type-([a-z-]+)"/.exec(html)?.[1];
      if (type) types.add(type);
    }
    const looked = new Set(SAMPLE.map(({ kind }) => kind));
    const missed = [...types].filter((type) => !looked.has(type));
    assertNone(missed);
    assert.ok(types.size >= 12, `${types.size} types`);
  });
});
