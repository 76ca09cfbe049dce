//! What a reader needs to know of a file besides its text, and what its author may not have meant
//! to publish.

use serde::{Deserialize, Serialize};

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// How many pages, or slides, it has.
    pub pages: Option<u32>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// The day on which it was last changed, ISO 8601.
    pub date: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whether its structure is marked for assistive technology; only PDF knows it.
    pub tagged: Option<bool>,
    /// Whether it is encrypted, though perhaps without a password.
    pub encrypted: bool,
    /// Whether it has pictures of pages and no text.
    pub scan: bool,
    /// What may not have been meant to be published.
    pub findings: Vec<Finding>,
}

/// Something in a file that may not have been meant to be published.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands in the file, as its format names it.
    pub field: String,
    /// What stands there, or how often.
    pub value: String,
}

/// What may not have been meant to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// The name or address of a person.
    Person,
    /// Changes that are tracked, with what was deleted.
    Changes,
    /// Comments.
    Comments,
}

/// Words of names that are not those of persons: bodies, offices, programs.
const NO_PERSON: [&str; 65] = [
    "provincia",
    "provincie",
    "province",
    "comune",
    "comuni",
    "regione",
    "unione",
    "ministero",
    "ufficio",
    "settore",
    "servizio",
    "servizi",
    "area",
    "direzione",
    "dipartimento",
    "ente",
    "autorità",
    "autorita",
    "agenzia",
    "associazione",
    "fondazione",
    "istituto",
    "università",
    "universita",
    "consorzio",
    "azienda",
    "città",
    "citta",
    "metropolitana",
    "stazione",
    "centro",
    "osservatorio",
    "segreteria",
    "redazione",
    "upi",
    "anci",
    "anac",
    "istat",
    "formez",
    "srl",
    "s.r.l.",
    "spa",
    "s.p.a.",
    "office",
    "microsoft",
    "libreoffice",
    "openoffice",
    "word",
    "adobe",
    "acrobat",
    "user",
    "utente",
    "utenti",
    "admin",
    "administrator",
    "amministratore",
    "author",
    "autore",
    "unknown",
    "sconosciuto",
    "windows",
    "department",
    "agency",
    "python-docx",
    "openpyxl",
];

impl Facts {
    /// Notes a name that stands in a field, unless it is that of a body or a program.
    pub(crate) fn person(&mut self, field: &str, name: &str) {
        let name = name.trim();
        let words = name.split([' ', ',', ';', '-', '_', '\'', '’']);
        let mut words = words.filter(|word| !word.is_empty());
        let known = |word: &str| NO_PERSON.contains(&word.to_lowercase().as_str());
        let has_letters = name.chars().any(char::is_alphabetic);
        if has_letters && !words.any(known) {
            self.find(FindingKind::Person, field, name);
        }
    }

    /// Notes how many there are of something, if any.
    pub(crate) fn count(&mut self, kind: FindingKind, field: &str, count: usize) {
        if count > 0 {
            self.find(kind, field, &count.to_string());
        }
    }

    fn find(&mut self, kind: FindingKind, field: &str, value: &str) {
        let found = Finding {
            kind,
            field: field.to_owned(),
            value: shortened(value),
        };
        if !self.findings.contains(&found) && self.findings.len() < MOST_FINDINGS {
            self.findings.push(found);
        }
    }

    /// Takes a title that says something.
    pub(crate) fn title(&mut self, title: &str) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if !title.is_empty() {
            self.title = Some(shortened(&title));
        }
    }

    /// Takes a language that may be one.
    pub(crate) fn language(&mut self, tag: &str) {
        let tag = tag.trim().replace('_', "-");
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let begins = tag.split('-').next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic())
        });
        // `zxx` and `und` say that there is none, `x-none` is Word's word for it.
        if begins && tag.len() <= 35 && tag.chars().all(is_plain) && tag != "zxx" && tag != "und" {
            self.language = Some(tag);
        }
    }

    /// Takes the day at the beginning of a point in time, if there is one.
    pub(crate) fn date(&mut self, time: &str) {
        if let Some(day) = time.trim().get(..10).filter(|day| is_day(day)) {
            self.date = Some(day.to_owned());
        }
    }
}

/// Most findings that are noted of one file.
const MOST_FINDINGS: usize = 12;
/// Most characters of a title or a finding.
const MOST_CHARACTERS: usize = 300;

fn shortened(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}

/// Whether a text is a day of a year with four digits.
fn is_day(text: &str) -> bool {
    let number = |from: usize, to: usize| text.get(from..to).and_then(|n| n.parse::<u32>().ok());
    let dashes = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    dashes
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && number(0, 4).is_some_and(|year| year > 0)
        && number(5, 7).is_some_and(|month| (1..=12).contains(&month))
        && number(8, 10).is_some_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_persons_are_found() {
        let mut facts = Facts::default();
        for name in [
            "Maria Rossi",
            "Provincia di Brescia",
            "mrossi",
            " ",
            "LibreOffice",
            "Ufficio gare",
            "123",
        ] {
            facts.person("dc:creator", name);
        }
        let names: Vec<&str> = facts.findings.iter().map(|f| f.value.as_str()).collect();
        assert_eq!(names, ["Maria Rossi", "mrossi"]);
    }

    #[test]
    fn what_is_no_day_and_no_language_is_left_out() {
        let mut facts = Facts::default();
        for wrong in [
            "",
            "ieri",
            "2025-13-01",
            "2025-01-1",
            "0000-01-01",
            "20è5-01-01",
        ] {
            facts.date(wrong);
        }
        for wrong in ["", "italiano", "x-none", "zxx", "it IT", "und"] {
            facts.language(wrong);
        }
        assert_eq!(facts, Facts::default());
        facts.date("2025-05-14T10:00:00Z");
        facts.language("it_IT");
        assert_eq!(facts.date.as_deref(), Some("2025-05-14"));
        assert_eq!(facts.language.as_deref(), Some("it-IT"));
    }
}
