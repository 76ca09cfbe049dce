//! Text as it is read: which elements are seen, which part words, where white space is.

use crate::marks;
use crate::tree::{NodeId, Step, Tree};

/// Text whose white space is single spaces.
#[derive(Default)]
pub(crate) struct Text {
    text: String,
    /// Whether the next word stands apart.
    apart: bool,
}

impl Text {
    /// Adds text as it stands in HTML.
    pub(crate) fn push(&mut self, text: &str) {
        self.apart |= text.starts_with(char::is_whitespace);
        for (i, word) in text.split_whitespace().enumerate() {
            if (i > 0 || self.apart) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.apart = false;
        }
        self.apart |= text.ends_with(char::is_whitespace);
    }

    /// Parts what comes from what there is.
    pub(crate) fn part(&mut self) {
        self.apart = true;
    }

    /// Adds text that stands apart on both sides.
    pub(crate) fn push_apart(&mut self, text: &str) {
        self.part();
        self.push(text);
        self.part();
    }

    /// The text so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, leaving none.
    pub(crate) fn take(&mut self) -> String {
        self.apart = false;
        std::mem::take(&mut self.text)
    }

    /// Where the next text would begin.
    pub(crate) fn end(&self) -> usize {
        self.text.len() + usize::from(self.apart && !self.text.is_empty())
    }

    /// Takes back what was added after there were `length` bytes.
    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.apart = true;
    }
}

/// Whether a word is in a text, capitals apart.
pub(crate) fn contains_ignore_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len())
        .any(|window| window.eq_ignore_ascii_case(word))
}

/// Whether an element is within a line, so that it does not part words. `sup` is not among them:
/// most often it is the mark of a footnote, which is no part of the word before it.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rb"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Whether nobody reads an element where it stands: programs, pictures, fields, what stands in
/// for something else, and what the page hides. `aria-hidden` is given to what decorates or
/// repeats: marks beside headings, a second rendering of a formula.
pub(crate) fn is_unseen(tree: &Tree, node: NodeId) -> bool {
    let unseen = matches!(
        tree.name(node),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "canvas"
            | "iframe"
            | "object"
            | "audio"
            | "video"
            | "select"
            | "textarea"
            | "datalist"
            | "rp"
            | "rt"
            | "annotation"
            | "annotation-xml"
            | "dialog"
            | "casa-search"
    );
    unseen
        || is_gutter(tree, node)
        || tree.attributes(node).any(|(name, value)| match name {
            // What a search in the page or a tab may reveal is text.
            "hidden" => {
                !value.eq_ignore_ascii_case("until-found")
                    && tree.attribute(node, "role") != Some("tabpanel")
            }
            "aria-hidden" => value.eq_ignore_ascii_case("true"),
            _ => false,
        })
}

/// What highlighters call the numbers of lines: Pygments, Rouge, Chroma, highlight.js.
const GUTTERS: &[&str] = &[
    "linenos",
    "linenodiv",
    "lineno",
    "rouge-gutter",
    "gutter",
    "lnt",
    "ln",
    "hljs-ln-numbers",
];

/// Whether an element has the numbers of the lines beside it.
fn is_gutter(tree: &Tree, node: NodeId) -> bool {
    let is_number = |step| match step {
        Step::Text(text) => text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace()),
        _ => true,
    };
    tree.classes(node).any(|class| GUTTERS.contains(&class)) && tree.walk(node).all(is_number)
}

/// All that is read in an element: a heading, a value. The element itself may be hidden. Links
/// to places of the page without a letter or digit (`#`, `¶`), and behind the text buttons and
/// links in brackets (`[source]`) belong to the page's furniture.
pub(crate) fn text_of(tree: &Tree, root: NodeId) -> String {
    let mut text = Text::default();
    let mut links = Vec::new();
    let mut walk = tree.walk(root);
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(node) => {
                let ignored = marks::mark(tree, node, "ignore").is_some() || is_unseen(tree, node);
                if node != root && ignored {
                    walk.pass_over();
                } else if matches!(tree.name(node), "a" | "button") {
                    links.push((node, text.as_str().len()));
                } else if !is_inline(tree.name(node)) {
                    text.part();
                }
                if node == root || !ignored {
                    for value in indexed_attributes(tree, node) {
                        text.push_apart(value);
                    }
                }
            }
            Step::Leave(node) => {
                if let Some((_, start)) = links.pop_if(|(link, _)| *link == node) {
                    let link = text.as_str()[start..].trim();
                    let is_mark =
                        is_place_link(tree, node) && !link.contains(char::is_alphanumeric);
                    let is_bracketed = link.starts_with('[') && link.ends_with(']');
                    let is_aside = start > 0 && (is_bracketed || tree.name(node) == "button");
                    if is_mark || is_aside {
                        text.truncate(start);
                    }
                } else if !is_inline(tree.name(node)) {
                    text.part();
                }
            }
            Step::Text(piece) => text.push(piece),
        }
    }
    text.take()
}

/// Whether an element is a link to a place of its page; `#/…` and `#!…` are other pages.
pub(crate) fn is_place_link(tree: &Tree, node: NodeId) -> bool {
    let is_place = |href: &str| {
        href.strip_prefix('#')
            .is_some_and(|place| !place.starts_with(['/', '!']))
    };
    tree.name(node) == "a" && tree.attribute(node, "href").is_some_and(is_place)
}

/// Whether an element is a link to a place of its page without a letter or digit.
pub(crate) fn is_mark(tree: &Tree, node: NodeId) -> bool {
    let has_letter =
        |step| matches!(step, Step::Text(text) if text.contains(char::is_alphanumeric));
    is_place_link(tree, node) && !tree.walk(node).any(has_letter)
}

/// Values of the attributes that `index-attrs` names.
pub(crate) fn indexed_attributes(tree: &Tree, node: NodeId) -> impl Iterator<Item = &str> {
    let names = marks::mark(tree, node, "index-attrs").unwrap_or_default();
    names
        .split(',')
        .filter_map(move |name| tree.attribute(node, &name.trim().to_ascii_lowercase()))
}
