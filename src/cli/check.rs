//! `casa check`.

use super::context::{Context, SiteArguments};
use super::progress::Progress;
use super::{messages, output, site};
use crate::pipeline::{self, Options};
use crate::report;
use clap::ValueEnum;
use std::process::ExitCode;

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
}

/// Forms of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let progress = Progress::new(context.quiet);
    let root = &arguments.site.root;
    let sources = site::read(root, context)?;
    let options = Options {
        history: site::history(root),
        ..site::options(root, None, arguments.drafts, context)?
    };
    let mut build = pipeline::build(sources, &options, None, |phase| progress.phase(phase));
    if !build.has_errors() {
        build.check_rendering();
    }
    drop(progress);
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    match arguments.format {
        Format::Json => output::text(report::json(&build.diagnostics, &site.sources, language)),
        Format::Human => {
            site::print(&build.diagnostics, &site.sources, language);
            if build.diagnostics.is_empty() && !context.quiet {
                let pages = site.pages.len();
                let italian = format!("{pages} pagine, nessun problema");
                let english = format!("{pages} pages, no problems");
                output::line(messages::say(language, &italian, &english));
            }
        }
    }
    Ok(site::exit_code(&build.diagnostics))
}
