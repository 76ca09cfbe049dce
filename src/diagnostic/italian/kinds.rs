//! What is there instead of a file or a folder, in Italian.

use crate::diagnostic::{OtherFormat, WrongKind};
use crate::source::Leads;

pub(super) fn wrong_kind(kind: &WrongKind) -> (String, Option<String>) {
    let (message, help): (&str, String) = match kind {
        WrongKind::Link(Leads::ToFile) => (
            "i collegamenti simbolici non si seguono",
            "Copia il file al posto del collegamento.".into(),
        ),
        WrongKind::Link(Leads::ToFolder) => (
            "i collegamenti simbolici non si seguono, e questo porta a una cartella",
            "Copia la cartella al posto del collegamento.".into(),
        ),
        WrongKind::Link(Leads::Nowhere) => (
            "il collegamento simbolico non porta a niente",
            "Eliminalo, o metti al suo posto quello a cui dovrebbe portare.".into(),
        ),
        WrongKind::File(name) => (
            "questo è un file, e qui va una cartella",
            format!(
                "Spostalo o rinominalo; se quello che dice serve, mettilo in un file dentro una cartella «{name}»."
            ),
        ),
        WrongKind::Folder(name) => (
            "questa è una cartella, e qui va un file",
            format!(
                "Spostala o rinominala; se quello che contiene serve, scrivilo in un file «{name}»."
            ),
        ),
        WrongKind::Format(format) => match format {
            OtherFormat::Pdf => (
                "il file è un PDF, con il nome di un testo",
                "Ridagli il suo nome, con «.pdf» alla fine, e offrilo come allegato di una pagina.".into(),
            ),
            OtherFormat::Office => (
                "il file è un documento di Word, Excel o LibreOffice, con il nome di un testo",
                "Apri il documento e copia il testo in un file nuovo; un foglio di calcolo si salva come CSV.".into(),
            ),
            OtherFormat::Picture => (
                "il file è un'immagine, con il nome di un testo",
                "Ridagli il suo nome, per esempio con «.png» alla fine.".into(),
            ),
            OtherFormat::Html => (
                "il file è una pagina HTML, e qui va un testo in Markdown",
                "Copia dal browser il testo della pagina, e scrivi sopra l'intestazione con i suoi campi.".into(),
            ),
        },
    };
    (message.into(), Some(help))
}

/// What to do about a file that the system does not give, or that is too large for a text.
pub(super) fn unreadable(reason: &str) -> (String, Option<String>) {
    let help = match reason.strip_prefix("> ") {
        Some(_) => "Dividilo in più file; i dati che vanno dati ai lettori sono un allegato.",
        None => {
            "Dai a chi pubblica il permesso di leggerlo, o metti al suo posto una copia che si legge."
        }
    };
    (
        format!("il file non si può leggere: {reason}"),
        Some(help.into()),
    )
}
