//! Lines of components that stand behind a text, and so are none.

use crate::content::markdown::run::{Found, Written, near};
use crate::diagnostic::{Misread, Slip};

/// `Text:::name key="value"`; without attributes only where `is_closed` says that a line follows
/// which closes it.
pub(super) fn begun(text: &Written, is_closed: impl Fn() -> bool) -> Option<Found> {
    text.masked.match_indices(":::").find_map(|(at, _)| {
        let line = text.masked[..at].rsplit('\n').next().unwrap_or("");
        let behind = !line.trim_start_matches([' ', '\t', '>']).is_empty();
        let rest = near(&text.masked[at + 3..]);
        let own = rest.trim_start_matches(' ');
        let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let name = &own[..own.find(|c| !is_part(c)).unwrap_or(own.len())];
        let after = own[name.len()..].split('\n').next().unwrap_or("");
        let key = after.trim_start();
        let key = &key[..key.find(|c| !is_part(c)).unwrap_or(key.len())];
        let value = after.trim_start()[key.len()..].strip_prefix('=');
        let has_attributes = !key.is_empty() && value.is_some_and(|v| v.starts_with(['"', '\'']));
        let is_end = after.trim().is_empty() && is_closed();
        // Other programs have marks of their own in a line: `:::name text="…":::`.
        let is_whole = after.contains(":::");
        let named = name.starts_with(char::is_alphabetic) && !line.ends_with(':');
        let end = at + 3 + rest.len() - own.len() + name.len();
        let name = name.to_owned();
        let slip = Slip::Misread(Misread::ComponentInside { name });
        (behind && named && !is_whole && (has_attributes || is_end)).then_some((slip, at..end))
    })
}

/// `Text :::` at the end of a line, in a component that is open.
pub(super) fn ended(text: &Written, name: &str) -> Option<Found> {
    text.lines().find_map(|(line, range)| {
        let said = line.trim_end_matches(':');
        let colons = line.len() - said.len();
        let name = name.to_owned();
        let slip = Slip::Misread(Misread::ComponentEndInside { name });
        (colons >= 3 && !said.is_empty()).then_some((slip, range.end - colons..range.end))
    })
}
