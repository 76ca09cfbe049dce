//! The HTML being written, and what has to be known for it.

use super::acronyms::next_acronym;
use crate::content::body::{
    Body, Component, PlaceholderKind, extract, has_reserved, push_sentinel, push_unreserved,
    unreserved,
};
use crate::content::builder::PageBuilder;
use crate::content::components::Prepared;
use crate::content::html_policy;
use crate::content::inline::escape_into;
use crate::diagnostic::Problem;
use crate::source::Span;
use pulldown_cmark::Alignment;
use std::collections::HashMap;
use std::fmt::{self, Write};
use std::ops::Range;

/// How places in the prepared text become places in the file.
#[derive(Clone, Copy)]
pub(in crate::content) enum Place {
    /// They are known.
    File,
    /// All of them stand for this field.
    Field(Span),
}

/// Writes the HTML of one text.
pub(super) struct Writer<'w, 'p> {
    pub page: &'w mut PageBuilder<'p>,
    pub prepared: &'w Prepared<'w>,
    /// The components that lines open, by line, until they are.
    pub read: Vec<Option<Component>>,
    pub place: Place,
    /// HTML being written; the last is the innermost component's or footnote's.
    pub out: Vec<String>,
    /// Components that are open.
    pub components: Vec<OpenComponent>,
    /// Components that were closed without a line that closes them, which may still come.
    pub missed_closes: usize,
    /// Nesting of Markdown blocks, to see whether a component closes where it was opened.
    pub depth: usize,
    /// Heading, link or picture being read.
    pub capture: Vec<Capture>,
    pub in_code_block: bool,
    pub table: Vec<Alignment>,
    pub cell: usize,
    pub in_head: bool,
    /// Where the last item of a list begins.
    pub item: usize,
    /// Number of each footnote, in order of first reference.
    pub footnotes: HashMap<String, Footnote>,
    pub current_footnote: Vec<String>,
    pub last_level: u8,
    pub raw_html: bool,
    /// The block of raw HTML being read.
    pub block: Option<RawBlock>,
    /// The element whose inside is dropped, while it is open.
    pub silent: Option<&'static str>,
    /// How many texts were open where a comment began that does not end: the sanitiser drops what
    /// follows in the innermost.
    pub swallowed: Option<usize>,
    pub take_title: bool,
    pub title: Option<String>,
}

/// A component whose end has not come yet.
pub(super) struct OpenComponent {
    pub component: Option<Component>,
    pub depth: usize,
    pub name: String,
    pub span: Span,
    /// Whether a misplaced close has been reported.
    pub reported: bool,
}

/// A footnote: its number from 1, how often it is referred to, its text.
#[derive(Default)]
pub(super) struct Footnote {
    pub number: usize,
    pub references: usize,
    pub html: Option<String>,
}

/// A heading, link or picture that is read until its end is known.
pub(super) struct Capture {
    /// Its text without markup.
    pub text: String,
    /// Where the HTML of its inside begins.
    pub from: usize,
    /// Where it stands.
    pub span: Span,
    /// The anchor that a heading asks for.
    pub id: Option<String>,
    /// The target of a picture, and its title.
    pub image: Option<(String, String)>,
}

/// The lines of a block of raw HTML.
#[derive(Default)]
pub(super) struct RawBlock {
    pub html: String,
    /// Where each of them stands in the prepared text.
    pub lines: Vec<Range<usize>>,
}

impl<'w, 'p> Writer<'w, 'p> {
    pub(super) fn new(
        page: &'w mut PageBuilder<'p>,
        prepared: &'w Prepared<'w>,
        read: Vec<Option<Component>>,
        place: Place,
        take_title: bool,
    ) -> Self {
        let expected = prepared.text.len() + prepared.text.len() / 4;
        Self {
            page,
            prepared,
            read,
            place,
            out: vec![String::with_capacity(expected)],
            components: Vec::new(),
            missed_closes: 0,
            depth: 0,
            capture: Vec::new(),
            in_code_block: false,
            table: Vec::new(),
            cell: 0,
            in_head: false,
            item: 0,
            footnotes: HashMap::new(),
            current_footnote: Vec::new(),
            last_level: 1,
            raw_html: false,
            block: None,
            silent: None,
            swallowed: None,
            take_title,
            title: None,
        }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        match self.place {
            Place::Field(span) => span,
            Place::File => {
                let start = self.prepared.original(range.start);
                let end = self.prepared.original(range.end);
                // Sentinels that were taken out may stand at the end.
                let text = self.page.source.get(start..end).unwrap_or("");
                Span::new(self.page.file, start, start + text.trim_end().len())
            }
        }
    }

    /// Where something stands whose place in the file is known.
    pub(super) fn place_of(&self, span: Span) -> Span {
        match self.place {
            Place::File => span,
            Place::Field(field) => field,
        }
    }

    pub(super) fn report(&mut self, problem: Problem, span: Span) {
        self.page.report(problem, span);
    }

    pub(super) fn html(&mut self) -> &mut String {
        self.out
            .last_mut()
            .expect("the HTML of the text itself stays")
    }

    pub(super) fn put(&mut self, html: fmt::Arguments<'_>) {
        self.html()
            .write_fmt(html)
            .expect("a text takes what is written");
    }

    pub(super) fn push(&mut self, html: &str) {
        self.html().push_str(html);
    }

    pub(super) fn placeholder(&mut self, kind: PlaceholderKind) {
        let index = self.page.placeholders.len();
        self.page.placeholders.push(Some(kind));
        push_sentinel(index, self.html());
    }

    /// Turns HTML with sentinels into a body, after the sanitiser where raw HTML was written.
    pub(super) fn body_of(&mut self, html: &str) -> Body {
        match self.raw_html {
            true => extract(&html_policy::clean(html), &mut self.page.placeholders),
            false => extract(html, &mut self.page.placeholders),
        }
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.push(" ");
        self.push(name);
        self.push("=\"");
        self.escaped(value);
        self.push("\"");
    }

    pub(super) fn text(&mut self, text: &str) {
        self.plain_text(text);
        // Most texts have no second capital, and counting bytes is fast.
        let capitals = text
            .bytes()
            .filter(|byte| matches!(byte, b'A'..=b'Z' | 0xc3..))
            .count();
        if self.in_code_block || !self.capture.is_empty() || capitals < 2 {
            self.escaped(text);
            return;
        }
        let mut rest = text;
        while let Some((before, acronym)) = next_acronym(rest) {
            self.escaped(&rest[..before]);
            if !self.page.acronyms.contains(acronym) {
                self.page.acronyms.insert(acronym.to_owned());
                self.placeholder(PlaceholderKind::Acronym {
                    len: acronym.len() as u32,
                });
            }
            self.push(acronym);
            rest = &rest[before + acronym.len()..];
        }
        self.escaped(rest);
    }

    /// Adds to the text that a search sees, or to what is being captured.
    pub(super) fn plain_text(&mut self, text: &str) {
        if self.silent.is_some() || self.swallowed.is_some() {
            return;
        }
        let out = match self.capture.last_mut() {
            Some(capture) => &mut capture.text,
            None => {
                let current = self.page.current_text();
                if current.is_empty() && text.trim().is_empty() {
                    return;
                }
                current
            }
        };
        push_unreserved(text, out);
    }

    pub(super) fn escaped(&mut self, text: &str) {
        match has_reserved(text) {
            false => escape_into(text, self.html()),
            true => escape_into(&unreserved(text), self.html()),
        }
    }
}
