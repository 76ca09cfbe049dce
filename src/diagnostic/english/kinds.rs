//! What is there instead of a file or a folder, in English.

use crate::diagnostic::WrongKind;
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
