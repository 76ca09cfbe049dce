// Pagefind's JavaScript interface over casa's engine, as far as the table of
// behaviours asks for it: for sites that move, and to compare.

import { createEngine } from "/search/casa-engine.js";

let sources = [{ index: "/search/" }];
let engine;

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const marked = (stretches) => stretches.map((text, at) => (at % 2 ? `<mark>${escape(text)}</mark>` : escape(text))).join("");

/** In Pagefind a list means all of its values. */
function translated(filters) {
  const words = ["any", "all", "none", "not"];
  const of = (name, given) => {
    if (words.includes(name)) return Array.isArray(given) ? given.map(one) : one(given);
    return Array.isArray(given) && given.length ? { all: given } : given;
  };
  const one = (given) =>
    typeof given === "object" ? Object.fromEntries(Object.entries(given).map(([name, value]) => [name, of(name, value)])) : given;
  return one(filters);
}

const byName = (facets) =>
  Object.fromEntries(facets.map(({ name, values }) => [name, Object.fromEntries(values.map(({ value, count }) => [value, count]))]));

function result(hit) {
  const filters = {};
  for (const [name, value] of hit.filters) (filters[name] ??= []).push(value);
  const section = hit.anchor ? `${hit.url}#${encodeURIComponent(hit.anchor)}` : hit.url;
  const best = { title: hit.heading || hit.title.join(""), url: section, excerpt: marked(hit.excerpt) };
  const others = hit.passages.map(({ heading, url, excerpt }) => ({ title: heading || hit.title.join(""), url, excerpt: marked(excerpt) }));
  return {
    id: hit.url,
    score: hit.score,
    data: async () => ({
      url: hit.url,
      excerpt: marked(hit.excerpt),
      meta: { title: hit.title.join(""), ...hit.meta },
      filters,
      sub_results: [best, ...others],
    }),
  };
}

export async function options({ baseUrl, indexWeight, mergeFilter } = {}) {
  sources[0] = { ...sources[0], base: baseUrl ?? sources[0].base, weight: indexWeight, values: mergeFilter };
  engine = undefined;
}

export async function mergeIndex(folder, { baseUrl, indexWeight, mergeFilter } = {}) {
  sources.push({ index: folder, base: baseUrl, weight: indexWeight, values: mergeFilter });
  engine = undefined;
}

const made = () => (engine ??= createEngine(sources));
export const init = async () => made().preload();
export const preload = init;
export const filters = async () => byName(await made().filters());
export async function destroy() {
  sources = [{ index: "/search/" }];
  engine = undefined;
}

export async function search(text, { filters = {}, sort = {} } = {}) {
  const query = { text: text ?? "", limit: 1000, facets: true };
  const [by] = Object.keys(sort);
  if (by) query.sort = { by, descending: sort[by] === "desc" };
  const all = await made().search(query);
  const found = await made().search({ ...query, filters: translated(filters) });
  return {
    results: found.hits.map(result),
    unfilteredResultCount: all.total,
    filters: byName(found.facets),
    totalFilters: byName(all.facets),
  };
}

let turns = 0;
export async function debouncedSearch(text, options, patience = 300) {
  const turn = ++turns;
  await new Promise((resolve) => setTimeout(resolve, patience));
  return turn === turns ? search(text, options) : null;
}
