//! What a page says of itself outside its text, and where its text is.

use std::collections::BTreeMap;

use crate::marks::{self, From};
use crate::text::{Text, contains_ignore_case, is_unseen, text_of};
use crate::tree::{DOCUMENT, NodeId, Step, Tree};

/// An element whose text is indexed.
#[derive(Clone, Copy)]
pub(crate) struct Root {
    pub(crate) node: NodeId,
    /// The weight in force where it stands.
    pub(crate) weight: f32,
    /// Whether it is in something that is not to be indexed.
    pub(crate) ignored: bool,
}

/// What a page says outside its text.
#[derive(Default)]
pub(crate) struct Survey {
    pub(crate) language: String,
    pub(crate) description: String,
    pub(crate) canonical: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) is_noindex: bool,
    pub(crate) is_redirect: bool,
    pub(crate) has_search: bool,
    pub(crate) marked: Vec<Root>,
    pub(crate) mains: Vec<Root>,
    pub(crate) bodies: Vec<Root>,
    pub(crate) titles: Titles,
    pub(crate) filters: BTreeMap<String, Vec<String>>,
    pub(crate) meta: BTreeMap<String, String>,
    pub(crate) default_meta: BTreeMap<String, String>,
    pub(crate) sort: BTreeMap<String, String>,
    /// The first picture after the first `<h1>`: its address and what it shows.
    pub(crate) picture: Option<(String, String)>,
}

/// Titles other than those of the text.
#[derive(Default)]
pub(crate) struct Titles {
    pub(crate) h1: Option<String>,
    pub(crate) title: Option<String>,
}

impl Survey {
    /// Goes through the page once.
    pub(crate) fn of(tree: &Tree) -> Self {
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
            if unseen.is_none() && ignored.is_none() {
                survey.picture(tree, node);
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
        let text = || Some(text_of(tree, node)).filter(|text| !text.is_empty());
        match tree.name(node) {
            "html" => {
                let said = value("lang").filter(|tag| !tag.is_empty());
                self.language = said.or(value("xml:lang")).unwrap_or_default().to_owned();
            }
            "body" => self.bodies.push(root),
            "title" if is_seen && self.titles.title.is_none() => self.titles.title = text(),
            "h1" if is_seen && self.titles.h1.is_none() => self.titles.h1 = text(),
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

    fn picture(&mut self, tree: &Tree, node: NodeId) {
        let wanted = tree.name(node) == "img" && self.titles.h1.is_some();
        let source = tree.attribute(node, "src").map(str::trim);
        if let Some(source) = source.filter(|source| wanted && !source.is_empty())
            && self.picture.is_none()
        {
            let alternative = tree.attribute(node, "alt").unwrap_or_default().trim();
            self.picture = Some((source.to_owned(), alternative.to_owned()));
        }
    }

    fn captures(&mut self, tree: &Tree, node: NodeId) {
        for (mark, value) in marks::marks(tree, node) {
            if !matches!(mark, "filter" | "meta" | "default-meta" | "sort" | "title") {
                continue;
            }
            // With a value it names a section.
            let (mark, value) = match (mark, value) {
                ("title", "") => ("meta", "title"),
                ("title", _) => continue,
                _ => (mark, value),
            };
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
pub(crate) fn weight(text: &str) -> Option<f32> {
    let weight: f32 = text.trim().parse().ok()?;
    weight.is_finite().then(|| weight.clamp(0.0, 10.0))
}
