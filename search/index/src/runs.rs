//! Many documents inverted some at a time: what is known of their terms waits
//! as few bytes until a term is written, so that what is held at once does not
//! grow with the words of a site.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use search_core::format::TermPositions;

use crate::postings::{Form, TermData, invert};

/// How many pages are inverted at once.
pub(crate) const PAGES: usize = 1 << 10;

/// The terms of documents that follow each other, in order.
#[derive(Default)]
pub(crate) struct Run {
    /// How many documents it has.
    documents: u32,
    /// The first of them.
    first: u32,
    text: String,
    terms: Vec<Entry>,
    postings: Vec<u8>,
}

/// Where what is known of a term ends, and in how many documents it is.
struct Entry {
    text: u32,
    postings: u32,
    count: u32,
}

impl Run {
    /// The terms of documents.
    pub(crate) fn new(forms: Vec<Form>) -> tantivy::Result<Self> {
        let mut run = Self {
            documents: forms.len() as u32,
            ..Self::default()
        };
        invert(forms, &mut |term| run.push(&term))?;
        run.text.shrink_to_fit();
        run.terms.shrink_to_fit();
        run.postings.shrink_to_fit();
        Ok(run)
    }

    fn push(&mut self, data: &TermData) {
        self.text.push_str(&data.term);
        let mut last = 0;
        for (at, (&document, &impact)) in data.documents.iter().zip(&data.impacts).enumerate() {
            put(&mut self.postings, document - last);
            last = document;
            self.postings.push(impact);
            let positions = data.positions.of(at);
            put(&mut self.postings, positions.len() as u32);
            let mut before = 0;
            for &position in positions {
                put(&mut self.postings, position - before);
                before = position;
            }
        }
        self.terms.push(Entry {
            text: self.text.len() as u32,
            postings: self.postings.len() as u32,
            count: data.documents.len() as u32,
        });
    }

    fn term(&self, at: usize) -> Option<&str> {
        let end = self.terms.get(at)?.text as usize;
        let from = at.checked_sub(1).map_or(0, |at| self.terms[at].text);
        Some(&self.text[from as usize..end])
    }

    /// Adds what is known of a term to what was known before.
    fn add(&self, at: usize, data: &mut TermData, positions: &mut Vec<u32>) {
        let from = at.checked_sub(1).map_or(0, |at| self.terms[at].postings);
        let mut rest = &self.postings[from as usize..self.terms[at].postings as usize];
        let mut document = self.first;
        for _ in 0..self.terms[at].count {
            document += take(&mut rest);
            data.documents.push(document);
            data.impacts.push(take_byte(&mut rest));
            positions.clear();
            let mut position = 0;
            for _ in 0..take(&mut rest) {
                position += take(&mut rest);
                positions.push(position);
            }
            data.positions.push(positions);
        }
    }
}

/// Writes a number, seven bits a byte.
fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(from: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let byte = take_byte(from);
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            return number;
        }
    }
}

fn take_byte(from: &mut &[u8]) -> u8 {
    let (first, rest) = from.split_first().expect("as much is read as was written");
    *from = rest;
    *first
}

/// The terms of all documents, in order.
pub(crate) struct Runs {
    runs: Vec<Run>,
    terms: Vec<Merged>,
    /// The runs of each term, with its place in each.
    places: Vec<(u32, u32)>,
}

/// Where the places of a term end, and in how many documents it is.
struct Merged {
    places: u32,
    count: u32,
}

impl Runs {
    /// The terms of runs whose documents follow each other.
    pub(crate) fn new(mut runs: Vec<Run>) -> Self {
        let mut next = 0;
        for run in &mut runs {
            run.first = next;
            next += run.documents;
        }
        let (mut terms, mut places): (Vec<Merged>, _) = (Vec::new(), Vec::new());
        let first = |at: usize| Some(Reverse((runs[at].term(0)?, at, 0)));
        let mut heap: BinaryHeap<_> = (0..runs.len()).filter_map(first).collect();
        let mut last = None;
        while let Some(Reverse((term, run, at))) = heap.pop() {
            heap.extend(
                runs[run]
                    .term(at + 1)
                    .map(|term| Reverse((term, run, at + 1))),
            );
            places.push((run as u32, at as u32));
            let (places, count) = (places.len() as u32, runs[run].terms[at].count);
            match terms.last_mut().filter(|_| last == Some(term)) {
                Some(merged) => {
                    merged.places = places;
                    merged.count += count;
                }
                None => terms.push(Merged { places, count }),
            }
            last = Some(term);
        }
        drop(heap);
        Self {
            runs,
            terms,
            places,
        }
    }

    /// The terms, in order of bytes.
    pub(crate) fn terms(&self) -> impl Iterator<Item = Inverted<'_>> {
        (0..self.terms.len()).map(|at| Inverted { runs: self, at })
    }
}

/// A term of runs.
#[derive(Clone, Copy)]
pub(crate) struct Inverted<'a> {
    runs: &'a Runs,
    at: usize,
}

impl<'a> Inverted<'a> {
    fn places(self) -> &'a [(u32, u32)] {
        let terms = &self.runs.terms;
        let from = self.at.checked_sub(1).map_or(0, |at| terms[at].places);
        &self.runs.places[from as usize..terms[self.at].places as usize]
    }

    pub(crate) fn text(self) -> &'a str {
        let (run, at) = self.places()[0];
        let text = self.runs.runs[run as usize].term(at as usize);
        text.expect("a run has the terms that it gave")
    }

    /// How many documents have it.
    pub(crate) fn count(self) -> u32 {
        self.runs.terms[self.at].count
    }

    /// All that is known of it.
    pub(crate) fn data(self) -> TermData {
        let count = self.count() as usize;
        let mut data = TermData {
            term: self.text().to_owned(),
            documents: Vec::with_capacity(count),
            impacts: Vec::with_capacity(count),
            positions: TermPositions::default(),
        };
        let mut positions = Vec::new();
        for &(run, at) in self.places() {
            self.runs.runs[run as usize].add(at as usize, &mut data, &mut positions);
        }
        data
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Analysed;
    use crate::postings::Measures;
    use std::sync::Arc;

    fn form(terms: &str) -> Form {
        let analysed = Analysed {
            terms: terms.to_owned(),
            ..Analysed::default()
        };
        Form {
            measures: Measures::new(&analysed, 1.0),
            analysed: Arc::new(analysed),
        }
    }

    #[test]
    fn however_documents_are_cut_into_runs_their_terms_are_the_same() {
        let texts = ["a b c", "b b\u{1}x", "", "z", "a z a", "c\u{1}d e"];
        let forms = || texts.map(form).to_vec();
        let mut whole = Vec::new();
        invert(forms(), &mut |term| whole.push(term)).unwrap();
        for size in 1..=texts.len() {
            let forms = forms();
            let runs = forms.chunks(size).map(|forms| Run::new(forms.to_vec()));
            let runs = Runs::new(runs.collect::<Result<_, _>>().unwrap());
            let parts: Vec<TermData> = runs.terms().map(Inverted::data).collect();
            assert_eq!(parts.len(), whole.len());
            for ((part, whole), merged) in parts.iter().zip(&whole).zip(runs.terms()) {
                assert_eq!(part.term, whole.term);
                assert_eq!(part.documents, whole.documents);
                assert_eq!(part.impacts, whole.impacts);
                assert_eq!(part.positions, whole.positions);
                assert_eq!(merged.count() as usize, whole.documents.len());
                assert_eq!(merged.text(), whole.term);
            }
        }
    }

    #[test]
    fn numbers_come_out_again() {
        for number in [0, 1, 127, 128, 300, 1 << 14, u32::MAX] {
            let mut bytes = Vec::new();
            put(&mut bytes, number);
            assert_eq!(take(&mut &bytes[..]), number);
        }
    }
}
