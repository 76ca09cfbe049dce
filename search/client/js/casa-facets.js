// @ts-check
// The facets of a page of results or of a dialog, as checkboxes. Loaded beside
// their counts, which come after the hits.

/** @import { Facet } from "../types/casa-engine.js" */
/** @import { Host } from "./ui/host.js" */

import { make, named } from "./casa-ui.js";

/** @typedef {ReturnType<typeof facets>} Facets */

/**
 * What is chosen: facet -> values.
 * @typedef {{ filters: Record<string, string[]> }} Chosen
 */

/**
 * A value of a facet.
 * @typedef {{ box: HTMLInputElement, label: HTMLElement, number: HTMLElement }} Row
 */

/**
 * The checkboxes of facets: built once; afterwards only what they say changes.
 * @param {Host} host
 * @param {HTMLElement} end what they stand before
 */
export function facets(host, end) {
  /**
   * Facet -> its group, and value -> row.
   * @type {Map<string, { group: HTMLElement, rows: Map<string, Row> }>}
   */
  const groups = new Map();

  function build(/** @type {Facet[]} */ counted) {
    for (const facet of host.facets?.map((name) => named(counted, name)) ?? counted) {
      if (!facet) continue;
      const group = make("fieldset", "facet", {}, make("legend", "", {}, facet.label));
      groups.set(facet.name, { group, rows: new Map() });
      end.before(group);
    }
  }

  function show(/** @type {Facet[]} */ counted, /** @type {Chosen} */ { filters }) {
    if (!groups.size) build(counted);
    for (const [facet, { group, rows }] of groups) {
      for (const { value, count } of named(counted, facet)?.values ?? []) {
        const row = rows.get(value) ?? add(facet, value, group);
        const { box, label, number } = row;
        rows.set(value, row);
        number.textContent = `(${host.digits(count)})`;
        box.checked = !!filters[facet]?.includes(value);
        label.hidden = count === 0 && !box.checked;
      }
      group.hidden = !group.querySelector("label:not([hidden])");
    }
  }

  /** Takes over what is chosen. */
  function write(/** @type {Chosen} */ { filters }) {
    for (const [facet, { rows }] of groups) {
      for (const [value, { box }] of rows) box.checked = !!filters[facet]?.includes(value);
    }
  }

  /** What is chosen; nothing before the facets are here. */
  function read() {
    if (!groups.size) return undefined;
    /** @type {Chosen["filters"]} */
    const chosen = {};
    for (const [facet, { rows }] of groups) {
      const checked = [...rows].filter(([, { box }]) => box.checked).map(([value]) => value);
      if (checked.length) chosen[facet] = checked;
    }
    return chosen;
  }
  return { groups, read, write, show };
}

/**
 * @param {string} facet
 * @param {string} value
 * @param {HTMLElement} group
 */
function add(facet, value, group) {
  const box = make("input", "", { type: "checkbox", name: facet, value });
  const number = make("span", "count");
  const label = make("label", "value", {}, box, ` ${value} `, number);
  group.append(label);
  return { box, label, number };
}
