//! Pages, files and anchors: what fields and links lead to.

use super::at::At;
use super::matching::{Proposal, first};
use crate::config::LanguageId;
use crate::content::Heading;
use crate::lsp::view::View;
use crate::site::{Page, is_picture, join_path, last_segment, relative};
use lsp_types::{CompletionItem, CompletionItemKind};
use std::collections::HashMap;
use std::ops::Range;

/// The pages of these types, any if there are none, as a field names them.
pub fn references(at: At<'_>, types: &[String], typed: &str) -> Vec<Proposal> {
    let site = at.view.site();
    let fits = |page: &&Page| {
        let name = &site.schema.types[page.content_type()].name;
        types.is_empty() || types.contains(name)
    };
    let pages: Vec<&Page> = pages(at).into_iter().filter(fits).collect();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for page in &pages {
        *names.entry(last_segment(&page.path)).or_default() += 1;
    }
    let proposal = |page: &&Page| {
        let name = last_segment(&page.path);
        // A name that two pages have does not say which.
        let text = match names[name] {
            1 => name,
            _ => site.config.language_of(&page.path).1,
        };
        of_page(at.view, page, text.to_owned())
    };
    let found = first(pages.iter(), typed, |page| words(page));
    found.into_iter().map(proposal).collect()
}

/// What a page is found by.
fn words(page: &Page) -> [&str; 2] {
    [last_segment(&page.path), &page.title_key]
}

/// What a link may lead to, and what of its address is to be written.
pub fn targets(
    at: At<'_>,
    typed: Range<usize>,
    image: bool,
) -> Option<(Range<usize>, Vec<Proposal>)> {
    let written = &at.text[typed.clone()];
    // A space would end the address.
    let address = |mut proposal: Proposal| {
        proposal.insert = proposal.insert.replace(' ', "%20");
        proposal
    };
    if image {
        let pictures = files(at, true).into_iter().map(address);
        return Some((typed, pictures.collect()));
    }
    match written.find('#') {
        Some(hash) if typed.start + hash < at.byte => {
            let headings = headings(at, &written[..hash])?;
            let anchors = headings.iter().map(|heading| {
                let item = CompletionItem {
                    kind: Some(CompletionItemKind::REFERENCE),
                    detail: Some(heading.title.clone()),
                    ..CompletionItem::default()
                };
                let mut proposal = Proposal::of(&heading.id, item);
                proposal.words.push(heading.title.clone());
                proposal
            });
            Some((typed.start + hash + 1..typed.end, anchors.collect()))
        }
        _ => {
            let hash = written.find('#').unwrap_or(written.len());
            let pages = pages(at).into_iter();
            // The folders before the name are looked at once there are few.
            let name = last_segment(at.word(&typed));
            let best = first(pages, name, words).into_iter();
            let mut found: Vec<Proposal> = best
                .filter_map(|page| Some(of_page(at.view, page, link(at, page)?)))
                .collect();
            found.extend(files(at, false).into_iter().map(address));
            Some((typed.start..typed.start + hash, found))
        }
    }
}

/// The headings of the page that a link leads to, by the path that it has so far.
fn headings<'a>(at: At<'a>, path: &str) -> Option<&'a [Heading]> {
    let site = at.view.site();
    if path.is_empty() {
        let file = site.sources.find(at.path)?;
        return Some(&at.view.parsed(file)?.headings);
    }
    let page = site.find(&join_path(at.folder(), path)?)?;
    Some(&site.page(page).parsed.headings)
}

/// How a link in this file names a page.
fn link(at: At<'_>, page: &Page) -> Option<String> {
    let site = at.view.site();
    let file = site.own_file(page).map(|file| &*file.path);
    let path = match file.and_then(|path| path.strip_prefix("content/")) {
        Some(path) if path.ends_with(".md") || path.ends_with(".markdown") => path.to_owned(),
        // The page of a row is named as if it had a file.
        Some(_) => format!("{}.md", page.path),
        None => return Some(site.url(&page.route)),
    };
    Some(relative(at.folder(), &path))
}

/// The pages that this one may lead to: those of its language, and others that it does not have.
fn pages(at: At<'_>) -> Vec<&Page> {
    let site = at.view.site();
    let below = at.path.strip_prefix("content/").unwrap_or(at.path);
    let name = below.strip_suffix(".md").unwrap_or(below);
    let (own, _) = site.config.language_of(&site.config.localised(name));
    let is_here = |page: &Page, language: LanguageId| {
        let mut translations = page.translations.iter();
        translations.any(|id| site.page(*id).language == language)
    };
    let pages = site.pages.iter().map(|page| &**page);
    pages
        .filter(|page| page.language == own || page.language == 0 && !is_here(page, own))
        .filter(|page| !page.is_not_found())
        .filter(|page| site.own_file(page).is_none_or(|file| file.path != at.path))
        .collect()
}

fn of_page(view: View<'_>, page: &Page, insert: String) -> Proposal {
    let content_type = &view.site().schema.types[page.content_type()];
    Proposal {
        item: CompletionItem {
            label: page.meta.title.clone(),
            kind: Some(CompletionItemKind::FILE),
            detail: Some(format!("{} · {}", content_type.label, page.path)),
            ..CompletionItem::default()
        },
        words: vec![insert.clone(), page.meta.title.clone()],
        insert,
    }
}

/// The files that readers are given, or the pictures among them, those near the page first.
pub fn files(at: At<'_>, pictures: bool) -> Vec<Proposal> {
    let folder = at.folder();
    let files = at.view.site().sources.under("content/");
    let mut found: Vec<String> = files
        .filter(|(_, file)| file.is_asset() && (!pictures || is_picture(&file.path)))
        .filter_map(|(_, file)| file.path.strip_prefix("content/"))
        .map(|path| relative(folder, path))
        .collect();
    found.sort_by_cached_key(|path| (path.matches('/').count(), path.clone()));
    let item = || CompletionItem {
        kind: Some(CompletionItemKind::FILE),
        ..CompletionItem::default()
    };
    found
        .iter()
        .map(|path| Proposal::of(path, item()))
        .collect()
}
