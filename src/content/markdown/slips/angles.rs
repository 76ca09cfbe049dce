//! Addresses between angle signs that are published with them.

use super::loose::ENDINGS;
use super::targets::address_in;
use crate::content::markdown::run::{Found, Written, near};
use crate::content::web_address::without_scheme;
use crate::diagnostic::{Misread, Slip};

/// `<../page.md>` and `<upinet.it>`: only whole addresses stand between these, and without spaces.
pub(super) fn find(text: &Written, own: &str, out: &mut Vec<Found>) {
    let text = text.masked.as_str();
    out.extend(quoted(text, own));
    for (at, _) in text.match_indices('<') {
        let inside = &text[at + 1..];
        let is_file = inside.starts_with(|c: char| c == '.' || c.is_alphanumeric());
        if is_file && let Some(length) = address_in(&text[at..], '<', '>') {
            out.push((Slip::LinkBrackets, at..at + length));
            continue;
        }
        let line = near(inside).split('\n').next().unwrap_or("");
        let Some(own) = line.split_once('>').map(|(own, _)| own) else {
            continue;
        };
        let range = at..at + own.len() + 2;
        if is_host(own) {
            out.push((Slip::LinkBrackets, range));
        } else if let Some(instead) = mail(own) {
            let written = own.to_owned();
            out.push((Slip::SpacedAddress { written, instead }, range));
        } else if is_web(own) {
            let written = own.to_owned();
            let instead = format!("<{}>", own.trim().replace(' ', "%20"));
            out.push((Slip::SpacedAddress { written, instead }, range));
        }
    }
}

/// `<<text>>`, of which Markdown takes the inside for HTML.
fn quoted(masked: &str, own: &str) -> Option<Found> {
    let mut open = own.match_indices("<<").map(|(at, _)| at);
    open.find_map(|at| {
        let is_html = masked.as_bytes()[at] == b'<' && masked.as_bytes()[at + 1] == 0;
        let inside = own[at + 2..].split_once(">>").map(|(inside, _)| inside)?;
        let end = at + 4 + inside.len();
        let inside = inside.to_owned();
        is_html.then_some((Slip::Misread(Misread::AngleQuotes { inside }), at..end))
    })
}

/// Whether a text is the name of a site, of a kind that no other thing has.
pub(in crate::content::markdown) fn is_host(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let mut parts = text.split('.');
    let last = parts.next_back().unwrap_or("");
    let whole = text
        .split('.')
        .all(|part| !part.is_empty() && part.chars().all(is_part));
    whole && parts.next().is_some() && ENDINGS.contains(&last)
}

/// An address of mail without the spaces that it has.
fn mail(text: &str) -> Option<String> {
    let joined: String = text.split_whitespace().collect();
    let (name, host) = joined
        .strip_prefix("mailto:")
        .unwrap_or(&joined)
        .split_once('@')?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let is_name = !name.is_empty() && name.chars().all(is_part);
    let spaced = text.contains(' ') && text.split_whitespace().count() <= 2;
    (spaced && is_name && is_host(host)).then(|| format!("<{name}@{host}>"))
}

/// Whether a text is a whole address of the web, but for spaces.
fn is_web(text: &str) -> bool {
    without_scheme(text).is_some_and(|rest| {
        let host = rest.split(['/', ' ']).next().unwrap_or("");
        is_host(host) && text.contains(' ') && !text.contains(['<', '"', '\0'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::run::Run;

    #[test]
    fn addresses_are_told_from_other_things() {
        let cases = [
            ("Vedi <upinet.it>.", true),
            ("Vedi <www.upinet.it>.", true),
            ("Vedi <https://www.upinet.it/a b>.", true),
            ("Vedi <../a.md>.", true),
            ("Scrivi a <redazione@upinet.it >.", true),
            ("Scrivi a <mailto: redazione@upinet.it>.", true),
            ("Scrivi a <redazione@upinet.it>.", false),
            ("se a <b di c@d.it> allora", false),
            ("Vedi <https://www.upinet.it/a>.", false),
            ("La <<Provincia di Treviso>> firma.", true),
            ("Vector<int.x> e a < b.it e <System.Net>", false),
            ("Da https://a.it <Comune> b.it>", false),
        ];
        for (text, expected) in cases {
            let run = Run::of(text);
            let range = run.range.clone().unwrap();
            let mut out = Vec::new();
            if let Some(written) = Written::of(&run, &range, text) {
                find(&written, &text[range], &mut out);
            }
            assert_eq!(!out.is_empty(), expected, "{text}");
        }
    }
}
