//! `casa check`.

use super::cache::{Cache, CacheArguments};
use super::context::{Context, SiteArguments};
use super::progress::Progress;
use super::site::DetailArguments;
use super::{fix, hidden, messages, output, site};
use crate::diagnostic::{Diagnostic, Language};
use crate::history::Checkout;
use crate::memo::{Memo, Request};
use crate::pipeline::{self, Build, Options};
use crate::render::Key;
use crate::report::{self, Detail};
use crate::site::Route;
use crate::source::Sources;
use clap::ValueEnum;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `casa check`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Check drafts and pages dated ahead as if they were published
    #[arg(long)]
    drafts: bool,
    /// Mend what has one right answer: names of fields, forms of references, invisible spaces
    #[arg(long)]
    fix: bool,
    /// With --fix, only say what would be changed
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    detail: DetailArguments,
    #[command(flatten)]
    cache: CacheArguments,
}

/// Forms of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// Commands of GitHub's workflows
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitLab's Code Quality
    Gitlab,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let progress = Progress::new(context.quiet);
    let root = &arguments.site.root;
    let cache = Cache::open(&arguments.cache, root, &site::public(root), context)?;
    let sources = site::read_after(&cache.sources(), root, context)?;
    let checkout = Checkout::find(root);
    let options = Options {
        // Its commit stands for it until something has to be made.
        history: checkout.as_ref().map(Checkout::unread).map(Arc::new),
        suggestions: arguments.format != Format::Human
            || arguments.fix
            || arguments.detail.tells_all(),
        ..site::options(root, None, arguments.drafts, context)?
    };
    if let Some((pages, language)) = sound(&cache, &options, &sources, root) {
        drop(progress);
        let language = messages::language(context, Some(language));
        let detail = &Detail::All;
        arguments.say((&[], detail), &sources, pages, language, context);
        return Ok(ExitCode::SUCCESS);
    }
    let whole = Options {
        history: checkout.and_then(|checkout| cache.known_history(&checkout)),
        ..options
    };
    let before = cache.memo.as_ref().map(Memo::pages);
    let mut build = pipeline::build(sources, &whole, before.as_ref(), |phase| {
        progress.phase(phase);
    });
    if !build.has_errors() {
        let published = cache.memo.as_ref().map(Memo::published);
        let was_made = published.map(|files| {
            move |route: &Route, key: Key| {
                let file = files.get(&route.file_path());
                file.is_some_and(|file| file.key == Some(key))
            }
        });
        build.check_rendering(
            was_made
                .as_ref()
                .map(|was_made| was_made as &pipeline::WasMade<'_>),
        );
    }
    drop(progress);
    let code = match arguments.fix {
        true => arguments.mend(&build, context)?,
        false => arguments.report(&build, context),
    };
    // The system takes back the memory of a whole site faster than we can give it.
    std::mem::forget((build, before));
    Ok(code)
}

/// If the last build made the same of the same and had nothing to say: how many pages there are,
/// and the language of the site.
fn sound<'a>(
    cache: &'a Cache,
    options: &Options,
    sources: &Sources,
    root: &Path,
) -> Option<(usize, &'a str)> {
    let out = site::public(root);
    let request = Request {
        program: cache.program,
        options,
        out: &std::path::absolute(&out).unwrap_or(out),
    };
    let (outcome, _) = cache.memo.as_ref()?.outcome(request, sources)?;
    let silent = outcome.problems.is_empty() && outcome.hidden.is_empty() && !outcome.has_notes;
    silent.then_some((outcome.pages, outcome.language.as_str()))
}

impl Arguments {
    /// Mends what can be mended, and says what.
    fn mend(&self, build: &Build, context: Context) -> Result<ExitCode, ExitCode> {
        let site = build.renderer.site();
        let language = messages::language(context, Some(&site.config.language));
        let root = &self.site.root;
        let fixed = fix::fix(&build.diagnostics, &site.sources, root, self.dry_run);
        let fixed = fixed.map_err(output::fail)?;
        fix::say(&fixed, self.dry_run, language);
        // What is left is reported by the next check, at lines that are right.
        Ok(match fixed.places == build.diagnostics.len() {
            true => ExitCode::SUCCESS,
            false => site::exit_code(&build.diagnostics),
        })
    }

    /// Says what was found.
    fn report(&self, build: &Build, context: Context) -> ExitCode {
        let site = build.renderer.site();
        let language = messages::language(context, Some(&site.config.language));
        let found = &build.diagnostics;
        let told = (&found[..], &self.detail.detail(build));
        self.say(told, &site.sources, site.pages.len(), language, context);
        let hidden = hidden::summary(site, language);
        let hidden = hidden.filter(|_| self.format == Format::Human && !context.quiet);
        hidden.iter().for_each(output::line);
        site::exit_code(found)
    }

    /// Writes what was found in the form that was asked for; to people also that it is nothing.
    fn say(
        &self,
        (found, detail): (&[Diagnostic], &Detail),
        sources: &Sources,
        pages: usize,
        language: Language,
        context: Context,
    ) {
        output::text(match self.format {
            Format::Human => site::findings(found, sources, language, detail),
            Format::Json => report::json(found, sources, language),
            Format::Github => report::github(found, sources, language),
            Format::Sarif => report::sarif(found, sources, language),
            Format::Gitlab => report::gitlab(found, sources, language),
        });
        if found.is_empty() && self.format == Format::Human && !context.quiet {
            let count = messages::pages(pages, language);
            let italian = format!("{count}, nessun problema");
            let english = format!("{count}, no problems");
            output::line(messages::say(language, &italian, &english));
        }
    }
}
