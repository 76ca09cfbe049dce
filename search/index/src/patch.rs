//! What a few changed documents change in the dictionary.

use std::collections::BTreeSet;

use rayon::prelude::*;
use search_core::format::TermPositions;
use search_core::tokens::is_title_stop;

use crate::before::Before;
use crate::dictionary::Term;
use crate::postings::{Form, TermData, invert};

/// A document that is not what it was.
pub(crate) struct Changed {
    pub(crate) id: u32,
    pub(crate) old: Form,
    pub(crate) new: Form,
}

/// What becomes of a term: in some documents it is no more, or with another
/// impact or elsewhere.
struct Change {
    term: String,
    /// Whether a document has it that did not, or the other way.
    moves: bool,
    /// By id, ascending.
    documents: Vec<(u32, Option<Posting>)>,
}

#[derive(PartialEq)]
struct Posting {
    impact: u8,
    positions: Vec<u32>,
}

/// All terms after some documents, in order of id, have changed; nothing if the
/// files of the index before are not what they were, or more is to be looked at.
pub(crate) fn patch<'a>(
    before: &'a Before<'_>,
    documents: Vec<Changed>,
) -> tantivy::Result<Option<Vec<Term<'a>>>> {
    let mut changes = changes(documents)?;
    let list = &before.memory.terms;
    // Whether titles are told apart by one depends on how many have it.
    if changes
        .iter()
        .any(|change| change.moves && is_title_stop(&change.term))
    {
        return Ok(None);
    }
    changes.retain(|change| !is_title_stop(&change.term) || list.find(&change.term).is_ok());
    let found: Vec<Result<usize, usize>> = changes
        .iter()
        .map(|change| list.find(&change.term))
        .collect();
    let files: BTreeSet<usize> = found
        .iter()
        .flatten()
        .map(|&at| before.file_of(at))
        .collect();
    let files: Vec<usize> = files.into_iter().collect();
    // On all cores; from here on they are at hand.
    if files.par_iter().any(|&file| before.terms(file).is_none()) {
        return Ok(None);
    }
    let mut terms = Vec::with_capacity(list.len() + changes.len());
    let mut next = 0;
    for (change, found) in changes.into_iter().zip(found) {
        let (Ok(at) | Err(at)) = found;
        terms.extend((next..at).map(|at| same(before, at)));
        next = at;
        let mut known = None;
        if found.is_ok() {
            next += 1;
            let Some(term) = before.term(at) else {
                return Ok(None);
            };
            known = Some(term);
        }
        let term = apply(known, change);
        if !term.documents.is_empty() {
            terms.push(Term::Made(term));
        }
    }
    terms.extend((next..list.len()).map(|at| same(before, at)));
    Ok(Some(terms))
}

fn same<'a>(before: &'a Before<'_>, at: usize) -> Term<'a> {
    let list = &before.memory.terms;
    Term::Same {
        at,
        text: list.term(at),
        count: list.count(at),
    }
}

/// What the documents change, in order of term.
fn changes(documents: Vec<Changed>) -> tantivy::Result<Vec<Change>> {
    let ids: Vec<u32> = documents.iter().map(|document| document.id).collect();
    let (old, new): (Vec<Form>, Vec<Form>) = documents
        .into_iter()
        .map(|document| (document.old, document.new))
        .unzip();
    let mut old = inverted(old)?.into_iter().peekable();
    let mut new = inverted(new)?.into_iter().peekable();
    let mut changes = Vec::new();
    loop {
        let term = match (old.peek(), new.peek()) {
            (Some(old), Some(new)) => old.term.as_str().min(&new.term),
            (Some(term), None) | (None, Some(term)) => term.term.as_str(),
            (None, None) => return Ok(changes),
        };
        let term = term.to_owned();
        let then = old.next_if(|data| data.term == term);
        let now = new.next_if(|data| data.term == term);
        let posting = |data: &Option<TermData>, document: usize| {
            let data = data.as_ref()?;
            let at = data.documents.binary_search(&(document as u32)).ok()?;
            Some(Posting {
                impact: data.impacts[at],
                positions: data.positions.of(at).to_vec(),
            })
        };
        let mut moves = false;
        let documents = ids.iter().enumerate().filter_map(|(document, &id)| {
            let (then, now) = (posting(&then, document), posting(&now, document));
            moves |= then.is_some() != now.is_some();
            (then != now).then_some((id, now))
        });
        let documents: Vec<_> = documents.collect();
        if !documents.is_empty() {
            changes.push(Change {
                term,
                moves,
                documents,
            });
        }
    }
}

/// The terms of documents whose ids are their places in the list.
fn inverted(forms: Vec<Form>) -> tantivy::Result<Vec<TermData>> {
    let mut terms = Vec::new();
    invert(forms, &mut |term| terms.push(term))?;
    Ok(terms)
}

/// A term, as far as it was known, after a change.
fn apply(known: Option<&TermData>, change: Change) -> TermData {
    let mut term = TermData {
        term: change.term,
        documents: Vec::new(),
        impacts: Vec::new(),
        positions: TermPositions::default(),
    };
    let mut put = |id: u32, impact: u8, positions: &[u32]| {
        term.documents.push(id);
        term.impacts.push(impact);
        term.positions.push(positions);
    };
    let mut changed = change.documents.into_iter().peekable();
    let known = known.into_iter().flat_map(|known| {
        let ids = known.documents.iter().enumerate();
        ids.map(move |(at, &id)| (id, known.impacts[at], known.positions.of(at)))
    });
    for (id, impact, positions) in known {
        while let Some((new, posting)) = changed.next_if(|(changed, _)| *changed < id) {
            if let Some(posting) = posting {
                put(new, posting.impact, &posting.positions);
            }
        }
        match changed.next_if(|(changed, _)| *changed == id) {
            Some((_, Some(posting))) => put(id, posting.impact, &posting.positions),
            Some((_, None)) => {}
            None => put(id, impact, positions),
        }
    }
    for (id, posting) in changed {
        if let Some(posting) = posting {
            put(id, posting.impact, &posting.positions);
        }
    }
    term
}
