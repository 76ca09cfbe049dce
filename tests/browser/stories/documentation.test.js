// What readers of a documentation do besides reading, in each theme.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { built } from "../lib/built.js";
import { FIREFOX, assertNone, assertQuiet, eventually, leaves, path, stories } from "../lib/reader.js";

const THEMES = [
  {
    theme: "plain",
    language: "en",
    results: "/",
    print: "/v2/print/",
    copy: "Copy",
    copied: "Copied",
    current: "The current one is",
    edition: "Version",
    editions: "Versions",
    whole: "This section as one page",
  },
  {
    theme: "italia",
    language: "it",
    results: "/find/",
    print: "/v2/stampa/",
    copy: "Copia",
    copied: "Copiato",
    current: "La versione attuale è",
    edition: "Versione",
    editions: "Versioni",
    whole: "Questa sezione in una pagina sola",
  },
];

const config = (theme, language, results) => `title: Manual
theme: ${theme}
language: ${language}
base_url: https://manual.example/
print: [v2]
markdown: true
versions: [{folder: v2, label: "2.0"}, {folder: v1, label: "1.0"}]
${results === "/" ? "" : "search: {page: find}\n"}`;
const INSTALL = `# Install

Before the code.

\`\`\`sh
casa build # here
casa serve
\`\`\`

After it.

- a list

  \`\`\`diff
  -old
  +new
  \`\`\`
`;

for (const { theme, language, results, print, ...said } of THEMES) {
  describe(`a documentation in the theme ${theme}`, { concurrency: 1 }, () => {
    const reader = stories();
    let site;
    before(async () => {
      site = await built({
        "casa.yaml": config(theme, language, results),
        "index.md": "# Manual\n\nHello.\n",
        "find.md": "---\ntitle: Find\ntemplate: search\n---\n",
        "v1/index.md": "# First\n\nOld.\n",
        "v1/install.md": INSTALL,
        "v2/index.md": "# Second\n\nNew.\n",
        "v2/install.md": INSTALL,
        "v2/zebra-crossing.md": "# Zebra\n\nThey cross.\n",
      });
    });
    after(() => site?.close());
    const someone = (t, options) => reader(t, { origin: site.origin, locale: language, ...options });

    test("copies code with a button that moves nothing and says what it did", async (t) => {
      const options = FIREFOX ? {} : { permissions: ["clipboard-read", "clipboard-write"] };
      const reader = await someone(t, options);
      const { page } = reader;
      const places = () =>
        page.evaluate(() => [...document.querySelectorAll("main *:not(.copy, .copy *)")].map((element) => element.getBoundingClientRect().toJSON()));
      await page.route("**/copy.js", (route) => route.abort());
      await page.goto("/v2/install/");
      const without = await places();
      assert.equal(await page.getByRole("button", { name: said.copy }).count(), 0);
      await page.unroute("**/copy.js");
      reader.faults.length = 0;
      await page.goto("/v2/install/");
      const button = page.getByRole("button", { name: said.copy }).first();
      await button.waitFor();
      assert.deepEqual(await places(), without);
      await button.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("status").filter({ hasText: said.copied }).waitFor({ state: "attached" });
      assert.deepEqual(await places(), without);
      if (!FIREFOX) {
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "casa build # here\ncasa serve");
      }
      assertNone(await violations(page));
      await assertQuiet(reader);
    });

    test("goes to the same page in another version", async (t) => {
      const reader = await someone(t, { javaScriptEnabled: false });
      const { page } = reader;
      await page.goto("/v1/install/");
      await page.getByRole("note").getByText(said.current).waitFor();
      await page.getByText(`${said.edition}: 1.0`).click();
      await page.getByRole("navigation", { name: said.editions }).getByRole("link", { name: "2.0" }).click();
      await leaves(page, "/v1/install/");
      assert.equal(path(page), "/v2/install/");
      assert.equal(await page.getByRole("note").count(), 0);
      assertNone(reader.faults);
    });

    test("leads from a section to all of it as one page", async (t) => {
      const { page, faults } = await someone(t, { javaScriptEnabled: false });
      await page.goto("/v2/");
      await page.getByRole("link", { name: said.whole }).click();
      await leaves(page, "/v2/");
      assert.equal(path(page), print);
      await page.getByRole("heading", { level: 2, name: "Zebra" }).waitFor();
      assertNone(faults);
    });

    test("looks for the words of an address that leads nowhere", async (t) => {
      const reader = await someone(t);
      const { page, faults } = reader;
      await page.goto("/v2/zebra_crossing.html");
      await page.getByRole("link", { name: "Zebra" }).waitFor();
      assert.equal(await page.getByRole("searchbox").inputValue(), "v2 zebra crossing");
      await page.getByRole("searchbox").fill("install");
      await page.getByRole("link", { name: "Install" }).first().waitFor();
      await eventually(async () => assert.equal(path(page), "/v2/zebra_crossing.html?q=install"));
      assertNone(await violations(page));
      assert.ok(faults.every((fault) => /404/.test(fault)), faults.join("\n"));
    });

    // Playwright does not take scripts from the Firefox of a distribution.
    test("has a form to search there without JavaScript", { skip: !!FIREFOX }, async (t) => {
      const reader = await someone(t, { javaScriptEnabled: false });
      const { page } = reader;
      await page.goto("/not/there/");
      await page.getByRole("searchbox").fill("install");
      await page.keyboard.press("Enter");
      await leaves(page, "/not/there/");
      assert.equal(path(page), `${results}?q=install`);
    });

    for (const width of [1280, 360]) {
      test(`has no barriers that axe-core finds, ${width} pixels wide`, async (t) => {
        const reader = await someone(t, { viewport: { width, height: 800 } });
        const { page } = reader;
        for (const address of ["/v1/install/", print, "/v2/"]) {
          await page.goto(address);
          if (address.startsWith("/v1")) await page.getByText(`${said.edition}: 1.0`).click();
          assertNone((await violations(page)).map((found) => `${address}: ${found}`));
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!wide, `${address} is wider than the screen`);
        }
        await assertQuiet(reader);
      });
    }
  });
}

describe("a documentation with much in it", { concurrency: 1 }, () => {
  const reader = stories();
  let site;
  before(async () => {
    const pages = Array.from({ length: 45 }, (_, i) => [`page-${i + 10}.md`, `# Page ${i + 10}\n\n## A\n\n| a | b |\n| - | - |\n| 1 | 2 |\n`]);
    site = await built({
      "casa.yaml": "title: Manual\nlanguage: en\n",
      ...Object.fromEntries(pages),
      "part/deep/overview.md": "# Overview\n\nA.\n",
      "part/raw.md": "# Raw\n\n<div class=\"grid cards\">\n<a href=\"/page-10/\">Ten</a>\n</div>\n",
    });
  });
  after(() => site?.close());
  const someone = (t, options) => reader(t, { origin: site.origin, locale: "en-GB", ...options });

  test("shows where a page stands in a tree that is longer than the screen", async (t) => {
    const reader = await someone(t, { viewport: { width: 1280, height: 600 } });
    const { page } = reader;
    for (const name of ["Page 10", "Page 30", "Page 54"]) {
      await page.goto(`/${name.toLowerCase().replace(" ", "-")}/`);
      const here = page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name, exact: true });
      await eventually(async () => {
        const { y, height } = await here.boundingBox();
        assert.ok(y >= 0 && y + height <= 600, `${name} at ${y}`);
      });
      assert.equal(await page.evaluate(() => scrollY), 0);
    }
    await assertQuiet(reader);
  });

  test("tells the page of a section from one that is called Overview", async (t) => {
    const { page } = await someone(t);
    await page.goto("/part/deep/overview/");
    const tree = page.locator(".tree");
    await tree.getByRole("link", { name: "Deep", exact: true }).waitFor();
    assert.equal(await tree.getByRole("link", { name: "Overview" }).count(), 1);
  });

  test("does not show what is there for screen readers only", async (t) => {
    const { page } = await someone(t);
    await page.goto("/page-10/");
    const { width, height } = await page.getByRole("caption").boundingBox();
    assert.ok(width <= 1 && height <= 1, `${width} x ${height}`);
  });

  test("leaves classes of raw HTML alone", async (t) => {
    const { page } = await someone(t);
    await page.goto("/part/raw/");
    const link = page.getByRole("link", { name: "Ten", exact: true });
    assert.equal(await link.evaluate((element) => getComputedStyle(element).display), "inline");
  });

  test("has one search on every page of the home's list", async (t) => {
    const { page } = await someone(t);
    for (const address of ["/", "/page/2/"]) {
      await page.goto(address);
      assert.equal(await page.getByRole("searchbox").count() + (await page.getByRole("combobox").count()), 1, address);
    }
  });
});
