//! What is wrong with files to download, in Italian.

use crate::diagnostic::{AttachmentCause, Problem};

/// The text of a problem of a file to download.
pub(super) fn attachment(problem: &Problem) -> (String, Option<String>) {
    let (message, help) = match problem {
        Problem::AttachmentNotRead { cause } => return not_read(cause),
        Problem::AttachmentPersons { found } => (
            format!("le proprietà dell'allegato nominano persone: {found}"),
            "Se il nome non deve uscire, toglilo dalle proprietà del documento e salvalo di nuovo.",
        ),
        Problem::AttachmentChanges { found } => (
            format!("l'allegato contiene revisioni, anche con il testo tolto: {found}"),
            "Accettale o rifiutale tutte, poi salva di nuovo il documento.",
        ),
        Problem::AttachmentComments { found } => (
            format!("l'allegato contiene commenti: {found}"),
            "Toglili, poi salva di nuovo il documento.",
        ),
        _ => (
            "l'allegato è una scansione: immagini di pagine, senza testo".into(),
            "Non si cerca e non si legge con le tecnologie assistive: pubblica il documento originale, o riconosci il testo (OCR).",
        ),
    };
    (message, Some(help.into()))
}

fn not_read(cause: &AttachmentCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        AttachmentCause::NotDocument => (
            "il testo dell'allegato non si legge: il file è danneggiato, o non è del formato che dice il nome".into(),
            "Si può scaricare, ma non cercare: aprilo e salvalo di nuovo nel suo formato.",
        ),
        AttachmentCause::TooLarge => (
            "il testo dell'allegato non si legge: è troppo grande".into(),
            "Si può scaricare, ma non cercare: dividilo, o togli le immagini.",
        ),
        AttachmentCause::Encrypted => (
            "il testo dell'allegato non si legge: serve una password".into(),
            "Si può scaricare, ma non cercare: salvalo senza password.",
        ),
        AttachmentCause::NotUtf8 => (
            "il testo dell'allegato non si legge: non è in UTF-8".into(),
            "Si può scaricare, ma non cercare: salvalo con la codifica UTF-8.",
        ),
        AttachmentCause::TooSlow => (
            "il testo dell'allegato non si legge: ci vuole troppo tempo".into(),
            "Si può scaricare, ma non cercare: dividilo, o salvalo di nuovo con un altro programma.",
        ),
        AttachmentCause::Unreadable(reason) => return (format!("l'allegato non si legge: {reason}"), None),
    };
    (message, Some(help.into()))
}
