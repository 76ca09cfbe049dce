//! Glyphs at their places as lines of text.

use super::strings::plain;
use hayro_font::kurbo::Point;
use unicode_normalization::UnicodeNormalization;

/// A gap of so many times the size of the letters is a space.
pub(super) const SPACE: f64 = 0.17;
/// So far off the line, another one begins.
const OFF: f64 = 0.6;
/// So far back, another one begins.
const BACK: f64 = 1.5;

/// So far on, it is another line beside it: a cell, a column.
const APART: f64 = 0.9;

/// From so many gaps on, the letters of a line may be set apart.
const APART_FROM: usize = 5;
/// So many times as wide as between letters, a gap is one between words.
const WIDER: f64 = 1.8;

/// An accent shares so much of its width with its letter.
const OVER: f64 = 0.5;

/// A line of a page, or of a column or a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// How far down the page it stands, from 0 to 1.
    pub(super) down: f64,
    /// Where it begins and ends, and the size of its letters; nothing if it does not run from left to
    /// right.
    pub(super) place: Option<Place>,
    /// Where in the text a gap stands for a space, and how wide it is in letters.
    pub(super) gaps: Vec<(usize, f64)>,
    /// How many letters of scripts that run to the left stand to the right of the one before, less
    /// those to its left.
    pub(super) against: i32,
}

/// Where a line stands, in units of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) down: f64,
    pub(super) size: f64,
}

/// Lines as they are written.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    last: Option<(Point, f64)>,
    /// Where the glyph before begins.
    before: Point,
    /// The height of the page.
    height: f64,
}

impl Lines {
    pub(super) fn of_height(height: f64) -> Self {
        Self {
            height,
            ..Self::default()
        }
    }

    /// Adds what is written from a place to another, in letters of a size.
    pub(super) fn put(&mut self, text: &str, from: Point, to: Point, size: f64) {
        let mut text = plain(text);
        let before = std::mem::replace(&mut self.before, from);
        if let Some(letter) = self.accented(&text, before, from, to) {
            text = letter;
        } else if self.begins_line(from, to, size) {
            let is_across = to.x > from.x && (to.y - from.y).abs() < (to.x - from.x) / 8.0;
            self.lines.push(Line {
                text: String::new(),
                down: from.y / self.height.max(1.0),
                place: is_across.then_some(Place {
                    left: from.x,
                    right: to.x,
                    down: from.y,
                    size,
                }),
                ..Line::default()
            });
        } else if self.gap(from, to) > SPACE * self.em(size) {
            self.space(&text, self.gap(from, to) / self.em(size));
        } else if let Some(line) = self.lines.last_mut()
            && !text.is_empty()
            && text.chars().all(runs_left)
        {
            line.against += if from.x > before.x { 1 } else { -1 };
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(&text);
            if let Some(place) = line.place.as_mut().filter(|_| !text.trim().is_empty()) {
                place.right = place.right.max(to.x);
            }
        }
        self.last = Some((to, size));
    }

    /// A letter and an accent that were written over each other, in whichever order; the first of them
    /// is taken back.
    fn accented(&mut self, text: &str, before: Point, from: Point, to: Point) -> Option<String> {
        let mut next = text.chars();
        let (second, None) = (next.next()?, next.next()) else {
            return None;
        };
        let (last, _) = self.last?;
        let line = self.lines.last_mut()?;
        let first = line.text.chars().next_back()?;
        let narrower = (last.x - before.x).min(to.x - from.x);
        let shared = last.x.min(to.x) - before.x.max(from.x);
        if narrower <= 0.0 || shared < OVER * narrower {
            return None;
        }
        let letter = composed(first, second).or_else(|| composed(second, first))?;
        line.text.pop();
        Some(letter.to_string())
    }

    /// Says that something was written there whose text is known otherwise.
    pub(super) fn pass(&mut self, to: Point, size: f64) {
        self.last = Some((to, size));
    }

    /// Adds text that stands nowhere.
    pub(super) fn add(&mut self, text: &str) {
        match self.lines.last_mut() {
            Some(line) => line.text.push_str(&plain(text)),
            None => self.lines.push(Line {
                text: plain(text),
                down: 0.5,
                ..Line::default()
            }),
        }
    }

    pub(super) fn into_lines(mut self) -> Vec<Line> {
        for line in &mut self.lines {
            close(line);
            if line.against > 0 {
                line.text = turned(&line.text);
            }
        }
        self.lines
    }

    fn em(&self, size: f64) -> f64 {
        size.max(self.last.map_or(0.0, |(_, last)| last)).max(0.1)
    }

    /// How far a text begins after the one before, in the direction of the text.
    fn gap(&self, from: Point, to: Point) -> f64 {
        let Some((last, _)) = self.last else {
            return 0.0;
        };
        let (step, way) = (from - last, to - from);
        match way.hypot() {
            length if length > 0.0 => step.dot(way) / length,
            _ => step.x,
        }
    }

    /// Whether a text begins another line than the one before.
    fn begins_line(&self, from: Point, to: Point, size: f64) -> bool {
        let Some((last, _)) = self.last else {
            return true;
        };
        let (step, way) = (from - last, to - from);
        let off = match way.hypot() {
            length if length > 0.0 => step.cross(way).abs() / length,
            _ => step.y.abs(),
        };
        let em = self.em(size);
        let gap = self.gap(from, to);
        self.lines.is_empty() || off > OFF * em || gap < -BACK * em || gap > APART * em
    }

    fn space(&mut self, next: &str, width: f64) {
        if let Some(line) = self.lines.last_mut()
            && !line.text.ends_with(' ')
            && !next.starts_with(' ')
        {
            line.gaps.push((line.text.len(), width));
            line.text.push(' ');
        }
    }
}

/// Whether a letter is of a script that runs to the left.
fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Closes a line whose letters are set apart: of the spaces that gaps stand for, only those stay
/// that are wider than between letters.
fn close(line: &mut Line) {
    let mut letters = 0;
    let words = line.text.split_whitespace();
    let count = words
        .inspect(|word| letters += usize::from(is_letter(word)))
        .count();
    if line.gaps.len() < APART_FROM || letters * 5 < count * 4 {
        return;
    }
    let mut widths: Vec<f64> = line.gaps.iter().map(|(_, width)| *width).collect();
    widths.sort_by(f64::total_cmp);
    let usual = widths[widths.len() / 2];
    let narrow = line.gaps.iter().filter(|(_, width)| *width < WIDER * usual);
    let mut closed = String::with_capacity(line.text.len());
    let mut from = 0;
    for (at, _) in narrow {
        closed.push_str(&line.text[from..*at]);
        from = at + 1;
    }
    closed.push_str(&line.text[from..]);
    line.text = closed;
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// A line of a script that runs to the left, whose letters were read from the left: what runs to the
/// right in it, as numbers do, stays.
fn turned(text: &str) -> String {
    let goes_right = |c: &char| c.is_alphanumeric() && !runs_left(*c);
    let (mut turned, mut run) = (String::with_capacity(text.len()), Vec::new());
    for letter in text.chars().rev() {
        let is_inside = matches!(letter, '.' | ',' | '/' | ':') && !run.is_empty();
        if goes_right(&letter) || is_inside {
            run.push(letter);
        } else {
            turned.extend(run.drain(..).rev());
            turned.push(letter);
        }
    }
    turned.extend(run.drain(..).rev());
    turned
}

/// A letter with an accent that has a place of its own.
fn composed(letter: char, accent: char) -> Option<char> {
    let accent = match accent {
        '`' => '\u{300}',
        '´' => '\u{301}',
        'ˆ' | '^' => '\u{302}',
        '˜' | '~' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        _ => return None,
    };
    let letter = match letter {
        'ı' => 'i',
        letter => letter,
    };
    let mut both = [letter, accent].into_iter().nfc();
    both.next().filter(|_| both.next().is_none())
}

/// The text of lines. A word that a soft hyphen divides is one again; after a plain hyphen it keeps
/// it, since it may be the word's own: the search knows such a word with and without.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let next = line.text.trim();
        if next.is_empty() {
            continue;
        }
        let before = text.trim_end().len();
        text.truncate(before);
        if let Some(word) = text.strip_suffix('\u{ad}') {
            text.truncate(word.len());
        } else if !goes_on(&text, next) && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(next);
    }
    text.retain(|c| c != '\u{ad}');
    text
}

/// Whether a hyphen at the end of a line may be inside a word that the next line ends.
fn goes_on(text: &str, next: &str) -> bool {
    let mut before = text.chars().rev();
    let is_hyphen = matches!(before.next(), Some('-' | '\u{2010}' | '\u{2011}'));
    is_hyphen
        && before.next().is_some_and(char::is_alphabetic)
        && next.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[&str]) -> String {
        let line = |text: &&str| Line {
            text: (*text).to_owned(),
            ..Line::default()
        };
        joined(&lines.iter().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn words_at_line_ends_are_whole() {
        assert_eq!(
            text(&["la ammini\u{ad}", "strazione"]),
            "la amministrazione"
        );
        assert_eq!(text(&["la ammini- ", "strazione"]), "la ammini-strazione");
        assert_eq!(text(&["2024 -", "Roma", "", "A-", "B"]), "2024 - Roma A- B");
    }

    #[test]
    fn letters_beside_each_other_are_a_word_whichever_way_they_run() {
        let mut lines = Lines::of_height(100.0);
        let across = |x: f64, y: f64| (Point::new(x, y), Point::new(x + 5.0, y));
        for (letter, (from, to)) in [
            ("a", across(0.0, 10.0)),
            ("b", across(5.5, 10.0)),
            ("c", across(14.0, 10.5)),
            ("d", across(0.0, 22.0)),
        ] {
            lines.put(letter, from, to, 10.0);
        }
        // Upwards, at the edge.
        for (letter, y) in [("e", 90.0), ("f", 85.0), ("g", 72.0)] {
            lines.put(letter, Point::new(99.0, y), Point::new(99.0, y - 5.0), 10.0);
        }
        let lines = lines.into_lines();
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["ab c", "d", "ef g"]);
    }

    /// The text of a line of glyphs that are five units wide, in letters of ten.
    fn line_of(glyphs: &[(&str, f64)]) -> String {
        let mut lines = Lines::of_height(100.0);
        for (glyph, x) in glyphs {
            lines.put(glyph, Point::new(*x, 10.0), Point::new(x + 5.0, 10.0), 10.0);
        }
        joined(&lines.into_lines())
    }

    #[test]
    fn letters_that_are_set_apart_are_words() {
        let apart = |text: &str, space: f64| {
            let mut at = 0.0;
            let mut glyphs = Vec::new();
            for letter in text.split_inclusive(|_: char| true) {
                match letter {
                    "_" => at += space,
                    letter => {
                        glyphs.push((letter, at));
                        at += 8.0;
                    }
                }
            }
            line_of(&glyphs)
        };
        assert_eq!(apart("DECRETO_N", 4.0), "DECRETO N");
        assert_eq!(apart("AVVISO PUBBLICO", 0.0), "AVVISO PUBBLICO");
        // Marks in a row, and too few letters to say.
        assert_eq!(apart("123456789", 0.0), "1 2 3 4 5 6 7 8 9");
        assert_eq!(apart("A_B_C", 0.0), "A B C");
    }

    #[test]
    fn scripts_that_run_to_the_left_are_read_from_the_right() {
        let row = |text: &str| {
            let letters: Vec<String> = text.chars().map(String::from).collect();
            let places = letters.iter().enumerate();
            let glyphs: Vec<(&str, f64)> = places
                .map(|(at, letter)| (letter.as_str(), at as f64 * 5.0))
                .collect();
            line_of(&glyphs)
        };
        assert_eq!(row("12.5 לקש"), "שקל 12.5");
        // Written as it is read.
        let letters = [("ש", 20.0), ("ק", 15.0), ("ל", 10.0)];
        assert_eq!(line_of(&letters), "שקל");
        assert_eq!(row("abc 12"), "abc 12");
    }

    #[test]
    fn accents_that_were_written_over_letters_are_theirs() {
        let mut lines = Lines::of_height(100.0);
        for (letter, x) in [
            ("i", 0.0),
            ("`", 5.0),
            ("u", 4.5),
            ("e", 12.0),
            ("´", 12.5),
            ("`", 30.0),
            ("a", 35.0),
        ] {
            lines.put(letter, Point::new(x, 10.0), Point::new(x + 5.0, 10.0), 20.0);
        }
        let texts: Vec<String> = lines
            .into_lines()
            .into_iter()
            .map(|line| line.text)
            .collect();
        assert_eq!(texts, ["iùé `a"]);
    }
}
