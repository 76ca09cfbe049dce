// @ts-check

/** @import { Results } from "../../types/casa-engine.js" */
/** @import { Host } from "./host.js" */
/** @import { Listbox, Row } from "./listbox.js" */

import { make } from "./dom.js";
import { listbox } from "./listbox.js";
import { reminders, suggestions } from "./rows.js";

/**
 * Where all the results for a text are.
 * @typedef {(text: string) => URL} PageOf
 */

/**
 * Suggestions while the reader types; only their number is announced.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {number} step how many there are at first, and more with each growth
 * @param {PageOf} [page] without it the list grows
 */
export function suggest(host, form, input, step, page) {
  const box = listbox(input, host.strings.label);
  const show = display(host, form, box);
  const typed = () => input.value.trim();
  let limit = step;
  let running = false;
  // The text whose suggestions are shown.
  let shown = /** @type {string | undefined} */ (undefined);

  /** Goes to an address; without one the list grows. */
  async function go(/** @type {URL | undefined} */ url) {
    if (url) {
      host.recent.add(typed());
      return location.assign(url);
    }
    const before = limit;
    limit += step;
    shown = undefined;
    await update();
    box.select(before);
  }

  /** Offers recent searches. */
  function remind() {
    const again = (/** @type {string} */ text) => {
      input.value = text;
      update();
    };
    const forget = () => {
      host.recent.texts = [];
      box.fill([]);
    };
    show(reminders(host, again, forget));
  }

  /** Shows suggestions for what is typed; what is typed meanwhile comes next. */
  async function update() {
    if (running) return;
    running = true;
    try {
      for (let text = typed(); text !== shown; text = typed()) {
        if (!text) {
          shown = text;
          remind();
          break;
        }
        const found = await host.ask({ text, limit, growing: true });
        shown = text;
        host.fail(form);
        const rows = suggestions(host, found, !page, (hit) => go(hit ? host.address(hit) : page?.(text)));
        if (form.contains(document.activeElement)) show(rows, found);
      }
    } catch (error) {
      shown = undefined;
      box.fill([]);
      host.fail(form, error);
    } finally {
      running = false;
    }
  }
  input.addEventListener("input", () => {
    limit = step;
    update();
  });
  listen(host, form, input, box, !page, () => (typed() ? update() : remind()));
}

/**
 * Shows rows and, if these are of results, says how many there are.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {Listbox} box
 */
function display(host, form, box) {
  const status = make("p", "hidden", { role: "status" });
  const note = make("p", "note");
  note.hidden = true;
  form.append(box.list, status, note);
  return (/** @type {Row[]} */ rows, /** @type {Results | void} */ found) => {
    box.fill(rows);
    status.textContent = found ? host.count(found) : "";
    note.textContent = host.missing();
    note.hidden = !note.textContent;
  };
}

/**
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {Listbox} box
 * @param {boolean} here whether there is no page to go to
 * @param {() => void} start
 */
function listen(host, form, input, box, here, start) {
  input.addEventListener("focus", () => {
    host.preload();
    if (!input.value.trim() && box.list.hidden) start();
  });
  form.addEventListener("submit", (event) => {
    if (here) event.preventDefault();
    host.recent.add(input.value.trim());
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const { hidden } = box.list;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (box.move(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (key === "Enter" && !hidden) {
      // Without a page Enter alone goes to the first row.
      if (box.act(here)) event.preventDefault();
    } else if (key === "Escape" && !hidden && !form.closest("dialog")) {
      event.preventDefault();
      event.stopPropagation();
      box.expand(false);
    }
  });
  form.addEventListener("focusout", (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (!form.contains(to)) box.expand(false);
  });
  // On a slow network a reader is there before this script.
  if (document.activeElement === input) {
    host.preload();
    start();
  }
}
