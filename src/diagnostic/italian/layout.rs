//! Slips of lists, quotation marks and comments in YAML, in Italian.

use crate::diagnostic::Layout;

pub(super) fn slip(layout: &Layout) -> (String, Option<String>) {
    let (message, help): (&str, String) = match layout {
        Layout::Comment => (
            "nell'intestazione un commento non si scrive così",
            "Comincia la riga con «#»: # da rivedere".into(),
        ),
        Layout::MarkedName(name) => (
            "il nome di un campo non vuole asterischi né altri segni attorno",
            format!("Scrivi solo il nome e i due punti: {name}: valore"),
        ),
        Layout::QuotedField => (
            "le virgolette stanno attorno a tutto il campo, nome compreso",
            "Toglile, o mettile solo attorno al valore: nome: \"valore\"".into(),
        ),
        Layout::DashBehindColon => (
            "dopo i due punti, sulla stessa riga, non va il trattino di un elenco",
            "Vai a capo prima del trattino, oppure scrivi le voci tra quadre: [uno, due].".into(),
        ),
        Layout::ExtraBracket => (
            "c'è una parentesi quadra di troppo: «]» chiude un elenco già chiuso",
            "Togli l'ultima: gli elenchi su una riga si scrivono [uno, due].".into(),
        ),
        Layout::NoComma => (
            "tra due voci dell'elenco manca la virgola",
            "Scrivi una virgola tra una voce e l'altra: [uno, due].".into(),
        ),
        Layout::TwoFields(name) => (
            "su questa riga ci sono due campi",
            format!("Vai a capo prima di «{name}:», e comincia la riga alla stessa colonna del primo."),
        ),
        Layout::MaybeTwoFields(name) => (
            "i due punti seguiti da spazio spezzano il valore",
            format!("Metti tutto il valore tra virgolette: titolo: \"Appalti: la guida\". Se invece «{name}» è un altro campo, scrivilo su una riga sua."),
        ),
        Layout::TextBeforeList(name) => (
            "dopo il nome di un elenco c'è del testo, e le voci stanno sotto",
            format!("Lascia solo «{name}:», o scrivi anche questo testo come voce, con il trattino."),
        ),
        Layout::ColonTwice => (
            "tra le graffe una voce ha due volte i due punti",
            "Se sono due voci, mettici una virgola in mezzo: {to: evento, many: true}; se è un testo, mettilo tra virgolette: {help: \"Nota: il giorno\"}.".into(),
        ),
        Layout::ItemsApart => (
            "le voci dell'elenco non sono allineate",
            "Comincia tutti i trattini alla stessa colonna: cambia il rientro di questa riga.".into(),
        ),
    };
    (message.into(), Some(help))
}
