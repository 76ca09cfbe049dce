//! The pages that a field may refer to, as the form offers them.

use crate::site::{Page, Site, last_segment};
use crate::slug::slug;
use crate::yaml::{Entries, Tree};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often pages write each of the names of a page.
type Names<'a> = BTreeMap<&'a str, usize>;

/// What each kind of reference may lead to.
pub(super) struct Pages<'a> {
    site: &'a Site,
    /// What pages write for others, by the types referred to and the path of the other.
    written: BTreeMap<&'a [String], BTreeMap<&'a str, Names<'a>>>,
}

impl<'a> Pages<'a> {
    /// Those of a site.
    pub(super) fn of(site: &'a Site) -> Self {
        let mut written: BTreeMap<_, BTreeMap<_, Names<'_>>> = BTreeMap::new();
        for page in &site.pages {
            for (reference, target) in page.parsed.references.iter().zip(&page.references) {
                let Some(target) = target else { continue };
                // A page in another language is offered as that of which it is a translation.
                let target = site.page(*target);
                let original = target.translations.first().map(|id| site.page(*id));
                let path = original.map_or(&target.path, |page| &page.path).as_str();
                let of_types = written.entry(reference.types.as_slice()).or_default();
                let names = of_types.entry(path).or_default();
                *names.entry(reference.target.as_str()).or_default() += 1;
            }
        }
        Self { site, written }
    }

    /// The pages of these types, of any if there are none, in order of title: the same list for
    /// all fields that refer to them. A page stands there once, by the name that is written most;
    /// once more by each other name that some page has for it, whose form would else not show it.
    pub(super) fn options(&self, types: &[String]) -> Tree {
        let found = self.pages(types);
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for page in &found {
            *named.entry(last_segment(&page.path)).or_default() += 1;
        }
        let written = self.written.get(types);
        let usual = |page: &Page| {
            let names = written?.get(page.path.as_str())?;
            let most = names
                .iter()
                .max_by_key(|(name, times)| (**times, Reverse(**name)));
            most.map(|(name, _)| *name)
        };
        let mut taken = BTreeSet::new();
        let mut offered: Vec<(&str, &Page, bool)> = Vec::new();
        for page in &found {
            let name = last_segment(&page.path);
            let is_clear = !types.is_empty() && named[name] == 1;
            let names = [usual(page), is_clear.then_some(name), Some(&page.path)];
            let value = names.into_iter().flatten().find(|name| taken.insert(*name));
            offered.extend(value.map(|value| (value, *page, true)));
        }
        for (path, names) in written.into_iter().flatten() {
            let page = self.site.find(path).map(|id| self.site.page(id));
            let others = names.keys().filter(|name| taken.insert(**name));
            offered.extend(others.filter_map(|name| Some((*name, page?, false))));
        }
        offered.sort_by(|a, b| (&a.1.title_key, a.0).cmp(&(&b.1.title_key, b.0)));
        let option = |(value, page, is_usual): (&str, &Page, bool)| {
            let mut label = page.meta.title.clone();
            if types.len() != 1 {
                let of = &self.site.schema.types[page.content_type()].label;
                label = format!("{label} ({of})");
            }
            if !is_usual {
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

    /// The pages of these types in the site's own language.
    fn pages(&self, types: &[String]) -> Vec<&'a Page> {
        let name_of = |page: &Page| &*self.site.schema.types[page.content_type()].name;
        let fits = |page: &&Page| {
            let is_own = page.language == 0 && !page.path.is_empty();
            let name = name_of(page);
            is_own && (types.is_empty() || types.iter().any(|of| of == name))
        };
        let pages = self.site.pages.iter().map(|page| &**page);
        pages.filter(fits).collect()
    }
}
