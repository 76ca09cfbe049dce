// @ts-check
// How numbers and dates are written. To make what writes them takes a browser
// as long as to draw all hits, so each is made once, and ahead by who can wait.

import { pause } from "./turns.js";

export class Written {
  /** @type {Intl.NumberFormat | undefined} */
  #numbers;
  /** @type {Intl.PluralRules | undefined} */
  #plurals;
  /** @type {Intl.DateTimeFormat | undefined} */
  #days;

  /** @param {string} locale */
  constructor(locale) {
    this.locale = locale;
  }

  /** @param {number} number */
  number(number) {
    this.#numbers ??= new Intl.NumberFormat(this.locale);
    return this.#numbers.format(number);
  }

  /** @param {number} number */
  plural(number) {
    this.#plurals ??= new Intl.PluralRules(this.locale);
    return this.#plurals.select(number);
  }

  /** @param {Date} date */
  day(date) {
    this.#days ??= new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeZone: "UTC" });
    return this.#days.format(date);
  }

  /** Makes all of them, one at a time. */
  async ahead() {
    for (const write of [() => this.number(0), () => this.plural(0), () => this.day(new Date(0))]) {
      await pause();
      write();
    }
  }
}
