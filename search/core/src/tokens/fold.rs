//! Characters to the ones that are compared: lower case, without accents.
//!
//! Latin, Greek and Cyrillic letters fold; any other stays as it is. The
//! standard library's case tables would weigh more than the rest of the
//! analyser in the browser, for scripts that have no analyser here.

/// Base letters of U+00C0..=U+017F in order, `*` where a letter folds to two
/// (see [`fold_char`]) and `.` where the character is not a letter.
const LATIN: &str = "aaaaaa*ceeeeiiiidnooooo.ouuuuy**aaaaaa*ceeeeiiiidnooooo.ouuuuy*y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllllllln\
nnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// `text` folded: what two spellings of a word have in common.
pub fn fold(text: &str) -> String {
    fold_but(text, |_| false)
}

/// `text` folded, but for what is left out.
pub(crate) fn fold_but(text: &str, left_out: fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if !left_out(c) {
            fold_char(c, &mut folded);
        }
    }
    folded
}

/// Appends the folded form of `c`, which is empty for a combining mark.
pub(super) fn fold_char(c: char, folded: &mut String) {
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
        'ẞ' => folded.push_str("ss"),
        // Greek and Cyrillic capitals stand at a fixed distance from the small.
        'Α'..='Ϋ' | 'А'..='Я' => push_shifted(c, 0x20, folded),
        'Ѐ'..='Џ' => push_shifted(c, 0x50, folded),
        // Full-width forms of the ASCII letters and digits.
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
            let ascii = (c as u32 - 0xfee0) as u8;
            folded.push(char::from(ascii.to_ascii_lowercase()));
        }
        _ => folded.push(c),
    }
}

fn push_shifted(c: char, by: u32, folded: &mut String) {
    folded.push(char::from_u32(c as u32 + by).unwrap_or(c));
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
            ("straße œuvre", "strasse oeuvre"),
            ("ſ ŉ ĸ ĳ", "s n k ij"),
            ("Αθήνα Москва Ёлка", "αθήνα москва ёлка"),
            ("ＡＢ１", "ab1"),
            ("÷×", "÷×"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }
}
