//! Names for one thing: a page with one of them is found by the others.

use std::collections::BTreeMap;

use search_core::tokens::{Analyser, Language, Part, Role};

use crate::document::{NEXT, SAME, is_content};

/// The terms of a name, each with how far from the first it stands.
type Name = Vec<(String, u32)>;

/// The terms of a name that are no stop words: a text has the name if it has
/// them one after the other.
fn content(name: &Name) -> impl Iterator<Item = &str> {
    let terms = name.iter().map(|(term, _)| term.as_str());
    terms.filter(|term| is_content(term))
}

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
                let mut words = false;
                analyser.tokens(name, Role::Query, |token| {
                    if !token.part.is_literal() {
                        return;
                    }
                    words |= token.part != Part::Stop;
                    let first = *first.get_or_insert(token.position);
                    terms.push((token.term.to_owned(), token.position - first));
                });
                if words && !group.contains(&terms) {
                    group.push(terms);
                }
            }
            if group.len() < 2 {
                continue;
            }
            for (place, terms) in group.iter().enumerate() {
                if let Some(first) = content(terms).next() {
                    let known = aliases.by_first.entry(first.to_owned()).or_default();
                    known.push((aliases.groups.len(), place));
                }
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
        // The terms of each word, one after the other but for stop words.
        let words = terms.split(NEXT).map(|word| {
            let terms = word.split(SAME).filter(|term| is_content(term));
            terms.collect::<Vec<&str>>()
        });
        let words: Vec<Vec<&str>> = words.filter(|word| !word.is_empty()).collect();
        let mut present = vec![Vec::new(); self.groups.len()];
        for (at, first) in words.iter().enumerate() {
            let begun = first.iter().filter_map(|first| self.by_first.get(*first));
            for &(group, place) in begun.flatten() {
                let name = &self.groups[group][place];
                let mut rest = words[at..].iter();
                if content(name).all(|term| rest.next().is_some_and(|word| word.contains(&term))) {
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
