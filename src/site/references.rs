//! References between pages: from what a field says to the page meant, and back.

use super::address::last_segment;
use super::hidden::Hidden;
use super::ids::PageId;
use super::model::Site;
use super::page::{Backlinks, Page};
use super::reference_meant::meant;
use super::sections::compare;
use crate::config::{Config, LanguageId};
use crate::content::Reference;
use crate::diagnostic::{Diagnostic, FEW, FieldSlip, Problem, nearest_name};
use crate::schema::Schema;
use crate::slug::slug;
use crate::source::Span;
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Finds the page of every reference, reports those that lead nowhere or round in a circle, and
/// gives each page its backlinks.
pub(super) fn resolve(
    pages: &mut [Page],
    hidden: &mut Hidden,
    (by_path, config, schema): (&HashMap<String, PageId>, &Config, &Schema),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut by_name: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for (i, page) in pages.iter().enumerate() {
        let name = last_segment(&page.path);
        by_name.entry(name).or_default().push(PageId(i as u32));
    }
    let lookup = Lookup {
        pages,
        by_path,
        by_name: &by_name,
        config,
        schema,
        hidden,
    };
    let mut resolved: Vec<Vec<Option<PageId>>> = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        resolved.push(
            page.parsed
                .references
                .iter()
                .map(|r| lookup.find(r, page.language, diagnostics))
                .collect(),
        );
    }
    let mut of_hidden = Vec::new();
    for hidden in hidden.pages() {
        let mut found = Vec::new();
        let references = hidden.page.parsed.references.iter();
        let references = references.map(|r| lookup.find(r, hidden.page.language, &mut found));
        of_hidden.push(references.collect());
        diagnostics.extend(hidden.reported(found));
    }
    for (page, references) in hidden.pages_mut().zip(of_hidden) {
        page.references = references;
    }
    for (i, (page, references)) in pages.iter_mut().zip(resolved).enumerate() {
        let own = Some(PageId(i as u32));
        let itself = page.parsed.references.iter().zip(&references);
        let itself = itself.filter(|(r, to)| **to == own && !r.acyclic && !schema.open);
        diagnostics.extend(itself.map(|(reference, _)| {
            let field = reference.field.clone();
            let problem = Problem::FieldSlip(FieldSlip::Itself { field });
            Diagnostic::new(problem, reference.span)
        }));
        page.references = references;
    }
    report_cycles(pages, diagnostics);
    add_backlinks(pages, schema);
}

/// What is wrong with where the references of a page lead, among pages that are there already.
pub(super) fn of_page(site: &Site, page: &Page) -> Vec<Diagnostic> {
    let mut by_name: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    if page.parsed.references.is_empty() {
        return Vec::new();
    }
    for (id, page) in site.ids().zip(&site.pages) {
        let name = last_segment(&page.path);
        by_name.entry(name).or_default().push(id);
    }
    let lookup = Lookup {
        pages: &site.pages,
        by_path: &site.by_path,
        by_name: &by_name,
        config: &site.config,
        schema: &site.schema,
        hidden: &site.hidden,
    };
    let mut found = Vec::new();
    for reference in &page.parsed.references {
        lookup.find(reference, page.language, &mut found);
    }
    found
}

struct Lookup<'a, P> {
    pages: &'a [P],
    by_path: &'a HashMap<String, PageId>,
    by_name: &'a BTreeMap<&'a str, Vec<PageId>>,
    config: &'a Config,
    schema: &'a Schema,
    hidden: &'a Hidden,
}

impl<P: Borrow<Page>> Lookup<'_, P> {
    fn page(&self, id: PageId) -> &Page {
        self.pages[id.0 as usize].borrow()
    }

    /// The page meant by a page in this language: one in the same, or one in the site's own.
    fn find(
        &self,
        reference: &Reference,
        language: LanguageId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<PageId> {
        let path = reference.target.trim_matches('/').trim_end_matches(".md");
        let fits = |id: &PageId| self.fits(reference, self.page(*id));
        let translated = (language > 0).then(|| self.config.path_in(language, path));
        let paths = translated.as_deref().into_iter().chain([path]);
        let mut found = paths.filter_map(|path| self.by_path.get(path));
        if let Some(id) = found.find(|id| fits(id)) {
            if reference.target.ends_with(".md") {
                diagnostics.push(self.form(reference, *id));
            }
            return Some(*id);
        }
        let name = slug(path);
        let called_so = |language: LanguageId| -> Vec<PageId> {
            [path, name.as_str()]
                .into_iter()
                .filter_map(|name| self.by_name.get(name))
                .flatten()
                .copied()
                .filter(|id| self.page(*id).language == language && fits(id))
                .collect()
        };
        let mut candidates = called_so(language);
        if candidates.is_empty() && language > 0 {
            candidates = called_so(0);
        }
        let distinct: HashSet<PageId> = candidates.iter().copied().collect();
        let problem = match (distinct.len(), candidates.first()) {
            (1, Some(&id)) => {
                let own = &self.page(id).path;
                if reference.target.ends_with(".md") || last_segment(own) != path {
                    diagnostics.push(self.form(reference, id));
                }
                return Some(id);
            }
            (0, _) if self.hidden.is_called(path) => Problem::UnpublishedReference {
                field: reference.field.clone(),
                value: path.to_owned(),
            },
            (0, _) => self.unknown(reference, path),
            _ => self.ambiguous(reference, &distinct),
        };
        diagnostics.push(Diagnostic::new(problem, reference.span));
        None
    }

    fn ambiguous(&self, reference: &Reference, candidates: &HashSet<PageId>) -> Problem {
        let paths = candidates.iter();
        let paths = paths.map(|id| self.page(*id).path.clone());
        let mut paths: Vec<String> = paths.collect();
        paths.sort_unstable();
        Problem::AmbiguousReference {
            field: reference.field.clone(),
            value: reference.target.clone(),
            candidates: paths,
        }
    }

    /// What to say of a reference that is understood, but not written as it should be.
    fn form(&self, reference: &Reference, id: PageId) -> Diagnostic {
        let own = &self.page(id).path;
        let wanted = match reference.target.trim_matches('/').contains('/') {
            true => own.as_str(),
            false => last_segment(own),
        };
        let problem = Problem::ReferenceForm {
            value: reference.target.clone(),
            wanted: wanted.to_owned(),
        };
        Diagnostic::new(problem, reference.span)
    }

    /// Whether a page is of a type that a reference may lead to.
    fn fits(&self, reference: &Reference, page: &Page) -> bool {
        let name = &self.schema.types[page.content_type()].name;
        reference.types.is_empty() || reference.types.contains(name)
    }

    fn unknown(&self, reference: &Reference, path: &str) -> Problem {
        let pages = || self.pages.iter().map(P::borrow);
        let fitting = || pages().filter(|page| self.fits(reference, page));
        let names = || {
            fitting().map(|page| match path.contains('/') {
                true => page.path.as_str(),
                false => last_segment(&page.path),
            })
        };
        let suggestion = meant(path, &fitting().collect::<Vec<_>>());
        let known: Vec<String> = match reference.types.is_empty() {
            true => Vec::new(),
            false => names().take(FEW + 1).map(str::to_owned).collect(),
        };
        Problem::UnknownReference {
            field: reference.field.clone(),
            value: reference.target.clone(),
            types: reference.types.clone(),
            suggestion: suggestion.or_else(|| nearest_name(path, names())),
            known: known
                .into_iter()
                .filter(|_| names().count() <= FEW)
                .collect(),
        }
    }
}

/// Reports each circle of references through a field that may not have one, at its first page.
fn report_cycles(pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    let mut fields: Vec<&str> = pages
        .iter()
        .flat_map(|page| page.parsed.references.iter().filter(|r| r.acyclic))
        .map(|r| r.field.as_str())
        .collect();
    fields.sort_unstable();
    fields.dedup();
    for field in fields {
        let next = |id: PageId| -> Vec<(PageId, Span)> {
            let page = &pages[id.0 as usize];
            page.resolved_references()
                .filter(|(r, _)| r.acyclic && r.field == field)
                .map(|(r, target)| (target, r.span))
                .collect()
        };
        let mut done: HashSet<PageId> = HashSet::new();
        for start in (0..pages.len() as u32).map(PageId) {
            // Depth first without recursion: the path, and what is left to follow at each step.
            let mut path: Vec<(PageId, Vec<(PageId, Span)>)> = vec![(start, next(start))];
            if !done.insert(start) {
                continue;
            }
            while let Some((_, edges)) = path.last_mut() {
                let Some((target, span)) = edges.pop() else {
                    path.pop();
                    continue;
                };
                if let Some(i) = path.iter().position(|(id, _)| *id == target) {
                    let mut names: Vec<String> = path[i..]
                        .iter()
                        .map(|(id, _)| pages[id.0 as usize].path.clone())
                        .collect();
                    names.push(pages[target.0 as usize].path.clone());
                    let problem = Problem::ReferenceCycle {
                        field: field.to_owned(),
                        path: names,
                    };
                    diagnostics.push(Diagnostic::new(problem, span));
                } else if done.insert(target) {
                    path.push((target, next(target)));
                }
            }
        }
    }
}

fn add_backlinks(pages: &mut [Page], schema: &Schema) {
    type Key = (PageId, usize, String, String);
    let mut groups: BTreeMap<Key, Vec<PageId>> = BTreeMap::new();
    for (i, page) in pages.iter().enumerate() {
        let id = PageId(i as u32);
        for (reference, target) in page.resolved_references() {
            if let Some(label) = &reference.inverse
                && target != id
                // Lists are in the language of the page they stand on.
                && pages[target.0 as usize].language == page.language
            {
                let key = (
                    target,
                    page.content_type(),
                    reference.field.clone(),
                    label.clone(),
                );
                groups.entry(key).or_default().push(id);
            }
        }
    }
    for ((target, content_type, field, label), mut sources) in groups {
        sources.dedup();
        let sort = schema.types[content_type].sort.as_ref();
        sources.sort_by(|a, b| compare(&pages[a.0 as usize], &pages[b.0 as usize], sort));
        pages[target.0 as usize].backlinks.push(Backlinks {
            content_type,
            field,
            label,
            pages: sources,
        });
    }
}
