//! Letters that begin a text and are as high as several of its lines: they belong to its first word.

use super::lines::{Line, Place};

/// So many times as large as the text beside it, a letter is one.
const LARGER: f64 = 1.8;
/// So far from it, in its letters, the text begins.
const BESIDE: f64 = 1.2;
/// Most of them on a page.
const MOST: usize = 64;
/// Letters that are words too: what follows may be one of its own.
const WORDS: &str = "AEIOÈY";

/// Gives such letters back to the lines that they begin, wherever they were written.
pub(super) fn rejoined(mut lines: Vec<Line>) -> Vec<Line> {
    let letters: Vec<(usize, char, Place)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, capital(&line.text)?, line.place?)))
        .take(MOST)
        .collect();
    for (at, letter, place) in letters.into_iter().rev() {
        let beside = lines.iter().enumerate().filter_map(|(other, line)| {
            let down = line.place.filter(|text| is_beside(&place, text))?.down;
            Some((other, down))
        });
        let Some((first, _)) = beside.min_by(|a, b| a.1.total_cmp(&b.1)) else {
            continue;
        };
        let line = &mut lines[first];
        let text = line.text.trim_start();
        let word = text
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(text.len());
        let is_inside =
            text.starts_with(char::is_lowercase) && (word == 1 || !WORDS.contains(letter));
        let space = if is_inside || text.starts_with(['\'', '’']) {
            ""
        } else {
            " "
        };
        line.text = format!("{letter}{space}{text}");
        if let Some(line) = &mut line.place {
            line.left = place.left;
        }
        lines.remove(at);
    }
    lines
}

/// The one letter that a line is, if it is a capital.
fn capital(text: &str) -> Option<char> {
    let mut letters = text.trim().chars();
    let letter = letters.next().filter(|letter| letter.is_uppercase())?;
    letters.next().is_none().then_some(letter)
}

/// Whether a line stands to the right of a letter that begins it, above the letter's foot.
fn is_beside(letter: &Place, text: &Place) -> bool {
    let gap = text.left - letter.right;
    let up = letter.down - text.down;
    letter.size > LARGER * text.size
        && (-BESIDE..BESIDE).contains(&(gap / text.size))
        && up > 0.3 * text.size
        && up < letter.size
}
