//! Why files and folders cannot be read or written, and what to do.

use super::say;
use crate::diagnostic::Language;
use crate::emit::{self, WriteError};
use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::path::Path;

/// That there is nothing at a path.
pub(in crate::cli) fn missing(path: &Path, language: Language) -> String {
    let path = path.display();
    say(
        language,
        &format!("errore: «{path}» non c'è"),
        &format!("error: there is no `{path}`"),
    )
}

/// Why a file or folder cannot be read.
pub(in crate::cli) fn unread(path: &Path, error: &io::Error, language: Language) -> String {
    let path = path.display();
    say(
        language,
        &format!("errore: «{path}» non si può leggere: {error}"),
        &format!("error: cannot read `{path}`: {error}"),
    )
}

/// Why a file or folder cannot be written.
pub(in crate::cli) fn unwritten(path: &Path, error: &io::Error, language: Language) -> String {
    let path = path.display();
    say(
        language,
        &format!("errore: «{path}» non si può scrivere: {error}"),
        &format!("error: cannot write `{path}`: {error}"),
    )
}

/// Why the next build will not be faster for this one.
pub(in crate::cli) fn cache_error(folder: &Path, error: &io::Error, language: Language) -> String {
    let folder = folder.display();
    say(
        language,
        &format!(
            "attenzione: la cache «{folder}» non si può scrivere: {error}\n\nIl sito è pubblicato; \
             scegli un'altra cartella con --cache, oppure --no-cache."
        ),
        &format!(
            "warning: cannot write the cache `{folder}`: {error}\n\nThe site is published; choose \
             another folder with --cache, or --no-cache."
        ),
    )
}

/// Why nothing was published, and what to do; problems of the content are reported elsewhere. The
/// option is the one that chooses another folder.
pub(in crate::cli) fn write_error(error: &WriteError, option: &str, language: Language) -> String {
    match error {
        WriteError::Index(reason) => say(
            language,
            &format!("errore: l'indice di ricerca non si può costruire: {reason}"),
            &format!("error: {error}"),
        ),
        WriteError::NotOurs(out) => {
            let out = out.display();
            say(
                language,
                &format!(
                    "errore: «{out}» contiene file che casa non ha pubblicato\n\n\
                     Per non cancellarli non è stato scritto nulla. Scegli un'altra cartella con {option}, \
                     oppure svuota questa."
                ),
                &format!(
                    "error: {error}\n\n\
                     Nothing was written, so as not to delete them. Choose another folder with {option}, \
                     or empty this one."
                ),
            )
        }
        WriteError::Busy(out) => {
            let out = out.display();
            say(
                language,
                &format!(
                    "errore: un altro casa sta pubblicando in «{out}»: riprova quando ha finito"
                ),
                &format!("error: {error}: try again when it is done"),
            )
        }
        WriteError::Io(path, reason) => {
            let advice = way_out(path, reason.kind(), option, language);
            let path = path.display();
            say(
                language,
                &format!(
                    "errore: «{path}» non si può scrivere: {reason}\n\n\
                     Quello che c'era è rimasto com'era.{advice}"
                ),
                &format!("error: {error}\n\nWhat was there is as it was.{advice}"),
            )
        }
    }
}

/// That the folder to publish to is among the sources, and what to do; each in Italian and English.
pub(in crate::cli) fn among_sources(out: impl Display) -> [[String; 2]; 2] {
    [
        [
            format!("«{out}» è tra i contenuti del sito"),
            format!("`{out}` is among the sources of the site"),
        ],
        [
            "scegli un'altra cartella con --out".to_owned(),
            "choose another folder with --out".to_owned(),
        ],
    ]
}

/// What to do where a file or folder cannot be written; empty if that is not known.
pub(in crate::cli) fn way_out(
    path: &Path,
    reason: ErrorKind,
    option: &str,
    language: Language,
) -> String {
    let (italian, english): (String, String) = match reason {
        ErrorKind::PermissionDenied if emit::is_beside(path) => (
            " È ciò che resta di una pubblicazione di un altro utente: eliminalo come lui, o come amministratore.".into(),
            " It is what is left of somebody else's publication: delete it as they, or as an administrator.".into(),
        ),
        ErrorKind::NotFound if path.is_symlink() => (
            format!(
                " È un collegamento che non porta a niente: eliminalo, o scegli un'altra cartella con {option}."
            ),
            format!(
                " It is a link that leads to nothing: delete it, or choose another folder with {option}."
            ),
        ),
        ErrorKind::ResourceBusy => (
            format!(
                " Lì è montato un disco, che non cede il posto a un'altra cartella: scegline una dentro con {option}."
            ),
            format!(
                " A disk is mounted there, which gives its place to no other folder: choose one inside of it with {option}."
            ),
        ),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => (
            format!(
                " casa prepara il sito accanto alla cartella in cui va: dai il permesso di scrivere lì, o \
                 scegli un'altra cartella con {option}."
            ),
            format!(
                " casa prepares the site beside the folder that it goes to: allow writing there, or choose \
                 another folder with {option}."
            ),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            " Fai posto: mentre si pubblica il sito c'è due volte.".into(),
            " Make room: while it is published the site is there twice.".into(),
        ),
        ErrorKind::FileTooLarge => (
            " Qui i file non possono essere più grandi di così: alza il limite con ulimit -f."
                .into(),
            " Files may not be larger than this here: raise the limit with ulimit -f.".into(),
        ),
        ErrorKind::NotADirectory => (
            format!(
                " Lì c'è un file, dove serve una cartella: spostalo, o scegli un'altra cartella con {option}."
            ),
            format!(
                " There is a file where a folder is needed: move it, or choose another folder with {option}."
            ),
        ),
        _ => Default::default(),
    };
    say(language, &italian, &english)
}
