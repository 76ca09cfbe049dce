//! A document to its terms, with the analyser that queries go through.

use std::cell::RefCell;

use search_core::tokens::{Analyser, Language, Role};

use crate::aliases::Aliases;
use crate::document::{Analysed, Document, NEXT, SAME};

/// Positions between two texts, so that no phrase goes from one to the next.
const GAP: u32 = 8;

/// The terms of a document: a pure function of it and the aliases, worth doing
/// beside other work and keeping for as long as the document stays the same.
pub fn analyse(document: &Document, aliases: &Aliases) -> Analysed {
    thread_local! {
        // Only a memory of words, so that no thread works each one out again.
        static ANALYSERS: RefCell<[Analyser; 3]> = RefCell::new(
            [Language::Other, Language::English, Language::Italian].map(Analyser::for_bulk),
        );
    }
    ANALYSERS.with_borrow_mut(|analysers| {
        let analyser = &mut analysers[Language::of_tag(&document.lang) as usize];
        let mut writer = Writer::default();
        writer.text(&document.title, analyser);
        for name in &document.synonyms {
            writer.text(name, analyser);
        }
        writer.end_field();
        for section in &document.sections {
            writer.text(&section.heading, analyser);
        }
        writer.end_field();
        writer.text(&document.summary, analyser);
        for section in &document.sections {
            writer.text(&section.text, analyser);
        }
        // What a page does not say makes it no longer.
        let length = writer.analysed.lengths[2];
        for name in aliases.missing(&writer.analysed.terms) {
            writer.terms(name);
        }
        writer.analysed.lengths[2] = length;
        writer.end_field();
        writer.analysed
    })
}

#[derive(Default)]
struct Writer {
    analysed: Analysed,
    /// Position of the last term.
    last: u32,
    /// Position where the next text begins.
    next: u32,
    fields: usize,
}

impl Writer {
    fn text(&mut self, text: &str, analyser: &mut Analyser) {
        let start = self.next;
        analyser.tokens(text, Role::Text, |token| {
            self.term(token.term, start + token.position);
        });
        self.end_text(start);
    }

    fn terms(&mut self, terms: &[(String, u32)]) {
        let start = self.next;
        for (term, offset) in terms {
            self.term(term, start + offset);
        }
        self.end_text(start);
    }

    fn term(&mut self, term: &str, position: u32) {
        let terms = &mut self.analysed.terms;
        if terms.is_empty() || position > self.last {
            let from = if terms.is_empty() { 0 } else { self.last };
            terms.extend((from..position).map(|_| NEXT));
        } else {
            terms.push(SAME);
        }
        terms.push_str(term);
        self.analysed.lengths[self.fields] += 1;
        self.last = position;
    }

    fn end_text(&mut self, start: u32) {
        if self.last >= start && !self.analysed.terms.is_empty() {
            self.next = self.last + GAP;
        }
    }

    fn end_field(&mut self) {
        if let Some(start) = self.analysed.starts.get_mut(self.fields) {
            *start = self.next;
        }
        self.fields += 1;
    }
}
