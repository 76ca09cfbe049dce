//! What a build publishes: an ordered map from route to what produces its bytes.
//!
//! Nothing here is rendered yet. A writer renders each entry and lets it go, a preview server
//! renders what is asked for; both see the same map.

use super::key::{Key, Keys};
use super::layout::Layout;
use super::renderer::Renderer;
use crate::config;
use crate::diagnostic::{Diagnostic, Problem};
use crate::site::{Found, PageId, Route, Site};
use crate::source::Span;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// What produces the bytes of one route.
pub trait Output: fmt::Debug + Send + Sync {
    /// Writes its bytes at the end of `out`.
    ///
    /// # Errors
    /// If its template fails, or a file that it is made from cannot be read any more.
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>>;

    /// The same, out of files that are published already where it packs any.
    ///
    /// # Errors
    /// As [`Output::render`].
    fn render_from(
        &self,
        renderer: &Renderer,
        _published: &Published<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Box<Diagnostic>> {
        self.render(renderer, out)
    }

    /// Stands for all that it reads; `None` for what is small and reads much, and so is made every
    /// time.
    fn key(&self, _keys: &Keys<'_>) -> Option<Key> {
        None
    }

    /// What to call it where something else wants its address; the program, if nobody wrote it.
    fn owner(&self, _site: &Site) -> String {
        "casa".to_owned()
    }

    /// The page that a link to it is a link to.
    fn leads_to(&self) -> Option<PageId> {
        None
    }

    /// The pages of which it shows something besides their address.
    fn shown(&self, _renderer: &Renderer) -> Vec<PageId> {
        Vec::new()
    }

    /// What a reader who asks for it gets; `None` for what only programs ask for.
    fn subject(&self, _site: &Site, _route: &Route) -> Option<Subject> {
        None
    }

    /// Whether making it may show problems of templates and texts.
    fn shows_problems(&self) -> bool {
        true
    }
}

/// The bytes of what an earlier build published at a route, if they would come out the same.
pub type Published<'a> = dyn Fn(&Route) -> Option<Vec<u8>> + 'a;

/// What readers get, as statistics count it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A page: the address that stands for all of its parts, and its title.
    Page(Route, String),
    /// A file to keep.
    File,
}

impl Subject {
    /// A page of the site.
    pub fn of_page(site: &Site, id: PageId) -> Self {
        let page = site.page(id);
        Self::Page(page.route.clone(), page.meta.title.clone())
    }
}

/// A kind of output.
pub struct Kind {
    /// Adds all outputs of this kind to a plan.
    pub plan: fn(&mut Plan<'_>),
    /// The section of the configuration that says which there are, if one does.
    pub section: Option<&'static str>,
}

impl Kind {
    /// A kind that no section of the configuration is about.
    pub const fn new(plan: fn(&mut Plan<'_>)) -> Self {
        let section = None;
        Self { plan, section }
    }

    /// The kind that a section of the configuration is about.
    pub const fn configured_by(section: &'static str, plan: fn(&mut Plan<'_>)) -> Self {
        let section = Some(section);
        Self { plan, section }
    }
}

/// The outputs of a site while they are being collected.
pub struct Plan<'a> {
    /// The site; where its links lead is not known yet.
    pub site: &'a Site,
    /// What the theme and the addresses of lists are.
    pub layout: &'a Layout,
    outputs: Outputs,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Plan<'a> {
    /// An empty plan.
    pub fn new(site: &'a Site, layout: &'a Layout, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            site,
            layout,
            outputs: Outputs::default(),
            diagnostics,
        }
    }

    /// Adds an output; whether it has its address. Where another has it, that is reported at `span`.
    pub fn add(&mut self, route: Route, span: Span, output: impl Output + 'static) -> bool {
        let taken = self.insert(route, output);
        let is_free = taken.is_none();
        let taken = taken.map(|(_, problem)| Diagnostic::new(problem, span));
        self.diagnostics.extend(taken);
        is_free
    }

    /// Adds an output, unless the site has one of its own at the address.
    pub fn add_default(&mut self, route: Route, output: impl Output + 'static) {
        // What is at the same address was written by somebody, who wants it there.
        if let Some((route, problem)) = self.insert(route, output)
            && self.outputs.get(&route).is_none()
        {
            let diagnostic = Diagnostic::new(problem, self.nowhere());
            self.diagnostics.push(diagnostic);
        }
    }

    /// Adds an output; if something is in its way, its route again and what to say.
    fn insert(&mut self, route: Route, output: impl Output + 'static) -> Option<(Route, Problem)> {
        let (route, other) = self.outputs.insert(route, Box::new(output)).err()?;
        let address = route.as_str().to_owned();
        let other = other.owner(self.site);
        Some((route, Problem::AddressTaken { address, other }))
    }

    /// Reports a problem.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place of what no file says: the configuration.
    pub fn nowhere(&self) -> Span {
        Span::start_of(config::file(&self.site.sources))
    }

    /// The outputs.
    pub fn finish(self) -> Outputs {
        self.outputs
    }
}

/// Everything that a build publishes, except the files of the search index, whose names depend on
/// what they contain; they are all below [`search::FOLDER`](crate::search::FOLDER).
#[derive(Debug, Default)]
pub struct Outputs {
    entries: BTreeMap<Route, Box<dyn Output>>,
    /// The routes by the path of their file, in small letters.
    files: HashMap<String, Route>,
    /// By each folder, in small letters, the first route that needs it.
    folders: HashMap<String, Route>,
}

impl Outputs {
    /// Adds an entry, unless its file would overwrite another's or stand where another needs a
    /// folder, also on file systems that do not tell capitals apart.
    ///
    /// # Errors
    /// The route again, and the output that is in the way.
    fn insert(
        &mut self,
        route: Route,
        output: Box<dyn Output>,
    ) -> Result<(), (Route, &dyn Output)> {
        let file = match route.file_path() {
            path if path.is_ascii() => path.to_ascii_lowercase(),
            path => path.to_lowercase(),
        };
        if let Some(other) = self.in_the_way(&file) {
            return Err((route, &*self.entries[other]));
        }
        for (i, _) in file.rmatch_indices('/') {
            // Those above it are there too.
            if self.folders.contains_key(&file[..i]) {
                break;
            }
            self.folders.insert(file[..i].to_owned(), route.clone());
        }
        self.files.insert(file, route.clone());
        self.entries.insert(route, output);
        Ok(())
    }

    /// The route whose file is in the way of another file.
    fn in_the_way(&self, file: &str) -> Option<&Route> {
        let above = || {
            let mut folders = file.match_indices('/');
            folders.find_map(|(i, _)| self.files.get(&file[..i]))
        };
        let same = self.files.get(file);
        same.or_else(above).or_else(|| self.folders.get(file))
    }

    /// What is published at a route.
    pub fn get(&self, route: &Route) -> Option<&dyn Output> {
        self.entries.get(route).map(|output| &**output)
    }

    /// Entries in order of route.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Route, &dyn Output)> {
        let entries = self.entries.iter();
        entries.map(|(route, output)| (route, &**output))
    }

    /// What is published at a route, as links see it.
    pub fn found(&self, route: &Route) -> Option<Found> {
        let output = self.get(route)?;
        Some(output.leads_to().map_or(Found::Other, Found::Page))
    }
}
