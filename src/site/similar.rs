//! Terms that one page has and that look like one of several pages.

use super::ids::PageId;
use super::page::Page;
use crate::content::Value;
use crate::diagnostic::{Diagnostic, FieldSlip, Problem};
use crate::schema::Schema;
use crate::slug::fold;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Terms by their slug and their label in small letters, so that "Appalti" and "appalti" are one:
/// label and pages.
pub(super) type Terms = BTreeMap<(String, String), (String, Vec<PageId>)>;

/// Fewest letters of a term that can be one by mistake.
const SHORTEST: usize = 5;

/// The letters of a term of several pages, its label, and how many pages have it.
type Known<'a> = (Vec<char>, &'a str, usize);

/// Reports each term of one page that is another of several, but for one letter inside. Words that
/// differ in their last letter are singular and plural; those with digits are different.
pub(super) fn check(
    terms: &Terms,
    pages: &[Page],
    schema: &Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if schema.open {
        return;
    }
    check_signs(terms, pages, diagnostics);
    check_joined(terms, pages, diagnostics);
    // By what is left of the words of several pages without one letter inside: one edit apart are
    // words that share one of these.
    let mut several: HashMap<String, Vec<Known<'_>>> = HashMap::new();
    for ((_, name), (label, list)) in terms.iter().filter(|(_, (_, list))| list.len() > 1) {
        let word = letters(name);
        for rest in shortened(&word) {
            let known = (word.clone(), label.as_str(), list.len());
            several.entry(rest).or_default().push(known);
        }
    }
    for ((_, name), (label, list)) in terms {
        let ([id], false) = (&list[..], several.is_empty()) else {
            continue;
        };
        let word = letters(name);
        let found = shortened(&word).into_iter().find_map(|rest| {
            let others = several.get(&rest)?.iter();
            let mut others = others.filter(|(other, ..)| is_slip(&word, other));
            others.next()
        });
        // What stands for a lost letter is told where it is.
        if let Some((_, other, count)) = found.filter(|_| !label.contains('\u{fffd}')) {
            let problem = Problem::SimilarTerm {
                term: label.clone(),
                other: (*other).to_owned(),
                pages: *count,
            };
            diagnostics.push(Diagnostic::new(problem, span(*id, label, pages)));
        }
    }
}

/// Reports each term of one page that names several which other pages have, with commas between
/// them: quotation marks around all of them make them one.
fn check_joined(terms: &Terms, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = terms.keys().map(|(_, name)| name.as_str()).collect();
    for ((_, name), (label, list)) in terms {
        let [id] = &list[..] else { continue };
        let parts: Vec<&str> = name.split([',', ';']).map(str::trim).collect();
        let is_short = |part: &&str| !part.is_empty() && part.split(' ').count() <= 3;
        // Names of places hold commas too: Trento, provincia autonoma.
        let are_known = parts.iter().all(|part| known.contains(part))
            || parts.iter().all(|part| !part.contains(' '))
                && parts.iter().any(|part| known.contains(part));
        let are_terms = parts.len() > 1 && parts.iter().all(is_short) && are_known;
        if are_terms {
            let (field, span) = entry(*id, label, pages);
            let value = label.clone();
            let problem = Problem::FieldSlip(FieldSlip::Joined { field, value });
            diagnostics.push(Diagnostic::new(problem, span));
        }
    }
}

/// Reports each term that is another but for accents and for the stops around it.
fn check_signs(terms: &Terms, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) {
    const STOPS: [char; 9] = ['.', ',', ';', ':', '!', '?', '"', '«', '»'];
    let mut alike: BTreeMap<String, Vec<(&str, &[PageId])>> = BTreeMap::new();
    // One that ends in a comma is told as such where it is written.
    let is_told = |label: &str| label.ends_with([',', ';']);
    for ((_, name), (label, list)) in terms.iter().filter(|(_, (l, _))| !is_told(l)) {
        let bare = fold(name.trim_matches(STOPS).trim());
        if bare.chars().count() >= SHORTEST {
            alike.entry(bare).or_default().push((label, list));
        }
    }
    for group in alike.values_mut().filter(|group| group.len() > 1) {
        let is_plain = |label: &str| !label.ends_with(STOPS) && !label.starts_with(STOPS);
        group.sort_by_key(|(label, list)| (!is_plain(label), usize::MAX - list.len()));
        let (other, list) = group[0];
        for (label, own) in &group[1..] {
            let problem = Problem::SimilarTerm {
                term: (*label).to_owned(),
                other: other.to_owned(),
                pages: list.len(),
            };
            if let [id] = own {
                diagnostics.push(Diagnostic::new(problem, span(*id, label, pages)));
            }
        }
    }
}

/// The letters of a word that is long enough; none otherwise.
fn letters(name: &str) -> Vec<char> {
    let letters: Vec<char> = name.chars().collect();
    let counts = letters.len() >= SHORTEST && !letters.iter().any(|c| c.is_numeric());
    if counts { letters } else { Vec::new() }
}

/// A word, and all that is left of it without one of its letters.
fn shortened(word: &[char]) -> Vec<String> {
    let without = |at: usize| -> String {
        let kept = word.iter().enumerate().filter(|(i, _)| *i != at);
        kept.map(|(_, c)| *c).collect()
    };
    // Without the one behind the last: the word itself.
    let all = (0..=word.len()).filter(|_| !word.is_empty());
    all.map(without).collect()
}

/// Whether one word is another but for one letter inside, or two that have changed places.
fn is_slip(a: &[char], b: &[char]) -> bool {
    let same = |(a, b): &(&char, &char)| a == b;
    let before = a.iter().zip(b).take_while(same).count();
    let after = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    if before == a.len() || before == b.len() || after == 0 && a.len().max(b.len()) - before == 1 {
        return false;
    }
    let (left_a, left_b) = (a.len() - before, b.len() - before);
    let is_edit =
        left_a.saturating_sub(after) <= 1 && left_b.saturating_sub(after) <= 1 && after > 0;
    let is_swap = a.len() == b.len()
        && left_a.saturating_sub(after) == 2
        && a[before] == b[before + 1]
        && a[before + 1] == b[before];
    is_edit || is_swap
}

/// Where a page says that it has a term.
fn span(id: PageId, label: &str, pages: &[Page]) -> Span {
    entry(id, label, pages).1
}

/// The field of a page that has a term, and where its value stands.
fn entry(id: PageId, label: &str, pages: &[Page]) -> (String, Span) {
    let page = &pages[id.0 as usize];
    let is_label = |value: &Value| match value {
        Value::Choice { label: shown, .. } => shown == label,
        other => other.as_text() == Some(label),
    };
    let mut entries = page.parsed.fields.0.iter();
    let entry = entries.find(|entry| entry.value.items().iter().any(is_label));
    match entry {
        Some(entry) => (entry.name.clone(), entry.span),
        None => (String::new(), page.parsed.span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_inside_of_words() {
        let slip = |a: &str, b: &str| is_slip(&letters(a), &letters(b));
        for (a, b) in [
            ("webinra", "webinar"),
            ("webnar", "webinar"),
            ("webiinar", "webinar"),
            ("wabinar", "webinar"),
            ("ewbinar", "webinar"),
        ] {
            assert!(slip(a, b), "{a} {b}");
            assert!(slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("comune", "comuni"),
            ("provincia", "province"),
            ("webinar", "webinars"),
            ("bando2", "bando1"),
            ("appalti", "concessioni"),
        ] {
            assert!(!slip(a, b), "{a} {b}");
        }
    }
}
