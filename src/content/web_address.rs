//! Addresses of the web: whether they can be, and what was meant.

use crate::diagnostic::{FieldSlip, Problem, UrlForm, nearest};
use std::borrow::Cow;
use std::net::Ipv4Addr;

/// The host that an address without its scheme begins with.
pub fn host(after: &str) -> &str {
    let end = after.find(['/', '?', '#', '\\']);
    &after[..end.unwrap_or(after.len())]
}

/// What follows the scheme of an address of the web.
pub fn without_scheme(address: &str) -> Option<&str> {
    let schemes = ["https://", "http://"];
    schemes
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
}

/// Whether a text can be the name of a host, with a port.
pub fn is_host(text: &str) -> bool {
    let host = text.rsplit_once('@').map_or(text, |(_, host)| host);
    if host.starts_with('[') {
        return host.contains(']');
    }
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let is_label = |label: &str| {
        let mut letters = label.chars();
        !label.is_empty() && letters.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let is_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let name = name.strip_suffix('.').unwrap_or(name);
    is_port && !matches!(name, "http" | "https") && name.split('.').all(is_label)
}

/// An address with what none may hold percent-encoded (RFC 3986, 2): people write spaces and quotation
/// marks into them, and browsers encode these. What is encoded already stays.
pub fn encoded(address: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c <= ' ' || "\"<>`{}|^".contains(c);
    if !address.contains(is_odd) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() + 16);
    for c in address.chars() {
        match is_odd(c) {
            // All of them are one byte.
            true => out.push_str(&format!("%{:02X}", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What is wrong with an address of the web, and what was meant if that is clear.
pub fn bad_address(target: &str, scheme: &str) -> Problem {
    let word = target.bytes().take_while(u8::is_ascii_alphabetic).count();
    let marks = [':', '/', '\\', ';', ',', '.'];
    let rest = match target[word..].starts_with(&marks[..]) && !target.starts_with("www.") {
        true if nearest(&target[..word], ["http", "https"]).is_some() => {
            target[word..].trim_start_matches(&marks[..])
        }
        _ => target,
    };
    // Twice the same beginning is pasted behind what was there.
    let rest = without_scheme(rest).unwrap_or(rest);
    let is_clear = is_host(host(rest)) && host(rest).contains('.');
    Problem::BadAddress {
        target: target.to_owned(),
        suggestion: is_clear.then(|| format!("{scheme}://{rest}")),
    }
}

/// What is wrong with the value of a field that takes an address; `None` if nothing is.
pub(super) fn wrong(text: &str, field: &str) -> Option<Problem> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|s| text.starts_with(s));
    let slip = |form| {
        let field = field.to_owned();
        Some(Problem::FieldSlip(FieldSlip::Url { field, form }))
    };
    if let Some(scheme) = scheme
        && !text.contains(char::is_whitespace)
        && !text[scheme.len()..].contains(",http")
    {
        let after = &text[scheme.len()..];
        let name = scheme.trim_end_matches("://");
        return (!is_host(host(after))).then(|| bad_address(text, name));
    }
    if let Some(address) = linked(text) {
        return slip(UrlForm::Link(address.to_owned()));
    }
    let mut words = text.split([' ', ',', ';', '\n', '\t', '\u{a0}']);
    let mut addresses = words.clone().filter(|word| word.starts_with("http"));
    if let (Some(first), Some(_)) = (addresses.next(), addresses.next()) {
        return slip(UrlForm::Several(first.to_owned()));
    }
    if scheme.is_some() {
        let first = words.next().unwrap_or(text);
        let rest = text[first.len()..].trim();
        let is_part = rest
            .chars()
            .next()
            .is_some_and(|c| c.is_ascii_lowercase() || c == '/')
            && !rest.contains(char::is_whitespace);
        let joined = || text.split_whitespace().collect();
        return slip(
            match is_part && first.ends_with(['/', '-', '_', '.', '=', '?', '&'])
                || rest.starts_with('/')
            {
                true => UrlForm::Broken(joined()),
                false => UrlForm::Followed(first.to_owned()),
            },
        );
    }
    if text.starts_with(['/', '.']) || text.ends_with(".md") || text.contains(".md#") {
        return slip(UrlForm::OfSite);
    }
    if text.contains('@') && !text.contains(['/', ' ']) {
        return slip(UrlForm::Mail);
    }
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let meant = nearest(&text[..word].to_ascii_lowercase(), ["http", "https"]);
    let is_scheme = text[word..].starts_with([':', '/', ';', '\\']);
    match (meant, text.starts_with("www.")) {
        (Some(scheme), _) if is_scheme => Some(bad_address(text, &scheme)),
        (_, true) if is_host(host(text)) => Some(bad_address(text, "https")),
        _ => None,
    }
}

/// What is doubtful of the value of a field that takes an address, and publishes it.
pub(super) fn doubtful(text: &str, field: &str) -> Option<Problem> {
    let form = match whole(text) {
        _ if is_local(text) => UrlForm::Local(text.to_owned()),
        Some(whole) => UrlForm::Closed(whole.to_owned()),
        None => return None,
    };
    let field = field.to_owned();
    Some(Problem::FieldSlip(FieldSlip::Url { field, form }))
}

/// An address without the sign of the sentence that it was copied from: a bracket that it does not
/// open, or a stop that is not that of a word cut short (`/wiki/S.p.A.`).
fn whole(text: &str) -> Option<&str> {
    let last = text.chars().next_back()?;
    let whole = &text[..text.len() - last.len_utf8()];
    let opens = |open: char| text.matches(open).count() < text.matches(last).count();
    let word = whole.rsplit(['/', '.', '_', '-']).next().unwrap_or(whole);
    let is_word = word.chars().count() > 3 && !word.contains(char::is_uppercase);
    let is_sign = match last {
        ')' => opens('('),
        ']' => opens('['),
        ',' | ';' | '»' | '”' | '’' => true,
        '.' => is_word && whole.contains('/') && !whole.ends_with('.'),
        _ => false,
    };
    is_sign.then_some(whole)
}

/// Whether an address is that of the author's own computer, or of a network that readers are not in.
pub(super) fn is_local(target: &str) -> bool {
    let of_network = |host: &str| {
        let ip = host.parse::<Ipv4Addr>();
        host == "intranet" || host.ends_with(".local") || ip.is_ok_and(|ip| ip.is_private())
    };
    is_of_computer(target) || host_of(target).is_some_and(of_network)
}

/// Whether an address is that of the author's own computer.
pub fn is_of_computer(target: &str) -> bool {
    host_of(target).is_some_and(|host| {
        let ip = host.parse::<Ipv4Addr>();
        matches!(host, "localhost" | "0.0.0.0") || ip.is_ok_and(|ip| ip.is_loopback())
    })
}

/// The host of an address of the web, without its port.
fn host_of(target: &str) -> Option<&str> {
    let after = target
        .strip_prefix("http://")
        .or(target.strip_prefix("https://"))?;
    after.split(['/', ':', '?', '#']).next()
}

/// The address in a link as texts have them: `[words](https://…)`, `<https://…>`.
fn linked(text: &str) -> Option<&str> {
    let is_address = |text: &&str| text.starts_with("http");
    let angled = text.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
    if let Some(address) = angled.filter(is_address) {
        return Some(address);
    }
    let (_, target) = text.strip_prefix('[')?.split_once("](")?;
    target.split([')', ' ']).next().filter(is_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_nothing_that_none_may() {
        for (written, expected) in [
            ("?q=\"a+b\"", "?q=%22a+b%22"),
            (
                "https://x.example/a b%20c?d={e}&f=g#h",
                "https://x.example/a%20b%20c?d=%7Be%7D&f=g#h",
            ),
            ("/è/\\'", "/è/\\'"),
        ] {
            assert_eq!(encoded(written), expected);
        }
    }

    #[test]
    fn signs_of_sentences_are_no_part_of_addresses() {
        for (text, expected) in [
            ("https://x.it/notizia)", Some("https://x.it/notizia")),
            ("https://x.it/notizia.", Some("https://x.it/notizia")),
            ("https://x.it/a,", Some("https://x.it/a")),
            ("https://x.it/Sole_(astronomia)", None),
            ("https://x.it/wiki/S.p.A.", None),
            ("https://x.it/wiki/Inc.", None),
            ("https://x.it/a...", None),
            ("https://x.it/a/", None),
        ] {
            assert_eq!(whole(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_named() {
        let said = |text: &str| match wrong(text, "url") {
            None => "-".to_owned(),
            Some(Problem::FieldSlip(FieldSlip::Url { form, .. })) => format!("{form:?}"),
            Some(Problem::BadAddress { suggestion, .. }) => suggestion.unwrap_or("bad".into()),
            Some(other) => other.code().to_owned(),
        };
        for (text, expected) in [
            ("https://www.pi-co.eu/notizia?a=1,2", "-"),
            ("http://città.it:80/", "-"),
            ("https://www,pi-co.eu", "bad"),
            ("https://www.pi-co..eu", "bad"),
            ("https://", "bad"),
            ("https://https://x.it", "https://x.it"),
            ("htps://www.x.it", "https://www.x.it"),
            ("www.x.it/a", "https://www.x.it/a"),
            ("[pi-co](https://x.it)", "Link(\"https://x.it\")"),
            ("<https://x.it>", "Link(\"https://x.it\")"),
            (
                "https://x.it/a, https://x.it/b",
                "Several(\"https://x.it/a\")",
            ),
            ("https://x.it/ notizia", "Broken(\"https://x.it/notizia\")"),
            ("https://x.it (consultato)", "Followed(\"https://x.it\")"),
            ("/notizie/a/", "OfSite"),
            ("../a.md", "OfSite"),
            ("a@b.it", "Mail"),
            ("ftp://b.it", "-"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
