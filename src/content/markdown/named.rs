//! Links whose text is an address or a number: whether they lead to what they say.

use super::slips::is_host;
use crate::content::web_address::without_scheme;
use crate::diagnostic::Misread;

/// Labels of public bodies, before the name of the place that many of them share.
const BODIES: [&str; 5] = ["comune", "provincia", "regione", "unione", "cm"];

/// The site, the mail or the number that a link leads to, where its text names another one and says
/// nothing else.
pub(super) fn other_target(text: &str, target: &str) -> Option<Misread> {
    let other = |target: &str| Misread::OtherSite {
        text: text.to_owned(),
        host: target.to_owned(),
    };
    if let Some(mail) = target.strip_prefix("mailto:") {
        let mail = mail.split('?').next().unwrap_or(mail);
        let both = is_mail(text) && is_mail(mail) && !text.contains(char::is_whitespace);
        return (both && !text.eq_ignore_ascii_case(mail)).then(|| other(mail));
    }
    if let Some(number) = target.strip_prefix("tel:") {
        let number = number.split([';', ',']).next().unwrap_or(number);
        let is_same = is_same_number(&digits(text)?, &digits(number)?);
        return (!is_same).then(|| Misread::OtherNumber {
            text: text.to_owned(),
            number: number.to_owned(),
        });
    }
    let whole = target.starts_with("http");
    let (said, meant) = (Address::of(text)?, Address::of(target).filter(|_| whole)?);
    match said.leads_elsewhere(&meant) {
        true if meant.path.is_empty() => Some(other(bare(target).trim_end_matches('/'))),
        true => Some(other(target)),
        false => None,
    }
}

/// What is wrong with an address that can be followed: fields of a mail that no program knows, a
/// password, another site that only leads on.
pub(super) fn odd_target(target: &str) -> Option<Misread> {
    if let Some(mail) = target.strip_prefix("mailto:") {
        const FIELDS: [&str; 7] = [
            "subject",
            "body",
            "cc",
            "bcc",
            "to",
            "in-reply-to",
            "keywords",
        ];
        let fields = mail.split_once('?')?.1.split('&');
        let mut names = fields.map(|field| field.split('=').next().unwrap_or(field));
        let is_known = |name: &str| FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field));
        let name = names
            .find(|name| !name.is_empty() && !is_known(name))?
            .to_owned();
        return Some(Misread::MailField { name });
    }
    let rest = without_scheme(target)?;
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if let Some((user, _)) = host.split_once('@') {
        return user.contains(':').then_some(Misread::PasswordInAddress);
    }
    let leads_on = host.ends_with(".safelinks.protection.outlook.com")
        || host.starts_with("www.google.") && path.starts_with("/url?")
        || matches!(
            host,
            "l.facebook.com" | "urldefense.com" | "urldefense.proofpoint.com"
        );
    let host = host.to_owned();
    leads_on.then_some(Misread::LeadsOn { host })
}

/// Whether a text is an address of mail.
fn is_mail(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && is_host(&host.to_lowercase()))
}

/// The digits of one telephone number; `None` for anything else.
fn digits(text: &str) -> Option<String> {
    // Abroad the zero is not dialled.
    let text = text.trim().replace("(0)", "");
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-./()".contains(c);
    let several = [" / ", " - ", ") ("].iter().any(|sign| text.contains(sign));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (text.chars().all(is_sign) && !several && (5..=15).contains(&digits.len())).then_some(digits)
}

/// Whether two numbers are one, of which one may have the code of its country.
fn is_same_number(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.ends_with(b) || b.ends_with(a)
}

/// An address of the web as people shorten it, without its scheme.
fn bare(address: &str) -> &str {
    without_scheme(address).unwrap_or(address)
}

/// An address of the web, as it is written or shortened.
struct Address {
    host: String,
    /// What follows, without the slashes around it.
    path: String,
}

impl Address {
    fn of(text: &str) -> Option<Self> {
        let rest = bare(text).to_lowercase();
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let is_one = is_host(host) && !path.contains(char::is_whitespace);
        is_one.then(|| Self {
            host: host.strip_prefix("www.").unwrap_or(host).to_owned(),
            path: path.trim_matches('/').to_owned(),
        })
    }

    /// Whether another address is that of somebody else, or of another page of one site.
    fn leads_elsewhere(&self, other: &Self) -> bool {
        if self.host != other.host {
            return match (self.body(), other.body()) {
                (Some(own), Some(other)) => own != other,
                _ => self.owner() != other.owner(),
            };
        }
        let (own, other) = (&self.path, &other.path);
        // One may be shortened, or encoded.
        let is_whole = |path: &str| !path.contains(['…', '%']) && !path.contains("...");
        is_whole(own) && is_whole(other) && !own.starts_with(other) && !other.starts_with(own)
    }

    /// What the addresses of one owner end with.
    fn owner(&self) -> (Option<&str>, Option<&str>) {
        let mut parts = self.host.rsplit('.');
        (parts.next(), parts.next())
    }

    /// The host from the label of a public body on.
    fn body(&self) -> Option<&str> {
        let is_body = |at: &usize| {
            let label = self.host[*at..].split('.').next();
            label.is_some_and(|label| BODIES.contains(&label))
        };
        let dots = self.host.match_indices('.').map(|(at, _)| at + 1);
        let at = std::iter::once(0).chain(dots).find(is_body)?;
        Some(&self.host[at..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_addresses_are_told_apart() {
        let field = |name: &str| {
            let name = name.to_owned();
            Some(Misread::MailField { name })
        };
        let leads_on = |host: &str| {
            let host = host.to_owned();
            Some(Misread::LeadsOn { host })
        };
        let outlook = "eur01.safelinks.protection.outlook.com";
        for (target, expected) in [
            ("mailto:a@b.it?oggetto=x", field("oggetto")),
            ("mailto:a@b.it?Subject=x&testo=y", field("testo")),
            ("mailto:a@b.it?subject=x&amp;body=y", field("amp;body")),
            ("mailto:a@b.it?subject=x&body=y&", None),
            (
                "https://mario:segreta@b.it/",
                Some(Misread::PasswordInAddress),
            ),
            ("https://mario@b.it/", None),
            ("https://b.it/a:b@c", None),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=x",
                leads_on(outlook),
            ),
            ("https://www.google.com/url?q=x", leads_on("www.google.com")),
            ("https://www.google.com/maps", None),
            ("pagina.md", None),
        ] {
            assert_eq!(odd_target(target), expected, "{target}");
        }
    }

    #[test]
    fn what_a_link_says_is_where_it_leads() {
        for (text, target) in [
            ("www.a.it", "https://a.it/"),
            ("a.it", "https://docs.a.it/x"),
            ("https://a.it", "https://a.it/b/c?d#e"),
            ("https://a.it/b", "https://a.it/b/c"),
            ("a.it/b/c/", "http://www.a.it/B/c"),
            ("a.it/b/…/d", "https://a.it/b/c/d"),
            ("a.it/città", "https://a.it/citt%C3%A0"),
            ("www.comune.x.tv.it", "https://comune.x.tv.it/a"),
            ("servizi.comune.x.it", "https://comune.x.it/"),
            ("x.it", "https://comune.x.it/"),
            ("README.md", "https://github.com/a/b"),
            ("a@b.it", "mailto:A@b.it?subject=c"),
            ("0422 656 000", "tel:+390422656000"),
            ("+39 0422/656.000", "tel:0422656000"),
            ("+49 (0)30 123456", "tel:+4930123456"),
            ("030 123456", "tel:+4930123456"),
            ("0422 656000 / 656001", "tel:0422656000"),
            ("112", "tel:113"),
            ("Numero verde 800 123456", "tel:800654321"),
            ("0422 656000", "tel:0422656000;ext=5"),
        ] {
            assert_eq!(other_target(text, target), None, "{text} {target}");
        }
        for (text, target, told) in [
            ("www.a.it", "https://www.b.it/", "www.b.it"),
            ("www.a.it", "https://www.b.it/c", "https://www.b.it/c"),
            ("https://a.it/b", "https://a.it/c", "https://a.it/c"),
            (
                "https://a.it/b?id=1",
                "https://a.it/b?id=2",
                "https://a.it/b?id=2",
            ),
            (
                "comune.brescia.it",
                "https://www.provincia.brescia.it",
                "www.provincia.brescia.it",
            ),
            ("a@b.it", "mailto:c@b.it", "c@b.it"),
        ] {
            let expected = Misread::OtherSite {
                text: text.to_owned(),
                host: told.to_owned(),
            };
            assert_eq!(
                other_target(text, target),
                Some(expected),
                "{text} {target}"
            );
        }
        let expected = Misread::OtherNumber {
            text: "0422 656 000".to_owned(),
            number: "+390422656001".to_owned(),
        };
        assert_eq!(
            other_target("0422 656 000", "tel:+390422656001"),
            Some(expected)
        );
    }
}
