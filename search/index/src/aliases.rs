//! Names for one thing: a page with one of them is found by the others.

use std::collections::BTreeMap;

use search_core::tokens::{Analyser, Language, Role};

use crate::document::{NEXT, SAME};

/// The terms of a name, each with how far from the first it stands: stop words
/// are left out.
type Name = Vec<(String, u32)>;

/// Groups of names that mean the same.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: Vec<Vec<Name>>,
    /// First term of a name -> the group and the place of the name in it.
    by_first: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Aliases {
    /// Groups of names as people write them, in the language of the site.
    pub fn new(groups: &[Vec<String>], language: &str) -> Self {
        let mut analyser = Analyser::new(Language::of_tag(language));
        let mut aliases = Self::default();
        for names in groups {
            let mut group: Vec<Name> = Vec::new();
            for name in names {
                let mut terms = Name::new();
                let mut first = None;
                analyser.tokens(name, Role::Query, |token| {
                    let first = *first.get_or_insert(token.position);
                    terms.push((token.term.to_owned(), token.position - first));
                });
                if !terms.is_empty() && !group.contains(&terms) {
                    group.push(terms);
                }
            }
            if group.len() < 2 {
                continue;
            }
            for (place, terms) in group.iter().enumerate() {
                let known = aliases.by_first.entry(terms[0].0.clone()).or_default();
                known.push((aliases.groups.len(), place));
            }
            aliases.groups.push(group);
        }
        aliases
    }

    /// The other names of what `terms` (as in [`crate::Analysed`]) name.
    pub(crate) fn missing(&self, terms: &str) -> Vec<&[(String, u32)]> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        let terms: Vec<&str> = terms
            .split([NEXT, SAME])
            .filter(|term| !term.is_empty())
            .collect();
        let mut present = vec![Vec::new(); self.groups.len()];
        for (at, first) in terms.iter().enumerate() {
            for &(group, place) in self.by_first.get(*first).into_iter().flatten() {
                let name = &self.groups[group][place];
                if terms[at..].len() >= name.len()
                    && terms[at..].iter().zip(name).all(|(a, (b, _))| a == b)
                {
                    present[group].push(place);
                }
            }
        }
        let mut missing = Vec::new();
        for (group, present) in self.groups.iter().zip(&present) {
            if !present.is_empty() {
                let others = group
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| !present.contains(place));
                missing.extend(others.map(|(_, name)| name.as_slice()));
            }
        }
        missing
    }
}
