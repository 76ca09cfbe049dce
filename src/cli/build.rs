//! `casa build`.

mod verify;

use super::cache::{Cache, CacheArguments};
use super::context::{Context, SiteArguments};
use super::no_value::NoValue;
use super::progress::Progress;
use super::site::DetailArguments;
use super::{explain, hidden, messages, output, site};
use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, Language};
use crate::emit::{self, Before, EmitError, Files, Published};
use crate::history::Checkout;
use crate::memo::{self, Memo, Outcome, Request};
use crate::pipeline::{self, Build, Options, Pages};
use crate::report::{self, Detail};
use crate::source::Sources;
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use verify::Verification;

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
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    detail: DetailArguments,
    /// Say why a page was made again: a source file, an address or a published file
    #[arg(long, value_name = "PATH")]
    explain: Option<String>,
    /// Threads to use; by default one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    /// Build a second time, from nothing and on another number of threads, and compare every byte
    #[arg(long)]
    verify: bool,
    /// End with whoever holds the other end of the input: the build that is verified
    #[arg(long, hide = true)]
    while_stdin_is_open: bool,
    /// Write figures of the build to a JSON file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub(super) fn base_url(text: &str) -> Result<BaseUrl, NoValue> {
    BaseUrl::parse(text).ok_or_else(|| {
        NoValue::new(
            "scrivilo come https://example.org/ o https://example.org/percorso/",
            "write it as https://example.org/ or https://example.org/path/",
        )
    })
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    set_up_process(arguments, context)?;
    let mut clock = Clock::start();
    let progress = Progress::new(context.quiet);
    progress.phase("read");
    let root = &arguments.site.root;
    let out = arguments.out.clone().unwrap_or_else(|| site::public(root));
    let cache = Cache::open(&arguments.cache, root, &out, context)?;
    let sources = site::read_after(&cache.sources(), root, context)?;
    clock.lap("read");
    let checkout = Checkout::find(root);
    let options = Options {
        search: !arguments.no_search,
        suggestions: arguments.detail.tells_all(),
        // Its commit stands for it until something has to be made.
        history: checkout.as_ref().map(Checkout::unread).map(Arc::new),
        ..site::options(root, arguments.base_url.clone(), arguments.drafts, context)?
    };
    let run = Run {
        arguments,
        context,
        cache: &cache,
        request: Request {
            program: cache.program,
            options: &options,
            out: &std::path::absolute(&out).unwrap_or(out),
        },
    };
    if let Some((outcome, files)) = run.unchanged(&sources) {
        drop(progress);
        clock.lap("compare");
        return run.say_again(outcome, files, &sources, &clock);
    }
    let whole = Options {
        history: checkout.and_then(|checkout| cache.history(&checkout)),
        ..options.clone()
    };
    let before = cache.memo.as_ref().map(Memo::pages);
    clock.lap("remember");
    let build = pipeline::build(sources, &whole, before.as_ref(), |phase| {
        clock.lap(phase);
        progress.phase(phase);
    });
    let code = run
        .publish(&build, progress)
        .map(|(mut published, outcome)| {
            clock.lap("publish");
            run.remember(&build, &mut published, &outcome, before.as_ref());
            clock.lap("remember");
            run.explain(&build, &published, &outcome);
            let work = Work {
                read: build.attachments_read,
                written: build.renderer.documents_written(),
            };
            run.finish(&outcome, &published, work, &clock)
        });
    // The system takes back the memory of a whole site faster than we can give it.
    std::mem::forget((build, before));
    code
}

/// Makes the threads that are asked for, or says why there are none; has the process end with another
/// one, if that is asked for.
fn set_up_process(arguments: &Arguments, context: Context) -> Result<(), ExitCode> {
    if arguments.while_stdin_is_open {
        verify::end_with_the_first();
    }
    let Some(jobs) = arguments.jobs else {
        return Ok(());
    };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
    threads.build_global().map_err(|error| {
        let italian = format!("errore: con --jobs {jobs}: {error}");
        let english = format!("error: with --jobs {jobs}: {error}");
        let language = site::spoken(&arguments.site.root, context);
        output::fail(messages::say(language, &italian, &english))
    })
}

/// What a run did for documents.
#[derive(Clone, Copy, Default)]
struct Work {
    /// How many attachments were read.
    read: usize,
    /// How many files of documents were written.
    written: usize,
}

/// What a run of the command goes by.
struct Run<'a> {
    arguments: &'a Arguments,
    context: Context,
    cache: &'a Cache,
    request: Request<'a>,
}

impl Run<'_> {
    /// How the build before ended and what it published, if the same would come of the same and is
    /// still there.
    fn unchanged(&self, sources: &Sources) -> Option<(&Outcome, &Files)> {
        let memo = self.cache.memo.as_ref()?;
        let (outcome, files) = memo.outcome(self.request, sources)?;
        let same = outcome.form == site::form(self.context, &self.arguments.detail);
        (same && emit::is_intact(self.request.out, files)).then_some((outcome, files))
    }

    /// Says of a site that is as it was what was said when it was made.
    fn say_again(
        &self,
        outcome: &Outcome,
        files: &Files,
        sources: &Sources,
        clock: &Clock,
    ) -> Result<ExitCode, ExitCode> {
        output::error_text(outcome.problems.clone());
        let published = Published {
            files: files.clone(),
            ..Published::default()
        };
        if let Some(path) = &self.arguments.explain {
            let language = site::language(self.context, outcome);
            let said = explain::unchanged(&self.forms(path), files, sources, language);
            let there = sources.iter().map(|(_, file)| file.path.as_str());
            let there = there.chain(files.keys().map(String::as_str));
            let refused = || output::fail(explain::unknown(path, there, language));
            output::line(said.ok_or_else(refused)?);
        }
        Ok(self.finish(outcome, &published, Work::default(), clock))
    }

    /// What the path of a page may mean.
    fn forms(&self, path: &str) -> Vec<String> {
        site::forms(path, &[&self.arguments.site.root, self.request.out])
    }

    /// Refuses to explain what is not there, before anything is published.
    fn check_explained(&self, build: &Build) -> Result<(), ExitCode> {
        let Some(path) = &self.arguments.explain else {
            return Ok(());
        };
        if explain::is_there(&self.forms(path), build) {
            return Ok(());
        }
        let site = build.renderer.site();
        let language = messages::language(self.context, Some(&site.config.language));
        let files = build.outputs.iter().map(|(route, _)| route.file_path());
        let files: Vec<String> = files.collect();
        let there = site.sources.iter().map(|(_, file)| file.path.as_str());
        let there = there.chain(files.iter().map(String::as_str));
        Err(output::fail(explain::unknown(path, there, language)))
    }

    /// Says what is wrong with a build, and publishes it if it has no errors.
    fn publish(&self, build: &Build, progress: Progress) -> Result<(Published, Outcome), ExitCode> {
        let site = build.renderer.site();
        let language = messages::language(self.context, Some(&site.config.language));
        let alarms = site::alarms(&build.diagnostics);
        let detail = self.arguments.detail.detail(build);
        let problems = site::problems(&alarms, &site.sources, language, &detail);
        output::error_text(problems.clone());
        let problems = match detail {
            // Who brings a site has read it, and mends it with `casa check`.
            Detail::Moving if !alarms.is_empty() => report::summary(&alarms, language) + "\n",
            _ => problems,
        };
        if build.has_errors() {
            return Err(not_published(&build.diagnostics, language));
        }
        self.check_explained(build)?;
        let out = self.request.out;
        site::check_out(out, &self.arguments.site.root, language)?;
        let known = self.known();
        let before = self.cache.folder.as_ref().map(|_| Before {
            files: &known,
            index: &self.cache.index,
        });
        let published = emit::write(build, out, before, &|done, total| {
            progress.count(done, total);
        });
        drop(progress);
        let published = published.map_err(|error| match error {
            EmitError::Rendering(diagnostics) => {
                let diagnostics = pipeline::say_once(diagnostics, &site.sources);
                site::print(&diagnostics, &site.sources, language);
                not_published(&diagnostics, language)
            }
            EmitError::Write(error) => {
                output::fail(messages::write_error(&error, "--out", language))
            }
        })?;
        let outcome = Outcome {
            pages: site.pages.len(),
            problems,
            has_notes: alarms.len() < build.diagnostics.len(),
            hidden: hidden::told(site, language),
            language: site.config.language.clone(),
            form: site::form(self.context, &self.arguments.detail),
        };
        Ok((published, outcome))
    }

    /// What the build before published.
    fn known(&self) -> Cow<'_, Files> {
        let memo = self.cache.memo.as_ref();
        memo.and_then(|memo| memo.outputs(self.request))
            .map_or_else(|| Cow::Owned(Files::new()), Cow::Borrowed)
    }

    /// Leaves to the next build what it can use.
    fn remember(
        &self,
        build: &Build,
        published: &mut Published,
        outcome: &Outcome,
        before: Option<&Pages>,
    ) {
        let Some(folder) = &self.cache.folder else {
            return;
        };
        let before = self.cache.memo.as_ref().zip(before);
        let whole = outcome.clone();
        let index = published.index.take();
        let index = index.map_or(Ok(()), |index| self.cache.index.write(index));
        let pages = memo::write(folder, self.request, build, published, whole, before);
        if let Err(error) = index.and(pages) {
            // The site is published all the same; only the next build takes longer.
            let language = site::language(self.context, outcome);
            output::error_line(messages::cache_error(folder, &error, language));
        }
    }

    /// Says why a page was made again, if that is asked.
    fn explain(&self, build: &Build, published: &Published, outcome: &Outcome) {
        if let Some(path) = &self.arguments.explain {
            let language = site::language(self.context, outcome);
            let memo = self.cache.memo.as_ref();
            let known = self.known();
            let forms = self.forms(path);
            let said = explain::explain(&forms, build, published, &known, memo, language);
            said.into_iter().for_each(output::line);
        }
    }

    /// Says what was published, writes the report and verifies the site, as far as that is asked.
    fn finish(
        &self,
        outcome: &Outcome,
        published: &Published,
        work: Work,
        clock: &Clock,
    ) -> ExitCode {
        if !self.context.quiet {
            let language = site::language(self.context, outcome);
            let out = self.request.out;
            output::line(summary(outcome.pages, published, out, clock, language));
            if !outcome.hidden.is_empty() {
                output::line(&outcome.hidden);
            }
        }
        if let Err(code) = self.report(outcome, published, work, clock) {
            return code;
        }
        if !self.arguments.verify {
            return ExitCode::SUCCESS;
        }
        let verification = Verification {
            root: &self.arguments.site.root,
            base_url: self.arguments.base_url.as_ref(),
            drafts: self.arguments.drafts,
            search: !self.arguments.no_search,
            context: self.context,
            out: self.request.out,
            today: self.request.options.visibility.today,
            language: site::language(self.context, outcome),
        };
        verification.run()
    }

    /// Writes the report, if there is to be one.
    fn report(
        &self,
        outcome: &Outcome,
        published: &Published,
        work: Work,
        clock: &Clock,
    ) -> Result<(), ExitCode> {
        let Some(file) = &self.arguments.report else {
            return Ok(());
        };
        let report = json!({
            "pages": outcome.pages,
            "files": published.files.len(),
            "bytes": published.bytes(),
            "made": published.made,
            "attachments_read": work.read,
            "documents_written": work.written,
            "changed": published.changed,
            "milliseconds": clock.phases(),
            "peak_memory": peak_memory(),
        });
        std::fs::write(file, format!("{report:#}\n")).map_err(|error| {
            let language = site::language(self.context, outcome);
            output::fail(messages::unwritten(file, &error, language))
        })
    }
}

fn not_published(diagnostics: &[Diagnostic], language: Language) -> ExitCode {
    output::error_line(messages::say(
        language,
        "Non è stato pubblicato nulla: il sito è rimasto com'era.",
        "Nothing was published: the site is as it was.",
    ));
    site::exit_code(diagnostics)
}

/// What was published, in one line.
fn summary(
    pages: usize,
    published: &Published,
    out: &Path,
    clock: &Clock,
    language: Language,
) -> String {
    let changed = published.changed;
    let (italian, english) = match changed {
        0 => (
            ", nulla di cambiato".to_owned(),
            ", nothing changed".to_owned(),
        ),
        _ if changed == published.files.len() => Default::default(),
        1 => (", 1 cambiato".to_owned(), ", 1 changed".to_owned()),
        _ => (
            format!(", {changed} cambiati"),
            format!(", {changed} changed"),
        ),
    };
    let changed = messages::say(language, &italian, &english);
    let place = format!("{}{changed}", out.display());
    let pages = messages::pages(pages, language);
    messages::written(&pages, published, &place, clock.total(), language)
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
    fn lap(&mut self, phase: &'static str) {
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
        let mut phases: BTreeMap<&str, Duration> = BTreeMap::new();
        for (phase, time) in &self.phases {
            *phases.entry(phase).or_default() += *time;
        }
        let mut map: Map<String, Value> = phases
            .into_iter()
            .map(|(phase, time)| (phase.to_owned(), milliseconds(time)))
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
