// The scripts are what the declarations say, and what the README shows compiles.

import * as engineScript from "../js/casa-engine.js";
import * as searchScript from "../js/casa-search.js";
import type * as engineTypes from "./casa-engine.js";
import type * as searchTypes from "./casa-search.js";

const { createEngine } = engineScript satisfies typeof engineTypes;
const { filters, open, preload, search } = searchScript satisfies typeof searchTypes;

export async function shown(): Promise<string[]> {
  await open("stazione unica");
  await preload();
  const { total, more, corrected, hits, facets } = await search("appalti", {
    filters: { tipo: ["notizia", "procedura"] },
    ranges: { data: { from: "2024-06-01", to: "2025" } },
    sort: { by: "data", descending: true },
    facets: true,
    limit: 10,
    offset: 0,
    growing: true,
    asTyped: true,
  });
  await search("appalti", { filters: { tipo: "notizia", any: [{ fase: ["a", "b"] }, { not: { anno: { all: ["2024", "2025"] } } }] } });
  // @ts-expect-error: values are texts
  await search("appalti", { filters: { tipo: 2 } });
  // @ts-expect-error: no such option
  await search("appalti", { page: 2 });
  const engine = createEngine(["/search/", { index: "https://other.example/find/search/", base: "https://other.example/", filters: { tipo: "notizia" }, weight: 0.5 }]);
  const { orders } = await engine.describe();
  const names = [...facets, ...orders, ...(await filters())].map(({ label }) => label);
  const titles = hits.map((hit) => `${hit.title.join("")} ${hit.meta["kind"] ?? hit.passages[0]?.anchor}`);
  return [...names, ...titles, corrected ?? "", more ? "" : total.toFixed()];
}
