//! Headers and footers that repeat on pages.

use super::lines::Line;
use std::collections::{BTreeMap, BTreeSet};

/// How many lines from the top and from the bottom of a page may be such.
const OUTERMOST: usize = 4;
/// How much of a page, from an edge, they are in.
const MARGIN: f64 = 0.15;
/// On how many pages it repeats at least.
const FEWEST: usize = 3;
/// On which share of all pages it repeats at least: not on the first, and others on left pages than
/// on right ones.
const SHARE: f64 = 0.4;

/// Leaves out of all pages what repeats at their top or bottom, and their numbers wherever they stand.
pub(super) fn leave_out(pages: &mut [Vec<Line>]) {
    leave_out_edges(pages);
    leave_out_numbers(pages);
}

fn least(pages: &[Vec<Line>]) -> usize {
    FEWEST.max((pages.len() as f64 * SHARE).ceil() as usize)
}

/// Leaves out lines that are nothing but a number, at one place of many pages.
fn leave_out_numbers(pages: &mut [Vec<Line>]) {
    let place = |line: &Line| (key(&line.text) == "#").then(|| (line.down * 100.0).round() as i64);
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for lines in pages.iter() {
        let places: BTreeSet<i64> = lines.iter().filter_map(place).collect();
        for place in places {
            *counts.entry(place).or_default() += 1;
        }
    }
    let least = least(pages);
    let is_often = |place: i64| counts.get(&place).is_some_and(|count| *count >= least);
    for lines in pages {
        lines.retain(|line| !place(line).is_some_and(is_often));
    }
}

fn leave_out_edges(pages: &mut [Vec<Line>]) {
    let mut counts: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let edges: Vec<[Vec<usize>; 2]> = pages.iter().map(|lines| edges(lines)).collect();
    for (lines, edges) in pages.iter().zip(&edges) {
        let keys: BTreeSet<(bool, String)> = [false, true]
            .into_iter()
            .flat_map(|bottom| {
                let edge = edges[usize::from(bottom)].iter();
                edge.map(move |&at| (bottom, key(&lines[at].text)))
            })
            .collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let least = least(pages);
    let repeats = |bottom, line: &Line| {
        let count = counts.get(&(bottom, key(&line.text)));
        count.is_some_and(|count| *count >= least)
    };
    for (lines, edges) in pages.iter_mut().zip(&edges) {
        let mut left_out: BTreeSet<usize> = BTreeSet::new();
        for bottom in [false, true] {
            let edge = edges[usize::from(bottom)].iter();
            // Only from the edge inwards: what repeats inside is text.
            left_out.extend(edge.take_while(|&&at| repeats(bottom, &lines[at])));
        }
        let mut at = 0;
        lines.retain(|_| {
            at += 1;
            !left_out.contains(&(at - 1))
        });
    }
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

/// A line without what differs from page to page: numbers, spaces.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_numeric() && key.ends_with('#') => {}
            c if c.is_numeric() => key.push('#'),
            c => key.push(c),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_repeats_at_the_edges_is_left_out() {
        let page = |number: usize| {
            let line = |text: String, down: f64| Line { text, down };
            vec![
                line(format!("Pagina {number} di 12"), 0.97),
                line("Manuale".to_owned(), 0.03),
                line(format!("Articolo {}", "x".repeat(number)), 0.1),
                line("Visto".to_owned(), 0.2),
                line("Testo".to_owned(), 0.6),
            ]
        };
        let mut pages: Vec<Vec<Line>> = (1..=4).map(page).collect();
        leave_out(&mut pages);
        let texts: Vec<&str> = pages[1].iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Articolo xx", "Visto", "Testo"]);
        let mut few: Vec<Vec<Line>> = (1..=2).map(page).collect();
        leave_out(&mut few);
        assert_eq!(few[0].len(), 5);
    }
}
