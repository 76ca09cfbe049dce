//! A theme: templates, strings and static files, with the site's overrides on top.

use super::filters;
use super::shapes;
use super::values::data;
use super::{RenderError, Shared, start};
use crate::config::LanguageId;
use crate::content::read_rows;
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::load::EMBEDDED_THEME;
use crate::schema::Schema;
use crate::site::{Page, PageKind, Route, Site};
use crate::source::{Content, FileId, Sources, Span, offset_of};
use crate::yaml::{self, MapReader, Node};
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Map, Tera, Value};

/// Folder of a site's overrides.
const OVERRIDES: &str = "content/_theme";
/// Templates that every theme has to have.
const REQUIRED: [&str; 6] = [
    "page.html",
    "section.html",
    "taxonomy.html",
    "term.html",
    "404.html",
    "redirect.html",
];

/// A theme ready to render.
pub(super) struct Theme {
    /// By language.
    voices: Vec<Voice>,
    /// Files of the templates, by name.
    templates: BTreeMap<String, FileId>,
    /// Where to show what has no place of its own.
    place: Span,
    /// Its static files.
    pub statics: StaticFiles,
}

/// The templates with all that they say in one language.
struct Voice {
    tera: Tera,
    strings: BTreeMap<String, String>,
    /// The strings for templates.
    t: Value,
}

/// Where the static files of a theme are published, below the top: a hash of what is in the first
/// folder of their path is in the name, so that they can be cached for ever, still refer to each
/// other by relative paths inside that folder, and a change of the styles leaves the fonts alone.
pub(super) struct StaticFiles {
    /// First folder of a path below `static/` (empty for files beside those) -> hash.
    hashes: BTreeMap<String, String>,
    files: BTreeMap<String, FileId>,
}

/// Reads what the site's theme has to say of content into the schema: the components that it
/// declares, and the anchors that its templates use.
pub fn read_components(
    sources: &Sources,
    theme: Option<&str>,
    schema: &mut Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let folder = folder(theme);
    for layer in [folder.as_str(), OVERRIDES] {
        for (_, file) in sources.under(&format!("{layer}/templates/")) {
            schema.taken_ids.extend(literal_ids(file.text()));
        }
    }
    let Some(file) = layer(sources, &folder, "theme.yaml") else {
        return;
    };
    let text = sources.get(file).text();
    match yaml::parse(text, 0, text.len(), file) {
        Ok(node) => {
            let mut reader = MapReader::new(&node, "theme.yaml", diagnostics);
            reader.text("label");
            reader.text("description");
            reader.text("license");
            // Read where previews are drawn.
            reader.node("preview");
            reader.text("picture_sizes");
            if let Some(components) = reader.node("components") {
                crate::schema::read_components(components, schema, reader.diagnostics());
            }
            reader.finish();
        }
        Err(diagnostic) => diagnostics.push(*diagnostic),
    }
}

impl Theme {
    /// Reads the theme of a site.
    pub(super) fn new(shared: &Shared, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let site = &shared.site;
        let sources = &site.sources;
        let layers = layers(site);
        let mut templates = BTreeMap::new();
        for layer in &layers {
            let prefix = format!("{layer}/templates/");
            for (id, file) in sources.under(&prefix).filter(|(_, file)| !file.is_asset()) {
                templates.insert(file.path[prefix.len()..].to_owned(), id);
            }
        }
        let mut tera = Tera::new();
        let statics = StaticFiles::new(site);
        let maps = shapes::read_all(sources, diagnostics);
        filters::register(&mut tera, shared, &statics, maps);
        filters::register_language(&mut tera, shared, 0);
        let texts = templates
            .iter()
            .map(|(name, id)| (name.as_str(), sources.get(*id).text()));
        if let Err(error) = tera.add_raw_templates(texts) {
            let fallback = config_span(sources);
            diagnostics.push(loading_diagnostic(&error, &templates, sources, fallback));
        }
        let mut voices = Vec::new();
        for language in 1..=site.config.languages.len() {
            let mut tera = tera.clone();
            filters::register_language(&mut tera, shared, language);
            voices.push(Voice::new(tera, shared, &layers[0], language, diagnostics));
        }
        voices.insert(0, Voice::new(tera, shared, &layers[0], 0, diagnostics));
        let theme = Self {
            voices,
            templates,
            place: config_span(sources),
            statics,
        };
        if theme.voices[0].tera.get_template_names().next().is_some() {
            theme.check_required(sources, diagnostics);
            theme.check_named(site, diagnostics);
        }
        theme
    }

    /// Its templates by name, with their files.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, FileId)> {
        self.templates
            .iter()
            .map(|(name, file)| (name.as_str(), *file))
    }

    /// A string of the theme.
    pub(super) fn string(&self, language: LanguageId, key: &str) -> Option<&str> {
        self.voices[language].strings.get(key).map(String::as_str)
    }

    /// All strings of the theme, for templates.
    pub(super) fn strings(&self, language: LanguageId) -> Value {
        self.voices[language].t.clone()
    }

    /// The template of lists of what has a value in a catalogue.
    pub(super) fn template_of_facets(&self) -> &'static str {
        match self.templates.contains_key("facet.html") {
            true => "facet.html",
            false => "term.html",
        }
    }

    /// The last segment of the address of a catalogue on one page.
    pub(super) fn whole_segment(&self, language: LanguageId) -> &str {
        self.string(language, "whole_segment").unwrap_or("all")
    }

    /// The segment before the number in addresses of later pages of lists.
    pub(super) fn page_segment(&self, language: LanguageId) -> &str {
        self.string(language, "page_segment").unwrap_or("page")
    }

    /// The template of a page: the one it names, its type's, or the general one.
    pub(super) fn template_of(&self, page: &Page, schema: &Schema) -> String {
        let general = if page.kind == PageKind::Page {
            "page.html"
        } else {
            "section.html"
        };
        let of_type = &schema.types[page.content_type()].template;
        page.meta
            .template
            .iter()
            .chain([of_type])
            .find(|name| self.templates.contains_key(*name))
            .cloned()
            .unwrap_or_else(|| general.to_owned())
    }

    /// Renders a template in a language at the end of `out`; `page` is the file of the page that is rendered, if
    /// it has one, which explains mistakes that only its values bring out.
    pub(super) fn render(
        &self,
        language: LanguageId,
        template: &str,
        context: &Context,
        page: Option<FileId>,
        out: &mut Vec<u8>,
    ) -> Result<(), RenderError> {
        let tera = &self.voices[language].tera;
        match tera.render_to(template, context, &mut *out) {
            Ok(()) => Ok(()),
            Err(error) => {
                let diagnostic = template_diagnostic(&error, &self.templates, page, self.place);
                Err(RenderError::Template(Box::new(diagnostic)))
            }
        }
    }

    fn check_required(&self, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
        for name in REQUIRED {
            if !self.templates.contains_key(name) {
                let problem = Problem::MissingTemplate {
                    name: name.to_owned(),
                    suggestion: None,
                };
                diagnostics.push(Diagnostic::new(problem, config_span(sources)));
            }
        }
    }

    /// Templates that pages name have to exist.
    fn check_named(&self, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
        for page in &site.pages {
            let Some(name) = &page.meta.template else {
                continue;
            };
            if !self.templates.contains_key(name) {
                let names = self.templates.keys().map(String::as_str);
                let problem = Problem::MissingTemplate {
                    name: name.clone(),
                    suggestion: nearest(name, names),
                };
                let content_type = &site.schema.types[page.content_type()];
                let field = content_type.role(crate::schema::Role::Template);
                let entry =
                    field.and_then(|f| page.parsed.fields.0.iter().find(|e| e.name == f.name));
                diagnostics.push(Diagnostic::new(
                    problem,
                    entry.map_or(page.parsed.span, |e| e.span),
                ));
            }
        }
    }
}

impl Voice {
    /// Gives templates what every one of them can use.
    fn new(
        mut tera: Tera,
        shared: &Shared,
        folder: &str,
        language: LanguageId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let site = &shared.site;
        let tag = site.config.edition(language).language;
        let strings = read_strings(&site.sources, folder, tag, diagnostics);
        let mut map = Map::default();
        for (key, text) in &strings {
            map.insert(key.clone().into(), Value::from(text.as_str()));
        }
        let t = Value::from(map);
        let mut context = Context::new();
        context.insert_value("t", t.clone());
        context.insert_value("data", read_data(site, language, diagnostics));
        let view = super::metadata::site_view(site, language);
        context.insert_value("site", view.into());
        tera.global_context().extend(context);
        Self { tera, strings, t }
    }
}

impl StaticFiles {
    /// Collects the static files of a site's theme.
    pub(super) fn new(site: &Site) -> Self {
        let sources = &site.sources;
        let files = files_in(site, "static");
        let mut hashers: BTreeMap<String, blake3::Hasher> = BTreeMap::new();
        for (name, id) in &files {
            let hasher = hashers.entry(first_folder(name).to_owned()).or_default();
            hasher.update(name.as_bytes());
            let file = sources.get(*id);
            match &file.content {
                Content::Embedded(bytes) => hasher.update(bytes),
                _ => hasher.update(&std::fs::read(&file.disk).unwrap_or_default()),
            };
        }
        let hashes = hashers
            .into_iter()
            .map(|(folder, hasher)| (folder, hasher.finalize().to_hex()[..12].to_owned()))
            .collect();
        Self { hashes, files }
    }

    /// All static files: path below `static/`, route, file.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Route, FileId)> {
        self.files.iter().map(|(path, id)| {
            let route = Route::file(&format!(
                "assets/{}/{path}",
                self.hashes[first_folder(path)]
            ));
            (path.as_str(), route, *id)
        })
    }
}

/// The files that a theme publishes at the top of the site, as they are and under their names.
pub(super) fn root_files(site: &Site) -> impl Iterator<Item = (Route, FileId)> {
    let files = files_in(site, "root").into_iter();
    files.map(|(path, id)| (Route::file(&path), id))
}

/// The files in a folder of a site's theme that are copied, by their path there.
fn files_in(site: &Site, folder: &str) -> BTreeMap<String, FileId> {
    let mut files = BTreeMap::new();
    for layer in layers(site) {
        let prefix = format!("{layer}/{folder}/");
        let copied = site.sources.under(&prefix);
        for (id, file) in copied.filter(|(_, file)| file.is_asset()) {
            files.insert(file.path[prefix.len()..].to_owned(), id);
        }
    }
    files
}

/// The first folder of a path; empty if it has none.
fn first_folder(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}

/// The ids that a template gives literally.
fn literal_ids(template: &str) -> impl Iterator<Item = String> {
    let starts = template.split(" id=\"").skip(1);
    starts
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !id.contains(['{', ' ']))
        .map(str::to_owned)
}

/// The folders that a site's theme is read from; what the second has replaces what the first has.
pub(super) fn layers(site: &Site) -> [String; 2] {
    let theme = site.config.theme.as_ref().map(|(name, _)| name.as_str());
    [folder(theme), OVERRIDES.to_owned()]
}

/// The folder of a theme below the root.
fn folder(theme: Option<&str>) -> String {
    theme.map_or_else(
        || EMBEDDED_THEME.to_owned(),
        |name| format!("themes/{name}"),
    )
}

/// A file of the theme, or the site's override of it.
pub(super) fn layer(sources: &Sources, folder: &str, path: &str) -> Option<FileId> {
    sources
        .find(&format!("{OVERRIDES}/{path}"))
        .or_else(|| sources.find(&format!("{folder}/{path}")))
}

fn config_span(sources: &Sources) -> Span {
    start(crate::config::file(sources))
}

/// The strings of a theme: English ones where the language lacks them, the site's on top.
fn read_strings(
    sources: &Sources,
    folder: &str,
    language: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let language = language.split('-').next().unwrap_or(language);
    let mut strings = BTreeMap::new();
    for (layer, language) in [(folder, "en"), (folder, language), (OVERRIDES, language)] {
        let Some(file) = sources.find(&format!("{layer}/strings/{language}.yaml")) else {
            continue;
        };
        if let Some(node) = parse(sources, file, diagnostics) {
            for (key, value) in node.entries() {
                if let Some(text) = value.as_text() {
                    strings.insert(key.text.clone(), text.to_owned());
                }
            }
        }
    }
    strings
}

/// The data files by name, as pages in a language see them: `x.en.yaml` stands for `x.yaml` there,
/// and is nothing to others.
fn read_data(site: &Site, language: LanguageId, diagnostics: &mut Vec<Diagnostic>) -> Value {
    let sources = &site.sources;
    let mut files = Vec::new();
    for (id, file) in sources.under("content/_data/") {
        let Some((name, extension)) = file.name().rsplit_once('.') else {
            continue;
        };
        let path = site.config.localised(name);
        let (of, name) = site.config.language_of(&path);
        if of == language || of == 0 {
            files.push((of, name.to_owned(), id, file, extension));
        }
    }
    // A translation takes the place of what it translates.
    files.sort_by_key(|(of, ..)| *of);
    let mut map = Map::default();
    for (_, name, id, file, extension) in files {
        let value = match extension {
            "yaml" => parse(sources, id, diagnostics).map_or_else(Value::none, |node| data(&node)),
            "csv" => {
                let rows = read_rows(file.text(), id, diagnostics);
                let maps = rows.into_iter().map(|row| {
                    data(&Node {
                        value: yaml::Value::Map(row.entries),
                        span: row.span,
                    })
                });
                Value::from(maps.collect::<Vec<Value>>())
            }
            _ => continue,
        };
        map.insert(name.into(), value);
    }
    Value::from(map)
}

fn parse(sources: &Sources, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let text = sources.get(file).text();
    yaml::parse(text, 0, text.len(), file)
        .map_err(|d| diagnostics.push(*d))
        .ok()
}

/// An error of a template that no page had to be rendered for.
fn loading_diagnostic(
    error: &tera::Error,
    templates: &BTreeMap<String, FileId>,
    sources: &Sources,
    fallback: Span,
) -> Diagnostic {
    let in_file = |name: &str| templates.get(name).map_or(fallback, |id| start(*id));
    let diagnostic = match error.kind() {
        ErrorKind::MissingParent { current: name, .. }
        | ErrorKind::CircularExtend { tpl: name, .. }
        | ErrorKind::CircularInclude { tpl: name, .. } => {
            template_diagnostic(error, templates, None, in_file(name))
        }
        // Unknown filters and functions come as a text that ends with the place.
        ErrorKind::Msg(text) => {
            let first = text.lines().next().unwrap_or(text);
            let message = first.trim_start_matches("error: ").to_owned();
            let place = place_in(text, templates, sources).unwrap_or(fallback);
            Diagnostic::new(Problem::Template { message }, place)
        }
        _ => template_diagnostic(error, templates, None, fallback),
    };
    Diagnostic {
        other: None,
        ..diagnostic
    }
}

/// The place that a line `--> name:line:column` of an error names.
fn place_in(text: &str, templates: &BTreeMap<String, FileId>, sources: &Sources) -> Option<Span> {
    let (_, place) = text.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let column = parts.next()?.trim().parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let file = *templates.get(parts.next()?)?;
    let source = sources.get(file).text();
    let from = offset_of(source, line, column);
    let rest = &source[from..];
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    Some(Span::new(file, from, from + length))
}

/// A template error at its place in the template; if that is not known, at the page that was being
/// rendered, or at `otherwise`.
fn template_diagnostic(
    error: &tera::Error,
    templates: &BTreeMap<String, FileId>,
    page: Option<FileId>,
    otherwise: Span,
) -> Diagnostic {
    let page = page.map(start);
    let fallback = page.unwrap_or(otherwise);
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        return Diagnostic::new(
            Problem::Template {
                message: error.to_string(),
            },
            fallback,
        );
    };
    let problem = Problem::Template {
        message: report.message().to_owned(),
    };
    match templates.get(report.filename()) {
        Some(file) => {
            let range = &report.span().range;
            let diagnostic = Diagnostic::new(problem, Span::new(*file, range.start, range.end));
            match page {
                Some(page) => diagnostic.with_other(page),
                None => diagnostic,
            }
        }
        None => Diagnostic::new(problem, fallback),
    }
}
