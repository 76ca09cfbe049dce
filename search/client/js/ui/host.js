// @ts-check

/** @import { Hit, Known, Passage, Query, Results, SearchError } from "../../types/casa-engine.js" */
/** @import { Strings } from "../../types/casa-strings.js" */
/** @import { CasaSearch } from "../casa-search.js" */

import { make } from "./dom.js";
import { leading } from "./leading.js";
import { named } from "./named.js";
import { Recent } from "./recent.js";
import { Written } from "./written.js";

/** @param {string} [list] */
const words = (list) => list?.split(/\s+/).filter(Boolean);

/** @param {string} text */
const isSeveral = (text) => /\S\s+\S/.test(text);

/** What is put around a search for it to work in a page. */
export class Host {
  /**
   * @param {CasaSearch} element
   * @param {Strings} strings
   */
  constructor(element, strings) {
    const { kind, facets, dates, recent } = element.dataset;
    this.element = element;
    this.language = element.language;
    this.strings = strings;
    this.sources = element.sources;
    this.kinds = kind === undefined ? [strings.kind, "type"] : [kind];
    this.facets = words(facets);
    this.dates = words(dates) ?? [strings.date, "date"];
    /**
     * What the indexes have, once that is known.
     * @type {Known | undefined}
     */
    this.known = undefined;
    this.recent = new Recent(recent !== "off");
    // The language of numbers and dates.
    this.written = new Written(element.language || "en");
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
    return this.element.engine(this.sources);
  }

  /**
   * Searches; goes on without other portals that cannot be.
   * @param {Query} query
   */
  async ask(query) {
    for (;;) {
      try {
        return await (await this.engine()).search(query);
      } catch (error) {
        const { index } = /** @type {{ index?: number }} */ (error);
        if (!index) throw error;
        this.lost.push(new URL(this.sources[index].index).host);
        this.sources = this.sources.filter((_, at) => at !== index);
      }
    }
  }

  /** Loads what every search needs; what fails will fail when it is used. */
  preload() {
    this.engine().then((engine) => engine.preload()).catch(() => {});
  }

  /** @param {number} number */
  digits(number) {
    return this.written.number(number);
  }

  /**
   * How many results there are: of several words, those that have them all,
   * which are what filters count.
   * @param {Results} results
   * @param {string} text
   */
  count({ total, all, more }, text) {
    const { none, count, moreThan, allWords, nearWords, someWords } = this.strings;
    const say = (/** @type {number} */ number) => (number ? this.say(more ? moreThan : count, number) : none);
    // Of words that are in too many pages it is not known which have them all.
    if (!total || more) return say(total);
    // Strings of others may be older than what is said where nothing has the word.
    if (!isSeveral(text)) return all || !nearWords ? say(all || total) : this.say(nearWords, total).replace("{count}", none);
    const counted = allWords.replace("{count}", say(all));
    return all ? counted : this.say(someWords, total).replace("{count}", counted);
  }

  /**
   * What is said of the results that come after those that have all the words,
   * if there are any of both.
   * @param {Results} results
   * @param {string} text
   */
  rest({ total, all, more }, text) {
    const { rest, similar } = this.strings;
    return !all || all === total || more ? "" : this.say(isSeveral(text) ? rest : similar, total - all);
  }

  /**
   * Says something of a number.
   * @param {string | Strings["count"]} text
   * @param {number} number
   */
  say(text, number) {
    const form = typeof text === "string" ? text : text[this.written.plural(number)] ?? text.other;
    return form.replace("{n}", this.digits(number));
  }

  /** Whose results are missing, if any are. */
  missing() {
    return this.lost.length ? `${this.strings.without} ${this.lost.join(", ")}` : "";
  }

  /**
   * Where a hit is.
   * @param {Hit} hit
   */
  address(hit) {
    const url = new URL(hit.url, document.baseURI);
    // An index is no place to trust with addresses.
    return /^https?:$/.test(url.protocol) ? url : new URL(document.baseURI);
  }

  /**
   * The address of what a hit or one of its passages shows.
   * @param {Hit} hit
   * @param {Passage} [passage]
   */
  to(hit, passage = hit) {
    if (passage.file) return this.address({ ...hit, url: passage.file }).href;
    return leading(this.address(hit), passage);
  }

  /**
   * The picture of a page that has one.
   * @param {Hit} hit
   */
  picture(hit) {
    const { image } = hit.meta;
    const src = image && URL.canParse(image, this.address(hit).href) && new URL(image, this.address(hit));
    if (!src || !/^https?:$/.test(src.protocol)) return "";
    // The title beside it says what the page is.
    const picture = make("img", "picture", { src: src.href, alt: "", loading: "lazy" });
    picture.addEventListener("error", () => picture.remove());
    return picture;
  }

  /**
   * Of which kind, when and on which other site a hit is, as far as it says,
   * and its status.
   * @param {"p" | "span"} tag
   * @param {Hit} hit
   */
  about(tag, hit) {
    const { kind, status, superseded } = hit.meta;
    const facet = this.kinds.find((kind) => hit.filters.some(([name]) => name === kind));
    const parts = hit.filters.filter(([name]) => name === facet).map(([, value]) => value);
    if (kind) parts.push(kind);
    const date = new Date(hit.date || NaN);
    if (!Number.isNaN(+date)) {
      parts.push(this.written.day(date));
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

  /** The form of the element, which gets one if it has none. */
  formOf() {
    const form = this.element.querySelector("form") ?? this.form();
    if (!form.isConnected) this.element.prepend(form);
    return form;
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
