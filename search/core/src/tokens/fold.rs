//! Characters to the ones that are compared: lower case, without accents.
//!
//! Latin letters fold by a table. Any other word is decomposed by Unicode's
//! rules (NFKD) and loses its marks: natively with their tables, in a browser
//! with the browser's, which would weigh more than the rest of the client.

use super::chars::digit;

/// Base letters of U+00C0..=U+017F in order, `*` where a letter folds to two
/// (see [`fold_char`]) and `.` where the character is not a letter.
const LATIN: &str = "aaaaaa*ceeeeiiiidnooooo.ouuuuy**aaaaaa*ceeeeiiiidnooooo.ouuuuy*y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllllllln\
nnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// `text` folded: what two spellings of a word have in common.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(text, &mut folded);
    folded
}

/// Appends `text` folded.
pub(super) fn fold_onto(text: &str, folded: &mut String) {
    let from = folded.len();
    for c in text.chars() {
        if !fold_char(c, folded) {
            folded.truncate(from);
            let mut before = ' ';
            for c in super::unicode::decomposed(text).chars() {
                let last = folded.chars().next_back().unwrap_or(' ');
                if let Some(letter) = joined(last, c) {
                    folded.pop();
                    folded.push(letter);
                } else if let Some(letter) = composed(before, c) {
                    folded.truncate(folded.len() - before.len_utf8());
                    folded.push(letter);
                } else if !is_mark(c) && !fold_char(c, folded) {
                    folded.push(if c == 'ς' { 'σ' } else { c });
                    before = c;
                    continue;
                }
                before = ' ';
            }
            return;
        }
    }
}

/// Leaves in a text only the characters that are to be kept.
pub(crate) fn keep(text: &mut String, kept: &dyn Fn(char) -> bool) {
    text.retain(kept);
}

/// The letter that a mark makes of the one before it, where Cyrillic has two
/// letters and not one with an accent: endings are told apart by `й`.
fn composed(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('и', '\u{306}') => Some('й'),
        ('у', '\u{306}') => Some('ў'),
        ('і', '\u{308}') => Some('ї'),
        _ => None,
    }
}

/// The letter that a sign makes of the one that is folded before it: of a kana its
/// voiced one, which half-width katakana have as a sign of their own, and of the
/// nasals of India, which are as often written as a dot.
fn joined(letter: char, sign: char) -> Option<char> {
    match (letter, sign) {
        ('う', '\u{3099}') => Some('ゔ'),
        ('か'..='ほ', '\u{3099}') => char::from_u32(letter as u32 + 1),
        ('は'..='ほ', '\u{309a}') => char::from_u32(letter as u32 + 2),
        ('\u{919}' | '\u{91e}' | '\u{923}' | '\u{928}' | '\u{92e}', '\u{94d}') => Some('\u{902}'),
        _ => None,
    }
}

/// Appends the folded form of `c`, which is empty for a combining mark; false
/// if it takes Unicode's tables to know.
fn fold_char(c: char, folded: &mut String) -> bool {
    if !c.is_ascii()
        && let Some(digit) = digit(c)
    {
        folded.push(char::from(digit));
        return true;
    }
    match c {
        '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
        '\u{300}'..='\u{36f}' => {}
        'Æ' | 'æ' => folded.push_str("ae"),
        'Œ' | 'œ' => folded.push_str("oe"),
        'ß' => folded.push_str("ss"),
        'Þ' | 'þ' => folded.push_str("th"),
        'Ĳ' | 'ĳ' => folded.push_str("ij"),
        '\u{c0}'..='\u{17f}' => match LATIN.as_bytes().get(c as usize - 0xc0) {
            Some(&base) if base.is_ascii_lowercase() => folded.push(char::from(base)),
            _ => folded.push(c),
        },
        // What stays as it is: punctuation, and scripts without case and marks
        // that are left out. Taken apart, kana and Hangul would be others.
        '\u{80}'..='\u{bf}' if !matches!(c, 'ª' | '²' | '³' | '¹' | 'º' | 'µ') => {
            folded.push(c)
        }
        // Katakana as hiragana: what is written in both is one word (`ゴミ`, `ごみ`).
        'ァ'..='ヶ' => folded.push(char::from_u32(c as u32 - 0x60).unwrap_or(c)),
        '\u{901}' => folded.push('\u{902}'),
        '’' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => folded.push(c),
        _ => return false,
    }
    true
}

/// Combining marks that two spellings of a word may differ by: accents, points
/// and vowel signs of Hebrew and Arabic and what stretches its lines, but not
/// the vowels and tones of other scripts.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'..='\u{5c2}'
            | '\u{5c4}'..='\u{5c5}'
            | '\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6ed}'
            | '\u{93c}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_covers_its_range() {
        assert_eq!(LATIN.len(), 0x180 - 0xc0);
    }

    #[test]
    fn spellings_meet() {
        for (text, expected) in [
            ("Università", "universita"),
            ("universita\u{300}", "universita"),
            ("PERCHÉ", "perche"),
            ("Škoda Łódź Žižek", "skoda lodz zizek"),
            ("straße œuvre STRAẞE", "strasse oeuvre strasse"),
            ("ſ ŉ ĸ ĳ", "s n k ij"),
            ("İstanbul ISPARTA ılık", "istanbul isparta ilik"),
            ("Αθήνα", "αθηνα"),
            ("Καλημέρα ΚΌΣΜΟΣ κόσμος", "καλημερα κοσμοσ κοσμοσ"),
            ("Москва", "москва"),
            ("Ёлка елка", "елка елка"),
            ("край Кра\u{438}\u{306} Київ", "край край київ"),
            ("Việt", "viet"),
            ("người", "nguoi"),
            ("đường", "duong"),
            ("كِتَابٌ", "كتاب"),
            ("שָׁלוֹם", "שלום"),
            ("oﬃce", "office"),
            ("H₂O", "h2o"),
            ("mc²", "mc2"),
            ("Å", "a"),
            ("ＡＢ１", "ab1"),
            ("ガ ｶ か 한국", "が か か 한국"),
            ("क़लम सडक सड़क", "कलम सडक सडक"),
            ("हिन्दी हिंदी चाँद चांद", "हिंदी हिंदी चांद चांद"),
            (
                "ｶﾞｲﾄﾞ ガイド ﾊﾟｿｺﾝ パソコン ｳﾞ",
                "がいど がいど ぱそこん ぱそこん ゔ",
            ),
            ("٢٠٢٤ ۱۴ २००५ ๒๕๖๗ ０３", "2024 14 2005 2567 03"),
            ("÷×", "÷×"),
        ] {
            let words: Vec<String> = text.split(' ').map(fold).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }
}
