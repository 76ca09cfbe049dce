//! The whole site as one immutable value.
//!
//! In: the parsed pages, configuration and schema. Out: a [`Site`]: routes, sections, taxonomies,
//! references between pages in both directions, related pages and resolved links. It knows
//! nothing of HTML pages, themes or files to write.

mod address;
mod attachments;
mod catalogues;
mod glossary;
mod links;
mod meta;
mod page;
mod references;
mod related;
mod sections;
mod taxonomies;

pub use address::{Route, join_path, percent_decode, route_of_asset};
pub use attachments::Attachment;
pub use catalogues::{Catalogue, Facet, FacetRef, FacetValue};
pub use glossary::Glossary;
pub use links::Target;
pub use meta::{Image, Meta, Status};
pub use page::{Backlinks, Page, PageId, PageKind, TermRef};
pub use taxonomies::{Taxonomy, Term};

use crate::config::{self, Config, Edition, LanguageId, MenuItem};
use crate::content::{Date, ParsedPage};
use crate::diagnostic::{Diagnostic, Language, Problem, nearest};
use crate::schema::{Role, Schema};
use crate::source::{FileId, Sources, Span};
use catalogues::Catalogues;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// What a build may show that it otherwise hides, and the day it is built for.
#[derive(Clone, Debug)]
pub struct Visibility {
    /// Include drafts and pages dated after `today`.
    pub drafts: bool,
    /// The day of the build: pages dated later and pages expired by then are left out.
    pub today: Date,
}

/// A page before the site exists: its file's place in the tree and what it says.
#[derive(Clone)]
pub struct Input {
    /// Path below `content/` without `.md`: `notizie/webinar`, `notizie/_index`; of translations
    /// below their language: `en/notizie/webinar`.
    pub path: Arc<str>,
    /// What the file says.
    pub parsed: Arc<ParsedPage>,
}

/// Everything known about a site. Its parts are shared with the versions of the site in which they
/// are the same.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its files.
    pub sources: Arc<Sources>,
    /// Its configuration.
    pub config: Arc<Config>,
    /// Its content types.
    pub schema: Arc<Schema>,
    /// Its pages, in order of path.
    pub pages: Vec<Arc<Page>>,
    /// Taxonomies in order of address.
    pub taxonomies: Arc<Vec<Taxonomy>>,
    /// Lists that readers narrow down by facets, in the order of the configuration.
    pub catalogues: Arc<Vec<Catalogue>>,
    /// Acronyms that its pages explain.
    pub glossary: Arc<Glossary>,
    /// The home.
    pub home: PageId,
    by_path: Arc<HashMap<String, PageId>>,
}

impl Site {
    /// The page with this id.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The site after changes to these pages that no other page can see; `None` if others can.
    pub fn with_texts(&self, sources: &Arc<Sources>, changed: &[Input]) -> Option<Self> {
        let mut site = Self {
            sources: Arc::clone(sources),
            ..self.clone()
        };
        for input in changed {
            let id = self.by_path.get(page::path_of(&input.path).0)?;
            let page = &mut site.pages[id.0 as usize];
            if !page.parsed.differs_only_in_text(&input.parsed) {
                return None;
            }
            *page = Arc::new(Page {
                parsed: Arc::clone(&input.parsed),
                ..Page::clone(page)
            });
        }
        Some(site)
    }

    /// A value of a catalogue's facet.
    pub fn facet_value(&self, value: FacetRef) -> &FacetValue {
        &self.catalogues[value.catalogue].facets[value.facet].values[value.value]
    }

    /// The page at this path below `content/`, without `.md`.
    pub fn find(&self, path: &str) -> Option<PageId> {
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".md").unwrap_or(path);
        let path = self.config.localised(path);
        self.by_path.get(page::path_of(&path).0).copied()
    }

    /// The translation of the page at this path into a language, or the page itself.
    pub fn find_in(&self, language: LanguageId, path: &str) -> Option<PageId> {
        let by_path = |path: &str| self.by_path.get(path).copied();
        let translated = || by_path(&self.config.path_in(language, path.trim_matches('/')));
        let translated = (language > 0).then(translated);
        translated.flatten().or_else(|| self.find(path))
    }

    /// The home of a language, if it has pages.
    pub fn home_of(&self, language: LanguageId) -> Option<PageId> {
        let translated = || {
            self.by_path
                .get(&self.config.path_in(language, ""))
                .copied()
        };
        match language {
            0 => Some(self.home),
            _ => translated(),
        }
    }

    /// What a page sees of the configuration.
    pub fn edition(&self, page: &Page) -> Edition<'_> {
        self.config.edition(page.language)
    }

    /// Ids of all pages, in order of path.
    pub fn ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..self.pages.len() as u32).map(PageId)
    }

    /// The address of a route on this site, with the path of the base address.
    pub fn url(&self, route: &Route) -> String {
        format!("{}{}", self.config.base_url.path, route.encoded())
    }

    /// The same with scheme and host.
    pub fn permalink(&self, route: &Route) -> String {
        format!("{}{}", self.config.base_url.origin, self.url(route))
    }

    /// The section that the pages of a type belong to, if they are all in one, in a language.
    pub fn section_of_type(&self, language: LanguageId, name: &str) -> Option<PageId> {
        let section = self
            .schema
            .types
            .iter()
            .find(|t| t.name == name)?
            .section
            .as_deref()?;
        self.find_in(language, section)
    }
}

/// Builds the site from its pages. `before` is an earlier version with the same files and schema,
/// of which is kept what has not changed.
pub fn build(
    sources: Arc<Sources>,
    mut config: Config,
    schema: Arc<Schema>,
    inputs: Vec<Input>,
    visibility: &Visibility,
    before: Option<&Site>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let (mut pages, hidden) = page::place(inputs, &schema, &sources, &config, visibility);
    address::check_collisions(&mut pages, &sources, diagnostics);
    page::find_parents(&mut pages);
    page::find_translations(&mut pages, &config);
    let by_path: HashMap<String, PageId> = pages
        .iter()
        .enumerate()
        .map(|(i, page)| (page.path.clone(), PageId(i as u32)))
        .collect();
    let routes: HashMap<Route, PageId> = pages
        .iter()
        .enumerate()
        .map(|(i, page)| (page.route.clone(), PageId(i as u32)))
        .collect();
    let home = by_path.get("").copied().unwrap_or(PageId(0));
    if sources.find(config::PATH).is_none()
        && let Some(page) = pages.get(home.0 as usize)
    {
        // A site without configuration is called what its home is called.
        config.title.clone_from(&page.meta.title);
    }

    references::resolve(&mut pages, &by_path, &config, &schema, &hidden, diagnostics);
    let taxonomies = taxonomies::build(&mut pages, &schema, &routes, diagnostics);
    let resolver = links::Resolver {
        pages: &pages,
        by_path: &by_path,
        routes: &routes,
        taxonomies: &taxonomies,
        sources: &sources,
        config: &config,
        schema: &schema,
        hidden: &hidden,
        names: OnceLock::new(),
    };
    let known = before.and_then(|before| links::Known::new(before, &pages, &taxonomies));
    let resolved: Vec<links::Resolved> = (0..pages.len() as u32)
        .into_par_iter()
        .map(PageId)
        .map(|id| {
            let known = known.as_ref().and_then(|known| known.links_of(id));
            known.unwrap_or_else(|| resolver.resolve(id))
        })
        .collect();
    for (page, resolved) in pages.iter_mut().zip(resolved) {
        page.links = resolved.links;
        page.files = resolved.files;
        page.image = resolved.image;
        page.sound = resolved.diagnostics.is_empty();
        diagnostics.extend(resolved.diagnostics);
    }
    check_days(&pages, &schema, diagnostics);
    check_config(&config, &by_path, &sources, diagnostics);
    check_tables(&config, &schema, diagnostics);
    sections::arrange(&mut pages, &schema, home);
    let catalogues = Catalogues {
        pages: &pages,
        by_path: &by_path,
        schema: &schema,
        taxonomies: &taxonomies,
        language: Language::from_tag(&config.language),
    };
    let catalogues = catalogues.build(&config.catalogues, diagnostics);
    links::add_mentions(&mut pages);
    related::compute(&mut pages, &schema);
    let glossary = Glossary::new(&pages, &schema);
    Site {
        sources,
        config: Arc::new(config),
        schema,
        pages: shared(pages),
        taxonomies: Arc::new(taxonomies),
        catalogues: Arc::new(catalogues),
        glossary: Arc::new(glossary),
        home,
        by_path: Arc::new(by_path),
    }
}

/// Nothing ends before it begins.
fn check_days(pages: &[Page], schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for page in pages.iter().filter(|page| page.meta.ends < page.meta.date) {
        let field = schema.types[page.content_type()].role(Role::Ends);
        let entry = field.and_then(|f| page.parsed.fields.0.iter().find(|e| e.name == f.name));
        if let Some(entry) = entry {
            let field = entry.name.clone();
            let problem = Problem::EndsBeforeBeginning { field };
            diagnostics.push(Diagnostic::new(problem, entry.span));
        }
    }
}

/// Every page named by a menu has to exist.
fn check_config(
    config: &Config,
    by_path: &HashMap<String, PageId>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let single = config.search_page.iter();
    let single = single.chain(config.open_data.as_ref().map(|data| &data.page));
    let mut open: Vec<(LanguageId, &MenuItem)> = single.map(|item| (0, item)).collect();
    for (language, edition) in config.editions().enumerate() {
        let items = edition.menu.iter().chain(edition.footer);
        open.extend(items.map(|item| (language, item)));
    }
    while let Some((language, item)) = open.pop() {
        open.extend(item.children.iter().map(|item| (language, item)));
        let path = item.page.trim_matches('/');
        let translated = || by_path.contains_key(&config.path_in(language, path));
        if !by_path.contains_key(path) && !translated() {
            diagnostics.push(unknown_page(&item.page, item.span, by_path));
        }
    }
    if let Some((theme, span)) = &config.theme {
        let folder = format!("themes/{theme}/");
        if sources.under(&folder).next().is_none() {
            let problem = Problem::UnknownTheme {
                name: theme.clone(),
                known: themes(sources),
            };
            diagnostics.push(Diagnostic::new(problem, *span));
        }
    }
}

/// Pages to be shared.
fn shared(pages: Vec<Page>) -> Vec<Arc<Page>> {
    let mut shared: Vec<Arc<Page>> = pages.into_iter().map(Arc::new).collect();
    // They stand where the pages stood, which takes a hundred times the room.
    shared.shrink_to_fit();
    shared
}

/// Every type and field that a table counts by has to exist.
fn check_tables(config: &Config, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) {
    for count in config.tables.iter().flat_map(|table| &table.counts) {
        let (name, span) = &count.of;
        let Some(content_type) = schema.find(name).map(|id| &schema.types[id]) else {
            let known: Vec<String> = schema.types.iter().map(|t| t.name.clone()).collect();
            let problem = Problem::UnknownType {
                name: name.clone(),
                suggestion: nearest(name, known.iter().map(String::as_str)),
                known,
            };
            diagnostics.push(Diagnostic::new(problem, *span));
            continue;
        };
        for (path, span) in [&count.rows, &count.columns] {
            if schema.field_at(name, path).is_none() {
                let known = content_type.fields.iter().map(|f| f.name.as_str());
                let problem = Problem::UnknownField {
                    field: path.clone(),
                    owner: name.clone(),
                    suggestion: nearest(path, known.clone()),
                    known: known.map(str::to_owned).collect(),
                };
                diagnostics.push(Diagnostic::new(problem, *span));
            }
        }
    }
}

/// The configuration names a page that is not there.
fn unknown_page(name: &str, span: Span, by_path: &HashMap<String, PageId>) -> Diagnostic {
    let mut paths: Vec<&str> = by_path.keys().map(String::as_str).collect();
    paths.sort_unstable();
    let problem = Problem::UnknownReference {
        field: "page".to_owned(),
        value: name.to_owned(),
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

/// Where to show a problem of a page as a whole.
fn page_span(page: &Page) -> Span {
    match page.parsed.span {
        span if span.file == page.parsed.file => span,
        _ => Span::start_of(page.parsed.file),
    }
}

/// The folder of a file below `content/`, with a final slash; empty for files at the top.
fn folder_of(sources: &Sources, file: FileId) -> &str {
    let path = &sources.get(file).path;
    let below = path.strip_prefix("content/").unwrap_or("");
    below.rfind('/').map_or("", |i| &below[..=i])
}
