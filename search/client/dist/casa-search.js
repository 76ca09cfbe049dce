const here = import.meta.url;
const engines = new Map();
function engineOf(index) {
if (!engines.has(index)) {
const made = import("./casa-engine.js").then(({ createEngine }) => createEngine(index));
made.catch(() => engines.delete(index));
engines.set(index, made);
}
return engines.get(index);
}
function defaultIndex() {
const index = document.querySelector("casa-search[data-index]")?.dataset.index;
return new URL(index ?? "./", index ? document.baseURI : here).href;
}
export async function search(text, options = {}) {
return (await engineOf(defaultIndex())).search({ ...options, text });
}
export async function preload() {
return (await engineOf(defaultIndex())).preload();
}
export async function filters() {
return (await engineOf(defaultIndex())).filters();
}
export async function open(text = "") {
const element = document.querySelector("casa-search") ?? document.createElement("casa-search");
return element.open(text);
}
function addStyle() {
if (document.querySelector('link[href*="casa-search.css"]')) return;
const link = document.createElement("link");
link.rel = "stylesheet";
link.href = new URL("casa-search.css", here).href;
document.head.append(link);
}
export class CasaSearch extends HTMLElement {
#attached = false;
#dialog;
connectedCallback() {
if (this.#attached) return;
this.#attached = true;
addStyle();
if (this.hasAttribute("data-shortcuts")) addShortcuts(this);
if (this.dataset.mode === "dialog") {
this.addEventListener("click", (event) => {
if (!event.target.closest("a, button")) return;
event.preventDefault();
this.open();
});
} else {
this.#attach();
}
}
async open(text = "") {
const field = this.querySelector("form input[type=search]");
if (this.dataset.mode !== "dialog" && field) {
if (text) field.value = text;
field.focus();
field.dispatchEvent(new Event("input"));
return;
}
const dialog = (this.#dialog ??= await this.#buildDialog());
if (!dialog.open) dialog.showModal();
const input = dialog.querySelector("input");
if (text) input.value = text;
input.select();
input.dispatchEvent(new Event("input"));
}
async #attach() {
const { strings, options } = await this.#options();
const form = this.querySelector("form") ?? this.#buildForm(this, strings);
const input = form.querySelector("input[type=search], input[type=text], input:not([type])");
if (!input) return;
if (this.dataset.mode === "page") {
const { attachPage } = await import("./casa-page.js");
attachPage(this, form, input, options);
} else {
const { attachSuggestions } = await import("./casa-suggest.js");
attachSuggestions(form, input, { ...options, limit: 6 });
}
}
async #options() {
const { stringsFor } = await import("./casa-strings.js");
const language = this.closest("[lang]")?.lang || "it";
const strings = stringsFor(language);
const { index, base, kind = "tipo", facets } = this.dataset;
const folder = index ? new URL(index, document.baseURI).href : defaultIndex();
const options = {
strings,
language,
base,
kindFacet: kind,
facets: facets?.split(/\s+/).filter(Boolean),
engine: () => engineOf(folder),
part: (name, shown) => this.#part(name, shown),
onError: (error) => this.#showError(error, strings),
};
return { strings, options };
}
#part(name, shown) {
for (const part of this.querySelectorAll(`[data-part="${name}"]`)) part.hidden = !shown;
}
#showError(error, strings) {
const place = this.#dialog?.open ? this.#dialog : this;
let note = place.querySelector(".casa-search__error");
if (error && !note) {
note = document.createElement("p");
note.className = "casa-search__error";
note.setAttribute("role", "alert");
(place.querySelector("form") ?? place).after(note);
}
if (note) {
note.textContent = error ? (strings.errors[error.kind] ?? strings.errors.missing) : "";
note.hidden = !error;
}
this.#part("error", !!error);
}
#buildForm(parent, strings) {
const form = document.createElement("form");
form.action = this.dataset.page ?? "/cerca/";
form.setAttribute("role", "search");
const label = document.createElement("label");
const name = document.createElement("span");
name.className = "casa-search__hidden";
name.textContent = strings.label;
const input = document.createElement("input");
input.type = "search";
input.name = "q";
input.placeholder = strings.search;
label.append(name, input);
const button = document.createElement("button");
button.textContent = strings.search;
form.append(label, button);
parent.prepend(form);
return form;
}
async #buildDialog() {
const { strings, options } = await this.#options();
const { attachSuggestions } = await import("./casa-suggest.js");
const dialog = document.createElement("dialog");
dialog.className = "casa-search-dialog";
dialog.setAttribute("aria-label", strings.label);
const form = this.#buildForm(dialog, strings);
const close = document.createElement("button");
close.type = "button";
close.className = "casa-search__close";
close.textContent = strings.close;
close.addEventListener("click", () => dialog.close());
form.append(close);
dialog.addEventListener("keydown", (event) => {
if (event.key === "Escape") dialog.close();
}, true);
document.body.append(dialog);
attachSuggestions(form, form.querySelector("input"), {
...options,
limit: 8,
onError: (error) => this.#showError(error, strings),
});
return dialog;
}
}
function addShortcuts(element) {
addEventListener("keydown", (event) => {
const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
if (!slash && !k) return;
event.preventDefault();
element.open();
});
}
customElements.define("casa-search", CasaSearch);
