//! One page: HTML in, what the search is told of it out. Pure.

use std::collections::BTreeMap;

use search_index::Section;

use crate::encoding::decode;
use crate::folder::Reason;
use crate::marks::{self, From};
use crate::text::{Text, indexed_attributes, is_inline, is_unseen, text_of};
use crate::tree::{DOCUMENT, NodeId, Step, Tree};

/// Weights of pages are kept within this range, so that none hides all others.
const WEIGHTS: (f32, f32) = (0.1, 10.0);

/// A page as it speaks of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What is said of it in a `title` metadatum, its first `<h1>` or its `<title>`.
    pub title: String,
    /// `<meta name=description>`; empty if there is none.
    pub description: String,
    /// `<html lang>`; empty if there is none.
    pub language: String,
    /// The text, parted by its headings. One without an `id` is reached through the last that
    /// has one.
    pub sections: Vec<Section>,
    /// Text that is marked as weighing more than the rest of the page.
    pub emphasised: Vec<String>,
    /// Filter -> values, in the order of the page.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Metadatum -> value; the first on the page counts.
    pub meta: BTreeMap<String, String>,
    /// Sort key -> value; the first on the page counts.
    pub sort: BTreeMap<String, String>,
    /// Date as ISO 8601.
    pub date: Option<String>,
    /// Weight of the page, from the element that holds its text.
    pub weight: f32,
    /// `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// Whether the page marks what is to be indexed.
    pub is_marked: bool,
    /// Whether the page loads the search.
    pub has_search: bool,
    /// Whether the encoding had to be guessed.
    pub is_guessed: bool,
}

/// Reads a page.
///
/// # Errors
///
/// Why it is none that the search should find.
pub fn page(html: &[u8]) -> Result<Page, Reason> {
    let (html, is_guessed) = decode(html);
    let tree = Tree::parse(&html);
    let survey = Survey::of(&tree);
    let is_page = tree.has_doctype || contains_ignore_case(&html, "<html");
    // What is marked is wanted, even if search engines are told to keep away.
    let is_marked = !survey.marked.is_empty();
    if !is_page {
        return Err(Reason::Fragment);
    }
    if survey.is_redirect {
        return Err(Reason::Redirect);
    }
    if survey.is_noindex && !is_marked {
        return Err(Reason::NoIndex);
    }
    let (roots, whole) = match (&survey.marked, &survey.mains) {
        (marked, _) if is_marked => (marked, false),
        (_, mains) if !mains.is_empty() => (mains, false),
        _ => (&survey.bodies, true),
    };
    let roots: Vec<Root> = roots.iter().filter(|root| !root.ignored).copied().collect();
    if roots.is_empty() {
        return Err(Reason::Ignored);
    }
    // A weight on what holds all the text is the page's.
    let weight = match roots.iter().all(|root| root.weight == roots[0].weight) {
        true => roots[0].weight,
        false => 1.0,
    };
    let mut reader = Reader::new(&tree, weight, whole);
    for root in &roots {
        reader.read(*root);
    }
    let mut read = reader.finish();
    let (mut meta, mut default_meta) = (survey.meta, survey.default_meta);
    let said = [meta.remove("title"), default_meta.remove("title")];
    let title = title(said, &read, survey.titles);
    for (name, value) in default_meta {
        meta.entry(name).or_insert(value);
    }
    fold_title(&mut read, &title);
    let sections: Vec<Section> = read.sections.into_iter().map(|(_, s)| s).collect();
    if title.is_empty() && sections.is_empty() {
        return Err(Reason::Empty);
    }
    let date = survey.sort.get("date").or(meta.get("date"));
    let date = date.or(survey.published.as_ref());
    Ok(Page {
        date: date.and_then(|text| iso_date(text)),
        title,
        description: survey.description,
        language: survey.language,
        sections,
        emphasised: read.emphasised,
        filters: survey.filters,
        meta,
        sort: survey.sort,
        weight: weight.clamp(WEIGHTS.0, WEIGHTS.1),
        canonical: survey.canonical,
        is_marked,
        has_search: survey.has_search,
        is_guessed,
    })
}

/// The title: what is said to be it, the first `<h1>` of the text or else of the page,
/// `<title>`, what is said to be it by default, or the first heading there is.
fn title([said, default]: [Option<String>; 2], read: &Read, others: Titles) -> String {
    let first = |is_h1: bool| {
        let mut all = read.sections.iter().filter(|(h1, _)| !is_h1 || *h1);
        let found = all.find(|(_, section)| !section.heading.is_empty());
        found.map(|(_, section)| section.heading.clone())
    };
    said.or_else(|| first(true))
        .or(others.h1)
        .or(others.title)
        .or(default)
        .or_else(|| first(false))
        .unwrap_or_default()
}

/// The heading that is the title begins no section: its words are in the title, and what comes
/// after it is the page's own text.
fn fold_title(read: &mut Read, title: &str) {
    let mut sections = read.sections.iter();
    let Some(at) = sections.position(|(h1, section)| *h1 && section.heading == title) else {
        return;
    };
    let text = std::mem::take(&mut read.sections[at].1.text);
    if at == 0 {
        let own = &mut read.sections[0].1;
        (own.anchor, own.heading, own.text) = (None, String::new(), text);
        if own.text.is_empty() {
            read.sections.remove(0);
        }
        return;
    }
    read.sections.remove(at);
    let before = &mut read.sections[at - 1].1;
    if !before.text.is_empty() && !text.is_empty() {
        before.text.push(' ');
    }
    before.text.push_str(&text);
}

fn contains_ignore_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len())
        .any(|window| window.eq_ignore_ascii_case(word))
}

/// The day of `2025-06-30T10:00:00Z`, if that is how a date is written.
fn iso_date(text: &str) -> Option<String> {
    let day = text.trim().get(..10)?;
    let number = |range: std::ops::Range<usize>| {
        let digits = &day.as_bytes()[range];
        let digit = |n: u32, byte: &u8| Some(n * 10 + char::from(*byte).to_digit(10)?);
        digits.iter().try_fold(0, digit)
    };
    let dashes = &day.as_bytes()[4..5] == b"-" && &day.as_bytes()[7..8] == b"-";
    number(0..4)?;
    let valid = dashes && (1..=12).contains(&number(5..7)?) && (1..=31).contains(&number(8..10)?);
    valid.then(|| day.to_owned())
}

/// An element whose text is indexed.
#[derive(Clone, Copy)]
struct Root {
    node: NodeId,
    /// The weight in force where it stands.
    weight: f32,
    /// Whether it is in something that is not to be indexed.
    ignored: bool,
}

/// What a page says outside its text.
#[derive(Default)]
struct Survey {
    language: String,
    description: String,
    canonical: Option<String>,
    published: Option<String>,
    is_noindex: bool,
    is_redirect: bool,
    has_search: bool,
    marked: Vec<Root>,
    mains: Vec<Root>,
    bodies: Vec<Root>,
    titles: Titles,
    filters: BTreeMap<String, Vec<String>>,
    meta: BTreeMap<String, String>,
    default_meta: BTreeMap<String, String>,
    sort: BTreeMap<String, String>,
}

/// Titles other than those of the text.
#[derive(Default)]
struct Titles {
    h1: Option<String>,
    title: Option<String>,
}

impl Survey {
    fn of(tree: &Tree) -> Self {
        let mut survey = Self::default();
        let mut walk = tree.walk(DOCUMENT);
        let mut weights: Vec<(NodeId, f32)> = Vec::new();
        // Outermost elements of a kind: what is in them is theirs already.
        let (mut marked, mut main) = (None, None);
        let (mut ignored, mut unseen) = (None, None);
        while let Some(step) = walk.next() {
            let node = match step {
                Step::Enter(node) => node,
                Step::Leave(node) => {
                    weights.pop_if(|(owner, _)| *owner == node);
                    for open in [&mut marked, &mut main, &mut ignored, &mut unseen] {
                        open.take_if(|open| *open == node);
                    }
                    continue;
                }
                Step::Text(_) => continue,
            };
            if marks::mark(tree, node, "ignore").is_some_and(|value| is(value, "all")) {
                walk.pass_over();
                continue;
            }
            let mut is_body = false;
            for (mark, value) in marks::marks(tree, node) {
                match mark {
                    "ignore" => _ = ignored.get_or_insert(node),
                    "weight" => weights.extend(weight(value).map(|weight| (node, weight))),
                    "body" => is_body = true,
                    _ => {}
                }
            }
            let root = Root {
                node,
                weight: weights.last().map_or(1.0, |(_, weight)| *weight),
                ignored: ignored.is_some(),
            };
            if is_body && marked.is_none() {
                marked = Some(node);
                survey.marked.push(root);
            }
            if is_unseen(tree, node) {
                unseen.get_or_insert(node);
            }
            let is_seen = unseen.is_none();
            let is_main = tree.name(node) == "main" || tree.attribute(node, "role") == Some("main");
            if is_main && is_seen && main.is_none() {
                main = Some(node);
                survey.mains.push(root);
            }
            survey.element(tree, node, root, is_seen);
            survey.captures(tree, node);
        }
        survey
    }

    fn element(&mut self, tree: &Tree, node: NodeId, root: Root, is_seen: bool) {
        let value = |name| tree.attribute(node, name).map(str::trim);
        let has = |name, word| value(name).is_some_and(|value| is(value, word));
        let text = |known: &Option<String>| match known {
            Some(_) => None,
            None => Some(text_of(tree, node)).filter(|text| !text.is_empty()),
        };
        match tree.name(node) {
            "html" => self.language = value("lang").unwrap_or_default().to_owned(),
            "body" => self.bodies.push(root),
            "title" if is_seen => {
                let found = text(&self.titles.title);
                self.titles.title = self.titles.title.take().or(found);
            }
            "h1" if is_seen => {
                let found = text(&self.titles.h1);
                self.titles.h1 = self.titles.h1.take().or(found);
            }
            "link" if has("rel", "canonical") => {
                self.canonical = value("href").map(str::to_owned);
            }
            "script" => {
                let source = value("src").unwrap_or_default();
                self.has_search |= source.ends_with("casa-search.js");
            }
            "meta" => {
                let content = value("content").unwrap_or_default();
                if has("name", "description") {
                    let mut text = Text::default();
                    text.push(content);
                    self.description = text.take();
                } else if has("name", "robots") {
                    let mut words = content.split(',');
                    self.is_noindex |= words.any(|word| is(word, "noindex") || is(word, "none"));
                } else if has("http-equiv", "refresh") {
                    self.is_redirect |= contains_ignore_case(content, "url");
                } else if has("property", "article:published_time") {
                    self.published = Some(content.to_owned());
                }
            }
            _ => {}
        }
    }

    fn captures(&mut self, tree: &Tree, node: NodeId) {
        for (mark, value) in marks::marks(tree, node) {
            if !matches!(mark, "filter" | "meta" | "default-meta" | "sort") {
                continue;
            }
            for (name, from) in marks::captures(value) {
                let mut text = Text::default();
                match from {
                    From::Text => text.push(&text_of(tree, node)),
                    From::Here(value) => text.push(value),
                    From::Attribute(name) => {
                        let name = name.to_ascii_lowercase();
                        text.push(tree.attribute(node, &name).unwrap_or_default());
                    }
                }
                let (name, value) = (name.to_owned(), text.take());
                if value.is_empty() {
                    continue;
                }
                let single = match mark {
                    "filter" => {
                        let values = self.filters.entry(name).or_default();
                        if !values.contains(&value) {
                            values.push(value);
                        }
                        continue;
                    }
                    "meta" => &mut self.meta,
                    "sort" => &mut self.sort,
                    _ => &mut self.default_meta,
                };
                single.entry(name).or_insert(value);
            }
        }
    }
}

/// Whether a word is another, capitals apart.
fn is(text: &str, word: &str) -> bool {
    text.trim().eq_ignore_ascii_case(word)
}

/// A weight, if it is one.
fn weight(text: &str) -> Option<f32> {
    let weight: f32 = text.trim().parse().ok()?;
    weight.is_finite().then(|| weight.clamp(0.0, 10.0))
}

/// What was read of the text.
#[derive(Default)]
struct Read {
    /// Sections, and whether each begins with an `<h1>`.
    sections: Vec<(bool, Section)>,
    emphasised: Vec<String>,
}

/// Reads the text of a page, part by part.
struct Reader<'a> {
    tree: &'a Tree,
    /// What the page weighs; text that weighs more is emphasised.
    weight: f32,
    /// Whether the text is the whole body, so that its furniture has to be told apart.
    whole: bool,
    read: Read,
    /// The section that is being read, without its text, and whether it begins with an `<h1>`.
    section: (bool, Section),
    text: Text,
    emphasised: Text,
    /// The last anchor that there was.
    anchor: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(tree: &'a Tree, weight: f32, whole: bool) -> Self {
        Self {
            tree,
            weight,
            whole,
            read: Read::default(),
            section: (false, section(None, String::new())),
            text: Text::default(),
            emphasised: Text::default(),
            anchor: None,
        }
    }

    fn read(&mut self, root: Root) {
        let tree = self.tree;
        let mut weights = vec![(root.node, root.weight)];
        // Open elements in which headers and asides belong to a piece of text.
        let mut pieces: Vec<NodeId> = Vec::new();
        let mut walk = tree.walk(root.node);
        while let Some(step) = walk.next() {
            let heavy = weights
                .last()
                .is_some_and(|(_, weight)| *weight > self.weight);
            match step {
                Step::Enter(node) => {
                    let name = tree.name(node);
                    let mark = marks::mark(tree, node, "weight");
                    let own = mark.and_then(weight).filter(|_| node != root.node);
                    let is_out = node != root.node
                        && (marks::mark(tree, node, "ignore").is_some()
                            || own == Some(0.0)
                            || is_unseen(tree, node)
                            || is_furniture(tree, node, self.whole && pieces.is_empty()));
                    if is_out {
                        self.part(name);
                        walk.pass_over();
                        continue;
                    }
                    weights.extend(own.map(|weight| (node, weight)));
                    pieces.extend(matches!(name, "article" | "section").then_some(node));
                    if is_heading(name) {
                        self.heading(node);
                        walk.pass_over();
                        continue;
                    }
                    self.part(name);
                    for value in indexed_attributes(tree, node) {
                        self.text.push_apart(value);
                    }
                }
                Step::Leave(node) => {
                    weights.pop_if(|(owner, _)| *owner == node);
                    pieces.pop_if(|piece| *piece == node);
                    self.part(tree.name(node));
                }
                Step::Text(text) => {
                    self.text.push(text);
                    if heavy {
                        self.emphasised.push(text);
                    } else {
                        self.end_emphasis();
                    }
                }
            }
        }
        self.text.part();
        self.end_emphasis();
    }

    fn part(&mut self, name: &str) {
        if !is_inline(name) {
            self.text.part();
            self.emphasised.part();
        }
    }

    fn end_emphasis(&mut self) {
        if !self.emphasised.as_str().is_empty() {
            self.read.emphasised.push(self.emphasised.take());
        }
    }

    /// Ends the section and begins the next.
    fn heading(&mut self, node: NodeId) {
        let heading = text_of(self.tree, node);
        if heading.is_empty() {
            return;
        }
        self.end_section();
        if let Some(anchor) = anchor(self.tree, node) {
            self.anchor = Some(anchor.to_owned());
        }
        let is_h1 = self.tree.name(node) == "h1";
        self.section = (is_h1, section(self.anchor.clone(), heading));
    }

    fn end_section(&mut self) {
        self.end_emphasis();
        let next = (false, section(None, String::new()));
        let (is_h1, mut section) = std::mem::replace(&mut self.section, next);
        section.text = self.text.take();
        if !section.heading.is_empty() || !section.text.is_empty() {
            self.read.sections.push((is_h1, section));
        }
    }

    fn finish(mut self) -> Read {
        self.end_section();
        self.read
    }
}

fn section(anchor: Option<String>, heading: String) -> Section {
    Section {
        anchor,
        heading,
        text: String::new(),
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether an element leads around the page or asks for something instead of saying something.
/// Where nothing marks the text, headers and asides outside articles are the site's.
fn is_furniture(tree: &Tree, node: NodeId, outside: bool) -> bool {
    match tree.name(node) {
        "nav" | "footer" | "form" | "button" | "search" => return true,
        "header" | "aside" if outside => return true,
        _ => {}
    }
    match tree.attribute(node, "role") {
        Some("navigation" | "search" | "contentinfo" | "form") => true,
        Some("banner" | "complementary") => outside,
        _ => false,
    }
}

/// What leads to a heading: its `id`, that of something in it, or that of the section which it
/// begins.
fn anchor(tree: &Tree, heading: NodeId) -> Option<&str> {
    let id = |node| tree.attribute(node, "id").filter(|id| !id.is_empty());
    if let Some(id) = id(heading) {
        return Some(id);
    }
    let inside = tree.walk(heading).find_map(|step| match step {
        Step::Enter(node) => match tree.name(node) {
            "a" => id(node).or(tree.attribute(node, "name")),
            "span" => id(node),
            _ => None,
        },
        _ => None,
    });
    if inside.is_some() {
        return inside;
    }
    let parent = tree.parent(heading)?;
    let is_section = match tree.name(parent) {
        "section" => true,
        "div" => {
            let class = tree.attribute(parent, "class").unwrap_or_default();
            class.split_whitespace().any(|class| class == "section")
        }
        _ => false,
    };
    let begins = is_section && tree.is_first_element(heading);
    begins.then(|| id(parent)).flatten()
}
