const it = {
search: "Cerca",
label: "Cerca nel sito",
close: "Chiudi",
none: "Nessun risultato",
count: (n) => (n === 1 ? "1 risultato" : `${n.toLocaleString("it")} risultati`),
countFor: (n, text) => (text ? `${it.count(n)} per «${text}»` : it.count(n)),
all: (n) => (n === 1 ? "Vai al risultato" : `Vedi tutti i ${n.toLocaleString("it")} risultati`),
more: "Mostra altri risultati",
filters: "Filtra i risultati",
clear: "Togli i filtri",
section: "Nella sezione:",
loading: "Ricerca in corso…",
help: "Prova con altre parole, con meno parole o senza filtri.",
errors: {
unsupported: "Questo browser non può eseguire la ricerca, o un’impostazione di sicurezza la blocca.",
missing: "La ricerca non è raggiungibile. Controlla la connessione e riprova.",
corrupt: "I dati della ricerca sono danneggiati. Ricarica la pagina o riprova più tardi.",
version: "La ricerca è stata aggiornata. Ricarica la pagina.",
},
};
const en = {
search: "Search",
label: "Search this site",
close: "Close",
none: "No results",
count: (n) => (n === 1 ? "1 result" : `${n.toLocaleString("en")} results`),
countFor: (n, text) => (text ? `${en.count(n)} for “${text}”` : en.count(n)),
all: (n) => (n === 1 ? "Go to the result" : `See all ${n.toLocaleString("en")} results`),
more: "Show more results",
filters: "Filter the results",
clear: "Clear the filters",
section: "In the section:",
loading: "Searching…",
help: "Try other words, fewer words, or no filters.",
errors: {
unsupported: "This browser cannot run the search, or a security setting blocks it.",
missing: "The search cannot be reached. Check your connection and try again.",
corrupt: "The search data are damaged. Reload the page or try again later.",
version: "The search has been updated. Reload the page.",
},
};
export function stringsFor(tag) {
return /^it\b/i.test(tag) ? it : en;
}
