// @ts-check

/** @import { CasaSearch } from "../casa-search.js" */

import { fieldOf, make } from "./dom.js";
import { Host } from "./host.js";
import { suggest } from "./suggestions.js";

/** Suggestions at first in a dialog. */
const STEP = 8;

/** @type {WeakMap<CasaSearch, HTMLDialogElement>} */
const dialogs = new WeakMap();

/**
 * Opens the dialog of an element, with `text` in its field.
 * @param {CasaSearch} element
 * @param {string} text
 */
export function openDialog(element, text) {
  const dialog = dialogs.get(element) ?? build(new Host(element));
  dialogs.set(element, dialog);
  if (!dialog.open) dialog.showModal();
  const input = fieldOf(dialog);
  if (text) input.value = text;
  input.select();
  input.dispatchEvent(new Event(input.value ? "input" : "focus"));
}

/** @param {Host} host */
function build(host) {
  const { strings, element } = host;
  const form = host.form();
  const close = make("button", "close", { type: "button" }, strings.close);
  const dialog = make("dialog", "", { "aria-label": strings.label }, form);
  dialog.className = "casa-search-dialog";
  form.append(close);
  close.addEventListener("click", () => dialog.close());
  // Search fields clear themselves on Escape first; here it closes at once.
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && dialog.close(), true);
  document.body.append(dialog);
  suggest(host, form, fieldOf(form), STEP, element.dataset.page ? pageOf(form) : undefined);
  return dialog;
}

/**
 * Where the page of a form has all the results for a text.
 * @param {HTMLFormElement} form
 */
export function pageOf(form) {
  const { name } = fieldOf(form);
  return (/** @type {string} */ text) => {
    const url = new URL(form.action);
    url.searchParams.set(name, text);
    return url;
  };
}
