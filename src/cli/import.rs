//! `casa import`: a site of another program becomes one of ours.

use super::context::Context;
use super::{messages, output, site, terminal};
use crate::diagnostic::Language;
use crate::emit;
use crate::fingerprint::Digest;
use crate::folder;
use crate::import::{self, Import, Program};
use crate::load::Planned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The file without which a folder was never imported.
const ENTRY: &str = "casa.yaml";

/// Arguments of `casa import`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Folder of the other site, with its configuration, or its export
    #[arg(value_name = "DIR")]
    from: PathBuf,
    /// Folder of the new site; its content/ is written
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Write nothing; say what would be written
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let language = messages::language(context, None);
    let options = site::options(&arguments.from, None, true, context)?;
    let refused = |error: std::io::Error| {
        // What is within it is named by the error; the folder itself is missing.
        let is_there = arguments.from.exists();
        let text = match is_there {
            true => messages::error(&error.to_string(), language),
            false => messages::missing(&arguments.from, language),
        };
        output::fail(text)
    };
    let found = import::import(&arguments.from, &options).map_err(refused)?;
    let Some(found) = found else {
        let below = import::below(&arguments.from).map_err(refused)?;
        return Err(output::fail(unknown(&arguments.from, below, language)));
    };
    if found.pages == 0 {
        let (from, program) = (arguments.from.display(), found.program.name());
        let italian = format!(
            "errore: in «{from}» non ci sono pagine, come le terrebbe {program}\n\n\
             Non è stato scritto nulla. Indica la cartella che contiene la configurazione e le pagine."
        );
        let english = format!(
            "error: there are no pages in `{from}`, as {program} would keep them\n\n\
             Nothing was written. Name the folder that holds the configuration and the pages."
        );
        return Err(output::fail(messages::say(language, &italian, &english)));
    }
    let content = arguments.root.join("content");
    let files = read(&found, language)?;
    refuse_changed(&content, &files, language)?;
    if !arguments.dry_run {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(p, b)| (p.as_str(), &b[..])).collect();
        emit::write_files(&files, ENTRY, &content)
            .map_err(|error| output::fail(messages::write_error(&error, "--root", language)))?;
    }
    tell(&found, arguments, language, context);
    Ok(ExitCode::SUCCESS)
}

/// What is said of a folder of no program that is known: which one below it is, or how its texts are
/// published all the same.
fn unknown(from: &Path, below: Option<(String, Program)>, language: Language) -> String {
    let known: Vec<&str> = Program::names().collect();
    let (shown, known) = (from.display(), known.join(", "));
    let (italian, english) = match below {
        Some((folder, program)) => {
            let (name, typed) = (program.name(), terminal::typed(&from.join(&folder)));
            (
                format!("`{folder}` è un sito di {name}:\n\n    casa import {typed}"),
                format!("`{folder}` is a site of {name}:\n\n    casa import {typed}"),
            )
        }
        None => (
            "Se è fatta di Markdown si pubblica com'è: mettila al posto di content/ e lancia `casa serve`."
                .to_owned(),
            "If it is Markdown it can be published as it is: put it at content/ and run `casa serve`."
                .to_owned(),
        ),
    };
    let italian =
        format!("errore: «{shown}» non è di nessun programma conosciuto: {known}\n\n{italian}");
    let english = format!("error: `{shown}` is of no program that is known: {known}\n\n{english}");
    messages::say(language, &italian, &english).to_owned()
}

/// The bytes of all files.
fn read(found: &Import, language: Language) -> Result<BTreeMap<String, Vec<u8>>, ExitCode> {
    let bytes = |(path, file): &(String, Planned)| {
        let bytes = file.bytes();
        let unread = |error| output::fail(messages::unread(Path::new(path), &error, language));
        let bytes = bytes.map_err(unread)?;
        Ok((path.clone(), bytes))
    };
    found.files.iter().map(bytes).collect()
}

/// Refuses to write over what somebody has written since the last time.
fn refuse_changed(
    content: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    language: Language,
) -> Result<(), ExitCode> {
    let before = emit::published(content).unwrap_or_default();
    let own = |path: &str| std::fs::read(content.join(path)).ok();
    let changed = |path: &str| {
        own(path).is_some_and(|bytes| {
            let is_new = files.get(path).is_some_and(|new| *new == bytes);
            let was = before.get(path);
            !is_new && was.is_none_or(|was| *was != Digest::of(&bytes).to_string())
        })
    };
    let paths: BTreeSet<&String> = before.keys().chain(files.keys()).collect();
    let changed: Vec<&String> = paths.into_iter().filter(|path| changed(path)).collect();
    if changed.is_empty() || before.is_empty() {
        return Ok(());
    }
    let shown = |path: &&String| format!("    {}\n", folder::shown(&content.join(path)));
    let list: String = changed.iter().map(shown).collect();
    let italian = format!(
        "errore: file modificati dopo l'ultima importazione:\n\n{list}\n\
         Non è stato scritto nulla. Importa in un'altra cartella con --root."
    );
    let english = format!(
        "error: files were changed after the last import:\n\n{list}\n\
         Nothing was written. Import into another folder with --root."
    );
    Err(output::fail(messages::say(language, &italian, &english)))
}

/// Says what was carried over, and each thing that was not.
fn tell(found: &Import, arguments: &Arguments, language: Language, context: Context) {
    for left in &found.left {
        let said = left.said(language);
        output::line(format_args!("{}: {said}", left.place()));
    }
    if context.quiet {
        return;
    }
    let (program, files, left) = (found.program.name(), found.files.len(), found.left.len());
    let (all, answering) = found.addresses;
    let pages = messages::pages(found.pages, language);
    let (italian, english) = (
        format!(
            "{program}: {pages}, {files} file; vecchi indirizzi che rispondono: {answering} su {all}; \
             non portato: {left}"
        ),
        format!(
            "{program}: {pages}, {files} files; old addresses that answer: {answering} of {all}; \
             not carried over: {left}"
        ),
    );
    output::error_line(messages::say(language, &italian, &english));
    let root = terminal::typed(&arguments.root);
    let next = match arguments.dry_run {
        true => messages::say(language, "non è stato scritto nulla", "nothing was written"),
        false => format!("\n    casa serve --open --root {root}"),
    };
    output::error_line(next);
}
