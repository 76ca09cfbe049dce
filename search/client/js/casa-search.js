// @ts-check
// The search of a site as a custom element, `<casa-search>`; see README.md.
//
// Everything it needs is loaded when it is first used: until then a page pays
// for this file alone. Without JavaScript its contents remain as they are, an
// ordinary form or link to the search page.

/** @import { Options } from "../types/casa-engine.js" */

import { engineOf, sourcesOf } from "./element/engines.js";
import { listen } from "./element/shortcuts.js";
import { searchIn, stringsOf } from "./element/strings.js";

const engine = (/** @type {HTMLElement | undefined} */ element = undefined) => engineOf(sourcesOf(element));

/**
 * Searches; see `types/casa-engine.d.ts` for the options and the results.
 * @param {string} text
 * @param {Options} [options]
 */
export const search = async (text, options = {}) => (await engine()).search({ ...options, text });

/** Loads what every search needs, to have it at hand. */
export const preload = async () => (await engine()).preload();

/** The facets: name, label, values with counts. */
export const filters = async () => (await engine()).filters();

/** Opens the dialog with `text` in its field, or goes to the field of the page. */
export async function open(text = "") {
  const elements = [...document.querySelectorAll("casa-search")];
  const element =
    elements.find((element) => element.mode === "dialog") ??
    elements.find((element) => element.mode === "page") ??
    elements.find((element) => element.checkVisibility?.() ?? true) ??
    document.createElement("casa-search");
  return element.open(text);
}

export class CasaSearch extends HTMLElement {
  /**
   * When the interface is here; null before it is asked for.
   * @type {Promise<unknown> | null | undefined}
   */
  #ready;

  /** `box`, `dialog` or `page`; what has no form of its own opens a dialog. */
  get mode() {
    return this.dataset.mode ?? (this.querySelector("form") ? "box" : "dialog");
  }

  /** Its indexes. */
  get sources() {
    return sourcesOf(this);
  }

  /** The tag of the language that it stands in, or nothing. */
  get language() {
    return /** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang ?? "";
  }

  connectedCallback() {
    if (this.#ready !== undefined) return;
    this.#ready = null;
    const { shortcuts } = this.dataset;
    if (shortcuts === undefined ? this.mode === "dialog" : shortcuts !== "off") listen(open);
    if (this.mode === "dialog") this.#dialog();
    else if (this.mode === "page") this.#attach();
    else this.#box();
  }

  /** Opens the dialog, or goes to the field if there is one. */
  async open(text = "") {
    const field = this.mode === "dialog" ? null : this.#field();
    if (!field) {
      const [{ openDialog }, strings] = await this.#ui(import("./casa-suggest.js"));
      return openDialog(this, strings, text);
    }
    if (text) field.value = text;
    field.focus();
    await this.#attach();
    if (text) field.dispatchEvent(new Event("input"));
  }

  /**
   * The engine of some indexes, shared by all elements.
   * @param {Parameters<typeof engineOf>[0]} sources
   */
  engine(sources) {
    return engineOf(sources);
  }

  /** @returns {HTMLInputElement | null} */
  #field() {
    return this.querySelector('input:not([type="hidden"])');
  }

  #dialog() {
    if (!this.querySelector("a, button")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "casa-search__open";
      const keys = document.createElement("kbd");
      keys.ariaHidden = "true";
      keys.textContent = /Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K";
      button.append(searchIn(this.language), " ");
      if (this.dataset.shortcuts !== "off") button.append(keys);
      this.append(button);
    }
    this.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      if (!target.closest("a, button")) return;
      event.preventDefault();
      this.open();
    });
  }

  /** A field with suggestions, which load when a reader goes to it. */
  #box() {
    const input = this.#field();
    if (!input) return void this.#attach();
    for (const [name, value] of [
      ["role", "combobox"],
      ["autocomplete", "off"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
    ]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("focus", () => this.#attach());
    if (document.activeElement === input) this.#attach();
  }

  #attach() {
    this.#ready ??= this.#ui(this.mode === "page" ? import("./casa-results.js") : import("./casa-suggest.js")).then(([{ attach }, strings]) => attach(this, strings));
    // What could not be loaded may be the next time.
    return this.#ready.catch(() => (this.#ready = null));
  }

  /**
   * What readers see, and what it says; meanwhile the engine comes, with what
   * every search needs.
   * @template Script
   * @param {Promise<Script>} script
   */
  #ui(script) {
    // A results page may be read without a search.
    if (this.mode !== "page" || location.search || this.dataset.asks) engine(this).then((engine) => engine.preload()).catch(() => {});
    // What the script needs is asked for beside it.
    const shared = import("./casa-ui.js");
    const strings = stringsOf(this.language, this.dataset.strings);
    return Promise.all([script, strings, this.#style(), shared]);
  }

  async #style() {
    if (!document.querySelector('link[href*="casa-search.css"]')) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL("casa-search.css", import.meta.url).href;
      const loaded = new Promise((done) => (link.onload = link.onerror = done));
      document.head.append(link);
      await loaded;
    }
  }
}

customElements.define("casa-search", CasaSearch);

/** Browsers that know text fragments keep them to themselves. */
function mark() {
  if (location.hash.includes(":~:text=")) import("./casa-mark.js").then(({ mark }) => mark(location.hash));
}
mark();
addEventListener("hashchange", mark);
