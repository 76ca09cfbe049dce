//! What is there instead of a file or a folder, in English.

use crate::diagnostic::{OtherFormat, WrongKind};
use crate::source::Leads;

pub(super) fn wrong_kind(kind: &WrongKind) -> (String, Option<String>) {
    let (message, help): (&str, String) = match kind {
        WrongKind::Link(Leads::ToFile) => (
            "symbolic links are not followed",
            "Put a copy of the file in place of the link.".into(),
        ),
        WrongKind::Link(Leads::ToFolder) => (
            "symbolic links are not followed, and this one leads to a folder",
            "Put a copy of the folder in place of the link.".into(),
        ),
        WrongKind::Link(Leads::Nowhere) => (
            "the symbolic link leads to nothing",
            "Delete it, or put what it should lead to in its place.".into(),
        ),
        WrongKind::File(name) => (
            "this is a file, and a folder belongs here",
            format!(
                "Move it or rename it; if what it says is needed, put it in a file inside a folder `{name}`."
            ),
        ),
        WrongKind::Folder(name) => (
            "this is a folder, and a file belongs here",
            format!(
                "Move it or rename it; if what it holds is needed, write it in a file `{name}`."
            ),
        ),
        WrongKind::Format(format) => match format {
            OtherFormat::Pdf => (
                "the file is a PDF, under the name of a text",
                "Give it back its name, with `.pdf` at its end, and offer it as an attachment of a page.".into(),
            ),
            OtherFormat::Office => (
                "the file is a document of Word, Excel or LibreOffice, under the name of a text",
                "Open the document and copy its text into a new file; a spreadsheet is saved as CSV.".into(),
            ),
            OtherFormat::Picture => (
                "the file is a picture, under the name of a text",
                "Give it back its name, such as with `.png` at its end.".into(),
            ),
            OtherFormat::Html => (
                "the file is a page of HTML, and a text in Markdown belongs here",
                "Copy the text of the page from a browser, and write the front matter with its fields above it.".into(),
            ),
        },
    };
    (message.into(), Some(help))
}

/// What to do about a file that the system does not give, or that is too large for a text.
pub(super) fn unreadable(reason: &str) -> (String, Option<String>) {
    let help = match reason.strip_prefix("> ") {
        Some(_) => "Divide it into several files; data that readers are to have is an attachment.",
        None => "Allow whoever publishes to read it, or put a copy in its place that can be read.",
    };
    (
        format!("the file cannot be read: {reason}"),
        Some(help.into()),
    )
}
