// @ts-check

/** @import { Hit, Known, Query, Results, SearchError } from "../../types/casa-engine.js" */
/** @import { CasaSearch } from "../casa-search.js" */

import { make } from "./dom.js";
import { named } from "./named.js";
import { Recent } from "./recent.js";
import { stringsOf } from "./strings.js";

/** @param {string} [list] */
const words = (list) => list?.split(/\s+/).filter(Boolean);

/** What is put around a search for it to work in a page. */
export class Host {
  /** @param {CasaSearch} element */
  constructor(element) {
    const { kind, facets, dates, base, recent } = element.dataset;
    this.element = element;
    this.language = element.language;
    this.strings = stringsOf(element.language);
    this.folders = element.folders;
    this.bases = words(base) ?? [];
    this.kind = kind ?? this.strings.kind;
    this.facets = words(facets);
    // Sites that casa has not made call it `date`.
    this.dates = words(dates) ?? [this.strings.date, "date"];
    /**
     * What the indexes have, once that is known.
     * @type {Known | undefined}
     */
    this.known = undefined;
    this.recent = new Recent(recent !== "off");
    /**
     * Hosts of other portals that cannot be reached.
     * @type {string[]}
     */
    this.lost = [];
  }

  /** The order by date, if there is one. */
  get order() {
    return this.dates.map((name) => this.known && named(this.known.orders, name)).find(Boolean);
  }

  engine() {
    return this.element.engine(this.folders);
  }

  /**
   * Searches; goes on without other portals that cannot be.
   * @param {Query} query
   */
  async ask(query) {
    for (;;) {
      try {
        return await (await this.engine()).search({ language: this.language, ...query });
      } catch (error) {
        const { index } = /** @type {{ index?: number }} */ (error);
        if (!index) throw error;
        this.lost.push(new URL(this.folders[index]).host);
        this.folders = this.folders.filter((_, at) => at !== index);
        this.bases = this.bases.filter((_, at) => at !== index);
      }
    }
  }

  /** Loads what every search needs; what fails will fail when it is used. */
  preload() {
    this.engine().then((engine) => engine.preload()).catch(() => {});
  }

  /** @param {number} number */
  digits(number) {
    return number.toLocaleString(this.language || "en");
  }

  /** @param {Results} results */
  count({ total, more }) {
    const { strings } = this;
    const number = this.digits(total);
    return !total ? strings.none : more ? strings.moreThan(number) : strings.count(number);
  }

  /** Whose results are missing, if any are. */
  missing() {
    return this.lost.length ? `${this.strings.without} ${this.lost.join(", ")}` : "";
  }

  /**
   * Where a hit is: the pages of an index are as if its site were at `/`.
   * @param {Hit} hit
   */
  address(hit) {
    const base = this.bases[hit.index];
    const from = new URL(base ?? this.folders[hit.index], document.baseURI);
    const url = new URL(base ? hit.url.replace(/^\//, "") : hit.url, from);
    // An index is no place to trust with addresses.
    return /^https?:$/.test(url.protocol) ? url : new URL(document.baseURI);
  }

  /**
   * Of which kind, when and on which other site a hit is, as far as it says,
   * and its status.
   * @param {"p" | "span"} tag
   * @param {Hit} hit
   */
  about(tag, hit) {
    const { kind, status, superseded } = hit.meta;
    const parts = hit.filters.filter(([name]) => name === this.kind).map(([, value]) => value);
    if (kind) parts.push(kind);
    const date = new Date(hit.date || NaN);
    if (!Number.isNaN(+date)) {
      parts.push(date.toLocaleDateString(this.language || "en", { dateStyle: "long", timeZone: "UTC" }));
    }
    const { host } = this.address(hit);
    if (host !== location.host) parts.push(host);
    const about = make(tag, "kind", {}, parts.join(" · "));
    if (status) about.append(" ", make("span", superseded ? "superseded" : "badge", {}, status));
    return about.firstChild ? about : "";
  }

  /**
   * Shows or hides what the page provides for a case.
   * @param {"error" | "empty" | "start"} name
   * @param {boolean} shown
   */
  part(name, shown) {
    /** @type {NodeListOf<HTMLElement>} */
    const parts = this.element.querySelectorAll(`[data-part="${name}"]`);
    for (const part of parts) part.hidden = !shown;
  }

  /**
   * Says what went wrong under a form, above the page's own links for the
   * case; without an error, takes it back.
   * @param {HTMLFormElement} form
   * @param {unknown} [error]
   */
  fail(form, error) {
    /** @type {HTMLElement | null | undefined} */
    let note = form.parentNode?.querySelector(".casa-search__error");
    if (error && !note) form.after((note = make("p", "error", { role: "alert" })));
    if (note) {
      const { errors } = this.strings;
      const known = /** @type {SearchError | undefined} */ (error);
      note.textContent = known ? (errors[known.kind] ?? errors.missing) : "";
      note.hidden = !error;
    }
    this.part("error", !!error);
  }

  /** A form for a page that has none. */
  form() {
    const { strings } = this;
    const input = make("input", "", { type: "search", name: "q", placeholder: strings.search });
    const { page } = this.element.dataset;
    const label = make("label", "", {}, make("span", "hidden", {}, strings.label), input);
    const form = make("form", "", { role: "search" }, label);
    if (page) form.action = page;
    // Without a page there is nothing that a button could do.
    if (page || this.element.mode === "page") form.append(make("button", "go", {}, strings.search));
    return form;
  }
}
