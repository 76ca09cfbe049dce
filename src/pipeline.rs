//! From the sources of a site to everything it publishes: the table of contents of the program.
//!
//! Pure: no disk except the texts of pages and the bytes of assets, no clock, no environment.
//! `build`, `check`, `serve` and the tests all call [`build`].

use crate::attachments::{self, Texts};
use crate::config::{self, BaseUrl, Config};
use crate::content::{self, Keep, Row, Shelf, read_rows, slug};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::history::History;
use crate::load;
use crate::outputs::{self, Layout, Outputs, Renderer};
use crate::schema::{self, DefaultFor, Schema, TypeId};
use crate::search;
use crate::site::{self, Input, Site, Visibility};
use crate::source::{Content, Digest, FileId, Sources, Span};
use crate::theme::Manifest;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
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
    /// Where parsed pages wait until they are rendered.
    pub shelf: Shelf,
    /// What git knows of the changes to the pages, where there is a git that knows.
    pub history: Option<Arc<History>>,
}

/// A site ready to be published, and what is wrong with it.
pub struct Build {
    /// Renders the outputs.
    pub renderer: Renderer,
    /// What there is to publish.
    pub outputs: Arc<Outputs>,
    /// Problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Its pages as they were parsed.
    pub pages: Pages,
    /// The text of the files that pages offer, for the search.
    pub attachments: Texts,
    index: OnceLock<Result<search_index::Index, search_index::Error>>,
    setup: Arc<Setup>,
    /// What the phases found that look at all pages.
    found: Arc<Vec<Diagnostic>>,
}

/// The pages of a build as they were parsed: what a later one may keep.
pub struct Pages {
    /// What they were read from.
    pub sources: Arc<Sources>,
    /// What stands for all that they depend on but their own files: schema, data, components.
    pub setup: Digest,
    /// Each page, with what is wrong with it.
    pub list: Vec<Arc<Parsed>>,
}

impl Pages {
    /// Whether a page has a file of its own, and is not only a row of a table.
    pub fn is_of_file(&self, page: &Parsed) -> bool {
        page_path(&self.sources.get(page.input.parsed.file).path).is_some()
    }
}

/// What a page says, and what is wrong with it.
pub struct Parsed {
    /// What it says.
    pub input: Input,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Build {
    /// Whether something keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }

    /// Builds the site again after changes to its sources, with the same options: what the changes
    /// do not touch is kept. The result is that of a fresh build.
    pub fn again(&self, sources: Arc<Sources>, mark: impl FnMut(&'static str)) -> Self {
        let before = Before {
            pages: &self.pages,
            build: Some(self),
        };
        assemble(sources, &self.setup.options, Some(before), mark)
    }

    /// The files of the search index, built when first asked for.
    ///
    /// # Errors
    /// If the indexer refuses the documents.
    pub fn index(&self) -> Result<&search_index::Index, &search_index::Error> {
        self.index
            .get_or_init(|| search::index(self.renderer.site(), &self.attachments))
            .as_ref()
    }

    /// The files of the search index after that of an earlier version, with the memory for the
    /// next one.
    ///
    /// # Errors
    /// If the indexer refuses the documents.
    pub fn index_after(
        &self,
        before: &search_index::Memory,
    ) -> Result<(search_index::Index, search_index::Memory), search_index::Error> {
        search::index_after(before, self.renderer.site(), &self.attachments)
    }

    /// Renders everything and throws it away, for the problems that only rendering shows.
    pub fn check_rendering(&mut self) {
        let outputs = self.outputs.iter().map(|(_, output)| output);
        let outputs: Vec<_> = outputs.filter(|output| output.shows_problems()).collect();
        let found: Vec<Diagnostic> = outputs
            .into_par_iter()
            .map_init(Vec::new, |buffer, output| {
                buffer.clear();
                output.render(&self.renderer, buffer).err()
            })
            .flatten()
            .map(|problem| *problem)
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

/// Builds a site; `before` are the pages of an earlier build, of which is kept what has not changed.
/// `mark` is told the name of each phase when it ends.
pub fn build(
    sources: Arc<Sources>,
    options: &Options,
    before: Option<&Pages>,
    mark: impl FnMut(&'static str),
) -> Build {
    let before = before.map(|pages| Before { pages, build: None });
    assemble(sources, options, before, mark)
}

/// What holds for the whole site.
struct Setup {
    options: Options,
    config: Config,
    schema: Arc<Schema>,
    manifest: Manifest,
    rows: Rows,
    /// See [`Pages::setup`].
    digest: Digest,
    diagnostics: Vec<Diagnostic>,
}

/// What there is of an earlier build.
#[derive(Clone, Copy)]
struct Before<'a> {
    pages: &'a Pages,
    /// The whole build, if it had the same options.
    build: Option<&'a Build>,
}

/// What may be kept of it.
struct Kept<'a> {
    before: Before<'a>,
    /// Files that have changed since.
    changed: Vec<FileId>,
    /// Nothing but pages has changed.
    only_pages: bool,
}

fn assemble(
    sources: Arc<Sources>,
    options: &Options,
    before: Option<Before<'_>>,
    mut mark: impl FnMut(&'static str),
) -> Build {
    let kept = before.map(|before| Kept::new(before, &sources));
    let setup = kept.as_ref().and_then(Kept::setup);
    let setup = setup.unwrap_or_else(|| Arc::new(Setup::read(&sources, options)));
    mark("configure");

    let kept = kept.filter(|kept| kept.before.pages.setup == setup.digest);
    let (pages, unreadable) = parse(&sources, &setup, kept.as_ref());
    mark("parse");

    let (renderer, outputs, found) = match kept
        .as_ref()
        .and_then(|kept| kept.with_texts(&sources, &pages))
    {
        Some(kept) => {
            mark("resolve");
            kept
        }
        None => resolve(&sources, &setup, &pages, kept.as_ref(), &mut mark),
    };
    mark("theme");

    let attachments = match options.search {
        true => read_attachments(renderer.site(), kept.as_ref()),
        false => Texts::new(),
    };
    mark("attachments");

    let mut diagnostics = load::check(&sources);
    diagnostics.extend(attachments::check(&attachments));
    diagnostics.extend(unreadable);
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
        pages: Pages {
            sources,
            setup: setup.digest,
            list: pages,
        },
        attachments,
        index: OnceLock::new(),
        setup,
        found,
    }
}

/// The text of every file that a page offers; read again is what has changed.
fn read_attachments(site: &Site, kept: Option<&Kept<'_>>) -> Texts {
    let files = site.ids().flat_map(|id| site.attachments(site.page(id)));
    let files: BTreeSet<FileId> = files.map(|found| found.file).collect();
    let files: Vec<FileId> = files.into_iter().collect();
    let mut known = Texts::new();
    if let Some(kept) = kept
        && let Some(build) = kept.before.build
    {
        known.clone_from(&build.attachments);
        for file in &kept.changed {
            known.remove(file);
        }
    }
    attachments::read_all(&site.sources, &files, &known)
}

impl<'a> Kept<'a> {
    fn new(before: Before<'a>, sources: &Sources) -> Self {
        let changed = sources.changed_since(&before.pages.sources);
        let mut paths = changed.iter().map(|id| &sources.get(*id).path);
        let only_pages = paths.all(|path| page_path(path).is_some());
        Self {
            before,
            changed,
            only_pages,
        }
    }

    /// The build before, if all that is not in its pages is as it was.
    fn build(&self) -> Option<&'a Build> {
        self.before.build.filter(|_| self.only_pages)
    }

    fn setup(&self) -> Option<Arc<Setup>> {
        self.build().map(|build| Arc::clone(&build.setup))
    }

    /// What depends on all pages, if only texts have changed that no other page shows.
    fn with_texts(&self, sources: &Arc<Sources>, pages: &[Arc<Parsed>]) -> Option<Resolved> {
        let build = self.build()?;
        let is_changed = |file: FileId| self.changed.binary_search(&file).is_ok();
        let changed: Vec<Input> = pages
            .iter()
            .map(|page| &page.input)
            .filter(|input| is_changed(input.parsed.file))
            .cloned()
            .collect();
        let concerned = |d: &Diagnostic| {
            is_changed(d.span.file) || d.other.is_some_and(|other| is_changed(other.file))
        };
        if changed.len() != self.changed.len() || build.found.iter().any(concerned) {
            return None;
        }
        let site = build.renderer.site().with_texts(sources, &changed)?;
        let renderer = build.renderer.with_texts(Arc::new(site));
        Some((
            renderer,
            Arc::clone(&build.outputs),
            Arc::clone(&build.found),
        ))
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
        &mut found,
    );
    mark("resolve");

    let layout = Layout::new(&site, &setup.manifest, &mut found);
    let outputs = outputs::plan(&site, &layout, &mut found);
    mark("plan");

    let before = kept.and_then(Kept::build);
    let site = site::link(
        site,
        &|route| outputs.found(route),
        before.map(|build| build.renderer.site()),
        &mut found,
    );
    mark("link");

    let history = setup.options.history.clone();
    let renderer = Renderer::new(Arc::new(site), Arc::new(layout), history, &mut found);
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
        let manifest = Manifest::read(sources, theme, &mut schema, &mut diagnostics);
        let rows = Rows::read(sources, &schema, &mut diagnostics);
        Self {
            options: options.clone(),
            config,
            digest: digest_of_setup(sources, &schema, options.search),
            schema: Arc::new(schema),
            manifest,
            rows,
            diagnostics,
        }
    }
}

impl Setup {
    fn parse(
        &self,
        path: &str,
        text: &str,
        file: FileId,
        content_type: TypeId,
        row: Option<&Row>,
    ) -> Parsed {
        let keep = Keep {
            shelf: &self.options.shelf,
            searchable: self.options.search,
        };
        let (parsed, diagnostics) =
            content::parse(text, file, content_type, &self.schema, row, keep);
        let input = Input {
            path: path.into(),
            parsed: Arc::new(parsed),
        };
        Parsed { input, diagnostics }
    }
}

impl Setup {
    /// The name of a file that ends with a language in which the site has no pages.
    fn unknown_language(&self, name: &str, file: FileId) -> Option<Diagnostic> {
        let language = self.config.unknown_language(name)?.to_owned();
        let known = self.config.editions();
        let known = known.map(|edition| edition.language.to_owned()).collect();
        let problem = Problem::UnknownLanguage { language, known };
        Some(Diagnostic::of_file(problem, file))
    }
}

/// Stands for what pages depend on besides their own files.
fn digest_of_setup(sources: &Sources, schema: &Schema, search: bool) -> Digest {
    let shapes_pages = |path: &str| {
        path == config::PATH
            || path.ends_with("/theme.yaml")
            || path.starts_with("content/_schema/")
            || path.starts_with("content/_data/")
    };
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[u8::from(search)]);
    let files = sources.iter().filter(|(_, file)| shapes_pages(&file.path));
    for (id, file) in files {
        // Pages made from data know the number of the file.
        hasher.update(&id.0.to_le_bytes());
        hasher.update(file.path.as_bytes());
        hasher.update(&file.digest().0);
    }
    for id in &schema.taken_ids {
        hasher.update(id.as_bytes()).update(b" ");
    }
    Digest::finish(&hasher)
}

/// Parses every content file that is not kept, and the rows that are pages; in order of path.
/// Files that cannot be read are no pages, but what is wrong with them.
fn parse(
    sources: &Sources,
    setup: &Setup,
    kept: Option<&Kept<'_>>,
) -> (Vec<Arc<Parsed>>, Vec<Diagnostic>) {
    let (rows, schema) = (&setup.rows, &setup.schema);
    let mut before: Vec<Option<&Arc<Parsed>>> = vec![None; sources.end()];
    if let Some(kept) = kept {
        for page in &kept.before.pages.list {
            before[page.input.parsed.file.0 as usize] = Some(page);
        }
        for file in &kept.changed {
            before[file.0 as usize] = None;
        }
    }
    let files: Vec<(FileId, &str)> = sources
        .under("content/")
        .filter(|(_, file)| !matches!(file.content, Content::Unreadable(_)))
        .filter_map(|(id, file)| Some((id, page_path(&file.path)?)))
        .collect();
    let mut unreadable = Vec::new();
    // `_index.xy.md` is the page of a folder only in a language of the site.
    let (files, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, name)| {
        let plain = !name.rsplit('/').any(|part| part.starts_with("_index."));
        plain || setup.config.localised(name) != *name
    });
    for (file, name) in others {
        unreadable.extend(setup.unknown_language(name, file));
    }
    let parsed: Vec<Result<Arc<Parsed>, Box<Diagnostic>>> = files
        .par_iter()
        .map(|&(file, name)| {
            if let Some(page) = before[file.0 as usize] {
                return Ok(Arc::clone(page));
            }
            let path = &*setup.config.localised(name);
            let (_, own) = setup.config.language_of(path);
            let row = rows.by_path.get(own);
            let content_type = row.map_or_else(|| type_of(own, schema), |(t, _)| *t);
            let row = row.map(|(_, row)| row);
            let content = sources.get(file).read();
            let problem = match &*content {
                Content::Unreadable(reason) => {
                    return Err(Box::new(load::unreadable(file, reason)));
                }
                content => load::problem(file, content),
            };
            let mut page = setup.parse(path, content.text(), file, content_type, row);
            page.diagnostics.extend(setup.unknown_language(name, file));
            if let Some(problem) = problem {
                // The text ends at the wrong byte, and what else is wrong may come of that.
                page.diagnostics = vec![problem];
            }
            Ok(Arc::new(page))
        })
        .collect();
    let mut pages = Vec::with_capacity(parsed.len());
    for parsed in parsed {
        match parsed {
            Ok(page) => pages.push(page),
            Err(problem) => unreadable.push(*problem),
        }
    }
    if !rows.by_path.is_empty() {
        let localised = |(_, name): &(FileId, &'_ str)| setup.config.localised(name).into_owned();
        let written: HashSet<String> = files.iter().map(localised).collect();
        let alone = rows
            .by_path
            .iter()
            .filter(|(path, _)| !written.contains(path.as_str()));
        pages.extend(alone.map(|(path, (content_type, row))| {
            let file = row.span.file;
            Arc::new(setup.parse(path, "", file, *content_type, Some(row)))
        }));
    }
    pages.sort_by(|a, b| a.input.path.cmp(&b.input.path));
    (pages, unreadable)
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

/// The path of a page below `content/`, without extension and as its file is called; `None` for
/// files that are not pages.
fn page_path(path: &str) -> Option<&str> {
    let below = path.strip_prefix("content/")?;
    let page = below
        .strip_suffix(".md")
        .or_else(|| below.strip_suffix(".markdown"))?;
    let visible = page
        .split('/')
        .all(|part| !part.starts_with('_') || part == "_index" || part.starts_with("_index."));
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
