// @ts-check

/** @import { Strings } from "../../types/casa-strings.js" */
/** @import { CasaSearch } from "../casa-search.js" */

import { Host, fieldOf, make } from "../casa-ui.js";
import { narrowing } from "./narrowing.js";
import { suggest } from "./suggestions.js";

/** Suggestions in a dialog, and more with each growth. */
const STEP = 10;

/** @type {WeakMap<CasaSearch, HTMLDialogElement>} */
const dialogs = new WeakMap();

/**
 * Opens the dialog of an element, with `text` in its field or what was in it.
 * @param {CasaSearch} element
 * @param {Strings} strings
 * @param {string} text
 */
export function openDialog(element, strings, text) {
  const dialog = dialogs.get(element) ?? build(new Host(element, strings));
  dialogs.set(element, dialog);
  if (!dialog.open) dialog.showModal();
  const input = fieldOf(dialog);
  if (text) input.value = text;
  input.focus();
  input.select();
  input.dispatchEvent(new Event(input.value ? "input" : "focus"));
}

/** @param {Host} host */
function build(host) {
  const { strings, element } = host;
  const form = host.form();
  const close = make("button", "close", { type: "button" }, strings.close);
  const bar = make("div", "bar", {}, ...form.childNodes, close);
  const dialog = make("dialog", "", { "aria-label": strings.label }, form);
  dialog.className = "casa-search-dialog";
  close.addEventListener("click", () => dialog.close());
  const narrow = narrowing(host, () => update());
  form.append(bar, narrow.panel);
  document.body.append(dialog);
  const page = element.dataset.page ? pageOf(form) : undefined;
  const update = suggest(host, form, fieldOf(form), STEP, page, narrow);
  form.append(keys(strings));
  leave(dialog);
  fit(dialog);
  return dialog;
}

/**
 * Which keys do what, for the eye: who hears the page is told by its roles.
 * @param {Strings} strings
 */
function keys({ keys }) {
  const hint = (/** @type {string} */ key, /** @type {number} */ at) => make("span", "", {}, make("kbd", "", {}, key), ` ${keys[at]}`);
  return make("p", "keys", { "aria-hidden": "true" }, ["↑ ↓", "Enter ↵", "Esc"].map(hint));
}

/**
 * Closes a dialog where readers mean to leave it. What is in its field stays.
 * @param {HTMLDialogElement} dialog
 */
function leave(dialog) {
  dialog.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
      // A search field would clear itself first.
      event.preventDefault();
      dialog.close();
    },
    true,
  );
  // What is in the dialog covers all of it: the rest is the backdrop. Who
  // marks a text and lets go outside does not mean to leave.
  let pressed = false;
  dialog.addEventListener("pointerdown", ({ target }) => (pressed = target === dialog));
  dialog.addEventListener("click", (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    if (target === dialog && pressed) return dialog.close();
    const link = /** @type {Element} */ (target).closest("a");
    const { href = "" } = link ?? {};
    // A link to this very page only moves it below the dialog.
    const same = link && href.split("#")[0] === location.href.split("#")[0];
    if (same && !ctrlKey && !metaKey && !shiftKey) dialog.close();
  });
}

/**
 * Keeps a dialog that fills the screen above the keyboard of a phone, which
 * covers the page without a word to its layout.
 * @param {HTMLDialogElement} dialog
 */
function fit(dialog) {
  const view = window.visualViewport;
  if (!view) return;
  const set = () => {
    dialog.style.setProperty("--_height", `${view.height}px`);
    dialog.style.setProperty("--_top", `${view.offsetTop}px`);
  };
  for (const event of ["resize", "scroll"]) view.addEventListener(event, set);
  set();
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
