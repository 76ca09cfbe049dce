//! Addresses of links that are no paths: what has a scheme, and what was meant to have one.

use super::address::{decoded, last_segment};
use super::model::Site;
use crate::config::BaseUrl;
use crate::content::{bad_address, host, is_host};
use crate::diagnostic::{Problem, nearest};
use std::borrow::Cow;

/// Schemes of links that do no harm, besides those of the web and of mail.
const HARMLESS: [&str; 8] = [
    "tel", "webcal", "webcals", "sms", "xmpp", "geo", "sip", "sips",
];
/// Ends of the names of hosts by which an address without a scheme is known.
const ENDS: [&str; 5] = ["it", "eu", "com", "org", "net"];

/// What the address of a link is.
pub(super) enum Address<'a> {
    /// A path of the site, with what follows it.
    Path(Cow<'a, str>),
    /// Something elsewhere; its host, if it has one.
    Elsewhere(Option<&'a str>),
    /// Nothing that leads anywhere.
    Wrong(Problem),
}

/// Whether a browser may run what an address with this scheme holds, or show it as the site's own.
pub(super) fn runs(scheme: &str) -> bool {
    matches!(
        scheme,
        "javascript" | "data" | "vbscript" | "file" | "blob" | "filesystem"
    )
}

/// What an address is. One that begins with that of the site is a path of it.
pub(super) fn read<'a>(target: &'a str, base: &BaseUrl) -> Address<'a> {
    if let Some(meant) = without_strangers(target) {
        return Address::Wrong(Problem::BadAddress {
            target: target.to_owned(),
            suggestion: Some(meant),
        });
    }
    let Some(scheme) = scheme(target) else {
        return match target.strip_prefix("//") {
            Some(after) => own(after, base).map_or_else(
                || Address::Elsewhere(Some(host(after))),
                |path| Address::Path(Cow::Owned(path)),
            ),
            None => Address::Path(Cow::Borrowed(target)),
        };
    };
    match scheme.as_str() {
        "http" | "https" => {
            let after = target.split_once(':').map_or("", |(_, after)| after);
            match after
                .strip_prefix("//")
                .filter(|after| is_host(host(after)))
            {
                Some(after) => own(after, base).map_or_else(
                    || Address::Elsewhere(Some(host(after))),
                    |path| Address::Path(Cow::Owned(path)),
                ),
                None => Address::Wrong(bad_address(target, &scheme)),
            }
        }
        "mailto" if is_mail(target) => Address::Elsewhere(None),
        "mailto" => Address::Wrong(Problem::BadMail(target.to_owned())),
        other if HARMLESS.contains(&other) => Address::Elsewhere(None),
        other => Address::Wrong(match nearest(other, ["http", "https"]) {
            Some(meant) if target.contains("//") => bad_address(target, &meant),
            // One letter is a disk.
            _ if runs(other) || other.len() == 1 => Problem::UnsafeLink { scheme },
            _ => Problem::UnknownScheme(scheme),
        }),
    }
}

/// An address of the web as it was meant, where quotation marks stand around it or signs in it that
/// nobody sees: a word processor adds both.
fn without_strangers(target: &str) -> Option<String> {
    const QUOTES: [char; 9] = ['"', '\'', '“', '”', '„', '«', '»', '‘', '’'];
    const UNSEEN: [char; 8] = [
        '\u{ad}', '\u{a0}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{202f}', '\u{2060}', '\u{feff}',
    ];
    let bare = target.trim_matches(QUOTES);
    if bare.len() == target.len() && !target.contains(UNSEEN) {
        return None;
    }
    let meant = bare.replace(UNSEEN, "");
    let is_web = ["https://", "http://"]
        .iter()
        .any(|begin| meant.starts_with(begin));
    is_web.then_some(meant)
}

/// Whether an address leads somewhere.
pub(super) fn leads(target: &str, base: &BaseUrl) -> bool {
    !matches!(read(target, base), Address::Wrong(_))
}

impl Site {
    /// Whether an address is that of another site: neither of this one nor of a person.
    pub fn is_another(&self, address: &str) -> bool {
        let read = read(address, &self.config.base_url);
        matches!(read, Address::Elsewhere(Some(_)))
    }
}

/// What a path at which nothing is published may have been meant as: an address of the web or of
/// mail.
pub(super) fn meant(target: &str) -> Option<Problem> {
    let lower = target.to_ascii_lowercase();
    let word = lower.bytes().take_while(u8::is_ascii_alphabetic).count();
    let after = lower[word..].trim_start_matches([';', '.', ',']);
    if matches!(&lower[..word], "http" | "https") && after.starts_with(['/', '\\']) {
        return Some(bad_address(target, &lower[..word]));
    }
    if is_address(target) {
        return Some(Problem::BadMail(target.to_owned()));
    }
    let host = host(target);
    let end = host.rsplit_once('.').map_or("", |(_, end)| end);
    let known = host.to_ascii_lowercase().starts_with("www.") || ENDS.contains(&end);
    (known && is_host(host) && !host.starts_with('.')).then(|| bad_address(target, "https"))
}

/// The path on the site of an address without its scheme, with or without `www.`; `None` if it is
/// elsewhere.
fn own(after: &str, base: &BaseUrl) -> Option<String> {
    let bare = |host| str::strip_prefix(host, "www.").unwrap_or(host);
    let (_, own) = base.origin.split_once("://")?;
    let (own, after) = (bare(own), bare(after));
    let rest = after.get(own.len()..)?;
    if !after[..own.len()].eq_ignore_ascii_case(own) {
        return None;
    }
    let rest = rest.strip_prefix(base.path.as_str())?;
    match rest.chars().next() {
        None | Some('?' | '#') => Some(format!("/{rest}")),
        Some('/') => Some(rest.to_owned()),
        Some(_) => None,
    }
}

/// A path without the prefix that the site is published below; `None` if it has none.
pub(super) fn below<'a>(target: &'a str, base: &BaseUrl) -> Option<&'a str> {
    let prefix = base.path.trim_end_matches('/');
    let rest = target.strip_prefix(prefix).filter(|_| !prefix.is_empty())?;
    rest.starts_with('/').then_some(rest)
}

/// Whether a `mailto:` names somebody (RFC 6068); one without anybody may give a text to send.
fn is_mail(target: &str) -> bool {
    let after = target.split_once(':').map_or("", |(_, after)| after);
    let (to, rest) = after.split_once('?').unwrap_or((after, ""));
    let to = decoded(to);
    match to.is_empty() {
        true => rest.contains('='),
        false => to.split(',').all(|address| is_address(address.trim())),
    }
}

/// Whether a text is the address of a mailbox.
fn is_address(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    let is_user = !user.is_empty() && !user.contains(['/', ':', '<', '"', '?', '#']);
    is_user
        && !text.contains(char::is_whitespace)
        && host.contains('.')
        && !host.contains([':', '@'])
        && is_host(host)
        && !host.ends_with('.')
}

/// Whether a path ends like that of a file other than a page.
pub(super) fn is_file_name(path: &str) -> bool {
    let name = last_segment(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let short = match extension.len() {
        // `a.h`, but no number of a version.
        1 => extension.chars().all(char::is_alphabetic),
        length => (2..=5).contains(&length) && extension.chars().all(char::is_alphanumeric),
    };
    short && !matches!(extension, "md" | "markdown" | "html" | "htm")
}

/// The scheme of an address, lower case; control characters and spaces, which browsers skip, do
/// not hide it.
fn scheme(target: &str) -> Option<String> {
    let (before, _) = target.split_once(':')?;
    let letters = before.chars();
    let scheme: String = letters
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_pages_by_their_ending() {
        let cases = [
            ("a/b.pdf", true),
            ("b.h", true),
            ("b.md", false),
            ("v1.2", false),
            ("b", false),
            ("b.", false),
        ];
        for (path, expected) in cases {
            assert_eq!(is_file_name(path), expected, "{path}");
        }
    }

    fn said(target: &str) -> String {
        let base = BaseUrl {
            origin: "https://b.example".to_owned(),
            path: "/sito".to_owned(),
        };
        let problem = match read(target, &base) {
            Address::Path(path) => match meant(&path) {
                Some(problem) => problem,
                None => return format!("path {path}"),
            },
            Address::Elsewhere(host) => return format!("elsewhere {}", host.unwrap_or("-")),
            Address::Wrong(problem) => problem,
        };
        match &problem {
            Problem::BadAddress { suggestion, .. } => {
                format!("address {}", suggestion.as_deref().unwrap_or("-"))
            }
            Problem::UnsafeLink { scheme } => format!("unsafe {scheme}"),
            other => other.code().to_owned(),
        }
    }

    #[test]
    fn addresses_are_what_was_written_or_meant() {
        let cases = [
            ("a/b.md", "path a/b.md"),
            ("a:b", "unsafe a"),
            ("a/b:c", "path a/b:c"),
            ("https://b.example/sito/a/?q#r", "path /a/?q#r"),
            ("http://B.Example/sito", "path /"),
            ("//b.example/sito#a", "path /#a"),
            ("http://www.b.example/sito/a/", "path /a/"),
            ("https://www.c.b.example/sito", "elsewhere www.c.b.example"),
            ("https://b.example/sitone", "elsewhere b.example"),
            ("https://b.example/", "elsewhere b.example"),
            ("https://www.x.it/a b", "elsewhere www.x.it"),
            ("http://localhost:8080/", "elsewhere localhost:8080"),
            ("https://u:p@x.it:80/", "elsewhere u:p@x.it:80"),
            ("https://[::1]/", "elsewhere [::1]"),
            ("https://città.it", "elsewhere città.it"),
            ("https:/www.x.it", "address https://www.x.it"),
            ("https:www.x.it/a", "address https://www.x.it/a"),
            ("https:\\\\x.it", "address https://x.it"),
            ("http:///x.it", "address http://x.it"),
            ("https://https://x.it", "address https://x.it"),
            ("http://https//x.it", "address -"),
            ("https://", "address -"),
            ("https://www,x.it", "address -"),
            ("https://www..it", "address -"),
            ("htps://www.x.it", "address https://www.x.it"),
            ("htttp://www.x.it", "address http://www.x.it"),
            ("http//x.it/a", "address http://x.it/a"),
            ("https//:x.it", "address https://x.it"),
            ("https;//x.it", "address https://x.it"),
            ("www.x.it", "address https://www.x.it"),
            (
                "comune.treviso.it/bandi",
                "address https://comune.treviso.it/bandi",
            ),
            ("../x.it", "path ../x.it"),
            ("mailto:a@b.it", "elsewhere -"),
            ("mailto:a@b.it,c@d.it?subject=e%20f", "elsewhere -"),
            ("mailto:?subject=a&body=b", "elsewhere -"),
            ("mailto:a%40b.it", "elsewhere -"),
            ("mailto:", "bad-mail"),
            ("mailto:provincecomuni.upinet.it", "bad-mail"),
            ("mailto://a@b.it", "bad-mail"),
            ("mailto:a@b", "bad-mail"),
            ("mailto:a@b.it.", "bad-mail"),
            ("mailto:a b@c.it", "bad-mail"),
            ("mailto:mailto:a@b.it", "bad-mail"),
            ("a@b.it", "bad-mail"),
            ("webcal://b.example/c.ics", "elsewhere -"),
            ("sms:+39055", "elsewhere -"),
            ("geo:45.6,12.2", "elsewhere -"),
            ("java\tscript:alert(1)", "unsafe javascript"),
            (" JAVASCRIPT:x", "unsafe javascript"),
            ("data:text/html,x", "unsafe data"),
        ];
        for (target, expected) in cases {
            assert_eq!(said(target), expected, "{target}");
        }
    }
}
