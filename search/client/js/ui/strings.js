// @ts-check
// All that the interface says, in Italian and English.

const ITALIAN = {
  search: "Cerca",
  label: "Cerca nel sito",
  close: "Chiudi",
  none: "Nessun risultato",
  count: (/** @type {string} */ n) => (n === "1" ? "1 risultato" : `${n} risultati`),
  moreThan: (/** @type {string} */ n) => `Più di ${n} risultati`,
  all: (/** @type {string} */ n, /** @type {boolean} */ more) =>
    more ? `Vedi i risultati, più di ${n}` : `Vedi tutti i ${n} risultati`,
  more: "Mostra altri risultati",
  filters: "Filtri",
  clear: "Togli i filtri",
  section: "Nella sezione:",
  also: "Anche nelle sezioni:",
  loading: "Ricerca in corso…",
  help: "Controlla come sono scritte le parole, o prova con altre.",
  unfiltered: "Cerca senza filtri",
  loosened: "Cerca senza virgolette ed esclusioni:",
  with: "per",
  corrected: "Risultati per",
  asTyped: "Cerca invece",
  recent: "Ricerca recente",
  forget: "Cancella le ricerche recenti",
  period: "Data",
  from: "Dal",
  to: "Al",
  sort: "Ordina per",
  relevance: "Pertinenza",
  newest: "Data, dalla più recente",
  without: "Senza i risultati di",
  errors: {
    unsupported: "Questo browser non può eseguire la ricerca, o un’impostazione di sicurezza la blocca.",
    missing: "La ricerca non è raggiungibile. Controlla la connessione e riprova.",
    corrupt: "I dati della ricerca sono danneggiati. Ricarica la pagina o riprova più tardi.",
    version: "La ricerca è stata aggiornata. Ricarica la pagina.",
  },
  // What addresses of results pages say; facets go by their own names.
  address: { from: "dal", to: "al", sort: "ordine", exact: "esatto", page: "pagina" },
  // What casa calls the facet of the type and the order by date.
  kind: "tipo",
  date: "data",
};

/** @typedef {typeof ITALIAN} Strings */

/** @type {Strings} */
const ENGLISH = {
  search: "Search",
  label: "Search this site",
  close: "Close",
  none: "No results",
  count: (n) => (n === "1" ? "1 result" : `${n} results`),
  moreThan: (n) => `More than ${n} results`,
  all: (n, more) => (more ? `See the results, more than ${n}` : `See all ${n} results`),
  more: "Show more results",
  filters: "Filters",
  clear: "Clear the filters",
  section: "In the section:",
  also: "Also in the sections:",
  loading: "Searching…",
  help: "Check how the words are spelt, or try others.",
  unfiltered: "Search without filters",
  loosened: "Search without quotes and exclusions:",
  with: "for",
  corrected: "Results for",
  asTyped: "Search instead for",
  recent: "Recent search",
  forget: "Clear recent searches",
  period: "Date",
  from: "From",
  to: "To",
  sort: "Sort by",
  relevance: "Relevance",
  newest: "Date, newest first",
  without: "Without the results of",
  errors: {
    unsupported: "This browser cannot run the search, or a security setting blocks it.",
    missing: "The search cannot be reached. Check your connection and try again.",
    corrupt: "The search data are damaged. Reload the page or try again later.",
    version: "The search has been updated. Reload the page.",
  },
  address: { from: "from", to: "to", sort: "sort", exact: "exact", page: "page" },
  kind: "type",
  date: "date",
};

/**
 * What is said where a language is spoken: English for all that is not Italian.
 * @param {string} language its tag, or nothing
 */
export const stringsOf = (language) => (/^it\b/i.test(language) ? ITALIAN : ENGLISH);
