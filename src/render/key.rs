//! What stands for all that an output reads, so that a later build can tell without rendering it
//! whether it would be the same.
//!
//! A key leaves out nothing that templates can see. What is not followed in detail counts as a
//! whole: a template that lists pages of its own choice reads all cards.

use super::fingerprints::{files, links, own};
use super::renderer::Renderer;
use crate::export::{dataset, ics};
use crate::fingerprint::{self, Fingerprint};
use crate::schema::TypeId;
use crate::site::{Page, PageId, Site};
use crate::theme::{List, Usage, site_view};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

/// The parts of what an output reads, each as a fingerprint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// What all pages share: configuration, schema, data, strings, menus.
    pub shared: u64,
    /// Its templates.
    pub templates: u64,
    /// Its own file, its address and its place in the site.
    pub own: u64,
    /// What it shows of other pages.
    pub shown: u64,
    /// Files that it shows or offers.
    pub files: u64,
}

impl Key {
    /// The key of what is made from files alone.
    pub fn of_files(files: u64) -> Self {
        Self {
            files,
            ..Self::default()
        }
    }

    /// The key of what reads all that another does as well.
    pub fn with(self, other: Self) -> Self {
        let both = |part: fn(&Self) -> u64| fingerprint::of(&(part(&self), part(&other)));
        Self {
            shared: both(|key| key.shared),
            templates: both(|key| key.templates),
            own: both(|key| key.own),
            shown: both(|key| key.shown),
            files: both(|key| key.files),
        }
    }

    /// The key of what is made from nothing that the other parts stand for.
    pub fn of_own(own: u64) -> Self {
        Self {
            own,
            ..Self::default()
        }
    }
}

/// What keys are made of, made once.
pub struct Keys<'a> {
    /// What outputs are made with.
    pub renderer: &'a Renderer,
    shared: u64,
    /// By name of the template.
    templates: BTreeMap<&'a str, TemplateKey>,
    all_cards: u64,
}

/// What stands for a template and all that it may use.
#[derive(Clone, Copy, Default)]
struct TemplateKey {
    fingerprint: u64,
    /// It may read any card.
    reads_cards: bool,
}

/// What a page or list shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Its template.
    pub template: &'a str,
    /// The pages of which it shows something besides their address.
    pub pages: &'a [PageId],
    /// The list that stands on it.
    pub list: Option<&'a List>,
}

impl<'a> Keys<'a> {
    /// Looks at a whole site.
    pub fn new(renderer: &'a Renderer) -> Self {
        renderer.layout.lists.describe(renderer.site());
        Self {
            renderer,
            shared: everywhere(renderer),
            templates: templates(renderer),
            all_cards: fingerprint::of(renderer.card_fingerprints()),
        }
    }

    /// The key of an output of a page: of the page of its list with this number from 1, or of any
    /// other of its outputs with the number 0.
    pub fn of_page(&self, id: PageId, number: usize, shown: Shown<'_>) -> Key {
        let renderer = self.renderer;
        let site = renderer.site();
        let page = site.page(id);
        let own = (
            own(site, page),
            number,
            renderer.layout.feeds.has(id),
            ics::route(site, id).is_some(),
            site.stale(page).len(),
            renderer.shared.changes_of(page),
            editions(site, page),
        );
        // What is wrong with its template is told where the page is made.
        let tree = renderer.tree(id).ok();
        // The page that presents the data says how many pages there are.
        let reads_cards = dataset::is_presentation(site, page);
        Key {
            shared: self.shared,
            templates: self.template(shown.template).fingerprint,
            own: fingerprint::of(&own),
            shown: fingerprint::of(&(self.shown(shown, reads_cards), links(site, page), tree)),
            files: files(site, page),
        }
    }

    /// The key of a page of a list that no page of its own stands for.
    pub fn of_list(&self, own: impl Hash, shown: Shown<'_>) -> Key {
        Key {
            shared: self.shared,
            templates: self.template(shown.template).fingerprint,
            own: fingerprint::of(&own),
            shown: self.shown(shown, false),
            files: 0,
        }
    }

    /// The key of a file of open data, which reads the pages of its type whole, and of others what
    /// their cards show.
    pub fn of_data(&self, content_type: Option<TypeId>) -> Key {
        let site = self.renderer.site();
        let mut own_of_all = Fingerprint::default();
        let mut files_of_all = Fingerprint::default();
        let pages = site.pages.iter();
        for page in pages.filter(|page| Some(page.content_type()) == content_type) {
            own(site, page).hash(&mut own_of_all);
            files(site, page).hash(&mut files_of_all);
        }
        Key {
            shared: self.shared,
            own: own_of_all.value(),
            shown: self.all_cards,
            files: files_of_all.value(),
            ..Key::default()
        }
    }

    fn template(&self, name: &str) -> TemplateKey {
        let missing = TemplateKey::default();
        // A template that is missing was reported, and nothing is published.
        self.templates.get(name).copied().unwrap_or(missing)
    }

    /// What an output shows of other pages.
    fn shown(&self, shown: Shown<'_>, reads_cards: bool) -> u64 {
        let fingerprints = self.renderer.card_fingerprints();
        let cards: Vec<u64> = shown
            .pages
            .iter()
            .map(|id| fingerprints[id.0 as usize])
            .collect();
        let shape = shown.list.map(|list| list.shape(self.renderer.site()));
        let reads_cards = reads_cards || self.template(shown.template).reads_cards;
        fingerprint::of(&(cards, shape, reads_cards.then_some(self.all_cards)))
    }
}

/// Where a page leads to in the versions of the documentation.
fn editions(site: &Site, page: &Page) -> u64 {
    let editions = site.editions(page).into_iter();
    let routes: Vec<_> = editions
        .map(|version| (&site.page(version.page).route, version.is_same))
        .collect();
    fingerprint::of(&routes)
}

/// What every page can show.
fn everywhere(renderer: &Renderer) -> u64 {
    let site = renderer.site();
    let mut hasher = Fingerprint::default();
    for language in 0..=site.config.languages.len() {
        site_view::fingerprint(site, &renderer.layout.feeds, language).hash(&mut hasher);
        let home = site.home_of(language);
        home.map(|id| &site.page(id).route).hash(&mut hasher);
        for content_type in &site.schema.types {
            let section = site.section_of_type(language, content_type);
            section.map(|id| &site.page(id).route).hash(&mut hasher);
        }
    }
    site.config.base_url.hash(&mut hasher);
    // A heading has another anchor where a template has its own, whichever page that is for.
    site.schema.taken_ids.hash(&mut hasher);
    let acronyms = site
        .pages
        .iter()
        .filter(|page| page.meta.abbreviation.is_some());
    for page in acronyms {
        (page.language, &page.meta.abbreviation, &page.meta.title).hash(&mut hasher);
    }
    let shapes = |path: &str| {
        crate::config::is_configuration(path)
            || path.starts_with("content/_")
            || path.starts_with("themes/") && !path.contains("/templates/")
    };
    for (_, file) in site.sources.iter().filter(|(_, file)| shapes(&file.path)) {
        // Overridden templates are those of the pages that use them.
        if !file.path.starts_with("content/_theme/templates/") && !file.path.ends_with(".md") {
            (&file.path, file.digest()).hash(&mut hasher);
        }
    }
    hasher.value()
}

/// What stands for each template and all that it uses.
fn templates(renderer: &Renderer) -> BTreeMap<&str, TemplateKey> {
    let sources = &renderer.site().sources;
    let usage = renderer.templates.usage(sources);
    let everywhere = usage.iter().filter(|(_, usage)| usage.has_components);
    let everywhere: Vec<&str> = everywhere.map(|(name, _)| *name).collect();
    let key = |name: &str| {
        let used = used(name, &everywhere, &usage);
        let texts: Vec<(&str, Option<&str>)> = used
            .iter()
            .map(|name| (*name, renderer.templates.text(name, sources)))
            .collect();
        TemplateKey {
            fingerprint: fingerprint::of(&texts),
            reads_cards: used.iter().any(|name| usage[name].reads_cards),
        }
    };
    usage.keys().map(|name| (*name, key(name))).collect()
}

/// A template and all that it uses, directly or not: those that can be used from `everywhere` too.
fn used<'a>(
    name: &'a str,
    everywhere: &[&'a str],
    usage: &'a BTreeMap<&str, Usage>,
) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    let mut open = everywhere.to_vec();
    open.push(name);
    while let Some(name) = open.pop() {
        if used.insert(name) {
            open.extend(usage[name].templates.iter().map(String::as_str));
        }
    }
    used
}
