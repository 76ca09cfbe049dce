//! What Italian readers type, and what they must find, as tables: see
//! `fixtures/italian.txt`. Then mistakes by the hundred.

mod common;

use std::collections::BTreeSet;

use common::Memory;
use search_core::tokens::{Analyser, Language, Role, fold};
use search_index::{Index, Options, build};

const APOSTROPHES: [&str; 6] = ["'", "’", "ʼ", "‘", "´", "`"];

fn portal() -> Index {
    let options = Options {
        aliases: common::aliases(),
        ..common::options()
    };
    build(common::corpus(), &options).expect("an index")
}

/// All ways in which readers type a query of the table.
fn ways(text: &str) -> BTreeSet<String> {
    let mut ways = BTreeSet::from([text.to_owned()]);
    if let (Some(from), Some(to)) = (text.find('{'), text.find('}')) {
        let acronym = &text[from + 1..to];
        let dotted: String = acronym.chars().flat_map(|c| [c, '.']).collect();
        let (before, after) = (&text[..from], &text[to + 1..]);
        let written = [
            acronym,
            &acronym.to_lowercase(),
            &dotted,
            &dotted.to_lowercase(),
        ];
        ways = written
            .iter()
            .map(|acronym| format!("{before}{acronym}{after}"))
            .collect();
    }
    let unaccented = |text: &String| -> String {
        let folded = text.chars().map(|c| match c {
            'à'..='ü' => fold(&c.to_string()),
            _ => c.to_string(),
        });
        folded.collect()
    };
    let accents = |text: &String| {
        // An apostrophe for the accent of a last letter.
        let mut typed = String::new();
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            let last = letters.peek().is_none_or(|next| !next.is_alphabetic());
            typed.push_str(&unaccented(&c.to_string()));
            if last && matches!(c, 'à'..='ü') && letters.peek() != Some(&'\'') {
                typed.push('\'');
            }
        }
        [text.clone(), unaccented(text), typed]
    };
    ways = ways.iter().flat_map(accents).collect();
    let apostrophes = |text: &String| APOSTROPHES.map(|sign| text.replace('\'', sign));
    ways.iter().flat_map(apostrophes).collect()
}

#[test]
fn readers_find_pages() {
    let mut memory = Memory::new(portal());
    let mut wrong = Vec::new();
    let (mut rows, mut asked) = (0, 0);
    for line in include_str!("fixtures/italian.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        rows += 1;
        let mut cells = line.split(" | ");
        let text = cells.next().expect("a query");
        let expected: Vec<&str> = cells.collect();
        for text in ways(text) {
            asked += 1;
            let found = memory.urls(&text);
            let all = expected
                .iter()
                .all(|url| found.iter().any(|hit| hit == url));
            if found.first().map(String::as_str) != Some(expected[0]) || !all {
                let page = found.iter().take(4).map(String::as_str);
                wrong.push(format!("{text} | {}", page.collect::<Vec<_>>().join(" | ")));
            }
        }
    }
    println!("{rows} rows, asked in {asked} ways");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Words of the corpus with the page that is first for each.
const WORDS: [(&str, &str); 20] = [
    ("appaltante", "/sua/"),
    ("convenzione", "/sua/convenzione/"),
    ("qualificazione", "/sua/qualificazione/"),
    ("personale", "/personale/"),
    ("bilancio", "/contabilita/"),
    ("webinar", "/notizie/webinar/"),
    ("ordinanze", "/notizie/urgenza/"),
    ("contratti", "/glossario/codice/"),
    ("accesso", "/trasparenza/accesso/"),
    ("ambientale", "/ambiente/rifiuti/"),
    ("trasporti", "/strade/trasporti/"),
    ("eccezionali", "/strade/trasporti/"),
    ("edilizia", "/scuole/edilizia/"),
    ("scolastica", "/scuole/edilizia/"),
    ("statistica", "/statistica/"),
    ("consigliera", "/pari-opportunita/"),
    ("istruttori", "/notizie/concorso/"),
    ("soccorso", "/glossario/soccorso/"),
    ("centrale", "/glossario/cuc/"),
    ("transizione", "/digitale/"),
];

/// Every word that one edit at `at` makes, one of each kind.
fn edits(word: &str, at: usize) -> Vec<String> {
    let (before, after) = word.split_at(at);
    let other = |letter: char| if letter == 'x' { 'z' } else { 'x' };
    let mut letters = after.chars();
    let mut found = vec![format!("{before}r{after}")];
    if let Some(first) = letters.next() {
        found.push(format!("{before}{}", letters.as_str()));
        found.push(format!("{before}{}{}", other(first), letters.as_str()));
        if let Some(second) = letters.next().filter(|&second| second != first) {
            found.push(format!("{before}{second}{first}{}", letters.as_str()));
        }
    }
    found.retain(|edited| edited != word);
    found
}

fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    Analyser::new(Language::ITALIAN).tokens(text, Role::Query, |token| {
        terms.push(token.term.to_owned());
    });
    terms
}

/// The share of mistyped words that lead to a page of the word among the first
/// three.
fn share_found(memory: &mut Memory, known: &BTreeSet<String>, rows: &[(String, &str)]) -> f64 {
    let (mut found, mut asked) = (0, 0);
    let mut missed = Vec::new();
    for (text, url) in rows {
        // What is another word of the index is not mistyped to it.
        if terms(text).iter().any(|term| known.contains(term)) {
            continue;
        }
        asked += 1;
        let urls = memory.urls(text);
        if urls.iter().take(3).any(|hit| hit == url) {
            found += 1;
        } else {
            missed.push(text.as_str());
        }
    }
    println!("{found} of {asked}; not {}", missed.join(" "));
    f64::from(found) / f64::from(asked)
}

#[test]
fn one_mistake_is_forgiven() {
    let index = portal();
    let (_, entries) = common::dictionary(&index);
    let known = entries.into_iter().map(|entry| entry.term).collect();
    let mut memory = Memory::new(index);
    for (part, least) in [
        ("first half", 0.97),
        ("second half", 0.97),
        ("suffix", 0.97),
    ] {
        let mut rows = Vec::new();
        for (word, url) in WORDS {
            let places = match part {
                "first half" => 1..word.len() / 2,
                "second half" => word.len() / 2..word.len() - 3,
                _ => word.len() - 3..word.len() + 1,
            };
            let edited = places.flat_map(|at| edits(word, at));
            rows.extend(edited.map(|edited| (edited, url)));
        }
        println!("one mistake in the {part}:");
        let share = share_found(&mut memory, &known, &rows);
        assert!(share >= least, "{part}: {share}");
    }
}

#[test]
fn two_mistakes_are_forgiven_in_long_words() {
    let index = portal();
    let (_, entries) = common::dictionary(&index);
    let known = entries.into_iter().map(|entry| entry.term).collect();
    let mut memory = Memory::new(index);
    let mut rows = Vec::new();
    for (word, url) in WORDS.into_iter().filter(|(word, _)| word.len() >= 9) {
        for (number, edited) in edits(word, 2).into_iter().enumerate() {
            let twice = edits(&edited, word.len() - 3 - number % 2);
            rows.extend(twice.into_iter().map(|twice| (twice, url)));
            let near = edits(&edited, 5);
            rows.extend(near.into_iter().map(|twice| (twice, url)));
        }
    }
    let share = share_found(&mut memory, &known, &rows);
    assert!(share >= 0.7, "{share}");
}
