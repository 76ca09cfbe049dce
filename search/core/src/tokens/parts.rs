//! Where names that are written in one word come apart, and the forms that
//! those with hyphens have without.

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

/// Whether what follows an area code, at a space or a slash, is a telephone
/// number of it: both are also written as one.
pub(super) fn is_telephone(code: &str, rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit);
    matches!(code.as_bytes(), [b'0', _, ..]) && code.len() <= LONGEST_YEAR && digits.count() >= 5
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
