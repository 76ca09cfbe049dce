// @ts-check

/** @import { Results } from "../../types/casa-engine.js" */
/** @import { Host } from "./host.js" */
/** @import { Listbox } from "./listbox.js" */

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
  const status = make("p", "hidden", { role: "status" });
  const note = make("p", "note");
  const typed = () => input.value.trim();
  let limit = step;
  let running = false;
  /**
   * The text whose suggestions are shown.
   * @type {string | undefined}
   */
  let shown;
  note.hidden = true;
  form.append(box.list, status, note);

  function show(/** @type {Results} */ found, /** @type {string} */ text) {
    box.fill(
      suggestions(host, found, !page, (hit) => {
        const url = hit ? host.address(hit) : page?.(text);
        if (!url) return void grow();
        host.recent.add(typed());
        location.assign(url);
      }),
    );
    status.textContent = host.count(found);
    note.textContent = host.missing();
    note.hidden = !note.textContent;
  }

  async function grow() {
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
    box.fill(reminders(host, again, forget));
    status.textContent = "";
  }

  /** Searches for what is typed; what is typed meanwhile comes next. */
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
        if (form.contains(document.activeElement)) show(found, text);
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
  input.addEventListener("focus", () => {
    host.preload();
    if (!typed() && box.list.hidden) remind();
  });
  form.addEventListener("submit", (event) => {
    if (!page) event.preventDefault();
    host.recent.add(typed());
  });
  keys(form, input, box, !page);
  // On a slow network a reader is there before this script.
  if (document.activeElement === input) {
    host.preload();
    if (typed()) update();
    else remind();
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {Listbox} box
 * @param {boolean} first whether Enter alone goes to the first row
 */
function keys(form, input, box, first) {
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const { hidden } = box.list;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (box.move(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (key === "Enter" && !hidden) {
      if (box.act(first)) event.preventDefault();
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
}
