//! `casa serve`.

use super::cache::{Cache, CacheArguments};
use super::context::{Context, SiteArguments};
use super::no_value::NoValue;
use super::progress::Progress;
use super::{messages, output, site};
use crate::config::BaseUrl;
use crate::diagnostic::Language;
use crate::load;
use crate::memo::Memo;
use crate::pipeline::{self, Build, Options};
use crate::serve::{self, Bound, Editor, EditorCommand, Preview, Problem, Problems, Version};
use crate::watch::{self, Changes, Watcher};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::net::{IpAddr, Ipv4Addr};
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
    /// Address to answer on: 0.0.0.0 for all networks of this machine
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// Another name under which browsers may ask for the preview; as often as needed
    #[arg(long, value_name = "NAME", value_parser = host_name)]
    host_name: Vec<String>,
    /// Look for changes every second: for network folders and containers, which tell of none
    #[arg(long)]
    poll: bool,
    /// Command that opens a place in your editor, with {file} and {line}: a click on a text of a
    /// page runs it
    #[arg(long, value_name = "COMMAND", value_parser = editor_command)]
    editor: Option<EditorCommand>,
    /// Open the preview in a browser
    #[arg(long)]
    open: bool,
}

fn editor_command(command: &str) -> Result<EditorCommand, NoValue> {
    EditorCommand::parse(command).ok_or_else(|| {
        NoValue::new(
            "scrivilo come 'code -g {file}:{line}': un programma, poi {file}",
            "write it as 'code -g {file}:{line}': a program, then {file}",
        )
    })
}

/// A name as browsers send it: one with more around it would never be asked for.
fn host_name(name: &str) -> Result<String, NoValue> {
    let is_name =
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "/?#@*,".contains(c));
    is_name.then(|| name.to_owned()).ok_or_else(|| {
        NoValue::new(
            "scrivi solo il nome, per esempio portale.test",
            "write the name alone, for example portale.test",
        )
    })
}

/// What nobody can guess: the keys of each are from the system's source of chance, and never told.
fn token() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}

/// Runs the command until it is interrupted.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let cache = Cache::open(&arguments.cache, root, &site::public(root), context)?;
    let sources = site::read_after(&cache.sources(), root, context)?;
    let editor = arguments.editor.clone();
    let token = token();
    let editor = editor
        .map(|command| Editor::new(command, root, token))
        .transpose();
    let editor = editor.map_err(|error| {
        output::fail(messages::unread(root, &error, site::spoken(root, context)))
    })?;
    let bound = bind(arguments, context)?;
    let origin = bound.origin();
    let base_url = BaseUrl {
        origin: origin.clone(),
        path: String::new(),
    };
    let options = Options {
        history: site::history(root),
        ..site::options(root, Some(base_url), true, context)?
    };
    // Watching begins before the first build, so that no change is missed.
    let watcher = match arguments.poll {
        true => Ok(Watcher::Polling),
        false => Watcher::new(root),
    };
    let mut watcher = watcher.map_err(|error| {
        output::fail(messages::watch_error(
            &error,
            watch::limit(&error),
            site::spoken(root, context),
        ))
    })?;
    let preview = Preview::new(version(1, context, |phase_ended| {
        let before = cache.memo.as_ref().map(Memo::pages);
        pipeline::build(sources, &options, before.as_ref(), phase_ended)
    }));
    let address = format!("{origin}/");
    bound.serve(&preview, &arguments.host_name, editor);
    output::line(&address);
    if arguments.open {
        open(&address);
    }
    let mut failure = None;
    while let Some(changes) = watcher.wait() {
        failure = follow(root, &preview, &changes, failure, context);
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows the site as it is after changes. A site that cannot be read leaves the version before on
/// show, and is why the next changes count as any.
fn follow(
    root: &Path,
    preview: &Preview,
    changes: &Changes,
    failure: Option<String>,
    context: Context,
) -> Option<String> {
    let current = preview.current();
    let number = current.number + 1;
    let before = &current.build.renderer.site().sources;
    let read = match changes {
        Changes::At(paths) if failure.is_none() => {
            load::read_again(root, before, site::now(), paths)
        }
        _ => load::read(root, before, site::now()),
    };
    match read {
        Ok(sources) if failure.is_none() && sources.changed_since(before).is_empty() => None,
        Ok(sources) => {
            preview.show(version(number, context, |phase_ended| {
                current.build.again(Arc::new(sources), phase_ended)
            }));
            None
        }
        Err(error) => {
            let reason = messages::lost_site(&error, current.language);
            if failure.as_ref() != Some(&reason) {
                output::error_line(messages::error(&reason, current.language));
                let build = Arc::clone(&current.build);
                let problem = Problem::of_site(reason.clone());
                preview.show(Version {
                    number,
                    problems: problems(&build, current.language).with(problem),
                    build,
                    language: current.language,
                });
            }
            Some(reason)
        }
    }
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
        let pages = messages::pages(pages, language);
        output::line(format_args!("{pages} in {milliseconds} ms"));
    }
    Version {
        number,
        problems: problems(&build, language),
        build: Arc::new(build),
        language,
    }
}

fn problems(build: &Build, language: Language) -> Problems {
    Problems::of(&build.diagnostics, &build.renderer.site().sources, language)
}

/// Binds the port that was asked for, or one near the usual one, and says what to know about it.
fn bind(arguments: &Arguments, context: Context) -> Result<Bound, ExitCode> {
    let address = arguments.bind;
    let language = site::spoken(&arguments.site.root, context);
    let bound = match arguments.port {
        Some(port) => serve::bind(address, port),
        None => (PORT..=PORT + MORE_PORTS)
            .find_map(|port| serve::bind(address, port).ok())
            .map_or_else(|| serve::bind(address, 0), Ok),
    };
    let asked = arguments.port.unwrap_or(PORT);
    let bound = bound
        .map_err(|error| output::fail(messages::bind_error(address, asked, &error, language)))?;
    if arguments.port.is_none() && bound.port() != PORT && !context.quiet {
        output::error_line(messages::port_taken(PORT, bound.port(), language));
    }
    if !address.is_loopback() {
        output::error_line(messages::open_to_others(address, language));
    }
    Ok(bound)
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
