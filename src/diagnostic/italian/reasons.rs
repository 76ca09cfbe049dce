//! What readers of other formats say in English, in Italian.

use crate::diagnostic::whereabouts::{self, Whereabouts};

/// By words of a reason: what it means.
const REASONS: [(&str, &str); 35] = [
    // Patterns
    (
        "closing bracket",
        "una parentesi quadra è aperta e non chiusa",
    ),
    (
        "group",
        "una parentesi tonda è aperta e non chiusa, o chiusa senza essere aperta",
    ),
    ("repetition", "«*», «+» e «?» vanno dopo ciò che ripetono"),
    (
        "escape",
        "dopo la barra «\\» c'è un carattere che non ci va",
    ),
    // TOML
    (
        "year-month-day",
        "una data si scrive anno-mese-giorno, senza virgolette: 2022-04-14",
    ),
    (
        "small letters",
        "vero e falso si scrivono true e false, in minuscolo e senza virgolette",
    ),
    (
        "with an apostrophe",
        "un testo con l'apostrofo va tra virgolette doppie: \"L'incontro\"",
    ),
    ("string values must be quoted", "un testo va tra virgolette"),
    ("duplicate key", "un nome è scritto due volte"),
    ("cannot extend value", "un nome è scritto due volte"),
    ("extra assignment", "dopo il valore c'è un altro «=»"),
    ("key with no value", "manca « = » con il valore"),
    ("missing value", "manca il valore"),
    ("missing assignment", "manca « = » dopo il nome"),
    ("unclosed array", "un elenco è aperto e non chiuso"),
    ("unclosed inline table", "una graffa è aperta e non chiusa"),
    (
        "unclosed table",
        "manca la parentesi che chiude il nome del gruppo",
    ),
    ("invalid basic string", "un testo è aperto e non chiuso"),
    ("invalid literal string", "un testo è aperto e non chiuso"),
    (
        "invalid multi-line",
        "un testo su più righe è aperto e non chiuso",
    ),
    (
        "missing escaped value",
        "dopo la barra «\\» manca un carattere",
    ),
    ("leading zero", "un numero non può cominciare con 0"),
    ("date", "una data non ha la forma anno-mese-giorno"),
    // JSON
    ("no comments", "il JSON non ha commenti: togli questa riga"),
    (
        "expected ident",
        "vero e falso si scrivono true e false, in minuscolo e senza virgolette",
    ),
    (
        "expected `,` or `}`",
        "tra un campo e il seguente manca la virgola, o in fondo la graffa",
    ),
    (
        "expected `,` or `]`",
        "tra un valore e il seguente manca la virgola, o in fondo la parentesi",
    ),
    ("expected `:`", "dopo il nome mancano i due punti"),
    (
        "key must be a string",
        "i nomi vanno tra virgolette diritte",
    ),
    ("trailing comma", "dopo l'ultimo c'è una virgola di troppo"),
    ("trailing characters", "dopo la fine c'è altro testo"),
    (
        "EOF while parsing a string",
        "un testo è aperto e non chiuso",
    ),
    ("EOF while parsing", "una parentesi è aperta e non chiusa"),
    (
        "control character",
        "un testo va a capo, o ha un carattere invisibile",
    ),
    (
        "invalid escape",
        "dopo la barra «\\» c'è un carattere che non ci va",
    ),
];

/// What a reason means; where it is not known, that something there cannot be read.
pub(super) fn reason(english: &str) -> &'static str {
    let found = REASONS.iter().find(|(words, _)| english.contains(words));
    found.map_or("qui c'è qualcosa che non va", |(_, italian)| italian)
}

/// What to do about a file that is not where it should be.
pub(super) fn place(target: &str) -> String {
    let help = match whereabouts::of(target) {
        Whereabouts::Web => {
            "Scaricalo, se la licenza lo permette, mettilo accanto a questa pagina e scrivi solo il suo nome."
        }
        Whereabouts::Computer => {
            "È un percorso del tuo computer: copia il file accanto a questa pagina e scrivi solo il suo nome."
        }
        Whereabouts::Page => {
            "È una pagina, e qui va un file: a una pagina si rimanda in «correlati» o con un collegamento nel testo."
        }
        Whereabouts::Folder => "È una cartella, e qui va un file: scrivi anche il suo nome.",
        Whereabouts::Site => "Rimettilo al suo posto, o togli ciò che lo usa.",
        Whereabouts::Below if target.starts_with('/') => {
            "Il percorso si conta dalla cartella di tutti i testi: metti lì il file, o correggi il percorso."
        }
        Whereabouts::Below => {
            "Il percorso si conta dalla cartella di questa pagina: metti lì il file, o correggi il percorso."
        }
        Whereabouts::Beside => "Il file va accanto a questa pagina, nella stessa cartella.",
    };
    help.to_owned()
}

/// What to write in place of a name, or an address, of which none can be made.
pub(super) fn name(name: &str) -> String {
    if let Some(stem) = [".xlsx", ".xls", ".ods"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
    {
        return format!("La tabella si pubblica come CSV: scrivi {stem}.csv");
    }
    match whereabouts::old_path(name).filter(|_| name.contains('/')) {
        Some(path) => format!(
            "Scrivi solo il percorso, senza il nome del sito e senza segni come «?» e «#»: {path}"
        ),
        None if name.contains(['/', '#', '?']) => {
            "Scrivi il percorso che la pagina aveva, per esempio /notizie/webinar/.".into()
        }
        None => "Usa lettere senza accento, cifre e trattini: convenzione-sua.md.".into(),
    }
}
