//! HTML of the source: read as browsers read it and written anew, so that addresses and anchors are
//! seen however they are written. What may be published is for the sanitiser to decide later.

use super::depth::MAX_DEPTH;
use super::writer::{RawBlock, Writer};
use crate::content::body::{Image, PlaceholderKind, is_reserved, unreserved};
use crate::content::html_policy;
use crate::content::web_address::encoded;
use crate::diagnostic::{Misread, Problem, Slip};
use crate::html::{CODE, Tag, Token, tokens};
use crate::source::Span;

/// Elements within a line that people put around blocks.
const WRAPPERS: [&str; 3] = ["mark", "span", "small"];

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
        let is_block = self.run.range.is_none();
        if is_more(&block.html) && self.page.before_more.is_none() {
            let sections = self.page.text.iter().map(|section| section.text.trim());
            let text: Vec<&str> = sections.filter(|text| !text.is_empty()).collect();
            self.page.before_more = Some(text.join(" ")).filter(|text| !text.is_empty());
        }
        if self.silent.is_none() {
            self.instructions(block);
        }
        let mut tokens = tokens(&block.html);
        self.rename_wrappers(&mut tokens, is_block);
        for token in tokens {
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
                        self.end_raw(&name, block);
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
                    if let Some(line) = block.lines.first()
                        && !self.is_code()
                    {
                        self.raw_constructs(&text, line);
                    }
                    if is_block && !self.is_code() {
                        self.raw_markdown(&text, block);
                    }
                    if let Some((_, title)) = &mut self.raw_title {
                        title.push_str(&text);
                    }
                    self.escaped(&text);
                }
            }
        }
    }

    /// Makes divisions of elements around blocks that may hold none.
    fn rename_wrappers(&mut self, tokens: &mut [Token], is_block: bool) {
        for at in 0..tokens.len() {
            let (token, rest) = tokens[at..].split_first_mut().expect("there is one");
            match token {
                Token::Start(tag) if WRAPPERS.contains(&&*tag.name) => {
                    let is_space = |token: &&Token| matches!(token, Token::Text(text) if text.trim().is_empty());
                    let wraps = match rest.iter().find(|token| !is_space(token)) {
                        None => true,
                        Some(Token::Start(next)) => html_policy::is_block(&next.name),
                        _ => false,
                    };
                    self.nesting.wrap(&tag.name, is_block && wraps);
                    if is_block && wraps {
                        let name = std::mem::replace(&mut tag.name, "div".to_owned());
                        mark(tag, &name);
                    }
                }
                Token::End(name) if WRAPPERS.contains(&&**name) && self.nesting.unwraps(name) => {
                    "div".clone_into(name);
                }
                _ => {}
            }
        }
    }

    /// Reports what browsers take for comments: instructions for other programs, and texts that
    /// were to be read as they are.
    fn instructions(&mut self, block: &RawBlock) {
        for (at, construct) in instructions(&block.html) {
            let line = block.html[..at].matches('\n').count();
            let span = self.line_of(block, line);
            let kind = construct.clone();
            self.page.count(&kind, construct, span, |construct, count| {
                Problem::HtmlRemoved { construct, count }
            });
        }
    }

    /// An element ends.
    fn end_raw(&mut self, name: &str, block: &RawBlock) {
        if !self.nesting.close(name) && !self.too_deep {
            let end = format!("</{name}");
            let span = self.line_with(block, &end);
            let tag = name.to_owned();
            let slip = match self.nesting.meant_by(name) {
                Some(open) => Slip::Misread(Misread::OtherEnd {
                    open: open.to_owned(),
                    written: tag,
                }),
                None => Slip::StrayEnd { tag },
            };
            self.page.slip_once(slip, span);
        }
        self.put(format_args!("</{name}>"));
        if name == "h1"
            && let Some((from, title)) = self.raw_title.take()
            && !title.trim().is_empty()
        {
            let own = self.html().split_off(from);
            // A picture in it is no title.
            if own.contains(is_reserved) {
                self.push(&own);
            }
            self.title = Some(title.trim().to_owned());
        }
    }

    /// Text of a block of HTML in which Markdown was meant to be read.
    fn raw_markdown(&mut self, text: &str, block: &RawBlock) {
        if let Some(line) = text.lines().map(str::trim).find(|line| is_markdown(line)) {
            let span = self.line_with(block, line);
            self.page.slip_once(Slip::MarkdownInHtml, span);
        }
    }

    /// The last line of a block with a text.
    fn line_with(&self, block: &RawBlock, text: &str) -> Span {
        let source = &self.prepared.text;
        let mut lines = block.lines.iter().rev();
        let found = lines.find(|range| source[(*range).clone()].contains(text));
        self.span(
            found
                .or(block.lines.first())
                .expect("HTML has at least one line"),
        )
    }

    /// Whether the text of the element that is open is code.
    fn is_code(&self) -> bool {
        let open = self.unlinked.as_deref();
        open.is_some_and(|name| CODE.contains(&name))
    }

    fn line_of(&self, block: &RawBlock, line: usize) -> Span {
        let range = block.lines.get(line).or(block.lines.last());
        self.span(range.expect("HTML has at least one line"))
    }

    fn raw_tag(&mut self, mut tag: Tag, block: &RawBlock) {
        let span = self.line_of(block, tag.line);
        self.tell_removed(&tag, span, block);
        if self.silent.is_none() {
            let mut code = html_policy::CODE.into_iter();
            self.silent = code.find(|code| *code == tag.name);
        }
        let is_place = |name: &str| tag.get(name).is_some();
        if tag.name == "a" && !["href", "id", "name"].into_iter().any(is_place) {
            self.page.slip_once(Slip::NoTarget, span);
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
            self.page.anchor(id, span);
        }
        if !html_policy::is_read(&tag.name) || !self.open_raw(&tag, span) {
            return;
        }
        self.raw_heading(&tag.name, span);
        let is_sized = tag.get("width").is_some() || tag.get("height").is_some();
        let address = tag.attributes.iter().position(|(name, value)| {
            let is_address = matches!((&*tag.name, &**name), ("a", "href") | ("img", "src"));
            is_address && (!value.contains(':') || is_web(value))
        });
        // One on another site stays as it is.
        let is_own = address.is_some_and(|at| !is_web(&tag.attributes[at].1));
        match (address, tag.name.as_str()) {
            (Some(at), "img") if is_own && !is_sized => {
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

    /// Tells of what of a tag is not published.
    fn tell_removed(&mut self, tag: &Tag, span: Span, block: &RawBlock) {
        if self.is_quoted(block) {
            return;
        }
        for construct in html_policy::removed(tag) {
            let kind = construct.clone();
            self.page.count(&kind, construct, span, |construct, count| {
                Problem::HtmlRemoved { construct, count }
            });
        }
    }

    /// Whether a piece of HTML is a text between signs that were meant as quotation marks, which is
    /// told by itself.
    fn is_quoted(&self, block: &RawBlock) -> bool {
        let text = &self.prepared.text;
        let first = block.lines.first().zip(block.lines.last());
        first.is_some_and(|(first, last)| {
            text[..first.start].ends_with('<') && text[last.end..].starts_with('>')
        })
    }

    /// Whether an element may begin here: one too deep inside others is left out.
    fn open_raw(&mut self, tag: &Tag, span: Span) -> bool {
        // One that leads nowhere may stay open.
        let is_anchor = tag.name == "a" && tag.get("href").is_none();
        if !is_anchor && !self.nesting.open(&tag.name, span) {
            if !std::mem::replace(&mut self.too_deep, true) {
                let most = MAX_DEPTH;
                self.report(Problem::HtmlTooDeep { most }, span);
            }
            return false;
        }
        let name = tag.name.as_str();
        if self.unlinked.is_none() && (name == "a" || CODE.contains(&name)) {
            self.unlinked = Some(name.to_owned());
        }
        let hidden = tag.get("aria-hidden").is_some() || tag.get("role").is_some();
        if name == "img" && tag.get("alt").is_none() && !hidden {
            self.report(Problem::MissingAlt, span);
            return true;
        }
        let plain = |(name, _): &(String, String)| ["src", "alt", "title"].contains(&name.as_str());
        let markdown = !self.nesting.is_in("figure");
        if name == "center" || markdown && name == "img" && tag.attributes.iter().all(plain) {
            let tag = name.to_owned();
            self.page.slip_once(Slip::HtmlForMarkdown { tag }, span);
        }
        true
    }

    /// A heading: the first of all is the title, as one of Markdown is.
    fn raw_heading(&mut self, name: &str, span: Span) {
        let level = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            _ => return,
        };
        if level > 1 {
            self.last_level = level;
            return;
        }
        let is_first = self.page.headings.is_empty() && self.page.current_text().is_empty();
        if self.takes.takes(level) && self.title.is_none() && is_first && self.components.is_empty()
        {
            let from = self.html().len();
            self.raw_title = Some((from, String::new()));
        } else {
            self.report(Problem::SecondTitle, span);
        }
    }

    fn raw_attributes(&mut self, tag: &Tag, address: Option<usize>, span: Span) {
        self.push("<");
        self.push(&tag.name);
        for (i, (name, value)) in tag.attributes.iter().enumerate() {
            match Some(i) == address {
                true => {
                    let is_image = tag.name == "img" && is_web(value);
                    let index = self.page.link(value, is_image, span);
                    self.push(" ");
                    self.push(name);
                    self.push("=\"");
                    self.placeholder(PlaceholderKind::Link(index));
                    self.push("\"");
                }
                // One that leads out of the site.
                false if matches!((&*tag.name, &**name), ("a", "href") | ("img", "src")) => {
                    self.attribute(name, &encoded(value));
                }
                false => self.attribute(name, value),
            }
        }
        self.push(">");
    }
}

/// Whether an address is one of the web, or was meant as that.
fn is_web(address: &str) -> bool {
    let bare = address.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begin = bare.get(..4).unwrap_or_default();
    begin.eq_ignore_ascii_case("http")
}

/// Gives a division the look of the element in the place of which it is.
fn mark(tag: &mut Tag, name: &str) {
    if name != "mark" {
        return;
    }
    match tag.attributes.iter_mut().find(|(name, _)| name == "class") {
        Some((_, class)) => class.push_str(" mark"),
        None => tag.attributes.push(("class".to_owned(), name.to_owned())),
    }
}

/// Where instructions and sections stand that are no comments, and what to call them. What every
/// document of HTML or XML begins with says nothing.
fn instructions(html: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = html[at..]
        .find("<!--")
        .into_iter()
        .chain(html[at..].find("<?"))
        .chain(html[at..].find("<!"))
        .min()
    {
        let from = at + next;
        let rest = &html[from..];
        at = from + 2;
        if let Some(comment) = rest.strip_prefix("<!--") {
            at = comment.find("-->").map_or(html.len(), |end| from + 4 + end);
            continue;
        }
        let word = |rest: &str| -> String {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric())
                .collect()
        };
        let construct = if rest.starts_with("<![CDATA[") {
            Some("<![CDATA[…]]>".to_owned())
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            let name = word(instruction);
            (name != "xml").then(|| format!("<?{name}…?>"))
        } else {
            let name = word(&rest[2..]);
            let is_type = name.is_empty() || name.eq_ignore_ascii_case("doctype");
            (!is_type).then(|| format!("<!{name}…>"))
        };
        found.extend(construct.map(|construct| (from, construct)));
    }
    found
}

/// Whether HTML is the mark behind what other generators show of a page in lists.
fn is_more(html: &str) -> bool {
    let inside = html.trim().strip_prefix("<!--");
    let inside = inside.and_then(|html| html.strip_suffix("-->"));
    inside.is_some_and(|inside| matches!(inside.trim(), "more" | "truncate" | "excerpt"))
}

/// Whether a line of HTML's text has signs of Markdown.
fn is_markdown(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let heading = (1..=6).contains(&(line.len() - rest.len()))
        && rest
            .strip_prefix(' ')
            .is_some_and(|t| t.starts_with(char::is_alphabetic));
    let bold = line.split_once("**").is_some_and(|(_, rest)| {
        let inside = rest.split_once("**").map_or("", |(inside, _)| inside);
        inside.starts_with(char::is_alphanumeric) && !inside.ends_with(' ')
    });
    let link = line.split_once("](").is_some_and(|(text, rest)| {
        text.contains('[')
            && rest
                .split_once(')')
                .is_some_and(|(to, _)| !to.contains(' '))
    });
    heading || bold || link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_told_from_comments() {
        for (html, expected) in [
            ("a <?php echo \"x\"; ?> b", Some("<?php…?>")),
            ("<?= $x ?>", Some("<?…?>")),
            ("<![CDATA[\nx\n]]>", Some("<![CDATA[…]]>")),
            ("<!ELEMENT a>", Some("<!ELEMENT…>")),
            ("<!-- <?php ?> -->", None),
            ("<!-- x --><?php ?>", Some("<?php…?>")),
            ("<!DOCTYPE html>", None),
            ("<?xml version=\"1.0\"?>", None),
            ("<b>a < b</b>", None),
        ] {
            let found = instructions(html);
            let found: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
            assert_eq!(found, Vec::from_iter(expected), "{html}");
        }
    }
}
