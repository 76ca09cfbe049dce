//! `casa changes`.

use super::context::Context;
use super::messages::say;
use super::{build, messages, output};
use crate::changes::{Changes, Group, Page};
use crate::config::BaseUrl;
use crate::diagnostic::Language;
use crate::site::Route;
use crate::{emit, report};
use clap::ValueEnum;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Longest list: whoever reviews reads no longer one.
const MOST_LISTED: usize = 50;
/// How many pages are named of many that changed alike, and how many words.
const EXAMPLES: usize = 3;

/// Arguments of `casa changes`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The site as it was: its folder, or its `.casa-manifest`
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The site as it is now
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Where the new site can be seen, for links
    #[arg(long, value_name = "URL", value_parser = build::base_url)]
    base_url: Option<BaseUrl>,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
}

/// Forms of a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// All that differs, for people
    Markdown,
    /// Addresses that no longer answer, as a warning of GitHub's workflows
    Github,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let language = messages::language(context, None);
    let read = |path: &Path| {
        emit::published(path).ok_or_else(|| {
            let path = path.display();
            let italian = format!(
                "errore: «{path}» non è un sito pubblicato da casa, né il suo .casa-manifest"
            );
            let english =
                format!("error: `{path}` is no site that casa published, nor its .casa-manifest");
            output::fail(say(language, &italian, &english))
        })
    };
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
    let text = |site: &Path, path: &str| {
        let file = site.is_dir().then(|| fs::read_to_string(site.join(path)));
        file.and_then(Result::ok)
    };
    let base_url = arguments.base_url.as_ref();
    let changes = Changes::between(
        &old,
        &new,
        base_url.map_or("", |base| &base.path),
        |path| text(&arguments.old, path),
        |path| text(&arguments.new, path),
    );
    let report = Report {
        changes: &changes,
        base_url,
        language,
    };
    output::text(match arguments.format {
        Format::Markdown => report.markdown(),
        Format::Github => report.github(),
    });
    Ok(ExitCode::SUCCESS)
}

/// What is said of the changes.
struct Report<'a> {
    changes: &'a Changes,
    base_url: Option<&'a BaseUrl>,
    language: Language,
}

impl Report<'_> {
    fn say(&self, italian: &str, english: &str) -> String {
        say(self.language, italian, english)
    }

    fn markdown(&self) -> String {
        let changes = self.changes;
        if changes.is_empty() {
            return self.say(
                "Per chi legge non cambia nulla.\n",
                "Nothing changes for readers.\n",
            );
        }
        let mut out = self.counts();
        if let Some((what, help)) = self.vanished() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "\n> [!WARNING]\n> **{what}.** {help}");
        }
        let links = |pages: &[Page]| pages.iter().map(|page| self.link(page)).collect();
        self.list(
            &mut out,
            "Pagine aggiunte",
            "Pages added",
            links(&changes.added),
        );
        let gone = changes
            .removed
            .iter()
            .map(|(page, leads)| self.gone(page, *leads));
        self.list(&mut out, "Pagine tolte", "Pages removed", gone.collect());
        self.list(
            &mut out,
            "Pagine cambiate",
            "Pages changed",
            links(&changes.changed),
        );
        let together = changes.together.iter().map(|group| self.group(group));
        let (italian, english) = ("Cambiate allo stesso modo", "Changed in the same way");
        self.list(&mut out, italian, english, together.collect());
        if !changes.redrawn.is_empty() {
            let (italian, english) = ("Stesso testo, altro HTML", "Same text, other HTML");
            let all = vec![self.several(&changes.redrawn)];
            self.list(&mut out, italian, english, all);
        }
        let file = |path: &String| code(&format!("/{path}"));
        let added = changes.files_added.iter().map(file).collect();
        self.list(&mut out, "File aggiunti", "Files added", added);
        let gone = changes.files_removed.iter();
        let gone = gone.map(|(path, leads)| format!("{}: {}", file(path), self.fate(*leads)));
        self.list(&mut out, "File tolti", "Files removed", gone.collect());
        let changed = changes.files_changed.iter().map(file).collect();
        self.list(&mut out, "File cambiati", "Files changed", changed);
        out
    }

    /// How many pages there are and how many differ.
    fn counts(&self) -> String {
        let changes = self.changes;
        let alike: usize = changes.together.iter().map(|group| group.pages.len()).sum();
        let (added, removed, changed) = (
            changes.added.len(),
            changes.removed.len(),
            changes.changed.len() + alike,
        );
        let pages = changes.pages;
        self.say(
            &format!(
                "Pagine: {added} aggiunte, {removed} tolte, {changed} cambiate, su {pages}.\n"
            ),
            &format!("Pages: {added} added, {removed} removed, {changed} changed, of {pages}.\n"),
        )
    }

    /// How many addresses no longer answer, and what to do; `None` if all do.
    fn vanished(&self) -> Option<(String, String)> {
        let what = match self.changes.vanished().len() {
            0 => return None,
            1 => self.say(
                "1 indirizzo non risponde più",
                "1 address no longer answers",
            ),
            count => self.say(
                &format!("{count} indirizzi non rispondono più"),
                &format!("{count} addresses no longer answer"),
            ),
        };
        let help = self.say(
            "Chi ci arriva da un collegamento o da un segnalibro trova un errore: scrivi il vecchio \
             indirizzo nella pagina che ne prende il posto, nel campo dei vecchi indirizzi, o in \
             content/_redirects.",
            "Whoever follows a link or a bookmark finds an error: write the old address into the page \
             that takes its place, in the field of old addresses, or into content/_redirects.",
        );
        Some((what, help))
    }

    /// One warning, since only ten of a step are shown.
    fn github(&self) -> String {
        let Some((what, help)) = self.vanished() else {
            return String::new();
        };
        let mut addresses = self.changes.vanished();
        if addresses.len() > MOST_LISTED {
            addresses.truncate(MOST_LISTED);
            addresses.push("…".to_owned());
        }
        report::github_warning(&what, &format!("{}\n{help}", addresses.join("\n")))
    }

    fn list(&self, out: &mut String, italian: &str, english: &str, mut items: Vec<String>) {
        let count = items.len();
        if count == 0 {
            return;
        }
        if count > MOST_LISTED {
            items.truncate(MOST_LISTED);
            let more = count - MOST_LISTED;
            items.push(self.say(&format!("e altre {more}"), &format!("and {more} more")));
        }
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n### {}\n", self.say(italian, english));
        for item in items {
            let _ = writeln!(out, "- {item}");
        }
    }

    /// A page of the new site.
    fn link(&self, page: &Page) -> String {
        let name = page.title.as_deref().map(escape);
        let address = code(&page.url);
        match (name, self.base_url) {
            (name, Some(base)) => {
                let name = name.unwrap_or_else(|| escape(&page.url));
                let route = match page.url.strip_suffix('/') {
                    Some(folder) => Route::page(folder.trim_start_matches('/')),
                    None => Route::file(&page.url[1..]),
                };
                let (origin, path) = (&base.origin, &base.path);
                format!("[{name}]({origin}{path}{}) {address}", route.encoded())
            }
            (Some(name), None) => format!("{name} {address}"),
            (None, None) => address,
        }
    }

    fn gone(&self, page: &Page, leads_elsewhere: bool) -> String {
        let name = page.title.as_deref().map(|title| escape(title) + " ");
        let what = self.fate(leads_elsewhere);
        format!(
            "{}{}: {what}",
            name.as_deref().unwrap_or(""),
            code(&page.url)
        )
    }

    /// What becomes of the address of something that is gone.
    fn fate(&self, leads_elsewhere: bool) -> String {
        match leads_elsewhere {
            true => self.say(
                "l'indirizzo porta a un'altra pagina",
                "the address leads to another page",
            ),
            false => self.say(
                "l'indirizzo **non risponde più**",
                "the address **no longer answers**",
            ),
        }
    }

    /// Many pages, by how many they are.
    fn several(&self, pages: &[Page]) -> String {
        let count = pages.len();
        let named: Vec<String> = pages
            .iter()
            .take(EXAMPLES)
            .map(|page| self.link(page))
            .collect();
        let named = named.join(", ");
        self.say(
            &format!("{count} pagine, per esempio {named}"),
            &format!("{count} pages, such as {named}"),
        )
    }

    fn group(&self, group: &Group) -> String {
        let words = |words: &[String]| {
            let shown: Vec<String> = words
                .iter()
                .take(EXAMPLES)
                .map(|w| format!("«{}»", escape(w)))
                .collect();
            let more = if words.len() > EXAMPLES { ", …" } else { "" };
            shown.join(", ") + more
        };
        let (removed, added) = (words(&group.removed), words(&group.added));
        let what = match (removed.is_empty(), added.is_empty()) {
            (true, _) => self.say(&format!("in più {added}"), &format!("added {added}")),
            (_, true) => self.say(&format!("in meno {removed}"), &format!("removed {removed}")),
            _ => self.say(
                &format!("{removed} diventa {added}"),
                &format!("{removed} becomes {added}"),
            ),
        };
        format!("{}: {what}", self.several(&group.pages))
    }
}

/// A text of a page inside Markdown. It stays HTML text, which Markdown shows as it is; an address
/// or a name in it is nobody's to call.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '(' | ')' | ':' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address as code.
fn code(address: &str) -> String {
    match address.contains('`') {
        true => escape(address),
        false => format!("`{address}`"),
    }
}
