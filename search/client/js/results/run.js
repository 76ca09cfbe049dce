// @ts-check

/** @import { Query, Results } from "../../types/casa-engine.js" */
/** @import { Asked } from "./address.js" */
/** @import { Controls } from "./controls.js" */
/** @import { Host } from "../ui/host.js" */

import { drawn, named, pause } from "../casa-ui.js";
import { isEmpty } from "./address.js";

/** Results at first and with each "show more". */
export const STEP = 10;

/**
 * The same with the filters that are facets, once that is known.
 * @param {Host} host
 * @param {Asked} asked
 * @returns {Asked}
 */
export function sound({ known }, asked) {
  const filters = Object.entries(asked.filters).filter(([name]) => !known || named(known.facets, name));
  return { ...asked, filters: Object.fromEntries(filters) };
}

/**
 * Searches for what is asked and has it shown.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {Controls} controls
 * @param {(asked: Asked, found?: Results) => void} show
 */
export function runner(host, form, controls, show) {
  const { element } = host;
  let turns = 0;

  /** Shows what is asked, unless something else is asked meanwhile. */
  return async (/** @type {Asked} */ asked, growing = false) => {
    const turn = ++turns;
    const late = () => turn !== turns;
    if (isEmpty(asked) && !location.search) return show(asked);
    element.setAttribute("aria-busy", "true");
    try {
      // The first time this takes the index's root.
      const { facets } = (host.known ??= (await host.ask({ text: " ", limit: 0 })).known);
      if (late()) return;
      asked = sound(host, asked);
      if (isEmpty(asked)) return show(asked);
      const query = queryOf(asked, host.order?.name, growing);
      let found = await host.ask(query);
      // A word sent off unfinished, as suggestions invite to.
      if (!found.total && !growing) {
        query.growing = true;
        found = await host.ask(query);
      }
      // The answer and its drawing are two tasks: a reader who types is between.
      await pause();
      if (late()) return;
      show(asked, found);
      // What only an address says nobody has asked for.
      if (!growing && found.total && location.search) host.recent.add(found.corrected ?? asked.text);
      // Their files are as large as all the rest, and not what a reader waits for.
      if (facets.length) {
        await drawn();
        if (late()) return;
        const [counted] = await Promise.all([host.ask({ ...query, facets: true, limit: 0 }), controls.load()]);
        if (!late()) controls.count(counted.facets, asked);
      }
    } catch (error) {
      if (late()) return;
      show(asked);
      host.part("start", false);
      host.fail(form, error);
    } finally {
      if (!late()) element.removeAttribute("aria-busy");
    }
  };
}

/**
 * @param {Asked} asked
 * @param {string | undefined} order the one by date
 * @param {boolean} growing
 * @returns {Query}
 */
function queryOf({ text, filters, from, to, newest, asTyped, pages }, order, growing) {
  return {
    text,
    filters,
    ranges: order && (from || to) ? { [order]: { from, to } } : {},
    sort: order && newest ? { by: order, descending: true } : "relevance",
    asTyped,
    limit: STEP * pages,
    growing,
  };
}
