//! Lines that were meant as items of a list.

use super::enumerated;
use crate::content::markdown::run::{Found, Written};
use crate::diagnostic::{Misread, Slip};
use std::ops::Range;

/// Signs that word processors put before items, and that are nothing in Markdown.
const BULLETS: [char; 19] = [
    '•', '·', '▪', '●', '○', '◦', '‣', '■', '□', '➢', '✓', '❖', '⁃', '∙', '⦁', '\u{f0a7}',
    '\u{f0b7}', '\u{f0d8}', '\u{f0fc}',
];

/// Signs that make a list only where several lines begin with them.
const SEVERAL: [char; 22] = [
    '–', '—', '−', '‐', '‑', '―', '→', '➔', '➜', '⇒', '►', '▶', '☐', '☑', '☒', '§', '👉', '✔',
    '✅', '◆', '»', '#',
];

/// Those of them that nobody writes before a word for another reason.
const ATTACHED: [char; 5] = ['►', '▶', '➔', '➜', '👉'];

/// The most that an item is numbered with: four digits are a year.
const MOST_DIGITS: usize = 3;

/// The longest line before a list that is not simply the first of a text in short lines.
const SHORT: usize = 60;

/// Lists that are published as text; one message a kind.
pub(super) fn find(text: &Written, out: &mut Vec<Found>) {
    pasted(text, out);
    enumerated::find(text, out);
    invisible(text, out);
    without_space(text, out);
    in_paragraph(text, out);
    boxes(text, out);
    out.extend(on_one_line(text));
}

/// A text that ends with a colon, with what looks like items behind it.
fn on_one_line(text: &Written) -> Option<Found> {
    let mut with_colon = text.lines().filter(|(line, _)| line.contains(": "));
    with_colon.find_map(|(line, range)| {
        let at = [": - ", ": • ", ": * "]
            .iter()
            .find_map(|sign| line.find(sign))?;
        let mark = line[at + 2..].chars().next()?;
        let sign = format!(" {mark} ");
        let others = line[at + 2..].matches(&sign).count();
        let said = line[at + 2..].split(&sign);
        let words = said.map(|item| item.trim_start_matches([mark, ' ']));
        let is_list = words
            .clone()
            .all(|item| item.starts_with(char::is_alphabetic));
        let start = range.start + at + 2;
        (others > 1 && is_list).then_some((Slip::ListOnOneLine, start..start + mark.len_utf8()))
    })
}

/// What stands in an item below its first line: one more item without a space behind its sign, or
/// a sentence that was hardly meant as part of it.
pub(super) fn in_item(own: &str, (before, after): (&str, &str), loose: bool, out: &mut Vec<Found>) {
    let before = before.trim_end_matches([' ', '\t']);
    let sign = before.chars().next_back();
    let numbered = before
        .trim_end_matches(['.', ')'])
        .ends_with(|c: char| c.is_ascii_digit());
    let item = before.rsplit('\n').next().unwrap_or(before).trim_start();
    let bullet = matches!(item, "-" | "*" | "+");
    if !(bullet || numbered && (2..=4).contains(&item.len())) {
        return;
    }
    let Some((first, rest)) = own.split_once('\n') else {
        return;
    };
    let at = first.len() + 1;
    if let Some(found) = sign
        .filter(|_| bullet)
        .and_then(|sign| nested(own, sign, after))
    {
        out.push(found);
        return;
    }
    if let Some(found) = too_deep(rest, at) {
        out.push(found);
        return;
    }
    let line = rest.lines().next().unwrap_or(rest);
    let glued = sign
        .filter(|_| bullet)
        .and_then(|sign| line.strip_prefix(sign));
    if glued.is_some_and(|rest| rest.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2) {
        let mark = sign.expect("it has just been found");
        out.push((Slip::ListWithoutSpace { mark }, at..at + line.len()));
        return;
    }
    let last = rest.rsplit('\n').next().unwrap_or(rest);
    let is_sentence = line.starts_with(char::is_uppercase) && last.ends_with(['.', '!', '?', ':']);
    let many = line.split_whitespace().count() > 3;
    if loose && first.chars().count() < SHORT && is_sentence && many {
        out.push((Slip::TextInList, at..at + line.len()));
    }
}

/// A line below an item that begins as one: it is so far to the right that Markdown takes it for
/// text. `at` is where the lines below begin.
fn too_deep(below: &str, mut at: usize) -> Option<Found> {
    below.split_inclusive('\n').find_map(|line| {
        let text = line.trim_start();
        let start = at + line.len() - text.len();
        at += line.len();
        let (sign, said) = text.split_once(' ')?;
        let is_item = matches!(sign, "-" | "*" | "+") && line.len() - text.len() >= 4;
        let mark = sign.to_owned();
        let slip = Slip::Misread(Misread::TooDeep { mark });
        (is_item && said.starts_with(char::is_alphanumeric)).then(|| (slip, start..start + 1))
    })
}

/// A line below an item that begins with its sign twice, as inner items do in other programs. Of
/// hyphens there have to be more, or one more item behind them: a dash may begin a name.
fn nested(own: &str, sign: char, after: &str) -> Option<Found> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in own.split_inclusive('\n') {
        let text = line.trim_start();
        let start = at + line.len() - text.len();
        at += line.len();
        let said = text.trim_start_matches(sign);
        let signs = text.len() - said.len();
        let is_inner = (2..=3).contains(&signs) && said.starts_with(' ');
        if is_inner && !said.trim().is_empty() && !said.trim_end().ends_with(sign) {
            found.push(start..start + signs);
        }
    }
    let goes_on = || {
        let next = after.trim_start_matches(['\n', ' ']);
        let is_apart = after.trim_start_matches(' ').starts_with("\n\n");
        let is_item = next
            .strip_prefix(sign)
            .is_some_and(|rest| rest.starts_with(' '));
        is_item && !is_apart
    };
    let range = found.first()?.clone();
    let mark = own[range.clone()].to_owned();
    let certain = sign != '-' || found.len() > 1 || goes_on();
    certain.then_some((Slip::Misread(Misread::NestedSigns { mark }), range))
}

/// Boxes on several lines, without the hyphen of an item.
fn boxes(text: &Written, out: &mut Vec<Found>) {
    let is_box = |line: &str| {
        ["[ ] ", "[x] ", "[X] "]
            .iter()
            .any(|sign| line.strip_prefix('-').unwrap_or(line).starts_with(sign))
    };
    let glued = text
        .lines()
        .find(|(line, _)| line.starts_with('-') && is_box(line));
    if let Some((_, first)) = glued {
        out.push((Slip::TaskBox, first.start..first.start + 4));
        return;
    }
    let mut found = text.lines().filter(|(line, _)| is_box(line));
    if let (Some((_, first)), Some(_)) = (found.next(), found.next()) {
        out.push((Slip::TaskBox, first.start..first.start + 3));
    }
}

fn pasted(text: &Written, out: &mut Vec<Found>) {
    let mut dashes: Vec<(char, Range<usize>)> = Vec::new();
    // The dash before a word, or the symbol, at the beginning of the line above.
    let mut glued: Option<(&str, Range<usize>)> = None;
    for (line, range) in text.lines() {
        let mut chars = line.chars();
        let (Some(mark), next) = (chars.next(), chars.next()) else {
            continue;
        };
        let spaced = next.is_some_and(|c| c == '\t' || c == ' ' || c == '\u{a0}');
        let tabbed = next == Some('\t');
        if BULLETS.contains(&mark) && next.is_some_and(|c| c != mark)
            || spaced && mark == '\u{a7}' && tabbed
            || tabbed && ['o', '–', '—', 'Ø', 'ü'].contains(&mark)
        {
            out.push(list_from(mark, range));
            return;
        }
        // `#.` counts by itself, in reStructuredText.
        let counts = mark == '#' && line.starts_with("#. ");
        if text.is_broken(&range) {
            glued = None;
            continue;
        }
        if SEVERAL.contains(&mark) && (spaced && mark != '#' || counts) || ATTACHED.contains(&mark)
        {
            dashes.push((mark, range.clone()));
        }
        let sign = symbol(line);
        let above = glued.take_if(|(above, _)| sign == Some(above));
        if let Some((mark, first)) = above {
            let mark = mark.to_owned();
            out.push((Slip::PastedList { mark }, first));
            return;
        }
        glued = sign.map(|sign| (sign, range));
    }
    if let Some((mark, first)) = dashes.first().filter(|_| dashes.len() > 1) {
        out.push(list_from(*mark, first.clone()));
    }
}

/// What a line begins with that makes it an item only behind one that begins alike: a dash before a
/// word, an arrow of several signs, a symbol.
fn symbol(line: &str) -> Option<&str> {
    let mark = line.chars().next()?;
    let (own, rest) = line.split_at(mark.len_utf8());
    let is_symbol = matches!(mark, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}')
        || matches!(mark, '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..);
    let spaced = rest.trim_start_matches('\u{fe0f}').starts_with(' ');
    let is_dash =
        ['–', '—', '−', '‐', '‑'].contains(&mark) && rest.starts_with(char::is_alphabetic);
    let arrow = ["-> ", "=> ", "~> "]
        .iter()
        .find(|arrow| line.starts_with(**arrow));
    match arrow {
        Some(arrow) => Some(&line[..arrow.len() - 1]),
        None => (is_dash || is_symbol && spaced).then_some(own),
    }
}

/// A sentence right below a quotation that has ended, which Markdown takes for part of it.
pub(super) fn below_quotation(own: &str) -> Option<Found> {
    let mut at = 0;
    let mut ended = false;
    own.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let text = line.trim();
        let is_below = ended && !text.starts_with('>') && text.starts_with(char::is_uppercase);
        ended = text.ends_with(['.', '!', '?', '»', '”', '"']);
        let slip = Slip::Misread(Misread::BelowQuotation);
        is_below.then(|| (slip, start..start + line.trim_end().len()))
    })
}

/// Lines that begin with two hyphens, as those of a list in a terminal.
pub(super) fn doubled(own: &str) -> Option<Found> {
    let all = own.lines().all(|line| line.trim_start().starts_with("-- "));
    let slip = Slip::PastedList {
        mark: "--".to_owned(),
    };
    (all && own.contains('\n')).then(|| (slip, 0..own.lines().next().map_or(0, str::len)))
}

fn list_from(mark: char, at: Range<usize>) -> Found {
    let mark = match mark {
        '#' => "#.".to_owned(),
        mark => mark.to_string(),
    };
    (Slip::PastedList { mark }, at)
}

/// Spaces that are none to Markdown.
const INVISIBLE: [char; 5] = ['\u{a0}', '\u{202f}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// A sign that begins an item or a heading, with such a space beside it.
fn invisible(text: &Written, out: &mut Vec<Found>) {
    let found = text.lines().find_map(|(line, range)| {
        let own = line.trim_start_matches(INVISIBLE);
        let length = match own.as_bytes().first()? {
            b'-' | b'*' | b'+' => 1,
            b'#' => own.bytes().take_while(|byte| *byte == b'#').count(),
            b'0'..=b'9' => own.len() - numbered(own)?.2.len(),
            _ => return None,
        };
        let (sign, rest) = own.split_at(length);
        let before = line.len() > own.len();
        // Behind a `#` it is told where headings are.
        let behind = rest.starts_with(INVISIBLE) && !sign.starts_with('#');
        let meant = behind || before && rest.starts_with(' ');
        let said = rest.trim_start_matches(INVISIBLE).trim();
        let end = range.start + line.len() - rest.len();
        let end = end + rest.chars().next().map_or(0, char::len_utf8);
        let mark = sign.to_owned();
        (meant && !said.is_empty()).then_some((Slip::InvisibleSpace { mark }, range.start..end))
    });
    out.extend(found);
}

/// An item whose box is not one: `[]`, or without a space behind it.
pub(super) fn task_box(text: &Written, before: &str, out: &mut Vec<Found>) {
    let Some((line, range)) = text.lines().next() else {
        return;
    };
    let is_item = before
        .trim_end_matches([' ', '\t'])
        .ends_with(['-', '*', '+']);
    let boxes = [
        "[]", "[x]", "[X]", "[\u{a0}]", "[ ]", "[v]", "[V]", "[ x]", "[x ]", "[ X]", "[X ]", "[✓]",
        "[✔]", "( )",
    ];
    let found = boxes.into_iter().find_map(|sign| {
        let rest = line.strip_prefix(sign)?;
        let spaced = rest.starts_with(char::is_whitespace);
        let broken = !matches!(sign, "[x]" | "[X]" | "[ ]") && spaced
            || !spaced && rest.starts_with(char::is_alphabetic);
        (is_item && broken).then_some(sign.len())
    });
    out.extend(found.map(|length| (Slip::TaskBox, range.start..range.start + length)));
}

/// `-uno` and `1.uno`, twice in a row.
fn without_space(text: &Written, out: &mut Vec<Found>) {
    let mut before: Option<(char, usize, Range<usize>)> = None;
    for (line, range) in text.lines() {
        let (mark, number, rest) = match line.chars().next() {
            Some(mark @ ('-' | '*' | '+')) => (mark, 0, &line[1..]),
            Some('0'..='9') => match numbered(line) {
                Some((number, mark, rest)) => (mark, number, rest),
                None => {
                    before = None;
                    continue;
                }
            },
            _ => {
                before = None;
                continue;
            }
        };
        let letters = rest.chars().take(2).filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            before = None;
            continue;
        }
        match &before {
            Some((same, last, first))
                if *same == mark && (mark == '-' || *last + 1 == number || number == 0) =>
            {
                out.push((Slip::ListWithoutSpace { mark }, first.clone()));
                return;
            }
            _ => before = Some((mark, number, range)),
        }
    }
}

/// A number that hardly any list reaches: rather a sentence was broken before it.
const LONG: usize = 50;

/// A numbered list that does not begin with 1 cannot begin inside a paragraph.
fn in_paragraph(text: &Written, out: &mut Vec<Found>) {
    let mut before: Option<&str> = None;
    let mut last: Option<(usize, Range<usize>)> = None;
    for (line, range) in text.lines() {
        let item = numbered(line)
            .filter(|(_, _, rest)| rest.starts_with([' ', '\t']) && !rest.trim().is_empty());
        if let (Some((number, _, _)), Some(above)) = (item, before) {
            if let Some((_, first)) = last.as_ref().filter(|(last, _)| last + 1 == number) {
                out.push((Slip::ListInParagraph, first.clone()));
                return;
            }
            // One line alone may be a sentence that was broken before a number.
            let ends = above.ends_with(':');
            if number != 1 && number < LONG && (ends || begins_list(above, line)) {
                out.push((Slip::ListInParagraph, range));
                return;
            }
            last = Some((number, range));
        }
        before = Some(line);
    }
}

/// Whether the line above one that begins with a number is no line broken in the midst of a
/// sentence.
fn begins_list(above: &str, line: &str) -> bool {
    let length = above.chars().count();
    length < SHORT && line.len() + length > 2 * length && !above.ends_with(['.', ','])
}

/// The number at the beginning of a line, the sign behind it and what follows.
fn numbered(line: &str) -> Option<(usize, char, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=MOST_DIGITS).contains(&digits) {
        return None;
    }
    let rest = &line[digits..];
    let mark = rest.chars().next().filter(|c| ['.', ')'].contains(c))?;
    Some((line[..digits].parse().ok()?, mark, &rest[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::run::Run;

    #[test]
    fn lists_that_are_none_are_told_from_text() {
        let pasted = |mark: &str| {
            let mark = mark.to_owned();
            Some(Slip::PastedList { mark })
        };
        let invisible = |mark: &str| {
            let mark = mark.to_owned();
            Some(Slip::InvisibleSpace { mark })
        };
        let cases = [
            ("(1) uno\n(2) due", pasted("(1)")),
            ("i. uno\nii. due", pasted("i.")),
            ("i) uno\nj) due", pasted("i)")),
            ("a) uno\nb) due", pasted("a)")),
            ("a. uno\nb. due", pasted("a.")),
            ("1° uno\n2° due", pasted("1°")),
            ("— uno\n— due", pasted("—")),
            ("(1) uno\n(3) tre", None),
            ("A) uno\nB) due", pasted("A)")),
            ("→ uno\n→ due", pasted("→")),
            ("Ø\tuno", pasted("Ø")),
            ("☐ uno\n☒ due", pasted("☐")),
            ("1 - uno\n2 - due", pasted("1 -")),
            ("1 . uno\n2 . due", pasted("1 .")),
            ("1.- uno\n2.- due", pasted("1.-")),
            ("1º uno\n2º due", pasted("1º")),
            ("I. uno\nII. due", pasted("I.")),
            ("① uno\n② due", pasted("①")),
            ("#. uno\n#. due", pasted("#.")),
            ("» uno\n» due", pasted("»")),
            ("–uno\n–due", pasted("–")),
            ("⁃ uno", pasted("⁃")),
            ("1- uno\n2- due", pasted("1-")),
            ("1 ) uno\n2 ) due", pasted("1 )")),
            ("1/ uno\n2/ due", pasted("1/")),
            ("1°) uno\n2°) due", pasted("1°)")),
            ("a- uno\nb- due", pasted("a-")),
            (
                "1\u{fe0f}\u{20e3} uno\n2\u{fe0f}\u{20e3} due",
                pasted("1\u{fe0f}\u{20e3}"),
            ),
            ("🔹 uno\n🔹 due", pasted("🔹")),
            ("➡\u{fe0f} uno\n➡\u{fe0f} due", pasted("➡")),
            ("-> uno\n-> due", pasted("->")),
            ("− uno\n− due", pasted("−")),
            ("a) uno  \nb) due", None),
            ("a) uno\\\nb) due", None),
            ("– uno  \n– due", None),
            ("🔹 uno\ne due\n🔹 tre", None),
            ("€ 10 uno\n€ 20 due", None),
            ("«Uno»\n«Due»", None),
            ("1/2 uno\n2/3 due", None),
            ("1-2 uno\n2-3 due", None),
            ("così –uno\n–due\ne tre\n–quattro", None),
            ("#uno\n#due", None),
            ("V. Rossi\nC. Verdi\nD. Neri", None),
            ("1.1 uno\n1.2 due", pasted("1.1")),
            ("1.1. uno\n1.2. due", pasted("1.1.")),
            ("[ ] uno\n[x] due", Some(Slip::TaskBox)),
            ("→ Vai alla pagina", None),
            ("A. Rossi\nB. Verdi", None),
            ("1.053 Comuni\n1.054 enti", None),
            ("costa 1.5 euro\n1.6 euro", None),
            ("1 - 2\n2 - 2", None),
            ("[x] fatto, [ ] da fare", None),
            ("i. e. così\ne. g. così", None),
            ("(2022) uno\n(2021) due", None),
            ("-\u{a0}uno\n-\u{a0}due", invisible("-")),
            ("1.\u{a0}uno", invisible("1.")),
            ("\u{200b}## Uno", invisible("##")),
            ("\u{a0}Uno - due", None),
            ("3\u{a0}uno", None),
        ];
        for (text, expected) in cases {
            let run = Run::of(text);
            let range = run.range.clone().unwrap_or(0..text.len());
            let mut found = Vec::new();
            if let Some(written) = Written::of(&run, &range, text) {
                find(&written, &mut found);
            }
            let found: Vec<Slip> = found.into_iter().map(|(slip, _)| slip).collect();
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
