//! The formats that are read.

use serde::{Deserialize, Serialize};

/// A format of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Text of Word.
    Docx,
    /// Workbook of Excel.
    Xlsx,
    /// Slides of PowerPoint.
    Pptx,
    /// Text, OpenDocument.
    Odt,
    /// Spreadsheet, OpenDocument.
    Ods,
    /// Presentation, OpenDocument.
    Odp,
    /// Rich Text Format.
    Rtf,
    /// A message.
    Eml,
    /// A table.
    Csv,
    /// Plain text.
    Txt,
}

impl Format {
    /// That of a file with this name, if it is one that is read.
    pub fn of(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "docx" | "docm" | "dotx" => Self::Docx,
            "xlsx" | "xlsm" | "xltx" => Self::Xlsx,
            "pptx" | "pptm" | "ppsx" | "potx" => Self::Pptx,
            "odt" | "ott" => Self::Odt,
            "ods" | "ots" => Self::Ods,
            "odp" | "otp" => Self::Odp,
            "rtf" => Self::Rtf,
            "eml" => Self::Eml,
            "csv" => Self::Csv,
            "txt" => Self::Txt,
            _ => return None,
        })
    }

    /// Its name, as extensions of files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Rtf => "rtf",
            Self::Eml => "eml",
            Self::Csv => "csv",
            Self::Txt => "txt",
        }
    }

    /// Whether reading it takes time and memory in proportion to its bytes, and nothing but code
    /// of ours: it may be read without a process of its own.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Csv | Self::Txt)
    }
}
