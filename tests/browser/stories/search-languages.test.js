// A folder of pages in several languages, each with an index of its own.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { indexed, withSearch } from "../lib/indexed.js";
import { assertQuiet, stories } from "../lib/reader.js";

const page = (lang, options = {}) => withSearch(`Taxi ${lang}`, "<p>taxi</p>", { lang, ...options });
const element = (attributes) => `<casa-search ${attributes}></casa-search>`;

const FILES = {
  "it.html": page("it"),
  "it-2.html": page("it"),
  "sl.html": page("sl"),
  "pt.html": page("pt"),
  "pt-br.html": page("pt-BR"),
  "all.html": page("it", { element: element('data-languages="all"') }),
  "some.html": page("it", { element: element('data-languages="pt-PT it"') }),
};

/** These are not in the index: they are as their names say. */
const ALSO = Object.fromEntries(
  Object.entries({ "pt-pt": "pt-PT", "pt-br-x": "PT_br-x-y", "it-ch": "it-CH", el: "el", none: "" }).map(([name, lang]) => [`of/${name}.html`, page(lang, { up: "../" })]),
);

describe("a folder of several languages", { concurrency: 2 }, () => {
  const reader = stories();
  let site;
  before(async () => (site = await indexed(FILES, { folder: "docs/", also: ALSO })));
  after(() => site?.close());

  const ITALIAN = ["all", "it", "it-2", "some"];
  for (const [at, pages, folder] of [
    ["it", ITALIAN, ""],
    ["sl", ["sl"], "sl/"],
    ["pt-br", ["pt-br"], "pt-br/"],
    ["of/pt-pt", ["pt"], "pt/"],
    ["of/pt-br-x", ["pt-br"], "pt-br/"],
    ["of/it-ch", ITALIAN, ""],
    ["of/el", ITALIAN, ""],
    ["of/none", ITALIAN, ""],
    ["some", ["pt", ...ITALIAN], "pt/"],
    ["all", ["pt", "pt-br", "sl", ...ITALIAN], ""],
  ]) {
    test(`on ${at}.html are found ${pages.join(", ")}`, async (t) => {
      const someone = await reader(t, { origin: site.origin });
      const { page } = someone;
      const asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`/docs/${at}.html`);
      const found = await page.evaluate(async () => {
        const { search } = await import("/docs/search/casa-search.js");
        return (await search("taxi")).hits.map(({ url }) => url);
      });
      const urls = pages.map((name) => `/docs/${name}.html`);
      assert.deepEqual(found.sort(), urls.sort());
      // Nobody asks which there are.
      const roots = asked.filter((path) => path.endsWith("index.casa"));
      assert.ok(roots.includes(`/docs/search/${folder}index.casa`), String(roots));
      if (at !== "all" && at !== "some") assert.equal(roots.length, 1);
      await assertQuiet(someone);
    });
  }

  test("scripts choose a language, or all", async (t) => {
    const { page } = await reader(t, { origin: site.origin });
    await page.goto("/docs/sl.html");
    const found = await page.evaluate(async () => {
      const { createEngine, languages } = await import("/docs/search/casa-engine.js");
      const of = async (sources) => (await createEngine(sources).search({ text: "taxi" })).hits.map(({ url }) => url).sort();
      const index = "/docs/search/";
      const all = languages.map((language) => ({ index, language }));
      return { languages, own: await of(index), pt: await of({ index, language: "pt-PT" }), all: (await of(all)).length };
    });
    assert.deepEqual(found, {
      languages: ["it", "pt", "pt-br", "sl"],
      own: ["/docs/sl.html"],
      pt: ["/docs/pt.html"],
      all: 7,
    });
  });
});
