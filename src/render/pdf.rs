//! The document of a page as PDF, and what keeps it from being one.

use crate::diagnostic::{Diagnostic, PdfCause, Problem};
use crate::source::{FileId, Sources, Span};
use documents::Document;
use typeset::Fault;

/// The PDF of a document that is made of a file.
///
/// # Errors
/// Each thing that somebody could not read in it, at its place in the file if the file has the
/// words as they are shown.
pub fn write(
    document: &Document,
    file: FileId,
    sources: &Sources,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    typeset::pdf(document).map_err(|faults| {
        let told = faults.into_iter().map(|fault| {
            let cause = cause(fault);
            let span = place(&cause, file, sources);
            Diagnostic::new(Problem::Pdf(cause), span)
        });
        told.collect()
    })
}

fn cause(fault: Fault) -> PdfCause {
    match fault {
        Fault::Character { character, near } => PdfCause::Character { character, near },
        Fault::Heading { near } => PdfCause::Heading { near },
        Fault::TableWithoutHeader { near } => PdfCause::TableWithoutHeader { near },
        Fault::UnevenTable { near } => PdfCause::UnevenTable { near },
        Fault::Picture { name, why } => PdfCause::Picture { name, why },
        Fault::TooDeep { near } => PdfCause::TooDeep { near },
        // None of a document that is made of a page.
        Fault::Title => PdfCause::Refused("no title".into()),
        Fault::Language(tag) => PdfCause::Refused(format!("language `{tag}`")),
        Fault::UnknownField { id } => PdfCause::Refused(format!("field `{id}`")),
        Fault::Refused(why) => PdfCause::Refused(why),
    }
}

/// Where in the file it is.
fn place(cause: &PdfCause, file: FileId, sources: &Sources) -> Span {
    let content = sources.get(file).read();
    let text = content.text();
    let words = match cause {
        PdfCause::Character { character, .. } => character.to_string(),
        PdfCause::Heading { near }
        | PdfCause::TableWithoutHeader { near }
        | PdfCause::UnevenTable { near }
        | PdfCause::TooDeep { near } => near.split_whitespace().next().unwrap_or_default().into(),
        PdfCause::Picture { name, .. } => name.clone(),
        PdfCause::Refused(_) => String::new(),
    };
    match text.find(&words) {
        Some(start) if !words.is_empty() => Span::new(file, start, start + words.len()),
        _ => Span::start_of(file),
    }
}
