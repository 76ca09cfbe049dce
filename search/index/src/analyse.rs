//! A document to its terms, with the analyser that queries go through.

use std::cell::RefCell;

use search_core::tokens::{Analyser, Language, Role};

use crate::document::{Analysed, Document};

/// The terms of a document: a pure function of it, worth doing beside other
/// work and keeping for as long as the document stays the same.
pub fn analyse(document: &Document) -> Analysed {
    thread_local! {
        // Only a memory of words, so that no thread works each one out again.
        static ANALYSERS: RefCell<[Analyser; 3]> = RefCell::new(
            [Language::Other, Language::English, Language::Italian].map(Analyser::for_bulk),
        );
    }
    ANALYSERS.with_borrow_mut(|analysers| {
        let analyser = &mut analysers[Language::of_tag(&document.lang) as usize];
        let mut terms = |texts: &mut dyn Iterator<Item = &str>| {
            let mut terms = String::new();
            for text in texts {
                analyser.tokens(text, Role::Text, |token| {
                    if !terms.is_empty() {
                        terms.push(' ');
                    }
                    terms.push_str(token.term);
                });
            }
            terms
        };
        let sections = document.sections.iter();
        let names = document.synonyms.iter().map(String::as_str);
        Analysed {
            title: terms(&mut std::iter::once(document.title.as_str()).chain(names)),
            headings: terms(&mut sections.clone().map(|section| section.heading.as_str())),
            body: terms(
                &mut std::iter::once(document.summary.as_str())
                    .chain(sections.map(|section| section.text.as_str())),
            ),
        }
    })
}
