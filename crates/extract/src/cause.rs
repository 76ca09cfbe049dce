//! Why there is nothing to read in a file.

use serde::{Deserialize, Serialize};

/// Why the text of a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// It is not what its name says, or it is damaged.
    NotDocument,
    /// It is larger, or unpacks to more, than any document.
    TooLarge,
    /// It needs a password.
    Encrypted,
    /// Its text has another encoding than UTF-8.
    NotUtf8,
    /// Reading it took longer than any document takes.
    TooSlow,
    /// It could not be read; the reason as the system gives it.
    Unreadable(String),
}
