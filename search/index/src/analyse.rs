//! A document to its terms, with the analyser that queries go through.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use search_core::tokens::{Analyser, Language, Part, Role, TITLE_STOP};

use crate::aliases::Aliases;
use crate::document::{Analysed, Document, NEXT, SAME, Section, is_content};

/// Positions between two texts, so that no phrase goes from one to the next.
const GAP: u32 = 8;

/// The terms of a document: a pure function of it and the aliases, worth doing
/// beside other work and keeping for as long as the document stays the same.
pub fn analyse(document: &Document, aliases: &Aliases) -> Analysed {
    thread_local! {
        // Only a memory of words, so that no thread works each one out again.
        static ANALYSERS: RefCell<BTreeMap<Language, Analyser>> =
            const { RefCell::new(BTreeMap::new()) };
    }
    let language = Language::of_tag(&document.lang);
    ANALYSERS.with_borrow_mut(|analysers| {
        let analyser = analysers.entry(language);
        let analyser = analyser.or_insert_with(|| Analyser::for_bulk(language));
        let mut writer = Writer::default();
        writer.title(document, analyser);
        for section in &document.sections {
            writer.text(&section.heading, analyser);
        }
        writer.end_field();
        writer.text(&document.summary, analyser);
        for section in &document.sections {
            writer.body(section, analyser);
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
    /// Last position that made a field longer.
    counted: Option<u32>,
    /// Position where the next text begins.
    next: u32,
    fields: usize,
}

impl Writer {
    /// The title, and the names that are as good.
    fn title(&mut self, document: &Document, analyser: &mut Analyser) {
        let mut words = BTreeSet::new();
        for name in std::iter::once(&document.title).chain(&document.synonyms) {
            let start = self.next;
            analyser.tokens(name, Role::Text, |token| {
                let position = start + token.position;
                self.term(token.term, position, token.part != Part::Stop);
                if token.part == Part::Stop {
                    let word = &token.term[1..];
                    self.term(
                        &format!("{}{word}", char::from(TITLE_STOP)),
                        position,
                        false,
                    );
                }
                if token.part.is_literal() {
                    words.insert(token.term.to_owned());
                } else {
                    self.analysed.inside.push(token.term.to_owned());
                }
            });
            self.end_text(start);
        }
        self.analysed.inside.retain(|term| !words.contains(term));
        self.end_field();
    }

    fn text(&mut self, text: &str, analyser: &mut Analyser) {
        let start = self.next;
        analyser.tokens(text, Role::Text, |token| {
            let counts = token.part != Part::Stop;
            self.term(token.term, start + token.position, counts);
        });
        self.end_text(start);
    }

    /// The text of a section, where stretches may count less.
    fn body(&mut self, section: &Section, analyser: &mut Analyser) {
        let start = self.next;
        let mut light = section.light.iter().peekable();
        analyser.tokens(&section.text, Role::Text, |token| {
            let position = start + token.position;
            self.term(token.term, position, token.part != Part::Stop);
            while light
                .next_if(|light| light.range.end <= token.start)
                .is_some()
            {}
            if let Some(light) = light
                .peek()
                .filter(|light| light.range.start <= token.start)
            {
                self.lighten(position, light.weight);
            }
        });
        self.end_text(start);
    }

    fn lighten(&mut self, position: u32, weight: f32) {
        match self.analysed.light.last_mut() {
            Some((range, last)) if *last == weight && position <= range.end => {
                range.end = position + 1;
            }
            _ => self.analysed.light.push((position..position + 1, weight)),
        }
    }

    fn terms(&mut self, terms: &[(String, u32)]) {
        let start = self.next;
        for (term, offset) in terms {
            self.term(term, start + offset, is_content(term));
        }
        self.end_text(start);
    }

    /// Adds a term at a position, which makes the field longer if it counts.
    fn term(&mut self, term: &str, position: u32, counts: bool) {
        let terms = &mut self.analysed.terms;
        if terms.is_empty() || position > self.last {
            let from = if terms.is_empty() { 0 } else { self.last };
            terms.extend((from..position).map(|_| NEXT));
        } else {
            terms.push(SAME);
        }
        terms.push_str(term);
        if counts && self.counted != Some(position) {
            self.analysed.lengths[self.fields] += 1;
            self.counted = Some(position);
        }
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
