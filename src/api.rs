//! The face of the library: a site is loaded, built, and published or served.
//!
//! In: a root folder and [`Options`]. Out: what there is to publish, and what is wrong, in words.
//! Each function here is a few calls of the phases that the commands call too.

use crate::config::BaseUrl;
use crate::content::{Date, SpillFile};
use crate::diagnostic::{self, Language};
use crate::emit::{self, EmitError, WriteError};
use crate::history::Checkout;
use crate::load::{self, LoadError};
use crate::pipeline;
use crate::render::Output;
use crate::report::{self, Detail, Diagnostic, Style};
use crate::search;
use crate::site::{Route, Visibility};
use crate::source::Sources;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a site, as they were when it was loaded.
pub struct Site {
    root: PathBuf,
    sources: Arc<Sources>,
}

/// How to build a site. [`Options::on`] gives those of `casa build`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The day of the build: pages dated after it are not there yet. A build knows no clock, so
    /// that the same files and options always give the same site.
    pub today: Date,
    /// Title of a site without a configuration; by default the name of its folder.
    pub title: Option<String>,
    /// Address under which the site will be found, instead of the configured one:
    /// `https://example.org/path/`.
    pub base_url: Option<String>,
    /// Whether drafts and pages dated ahead are there too.
    pub drafts: bool,
    /// Whether readers can search the site.
    pub search: bool,
    /// Whether `git` is asked when pages last changed, where the site is in a checkout.
    pub history: bool,
    /// Program `casa` that reads the files which pages offer, each in a process of its own, within
    /// limits of time and memory. Without one they are read in this process: not to be done with
    /// files of strangers.
    pub extractor: Option<PathBuf>,
    /// The language of messages.
    pub language: Language,
}

impl Options {
    /// Options of a build on this day: nothing ahead of it, with a search, in English.
    pub fn on(today: Date) -> Self {
        Self {
            today,
            title: None,
            base_url: None,
            drafts: false,
            search: true,
            history: true,
            extractor: None,
            language: Language::English,
        }
    }
}

impl Site {
    /// Lists the site in `root`, the folder that holds `content/`, and reads its texts.
    ///
    /// # Errors
    /// If there is no page, or a folder cannot be listed. A file that cannot be read is a
    /// [`Diagnostic`] of the build.
    pub fn load(root: impl Into<PathBuf>) -> Result<Self, LoadError> {
        let root = root.into();
        let sources = Arc::new(load::read(&root, &Sources::default(), 0)?);
        Ok(Self { root, sources })
    }

    /// Builds the site. What is wrong with its content is no error: [`Built::diagnostics`] has it.
    ///
    /// # Errors
    /// If the options cannot be followed.
    pub fn build(&self, options: &Options) -> Result<Built, BuildError> {
        let base_url = options.base_url.as_ref().map(|address| {
            BaseUrl::parse(address).ok_or_else(|| BuildError::BaseUrl(address.clone()))
        });
        let checkout = options.history.then(|| Checkout::find(&self.root));
        let history = checkout.flatten().and_then(|checkout| checkout.history());
        let title = options.title.clone();
        let inner = pipeline::Options {
            name: title.unwrap_or_else(|| load::title(&self.root)),
            base_url: base_url.transpose()?,
            visibility: Visibility {
                drafts: options.drafts,
                today: options.today,
            },
            search: options.search,
            suggestions: true,
            spill: SpillFile::default(),
            extractor: options.extractor.clone(),
            history: history.map(Arc::new),
        };
        Ok(Built {
            root: self.root.clone(),
            language: options.language,
            build: pipeline::build(Arc::clone(&self.sources), &inner, None, |_| {}),
        })
    }
}

/// A site ready to be published. Its outputs are made when they are asked for, from the texts of
/// pages as they were and from other files as they are on disk.
pub struct Built {
    root: PathBuf,
    language: Language,
    build: pipeline::Build,
}

impl Built {
    /// What is wrong with the site, by file and place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.in_words(&self.build.diagnostics)
    }

    /// Whether any diagnostic is an error, which keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.build.has_errors()
    }

    /// The diagnostics for people, each with the lines it speaks of; empty if there is none.
    pub fn report(&self) -> String {
        let sources = &self.build.renderer.site().sources;
        let diagnostics = &self.build.diagnostics;
        let form = (self.language, Style::Plain);
        report::human(diagnostics, sources, form, &Detail::Editing)
    }

    /// Renders everything and throws it away, so that the diagnostics have what only rendering
    /// shows, such as a template that fails.
    pub fn check(&mut self) {
        self.build.check_rendering(None);
    }

    /// The addresses of all that is published below the site's own, in order: `/` for the first
    /// page, `/sitemap.xml`. The files of the search index are left out, whose names follow from
    /// their content.
    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        self.build.outputs.iter().map(|(route, _)| route.as_str())
    }

    /// The bytes that are published at an address, also of a file of the search index, all of
    /// which is made when the first is asked for.
    ///
    /// # Errors
    /// If nothing is published there, or it cannot be made.
    pub fn render(&self, route: &str) -> Result<Vec<u8>, RenderError> {
        let Some(output) = self.output(route) else {
            return self.index_file(route);
        };
        let mut bytes = Vec::new();
        match output.render(&self.build.renderer, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(problem) => {
                let mut problems = self.in_words(&[*problem]);
                Err(RenderError::Content(Box::new(problems.remove(0))))
            }
        }
    }

    /// Publishes the site in a folder, which is replaced as a whole, or not at all.
    ///
    /// # Errors
    /// Whatever the error, the folder is as it was before. A folder with files that `casa` did not
    /// publish is refused, and so is a site that has errors.
    pub fn publish(&self, folder: impl AsRef<Path>) -> Result<(), PublishError> {
        let folder = folder.as_ref();
        if self.has_errors() {
            return Err(PublishError::Content(self.diagnostics()));
        }
        if load::is_source(&self.root, folder) {
            return Err(PublishError::AmongSources(folder.to_owned()));
        }
        let published = emit::write(&self.build, folder, None, &|_, _| {});
        published.map(drop).map_err(|error| match error {
            EmitError::Rendering(problems) => PublishError::Content(self.in_words(
                &pipeline::say_once(problems, &self.build.renderer.site().sources),
            )),
            EmitError::Write(error) => PublishError::Write(error),
        })
    }

    fn output(&self, address: &str) -> Option<&dyn Output> {
        let path = address.strip_prefix('/')?;
        let route = match path.strip_suffix('/') {
            None if !path.is_empty() => Route::file(path),
            page => Route::page(page.unwrap_or(path)),
        };
        // There are other spellings of `/`, and nothing is published at them.
        let output = self.build.outputs.get(&route);
        output.filter(|_| route.as_str() == address)
    }

    fn index_file(&self, route: &str) -> Result<Vec<u8>, RenderError> {
        let below = |path: &'_ str| path.strip_prefix(search::FOLDER).map(str::to_owned);
        let is_searched = self.build.renderer.site().config.search;
        let name = route.strip_prefix('/').and_then(below);
        let name = name.filter(|name| is_searched && name.ends_with(".casa"));
        let name = name.ok_or_else(|| RenderError::Unknown(route.to_owned()))?;
        let index = self.build.index();
        let index = index.map_err(|error| RenderError::Index(error.to_string()))?;
        let file = index.files.get(&name).cloned();
        file.ok_or_else(|| RenderError::Unknown(route.to_owned()))
    }

    fn in_words(&self, diagnostics: &[diagnostic::Diagnostic]) -> Vec<Diagnostic> {
        let sources = &self.build.renderer.site().sources;
        report::list(diagnostics, sources, self.language)
    }
}

/// Why a site cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// [`Options::base_url`] is no address of a site.
    BaseUrl(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(address) => {
                write!(f, "`{address}` is not like https://example.org/path/")
            }
        }
    }
}

impl Error for BuildError {}

/// Why an output cannot be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum RenderError {
    /// Nothing is published at this address.
    Unknown(String),
    /// Something is wrong with the content or the theme.
    Content(Box<Diagnostic>),
    /// The search index cannot be built.
    Index(String),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(route) => write!(f, "nothing is published at `{route}`"),
            Self::Content(diagnostic) => diagnostic.fmt(f),
            Self::Index(reason) => write!(f, "the search index cannot be built: {reason}"),
        }
    }
}

impl Error for RenderError {}

/// Why a site was not published.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// Something is wrong with the content or the theme: errors, and the warnings beside them.
    Content(Vec<Diagnostic>),
    /// The folder is among the sources of the site.
    AmongSources(PathBuf),
    /// The folder could not be written.
    Write(WriteError),
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(diagnostics) => {
                f.write_str("the content has errors")?;
                diagnostics
                    .iter()
                    .try_for_each(|said| write!(f, "\n{said}"))
            }
            Self::AmongSources(folder) => {
                let folder = folder.display();
                write!(f, "`{folder}` is among the sources of the site")
            }
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl Error for PublishError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Its text is that of this error.
            Self::Write(error) => error.source(),
            _ => None,
        }
    }
}
