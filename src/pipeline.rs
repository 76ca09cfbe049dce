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
use std::collections::{BTreeMap, HashSet};
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
    /// Whether to make the site searchable.
    pub search: bool,
}

/// A site ready to be published, and what is wrong with it.
pub struct Build {
    /// Renders the outputs.
    pub renderer: Renderer,
    /// What there is to publish.
    pub outputs: Arc<Outputs>,
    /// Problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    index: OnceLock<Result<search_index::Index, search_index::Error>>,
    /// What the next build may keep.
    parts: Parts,
}

impl Build {
    /// Whether something keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// Builds the site again after changes to its sources, with the same options: what the changes
    /// do not touch is kept. The result is that of a fresh build.
    pub fn again(&self, sources: Arc<Sources>, mark: impl FnMut(&'static str)) -> Self {
        assemble(sources, &self.parts.setup.options, Some(self), mark)
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
pub fn build(sources: Arc<Sources>, options: &Options, mark: impl FnMut(&'static str)) -> Build {
    assemble(sources, options, None, mark)
}

/// The parts of a build, each of which depends only on those before it and on the sources.
struct Parts {
    setup: Arc<Setup>,
    pages: Vec<Arc<Parsed>>,
    /// What the phases found that look at all pages.
    found: Arc<Vec<Diagnostic>>,
}

/// What holds for the whole site.
struct Setup {
    options: Options,
    config: Config,
    schema: Arc<Schema>,
    rows: Rows,
    diagnostics: Vec<Diagnostic>,
}

/// What a page says, and what is wrong with it.
struct Parsed {
    input: Input,
    diagnostics: Vec<Diagnostic>,
}

/// What may be kept of a build.
struct Kept<'a> {
    build: &'a Build,
    /// Files that have changed since.
    changed: Vec<FileId>,
}

fn assemble(
    sources: Arc<Sources>,
    options: &Options,
    previous: Option<&Build>,
    mut mark: impl FnMut(&'static str),
) -> Build {
    let kept = previous.and_then(|build| {
        let changed = sources.changed_since(&build.renderer.site().sources)?;
        Some(Kept { build, changed })
    });
    let setup = match kept.as_ref().filter(|kept| kept.has_setup(&sources)) {
        Some(kept) => Arc::clone(&kept.build.parts.setup),
        None => Arc::new(Setup::read(&sources, options)),
    };
    mark("configure");

    let kept_pages = kept
        .as_ref()
        .filter(|kept| kept.has_pages(&sources, &setup));
    let pages = parse(&sources, &setup, kept_pages);
    mark("parse");

    let (renderer, outputs, found) = match kept_pages
        .filter(|kept| kept.has_setup(&sources))
        .and_then(|kept| kept.with_texts(&sources, &pages))
    {
        Some(kept) => {
            mark("resolve");
            kept
        }
        None => resolve(&sources, &setup, &pages, kept_pages, &mut mark),
    };
    mark("plan");

    let mut diagnostics = load::check(&sources);
    diagnostics.extend_from_slice(&setup.diagnostics);
    diagnostics.extend(pages.iter().flat_map(|page| &page.diagnostics).cloned());
    diagnostics.extend_from_slice(&found);
    if setup.schema.open {
        leave_out(&mut diagnostics);
    }
    sort(&mut diagnostics, &sources);
    Build {
        renderer,
        outputs,
        diagnostics,
        index: OnceLock::new(),
        parts: Parts {
            setup,
            pages,
            found,
        },
    }
}

impl Kept<'_> {
    /// Whether what holds for the whole site is as it was: nothing but pages has changed.
    fn has_setup(&self, sources: &Sources) -> bool {
        let mut changed = self.changed.iter().map(|id| &sources.get(*id).path);
        changed.all(|path| page_path(path).is_some())
    }

    /// Whether pages that have not changed say what they said: their types are what they were.
    fn has_pages(&self, sources: &Sources, setup: &Setup) -> bool {
        let mut changed = self.changed.iter().map(|id| &sources.get(*id).path);
        let shapes_pages = |path: &String| {
            path == config::PATH
                || path.ends_with("/theme.yaml")
                || path.starts_with("content/_schema/")
                || path.starts_with("content/_data/")
        };
        let before = &self.build.parts.setup.schema;
        !changed.any(shapes_pages) && before.taken_ids == setup.schema.taken_ids
    }

    /// What depends on all pages, if only texts have changed that no other page shows.
    fn with_texts(&self, sources: &Arc<Sources>, pages: &[Arc<Parsed>]) -> Option<Resolved> {
        let is_changed = |file: FileId| self.changed.binary_search(&file).is_ok();
        let changed: Vec<Input> = pages
            .iter()
            .map(|page| &page.input)
            .filter(|input| is_changed(input.parsed.file))
            .cloned()
            .collect();
        let found = &self.build.parts.found;
        let concerned = |d: &Diagnostic| {
            is_changed(d.span.file) || d.other.is_some_and(|other| is_changed(other.file))
        };
        if changed.len() != self.changed.len() || found.iter().any(concerned) {
            return None;
        }
        let site = self.build.renderer.site().with_texts(sources, &changed)?;
        let renderer = self.build.renderer.with_texts(Arc::new(site));
        Some((renderer, Arc::clone(&self.build.outputs), Arc::clone(found)))
    }
}

/// What depends on all pages, with what is wrong with it.
type Resolved = (Renderer, Arc<Outputs>, Arc<Vec<Diagnostic>>);

fn resolve(
    sources: &Arc<Sources>,
    setup: &Setup,
    pages: &[Arc<Parsed>],
    kept: Option<&Kept<'_>>,
    mark: &mut impl FnMut(&'static str),
) -> Resolved {
    let mut found = Vec::new();
    let site = site::build(
        Arc::clone(sources),
        setup.config.clone(),
        Arc::clone(&setup.schema),
        pages.iter().map(|page| page.input.clone()).collect(),
        &setup.options.visibility,
        kept.map(|kept| kept.build.renderer.site()),
        &mut found,
    );
    mark("resolve");

    let renderer = Renderer::new(Arc::new(site), &mut found);
    let outputs = render::plan(&renderer, &mut found);
    (renderer, Arc::new(outputs), Arc::new(found))
}

impl Setup {
    fn read(sources: &Sources, options: &Options) -> Self {
        let mut diagnostics = Vec::new();
        let mut config = config::read(sources, &options.name, &mut diagnostics);
        if let Some(base_url) = &options.base_url {
            config.base_url = base_url.clone();
        }
        config.search = options.search;
        let mut schema = schema::read_types(sources, &mut diagnostics);
        let theme = config.theme.as_ref().map(|(name, _)| name.as_str());
        render::read_components(sources, theme, &mut schema, &mut diagnostics);
        let rows = Rows::read(sources, &schema, &mut diagnostics);
        Self {
            options: options.clone(),
            config,
            schema: Arc::new(schema),
            rows,
            diagnostics,
        }
    }
}

/// Parses every content file that is not kept, and the rows that are pages; in order of path.
fn parse(sources: &Sources, setup: &Setup, kept: Option<&Kept<'_>>) -> Vec<Arc<Parsed>> {
    let (rows, schema) = (&setup.rows, &setup.schema);
    let mut before: Vec<Option<&Arc<Parsed>>> = Vec::new();
    if let Some(kept) = kept {
        before.resize(sources.len(), None);
        for page in &kept.build.parts.pages {
            before[page.input.parsed.file.0 as usize] = Some(page);
        }
        for file in &kept.changed {
            before[file.0 as usize] = None;
        }
    }
    let files: Vec<(FileId, &str)> = sources
        .under("content/")
        .filter(|(_, file)| matches!(file.content, Content::Text(_) | Content::NotUtf8 { .. }))
        .filter_map(|(id, file)| Some((id, page_path(&file.path)?)))
        .collect();
    let mut pages: Vec<Arc<Parsed>> = files
        .par_iter()
        .map(|&(file, path)| {
            if let Some(Some(page)) = before.get(file.0 as usize) {
                return Arc::clone(page);
            }
            let row = rows.by_path.get(path);
            let content_type = row.map_or_else(|| type_of(path, schema), |(t, _)| *t);
            let text = sources.get(file).text();
            let row = row.map(|(_, row)| row);
            let mut page = parse_page(path, text, file, content_type, schema, row);
            if matches!(sources.get(file).content, Content::NotUtf8 { .. }) {
                // The text ends at the wrong byte, which has been reported.
                page.diagnostics.clear();
            }
            Arc::new(page)
        })
        .collect();
    if !rows.by_path.is_empty() {
        let written: HashSet<&str> = files.iter().map(|(_, path)| *path).collect();
        let alone = rows
            .by_path
            .iter()
            .filter(|(path, _)| !written.contains(path.as_str()));
        pages.extend(alone.map(|(path, (content_type, row))| {
            let file = row.span.file;
            Arc::new(parse_page(path, "", file, *content_type, schema, Some(row)))
        }));
    }
    pages.sort_by(|a, b| a.input.path.cmp(&b.input.path));
    pages
}

fn parse_page(
    path: &str,
    text: &str,
    file: FileId,
    content_type: TypeId,
    schema: &Schema,
    row: Option<&Row>,
) -> Parsed {
    let (parsed, diagnostics) = content::parse(text, file, content_type, schema, row);
    let input = Input {
        path: path.into(),
        parsed: Arc::new(parsed),
    };
    Parsed { input, diagnostics }
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
