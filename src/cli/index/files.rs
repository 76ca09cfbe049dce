//! The files that the pages of a folder link to, or that a folder without pages is made of, as
//! documents of its index.

use crate::attachments::read_file;
use crate::cli::{messages, output};
use crate::diagnostic::{Language, Problem};
use crate::folder;
use crate::html::{Token, tokens};
use extract::{Extract, Format, Passage};
use rayon::prelude::*;
use search_html::{Folder, Group, language_folder};
use search_index::{Document, Section};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// What was read besides pages.
#[derive(Default)]
pub(super) struct Files {
    /// How many files.
    pub count: usize,
    /// Paths of those of which nothing can be found, with the reason.
    pub unread: Vec<(String, Problem)>,
}

/// Adds the files of a folder to its pages: those that pages link to, and without any page all of
/// them. `forced` is the language that all have.
///
/// # Errors
/// If the folder cannot be listed.
pub(super) fn add(
    root: &Path,
    out: &Path,
    site: &mut Folder,
    forced: Option<&str>,
) -> io::Result<Files> {
    let mut pages: Vec<PathBuf> = Vec::new();
    let mut files: BTreeMap<String, (PathBuf, Format)> = BTreeMap::new();
    for found in folder::files(root, |name| name.starts_with('.')) {
        // What cannot be listed below has been told of already.
        let Ok(found) = found else { continue };
        if !found.kind.is_file() || folder::is_inside(&found.disk, out) {
            continue;
        }
        if let Some(format) = Format::of(&found.path) {
            files.insert(found.path, (found.disk, format));
        } else if found.path.ends_with(".html") || found.path.ends_with(".htm") {
            pages.push(found.disk);
        }
    }
    match site.groups.is_empty() {
        true => files.retain(|_, (_, format)| !format.is_plain()),
        false => {
            let linked = linked(root, &pages, &files);
            files.retain(|path, _| linked.contains(path));
        }
    }
    let program = std::env::current_exe().ok();
    let read = files.into_par_iter().map(|(path, (disk, format))| {
        let found = read_file(&disk, format, program.as_deref());
        (path, format, found)
    });
    let mut all = Files::default();
    let mut read_in: Vec<(String, Format, Extract)> = Vec::new();
    for (path, format, found) in read.collect::<Vec<_>>() {
        match found {
            Ok(found) if found.facts.scan => all.unread.push((path, Problem::AttachmentScan)),
            Ok(found) => read_in.push((path, format, found)),
            Err(cause) => all
                .unread
                .push((path, Problem::AttachmentNotRead { cause })),
        }
    }
    all.count = read_in.len();
    put(read_in, site, forced);
    Ok(all)
}

/// The files that pages link to, by their paths.
fn linked(
    root: &Path,
    pages: &[PathBuf],
    files: &BTreeMap<String, (PathBuf, Format)>,
) -> BTreeSet<String> {
    if files.is_empty() {
        return BTreeSet::new();
    }
    let found = pages.par_iter().flat_map_iter(|page| {
        // A page that cannot be read has been told of already.
        let html = std::fs::read(page).unwrap_or_else(|_| Vec::new());
        let html = String::from_utf8_lossy(&html).into_owned();
        let base = page.strip_prefix(root).ok().and_then(Path::parent);
        let base = base
            .unwrap_or(Path::new(""))
            .to_string_lossy()
            .replace('\\', "/");
        let links = tokens(&html)
            .into_iter()
            .filter_map(move |token| match token {
                Token::Start(tag) if tag.name == "a" => tag.get("href").map(str::to_owned),
                _ => None,
            });
        links.filter_map(move |link| target(&base, &link, files))
    });
    found.collect()
}

/// The file that a link from a folder leads to. Where the folder of the site on its host is not
/// known, the longest end of the address that is a file is taken.
fn target(base: &str, link: &str, files: &BTreeMap<String, (PathBuf, Format)>) -> Option<String> {
    let link = link.split(['#', '?']).next()?.trim();
    let (base, path) = match link.split_once("://") {
        Some((_, rest)) => ("", rest.split_once('/')?.1),
        None if link.starts_with('/') => ("", link.trim_start_matches('/')),
        None => (base, link),
    };
    let mut names: Vec<&str> = base.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    let whole = decoded(&names.join("/"));
    let mut rest = whole.as_str();
    loop {
        if files.contains_key(rest) {
            return Some(rest.to_owned());
        }
        // Only an address from the top may have the site's folder before it.
        let (_, after) = rest.split_once('/').filter(|_| base.is_empty())?;
        rest = after;
    }
}

/// A path without what is encoded in addresses.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Puts files among the pages of their language where it has an index, else into the main one.
fn put(files: Vec<(String, Format, Extract)>, site: &mut Folder, forced: Option<&str>) {
    let tags: Vec<String> = files
        .iter()
        .map(|(_, _, found)| forced.map_or_else(|| tag(found), str::to_owned))
        .collect();
    if site.groups.is_empty() && !files.is_empty() {
        let count = |wanted: &String| tags.iter().filter(|tag| *tag == wanted).count();
        let most = tags
            .iter()
            .max_by_key(|tag| (count(tag), std::cmp::Reverse(*tag)));
        if let Some(most) = most {
            site.language.clone_from(most);
        }
        site.groups.push(Group {
            language: site.language.clone(),
            documents: Vec::new(),
        });
    }
    for ((path, format, found), tag) in files.into_iter().zip(tags) {
        let own = site
            .groups
            .iter()
            .position(|group| language_folder(&group.language).is_some_and(|folder| folder == tag));
        if let Some(group) = site.groups.get_mut(own.unwrap_or(0)) {
            group.documents.push(document(&path, format, found, tag));
        }
    }
}

/// The language of a file without its country: what the file says, or else what its commonest words
/// say.
fn tag(found: &Extract) -> String {
    let said = found.facts.language.as_deref();
    let said = said.and_then(|tag| tag.split('-').next());
    if let Some(said) = said {
        return said.to_ascii_lowercase();
    }
    let words = found
        .passages
        .iter()
        .take(20)
        .flat_map(|p| p.text.split(' '));
    let (mut italian, mut english) = (0, 0);
    for word in words {
        match word {
            "di" | "che" | "il" | "la" | "per" | "del" | "della" => italian += 1,
            "the" | "of" | "and" | "to" | "in" | "is" => english += 1,
            _ => {}
        }
    }
    let tag = if italian > english { "it" } else { "en" };
    tag.to_owned()
}

fn document(path: &str, format: Format, found: Extract, lang: String) -> Document {
    let name = path.rsplit('/').next().unwrap_or(path);
    let language = Language::from_tag(&lang);
    let sections = found.passages.into_iter().enumerate().map(|(at, passage)| {
        let anchor = match passage.page {
            Some(number) if format == Format::Pdf => format!("page={number}"),
            _ => format!("passage-{}", at + 1),
        };
        Section {
            anchor: Some(anchor),
            heading: place(name, &passage, language),
            text: passage.text,
            ..Section::default()
        }
    });
    let kind = ("kind".to_owned(), format.name().to_uppercase());
    Document {
        url: search_html::address(path),
        title: title(name, found.facts.title),
        sections: sections.collect(),
        synonyms: vec![name.to_owned()],
        meta: BTreeMap::from([kind]),
        date: found.facts.date,
        lang,
        weight: 1.0,
        ..Document::default()
    }
}

/// What a file is called: its own title unless that is what a program wrote, else its name.
fn title(name: &str, own: Option<String>) -> String {
    let is_written = |title: &String| {
        let title = title.to_lowercase();
        let leftovers = [
            "microsoft word - ",
            "untitled",
            "senza titolo",
            "documento1",
            "(anonymous)",
        ];
        leftovers.iter().any(|left| title.starts_with(left)) || Format::of(&title).is_some()
    };
    own.filter(|title| !is_written(title))
        .unwrap_or_else(|| name.to_owned())
}

/// In which file a passage stands, and where in it.
fn place(name: &str, passage: &Passage, language: Language) -> String {
    let (page, sheet) = match language {
        Language::Italian => ("pagina", "foglio"),
        Language::English => ("page", "sheet"),
    };
    match (passage.page, &passage.sheet) {
        (Some(number), _) => format!("{name}, {page} {number}"),
        (None, Some(sheet_name)) => format!("{name}, {sheet} «{sheet_name}»"),
        (None, None) if passage.heading.is_empty() => name.to_owned(),
        (None, None) => format!("{name}, «{}»", passage.heading),
    }
}

/// Warns of files in which nothing is found, a line each.
pub(super) fn say_unread(files: &Files, language: Language) {
    let warning = messages::say(language, "avviso", "warning");
    for (path, problem) in &files.unread {
        let text = problem.text(language).message;
        output::error_line(format_args!("{warning}: {path}: {text}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_files_whichever_way_they_are_written() {
        let file = |path: &str| (path.to_owned(), (PathBuf::new(), Format::Pdf));
        let files = BTreeMap::from([file("atti/bando 1.pdf"), file("a.pdf")]);
        let to = |link: &str| target("atti", link, &files);
        let bando = Some("atti/bando 1.pdf".to_owned());
        assert_eq!(to("bando%201.pdf#page=2"), bando);
        assert_eq!(to("../atti/./bando 1.pdf?v=2"), bando);
        assert_eq!(to("/portale/atti/bando%201.pdf"), bando);
        assert_eq!(to("https://example.it/portale/atti/bando%201.pdf"), bando);
        assert_eq!(to("/a.pdf").as_deref(), Some("a.pdf"));
        assert_eq!((to("a.pdf"), to("%zz"), to("mailto:a")), (None, None, None));
    }
}
