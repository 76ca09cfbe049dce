//! The pages that a field may refer to, as the form offers them.

use crate::site::{Page, Site, last_segment};
use crate::slug::slug;
use crate::yaml::{Entries, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What each kind of reference may lead to.
pub(super) struct Pages<'a> {
    site: &'a Site,
    /// What pages write for others besides the names that are offered, by the types referred to.
    written: BTreeMap<&'a [String], BTreeMap<&'a str, &'a Page>>,
}

impl<'a> Pages<'a> {
    /// Those of a site.
    pub(super) fn of(site: &'a Site) -> Self {
        let mut written: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for page in &site.pages {
            for (reference, target) in page.parsed.references.iter().zip(&page.references) {
                if let Some(target) = target {
                    let of_types = written.entry(reference.types.as_slice()).or_default();
                    of_types.insert(reference.target.as_str(), site.page(*target));
                }
            }
        }
        Self { site, written }
    }

    /// The pages of these types, of any if there are none, in order of title: the same list for
    /// all fields that refer to them.
    pub(super) fn options(&self, types: &[String]) -> Tree {
        let name_of = |page: &Page| &*self.site.schema.types[page.content_type()].name;
        let fits = |page: &&Page| {
            let is_own = page.language == 0 && !page.path.is_empty();
            let name = name_of(page);
            is_own && (types.is_empty() || types.iter().any(|of| of == name))
        };
        let found: Vec<&Page> = self
            .site
            .pages
            .iter()
            .map(|page| &**page)
            .filter(fits)
            .collect();
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for page in &found {
            *named.entry(last_segment(&page.path)).or_default() += 1;
        }
        let value = |page: &'a Page| match last_segment(&page.path) {
            name if !types.is_empty() && named[name] == 1 => name,
            _ => &page.path,
        };
        let mut offered: Vec<(&str, &Page)> = found.into_iter().map(|p| (value(p), p)).collect();
        let values: BTreeSet<&str> = offered.iter().map(|(value, _)| *value).collect();
        let written = self.written.get(types).into_iter().flatten();
        let others = written.filter(|(value, _)| !values.contains(*value));
        offered.extend(others.map(|(value, page)| (*value, *page)));
        offered.sort_by(|a, b| (&a.1.title_key, a.0).cmp(&(&b.1.title_key, b.0)));
        let option = |(value, page): (&str, &Page)| {
            let mut label = page.meta.title.clone();
            if types.len() != 1 {
                let of = &self.site.schema.types[page.content_type()].label;
                label = format!("{label} ({of})");
            }
            if !values.contains(value) {
                label = format!("{label} – {value}");
            }
            let entries: Entries = vec![("label", Tree::Text(label)), ("value", Tree::text(value))];
            Tree::Map(entries)
        };
        let list = Tree::List(offered.into_iter().map(option).collect());
        let anchor = match types.is_empty() {
            true => "pages".to_owned(),
            false => format!("pages-{}", slug(&types.join("-"))),
        };
        Tree::Shared(anchor, Arc::new(list))
    }
}
