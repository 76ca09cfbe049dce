//! What was meant as markup and is none: one file a kind of slip. They are looked for in the texts
//! that the one parse gives, where a look at the bytes says that there may be something.

mod emphasis;
mod fillers;
mod foreign;
mod headings;
mod links;
mod lists;
mod tables;

pub(super) use headings::is_sentence;
pub(in crate::content) use headings::is_shouted;
pub(super) use links::{is_file_name, needless_words};
pub(super) use tables::extra_cells;

use super::run::{Found, Hints, Run, Written};
use super::writer::{Container, Writer};
use crate::diagnostic::{Problem, Slip};
use pulldown_cmark::Tag;
use std::ops::Range;

impl Writer<'_, '_> {
    /// Reports a slip, if it matters in this site.
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
        let note = matches!(tag, Tag::FootnoteDefinition(_)) || !self.current_footnote.is_empty();
        if !note && !matches!(tag, Tag::Heading { .. }) {
            self.section = None;
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
        let Some(mut range) = run.range.clone() else {
            return;
        };
        let prepared = self.prepared;
        // Markdown takes the first of two colons for the sign of a definition.
        let before = prepared.text[..range.start].as_bytes();
        if before.ends_with(b":") && prepared.text[range.start..].starts_with(':') {
            range.start -= 1;
        }
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
        let was_pasted = std::mem::replace(&mut self.pasted, false);
        if let Some(text) = Written::of(&run, &range, &prepared.text) {
            self.constructs(&text, range.start);
            self.find(&text, &mut found);
        }
        for (slip, at) in found {
            let at = range.start + at.start..range.start + at.end;
            match &slip {
                Slip::PastedList { .. } => {
                    self.pasted = true;
                    if was_pasted {
                        continue;
                    }
                }
                Slip::HashWithoutSpace { .. } | Slip::TooManyHashes => {
                    self.pseudo_heading = true;
                    self.hashes = true;
                }
                Slip::UndefinedFootnote { .. }
                | Slip::UndefinedLink { .. }
                | Slip::TwoColons { .. }
                | Slip::UnknownAlert { .. } => {
                    let span = self.span(&at);
                    self.page.slip_once(slip, span);
                    continue;
                }
                _ => {}
            }
            self.slip(slip, &at);
        }
    }

    /// Runs the finders that the bytes of a text call for.
    fn find(&self, text: &Written, out: &mut Vec<Found>) {
        let hints = text.hints;
        if self.container == Container::QuoteText && hints.has(Hints::BRACKET) {
            out.extend(foreign::alert(text));
        }
        if self.container != Container::Other {
            if hints.has(Hints::LINE) {
                headings::find(text, out);
                lists::find(text, out);
                foreign::two_colons(text, out);
            }
            if hints.has(Hints::BAR) {
                tables::find(text, out);
            }
        }
        if hints.has(Hints::BRACKET) {
            links::find(text, out);
        }
        if hints.has(Hints::EMPHASIS) {
            emphasis::find(text, out);
        }
        if hints.has(Hints::TAG)
            && let Some(at) = text.masked.find("<!--")
        {
            out.push((Slip::CommentAsText, at..at + 4));
        }
    }

    /// Counts what is of other generators: one message a kind and page.
    fn constructs(&mut self, text: &Written, start: usize) {
        let mut found = Vec::new();
        if text.hints.has(Hints::BRACE) {
            foreign::tags(&text.masked, &mut found);
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
