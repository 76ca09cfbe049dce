// @ts-check
// What is said across the boundary of the module: requests as `request.rs`
// reads them, replies as `reply.rs` writes them.

/** @import { Clause } from "../casa-filters.js" */
/** @import { Facet, Filters, Hit, Kind, Known, Passage, Query, Results } from "../../types/casa-engine.js" */
/** @import { Piece } from "./pieces.js" */
/** @import { Placed } from "./sources.js" */

import { fragment } from "../ui/fragment.js";
import { addressed } from "./sources.js";

/** @typedef {[name: string, label: string]} Pair */

/**
 * @typedef {Omit<Passage, "url" | "file">} WrittenPassage
 * @typedef {Omit<Hit, "meta" | "passages" | "file"> & { meta: Pair[], passages: WrittenPassage[] }} WrittenHit
 *
 * What was found, as written.
 * @typedef {object} Written
 * @property {number} total
 * @property {number} all
 * @property {boolean} more
 * @property {string | null} corrected
 * @property {WrittenHit[]} hits
 * @property {(Omit<Facet, "values"> & { values: [value: string, count: number, key: string][] })[]} facets
 * @property {{ [list in keyof Known]: Pair[] }} known
 */

/**
 * One of three.
 * @typedef {{ error: Kind, file?: string, need?: undefined }} Failed
 * @typedef {{ need: Piece[], error?: undefined }} Needing
 * @typedef {Written & { need?: undefined, error?: undefined }} Found
 */

/**
 * Whether filters are more than lists of values that pages have.
 * @param {Filters | undefined} filters
 * @param {Placed[]} sources
 */
export const isFormula = (filters = {}, sources) =>
  sources.some(({ filters, values }) => filters || values) ||
  Object.entries(filters).some(([name, given]) => WORDS.test(name) || [given].flat().some((one) => typeof one !== "string"));

/** What formulas are made of, and facets cannot be called. */
export const WORDS = /^(any|all|none|not)$/;

/**
 * A query as lines of words with tabs between them.
 * @param {Query} query
 * @param {Placed[]} sources
 * @param {Clause[]} clauses that have to hold besides
 */
export function write(query, sources, clauses) {
  const weighed = sources.some(({ weight }) => weight !== undefined);
  /** @type {(string | number)[][]} */
  const lines = [["text", query.text ?? ""]];
  for (const name of /** @type {const} */ (["language", "limit", "offset"])) {
    const value = query[name];
    if (value !== undefined) lines.push([name, value]);
  }
  if (query.growing) lines.push(["growing"]);
  if (query.asTyped) lines.push(["astyped"]);
  if (query.facets) lines.push(["facets"]);
  for (const [facet, values] of Object.entries(query.filters ?? {})) {
    for (const value of [values].flat()) lines.push(["filter", facet, String(value)]);
  }
  for (const clause of clauses) lines.push(["any", ...clause.flat()]);
  for (const { weight = 1 } of weighed ? sources : []) lines.push(["weight", Math.round(100 * weight)]);
  for (const [order, { from, to }] of Object.entries(query.ranges ?? {})) {
    lines.push(["range", order, from ?? "", to ?? ""]);
  }
  const { by, descending } = /** @type {{ by?: string, descending?: boolean }} */ (query.sort ?? {});
  if (by) lines.push(["sort", by, descending ? "desc" : "asc"]);
  const clean = (/** @type {string | number} */ word) => String(word).replace(/[\t\n]/g, " ");
  return lines.map((line) => line.map(clean).join("\t")).join("\n");
}

/**
 * What was found, in the shape that callers see.
 * @param {Written} answer
 * @param {Placed[]} sources
 * @returns {Results}
 */
export function read(answer, sources) {
  const names = (/** @type {Pair[]} */ list) => list.map(([name, label]) => ({ name, label }));
  return {
    ...answer,
    hits: answer.hits.map((hit) => {
      const { base } = sources[hit.index];
      const url = addressed(hit.url, base);
      const passages = hit.passages.map((passage) => {
        const file = fileOf(passage.anchor, base);
        return { ...passage, file, url: file || sectionOf(url, passage.anchor) };
      });
      return {
        ...hit,
        url,
        file: fileOf(hit.anchor, base),
        passages,
        // The bits of a 32-bit float.
        score: new Float32Array(Uint32Array.of(hit.score).buffer)[0],
        meta: Object.fromEntries(hit.meta),
      };
    }),
    facets: answer.facets.map((facet) => ({
      ...facet,
      values: facet.values.map(([value, count, key]) => ({ value, count, key: key || value })),
    })),
    known: { facets: names(answer.known.facets), orders: names(answer.known.orders) },
  };
}

/**
 * The address of a file that a page offers, at the page of it that an anchor
 * names; empty for other anchors.
 * @param {string} anchor
 * @param {URL} base
 */
const fileOf = (anchor, base) => (/^\/[^#]+#page=\d+$/.test(anchor) ? addressed(anchor, base) : "");

/**
 * The address of a section of a page.
 * @param {string} url
 * @param {string} anchor
 */
const sectionOf = (url, anchor) =>
  anchor ? `${url.replace(/#.*/, "")}#${fragment(anchor)}` : url;
