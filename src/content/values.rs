//! Values of fields. They know nothing of what is written in Markdown, so that both a page and a
//! component inside a text can have them.

use super::Date;
use super::dates::Time;
use crate::source::Span;
use serde::{Deserialize, Serialize};

/// Values in the order of the schema, then unknown ones as they came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields(pub Vec<Entry>);

/// One field that is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the field.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Where the value stands.
    pub span: Span,
}

/// A value with its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A text, also of addresses and e-mail addresses.
    Text(String),
    /// Markdown: index among the bodies of the page or component that has the field.
    Markdown(u32),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date, and a time of that day if one is said.
    Date(Date, Option<Time>),
    /// The value of a closed list, as written and as shown.
    Choice {
        /// As written.
        value: String,
        /// As shown.
        label: String,
    },
    /// Index in [`ParsedPage::references`](super::ParsedPage::references).
    Reference(u32),
    /// Index in [`ParsedPage::files`](super::ParsedPage::files).
    File(u32),
    /// Fields of its own.
    Group(Fields),
    /// Several values.
    List(Vec<Value>),
}

impl Fields {
    /// A field that is set.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.name == name)
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// The text of a text field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }
}

impl Value {
    /// The text of a text, or the value of a choice.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Choice { value: text, .. } => Some(text),
            _ => None,
        }
    }

    /// The values of a list, or the value itself.
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            single => std::slice::from_ref(single),
        }
    }
}
