//! What stands for all that an output reads, so that a later build can tell without rendering it
//! whether it would be the same.
//!
//! A key leaves out nothing that templates can see. What is not followed in detail counts as a
//! whole: a template that lists pages of its own choice reads all cards.

use super::listing::List;
use super::{Renderer, Shared, calendar, data};
use crate::output::{DataFile, Output};
use crate::site::{FacetRef, Page, PageId, PageKind, Site, Target, TermRef};
use crate::source::FileId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The parts of what an output reads, each as a hash.
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

/// What keys are made of, made once.
pub struct Keys {
    shared: u64,
    /// By name of the template: its hash and whether it may read any card.
    templates: BTreeMap<String, (u64, bool)>,
    all_cards: u64,
}

impl Keys {
    /// Looks at a whole site.
    pub fn new(renderer: &Renderer) -> Self {
        let shared = &renderer.shared;
        renderer.lists.describe(shared);
        Self {
            shared: everywhere(renderer),
            templates: templates(renderer),
            all_cards: hash(renderer.card_hashes()),
        }
    }

    /// The key of an output; `None` for those that are not worth one: they are small and read much.
    pub fn of(&self, renderer: &Renderer, output: &Output) -> Option<Key> {
        let site = &renderer.shared.site;
        match output {
            Output::Page(id, number) => Some(self.page(renderer, *id, *number)),
            Output::Redirect(id) => {
                let key = self.page(renderer, *id, 1);
                let (templates, _) = self.template("redirect.html");
                Some(Key { templates, ..key })
            }
            Output::Term(term, number) => Some(self.term(renderer, *term, *number)),
            Output::Facet(value, number) => Some(self.facet(renderer, *value, *number)),
            // Page 0 is none of the list's.
            Output::Whole(id) => Some(self.page(renderer, *id, 0)),
            Output::Data(file) => Some(self.data(renderer, *file)),
            Output::File(id) => Some(Key {
                files: hash(&site.sources.get(*id).digest()),
                ..Key::default()
            }),
            // Its name says all that is drawn.
            Output::Preview(id) => Some(Key {
                own: hash(&renderer.preview(*id)),
                ..Key::default()
            }),
            Output::Picture(version) => Some(Key {
                own: hash(&renderer.shared.pictures.route(*version)),
                ..Key::default()
            }),
            Output::SearchClient(bytes) => Some(Key {
                files: hash(bytes),
                ..Key::default()
            }),
            _ => None,
        }
    }

    fn template(&self, name: &str) -> (u64, bool) {
        self.templates.get(name).copied().unwrap_or_default()
    }

    fn page(&self, renderer: &Renderer, id: PageId, number: usize) -> Key {
        let site = &renderer.shared.site;
        let page = site.page(id);
        let template = renderer.theme.template_of(page, &site.schema);
        let calendar = calendar::route(site, id).is_some();
        let own = (
            own(site, page),
            number,
            renderer.lists.has_feed(id),
            calendar,
            renderer.shared.changes_of(page),
        );
        let list = renderer.lists.of_page(id);
        let output = match number {
            0 => Output::Whole(id),
            number => Output::Page(id, number),
        };
        let (template_hash, reads_all) = self.template(&template);
        // The page that presents the data says how many pages there are.
        let reads_all = reads_all || data::is_presentation(site, page);
        let shown = self.shown(renderer, &output, list, (template_hash, reads_all));
        Key {
            shared: self.shared,
            templates: template_hash,
            own: hash(&own),
            shown: hash(&(shown, links(site, page))),
            files: files(site, page),
        }
    }

    /// What an output shows of other pages.
    fn shown(
        &self,
        renderer: &Renderer,
        output: &Output,
        list: Option<&List>,
        (_, reads_all): (u64, bool),
    ) -> u64 {
        let shown = shown(renderer, output);
        let hashes = renderer.card_hashes();
        let cards: Vec<u64> = shown.iter().map(|id| hashes[id.0 as usize]).collect();
        let shape = list.map(|list| list.shape(&renderer.shared));
        hash(&(cards, shape, reads_all.then_some(self.all_cards)))
    }

    fn facet(&self, renderer: &Renderer, value: FacetRef, number: usize) -> Key {
        let found = renderer.shared.site.facet_value(value);
        let own = (&found.label, &found.route, found.repeats, number);
        let list = renderer.lists.facet(value);
        let output = Output::Facet(value, number);
        self.listed(
            renderer,
            own,
            &output,
            list,
            renderer.theme.template_of_facets(),
        )
    }

    /// A file of open data reads the pages of its type whole, and of others what their cards show.
    fn data(&self, renderer: &Renderer, file: DataFile) -> Key {
        let site = &renderer.shared.site;
        let content_type = match file {
            DataFile::Records(id)
            | DataFile::Table(id)
            | DataFile::Groups(id, _)
            | DataFile::Schema(id) => Some(id),
            DataFile::Catalog => None,
        };
        let mut own_of_all = DefaultHasher::new();
        let mut files_of_all = DefaultHasher::new();
        let pages = site.pages.iter();
        for page in pages.filter(|page| Some(page.content_type()) == content_type) {
            own(site, page).hash(&mut own_of_all);
            files(site, page).hash(&mut files_of_all);
        }
        Key {
            shared: self.shared,
            own: own_of_all.finish(),
            shown: self.all_cards,
            files: files_of_all.finish(),
            ..Key::default()
        }
    }

    fn term(&self, renderer: &Renderer, term: TermRef, number: usize) -> Key {
        let taxonomy = &renderer.shared.site.taxonomies[term.taxonomy];
        let found = &taxonomy.terms[term.term];
        let own = (&taxonomy.label, &taxonomy.route, &found.label, &found.route);
        let list = renderer.lists.term(term);
        let output = Output::Term(term, number);
        self.listed(renderer, (own, number), &output, list, "term.html")
    }

    /// A list that no page of its own stands for.
    fn listed(
        &self,
        renderer: &Renderer,
        own: impl Hash,
        output: &Output,
        list: &List,
        template: &str,
    ) -> Key {
        let template = self.template(template);
        Key {
            shared: self.shared,
            templates: template.0,
            own: hash(&own),
            shown: self.shown(renderer, output, Some(list), template),
            files: 0,
        }
    }
}

/// The pages of which an output shows something besides their address.
pub(super) fn shown(renderer: &Renderer, output: &Output) -> Vec<PageId> {
    let site = &renderer.shared.site;
    match output {
        Output::Page(id, _) | Output::Whole(id) => {
            let page = site.page(*id);
            let mut shown: Vec<PageId> = above(site, page.parent).collect();
            shown.extend(page.references.iter().flatten());
            shown.extend(page.backlinks.iter().flat_map(|group| &group.pages));
            shown.extend(page.mentions.iter().chain(&page.related));
            shown.extend(page.previous.iter().chain(&page.next).chain(&page.sections));
            if let Some(list) = renderer.lists.of_page(*id) {
                shown.extend(match output {
                    Output::Page(_, number) => list.items(*number),
                    _ => list.all(),
                });
            }
            shown
        }
        Output::Term(term, number) => {
            let list = renderer.lists.term(*term);
            // The first items describe all pages of the list.
            let items = list.items(*number).iter().chain(list.items(1));
            items.chain([&site.home]).copied().collect()
        }
        Output::Facet(value, number) => {
            let list = renderer.lists.facet(*value);
            let items = list.items(*number).iter().chain(list.items(1)).copied();
            let catalogue = &site.catalogues[value.catalogue];
            items.chain(above(site, Some(catalogue.page))).collect()
        }
        _ => Vec::new(),
    }
}

/// A page and those above it.
fn above(site: &Site, page: Option<PageId>) -> impl Iterator<Item = PageId> {
    std::iter::successors(page, |id| site.page(*id).parent)
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What every page can show.
fn everywhere(renderer: &Renderer) -> u64 {
    let shared = &renderer.shared;
    let site = &shared.site;
    let mut hasher = DefaultHasher::new();
    for language in 0..=site.config.languages.len() {
        // The view has no hash of its own; its text says all that is in it.
        format!("{:?}", super::metadata::site_view(site, language)).hash(&mut hasher);
        let home = site.home_of(language);
        home.map(|id| &site.page(id).route).hash(&mut hasher);
        for content_type in &site.schema.types {
            let section = site.section_of_type(language, &content_type.name);
            section.map(|id| &site.page(id).route).hash(&mut hasher);
        }
    }
    site.config.base_url.hash(&mut hasher);
    let acronyms = site
        .pages
        .iter()
        .filter(|page| page.meta.abbreviation.is_some());
    for page in acronyms {
        (page.language, &page.meta.abbreviation, &page.meta.title).hash(&mut hasher);
    }
    let shapes = |path: &str| {
        path == crate::config::PATH
            || path.starts_with("content/_")
            || path.starts_with("themes/") && !path.contains("/templates/")
    };
    for (_, file) in site.sources.iter().filter(|(_, file)| shapes(&file.path)) {
        // Overridden templates are those of the pages that use them.
        if !file.path.starts_with("content/_theme/templates/") && !file.path.ends_with(".md") {
            (&file.path, file.digest()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The hash of each template and all that it includes, and whether it may read any card.
fn templates(renderer: &Renderer) -> BTreeMap<String, (u64, bool)> {
    let sources = &renderer.shared.site.sources;
    let texts: BTreeMap<&str, &str> = renderer
        .theme
        .templates()
        .map(|(name, file)| (name, sources.get(file).text()))
        .collect();
    // A component is found by its name from everywhere.
    let everywhere = |name: &str, text: &str| {
        name.starts_with("components/")
            || text.contains("{% component")
            || text.contains("{%- component")
    };
    let common: Vec<&str> = texts
        .iter()
        .filter(|(name, text)| everywhere(name, text))
        .map(|(name, _)| *name)
        .collect();
    let names_in = |text: &str| -> Vec<&str> {
        let quoted = |name: &str| {
            text.match_indices(name).any(|(at, _)| {
                let quote = |at: Option<u8>| matches!(at, Some(b'"' | b'\'' | b'`'));
                let bytes = text.as_bytes();
                let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
                quote(before) && quote(bytes.get(at + name.len()).copied())
            })
        };
        texts.keys().copied().filter(|name| quoted(name)).collect()
    };
    let named: BTreeMap<&str, Vec<&str>> = texts
        .iter()
        .map(|(name, text)| (*name, names_in(text)))
        .collect();
    let closure = |name: &str| {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = common.clone();
        open.extend(texts.get_key_value(name).map(|(name, _)| *name));
        while let Some(name) = open.pop() {
            if reached.insert(name) {
                open.extend(&named[name]);
            }
        }
        let reads_all = reached.iter().any(|name| {
            let text = texts[name];
            let calls = ["pages(", "get_page(", "table(", "open_data("];
            calls.iter().any(|call| text.contains(call))
        });
        let texts: Vec<(&str, &str)> = reached.iter().map(|name| (*name, texts[name])).collect();
        (hash(&texts), reads_all)
    };
    texts
        .keys()
        .map(|name| ((*name).to_owned(), closure(name)))
        .collect()
}

/// What a page is by itself.
fn own(site: &Site, page: &Page) -> u64 {
    let file = site.sources.get(page.parsed.file);
    let mut hasher = DefaultHasher::new();
    // The page of a folder that has none of its own has another's file.
    (&file.path, page.parsed.front.map(|_| file.digest())).hash(&mut hasher);
    (&page.meta.title, &page.route, page.future).hash(&mut hasher);
    (page.kind == PageKind::Page).hash(&mut hasher);
    page.content_type().hash(&mut hasher);
    page.language.hash(&mut hasher);
    for id in &page.translations {
        let translation = site.page(*id);
        (translation.language, &translation.route).hash(&mut hasher);
    }
    terms(site, page, &mut hasher);
    hasher.finish()
}

fn terms(site: &Site, page: &Page, hasher: &mut DefaultHasher) {
    for term in &page.terms {
        let taxonomy = &site.taxonomies[term.taxonomy];
        let found = &taxonomy.terms[term.term];
        (&taxonomy.name, &found.label, &found.route).hash(hasher);
    }
}

/// What others show of a page.
pub(super) fn card(shared: &Shared, id: PageId) -> u64 {
    let site = &shared.site;
    let page = site.page(id);
    let mut hasher = DefaultHasher::new();
    page.parsed.front.hash(&mut hasher);
    (&page.meta.title, &page.route, page.content_type()).hash(&mut hasher);
    (page.future, page.language).hash(&mut hasher);
    terms(site, page, &mut hasher);
    for reference in &page.references {
        let target = reference.map(|id| site.page(id));
        target
            .map(|page| (page.short_title(), &page.route))
            .hash(&mut hasher);
    }
    if let Some(image) = &page.image {
        file(site, image.file).hash(&mut hasher);
    }
    hasher.finish()
}

/// Where the links of a page lead.
fn links(site: &Site, page: &Page) -> u64 {
    let mut hasher = DefaultHasher::new();
    for link in &page.links {
        match link {
            Target::Page(id, _) => site.page(*id).route.hash(&mut hasher),
            Target::Route(route, _) => route.hash(&mut hasher),
            // What it is follows from the page itself, or is among its files.
            Target::File(_) => 1.hash(&mut hasher),
            Target::Verbatim(_) => 2.hash(&mut hasher),
            Target::Broken => 3.hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// The files that a page shows or offers.
fn files(site: &Site, page: &Page) -> u64 {
    let mut hasher = DefaultHasher::new();
    for link in &page.links {
        if let Target::File(id) = link {
            file(site, *id).hash(&mut hasher);
        }
    }
    for id in page.files.iter().flatten() {
        file(site, *id).hash(&mut hasher);
    }
    hasher.finish()
}

fn file(site: &Site, id: FileId) -> impl Hash {
    let file = site.sources.get(id);
    (&file.path, file.digest())
}
