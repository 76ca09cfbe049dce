// A reader without a mouse.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertNone, assertQuiet, eventually, leaves, path, stories } from "../lib/reader.js";

/** What has the focus, as a reader would name it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (element.getAttribute("aria-label") || element.textContent || element.name || element.localName)
      .trim()
      .replace(/\s+/g, " ");
  });

/** Tabs until `check` (given the element) is true. */
async function tabTo(page, check, most = 40) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(check)) return;
  }
  assert.fail(`not reached in ${most} steps of Tab; at ${await focused(page)}`);
}

describe("keyboard only", { concurrency: 2 }, () => {
  const reader = stories();

  test("the first Tab shows a link to the contents, Enter goes there", async (t) => {
    const { page } = await reader(t);
    await page.goto("/documenti/convenzione-sua/");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Vai al contenuto");
    const box = await page.getByRole("link", { name: "Vai al contenuto" }).boundingBox();
    assert.ok(box.width > 40 && box.height > 10 && box.y >= 0, "it can be seen");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => !!document.activeElement.closest("main")));
  });

  test("every skip link leads somewhere", async (t) => {
    const { page } = await reader(t);
    for (const address of ["/", "/cerca/", "/notizie/"]) {
      await page.goto(address);
      const targets = await page
        .locator(".skiplinks a")
        .evaluateAll((links) => links.map((link) => [link.hash, !!document.querySelector(link.hash)]));
      assert.ok(targets.length > 1);
      for (const [hash, there] of targets) assert.ok(there, `${address}${hash}`);
    }
  });

  test("Tab to the search, arrows, Esc, Enter", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/notizie/");
    await tabTo(page, () => document.activeElement.matches("header input[type=search]"));
    const field = page.getByRole("banner").getByRole("combobox");
    // At once: letter by letter the rows would change under the arrows.
    await page.keyboard.insertText("treviso");
    await page.getByRole("option").first().waitFor();
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    const active = async () => {
      const id = await field.getAttribute("aria-activedescendant");
      return id && page.locator(`[id="${id}"]`);
    };
    assert.equal(await active(), null);
    await page.keyboard.press("ArrowDown");
    const first = await (await active()).innerText();
    assert.equal(await (await active()).getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await (await active()).innerText(), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await (await active()).innerText(), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), null, "back in the field");
    await page.keyboard.press("ArrowUp");
    assert.match(await (await active()).innerText(), /risultat/, "the last row");

    await page.keyboard.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.ok(await field.evaluate((input) => input === document.activeElement), "focus stays");

    await page.keyboard.press("ArrowDown");
    await page.getByRole("listbox").waitFor();
    const title = await (await active()).locator(".casa-search__title").innerText();
    await page.keyboard.press("Enter");
    await leaves(page, "/notizie/");
    assert.equal((await page.getByRole("heading", { level: 1 }).innerText()).trim(), title.trim());
    await assertQuiet(someone);
  });

  test("Tab leaves the suggestions behind", async (t) => {
    const { page } = await reader(t);
    await page.goto("/notizie/");
    await page.getByRole("banner").getByRole("combobox").focus();
    await page.keyboard.type("treviso");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Cerca", "the form's button");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => !document.activeElement.closest("casa-search")), await focused(page));
    await page.getByRole("listbox").waitFor({ state: "hidden" });
  });

  test("only the number of results is announced", async (t) => {
    const { page } = await reader(t);
    await page.goto("/notizie/");
    await page.getByRole("banner").getByRole("combobox").focus();
    await page.keyboard.type("convenzione");
    const status = page.getByRole("banner").getByRole("status");
    await eventually(async () => assert.match((await status.textContent()).trim(), /^\d+ risultat[io]$/));
  });

  for (const shortcut of ["/", "Control+k", "Meta+k"]) {
    test(`${shortcut} goes to the search`, async (t) => {
      const { page } = await reader(t);
      await page.goto("/documenti/convenzione-sua/");
      // The element is at work when its field says what it is.
      const field = page.getByRole("banner").getByRole("combobox");
      await field.waitFor();
      await page.keyboard.press(shortcut);
      await eventually(async () => {
        assert.ok(await page.evaluate(() => document.activeElement.matches("input[type=search]")));
      });
      assert.equal(await page.evaluate(() => document.activeElement.value), "");
      await page.keyboard.type("a/b");
      assert.equal(await page.evaluate(() => document.activeElement.value), "a/b");
    });
  }

  test("filters and results of the search page", async (t) => {
    const someone = await reader(t);
    const { page } = someone;
    await page.goto("/cerca/?q=convenzione");
    await page.locator("main casa-search ol > li").first().waitFor();
    await tabTo(page, () => document.activeElement.matches("input[type=checkbox][value=Documenti]"));
    await page.keyboard.press("Space");
    await eventually(async () => assert.match(path(page), /tipo=Documenti/));
    assert.ok(
      await page.evaluate(() => document.activeElement.matches("input[value=Documenti]")),
      "focus stays on the filter",
    );
    await tabTo(page, () => document.activeElement.matches("casa-search ol > li a"), 80);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/documenti/**");
    await assertQuiet(someone);
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`on a phone the link to the menu opens it, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async (t) => {
      const { page } = await reader(t, { viewport: { width: 360, height: 740 }, javaScriptEnabled });
      await page.goto("/documenti/");
      const item = page.getByRole("navigation", { name: "Menu principale" }).getByRole("link", { name: "Notizie" });
      assert.equal(await item.isVisible(), false);
      await page.getByRole("link", { name: "Vai al menu" }).focus();
      await page.keyboard.press("Enter");
      await item.waitFor();
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest(".main-nav")), "the menu comes next");
    });
  }

  test("the menu opens with Enter, Esc closes it and keeps the place", async (t) => {
    const { page } = await reader(t);
    await page.goto("/");
    await tabTo(page, () => document.activeElement.matches("details.submenu > summary"));
    await page.keyboard.press("Enter");
    const link = page.getByRole("navigation", { name: "Menu principale" }).getByRole("link", { name: "SUA" });
    await link.waitFor();
    await page.keyboard.press("Escape");
    await link.waitFor({ state: "hidden" });
    assert.ok(await page.evaluate(() => document.activeElement.matches("details.submenu > summary")));
    await page.keyboard.press("Enter");
    await tabTo(page, () => document.activeElement.matches("a[href='/pilastri/sua/']"));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/pilastri/sua/");
  });

  test("what has the focus can be seen: no focus without a mark", async (t) => {
    const { page } = await reader(t);
    for (const address of ["/", "/documenti/convenzione-sua/", "/cerca/?q=sua"]) {
      await page.goto(address);
      const invisible = [];
      const seen = new Set();
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press("Tab");
        const found = await page.evaluate(() => {
          const element = document.activeElement;
          const box = element.getBoundingClientRect();
          // The mark may be around the card that the link fills.
          const around = [element, element.parentElement, element.closest("article")].filter(Boolean);
          const marked = around.some((place) => {
            const { outlineStyle, boxShadow } = getComputedStyle(place);
            return outlineStyle !== "none" || (boxShadow !== "none" && !/ 0px 0px 0px 0px$/.test(boxShadow));
          });
          const name = element.outerHTML.slice(0, 120);
          return { name, fine: element === document.body || (marked && box.width > 0 && box.height > 0) };
        });
        if (!found.fine && !seen.has(found.name)) invisible.push(`${address}: ${found.name}`);
        seen.add(found.name);
      }
      assertNone(invisible);
    }
  });
});
