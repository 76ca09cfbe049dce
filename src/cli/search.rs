//! `casa search`.

use super::context::Context;
use super::{export, messages, output};
use search_core::Query;
use search_core::native::{Answer, Folder, Start};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `casa search`.
///
/// Only the first word can be a command, and `help` is none, so that words stay words.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The built site
    #[arg(long = "in", default_value = "public", value_name = "DIR")]
    site: PathBuf,
    /// What to look for
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    query: Vec<String>,
    /// Print one JSON object: query, total, hits, bytes, requests, rounds, micros
    #[arg(long)]
    json: bool,
    /// Read a query a line from standard input and print such an object a line
    #[arg(long)]
    batch: bool,
    /// Most hits
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// Begin every query with an empty cache, as a reader's first one does
    #[arg(long)]
    cold: bool,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Write the site's documents for Quickwit, the engine for more than a static host can serve
    #[command(after_help = "Examples:
  casa search export
  casa search export --out /srv/quickwit --index portal
  casa search export --query stazione unica appaltante
  casa search export --batch < queries.txt

What to do with it is in docs/search-at-scale.md.")]
    Export(export::Arguments),
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    if let Some(Command::Export(arguments)) = &arguments.command {
        return export::run(arguments, context);
    }
    match answer(arguments, context) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        // Whoever reads our output has read enough.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            Ok(ExitCode::SUCCESS)
        }
        Err(Failure::Output(error)) => Err(output::fail(error)),
        Err(Failure::Index(error)) => {
            let language = messages::language(context, None);
            let advice = messages::say(
                language,
                "Costruisci il sito con «casa build», o indica dov'è con --in CARTELLA.",
                "Build the site with `casa build`, or say where it is with --in DIR.",
            );
            Err(output::fail(format_args!("{error}\n\n{advice}")))
        }
    }
}

enum Failure {
    Index(search_core::native::Error),
    Output(std::io::Error),
}

impl From<search_core::native::Error> for Failure {
    fn from(error: search_core::native::Error) -> Self {
        Self::Index(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

fn answer(arguments: &Arguments, context: Context) -> Result<(), Failure> {
    let mut folder = Folder::open(&arguments.site)?;
    let mut out = std::io::stdout().lock();
    let start = if arguments.cold {
        Start::Cold
    } else {
        Start::Warm
    };
    let query = |text: &str| Query {
        limit: arguments.limit,
        ..Query::new(text)
    };
    if arguments.batch {
        for line in std::io::stdin().lock().lines() {
            let answer = folder.search(&query(line?.trim_end_matches('\r')), start)?;
            writeln!(
                out,
                "{}",
                serde_json::to_string(&answer).map_err(std::io::Error::from)?
            )?;
        }
        return Ok(());
    }
    let answer = folder.search(&query(&arguments.query.join(" ")), start)?;
    if arguments.json {
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&answer).map_err(std::io::Error::from)?
        )?;
        return Ok(());
    }
    print(&answer, &mut out, context)?;
    Ok(())
}

/// Hits for people: title, address, passage.
fn print(answer: &Answer, out: &mut impl Write, context: Context) -> std::io::Result<()> {
    let language = messages::language(context, None);
    for hit in &answer.hits {
        writeln!(
            out,
            "{}\n  {}\n  {}\n",
            hit.title,
            hit.url,
            plain(&hit.excerpt)
        )?;
    }
    let found = messages::say(language, "pagine trovate", "pages found");
    writeln!(out, "{} {found}", answer.total)
}

/// A passage without its marks.
fn plain(html: &str) -> String {
    html.replace("<mark>", "")
        .replace("</mark>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
