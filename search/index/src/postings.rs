//! Analysed documents through tantivy to the postings of every term.
//!
//! tantivy sorts the dictionary and collects the positions, in memory. It gets terms that are analysed already, so its tokenizer only
//! cuts at separators.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use search_core::format::{Field, TermPositions};
use search_core::impact;
use search_core::tokens::is_title_stop;
use serde::{Deserialize, Serialize};
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
#[derive(Clone)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Measures {
    starts: [u32; 2],
    /// Lengths by field, as tantivy rounds them.
    lengths: [u32; 3],
    weight: f32,
    light: Vec<(Range<u32>, f32)>,
    inside: Vec<String>,
}

impl Measures {
    pub(crate) fn new(analysed: &Analysed, weight: f32) -> Self {
        let rounded =
            |length| FieldNormReader::id_to_fieldnorm(FieldNormReader::fieldnorm_to_id(length));
        Self {
            starts: analysed.starts,
            lengths: analysed.lengths.map(rounded),
            weight,
            light: analysed.light.clone(),
            inside: analysed.inside.clone(),
        }
    }

    /// How often a term at these positions of the body occurs, as far as it
    /// counts.
    fn frequency(&self, positions: &[u32]) -> f32 {
        let mut frequency = positions.len() as f32;
        for (range, weight) in &self.light {
            let from = positions.partition_point(|&position| position < range.start);
            let to = positions.partition_point(|&position| position < range.end);
            frequency -= (to - from) as f32 * (1.0 - weight);
        }
        frequency
    }

    /// The impact of a term that stands at `positions`.
    pub(crate) fn impact(&self, term: &str, positions: &[u32]) -> u8 {
        let headings = positions.partition_point(|&position| position < self.starts[0]);
        let body = positions.partition_point(|&position| position < self.starts[1]);
        let end = self.starts[1] + impact::BEGINNING;
        let beginning = positions[body..].partition_point(|&position| position < end);
        // What stands in the beginning counts twice.
        let body_frequency =
            self.frequency(&positions[body..]) + self.frequency(&positions[body..][..beginning]);
        let frequencies = [headings as f32, (body - headings) as f32, body_frequency];
        let mut sum = 0.0;
        for field in Field::ALL {
            let frequency = frequencies[field as usize];
            if frequency > 0.0 {
                sum += impact::of_field(field, frequency, self.lengths[field as usize]);
            }
        }
        let level = impact::level(sum * self.weight);
        match headings > 0 && !self.inside.iter().any(|inside| inside == term) {
            true => level | impact::TITLED,
            false => level,
        }
    }
}

/// A document as the dictionary has it.
#[derive(Clone)]
pub(crate) struct Form {
    pub(crate) analysed: Arc<Analysed>,
    pub(crate) measures: Measures,
}

/// Whether a term that `count` of the documents have tells any from another: stop
/// words of titles that many have in theirs do not.
pub(crate) fn is_telling(term: &str, count: u32, documents: u32) -> bool {
    let many = MOST_TITLES.max(documents / TITLES);
    !is_title_stop(term) || count <= many
}

/// Titles that may have a stop word for it to be looked for there: so many, or
/// one in so many.
const MOST_TITLES: u32 = 8;
const TITLES: u32 = 16;

const TOKENIZER: &str = "analysed";

/// Where tantivy's hash tables begin, at least and at most; they grow as needed.
const MEMORY: (usize, usize) = (1 << 20, 64 << 20);

/// How much memory the hash tables need for each byte of the terms, or more.
const MEMORY_PER_BYTE: usize = 8;

/// Inverts documents whose ids are their places in the list, and gives their terms
/// in order of bytes.
pub(crate) fn invert(forms: Vec<Form>, found: &mut dyn FnMut(TermData)) -> tantivy::Result<()> {
    if forms.is_empty() {
        return Ok(());
    }
    let (documents, measures): (Vec<Arc<Analysed>>, Vec<Measures>) = forms
        .into_iter()
        .map(|form| (form.analysed, form.measures))
        .unzip();
    let length: usize = documents.iter().map(|document| document.terms.len()).sum();
    let documents = documents.into_iter();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    let mut schema = Schema::builder();
    let field = schema.add_text_field(
        "terms",
        TextOptions::default().set_indexing_options(indexing),
    );
    let memory = length
        .saturating_mul(MEMORY_PER_BYTE)
        .clamp(MEMORY.0, MEMORY.1);
    let index = write(schema.build(), field, documents, memory)?;
    let searcher = index.reader()?.searcher();
    for segment in searcher.segment_readers() {
        read(segment, field, &measures, found)?;
    }
    Ok(())
}

fn write(
    schema: Schema,
    field: SchemaField,
    documents: impl Iterator<Item = Arc<Analysed>>,
    memory: usize,
) -> tantivy::Result<Index> {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TOKENIZER, Separated::default());
    let mut writer: SingleSegmentIndexWriter = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), memory)?;
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
    found: &mut dyn FnMut(TermData),
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
                .push(measures[document as usize].impact(&data.term, &positions));
            data.positions.push(&positions);
            document = postings.advance();
        }
        found(data);
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
