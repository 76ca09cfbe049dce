//! `casa search export`.

use super::context::{CONTENT_ERRORS, Context, SiteArguments};
use super::no_value::NoValue;
use super::{messages, output, site};
use crate::diagnostic::Language;
use crate::emit::{self, WriteError};
use crate::folder;
use crate::search::quickwit::{self, Queries};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `casa search export`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Folder to write to; by default `quickwit` in the site's folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Name of the index
    #[arg(long, default_value = "casa", value_name = "ID", value_parser = index_id)]
    index: String,
    /// Write nothing, but print words as a query for Quickwit that ranks as casa does
    #[arg(long, value_name = "WORDS", num_args = 1.., conflicts_with_all = ["out", "index", "batch"])]
    query: Option<Vec<String>>,
    /// The same for words on standard input, a query a line
    #[arg(long, conflicts_with_all = ["out", "index"])]
    batch: bool,
}

fn index_id(text: &str) -> Result<String, NoValue> {
    let good = quickwit::is_index_id(text).then(|| text.to_owned());
    good.ok_or_else(|| {
        NoValue::new(
            "servono lettere senza accenti, cifre, «-» e «_»: almeno 3, la prima una lettera",
            "use letters without accents, digits, `-` and `_`: at least 3, the first a letter",
        )
    })
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let build = site::built(root, false, context)?;
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    site::print(&build.diagnostics, &site.sources, language);
    if build.has_errors() {
        let italian = "Non è stato esportato nulla.";
        output::error_line(messages::say(language, italian, "Nothing was exported."));
        return Err(ExitCode::from(CONTENT_ERRORS));
    }
    if arguments.batch || arguments.query.is_some() {
        return Ok(print_queries(arguments, &Queries::new(site), language));
    }
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| root.join("quickwit"));
    site::check_out(&out, root, language)?;
    let export = quickwit::export(site, &build.attachments, &arguments.index);
    let export = export.map_err(output::fail)?;
    let files = export
        .files
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()));
    let files: Vec<_> = files.collect();
    emit::write_files(&files, quickwit::DOCUMENTS, &out)
        .map_err(|error| output::fail(refusal(&error, language)))?;
    if !context.quiet {
        let (documents, out) = (export.documents, folder::shown(&out));
        let italian = format!("{documents} documenti per Quickwit in {out}");
        let english = format!("{documents} documents for Quickwit in {out}");
        output::line(messages::say(language, &italian, &english));
    }
    Ok(ExitCode::SUCCESS)
}

/// Why nothing was exported.
fn refusal(error: &WriteError, language: Language) -> String {
    let WriteError::NotOurs(out) = error else {
        return messages::write_error(error, "--out", language);
    };
    let out = out.display();
    let italian = format!(
        "errore: «{out}» contiene altro che un'esportazione\n\n\
         Per non cancellarlo non è stato scritto nulla. Scegli un'altra cartella con --out, \
         oppure svuota questa."
    );
    let english = format!(
        "error: `{out}` holds something other than an export\n\n\
         Nothing was written, so as not to delete it. Choose another folder with --out, \
         or empty this one."
    );
    messages::say(language, &italian, &english)
}

fn print_queries(arguments: &Arguments, queries: &Queries, language: Language) -> ExitCode {
    match write_queries(arguments, queries) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            output::fail(messages::error(&error.to_string(), language))
        }
        // Whoever closes our output has read enough.
        _ => ExitCode::SUCCESS,
    }
}

fn write_queries(arguments: &Arguments, queries: &Queries) -> std::io::Result<()> {
    // A line at a time goes out at once: a server may be waiting for each.
    let mut out = std::io::stdout().lock();
    if let Some(words) = &arguments.query {
        writeln!(out, "{}", queries.query(&words.join(" ")))?;
    }
    if arguments.batch {
        for line in std::io::stdin().lock().lines() {
            writeln!(out, "{}", queries.query(&line?))?;
        }
    }
    out.flush()
}
