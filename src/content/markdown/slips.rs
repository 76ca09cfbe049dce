//! What was meant as markup and is none: one file a kind of slip. They are looked for in the texts
//! that the one parse gives, where a look at the bytes says that there may be something.

mod alerts;
mod angles;
mod characters;
mod components;
mod emphasis;
mod enumerated;
mod escaped;
mod fillers;
mod foreign;
mod headings;
mod links;
mod lists;
mod loose;
mod marks;
mod tables;
mod targets;

pub(super) use angles::is_host;
pub use characters::broken;
pub(super) use emphasis::multiplied;
pub(in crate::content) use fillers::find as filler;
pub(in crate::content) use headings::is_shouted;
pub(super) use headings::{braces, is_sentence};
pub(in crate::content) use links::{is_file_name, needless_words};
pub(super) use tables::{extra_cells, is_broken, is_second_delimiter, is_text, spaced_head};

use super::run::{Found, Hints, Run, Written, near, near_end};
use super::writer::{Container, Writer};
use crate::content::component_line::Line;
use crate::content::prepared::line_index;
use crate::content::signs::has_any;
use crate::diagnostic::{Misread, Problem, Slip};
use memchr::memchr;
use pulldown_cmark::Tag;
use std::ops::Range;

/// What another program would fill in, of an address that has such a thing; as it is shown.
pub fn template(address: &str) -> Option<String> {
    let mut found = Vec::new();
    foreign::tags(address, &mut found);
    found.into_iter().next().map(|construct| construct.shown)
}

impl Writer<'_, '_> {
    /// Reports a slip at a place of the text.
    pub(super) fn slip(&mut self, slip: Slip, range: &Range<usize>) {
        let span = self.span(range);
        self.page.slip(slip, span);
    }

    /// A block begins: what it says of the ones before.
    pub(super) fn block_begins(&mut self, tag: &Tag<'_>) {
        // Before a list it is the list's label.
        if !matches!(tag, Tag::Paragraph) {
            self.bold = None;
        }
        if !matches!(tag, Tag::List(_)) {
            self.last_list = None;
        }
        let note = matches!(tag, Tag::FootnoteDefinition(_)) || !self.current_footnote.is_empty();
        if !note && !matches!(tag, Tag::Heading { .. }) {
            self.section = None;
        }
        self.below_table &= matches!(tag, Tag::Paragraph);
        if !matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item) {
            let is_code = matches!(tag, Tag::CodeBlock(_));
            self.blocks.restarts.other(self.depth, is_code);
        }
        self.container = match tag {
            Tag::Paragraph if self.container == Container::Quote => Container::QuoteText,
            Tag::Paragraph | Tag::Item | Tag::DefinitionListDefinition => Container::Text,
            Tag::BlockQuote(None) => Container::Quote,
            _ => Container::Other,
        };
    }

    /// A run is over: what in it was meant as markup.
    pub(super) fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let prepared = self.prepared;
        let Some(range) = run.range.clone() else {
            return;
        };
        let range = whole(&prepared.text, range);
        let own = &prepared.text[range.clone()];
        self.note_bold(&run, &range, own);
        if !self.page.schema.open
            && let Some(found) = fillers::find(own)
        {
            let words = own[found.clone()].to_owned();
            let range = range.start + found.start..range.start + found.end;
            self.slip(Slip::Filler { words }, &range);
        }
        let mut found = Vec::new();
        self.find_in_text(&run, &range, own, &mut found);
        let is_strong = run.strong.as_ref() == Some(&range);
        self.blocks.restarts.text(self.depth, own, is_strong);
        let was_pasted = std::mem::replace(&mut self.pasted, false);
        if let Some(text) = Written::of(&run, &range, &prepared.text) {
            self.constructs(&text, own, range.start);
            self.find(&text, &range, &mut found);
        }
        // What begins an inner item elsewhere is no sign of emphasis.
        let is_nested =
            |(slip, _): &Found| matches!(slip, Slip::Misread(Misread::NestedSigns { .. }));
        if found.iter().any(is_nested) {
            found.retain(|(slip, _)| {
                !matches!(
                    slip,
                    Slip::EmphasisSpaces { .. } | Slip::OpenEmphasis { .. }
                )
            });
        }
        if let Some((slip, at)) = characters::broken(own) {
            let span = self.span(&(range.start + at.start..range.start + at.end));
            self.page.broken_characters(slip, span);
        }
        self.below_table = false;
        for (slip, at) in found {
            let at = range.start + at.start..range.start + at.end;
            self.pasted |= matches!(slip, Slip::PastedList { .. });
            if !(was_pasted && matches!(slip, Slip::PastedList { .. })) {
                self.tell(slip, at);
            }
        }
    }

    /// Looks for what needs no look at the signs.
    fn find_in_text(&self, run: &Run, range: &Range<usize>, own: &str, out: &mut Vec<Found>) {
        // What stands in code, or in a link, is meant as it is.
        let is_understood = |at: &Range<usize>| {
            let (start, end) = (range.start + at.start, range.start + at.end);
            let mut understood = run.understood.iter();
            understood.any(|range| range.start < end && start < range.end)
        };
        let has_schema = !self.page.schema.open;
        if has_schema {
            loose::find(own, out);
            out.retain(|(_, at)| !is_understood(at));
        }
        if has_schema && has_any(own, &["''"]) {
            out.extend(marks::apostrophes(own).filter(|(_, at)| !is_understood(at)));
        }
        if has_any(own, &["&amp;"]) {
            out.extend(escaped::entity(own, has_schema, is_understood));
        }
        if has_schema {
            out.extend(characters::hyphenated(own).filter(|(_, at)| !is_understood(at)));
        }
        if memchr(b'\n', own.as_bytes()).is_some() {
            out.extend(characters::broken_word(own));
            if has_schema && self.container == Container::QuoteText {
                out.extend(lists::below_quotation(own));
            }
            if self.container == Container::Text {
                let text = &self.prepared.text;
                let around = (near_end(&text[..range.start]), near(&text[range.end..]));
                lists::in_item(own, around, has_schema, out);
                out.extend(lists::doubled(own));
                out.extend(tables::pasted(own));
            }
        }
    }

    /// Reports what was found in a run.
    fn tell(&mut self, slip: Slip, at: Range<usize>) {
        match &slip {
            Slip::HashWithoutSpace { .. }
            | Slip::TooManyHashes
            | Slip::ForeignHeading { .. }
            | Slip::EscapedHeading => {
                self.pseudo_heading = true;
                self.hashes = true;
            }
            // Further down there may be a line that was meant to define it.
            Slip::UndefinedFootnote { label } => {
                let known = self.undefined.entry(label.clone());
                let known = known.and_modify(|(_, more)| *more = true);
                known.or_insert((at, false));
                return;
            }
            Slip::Misread(Misread::ComponentInside { .. }) => self.missed_closes += 1,
            Slip::Misread(Misread::ComponentEndInside { .. }) => {
                if let Some(open) = self.components.last_mut() {
                    open.reported = true;
                }
            }
            // The sign of a footnote stands in the text and before it.
            Slip::FootnoteSign { written, .. } if written.starts_with('^') => {
                let span = self.span(&at);
                return self.page.slip_once(slip, span);
            }
            Slip::UndefinedLink { .. }
            | Slip::Misread(Misread::Escaped { .. } | Misread::Apostrophes { .. })
            | Slip::TaskBox
            | Slip::TwoColons { .. }
            | Slip::BrokenWord { .. }
            | Slip::TextInList
            | Slip::UnknownAlert { .. } => {
                let span = self.span(&at);
                return self.page.slip_once(slip, span);
            }
            _ => {}
        }
        self.slip(slip, &at);
    }

    /// Runs the finders that the bytes of a text call for.
    fn find(&self, text: &Written, range: &Range<usize>, out: &mut Vec<Found>) {
        let prepared = self.prepared;
        let own = &prepared.text[range.clone()];
        let before = near_end(&prepared.text[..range.start]);
        let hints = text.hints;
        if self.container != Container::Other {
            self.find_in_lines(text, range, out);
        }
        if hints.has(Hints::BRACKET) {
            links::find(text, own, out);
        }
        if hints.has(Hints::EMPHASIS) {
            emphasis::find(text, own, before, out);
        }
        if hints.has(Hints::SIGN) && own.contains('#') {
            out.extend(headings::inside(text));
        }
        if !text.escapes.is_empty() {
            let is_block = self.container != Container::Other;
            escaped::find(text, own, is_block, out);
        }
        if hints.has(Hints::ENTITY) {
            out.extend(characters::open_entity(text));
            out.extend(characters::unknown_entity(text));
        }
        if hints.has(Hints::TAG) {
            angles::find(text, own, out);
            out.extend(characters::comment(text));
            out.extend(characters::open_tag(text));
            let open = text.masked.find("<!--");
            out.extend(open.map(|at| (Slip::CommentAsText, at..at + 4)));
        }
    }

    /// The same of what the lines of a text begin, or end.
    fn find_in_lines(&self, text: &Written, range: &Range<usize>, out: &mut Vec<Found>) {
        let prepared = self.prepared;
        let own = &prepared.text[range.clone()];
        let hints = text.hints;
        if hints.has(Hints::BRACKET) {
            out.extend(match self.container {
                Container::QuoteText => alerts::in_quotation(text),
                _ => alerts::outside(text),
            });
        }
        if hints.has(Hints::EMPHASIS) {
            out.extend(emphasis::open_code(&text.masked));
        }
        if hints.has(Hints::LINE) {
            headings::find(text, own, out);
            lists::find(text, out);
            lists::task_box(text, near_end(&prepared.text[..range.start]), out);
            foreign::two_colons(text, out);
        }
        if hints.has(Hints::BAR) {
            tables::find(text, self.below_table, self.depth > 1, out);
        }
        if hints.has(Hints::SIGN) && own.contains(":::") {
            let behind = near(&prepared.text[range.end..]);
            let next = line_index(behind.lines().nth(1).unwrap_or(""));
            let next = next.and_then(|index| prepared.lines.get(index));
            out.extend(components::begun(text, || {
                matches!(next, Some(Line::Close { .. }))
            }));
            let open = self.components.last();
            out.extend(open.and_then(|open| components::ended(text, &open.name)));
        }
    }

    /// Counts what is of other generators: one message a kind and page.
    fn constructs(&mut self, text: &Written, own: &str, start: usize) {
        let mut found = Vec::new();
        if text.hints.has(Hints::BRACE | Hints::TAG) {
            foreign::tags(&text.masked, &mut found);
        }
        if text.hints.has(Hints::BRACKET) {
            foreign::brackets(&text.masked, &mut found);
        }
        if text.hints.has(Hints::SIGN | Hints::BRACE | Hints::BAR) {
            marks::find(text, own, &mut found);
        }
        if text.hints.has(Hints::SIGN | Hints::BRACE | Hints::EMPHASIS) {
            marks::references(&text.masked, own, &mut found);
        }
        if text.hints.has(Hints::EMPHASIS) && own.contains('~') {
            marks::lowered(own, &text.masked, &mut found);
        }
        if text.hints.has(Hints::LINE) && self.container != Container::Other {
            foreign::lines(text, &mut found);
        }
        for construct in found {
            let range = start + construct.range.start..start + construct.range.end;
            let span = self.span(&range);
            self.page
                .count(construct.kind, construct.shown, span, |construct, count| {
                    let slip = Slip::ForeignSyntax { construct, count };
                    Problem::Slip { slip }
                });
        }
    }

    /// Counts them in the text of raw HTML.
    pub(super) fn raw_constructs(&mut self, text: &str, range: &Range<usize>) {
        if !text.contains('{') {
            return;
        }
        let mut found = Vec::new();
        foreign::tags(text, &mut found);
        let span = self.span(range);
        for construct in found {
            self.page
                .count(construct.kind, construct.shown, span, |construct, count| {
                    let slip = Slip::ForeignSyntax { construct, count };
                    Problem::Slip { slip }
                });
        }
    }

    /// Keeps in mind a paragraph that is all in bold and may be a heading, which what follows says.
    fn note_bold(&mut self, run: &Run, range: &Range<usize>, own: &str) {
        if let Some(above) = self.bold.take()
            && !own.starts_with(['*', '_'])
        {
            self.slip(Slip::BoldHeading, &above);
            self.pseudo_heading = true;
        }
        let alone = self.depth == 1 && self.components.is_empty();
        if alone && self.container == Container::Text && run.strong.as_ref() == Some(range) {
            let inner = own.trim_matches(['*', '_']);
            self.bold = headings::may_be_title(inner).then(|| range.clone());
        }
    }
}

/// A run with what Markdown has taken off its beginning: a backslash, and the first of two colons
/// as the sign of a definition.
fn whole(text: &str, run: Range<usize>) -> Range<usize> {
    let mut start = run.start;
    if text[..start].ends_with('\\') {
        start -= 1;
    }
    if text[..start].ends_with(':') && text[start..].starts_with(':') {
        start -= 1;
    }
    start..run.end
}
