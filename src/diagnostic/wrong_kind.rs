//! A file where a folder belongs, and the other way round.

use crate::source::{Leads, NotRead};

/// What is there instead of a file or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongKind {
    /// A symbolic link.
    Link(Leads),
    /// A file where a folder of this name belongs.
    File(String),
    /// A folder where a file of this name belongs.
    Folder(String),
    /// A file of another format under the name of a text.
    Format(OtherFormat),
}

/// A format that is no text, or no Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormat {
    /// A document to be read as it is.
    Pdf,
    /// A document of an office program, or another archive.
    Office,
    /// A picture.
    Picture,
    /// A whole page of the web.
    Html,
}

impl OtherFormat {
    /// The format of a file that begins so.
    pub fn of(beginning: &str) -> Option<Self> {
        const SIGNS: [(&str, OtherFormat); 6] = [
            ("%PDF-", OtherFormat::Pdf),
            ("PK\u{3}\u{4}", OtherFormat::Office),
            ("GIF8", OtherFormat::Picture),
            ("RIFF", OtherFormat::Picture),
            ("<!doctype html", OtherFormat::Html),
            ("<html", OtherFormat::Html),
        ];
        let text = beginning.trim_start().as_bytes();
        let begins = |sign: &str| {
            text.get(..sign.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(sign.as_bytes()))
        };
        SIGNS
            .iter()
            .find(|(sign, _)| begins(sign))
            .map(|(_, format)| *format)
    }
}

impl WrongKind {
    /// What keeps a file from being read, if it is this.
    pub fn of(why: &NotRead) -> Option<Self> {
        match why {
            NotRead::Symlink(leads) => Some(Self::Link(*leads)),
            NotRead::File(name) => Some(Self::File(name.clone())),
            NotRead::Folder(name) => Some(Self::Folder(name.clone())),
            _ => None,
        }
    }

    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Link(_) => "symlink",
            Self::File(_) | Self::Folder(_) => "wrong-kind",
            Self::Format(_) => "other-format",
        }
    }
}
