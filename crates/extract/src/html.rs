//! The text of a message or of a part of a document that is written in HTML, roughly: their readers see
//! little more.

/// Elements beside which a word goes on.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "big", "code", "em", "font", "i", "img", "mark", "o", "s", "small", "span",
    "strong", "sub", "sup", "u",
];
/// Elements that nobody reads.
const UNSEEN: [&str; 4] = ["head", "script", "style", "title"];

/// The names of the characters from U+00A0 to U+00FF, in order.
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];
/// Further names that programs for messages write.
const NAMED: [(&str, char); 24] = [
    ("quot", '\u{22}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("euro", '\u{20ac}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("sbquo", '\u{201a}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bdquo", '\u{201e}'),
    ("hellip", '\u{2026}'),
    ("bull", '\u{2022}'),
    ("trade", '\u{2122}'),
    ("dagger", '\u{2020}'),
    ("permil", '\u{2030}'),
    ("OElig", '\u{152}'),
    ("oelig", '\u{153}'),
    ("Scaron", '\u{160}'),
    ("scaron", '\u{161}'),
    ("zwnj", '\u{200c}'),
    ("apos", '\u{27}'),
];

/// The text of a page; its blocks are divided by empty lines.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        push(before, &mut text);
        rest = tag(after, &mut text);
    }
    push(rest, &mut text);
    text
}

/// Passes over a tag, and gives what follows it.
fn tag<'a>(after: &'a str, text: &mut String) -> &'a str {
    if let Some(comment) = after.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let is_end = after.starts_with('/');
    let name = after.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
    let rest = after.split_once('>').map_or("", |(_, rest)| rest);
    if UNSEEN.contains(&name.as_str()) && !is_end {
        let lower = rest.to_ascii_lowercase();
        let end = lower.find(&format!("</{name}"));
        return end.map_or("", |end| &rest[end..]);
    }
    match name.as_str() {
        "td" | "th" => text.push(' '),
        name if INLINE.contains(&name) => {}
        _ => text.push_str("\n\n"),
    }
    rest
}

/// Adds text between tags, with what its references stand for.
fn push(mut rest: &str, text: &mut String) {
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let end = after.find(|c: char| c != '#' && !c.is_ascii_alphanumeric());
        let (name, behind) = after.split_at(end.unwrap_or(after.len()));
        match character(name) {
            Some(c) => {
                text.push(c);
                rest = behind.strip_prefix(';').unwrap_or(behind);
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let hexadecimal = hexadecimal.map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?);
    }
    let latin = LATIN
        .iter()
        .zip('\u{a0}'..)
        .find(|(known, _)| **known == name);
    let named = || NAMED.iter().find(|(known, _)| *known == name);
    latin.map(|(_, c)| c).or_else(|| named().map(|(_, c)| *c))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn words_are_whole_and_references_are_characters() {
        let html = "<head><title>t</title></head><p>citt&agrave;&nbsp;&#8364;&#xe8; A&B &ugrave</p><!-- > -->\
            <td>uno<td>sot<u>to</u>";
        let text_of = text(html);
        let words: Vec<&str> = text_of.split_whitespace().collect();
        assert_eq!(words.join(" "), "città €è A&B ù uno sotto");
        assert_eq!(text("<"), "\n\n");
        assert_eq!(text("<style>p{}").trim(), "");
    }
}
