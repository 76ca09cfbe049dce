//! The stem of an Italian word: Snowball's, and what it gets wrong.

use crate::snowball;
use crate::text::take;

/// Italian words whose stem we set ourselves. Snowball leaves short
/// words alone (`ente`, `enti`), takes the plurals in -ici and -tori for other
/// endings (`benefici`), and joins `bando` with `banda`, `comune` with `comunità`.
const EXCEPTIONS: &str = "anni-ann anno-ann archi-arc arco-arc arte-art arti-art artifici-artific asse-ass \
assi-ass atti-att atto-att banda-banda bande-banda bandi-bando bando-bando \
benefici-benefic comunita-comunita delibere-deliber dlvo-dlgs edifici-edific ente-ent \
enti-ent laboratori-laborator laghi-lag lgs-dlgs lvo-dlgs operai-operai ora-or ore-or \
osservatori-osservator ribassi-ribass sacrifici-sacrific universita-universit \
universitari-universit universitaria-universit universitarie-universit \
universitario-universit uomini-uom usi-us uso-us";

/// The stem of a word of `a` to `z`.
pub(crate) fn stem(word: &str) -> Vec<u8> {
    match exception(word) {
        Some(stem) => stem.as_bytes().to_vec(),
        None => snowball::italian(word),
    }
}

fn exception(word: &str) -> Option<&'static str> {
    let mut rest = EXCEPTIONS;
    while !rest.is_empty() {
        let mut stem = take(&mut rest, b' ');
        if take(&mut stem, b'-') == word {
            return Some(stem);
        }
    }
    None
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
}
