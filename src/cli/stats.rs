//! `casa stats`.

use super::context::{CONTENT_ERRORS, Context, SiteArguments};
use super::messages::say;
use super::{messages, output, site};
use crate::diagnostic::Language;
use crate::folder;
use crate::inflate::gzipped;
use crate::pipeline::{self, Options};
use crate::stats::{Counts, Places};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a file begins with that gzip wrote.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// Longest line of a log; servers refuse longer requests.
const LONGEST_LINE: u64 = 64 << 10;
/// How many missing addresses are named.
const MOST_MISSING: usize = 20;

/// Arguments of `casa stats`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Access logs in the common or combined format, also compressed by gzip; `-` for standard input
    #[arg(value_name = "LOGFILE", required = true)]
    logs: Vec<PathBuf>,
    /// File to write; by default `content/_data/stats.csv` in the site's folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Where a line stands: the log and its number there.
type Place = (PathBuf, u64);

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let sources = site::read(root, context)?;
    let options = Options {
        search: false,
        ..site::options(root, None, false, context)?
    };
    let build = pipeline::build(sources, &options, None, |_| {});
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    if build.has_errors() {
        site::print(&build.diagnostics, &site.sources, language);
        return Err(ExitCode::from(CONTENT_ERRORS));
    }
    let places = Places::new(site, build.outputs.iter());
    let default = || root.join("content/_data/stats.csv");
    let out = arguments.out.clone().unwrap_or_else(default);
    let counts = count_all(&arguments.logs, &places, language)
        .and_then(|counts| write(&out, &counts, &places, language).map(|()| counts))
        .map_err(|reason| output::fail(messages::error(&reason, language)))?;
    if !context.quiet {
        report(&counts, &out, language);
    }
    Ok(ExitCode::SUCCESS)
}

/// Counts the lines of all logs.
///
/// # Errors
/// What to say if one cannot be read, or none has a line that can be.
fn count_all(logs: &[PathBuf], places: &Places, language: Language) -> Result<Counts, String> {
    let mut counts = Counts::default();
    let mut unreadable = None;
    for log in logs {
        let first = count(log, places, &mut counts).map_err(|error| at(log, error))?;
        unreadable = unreadable.or(first.map(|line| (log.clone(), line)));
    }
    warn(&counts, unreadable.as_ref(), language);
    if counts.lines == 0 {
        let italian = "nessuna riga si legge: non è stato scritto nulla";
        let english = "no line can be read: nothing was written";
        return Err(say(language, italian, english));
    }
    Ok(counts)
}

/// Writes the counts, with those of the months that the logs do not mention.
///
/// # Errors
/// What to say if the file is none of ours, or the disk refuses.
fn write(out: &Path, counts: &Counts, places: &Places, language: Language) -> Result<(), String> {
    let before = match fs::read_to_string(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(at(out, error)),
        Ok(text) => Some(text),
    };
    let text = counts.file(before.as_deref(), places).ok_or_else(|| {
        let italian = "non è un file di casa stats: non è stato scritto nulla";
        let english = "no file of casa stats: nothing was written";
        at(out, say(language, italian, english))
    })?;
    let in_folder = out.parent().map_or(Ok(()), fs::create_dir_all);
    in_folder
        .and_then(|()| folder::replace(out, |file| file.write_all(text.as_bytes())))
        .map_err(|error| at(out, error))
}

fn at(path: &Path, problem: impl std::fmt::Display) -> String {
    format!("{}: {problem}", path.display())
}

/// Counts the lines of a log; the number of the first that cannot be read.
fn count(log: &Path, places: &Places, counts: &mut Counts) -> io::Result<Option<u64>> {
    let file: Box<dyn Read> = match log.as_os_str() == "-" {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(log)?),
    };
    let mut file = BufReader::new(file);
    let mut lines: Box<dyn BufRead> = match file.fill_buf()?.starts_with(&GZIP) {
        true => Box::new(BufReader::new(gzipped(file))),
        false => Box::new(file),
    };
    let mut line = Vec::new();
    let mut first = None;
    for number in 1.. {
        line.clear();
        if lines
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?
            == 0
        {
            break;
        }
        let is_blank = line.iter().all(u8::is_ascii_whitespace);
        if !is_blank && !counts.add(&line, places) {
            first = first.or(Some(number));
        }
    }
    Ok(first)
}

/// Says what may be wrong with the logs.
fn warn(counts: &Counts, unreadable: Option<&Place>, language: Language) {
    if let Some((log, line)) = unreadable {
        let (log, lines) = (log.display(), counts.unreadable);
        let italian = format!(
            "attenzione: {lines} righe non si leggono, la prima è {log}:{line}: non sono nel formato \
             common né in quello combined"
        );
        let english = format!(
            "warning: {lines} lines cannot be read, the first is {log}:{line}: they are neither in the \
             common nor in the combined format"
        );
        output::error_line(say(language, &italian, &english));
    }
    if counts.without_agent {
        let italian = "attenzione: alcune righe non dicono quale programma ha chiesto la pagina (formato \
                       common): tra i lettori possono esserci programmi automatici";
        let english = "warning: some lines do not say which program asked (common format): robots may be \
                       counted among the readers";
        output::error_line(say(language, italian, english));
    }
}

/// Says what was counted.
fn report(counts: &Counts, out: &Path, language: Language) {
    let [pages, files, missing] = counts.totals();
    let (months, robots, out) = (counts.months().len(), counts.robots, out.display());
    let italian = format!(
        "mesi: {months}, letture di pagine: {pages}, file scaricati: {files}, richieste a vuoto: \
         {missing}, richieste di programmi (escluse): {robots}, in {out}"
    );
    let english = format!(
        "months: {months}, pages read: {pages}, files taken: {files}, requests missed: {missing}, \
         requests by robots (left out): {robots}, in {out}"
    );
    output::line(say(language, &italian, &english));
    let most = counts.most_missing(MOST_MISSING);
    if most.is_empty() {
        return;
    }
    let italian = "Indirizzi chiesti più spesso che non ci sono (non vengono pubblicati):";
    let english = "Addresses asked for most that are not there (they are not published):";
    output::line(say(language, italian, english));
    for (path, count) in most {
        // Whoever asked for it may have put anything there.
        output::line(format_args!("{count:>7} {}", path.escape_debug()));
    }
}
