// @ts-check

/** Where the browser keeps them. */
const KEY = "casa-search";

/** How many are kept. */
const MOST = 8;

/** Recent searches, which stay in the browser. */
export class Recent {
  /** @param {boolean} kept whether the page wants them to be kept */
  constructor(kept) {
    this.kept = kept;
  }

  /**
   * The latest first.
   * @returns {string[]}
   */
  get texts() {
    try {
      const known = this.kept && JSON.parse(localStorage[KEY]);
      return [known].flat().filter((text) => typeof text === "string");
    } catch {
      return [];
    }
  }

  set texts(texts) {
    try {
      if (!this.kept) return;
      if (texts.length) localStorage[KEY] = JSON.stringify(texts.slice(0, MOST));
      else delete localStorage[KEY];
    } catch {
      // Without storage nothing is remembered.
    }
  }

  /** @param {string} text */
  add(text) {
    if (text) this.texts = [text, ...this.texts.filter((known) => known !== text)];
  }
}
