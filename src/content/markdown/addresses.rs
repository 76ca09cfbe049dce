//! Addresses that stand in a text as they are, and are links in GitHub's Markdown:
//! <https://github.github.com/gfm/#autolinks-extension->.

use super::run::near;
use std::ops::Range;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Where it stands.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: String,
}

/// Whether a look at the bytes says that there may be one.
pub(super) fn may_have_address(text: &str) -> bool {
    // Without a way out in the middle many bytes are looked at in one step.
    let may_begin = |byte: u8| (byte == b'@') | (byte == b':') | (byte == b'w');
    text.bytes()
        .fold(false, |found, byte| found | may_begin(byte))
        && (text.contains("://") || text.contains("www.") || text.contains('@'))
}

/// The next address of a text from a place on.
pub(super) fn next_address(text: &str, from: usize) -> Option<Address> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b':' | b'w' | b'@'))
    {
        let here = at + found;
        let address = match bytes[here] {
            b':' => web(text, from, here),
            b'w' => www(text, here),
            _ => mail(text, from, here),
        };
        if address.is_some() {
            return address;
        }
        at = here + 1;
    }
    None
}

/// `https://…`, from its colon.
fn web(text: &str, from: usize, colon: usize) -> Option<Address> {
    let rest = text[colon..].strip_prefix("://")?;
    let start = ["https", "http"].iter().find_map(|scheme| {
        let start = colon
            .checked_sub(scheme.len())
            .filter(|start| *start >= from)?;
        let own = text.get(start..colon)?;
        own.eq_ignore_ascii_case(scheme).then_some(start)
    })?;
    if text[..start].ends_with(char::is_alphanumeric) {
        return None;
    }
    let begin = colon + 3;
    is_domain(rest, false).then_some(())?;
    let end = end_of(text, begin);
    (end > begin).then(|| Address {
        range: start..end,
        target: text[start..end].to_owned(),
    })
}

/// `www.…`
fn www(text: &str, start: usize) -> Option<Address> {
    let before = text[..start].chars().next_back();
    let free = before.is_none_or(|c| c.is_whitespace() || "*_~(«“\"'’".contains(c));
    let rest = text[start..].strip_prefix("www.")?;
    if !free || !is_domain(rest, true) {
        return None;
    }
    let end = end_of(text, start);
    Some(Address {
        range: start..end,
        target: format!("http://{}", &text[start..end]),
    })
}

/// `name@domain`, from its sign.
fn mail(text: &str, from: usize, at: usize) -> Option<Address> {
    let local = |byte: &&u8| byte.is_ascii_alphanumeric() || b".+-_".contains(byte);
    let bytes = text.as_bytes();
    let name = bytes[from..at].iter().rev().take_while(local).count();
    let start = at - name;
    let domain = |byte: &&u8| byte.is_ascii_alphanumeric() || b".-_".contains(byte);
    let length = bytes[at + 1..].iter().take_while(domain).count();
    let host = text[at + 1..at + 1 + length].trim_end_matches('.');
    let end = at + 1 + host.len();
    let ends = host.ends_with(|c: char| c.is_ascii_alphabetic());
    let dotted =
        host.split('.').filter(|part| !part.is_empty()).count() >= 2 && !host.contains("..");
    // A part of an address of another kind.
    let part = text[..start].ends_with(['/', '@', ':']) && !text[..start].ends_with("mailto:")
        || text[..start].ends_with(char::is_alphanumeric)
        || text[end..].starts_with(['@', '/', ':']) && !text[end..].starts_with(": ");
    (name > 0 && ends && dotted && !part).then(|| Address {
        range: start..end,
        target: format!("mailto:{}", &text[start..end]),
    })
}

/// Whether a text begins with a valid domain: parts of letters, digits, `-` and `_`, the last two
/// without `_`.
fn is_domain(rest: &str, dotted: bool) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '.';
    let rest = near(rest);
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let domain = rest[..end].trim_end_matches('.');
    let mut parts = domain.rsplit('.');
    let clean = parts
        .by_ref()
        .take(2)
        .all(|part| !part.is_empty() && !part.contains('_'));
    clean && parts.all(|part| !part.is_empty()) && (!dotted || domain.contains('.'))
}

/// Where an address ends: before a space, `<`, and what closes the sentence around it.
fn end_of(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let stop = |c: char| c.is_whitespace() || c == '<' || "«»“”".contains(c);
    let mut own = &rest[..rest.find(stop).unwrap_or(rest.len())];
    // A bracket that was opened before the address closes something else.
    if let Some(at) = own.find(']').filter(|&at| !own[..at].contains('[')) {
        own = &own[..at];
    }
    let (opened, mut closed) = (own.matches('(').count(), own.matches(')').count());
    // One of IPv6 has brackets of its own, and so may a path.
    let (square, mut squared) = (own.matches('[').count(), own.matches(']').count());
    while let Some(last) = own.chars().next_back() {
        let shorter = &own[..own.len() - last.len_utf8()];
        own = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '’' | '…' => shorter,
            ')' if closed > opened => {
                closed -= 1;
                shorter
            }
            ']' if squared > square => {
                squared -= 1;
                shorter
            }
            ';' => {
                let entity = shorter.rfind('&').filter(|at| {
                    let name = &shorter[at + 1..];
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
                });
                match entity {
                    Some(at) => &shorter[..at],
                    None => shorter,
                }
            }
            _ => break,
        };
    }
    from + own.len()
}

/// An address of the web that is written badly: where it stands, and what was meant.
pub(super) fn broken_address(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices("http").find_map(|(start, _)| {
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !"(«\"“'".contains(c)) {
            return None;
        }
        // Of a link that is none it is told where it begins.
        if text[..start].ends_with("](") {
            return None;
        }
        let rest = near(&text[start + 4..]);
        let (scheme, rest) = match rest.strip_prefix('s') {
            Some(rest) => ("https", rest),
            None => ("http", rest),
        };
        let signs = [":// ", ":/", "//", ";//", ":\\\\", "://"];
        let sign = signs.into_iter().find(|sign| {
            rest.strip_prefix(*sign)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        })?;
        let rest = &rest[sign.len()..];
        let end = rest.find(|c: char| c.is_whitespace() || "<>()[]«»\"\0".contains(c));
        let word = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ';', ':']);
        let host = word.split('/').next().unwrap_or(word);
        let (name, last) = host.rsplit_once('.')?;
        let is_host = last.len() > 1
            && last.chars().all(char::is_alphabetic)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-.".contains(c));
        // The next sentence, without a space before it.
        let glued = last.starts_with(char::is_uppercase)
            && last.ends_with(char::is_lowercase)
            && name.contains('.')
            && !name.contains(char::is_uppercase);
        let instead = match (sign, glued) {
            ("://", true) => format!("{scheme}://{name}. {}", &word[name.len() + 1..]),
            ("://", false) => return None,
            _ => format!("{scheme}://{word}"),
        };
        let end = start + scheme.len() + sign.len() + word.len();
        is_host.then_some((start..end, instead))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(address) = next_address(text, from) {
            from = address.range.end;
            found.push((text[address.range].to_owned(), address.target));
        }
        found
    }

    /// The examples of the specification, and what else is met.
    #[test]
    fn addresses_end_where_sentences_around_them_do() {
        let cases: [(&str, &[&str]); 32] = [
            ("[https://www.upinet.it].", &["https://www.upinet.it"]),
            ("[url=https://x.it/a]il sito[/url]", &["https://x.it/a"]),
            ("www.commonmark.org", &["www.commonmark.org"]),
            (
                "Visit www.commonmark.org/help for more",
                &["www.commonmark.org/help"],
            ),
            ("Visit www.commonmark.org.", &["www.commonmark.org"]),
            ("Visit www.commonmark.org/a.b.", &["www.commonmark.org/a.b"]),
            (
                "www.google.com/search?q=Markup+(business)",
                &["www.google.com/search?q=Markup+(business)"],
            ),
            (
                "www.google.com/search?q=Markup+(business)))",
                &["www.google.com/search?q=Markup+(business)"],
            ),
            (
                "(www.google.com/search?q=Markup+(business))",
                &["www.google.com/search?q=Markup+(business)"],
            ),
            (
                "www.google.com/search?q=(business))+ok",
                &["www.google.com/search?q=(business))+ok"],
            ),
            (
                "www.google.com/search?q=commonmark&hl=en",
                &["www.google.com/search?q=commonmark&hl=en"],
            ),
            (
                "www.google.com/search?q=commonmark&hl;",
                &["www.google.com/search?q=commonmark"],
            ),
            ("www.commonmark.org/he<lp", &["www.commonmark.org/he"]),
            ("http://commonmark.org", &["http://commonmark.org"]),
            (
                "(Visit https://encrypted.google.com/search?q=Markup+(business))",
                &["https://encrypted.google.com/search?q=Markup+(business)"],
            ),
            ("foo@bar.baz", &["foo@bar.baz"]),
            (
                "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
                &["hello+xyz@mail.example"],
            ),
            ("a.b-c_d@a.b", &["a.b-c_d@a.b"]),
            ("a.b-c_d@a.b.", &["a.b-c_d@a.b"]),
            ("a.b-c_d@a.b-", &[]),
            ("a.b-c_d@a.b_", &[]),
            ("«https://x.it/a»", &["https://x.it/a"]),
            ("vedi \"https://x.it/a\".", &["https://x.it/a"]),
            (
                "https://example.com/a_b_c and www.example.com.",
                &["https://example.com/a_b_c", "www.example.com"],
            ),
            ("https://user@x.it/a", &["https://user@x.it/a"]),
            ("git@github.com:a/b", &[]),
            ("pacchetto@1.2.3 e @scope/x", &[]),
            ("http:// e https://_x e www.", &[]),
            (
                "Scrivi a sua@provincia.treviso.it: risponde",
                &["sua@provincia.treviso.it"],
            ),
            ("mailto:a@b.it", &["a@b.it"]),
            ("xhttp://a.it e awww.b.it", &[]),
            ("http://localhost:1111/a", &["http://localhost:1111/a"]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = all(text).into_iter().map(|(own, _)| own).collect();
            assert_eq!(found, expected, "{text}");
        }
        let targets = all("www.x.it e a@b.it e HTTPS://c.it");
        let targets: Vec<&str> = targets.iter().map(|(_, target)| target.as_str()).collect();
        assert_eq!(
            targets,
            ["http://www.x.it", "mailto:a@b.it", "HTTPS://c.it"]
        );
    }

    #[test]
    fn addresses_that_are_written_badly_are_found() {
        for (text, expected) in [
            ("Vedi https:// www.x.it.", Some("https://www.x.it")),
            ("Vedi http:/www.x.it/a", Some("http://www.x.it/a")),
            ("Vedi https//www.x.it", Some("https://www.x.it")),
            (
                "Su https://www.upinet.it.Poi",
                Some("https://www.upinet.it. Poi"),
            ),
            ("Su https://www.upinet.it. Poi", None),
            ("https:// e http://", None),
            ("[a](https:// www.x.it)", None),
            ("Comincia con http:/ o simili", None),
            ("https://GitHub.Com/a e https://x.it", None),
            ("https://x.it/a?b=http:/c.it", None),
        ] {
            let found = broken_address(text).map(|(_, instead)| instead);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
