//! What readers of other formats say in English, in Italian.

/// By words of a reason: what it means.
const REASONS: [(&str, &str); 26] = [
    // TOML
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
