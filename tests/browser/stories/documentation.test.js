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
