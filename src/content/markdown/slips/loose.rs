//! Addresses that are written loosely in running text, so that they are no links.

use crate::content::markdown::run::Found;
use crate::diagnostic::Slip;

/// Ways in which fingers miss the beginning of an address.
const MISSED: [&str; 8] = [
    "htpp://",
    "htpps://",
    "htttp://",
    "htttps://",
    "hhtp://",
    "hhtps://",
    "http//",
    "https//",
];

/// What the hosts of officials' addresses end with: others may be names.
pub(super) const ENDINGS: [&str; 8] = ["it", "eu", "com", "org", "net", "info", "gov", "example"];

/// Addresses with a space inside or a misspelt beginning, and paths of pages that stand alone.
pub(super) fn find(own: &str, out: &mut Vec<Found>) {
    let signs = || [" ://", "./"].into_iter().chain(MISSED);
    let may = own.contains('@')
        || own.contains("www. ")
        || own.contains('/') && signs().any(|sign| own.contains(sign));
    if !may {
        return;
    }
    let mut at = 0;
    let words: Vec<(usize, &str)> = own
        .split([' ', '\n'])
        .map(|word| {
            let here = at;
            at += word.len() + 1;
            (here, word.trim_end_matches([',', ';', '.', ':', '!', '?']))
        })
        .collect();
    for pair in words.windows(2) {
        let [(start, first), (next, second)] = *pair else {
            continue;
        };
        if let Some(instead) = joined(own, start, first, second) {
            let end = next + second.len();
            let written = own[start..end].to_owned();
            out.push((Slip::SpacedAddress { written, instead }, start..end));
            return;
        }
    }
    for (start, word) in words {
        if let Some(instead) = with_comma(word) {
            let written = word.to_owned();
            let end = start + word.len();
            out.push((Slip::BrokenAddress { written, instead }, start..end));
            return;
        }
        let missed = MISSED.iter().find(|begin| word.starts_with(*begin));
        if let Some(begin) = missed {
            let scheme = if begin.contains('s') {
                "https://"
            } else {
                "http://"
            };
            let written = word.to_owned();
            let instead = word.replacen(begin, scheme, 1);
            out.push((
                Slip::BrokenAddress { written, instead },
                start..start + word.len(),
            ));
            return;
        }
        let is_path = ["../", "./"].iter().any(|begin| word.starts_with(begin));
        if is_path && word.ends_with(".md") {
            let path = word.to_owned();
            out.push((Slip::PathAsText { path }, start..start + word.len()));
            return;
        }
    }
}

/// An address of mail with a comma for its last point, as it was meant.
fn with_comma(word: &str) -> Option<String> {
    let (name, host) = word.split_once('@')?;
    let (host, ending) = host.rsplit_once(',')?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let whole =
        !name.is_empty() && !host.is_empty() && name.chars().chain(host.chars()).all(is_part);
    (whole && ENDINGS.contains(&ending)).then(|| format!("{name}@{host}.{ending}"))
}

/// What two words were meant as that are one address.
fn joined(own: &str, start: usize, first: &str, second: &str) -> Option<String> {
    let after = &own[start + first.len()..];
    // A point that ends the first word is part of it here.
    let (dotted, plain) = (after.starts_with('.'), after.starts_with([' ', '\n']));
    let is_host = |text: &str| {
        let host = text.split('/').next().unwrap_or(text);
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let ending = host.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| ENDINGS.contains(&ending)) && host.chars().all(is_part)
    };
    let is_name = |text: &str| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
        !text.is_empty() && text.chars().all(is_part)
    };
    if matches!(first, "http" | "https") && second.starts_with("://") {
        return Some(format!("{first}{second}"));
    }
    if first == "www" && dotted && is_host(second) {
        return Some(format!("https://www.{second}"));
    }
    if !plain {
        return None;
    }
    let mail = match (first.rsplit_once('@'), second.strip_prefix('@')) {
        (None, Some(host)) if is_name(first) && is_host(host) => format!("{first}@{host}"),
        (Some((name, "")), None) if is_name(name) && is_host(second) => format!("{first}{second}"),
        (Some((name, host)), None)
            if is_name(name)
                && is_name(host)
                && second.starts_with('.')
                && is_host(&format!("{host}{second}")) =>
        {
            format!("{first}{second}")
        }
        _ => return None,
    };
    Some(mail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_addresses_are_told_from_text() {
        let cases = [
            (
                "Il sito è https ://www.upinet.it, pubblico",
                Some("https://www.upinet.it"),
            ),
            ("Il sito è www. upinet.it.", Some("https://www.upinet.it")),
            (
                "Scrivi a redazione @upinet.it.",
                Some("redazione@upinet.it"),
            ),
            ("Scrivi a redazione@ upinet.it", Some("redazione@upinet.it")),
            (
                "Scrivi a redazione@upinet .it.",
                Some("redazione@upinet.it"),
            ),
            (
                "Il sito è htpp://www.upinet.it",
                Some("http://www.upinet.it"),
            ),
            (
                "Vedi ../documenti/convenzione.md per il testo",
                Some("../documenti/convenzione.md"),
            ),
            ("Seguici: @upinet.it su ogni rete", None),
            ("Il profilo è @upinet", None),
            ("Il profilo è @mario.rossi", None),
            ("Lo dice il www. E poi basta", None),
            ("Si scrive a redazione@upinet.it. E poi basta", None),
            ("https: //", None),
        ];
        for (text, expected) in cases {
            let mut out = Vec::new();
            find(text, &mut out);
            let found = out.into_iter().next().map(|(slip, _)| match slip {
                Slip::SpacedAddress { instead, .. } | Slip::BrokenAddress { instead, .. } => {
                    instead
                }
                Slip::PathAsText { path } => path,
                _ => String::new(),
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
