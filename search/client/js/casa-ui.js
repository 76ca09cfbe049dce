// @ts-check
// What readers see of the search: suggestions under a field, in the page or in
// a dialog, and the page of results. Loaded when it is first used.

/** @import { CasaSearch } from "./casa-search.js" */

// In this order brotli packs them best.
import "./ui/recent.js";
import "./ui/strings.js";
import { openDialog, pageOf } from "./ui/dialog.js";
import { fieldOf } from "./ui/dom.js";
import { Host } from "./ui/host.js";
import { results } from "./ui/results.js";
import { suggest } from "./ui/suggestions.js";

export { openDialog };

/** Suggestions at first under a field. */
const STEP = 6;

/**
 * Brings an element to life that has a field, or gets one.
 * @param {CasaSearch} element
 */
export function attach(element) {
  const host = new Host(element);
  const known = element.querySelector("form");
  const form = known ?? host.form();
  const input = fieldOf(form);
  if (!known) element.prepend(form);
  const page = known ?? element.dataset.page;
  if (element.mode === "page") results(host, form, input);
  else suggest(host, form, input, STEP, page ? pageOf(form) : undefined);
}
