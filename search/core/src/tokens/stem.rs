//! Folded word to term: Snowball's stemmer and what it gets wrong.

use std::borrow::Cow;

use super::language::Language;
use super::snowball;
use crate::text::take;

/// Italian words whose stem we set ourselves. Snowball leaves short
/// words alone (`ente`, `enti`), takes the plurals in -ici and -tori for other
/// endings (`benefici`), and joins `bando` with `banda`, `comune` with `comunità`.
const ITALIAN: &str = "anni-ann anno-ann archi-arc arco-arc arte-art arti-art artifici-artific asse-ass \
assi-ass atti-att atto-att banda-banda bande-banda bandi-bando bando-bando \
benefici-benefic comunita-comunita delibere-deliber dlvo-dlgs edifici-edific ente-ent \
enti-ent laboratori-laborator laghi-lag lgs-dlgs lvo-dlgs operai-operai ora-or ore-or \
osservatori-osservator ribassi-ribass sacrifici-sacrific universita-universit \
universitari-universit universitaria-universit universitarie-universit \
universitario-universit uomini-uom usi-us uso-us";

/// The term of a folded word.
pub fn stem(language: Language, word: &str) -> Cow<'_, str> {
    // Folded Italian and English are ASCII; anything else is a name or another
    // language, which these rules would only mangle.
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    match language {
        Language::Other => Cow::Borrowed(word),
        Language::English => owned(snowball::english(word)),
        Language::Italian => match exception(word) {
            Some(stem) => Cow::Borrowed(stem),
            None => owned(snowball::italian(word)),
        },
    }
}

/// The letters that words of a term may begin with, each as the bit that its
/// lowest five bits give: what begins with another need not be stemmed to know
/// that it is not of this term.
pub(crate) fn initials(term: &str) -> u32 {
    let bit = |letter: u8| 1 << (letter & 31);
    let first = bit(term.as_bytes().first().copied().unwrap_or(0));
    match term {
        // Of all the exceptions only these begin otherwise: `lgs`, `lvo`.
        "dlgs" => first | bit(b'l'),
        _ => first,
    }
}

fn exception(word: &str) -> Option<&'static str> {
    let mut rest = ITALIAN;
    while !rest.is_empty() {
        let mut stem = take(&mut rest, b' ');
        if take(&mut stem, b'-') == word {
            return Some(stem);
        }
    }
    None
}

fn owned(stem: Vec<u8>) -> Cow<'static, str> {
    Cow::Owned(String::from_utf8(stem).expect("the stem of a word of a to z is one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_can_be_found() {
        assert_eq!(exception("anni"), Some("ann"));
        assert_eq!(exception("uso"), Some("us"));
        assert_eq!(exception("us"), None);
    }

    /// Otherwise a word would be in the index and not be found in its text.
    #[test]
    fn a_word_begins_with_an_initial_of_its_term() {
        let exceptions = ITALIAN.split([' ', '-']).map(str::to_owned);
        for word in snowball::tests::words().chain(exceptions) {
            for language in [Language::Italian, Language::English] {
                let term = stem(language, &word);
                let known = initials(&term) & initials(&word) != 0;
                assert!(term.is_empty() || known, "{word} {term}");
            }
        }
    }
}
