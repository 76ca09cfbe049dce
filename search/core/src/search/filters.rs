//! Which documents a reader's filters let through, and what others would.

use crate::cache::Error;
use crate::format::{FacetFile, Root};
use crate::query::{Facets, Query};
use crate::results::{FacetCounts, ValueCount};

use super::Files;
use super::scores::Scores;

/// The facets that a query filters by or counts.
pub(super) struct Filters {
    facets: Vec<Facet>,
    /// A filter names a facet that the index does not have: nothing passes.
    impossible: bool,
}

struct Facet {
    name: String,
    label: String,
    file: FacetFile,
    /// By document, whether it has one of the values asked for; nothing if
    /// none is asked for.
    passing: Option<Vec<bool>>,
}

impl Filters {
    /// Reads what is there; incomplete while files are missing.
    pub(super) fn read(query: &Query, root: &Root, files: &mut Files<'_>) -> Result<Self, Error> {
        let known = |name: &str| root.facets.iter().any(|facet| facet.name == name);
        let impossible = query.filters.iter().any(|filter| !known(&filter.facet));
        let mut facets = Vec::new();
        for entry in &root.facets {
            let accepts = |value: &str| {
                let mut filters = query.filters.iter();
                filters.any(|filter| filter.facet == entry.name && filter.value == value)
            };
            let filtered = query
                .filters
                .iter()
                .any(|filter| filter.facet == entry.name);
            if !filtered && query.facets == Facets::None {
                continue;
            }
            let file = files.read(entry.file, |payload| {
                FacetFile::decode(payload, root.documents)
            })?;
            let file = file.unwrap_or_default();
            let passing = filtered.then(|| {
                let mut passing = vec![false; root.documents as usize];
                for value in file.values.iter().filter(|value| accepts(&value.value)) {
                    for &document in &value.documents {
                        passing[document as usize] = true;
                    }
                }
                passing
            });
            facets.push(Facet {
                name: entry.name.clone(),
                label: entry.label.clone(),
                file,
                passing,
            });
        }
        Ok(Self { facets, impossible })
    }

    /// Whether every filter lets the document through.
    pub(super) fn pass(&self, document: u32) -> bool {
        !self.impossible && self.facets.iter().all(|facet| facet.passes(document))
    }

    /// The counts that the query asks for.
    pub(super) fn counts(&self, query: &Query, scores: &Scores) -> Vec<FacetCounts> {
        if query.facets == Facets::None {
            return Vec::new();
        }
        let facets = self.facets.iter();
        facets
            .map(|facet| FacetCounts {
                name: facet.name.clone(),
                label: facet.label.clone(),
                values: self.value_counts(facet, scores),
            })
            .collect()
    }

    fn value_counts(&self, facet: &Facet, scores: &Scores) -> Vec<ValueCount> {
        let others_pass = |document| {
            let mut others = self.facets.iter().filter(|other| other.name != facet.name);
            !self.impossible && others.all(|other| other.passes(document))
        };
        let values = facet.file.values.iter();
        values
            .map(|value| ValueCount {
                value: value.value.clone(),
                count: value
                    .documents
                    .iter()
                    .filter(|&&document| scores.matches(document) && others_pass(document))
                    .count(),
            })
            .collect()
    }
}

impl Facet {
    fn passes(&self, document: u32) -> bool {
        self.passing
            .as_ref()
            .is_none_or(|passing| passing[document as usize])
    }
}
