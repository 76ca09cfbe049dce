// @ts-check

/** @import { Child } from "./dom.js" */

import { make } from "./dom.js";

/**
 * What a row shows, and what it does.
 * @typedef {[content: Child[], action: () => void]} Row
 */

/** @typedef {ReturnType<typeof listbox>} Listbox */

let lists = 0;

/**
 * Rows under a field: the combobox pattern of the ARIA Authoring Practices.
 * Focus stays in the field.
 * @param {HTMLInputElement} input
 * @param {string} label
 */
export function listbox(input, label) {
  const id = `casa-search-list-${++lists}`;
  // A list that scrolls would be a stop of the Tab key, on which nothing can be done.
  const list = make("ul", "list", { role: "listbox", id, tabindex: "-1", "aria-label": label });
  const { children } = list;
  let rows = /** @type {Row[]} */ ([]);
  let active = -1;
  combobox(input, list);

  function expand(/** @type {boolean} */ open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) select(-1);
  }

  /** Makes a row the active one; -1 is the field itself. */
  function select(/** @type {number} */ at) {
    children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const row = children[at];
    if (!row) return input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  function fill(/** @type {Row[]} */ content) {
    select(-1);
    rows = content;
    const option = (/** @type {Row} */ [content], /** @type {number} */ at) =>
      make("li", "option", { role: "option", id: `${id}-${at}`, "aria-selected": "false" }, content);
    list.replaceChildren(...rows.map(option));
    expand(rows.length > 0);
  }

  /** Goes up or down, around the field itself, if there is anywhere to go. */
  function move(/** @type {1 | -1} */ by) {
    if (list.hidden) expand(rows.length > 0);
    // One place more than there are rows: the field itself.
    const places = rows.length + 1;
    select(((active + 1 + by + places) % places) - 1);
    return places > 1;
  }

  /** Does what the active row does, or the first one, if there is one. */
  function act(/** @type {boolean} */ first) {
    const row = rows[active < 0 && first ? 0 : active];
    row?.[1]();
    return !!row;
  }

  // A click must not take the focus away before it arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const option = target.closest("[role=option]");
    if (option) rows[[...children].indexOf(option)][1]();
  });
  return { list, expand, select, fill, move, act };
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
function combobox(input, list) {
  list.hidden = true;
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }
}
