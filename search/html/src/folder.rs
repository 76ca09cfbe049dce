//! A folder of HTML: which pages are indexed, and what the others are left out for.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rayon::prelude::*;
use search_index::Document;
use walkdir::WalkDir;

use crate::document::document;
use crate::languages::{Group, Languages, grouped, language_folder, most_frequent};
use crate::page::{Page, page};
use crate::reason::Reason;

/// What is encoded in addresses, as `casa build` does it (RFC 3986, 3.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'+')
    .remove(b',')
    .remove(b'=')
    .remove(b'@')
    .remove(b':');

/// What was found in a folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// The pages by their language, those of the main one first.
    pub groups: Vec<Group>,
    /// The language that most pages have, or the one given; `en` if none says.
    pub language: String,
    /// Paths of pages that do not say their language.
    pub unnamed: Vec<String>,
    /// What was left out, in order of path.
    pub left_out: Vec<LeftOut>,
    /// Paths of pages whose encoding had to be guessed.
    pub guessed: Vec<String>,
    /// Whether a page loads the search already.
    pub has_search: bool,
}

/// A file that is not in the index.
#[derive(Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Path below the folder, with `/`.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Reads the HTML below `folder`, in parallel; what is below `except`, in folders and files whose
/// names begin with a dot, and behind symbolic links is not looked at.
///
/// # Errors
///
/// If the folder itself cannot be read.
pub fn read(folder: &Path, except: &Path, languages: &Languages) -> io::Result<Folder> {
    let mut left_out = Vec::new();
    let files = files(folder, except, &mut left_out)?;
    let read: Vec<Result<(String, Page), LeftOut>> = files
        .into_par_iter()
        .map(|(path, file)| match one(&path, &file) {
            Ok(page) => Ok((path, page)),
            Err(reason) => Err(LeftOut { path, reason }),
        })
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(page) => pages.push(page),
            Err(file) => left_out.push(file),
        }
    }
    let has_search = pages.iter().any(|(_, page)| page.has_search);
    leave_out_unmarked(&mut pages, &mut left_out);
    forget_shared_titles(&mut pages);
    leave_out_copies(&mut pages, &mut left_out);
    left_out.sort_by(|a, b| a.path.cmp(&b.path));
    let (language, unnamed) = name_languages(&mut pages, languages);
    forget_shared_descriptions(&mut pages);
    let guessed = pages.iter().filter(|(_, page)| page.is_guessed);
    Ok(Folder {
        guessed: guessed.map(|(path, _)| path.clone()).collect(),
        groups: grouped(documents(pages, &language), &language),
        unnamed,
        language,
        left_out,
        has_search,
    })
}

/// The documents of pages, at the address that a page says in its `url` metadatum or else at that
/// of its file. No two are at one address: of pages that say the same the first is there.
fn documents(pages: Vec<(String, Page)>, language: &str) -> Vec<Document> {
    let mut taken: HashSet<String> = pages.iter().map(|(path, _)| address(path)).collect();
    let documents = pages.into_iter().map(|(path, mut page)| {
        let said = page.meta.remove("url");
        let said = said.filter(|url| taken.insert(url.clone()));
        document(said.unwrap_or_else(|| address(&path)), page, language)
    });
    documents.collect()
}

fn one(path: &str, file: &Path) -> Result<Page, Reason> {
    if matches!(path, "404.html" | "404/index.html") {
        return Err(Reason::NotFound);
    }
    let html = std::fs::read(file).map_err(|error| Reason::Unreadable(error.to_string()))?;
    page(&html)
}

/// HTML files, path below the folder and place, in order of path.
fn files(
    folder: &Path,
    except: &Path,
    left_out: &mut Vec<LeftOut>,
) -> io::Result<Vec<(String, PathBuf)>> {
    let except = std::fs::canonicalize(except).ok();
    let mut files = Vec::new();
    let walk = WalkDir::new(folder).into_iter().filter_entry(|entry| {
        let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_except = entry.file_type().is_dir()
            && except.is_some()
            && std::fs::canonicalize(entry.path()).ok() == except;
        !hidden && !is_except
    });
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => return Err(error.into()),
            Err(error) => {
                let path = below(error.path().unwrap_or(folder), folder);
                let path = path.to_string_lossy().into_owned();
                let reason = Reason::Unreadable(io::Error::from(error).to_string());
                left_out.push(LeftOut { path, reason });
                continue;
            }
        };
        let is_html = |extension: &str| {
            extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
        };
        let extension = entry.path().extension().and_then(|e| e.to_str());
        if !entry.file_type().is_file() || !extension.is_some_and(is_html) {
            continue;
        }
        let path = below(entry.path(), folder);
        match path.to_str() {
            Some(path) => files.push((path.replace('\\', "/"), entry.into_path())),
            None => left_out.push(LeftOut {
                path: path.to_string_lossy().into_owned(),
                reason: Reason::Name,
            }),
        }
    }
    files.sort();
    Ok(files)
}

fn below(path: &Path, folder: &Path) -> PathBuf {
    path.strip_prefix(folder).unwrap_or(path).to_owned()
}

/// The address of a file: that of its folder for `index.html`.
pub fn address(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_index =
        name.eq_ignore_ascii_case("index.html") || name.eq_ignore_ascii_case("index.htm");
    let path = &path[..path.len() - if is_index { name.len() } else { 0 }];
    format!("/{}", utf8_percent_encode(path, ENCODED))
}

/// Once a page marks its text, those that do not are not meant to be found.
fn leave_out_unmarked(pages: &mut Vec<(String, Page)>, left_out: &mut Vec<LeftOut>) {
    if pages.iter().any(|(_, page)| page.is_marked) {
        let unmarked = pages.extract_if(.., |(_, page)| !page.is_marked);
        left_out.extend(unmarked.map(|(path, _)| LeftOut {
            path,
            reason: Reason::Unmarked,
        }));
    }
}

/// Of pages with one canonical address and one title, the one at that address stays, or else the
/// first; the title must agree, as many themes give all pages the address of the home. Of files
/// with one address (`index.html` and `index.htm`), the first stays.
fn leave_out_copies(pages: &mut Vec<(String, Page)>, left_out: &mut Vec<LeftOut>) {
    let mut groups: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut copies: BTreeMap<String, String> = BTreeMap::new();
    let mut addresses: BTreeMap<String, &str> = BTreeMap::new();
    for (path, page) in pages.iter() {
        let address = address(path);
        if let Some(first) = addresses.get(&address) {
            copies.insert(path.clone(), (*first).to_owned());
            continue;
        }
        addresses.insert(address, path);
        if let Some(canonical) = &page.canonical {
            groups
                .entry((canonical, &page.title))
                .or_default()
                .push(path);
        }
    }
    for ((canonical, _), paths) in groups.into_iter().filter(|(_, paths)| paths.len() > 1) {
        // The longest, as every address ends with that of the home.
        let at_home = paths
            .iter()
            .filter(|path| canonical.ends_with(&address(path)));
        let kept = at_home.max_by_key(|path| path.len()).unwrap_or(&paths[0]);
        for copy in paths.iter().filter(|path| *path != kept) {
            copies.insert((*copy).to_owned(), (*kept).to_owned());
        }
    }
    let out = pages.extract_if(.., |(path, _)| copies.contains_key(path));
    left_out.extend(out.map(|(path, _)| LeftOut {
        reason: Reason::Copy(copies[&path].clone()),
        path,
    }));
}

/// Gives each page its language, and tells the main one and which pages did not say theirs.
fn name_languages(pages: &mut [(String, Page)], languages: &Languages) -> (String, Vec<String>) {
    let said = match languages {
        Languages::Forced(language) => {
            for (_, page) in pages {
                page.language.clone_from(language);
            }
            return (language.clone(), Vec::new());
        }
        Languages::Said(language) => language.clone(),
    };
    let tags = pages.iter().map(|(_, page)| page.language.as_str());
    let main = said.unwrap_or_else(|| most_frequent(tags));
    let unnamed = pages
        .iter_mut()
        .filter(|(_, page)| language_folder(&page.language).is_none());
    let unnamed = unnamed.map(|(path, page)| {
        page.language.clone_from(&main);
        path.clone()
    });
    let unnamed = unnamed.collect();
    (main, unnamed)
}

/// An `<h1>` outside their texts that several pages have is the site's name.
fn forget_shared_titles(pages: &mut [(String, Page)]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, page) in pages.iter() {
        if page.other_title.is_some() {
            *counts.entry(page.title.clone()).or_default() += 1;
        }
    }
    for (_, page) in pages {
        if let Some(other) = page.other_title.take()
            && counts[&page.title] > 1
        {
            page.title = without_site(&other, &page.title).to_owned();
        }
    }
}

/// A title without the site's name behind it: `Page | Site`, `Page - Site`.
fn without_site<'a>(title: &'a str, site: &str) -> &'a str {
    let before = title.strip_suffix(site).and_then(|before| {
        let page = before.trim_end_matches([' ', '-', '–', '—', '|', '·', ':', '«', '»']);
        (page.len() + 1 < before.len() && !page.is_empty()).then_some(page)
    });
    before.unwrap_or(title)
}

/// A description that several pages have is the site's and says nothing about any of them.
fn forget_shared_descriptions(pages: &mut [(String, Page)]) {
    let mut once = BTreeSet::new();
    let mut shared = BTreeSet::new();
    for (_, page) in pages.iter() {
        if !once.insert(page.description.as_str()) {
            shared.insert(page.description.clone());
        }
    }
    for (_, page) in pages {
        if shared.contains(&page.description) {
            page.description.clear();
        }
    }
}
