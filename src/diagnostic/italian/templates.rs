//! What is wrong with a template, in Italian: Tera says it in English.

use crate::diagnostic::nearest;

/// By words of a message: what it means, with `#` for the first name that it quotes, and what to do.
const MEANINGS: [(&str, &str, &str); 47] = [
    (
        "is not defined in any parent template",
        "il blocco «#» non c'è nel modello base",
        "",
    ),
    (
        "Unknown filter",
        "il filtro «#» non esiste",
        "Controlla il nome dopo la barra «|».",
    ),
    (
        "Unknown function",
        "la funzione «#» non esiste",
        "Controlla il nome prima della parentesi.",
    ),
    (
        "Unknown test",
        "il test «#» non esiste",
        "Controlla il nome dopo «is».",
    ),
    ("Field `", "il campo «#» non c'è", ""),
    (
        " is not defined",
        "«#» non è definito",
        "Controlla il nome, o scrivi «is defined» prima di usarlo.",
    ),
    (
        "there is no page",
        "la pagina «#» non c'è",
        "Si scrive il percorso del file sotto «content/», senza «.md».",
    ),
    (
        "there is no section",
        "la sezione «#» non c'è",
        "Si scrive il nome della cartella sotto «content/».",
    ),
    (
        "there is no map",
        "la mappa «#» non c'è, o non si può disegnare",
        "Le mappe sono in «content/_data/».",
    ),
    (
        "the theme has no static file",
        "nel tema non c'è il file «#»",
        "Si scrive il percorso sotto «static/».",
    ),
    (
        "the theme has no icon",
        "nel tema non c'è l'icona «#»",
        "Le icone sono in «static/icons/».",
    ),
    (
        "is no date",
        "«#» non è una data",
        "Si scrive un anno, un mese (2021-04) o un giorno (2021-04-28).",
    ),
    ("unknown date format", "«#» non è una forma delle date", ""),
    (
        "cannot be nested in other tags",
        "«#» non può stare dentro un altro blocco",
        "Mettilo all'inizio del modello.",
    ),
    (
        "This content would be ignored",
        "questo testo andrebbe perso: un modello che ne estende un altro ha solo blocchi",
        "Mettilo dentro un «{% block … %}».",
    ),
    (
        "end of input",
        "un blocco è aperto e non chiuso",
        "Aggiungi «{% endif %}», «{% endfor %}» o «{% endblock %}».",
    ),
    (
        "is inheriting from",
        "il modello «##» da estendere non esiste",
        "Controlla il nome dopo «extends».",
    ),
    ("not found", "il modello «#» non esiste nel tema", ""),
    (
        "Unknown template",
        "il modello «#» non esiste nel tema",
        "Controlla il nome: si scrive il percorso sotto «templates/», con «.html».",
    ),
    (
        "Circular include",
        "il modello «#» include sé stesso, da solo o attraverso altri",
        "Togli uno degli «include».",
    ),
    (
        "Circular extend",
        "il modello «#» estende sé stesso, da solo o attraverso altri",
        "Scrivi dopo «extends» un altro modello: uno in «content/_theme» prende il posto di quello del tema con lo stesso nome, e non può estenderlo.",
    ),
    (
        "Unknown tag",
        "questo comando non esiste, o chiude un blocco che non è aperto",
        "I comandi sono if, for, set, block, extends, include, raw; «endif», «endfor» e «endblock» chiudono ciò che è aperto.",
    ),
    (
        "already contains a block named",
        "il blocco «#» c'è già in questo modello",
        "Cambia il nome di uno dei due, o togline uno.",
    ),
    (
        "is already extending",
        "il modello estende già «#»",
        "Togli il secondo «extends».",
    ),
    (
        "needs to be the first tag",
        "«extends» va prima di ogni altra cosa",
        "Spostalo all'inizio del modello.",
    ),
    (
        "in the opening tag, found",
        "il nome alla fine non è quello dell'inizio: «#» e «##»",
        "Scrivi lo stesso nome, o nessuno.",
    ),
    (
        "Closing tag",
        "«#» non chiude «##»",
        "Chiudi prima ciò che è stato aperto per ultimo.",
    ),
    (
        "Unclosed component",
        "il componente «#» è aperto e non chiuso",
        "Aggiungi la sua chiusura.",
    ),
    (
        "Missing keyword argument",
        "manca l'argomento «#»",
        "Gli argomenti si scrivono con il nome: nome=valore.",
    ),
    (
        "Invalid type for the value",
        "un valore non è del tipo giusto: serve «#» e c'è «##»",
        "«undefined» vuol dire che il valore manca: controlla i dati, o scrivi prima «{% if … %}».",
    ),
    (
        "was expecting `elif`",
        "dentro «if» c'è qualcosa che non può starci",
        "Un «if» finisce con «{% endif %}»; in mezzo ci possono essere «elif» ed «else».",
    ),
    (
        "can only be used in a for loop",
        "questo comando vale solo dentro un «for»",
        "",
    ),
    (
        "Cannot divide by 0",
        "si divide per zero",
        "Controlla prima che il divisore non sia 0.",
    ),
    (
        "can be used in arithmetic",
        "si fanno conti con ciò che non è un numero",
        "",
    ),
    (
        "Unable to perform",
        "si fanno conti con ciò che non è un numero",
        "",
    ),
    (
        "container of type",
        "«in» vale per elenchi, testi e gruppi di campi",
        "",
    ),
    (
        "Invalid syntax for `set`",
        "«set» si scrive: set nome = valore",
        "",
    ),
    (
        "reserved keyword",
        "questo nome è una parola del linguaggio dei modelli",
        "Scegline un altro.",
    ),
    (
        "invalid field of `loop`",
        "dopo «loop.» c'è un nome che non esiste",
        "Ci sono: index, index0, first, last, length.",
    ),
    (
        "unexpected end of string",
        "un testo è aperto e non chiuso",
        "Aggiungi le virgolette che mancano.",
    ),
    (
        "unexpected end of raw",
        "un blocco «raw» è aperto e non chiuso",
        "Aggiungi «{% endraw %}».",
    ),
    (
        "Unexpected character",
        "qui c'è un carattere che il linguaggio dei modelli non ha",
        "",
    ),
    (
        "can have a maximum",
        "un'espressione è troppo annidata",
        "Dividila con «set».",
    ),
    (
        "too complex",
        "un'espressione è troppo complessa",
        "Dividila con «set».",
    ),
    (
        "nesting is too deep",
        "i blocchi sono troppo annidati",
        "Spostane una parte in un altro modello.",
    ),
    (
        "for component call",
        "dopo «<» ci vuole il nome di un componente",
        "Per un confronto scrivi il valore da tutti e due i lati.",
    ),
    (
        " but expected ",
        "c'è «#» dove il modello vuole altro",
        "Un'espressione va tra «{{» e «}}», un comando tra «{%» e «%}»; gli argomenti si scrivono con il nome: nome=valore.",
    ),
];

/// The text of a message of Tera, or of our own functions.
pub(super) fn template(message: &str) -> (String, Option<String>) {
    let mut quoted = message.split(['`', '\'']).skip(1).step_by(2);
    let first = quoted.next().unwrap_or("");
    let second = quoted.next().unwrap_or("");
    let found = MEANINGS
        .iter()
        .find(|(words, _, _)| message.contains(words));
    let (text, help) = match found {
        None => (message.to_owned(), None),
        Some((_, text, help)) => {
            let text = match first.is_empty() {
                true => text.replace("«#»", "qualcosa"),
                false => text.replace("##", second).replace('#', first),
            };
            (text, (!help.is_empty()).then(|| (*help).to_owned()))
        }
    };
    let list = |label: &str| {
        message
            .split_once(label)
            .map(|(_, list)| list.trim_end_matches(')'))
    };
    let blocks = list("blocks: ").map(|blocks| format!("I blocchi sono: {blocks}."));
    let fields =
        list("Available fields: ").map(|fields| match nearest(first, fields.split(", ")) {
            Some(field) => format!("Forse intendevi «{field}»?"),
            None => format!("I campi sono: {fields}."),
        });
    (
        format!("errore nel modello: {text}"),
        help.or(blocks).or(fields),
    )
}
