//! Analysed documents through tantivy to the postings of every term.
//!
//! tantivy counts frequencies and lengths and sorts the dictionary; everything
//! stays in memory. It gets terms that are analysed already, so its tokenizer
//! only cuts at spaces.

use std::collections::BTreeMap;
use std::io;

use search_core::format::{FIELDS, Field, Posting, TermEntry};
use tantivy::directory::RamDirectory;
use tantivy::postings::Postings;
use tantivy::schema::{
    Field as SchemaField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TokenizerManager, WhitespaceTokenizer};
use tantivy::{
    DocSet, Index, SegmentReader, SingleSegmentIndexWriter, TERMINATED, TantivyDocument,
};

use crate::document::Analysed;

/// What tantivy makes of the documents.
pub(crate) struct Inverted {
    /// Terms in all documents, by field, as BM25 takes them.
    pub(crate) lengths: [u64; FIELDS],
    /// Every term with its postings, in order of bytes.
    pub(crate) terms: Vec<TermEntry>,
}

const TOKENIZER: &str = "whitespace";

/// Where tantivy's hash tables begin; they grow as needed.
const MEMORY: usize = 64 << 20;

/// Inverts documents whose ids are their places in the list.
pub(crate) fn invert<'a>(
    documents: impl ExactSizeIterator<Item = &'a Analysed>,
) -> tantivy::Result<Inverted> {
    let mut inverted = Inverted {
        lengths: [0; FIELDS],
        terms: Vec::new(),
    };
    if documents.len() == 0 {
        return Ok(inverted);
    }
    let (schema, fields) = schema();
    let index = write(schema, fields, documents)?;
    let reader = index.reader()?;
    let searcher = reader.searcher();
    let mut terms: BTreeMap<String, [Vec<Posting>; FIELDS]> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        for (number, &field) in fields.iter().enumerate() {
            inverted.lengths[number] += segment.inverted_index(field)?.total_num_tokens();
            read_field(segment, field, |term, postings| {
                terms.entry(term).or_default()[number] = postings;
            })?;
        }
    }
    inverted.terms = terms
        .into_iter()
        .map(|(term, fields)| TermEntry { term, fields })
        .collect();
    Ok(inverted)
}

/// One tantivy field for each of [`Field::ALL`].
fn schema() -> (Schema, [SchemaField; FIELDS]) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let options = TextOptions::default().set_indexing_options(indexing);
    let fields = Field::ALL.map(|field| {
        let name = match field {
            Field::Title => "title",
            Field::Headings => "headings",
            Field::Body => "body",
        };
        schema.add_text_field(name, options.clone())
    });
    (schema.build(), fields)
}

fn write<'a>(
    schema: Schema,
    fields: [SchemaField; FIELDS],
    documents: impl Iterator<Item = &'a Analysed>,
) -> tantivy::Result<Index> {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, WhitespaceTokenizer::default());
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
    for document in documents {
        let mut row = TantivyDocument::default();
        for (field, text) in fields.into_iter().zip(document.fields()) {
            row.add_text(field, text);
        }
        writer.add_document(row)?;
    }
    writer.finalize()
}

fn read_field(
    segment: &SegmentReader,
    field: SchemaField,
    mut each: impl FnMut(String, Vec<Posting>),
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let norms = segment.get_fieldnorms_reader(field)?;
    let mut terms = index.terms().stream()?;
    while terms.advance() {
        let term = std::str::from_utf8(terms.key())
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?
            .to_owned();
        let mut postings =
            index.read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?;
        let mut list = Vec::with_capacity(terms.value().doc_freq as usize);
        let mut document = postings.doc();
        while document != TERMINATED {
            list.push(Posting {
                document,
                frequency: postings.term_freq(),
                length_id: norms.fieldnorm_id(document),
            });
            document = postings.advance();
        }
        each(term, list);
    }
    Ok(())
}
