//! A PDF as its structure says that it is to be read: elements, their attributes, and the text of
//! the marked content in them.

mod marked;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as Text};
use marked::{Marked, marked};
use std::collections::{BTreeMap, BTreeSet};

/// A document as it is read.
pub struct Read {
    /// The element at the root.
    pub root: Element,
    /// What stands in no element: text of artifacts, in the order of the pages.
    pub artifacts: String,
    /// What is wrong with it, in a sentence each.
    pub wrong: Vec<String>,
    /// How many pages it has.
    pub pages: usize,
    /// The addresses that its links lead to.
    pub links: Vec<String>,
}

/// An element of the structure.
#[derive(Debug, Default, Clone)]
pub struct Element {
    /// Its kind: `P`, `H1`, `TH`, …
    pub kind: String,
    /// Its alternative text.
    pub alternative: Option<String>,
    /// Of a table's header: what it is the header of.
    pub scope: Option<String>,
    /// How many columns a cell spans.
    pub columns: i32,
    /// What is in it.
    pub children: Vec<Child>,
}

/// What is in an element.
#[derive(Debug, Clone)]
pub enum Child {
    Element(Element),
    Text(String),
    /// An annotation.
    Annotation,
}

impl Element {
    /// Its text, with all in it.
    pub fn text(&self) -> String {
        let parts = self.children.iter().map(|child| match child {
            Child::Element(element) => element.text(),
            Child::Text(text) => text.clone(),
            Child::Annotation => String::new(),
        });
        parts.collect()
    }

    /// The text that its author wrote: without the labels of items and notes, and without the
    /// table of contents.
    pub fn own_text(&self) -> String {
        if matches!(self.kind.as_str(), "TOC" | "Reference") {
            return String::new();
        }
        let label = |element: &Element| {
            element.kind == "Lbl"
                && element
                    .text()
                    .chars()
                    .all(|c| "•–▪☐☑.0123456789".contains(c))
        };
        let parts = self.children.iter().map(|child| match child {
            Child::Element(element) if label(element) => String::new(),
            Child::Element(element) => element.own_text(),
            Child::Text(text) => text.clone(),
            Child::Annotation => String::new(),
        });
        parts.collect()
    }

    /// All elements of the kinds that a test accepts, this one included, in order.
    pub fn all<'a>(&'a self, kinds: &[&str]) -> Vec<&'a Element> {
        let mut found = Vec::new();
        if kinds.contains(&self.kind.as_str()) {
            found.push(self);
        }
        for child in &self.children {
            if let Child::Element(element) = child {
                found.extend(element.all(kinds));
            }
        }
        found
    }

    /// Its kind and those of the elements in it, as `Table(TR(TH TH) TR(TD TD))`.
    pub fn outline(&self) -> String {
        let inside = self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element.outline()),
            Child::Text(_) | Child::Annotation => None,
        });
        let inside: Vec<String> = inside.collect();
        if inside.is_empty() {
            return self.kind.clone();
        }
        format!("{}({})", self.kind, inside.join(" "))
    }
}

/// Reads a PDF, and checks of PDF/UA-1 what can be checked without a validator.
pub fn read(bytes: &[u8]) -> Read {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let mut reader = Reader::new(&pdf);
    let xref = pdf.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id()).expect("a catalogue");
    reader.catalog(&catalog);
    let tree: Dict<'_> = catalog.get("StructTreeRoot").expect("a structure");
    let mut root = Element::default();
    reader.children(&tree, None, &mut root, 0);
    reader.rest();
    Read {
        root,
        artifacts: reader.artifacts(),
        wrong: reader.wrong,
        pages: reader.pages.len(),
        links: reader.links,
    }
}

struct Reader<'a> {
    pdf: &'a Pdf,
    pages: Vec<(ObjectIdentifier, Marked)>,
    /// The marked content that an element has, by page and number.
    used: BTreeSet<(usize, i32)>,
    roles: BTreeMap<String, String>,
    wrong: Vec<String>,
    links: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(pdf: &'a Pdf) -> Self {
        let pages = pdf.pages().iter().map(|page| {
            let id = page.raw().obj_id().expect("pages are objects");
            (id, marked(page))
        });
        let pages: Vec<_> = pages.collect();
        let wrong = pages.iter().flat_map(|(_, marked)| marked.wrong.clone());
        Self {
            pdf,
            wrong: wrong.collect(),
            pages,
            used: BTreeSet::new(),
            roles: BTreeMap::new(),
            links: Vec::new(),
        }
    }

    fn check(&mut self, right: bool, wrong: &str) {
        if !right {
            self.wrong.push(wrong.into());
        }
    }

    fn catalog(&mut self, catalog: &Dict<'_>) {
        let mark: Option<Dict<'_>> = catalog.get("MarkInfo");
        let marked = mark.and_then(|mark| mark.get::<bool>("Marked"));
        self.check(marked == Some(true), "MarkInfo does not say Marked");
        let view: Option<Dict<'_>> = catalog.get("ViewerPreferences");
        let title = view.and_then(|view| view.get::<bool>("DisplayDocTitle"));
        self.check(title == Some(true), "DisplayDocTitle is not set");
        let language: Option<Text<'_>> = catalog.get("Lang");
        self.check(language.is_some(), "no Lang");
        let metadata: Option<Stream<'_>> = catalog.get("Metadata");
        let xmp = metadata.and_then(|stream| stream.decoded().ok().map(|xmp| xmp.into_owned()));
        let xmp = String::from_utf8(xmp.unwrap_or_default()).expect("XMP is UTF-8");
        self.check(
            xmp.contains("<pdfuaid:part>1<"),
            "no pdfuaid:part in the XMP",
        );
        self.check(xmp.contains("<dc:title>"), "no dc:title in the XMP");
        let tree: Dict<'_> = catalog.get("StructTreeRoot").expect("a structure");
        if let Some(roles) = tree.get::<Dict<'_>>("RoleMap") {
            for from in roles.keys() {
                let to: Name<'_> = roles.get(&*from).expect("a role");
                self.roles.insert(named(&from), named(&to));
            }
        }
    }

    fn children(&mut self, of: &Dict<'_>, page: Option<usize>, into: &mut Element, depth: usize) {
        assert!(depth < 200, "the structure has no end");
        let page = self.page_of(of).or(page);
        match of.get::<Object<'_>>("K") {
            Some(Object::Array(kids)) => {
                for kid in kids.iter::<Object<'_>>() {
                    self.child(kid, page, into, depth);
                }
            }
            Some(kid) => self.child(kid, page, into, depth),
            None => {}
        }
    }

    fn child(&mut self, kid: Object<'_>, page: Option<usize>, into: &mut Element, depth: usize) {
        match kid {
            Object::Number(number) => {
                let text = self.content(page, number.as_i64() as i32);
                into.children.push(Child::Text(text));
            }
            Object::Dict(dict) if dict.contains_key("MCID") => {
                let page = self.page_of(&dict).or(page);
                let number: i32 = dict.get("MCID").expect("a number");
                let text = self.content(page, number);
                into.children.push(Child::Text(text));
            }
            Object::Dict(dict) if dict.contains_key("Obj") => {
                let annotation: Dict<'_> = dict.get("Obj").expect("an annotation");
                self.annotation(&annotation, &into.kind);
                into.children.push(Child::Annotation);
            }
            Object::Dict(dict) => {
                let mut element = self.element(&dict);
                self.children(&dict, page, &mut element, depth + 1);
                into.children.push(Child::Element(element));
            }
            _ => self.wrong.push("something else in the structure".into()),
        }
    }

    fn element(&mut self, dict: &Dict<'_>) -> Element {
        let kind: Name<'_> = dict.get("S").expect("elements have a kind");
        let mut kind = named(&kind);
        if let Some(role) = self.roles.get(&kind) {
            kind.clone_from(role);
        }
        let mut element = Element {
            kind,
            alternative: dict
                .get::<Text<'_>>("Alt")
                .map(|text| plain(text.as_bytes())),
            columns: 1,
            ..Element::default()
        };
        let attributes: Vec<Dict<'_>> = match dict.get::<Object<'_>>("A") {
            Some(Object::Dict(one)) => vec![one],
            Some(Object::Array(many)) => many.iter::<Dict<'_>>().collect(),
            _ => Vec::new(),
        };
        for attributes in attributes {
            if let Some(scope) = attributes.get::<Name<'_>>("Scope") {
                element.scope = Some(named(&scope));
            }
            element.columns = attributes.get("ColSpan").unwrap_or(element.columns);
        }
        element
    }

    fn annotation(&mut self, annotation: &Dict<'_>, kind: &str) {
        self.check(kind == "Link", "an annotation outside of a Link");
        let contents: Option<Text<'_>> = annotation.get("Contents");
        let described = contents.is_some_and(|contents| !contents.as_bytes().is_empty());
        self.check(described, "an annotation without Contents");
        let parent = annotation.contains_key("StructParent");
        self.check(parent, "an annotation without StructParent");
        let action: Option<Dict<'_>> = annotation.get("A");
        if let Some(address) = action.and_then(|action| action.get::<Text<'_>>("URI")) {
            self.links.push(plain(address.as_bytes()));
        }
    }

    fn page_of(&self, dict: &Dict<'_>) -> Option<usize> {
        let page = dict.get_ref("Pg")?;
        self.pages.iter().position(|(id, _)| *id == page.into())
    }

    fn content(&mut self, page: Option<usize>, number: i32) -> String {
        let page = page.expect("content has a page");
        let once = self.used.insert((page, number));
        self.check(once, "content in two elements");
        match self.pages[page].1.contents.get(&number) {
            Some(text) => text.clone(),
            None => {
                self.wrong
                    .push(format!("page {page} has no content {number}"));
                String::new()
            }
        }
    }

    /// What no element has, and what holds for pages and fonts.
    fn rest(&mut self) {
        for (page, (_, marked)) in self.pages.iter().enumerate() {
            for (number, text) in &marked.contents {
                if !self.used.contains(&(page, *number)) {
                    let wrong = format!("page {page}: content {number} in no element: {text}");
                    self.wrong.push(wrong);
                }
            }
        }
        for page in self.pdf.pages().iter() {
            let annotated = page.raw().get::<Array<'_>>("Annots").is_some();
            let tabs: Option<Name<'_>> = page.raw().get("Tabs");
            let tabs = tabs.is_some_and(|tabs| &*tabs == b"S");
            self.check(
                tabs || !annotated,
                "a page whose tabs do not follow the structure",
            );
        }
    }

    fn artifacts(&self) -> String {
        self.pages
            .iter()
            .map(|(_, marked)| marked.artifacts.as_str())
            .collect()
    }
}

/// A name of PDF.
fn named(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// A text string of PDF.
pub fn plain(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        _ => bytes.iter().map(|byte| *byte as char).collect(),
    }
}
