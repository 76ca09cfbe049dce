//! `casa search`.

use super::context::Context;
use super::{export, messages, output, site};
use crate::diagnostic::Language;
use search_core::native::{Answer, Error, Folder, Start};
use search_core::{LastWord, Query};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
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
    /// The last word may be the beginning of one, as while a reader types
    #[arg(long)]
    growing: bool,
    /// Language of the index, where each has its own; by default all, each read in its own
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Print one JSON object: query, how many pages match, hits with their passages, cost
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
        Err(failure) => Err(output::fail(refusal(
            &failure,
            language(arguments, context),
        ))),
    }
}

/// The language of the site that was built where the index is.
fn language(arguments: &Arguments, context: Context) -> Language {
    let above = arguments.site.parent();
    let above = above.filter(|above| !above.as_os_str().is_empty());
    site::spoken(above.unwrap_or(Path::new(".")), context)
}

/// Why there is no answer, and what to do.
fn refusal(failure: &Failure, language: Language) -> String {
    match failure {
        Failure::Output(error) => messages::error(&error.to_string(), language),
        Failure::Line(number) => messages::say(
            language,
            &format!(
                "errore: la riga {number} delle ricerche non è in UTF-8: convertila, poi riprendi da lì"
            ),
            &format!(
                "error: line {number} of the queries is not UTF-8: convert it, then go on from there"
            ),
        ),
        Failure::Index(Error::Language(tag, there)) => {
            let there = there.join(", ");
            messages::say(
                language,
                &format!("errore: non c'è un indice per «{tag}»; ci sono: {there}"),
                &format!("error: there is no index for `{tag}`; there are: {there}"),
            )
        }
        Failure::Index(error) => {
            let advice = messages::say(
                language,
                "Costruisci il sito con «casa build», o indica dov'è con --in CARTELLA.",
                "Build the site with `casa build`, or say where it is with --in DIR.",
            );
            let what = messages::say(
                language,
                &format!("errore: l'indice non si può leggere: {error}"),
                &format!("error: {error}"),
            );
            format!("{what}\n\n{advice}")
        }
    }
}

enum Failure {
    Index(Error),
    Output(std::io::Error),
    /// A query that is no text, by its number.
    Line(usize),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Index(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

fn answer(arguments: &Arguments, context: Context) -> Result<(), Failure> {
    let mut folders = match &arguments.language {
        Some(language) => vec![Folder::open_in(&arguments.site, language)?],
        None => Folder::open_all(&arguments.site)?,
    };
    let mut out = std::io::stdout().lock();
    let start = if arguments.cold {
        Start::Cold
    } else {
        Start::Warm
    };
    let query = |text: &str| Query {
        limit: arguments.limit,
        last_word: match arguments.growing {
            true => LastWord::Growing,
            false => LastWord::Whole,
        },
        ..Query::new(text)
    };
    let mut search = |text: &str| {
        let query = query(text);
        let answers = folders
            .iter_mut()
            .map(|folder| folder.search(&query, start));
        let answers: Result<Vec<Answer>, Error> = answers.collect();
        let answer = Answer::merged(answers?, arguments.limit);
        Ok::<_, Error>(answer.expect("a site has at least one index"))
    };
    if arguments.batch {
        for (line, number) in std::io::stdin().lock().split(b'\n').zip(1..) {
            let line = String::from_utf8(line?).map_err(|_| Failure::Line(number))?;
            let answer = search(line.trim_end_matches('\r'))?;
            writeln!(
                out,
                "{}",
                serde_json::to_string(&answer).map_err(std::io::Error::from)?
            )?;
        }
        return Ok(());
    }
    let answer = search(&arguments.query.join(" "))?;
    if arguments.json {
        writeln!(
            out,
            "{}",
            serde_json::to_string_pretty(&answer).map_err(std::io::Error::from)?
        )?;
        return Ok(());
    }
    print(&answer, &mut out, language(arguments, context))?;
    Ok(())
}

/// Hits for people: title, address, passage.
fn print(answer: &Answer, out: &mut impl Write, language: Language) -> std::io::Result<()> {
    for hit in &answer.hits {
        writeln!(
            out,
            "{}\n  {}\n  {}\n",
            hit.title,
            address(&hit.url, &hit.anchor),
            plain(&hit.excerpt)
        )?;
    }
    let found = match answer.total {
        1 => messages::say(language, "pagina trovata", "page found"),
        _ => messages::say(language, "pagine trovate", "pages found"),
    };
    writeln!(out, "{} {found}", answer.total)?;
    if answer.all > 0 && answer.all < answer.total {
        let with_all = messages::say(language, "con tutte le parole", "with all the words");
        writeln!(out, "{} {with_all}", answer.all)?;
    }
    Ok(())
}

/// Where what is shown of a hit is: of a file, the page.
fn address(url: &str, anchor: &str) -> String {
    match anchor.starts_with("page=") {
        true => format!("{url}#{anchor}"),
        false if anchor.starts_with('/') => format!("{url} → {anchor}"),
        false => url.to_owned(),
    }
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
