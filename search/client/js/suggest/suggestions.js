// @ts-check

/** @import { Results } from "../../types/casa-engine.js" */
/** @import { Host } from "../ui/host.js" */
/** @import { Listbox, Row } from "./listbox.js" */

import { make, quoted } from "../casa-ui.js";
import { listbox } from "./listbox.js";
import { others, reminders, suggestions } from "./rows.js";

/** Hits that are fetched first: about as many as are seen without scrolling. */
export const FIRST = 5;

/**
 * The others are fetched when nothing was typed for so long, in milliseconds:
 * on a slow network they would be in the way of what the next letter needs.
 */
const PAUSE = 400;

/**
 * Where all the results for a text are.
 * @typedef {(text: string) => URL} PageOf
 */

/**
 * What narrows suggestions down: what is chosen, and what is done once they
 * are shown.
 * @typedef {{ read: () => Record<string, string[]> | undefined, show: (text: string, found: Results) => void }} Narrowing
 */

/**
 * Suggestions while the reader types; only their number is announced. Returns
 * what brings them up to date.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {number} step how many there are, and how many more with each growth
 * @param {PageOf} [page] without it the list grows
 * @param {Narrowing} [narrowing]
 */
export function suggest(host, form, input, step, page, narrowing) {
  const box = listbox(input, host.strings.label);
  const view = display(host, form, box);
  const typed = () => input.value.trim();
  const chosen = () => host.recent.add(typed());
  /** What is asked. */
  const asked = () => JSON.stringify([typed(), narrowing?.read()]);
  let limit = FIRST;
  let pause = 0;
  let running = false;
  // Whether Enter waits for the suggestions of what is typed.
  let waiting = false;
  // What was asked of what is shown, and how many were.
  let shown = /** @type {string | undefined} */ (undefined);
  let reach = 0;
  // Where the hits are that are shown.
  let places = /** @type {string[]} */ ([]);

  async function grow() {
    const before = limit;
    limit += step;
    await update();
    box.select(before);
  }

  /** Who has left the field does not want suggestions any more. */
  const isLeft = () => !form.contains(document.activeElement) && !form.closest("dialog[open]");

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
    view.show(reminders(host, again, forget));
  }

  /**
   * Shows the suggestions of a text; `further` those beyond the ones that are
   * shown, which stay where they are.
   * @param {string} text
   * @param {boolean} further
   */
  async function answer(text, further) {
    const found = await host.ask({ text, filters: narrowing?.read(), limit, growing: true });
    const { hits, total, more } = found;
    host.fail(form);
    if (isLeft()) return;
    if (further) {
      const place = (/** @type {string} */ url) => (places.includes(url) ? places.indexOf(url) : limit);
      hits.sort((a, b) => +b.all - +a.all || place(a.url) - place(b.url));
    }
    places = hits.map(({ url }) => url);
    const rows = suggestions(host, found, text, chosen);
    if (more || total > hits.length) {
      if (limit < step) {
        clearTimeout(pause);
        pause = setTimeout(fill, PAUSE);
      } else {
        rows.push(others(host, found, chosen, page?.(text).href ?? grow));
      }
    }
    view.show(rows, found, text, further);
    if (!further) narrowing?.show(text, found);
  }

  /** Shows as many as there are to be. */
  function fill() {
    if (isLeft()) return;
    limit = step;
    update();
  }

  /** Shows suggestions for what is typed; what is typed meanwhile comes next. */
  async function update() {
    clearTimeout(pause);
    if (running) return;
    running = true;
    try {
      for (let question = asked(); question !== shown || limit !== reach; question = asked()) {
        const text = typed();
        const count = limit;
        if (text) {
          view.wait();
          await answer(text, question === shown);
        } else {
          remind();
        }
        shown = question;
        reach = count;
      }
      if (waiting) box.act(true);
    } catch (error) {
      shown = undefined;
      view.show([]);
      host.fail(form, error);
    } finally {
      running = waiting = false;
    }
  }

  /** Chooses the first suggestion for what is typed, once it is here. */
  function first() {
    if (shown === asked()) return void box.act(true);
    waiting = true;
    update();
  }

  input.addEventListener("input", () => {
    limit = FIRST;
    waiting = false;
    box.select(-1);
    update();
  });
  const start = () => (typed() ? update() : remind());
  listen(host, form, input, box, view, start, page ? undefined : first);
  return update;
}

/**
 * Shows rows and, if these are of results, says how many there are; where there
 * are none, that they are looked for or not to be found.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {Listbox} box
 */
function display(host, form, box) {
  const { strings } = host;
  const status = make("p", "hidden", { role: "status" });
  const state = make("div", "state");
  const note = make("p", "note");
  state.hidden = note.hidden = true;
  form.append(box.list, state, status, note);

  function say(/** @type {Node[]} */ ...what) {
    state.replaceChildren(...what);
    state.hidden = !what.length;
  }

  const fit = fitting(form);
  return {
    show(/** @type {Row[]} */ rows, /** @type {Results | void} */ found, text = "", further = false) {
      const count = found ? counted(host, found, text) : "";
      box.fill(rows, count, further);
      fit();
      // Said again it would be heard again.
      if (status.textContent !== count) status.textContent = count;
      const none = () => make("p", "none", {}, `${strings.none} ${strings.with} ${quoted(text)}`);
      say(...(found?.total === 0 ? [none(), make("p", "", {}, strings.help)] : []));
      note.textContent = host.missing();
      note.hidden = !note.textContent;
    },
    /** Says that something is looked for, where nothing else is to be seen. */
    wait() {
      if (box.list.hidden) say(make("p", "wait", {}, strings.loading));
    },
    hide() {
      box.expand(false);
      say();
    },
    hidden: () => box.list.hidden && state.hidden,
  };
}

/**
 * How many results there are, and for what if that is not what was typed.
 * @param {Host} host
 * @param {Results} found
 * @param {string} text
 */
function counted(host, found, text) {
  const count = host.count(found, text);
  return found.corrected ? `${host.strings.corrected} ${quoted(found.corrected)}: ${count}` : count;
}

/** Less room than this below a field is too little to choose from, in pixels. */
const ROOM = 280;

/**
 * Keeps what hangs below a form above the keyboard of a phone, which covers the
 * page without a word to its layout. Returns what does so anew.
 * @param {HTMLFormElement} form
 */
function fitting(form) {
  const view = window.visualViewport;
  const fit = () => {
    if (!view || form.closest("dialog") || !form.contains(document.activeElement)) return;
    const room = () => view.offsetTop + view.height - form.getBoundingClientRect().bottom;
    // At once: what is left is measured next.
    if (room() < ROOM) form.scrollIntoView({ block: "start", behavior: "instant" });
    form.style.setProperty("--_room", `${Math.max(room() - 8, 80)}px`);
  };
  view?.addEventListener("resize", fit);
  return fit;
}

/**
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {Listbox} box
 * @param {ReturnType<typeof display>} view
 * @param {() => void} start
 * @param {() => void} [first] what Enter does without a page to go to
 */
function listen(host, form, input, box, view, start, first) {
  input.addEventListener("focus", () => {
    if (!input.value.trim() && view.hidden()) start();
  });
  form.addEventListener("submit", (event) => {
    if (first) event.preventDefault();
    host.recent.add(input.value.trim());
  });
  input.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey } = event;
    // Keys of a composition are not ours; Safari tells by the code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (box.move(key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (key === "Enter") {
      if (box.act(false, ctrlKey || metaKey)) event.preventDefault();
      else if (first) {
        event.preventDefault();
        first();
      }
    } else if (key === "Escape" && !view.hidden() && !form.closest("dialog")) {
      event.preventDefault();
      event.stopPropagation();
      view.hide();
    }
  });
  form.addEventListener("focusout", (event) => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    // Who goes to another window finds the field as it was.
    const stays = form.contains(to) || form.contains(document.activeElement);
    if (!stays && !form.closest("dialog")) view.hide();
  });
  // On a slow network a reader is there before this script.
  if (document.activeElement === input) start();
}
