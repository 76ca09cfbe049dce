//! Alerts that Markdown has not taken for any.

use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::{Misread, Slip};

/// The kinds of alerts.
const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

pub(super) fn is_kind(kind: &str) -> bool {
    KINDS.contains(&kind.to_ascii_lowercase().as_str())
}

/// `[!KIND]` at the beginning of a quotation.
pub(super) fn in_quotation(text: &Written) -> Option<Found> {
    let (line, range) = text.lines().next()?;
    let rest = line.strip_prefix("[!")?;
    let Some((kind, after)) = rest.split_once(']') else {
        let kind = rest.split_whitespace().next().unwrap_or(rest);
        let slip = Misread::AlertOpen {
            kind: kind.to_owned(),
        };
        return is_kind(kind).then_some((Slip::Misread(slip), range));
    };
    let kind = kind.trim();
    let named = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || c == '-');
    let titled = is_kind(kind) && !after.trim().is_empty();
    let kind = kind.to_owned();
    let slip = match titled {
        true => Slip::AlertTitle { kind },
        false => Slip::UnknownAlert { kind },
    };
    named.then_some((slip, range))
}

/// `[!KIND]` at the beginning of a text that is no quotation.
pub(super) fn outside(text: &Written) -> Option<Found> {
    let (line, range) = text.lines().next()?;
    let (kind, after) = line.strip_prefix("[!")?.split_once(']')?;
    let slip = Misread::AlertOutside {
        kind: kind.to_owned(),
    };
    let meant = is_kind(kind) && !after.starts_with(['(', '[', ':']);
    let at = range.start..range.start + kind.len() + "[!]".len();
    meant.then_some((Slip::Misread(slip), at))
}
