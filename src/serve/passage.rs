//! Which line of a source file a passage of its page comes from.
//!
//! Compared are words alone, so that marks, quotation marks and addresses of links do not matter,
//! and a title, a field or a cell of a table is found like a paragraph.

/// How many words of a passage are looked for.
const MOST_WORDS: usize = 16;
/// How many words of the source, such as an address, may stand between two of the passage.
const GAP: usize = 12;
/// Behind how many words that the theme has added a passage may begin.
const ADDED: usize = 3;

/// The line, from 1, on which a passage begins: of those that fit equally well, the one that
/// `before` others precede. `None` if less than half of its words are there.
pub(super) fn line_of(source: &str, passage: &str, before: usize) -> Option<u32> {
    let wanted: Vec<String> = words(passage).take(MOST_WORDS).collect();
    let lines = (1..).zip(source.lines());
    let there: Vec<(String, u32)> = lines
        .flat_map(|(number, line)| words(line).map(move |word| (word, number)))
        .collect();
    let mut best: Option<Fit> = None;
    let mut places = Vec::new();
    for (at, (word, line)) in there.iter().enumerate() {
        let begins = wanted.iter().take(ADDED + 1);
        let Some(skipped) = begins.clone().position(|first| first == word) else {
            continue;
        };
        let fit = fit(&there[at..], &wanted[skipped..]);
        if best.as_ref().is_none_or(|best| fit > *best) {
            best = Some(fit);
            places.clear();
        }
        if best == Some(fit) {
            places.push(*line);
        }
    }
    let found = best.filter(|fit| fit.words * 2 >= wanted.len())?;
    debug_assert!(found.words > 0, "a fit has its first word");
    places.get(before).or(places.last()).copied()
}

/// How well a place fits: by the words that are there, then by how close they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    words: usize,
    length: std::cmp::Reverse<usize>,
}

/// Looks for words in their order from a place on.
fn fit(there: &[(String, u32)], wanted: &[String]) -> Fit {
    let (mut words, mut end) = (0, 0);
    for word in wanted {
        let near = there[end..].iter().take(GAP);
        if let Some(found) = near.clone().position(|(other, _)| other == word) {
            words += 1;
            end += found + 1;
        }
    }
    Fit {
        words,
        length: std::cmp::Reverse(end),
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitolo: \"La convenzione: guida\"\nsommario: Che cosa serve.\n---\n\n\
        ## Come si aderisce\n\nLa **Provincia** usa lo [schema di convenzione](../documenti/a-b.md#c)\n\
        e lo firma; l'ente paga.\n\nIdentico.\n\n| Anno | Gare |\n|---|---|\n| 2020 | 55 |\n\nIdentico.\n";

    #[test]
    fn passages_are_found_whatever_their_marks() {
        for (passage, line) in [
            ("La convenzione: guida", 2),
            ("Che cosa serve.", 3),
            ("Come si aderisce", 6),
            (
                "La Provincia usa lo schema di convenzione e lo firma; l’ente paga.",
                8,
            ),
            ("e lo firma; l’ente paga", 9),
            ("Nota: La Provincia usa lo schema", 8),
            ("55", 15),
        ] {
            assert_eq!(line_of(PAGE, passage, 0), Some(line), "{passage}");
        }
    }

    #[test]
    fn of_the_same_passage_the_one_that_was_meant() {
        let lines = [0, 1, 2].map(|before| line_of(PAGE, "Identico.", before));
        assert_eq!(lines, [Some(11), Some(17), Some(17)]);
    }

    #[test]
    fn what_is_not_there_has_no_line() {
        for passage in [
            "",
            "…",
            "Leggi anche",
            "La rete di tutte le altre pagine del sito",
        ] {
            assert_eq!(line_of(PAGE, passage, 0), None, "{passage}");
        }
    }
}
