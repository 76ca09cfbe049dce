//! Headers and footers that repeat on pages.

use super::lines::Line;
use std::collections::{BTreeMap, BTreeSet};

/// How many lines from the top and from the bottom of a page may be such.
const OUTERMOST: usize = 8;
/// How much of a page, from an edge, they are in.
const MARGIN: f64 = 0.15;
/// The same for what differs by the number of the page: sentences may have a number, too.
const NUMBERED_MARGIN: f64 = 0.08;
/// How long that is at most, in bytes.
const NUMBERED: usize = 120;
/// So far from each other numbers are not at one place, in units of the page.
const STEP: f64 = 16.0;
/// On how many pages it repeats at least.
const FEWEST: usize = 3;
/// On which share of all pages it repeats at least: not on the first, and others on left pages than
/// on right ones.
const SHARE: f64 = 0.4;

/// Leaves out of all pages what repeats at their top or bottom, and their numbers wherever they stand.
/// A page of nothing else keeps it.
pub(super) fn leave_out(pages: &mut [Vec<Line>]) {
    let edges = repeated(pages);
    let numbers = numbers(pages);
    for (lines, (edges, numbers)) in pages.iter_mut().zip(edges.iter().zip(&numbers)) {
        let says = |at: usize| lines[at].text.contains(char::is_alphabetic);
        let is_rest = |at: &usize| !edges.contains(at) && !numbers.contains(at) && says(*at);
        let has_rest = (0..lines.len()).any(|at| is_rest(&at));
        let mut at = 0;
        lines.retain(|_| {
            at += 1;
            !(numbers.contains(&(at - 1)) || has_rest && edges.contains(&(at - 1)))
        });
    }
}

fn least(pages: &[Vec<Line>]) -> usize {
    FEWEST.max((pages.len() as f64 * SHARE).ceil() as usize)
}

/// The keys that enough pages have.
fn often<K: Ord>(pages: &[Vec<Line>], keys: impl Iterator<Item = BTreeSet<K>>) -> BTreeSet<K> {
    let mut counts: BTreeMap<K, usize> = BTreeMap::new();
    for key in keys.flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let least = least(pages);
    let often = counts.into_iter().filter(|(_, count)| *count >= least);
    often.map(|(key, _)| key).collect()
}

/// The lines of each page that are nothing but its number, which stands at one place of many pages.
fn numbers(pages: &[Vec<Line>]) -> Vec<BTreeSet<usize>> {
    let key = |page: usize, line: &Line| {
        let number: i64 = line.text.trim().parse().ok()?;
        let middle = line.place.map(|place| (place.left + place.right) / 2.0);
        let place = (line.down * 100.0, middle.unwrap_or(0.0) / STEP);
        let place = (place.0.round() as i64, place.1.round() as i64);
        Some((place, number - page as i64))
    };
    let keys = (0..).zip(pages).map(|(page, lines)| {
        let keys = lines.iter().filter_map(|line| key(page, line));
        keys.collect()
    });
    let often = often(pages, keys);
    let of_page = |(page, lines): (usize, &Vec<Line>)| {
        let lines = lines.iter().enumerate();
        let numbers = lines.filter(|(_, line)| key(page, line).is_some_and(|k| often.contains(&k)));
        numbers.map(|(at, _)| at).collect()
    };
    (0..).zip(pages).map(of_page).collect()
}

/// The lines at the edges of each page that others have too.
fn repeated(pages: &[Vec<Line>]) -> Vec<BTreeSet<usize>> {
    let edges: Vec<[Vec<usize>; 2]> = pages.iter().map(|lines| edges(lines)).collect();
    let keys_at = |page: usize, bottom: usize, at: usize| {
        let keys = keys(&pages[page][at], page as i64).into_iter();
        keys.map(move |key| (bottom, key))
    };
    let keys = (0..pages.len()).map(|page| {
        let places =
            (0..2).flat_map(|bottom| edges[page][bottom].iter().map(move |at| (bottom, *at)));
        places
            .flat_map(|(bottom, at)| keys_at(page, bottom, at))
            .collect()
    });
    let often = often(pages, keys);
    let repeats = |page, bottom, at| keys_at(page, bottom, at).any(|key| often.contains(&key));
    let of_page = |page: usize| {
        // Only from the edge inwards: what repeats inside is text.
        let edge = |bottom: usize| {
            let edge = edges[page][bottom].iter().copied();
            edge.take_while(move |at| repeats(page, bottom, *at))
        };
        edge(0).chain(edge(1)).collect()
    };
    (0..pages.len()).map(of_page).collect()
}

/// The outermost lines at the top and at the bottom, by their places, from the edge inwards.
fn edges(lines: &[Line]) -> [Vec<usize>; 2] {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.retain(|&at| !lines[at].text.trim().is_empty());
    order.sort_by(|&a, &b| lines[a].down.total_cmp(&lines[b].down));
    let top = |at: &usize| lines[*at].down < MARGIN;
    let bottom = |at: &usize| lines[*at].down > 1.0 - MARGIN;
    let first = order.iter().copied().take_while(top).take(OUTERMOST);
    let last = order.iter().rev().copied();
    let last = last.take_while(bottom).take(OUTERMOST);
    [first.collect(), last.collect()]
}

/// What a line may repeat: itself without spaces, and with a place instead of the number of the page,
/// which stands at its beginning or end, perhaps before that of all pages.
fn keys(line: &Line, page: i64) -> Vec<String> {
    let text: String = line.text.split_whitespace().collect();
    let mut keys = vec![text.clone()];
    let is_outer = line.down < NUMBERED_MARGIN || line.down > 1.0 - NUMBERED_MARGIN;
    if !is_outer || text.len() > NUMBERED || text.ends_with(['.', ';', ':', '!', '?']) {
        return keys;
    }
    let digits = |c: char| c.is_ascii_digit();
    let numbered = |before: &str, number: &str, after: &str| {
        let number: i64 = number.parse().ok()?;
        Some(format!("{before}#{}#{after}", number - page))
    };
    let rest = text.trim_start_matches(digits);
    keys.extend(numbered("", &text[..text.len() - rest.len()], rest));
    let last = text.trim_end_matches(digits);
    keys.extend(numbered(last, &text[last.len()..], ""));
    for between in ["di", "of", "/", "su"] {
        if let Some(part) = last.strip_suffix(between) {
            let before = part.trim_end_matches(digits);
            keys.extend(numbered(before, &part[before.len()..], &text[part.len()..]));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_repeats_at_the_edges_is_left_out() {
        let page = |number: usize| {
            let line = |text: String, down: f64| Line {
                text,
                down,
                ..Line::default()
            };
            vec![
                line(format!("Pagina {number} di 12"), 0.97),
                line("Manuale".to_owned(), 0.03),
                line(format!("Articolo {}", "x".repeat(number)), 0.1),
                line("Visto".to_owned(), 0.2),
                line("Testo".to_owned(), 0.6),
                line(number.to_string(), 0.5),
                line("12".to_owned(), 0.4),
            ]
        };
        let mut pages: Vec<Vec<Line>> = (1..=4).map(page).collect();
        leave_out(&mut pages);
        let texts: Vec<&str> = pages[1].iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Articolo xx", "Visto", "Testo", "12"]);
        let mut few: Vec<Vec<Line>> = (1..=2).map(page).collect();
        leave_out(&mut few);
        assert_eq!(few[0].len(), 7);
    }

    #[test]
    fn sentences_that_differ_by_a_number_stay() {
        let page = |number: usize, down: f64, text: &str| {
            let text = text.replace('#', &number.to_string());
            let line = Line::default();
            vec![Line { text, down, ..line }]
        };
        for (down, text) in [
            (0.1, "La frase della pagina #"),
            (0.05, "La frase della pagina #"),
            (0.05, "Voce # del piano."),
        ] {
            let mut pages: Vec<Vec<Line>> = (1..=5).map(|n| page(n, down, text)).collect();
            leave_out(&mut pages);
            assert!(
                pages.iter().all(|lines| lines.len() == 1),
                "{text} at {down}"
            );
        }
    }
}
