//! What can be wrong with a site, and where.
//!
//! In: facts noticed by any phase. Out: values that [`report`](crate::report) shows to people and
//! machines. Every [`Problem`] has a stable code and a text in each [`Language`]; the texts of one
//! language stand together in one file.

mod causes;
mod english;
mod explain;
mod field_slip;
mod italian;
mod misread;
mod nearest;
mod problem;
mod severity;
mod slip;
mod whereabouts;
mod wrong_kind;

pub use causes::{
    DateCause, DayCause, Expected, FieldDoubt, FieldsCause, FileCause, Lacking, Layout,
    LeftOutCause, MapCause, PdfCause, PictureCause, SyntaxCause, TableCause, Unheard,
};
pub use explain::{codes, explained};
pub use field_slip::{FieldSlip, Named, SiteSlip, UrlForm};
pub use misread::Misread;
pub use nearest::{Candidates, is_near_name, nearest, nearest_name};
pub use problem::{Problem, Text};
pub use severity::Severity;
pub use slip::Slip;
pub use wrong_kind::{OtherFormat, WrongKind};

use crate::source::{FileId, Span};
pub use extract::Cause as AttachmentCause;

impl From<SiteSlip> for Problem {
    fn from(slip: SiteSlip) -> Self {
        Self::FieldSlip(FieldSlip::Site(slip))
    }
}

/// How many mistakes of a site are few: each is told by itself, with what was meant.
pub const FEW: usize = 5;

/// The language in which messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Italian.
    Italian,
    /// English.
    English,
}

impl Language {
    /// The language of a tag such as `it-IT`; English where there are no messages.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("it") {
            Self::Italian
        } else {
            Self::English
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Problem,
    /// Where; an empty span at the start of a file means the file as a whole.
    pub span: Span,
    /// A second place that explains the first: the other of two duplicates.
    pub other: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic with the severity that its problem has by itself.
    pub fn new(problem: Problem, span: Span) -> Self {
        Self {
            severity: problem.severity(),
            problem,
            span,
            other: None,
        }
    }

    /// The same, with the second place.
    pub fn with_other(self, other: Span) -> Self {
        Self {
            other: Some(other),
            ..self
        }
    }

    /// The same for a whole file.
    pub fn of_file(problem: Problem, file: FileId) -> Self {
        Self::new(problem, Span::start_of(file))
    }

    /// A file that cannot be read.
    pub fn unreadable(file: FileId, error: &std::io::Error) -> Self {
        let reason = error.to_string();
        Self::of_file(Problem::Unreadable { reason }, file)
    }
}

impl Problem {
    /// What a problem is about, where each such thing is a cause of its own.
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::UnknownComponent { name, .. } => Some(name),
            Self::UnsafeLink { scheme } | Self::UnknownScheme(scheme) => Some(scheme),
            Self::UnknownField { field, .. } | Self::MissingField { field, .. } => Some(field),
            Self::HtmlRemoved { construct, .. } => Some(construct),
            Self::Slip {
                slip: Slip::UnreadFormula { command },
            } => command.as_deref(),
            Self::Slip {
                slip: Slip::ForeignSyntax { construct, .. },
            } => Some(construct),
            _ => None,
        }
    }

    /// How often a problem is there, where one diagnostic speaks of several places of a page.
    pub fn times(&self) -> usize {
        match self {
            Self::HtmlRemoved { count, .. }
            | Self::Slip {
                slip: Slip::ForeignSyntax { count, .. },
            } => (*count).max(1),
            Self::MissingPage { places, .. } => *places,
            _ => 1,
        }
    }

    /// The problem as it is at one of its places, where it speaks of several.
    pub fn once(&self) -> Self {
        let mut once = self.clone();
        match &mut once {
            Self::HtmlRemoved { count, .. }
            | Self::Slip {
                slip: Slip::ForeignSyntax { count, .. },
            } => *count = 1,
            Self::MissingPage { name, .. } => {
                return Self::BrokenLink {
                    target: std::mem::take(name),
                    suggestion: None,
                };
            }
            _ => {}
        }
        once
    }

    /// The problem in words.
    pub fn text(&self, language: Language) -> Text {
        match language {
            Language::Italian => italian::text(self),
            Language::English => english::text(self),
        }
    }
}
