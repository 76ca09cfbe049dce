//! Text that stands for what is still to be written.

use std::ops::Range;

/// Words that are nothing but fillers.
const WORDS: [&str; 7] = ["TODO", "TBD", "FIXME", "xxx", "xxxx", "XXXX", "Xxxxx"];

/// What a bracket with a filler begins with.
const BRACKETS: [&str; 12] = [
    "[testo",
    "[inserire",
    "[inserisci",
    "[da completare",
    "[da definire",
    "[da inserire",
    "[completare",
    "[titolo",
    "[descrizione",
    "[text",
    "[insert",
    "[placeholder",
];

/// The first filler of a text.
pub(in crate::content) fn find(text: &str) -> Option<Range<usize>> {
    lorem(text)
        .or_else(|| word(text))
        .or_else(|| bracket(text))
        .or_else(|| field(text))
}

/// What a word processor leaves where it did not find what a reference leads to.
const FIELDS: [&str; 8] = [
    "Errore. L'origine riferimento non è stata trovata",
    "Errore. L’origine riferimento non è stata trovata",
    "Errore. Il segnalibro non è definito",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "Fehler! Verweisquelle konnte nicht gefunden werden",
    "Erreur ! Source du renvoi introuvable",
    "¡Error! No se encuentra el origen de la referencia",
];

fn field(text: &str) -> Option<Range<usize>> {
    let mut found = FIELDS.iter().filter_map(|words| {
        let at = text.find(words)?;
        Some(at..at + words.len())
    });
    found.next()
}

fn lorem(text: &str) -> Option<Range<usize>> {
    const WORDS: &str = "orem ipsum";
    let at = text.find(WORDS)?;
    let start = text[..at].char_indices().next_back()?.0;
    Some(start..at + WORDS.len())
}

fn word(text: &str) -> Option<Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let alone = |range: &Range<usize>| {
        !text[..range.start].ends_with(is_word) && !text[range.end..].starts_with(is_word)
    };
    let places = WORDS.iter().flat_map(|word| {
        let found = text.match_indices(word);
        found.map(|(at, word)| at..at + word.len())
    });
    places.filter(alone).min_by_key(|range| range.start)
}

fn bracket(text: &str) -> Option<Range<usize>> {
    let starts = text.match_indices('[');
    let mut found = starts.filter_map(|(at, _)| {
        let end = at + text[at..].find(']')? + 1;
        let inside = text[at..end].to_lowercase();
        let filler = BRACKETS.iter().any(|start| inside.starts_with(start));
        let open = inside.contains('…') || inside.contains("...") || inside.contains(' ');
        let link = text[end..].starts_with(['(', '[', ':']);
        // Two brackets are a place for readers to fill in.
        let blank = text[..at].ends_with('[') && text[end..].starts_with(']');
        (filler && open && !link && !blank).then_some(at..end)
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_found_and_words_are_not() {
        let cases = [
            ("Lorem ipsum dolor sit amet.", Some("Lorem ipsum")),
            ("TODO: completare", Some("TODO")),
            ("importo di xxx euro", Some("xxx")),
            (
                "vedi [Testo da inserire…] qui",
                Some("[Testo da inserire…]"),
            ),
            (
                "come dice l'art. Errore. L'origine riferimento non è stata trovata.",
                Some("Errore. L'origine riferimento non è stata trovata"),
            ),
            ("il capo XXX della legge", None),
            ("un metodo todo", None),
            ("[testo](a.md)", None),
        ];
        for (text, expected) in cases {
            assert_eq!(find(text).map(|range| &text[range]), expected, "{text}");
        }
    }
}
