//! Documents as tagged PDF (PDF/UA-1, and PDF/A-2a where they have a date), set by Typst in memory: no file, no network,
//! no clock, so that the same document gives the same bytes.
//!
//! Empty without the feature `typst`, which makes some 200 crates be compiled.
#![cfg(feature = "typst")]

mod check;
mod fault;
mod fonts;
mod grid;
mod levels;
mod values;
mod world;

pub use check::{DEPTH, faults};
pub use fault::Fault;

use documents::{Block, Document, Picture};
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::Memory;

/// How many documents ago a result must have been of use for it to be kept in memory.
const KEPT: usize = 4;

/// The PDF of a document: PDF/UA-1, and PDF/A-2a if the document has the day of its last change.
///
/// # Errors
///
/// All that [`faults`] finds; where it finds nothing, what Typst refuses.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Vec<Fault>> {
    let found = faults(document);
    if !found.is_empty() {
        return Err(found);
    }
    let made = set(document).map_err(|refused| blamed(document, &refused));
    comemo::evict(KEPT);
    made
}

/// The document as Typst sets it, or why it refuses.
fn set(document: &Document) -> Result<Vec<u8>, Vec<Refusal>> {
    let world = Memory::new(values::document(document));
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world as &dyn World);
    let pages = output.map_err(|errors| refused(&world, &errors))?;
    // An archive wants to know from when a document is.
    let mut standards = vec![PdfStandard::Ua_1];
    standards.extend(document.modified.map(|_| PdfStandard::A_2a));
    let standards = PdfStandards::new(&standards)
        .expect("both are PDF 1.7, one for archives and one for accessibility");
    let options = PdfOptions {
        ident: Smart::Custom(document.address.clone()),
        creator: Smart::Custom(Some("casa".into())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|errors| refused(&world, &errors))
}

/// Why Typst refuses a document.
struct Refusal {
    /// The line of our style where it stopped.
    line: Option<usize>,
    /// Its words.
    message: String,
}

fn refused(world: &Memory, errors: &[SourceDiagnostic]) -> Vec<Refusal> {
    let refusal = |error: &SourceDiagnostic| Refusal {
        line: world
            .range(error.span)
            .map(|range| world::line(range.start)),
        message: error.message.to_string(),
    };
    errors.iter().map(refusal).collect()
}

/// What Typst refused, with the picture that it is about if it is a picture: Typst only knows
/// the line of our style that shows all of them, so each is tried alone.
fn blamed(document: &Document, refused: &[Refusal]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for picture in check::pictures(&document.blocks) {
        if let Err(refused) = set(&only(picture, document)) {
            let name = picture.name.clone();
            let why = refused.into_iter().map(|refusal| refusal.message);
            let why = why.collect::<Vec<_>>().join("; ");
            faults.push(Fault::Picture { name, why });
        }
    }
    if faults.is_empty() {
        let said = refused.iter().map(|refusal| match refusal.line {
            Some(line) => format!("style.typ:{line}: {}", refusal.message),
            None => refusal.message.clone(),
        });
        faults.push(Fault::Refused(said.collect::<Vec<_>>().join("; ")));
    }
    faults
}

/// A document of nothing but one of the pictures of another.
fn only(picture: &Picture, of: &Document) -> Document {
    Document {
        title: of.title.clone(),
        language: of.language.clone(),
        modified: of.modified,
        blocks: vec![Block::Picture(picture.clone())],
        ..Document::default()
    }
}
