// @ts-check
// The page of results.

/** @import { Strings } from "../types/casa-strings.js" */
/** @import { CasaSearch } from "./casa-search.js" */

import { Host, fieldOf } from "./casa-ui.js";
import { results } from "./results/page.js";

/**
 * Makes an element a page of results, with a form if it has none.
 * @param {CasaSearch} element
 * @param {Strings} strings
 */
export function attach(element, strings) {
  const host = new Host(element, strings);
  const form = host.formOf();
  results(host, form, fieldOf(form));
}
