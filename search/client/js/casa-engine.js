// @ts-check
// The search engine in a page: loads the WebAssembly module, fetches what it
// asks for, gives back what it finds. It knows nothing of the page.
//
//   const engine = createEngine("/search/");
//   const { total, hits } = await engine.search({ text: "stazione unica" });
//
// Nothing that a reader types leaves the browser: files are fetched by the
// names that the index gives them.

/** @import { Engine, Query, Source } from "../types/casa-engine.js" */

/** @import { Early } from "./engine/fetch.js" */

import { ahead, wordsOfPage } from "./engine/early.js";
import { SearchError } from "./engine/error.js";
import { openSession } from "./engine/session.js";
import { MODULE, placed } from "./engine/sources.js";

export { languages } from "./engine/languages.js";
export { SearchError };

/**
 * An engine for the index in a folder (an address ending in `/`), or for
 * several that are searched as if they were one. `wasm` is the module's
 * address, by default beside this script.
 * @param {Source | Source[]} index
 * @param {string | URL} [wasm]
 * @param {Early} [early] what the page has asked for beside this script
 * @returns {Engine}
 */
export function createEngine(index, wasm = new URL(MODULE, import.meta.url), early = undefined) {
  const sources = [index].flat().map(placed);
  /** @type {ReturnType<typeof openSession> | undefined} */
  let session;

  /**
   * Tries twice: the second time anew and past the browser's cache.
   * @param {Query} query
   */
  async function attempt(query) {
    session ??= openSession(sources, wasm, "default", early ?? ahead(wordsOfPage(wasm)));
    const first = session;
    try {
      return await (await first)(query);
    } catch (error) {
      // One that did not open is of no use; one that did has what it fetched.
      await first.catch(() => {
        if (session === first) session = undefined;
      });
      if (/** @type {SearchError} */ (error).kind === "unsupported") throw error;
    }
    const again = openSession(sources, wasm, "reload");
    try {
      const found = await (await again)(query);
      session = again;
      return found;
    } catch (error) {
      throw error instanceof SearchError ? error : new SearchError("corrupt", { cause: error });
    }
  }

  const describe = () => attempt({ text: " ", limit: 0 });
  return {
    search: attempt,
    preload: () => describe().then(() => {}),
    describe: () => describe().then(({ known }) => known),
    filters: () => attempt({ limit: 0, facets: true }).then(({ facets }) => facets),
  };
}
