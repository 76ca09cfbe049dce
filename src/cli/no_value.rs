//! What is wrong with a value on the command line.

use std::error::Error;
use std::fmt;

/// Why what was written is no value of an option, in Italian and English.
#[derive(Debug)]
pub(super) struct NoValue([String; 2]);

impl NoValue {
    pub(super) fn new(italian: impl Into<String>, english: impl Into<String>) -> Self {
        Self([italian.into(), english.into()])
    }

    pub(super) fn italian(&self) -> &str {
        &self.0[0]
    }
}

impl fmt::Display for NoValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0[1])
    }
}

impl Error for NoValue {}
