//! How much what is wrong matters, and what it does to a build.

use super::problem::Problem;
use super::wrong_kind::WrongKind;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, and somebody should look.
    Warning,
    /// All is well; something is about to change, or has.
    Note,
}

impl Problem {
    /// Errors keep the site from being published; warnings and notes do not.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Expired { .. } | Self::ExpiresSoon { .. } => Severity::Note,
            Self::Slip { slip } if slip.is_error() => Severity::Error,
            Self::FieldSlip(slip) if slip.is_note() => Severity::Note,
            Self::FieldSlip(slip) if slip.is_warning() => Severity::Warning,
            Self::Slip { .. }
            | Self::OddName { .. }
            | Self::LeftOut { .. }
            | Self::ControlCharacter { .. }
            | Self::UnclearDraft { .. }
            | Self::FieldDoubt(_)
            | Self::DateOrder { .. }
            | Self::Stale { .. }
            | Self::CurlyQuotes { .. }
            | Self::ThousandsPoint { .. }
            | Self::SimilarTerm { .. }
            | Self::ReferenceForm { .. }
            | Self::ExternalImage { .. }
            | Self::PictureKind { .. }
            | Self::EmptyBody { .. }
            | Self::UnpublishedLink { .. }
            | Self::UnknownString { .. }
            | Self::WrongKind(WrongKind::Link(_))
            | Self::UnknownLanguage { .. }
            | Self::NoBreakSpace
            | Self::NoEffect { .. }
            | Self::CommentEatsText { .. }
            | Self::SupersededLink { .. }
            | Self::ReplacedInForce { .. }
            | Self::AttachmentNotRead { .. }
            | Self::AttachmentScan
            | Self::AttachmentPersons { .. }
            | Self::AttachmentChanges { .. }
            | Self::AttachmentComments { .. }
            | Self::Picture(_)
            | Self::UnpublishedReference { .. }
            | Self::UnpublishedPage { .. }
            | Self::SecondTitle
            | Self::HeadingJump { .. }
            | Self::VagueLink { .. }
            | Self::HtmlRemoved { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether the file that it is in cannot be read, and nothing is known of what it says.
    pub fn stops_reading(&self) -> bool {
        matches!(
            self,
            Self::NotUtf8
                | Self::Unreadable { .. }
                | Self::WrongKind(_)
                | Self::MergeConflict
                | Self::YamlSyntax { .. }
                | Self::JsonSyntax { .. }
                | Self::TomlSyntax { .. }
        )
    }

    /// Whether it concerns only how something is written, which is a site's own affair where it has
    /// no schema.
    pub fn is_style(&self) -> bool {
        match self {
            Self::SecondTitle | Self::HeadingJump { .. } | Self::VagueLink { .. } => true,
            Self::Slip { slip } => slip.is_style(),
            _ => false,
        }
    }

    /// Whether the site can be built all the same by leaving out what is wrong. In a site without
    /// a schema such errors count as warnings, so that any folder can be tried.
    pub fn can_be_left_out(&self) -> bool {
        !matches!(
            self,
            Self::NotUtf8
                | Self::Unreadable { .. }
                | Self::MergeConflict
                | Self::NoDefaultType { .. }
                | Self::RoleTwice { .. }
                | Self::LanguageTag { .. }
                | Self::UnknownKind { .. }
                | Self::BadPattern { .. }
                | Self::NoTypes
                | Self::UnknownType { .. }
                | Self::UnknownTheme { .. }
                | Self::MissingTheme { .. }
                | Self::SectionTwice { .. }
                | Self::RepositoryAddress { .. }
                | Self::Template { .. }
                | Self::MissingTemplate { .. }
        )
    }
}
