//! Which page replaces which: what the field with the role `replaces` says.

use super::ids::PageId;
use super::model::Site;
use super::page::Page;
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::{Role, Schema};
use std::collections::{BTreeMap, BTreeSet};

impl Site {
    /// Each page that replaces others, with those in the order in which it names them.
    pub fn replaced(&self) -> BTreeMap<PageId, Vec<PageId>> {
        let pages = self.ids().map(|id| (id, self.page(id)));
        let replaced = pages.map(|(id, page)| {
            let of_page = references(page, &self.schema);
            (id, of_page.filter_map(|(_, target)| target).collect())
        });
        replaced
            .filter(|(_, of): &(_, Vec<_>)| !of.is_empty())
            .collect()
    }

    /// The pages that replace one: those it is tied to by a field that may not lead in a circle.
    pub(super) fn replacements(&self, id: PageId) -> Vec<PageId> {
        let named = |page: PageId| {
            let references = self.page(page).resolved_references();
            references
                .filter(|(r, _)| r.acyclic)
                .map(|(_, target)| target)
        };
        let groups = self.page(id).backlinks.iter();
        let naming = groups.flat_map(|group| &group.pages).copied();
        let naming = naming.filter(|by| named(*by).any(|target| target == id));
        named(id).chain(naming).collect()
    }
}

/// The references of a page in its field with the role, each with the page that it leads to.
fn references<'a>(
    page: &'a Page,
    schema: &'a Schema,
) -> impl Iterator<Item = (&'a crate::content::Reference, Option<PageId>)> {
    let field = schema.types[page.content_type()].role(Role::Replaces);
    let all = page
        .parsed
        .references
        .iter()
        .zip(page.references.iter().copied());
    let mut seen = BTreeSet::new();
    all.filter(move |(reference, target)| {
        field.is_some_and(|field| field.name == reference.field)
            && target.is_some_and(|target| seen.insert(target))
    })
}

/// What a page replaces that readers can see is no longer in force, and may not say that it is.
pub(super) fn check(pages: &[Page], schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for page in pages.iter().filter(|page| !page.meta.draft && !page.future) {
        for (reference, target) in references(page, schema) {
            let Some(other) = target.map(|id| &pages[id.0 as usize]) else {
                continue;
            };
            let status = other.meta.status.as_ref();
            if let Some(status) = status.filter(|status| !status.superseded && !other.meta.draft) {
                let (target, status) = (other.meta.title.clone(), status.label.clone());
                let problem = Problem::ReplacedInForce { target, status };
                diagnostics.push(Diagnostic::new(problem, reference.span));
            }
        }
    }
}
