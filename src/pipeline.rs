//! From the sources of a site to everything it publishes: the table of contents of the program.
//!
//! Pure: no disk except the bytes of assets, no clock, no environment. `build`, `check`, `serve`
//! and the tests all call [`build`].

use crate::config::{self, BaseUrl, Config};
use crate::content::{self, Row, read_rows, slug};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::load;
use crate::output::{Output, Outputs};
use crate::render::{self, RenderError, Renderer};
use crate::schema::{self, DefaultFor, Schema, TypeId};
use crate::search;
use crate::site::{self, Input, Visibility};
use crate::source::{Content, FileId, Sources, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What a build is told besides the sources.
#[derive(Clone, Debug)]
pub struct Options {
    /// Title of a site that has no configuration.
    pub name: String,
    /// Address of the site, instead of the configured one.
    pub base_url: Option<BaseUrl>,
    /// Which pages to show.
    pub visibility: Visibility,
}

/// A site ready to be published, and what is wrong with it.
pub struct Build {
    /// Renders the outputs.
    pub renderer: Renderer,
    /// What there is to publish.
    pub outputs: Outputs,
    /// Problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    index: OnceLock<Result<search_index::Index, search_index::Error>>,
}

impl Build {
    /// Whether something keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// The files of the search index, built when first asked for.
    ///
    /// # Errors
    /// If the indexer refuses the documents.
    pub fn index(&self) -> Result<&search_index::Index, &search_index::Error> {
        self.index
            .get_or_init(|| search::index(self.renderer.site()))
            .as_ref()
    }

    /// Renders everything and throws it away, for the problems that only rendering shows.
    pub fn check_rendering(&mut self) {
        let outputs: Vec<&Output> = self.outputs.iter().map(|(_, output)| output).collect();
        let found: Vec<Diagnostic> = outputs
            .into_par_iter()
            .filter(|output| !matches!(output, Output::File(_) | Output::SearchClient(_)))
            .filter_map(|output| self.renderer.render(output).err())
            .map(render_diagnostic)
            .collect();
        self.diagnostics.append(&mut say_once(found));
        sort(&mut self.diagnostics, &self.renderer.site().sources);
    }
}

/// Of the problems of templates, which show on every page that uses one, the first of each place.
pub fn say_once(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|d| (d.span, d.other));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.problem.code() == b.problem.code());
    diagnostics
}

/// Whether any of these is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The diagnostic of an output that could not be rendered.
pub fn render_diagnostic(error: RenderError) -> Diagnostic {
    match error {
        RenderError::Template(diagnostic) => *diagnostic,
        RenderError::Io(file, error) => Diagnostic::of_file(
            Problem::Unreadable {
                reason: error.to_string(),
            },
            file,
        ),
    }
}

/// Builds a site. `mark` is told the name of each phase when it ends.
pub fn build(
    sources: Arc<Sources>,
    options: &Options,
    mut mark: impl FnMut(&'static str),
) -> Build {
    let mut diagnostics = load::check(&sources);
    let mut config = config::read(&sources, &options.name, &mut diagnostics);
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    let schema = read_schema(&sources, &config, &mut diagnostics);
    mark("configure");

    let inputs = parse(&sources, &schema, &mut diagnostics);
    mark("parse");

    let site = site::build(
        Arc::clone(&sources),
        config,
        schema,
        inputs,
        &options.visibility,
        &mut diagnostics,
    );
    mark("resolve");

    let renderer = Renderer::new(Arc::new(site), &mut diagnostics);
    let outputs = render::plan(&renderer, &mut diagnostics);
    mark("plan");

    if renderer.site().schema.open {
        leave_out(&mut diagnostics);
    }
    sort(&mut diagnostics, &sources);
    Build {
        renderer,
        outputs,
        diagnostics,
        index: OnceLock::new(),
    }
}

fn read_schema(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Schema {
    let mut schema = schema::read_types(sources, diagnostics);
    let theme = config.theme.as_ref().map(|(name, _)| name.as_str());
    render::read_components(sources, theme, &mut schema, diagnostics);
    schema
}

/// Parses every content file, and the rows that are pages.
fn parse(sources: &Sources, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Vec<Input> {
    let rows = Rows::read(sources, schema, diagnostics);
    let files: Vec<(FileId, &str)> = sources
        .under("content/")
        .filter(|(_, file)| matches!(file.content, Content::Text(_) | Content::NotUtf8 { .. }))
        .filter_map(|(id, file)| Some((id, page_path(&file.path)?)))
        .collect();
    let mut parsed: Vec<(Input, Vec<Diagnostic>)> = files
        .par_iter()
        .map(|&(file, path)| {
            let row = rows.by_path.get(path);
            let content_type = row.map_or_else(|| type_of(path, schema), |(t, _)| *t);
            let text = sources.get(file).text();
            let row = row.map(|(_, row)| row);
            let (parsed, mut found) = content::parse(text, file, content_type, schema, row);
            if matches!(sources.get(file).content, Content::NotUtf8 { .. }) {
                // The text ends at the wrong byte, which has been reported.
                found.clear();
            }
            (
                Input {
                    path: path.to_owned(),
                    parsed,
                },
                found,
            )
        })
        .collect();
    let written: std::collections::HashSet<&str> = files.iter().map(|(_, path)| *path).collect();
    let alone = rows
        .by_path
        .iter()
        .filter(|(path, _)| !written.contains(path.as_str()));
    parsed.extend(alone.map(|(path, (content_type, row))| {
        let (parsed, found) = content::parse("", row.span.file, *content_type, schema, Some(row));
        (
            Input {
                path: path.clone(),
                parsed,
            },
            found,
        )
    }));
    parsed.sort_by(|a, b| a.0.path.cmp(&b.0.path));
    parsed
        .into_iter()
        .map(|(input, found)| {
            diagnostics.extend(found);
            input
        })
        .collect()
}

/// Rows that are pages, by the path that a file for the same page would have.
struct Rows {
    by_path: BTreeMap<String, (TypeId, Row)>,
}

impl Rows {
    fn read(sources: &Sources, schema: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut by_path: BTreeMap<String, (TypeId, Row)> = BTreeMap::new();
        for (id, content_type) in schema.types.iter().enumerate() {
            let (Some(source), Some(section)) = (&content_type.source, &content_type.section)
            else {
                continue;
            };
            let text = sources.get(source.file).text();
            for mut row in read_rows(text, source.file, diagnostics) {
                let name = slug(row.text(&source.slug).unwrap_or_default());
                let path = format!("{section}/{name}");
                // The column that names the page need not be a field.
                row.entries.retain(|(key, _)| {
                    key.text != source.slug || content_type.field(&key.text).is_some()
                });
                if name.is_empty() {
                    let problem = Problem::UnusableName {
                        name: row.text(&source.slug).unwrap_or_default().to_owned(),
                    };
                    diagnostics.push(Diagnostic::new(problem, row.span));
                } else if let Some((_, other)) = by_path.get(&path) {
                    let problem = Problem::DuplicateKey { key: name };
                    diagnostics.push(Diagnostic::new(problem, row.span).with_other(other.span));
                } else {
                    by_path.insert(path, (id, row));
                }
            }
        }
        Self { by_path }
    }
}

/// The path of a page below `content/`, without extension; `None` for files that are not pages.
fn page_path(path: &str) -> Option<&str> {
    let below = path.strip_prefix("content/")?;
    let page = below
        .strip_suffix(".md")
        .or_else(|| below.strip_suffix(".markdown"))?;
    let visible = page
        .split('/')
        .all(|part| !part.starts_with('_') || part == "_index");
    visible.then_some(page)
}

/// The type of a page that no row gives a type to.
fn type_of(path: &str, schema: &Schema) -> TypeId {
    if path == "_index" || path.ends_with("/_index") {
        return schema.default_for(DefaultFor::Sections);
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    schema.of_folder(folder)
}

/// In a site without a schema, what is wrong is left out and the rest is published.
fn leave_out(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|d| d.problem.can_be_left_out())
    {
        diagnostic.severity = Severity::Warning;
    }
}

/// By file, place and kind; the same one only once.
fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let key = |span: Span| (sources.get(span.file).path.as_str(), span.start, span.end);
    diagnostics.sort_by(|a, b| {
        key(a.span)
            .cmp(&key(b.span))
            .then_with(|| a.problem.code().cmp(b.problem.code()))
    });
    diagnostics.dedup();
}
