//! What gathers while a page is read. It only collects; who reads what is in the files above.

use super::blanks::Blanks;
use super::body::{Body, PlaceholderKind, unreserved};
use super::page::{FileReference, Heading, Included, Link, Reference, TextSection, is_note_anchor};
use crate::diagnostic::{Diagnostic, Problem, Slip};
use crate::schema::{Field, Schema};
use crate::slug::{anchor, github_anchor};
use crate::source::{FileId, Sources, Span};
use std::collections::{HashMap, HashSet};

/// What gathers while a page is read.
pub(super) struct PageBuilder<'a> {
    /// The whole file.
    pub source: &'a str,
    /// Its id.
    pub file: FileId,
    /// The files of the site, where a text may take in others.
    pub sources: Option<&'a Sources>,
    /// The files that the text takes in, whether they are there or not.
    pub included: Vec<Included>,
    /// The schema, for components.
    pub schema: &'a Schema,
    /// Label of the page's type, for messages.
    pub owner: &'a str,
    /// The page's field that is being read.
    pub field: Option<String>,
    /// Where problems go.
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// What readers fill in.
    pub blanks: Blanks,
    /// Whether the page's type is published as documents.
    pub has_formats: bool,
    /// Placeholders of the HTML being written, by sentinel.
    pub placeholders: Vec<Option<PlaceholderKind>>,
    /// Headings so far.
    pub headings: Vec<Heading>,
    /// Text so far.
    pub text: Vec<TextSection>,
    /// Acronyms already marked on this page: only the first of each is explained.
    pub acronyms: HashSet<String>,
    /// The fields being read are the attributes of a component.
    pub in_component: bool,
    /// The Markdown fields of the page or component whose fields are being read.
    pub markdown: Vec<Body>,
    /// Footnotes so far, so that numbers are unique on the page.
    pub footnotes: usize,
    /// Anchors so far, with the last number that was put behind each.
    ids: HashMap<String, usize>,
    /// Anchors that headings further down ask for.
    reserved: HashSet<String>,
    /// Anchors of raw HTML.
    pub anchors: Vec<String>,
    /// Links so far.
    pub links: Vec<Link>,
    /// References so far.
    pub references: Vec<Reference>,
    /// Files so far.
    pub files: Vec<FileReference>,
    /// The text before `<!-- more -->`, which stands for the whole.
    pub before_more: Option<String>,
    /// The first paragraph of running text, which stands for the whole otherwise.
    pub lead: Option<String>,
    /// Broken characters have been told.
    broken: bool,
    /// Slips that are told once a page.
    /// How many headings have had an anchor as other programs give it.
    others: HashMap<String, usize>,
    /// The anchors that headings of a text with explained terms will have.
    heading_ids: HashSet<String>,
    /// The level with which the title is written: other headings stand below it.
    pub title_level: u8,
    told: HashSet<Slip>,
    /// Names of components that are none.
    unknown_components: HashSet<String>,
    /// What is counted and told once a page, by kind: its message.
    counted: HashMap<String, usize>,
}

impl<'a> PageBuilder<'a> {
    pub(super) fn new(
        source: &'a str,
        file: FileId,
        schema: &'a Schema,
        owner: &'a str,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            source,
            file,
            sources: None,
            included: Vec::new(),
            schema,
            owner,
            field: None,
            diagnostics,
            blanks: Blanks::default(),
            has_formats: false,
            placeholders: Vec::new(),
            headings: Vec::new(),
            text: vec![TextSection::default()],
            acronyms: HashSet::new(),
            footnotes: 0,
            in_component: false,
            markdown: Vec::new(),
            ids: HashMap::new(),
            others: HashMap::new(),
            heading_ids: HashSet::new(),
            title_level: 1,
            reserved: HashSet::new(),
            anchors: Vec::new(),
            before_more: None,
            lead: None,
            broken: false,
            links: Vec::new(),
            references: Vec::new(),
            files: Vec::new(),
            told: HashSet::new(),
            unknown_components: HashSet::new(),
            counted: HashMap::new(),
        }
    }

    /// Adds a reference and returns its index.
    pub(super) fn reference(
        &mut self,
        target: &str,
        types: &[String],
        field: &Field,
        span: Span,
    ) -> u32 {
        self.references.push(Reference {
            field: self.field.clone().unwrap_or_else(|| field.name.clone()),
            target: target.to_owned(),
            types: types.to_vec(),
            inverse: field.inverse.clone(),
            acyclic: field.acyclic,
            span,
        });
        self.references.len() as u32 - 1
    }

    /// Adds a file and returns its index.
    pub(super) fn file(&mut self, target: &str, image: bool, span: Span) -> u32 {
        self.files.push(FileReference {
            target: target.to_owned(),
            image,
            span,
        });
        self.files.len() as u32 - 1
    }

    /// Adds a link and returns its index.
    pub(super) fn link(&mut self, target: &str, image: bool, span: Span) -> u32 {
        // An entity in it may stand for what no document can hold.
        self.links.push(Link {
            target: unreserved(target),
            span,
            image,
        });
        self.links.len() as u32 - 1
    }

    /// Notes an anchor that stands in raw HTML.
    pub(super) fn anchor(&mut self, id: String, span: Span) {
        // Whoever generates pages gives an anchor to each of many headings of one name.
        let twice = self.ids.insert(id.clone(), 1).is_some() && !self.schema.open;
        if twice || self.schema.taken_ids.contains(&id) {
            self.slip_once(Slip::AnchorTaken { id: id.clone() }, span);
        }
        self.anchors.push(id);
    }

    /// Keeps the anchors that the headings of a text ask for free of those that others get.
    pub(super) fn reserve_ids(&mut self, text: &str) {
        let headings = text.lines().filter(|line| line.starts_with('#'));
        let has_terms = self.schema.open && text.contains("\n:");
        for line in headings {
            if has_terms {
                self.heading_ids.insert(anchor(line));
            }
            let attributes = line
                .trim_end()
                .strip_suffix('}')
                .and_then(|l| l.rsplit_once('{'));
            let attributes = attributes.map_or("", |(_, attributes)| attributes);
            let ids = attributes
                .split_whitespace()
                .filter_map(|word| word.strip_prefix('#'));
            self.reserved.extend(ids.map(str::to_owned));
        }
    }

    /// Takes the anchor that a heading asks for; another where something else has it.
    pub(super) fn own_id(&mut self, wanted: String, span: Span) -> String {
        self.reserved.remove(&wanted);
        let id = self.unique_id(wanted.clone());
        if id != wanted {
            self.slip(Slip::AnchorTaken { id: wanted }, span);
        }
        id
    }

    /// The anchor that most other programs give to a heading, where that is another one and a site
    /// without a schema may have been linked to by it; noted as one of the page.
    pub(super) fn other_id(&mut self, title: &str, own: &str) -> Option<String> {
        if !self.schema.open {
            return None;
        }
        let mut other = github_anchor(title);
        let before = self.others.entry(other.clone()).or_insert(0);
        if *before > 0 {
            other = format!("{other}-{before}");
        }
        *before += 1;
        let free = !other.is_empty() && other != own && !self.ids.contains_key(&other);
        let free = free && !self.reserved.contains(&other) && !is_note_anchor(&other);
        if !free || self.schema.taken_ids.contains(&other) {
            return None;
        }
        self.ids.insert(other.clone(), 1);
        self.anchors.push(other.clone());
        Some(other)
    }

    /// The anchor of what a list explains, counted among those of headings; none where a heading may
    /// have it, or the site has a schema.
    pub(super) fn term_id(&mut self, title: &str) -> Option<String> {
        let id = self.other_id(title, "")?;
        let is_of_heading = self.heading_ids.contains(&id);
        if is_of_heading {
            self.ids.remove(&id);
            self.anchors.retain(|anchor| *anchor != id);
        }
        (!is_of_heading).then_some(id)
    }

    /// Makes an anchor unique on the page.
    pub(super) fn unique_id(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() {
            "section".to_owned()
        } else {
            wanted
        };
        let mut id = wanted.clone();
        while self.ids.contains_key(&id)
            || is_note_anchor(&id)
            || self.reserved.contains(&id)
            || self.schema.taken_ids.contains(&id)
        {
            let taken = self.ids.entry(wanted.clone()).or_insert(1);
            *taken += 1;
            id = format!("{wanted}-{taken}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    /// The section of text being written.
    pub(super) fn current_text(&mut self) -> &mut String {
        let last = self.text.last_mut();
        &mut last.expect("a page begins with a section").text
    }

    /// Reports a slip.
    pub(super) fn slip(&mut self, slip: Slip, span: Span) {
        self.report(Problem::Slip { slip }, span);
    }

    /// Reports a slip, if it has not been said of this page.
    pub(super) fn slip_once(&mut self, slip: Slip, span: Span) {
        if self.told.insert(slip.clone()) {
            self.slip(slip, span);
        }
    }

    /// Reports that characters are broken: where there is one there are many.
    pub(super) fn broken_characters(&mut self, slip: Slip, span: Span) {
        if !std::mem::replace(&mut self.broken, true) {
            self.slip(slip, span);
        }
    }

    /// Whether this page has not used an unknown component of this name before.
    pub(super) fn is_first_use(&mut self, component: &str) -> bool {
        self.unknown_components.insert(component.to_owned())
    }

    /// Reports what may stand on a page many times: once, where it stands first, with how often.
    /// If there are several of a kind, the kind stands for them.
    pub(super) fn count(
        &mut self,
        kind: &str,
        shown: String,
        span: Span,
        problem: fn(String, usize) -> Problem,
    ) {
        let Some(&at) = self.counted.get(kind) else {
            self.counted.insert(kind.to_owned(), self.diagnostics.len());
            self.report(problem(shown, 1), span);
            return;
        };
        match &mut self.diagnostics[at].problem {
            Problem::HtmlRemoved { count, .. } => *count += 1,
            Problem::Slip {
                slip: Slip::ForeignSyntax { construct, count },
            } => {
                *count += 1;
                if *construct != shown {
                    kind.clone_into(construct);
                }
            }
            _ => {}
        }
    }

    /// Reports a problem.
    pub(super) fn report(&mut self, problem: Problem, span: Span) {
        self.diagnostics.push(Diagnostic::new(problem, span));
    }
}
