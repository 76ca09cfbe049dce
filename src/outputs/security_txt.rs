//! `security.txt` (RFC 9116): whom to tell of a weakness, from `security` in the configuration.

use crate::content::{Date, bad_date};
use crate::diagnostic::{Diagnostic, Expected, Problem, SiteSlip};
use crate::render::{Kind, Output, Plan, Renderer};
use crate::site::{Route, Site};
use crate::yaml::MapReader;
use std::fmt::Write;

pub(super) const KIND: Kind = Kind::configured_by(SECTION, plan);

/// The name of the section.
const SECTION: &str = "security";
/// Schemes of addresses at which somebody can be told.
const SCHEMES: [&str; 3] = ["https://", "mailto:", "tel:"];

/// The file as it is published.
#[derive(Debug)]
struct SecurityTxt {
    contacts: Vec<String>,
    expires: Date,
    languages: Vec<String>,
    policies: Vec<String>,
    /// Where the file is, if the site has an address.
    canonical: Option<String>,
}

fn plan(plan: &mut Plan<'_>) {
    let Some(section) = plan.site.config.section(SECTION) else {
        return;
    };
    let route = Route::file(".well-known/security.txt");
    let mut problems = Vec::new();
    let mut reader = MapReader::new(section, SECTION, &mut problems);
    let contacts = contacts(&mut reader);
    let expires = date(&mut reader, Some(plan.site.today()));
    let languages = texts(&mut reader, "languages", "it", is_language);
    let policies = texts(&mut reader, "policy", "https://example.org/", |text| {
        is_address(text, &SCHEMES[..1])
    });
    reader.finish();
    for problem in problems {
        plan.report(problem);
    }
    // What is missing was reported.
    if let (false, Some(expires)) = (contacts.is_empty(), expires) {
        let known = !plan.site.config.base_url.origin.is_empty();
        let file = SecurityTxt {
            contacts,
            expires,
            languages,
            policies,
            canonical: known.then(|| plan.site.permalink(&route)),
        };
        plan.add(route, section.span, file);
    }
}

/// At least one address at which somebody can be told.
fn contacts(reader: &mut MapReader<'_>) -> Vec<String> {
    if reader.list("contact").is_empty() {
        // Reported as missing.
        reader.required_text("contact");
    }
    texts(reader, "contact", "mailto:sicurezza@example.org", |text| {
        is_address(text, &SCHEMES)
    })
}

fn is_address(text: &str, schemes: &[&str]) -> bool {
    let mut schemes = schemes.iter();
    let is_one = schemes.any(|scheme| text.len() > scheme.len() && text.starts_with(scheme));
    is_one && text.chars().all(|c| c.is_ascii_graphic())
}

/// Whether a text has the form of a language tag (BCP 47).
fn is_language(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.split('-').all(is_part)
}

/// The texts of a key that have a form; others are reported, with `hint` for what is right.
fn texts(
    reader: &mut MapReader<'_>,
    key: &'static str,
    hint: &str,
    is_right: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for node in reader.list(key) {
        let problem = match node.as_text() {
            Some(text) if is_right(text) => {
                found.push(text.to_owned());
                continue;
            }
            Some(text) => Problem::PatternMismatch {
                field: key.to_owned(),
                value: text.to_owned(),
                hint: Some(hint.to_owned()),
            },
            None => Problem::WrongType {
                field: key.to_owned(),
                expected: Expected::Text,
            },
        };
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, node.span));
    }
    found
}

/// The day until which the file holds.
fn date(reader: &mut MapReader<'_>, today: Option<Date>) -> Option<Date> {
    let text = reader.required_text("expires");
    let node = reader.node("expires").filter(|_| !text.is_empty())?;
    let found = text.parse().ok();
    let problem = match found {
        Some(day) if today.is_some_and(|today| day < today) => {
            let (key, day) = ("expires".to_owned(), text);
            SiteSlip::Past { key, day }.into()
        }
        Some(_) => return found,
        None => bad_date(&text),
    };
    reader
        .diagnostics()
        .push(Diagnostic::new(problem, node.span));
    found
}

impl Output for SecurityTxt {
    fn render(&self, _: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let mut text = String::new();
        let mut line = |name: &str, value: &str| {
            writeln!(text, "{name}: {value}").expect("a text takes what is written");
        };
        for contact in &self.contacts {
            line("Contact", contact);
        }
        line("Expires", &format!("{}T00:00:00Z", self.expires));
        if !self.languages.is_empty() {
            line("Preferred-Languages", &self.languages.join(", "));
        }
        for policy in &self.policies {
            line("Policy", policy);
        }
        if let Some(canonical) = &self.canonical {
            line("Canonical", canonical);
        }
        out.extend(text.into_bytes());
        Ok(())
    }

    fn owner(&self, _: &Site) -> String {
        SECTION.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;
    use crate::yaml;

    fn read(text: &str) -> (Vec<String>, Option<Date>, Vec<&'static str>) {
        let node = yaml::parse(text, 0, text.len(), FileId(0)).unwrap();
        let mut problems = Vec::new();
        let mut reader = MapReader::new(&node, SECTION, &mut problems);
        let found = (contacts(&mut reader), date(&mut reader, None));
        let codes = problems.iter().map(|p| p.problem.code()).collect();
        (found.0, found.1, codes)
    }

    #[test]
    fn contacts_are_addresses() {
        let (contacts, date, codes) =
            read("contact: [mailto:a@b.it, 'tel:+39', https://b.it/x]\nexpires: 2027-01-02");
        assert_eq!(contacts.len(), 3);
        assert_eq!(date, "2027-01-02".parse().ok());
        assert!(codes.is_empty());
        for wrong in [
            "a@b.it",
            "http://b.it",
            "'mailto:'",
            "'mailto:a@b.it x'",
            "\"mailto:\\u202ea\"",
            "\"mailto:a\\nContact: b\"",
        ] {
            let (contacts, _, codes) = read(&format!("contact: {wrong}\nexpires: 2027-01-02"));
            assert!(contacts.is_empty(), "{wrong}");
            assert_eq!(codes, ["pattern-mismatch"], "{wrong}");
        }
    }

    #[test]
    fn languages_are_tags() {
        for right in ["it", "zh-Hant", "de-1996"] {
            assert!(is_language(right), "{right}");
        }
        for wrong in ["", "5", "it ", "it\nContact: x", "it-", "italianissimo"] {
            assert!(!is_language(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_file_without_an_end_is_none() {
        assert_eq!(read("contact: tel:1").2, ["missing-field"]);
        assert_eq!(read("contact: tel:1\nexpires: domani").2, ["bad-date"]);
    }
}
