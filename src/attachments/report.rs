//! What `casa extract --json` says of a file.

use extract::{Cause, Extract, Finding, Passage};
use serde::{Deserialize, Serialize};

/// What is in a file, and what a reader needs to know of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    /// Its name.
    pub name: String,
    /// Its format, as extensions name it; missing if it is not one that is read.
    pub format: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How many pages or slides it has.
    pub pages: Option<u32>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// The day on which it was last changed, ISO 8601.
    pub date: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whether it is marked for assistive technology, where its format can be.
    pub tagged: Option<bool>,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Whether it is made of pictures of pages, without text.
    pub scan: bool,
    /// What may not have been meant to be published.
    pub findings: Vec<Finding>,
    /// Why there is no text, if there is none.
    pub error: Option<Cause>,
    /// Its text.
    pub passages: Vec<Passage>,
}

impl Report {
    /// Of a file whose name, format, size and checksum are known already.
    pub fn with(self, found: Result<Extract, Cause>) -> Self {
        let (found, error) = match found {
            Ok(found) => (found, None),
            Err(cause) => (Extract::default(), Some(cause)),
        };
        let facts = found.facts;
        Self {
            pages: facts.pages,
            language: facts.language,
            date: facts.date,
            title: facts.title,
            tagged: facts.tagged,
            encrypted: facts.encrypted || error == Some(Cause::Encrypted),
            scan: facts.scan,
            findings: facts.findings,
            error,
            passages: found.passages,
            ..self
        }
    }

    /// What was found.
    ///
    /// # Errors
    /// If that is nothing, why.
    pub fn found(self) -> Result<Extract, Cause> {
        if let Some(cause) = self.error {
            return Err(cause);
        }
        Ok(Extract {
            facts: extract::Facts {
                pages: self.pages,
                language: self.language,
                date: self.date,
                title: self.title,
                tagged: self.tagged,
                encrypted: self.encrypted,
                scan: self.scan,
                findings: self.findings,
            },
            passages: self.passages,
        })
    }
}
