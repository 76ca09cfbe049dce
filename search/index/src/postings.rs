//! Analysed documents through tantivy to the postings of every term.
//!
//! tantivy sorts the dictionary and collects the positions; everything stays
//! in memory. It gets terms that are analysed already, so its tokenizer only
//! cuts at separators.

use std::io;
use std::sync::Arc;

use search_core::format::{Field, TermPositions};
use search_core::impact;
use tantivy::directory::RamDirectory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{
    Field as SchemaField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{
    DocSet, Index, SegmentReader, SingleSegmentIndexWriter, TERMINATED, TantivyDocument,
};

use crate::document::{Analysed, NEXT, SAME};

/// A term with all that is known of it.
pub(crate) struct TermData {
    pub(crate) term: String,
    /// Ids of its documents, ascending.
    pub(crate) documents: Vec<u32>,
    /// Its impact in each.
    pub(crate) impacts: Vec<u8>,
    /// Its positions in each.
    pub(crate) positions: TermPositions,
}

/// What impacts are made of, for one document.
pub(crate) struct Measures {
    starts: [u32; 2],
    /// Lengths by field, as tantivy rounds them.
    lengths: [u32; 3],
    weight: f32,
}

impl Measures {
    pub(crate) fn new(analysed: &Analysed, weight: f32) -> Self {
        let rounded =
            |length| FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length));
        Self {
            starts: analysed.starts,
            lengths: analysed.lengths.map(rounded),
            weight,
        }
    }

    /// The impact of a term that stands at `positions`.
    fn impact(&self, positions: &[u32]) -> u8 {
        let headings = positions.partition_point(|&position| position < self.starts[0]);
        let body = positions.partition_point(|&position| position < self.starts[1]);
        let frequencies = [headings, body - headings, positions.len() - body];
        let end = self.starts[1] + impact::BEGINNING;
        let beginning = positions[body..].partition_point(|&position| position < end);
        let early = |field| match field {
            Field::Body => beginning as u32,
            Field::Title | Field::Headings => 0,
        };
        let mut sum = 0.0;
        for field in Field::ALL {
            let frequency = frequencies[field as usize] as u32;
            if frequency > 0 {
                let length = self.lengths[field as usize];
                sum += impact::of_field(field, frequency + early(field), length);
            }
        }
        impact::level(sum * self.weight)
    }
}

const TOKENIZER: &str = "analysed";

/// Where tantivy's hash tables begin; they grow as needed.
const MEMORY: usize = 64 << 20;

/// Inverts documents whose ids are their places in the list. The terms come in
/// order of bytes.
pub(crate) fn invert(
    documents: impl ExactSizeIterator<Item = Arc<Analysed>>,
    measures: &[Measures],
) -> tantivy::Result<Vec<TermData>> {
    if documents.len() == 0 {
        return Ok(Vec::new());
    }
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    let mut schema = Schema::builder();
    let field = schema.add_text_field(
        "terms",
        TextOptions::default().set_indexing_options(indexing),
    );
    let index = write(schema.build(), field, documents)?;
    let searcher = index.reader()?.searcher();
    let mut terms = Vec::new();
    for segment in searcher.segment_readers() {
        read(segment, field, measures, &mut terms)?;
    }
    Ok(terms)
}

fn write(
    schema: Schema,
    field: SchemaField,
    documents: impl Iterator<Item = Arc<Analysed>>,
) -> tantivy::Result<Index> {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, Separated::default());
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
    for document in documents {
        let mut row = TantivyDocument::default();
        // One that nobody keeps is let go of at once.
        let terms = Arc::try_unwrap(document).map(|document| document.terms);
        row.add_text(field, terms.unwrap_or_else(|kept| kept.terms.clone()));
        writer.add_document(row)?;
    }
    writer.finalize()
}

fn read(
    segment: &SegmentReader,
    field: SchemaField,
    measures: &[Measures],
    found: &mut Vec<TermData>,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    let mut terms = index.terms().stream()?;
    let mut positions = Vec::new();
    while terms.advance() {
        let term = std::str::from_utf8(terms.key())
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?
            .to_owned();
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = index.read_postings_from_terminfo(terms.value(), option)?;
        let count = terms.value().doc_freq as usize;
        let mut data = TermData {
            term,
            documents: Vec::with_capacity(count),
            impacts: Vec::with_capacity(count),
            positions: TermPositions::default(),
        };
        let mut document = postings.doc();
        while document != TERMINATED {
            postings.positions(&mut positions);
            // `36/36` has a term twice at one position.
            positions.dedup();
            data.documents.push(document);
            data.impacts
                .push(measures[document as usize].impact(&positions));
            data.positions.push(&positions);
            document = postings.advance();
        }
        found.push(data);
    }
    Ok(())
}

/// Cuts the terms of [`Analysed`] at their separators.
#[derive(Clone, Default)]
struct Separated {
    token: Token,
}

struct SeparatedStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Separated {
    type TokenStream<'a> = SeparatedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SeparatedStream<'a> {
        self.token.reset();
        self.token.position = 0;
        SeparatedStream {
            rest: text,
            token: &mut self.token,
        }
    }
}

impl TokenStream for SeparatedStream<'_> {
    fn advance(&mut self) -> bool {
        let term = self.rest.trim_start_matches([NEXT, SAME]);
        let separators = &self.rest[..self.rest.len() - term.len()];
        self.token.position += separators
            .bytes()
            .filter(|&byte| byte == NEXT as u8)
            .count();
        let end = term.find([NEXT, SAME]).unwrap_or(term.len());
        self.token.text.clear();
        self.token.text.push_str(&term[..end]);
        self.rest = &term[end..];
        end > 0
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
