//! What may be written at the cursor.
//!
//! Answered from the text as it is, and from the site of the last build.

mod at;
mod components;
mod fields;
mod matching;
mod pages;
mod values;

use super::cursor::{Place, place_at};
use super::fields::field_at;
use super::front::Written;
use super::text::Lines;
use super::view::View;
use crate::schema::Kind;
use at::At;
use lsp_types::{CompletionItem, CompletionList, CompletionParams, CompletionTextEdit, TextEdit};
use matching::{Proposal, best};
use std::ops::Range;

/// What may be written at a place.
pub fn complete(view: View<'_>, params: &CompletionParams) -> Option<CompletionList> {
    let (path, text, byte) = view.place(&params.text_document_position)?;
    let at = At {
        view,
        path: &path,
        text,
        byte,
    };
    let (typed, proposals) = proposals(at, place_at(text, byte)?)?;
    let word = at.word(&typed);
    let (best, is_incomplete) = best(proposals, word);
    let range = Lines::of(text).range(typed);
    let items = best.into_iter().enumerate().map(|(i, proposal)| {
        let edit = TextEdit::new(range, proposal.insert);
        CompletionItem {
            sort_text: Some(format!("{i:04}")),
            filter_text: Some(proposal.words.join(" ")),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            ..proposal.item
        }
    });
    Some(CompletionList {
        is_incomplete,
        items: items.collect(),
    })
}

/// What may be written at a place, and what it takes the place of.
fn proposals(at: At<'_>, place: Place<'_>) -> Option<(Range<usize>, Vec<Proposal>)> {
    match place {
        Place::Front(Written::Key {
            path,
            typed,
            beside,
            closed,
        }) => {
            let fields = at.fields()?;
            match field_at(fields, &path).filter(|field| !matches!(field.kind, Kind::Group(_))) {
                Some(field) => Some((typed.clone(), values::values(at, field, at.word(&typed)))),
                None => {
                    let found = fields::keys(at, fields, (&path, &beside), closed)?;
                    Some((typed, found))
                }
            }
        }
        Place::Front(Written::Value { path, typed }) => {
            let field = field_at(at.fields()?, &path)?;
            let found = values::values(at, field, at.word(&typed));
            Some((typed, found))
        }
        Place::Front(Written::Lines) => None,
        Place::Target { typed, image } => pages::targets(at, typed, image),
        Place::Component { typed, colons } => Some((typed, components::names(at, colons))),
        Place::Attribute {
            component,
            typed,
            beside,
        } => {
            let found = components::attributes(at, component, &beside)?;
            Some((typed, found))
        }
        Place::AttributeValue {
            component,
            attribute,
            typed,
        } => {
            let fields = at.view.site().schema.components.get(component)?;
            let field = field_at(fields, &[attribute])?;
            let found = values::bare(at, field, at.word(&typed));
            Some((typed, found))
        }
    }
}
