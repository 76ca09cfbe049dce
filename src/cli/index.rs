//! `casa index`.

mod files;

use super::context::{CONTENT_ERRORS, Context, FAILED};
use super::no_value::NoValue;
use super::progress::Progress;
use super::{messages, output};
use crate::diagnostic::Language;
use crate::emit::{self, Published, WriteError};
use crate::folder;
use files::Files;
use search_html::{Folder, Group, Languages, LeftOut, Reason};
use search_index::Options;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// The file that every index has.
const ENTRY: &str = search_index::ROOT;

/// How many paths are named of those left out for one reason.
const EXAMPLES: usize = 3;

/// Arguments of `casa index`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of HTML as it is served, or of PDFs
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder to write the search to; by default `search` in DIR
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Language of pages that do not say theirs; by default that of most pages
    #[arg(long, value_name = "TAG", value_parser = language_tag)]
    language: Option<String>,
    /// Language of all pages, whatever they say, so that they have one index
    #[arg(long, value_name = "TAG", value_parser = language_tag, conflicts_with = "language")]
    force_language: Option<String>,
}

fn language_tag(text: &str) -> Result<String, NoValue> {
    match search_html::language_folder(text).filter(|_| !text.contains('_')) {
        Some(_) => Ok(text.to_owned()),
        None => Err(NoValue::new(
            "scrivilo come it, en o pt-BR",
            "write it as it, en or pt-BR",
        )),
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let start = Instant::now();
    let progress = Progress::new(context.quiet);
    let folder = &arguments.folder;
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| folder.join("search"));
    let made = read(arguments, &out, &progress).and_then(|(mut pages, files)| {
        let groups = std::mem::take(&mut pages.groups);
        let counts: Vec<(String, usize)> = groups
            .iter()
            .map(|group| (group.language.clone(), group.documents.len()))
            .collect();
        let published = publish(groups, &out, &progress)?;
        Ok((pages, files, counts, published))
    });
    drop(progress);
    let (site, files, counts, published) =
        made.map_err(|failure| fail(&failure, folder, &out, context))?;
    let language = messages::language(context, Some(&site.language));
    say_guessed(&site.guessed, language);
    files::say_unread(&files, language);
    if context.quiet {
        return Ok(ExitCode::SUCCESS);
    }
    say_left_out(&site.left_out, language);
    say_unnamed(&site, language);
    let pages: usize = counts.iter().map(|(_, count)| count).sum();
    let (inside, pages) = (files.count, pages - files.count);
    let documents = messages::documents(inside, language);
    let counted = [messages::pages(pages, language), documents];
    let counted = &counted[..if inside == 0 { 1 } else { 2 }];
    output::line(messages::written(
        &counted.join(", "),
        &published,
        &out.display().to_string(),
        start.elapsed(),
        language,
    ));
    if counts.len() > 1 {
        let counts = counts.iter().map(|(tag, count)| format!("{tag} {count}"));
        let counts: Vec<String> = counts.collect();
        output::line(format_args!("  {}", counts.join(", ")));
    }
    if let Some(address) = address(folder, &out).filter(|_| !site.has_search) {
        output::line(advice(&address, language));
    }
    Ok(ExitCode::SUCCESS)
}

/// Why there is no index.
enum Failure {
    /// The folder cannot be read.
    Folder(io::Error),
    /// The search would take the place of the pages.
    Out,
    /// There is no page to index.
    NoPages(Vec<LeftOut>),
    /// Some files cannot be read.
    Unreadable(Vec<LeftOut>),
    /// It cannot be built or written.
    Write(WriteError),
}

fn read(
    arguments: &Arguments,
    out: &Path,
    progress: &Progress,
) -> Result<(Folder, Files), Failure> {
    if folder::is_inside(&arguments.folder, out) {
        return Err(Failure::Out);
    }
    progress.phase("read");
    let languages = match &arguments.force_language {
        Some(tag) => Languages::Forced(tag.clone()),
        None => Languages::Said(arguments.language.clone()),
    };
    let mut pages =
        search_html::read(&arguments.folder, out, &languages).map_err(Failure::Folder)?;
    let is_unreadable = |file: &LeftOut| matches!(file.reason, Reason::Unreadable(_));
    if pages.left_out.iter().any(is_unreadable) {
        let files = pages.left_out.into_iter();
        return Err(Failure::Unreadable(files.filter(is_unreadable).collect()));
    }
    progress.phase("attachments");
    let forced = arguments.force_language.as_deref();
    let files = files::add(&arguments.folder, out, &mut pages, forced);
    let files = files.map_err(Failure::Folder)?;
    match pages.groups.is_empty() {
        true => Err(Failure::NoPages(pages.left_out)),
        false => Ok((pages, files)),
    }
}

/// Builds an index for each language and publishes them together with the client: the first in
/// the folder itself, the others each in one of its own.
fn publish(groups: Vec<Group>, out: &Path, progress: &Progress) -> Result<Published, Failure> {
    progress.phase("index");
    let mut languages = Vec::new();
    let mut indexes: Vec<(String, Vec<u8>)> = Vec::new();
    // Documents are taken apart with the words of their languages, queries with
    // those of the index's.
    let mut spoken = BTreeSet::new();
    for Group {
        language,
        documents,
    } in groups
    {
        let tag = search_html::language_folder(&language).unwrap_or_else(|| language.clone());
        spoken.extend(documents.iter().map(|page| page.lang.clone()));
        spoken.insert(language.clone());
        let options = Options {
            language,
            ..Options::default()
        };
        let index = search_index::build(documents, &options);
        let index = index.map_err(|error| Failure::Write(WriteError::Index(error.to_string())))?;
        let folder = if languages.is_empty() {
            ""
        } else {
            &format!("{tag}/")
        };
        let files = index.files.into_iter();
        indexes.extend(files.map(|(path, bytes)| (format!("{folder}{path}"), bytes)));
        languages.push(tag);
    }
    progress.phase("publish");
    let client = search_client::files_for(&languages);
    let client = client.iter().map(|(name, bytes)| (*name, bytes.as_ref()));
    let words = search_client::words_of(spoken.iter().map(String::as_str));
    let words = words.map(|(name, bytes): (&str, &[u8])| (name, bytes));
    let indexes = indexes.iter();
    let indexes = indexes.map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let files: Vec<_> = indexes.chain(client).chain(words).collect();
    emit::write_files(&files, ENTRY, out).map_err(Failure::Write)
}

/// Says why there is no index.
fn fail(failure: &Failure, folder: &Path, out: &Path, context: Context) -> ExitCode {
    let language = messages::language(context, None);
    let (italian, english) = reasons(failure, folder, out, language);
    output::error_line(messages::say(language, &italian, &english));
    match failure {
        Failure::NoPages(left_out) => say_left_out(left_out, language),
        Failure::Unreadable(left_out) => {
            say_left_out(left_out, language);
            return ExitCode::from(CONTENT_ERRORS);
        }
        _ => {}
    }
    ExitCode::from(FAILED)
}

/// Why there is no index, in Italian and English.
fn reasons(failure: &Failure, folder: &Path, out: &Path, language: Language) -> (String, String) {
    let (folder, out) = (folder.display(), out.display());
    match failure {
        Failure::Folder(error) if error.kind() == io::ErrorKind::NotFound => (
            format!(
                "errore: la cartella «{folder}» non c'è\n\n\
                 Costruisci prima il sito con il suo generatore, poi indica la cartella che ha scritto: \
                 casa index CARTELLA"
            ),
            format!(
                "error: there is no folder `{folder}`\n\n\
                 Build the site with its generator first, then name the folder that it wrote: \
                 casa index DIR"
            ),
        ),
        Failure::Folder(error) => (
            format!("errore: «{folder}» non si può leggere: {error}"),
            format!("error: cannot read `{folder}`: {error}"),
        ),
        Failure::Out => (
            format!(
                "errore: «{out}» contiene le pagine: la ricerca vuole una cartella sua, scegline una con --out"
            ),
            format!(
                "error: `{out}` holds the pages: the search needs a folder of its own, choose one with --out"
            ),
        ),
        Failure::NoPages(left_out) if left_out.is_empty() => (
            format!(
                "errore: in «{folder}» non c'è nessun file .html\n\n\
                 Indica la cartella che si pubblica, quella scritta dal generatore, o una di PDF: casa index CARTELLA\n\
                 Per un sito di Markdown usa casa build, che fa anche la ricerca."
            ),
            format!(
                "error: there is no .html file in `{folder}`\n\n\
                 Name the folder that is published, the one the generator wrote, or one of PDFs: casa index DIR\n\
                 For a site of Markdown use casa build, which makes the search too."
            ),
        ),
        Failure::NoPages(_) => (
            format!("errore: in «{folder}» non c'è nessuna pagina da indicizzare"),
            format!("error: there is no page to index in `{folder}`"),
        ),
        Failure::Unreadable(_) => (
            "errore: alcuni file non si possono leggere; la ricerca è rimasta com'era".to_owned(),
            "error: some files cannot be read; the search is as it was".to_owned(),
        ),
        Failure::Write(error) => {
            let text = messages::write_error(error, "--out", language);
            (text.clone(), text)
        }
    }
}

/// Says what was left out, reason by reason.
fn say_left_out(left_out: &[LeftOut], language: Language) {
    let mut reasons: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in left_out {
        let reason = reason(&file.reason, language);
        reasons.entry(reason).or_default().push(&file.path);
    }
    if !reasons.is_empty() {
        output::error_line(messages::say(language, "Lasciati fuori:", "Left out:"));
    }
    for (reason, paths) in reasons {
        output::error_line(format_args!("  {reason}: {}", list(&paths)));
    }
}

fn reason(reason: &Reason, language: Language) -> String {
    let (italian, english) = match reason {
        Reason::Unmarked => (
            "senza data-pagefind-body, che altre pagine hanno",
            "without data-pagefind-body, which other pages have",
        ),
        Reason::Ignored => (
            "con tutto il testo in data-pagefind-ignore",
            "with all text in data-pagefind-ignore",
        ),
        Reason::NoIndex => (
            "con «noindex» e senza data-pagefind-body",
            "with `noindex` and without data-pagefind-body",
        ),
        Reason::Redirect => ("rinvio a un altro indirizzo", "redirect"),
        Reason::Copy(_) => ("copia di un'altra pagina", "copy of another page"),
        Reason::NotFound => (
            "pagina degli indirizzi sconosciuti",
            "page of unknown addresses",
        ),
        Reason::Fragment => (
            "pezzo di HTML, senza doctype e senza <html>",
            "piece of HTML, without doctype and without <html>",
        ),
        Reason::Empty => (
            "senza titolo e senza testo",
            "without title and without text",
        ),
        Reason::Name => (
            "con un nome che non è in UTF-8",
            "with a name that is not UTF-8",
        ),
        Reason::Unreadable(error) => (error.as_str(), error.as_str()),
    };
    messages::say(language, italian, english)
}

/// Warns of pages that may have come out garbled.
fn say_guessed(paths: &[String], language: Language) {
    if paths.is_empty() {
        return;
    }
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let paths = list(&paths);
    let italian = format!(
        "avviso: né in UTF-8 né con la codifica dichiarata, letti come Windows-1252: {paths}\n\
         Salvali in UTF-8, o dichiara la codifica con <meta charset>."
    );
    let english = format!(
        "warning: neither UTF-8 nor with their encoding declared, read as Windows-1252: {paths}\n\
         Save them as UTF-8, or declare the encoding with <meta charset>."
    );
    output::error_line(messages::say(language, &italian, &english));
}

/// Says which pages were given a language.
fn say_unnamed(site: &Folder, language: Language) {
    if site.unnamed.is_empty() {
        return;
    }
    let paths: Vec<&str> = site.unnamed.iter().map(String::as_str).collect();
    let (paths, tag) = (list(&paths), &site.language);
    let italian = format!("Senza lingua (<html lang>), presi per «{tag}»: {paths}");
    let english = format!("Without a language (<html lang>), taken for `{tag}`: {paths}");
    output::error_line(messages::say(language, &italian, &english));
}

/// How many paths, and which are the first.
fn list(paths: &[&str]) -> String {
    let more = if paths.len() > EXAMPLES { ", …" } else { "" };
    let first = &paths[..paths.len().min(EXAMPLES)];
    format!("{} ({}{more})", paths.len(), first.join(", "))
}

/// The address of the search, if it is served with the pages.
fn address(folder: &Path, out: &Path) -> Option<String> {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let (folder, out) = (absolute(folder)?, absolute(out)?);
    let below = out.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
    Some(format!("/{below}"))
}

/// What to put on the pages.
fn advice(address: &str, language: Language) -> String {
    let lines = format!(
        "  <script type=\"module\" src=\"{address}/casa-search.js\"></script>\n  \
         <casa-search></casa-search>"
    );
    let italian = format!("\nPer cercare, metti nelle pagine:\n\n{lines}");
    let english = format!("\nTo search, put on the pages:\n\n{lines}");
    messages::say(language, &italian, &english)
}
