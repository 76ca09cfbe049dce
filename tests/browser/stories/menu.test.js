// The menu of a site whose entries have others below, and its search where no page is named for it, in each theme.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { built } from "../lib/built.js";
import { FIREFOX, assertNone, assertQuiet, stories } from "../lib/reader.js";

const config = (theme) => `title: A town with a name that is longer than a phone is wide
theme: ${theme}
language: en
menu:
  - {label: Home, page: /}
  - {label: Offices, page: offices, children: [offices/taxes, news/council]}
  - {label: News, page: news}
  - {label: "Somewhere else, which has a long name", url: "https://elsewhere.example/"}
  - {label: Everything that stands at the end, page: guides, children: [guides/waste, {label: "Elsewhere", url: "https://elsewhere.example/x"}]}
`;
const PAGES = ["offices/index", "offices/taxes", "news/index", "news/council", "guides/index", "guides/waste"];

for (const theme of ["plain", "italia"]) {
  describe(`the menu of ${theme}`, { concurrency: 1 }, () => {
    const reader = stories();
    let site;
    before(async () => {
      const pages = PAGES.map((path) => [`${path}.md`, `---\ntitle: About ${path}\n---\n\nSomething about zebras.\n`]);
      site = await built({ "casa.yaml": config(theme), "index.md": "# Town\n\nHello.\n", ...Object.fromEntries(pages) });
    });
    after(() => site?.close());
    const someone = (t, options) => reader(t, { origin: site.origin, locale: "en", ...options });
    const menu = (page) => page.getByRole("navigation", { name: "Main menu" });
    const entry = (page, name) => menu(page).locator("summary", { hasText: name });
    const taxes = (page) => menu(page).getByRole("link", { name: "About offices/taxes" });

    test("what opens stays on the screen", async (t) => {
      const { page } = await someone(t);
      await page.goto("/");
      const wide = [];
      for (let width = 320; width <= 1400; width += 40) {
        await page.setViewportSize({ width, height: 800 });
        for (const name of ["Offices", "Everything"]) {
          const sideways = await page.evaluate((name) => {
            for (const toggle of document.querySelectorAll(".menu-toggle")) toggle.open = true;
            const all = [...document.querySelectorAll("nav summary")];
            all.find(({ textContent }) => textContent.includes(name)).parentNode.open = true;
            return document.scrollingElement.scrollWidth - innerWidth;
          }, name);
          if (sideways > 0) wide.push(`${width} px, ${name}: ${sideways} px`);
        }
      }
      assertNone(wide);
    });

    test("it closes by Escape, by a click elsewhere and when the focus leaves", async (t) => {
      const visitor = await someone(t);
      const { page } = visitor;
      await page.goto("/");
      await entry(page, "Offices").click();
      await taxes(page).waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Escape");
      await taxes(page).waitFor({ state: "hidden" });
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Offices");

      await page.keyboard.press("Enter");
      await taxes(page).waitFor();
      await page.getByRole("heading", { level: 1 }).click();
      await taxes(page).waitFor({ state: "hidden" });

      await entry(page, "Offices").click();
      await taxes(page).waitFor();
      // The entry itself, its overview, and the two below it.
      for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
      assert.ok(await taxes(page).isVisible());
      await page.keyboard.press("Tab");
      await taxes(page).waitFor({ state: "hidden" });
      assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "News");
      await assertQuiet(visitor);
    });

    test("on a phone what is open pushes the rest down, and stays", async (t) => {
      const { page } = await someone(t, { viewport: { width: 360, height: 740 } });
      await page.goto("/");
      if (theme === "italia") await page.locator(".menu-toggle > summary").click();
      await entry(page, "Offices").click();
      await taxes(page).waitFor();
      await menu(page).getByRole("link", { name: "News", exact: true }).focus();
      assert.ok(await taxes(page).isVisible());
      await page.keyboard.press("Escape");
      await taxes(page).waitFor({ state: "hidden" });
    });

    test("an entry is marked on the pages of what stands below it, the home on the home alone", async (t) => {
      const { page } = await someone(t);
      const marked = () => menu(page).evaluate((nav) => [...nav.querySelectorAll(":is(.current, .active, [aria-current])")]
        .map((one) => one.textContent.trim().replace(/:.*/, "")));
      await page.goto("/");
      assert.deepEqual(await marked(), ["Home"]);
      await page.goto("/news/council/");
      assert.deepEqual(await marked(), ["Offices", "About news/council", "News"]);
    });

    test("every page searches, and the home shows what was found", { skip: !!FIREFOX }, async (t) => {
      const visitor = await someone(t);
      const { page } = visitor;
      for (const address of ["/", "/offices/", "/offices/taxes/"]) {
        await page.goto(address);
        assert.equal(await page.getByRole("searchbox").or(page.getByRole("combobox")).count(), 1, address);
      }
      const field = page.getByRole("banner").getByRole("combobox");
      await field.focus();
      await page.keyboard.insertText("zebras");
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/?q=zebras");
      await page.getByRole("link", { name: "About guides/waste" }).first().waitFor();
      assertNone(await violations(page));
      await assertQuiet(visitor);
    });
  });
}
