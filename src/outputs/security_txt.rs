//! `security.txt` (RFC 9116): whom to tell of a weakness, from `security` in the configuration.

use super::key::{Key, Keys};
use super::output::{Kind, Output, Plan};
use super::renderer::Renderer;
use crate::content::Date;
use crate::diagnostic::{Diagnostic, Problem};
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
    policy: Option<String>,
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
    reader.required_text("contact");
    let contacts = addresses(&mut reader, "contact");
    let expires = date(&mut reader);
    let languages = reader.texts("languages");
    let policy = addresses(&mut reader, "policy").pop();
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
            policy,
            canonical: known.then(|| plan.site.permalink(&route)),
        };
        plan.add(route, section.span, file);
    }
}

/// The addresses of a key; others than these are reported.
fn addresses(reader: &mut MapReader<'_>, key: &'static str) -> Vec<String> {
    let nodes = reader.list(key).iter();
    let mut found = Vec::new();
    for node in nodes {
        let text = node.as_text().filter(|text| {
            let is_address = |scheme: &str| text.len() > scheme.len() && text.starts_with(scheme);
            SCHEMES.iter().any(|scheme| is_address(scheme)) && !text.contains(char::is_whitespace)
        });
        match text {
            Some(text) => found.push(text.to_owned()),
            None => reader.diagnostics().push(Diagnostic::new(
                Problem::PatternMismatch {
                    field: key.to_owned(),
                    value: node.as_text().unwrap_or("").to_owned(),
                    hint: Some("mailto:sicurezza@example.org".to_owned()),
                },
                node.span,
            )),
        }
    }
    found
}

/// The day until which the file holds.
fn date(reader: &mut MapReader<'_>) -> Option<Date> {
    let text = reader.required_text("expires");
    let date = text.parse::<Date>().ok();
    if let (None, false, Some(node)) = (date, text.is_empty(), reader.node("expires")) {
        let problem = Problem::PatternMismatch {
            field: "expires".to_owned(),
            value: text,
            hint: Some("2027-12-31".to_owned()),
        };
        reader
            .diagnostics()
            .push(Diagnostic::new(problem, node.span));
    }
    date
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
        if let Some(policy) = &self.policy {
            line("Policy", policy);
        }
        if let Some(canonical) = &self.canonical {
            line("Canonical", canonical);
        }
        out.extend(text.into_bytes());
        Ok(())
    }

    fn key(&self, _: &Keys<'_>) -> Option<Key> {
        None
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
        let found = (addresses(&mut reader, "contact"), date(&mut reader));
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
            "{}",
        ] {
            let (contacts, _, codes) = read(&format!("contact: {wrong}\nexpires: 2027-01-02"));
            assert!(contacts.is_empty(), "{wrong}");
            assert_eq!(codes, ["pattern-mismatch"], "{wrong}");
        }
    }

    #[test]
    fn a_file_without_an_end_is_none() {
        assert_eq!(read("contact: tel:1").2, ["missing-field"]);
        assert_eq!(
            read("contact: tel:1\nexpires: domani").2,
            ["pattern-mismatch"]
        );
    }
}
