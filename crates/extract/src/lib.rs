//! The text inside documents, and what a reader needs to know of them.
//!
//! In: the name of a file and its bytes, which anybody may have made. Out: its text in passages, each
//! with its page, its sheet or the heading above it, and what the file says of itself; or why there is
//! nothing. Every size is bounded before memory is asked for, but for what a PDF unpacks: whoever
//! reads files of strangers does it in a process with limits of time and memory.

mod archive;
mod cause;
mod checksum;
mod codepage;
mod drawing;
mod facts;
mod format;
mod found;
mod html;
mod limits;
mod mail;
mod opendocument;
mod passages;
mod pdf;
mod properties;
mod relations;
mod rtf;
mod slides;
mod table;
mod word;
mod workbook;
mod xml;

pub use cause::Cause;
pub use checksum::checksum;
pub use facts::{Facts, Finding, FindingKind};
pub use format::Format;
pub use found::Extract;
pub use limits::limit_memory;
pub use passages::Passage;
use passages::Pieces;

/// Largest file read, in bytes.
pub const MAX_FILE: u64 = 64 << 20;

/// What is in a file; `None` if its format is not read.
pub fn read(name: &str, bytes: &[u8]) -> Option<Result<Extract, Cause>> {
    Some(read_as(Format::of(name)?, bytes))
}

/// What is in a file of a format.
///
/// # Errors
/// If it is not of that format, is damaged, needs a password, or is larger than any document.
pub fn read_as(format: Format, bytes: &[u8]) -> Result<Extract, Cause> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(Cause::TooLarge);
    }
    if format == Format::Pdf {
        return pdf::read(bytes);
    }
    let mut facts = Facts::default();
    let passages = pieces(format, bytes, &mut facts, in_word)?.passages();
    Ok(Extract { facts, passages })
}

/// What a file says whose pages do not stand for themselves, as those of PDF do. `in_word` reads what
/// stands in a document of Word as it came.
fn pieces(
    format: Format,
    bytes: &[u8],
    facts: &mut Facts,
    in_word: word::ReadInner,
) -> Result<Pieces, Cause> {
    match format {
        Format::Pdf => Err(Cause::NotDocument),
        Format::Docx => word::read(bytes, facts, in_word),
        Format::Xlsx => workbook::read(bytes, facts),
        Format::Pptx => slides::read(bytes, facts),
        Format::Odt | Format::Ods | Format::Odp => opendocument::read(bytes, facts),
        Format::Rtf => rtf::read(bytes, facts),
        Format::Eml => mail::read(bytes, facts, read_as),
        Format::Csv => table::read(&text(bytes)?),
        Format::Txt => {
            let mut pieces = Pieces::default();
            pieces.paragraphs(&text(bytes)?)?;
            Ok(pieces)
        }
    }
}

/// What a file says that stands in a document of Word; of what stands in that in turn, nothing: it may
/// be itself.
fn in_word(format: Format, bytes: &[u8], facts: &mut Facts) -> Result<Pieces, Cause> {
    pieces(format, bytes, facts, |_, _, _| Ok(Pieces::default()))
}

/// Bytes as text, whichever the encoding; text has no zeros.
fn text(bytes: &[u8]) -> Result<String, Cause> {
    let text = codepage::text(bytes);
    match text.contains('\0') {
        true => Err(Cause::NotDocument),
        false => Ok(text),
    }
}
