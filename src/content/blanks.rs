//! What readers fill in: `[[name]]` in a document, with what the front matter says of it.

use super::body::cleaned;
use super::values::{Fields, Value};
use crate::diagnostic::{Slip, nearest};
use crate::schema::{ContentType, Field, Kind, Role};
use crate::slug::{fold, slug};
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// A place in a document that readers fill in, at each of which the same value stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Blank {
    /// What tells it from the others of the page: `a-z`, `0-9` and `-`, beginning with a letter.
    pub id: String,
    /// Its name, as the text has it.
    pub name: String,
    /// What to write there.
    pub help: Option<String>,
    /// What it holds at first.
    pub value: Option<String>,
    /// What can be chosen; empty: any text.
    pub choices: Vec<String>,
}

impl Blank {
    /// What it shows before anybody fills it in.
    pub fn shown(&self) -> String {
        self.value
            .clone()
            .unwrap_or_else(|| format!("[{}]", self.name))
    }
}

/// The blanks of a page: those that the text has named so far, and what is said of some.
#[derive(Default)]
pub(super) struct Blanks {
    /// In the order of the text.
    pub found: Vec<Blank>,
    /// There may be more than the text has, in what could not be read.
    pub is_uncertain: bool,
    /// What the front matter says, with where, until the text names it.
    described: Vec<(Blank, Span)>,
}

/// The names of the parts of a field that describes blanks, found by their types: the text that is
/// required is the name, the list of texts has the choices, and of the other texts the first is
/// the help and the second the value.
struct Parts<'a> {
    name: &'a str,
    help: Option<&'a str>,
    value: Option<&'a str>,
    choices: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(fields: &'a [Field]) -> Option<Self> {
        let texts = || {
            let fields = fields.iter();
            fields.filter(|field| matches!(field.kind, Kind::Text))
        };
        let mut others = texts().filter(|field| !field.required && !field.many);
        let name = |field: &'a Field| field.name.as_str();
        Some(Self {
            name: texts().find(|field| field.required).map(name)?,
            help: others.next().map(name),
            value: others.next().map(name),
            choices: texts().find(|field| field.many).map(name),
        })
    }
}

impl Blanks {
    /// Those that front matter describes.
    pub(super) fn described(fields: &Fields, content_type: &ContentType) -> Self {
        let field = content_type.role(Role::Blanks);
        let parts = field.and_then(|field| match &field.kind {
            Kind::Group(fields) => Parts::of(fields),
            _ => None,
        });
        let entry = field.and_then(|field| fields.entry(&field.name));
        let (Some(parts), Some(entry)) = (parts, entry) else {
            return Self::default();
        };
        let described = entry.value.items().iter().filter_map(|item| {
            let Value::Group(group) = item else {
                return None;
            };
            let text = |name: Option<&str>| {
                let text = group.text(name?)?.trim();
                (!text.is_empty()).then(|| cleaned(text).into_owned())
            };
            let choices = parts.choices.and_then(|name| group.get(name));
            let choices = choices.map_or(&[][..], Value::items).iter();
            let choices = choices.filter_map(|choice| choice.as_text());
            let span = group.entry(parts.name)?.span;
            let blank = Blank {
                id: String::new(),
                name: one_line(&text(Some(parts.name))?),
                help: text(parts.help),
                value: text(parts.value),
                choices: choices.map(|choice| cleaned(choice).into_owned()).collect(),
            };
            Some((blank, span))
        });
        Self {
            described: described.collect(),
            ..Self::default()
        }
    }

    /// The blank with a name, and what is wrong with the name.
    pub(super) fn named(&mut self, name: &str) -> (Blank, Option<Slip>) {
        let name = one_line(name);
        if let Some(blank) = self.found.iter().find(|blank| blank.name == name) {
            return (blank.clone(), None);
        }
        let folded = fold(&name);
        let similar = self.found.iter().find(|blank| fold(&blank.name) == folded);
        if let Some(other) = similar {
            let slip = Slip::SimilarBlanks {
                name,
                other: other.name.clone(),
            };
            return (other.clone(), Some(slip));
        }
        let known = |(blank, _): &(Blank, Span)| fold(&blank.name) == folded;
        let described = self.described.iter().position(known);
        let described = described.map(|at| self.described.remove(at).0);
        let slip = described.as_ref().filter(|known| known.name != name);
        let slip = slip.map(|known| Slip::SimilarBlanks {
            name: name.clone(),
            other: known.name.clone(),
        });
        let blank = Blank {
            id: self.id_of(&name),
            name,
            ..described.unwrap_or_else(|| Blank {
                id: String::new(),
                name: String::new(),
                help: None,
                value: None,
                choices: Vec::new(),
            })
        };
        self.found.push(blank.clone());
        (blank, slip)
    }

    /// An id for a name, which no other has.
    fn id_of(&self, name: &str) -> String {
        let slug: String = slug(name).chars().filter(char::is_ascii).collect();
        let slug = slug.trim_matches('-');
        let base = match slug.starts_with(|c: char| c.is_ascii_alphabetic()) {
            true => slug.chars().take(50).collect::<String>(),
            false => format!("campo-{slug}").trim_end_matches('-').to_owned(),
        };
        let taken = |id: &str| self.found.iter().any(|blank| blank.id == id);
        let mut id = base.clone();
        let mut number = 1;
        while taken(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        id
    }

    /// What the front matter describes and the text does not have.
    pub(super) fn unused(&mut self) -> Vec<(Slip, Span)> {
        let described = std::mem::take(&mut self.described).into_iter();
        let described = described.filter(|_| !self.is_uncertain);
        let names = || self.found.iter().map(|blank| blank.name.as_str());
        described
            .map(|(blank, span)| {
                let suggestion = nearest(&blank.name, names());
                let name = blank.name;
                (Slip::UnusedBlank { name, suggestion }, span)
            })
            .collect()
    }
}

/// A name without line breaks and more than one space.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_of_a_name_are_one_blank() {
        let mut blanks = Blanks::default();
        let (first, slip) = blanks.named("nome dell'ente");
        assert_eq!((first.id.as_str(), slip), ("nome-dell-ente", None));
        assert_eq!(blanks.named("nome \n dell'ente"), (first, None));
        let (other, slip) = blanks.named("Nome dell'Ente");
        assert_eq!(other.name, "nome dell'ente");
        assert!(matches!(slip, Some(Slip::SimilarBlanks { .. })));
        assert_eq!(blanks.found.len(), 1);
    }

    #[test]
    fn ids_are_of_ascii_and_differ() {
        let mut blanks = Blanks::default();
        let ids = ["1", "?", "n. 1", "n 1", "имя"].map(|name| blanks.named(name).0.id);
        assert_eq!(ids, ["campo-1", "campo", "n-1", "n-1-2", "campo-2"]);
    }
}
