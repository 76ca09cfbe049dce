//! `casa doctor`: whether a machine and a folder have what casa needs, and what to do if not.

mod finding;

use super::cache::CacheArguments;
use super::context::{Context, FAILED, SiteArguments};
use super::{messages, output, site};
use crate::diagnostic::Language;
use crate::emit::{self, WriteError};
use crate::folder;
use crate::history::{self, NoHistory};
use crate::load::{self, LoadError};
use crate::serve;
use crate::source::Sources;
use crate::watch::{self, Watcher};
use finding::{Finding, State};
use std::fs::{self, File};
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `casa doctor`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Folder to publish to; by default `public` in the site's folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    cache: CacheArguments,
}

/// Room that a build needs besides that of a second copy of the site.
const ROOM: u64 = 100 << 20;
/// What not even a first page fits into.
const LEAST_ROOM: u64 = 1 << 20;
/// Port of the preview.
const PORT: u16 = 4000;
/// Files that may be open at once, of which the preview needs some for every connection.
const OPEN_FILES: u64 = 1024;

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let language = site::spoken(root, context);
    let out = arguments.out.clone().unwrap_or_else(|| site::public(root));
    let findings = [
        program(),
        day(),
        content(root),
        published(root, &out),
        space(&out),
        cache(arguments, &out),
        temporary(),
        git(root),
        watch(root),
        port(),
        open_files(),
        fonts(),
    ];
    let count = |state| findings.iter().filter(|f| f.state == state).count();
    let (poor, bad) = (count(State::Poor), count(State::Bad));
    for finding in &findings {
        if finding.state != State::Good || !context.quiet {
            finding.print(language);
        }
    }
    if !context.quiet {
        output::line(summary(bad, poor, language));
    }
    Ok(match bad {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(FAILED),
    })
}

fn summary(bad: usize, poor: usize, language: Language) -> String {
    let (italian, english) = match (bad, poor) {
        (0, 0) => ("Tutto a posto.".to_owned(), "All is well.".to_owned()),
        (0, poor) => (
            format!("Il sito si può costruire; da guardare: {poor}."),
            format!("The site can be built; to look at: {poor}."),
        ),
        (bad, _) => (
            format!("Il sito non si può costruire; da sistemare: {bad}."),
            format!("The site cannot be built; to mend: {bad}."),
        ),
    };
    messages::say(language, &italian, &english)
}

/// The same text in both languages.
fn both(text: impl ToString) -> [String; 2] {
    [text.to_string(), text.to_string()]
}

fn texts(italian: &str, english: &str) -> [String; 2] {
    [italian.to_owned(), english.to_owned()]
}

fn program() -> Finding {
    let pdf = if cfg!(feature = "pdf") {
        ["con", "with"]
    } else {
        ["senza", "without"]
    };
    let version = env!("CARGO_PKG_VERSION");
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let [italian, english] = pdf.map(|pdf| format!("{version}, {system} {machine}, {pdf} PDF"));
    Finding::good(["casa", "casa"], italian, english)
}

fn day() -> Finding {
    let place = ["giorno", "day"];
    match site::today() {
        Ok(day) => Finding::good(place, day.to_string(), day.to_string()),
        Err(text) => Finding::bad(
            place,
            [
                format!("SOURCE_DATE_EPOCH è «{text}», che non è un istante"),
                format!("SOURCE_DATE_EPOCH is `{text}`, which is no time"),
            ],
            texts(
                "scrivi in cifre i secondi dal 1970, oppure togli la variabile",
                "write in digits the seconds since 1970, or unset the variable",
            ),
        ),
    }
}

fn content(root: &Path) -> Finding {
    let place = ["contenuti", "content"];
    match load::read(root, &Sources::default(), site::now()) {
        Ok(sources) => {
            let mut own = sources.under("content/");
            let closed = own.find_map(|(_, file)| {
                let error = File::open(&file.disk).err()?;
                Some(both(format_args!("{}: {error}", file.path)))
            });
            if let Some(found) = closed {
                return Finding::bad(
                    place,
                    found,
                    texts(
                        "dai il permesso di leggerlo a chi costruisce il sito",
                        "allow whoever builds the site to read it",
                    ),
                );
            }
            let (count, shown) = (sources.under("content/").count(), root.join("content"));
            let (shown, files) = (shown.display(), if count == 1 { "file" } else { "files" });
            Finding::good(
                place,
                format!("{count} file in {shown}"),
                format!("{count} {files} in {shown}"),
            )
        }
        Err(error) => {
            let text = |language| {
                let all = messages::load_error(&error, language);
                let first = all.lines().next().unwrap_or_default().to_owned();
                first
                    .split_once(": ")
                    .map_or(first.clone(), |(_, rest)| rest.to_owned())
            };
            let found = [text(Language::Italian), text(Language::English)];
            if matches!(&error, LoadError::Io(reason) if reason.kind() == io::ErrorKind::PermissionDenied)
            {
                return Finding::bad(place, found, messages::allow_reading().map(str::to_owned));
            }
            Finding::bad(
                place,
                found,
                texts(
                    "entra nella cartella del sito, indicala con --root, o comincia con `casa init`",
                    "go to the folder of the site, name it with --root, or start one with `casa init`",
                ),
            )
        }
    }
}

/// The folder of the site as it is published.
fn published(root: &Path, out: &Path) -> Finding {
    let place = ["pubblicazione", "output"];
    let shown = folder::shown(out);
    if load::is_source(root, out) {
        let [told, way_out] = messages::among_sources(&shown);
        return Finding::bad(place, told, way_out);
    }
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let parent = absolute
        .parent()
        .map_or_else(|| absolute.clone(), Path::to_owned);
    // A build would make the folders above; doctor makes nothing that stays.
    let begun = match parent.is_dir() {
        true => emit::rehearse(out),
        false => writable(&parent).map_err(|error| WriteError::Io(parent, error)),
    };
    match begun {
        Ok(()) => Finding::good(place, shown.clone(), shown),
        Err(WriteError::NotOurs(_)) => Finding::bad(
            place,
            [
                format!("«{shown}» contiene file che casa non ha pubblicato"),
                format!("`{shown}` holds files that casa did not publish"),
            ],
            texts(
                "scegli un'altra cartella con --out, oppure svuota questa",
                "choose another folder with --out, or empty this one",
            ),
        ),
        Err(WriteError::Io(path, error)) => {
            let advice = [Language::Italian, Language::English]
                .map(|language| messages::way_out(&path, error.kind(), "--out", language));
            let found = both(format_args!("{}: {error}", path.display()));
            Finding::bad(place, found, advice.map(|text| text.trim().to_owned()))
        }
        Err(error) => Finding::bad(
            place,
            [Language::Italian, Language::English]
                .map(|language| messages::write_error(&error, "--out", language)),
            texts("riprova quando ha finito", "try again when it is done"),
        ),
    }
}

fn space(out: &Path) -> Finding {
    let place = ["spazio", "space"];
    let files = emit::published(out).unwrap_or_default();
    let sizes = files
        .keys()
        .filter_map(|path| fs::metadata(out.join(path)).ok());
    let needed = ROOM + sizes.map(|file| file.len()).sum::<u64>();
    let megabytes = |bytes: u64| bytes / 1_000_000;
    let free = existing(out).and_then(|folder| emit::free_space(&folder));
    match free {
        Ok(Some(free)) if free < needed => {
            let found = [
                format!("{} MB liberi", megabytes(free)),
                format!("{} MB are free", megabytes(free)),
            ];
            let advice = [
                format!(
                    "fai posto per {} MB: mentre si pubblica il sito c'è due volte",
                    megabytes(needed)
                ),
                format!(
                    "make room for {} MB: while it is published the site is there twice",
                    megabytes(needed)
                ),
            ];
            match free < LEAST_ROOM {
                true => Finding::bad(place, found, advice),
                false => Finding::poor(place, found, advice),
            }
        }
        Ok(Some(free)) => Finding::good(
            place,
            format!("{} MB liberi", megabytes(free)),
            format!("{} MB are free", megabytes(free)),
        ),
        _ => Finding::good(place, "non si sa".to_owned(), "not known".to_owned()),
    }
}

fn cache(arguments: &Arguments, out: &Path) -> Finding {
    let place = ["cache", "cache"];
    let root = &arguments.site.root;
    if let Some([told, way_out]) = arguments.cache.refusal(root, out) {
        return Finding::bad(place, told, way_out);
    }
    let slow = texts(
        "ogni build rifà tutto; indica una cartella con --cache",
        "every build makes everything; name a folder with --cache",
    );
    let Some(folder) = arguments.cache.folder(root) else {
        let found = texts(
            "nessuna: HOME o la cartella del sito non c'è, o è stato chiesto --no-cache",
            "none: there is no HOME or no folder of the site, or --no-cache was asked for",
        );
        return Finding::poor(place, found, slow);
    };
    match writable(&folder) {
        Ok(()) => Finding::good(
            place,
            folder.display().to_string(),
            folder.display().to_string(),
        ),
        Err(error) => Finding::poor(
            place,
            both(format_args!("{}: {error}", folder.display())),
            slow,
        ),
    }
}

fn temporary() -> Finding {
    let place = ["file temporanei", "temporary files"];
    let folder = std::env::temp_dir();
    let shown = folder.display();
    match writable(&folder) {
        Ok(()) => Finding::good(place, shown.to_string(), shown.to_string()),
        Err(error) => Finding::poor(
            place,
            both(format_args!("{shown}: {error}")),
            texts(
                "i testi delle pagine restano in memoria; per un sito grande indica una cartella con TMPDIR",
                "the texts of pages stay in memory; for a large site name a folder with TMPDIR",
            ),
        ),
    }
}

fn git(root: &Path) -> Finding {
    let place = ["git", "git"];
    let (found, advice) = match history::missing(root) {
        None => {
            let (italian, english) = ("tutta la storia delle pagine", "the whole history of pages");
            return Finding::good(place, italian.to_owned(), english.to_owned());
        }
        Some(NoHistory::NoCheckout) => {
            let (italian, english) = (
                "il sito non è in git: le pagine non hanno storia",
                "the site is not in git: pages have no history",
            );
            return Finding::good(place, italian.to_owned(), english.to_owned());
        }
        Some(NoHistory::NoGit) => (
            texts("il programma git non c'è", "there is no program git"),
            texts(
                "installalo, se le pagine devono mostrare la loro storia",
                "install it, if pages are to show their history",
            ),
        ),
        Some(NoHistory::Shallow) => (
            texts(
                "il clone non ha tutta la storia",
                "the clone does not have the whole history",
            ),
            texts(
                "git fetch --unshallow; in un servizio: fetch-depth: 0, o GIT_DEPTH: 0",
                "git fetch --unshallow; in a service: fetch-depth: 0, or GIT_DEPTH: 0",
            ),
        ),
        Some(NoHistory::Unknown) => (
            texts(
                "git non conosce content/, o la cartella è di un altro utente",
                "git does not know content/, or the folder belongs to another user",
            ),
            texts(
                "git status dice quale dei due; per il secondo: git config --global --add safe.directory CARTELLA",
                "git status says which; for the second: git config --global --add safe.directory DIR",
            ),
        ),
    };
    Finding::poor(place, found, advice)
}

/// Whether the system tells of changes; on Linux it watches a number of folders only.
fn watch(root: &Path) -> Finding {
    let place = ["avvisi di modifiche", "notices of changes"];
    match Watcher::new(root) {
        Ok(_) => {
            let most = fs::read_to_string("/proc/sys/fs/inotify/max_user_watches");
            let [italian, english] = match most {
                Ok(most) => [
                    format!("fino a {} cartelle", most.trim()),
                    format!("up to {} folders", most.trim()),
                ],
                Err(_) => texts("ci sono", "there are"),
            };
            Finding::good(place, italian, english)
        }
        Err(error) => Finding::poor(
            place,
            both(&error),
            match watch::limit(&error) {
                Some(limit) => [
                    format!("sysctl {limit} alza il limite; senza, casa serve --poll guarda da sé"),
                    format!(
                        "sysctl {limit} raises the limit; without, casa serve --poll looks by itself"
                    ),
                ],
                None => texts(
                    "casa serve --poll guarda da sé",
                    "casa serve --poll looks by itself",
                ),
            },
        ),
    }
}

fn port() -> Finding {
    let place = ["porta", "port"];
    match serve::bind(Ipv4Addr::LOCALHOST.into(), PORT) {
        Ok(_) => Finding::good(place, format!("{PORT} libera"), format!("{PORT} is free")),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Finding::good(
            place,
            format!("{PORT} occupata: casa serve ne prende un'altra"),
            format!("{PORT} is taken: casa serve takes another"),
        ),
        Err(error) => Finding::poor(
            place,
            both(format_args!("{PORT}: {error}")),
            texts(
                "qui casa serve non può rispondere: chiedi a chi amministra questa macchina",
                "casa serve cannot answer here: ask who administers this machine",
            ),
        ),
    }
}

/// How many files the program may have open, where the system has a file that says so.
fn open_files() -> Finding {
    let place = ["file aperti", "open files"];
    let limits = fs::read_to_string("/proc/self/limits").ok();
    let most = limits.and_then(|limits| {
        let mut lines = limits.lines();
        let line = lines.find_map(|line| line.strip_prefix("Max open files"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    });
    match most {
        Some(most) if most < OPEN_FILES => Finding::poor(
            place,
            [format!("al massimo {most}"), format!("at most {most}")],
            [
                format!("ulimit -n {OPEN_FILES}, prima di casa serve"),
                format!("ulimit -n {OPEN_FILES}, before casa serve"),
            ],
        ),
        Some(most) => Finding::good(place, format!("fino a {most}"), format!("up to {most}")),
        None => Finding::good(place, "non si sa".to_owned(), "not known".to_owned()),
    }
}

fn fonts() -> Finding {
    Finding::good(
        ["caratteri", "fonts"],
        "quelli dei PDF sono nel programma, gli altri nel tema: non serve installarne".to_owned(),
        "those of PDF are in the program, the others in the theme: none have to be installed"
            .to_owned(),
    )
}

/// Whether there can be a new file in a folder, or in what there is of the folders above it.
fn writable(folder: &Path) -> io::Result<()> {
    let path = existing(folder)?.join(format!(".casa-doctor-{}", std::process::id()));
    File::options().write(true).create_new(true).open(&path)?;
    fs::remove_file(path)
}

/// The folder itself, or the nearest above it that is there.
fn existing(folder: &Path) -> io::Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    let mut there = folder.ancestors().filter(|folder| folder.exists());
    let nearest = there.next().ok_or(io::ErrorKind::NotFound)?;
    Ok(nearest.to_owned())
}
