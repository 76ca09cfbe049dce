// Values as YAML, and when two of them say the same.

import { stringify } from "yaml";

/** Longest list that stands on the line of its key. */
const LINE = 100;
const OPTIONS = { lineWidth: 0, flowCollectionPadding: false, collectionStyle: "flow" };

/** Whether a form that has nothing to say of a field may write this for it. */
export function isAbsent(value) {
  if (value === undefined || value === null || value === "" || value === false) return true;
  if (typeof value !== "object") return false;
  return Object.values(value).every(isAbsent);
}

/** A value as text. Forms take away the line break at its end. */
const bare = (value) => String(value).replace(/\n+$/, "");

/** Whether two values say the same, a number as well as a text. */
export function same(a, b) {
  if (isAbsent(a) || isAbsent(b)) return isAbsent(a) && isAbsent(b);
  if (typeof a !== "object" || typeof b !== "object") {
    return typeof a !== "object" && typeof b !== "object" && bare(a) === bare(b);
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}

/** A single value between brackets, in quotation marks if one of its kind was. */
export function inFlow(value, type) {
  if (typeof value === "object" && value !== null) {
    if (Array.isArray(value)) return `[${value.map((item) => inFlow(item)).join(", ")}]`;
    const entries = Object.entries(value).filter(([, item]) => !isAbsent(item));
    return `{${entries.map(([key, item]) => `${inFlow(key)}: ${inFlow(item)}`).join(", ")}}`;
  }
  return stringify([value], { ...OPTIONS, defaultStringType: quotes(type) }).trim().slice(1, -1);
}

/** A single value in a line of its own, in quotation marks if one of its kind was. */
export function inScalar(value, type) {
  return stringify(value, { ...OPTIONS, defaultStringType: quotes(type) }).trimEnd();
}

const quotes = (type) => (type?.startsWith("QUOTE") ? type : "PLAIN");

/** What stands behind the colon of a key, or behind the hyphen of an item. */
export function rendered(value, indent, isItem = false) {
  const begin = " ".repeat(indent + 2);
  if (typeof value === "string" && value.includes("\n")) return literal(value, begin);
  if (typeof value !== "object" || value === null) return ` ${inScalar(value)}`;
  if (Array.isArray(value)) {
    const line = ` ${inFlow(value)}`;
    const isShort = value.every((item) => typeof item !== "object") && line.length < LINE;
    if (isShort) return line;
    return value.map((item) => `\n${begin}-${rendered(item, indent + 2, true)}`).join("");
  }
  const entries = Object.entries(value).filter(([, item]) => !isAbsent(item));
  if (entries.length === 0) return " {}";
  const lines = entries.map(([key, item]) => `${inScalar(key)}:${rendered(item, indent + 2)}`);
  return (isItem ? " " : `\n${begin}`) + lines.join(`\n${begin}`);
}

/** Entries as a document. */
export const document = (values) => (isAbsent(values) ? "" : rendered(values, -2).slice(1));

/** A text of several lines. */
function literal(value, begin) {
  const text = value.replace(/\n+$/, "");
  const isOdd = /^\s/.test(text) || /[\t\r]| $/m.test(text);
  if (isOdd) return ` ${inScalar(value, "QUOTE_DOUBLE")}`;
  const chomp = value === text ? "-" : value === `${text}\n` ? "" : "+";
  if (chomp === "+") return ` ${inScalar(value, "QUOTE_DOUBLE")}`;
  return ` |${chomp}\n${text.split("\n").map((line) => (line ? begin + line : "")).join("\n")}`;
}
