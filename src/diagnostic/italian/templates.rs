//! What is wrong with a template, in Italian: Tera says it in English.

/// By words of a message: what it means, with `#` for the first name that it quotes, and what to do.
const MEANINGS: [(&str, &str, &str); 19] = [
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
        " but expected ",
        "c'è «#» dove il modello vuole altro",
        "Un'espressione va tra «{{» e «}}», un comando tra «{%» e «%}».",
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
            let text = text.replace("##", second).replace('#', first);
            (text, (!help.is_empty()).then(|| (*help).to_owned()))
        }
    };
    let list = |label: &str| {
        message
            .split_once(label)
            .map(|(_, list)| list.trim_end_matches(')'))
    };
    let blocks = list("blocks: ").map(|blocks| format!("I blocchi sono: {blocks}."));
    let fields = list("Available fields: ").map(|fields| format!("I campi sono: {fields}."));
    (
        format!("errore nel modello: {text}"),
        help.or(blocks).or(fields),
    )
}
