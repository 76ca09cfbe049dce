// The search of a site as a custom element, `<casa-search>`; see README.md.
//
// Everything it needs is loaded when it is first used: until then a page pays
// for this file alone. Without JavaScript its contents remain as they are, an
// ordinary form or link to the search page.

const here = import.meta.url;
const engines = new Map();

/** The engine of some folders, made once. */
function engineOf(folders) {
  const key = folders.join(" ");
  if (!engines.has(key)) {
    const made = import("./casa-engine.js").then(({ createEngine }) => createEngine(folders));
    // A script that could not be loaded may be the next time.
    made.catch(() => engines.delete(key));
    engines.set(key, made);
  }
  return engines.get(key);
}

/** The folders of the indexes that an element names, or the first that does. */
function foldersOf(element) {
  const named = element?.dataset.index ? element : document.querySelector("casa-search[data-index]");
  const folders = named?.dataset.index.split(/\s+/).filter(Boolean);
  if (!folders?.length) return [new URL("./", here).href];
  return folders.map((folder) => new URL(folder, document.baseURI).href);
}

const engine = () => engineOf(foldersOf());

/** Searches; see `createEngine` for `options` and the result. */
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

let listening = false;

/** `/` outside fields, and Ctrl or Command with K anywhere. */
function listen() {
  if (listening) return;
  listening = true;
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const { key, ctrlKey, metaKey, altKey } = event;
    const slash = key === "/" && !typing && !ctrlKey && !metaKey && !altKey;
    if (!slash && !(key?.toLowerCase() === "k" && (ctrlKey || metaKey))) return;
    event.preventDefault();
    open();
  });
}

export class CasaSearch extends HTMLElement {
  #ready;

  /** `box`, `dialog` or `page`; what has no form of its own opens a dialog. */
  get mode() {
    return this.dataset.mode ?? (this.querySelector("form") ? "box" : "dialog");
  }

  /** The folders of its indexes. */
  get folders() {
    return foldersOf(this);
  }

  get language() {
    return this.closest("[lang]")?.lang || "it";
  }

  connectedCallback() {
    if (this.#ready !== undefined) return;
    this.#ready = null;
    const { shortcuts } = this.dataset;
    if (shortcuts === undefined ? this.mode === "dialog" : shortcuts !== "off") listen();
    if (this.mode === "dialog") this.#dialog();
    else if (this.mode === "page") this.#attach();
    else this.#box();
  }

  /** Opens the dialog, or goes to the field if there is one. */
  async open(text = "") {
    const field = this.mode !== "dialog" && this.querySelector('input:not([type="hidden"])');
    if (!field) {
      const { openDialog } = await this.#ui();
      return openDialog(this, text);
    }
    if (text) field.value = text;
    field.focus();
    await this.#attach();
    if (text) field.dispatchEvent(new Event("input"));
  }

  /** The engine of some folders, shared by all elements. */
  engine(folders) {
    return engineOf(folders);
  }

  #dialog() {
    if (!this.querySelector("a, button")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "casa-search__open";
      button.textContent = /^it\b/i.test(this.language) ? "Cerca" : "Search";
      this.append(button);
    }
    this.addEventListener("click", (event) => {
      if (!event.target.closest("a, button")) return;
      event.preventDefault();
      this.open();
    });
  }

  /** A field with suggestions, which load when a reader goes to it. */
  #box() {
    const input = this.querySelector('input:not([type="hidden"])');
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
    this.#ready ??= this.#ui().then(({ attach }) => attach(this));
    // What could not be loaded may be the next time.
    return this.#ready.catch(() => (this.#ready = null));
  }

  async #ui() {
    if (!document.querySelector('link[href*="casa-search.css"]')) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL("casa-search.css", here).href;
      const loaded = new Promise((done) => (link.onload = link.onerror = done));
      document.head.append(link);
      await loaded;
    }
    return import("./casa-ui.js");
  }
}

customElements.define("casa-search", CasaSearch);
