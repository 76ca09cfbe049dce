//! What reading a file gives.

use crate::facts::Facts;
use crate::passages::Passage;
use serde::{Deserialize, Serialize};

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// What it says of itself.
    pub facts: Facts,
    /// Its text.
    pub passages: Vec<Passage>,
}
