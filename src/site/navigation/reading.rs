//! Reads the order of a site, and gives it to the pages: their names, their places in lists, and
//! the pages before and after.

use super::grow::{Ground, Growing, Lost};
use super::items::Order;
use super::written::Item;
use super::{EntryId, Goal, Navigation};
use crate::config::{Config, document_name};
use crate::content::Value;
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::Schema;
use crate::site::checks::unknown_page;
use crate::site::hidden::Hidden;
use crate::site::ids::PageId;
use crate::site::page::{Page, PageKind};
use crate::site::place::Input;
use crate::site::sections::is_list_of_its_own;
use crate::slug::fold;
use crate::source::Sources;
use std::collections::HashMap;

/// What is written of the order of a site.
pub(in crate::site) struct Written(Order);

/// Reads what is written; what cannot be read is reported. The files that say it are no pages.
pub(in crate::site) fn read(
    sources: &Sources,
    config: &Config,
    inputs: &mut Vec<Input>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Written {
    let order = Order::read(sources, config, diagnostics);
    if !order.files.is_empty() {
        inputs.retain(|input| !order.files.contains(&input.parsed.file));
    }
    Written(order)
}

/// Gives pages and folders the names and places that are written of them, where they say nothing
/// themselves.
pub(in crate::site) fn name(
    pages: &mut [Page],
    written: &Written,
    by_path: &HashMap<String, PageId>,
    (config, schema): (&Config, &Schema),
) {
    let order = &written.0;
    if order.folders.is_empty() {
        return;
    }
    let mut labels: Vec<(PageId, String)> = Vec::new();
    let mut places: Vec<(PageId, f64)> = Vec::new();
    {
        let ground = ground(pages, by_path, (config, schema), order);
        for folder in &order.folders {
            let section = by_path.get(&folder.folder).copied();
            let own = section.zip(folder.label.clone());
            labels.extend(own);
            places.extend(section.zip(folder.order));
            collect(&ground, &folder.folder, &folder.items, &mut labels);
        }
    }
    for (id, label) in labels {
        let page = &mut pages[id.0 as usize];
        if page.kind == PageKind::Home || page.meta.short_title.is_some() {
            continue;
        }
        if page.parsed.front.is_none() {
            page.meta.title.clone_from(&label);
            page.title_key = fold(&label);
        }
        if page.meta.title != label {
            page.meta.short_title = Some(label);
        }
    }
    for (id, place) in places {
        pages[id.0 as usize].meta.order.get_or_insert(place);
    }
}

/// The labels of the pages that a folder's order names.
fn collect(ground: &Ground<'_>, folder: &str, items: &[Item], labels: &mut Vec<(PageId, String)>) {
    for item in items {
        let goal = item
            .target
            .as_deref()
            .and_then(|target| ground.goal(folder, target));
        if let (Some(Goal::Page(page)), Some(label)) = (goal, &item.label) {
            labels.push((page, label.clone()));
        }
        collect(ground, folder, &item.items, labels);
    }
}

fn ground<'a>(
    pages: &'a [Page],
    by_path: &'a HashMap<String, PageId>,
    (config, schema): (&'a Config, &'a Schema),
    order: &'a Order,
) -> Ground<'a> {
    let routes = pages.iter().map(|page| &page.route);
    let by_route = match order.folders.is_empty() {
        true => HashMap::new(),
        false => routes.zip((0..).map(PageId)).collect(),
    };
    let documents = match order.has_documents {
        true => documents(pages),
        false => HashMap::new(),
    };
    Ground {
        pages,
        by_path,
        config,
        schema,
        order,
        by_route,
        documents,
    }
}

/// Pages by their paths without numbers, the last name of which may be another that a page gives
/// itself.
fn documents(pages: &[Page]) -> HashMap<String, PageId> {
    let mut documents = HashMap::with_capacity(pages.len());
    for (page, id) in pages.iter().zip((0..).map(PageId)) {
        let name = document_name(&page.path);
        if let Some(own) = page.parsed.fields.get("id").and_then(Value::as_text) {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let name = format!("{folder}/{own}");
            documents.insert(name.trim_start_matches('/').to_owned(), id);
        }
        documents.entry(name).or_insert(id);
    }
    documents
}

/// Grows the tree of a site whose sections know their pages, and arranges these along it: those of
/// a folder in the order that is written, and each with the page before and the page after.
pub(in crate::site) fn arrange(
    pages: &mut [Page],
    written: &Written,
    (by_path, hidden): (&HashMap<String, PageId>, &Hidden),
    (config, schema): (&Config, &Schema),
    diagnostics: &mut Vec<Diagnostic>,
) -> Navigation {
    let homes: Vec<Option<PageId>> = (0..=config.languages.len())
        .map(|language| by_path.get(&config.path_in(language, "")).copied())
        .collect();
    let (mut tree, lost) = {
        let ground = ground(pages, by_path, (config, schema), &written.0);
        Growing::new(&ground).grow(&homes)
    };
    for Lost {
        target,
        anchor,
        span,
    } in lost
    {
        diagnostics.push(match anchor {
            None => unknown_page(&target, span, by_path, hidden),
            Some(anchor) => {
                let suggestion = None;
                let problem = Problem::BrokenAnchor {
                    target,
                    anchor,
                    suggestion,
                };
                Diagnostic::new(problem, span)
            }
        });
    }
    let is_written = written
        .0
        .folders
        .iter()
        .any(|folder| !folder.items.is_empty());
    tree.is_written = is_written;
    if is_written {
        sort_lists(pages, &tree, schema);
    }
    // What has a schema is a list of things of a kind, each read by itself, unless it says otherwise.
    if schema.open || is_written {
        (0..homes.len())
            .filter_map(|language| tree.top(language))
            .for_each(|top| follow(pages, &tree, top, config));
    }
    tree
}

/// Puts the pages of every section in the order of the tree.
fn sort_lists(pages: &mut [Page], tree: &Navigation, schema: &Schema) {
    let place = |id: &PageId| tree.of_page(*id).unwrap_or(EntryId::MAX);
    for i in 0..pages.len() {
        let mut children = std::mem::take(&mut pages[i].children);
        if !is_list_of_its_own(pages, &children, schema) {
            children.sort_by_key(place);
        }
        pages[i].children = children;
        pages[i].sections.sort_by_key(place);
    }
}

/// Tells the pages of a tree which stands before them and which after. Nobody reads on from one
/// version of the documentation into another.
fn follow(pages: &mut [Page], tree: &Navigation, top: EntryId, config: &Config) {
    let mut seen = std::collections::HashSet::new();
    let mut last: HashMap<Option<usize>, PageId> = HashMap::new();
    for id in tree.pages(top) {
        if !seen.insert(id) {
            continue;
        }
        let edition = config.edition_of(&pages[id.0 as usize].path);
        let previous = last.insert(edition, id);
        (pages[id.0 as usize].previous, pages[id.0 as usize].next) = (previous, None);
        if let Some(previous) = previous {
            pages[previous.0 as usize].next = Some(id);
        }
    }
}
