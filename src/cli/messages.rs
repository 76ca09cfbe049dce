//! What commands say besides diagnostics, in both languages.

use super::context::{Context, Lang};
use crate::diagnostic::Language;
use crate::emit::WriteError;
use crate::load::LoadError;
use std::path::Path;

/// The language to speak: what was asked for, the site's, or the environment's.
pub(super) fn language(context: Context, site: Option<&str>) -> Language {
    match (context.lang, site) {
        (Some(Lang::It), _) => Language::Italian,
        (Some(Lang::En), _) => Language::English,
        (None, Some(tag)) => Language::from_tag(tag),
        (None, None) => {
            let variable = |name| {
                std::env::var(name)
                    .ok()
                    .filter(|value: &String| !value.is_empty())
            };
            let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(variable);
            Language::from_tag(tag.as_deref().unwrap_or("en"))
        }
    }
}

/// Chooses between an Italian and an English text.
pub(super) fn say(language: Language, italian: &str, english: &str) -> String {
    match language {
        Language::Italian => italian.to_owned(),
        Language::English => english.to_owned(),
    }
}

/// Why a site cannot be read, and how to begin one.
pub(super) fn load_error(error: &LoadError, language: Language) -> String {
    match error {
        LoadError::NoContent(root) => {
            let root = root.display();
            let italian = format!(
                "errore: in «{root}» manca la cartella content/\n\n\
                 Un sito è una cartella con dentro content/, e in content/ dei file Markdown. Per cominciare:\n\n\
                 \x20   mkdir content\n\
                 \x20   echo \"# Il mio sito\" > content/index.md\n\
                 \x20   casa serve --open\n\n\
                 Se il sito è altrove: casa build --root CARTELLA"
            );
            let english = format!(
                "error: {error}\n\n\
                 A site is a folder that holds content/, and in content/ Markdown files. To start one:\n\n\
                 \x20   mkdir content\n\
                 \x20   echo \"# My site\" > content/index.md\n\
                 \x20   casa serve --open\n\n\
                 If the site is elsewhere: casa build --root DIR"
            );
            say(language, &italian, &english)
        }
        LoadError::NoPages(root) => {
            let root = root.display();
            let italian = format!(
                "errore: in «{root}/content» non c'è nessun file Markdown\n\n\
                 Per cominciare:\n\n\
                 \x20   echo \"# Il mio sito\" > content/index.md\n\
                 \x20   casa serve --open"
            );
            let english = format!(
                "error: {error}\n\n\
                 To start:\n\n\
                 \x20   echo \"# My site\" > content/index.md\n\
                 \x20   casa serve --open"
            );
            say(language, &italian, &english)
        }
        LoadError::Io(reason) => say(
            language,
            &format!("errore: il sito non si può leggere: {reason}"),
            &format!("error: {error}"),
        ),
    }
}

/// Why the day of the build is not known.
pub(super) fn day_error(text: &str, language: Language) -> String {
    say(
        language,
        &format!(
            "errore: SOURCE_DATE_EPOCH è «{text}», che non è un istante\n\n\
             Scrivi in cifre i secondi dal 1970, per esempio 1768478400, oppure togli la variabile: \
             vale allora il giorno di oggi."
        ),
        &format!(
            "error: SOURCE_DATE_EPOCH is `{text}`, which is no time\n\n\
             Write in digits the seconds since 1970, for example 1768478400, or unset the variable: \
             then today counts."
        ),
    )
}

/// Why the next build will not be faster for this one.
pub(super) fn cache_error(folder: &Path, error: &std::io::Error, language: Language) -> String {
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

/// Why nothing was published, and what to do; problems of the content are reported elsewhere.
pub(super) fn write_error(error: &WriteError, language: Language) -> String {
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
                     Per non cancellarli non è stato scritto nulla. Scegli un'altra cartella con --out, \
                     oppure svuota questa."
                ),
                &format!(
                    "error: {error}\n\n\
                     Nothing was written, so as not to delete them. Choose another folder with --out, \
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
            let path = path.display();
            say(
                language,
                &format!(
                    "errore: «{path}» non si può scrivere: {reason}\n\nQuello che c'era è rimasto com'era."
                ),
                &format!("error: {error}\n\nWhat was there is as it was."),
            )
        }
    }
}
