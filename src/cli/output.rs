//! Writing to the terminal. Whoever closes a pipe has read enough: that is no error.

use super::context::FAILED;
use std::fmt::{Arguments, Display};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

/// What the first text on standard output that was lost was lost to.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// A line on standard output.
pub(super) fn line(text: impl Display) {
    write(format_args!("{text}\n"));
}

/// Text on standard output, as it is.
pub(super) fn text(text: impl Display) {
    write(format_args!("{text}"));
}

fn write(text: Arguments<'_>) {
    let mut out = io::stdout();
    if let Err(error) = out.write_fmt(text).and_then(|()| out.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        LOST.get_or_init(|| error);
    }
}

/// Why not all of standard output was written, as on a disk that is full.
pub(super) fn failure() -> Option<&'static io::Error> {
    LOST.get()
}

/// A line on standard error.
pub(super) fn error_line(text: impl Display) {
    // There is no other place to say so.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says on standard error why the command cannot be carried out: its exit code.
pub(super) fn fail(text: impl Display) -> ExitCode {
    error_line(text);
    ExitCode::from(FAILED)
}

/// Text on standard error, as it is.
pub(super) fn error_text(text: impl Display) {
    // There is no other place to say so.
    let _ = write!(io::stderr(), "{text}");
}
