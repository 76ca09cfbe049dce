//! `casa extract`: what is in one file, read within limits.

use super::context::{CONTENT_ERRORS, Context};
use super::{messages, output, site};
use crate::attachments::{Report, TOO_SLOW, read_here};
use crate::diagnostic::Language;
use extract::{Cause, Format, Passage};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Longest that reading a file may take; with what begins and ends a process, 10 seconds.
const MAX_TIME: Duration = Duration::from_secs(9);
/// Most memory that reading a file may take, in bytes.
const MAX_MEMORY: u64 = 512 << 20;

/// What is read, as people call it.
const FORMATS: &str = "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, RTF, EML, CSV, TXT";

/// Arguments of `casa extract`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// File to read: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, RTF, EML, CSV, TXT
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print one JSON object: what is known of the file, and its text by page, sheet or heading
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    limit_memory();
    limit_time();
    let language = || site::spoken(Path::new("."), context);
    let report = read(&arguments.file)
        .map_err(|error| output::fail(messages::unread(&arguments.file, &error, language())))?;
    let code = match report.error {
        None => ExitCode::SUCCESS,
        Some(_) => ExitCode::from(CONTENT_ERRORS),
    };
    if arguments.json {
        match serde_json::to_string(&report) {
            Ok(text) => output::line(text),
            Err(error) => {
                return Err(output::fail(messages::error(
                    &error.to_string(),
                    language(),
                )));
            }
        }
        return Ok(code);
    }
    let language = language();
    print(&report, language);
    if report.format.is_none() {
        output::error_line(no_format(&arguments.file, language));
    } else if let Some(cause) = &report.error {
        let problem = crate::diagnostic::Problem::AttachmentNotRead {
            cause: cause.clone(),
        };
        output::error_line(problem.text(language).message);
    }
    Ok(code)
}

/// That nothing is wrong with a file but that files of its kind are not read.
fn no_format(path: &Path, language: Language) -> String {
    let path = path.display();
    messages::say(
        language,
        &format!("errore: «{path}» non è in un formato che casa legge: {FORMATS}"),
        &format!("error: `{path}` is in no format that casa reads: {FORMATS}"),
    )
}

/// Ends the process when reading takes too long.
fn limit_time() {
    // A process that takes longer ends itself, whatever it is at.
    std::thread::spawn(|| {
        std::thread::sleep(MAX_TIME);
        std::process::exit(i32::from(TOO_SLOW));
    });
}

/// Keeps the process from taking too much memory. What the allocator reserves when a program begins
/// counts too, so this one begins again under the limit.
fn limit_memory() {
    // A system without the limit reads files all the same.
    if let Ok(true) = extract::limit_memory(MAX_MEMORY) {
        begin_again();
    }
}

/// Replaces this process by the same program with the same arguments.
#[cfg(unix)]
fn begin_again() {
    use std::os::unix::process::CommandExt;
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let arguments = std::env::args_os().skip(1);
    // It comes back only with an error.
    let error = std::process::Command::new(program).args(arguments).exec();
    output::error_line(error);
}

#[cfg(not(unix))]
fn begin_again() {}

/// What is in a file.
fn read(path: &Path) -> io::Result<Report> {
    let (bytes, sha256) = extract::checksum(File::open(path)?)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let format = Format::of(&name);
    let report = Report {
        format: format.map(|format| format.name().to_owned()),
        name: name.into_owned(),
        bytes,
        sha256,
        pages: None,
        language: None,
        date: None,
        title: None,
        tagged: None,
        encrypted: false,
        scan: false,
        findings: Vec::new(),
        error: None,
        passages: Vec::new(),
    };
    Ok(report.with(match format {
        Some(format) => read_here(path, format),
        None => Err(Cause::NotDocument),
    }))
}

/// What is known of a file, then its text, for people.
fn print(report: &Report, language: Language) {
    let say = |italian, english| messages::say(language, italian, english);
    let yes_no = |is: bool| {
        if is {
            say("sì", "yes")
        } else {
            say("no", "no")
        }
    };
    output::line(&report.name);
    let facts = [
        (say("formato", "format"), report.format.clone()),
        (say("byte", "bytes"), Some(report.bytes.to_string())),
        ("SHA-256".to_owned(), Some(report.sha256.clone())),
        (say("titolo", "title"), report.title.clone()),
        (say("pagine", "pages"), report.pages.map(|n| n.to_string())),
        (say("lingua", "language"), report.language.clone()),
        (say("data", "date"), report.date.clone()),
        (
            say("con tag", "tagged"),
            report.tagged.map(|is| yes_no(is).to_owned()),
        ),
        (
            say("cifrato", "encrypted"),
            Some(yes_no(report.encrypted).to_owned()),
        ),
        (
            say("scansione", "scan"),
            report.scan.then(|| yes_no(true).to_owned()),
        ),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            output::line(format_args!("  {name}: {value}"));
        }
    }
    for found in &report.findings {
        output::line(format_args!("  ! {}: {}", found.field, found.value));
    }
    for passage in &report.passages {
        output::line(format_args!(
            "\n{}{}",
            place(passage, language),
            passage.text
        ));
    }
}

/// Where a passage stands, on a line of its own.
fn place(passage: &Passage, language: Language) -> String {
    let (page, sheet) = match language {
        Language::Italian => ("pagina", "foglio"),
        Language::English => ("page", "sheet"),
    };
    match (passage.page, &passage.sheet) {
        (Some(number), _) => format!("— {page} {number} —\n"),
        (None, Some(name)) => format!("— {sheet} «{name}» —\n"),
        (None, None) if passage.heading.is_empty() => String::new(),
        (None, None) => format!("— {} —\n", passage.heading),
    }
}
