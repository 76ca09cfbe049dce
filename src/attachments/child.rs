//! Reading a file in a process of its own, so that nothing that a file does to it reaches the build.

use super::report::Report;
use extract::{Cause, Extract};
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};

/// The exit code of a process that has stopped itself because reading took too long.
pub const TOO_SLOW: u8 = 3;

/// Most that is read of what a process says: of all text that is taken from a file, each character
/// escaped.
const MAX_ANSWER: u64 = 64 << 20;

/// What a program `casa` finds in a file.
///
/// # Errors
/// If it cannot be started.
pub(super) fn read(path: &Path, program: &Path) -> io::Result<Result<Extract, Cause>> {
    let mut child = Command::new(program)
        .args(["extract", "--json", "--"])
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut answer = Vec::new();
    let mut complaint = String::new();
    if let Some(out) = child.stdout.take() {
        out.take(MAX_ANSWER).read_to_end(&mut answer)?;
    }
    if let Some(err) = child.stderr.take() {
        // A process says there only why it ends.
        err.take(4096).read_to_string(&mut complaint).unwrap_or(0);
    }
    let status = child.wait()?;
    if let Ok(report) = serde_json::from_slice::<Report>(&answer) {
        return Ok(report.found());
    }
    Ok(Err(match status.code() {
        Some(code) if code == i32::from(TOO_SLOW) => Cause::TooSlow,
        _ if complaint.contains("memory allocation") => Cause::TooLarge,
        _ => Cause::NotDocument,
    }))
}
