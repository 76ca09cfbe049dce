//! What commands say besides diagnostics, in both languages.

mod files;

pub(super) use files::{
    among_sources, cache_error, missing, unread, unwritten, way_out, write_error,
};

use super::context::{Context, Lang};
use crate::diagnostic::Language;
use crate::emit::Published;
use crate::load::LoadError;
use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

/// The language that was asked for.
pub(super) fn asked(context: Context) -> Option<Language> {
    context.lang.map(|lang| match lang {
        Lang::It => Language::Italian,
        Lang::En => Language::English,
    })
}

/// The language to speak: what was asked for, the site's, or the environment's.
pub(super) fn language(context: Context, site: Option<&str>) -> Language {
    match (asked(context), site) {
        (Some(language), _) => language,
        (None, Some(tag)) if tag != "und" => Language::from_tag(tag),
        (None, _) => {
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

/// How many pages there are.
pub(super) fn pages(count: usize, language: Language) -> String {
    let (italian, english) = match count {
        1 => ("1 pagina".to_owned(), "1 page".to_owned()),
        count => (format!("{count} pagine"), format!("{count} pages")),
    };
    say(language, &italian, &english)
}

/// How many documents there are.
pub(super) fn documents(count: usize, language: Language) -> String {
    let (italian, english) = match count {
        1 => ("1 documento".to_owned(), "1 document".to_owned()),
        count => (format!("{count} documenti"), format!("{count} documents")),
    };
    say(language, &italian, &english)
}

/// What was counted, and what was written of it where.
pub(super) fn written(
    counted: &str,
    published: &Published,
    place: &str,
    time: Duration,
    language: Language,
) -> String {
    let files = published.files.len();
    let size = format!("{:.1}", published.bytes() as f64 / 1e6);
    let seconds = format!("{:.2}", time.as_secs_f64());
    let (size_it, seconds_it) = (size.replace('.', ","), seconds.replace('.', ","));
    let files_en = if files == 1 { "file" } else { "files" };
    say(
        language,
        &format!("{counted}, {files} file ({size_it} MB) in {place}, in {seconds_it} s"),
        &format!("{counted}, {files} {files_en} ({size} MB) in {place}, in {seconds} s"),
    )
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
                 Con titolo, lingua e tipi di pagine: casa init\n\
                 Se il sito è altrove: casa build --root CARTELLA"
            );
            let english = format!(
                "error: {error}\n\n\
                 A site is a folder that holds content/, and in content/ Markdown files. To start one:\n\n\
                 \x20   mkdir content\n\
                 \x20   echo \"# My site\" > content/index.md\n\
                 \x20   casa serve --open\n\n\
                 With a title, a language and types of pages: casa init\n\
                 If the site is elsewhere: casa build --root DIR"
            );
            say(language, &italian, &english)
        }
        LoadError::NotAFolder(path) => no_folder(path, language),
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
        LoadError::Io(reason) => {
            let [italian, english] = match reason.kind() {
                ErrorKind::PermissionDenied => {
                    let [dai, allow] = allow_reading();
                    [
                        format!("\n\nD{}.", &dai[1..]),
                        format!("\n\nA{}.", &allow[1..]),
                    ]
                }
                _ => Default::default(),
            };
            say(
                language,
                &format!("errore: il sito non si può leggere: {reason}{italian}"),
                &format!("error: {error}{english}"),
            )
        }
    }
}

/// What to do where something cannot be read that is there, in Italian and English.
pub(super) fn allow_reading() -> [&'static str; 2] {
    [
        "dai il permesso di leggere quello che c'è a chi costruisce il sito",
        "allow whoever builds the site to read what is there",
    ]
}

/// That a site is no file.
fn no_folder(path: &Path, language: Language) -> String {
    let path = path.display();
    let italian = format!(
        "errore: «{path}» non è una cartella\n\n\
         Un sito è una cartella con dentro content/, e in content/ dei file Markdown. Sposta quello che c'è, \
         oppure indica la cartella del sito con --root CARTELLA."
    );
    let english = format!(
        "error: `{path}` is not a folder\n\n\
         A site is a folder that holds content/, and in content/ Markdown files. Move what is there, \
         or name the folder of the site with --root DIR."
    );
    say(language, &italian, &english)
}

/// A reason as an error.
pub(super) fn error(reason: &str, language: Language) -> String {
    say(
        language,
        &format!("errore: {reason}"),
        &format!("error: {reason}"),
    )
}

/// Why a preview shows the site as it was, and until when.
pub(super) fn lost_site(error: &LoadError, language: Language) -> String {
    let (italian, english) = match error {
        LoadError::NoContent(root) => {
            let root = root.display();
            (
                format!("in «{root}» non c'è più la cartella content/"),
                format!("there is no content/ folder in `{root}` any more"),
            )
        }
        LoadError::NotAFolder(path) => {
            let path = path.display();
            (
                format!("«{path}» non è più una cartella"),
                format!("`{path}` is not a folder any more"),
            )
        }
        LoadError::NoPages(root) => {
            let root = root.display();
            (
                format!("in «{root}/content» non c'è più nessun file Markdown"),
                format!("there is no Markdown file in `{root}/content` any more"),
            )
        }
        LoadError::Io(reason) => (
            format!("il sito non si può leggere: {reason}"),
            error.to_string(),
        ),
    };
    say(
        language,
        &format!(
            "{italian}. L'anteprima mostra il sito com'era prima, e riprende da sé quando torna."
        ),
        &format!(
            "{english}. The preview shows the site as it was before, and goes on by itself when it is back."
        ),
    )
}

/// Why changes cannot be followed, and the setting that lets more be watched.
pub(super) fn watch_error(
    error: &dyn std::error::Error,
    limit: Option<&str>,
    language: Language,
) -> String {
    let lifted = limit.map_or_else(Default::default, |limit| {
        [
            format!("Il limite si alza con sysctl {limit}. "),
            format!("sysctl {limit} raises the limit. "),
        ]
    });
    let [italian, english] = lifted;
    say(
        language,
        &format!(
            "errore: il sistema non avvisa quando un file cambia: {error}\n\n\
             {italian}Con --poll è casa a guardare, ogni secondo."
        ),
        &format!(
            "error: the system does not tell when a file changes: {error}\n\n\
             {english}With --poll, casa looks by itself every second."
        ),
    )
}

/// Why the preview cannot answer on a port of an address.
pub(super) fn bind_error(
    address: IpAddr,
    port: u16,
    error: &io::Error,
    language: Language,
) -> String {
    let (italian, english) = match error.kind() {
        ErrorKind::AddrInUse => port_in_use(port),
        ErrorKind::PermissionDenied => (
            format!(
                "la porta {port} è riservata al sistema\n\n\
                 Scegline una da 1024 in su, per esempio --port 8080."
            ),
            format!(
                "port {port} is reserved for the system\n\n\
                 Choose one from 1024 up, for example --port 8080."
            ),
        ),
        ErrorKind::AddrNotAvailable => (
            format!(
                "questo computer non ha l'indirizzo {address}\n\n\
                 Con --bind 0.0.0.0 l'anteprima risponde su tutti quelli che ha."
            ),
            format!(
                "this machine does not have the address {address}\n\n\
                 With --bind 0.0.0.0 the preview answers on all that it has."
            ),
        ),
        _ => (
            format!("l'anteprima non può rispondere su {address}, porta {port}: {error}"),
            format!("the preview cannot answer on {address}, port {port}: {error}"),
        ),
    };
    say(
        language,
        &format!("errore: {italian}"),
        &format!("error: {english}"),
    )
}

fn port_in_use(port: u16) -> (String, String) {
    let other = port.checked_add(1).unwrap_or(port - 1);
    (
        format!(
            "la porta {port} è già occupata da un altro programma, forse un altro `casa serve`\n\n\
             Chiudi quello, o scegli un'altra porta, per esempio --port {other}. Senza --port casa \
             ne cerca una libera da sé."
        ),
        format!(
            "port {port} is taken by another program, perhaps another `casa serve`\n\n\
             Close that one, or choose another port, for example --port {other}. Without --port, \
             casa finds a free one by itself."
        ),
    )
}

/// That the usual port is taken, and which one is used.
pub(super) fn port_taken(usual: u16, port: u16, language: Language) -> String {
    say(
        language,
        &format!("nota: la porta {usual} è occupata: l'anteprima è sulla {port}"),
        &format!("note: port {usual} is taken: the preview is on {port}"),
    )
}

/// Who can see a preview that does not only answer to this machine.
pub(super) fn open_to_others(address: IpAddr, language: Language) -> String {
    say(
        language,
        &format!(
            "attenzione: l'anteprima risponde su {address}: chi è nella stessa rete può leggere \
             anche le bozze"
        ),
        &format!(
            "warning: the preview answers on {address}: whoever is in the same network can read \
             drafts too"
        ),
    )
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
