// @ts-check

/** @import { Child } from "../ui/dom.js" */

import { make } from "../casa-ui.js";

/**
 * What a row shows, where it leads if it is a link, what it does when it is
 * chosen, and what is said of it and of its neighbours.
 * @typedef {{ content: Child[], href?: string, action: () => void, group?: string }} Row
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
  const list = make("div", "list", { role: "listbox", id, tabindex: "-1", "aria-label": label });
  let rows = /** @type {Row[]} */ ([]);
  let options = /** @type {HTMLElement[]} */ ([]);
  let active = -1;
  combobox(input, list);

  function expand(/** @type {boolean} */ open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) select(-1);
  }

  /** Makes a row the active one; -1 is the field itself. */
  function select(/** @type {number} */ at) {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    const row = options[at];
    if (!row) return input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  /**
   * Shows rows, below a line for the eye.
   * @param {Row[]} content
   * @param {string} [head]
   * @param {boolean} [further] whether the rows before are among them, in their places
   */
  function fill(content, head = "", further = false) {
    const selected = further ? active : -1;
    select(-1);
    rows = content;
    const option = (/** @type {Row} */ { content, href }, /** @type {number} */ at) => {
      const state = { role: "option", id: `${id}-${at}`, "aria-selected": "false" };
      // A link is opened elsewhere, copied and held as any link is.
      return href ? make("a", "option", { ...state, href, tabindex: "-1" }, content) : make("div", "option", state, content);
    };
    options = rows.map(option);
    list.replaceChildren(head && rows.length ? line(head) : "");
    let name = "";
    let group = list;
    for (const [at, row] of rows.entries()) {
      if ((row.group ?? "") !== name) {
        name = row.group ?? "";
        group = name ? make("div", "group", { role: "group", "aria-label": name }, line(name)) : list;
        if (name) list.append(group);
      }
      group.append(options[at]);
    }
    expand(rows.length > 0);
    select(selected);
  }

  /** Goes up or down, around the field itself, if there is anywhere to go. */
  function move(/** @type {1 | -1} */ by) {
    if (list.hidden) expand(rows.length > 0);
    // One place more than there are rows: the field itself.
    const places = rows.length + 1;
    select(((active + 1 + by + places) % places) - 1);
    return places > 1;
  }

  /**
   * Chooses the active row, or the first one, if there is one.
   * @param {boolean} first
   * @param {boolean} [apart] whether a link is opened beside this page
   */
  function act(first, apart) {
    const at = active < 0 && first ? 0 : active;
    const row = rows[at];
    if (apart && row?.href) {
      row.action();
      open(row.href, "_blank", "noopener");
    } else {
      options[at]?.click();
    }
    return !!row;
  }

  // A click must not take the focus away before it arrives.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    rows[options.findIndex((option) => option.contains(target))]?.action();
  });
  return { list, expand, select, fill, move, act };
}

/**
 * What is said of the rows below; who hears them is told by other means.
 * @param {string} text
 */
const line = (text) => make("div", "line", { "aria-hidden": "true" }, text);

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
