//! What the site as a whole says that cannot be: pages, types and fields that are not there.

use super::hidden::Hidden;
use super::ids::PageId;
use crate::config::{self, Config, LanguageId, MenuItem};
use crate::diagnostic::{Diagnostic, Problem, Severity, WrongKind, nearest};
use crate::schema::Schema;
use crate::source::{Content, Sources, Span};
use crate::yaml::Node;
use std::collections::{BTreeSet, HashMap};

/// Every page named by a menu has to exist.
pub(super) fn check_config(
    config: &Config,
    by_path: &HashMap<String, PageId>,
    hidden: &Hidden,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let single = config.search_page.iter();
    let single = single.chain(config.open_data.as_ref().map(|data| &data.page));
    let single = single.chain(&config.verifications);
    let editions = config.documentation.editions.iter();
    let single = single.chain(editions.map(|edition| &edition.folder));
    let single = single.chain(&config.documentation.printed);
    let mut open: Vec<(LanguageId, &MenuItem)> = single.map(|item| (0, item)).collect();
    for (language, locale) in config.locales().enumerate() {
        let items = locale.menu.iter().chain(locale.footer);
        open.extend(items.map(|item| (language, item)));
    }
    while let Some((language, item)) = open.pop() {
        open.extend(item.children.iter().map(|item| (language, item)));
        if item.url.is_some() {
            continue;
        }
        let path = item.page.trim_matches('/');
        let translated = || by_path.contains_key(&config.path_in(language, path));
        if !by_path.contains_key(path) && !translated() {
            diagnostics.push(unknown_page(&item.page, item.span, by_path, hidden));
        }
    }
    diagnostics.extend(check_theme(config.theme.as_ref(), sources));
}

/// The theme that is named has to be a folder, and so has that of all themes.
fn check_theme(theme: Option<&(String, Span)>, sources: &Sources) -> Option<Diagnostic> {
    let wrong_kind = |path: &str| {
        let file = sources.find(path)?;
        let Content::LeftOut(why) = &sources.get(file).content else {
            return None;
        };
        let problem = Problem::WrongKind(WrongKind::of(why)?);
        Some(Diagnostic::of_file(problem, file))
    };
    let Some((name, span)) = theme else {
        let found = wrong_kind("themes")?;
        let severity = Severity::Warning;
        return Some(Diagnostic { severity, ..found });
    };
    let folder = format!("themes/{name}");
    if sources.under(&format!("{folder}/")).next().is_some() {
        return None;
    }
    if let Some(found) = wrong_kind("themes").or_else(|| wrong_kind(&folder)) {
        let severity = Severity::Error;
        return Some(Diagnostic { severity, ..found });
    }
    let problem = Problem::UnknownTheme {
        name: name.clone(),
        known: themes(sources),
    };
    Some(Diagnostic::new(problem, *span))
}

/// What the search filters by, shows and takes names from has to be in the schema.
pub(super) fn check_search(config: &Config, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    // In a site without a schema any field may be there.
    let Some(section) = config.section(config::SEARCH).filter(|_| !schema.open) else {
        return;
    };
    let fields = || schema.types.iter().flat_map(|t| &t.fields);
    let names = |facets: bool| -> BTreeSet<&str> {
        let named = fields().filter(|field| !facets || field.facet);
        named.map(|field| field.name.as_str()).collect()
    };
    for (key, facets) in [("filters", true), ("shows", false)] {
        let known = names(facets);
        for item in section.get(key).map_or(&[][..], Node::items) {
            let Some(name) = item.as_text().filter(|name| !known.contains(name)) else {
                continue;
            };
            let problem = Problem::UnknownKind {
                value: name.to_owned(),
                suggestion: nearest(name, known.iter().copied()),
                known: known.iter().map(|name| (*name).to_owned()).collect(),
            };
            diagnostics.push(Diagnostic::new(problem, item.span));
        }
    }
    for item in section.get("names").map_or(&[][..], Node::items) {
        if let Some(name) = item.as_text().filter(|name| schema.find(name).is_none()) {
            diagnostics.push(Diagnostic::new(schema.unknown_type(name), item.span));
        }
    }
}

/// The configuration names a page that is not there, or is not published: then it waits.
pub(super) fn unknown_page(
    name: &str,
    span: Span,
    by_path: &HashMap<String, PageId>,
    hidden: &Hidden,
) -> Diagnostic {
    let (field, value) = ("page".to_owned(), name.to_owned());
    let path = name.trim_matches('/');
    if hidden.contains(path, path) {
        return Diagnostic::new(Problem::UnpublishedReference { field, value }, span);
    }
    // The home has no name.
    let paths = by_path.keys().map(String::as_str);
    let mut paths: Vec<&str> = paths.filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    let problem = Problem::UnknownReference {
        known: Vec::new(),
        field,
        value,
        types: Vec::new(),
        suggestion: nearest(name, paths),
    };
    Diagnostic::new(problem, span)
}

/// Names of the themes among the sources.
fn themes(sources: &Sources) -> Vec<String> {
    let mut names: Vec<String> = sources
        .under("themes/")
        .filter_map(|(_, file)| file.path.split('/').nth(1).map(str::to_owned))
        .collect();
    names.dedup();
    names
}
