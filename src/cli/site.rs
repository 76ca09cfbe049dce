//! Reading a site and saying what is wrong with it: what most commands begin with.

use super::context::{CONTENT_ERRORS, Context, FAILED, Lang};
use super::no_value::NoValue;
use super::{messages, output};
use crate::config::{self, BaseUrl};
use crate::content::{Date, SpillFile};
use crate::diagnostic::{self, Diagnostic, Language, Problem, Severity};
use crate::folder;
use crate::history::{Checkout, History};
use crate::load;
use crate::memo::Outcome;
use crate::pipeline::{self, Build, Options};
use crate::report::{self, Detail, Style};
use crate::site::Visibility;
use crate::source::Sources;
use clap::Args;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The sources of a site, or the exit code after saying why not.
pub(super) fn read(root: &Path, context: Context) -> Result<Arc<Sources>, ExitCode> {
    read_after(&Sources::default(), root, context)
}

/// The same after an earlier version, with which it shares what is the same.
pub(super) fn read_after(
    before: &Sources,
    root: &Path,
    context: Context,
) -> Result<Arc<Sources>, ExitCode> {
    load::read(root, before, now())
        .map(Arc::new)
        .map_err(|error| output::fail(messages::load_error(&error, spoken(root, context))))
}

/// The language in which to speak of the site in `root` where nothing of it is read yet: what was
/// asked for, what the site says, or the environment's.
pub(super) fn spoken(root: &Path, context: Context) -> Language {
    let said = || {
        let mut texts = config::PATHS
            .iter()
            .map(|path| std::fs::read_to_string(root.join(path)));
        config::said_language(&texts.find_map(Result::ok)?)
    };
    let counted = || {
        let sources = load::read(root, &Sources::default(), now()).ok()?;
        let config = config::read(&sources, "", &[], &mut Vec::new());
        match &config.counted {
            Some(counted) => counted.told().map(str::to_owned),
            None => Some(config.language),
        }
    };
    let tag = match context.lang {
        Some(_) => None,
        None => said().or_else(counted),
    };
    messages::language(context, tag.as_deref())
}

/// Where the site in `root` is published if nobody says otherwise.
pub(super) fn public(root: &Path) -> PathBuf {
    root.join("public")
}

/// What a path may mean: what it is below the root, as it is written, or, since shells complete it
/// from the folder where one is, what it is below one of these folders.
pub(super) fn forms(path: &str, folders: &[&Path]) -> Vec<String> {
    let real = folder::real(Path::new(path));
    let below = folders.iter().filter_map(|folder| {
        let below = real.strip_prefix(folder::real(folder)).ok()?;
        Some(folder::shown(below)).filter(|below| !below.is_empty())
    });
    std::iter::once(path.to_owned()).chain(below).collect()
}

/// The options of a build of the site in `root`, or the exit code after saying why there are none.
pub(super) fn options(
    root: &Path,
    base_url: Option<BaseUrl>,
    drafts: bool,
    context: Context,
) -> Result<Options, ExitCode> {
    let today =
        today().map_err(|text| output::fail(messages::day_error(&text, spoken(root, context))))?;
    Ok(Options {
        name: load::title(root),
        base_url,
        visibility: Visibility { drafts, today },
        search: true,
        suggestions: true,
        // Where it cannot be told which program this is, files are read in this process.
        extractor: std::env::current_exe().ok(),
        spill: SpillFile::in_folder(&std::env::temp_dir()),
        history: None,
    })
}

/// A build of the site in `root` that looks at it without publishing it, or the exit code after
/// saying why there is none.
pub(super) fn built(root: &Path, drafts: bool, context: Context) -> Result<Build, ExitCode> {
    let sources = read(root, context)?;
    let options = options(root, None, drafts, context)?;
    Ok(pipeline::build(sources, &options, None, |_| {}))
}

/// The options of a build of another site.
pub(super) fn named(options: Options, root: &Path) -> Options {
    Options {
        name: load::title(root),
        ..options
    }
}

/// The changes to the pages of the site in `root`, if it is in a git checkout.
pub(super) fn history(root: &Path) -> Option<Arc<History>> {
    Checkout::find(root)?.history().map(Arc::new)
}

/// The time in nanoseconds since 1970.
pub(super) fn now() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |now| now.as_nanos() as u64)
}

/// The day of the build: `SOURCE_DATE_EPOCH` (reproducible-builds.org) or the clock's, in UTC.
///
/// # Errors
/// What the variable says, if that is no time.
pub(super) fn today() -> Result<Date, String> {
    match std::env::var_os("SOURCE_DATE_EPOCH") {
        None => Ok(day(now() / 1_000_000_000).expect("64 bits of nanoseconds end in 2554")),
        Some(text) => {
            let seconds = text.to_str().and_then(|text| text.parse().ok());
            let day = seconds.and_then(day);
            day.ok_or_else(|| text.to_string_lossy().into_owned())
        }
    }
}

/// The day of a time in seconds since 1970; `None` if calendars do not reach so far.
fn day(seconds: u64) -> Option<Date> {
    let seconds = i64::try_from(seconds).ok()?;
    Some(chrono::DateTime::from_timestamp(seconds, 0)?.date_naive())
}

/// Prints diagnostics for people on standard error.
pub(super) fn print(diagnostics: &[Diagnostic], sources: &Sources, language: Language) {
    output::error_text(problems(diagnostics, sources, language, &Detail::Editing));
}

/// What is told of mistakes; the same for every command that reports them.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct DetailArguments {
    /// Show everything that is wrong by itself, or everything of one kind
    #[arg(long, value_name = "CODE", num_args = 0..=1, require_equals = true, value_parser = known_code)]
    all: Option<Option<String>>,
}

/// The code of a message, if there is one like it.
fn known_code(code: &str) -> Result<String, NoValue> {
    if diagnostic::explained(code).is_some() {
        return Ok(code.to_owned());
    }
    let meant = diagnostic::nearest(code, diagnostic::codes());
    let [italian, english] = meant.map_or_else(Default::default, |meant| {
        [
            format!("; forse intendevi «{meant}»?"),
            format!("; did you mean `{meant}`?"),
        ]
    });
    Err(NoValue::new(
        format!("nessun messaggio ha questo codice{italian}"),
        format!("no message has this code{english}"),
    ))
}

impl DetailArguments {
    /// How much to tell of a site.
    pub(super) fn detail(&self, build: &Build) -> Detail {
        match &self.all {
            Some(Some(code)) => Detail::Of(code.clone()),
            Some(None) => Detail::All,
            None if build.is_without_schema() => Detail::Moving,
            None => Detail::Editing,
        }
    }

    /// Whether what was meant by mistakes will be told, whatever the site is.
    pub(super) fn tells_all(&self) -> bool {
        self.all.is_some()
    }
}

/// Diagnostics without notes, which are for who checks a site.
pub(super) fn alarms(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let alarms = diagnostics.iter().filter(|d| d.severity != Severity::Note);
    alarms.cloned().collect()
}

/// Diagnostics as they are printed.
pub(super) fn problems(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    detail: &Detail,
) -> String {
    report::human(diagnostics, sources, (language, style()), detail)
}

/// The same for standard output, where problems are what was asked for.
pub(super) fn findings(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    detail: &Detail,
) -> String {
    let style = style_on(std::io::stdout().is_terminal());
    report::human(diagnostics, sources, (language, style), detail)
}

fn style() -> Style {
    style_on(std::io::stderr().is_terminal())
}

fn style_on(is_terminal: bool) -> Style {
    let colour = is_terminal && std::env::var_os("NO_COLOR").is_none();
    if colour {
        Style::Coloured
    } else {
        Style::Plain
    }
}

/// In which form problems are printed, besides the site's own language.
pub(super) fn form(context: Context, detail: &DetailArguments) -> String {
    let language = match context.lang {
        None => "of the site",
        Some(Lang::It) => "it",
        Some(Lang::En) => "en",
    };
    let style = match style() {
        Style::Coloured => "coloured",
        Style::Plain => "plain",
    };
    let detail = match &detail.all {
        None => "by cause",
        Some(None) => "all",
        Some(Some(code)) => code,
    };
    format!("{language}, {style}, {detail}")
}

/// The language in which to speak of a site that was built before.
pub(super) fn language(context: Context, outcome: &Outcome) -> Language {
    messages::language(context, Some(&outcome.language))
}

/// Refuses to write among the sources of the site, after saying so.
pub(super) fn check_out(out: &Path, root: &Path, language: Language) -> Result<(), ExitCode> {
    if !load::is_source(root, out) {
        return Ok(());
    }
    let [[italian, english], [scegli, choose]] = messages::among_sources(out.display());
    let italian = format!("errore: {italian}: {scegli}");
    let english = format!("error: {english}: {choose}");
    Err(output::fail(messages::say(language, &italian, &english)))
}

/// The exit code for these diagnostics. A file that the disk refuses is no error of the content.
pub(super) fn exit_code(diagnostics: &[Diagnostic]) -> ExitCode {
    let refused = |d: &Diagnostic| matches!(d.problem, Problem::Unreadable { .. });
    match pipeline::has_errors(diagnostics) {
        true if diagnostics.iter().any(refused) => ExitCode::from(FAILED),
        true => ExitCode::from(CONTENT_ERRORS),
        false => ExitCode::SUCCESS,
    }
}
