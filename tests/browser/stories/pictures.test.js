// A page with photographs: each screen fetches the size that it shows, and
// nothing moves when it comes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { violations } from "../lib/axe.js";
import { assertNone, assertQuiet, eventually, stories } from "../lib/reader.js";
import { paint } from "../lib/png.js";
import { serve } from "../lib/server.js";

const CONFIG = fileURLToPath(new URL("../../../netlify.toml", import.meta.url));
const THEMES = fileURLToPath(new URL("../../../themes/", import.meta.url));

/** The files of the portal's theme, as a site has them. */
const theme = Object.fromEntries(
  ["theme.yaml", ...["templates", "strings", "static", "preview"].flatMap((folder) =>
    readdirSync(join(THEMES, "italia", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(THEMES, "italia/").length)))]
    .map((path) => [`themes/italia/${path}`, readFileSync(join(THEMES, "italia", path))]),
);

const far = "Una riga.\n\n".repeat(120);
const SITE = {
  ...theme,
  "content/casa.yaml": "title: Prova\ntagline: Pagine di prova\nowner: Un ente\nemail: a@b.example\nlanguage: it\ntheme: italia\nbase_url: https://prova.example\npictures: {widths: [480, 960, 1440]}\nmenu: [foto]\n",
  "content/_index.md": "---\ntitle: Prova\n---\n",
  "content/foto.md": `---\ntitle: Foto\n---\n\n![La piazza](piazza.png)\n\nParole sotto la foto.\n\n${far}:::figura file="ponte.png" alt="Il ponte" didascalia="Il ponte."\n:::\n`,
  "content/piazza.png": paint(1600, 1000, (x, y) => [x >> 3, y >> 2, 128]),
  "content/ponte.png": paint(1200, 900, (x, y) => [x >> 3, 128, y >> 2]),
};

describe("pictures in the sizes in which pages show them", () => {
  const reader = stories();
  const folder = mkdtempSync(join(tmpdir(), "casa-pictures-"));
  let site;
  before(async () => {
    for (const [path, content] of Object.entries(SITE)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    execFileSync(process.env.CASA, ["build", "--root", folder, "--out", join(folder, "public"), "--no-cache", "--quiet"]);
    site = await serve(join(folder, "public"), CONFIG);
  });
  after(async () => {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [width, ratio, wanted] of [[360, 1, 480], [360, 2, 960], [1280, 1, 960], [1280, 2, 1440]]) {
    test(`at ${width} px and ${ratio} pixels a point the picture is ${wanted} wide`, async (t) => {
      const someone = await reader(t, { origin: site.origin, viewport: { width, height: 800 }, deviceScaleFactor: ratio });
      const { page } = someone;
      const asked = [];
      page.on("response", (response) => {
        if (response.request().resourceType() === "image" && /\/pictures\/|\.png/.test(response.url())) {
          asked.push([new URL(response.url()).pathname, response.headers()["content-type"]]);
        }
      });
      // The picture comes after its place has been looked at.
      let come;
      const looked = new Promise((resolve) => { come = resolve; });
      await page.route("**/assets/pictures/**", async (route) => {
        await looked;
        await route.continue();
      });
      await page.goto("/foto/", { waitUntil: "domcontentloaded" });
      await page.evaluate(() => document.fonts.ready);
      const picture = page.getByRole("img", { name: "La piazza" });
      const place = () => picture.evaluate((img) => img.getBoundingClientRect().toJSON());
      const before = await place();
      come();
      await picture.evaluate((img) => img.decode());
      assert.deepEqual(await place(), before);
      const shown = await picture.evaluate((img) => ({
        file: new URL(img.currentSrc).pathname,
        box: img.getBoundingClientRect().toJSON(),
      }));
      assert.match(shown.file, new RegExp(`^/assets/pictures/[0-9a-f]{16}-${wanted}\\.webp$`));
      assert.ok(Math.abs(shown.box.width / shown.box.height - 1.6) < 0.02, JSON.stringify(shown.box));
      assert.ok(shown.box.width <= width);
      // The one below is not fetched before it is near.
      assert.deepEqual(asked, [[shown.file, "image/webp"]]);
      const below = page.getByRole("img", { name: "Il ponte" });
      await below.scrollIntoViewIfNeeded();
      await eventually(async () => assert.ok(await below.evaluate((img) => img.complete && img.naturalWidth > 0)));
      assert.equal(asked.length, 2);
      assertNone(await violations(page));
      await assertQuiet(someone);
    });
  }

  test("a browser that does not read WebP gets the picture's own format, and the figure leads to the file", async (t) => {
    const { page, origin } = await reader(t, { origin: site.origin });
    await page.goto("/foto/");
    const own = await page.getByRole("img", { name: "La piazza" }).evaluate(async (img) => {
      img.parentElement.querySelector("source").remove();
      await img.decode();
      return new URL(img.currentSrc).pathname;
    });
    assert.match(own, /-960\.png$/);
    const file = await page.getByRole("link", { name: "Il ponte" }).getAttribute("href");
    assert.equal(file, "/ponte.png");
    const fetched = await page.request.get(origin + file);
    assert.ok((await fetched.body()).equals(SITE["content/ponte.png"]));
  });
});
