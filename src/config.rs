//! The site's configuration, `content/casa.yaml`.
//!
//! In: the file, if there is one. Out: a [`Config`] with a sensible value for everything, so that
//! a folder without configuration is a site too.

mod addresses;
mod counted;
mod documentation;
mod editing;
mod languages;
mod license;
mod menu;
mod navigation;
mod open_data;
mod said;
mod search;
mod shortcodes;
mod sidebars;
mod tongues;

pub use addresses::{BaseUrl, Repository};
pub use documentation::{Age, Documentation, Edition};
pub use editing::{Backend, Editing};
pub use languages::{LanguageId, Locale, Translation, name_of_language, own_name};
pub use license::License;
pub use menu::MenuItem;
pub use navigation::OrderFile;
pub use open_data::OpenData;
pub use said::said_language;
pub use sidebars::{SidebarEntry, SidebarGoal, Sidebars, document_name, unnumbered};

use crate::diagnostic::{Diagnostic, Expected, Problem};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, MapReader, Node, Value};
use addresses::{base_url, repository};
use counted::Counted;
use documentation::documentation;
use editing::editing;
use languages::{is_code, language, translations};
use license::license;
use menu::{menu, menu_item};
use open_data::{open_data, type_themes};
use said::{language_line, misspelled_language, unsaid_language};
use search::search;
use shortcodes::shortcodes;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The section about the search.
pub const SEARCH: &str = "search";
/// Where the configuration may stand, below the root: of several the first counts.
pub const PATHS: [&str; 3] = ["content/casa.yaml", "content/casa.yml", "content/casa.json"];

/// Whether a file is the configuration.
pub fn is_configuration(path: &str) -> bool {
    PATHS.contains(&path)
}

/// The file of the configuration.
pub fn find(sources: &Sources) -> Option<FileId> {
    let mut found = PATHS.iter().filter_map(|path| sources.find(path));
    found.find(|file| !sources.get(*file).is_left_out())
}

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
    /// What it was counted from, since nothing says it.
    pub counted: Option<Counted>,
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
    /// The form in which pages are written in a browser, if there is one.
    pub editing: Option<Editing>,
    /// Licence of the content.
    pub license: Option<License>,
    /// What is published as open data, if anything is.
    pub open_data: Option<OpenData>,
    /// The page that lists what is to be looked at again, with the calendar of it beside it.
    pub verifications: Option<MenuItem>,
    /// Versions, print views, plain texts and the like.
    pub documentation: Documentation,
    /// Main menu.
    pub menu: Vec<MenuItem>,
    /// Links at the foot of every page.
    pub footer: Vec<MenuItem>,
    /// Beginnings of paths that lead elsewhere on the same host.
    pub external: Vec<String>,
    /// What shortcodes of another program stand for, by their names.
    pub shortcodes: BTreeMap<String, String>,
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
    /// Sections that are read beside what they configure, by their name.
    sections: BTreeMap<&'static str, Node>,
}

impl Config {
    fn default_for(name: &str) -> Self {
        Self {
            title: name.to_owned(),
            tagline: None,
            description: None,
            base_url: BaseUrl::unknown(),
            language: "en".to_owned(),
            counted: None,
            languages: Vec::new(),
            theme: None,
            owner: None,
            email: None,
            accessibility_statement: None,
            repository: None,
            editing: None,
            license: None,
            open_data: None,
            verifications: None,
            documentation: Documentation::default(),
            menu: Vec::new(),
            footer: Vec::new(),
            external: Vec::new(),
            shortcodes: BTreeMap::new(),
            search: true,
            search_page: None,
            search_filters: None,
            search_shows: Vec::new(),
            search_names: None,
            sections: BTreeMap::new(),
        }
    }

    /// What is published for machines, and the pages that present it.
    fn take_data(&mut self, reader: &mut MapReader<'_>) {
        if let Some(node) = reader.node("open_data") {
            self.open_data = open_data(node, reader.diagnostics());
        }
        if let Some(node) = reader.node("open_data_themes") {
            let themes = type_themes(node, reader.diagnostics());
            if let Some(data) = &mut self.open_data {
                data.themes = themes;
            }
        }
        if let Some(node) = reader.node("verifications") {
            self.verifications = Some(menu_item(node, 1, reader.diagnostics()));
        }
    }

    /// Takes what the file says; `sections` are read elsewhere.
    fn take(&mut self, node: &Node, sections: &[&'static str], diagnostics: &mut Vec<Diagnostic>) {
        let mut reader = MapReader::new(node, "casa.yaml", diagnostics);
        self.title = reader.required_text("title");
        self.tagline = reader.text("tagline");
        self.description = reader.text("description");
        if let Some(node) = reader.node("language") {
            let language = language(node, reader.diagnostics());
            self.language = language.unwrap_or_else(|| self.language.clone());
        } else if let Some(language) = misspelled_language(node) {
            // The key is reported as unknown, in the language that was meant.
            self.language = language;
        }
        self.owner = reader.text("owner");
        self.email = reader.text_like("email", Expected::Email, is_email);
        let is_url = |text: &str| BaseUrl::parse(text).is_some();
        self.accessibility_statement =
            reader.text_like("accessibility_statement", Expected::Url, is_url);
        let theme = reader.node("theme").map(|node| node.span);
        self.theme = reader.text("theme").zip(theme);
        if let Some(node) = reader.node("base_url")
            && let Some(base_url) = base_url(node, reader.diagnostics())
        {
            self.base_url = base_url;
        }
        if let Some(node) = reader.node("repository") {
            self.repository = repository(node, reader.diagnostics());
        }
        if let Some(node) = reader.node("editing") {
            self.editing = editing(node, reader.diagnostics());
        }
        if let Some(node) = reader.node("license") {
            self.license = Some(license(node, reader.diagnostics()));
        }
        self.menu = menu(&mut reader, "menu", 2);
        self.footer = menu(&mut reader, "footer", 1);
        self.documentation = documentation(&mut reader);
        self.external = reader.texts("external");
        self.shortcodes = shortcodes(&mut reader);
        if let Some(node) = reader.node("languages") {
            let own = (self.language.as_str(), reader.node("language"));
            self.languages = translations(node, own, reader.diagnostics());
        }
        self.take_data(&mut reader);
        if let Some(node) = reader.node(SEARCH) {
            self.sections.insert(SEARCH, node.clone());
            let search = search(node, reader.diagnostics());
            self.search_page = search.page;
            self.search_filters = search.filters;
            self.search_shows = search.shows;
            self.search_names = search.names;
        }
        // What is not read is left out before this is.
        reader.texts("ignore");
        for name in sections {
            if let Some(node) = reader.node(name) {
                self.sections.insert(name, node.clone());
            }
        }
        reader.finish();
    }

    /// Whether an address leads elsewhere on the same host.
    pub fn is_external(&self, target: &str) -> bool {
        self.external
            .iter()
            .any(|begin| target.starts_with(begin.as_str()))
    }

    /// A section that is read beside what it configures, if the file has it.
    pub fn section(&self, name: &str) -> Option<&Node> {
        self.sections.get(name)
    }

    /// What pages in a language see of the configuration.
    pub fn locale(&self, id: LanguageId) -> Locale<'_> {
        match id.checked_sub(1).and_then(|i| self.languages.get(i)) {
            None => Locale {
                language: &self.language,
                title: &self.title,
                tagline: self.tagline.as_deref(),
                description: self.description.as_deref(),
                menu: &self.menu,
                footer: &self.footer,
            },
            Some(translation) => Locale {
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
    pub fn locales(&self) -> impl Iterator<Item = Locale<'_>> {
        (0..=self.languages.len()).map(|id| self.locale(id))
    }

    /// The path that a name stands for on a site in several languages: `a/b.en` is another name of
    /// `en/a/b`, and `a/b.it` of `a/b` if that is the site's own language.
    pub fn localised<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if self.languages.is_empty() {
            return Cow::Borrowed(name);
        }
        let named = name.rsplit_once('.');
        let named = named.and_then(|(path, tag)| Some((path, self.language_called(tag)?)));
        match (named, self.language_of(name)) {
            (Some((path, 0)), _) => Cow::Borrowed(path),
            (Some((path, id)), _) => Cow::Owned(self.path_in(id, path)),
            (None, (0, _)) => Cow::Borrowed(name),
            // A folder may write the language in letters of another case.
            (None, (id, own)) => match self.path_in(id, own) {
                path if path == name => Cow::Borrowed(name),
                path => Cow::Owned(path),
            },
        }
    }

    /// The language with this tag, in letters of either case.
    fn language_called(&self, tag: &str) -> Option<LanguageId> {
        let mut locales = self.locales();
        locales.position(|locale| locale.language.eq_ignore_ascii_case(tag))
    }

    /// The path of a page's translation into a language; `path` is that in the site's own.
    pub fn path_in(&self, id: LanguageId, path: &str) -> String {
        let tag = self.locale(id).language;
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
        let called = |tag: &str| tag.eq_ignore_ascii_case(first);
        match languages.enumerate().find(|(_, l)| called(&l.language)) {
            Some((i, _)) => (i + 1, rest),
            None => (0, path),
        }
    }

    fn count_language(&mut self, sources: &Sources) {
        let counted = Counted::default().again(sources);
        self.language = counted.language().to_owned();
        self.counted = Some(counted);
    }

    /// Whether other texts leave the language as it is.
    pub fn keeps_language(&self, sources: &Sources) -> bool {
        let counted = self.counted.as_ref();
        counted.is_none_or(|counted| counted.again(sources).language() == self.language)
    }

    /// The version of the documentation that holds the page at this path.
    pub fn edition_of(&self, path: &str) -> Option<usize> {
        let (_, own) = self.language_of(path);
        self.documentation.edition_of(own)
    }

    /// A language that the name of a file ends with and that the site does not have.
    pub fn unknown_language<'a>(&self, name: &'a str) -> Option<&'a str> {
        let (_, tag) = name.rsplit_once('.')?;
        let asked = !self.languages.is_empty();
        let known = self.language_called(tag).is_some();
        let region = tag.split_once('-');
        let is_tag = is_code(tag)
            || region.is_some_and(|(first, rest)| is_code(first) && matches!(rest.len(), 2 | 4));
        (asked && !known && is_tag).then_some(tag)
    }
}

/// Reads the configuration; `name` is the site's title where nothing gives one, and `sections` are
/// only kept ([`Config::section`]).
pub fn read(
    sources: &Sources,
    name: &str,
    sections: &[&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Config {
    let mut config = Config::default_for(name);
    let Some(file) = find(sources) else {
        let is_there = PATHS.iter().any(|path| sources.find(path).is_some());
        if let Some((theme, place)) = first_theme(sources).filter(|_| !is_there) {
            let problem = Problem::MissingConfig { theme };
            diagnostics.push(Diagnostic::of_file(problem, place));
        }
        config.count_language(sources);
        return config;
    };
    match yaml::parse_file(sources, file, diagnostics) {
        Some(node) => {
            if node.value == Value::Null && first_theme(sources).is_some() {
                // What the empty file lacks is said in the language that it had.
                config.language = counted::language(sources).to_owned();
            }
            if let Some(key) = unsaid_language(&node) {
                config.language = counted::language(sources).to_owned();
                let (field, label) = ("language".to_owned(), "it, en, …".to_owned());
                let hint = None;
                let problem = Problem::EmptyField { field, label, hint };
                diagnostics.push(Diagnostic::new(problem, key.span));
            }
            let is_open = sources.under("content/_schema/").next().is_none();
            if is_open && node.get("language").is_none() && misspelled_language(&node).is_none() {
                config.count_language(sources);
            }
            config.take(&node, sections, diagnostics);
        }
        // What is wrong is said in the language of the site all the same.
        None => {
            let language = language_line(sources.get(file).text());
            config.language = language.unwrap_or_else(|| counted::language(sources).to_owned());
        }
    }
    config
}

/// The first theme that the site has of its own, and its description.
pub fn first_theme(sources: &Sources) -> Option<(String, FileId)> {
    let mut themes = sources.under("themes/").filter_map(|(id, file)| {
        let name = file.path.strip_prefix("themes/")?;
        let name = name.strip_suffix("/theme.yaml")?;
        (name != "plain").then(|| (name.to_owned(), id))
    });
    themes.next()
}

/// Whether a text is an e-mail address, as far as its form says.
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let plain = |part: &str| !part.is_empty() && !part.contains(['@', ' ', ',', '<', '>', ':']);
        plain(name) && plain(host) && host.contains('.') && !host.ends_with('.')
    })
}

/// The file of the configuration, or the first of all: where to show what concerns it.
pub fn file(sources: &Sources) -> FileId {
    let any = || sources.iter().next().map(|(id, _)| id);
    find(sources).or_else(any).unwrap_or(FileId(0))
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
            languages: vec![translation("en"), translation("pt-BR")],
            ..Config::default_for("")
        };
        let paths = [
            ("a/b", "a/b", 0, "a/b"),
            ("a/b.en", "en/a/b", 1, "a/b"),
            ("_index.en", "en/_index", 1, "_index"),
            ("a/b.pt-BR", "pt-BR/a/b", 2, "a/b"),
            ("a/b.pt-br", "pt-BR/a/b", 2, "a/b"),
            ("pt-br/a.EN", "en/pt-br/a", 1, "pt-br/a"),
            ("pt-br/a", "pt-BR/a", 2, "a"),
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
}
