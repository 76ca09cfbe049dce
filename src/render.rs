//! The site as bytes: pages, lists, feeds, maps of the site.
//!
//! In: a [`Site`] and the theme among its sources. Out: for every route what produces it, and on
//! demand its bytes. The only home of the template engine; templates see only [`view`] types.

mod body;
mod calendar;
mod chart;
mod client;
mod data;
mod feeds;
mod filters;
mod format;
mod key;
mod listing;
mod metadata;
mod pictures;
mod plain_files;
mod plan;
mod preview;
mod shapes;
mod table;
mod theme;
mod values;
pub mod view;

pub use key::{Key, Keys};
pub use plan::plan;
pub use theme::read_components;

use crate::config::{Edition, LanguageId};
use crate::content::slug;
use crate::diagnostic::Diagnostic;
use crate::history::{Change, History};
use crate::output::Output;
use crate::site::{FacetRef, Page, PageId, PageKind, Route, Site, TermRef};
use crate::source::{Content, FileId, Span};
use listing::{List, Lists};
use pictures::Pictures;
use preview::Previews;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::sync::{Arc, OnceLock};
use tera::Value;
use theme::Theme;
use view::{Breadcrumb, ChoiceView, Html, LanguageView, PageView, TermView, TocEntry, TypeView};

/// Renders the outputs of one site.
pub struct Renderer {
    shared: Shared,
    theme: Arc<Theme>,
    lists: Arc<Lists>,
    card_hashes: OnceLock<Vec<u64>>,
    previews: Option<Arc<Previews>>,
}

/// What templates and template functions share: made once, then only handed out.
#[derive(Clone)]
pub(crate) struct Shared {
    pub site: Arc<Site>,
    /// The cards of pages by id, each made when first asked for.
    cards: Arc<Vec<OnceLock<Value>>>,
    /// The content types as cards show them, by number.
    types: Arc<Vec<Value>>,
    /// The terms of each taxonomy as pages that have them show them.
    terms: Arc<Vec<Vec<Value>>>,
    /// Width and height of every picture that has them, by file.
    pub sizes: Arc<HashMap<FileId, (usize, usize)>>,
    history: Option<Arc<History>>,
    /// The pictures that are published in several sizes.
    pub pictures: Arc<Pictures>,
}

impl Shared {
    /// The card of a page.
    pub(crate) fn card(&self, id: PageId) -> Value {
        let card = &self.cards[id.0 as usize];
        card.get_or_init(|| values::card(self, id)).clone()
    }

    /// The last changes to a page's own file.
    pub(crate) fn changes_of(&self, page: &Page) -> &[Change] {
        // The page of a folder that has none of its own has another's file.
        let history = self
            .history
            .as_ref()
            .filter(|_| page.parsed.front.is_some());
        let path = &self.site.sources.get(page.parsed.file).path;
        history.map_or(&[], |history| history.of(path))
    }

    /// The terms of a page.
    fn terms_of(&self, page: &Page) -> Vec<Value> {
        let terms = page.terms.iter();
        terms
            .map(|found| self.terms[found.taxonomy][found.term].clone())
            .collect()
    }
}

/// Why an output has no bytes.
#[derive(Debug)]
pub enum RenderError {
    /// A template is wrong.
    Template(Box<Diagnostic>),
    /// A file to be copied, or what was kept of a page, cannot be read.
    Io(FileId, io::Error),
}

/// Words read in a minute by an adult in silence (Brysbaert 2019, rounded down).
const WORDS_PER_MINUTE: u32 = 220;

impl Renderer {
    /// Prepares the theme and everything that pages share; problems of the theme are reported.
    pub fn new(
        site: Arc<Site>,
        history: Option<Arc<History>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let pictures = Pictures::new(&site, diagnostics);
        let shared = Shared {
            cards: Arc::new(site.pages.iter().map(|_| OnceLock::new()).collect()),
            types: Arc::new(values::types(&site)),
            terms: Arc::new(values::terms(&site)),
            history,
            sizes: Arc::new(values::picture_sizes(&site, &pictures)),
            pictures: Arc::new(pictures),
            site,
        };
        let theme = Theme::new(&shared, diagnostics);
        // They become parts of addresses, so they may not lead elsewhere.
        let segments = (0..=shared.site.config.languages.len()).map(|language| {
            let page: Arc<str> = slug(theme.page_segment(language)).into();
            (page, slug(theme.whole_segment(language)))
        });
        let segments: Vec<(Arc<str>, String)> = segments.collect();
        let lists = Lists::new(&shared, &segments);
        // Without a base address nothing can point to them from elsewhere.
        let absolute = !shared.site.config.base_url.origin.is_empty();
        let previews = absolute.then(|| Previews::new(&shared, diagnostics));
        Self {
            previews: previews.flatten().map(Arc::new),
            shared,
            theme: Arc::new(theme),
            lists: Arc::new(lists),
            card_hashes: OnceLock::new(),
        }
    }

    /// A renderer of the same site with other texts ([`Site::with_texts`]): what pages share, and
    /// so what template functions know of the site, stays as it is.
    pub fn with_texts(&self, site: Arc<Site>) -> Self {
        Self {
            shared: Shared {
                site,
                ..self.shared.clone()
            },
            theme: Arc::clone(&self.theme),
            lists: Arc::clone(&self.lists),
            card_hashes: OnceLock::new(),
            previews: self.previews.clone(),
        }
    }

    /// The site that is rendered.
    pub fn site(&self) -> &Site {
        &self.shared.site
    }

    /// What other pages show of each page, as a hash, by its file.
    pub fn cards(&self) -> Vec<(FileId, u64)> {
        let ids = self.site().ids();
        let files = ids.map(|id| self.site().page(id).parsed.file);
        files.zip(self.card_hashes().iter().copied()).collect()
    }

    /// What other pages show of each page, as a hash.
    fn card_hashes(&self) -> &[u64] {
        self.card_hashes.get_or_init(|| {
            let ids: Vec<PageId> = self.site().ids().collect();
            ids.par_iter()
                .map(|id| key::card(&self.shared, *id))
                .collect()
        })
    }

    /// The pages of which an output shows something besides their address.
    pub fn shown(&self, output: &Output) -> Vec<PageId> {
        key::shown(self, output)
    }

    /// Writes the bytes of one output at the end of `out`.
    ///
    /// # Errors
    /// If its template fails, or a file to be copied cannot be read any more.
    pub fn render(&self, output: &Output, out: &mut Vec<u8>) -> Result<(), RenderError> {
        match output {
            Output::Page(id, number) => return self.page(*id, *number, out),
            Output::Taxonomy(index) => return self.taxonomy(*index, out),
            Output::Term(term, number) => return self.term(*term, *number, out),
            Output::Facet(value, number) => return self.facet(*value, *number, out),
            Output::Whole(id) => return self.whole(*id, out),
            Output::NotFound => return self.not_found(out),
            Output::Redirect(id) => return self.redirect(*id, out),
            Output::File(id) => return self.file(*id, out),
            Output::Picture(version) => {
                return self.shared.pictures.render(self.site(), *version, out);
            }
            Output::Preview(id) => {
                if let Some(previews) = &self.previews {
                    previews.draw(self.site(), self.site().page(*id), out);
                }
            }
            Output::Atom(id) => out.extend(feeds::atom(self, *id)),
            Output::JsonFeed(id) => out.extend(feeds::json(self, *id)),
            Output::Calendar(id) => out.extend(calendar::calendar(self.site(), *id)),
            Output::Data(file) => out.extend(data::render(self.site(), *file)?),
            Output::Sitemap => out.extend(plain_files::sitemap(&self.shared)),
            Output::Robots => out.extend(plain_files::robots(self.site())),
            Output::Redirects => out.extend(plain_files::redirects(self.site())),
            Output::Table(index) => {
                let config = &self.site().config.tables[*index];
                out.extend(table::Table::new(&self.shared, config).csv().into_bytes());
            }
            Output::SearchClient(bytes) => out.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn page(&self, id: PageId, number: usize, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let site = self.site();
        let page = site.page(id);
        let mut view = self.page_view(id)?;
        let mut context = tera::Context::new();
        if let Some(list) = self.lists.of_page(id) {
            context.insert_value("list", list.view(number, &self.shared));
            if number > 1 {
                self.at_list_page(&mut view, list, number, false);
            }
        }
        self.render_page(page, view, context, out)
    }

    /// Renders a page with its own template, and whatever else the context has.
    fn render_page(
        &self,
        page: &Page,
        view: PageView,
        mut context: tera::Context,
        out: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let template = self.theme.template_of(page, &self.site().schema);
        context.insert_value("page", view.into());
        let file = Some(page.parsed.file);
        self.theme
            .render(page.language, &template, &context, file, out)
    }

    /// A later page of a list is a page of its own: address and title say so.
    fn at_list_page(&self, view: &mut PageView, list: &List, number: usize, repeats: bool) {
        let site = self.site();
        self.without_text(view, &list.route(number));
        (view.updated, view.verified) = list.dates(&self.shared);
        let names = self.names_of(list.items(number));
        view.meta = Some(metadata::of_generated(site, view, number, names, repeats));
    }

    /// A page's list at another address, without what stands above it.
    fn without_text(&self, view: &mut PageView, route: &Route) {
        let site = self.site();
        view.url = site.url(route);
        view.permalink = site.permalink(route);
        view.body = Html(String::new());
        view.toc = Vec::new();
        for own in view
            .languages
            .iter_mut()
            .filter(|language| language.current)
        {
            (own.url, own.permalink) = (view.url.clone(), view.permalink.clone());
        }
    }

    /// A catalogue of several pages as one.
    fn whole(&self, id: PageId, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let site = self.site();
        let page = site.page(id);
        let mut view = self.page_view(id)?;
        let mut context = tera::Context::new();
        if let Some(list) = self.lists.of_page(id) {
            if let Some(route) = list.whole() {
                self.without_text(&mut view, route);
            }
            let names = self.names_of(list.all());
            view.meta = Some(metadata::of_generated(site, &view, 1, names, true));
            context.insert_value("list", list.view_whole(&self.shared));
        }
        self.render_page(page, view, context, out)
    }

    fn facet(&self, value: FacetRef, number: usize, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let site = self.site();
        let found = site.facet_value(value);
        let page = site.page(site.catalogues[value.catalogue].page);
        let list = self.lists.facet(value);
        let title = format!("{}: {}", page.short_title(), found.label);
        let route = Some(&found.route);
        let language = page.language;
        let mut view = self.generated_view(language, "facet", &title, route, &[], None);
        view.short_title.clone_from(&found.label);
        view.breadcrumbs = self.breadcrumbs(Some(site.catalogues[value.catalogue].page));
        self.at_list_page(&mut view, list, number, found.repeats);
        let mut context = tera::Context::new();
        context.insert_value("page", view.into());
        context.insert_value("list", list.view(number, &self.shared));
        let template = self.theme.template_of_facets();
        self.theme.render(language, template, &context, None, out)
    }

    /// Where the preview of a page is, if the theme draws any and the page has no picture.
    fn preview(&self, id: PageId) -> Option<Route> {
        let page = self.site().page(id);
        let previews = self.previews.as_ref().filter(|_| page.image.is_none())?;
        Some(previews.route(self.site(), page))
    }

    /// The titles of pages, as a description of their list.
    fn names_of(&self, pages: &[PageId]) -> Option<String> {
        metadata::names(pages.iter().map(|id| self.site().page(*id).short_title()))
    }

    fn page_view(&self, id: PageId) -> Result<PageView, RenderError> {
        let site = self.site();
        let page = site.page(id);
        let content_type = &site.schema.types[page.content_type()];
        let body = page.parsed.body.get();
        let body = body.map_err(|error| RenderError::Io(page.parsed.file, error))?;
        let body = self.theme.body(&self.shared, id, &body)?;
        let fields = values::Values {
            shared: &self.shared,
            theme: &self.theme,
            page: id,
        };
        let (by_name, listed) = fields.fields()?;
        let cards = |ids: &[PageId]| ids.iter().map(|id| self.card(*id)).collect::<Vec<Value>>();
        let date = |date: Option<crate::content::Date>| date.map(|d| d.to_string());
        let list = self.lists.of_page(id);
        // A section that does not date itself is as new and as old as what it lists.
        let (newest, oldest) = list
            .map(|list| list.dates(&self.shared))
            .unwrap_or_default();
        let changes = self.shared.changes_of(page);
        let repository = site.config.repository.as_ref();
        let source = &site.sources.get(page.parsed.file).path;
        let own_source = repository.filter(|_| page.parsed.front.is_some());
        let address = Route::file(source);
        let address = &address.encoded()[1..];
        let mut view = PageView {
            kind: match page.kind {
                PageKind::Home => "home",
                PageKind::Section => "section",
                PageKind::Page => "page",
            },
            title: page.meta.title.clone(),
            short_title: page.short_title().to_owned(),
            url: site.url(&page.route),
            permalink: site.permalink(&page.route),
            summary: page.meta.summary.clone(),
            language: site.edition(page).language.to_owned(),
            languages: self.languages(page.language, &page.route, &page.translations),
            date: date(page.meta.date),
            // A page that gives no date at all is as new as its text.
            updated: date(page.meta.updated).or(newest).or_else(|| {
                let last = changes.first().filter(|_| page.meta.date.is_none());
                last.map(|change| change.date.clone())
            }),
            verified: date(page.meta.verified).or(oldest),
            expires: date(page.meta.expires),
            status: values::status(page),
            draft: page.meta.draft,
            future: page.future,
            r#type: Some(self.type_view(page.language, page.content_type())),
            breadcrumbs: self.breadcrumbs(page.parent),
            body: Html(body),
            toc: toc(page),
            minutes: (page.parsed.words / WORDS_PER_MINUTE).max(1) as usize,
            f: Some(by_name),
            fields: listed,
            image: values::image(&self.shared, page),
            attachments: fields.attachments(),
            terms: self.shared.terms_of(page),
            backlinks: page
                .backlinks
                .iter()
                .map(|group| view::BacklinksView {
                    r#type: site.schema.types[group.content_type].name.clone(),
                    field: group.field.clone(),
                    label: group.label.clone(),
                    pages: cards(&group.pages),
                })
                .collect(),
            mentions: cards(&page.mentions),
            related: cards(&page.related),
            prev: page.previous.map(|id| self.card(id)),
            next: page.next.map(|id| self.card(id)),
            sections: cards(&page.sections),
            feeds: self.lists.feeds_of(site, id),
            calendar: calendar::route(site, id).map(|route| site.url(&route)),
            source: Some(source.clone()),
            edit_url: own_source.map(|repository| repository.edit(address)),
            history_url: own_source.map(|repository| repository.history(address)),
            history: changes
                .iter()
                .map(|change| view::ChangeView {
                    date: change.date.clone(),
                    note: change.note.clone(),
                    url: repository.map(|repository| repository.commit(&change.commit)),
                })
                .collect(),
            meta: None,
        };
        let items = list.map_or(&[][..], |list| list.items(1));
        let preview = self.preview(id);
        let meta = metadata::of_page(site, page, content_type, items, &view, preview.as_ref());
        view.meta = Some(meta);
        Ok(view)
    }

    fn taxonomy(&self, index: usize, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let site = self.site();
        let taxonomy = &site.taxonomies[index];
        let names = metadata::names(taxonomy.terms.iter().map(|term| term.label.as_str()));
        let route = Some(&taxonomy.route);
        let mut view = self.generated_view(0, "taxonomy", &taxonomy.label, route, &[], names);
        let pages = taxonomy.terms.iter().flat_map(|term| &term.pages);
        (view.updated, view.verified) = listing::dates(site, pages);
        let terms: Vec<TermView> = taxonomy
            .terms
            .iter()
            .map(|term| TermView {
                taxonomy: None,
                title: term.label.clone(),
                url: site.url(&term.route),
                count: Some(term.pages.len()),
            })
            .collect();
        let mut context = tera::Context::new();
        context.insert_value("page", view.into());
        context.insert_value("terms", view::list(terms));
        self.theme.render(0, "taxonomy.html", &context, None, out)
    }

    fn term(&self, term: TermRef, number: usize, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let site = self.site();
        let taxonomy = &site.taxonomies[term.taxonomy];
        let found = &taxonomy.terms[term.term];
        let parent = Breadcrumb {
            title: taxonomy.label.clone(),
            url: site.url(&taxonomy.route),
        };
        let list = self.lists.term(term);
        let names = self.names_of(list.items(1));
        let route = Some(&found.route);
        let mut view = self.generated_view(0, "term", &found.label, route, &[parent], names);
        (view.updated, view.verified) = list.dates(&self.shared);
        if number > 1 {
            self.at_list_page(&mut view, list, number, false);
        }
        let mut context = tera::Context::new();
        context.insert_value("page", view.into());
        context.insert_value("list", list.view(number, &self.shared));
        self.theme.render(0, "term.html", &context, None, out)
    }

    fn not_found(&self, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let title = self
            .theme
            .string(0, "not_found_title")
            .unwrap_or("404")
            .to_owned();
        let mut view = self.generated_view(0, "not-found", &title, None, &[], None);
        view.meta = Some(metadata::hidden(&title));
        let mut context = tera::Context::new();
        context.insert_value("page", view.into());
        self.theme.render(0, "404.html", &context, None, out)
    }

    fn redirect(&self, id: PageId, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let page = self.site().page(id);
        let mut context = tera::Context::new();
        context.insert_value("page", self.page_view(id)?.into());
        self.theme.render(
            page.language,
            "redirect.html",
            &context,
            Some(page.parsed.file),
            out,
        )
    }

    fn file(&self, id: FileId, out: &mut Vec<u8>) -> Result<(), RenderError> {
        let file = self.site().sources.get(id);
        match &file.content {
            Content::Embedded(bytes) => out.extend_from_slice(bytes),
            Content::Text(text) => out.extend_from_slice(text.as_bytes()),
            _ => {
                let read = File::open(&file.disk).and_then(|mut file| file.read_to_end(out));
                read.map_err(|error| RenderError::Io(id, error))?;
            }
        }
        Ok(())
    }

    /// The view of a page that no file stands for.
    fn generated_view(
        &self,
        language: LanguageId,
        kind: &'static str,
        title: &str,
        route: Option<&Route>,
        parents: &[Breadcrumb],
        description: Option<String>,
    ) -> PageView {
        let site = self.site();
        let home = &site.page(site.home).route;
        let mut breadcrumbs = self.breadcrumbs(site.home_of(language));
        breadcrumbs.extend(parents.iter().cloned());
        let mut view = PageView {
            kind,
            title: title.to_owned(),
            short_title: title.to_owned(),
            url: route.map(|route| site.url(route)).unwrap_or_default(),
            permalink: route.map(|route| site.permalink(route)).unwrap_or_default(),
            language: site.config.edition(language).language.to_owned(),
            languages: self.languages(language, route.unwrap_or(home), &[]),
            breadcrumbs,
            minutes: 1,
            ..PageView::default()
        };
        view.meta = Some(metadata::of_generated(site, &view, 1, description, false));
        view
    }

    /// The languages of the site as a page at this address leads to them.
    fn languages(
        &self,
        language: LanguageId,
        route: &Route,
        translations: &[PageId],
    ) -> Vec<LanguageView> {
        let site = self.site();
        let editions = site.config.editions().enumerate();
        let view = |(id, edition): (LanguageId, Edition<'_>)| {
            let mut translations = translations.iter().map(|id| site.page(*id));
            let translation = translations.find(|page| page.language == id);
            let home = site.page(site.home_of(id)?);
            let current = id == language;
            let route = match current {
                true => route,
                false => &translation.unwrap_or(home).route,
            };
            Some(LanguageView {
                language: edition.language.to_owned(),
                url: site.url(route),
                permalink: site.permalink(route),
                current,
                translated: current || translation.is_some(),
                t: Some(self.theme.strings(id)),
            })
        };
        match site.config.languages.is_empty() {
            true => Vec::new(),
            // A language without a page is not there yet.
            false => editions.filter_map(view).collect(),
        }
    }

    fn breadcrumbs(&self, parent: Option<PageId>) -> Vec<Breadcrumb> {
        let site = self.site();
        let mut trail: Vec<Breadcrumb> = std::iter::successors(parent, |id| site.page(*id).parent)
            .map(|id| {
                let page = site.page(id);
                Breadcrumb {
                    title: page.short_title().to_owned(),
                    url: site.url(&page.route),
                }
            })
            .collect();
        trail.reverse();
        trail
    }

    fn type_view(&self, language: LanguageId, content_type: usize) -> TypeView {
        let site = self.site();
        let content_type = &site.schema.types[content_type];
        TypeView {
            name: content_type.name.clone(),
            label: content_type.label.clone(),
            plural: content_type.plural.clone(),
            url: site
                .section_of_type(language, &content_type.name)
                .map(|id| site.url(&site.page(id).route)),
        }
    }

    fn card(&self, id: PageId) -> Value {
        self.shared.card(id)
    }
}

/// The headings as a tree; a deeper one belongs to the nearest shallower one before it.
fn toc(page: &Page) -> Vec<TocEntry> {
    fn nest(headings: &[crate::content::Heading]) -> Vec<TocEntry> {
        let mut entries = Vec::new();
        let mut rest = headings;
        while let Some((first, after)) = rest.split_first() {
            let inside = after.iter().take_while(|h| h.level > first.level).count();
            entries.push(TocEntry {
                id: first.id.clone(),
                title: first.title.clone(),
                level: usize::from(first.level),
                children: nest(&after[..inside]),
            });
            rest = &after[inside..];
        }
        entries
    }
    nest(&page.parsed.headings)
}

/// Where a problem of a template is shown when its place is not known.
fn start(file: FileId) -> Span {
    Span::start_of(file)
}

/// A choice for templates.
fn choice(value: &str, label: &str) -> ChoiceView {
    ChoiceView {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}
