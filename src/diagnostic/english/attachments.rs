//! What is wrong with files to download, in English.

use crate::diagnostic::{AttachmentCause, Problem};

/// The text of a problem of a file to download.
pub(super) fn attachment(problem: &Problem) -> (String, Option<String>) {
    let (message, help) = match problem {
        Problem::AttachmentNotRead { cause } => return not_read(cause),
        Problem::AttachmentPersons { found } => (
            format!("the properties of the attachment name persons: {found}"),
            "If the name is not to be published, take it out of the document's properties and save it again.",
        ),
        Problem::AttachmentChanges { found } => (
            format!("the attachment has tracked changes, with the text that was deleted: {found}"),
            "Accept or reject all of them, then save the document again.",
        ),
        Problem::AttachmentComments { found } => (
            format!("the attachment has comments: {found}"),
            "Take them out, then save the document again.",
        ),
        _ => (
            "the attachment is a scan: pictures of pages, without text".into(),
            "It can neither be searched nor read with assistive technology: publish the original document, or recognise its text (OCR).",
        ),
    };
    (message, Some(help.into()))
}

fn not_read(cause: &AttachmentCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        AttachmentCause::NotDocument => (
            "the text of the attachment cannot be read: the file is damaged, or not of the format that its name says".into(),
            "It can be downloaded, but not searched: open it, and save it again in its format.",
        ),
        AttachmentCause::TooLarge => (
            "the text of the attachment is not read: it is too large".into(),
            "It can be downloaded, but not searched: divide it, or take out its pictures.",
        ),
        AttachmentCause::Encrypted => (
            "the text of the attachment cannot be read: it needs a password".into(),
            "It can be downloaded, but not searched: save it without a password.",
        ),
        AttachmentCause::NotUtf8 => (
            "the text of the attachment cannot be read: it is not UTF-8".into(),
            "It can be downloaded, but not searched: save it with the UTF-8 encoding.",
        ),
        AttachmentCause::TooSlow => (
            "the text of the attachment is not read: it takes too long".into(),
            "It can be downloaded, but not searched: divide it, or save it again with another program.",
        ),
        AttachmentCause::Unreadable(reason) => return (format!("the attachment cannot be read: {reason}"), None),
    };
    (message, Some(help.into()))
}
