// @ts-check
// Suggestions under a field, in the page or in a dialog. Loaded when a reader
// goes to one.

/** @import { Strings } from "../types/casa-strings.js" */
/** @import { CasaSearch } from "./casa-search.js" */

import { Host, fieldOf } from "./casa-ui.js";
import { openDialog, pageOf } from "./suggest/dialog.js";
import { FIRST, suggest } from "./suggest/suggestions.js";

export { openDialog };

/**
 * Gives the field of an element suggestions, and a field to one without.
 * @param {CasaSearch} element
 * @param {Strings} strings
 */
export function attach(element, strings) {
  const host = new Host(element, strings);
  const page = element.querySelector("form") ?? element.dataset.page;
  const form = host.formOf();
  suggest(host, form, fieldOf(form), FIRST, page ? pageOf(form) : undefined);
}
