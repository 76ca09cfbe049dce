//! The HTML being written, and what has to be known for it.

use super::acronyms::next_acronym;
use super::addresses::{broken_address, may_have_address, next_address};
use super::depth::Nesting;
use super::groups::Blocks;
use super::labels::Labels;
use super::numbering::Numbers;
use super::run::Run;
use super::scrolling::clean;
use super::text_signs::Signs;
use crate::content::body::{Body, Component, PlaceholderKind, cleaned, extract, push_sentinel};
use crate::content::builder::PageBuilder;
use crate::content::foreign::Block;
use crate::content::inline::escape_into;
use crate::content::prepared::Prepared;
use crate::content::scalar_places::ScalarPlaces;
use crate::diagnostic::{Problem, Slip};
use crate::source::Span;
use pulldown_cmark::Alignment;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::ops::Range;

/// Which heading at the beginning of a text is the title of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) enum Takes {
    /// None.
    Nothing,
    /// One of the first level.
    FirstLevel,
    /// One of any level, whatever stands before it that nobody sees.
    AnyLevel,
}

impl Takes {
    /// What the text of a page takes, if it has no title besides, or its site has no schema.
    pub(in crate::content) fn title(untitled: bool, open: bool) -> Self {
        match (untitled, open) {
            (true, true) => Self::AnyLevel,
            (false, false) => Self::Nothing,
            _ => Self::FirstLevel,
        }
    }

    /// Whether a heading of a level is taken.
    pub(super) fn takes(self, level: u8) -> bool {
        match self {
            Self::Nothing => false,
            Self::FirstLevel => level == 1,
            Self::AnyLevel => true,
        }
    }
}

/// How places in the prepared text become places in the file.
#[derive(Clone, Copy)]
pub(in crate::content) enum Place<'a> {
    /// They are known.
    File,
    /// They are places in the text of a field.
    Field(&'a ScalarPlaces),
}

/// Writes the HTML of one text.
pub(super) struct Writer<'w, 'p> {
    pub page: &'w mut PageBuilder<'p>,
    pub prepared: &'w Prepared<'w>,
    /// The components that lines open, by line, until they are.
    pub read: Vec<Option<Component>>,
    pub place: Place<'w>,
    /// HTML being written; the last is the innermost component's or footnote's.
    pub out: Vec<String>,
    /// Components that are open.
    pub components: Vec<OpenComponent>,
    /// How many of them the theme draws.
    pub drawn: usize,
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
    /// What the table and its columns are called.
    pub labels: Labels,
    /// Where the head of the table stands.
    pub head: Range<usize>,
    /// It has said nothing yet.
    pub is_empty_head: bool,
    /// The whole text is a document.
    pub all_document: bool,
    /// A table has just ended.
    pub below_table: bool,
    /// A row with too many cells has been reported.
    pub is_extra: bool,
    /// Where the last item of a list begins.
    pub item: usize,
    /// How the lists that are open are numbered.
    pub lists: Vec<Numbers>,
    /// The list that has just ended.
    pub last_list: Option<Numbers>,
    /// Number of each footnote, in order of first reference.
    pub footnotes: BTreeMap<String, Footnote>,
    pub current_footnote: Vec<String>,
    /// References to footnotes that nothing defines, each with where it stands first, and whether
    /// there are more.
    pub undefined: BTreeMap<String, (Range<usize>, bool)>,
    pub last_level: u8,
    pub raw_html: bool,
    /// The block of raw HTML being read.
    pub block: Option<RawBlock>,
    /// The elements of raw HTML that are open.
    pub nesting: Nesting,
    /// There were too many, and it has been reported.
    pub too_deep: bool,
    /// The element of raw HTML in which addresses are no links, while it is open.
    pub unlinked: Option<String>,
    /// The element whose inside is dropped, while it is open.
    pub silent: Option<&'static str>,
    /// How many texts were open where a comment began that does not end: the sanitiser drops what
    /// follows in the innermost.
    pub swallowed: Option<usize>,
    /// What may be the first paragraph of running text.
    pub lead: Option<String>,
    pub takes: Takes,
    pub title: Option<String>,
    /// A first-level heading of raw HTML being read: where it begins, and its text.
    pub raw_title: Option<(usize, String)>,
    /// A text that the next may go on with.
    pub pending: Option<(Cow<'w, str>, Range<usize>)>,
    /// The text being read, as its author wrote it.
    pub run: Run,
    /// What it stands in.
    pub container: Container,
    /// A line all in bold that may be meant as a heading.
    pub bold: Option<Range<usize>>,
    /// A line was meant as a heading, and has been reported.
    pub pseudo_heading: bool,
    /// There was a heading that begins with `#`, or something that was meant as one.
    pub hashes: bool,
    /// The last text was a list pasted from elsewhere.
    pub pasted: bool,
    /// The last heading, its level and its place, while there is nothing below it.
    pub section: Option<(u8, Span)>,
    /// The first block of code that holds the beginning of another.
    pub doubtful_fence: Option<Range<usize>>,
    /// The signs that open a block of code which goes on to the end of the text.
    pub open_fence: Option<Range<usize>>,
    /// What is known of blocks of other programs.
    pub blocks: Blocks,
}

/// What a text stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A paragraph or an item of a list.
    Text,
    /// A quotation that has just begun.
    Quote,
    /// Its first paragraph.
    QuoteText,
    /// A heading, a cell and the like.
    Other,
}

/// A component whose end has not come yet.
pub(super) struct OpenComponent {
    pub component: Option<Component>,
    /// What it is, if it is no component of the theme.
    pub block: Option<Block>,
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
    /// Where its text stands.
    pub span: Option<Span>,
}

/// A heading, link or picture that is read until its end is known.
pub(super) struct Capture {
    /// Its text without markup.
    pub text: String,
    /// Where the HTML of its inside begins.
    pub from: usize,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub of: Captured,
}

/// What is read until its end is known.
pub(super) enum Captured {
    /// A heading.
    Heading {
        /// The anchor that it asks for.
        id: Option<String>,
        /// Whether a line below makes it one.
        underlined: bool,
    },
    /// A link.
    Link {
        /// Its address; `None` for one that is its own text.
        target: Option<String>,
    },
    /// A picture.
    Image {
        /// Its address.
        target: String,
        /// Its title.
        title: String,
    },
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
        place: Place<'w>,
        takes: Takes,
    ) -> Self {
        let expected = prepared.text.len() + prepared.text.len() / 4;
        Self {
            page,
            prepared,
            read,
            place,
            out: vec![String::with_capacity(expected)],
            components: Vec::new(),
            drawn: 0,
            missed_closes: 0,
            depth: 0,
            capture: Vec::new(),
            in_code_block: false,
            table: Vec::new(),
            cell: 0,
            in_head: false,
            labels: Labels::default(),
            head: 0..0,
            is_empty_head: false,
            all_document: false,
            below_table: false,
            is_extra: false,
            item: 0,
            lists: Vec::new(),
            last_list: None,
            footnotes: BTreeMap::new(),
            current_footnote: Vec::new(),
            undefined: BTreeMap::new(),
            last_level: 1,
            raw_html: false,
            block: None,
            nesting: Nesting::default(),
            too_deep: false,
            unlinked: None,
            silent: None,
            swallowed: None,
            lead: None,
            takes,
            title: None,
            raw_title: None,
            pending: None,
            run: Run::default(),
            container: Container::Other,
            bold: None,
            pseudo_heading: false,
            hashes: false,
            pasted: false,
            section: None,
            doubtful_fence: None,
            open_fence: None,
            blocks: Blocks::default(),
        }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        match self.place {
            Place::Field(places) => {
                let start = self.prepared.original(range.start);
                let text = &self.prepared.text[range.clone()];
                places.span(start, start + text.trim_end().len())
            }
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
            Place::Field(places) => places.span(span.start as usize, span.end as usize),
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
            true => extract(&clean(html), &mut self.page.placeholders),
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

    /// Writes a text, with the addresses in it as links, and what readers fill in.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.in_code_block || !self.blanks(text, range) {
            self.plain(text, range);
        }
    }

    /// Writes a text without places to be filled in.
    pub(super) fn plain(&mut self, text: &str, range: &Range<usize>) {
        let is_code = self.in_code_block || self.unlinked.is_some();
        let signs = Signs::of(text);
        if !is_code
            && self.capture.is_empty()
            && signs.has(Signs::OF_ADDRESS)
            && let Some((at, instead)) = broken_address(text)
        {
            let written = text[at.clone()].to_owned();
            let place = match text.len() == range.len() {
                true => range.start + at.start..range.start + at.end,
                false => range.clone(),
            };
            let span = self.span(&place);
            self.page
                .slip(Slip::BrokenAddress { written, instead }, span);
        }
        if is_code || !signs.has(Signs::OF_ADDRESS) || !may_have_address(text) {
            return self.words(text, signs);
        }
        let linked = |capture: &Capture| !matches!(capture.of, Captured::Heading { .. });
        if self.capture.iter().any(linked) {
            return self.words(text, signs);
        }
        let (mut from, verbatim) = (0, text.len() == range.len());
        while let Some(address) = next_address(text, from) {
            let at = address.range;
            self.words(&text[from..at.start], signs);
            let place = match verbatim {
                true => range.start + at.start..range.start + at.end,
                false => range.clone(),
            };
            let span = self.span(&place);
            let index = self.page.link(&address.target, false, span);
            self.push("<a href=\"");
            self.placeholder(PlaceholderKind::Link(index));
            self.push("\">");
            self.words(&text[at.clone()], signs);
            self.push("</a>");
            from = at.end;
        }
        self.words(&text[from..], signs);
    }

    /// Writes a text, or a part of it, by the signs that it has.
    fn words(&mut self, text: &str, signs: Signs) {
        let text: &str = &match signs.has(Signs::RESERVED) {
            true => cleaned(text),
            false => Cow::Borrowed(text),
        };
        self.plain_words(text);
        if self.in_code_block || !self.capture.is_empty() || !signs.has(Signs::CAPITALS) {
            match signs.has(Signs::ESCAPED) {
                true => escape_into(text, self.html()),
                false => self.html().push_str(text),
            }
            return;
        }
        let mut rest = text;
        while let Some((before, acronym)) = next_acronym(rest) {
            escape_into(&rest[..before], self.html());
            if !self.page.acronyms.contains(acronym) {
                self.page.acronyms.insert(acronym.to_owned());
                self.placeholder(PlaceholderKind::Acronym {
                    len: acronym.len() as u32,
                });
            }
            self.push(acronym);
            rest = &rest[before + acronym.len()..];
        }
        escape_into(rest, self.html());
    }

    /// Adds to the text that a search sees, or to what is being captured.
    pub(super) fn plain_text(&mut self, text: &str) {
        self.plain_words(&cleaned(text));
    }

    /// The same of a text that has been read already, of a link or picture.
    pub(super) fn passed_on(&mut self, text: &str) {
        let lead = self.lead.take();
        self.plain_text(text);
        self.lead = lead;
    }

    /// Begins what may be the first paragraph of running text.
    pub(super) fn begin_lead(&mut self) {
        let is_first = self.page.lead.is_none() && self.depth == 1;
        let is_text = self.components.is_empty() && matches!(self.place, Place::File);
        self.lead = (is_first && is_text).then(String::new);
    }

    /// Ends it; a paragraph of pictures alone is none.
    pub(super) fn end_lead(&mut self) {
        let lead = self.lead.take().map(|lead| lead.trim().to_owned());
        if let Some(lead) = lead.filter(|lead| !lead.is_empty()) {
            self.page.lead = Some(lead);
        }
    }

    /// The same of a text without characters that are kept for sentinels.
    fn plain_words(&mut self, text: &str) {
        if self.silent.is_some() || self.swallowed.is_some() {
            return;
        }
        let is_picture = |capture: &Capture| matches!(capture.of, Captured::Image { .. });
        if let Some(lead) = &mut self.lead
            && !self.capture.iter().any(is_picture)
        {
            lead.push_str(text);
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
        out.push_str(text);
    }

    pub(super) fn escaped(&mut self, text: &str) {
        escape_into(&cleaned(text), self.html());
    }
}
