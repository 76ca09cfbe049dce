//! Documents as trees ([`Document`]), written as office files: [`docx`] (ECMA-376, transitional)
//! and [`odt`] (OpenDocument 1.3), and tables as a workbook ([`xlsx`]). It knows nothing of sites.
//!
//! The same tree gives the same bytes. What is to be filled in ([`Field`]) is a content control in
//! DOCX, and in ODT an input field of a variable, or a list of choices; all uses of one field
//! change together where the format can.

mod docx;
mod grid;
mod odt;
mod parts;
mod text;
mod tree;
mod xlsx;
mod xml;
mod zip;

pub use docx::write as docx;
pub use odt::write as odt;
pub use tree::{
    Align, Block, Cell, Document, Field, Inline, Item, Note, NoteKind, Picture, Row, Table, Words,
};
pub use xlsx::{Sheet, SheetCell, write as xlsx};
pub use zip::Zip;
