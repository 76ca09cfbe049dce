//! Some documents' texts: what a hit shows.

use super::bytes::{Malformed, Reader};
use super::header;
use super::name::Kind;

/// A shard of documents, in order of id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentShard {
    /// The documents.
    pub documents: Vec<StoredDocument>,
}

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

impl DocumentShard {
    /// The payload.
    pub fn encode(documents: &[StoredDocument]) -> Vec<u8> {
        let mut out = header::write(Kind::Documents);
        out.count(documents.len());
        for document in documents {
            for text in [
                &document.url,
                &document.title,
                &document.summary,
                &document.language,
                &document.date,
            ] {
                out.str(text);
            }
            out.count(document.filters.len());
            for (name, value) in &document.filters {
                out.str(name);
                out.str(value);
            }
            out.count(document.sections.len());
            for section in &document.sections {
                out.str(&section.anchor);
                out.str(&section.heading);
                out.str(&section.text);
            }
        }
        out.0
    }

    /// The documents of a payload.
    pub fn decode(payload: &[u8]) -> Result<Self, Malformed> {
        let mut reader = header::skip(payload, Kind::Documents)?;
        let documents = reader.list(document)?;
        reader.end()?;
        Ok(Self { documents })
    }
}

fn document(reader: &mut Reader<'_>) -> Result<StoredDocument, Malformed> {
    Ok(StoredDocument {
        url: reader.string()?,
        title: reader.string()?,
        summary: reader.string()?,
        language: reader.string()?,
        date: reader.string()?,
        filters: reader.list(|reader| Ok((reader.string()?, reader.string()?)))?,
        sections: reader.list(|reader| {
            Ok(StoredSection {
                anchor: reader.string()?,
                heading: reader.string()?,
                text: reader.string()?,
            })
        })?,
    })
}
