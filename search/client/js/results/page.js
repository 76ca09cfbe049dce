// @ts-check

/** @import { Results } from "../../types/casa-engine.js" */
/** @import { Asked } from "./address.js" */
/** @import { Controls } from "./controls.js" */
/** @import { Child } from "../ui/dom.js" */
/** @import { Host } from "../ui/host.js" */

import { make } from "../casa-ui.js";
import { addresses, isEmpty, unfiltered, wordsOf } from "./address.js";
import { controls } from "./controls.js";
import { report } from "./report.js";
import { runner, sound, STEP } from "./run.js";

/**
 * What is asked: in the address, and in the fields.
 * @param {Host} host
 * @param {HTMLInputElement} input
 * @param {Controls} panel
 */
function asking(host, input, panel) {
  const address = addresses(host.strings, input.name);
  // Where an address leads nowhere, its words are asked for until something else is.
  const words = host.element.dataset.asks === "address" ? wordsOf(location.pathname) : "";

  /** What the address asks for. */
  const asked = () => {
    const read = sound(host, address.read());
    return location.search ? read : { ...read, text: words };
  };

  /**
   * What the fields ask for.
   * @returns {Asked}
   */
  function read() {
    const text = input.value.trim();
    const { filters, ...others } = panel.read();
    // Before the facets are here the address alone knows what was chosen.
    const before = asked();
    const asTyped = before.asTyped && before.text === text;
    return { ...others, text, filters: filters ?? before.filters, asTyped, pages: 1 };
  }

  function write(/** @type {Asked} */ asked) {
    input.value = asked.text;
    panel.write(asked);
  }
  return /** @type {const} */ ([asked, read, write, address.write]);
}

/**
 * The page of results.
 * @param {Host} host
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function results(host, form, input) {
  const panel = controls(host);
  const [asked, read, write, href] = asking(host, input, panel);
  const page = report(host, form, panel, link);
  const run = runner(host, form, panel, show);
  let typing = false;
  // Where the reader was on the page, until that is there again.
  let place = 0;

  function show(/** @type {Asked} */ asked, /** @type {Results | undefined} */ found) {
    page.show(asked, found);
    if (found && place) scrollTo(0, place);
    if (found) place = 0;
  }

  /** Remembers where the reader is, for coming back to. */
  const leave = () => history.replaceState({ place: scrollY }, "");

  function go(/** @type {string} */ url, /** @type {boolean} */ push) {
    if (push) leave();
    history[push ? "pushState" : "replaceState"](null, "", url);
  }

  /** Puts what is asked into the address and shows it; "back" undoes `push`. */
  function visit(/** @type {Asked} */ asked, push = true) {
    const url = href(asked);
    if (url !== location.href) go(url, push);
    return run(asked);
  }

  /** Writes what is asked into the fields too, and goes to the first. */
  function jump(/** @type {Asked} */ asked) {
    write(asked);
    input.focus();
    visit(asked);
  }

  /** A link to what is asked of this page. */
  function link(/** @type {Asked} */ asked, /** @type {Child[]} */ ...content) {
    return anchor(href(asked), content, () => jump(asked));
  }

  function change(/** @type {Event} */ event) {
    event.preventDefault();
    typing = false;
    visit(read());
  }

  function type() {
    const asked = read();
    // One step back for all that is typed at a time.
    go(href(asked), !typing);
    typing = true;
    run(asked, true);
  }

  function restore() {
    const before = asked();
    typing = false;
    place = history.state?.place ?? 0;
    write(before);
    return before;
  }

  for (const part of [panel.filters, panel.tools]) part.addEventListener("change", change);
  form.addEventListener("submit", change);
  input.addEventListener("input", type);
  input.addEventListener("focus", () => host.preload(), { once: true });
  panel.clear.addEventListener("click", () => jump(unfiltered(read())));
  page.more.addEventListener("click", async () => {
    const before = page.items.length;
    await visit({ ...asked(), pages: Math.ceil(before / STEP) + 1 }, false);
    page.items[before]?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => run(restore()));
  addEventListener("pagehide", leave);

  // What a reader typed before the script came stays.
  const typed = document.activeElement === input && input.value;
  const first = restore();
  if (typed) input.value = typed;
  page.show(first);
  if (!location.search && isEmpty(first)) return;
  if (first.text) page.status.textContent = host.strings.loading;
  host.part("start", isEmpty(first));
  run(first);
  host.written.ahead();
}

/**
 * A link that does something here, unless the reader wants it elsewhere.
 * @param {string} href
 * @param {Child[]} content
 * @param {() => void} action
 */
function anchor(href, content, action) {
  const anchor = make("a", "", { href }, content);
  anchor.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    action();
  });
  return anchor;
}
