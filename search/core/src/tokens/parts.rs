//! Where names that are written in one word come apart, and the forms that
//! those with hyphens have without.

use super::chars::{digit, first};

/// Where the parts of a run end, but for the last: before a capital that
/// follows a small letter or begins a word after capitals (`XML|Http|Request`),
/// and between letters and digits (`RFC|2119`). Nothing where letters would
/// stand alone (`i18n`, `H2O`), but for the `v` of a version.
pub(super) fn cuts(run: &str, cuts: &mut Vec<usize>) {
    let mut letters = run.bytes();
    // Nearly all runs are a word, maybe with a capital.
    if letters.next().is_some_and(|first| !first.is_ascii_digit())
        && letters.all(|letter| letter.is_ascii_lowercase())
    {
        return;
    }
    let mut classes: Vec<Class> = Vec::new();
    for c in run.chars() {
        classes.push(match c {
            'a'..='z' => Class::Small,
            'A'..='Z' => Class::Capital,
            '0'..='9' | '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}' => {
                Class::Digit
            }
            // Its place in the folded word is not known.
            _ => return,
        });
    }
    let mut from = 0;
    for at in 1..=classes.len() {
        let (before, here) = (classes[at - 1], classes.get(at));
        let cut = match (before, here) {
            (_, None) => true,
            (Class::Small, Some(Class::Capital)) => true,
            (Class::Capital, Some(Class::Capital)) => classes.get(at + 1) == Some(&Class::Small),
            (before, Some(&here)) => (before == Class::Digit) != (here == Class::Digit),
        };
        if !cut {
            continue;
        }
        let version = at == 1 && matches!(run.as_bytes()[0], b'v' | b'V');
        if before != Class::Digit && at - from < 2 && !version {
            cuts.clear();
            return;
        }
        if here.is_some() {
            cuts.push(at);
        }
        from = at;
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Small,
    Capital,
    Digit,
}

/// Most words that make one name.
const MOST_TIED: usize = 6;

/// Digits of a year at most; of more are telephone numbers (`800-123456`).
const LONGEST_YEAR: usize = 4;

/// Groups of digits at the beginning of a text that only spaces, hyphens, joints
/// or brackets part, of telephone numbers (`030 374 9911`, `(212) 555-0142`) and
/// thousands (`1 250 000`).
#[derive(Default)]
pub(super) struct Groups {
    /// The digits alone.
    pub(super) digits: String,
    /// How many of them are in the first group.
    pub(super) first: usize,
    /// Where the last group ends in the text.
    pub(super) end: usize,
    /// Whether they are one number, which is also written without what parts it.
    pub(super) is_number: bool,
}

/// Groups and digits of a telephone number.
const MOST_GROUPS: usize = 6;
pub(super) const FEWEST_DIGITS: usize = 7;
const MOST_DIGITS: usize = 15;

/// The groups of digits that a text begins with.
pub(super) fn groups(text: &str) -> Groups {
    let mut groups = Groups::default();
    let (mut count, mut years) = (0, 0);
    let (mut thousands, mut joints) = (true, true);
    let (mut dotted, mut spaced) = (false, false);
    let mut at = 0;
    loop {
        let from = groups.digits.len();
        at += digits(&text[at..], &mut groups.digits);
        let length = groups.digits.len() - from;
        count += 1;
        let year = matches!(
            groups.digits.as_bytes()[from..],
            [b'1', b'9', _, _] | [b'2', b'0', _, _]
        );
        years += usize::from(year);
        if count == 1 {
            groups.first = length;
        }
        thousands &= length == 3 || count == 1 && length < 3;
        groups.end = at;
        // What parts it from the next.
        let (mut signs, mut most) = (0, 1);
        let (mut spaces, mut joint, mut dot) = (true, true, false);
        let mut sign = first(&text[at..]);
        while is_space(sign) || matches!(sign, '-' | '‑' | '/' | '.' | '(' | ')') {
            spaces &= is_space(sign);
            joint &= matches!(sign, '.' | '/');
            dot |= sign == '.';
            if matches!(sign, '(' | ')') {
                most = 2;
            }
            signs += 1;
            at += sign.len_utf8();
            sign = first(&text[at..]);
        }
        if signs == 0 || signs > most || digit(sign).is_none() {
            break;
        }
        thousands &= spaces;
        joints &= joint;
        dotted |= dot;
        spaced |= spaces;
    }
    let digits = groups.digits.len();
    // Neither years nor days, versions and references, with others beside them.
    groups.is_number = count > 1
        && (thousands
            || count <= MOST_GROUPS
                && (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits)
                && years < count
                && (years == 0 || digits > 2 * LONGEST_YEAR)
                && !(joints && count == 3)
                && !(dotted && spaced && count > 3));
    groups
}

/// Appends the digits that a text begins with; returns their length in it.
pub(super) fn digits(text: &str, digits: &mut String) -> usize {
    let mut at = 0;
    loop {
        let c = first(&text[at..]);
        let Some(digit) = digit(c) else {
            return at;
        };
        digits.push(char::from(digit));
        at += c.len_utf8();
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Calls `give` with the forms that a name has without what ties its words or
/// parts: the whole and, with `inner`, also pairs of neighbours and all ends.
pub(super) fn joined(words: &[String], inner: bool, give: &mut dyn FnMut(&str)) {
    let count = words.len();
    let digits = |word: &String| {
        word.len() <= LONGEST_YEAR && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    // From one year to another is no name.
    if count < 2 || count == 2 && words.iter().all(digits) {
        return;
    }
    let mut joined = String::new();
    let mut give = |words: &[String]| {
        joined.clear();
        for word in words {
            joined.push_str(word);
        }
        give(&joined);
    };
    if count <= MOST_TIED {
        give(words);
    }
    if !inner || count < 3 {
        return;
    }
    for at in 0..count - 1 {
        if words[at..at + 2].iter().all(digits) {
            continue;
        }
        give(&words[at..at + 2]);
        if at > 0 && at + 2 < count && count <= MOST_TIED {
            give(&words[at..]);
        }
    }
}
