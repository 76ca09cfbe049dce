// @ts-check
// What is said across the boundary of the module: requests as `request.rs`
// reads them, replies as `reply.rs` writes them.

/** @import { Facet, Hit, Kind, Known, Query, Results } from "../../types/casa-engine.js" */
/** @import { Piece } from "./pieces.js" */

/** @typedef {[name: string, label: string]} Pair */

/**
 * What was found, as written.
 * @typedef {object} Written
 * @property {number} total
 * @property {boolean} more
 * @property {string | null} corrected
 * @property {(Omit<Hit, "meta"> & { meta: Pair[] })[]} hits
 * @property {(Omit<Facet, "values"> & { values: [value: string, count: number][] })[]} facets
 * @property {{ [list in keyof Known]: Pair[] }} known
 */

/**
 * One of three.
 * @typedef {{ error: Kind, file?: string, need?: undefined }} Failed
 * @typedef {{ need: Piece[], error?: undefined }} Needing
 * @typedef {Written & { need?: undefined, error?: undefined }} Found
 */

/**
 * A query as lines of words with tabs between them.
 * @param {Query} query
 * @param {number} indexes how many there are
 */
export function write(query, indexes) {
  /** @type {(string | number)[][]} */
  const lines = [
    ["text", query.text ?? ""],
    ["indexes", indexes],
  ];
  for (const name of /** @type {const} */ (["language", "limit", "offset"])) {
    const value = query[name];
    if (value !== undefined) lines.push([name, value]);
  }
  if (query.growing) lines.push(["growing"]);
  if (query.asTyped) lines.push(["astyped"]);
  if (query.facets) lines.push(["facets"]);
  for (const [facet, values] of Object.entries(query.filters ?? {})) {
    for (const value of values) lines.push(["filter", facet, value]);
  }
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
 * @returns {Results}
 */
export function read(answer) {
  const names = (/** @type {Pair[]} */ list) => list.map(([name, label]) => ({ name, label }));
  return {
    ...answer,
    hits: answer.hits.map((hit) => ({
      ...hit,
      // The bits of a 32-bit float.
      score: new Float32Array(Uint32Array.of(hit.score).buffer)[0],
      meta: Object.fromEntries(hit.meta),
    })),
    facets: answer.facets.map((facet) => ({
      ...facet,
      values: facet.values.map(([value, count]) => ({ value, count })),
    })),
    known: { facets: names(answer.known.facets), orders: names(answer.known.orders) },
  };
}
