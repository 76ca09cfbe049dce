//! The site's configuration, `content/casa.yaml`.
//!
//! In: the file, if there is one. Out: a [`Config`] with a sensible value for everything, so that
//! a folder without configuration is a site too.

use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, MapReader, Node};
use std::borrow::Cow;

/// Where the configuration stands, below the root.
pub const PATH: &str = "content/casa.yaml";

/// What the site is called and how it is laid out.
#[derive(Clone, Debug)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// A line under the name.
    pub tagline: Option<String>,
    /// What search engines show of the home.
    pub description: Option<String>,
    /// Where the site will be published.
    pub base_url: BaseUrl,
    /// Language of the content, such as `it`.
    pub language: String,
    /// The languages into which pages are translated.
    pub languages: Vec<Translation>,
    /// Folder under `themes/`; the embedded theme where missing.
    pub theme: Option<(String, Span)>,
    /// Who publishes the site.
    pub owner: Option<String>,
    /// Where readers write to.
    pub email: Option<String>,
    /// Address of the declaration of accessibility, filed elsewhere.
    pub accessibility_statement: Option<String>,
    /// Where the sources are published.
    pub repository: Option<Repository>,
    /// Licence of the content.
    pub license: Option<License>,
    /// What is published as open data, if anything is.
    pub open_data: Option<OpenData>,
    /// Main menu.
    pub menu: Vec<MenuItem>,
    /// Links at the foot of every page.
    pub footer: Vec<MenuItem>,
    /// Whether the site has a search; not configured, but asked of a build.
    pub search: bool,
    /// The page that searches.
    pub search_page: Option<MenuItem>,
    /// Names of the fields that the search filters by, besides the content type; all fields
    /// marked as facets where missing.
    pub search_filters: Option<Vec<String>>,
    /// Names of the fields that a hit of the search shows after its content type.
    pub search_shows: Vec<String>,
    /// Names of the content types whose pages each explain one thing, under all names that
    /// readers look for it by; by default those with an acronym, such as a glossary.
    pub search_names: Option<Vec<String>>,
    /// Tables that count pages.
    pub tables: Vec<TableConfig>,
    /// Lists that readers narrow down by facets.
    pub catalogues: Vec<CatalogueConfig>,
    /// How pictures are made smaller; without it they are published as they are.
    pub pictures: Option<PicturesConfig>,
}

/// In which sizes pictures are published.
#[derive(Clone, Debug)]
pub struct PicturesConfig {
    /// Widths in pixels, the smallest first; never none.
    pub widths: Vec<usize>,
    /// Of formats with loss, from 1 to 100.
    pub quality: u8,
}

/// Number of a language of the site: 0 is its own, the others follow in their order.
pub type LanguageId = usize;

/// What the site is called and how it is laid out in a language other than its own.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language, such as `en`.
    pub language: String,
    /// Name of the site; its own where missing.
    pub title: Option<String>,
    /// A line under the name.
    pub tagline: Option<String>,
    /// What search engines show of the home.
    pub description: Option<String>,
    /// Main menu.
    pub menu: Vec<MenuItem>,
    /// Links at the foot of every page.
    pub footer: Vec<MenuItem>,
}

/// What the pages of one language see of the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The language.
    pub language: &'a str,
    /// Name of the site.
    pub title: &'a str,
    /// A line under the name.
    pub tagline: Option<&'a str>,
    /// What search engines show of the home.
    pub description: Option<&'a str>,
    /// Main menu.
    pub menu: &'a [MenuItem],
    /// Links at the foot of every page.
    pub footer: &'a [MenuItem],
}

/// A table that counts pages by two of their fields, published as a CSV file.
#[derive(Clone, Debug)]
pub struct TableConfig {
    /// Its address below the top.
    pub file: String,
    /// Where the address stands.
    pub span: Span,
    /// What is counted.
    pub counts: Vec<CountConfig>,
}

/// Pages of one type, counted by two fields. A field is a path: `a.b` is the field `b` of the pages
/// that the field `a` refers to.
#[derive(Clone, Debug)]
pub struct CountConfig {
    /// Name of the type, and where it stands.
    pub of: (String, Span),
    /// The field whose values are the rows.
    pub rows: (String, Span),
    /// The field whose values are the columns.
    pub columns: (String, Span),
}

/// A page whose list readers narrow down by facets.
#[derive(Clone, Debug)]
pub struct CatalogueConfig {
    /// Path of the page below `content/`, without `.md`.
    pub page: Named,
    /// Names of the content types it lists; the pages directly below it where there are none.
    pub types: Vec<Named>,
    /// What it is narrowed down by.
    pub facets: Vec<FacetConfig>,
}

/// One thing that a catalogue is narrowed down by.
#[derive(Clone, Debug)]
pub struct FacetConfig {
    /// What it is called; by default what the field is called.
    pub label: Option<String>,
    /// Where a page has its values: fields, `type`, `status`, `year`, or a field of a page
    /// referred to, after a dot.
    pub by: Vec<Named>,
}

/// A name and where it stands.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A licence with its address.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Its text.
    pub url: String,
}

/// Where the sources of a site are published, by the form of addresses that GitHub and GitLab share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Address of the project, without a final slash.
    project: String,
    /// The branch and the folder of the site in it.
    tree: String,
}

impl Repository {
    /// Reads the address at which a browser shows the folder of the site: `…/tree/main/site`.
    ///
    /// # Errors
    /// `None` if it is not an http or https address, or names no branch.
    fn parse(text: &str) -> Option<Self> {
        BaseUrl::parse(text)?;
        let (project, tree) = text.split_once("/tree/")?;
        let tree = tree.trim_matches('/');
        (!tree.is_empty()).then(|| Self {
            project: project.to_owned(),
            tree: tree.to_owned(),
        })
    }

    /// Where the file at a path below the site's folder, percent-encoded, can be edited.
    pub fn edit(&self, path: &str) -> String {
        self.of_file("edit", path)
    }

    /// Where all changes to the file are listed.
    pub fn history(&self, path: &str) -> String {
        self.of_file("commits", path)
    }

    /// Where a commit is shown.
    pub fn commit(&self, id: &str) -> String {
        format!("{}/commit/{id}", self.project)
    }

    fn of_file(&self, what: &str, path: &str) -> String {
        format!("{}/{what}/{}/{}", self.project, self.tree, path)
    }
}

/// What the catalogue of open data says besides what follows from the content.
#[derive(Clone, Debug)]
pub struct OpenData {
    /// The page that presents the data; the files stand below its address.
    pub page: MenuItem,
    /// How the publisher is registered: in Italy its code in the index of public bodies.
    pub publisher_id: Option<String>,
    /// What the data are about, a code of the European vocabulary `data-theme`.
    pub theme: Option<&'static str>,
    /// How often they change, a code of the European vocabulary `frequency`.
    pub frequency: &'static str,
    /// What the licence asks for, a name of the vocabulary `licencetype` of ADMS.
    pub license_type: Option<&'static str>,
}

/// The codes of the European vocabulary `data-theme`.
const THEMES: [&str; 14] = [
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "OP_DATPRO",
    "REGI",
    "SOCI",
    "TECH",
    "TRAN",
];
/// Codes of the European vocabulary `frequency`.
const FREQUENCIES: [&str; 16] = [
    "ANNUAL",
    "ANNUAL_2",
    "BIENNIAL",
    "BIMONTHLY",
    "BIWEEKLY",
    "CONT",
    "DAILY",
    "IRREG",
    "MONTHLY",
    "NEVER",
    "OTHER",
    "QUARTERLY",
    "TRIENNIAL",
    "UNKNOWN",
    "UPDATE_CONT",
    "WEEKLY",
];
/// Names of the vocabulary `licencetype` of ADMS that an open licence can have.
const LICENSE_TYPES: [&str; 4] = [
    "Attribution",
    "PublicDomain",
    "UnknownIPR",
    "ViralEffect-ShareAlike",
];

/// The languages with a code of two letters (ISO 639-1).
const ISO_639: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho \
    hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky \
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj \
    om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw \
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// An entry of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it says; the page's short title where missing.
    pub label: Option<String>,
    /// Path of the page below `content/`, without `.md`.
    pub page: String,
    /// Where the path stands.
    pub span: Span,
    /// Entries below it.
    pub children: Vec<MenuItem>,
}

/// The address under which a site is published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// Scheme and host, without a final slash; empty when unknown.
    pub origin: String,
    /// Path with a first and without a final slash; empty for the root of the host.
    pub path: String,
}

impl BaseUrl {
    /// Reads `https://host/path/`.
    ///
    /// # Errors
    /// `None` if the address is not an absolute http or https address.
    pub fn parse(text: &str) -> Option<Self> {
        let host_start = text
            .find("://")
            .filter(|i| matches!(&text[..*i], "http" | "https"))?
            + 3;
        let rest = &text[host_start..];
        let host_len = rest.find('/').unwrap_or(rest.len());
        let bad = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>');
        if host_len == 0 || rest.contains(bad) {
            return None;
        }
        Some(Self {
            origin: text[..host_start + host_len].to_owned(),
            path: rest[host_len..].trim_end_matches('/').to_owned(),
        })
    }
}

impl Config {
    fn default_for(name: &str) -> Self {
        Self {
            title: name.to_owned(),
            tagline: None,
            description: None,
            base_url: BaseUrl {
                origin: String::new(),
                path: String::new(),
            },
            language: "en".to_owned(),
            languages: Vec::new(),
            theme: None,
            owner: None,
            email: None,
            accessibility_statement: None,
            repository: None,
            license: None,
            open_data: None,
            menu: Vec::new(),
            footer: Vec::new(),
            search: true,
            search_page: None,
            search_filters: None,
            search_shows: Vec::new(),
            search_names: None,
            tables: Vec::new(),
            catalogues: Vec::new(),
            pictures: None,
        }
    }

    /// What pages in a language see of the configuration.
    pub fn edition(&self, id: LanguageId) -> Edition<'_> {
        match id.checked_sub(1).and_then(|i| self.languages.get(i)) {
            None => Edition {
                language: &self.language,
                title: &self.title,
                tagline: self.tagline.as_deref(),
                description: self.description.as_deref(),
                menu: &self.menu,
                footer: &self.footer,
            },
            Some(translation) => Edition {
                language: &translation.language,
                title: translation.title.as_ref().unwrap_or(&self.title),
                tagline: translation.tagline.as_deref(),
                description: translation.description.as_deref(),
                menu: &translation.menu,
                footer: &translation.footer,
            },
        }
    }

    /// The same of all languages, the site's own first.
    pub fn editions(&self) -> impl Iterator<Item = Edition<'_>> {
        (0..=self.languages.len()).map(|id| self.edition(id))
    }

    /// The path that a name stands for on a site in several languages: `a/b.en` is another name of
    /// `en/a/b`, and `a/b.it` of `a/b` if that is the site's own language.
    pub fn localised<'a>(&self, name: &'a str) -> Cow<'a, str> {
        let same = Cow::Borrowed(name);
        let Some((path, tag)) = name.rsplit_once('.').filter(|_| !self.languages.is_empty()) else {
            return same;
        };
        match self.editions().position(|edition| edition.language == tag) {
            None => same,
            Some(0) => Cow::Borrowed(path),
            Some(id) => Cow::Owned(self.path_in(id, path)),
        }
    }

    /// The path of a page's translation into a language; `path` is that in the site's own.
    pub fn path_in(&self, id: LanguageId, path: &str) -> String {
        let tag = self.edition(id).language;
        match (id, path) {
            (0, path) => path.to_owned(),
            (_, "") => tag.to_owned(),
            (_, path) => format!("{tag}/{path}"),
        }
    }

    /// The language of a page, and the path that it has in the site's own.
    pub fn language_of<'a>(&self, path: &'a str) -> (LanguageId, &'a str) {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let languages = self.languages.iter();
        match languages.enumerate().find(|(_, l)| l.language == first) {
            Some((i, _)) => (i + 1, rest),
            None => (0, path),
        }
    }

    /// A language that the name of a file ends with and that the site does not have.
    pub fn unknown_language<'a>(&self, name: &'a str) -> Option<&'a str> {
        let (_, tag) = name.rsplit_once('.')?;
        let asked = !self.languages.is_empty();
        let known = self.editions().any(|edition| edition.language == tag);
        (asked && !known && ISO_639.split(' ').any(|code| code == tag)).then_some(tag)
    }
}

/// Reads the configuration; `name` is the site's title where nothing gives one.
pub fn read(sources: &Sources, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let mut config = Config::default_for(name);
    let Some(file) = sources.find(PATH) else {
        return config;
    };
    let text = sources.get(file).text();
    let node = match yaml::parse(text, 0, text.len(), file) {
        Ok(node) => node,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return config;
        }
    };
    let mut reader = MapReader::new(&node, "casa.yaml", diagnostics);
    config.title = reader.required_text("title");
    config.tagline = reader.text("tagline");
    config.description = reader.text("description");
    config.language = reader.text("language").unwrap_or(config.language);
    config.owner = reader.text("owner");
    config.email = reader.text("email");
    config.accessibility_statement = reader.text("accessibility_statement");
    config.theme = reader
        .text("theme")
        .zip(reader.node("theme").map(|node| node.span));
    if let Some(url) = reader.node("base_url") {
        match BaseUrl::parse(url.as_text().unwrap_or_default()) {
            Some(base_url) => config.base_url = base_url,
            None => {
                let problem = Problem::WrongType {
                    field: "base_url".to_owned(),
                    expected: crate::diagnostic::Expected::Url,
                };
                reader
                    .diagnostics()
                    .push(Diagnostic::new(problem, url.span));
            }
        }
    }
    if let Some(url) = reader.node("repository") {
        config.repository = Repository::parse(url.as_text().unwrap_or_default());
        if config.repository.is_none() {
            let value = url.as_text().unwrap_or_default().to_owned();
            let problem = Problem::RepositoryAddress { value };
            reader
                .diagnostics()
                .push(Diagnostic::new(problem, url.span));
        }
    }
    if let Some(license) = reader.node("license") {
        let mut inner = MapReader::new(license, "license", reader.diagnostics());
        config.license = Some(License {
            name: inner.required_text("name"),
            url: inner.required_text("url"),
        });
        inner.finish();
    }
    config.menu = menu(&mut reader, "menu");
    config.footer = menu(&mut reader, "footer");
    if let Some(node) = reader.node("languages") {
        let own = (config.language.as_str(), reader.node("language"));
        config.languages = translations(node, own, reader.diagnostics());
    }
    if let Some(node) = reader.node("open_data") {
        config.open_data = open_data(node, reader.diagnostics());
    }
    if let Some(search) = reader.node("search") {
        let mut inner = MapReader::new(search, "search", reader.diagnostics());
        config.search_page = inner
            .node("page")
            .and_then(|node| menu_item(node, inner.diagnostics()));
        config.search_filters = inner
            .node("filters")
            .is_some()
            .then(|| inner.texts("filters"));
        config.search_shows = inner.texts("shows");
        config.search_names = inner.node("names").is_some().then(|| inner.texts("names"));
        inner.finish();
    }
    for node in reader.list("tables") {
        config.tables.push(table(node, reader.diagnostics()));
    }
    for node in reader.list("catalogues") {
        let catalogue = catalogue(node, reader.diagnostics());
        config.catalogues.extend(catalogue);
    }
    if let Some(node) = reader.node("pictures") {
        config.pictures = Some(pictures(node, reader.diagnostics()));
    }
    reader.finish();
    config
}

/// The file of the configuration, or the first of all: where to show what concerns it.
pub fn file(sources: &Sources) -> FileId {
    let any = || sources.iter().next().map(|(id, _)| id);
    sources.find(PATH).or_else(any).unwrap_or(FileId(0))
}

fn table(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> TableConfig {
    let mut reader = MapReader::new(node, "tables", diagnostics);
    let (file, span) = required_at(&mut reader, "file", node.span);
    let mut counts = Vec::new();
    for count in reader.list("count") {
        let mut inner = MapReader::new(count, "count", reader.diagnostics());
        counts.push(CountConfig {
            of: required_at(&mut inner, "type", count.span),
            rows: required_at(&mut inner, "rows", count.span),
            columns: required_at(&mut inner, "columns", count.span),
        });
        inner.finish();
    }
    reader.finish();
    TableConfig { file, span, counts }
}

/// A text that has to be there, and where it stands.
fn required_at(reader: &mut MapReader<'_>, key: &'static str, whole: Span) -> (String, Span) {
    let span = reader.node(key).map_or(whole, |node| node.span);
    (reader.required_text(key), span)
}

/// Widths for telephones, tablets and desks, on screens of one and two pixels a point.
const WIDTHS: [usize; 3] = [480, 960, 1440];
/// Where loss begins to be seen.
const QUALITY: u8 = 78;

/// What WebP can be wide at most.
const MOST_WIDTH: usize = 16_383;

fn pictures(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> PicturesConfig {
    let mut reader = MapReader::new(node, "pictures", diagnostics);
    let mut widths = Vec::new();
    for node in reader.list("widths") {
        widths.extend(count_up_to(
            MOST_WIDTH,
            node,
            "widths",
            reader.diagnostics(),
        ));
    }
    widths.sort_unstable();
    widths.dedup();
    if widths.is_empty() {
        widths.extend(WIDTHS);
    }
    let quality = reader
        .node("quality")
        .and_then(|node| count_up_to(100, node, "quality", reader.diagnostics()));
    reader.finish();
    PicturesConfig {
        widths,
        quality: quality.map_or(QUALITY, |quality| quality as u8),
    }
}

/// A whole number from 1 to `most`.
fn count_up_to(
    most: usize,
    node: &Node,
    field: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let number = node.as_text().and_then(|text| text.parse().ok());
    let found = number.filter(|number| (1..=most).contains(number));
    if found.is_none() {
        let problem = Problem::OutOfRange {
            field: field.to_owned(),
            min: Some(1.0),
            max: Some(most as f64),
        };
        diagnostics.push(Diagnostic::new(problem, node.span));
    }
    found
}

fn catalogue(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<CatalogueConfig> {
    let mut reader = MapReader::new(node, "catalogues", diagnostics);
    reader.required_text("page");
    let page = named(&mut reader, "page").pop();
    let types = named(&mut reader, "types");
    let mut facets = Vec::new();
    for node in reader.list("facets") {
        facets.push(facet(node, reader.diagnostics()));
    }
    reader.finish();
    Some(CatalogueConfig {
        page: page?,
        types,
        facets,
    })
}

fn facet(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> FacetConfig {
    if let Some(name) = node.as_text() {
        let name = name.to_owned();
        let span = node.span;
        return FacetConfig {
            label: None,
            by: vec![Named { name, span }],
        };
    }
    let mut reader = MapReader::new(node, "facets", diagnostics);
    let label = reader.text("label");
    if reader.node("by").is_none() {
        reader.required_text("by");
    }
    reader.texts("by");
    let by = named(&mut reader, "by");
    reader.finish();
    FacetConfig { label, by }
}

/// The texts of a key with their places.
fn named(reader: &mut MapReader<'_>, key: &'static str) -> Vec<Named> {
    let texts = reader.list(key).iter();
    texts
        .filter_map(|node| {
            Some(Named {
                name: node.as_text()?.to_owned(),
                span: node.span,
            })
        })
        .collect()
}

fn open_data(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<OpenData> {
    let same = |names: &[&'static str]| -> Vec<(&'static str, &'static str)> {
        names.iter().map(|name| (*name, *name)).collect()
    };
    let mut reader = MapReader::new(node, "open_data", diagnostics);
    reader.required_text("page");
    let page = reader
        .node("page")
        .and_then(|node| menu_item(node, reader.diagnostics()));
    let publisher_id = reader.text("publisher_id");
    let theme = reader.one_of("theme", &same(&THEMES));
    let frequency = reader.one_of("frequency", &same(&FREQUENCIES));
    let license_type = reader.one_of("license_type", &same(&LICENSE_TYPES));
    reader.finish();
    Some(OpenData {
        page: page?,
        publisher_id,
        theme,
        frequency: frequency.unwrap_or("UNKNOWN"),
        license_type,
    })
}

/// The languages besides the site's own: its tag and where it stands.
fn translations(
    node: &Node,
    (own, own_node): (&str, Option<&Node>),
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Translation> {
    let mut translations = Vec::new();
    // Reports what is no map, and keys that stand twice.
    MapReader::new(node, "languages", diagnostics);
    for (key, node) in node.entries() {
        let language = &key.text;
        if !is_tag(language) {
            let problem = Problem::PatternMismatch {
                field: "languages".to_owned(),
                value: language.clone(),
                hint: Some("en".to_owned()),
            };
            diagnostics.push(Diagnostic::new(problem, key.span));
            continue;
        }
        if language == own {
            let problem = Problem::DuplicateKey {
                key: language.clone(),
            };
            let other = own_node.map_or(key.span, |node| node.span);
            diagnostics.push(Diagnostic::new(problem, key.span).with_other(other));
            continue;
        }
        let mut reader = MapReader::new(node, language, diagnostics);
        translations.push(Translation {
            language: language.clone(),
            title: reader.text("title"),
            tagline: reader.text("tagline"),
            description: reader.text("description"),
            menu: menu(&mut reader, "menu"),
            footer: menu(&mut reader, "footer"),
        });
        reader.finish();
    }
    translations
}

/// Whether a text is the tag of a language as it can stand in addresses: `en`, `pt-br`.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let lower = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase());
    parts
        .next()
        .is_some_and(|first| (2..=3).contains(&first.len()) && lower(first))
        && parts.all(|part| {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
            (2..=8).contains(&part.len()) && part.bytes().all(plain)
        })
}

fn menu(reader: &mut MapReader<'_>, key: &'static str) -> Vec<MenuItem> {
    let mut items = Vec::new();
    for node in reader.list(key) {
        items.extend(menu_item(node, reader.diagnostics()));
    }
    items
}

fn menu_item(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<MenuItem> {
    if let Some(page) = node.as_text() {
        let page = page.to_owned();
        return Some(MenuItem {
            label: None,
            page,
            span: node.span,
            children: Vec::new(),
        });
    }
    let mut reader = MapReader::new(node, "menu", diagnostics);
    let label = reader.text("label");
    let page = reader.required_text("page");
    let span = reader.node("page").map_or(node.span, |node| node.span);
    let mut children = Vec::new();
    for child in reader.list("children") {
        children.extend(menu_item(child, reader.diagnostics()));
    }
    reader.finish();
    Some(MenuItem {
        label,
        page,
        span,
        children,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_say_their_language() {
        let translation = |language: &str| Translation {
            language: language.to_owned(),
            title: None,
            tagline: None,
            description: None,
            menu: Vec::new(),
            footer: Vec::new(),
        };
        let config = Config {
            language: "it".to_owned(),
            languages: vec![translation("en"), translation("pt-br")],
            ..Config::default_for("")
        };
        let paths = [
            ("a/b", "a/b", 0, "a/b"),
            ("a/b.en", "en/a/b", 1, "a/b"),
            ("_index.en", "en/_index", 1, "_index"),
            ("a/b.pt-br", "pt-br/a/b", 2, "a/b"),
            ("a/b.it", "a/b", 0, "a/b"),
            ("a.b/c.d", "a.b/c.d", 0, "a.b/c.d"),
            ("en/a", "en/a", 1, "a"),
            ("en", "en", 1, ""),
            ("env/a", "env/a", 0, "env/a"),
        ];
        for (name, path, language, own) in paths {
            let localised = config.localised(name);
            assert_eq!(localised, path);
            assert_eq!(config.language_of(&localised), (language, own));
        }
        assert_eq!(config.path_in(1, ""), "en");
        assert_eq!(config.unknown_language("a.fr"), Some("fr"));
        assert_eq!(config.unknown_language("a.en"), None);
        assert_eq!(config.unknown_language("a.js"), None);
        let monolingual = Config::default_for("");
        assert_eq!(monolingual.localised("a.en"), "a.en");
        assert_eq!(monolingual.unknown_language("a.fr"), None);
    }

    #[test]
    fn tags_can_stand_in_addresses() {
        for tag in ["en", "fur", "pt-br", "zh-hant-tw"] {
            assert!(is_tag(tag), "{tag}");
        }
        for text in [
            "", "e", "English", "EN", "en-", "en_gb", "e/n", "..", "engl",
        ] {
            assert!(!is_tag(text), "{text}");
        }
    }

    #[test]
    fn both_forges_are_understood() {
        let at = |url| Repository::parse(url).map(|found| found.edit("content/a.md"));
        let github = at("https://github.com/o/r/tree/main/");
        let expected = "https://github.com/o/r/edit/main/content/a.md";
        assert_eq!(github.as_deref(), Some(expected));
        let gitlab = Repository::parse("https://git.a.it/g/r/-/tree/main/sito").unwrap();
        let history = "https://git.a.it/g/r/-/commits/main/sito/content/a.md";
        assert_eq!(gitlab.history("content/a.md"), history);
        assert_eq!(gitlab.commit("1a"), "https://git.a.it/g/r/-/commit/1a");
        for bad in [
            "https://github.com/o/r",
            "https://a.it/o/tree/",
            "git@a.it:o/tree/main",
        ] {
            assert_eq!(Repository::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn addresses_are_split_into_origin_and_path() {
        let url = BaseUrl::parse("https://a.it/portale/").unwrap();
        assert_eq!(
            (url.origin.as_str(), url.path.as_str()),
            ("https://a.it", "/portale")
        );
        assert_eq!(BaseUrl::parse("https://a.it").unwrap().path, "");
        for bad in ["", "a.it", "ftp://a.it", "https://", "https://a.it/?x"] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
    }
}
