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
