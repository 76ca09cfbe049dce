//! What characters are to the scanner.
//!
//! Ranges instead of Unicode's tables, which would be a tenth of the client
//! and tell apart what is not text.

/// Letters and digits: beyond ASCII, all but the blocks of signs.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !matches!(
        c,
        // Latin-1's signs, ª and º ("1º" is "1") among them, but for ² ³ ¹ µ; × and ÷.
        '\u{80}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{ba}'..='\u{bf}' | '\u{d7}' | '\u{f7}'
        // Modifiers (an apostrophe is one) and combining marks.
        | '\u{2b0}'..='\u{36f}'
        // Stops of the Armenian, Hebrew, Arabic, Indian and Thai scripts.
        | '\u{589}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{60c}' | '\u{61b}' | '\u{61f}'
        | '\u{6d4}' | '\u{964}' | '\u{965}' | '\u{e2f}' | '\u{e5a}' | '\u{e5b}'
        | '\u{17d4}'..='\u{17db}'
        // Punctuation, currencies, letters as trade marks, arrows, mathematics,
        // boxes, symbols; but not small and circled digits and letters.
        | '\u{2000}'..='\u{206f}' | '\u{207a}'..='\u{207e}' | '\u{208a}'..='\u{208e}'
        | '\u{20a0}'..='\u{20cf}' | '\u{2116}'..='\u{2118}' | '\u{211e}'..='\u{2123}'
        | '\u{2150}'..='\u{215f}' | '\u{2189}'..='\u{245f}' | '\u{2474}'..='\u{24b5}'
        | '\u{24eb}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}' | '\u{30fb}' | '\u{fe00}'..='\u{fe6f}' | '\u{feff}'
        | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}'
        // Private use, pictograms, tags.
        | '\u{e000}'..='\u{f8ff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{10ffff}'
    )
}

/// Signs that people look for, each a word: currencies, the section sign,
/// fractions, arrows, mathematics, pictograms (but not what only colours one).
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '¥' | '§' | '\u{bc}'..='\u{be}' | '\u{20a0}'..='\u{20cf}'
            | '\u{2150}'..='\u{215f}' | '\u{2190}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
            | '\u{1f000}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}'
    )
}

/// What operators are made of (`=>`, `&&`).
pub(super) fn is_operator(byte: u8) -> bool {
    matches!(
        byte,
        b'=' | b'<'
            | b'>'
            | b'!'
            | b'&'
            | b'|'
            | b'+'
            | b'*'
            | b'-'
            | b'~'
            | b'^'
            | b'?'
            | b':'
            | b'%'
    )
}

/// Scripts that put no spaces between words, Korean among them, where what
/// follows a noun is written together with it.
pub(super) fn is_unsegmented(c: char) -> bool {
    digit(c).is_none()
        && matches!(
            c,
            // Thai, Lao; Burmese; Khmer.
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            // Kana, ideographs, Hangul.
            | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}'
        )
}

/// The digit of ASCII that a digit of any script is, where it is one of those
/// that pages are written in: Arabic and Persian, those of India, Thai and Lao,
/// Burmese, Khmer, and the wide ones of East Asia.
#[inline(never)]
pub(super) fn digit(c: char) -> Option<u8> {
    let place = match c {
        '0'..='9' => c as u32 - 0x30,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => c as u32 & 15,
        // Devanagari to Malayalam, each 128 after the one before.
        '\u{966}'..='\u{d6f}' => (c as u32 - 0x966) % 128,
        '\u{e50}'..='\u{e59}'
        | '\u{ed0}'..='\u{ed9}'
        | '\u{1040}'..='\u{1049}'
        | '\u{17e0}'..='\u{17e9}'
        | '\u{ff10}'..='\u{ff19}' => c as u32 & 15,
        _ => 10,
    };
    (place < 10).then_some(b'0' + place as u8)
}

/// The first character of a text, or a control that is in none.
#[inline(never)]
pub(super) fn first(text: &str) -> char {
    text.chars().next().unwrap_or('\0')
}

/// What continues a word without showing in it, besides marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}'
    )
}

/// Whether people type it for an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '‛' | '′' | '`' | '´' | '＇')
}

/// Whether the last character of a text is one of these.
pub(super) fn ends_in_apostrophe(text: &str) -> bool {
    let mut ends = false;
    for c in text.chars() {
        ends = is_apostrophe(c);
    }
    ends
}

/// What ties digits to one number.
pub(super) fn is_joint(byte: u8) -> bool {
    matches!(byte, b'/' | b'.' | b',')
}

/// What ties words to one name, which is also written without it.
pub(super) fn ties(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '_' | '.')
}
