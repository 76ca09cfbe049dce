//! Portable Document Format (ISO 32000), a passage a page. The only home of the library that reads it.

mod facts;
mod fields;
mod initials;
mod lines;
mod order;
mod page;
mod running;
mod strings;

use crate::cause::Cause;
use crate::found::Extract;
use crate::passages::{MAX_TEXT, Passage, single_spaced};
use hayro_syntax::{LoadPdfError, Pdf};
use lines::Line;
use page::{Fonts, Page};
use std::collections::HashSet;

/// Most operators of all pages.
const MAX_WORK: usize = 20_000_000;

/// The text of a document and what it says of itself.
pub(crate) fn read(bytes: &[u8]) -> Result<Extract, Cause> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Cause::Encrypted,
        // Damaged, so that nobody could look for a password that it has.
        LoadPdfError::Invalid if facts::is_encrypted(bytes) => Cause::Encrypted,
        LoadPdfError::Invalid => Cause::NotDocument,
    })?;
    let mut facts = facts::of(&pdf);
    let fonts = Fonts::new();
    let (mut pages, mut fields): (Vec<Vec<Line>>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut work, mut size, mut comments) = (0, 0, 0);
    let (mut glyphs, mut pictures) = (0, 0);
    let mut shown = HashSet::new();
    for page in pdf.pages().iter() {
        let read = Page::read(page, &fonts).ok_or(Cause::TooLarge)?;
        let beside = fields::of(page.raw(), &mut shown);
        work += read.work;
        size += read.lines.iter().map(|line| line.text.len()).sum::<usize>() + beside.text.len();
        if work > MAX_WORK || size > MAX_TEXT {
            return Err(Cause::TooLarge);
        }
        glyphs += read.glyphs;
        pictures += read.pictures;
        comments += beside.comments;
        pages.push(order::sort(read.lines));
        fields.push(beside.text);
    }
    if pages.is_empty() {
        return Err(Cause::NotDocument);
    }
    let is_blank = glyphs == 0 && fields.iter().all(|text| text.trim().is_empty());
    // Damaged too, so that it was read as if it were not encrypted.
    if facts.encrypted && is_blank && pictures == 0 {
        return Err(Cause::Encrypted);
    }
    facts.scan = pictures > 0 && is_blank;
    facts.pages = Some(pages.len() as u32);
    facts.count(crate::facts::FindingKind::Comments, "Annots", comments);
    running::leave_out(&mut pages);
    let passages = (1..).zip(pages.iter().zip(&fields));
    let passages = passages.map(|(number, (lines, fields))| Passage {
        page: Some(number),
        text: single_spaced(&format!("{} {fields}", lines::joined(lines))),
        ..Passage::default()
    });
    let passages = passages.filter(|passage| !passage.text.is_empty());
    Ok(Extract {
        passages: passages.collect(),
        facts,
    })
}
