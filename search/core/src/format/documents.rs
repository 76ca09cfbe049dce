//! The documents' texts: what a hit shows.
//!
//! A file of texts holds *slices*, each one document deflated on its own, so
//! that a range of bytes is all that has to be fetched of a large file.

use super::limits::MAX_DOCUMENTS;
use super::name::{FileName, Kind};
use super::piece::Piece;
use super::stream::{Malformed, Number, SUM, add_sum, after_sum, body, whole};
use crate::coder::Encoder;
use crate::text::cut;

/// Slices measure a multiple of these bytes.
pub const UNIT: u32 = 128;

/// What is kept of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredDocument {
    /// Address.
    pub url: String,
    /// Title.
    pub title: String,
    /// Summary; empty if there is none.
    pub summary: String,
    /// BCP 47 tag: chooses the analyser that finds the words to mark.
    pub language: String,
    /// Date as ISO 8601; empty if there is none.
    pub date: String,
    /// Facet name and value, in order.
    pub filters: Vec<(String, String)>,
    /// Name and text of what else a hit shows.
    pub meta: Vec<(String, String)>,
    /// The text.
    pub sections: Vec<StoredSection>,
}

/// A stretch of text under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredSection {
    /// Fragment of the heading; empty if there is none.
    pub anchor: String,
    /// The heading; empty before the first one.
    pub heading: String,
    /// The text.
    pub text: String,
}

impl StoredDocument {
    /// The contents of its slice before deflating. Texts end with U+001F, as
    /// lists end with one more; it and the other controls below the space are
    /// spaces in a text. What has no name is left out.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![0; SUM];
        for text in [
            &self.url,
            &self.title,
            &self.summary,
            &self.language,
            &self.date,
        ] {
            put(&mut out, text);
        }
        for list in [&self.filters, &self.meta] {
            // An empty name would end the list.
            for (name, value) in list.iter().filter(|(name, _)| !name.is_empty()) {
                put(&mut out, name);
                put(&mut out, value);
            }
            out.push(END);
        }
        for section in &self.sections {
            put(&mut out, &section.heading);
            put(&mut out, &section.anchor);
            put(&mut out, &section.text);
        }
        add_sum(&mut out);
        out
    }

    /// The document of a slice's contents.
    pub fn decode(contents: &[u8]) -> Result<Self, Malformed> {
        let rest = std::str::from_utf8(after_sum(contents)?).map_err(|_| Malformed)?;
        let mut from = Fields {
            rest,
            malformed: false,
        };
        let mut document = Self {
            url: from.text(),
            title: from.text(),
            summary: from.text(),
            language: from.text(),
            date: from.text(),
            ..Self::default()
        };
        for list in [&mut document.filters, &mut document.meta] {
            while !from.end() {
                list.push((from.text(), from.text()));
            }
        }
        while !from.rest.is_empty() {
            document.sections.push(StoredSection {
                heading: from.text(),
                anchor: from.text(),
                text: from.text(),
            });
        }
        if from.malformed {
            return Err(Malformed);
        }
        Ok(document)
    }
}

const END: u8 = 0x1f;

fn put(out: &mut Vec<u8>, text: &str) {
    out.extend(text.bytes().map(|byte| byte.max(b' ')));
    out.push(END);
}

/// What was not read yet, and whether an end was missing.
struct Fields<'a> {
    rest: &'a str,
    malformed: bool,
}

impl Fields<'_> {
    fn text(&mut self) -> String {
        match cut(self.rest, END) {
            Some((text, rest)) => {
                self.rest = rest;
                text.to_owned()
            }
            None => {
                self.rest = "";
                self.malformed = true;
                String::new()
            }
        }
    }

    /// Takes the end of a list, if it is here; nothing has to come after what
    /// is malformed.
    fn end(&mut self) -> bool {
        match cut(self.rest, END) {
            Some(("", rest)) => {
                self.rest = rest;
                true
            }
            _ => self.malformed,
        }
    }
}

/// Where the slices of a range of documents are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Files in order of document.
    pub files: Vec<SlicedFile>,
}

/// A file of slices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlicedFile {
    /// The file.
    pub file: FileName,
    /// How many [`UNIT`]s each slice measures, in order of document.
    pub slices: Vec<u32>,
}

impl Places {
    /// The payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::new(vec![Kind::Places.letter()]);
        let (mut counts, mut lengths) = (Number::default(), Number::default());
        counts.write(&mut out, self.files.len() as u32);
        for file in &self.files {
            out.raw(file.file.number(), 32);
            counts.write(&mut out, file.slices.len() as u32);
            for &length in &file.slices {
                lengths.write(&mut out, length);
            }
        }
        out.finish()
    }

    /// The places of a payload.
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut from = body(payload, Kind::Places);
        let (mut counts, mut lengths) = (Number::default(), Number::default());
        let mut files = Vec::new();
        let mut documents = 0_u32;
        for _ in 0..counts.read(&mut from) {
            let file = FileName::new(Kind::Documents, from.raw(32));
            let mut slices = Vec::new();
            let count = counts.read(&mut from);
            documents = documents.saturating_add(count);
            from.expect(documents <= MAX_DOCUMENTS);
            for _ in 0..count {
                if from.exhausted() {
                    break;
                }
                slices.push(lengths.read(&mut from).min(1 << 20));
            }
            if from.exhausted() {
                break;
            }
            files.push(SlicedFile { file, slices });
        }
        whole(&from, Self { files })
    }

    /// The slice of the document at this place of the range; nothing if the
    /// range or its file ends before.
    pub fn slice(&self, mut at: usize) -> Option<Piece> {
        for file in &self.files {
            if at < file.slices.len() {
                let from: u64 = file.slices[..at]
                    .iter()
                    .map(|&length| u64::from(length))
                    .sum();
                let to = from + u64::from(file.slices[at]);
                let byte = |units: u64| u32::try_from(units * u64::from(UNIT)).ok();
                return Some(Piece {
                    file: file.file,
                    from: byte(from)?,
                    to: byte(to)?,
                });
            }
            at -= file.slices.len();
        }
        None
    }
}
