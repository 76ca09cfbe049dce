//! Writing to the terminal. Whoever closes a pipe has read enough: that is no error.

use std::fmt::Display;
use std::io::Write;

/// A line on standard output.
pub(super) fn line(text: impl Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Text on standard output, as it is.
pub(super) fn text(text: impl Display) {
    let _ = write!(std::io::stdout(), "{text}");
}

/// A line on standard error.
pub(super) fn error_line(text: impl Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Text on standard error, as it is.
pub(super) fn error_text(text: impl Display) {
    let _ = write!(std::io::stderr(), "{text}");
}
