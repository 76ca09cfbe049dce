//! `casa build`.

use super::progress::Progress;
use super::{CONTENT_ERRORS, Context, FAILED, SiteArguments, messages, output, site};
use crate::config::BaseUrl;
use crate::diagnostic::Language;
use crate::emit::{self, EmitError, Published};
use crate::pipeline::{self, Build, Options};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Arguments of `casa build`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Folder to publish to; by default `public` in the site's folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Address under which the site will be found, instead of the configured one
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
    /// Publish drafts and pages dated ahead too
    #[arg(long)]
    drafts: bool,
    /// Leave the search out
    #[arg(long)]
    no_search: bool,
    /// Threads to use; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    /// Write figures of the build to a JSON file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text)
        .ok_or_else(|| "write it as https://example.org/ or https://example.org/path/".to_owned())
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> ExitCode {
    if let Some(jobs) = arguments.jobs {
        // It fails only if the pool exists already, which it does not.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(jobs))
            .build_global();
    }
    let mut clock = Clock::start();
    let progress = Progress::new(context.quiet);
    progress.phase("read");
    let root = &arguments.site.root;
    let sources = match site::read(root, context) {
        Ok(sources) => sources,
        Err(code) => return code,
    };
    clock.mark("read");
    let options = Options {
        search: !arguments.no_search,
        ..site::options(root, arguments.base_url.clone(), arguments.drafts)
    };
    let build = pipeline::build(sources, &options, |phase| {
        clock.mark(phase);
        progress.phase(phase);
    });
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    site::print(&build.diagnostics, &site.sources, language);
    if build.has_errors() {
        return not_published(language);
    }
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    if let Err(code) = site::check_out(&out, root, language) {
        return code;
    }
    let published = emit::write(&build, &out, &|done, total| progress.count(done, total));
    drop(progress);
    clock.mark("publish");
    match published {
        Ok(published) => finish(
            &build, published, &out, &clock, arguments, context, language,
        ),
        Err(EmitError::Rendering(diagnostics)) => {
            let diagnostics = pipeline::say_once(diagnostics);
            site::print(&diagnostics, &site.sources, language);
            not_published(language)
        }
        Err(error) => {
            output::error_line(messages::emit_error(&error, language));
            ExitCode::from(FAILED)
        }
    }
}

fn not_published(language: Language) -> ExitCode {
    output::error_line(messages::say(
        language,
        "Non è stato pubblicato nulla: il sito è rimasto com'era.",
        "Nothing was published: the site is as it was.",
    ));
    ExitCode::from(CONTENT_ERRORS)
}

fn finish(
    build: &Build,
    published: Published,
    out: &Path,
    clock: &Clock,
    arguments: &Arguments,
    context: Context,
    language: Language,
) -> ExitCode {
    let pages = build.renderer.site().pages.len();
    if !context.quiet {
        let (files, out) = (published.files, out.display());
        let size = format!("{:.1}", published.bytes as f64 / 1e6);
        let seconds = format!("{:.2}", clock.total().as_secs_f64());
        let (size_it, seconds_it) = (size.replace('.', ","), seconds.replace('.', ","));
        let italian =
            format!("{pages} pagine, {files} file ({size_it} MB) in {out}, in {seconds_it} s");
        let english = format!("{pages} pages, {files} files ({size} MB) in {out}, in {seconds} s");
        output::line(messages::say(language, &italian, &english));
    }
    let Some(file) = &arguments.report else {
        return ExitCode::SUCCESS;
    };
    let report = json!({
        "pages": pages,
        "files": published.files,
        "bytes": published.bytes,
        "milliseconds": clock.phases(),
        "peak_memory": peak_memory(),
    });
    match std::fs::write(file, format!("{report:#}\n")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::error_line(format_args!("{}: {error}", file.display()));
            ExitCode::from(FAILED)
        }
    }
}

/// Times of the phases of a build.
struct Clock {
    start: Instant,
    last: Instant,
    phases: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Self {
        let now = Instant::now();
        Self {
            start: now,
            last: now,
            phases: Vec::new(),
        }
    }

    /// Ends a phase.
    fn mark(&mut self, phase: &'static str) {
        let now = Instant::now();
        self.phases.push((phase, now - self.last));
        self.last = now;
    }

    fn total(&self) -> Duration {
        self.start.elapsed()
    }

    /// Milliseconds by phase, and in all.
    fn phases(&self) -> Value {
        let milliseconds = |time: Duration| json!((time.as_secs_f64() * 1e6).round() / 1e3);
        let mut map: Map<String, Value> = self
            .phases
            .iter()
            .map(|(phase, time)| ((*phase).to_owned(), milliseconds(*time)))
            .collect();
        map.insert("total".to_owned(), milliseconds(self.last - self.start));
        Value::Object(map)
    }
}

/// Most memory that the process has held, in bytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}
