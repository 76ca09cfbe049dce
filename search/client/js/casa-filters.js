// @ts-check
// Filters that are formulas, as clauses; loaded by who asks so.

/** @import { Facet, Filters, Query, Results } from "../types/casa-engine.js" */
/** @import { Placed } from "./engine/sources.js" */

import { WORDS, isFormula } from "./engine/wire.js";

/**
 * That a page has a value or not, and that it is in an index or in another.
 * @typedef {[sign: "+" | "-", facet: string, value: string] | [sign: "@" | "#", index: number]} Condition
 *
 * Conditions of which one has to hold.
 * @typedef {Condition[]} Clause
 */

/**
 * The lists of values that pages have, which are counted as those are that a
 * reader can choose besides; and all other filters.
 * @param {Filters | undefined} filters
 * @param {Placed[]} sources
 */
export function parted(filters = {}, sources) {
  const all = Object.entries(filters);
  const isList = (/** @type {[string, unknown]} */ [name, given]) =>
    !isFormula({ [name]: /** @type {Filters["any"]} */ (given) }, []) && !sources.some(({ values = {} }) => name in values);
  const others = all.filter((one) => !isList(one));
  return /** @type {const} */ ([Object.fromEntries(all.filter(isList)), Object.fromEntries(others)]);
}

/**
 * The clauses of a formula, and of those that indexes have for themselves.
 * @param {Filters | undefined} filters
 * @param {Placed[]} sources
 * @returns {Clause[]}
 */
export function clauses(filters = {}, sources) {
  /**
   * Those of a value: pages have it, or all of an index are given it.
   * @param {string} facet
   * @param {string} value
   * @param {boolean} holds
   * @returns {Condition[][]}
   */
  function value(facet, value, holds) {
    /** @type {Condition[]} */
    const all = [[holds ? "+" : "-", facet, value]];
    for (const [index, { values }] of sources.entries()) {
      if (values && [values[facet]].flat().includes(value)) all.push([holds ? "@" : "#", index]);
    }
    return holds ? [all] : all.map((one) => [one]);
  }

  /**
   * Those of the values of a facet.
   * @param {string} facet
   * @param {unknown} given
   * @param {boolean} holds
   * @returns {Condition[][]}
   */
  function values(facet, given, holds) {
    if (Array.isArray(given)) return join(given.map((one) => values(facet, one, holds)), holds);
    if (typeof given !== "object" || !given) return value(facet, String(given), holds);
    return formula(given, holds, (_, one, holds) => values(facet, one, holds));
  }
  /** @type {Clause[]} */
  const own = sources.flatMap(({ filters = {} }, index) =>
    formula(filters, true, values).map((clause) => /** @type {Clause} */ ([["#", index], ...clause])),
  );
  return [...formula(filters, true, values), ...own];
}

/**
 * The clauses for something to hold or not: of `not (a and b)`, those of
 * `not a or not b`.
 * @param {object} given
 * @param {boolean} holds
 * @param {(name: string, given: unknown, holds: boolean) => Condition[][]} leaf
 * @returns {Condition[][]}
 */
function formula(given, holds, leaf) {
  const parts = Object.entries(given).filter(([, one]) => one !== undefined).map(([name, one]) => {
    if (!WORDS.test(name)) return leaf(name, one, holds);
    const inner = holds === (name === "any" || name === "all");
    const each = [one].flat().map((one) =>
      typeof one === "object" ? formula(one, inner, leaf) : leaf("", one, inner),
    );
    return join(each, name === "any" ? holds : !holds);
  });
  return join(parts, !holds);
}

/**
 * The clauses for all parts to hold, or one of them.
 * @param {Condition[][][]} parts
 * @param {boolean} any
 */
function join(parts, any) {
  if (!any || !parts.length) return parts.flat();
  return parts.reduce((before, part) => before.flatMap((one) => part.map((other) => [...one, ...other])));
}

/**
 * Counts the values that indexes are given, as those that pages have are: their
 * own facet's filter apart.
 * @param {Facet[]} facets
 * @param {Placed[]} sources
 * @param {Query} query
 * @param {(query: Query) => Promise<Results>} ask
 */
export async function countGiven(facets, sources, { filters = {}, ...query }, ask) {
  for (const [name, given] of sources.flatMap(({ values = {} }) => Object.entries(values))) {
    let facet = facets.find((facet) => facet.name === name);
    if (!facet) facets.push((facet = { name, label: name, values: [] }));
    const { [name]: _, ...others } = filters;
    for (const value of [given].flat()) {
      const wanted = { all: [others, { [name]: value }] };
      const { total } = await ask({ ...query, filters: wanted, facets: false, limit: 0 });
      const known = facet.values.find((known) => known.value === value);
      if (known) known.count = total;
      else facet.values.push({ value, count: total, key: value });
    }
  }
}
