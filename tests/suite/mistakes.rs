//! Mistakes as editors and maintainers make them: each is found at its line, in words that help.
//!
//! The corpus is data, in `tests/mistakes/`, a line each, with tabs between columns and `\n`, `\t`,
//! `\r` for what a line cannot hold:
//!
//! - `pages.tsv`: one page. `edits` are made to `base.md`, and ` || ` stands between them: `5=text`
//!   replaces a line, `5+text` comes before it, `5-` takes it away, `5..7-` several. The page is
//!   called as `file` says, or after the mistake.
//! - `site.tsv`: a copy of the portal, in which `old` becomes `new` in `file`. Without `new` the file
//!   goes; without `old` it comes. The message stands in `where`, or else in `file`, on the line with
//!   the text of `at`. A `+` before the name: tried together with the line before.
//! - `gist`: words that the message or its help must have.
//! - `good.txt`: pages that must stay without any message, between lines of `=`; ␍ stands for a
//!   carriage return and ◆ for a byte order mark.
//! - `open.txt`: mistakes whose message is not right yet. Whoever mends one takes it off:
//!   `UPDATE_GOLDEN=1` does.

use crate::support::{Site, copy, repository, updating, write};
use casa::internals::content::SpillFile;
use casa::internals::pipeline::{self, Build, Visibility};
use casa::{Diagnostic, Language};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A day on which everything in the portal is published.
const TODAY: &str = "2026-12-01";
/// Most messages that one mistake may give.
const MOST: usize = 2;

/// A mistake, and the message that it should give.
struct Mistake<'a> {
    id: &'a str,
    /// The file with the message.
    file: String,
    line: Option<usize>,
    code: &'a str,
    gist: &'a str,
}

impl Mistake<'_> {
    /// What is not right about the messages that it gives.
    fn fault(&self, found: &[&Diagnostic]) -> Option<String> {
        let is_it = |d: &&&Diagnostic| {
            let text = format!("{} {}", d.message, d.help.as_deref().unwrap_or("")).to_lowercase();
            let mut words = self.gist.split_whitespace();
            let is_there = self.line.is_none_or(|line| d.place.line as usize == line);
            d.code == self.code
                && d.place.file == self.file
                && is_there
                && words.all(|word| text.contains(&word.to_lowercase()))
        };
        if found.iter().any(|d| is_it(&d)) && found.len() <= MOST {
            return None;
        }
        let line = self.line.map_or(String::new(), |line| line.to_string());
        let mut out = format!(
            "{}: wanted {}:{line} {} «{}», found {}\n",
            self.id,
            self.file,
            self.code,
            self.gist,
            found.len()
        );
        for d in found.iter().take(4) {
            let help = d.help.as_deref().unwrap_or("");
            out += &format!("    {} {d} | {help}\n", d.code);
        }
        Some(out)
    }
}

fn folder() -> PathBuf {
    repository().join("tests/mistakes")
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The rows of a table below its head, each with `N` cells.
fn rows<const N: usize>(table: &str) -> Vec<[&str; N]> {
    let lines = table.lines().skip(1).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mut cells = line.split('\t');
            let row = std::array::from_fn(|_| cells.next().unwrap_or(""));
            assert_eq!(cells.next(), None, "{line}");
            row
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\r", "\r")
}

/// A text as programs of twenty years ago save it.
fn latin_1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c).unwrap_or(b'?'))
        .collect()
}

/// The base page with some edits.
fn edited(base: &str, edits: &str) -> Vec<u8> {
    match edits {
        "empty" => return Vec::new(),
        "utf-16" => {
            let marked = format!("\u{feff}{base}");
            return marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        "latin-1" => return latin_1(base),
        _ => {}
    }
    if let Some(raw) = edits.strip_prefix("raw ") {
        return unescaped(raw).into_bytes();
    }
    let mut lines: Vec<String> = base.lines().map(|line| format!("{line}\n")).collect();
    lines.push(String::new());
    for edit in edits.split(" || ").filter(|edit| !edit.is_empty()) {
        let at = edit.find(['=', '+', '-']).expect(edit);
        let (place, text) = (&edit[..at], unescaped(&edit[at + 1..]));
        let (first, last) = place.split_once("..").unwrap_or((place, place));
        let range = first.parse::<usize>().unwrap() - 1..last.parse().unwrap();
        match &edit[at..=at] {
            "+" => lines[range.start].insert_str(0, &format!("{text}\n")),
            "=" => lines[range.start] = format!("{text}\n"),
            _ => lines[range].iter_mut().for_each(String::clear),
        }
    }
    lines.concat().into_bytes()
}

fn portal() -> Site {
    let site = Site::new();
    for folder in ["content", "themes"] {
        copy(&repository().join(folder), &site.path(folder));
    }
    let picture = fs::read(self::folder().join("sala.png")).unwrap();
    site.write("content/notizie/sala.png", picture);
    site
}

/// A site, built as often as it changes.
fn built(root: &Path, before: Option<&Build>) -> Build {
    let sources = before.map(|build| Arc::clone(&build.pages.sources));
    let sources = Arc::new(pipeline::read(root, &sources.unwrap_or_default(), 0).unwrap());
    let options = pipeline::Options {
        suggestions: true,
        name: "Prova".to_owned(),
        base_url: None,
        visibility: Visibility {
            drafts: false,
            today: TODAY.parse().unwrap(),
        },
        search: false,
        extractor: None,
        spill: SpillFile::default(),
        history: None,
    };
    match before {
        Some(before) => before.again(sources, |_| {}),
        None => pipeline::build(sources, &options, None, |_| {}),
    }
}

/// Everything that is wrong with a build, in Italian.
fn check(mut build: Build) -> Vec<Diagnostic> {
    // As the command does.
    if !build.has_errors() {
        build.check_rendering(None);
    }
    let mut found = pipeline::list(&build.diagnostics, &build.pages.sources, Language::Italian);
    // Laws of the portal that nobody has read for a year are no mistake of these pages.
    found.retain(|d| d.code != "stale");
    found
}

/// Holds the faults against those that are known.
fn hold(table: &str, faults: &BTreeMap<&str, String>) {
    let known = text("open.txt");
    let begin = format!("{table} ");
    let open: BTreeSet<&str> = known
        .lines()
        .filter_map(|line| line.strip_prefix(&begin))
        .collect();
    if updating() {
        let others = known.lines().filter(|line| !line.starts_with(&begin));
        let mut lines: Vec<String> = others.map(str::to_owned).collect();
        lines.extend(faults.keys().map(|id| format!("{table} {id}")));
        lines.sort();
        fs::write(folder().join("open.txt"), lines.join("\n") + "\n").unwrap();
    }
    let new: String = faults
        .iter()
        .filter(|(id, _)| updating() || !open.contains(**id))
        .map(|(_, fault)| fault.as_str())
        .collect();
    if updating() {
        println!("{new}");
        return;
    }
    assert!(new.is_empty(), "\n{new}");
    let mended: Vec<&&str> = open
        .iter()
        .filter(|id| !faults.contains_key(**id))
        .collect();
    assert!(
        mended.is_empty(),
        "right now, take them off open.txt: {mended:?}"
    );
}

/// All pages at once, each a file of its own: what is wrong with one is not said of another.
#[test]
fn mistakes_on_a_page() {
    let (base, table) = (text("base.md"), text("pages.tsv"));
    let site = portal();
    let mut mistakes = Vec::new();
    for [id, file, edits, line, code, gist] in rows(&table) {
        let file = match file {
            "" => format!("content/notizie/prova-{id}.md"),
            file => format!("content/{file}"),
        };
        write(&site.path(&file), &edited(&base, edits));
        mistakes.push(Mistake {
            id,
            file,
            line: line.parse().ok(),
            code,
            gist,
        });
    }
    assert!(mistakes.len() >= 200);
    let found = check(built(site.root(), None));
    let mut faults = BTreeMap::new();
    for mistake in &mistakes {
        let of_it: Vec<&Diagnostic> = found
            .iter()
            .filter(|d| d.place.file == mistake.file)
            .collect();
        if let Some(fault) = mistake.fault(&of_it) {
            faults.insert(mistake.id, fault);
        }
    }
    hold("pages", &faults);
    let files: BTreeSet<&str> = mistakes.iter().map(|m| m.file.as_str()).collect();
    let elsewhere = found
        .iter()
        .filter(|d| !files.contains(d.place.file.as_str()));
    let elsewhere: Vec<String> = elsewhere.map(ToString::to_string).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

/// In the schema, the configuration, the theme, data and other pages.
#[test]
fn mistakes_in_a_site() {
    let table = text("site.tsv");
    let site = portal();
    let sound = built(site.root(), None);
    let all: Vec<[&str; 8]> = rows(&table);
    assert!(all.len() >= 90);
    let mut faults = BTreeMap::new();
    for together in all.chunk_by(|_, next| next[0].starts_with('+')) {
        let before: Vec<Option<Vec<u8>>> = together
            .iter()
            .map(|[id, file, old, new, ..]| change(id, &site.path(file), old, new))
            .collect();
        let found = check(built(site.root(), Some(&sound)));
        faults.extend(faults_of(&site, together, &found));
        for ([_, file, ..], before) in together.iter().zip(before).rev() {
            match before {
                Some(bytes) => write(&site.path(file), &bytes),
                None => fs::remove_file(site.path(file)).unwrap(),
            }
        }
    }
    hold("site", &faults);
}

/// What is not right about the messages of mistakes that are made together: each message is for one.
fn faults_of<'a>(
    site: &Site,
    together: &[[&'a str; 8]],
    found: &[Diagnostic],
) -> Vec<(&'a str, String)> {
    let mut faults = Vec::new();
    let mut left: Vec<&Diagnostic> = found.iter().collect();
    for &[id, file, _, _, place, at, code, gist] in together {
        let file = if place.is_empty() { file } else { place };
        let mistake = Mistake {
            id,
            file: file.to_owned(),
            line: line_of(&site.path(file), at),
            code,
            gist,
        };
        // Alone, all messages are for it.
        let is_for_it = |d: &&Diagnostic| {
            let is_there = |line| d.place.line as usize == line;
            together.len() == 1 || d.place.file == file && mistake.line.is_none_or(is_there)
        };
        let of_it: Vec<&Diagnostic> = found.iter().filter(is_for_it).collect();
        left.retain(|d| !is_for_it(d));
        if let Some(fault) = mistake.fault(&of_it) {
            faults.push((id.trim_start_matches('+'), fault));
        }
    }
    let id = together[0][0];
    faults.extend(left.iter().map(|d| (id, format!("{id}: beside it {d}\n"))));
    faults
}

/// Makes a mistake in a file; what was there before.
fn change(id: &str, path: &Path, old: &str, new: &str) -> Option<Vec<u8>> {
    let before = fs::read(path).ok();
    let (old, new) = (unescaped(old), unescaped(new));
    let text = before.clone().map(|bytes| String::from_utf8(bytes).ok());
    match (text, old.is_empty(), new.is_empty()) {
        (Some(Some(text)), true, false) if new == "latin-1" => write(path, &latin_1(&text)),
        (_, true, false) => write(path, new.as_bytes()),
        (Some(_), true, true) => fs::remove_file(path).unwrap(),
        (Some(Some(text)), false, _) => {
            assert!(text.contains(&old), "{id}: no «{old}» in {path:?}");
            write(path, text.replacen(&old, &new, 1).as_bytes());
        }
        _ => panic!("{id}: no text in {path:?}"),
    }
    before
}

/// The line of a file with a text; nowhere in particular without one.
fn line_of(path: &Path, text: &str) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let (file, text) = (fs::read_to_string(path).unwrap(), unescaped(text));
    let mut lines = file.split_inclusive('\n');
    let line = lines.position(|line| line.contains(&text));
    Some(line.unwrap_or_else(|| panic!("no «{text}» in {path:?}")) + 1)
}

/// What only looks like a mistake.
#[test]
fn good_pages_stay_without_a_message() {
    let pages = text("good.txt");
    let site = portal();
    let lines = pages.lines().count();
    assert!(lines >= 200, "{lines}");
    let pages = pages.replace('␍', "\r").replace('◆', "\u{feff}");
    for (number, page) in pages.split("====\n").enumerate() {
        write(
            &site.path(&format!("content/notizie/buona-{number}.md")),
            page.as_bytes(),
        );
    }
    let found: Vec<String> = check(built(site.root(), None))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
