//! Folded word to term: Snowball's stemmer and what it gets wrong.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

use super::Language;

/// Italian words whose stem we set ourselves, sorted. Snowball leaves short
/// words alone (`ente`, `enti`), takes the plurals in -ici and -tori for other
/// endings (`benefici`), and joins `bando` with `banda`, `comune` with `comunità`.
const ITALIAN: [(&str, &str); 40] = [
    ("anni", "ann"),
    ("anno", "ann"),
    ("archi", "arc"),
    ("arco", "arc"),
    ("arte", "art"),
    ("arti", "art"),
    ("artifici", "artific"),
    ("asse", "ass"),
    ("assi", "ass"),
    ("atti", "att"),
    ("atto", "att"),
    ("banda", "banda"),
    ("bande", "banda"),
    ("bandi", "bando"),
    ("bando", "bando"),
    ("benefici", "benefic"),
    ("comunita", "comunita"),
    ("delibere", "deliber"),
    ("dlvo", "dlgs"),
    ("edifici", "edific"),
    ("ente", "ent"),
    ("enti", "ent"),
    ("laboratori", "laborator"),
    ("laghi", "lag"),
    ("lgs", "dlgs"),
    ("lvo", "dlgs"),
    ("operai", "operai"),
    ("ora", "or"),
    ("ore", "or"),
    ("osservatori", "osservator"),
    ("ribassi", "ribass"),
    ("sacrifici", "sacrific"),
    ("universita", "universit"),
    ("universitari", "universit"),
    ("universitaria", "universit"),
    ("universitarie", "universit"),
    ("universitario", "universit"),
    ("uomini", "uom"),
    ("usi", "us"),
    ("uso", "us"),
];

/// The term of a folded word.
pub fn stem(language: Language, word: &str) -> Cow<'_, str> {
    // Folded Italian and English are ASCII; anything else is a name or another
    // language, which these rules would only mangle.
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    match language {
        Language::Other => Cow::Borrowed(word),
        Language::English => Stemmer::new(Algorithm::English).stem(word),
        Language::Italian => match ITALIAN.binary_search_by_key(&word, |&(from, _)| from) {
            Ok(found) => Cow::Borrowed(ITALIAN[found].1),
            Err(_) => Stemmer::new(Algorithm::Italian).stem(word),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_can_be_found() {
        assert!(ITALIAN.is_sorted_by(|a, b| a.0 < b.0));
    }
}
