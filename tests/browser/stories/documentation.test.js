// What readers of a documentation in the theme `plain` do besides reading.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "../lib/axe.js";
import { built } from "../lib/built.js";
import { FIREFOX, assertNone, assertQuiet, eventually, leaves, path, stories } from "../lib/reader.js";

const CONFIG = `title: Manual
language: en
base_url: https://manual.example/
print: [v2]
markdown: true
versions: [{folder: v2, label: "2.0"}, {folder: v1, label: "1.0"}]
`;
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

describe("a documentation", { concurrency: 1 }, () => {
  const reader = stories();
  let site;
  before(async () => {
    site = await built({
      "casa.yaml": CONFIG,
      "index.md": "# Manual\n\nHello.\n",
      "v1/index.md": "# First\n\nOld.\n",
      "v1/install.md": INSTALL,
      "v2/index.md": "# Second\n\nNew.\n",
      "v2/install.md": INSTALL,
      "v2/zebra-crossing.md": "# Zebras\n\nThey cross.\n",
    });
  });
  after(() => site?.close());
  const someone = (t, options) => reader(t, { origin: site.origin, locale: "en-GB", ...options });

  test("copies code with a button that moves nothing and says what it did", async (t) => {
    const options = FIREFOX ? {} : { permissions: ["clipboard-read", "clipboard-write"] };
    const reader = await someone(t, options);
    const { page } = reader;
    const places = () =>
      page.evaluate(() => [...document.querySelectorAll("main *:not(.copy, .copy *)")].map((element) => element.getBoundingClientRect().toJSON()));
    await page.route("**/copy.js", (route) => route.abort());
    await page.goto("/v2/install/");
    const without = await places();
    assert.equal(await page.getByRole("button", { name: "Copy" }).count(), 0);
    await page.unroute("**/copy.js");
    reader.faults.length = 0;
    await page.goto("/v2/install/");
    const button = page.getByRole("button", { name: "Copy" }).first();
    await button.waitFor();
    assert.deepEqual(await places(), without);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Copied" }).waitFor({ state: "attached" });
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
    await page.getByRole("note").getByText("The current one is").waitFor();
    await page.getByText("Version: 1.0").click();
    await page.getByRole("navigation", { name: "Versions" }).getByRole("link", { name: "2.0" }).click();
    await leaves(page, "/v1/install/");
    assert.equal(path(page), "/v2/install/");
    assert.equal(await page.getByRole("note").count(), 0);
    assertNone(reader.faults);
  });

  test("looks for the words of an address that leads nowhere", async (t) => {
    const reader = await someone(t);
    const { page, faults } = reader;
    await page.goto("/v2/zebra_crossing.html");
    await page.getByRole("link", { name: "Zebras" }).waitFor();
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
    assert.equal(path(page), "/?q=install");
  });

  for (const width of [1280, 360]) {
    test(`has no barriers that axe-core finds, ${width} pixels wide`, async (t) => {
      const reader = await someone(t, { viewport: { width, height: 800 } });
      const { page } = reader;
      for (const address of ["/v1/install/", "/v2/print/", "/v2/"]) {
        await page.goto(address);
        if (address.startsWith("/v1")) await page.getByText("Version: 1.0").click();
        assertNone((await violations(page)).map((found) => `${address}: ${found}`));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!wide, `${address} is wider than the screen`);
      }
      await assertQuiet(reader);
    });
  }
});
