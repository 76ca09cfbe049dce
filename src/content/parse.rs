//! A file of content from its bytes to a [`ParsedPage`].

use super::body::{Body, Component, HoleKind, extract, push_unreserved};
use super::fields::{self, Fields, Owner, Value};
use super::front_matter::{self, Trouble};
use super::inline::first_words;
use super::shelf::{Shelf, Shelved};
use super::{html_policy, markdown};
use crate::csv::Row;
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::schema::{Field, Schema, TypeId};
use crate::source::{FileId, Span};
use crate::yaml::{self, Key, Node};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Everything that one file says by itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParsedPage {
    /// The file; for a page made from a row alone, the data file.
    pub file: FileId,
    /// Its content type.
    pub content_type: TypeId,
    /// Its front matter.
    pub fields: Fields,
    /// Its text.
    pub body: Shelved<Body>,
    /// The title that the text begins with, where the front matter has none.
    pub heading: Option<String>,
    /// Headings of the text, in order.
    pub headings: Vec<Heading>,
    /// Anchors that raw HTML sets besides.
    pub anchors: Vec<String>,
    /// Addresses of links and pictures, in the text and in Markdown fields.
    pub links: Vec<Link>,
    /// Pages named by fields.
    pub references: Vec<Reference>,
    /// Files named by fields and components.
    pub files: Vec<FileReference>,
    /// What a search finds, by section of the text; the first has no heading.
    pub text: Shelved<Vec<TextSection>>,
    /// The first words of that, for a page that does not describe itself.
    pub beginning: Option<String>,
    /// Words in the text.
    pub words: u32,
    /// Stands for its front matter and its heading, which is what other pages can show of it;
    /// missing for a page that has no file.
    pub front: Option<u64>,
    /// Where to show what concerns the whole page.
    pub span: Span,
}

impl ParsedPage {
    /// Whether only the text tells one page from another: to the rest of the site they are the
    /// same.
    pub fn differs_only_in_text(&self, other: &Self) -> bool {
        let same_link = |(a, b): (&Link, &Link)| a.target == b.target && a.image == b.image;
        let same_file =
            |(a, b): (&FileReference, &FileReference)| a.target == b.target && a.image == b.image;
        self.file == other.file
            && self.content_type == other.content_type
            && self.span == other.span
            && self.fields == other.fields
            && self.heading == other.heading
            && self.headings == other.headings
            && self.anchors == other.anchors
            && self.references == other.references
            && self.links.len() == other.links.len()
            && self.links.iter().zip(&other.links).all(same_link)
            && self.files.len() == other.files.len()
            && self.files.iter().zip(&other.files).all(same_file)
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 2 to 6.
    pub level: u8,
    /// Its anchor, unique on the page.
    pub id: String,
    /// Its text without markup.
    pub title: String,
}

/// An address written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// As written.
    pub target: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is a picture's.
    pub image: bool,
}

/// A page named by a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The page's field that it stands in, also where it stands in a group inside it.
    pub field: String,
    /// As written.
    pub target: String,
    /// Names of the types that it may be of; any if empty.
    pub types: Vec<String>,
    /// What the other page calls the pages that refer to it.
    pub inverse: Option<String>,
    /// Following the field may not lead back here.
    pub acyclic: bool,
    /// Where it stands.
    pub span: Span,
}

/// A file named by a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReference {
    /// As written.
    pub target: String,
    /// Whether it has to be a picture.
    pub image: bool,
    /// Where it stands.
    pub span: Span,
}

/// A stretch of text as a search sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSection {
    /// Anchor of its heading.
    pub anchor: Option<String>,
    /// Its heading; empty for the text before the first.
    pub heading: String,
    /// Its text, without markup.
    pub text: String,
}

/// Where to keep what is needed only when a page is rendered or searched.
#[derive(Clone, Copy)]
pub struct Keep<'a> {
    /// The shelf of bodies and texts.
    pub shelf: &'a Shelf,
    /// Whether pages will be searched; otherwise their texts are not kept.
    pub searchable: bool,
}

/// Parses one page. `row` gives fields that the front matter does not have.
///
/// It never fails: what cannot be read is reported and left out.
pub fn parse(
    text: &str,
    file: FileId,
    content_type: TypeId,
    schema: &Schema,
    row: Option<&Row>,
    keep: Keep<'_>,
) -> (ParsedPage, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let start = Span::start_of(file);
    let split = front_matter::split(text);
    let mut span = row.map_or(start, |row| row.span);
    let empty = text.trim_start_matches('\u{feff}').trim().is_empty();
    if empty && row.is_none() {
        diagnostics.push(Diagnostic::new(Problem::EmptyFile, start));
    }
    match split.trouble {
        Some(Trouble::NotClosed) => {
            diagnostics.push(Diagnostic::new(
                Problem::FrontMatterNotClosed,
                Span::new(file, 0, 3),
            ));
        }
        Some(Trouble::Toml) => {
            diagnostics.push(Diagnostic::new(
                Problem::TomlFrontMatter,
                Span::new(file, 0, 3),
            ));
        }
        None => {}
    }
    let mut entries: Vec<(Key, Node)> = Vec::new();
    let mut readable = split.trouble.is_none() && !empty;
    if let Some((from, to)) = split.yaml {
        span = Span::new(file, 0, text[..from].trim_end().len());
        check_spaces(&text[from..to], from, file, &mut diagnostics);
        match yaml::parse(text, from, to, file) {
            Ok(Node {
                value: yaml::Value::Map(map),
                ..
            }) => entries = map,
            Ok(Node {
                value: yaml::Value::Null,
                ..
            }) => {}
            Ok(node) => {
                diagnostics.push(Diagnostic::new(Problem::FrontMatterNotMap, node.span));
                readable = false;
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                readable = false;
            }
        }
    }
    for (key, node) in row.map_or(&[][..], |row| &row.entries) {
        if !entries.iter().any(|(k, _)| k.text == key.text) {
            entries.push((key.clone(), node.clone()));
        }
    }

    let definition = &schema.types[content_type];
    let mut page = PageBuilder::new(text, file, schema, &definition.label, &mut diagnostics);
    let fields = if readable || row.is_some() {
        let owner = Owner {
            name: &definition.label,
            open: schema.open,
            span,
        };
        fields::read(&entries, &definition.fields, &owner, &mut page)
    } else {
        // Without front matter every required field would be missing; one message is enough.
        Fields::default()
    };
    let titled = definition
        .fields
        .iter()
        .any(|f| f.role == Some(crate::schema::Role::Title) && fields.get(&f.name).is_some());
    let (body, heading) = page.markdown_body(split.body, !titled);
    page.add_field_texts(&fields, &definition.fields);
    let mut front = DefaultHasher::new();
    (&text[..split.body], &heading).hash(&mut front);
    let mut parsed = page.finish(content_type, fields, body, heading, span, keep);
    parsed.front = Some(front.finish());
    (parsed, diagnostics)
}

/// Looks for no-break spaces where YAML wants spaces.
fn check_spaces(yaml: &str, from: usize, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    let mut at = from;
    for line in yaml.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default();
        let lead = line.len() - line.trim_start_matches([' ', '\u{a0}']).len();
        let after_colon = line.find(":\u{a0}").map(|i| i + 1);
        let in_lead = line[..lead].find('\u{a0}');
        if let Some(i) = in_lead.or(after_colon.filter(|&i| i <= key.len() + 1)) {
            let span = Span::new(file, at + i, at + i + '\u{a0}'.len_utf8());
            diagnostics.push(Diagnostic::new(Problem::NoBreakSpace, span));
        }
        at += line.len();
    }
}

/// What gathers while a page is read.
pub(super) struct PageBuilder<'a> {
    /// The whole file.
    pub source: &'a str,
    /// Its id.
    pub file: FileId,
    /// The schema, for components.
    pub schema: &'a Schema,
    /// Label of the page's type, for messages.
    pub owner: &'a str,
    /// The page's field that is being read.
    pub field: Option<String>,
    /// Where problems go.
    pub diagnostics: &'a mut Vec<Diagnostic>,
    /// Holes of the HTML being written, by mark.
    pub holes: Vec<Option<HoleKind>>,
    /// Headings so far.
    pub headings: Vec<Heading>,
    /// Text so far.
    pub text: Vec<TextSection>,
    /// Acronyms already marked on this page: only the first of each is explained.
    pub acronyms: HashSet<String>,
    /// Footnotes so far, so that numbers are unique on the page.
    pub footnotes: usize,
    /// Anchors so far, with the last number that was put behind each.
    ids: HashMap<String, usize>,
    anchors: Vec<String>,
    links: Vec<Link>,
    references: Vec<Reference>,
    files: Vec<FileReference>,
}

impl<'a> PageBuilder<'a> {
    fn new(
        source: &'a str,
        file: FileId,
        schema: &'a Schema,
        owner: &'a str,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            source,
            file,
            schema,
            owner,
            field: None,
            diagnostics,
            holes: Vec::new(),
            headings: Vec::new(),
            text: vec![TextSection::default()],
            acronyms: HashSet::new(),
            footnotes: 0,
            ids: HashMap::new(),
            anchors: Vec::new(),
            links: Vec::new(),
            references: Vec::new(),
            files: Vec::new(),
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
    pub(super) fn link(&mut self, target: String, image: bool, span: Span) -> u32 {
        self.links.push(Link {
            target,
            span,
            image,
        });
        self.links.len() as u32 - 1
    }

    /// Notes an anchor that stands in raw HTML.
    pub(super) fn anchor(&mut self, id: String) {
        self.ids.entry(id.clone()).or_insert(1);
        self.anchors.push(id);
    }

    /// Makes an anchor unique on the page.
    pub(super) fn unique_id(&mut self, wanted: String) -> String {
        let wanted = if wanted.is_empty() {
            "sezione".to_owned()
        } else {
            wanted
        };
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) || self.schema.taken_ids.contains(&id) {
            let taken = self.ids.entry(wanted.clone()).or_insert(1);
            *taken += 1;
            id = format!("{wanted}-{taken}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    /// The section of text being written.
    pub(super) fn current_text(&mut self) -> &mut String {
        if self.text.is_empty() {
            self.text.push(TextSection::default());
        }
        let last = self.text.len() - 1;
        &mut self.text[last].text
    }

    /// Renders the text of the file from byte `start` on. With `take_title`, a first-level heading
    /// at the beginning is taken out and returned.
    fn markdown_body(&mut self, start: usize, take_title: bool) -> (Body, Option<String>) {
        let source = self.source;
        let written = markdown::render(source, start, take_title, self);
        (self.body_of(&written.html, written.raw_html), written.title)
    }

    /// Renders a field's Markdown. Its headings are the template's affair, so they get no anchors.
    pub(super) fn markdown_field(&mut self, text: &str, span: Span, label: &str) -> Body {
        let headings = std::mem::take(&mut self.headings);
        self.text.push(TextSection {
            heading: label.to_owned(),
            ..TextSection::default()
        });
        let written = markdown::render_field(text, span, self);
        self.headings = headings;
        self.body_of(&written.html, written.raw_html)
    }

    /// Turns HTML with marks into a body, after the sanitiser where raw HTML was written.
    pub(super) fn body_of(&mut self, html: &str, raw_html: bool) -> Body {
        if raw_html {
            extract(&html_policy::clean(html), &mut self.holes)
        } else {
            extract(html, &mut self.holes)
        }
    }

    /// Reads a component's attributes; `None` if the theme does not have it.
    pub(super) fn component(
        &mut self,
        name: &str,
        span: Span,
        attributes: &Node,
    ) -> Option<Component> {
        let Some(definition) = self.schema.components.get(name) else {
            let known: Vec<String> = self.schema.components.keys().cloned().collect();
            let problem = Problem::UnknownComponent {
                name: name.to_owned(),
                suggestion: nearest(name, known.iter().map(String::as_str)),
                known,
            };
            self.diagnostics.push(Diagnostic::new(problem, span));
            return None;
        };
        let owner = Owner {
            name,
            open: false,
            span,
        };
        let fields = fields::read(attributes.entries(), definition, &owner, self);
        Some(Component {
            name: name.to_owned(),
            fields,
            body: Body::default(),
            span,
        })
    }

    /// Warns of text that a `#` has turned into a comment: `titolo: Legge #5`.
    pub(super) fn check_lost_comment(&mut self, node: &Node) {
        let yaml::Value::Scalar { plain: true, .. } = node.value else {
            return;
        };
        // Cells of a row are not YAML, and stand in another text.
        let Some(rest) = self
            .source
            .get(node.span.end as usize..)
            .filter(|_| node.span.file == self.file)
        else {
            return;
        };
        let line = rest.lines().next().unwrap_or_default();
        let lost = line.trim_start();
        // "# a remark" is a remark; "#5" is not.
        let remark = lost
            .strip_prefix('#')
            .is_none_or(|after| after.starts_with([' ', '#']) || after.is_empty());
        if lost.len() < line.len() && !remark {
            let start = node.span.end as usize + (line.len() - lost.len());
            let span = Span::new(self.file, start, start + lost.trim_end().len());
            let problem = Problem::CommentEatsText {
                lost: lost.trim_end().to_owned(),
            };
            self.diagnostics.push(Diagnostic::new(problem, span));
        }
    }

    /// Adds the texts of fields that have no role, so that a search finds them.
    fn add_field_texts(&mut self, values: &Fields, definitions: &[Field]) {
        for entry in &values.0 {
            let Some(field) = definitions.iter().find(|f| f.name == entry.name) else {
                continue;
            };
            if field.role.is_some() {
                continue;
            }
            let mut text = String::new();
            collect_text(&entry.value, &mut text);
            if !text.is_empty() {
                self.text.push(TextSection {
                    anchor: None,
                    heading: field.label.clone(),
                    text,
                });
            }
        }
    }

    fn finish(
        self,
        content_type: TypeId,
        fields: Fields,
        body: Body,
        heading: Option<String>,
        span: Span,
        keep: Keep<'_>,
    ) -> ParsedPage {
        let (mut headings, mut links, mut fields) = (self.headings, self.links, fields);
        // These are held as long as the site.
        headings.shrink_to_fit();
        links.shrink_to_fit();
        fields.0.shrink_to_fit();
        let mut text = self.text;
        for section in &mut text {
            section.text.truncate(section.text.trim_end().len());
        }
        text.retain(|section| !section.text.is_empty() || section.anchor.is_some());
        let words = text
            .iter()
            .map(|s| s.text.split_ascii_whitespace().count() as u32)
            .sum();
        let first = text.iter().find(|section| !section.text.is_empty());
        let beginning = first.and_then(|section| first_words(&section.text));
        ParsedPage {
            file: self.file,
            content_type,
            fields,
            body: Shelved::new(&body, keep.shelf),
            heading,
            headings,
            anchors: self.anchors,
            links,
            references: self.references,
            files: self.files,
            beginning,
            text: match keep.searchable {
                true => Shelved::new(&text, keep.shelf),
                false => Shelved::default(),
            },
            words,
            front: None,
            span,
        }
    }
}

/// The words of a value. Markdown has added its own while it was rendered.
fn collect_text(value: &Value, out: &mut String) {
    let mut add = |text: &str| {
        if !out.is_empty() {
            out.push_str(". ");
        }
        push_unreserved(text, out);
    };
    match value {
        Value::Text(text) if !text.starts_with("http") => add(text),
        Value::Choice { label, .. } => add(label),
        Value::Group(fields) => fields
            .0
            .iter()
            .for_each(|entry| collect_text(&entry.value, out)),
        Value::List(items) => items.iter().for_each(|item| collect_text(item, out)),
        _ => {}
    }
}
