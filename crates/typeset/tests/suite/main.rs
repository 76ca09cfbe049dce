//! Documents set as PDF, and read again.

mod hostile;
mod pdf;
mod reader;
mod sample;

/// A text without its spaces.
fn spaceless(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
