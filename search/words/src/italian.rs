//! The stem of an Italian word: Snowball's, and what it gets wrong.

use crate::snowball;
use crate::text::entry;

/// Italian words whose stem we set ourselves. Snowball leaves short
/// words alone (`ente`, `enti`), takes the plurals in -ici and -tori for other
/// endings (`benefici`), and joins `bando` with `banda`, `comune` with `comunità`.
/// In the order of the words' bytes.
const EXCEPTIONS: &str = "anni-ann anno-ann archi-arc arco-arc arte-art arti-art \
artifici-artific asse-ass assi-ass atti-att atto-att banda-banda bande-banda bandi-bando \
bando-bando benefici-benefic comunita-comunita delibere-deliber dlvo-dlgs edifici-edific \
ente-ent enti-ent laboratori-laborator laghi-lag lgs-dlgs lvo-dlgs operai-operai ora-or ore-or \
osservatori-osservator ribassi-ribass sacrifici-sacrific universita-universit \
universitari-universit universitaria-universit universitarie-universit universitario-universit \
uomini-uom usi-us uso-us";

/// The stem of a word of `a` to `z`.
pub(crate) fn stem(word: &str) -> Vec<u8> {
    match entry(EXCEPTIONS.as_bytes(), word.as_bytes()) {
        Some([_hyphen, stem @ ..]) => stem.to_vec(),
        _ => snowball::italian(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_in_order;

    #[test]
    fn exceptions_can_be_found() {
        assert_eq!(stem("anni"), b"ann");
        assert_eq!(stem("uso"), b"us");
        assert!(is_in_order(EXCEPTIONS));
    }
}
