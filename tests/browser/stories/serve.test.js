// An editor writes with `casa serve` and a browser open beside.

import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { eventually, stories } from "../lib/reader.js";
import { preview } from "../lib/preview.js";

// With a schema of its own, so that mistakes are errors.
const SITE = {
  "content/casa.yaml": "title: Small\nlanguage: en\n",
  "content/_schema/page.yaml": `label: Page
plural: Pages
default_for: pages
fields:
  title: {type: text, role: title, required: true}
  status:
    type: choice
    role: status
    values: {draft: {label: Draft, draft: true}, done: Done}
`,
  "content/_index.md": "---\ntitle: A small site\n---\n\nThe first words. See [the other](other.md).\n",
  "content/other.md": "---\ntitle: The other page\n---\n\nWords of the other page.\n",
  "content/draft.md": "---\ntitle: Not ready\nstatus: draft\n---\n\nWords of a draft.\n",
};
const page = (title, text) => `---\ntitle: ${title}\n---\n\n${text}\n`;

describe("casa serve", { concurrency: 2 }, () => {
  const reader = stories();

  /** A reader of a preview of a small site. */
  async function editor(t) {
    const site = await preview(t, SITE);
    return { site, ...(await reader(t, { origin: site.origin })) };
  }

  test("an edit appears by itself, without leaving the page or its place", async (t) => {
    const { site, page: window, faults } = await editor(t);
    const long = Array.from({ length: 120 }, (_, line) => `Line ${line}.`).join("\n\n");
    await site.write("content/other.md", page("The other page", `${long}\n\nThe end.`));
    await eventually(async () => {
      await window.goto("/other/");
      assert.ok(await window.getByText("The end.").isVisible());
    });
    await window.evaluate(() => scrollTo(0, 900));
    await site.write("content/other.md", page("The other page", `${long}\n\nThe very end.`));
    await window.getByText("The very end.").waitFor();
    assert.equal(new URL(window.url()).pathname, "/other/");
    await eventually(async () => assert.equal(await window.evaluate(() => Math.round(scrollY)), 900));
    assert.deepEqual(faults, []);
  });

  test("an error shows over the page, with file and line, and goes when it is mended", async (t) => {
    const { site, page: window } = await editor(t);
    await window.goto("/other/");
    await window.getByText("Words of the other page.").waitFor();
    await site.write("content/other.md", page("The other page", "Words with a [bad link](nowhere.md)."));
    const alert = window.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.innerText(), /content\/other\.md:5:\d+/);
    assert.match(await alert.innerText(), /nowhere\.md/);
    await site.write("content/other.md", page("The other page", "Words that are mended."));
    await window.getByText("Words that are mended.").waitFor();
    await alert.waitFor({ state: "detached" });
  });

  test("an error that was there before the page was opened shows too", async (t) => {
    const { site, page: window } = await editor(t);
    await site.write("content/other.md", "---\ntitle: [open\n---\n\nWords.\n");
    await eventually(async () => {
      await window.goto("/");
      await window.getByRole("alert").waitFor({ timeout: 1000 });
    });
    assert.match(await window.getByRole("alert").innerText(), /content\/other\.md/);
  });

  test("an error elsewhere does not hold back the page that is being written", async (t) => {
    const { site, page: window } = await editor(t);
    await site.write("content/draft.md", page("Not ready", "A [bad link](nowhere.md)."));
    await eventually(async () => {
      await window.goto("/other/");
      await window.getByRole("alert").waitFor({ timeout: 1000 });
    });
    await site.write("content/other.md", page("The other page", "# Twice a title\n\nWords that are new."));
    await window.getByText("Words that are new.").waitFor();
    const panel = window.getByRole("dialog", { name: "1 error, 1 warning" });
    await panel.waitFor();
    const files = await panel.getByRole("heading", { level: 3 }).allInnerTexts();
    assert.deepEqual(files, ["content/other.md (this page)", "content/draft.md"]);
    assert.deepEqual(await panel.locator("mark").allInnerTexts(), ["# Twice a title", "[bad link](nowhere.md)"]);
  });

  test("what is wrong can be put away, until something else is", async (t) => {
    const { site, page: window, faults } = await editor(t);
    const panel = window.getByRole("dialog");
    await site.write("content/other.md", page("The other page", "A [bad link](nowhere.md)."));
    await eventually(async () => {
      await window.goto("/other/");
      await panel.waitFor({ timeout: 1000 });
    });
    await eventually(async () => assert.ok(await panel.evaluate((node) => node.getRootNode().activeElement === node)));
    await window.keyboard.press("Escape");
    const button = window.getByRole("button", { name: "1 error" });
    await button.waitFor();
    assert.equal(await panel.count(), 0);
    // The same on another line, and on another page.
    await site.write("content/other.md", page("The other page", "A line.\n\nA [bad link](nowhere.md)."));
    await window.getByText("A line.").waitFor();
    await button.waitFor();
    await window.goto("/");
    await button.waitFor();
    assert.equal(await panel.count(), 0);
    await button.click();
    await panel.getByText("content/other.md:7:").waitFor();
    await panel.getByRole("button", { name: "Close" }).click();
    await button.waitFor();
    await site.write("content/other.md", page("The other page", "A [bad link](elsewhere.md)."));
    await panel.getByText(/elsewhere\.md/).first().waitFor();
    await site.write("content/other.md", page("The other page", "Mended."));
    await panel.waitFor({ state: "detached" });
    assert.equal(await button.count(), 0);
    assert.deepEqual(faults, []);
  });

  test("drafts are shown, and marked on their page and in lists", async (t) => {
    const { page: window } = await editor(t);
    await window.goto("/draft/");
    await window.getByText("Words of a draft.").waitFor();
    await window.getByRole("complementary", { name: "Preview" }).waitFor();
    await window.goto("/");
    const link = window.getByRole("link", { name: "Not ready" }).first();
    const mark = () => link.evaluate((node) => getComputedStyle(node, "::after").content);
    await eventually(async () => assert.equal(await mark(), '" (draft)"'));
  });

  test("a new page, a page that goes", async (t) => {
    const { site, page: window } = await editor(t);
    const missing = await window.goto("/new/");
    assert.equal(missing.status(), 404);
    await site.write("content/new.md", page("A new page", "Words of a new page."));
    await window.getByText("Words of a new page.").waitFor();
    await site.remove("content/new.md");
    await window.getByText("Words of a new page.").waitFor({ state: "detached" });
  });

  test("the search of the preview finds what was just written", async (t) => {
    const { site, page: window } = await editor(t);
    await window.goto("/other/");
    await site.write("content/other.md", page("The other page", "Words with a rhinoceros."));
    await window.getByText("rhinoceros").waitFor();
    await window.getByRole("combobox").first().fill("rhinoceros");
    await window.getByRole("option", { name: /The other page/ }).waitFor();
  });

  /** An editor that writes down what it was asked to open, a line each. */
  async function withEditor(t) {
    const folder = await mkdtemp(join(tmpdir(), "casa-editor-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const [program, log] = [join(folder, "edit it"), join(folder, "log")];
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\n`);
    await chmod(program, 0o755);
    const site = await preview(t, SITE, ["--editor", `'${program}' {file}:{line}`]);
    const opened = async () => (await readFile(log, "utf8").catch(() => "")).split("\n").slice(0, -1);
    return { site, opened, ...(await reader(t, { origin: site.origin })) };
  }

  test("a click on a text opens its line in the editor, where one is named", async (t) => {
    const { site, opened, page: window, faults } = await withEditor(t);
    const long = "Same.\n\nWords **with** [a link](draft.md), and `code`.\n\nSame.\n";
    await site.write("content/other.md", page("The other page", `${long}\nA [bad link](nowhere.md).`));
    await eventually(async () => {
      await window.goto("/other/");
      await window.getByRole("alert").waitFor({ timeout: 1000 });
    });
    const lines = [];
    const opens = async (line) => {
      lines.push(`/content/other.md:${line}`);
      await eventually(async () => {
        assert.deepEqual((await opened()).map((path) => path.replace(/^.*(?=\/content\/)/, "")), lines);
      });
    };
    // The problem itself, from the panel.
    await window.getByRole("button", { name: /other\.md:11:/ }).click();
    await opens(11);
    await window.getByRole("button", { name: "Close" }).click();
    await window.getByRole("heading", { level: 1 }).click();
    await opens(2);
    await window.getByText("Words with a link").click({ position: { x: 4, y: 8 } });
    await opens(7);
    await window.getByText("Same.").nth(1).click();
    await opens(9);
    // What does something else goes on doing it.
    await window.getByRole("link", { name: "a link" }).click();
    await window.getByText("Words of a draft.").waitFor();
    assert.equal((await opened()).length, lines.length);
    assert.deepEqual(faults, []);
  });

  test("the editor is opened by pages of the preview alone, and for files of the site", async (t) => {
    const { site, opened, page: window } = await withEditor(t);
    await window.goto("/other/");
    const token = await window.locator("script[data-token]").getAttribute("data-token");
    assert.match(token, /^[0-9a-f]{32}$/);
    const { request } = await import("node:http");
    const ask = (query, headers, method = "POST") => new Promise((resolve, reject) => {
      request(`${site.origin}/_casa/open?${query}`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject).end();
    });
    const [file, known] = ["file=content/other.md&line=2", { "x-casa-token": token, origin: site.origin }];
    assert.equal(await ask(file, {}), 403);
    assert.equal(await ask(file, { origin: site.origin }), 403);
    assert.equal(await ask(file, { "x-casa-token": token }), 403);
    assert.equal(await ask(file, { ...known, "x-casa-token": token.replace(/./, "x") }), 403);
    assert.equal(await ask(file, { ...known, origin: "http://evil.example" }), 403);
    assert.equal(await ask(file, known, "GET"), 405);
    for (const other of ["/etc/passwd", "../x.md", "content/../../x.md", "content/none.md"]) {
      assert.equal(await ask(`file=${encodeURIComponent(other)}&line=1`, known), 404, other);
    }
    assert.equal(await ask("page=/other/&text=Nothing%20like%20this", known), 404);
    assert.deepEqual(await opened(), []);
    assert.equal(await ask(file, known), 200);
    await eventually(async () => assert.equal((await opened()).length, 1));

    const without = await preview(t, SITE);
    const answer = await fetch(`${without.origin}/_casa/open?${file}`, { method: "POST", headers: { "x-casa-token": token } });
    assert.equal(answer.status, 405);
  });

  test("it answers to this machine's names only", async (t) => {
    const { site } = await editor(t);
    const { get } = await import("node:http");
    const status = (headers) => new Promise((resolve, reject) => {
      get(`${site.origin}/`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    });
    assert.equal(await status({}), 200);
    assert.equal(await status({ host: "evil.example" }), 403);
    assert.equal(await status({ origin: "http://evil.example" }), 403);
  });
});
