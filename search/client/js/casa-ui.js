// @ts-check
// What suggestions and the page of results are both made with, each of which
// is a script of its own: a reader loads this and one of these.

export { fieldOf, make, marked, quoted } from "./ui/dom.js";
export { Host } from "./ui/host.js";
export { named } from "./ui/named.js";
export { drawn, pause } from "./ui/turns.js";
