//! The templates of a theme, ready to render.

use super::data::{DataFile, data_in, read_data};
use super::functions;
use super::ingredients::Ingredients;
use super::layers::layers;
use super::shapes;
use super::shared::Shared;
use super::site_view::site_view;
use super::template_errors::{loading_diagnostic, template_diagnostic};
use super::usage::Usage;
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, LeftOutCause, Problem, nearest};
use crate::schema::Role;
use crate::site::{Page, PageKind, Site};
use crate::source::{FileId, Sources, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::value::Key;
use tera::{Map, Tera, Value};

/// The template of pages that no other is for.
const PAGE: &str = "page.html";
/// The template of the page that the configuration names to search on.
const SEARCH: &str = "search.html";
/// Templates that every theme has to have.
const REQUIRED: [&str; 6] = [
    PAGE,
    "section.html",
    "taxonomy.html",
    "term.html",
    "404.html",
    "redirect.html",
];

/// What a template is rendered with, besides what every one of them can use.
#[derive(Default)]
pub struct Context(tera::Context);

impl Context {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, or puts it in the place of the one that has its name.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) {
        self.0.insert_value(name, value.into());
    }
}

/// The templates of a site.
pub struct Templates {
    /// By language.
    locales: Vec<LocaleTemplates>,
    /// Files of the templates, by name.
    files: BTreeMap<String, FileId>,
    /// Template functions that read the cards of any page.
    reading_cards: Vec<&'static str>,
    /// Where to show what has no place of its own.
    place: Span,
}

/// The templates with all that they say in one language.
struct LocaleTemplates {
    tera: Tera,
    /// The strings for templates.
    t: Value,
}

impl Templates {
    /// Reads the templates of a site's theme; their problems are reported.
    pub fn new(
        shared: &Shared,
        ingredients: Ingredients<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let site = &shared.site;
        let sources = &site.sources;
        let place = Span::start_of(crate::config::file(sources));
        let files = files(site);
        let maps = shapes::read_all(sources, diagnostics);
        let mut tera = Tera::new();
        let mut registry = functions::Registry::new(&mut tera);
        functions::register(&mut registry, shared, ingredients, maps);
        functions::register_language(&mut registry, shared, 0);
        let reading_cards = registry.reading_cards;
        let texts = files
            .iter()
            .map(|(name, id)| (name.as_str(), sources.get(*id).text()));
        if let Err(error) = tera.add_raw_templates(texts) {
            diagnostics.push(loading_diagnostic(&error, &files, sources, place));
        }
        let data = read_data(site, diagnostics);
        let other = |language| {
            let mut tera = tera.clone();
            let mut registry = functions::Registry::new(&mut tera);
            functions::register_language(&mut registry, shared, language);
            LocaleTemplates::new(tera, site, ingredients, &data, language)
        };
        let others: Vec<_> = (1..=site.config.languages.len()).map(other).collect();
        let mut locales = vec![LocaleTemplates::new(tera, site, ingredients, &data, 0)];
        locales.extend(others);
        let templates = Self {
            locales,
            files,
            reading_cards,
            place,
        };
        if templates.locales[0]
            .tera
            .get_template_names()
            .next()
            .is_some()
        {
            templates.check_required(diagnostics);
            templates.check_named(site, diagnostics);
            misnamed(&templates.files, sources, diagnostics);
        }
        templates
    }

    /// What a template uses, whatever its text is about: by name of the template.
    pub fn usage(&self, sources: &Sources) -> BTreeMap<&str, Usage> {
        let names: Vec<&str> = self.files.keys().map(String::as_str).collect();
        let files = self.files.iter();
        files
            .map(|(name, file)| {
                let text = sources.get(*file).text();
                let usage = Usage::of(name, text, &names, &self.reading_cards);
                (name.as_str(), usage)
            })
            .collect()
    }

    /// The text of a template.
    pub fn text<'a>(&self, name: &str, sources: &'a Sources) -> Option<&'a str> {
        Some(sources.get(*self.files.get(name)?).text())
    }

    /// All strings of the theme in a language, for templates.
    pub fn strings(&self, language: LanguageId) -> Value {
        self.locales[language].t.clone()
    }

    /// A word of the theme's in a language; what its name ends with where the theme lacks it.
    pub fn word(&self, language: LanguageId, key: &str) -> String {
        let strings = self.locales[language].t.as_map();
        let known = strings.and_then(|strings| strings.get(&Key::from(key.to_owned()))?.as_str());
        let own = || key.rsplit('_').next().unwrap_or(key).to_owned();
        known.map_or_else(own, str::to_owned)
    }

    /// Whether the theme has a template.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The template of lists of what has a value in a catalogue.
    pub fn of_facets(&self) -> &'static str {
        match self.files.contains_key("facet.html") {
            true => "facet.html",
            false => "term.html",
        }
    }

    /// The template of a page: the one it names, that of the search where the configuration makes it
    /// the page to search on, its type's, or the general one.
    pub fn of_page(&self, page: &Page, site: &Site) -> String {
        let is_page = page.kind == PageKind::Page;
        let general = if is_page { PAGE } else { "section.html" };
        // A section has its list, whether its text stands in `_index.md` or in `index.md`.
        let of_type = site.schema.types[page.content_type()].template.as_str();
        let of_type = Some(of_type).filter(|name| is_page || *name != PAGE);
        let named = page.meta.template.as_deref();
        let of_search = Some(SEARCH).filter(|_| named.is_none() && is_search_page(page, site));
        let names = named.into_iter().chain(of_search).chain(of_type);
        let mut there = names.filter(|name| self.files.contains_key(*name));
        there.next().unwrap_or(general).to_owned()
    }

    /// Renders a template in a language at the end of `out`; `page` is the file of the page that is
    /// rendered, if it has one, which explains mistakes that only its values bring out.
    ///
    /// # Errors
    /// If the template is wrong, or does not fit the values.
    pub fn render(
        &self,
        language: LanguageId,
        template: &str,
        context: &Context,
        page: Option<FileId>,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        let tera = &self.locales[language].tera;
        tera.render_to(template, &context.0, &mut *out)
            .map_err(|error| Box::new(template_diagnostic(&error, &self.files, page, self.place)))
    }

    fn check_required(&self, diagnostics: &mut Vec<Diagnostic>) {
        for name in REQUIRED {
            if !self.files.contains_key(name) {
                let problem = Problem::MissingTemplate {
                    name: name.to_owned(),
                    suggestion: None,
                };
                diagnostics.push(Diagnostic::new(problem, self.place));
            }
        }
    }

    /// Templates that pages name have to exist.
    fn check_named(&self, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
        for page in &site.pages {
            let Some(name) = &page.meta.template else {
                continue;
            };
            if !self.files.contains_key(name) {
                let names = self.files.keys().map(String::as_str);
                let whole = format!("{name}.html");
                let is_there = self.files.contains_key(&whole);
                let problem = Problem::MissingTemplate {
                    name: name.clone(),
                    suggestion: is_there.then_some(whole).or_else(|| nearest(name, names)),
                };
                let span = site.span_of_role(page, Role::Template);
                diagnostics.push(Diagnostic::new(problem, span));
            }
        }
    }
}

/// Whether readers search on a page.
fn is_search_page(page: &Page, site: &Site) -> bool {
    let config = &site.config;
    let item = config.search_page.as_ref().filter(|_| config.search);
    let found = item.and_then(|item| site.find_in(page.language, &item.page));
    found.is_some_and(|id| site.page(id).route == page.route)
}

/// Reports templates that nothing can find: their names end almost as those of others.
fn misnamed(
    files: &BTreeMap<String, FileId>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    const ENDINGS: [&str; 7] = [
        ".hmtl",
        ".htlm",
        ".thml",
        ".htm",
        ".html.txt",
        ".html.html",
        ".htmll",
    ];
    for (name, file) in files {
        let stem = ENDINGS.iter().find_map(|end| name.strip_suffix(end));
        let is_included = || {
            files
                .values()
                .any(|f| sources.get(*f).text().contains(&**name))
        };
        if let Some(stem) = stem.filter(|_| !is_included()) {
            let wanted = stem.rsplit('/').next().unwrap_or(stem);
            let wanted = format!("{wanted}.html");
            let cause = LeftOutCause::Name { wanted };
            diagnostics.push(Diagnostic::of_file(Problem::LeftOut { cause }, *file));
        }
    }
}

/// The files of the templates of a site's theme, by name.
fn files(site: &Site) -> BTreeMap<String, FileId> {
    let mut files = BTreeMap::new();
    for layer in layers(site) {
        let prefix = format!("{layer}/templates/");
        let texts = site.sources.under(&prefix);
        for (id, file) in texts.filter(|(_, file)| !file.is_asset()) {
            files.insert(file.path[prefix.len()..].to_owned(), id);
        }
    }
    files
}

impl LocaleTemplates {
    /// Gives templates what every one of them can use.
    fn new(
        mut tera: Tera,
        site: &Site,
        ingredients: Ingredients<'_>,
        data: &[DataFile],
        language: LanguageId,
    ) -> Self {
        let mut map = Map::default();
        for (key, text) in ingredients.strings.all(language) {
            map.insert(key.to_owned().into(), Value::from(text));
        }
        let t = Value::from(map);
        let mut context = tera::Context::new();
        context.insert_value("t", t.clone());
        context.insert_value("data", data_in(language, data));
        let view = site_view(site, ingredients.feeds, language);
        context.insert_value("site", view.into());
        tera.global_context().extend(context);
        Self { tera, t }
    }
}
