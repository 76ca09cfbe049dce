//! HTML of the source: read as browsers read it and written anew, so that addresses and anchors are
//! seen however they are written. What may be published is for the sanitiser to decide later.

use super::depth::MAX_DEPTH;
use super::writer::{RawBlock, Writer};
use crate::content::body::{Image, PlaceholderKind, unreserved};
use crate::content::html_policy;
use crate::diagnostic::{Problem, Slip};
use crate::html::{Tag, Token, tokens};
use crate::source::Span;

impl Writer<'_, '_> {
    /// Writes the lines of a block of HTML, if it has any.
    pub(super) fn raw_block(&mut self, block: &RawBlock) {
        if !block.html.is_empty() {
            self.raw(block);
        }
    }

    /// Writes a piece of HTML.
    pub(super) fn raw(&mut self, block: &RawBlock) {
        self.raw_html = true;
        if is_more(&block.html) && self.page.before_more.is_none() {
            let sections = self.page.text.iter().map(|section| section.text.trim());
            let text: Vec<&str> = sections.filter(|text| !text.is_empty()).collect();
            self.page.before_more = Some(text.join(" ")).filter(|text| !text.is_empty());
        }
        for token in tokens(&block.html) {
            match token {
                Token::Start(tag) => self.raw_tag(tag, block),
                Token::End(name) => {
                    if self.silent == Some(name.as_str()) {
                        self.silent = None;
                    }
                    if self.unlinked.as_deref() == Some(&name) {
                        self.unlinked = None;
                    }
                    if html_policy::is_read(&name) {
                        self.nesting.close(&name);
                        self.put(format_args!("</{name}>"));
                    }
                }
                // The sanitiser drops all that follows, up to the end of the text.
                Token::OpenComment { line } => {
                    let span = self.line_of(block, line);
                    self.page.slip(Slip::OpenComment, span);
                    self.push("<!--");
                    self.swallowed.get_or_insert(self.out.len());
                }
                // The inside of what is dropped with everything in it.
                Token::Text(_) if self.silent.is_some() => {}
                Token::Text(text) => {
                    if let Some(line) = block.lines.first() {
                        self.raw_constructs(&text, line);
                    }
                    self.escaped(&text);
                }
            }
        }
    }

    fn line_of(&self, block: &RawBlock, line: usize) -> Span {
        let range = block.lines.get(line).or(block.lines.last());
        self.span(range.expect("HTML has at least one line"))
    }

    fn raw_tag(&mut self, mut tag: Tag, block: &RawBlock) {
        let span = self.line_of(block, tag.line);
        for construct in html_policy::removed(&tag) {
            let kind = construct.clone();
            self.page.count(&kind, construct, span, |construct, count| {
                Problem::HtmlRemoved { construct, count }
            });
        }
        if self.silent.is_none() {
            let mut code = html_policy::CODE.into_iter();
            self.silent = code.find(|code| *code == tag.name);
        }
        // What links led to before there were ids.
        if tag.name == "a" && tag.get("id").is_none() {
            for (name, _) in tag.attributes.iter_mut().filter(|(name, _)| name == "name") {
                "id".clone_into(name);
            }
        }
        tag.attributes
            .retain(|(name, value)| name != "id" || !value.is_empty());
        if let Some(id) = tag.get("id").map(str::to_owned) {
            self.page.anchor(id);
        }
        if !html_policy::is_read(&tag.name) || !self.open_raw(&tag, span) {
            return;
        }
        let is_sized = tag.get("width").is_some() || tag.get("height").is_some();
        let address = tag.attributes.iter().position(|(name, value)| {
            let is_address = matches!((&*tag.name, &**name), ("a", "href") | ("img", "src"));
            is_address && !value.contains(':')
        });
        match (address, tag.name.as_str()) {
            (Some(at), "img") if !is_sized => {
                let (_, target) = tag.attributes.remove(at);
                let link = self.page.link(&target, true, span);
                let mut before = tag.attributes;
                let mut after = before.split_off(at);
                for attributes in [&mut before, &mut after] {
                    attributes.retain(|(name, _)| html_policy::allows_attribute("img", name));
                    for (_, value) in attributes {
                        *value = unreserved(value);
                    }
                }
                self.placeholder(PlaceholderKind::Image(Box::new(Image {
                    link,
                    before,
                    after,
                })));
            }
            _ => self.raw_attributes(&tag, address, span),
        }
    }

    /// Whether an element may begin here: one too deep inside others is left out.
    fn open_raw(&mut self, tag: &Tag, span: Span) -> bool {
        if !self.nesting.open(&tag.name) {
            if !std::mem::replace(&mut self.too_deep, true) {
                let most = MAX_DEPTH;
                self.report(Problem::HtmlTooDeep { most }, span);
            }
            return false;
        }
        let name = tag.name.as_str();
        if self.unlinked.is_none() && ["a", "code", "pre", "kbd", "samp"].contains(&name) {
            self.unlinked = Some(name.to_owned());
        }
        let plain = |(name, _): &(String, String)| ["src", "alt", "title"].contains(&name.as_str());
        if name == "center" || name == "img" && tag.attributes.iter().all(plain) {
            let tag = name.to_owned();
            self.page.slip_once(Slip::HtmlForMarkdown { tag }, span);
        }
        true
    }

    fn raw_attributes(&mut self, tag: &Tag, address: Option<usize>, span: Span) {
        self.push("<");
        self.push(&tag.name);
        for (i, (name, value)) in tag.attributes.iter().enumerate() {
            match Some(i) == address {
                true => {
                    let index = self.page.link(value, false, span);
                    self.push(" ");
                    self.push(name);
                    self.push("=\"");
                    self.placeholder(PlaceholderKind::Link(index));
                    self.push("\"");
                }
                false => self.attribute(name, value),
            }
        }
        self.push(">");
    }
}

/// Whether HTML is the mark behind what other generators show of a page in lists.
fn is_more(html: &str) -> bool {
    let inside = html.trim().strip_prefix("<!--");
    let inside = inside.and_then(|html| html.strip_suffix("-->"));
    inside.is_some_and(|inside| matches!(inside.trim(), "more" | "truncate" | "excerpt"))
}
