//! `casa serve`.

use super::cache::{Cache, CacheArguments};
use super::context::{Context, SiteArguments};
use super::progress::Progress;
use super::{messages, output, site};
use crate::config::BaseUrl;
use crate::diagnostic::Severity;
use crate::load;
use crate::memo::Memo;
use crate::pipeline::{self, Build, Options};
use crate::report::{self, Style};
use crate::serve::{self, Bound, Preview, Version};
use crate::watch::{Changes, Watcher};
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;

/// Port tried first.
const PORT: u16 = 4000;
/// How many ports after it are tried.
const MORE_PORTS: u16 = 20;

/// Arguments of `casa serve`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    cache: CacheArguments,
    /// Port of the preview; by default 4000 or the next free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the preview in a browser
    #[arg(long)]
    open: bool,
}

/// Runs the command until it is interrupted.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let cache = Cache::open(&arguments.cache, root);
    let sources = site::read_after(&cache.sources(), root, context)?;
    let bound = bind(arguments.port).map_err(output::fail)?;
    let base_url = BaseUrl {
        origin: format!("http://localhost:{}", bound.port()),
        path: String::new(),
    };
    let options = Options {
        history: site::history(root),
        ..site::options(root, Some(base_url.clone()), true, context)?
    };
    // Watching begins before the first build, so that no change is missed.
    let watcher = Watcher::new(root).map_err(output::fail)?;
    let preview = Preview::new(version(1, context, |phase_ended| {
        let before = cache.memo.as_ref().map(Memo::pages);
        pipeline::build(sources, &options, before.as_ref(), phase_ended)
    }));
    let address = format!("{}/", base_url.origin);
    bound.serve(&preview);
    output::line(&address);
    if arguments.open {
        open(&address);
    }
    let mut missed = false;
    while let Some(changes) = watcher.wait() {
        let current = preview.current();
        let before = &current.build.renderer.site().sources;
        let read = match changes {
            Changes::At(paths) if !missed => load::read_again(root, before, site::now(), &paths),
            _ => load::read(root, before, site::now()),
        };
        missed = read.is_err();
        match read {
            Ok(sources) if sources.changed_since(before).is_empty() => {}
            Ok(sources) => {
                let build = |phase_ended: &mut dyn FnMut(&'static str)| {
                    current.build.again(Arc::new(sources), phase_ended)
                };
                preview.show(version(current.number + 1, context, build));
            }
            Err(error) => {
                output::error_line(messages::load_error(
                    &error,
                    messages::language(context, None),
                ));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the site and says how it went.
fn version(
    number: u64,
    context: Context,
    build: impl FnOnce(&mut dyn FnMut(&'static str)) -> Build,
) -> Version {
    let start = Instant::now();
    let progress = Progress::new(context.quiet);
    let build = build(&mut |phase| progress.phase(phase));
    drop(progress);
    let milliseconds = start.elapsed().as_millis();
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    site::print(&build.diagnostics, &site.sources, language);
    if !context.quiet {
        let pages = site.pages.len();
        let italian = format!("{pages} pagine in {milliseconds} ms");
        let english = format!("{pages} pages in {milliseconds} ms");
        output::line(messages::say(language, &italian, &english));
    }
    let errors: Vec<_> = build
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .cloned()
        .collect();
    let problems = report::human(&errors, &site.sources, language, Style::Plain);
    Version {
        number,
        build,
        problems,
        language,
    }
}

fn bind(port: Option<u16>) -> io::Result<Bound> {
    match port {
        Some(port) => serve::bind(port),
        None => (PORT..=PORT + MORE_PORTS)
            .find_map(|port| serve::bind(port).ok())
            .map_or_else(|| serve::bind(0), Ok),
    }
}

/// Opens an address in the system's browser; a system without one is no reason to stop.
fn open(address: &str) {
    let command = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    if let Err(error) = Command::new(command).arg(Path::new(address)).spawn() {
        output::error_line(format_args!("{command}: {error}"));
    }
}
