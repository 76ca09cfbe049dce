// @ts-check
// Elements. Data become text nodes, never markup; no style is set but by classes.

/** @import { Marked } from "../../types/casa-engine.js" */

/** @typedef {Node | string | undefined} Child */

/**
 * An element with a class of ours, attributes and children; empty ones are
 * left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [name]
 * @param {Record<string, string>} [attributes]
 * @param {(Child | Child[])[]} children
 */
export function make(tag, name, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = `casa-search__${name}`;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/**
 * Stretches of text, every second one marked.
 * @param {Marked} stretches
 * @returns {Child[]}
 */
export const marked = (stretches) =>
  stretches.map((stretch, at) => (at % 2 && stretch ? make("mark", "", {}, stretch) : stretch));

/** @param {string} text */
export const quoted = (text) => `«${text}»`;

/**
 * The field of a form for a search, which has one.
 * @param {Element} form
 */
export const fieldOf = (form) =>
  /** @type {HTMLInputElement} */ (form.querySelector('input:not([type="hidden"])'));
