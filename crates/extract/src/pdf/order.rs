//! The order in which lines are read, where it is not the one in which they are written.
//!
//! Most programs write a page as it is read, and know better than anybody who looks at places. Two kinds
//! are told apart here: pages whose parts were written in no order at all, and columns that were written
//! across, a line of each in turn.

use super::lines::{Line, Place, SPACE};

/// On a page with more lines nothing is moved.
const MOST: usize = 4000;
/// How many steps back make a page one without order, and which share of all steps.
const FEWEST_BACK: usize = 3;
const SHARE_BACK: f64 = 0.2;
/// So far off the line, in sizes of its letters, another row begins.
const OFF: f64 = 0.5;
/// So far up, in sizes of letters, it is another line.
const UP: f64 = 1.0;
/// Lines closer to each other than this are one.
const APART: f64 = 0.9;
/// How many rows columns have at least.
const FEWEST_ROWS: usize = 6;
/// Columns are of sentences: so many of their lines go on in small letters.
const GOING_ON: f64 = 0.5;
/// And the lines are so long as a share of the longest, in the middle.
const FILLED: f64 = 0.6;
/// Most columns beside each other.
const MOST_COLUMNS: u8 = 5;

/// Puts the lines of a page in the order in which they are read.
pub(super) fn sort(lines: Vec<Line>) -> Vec<Line> {
    if lines.len() > MOST {
        return lines;
    }
    let is_shuffled = is_shuffled(&lines);
    let (placed, others): (Vec<Line>, Vec<Line>) = match is_shuffled {
        true => lines.into_iter().partition(|line| line.place.is_some()),
        false => (lines, Vec::new()),
    };
    let rows = match is_shuffled {
        true => rows_by_place(placed),
        false => rows_as_written(placed),
    };
    let mut sorted = Vec::new();
    columns(rows, MOST_COLUMNS, &mut sorted);
    sorted.extend(others);
    sorted
}

type Row = Vec<Line>;

/// Whether a line stands on the same row as another.
fn is_level(a: &Place, b: &Place) -> bool {
    (a.down - b.down).abs() < OFF * a.size.max(b.size)
}

/// Whether lines were written without regard to where they stand: again and again one goes back above
/// the one before it, or to its left.
fn is_shuffled(lines: &[Line]) -> bool {
    let places: Vec<Place> = lines.iter().filter_map(|line| line.place).collect();
    let (mut back, mut aside) = (0, 0);
    for pair in places.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        // Formulas go up and down within a line.
        let is_up = before.down - after.down > UP * before.size.max(after.size);
        let is_left = is_level(before, after) && after.right <= before.left;
        // A column to the right begins above, too.
        let is_aside = is_up && after.left >= before.right;
        aside += usize::from(is_aside);
        back += usize::from(is_left || is_up && !is_aside);
    }
    let back = back + usize::saturating_sub(aside, MOST_COLUMNS.into());
    back >= FEWEST_BACK && back as f64 > SHARE_BACK * places.len() as f64
}

/// Rows of lines that were written one after the other.
fn rows_as_written(lines: Vec<Line>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let last = rows.last_mut();
        let before = last.as_ref().and_then(|row| row.last());
        let is_beside =
            |before: Place, after: Place| is_level(&before, &after) && after.left >= before.right;
        let goes_on = before.and_then(|before| before.place.zip(line.place));
        match (last, goes_on) {
            (Some(row), Some((before, after))) if is_beside(before, after) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    rows
}

/// Rows of lines by where they stand; those that touch are one line.
fn rows_by_place(lines: Vec<Line>) -> Vec<Row> {
    let mut placed: Vec<(Place, Line)> = lines
        .into_iter()
        .filter_map(|line| line.place.map(|place| (place, line)))
        .collect();
    placed.sort_by(|(a, _), (b, _)| a.down.total_cmp(&b.down));
    let mut rows: Vec<Vec<(Place, Line)>> = Vec::new();
    for (place, line) in placed {
        match rows.last_mut() {
            Some(row) if is_level(&row[0].0, &place) => row.push((place, line)),
            _ => rows.push(vec![(place, line)]),
        }
    }
    rows.into_iter().map(merged).collect()
}

/// A row from left to right, in which what touches is one.
fn merged(mut row: Vec<(Place, Line)>) -> Row {
    row.sort_by(|(a, _), (b, _)| a.left.total_cmp(&b.left));
    let mut lines: Row = Vec::new();
    for (place, line) in row {
        if let Some(before) = lines.last_mut()
            && let Some(at) = &mut before.place
        {
            let (gap, em) = (place.left - at.right, at.size.max(place.size));
            if gap < APART * em {
                if gap > SPACE * em && !before.text.ends_with(' ') && !line.text.starts_with(' ') {
                    before.text.push(' ');
                }
                before.text.push_str(&line.text);
                at.right = at.right.max(place.right);
                continue;
            }
        }
        lines.push(line);
    }
    lines
}

/// Adds rows in order: where columns of text stand side by side, one after the other.
fn columns(rows: Vec<Row>, most: u8, sorted: &mut Vec<Line>) {
    let mut rest = rows;
    while let Some((from, to, gutter)) = first_columns(&rest).filter(|_| most > 0) {
        let below = rest.split_off(to);
        let beside = rest.split_off(from);
        sorted.extend(rest.into_iter().flatten());
        let is_left = |line: &Line| line.place.is_some_and(|place| place.right <= gutter);
        let (left, right): (Vec<Row>, Vec<Row>) = beside
            .into_iter()
            .map(|row| row.into_iter().partition::<Row, _>(is_left))
            .unzip();
        for side in [left, right] {
            let side = side.into_iter().filter(|row| !row.is_empty());
            columns(side.collect(), most - 1, sorted);
        }
        rest = below;
    }
    sorted.extend(rest.into_iter().flatten());
}

/// The first rows that are columns of text: from, to, and where the gutter is.
fn first_columns(rows: &[Row]) -> Option<(usize, usize, f64)> {
    let mut from = 0;
    while from < rows.len() {
        let mut longest = from + 1;
        for pair in rows[from].windows(2) {
            let (Some(left), Some(right)) = (pair[0].place, pair[1].place) else {
                continue;
            };
            let (mut gutter, mut to) = ((left.right, right.left), from + 1);
            while let Some(narrower) = rows.get(to).and_then(|row| narrowed(gutter, row)) {
                (gutter, to) = (narrower, to + 1);
            }
            longest = longest.max(to);
            if is_text(&rows[from..to], gutter.0) {
                return Some((from, to, gutter.0));
            }
        }
        // What ended these rows ends all that begin among them.
        from = longest;
    }
    None
}

/// What is left of a gutter beside a row; nothing if a line crosses it.
fn narrowed((left, right): (f64, f64), row: &Row) -> Option<(f64, f64)> {
    let mut gutter = (left, right);
    for line in row {
        let place = line.place?;
        if place.left >= gutter.1 || place.right <= gutter.0 {
            continue;
        }
        let middle = (gutter.0 + gutter.1) / 2.0;
        match (place.left + place.right) / 2.0 < middle {
            true => gutter.0 = place.right,
            false => gutter.1 = place.left,
        }
        if gutter.1 - gutter.0 < APART * place.size {
            return None;
        }
    }
    Some(gutter)
}

/// Whether what stands on both sides of a gutter are columns of text, and not cells.
fn is_text(rows: &[Row], gutter: f64) -> bool {
    let sides = [false, true].map(|is_right| {
        let lines = rows.iter().flatten();
        let lines = lines.filter(|line| {
            line.place
                .is_some_and(|place| (place.right > gutter) == is_right)
        });
        lines.collect::<Vec<_>>()
    });
    sides
        .iter()
        .all(|lines| lines.len() >= FEWEST_ROWS && are_sentences(lines))
}

fn are_sentences(lines: &[&Line]) -> bool {
    let begins_small = |line: &&&Line| {
        let first = line.text.trim_start().chars().next();
        first.is_some_and(char::is_lowercase)
    };
    let small = lines.iter().filter(begins_small).count();
    let width = |line: &&Line| line.place.map_or(0.0, |place| place.right - place.left);
    let mut widths: Vec<f64> = lines.iter().map(width).collect();
    widths.sort_by(f64::total_cmp);
    let longest = widths.last().copied().unwrap_or(0.0);
    small as f64 >= GOING_ON * lines.len() as f64 && widths[widths.len() / 2] >= FILLED * longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, down: f64) -> Line {
        let place = Some(Place {
            left,
            right: left + text.len() as f64 * 5.0,
            down,
            size: 10.0,
        });
        Line {
            text: text.to_owned(),
            place,
            ..Line::default()
        }
    }

    fn text(lines: Vec<Line>) -> String {
        let texts: Vec<String> = sort(lines).into_iter().map(|line| line.text).collect();
        texts.join(" ")
    }

    #[test]
    fn columns_that_were_written_across_are_read_down() {
        let mut lines = vec![line("Il titolo sopra le due colonne", 50.0, 20.0)];
        for row in 0..7 {
            let down = 40.0 + 12.0 * f64::from(row);
            lines.push(line(&format!("sinistra {row} va"), 0.0, down));
            lines.push(line(&format!("destra {row} viene"), 120.0, down));
        }
        let expected = (0..7).map(|row| format!("sinistra {row} va "));
        let expected = expected.chain((0..7).map(|row| format!("destra {row} viene ")));
        let expected: String = expected.collect();
        let expected = format!("Il titolo sopra le due colonne {}", expected.trim_end());
        assert_eq!(text(lines.clone()), expected);
        // A table is read across.
        for line in &mut lines {
            line.text = format!("V{}", line.text);
        }
        assert!(text(lines).contains("Vsinistra 3 va Vdestra 3 viene"));
    }

    #[test]
    fn what_was_written_in_no_order_is_read_from_the_top() {
        let words = ["uno", "due", "tre", "quat", "tro", "cinque", "sei", "sette"];
        let place = |at: usize| match at {
            4 => (70.0, 24.0),
            at => (
                (at % 2) as f64 * 30.0 + if at == 3 { 20.0 } else { 0.0 },
                (at / 2) as f64 * 24.0,
            ),
        };
        let lines = [7, 6, 4, 2, 3, 5, 1, 0].map(|at| line(words[at], place(at).0, place(at).1));
        assert_eq!(text(lines.to_vec()), "uno due tre quattro cinque sei sette");
    }
}
