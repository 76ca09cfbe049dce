//! What is wrong with several fields at once, or with one on many pages, in Italian.

use crate::diagnostic::{FieldsCause, Lacking};

pub(super) fn fields(cause: &FieldsCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        FieldsCause::Renamed { field, owner, pages, wanted } => (
            format!("il campo «{field}» non esiste in «{owner}», e lo hanno {pages} pagine"),
            match wanted {
                Some(wanted) => format!(
                    "Se nello schema ora si chiama «{wanted}», cambia il nome anche nelle pagine; altrimenti rimetti «{field}» nello schema."
                ),
                None => "Rimettilo nello schema, o toglilo dalle pagine.".into(),
            },
        ),
        FieldsCause::Refused { field, pages, of, first, is_missing: true } => (
            format!("«{field}» è obbligatorio, e {pages} pagine su {of} non ce l'hanno: {}, …", first.join(", ")),
            format!("Se la regola è nuova, togli «required: true» finché le pagine non hanno «{field}»; altrimenti aggiungilo alle pagine."),
        ),
        FieldsCause::Refused { field, pages, of, first, is_missing: false } => (
            format!("lo schema rifiuta il valore di «{field}» in {pages} pagine su {of}: {}, …", first.join(", ")),
            "Se la regola è nuova, controlla che sia giusta (tipo, limiti, valori), o allargala finché le pagine non sono a posto.".into(),
        ),
        FieldsCause::Missing { fields, owner, place: Lacking::Page } => (
            format!("la pagina non comincia con l'intestazione; in «{owner}» servono: {}", fields.join(", ")),
            format!("Comincia il file con una riga «---», poi una riga per ogni campo («{}: …»), poi un'altra riga «---».", fields[0]),
        ),
        FieldsCause::Missing { fields, owner, place: Lacking::Row } => (
            format!("in questa riga sono vuote celle obbligatorie di «{owner}»: {}", fields.join(", ")),
            "Se è una riga di totale o una nota, toglila dalla tabella; altrimenti riempi le celle.".into(),
        ),
        FieldsCause::Missing { fields, owner, place: Lacking::Map } => (
            format!("mancano campi obbligatori in «{owner}»: {}", fields.join(", ")),
            format!("Aggiungi una riga per ognuno: «{}: …».", fields[0]),
        ),
        FieldsCause::Missing { fields, place: Lacking::NoRow { page, table, near }, .. } => (
            format!("nessuna riga di «{table}» è di questa pagina, «{page}», che prende da lì i suoi campi"),
            match near {
                Some(near) => format!("La riga di «{near}» è la sua? Rinomina questo file «{near}.md», o ridai alla riga il nome di prima."),
                None => format!("Rimetti la sua riga, o scrivi qui i campi: {}.", fields.join(", ")),
            },
        ),
        FieldsCause::OtherFolder { owner, meant, folder, fields } => (
            format!("la pagina ha i campi di «{meant}», ma sta nella cartella di «{owner}»"),
            match fields.1.is_empty() {
                true => format!("Sposta il file in {folder}; se invece è di tipo «{owner}», togli ciò che quel tipo non ha: {}.", fields.0.join(", ")),
                false => format!("Sposta il file in {folder}; se invece è di tipo «{owner}», togli ciò che quel tipo non ha ({}) e aggiungi ciò che chiede ({}).", fields.0.join(", "), fields.1.join(", ")),
            },
        ),
        FieldsCause::Scattered { field, keys } => (
            format!("«{field}» ha una voce per riga, ma {} sono campi di una voce sola", quoted(keys)),
            format!("Lascia il trattino davanti a «{}:» e togli gli altri: le righe sotto cominciano con due spazi al suo posto.", keys[0]),
        ),
    };
    (message, Some(help))
}

fn quoted(keys: &[String]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("«{key}»")).collect();
    quoted.join(", ")
}

/// The fields that there are, where another was written.
pub(super) fn known(fields: &[String]) -> String {
    match fields {
        [] => "Non ha campi: aggiungi questo ai suoi «fields», o togli la riga.".into(),
        fields => format!("I campi sono: {}.", fields.join(", ")),
    }
}

/// Where to write an address that stands for a page.
pub(super) fn not_a_page(field: &str) -> String {
    match field {
        "page" => "Qui va il nome di una pagina di questo sito: un indirizzo web va in «url», con una «label».".into(),
        _ => "Qui va il nome di una pagina di questo sito, non un indirizzo web.".into(),
    }
}

/// What is wrong with the name of a component.
pub(super) fn unknown_component(name: &str) -> String {
    match name {
        "" => "la riga non dice quale componente comincia".into(),
        name => format!("il componente «{name}» non esiste"),
    }
}
