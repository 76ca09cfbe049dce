//! Reading the maps that maintainers write: the configuration, the schema, a theme's description.
//!
//! In: a map and the name of what it describes. Out: its values one by one; whatever is unknown,
//! repeated, missing or of the wrong kind becomes a diagnostic.

use super::node::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, Expected, Problem, SiteSlip, SyntaxCause, nearest};
use crate::source::Span;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Names that keys have in Italian, and in other programs.
const ITALIAN: [(&str, &str); 41] = [
    ("aiuto", "help"),
    ("campi", "fields"),
    ("cartella", "section"),
    ("descrizione", "description"),
    ("etichetta", "label"),
    ("indirizzo", "base_url"),
    ("licenza", "license"),
    ("lingua", "language"),
    ("lingue", "languages"),
    ("massimo", "max"),
    ("minimo", "min"),
    ("modello", "template"),
    ("nome", "label"),
    ("nome", "title"),
    ("obbligatorio", "required"),
    ("ordine", "sort"),
    ("pagina", "page"),
    ("plurale", "plural"),
    ("ricerca", "search"),
    ("ruolo", "role"),
    ("sezione", "section"),
    ("sorgente", "source"),
    ("tema", "theme"),
    ("tipo", "type"),
    ("titolo", "title"),
    ("tabelle", "tables"),
    ("valori", "values"),
    ("aciclico", "acyclic"),
    ("bozza", "draft"),
    ("figli", "children"),
    ("href", "page"),
    ("href", "url"),
    ("inverso", "inverse"),
    ("link", "page"),
    ("link", "url"),
    ("molti", "many"),
    ("multiple", "many"),
    ("name", "label"),
    ("name", "title"),
    ("superato", "superseded"),
    ("url", "page"),
];

/// Reads one map; call [`MapReader::finish`] at the end to hear of unknown keys.
pub struct MapReader<'a> {
    node: &'a Node,
    owner: String,
    known: Vec<&'static str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> MapReader<'a> {
    /// A reader of `node`, which messages call `owner`.
    pub fn new(node: &'a Node, owner: &str, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        if !matches!(node.value, Value::Map(_) | Value::Null) {
            let problem = Problem::WrongType {
                field: owner.to_owned(),
                expected: Expected::Map,
            };
            diagnostics.push(Diagnostic::new(problem, node.span));
        }
        report_duplicates(node.entries(), diagnostics);
        Self {
            node,
            owner: owner.to_owned(),
            known: Vec::new(),
            diagnostics,
        }
    }

    /// Whether it is a map; what is none has been reported.
    pub fn is_map(&self) -> bool {
        matches!(self.node.value, Value::Map(_) | Value::Null)
    }

    /// The value of a key as it stands.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.node.get(key).filter(|node| node.value != Value::Null)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let node = self.node(key)?;
        let text = node.as_text().map(str::to_owned);
        self.expect(key, node, Expected::Text, text)
    }

    /// Where a text that has to be there is missing, or empty.
    fn lacks(&mut self, key: &'static str) -> Option<Span> {
        match self.node(key) {
            None => Some(self.node.span),
            Some(node) => node.is_empty().then_some(node.span),
        }
    }

    /// A text that has to be there; empty where it is not.
    pub fn required_text(&mut self, key: &'static str) -> String {
        if let Some(place) = self.lacks(key).filter(|_| self.is_map()) {
            let problem = Problem::MissingField {
                field: key.to_owned(),
                label: key.to_owned(),
                owner: self.owner.clone(),
                hint: None,
                in_line: false,
            };
            self.diagnostics.push(Diagnostic::new(problem, place));
        }
        self.text(key).unwrap_or_default()
    }

    /// A text that has to be of a kind, as `fits` knows.
    pub fn text_like(
        &mut self,
        key: &'static str,
        expected: Expected,
        fits: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let text = self.text(key)?;
        let node = self.node(key)?;
        let fitting = Some(text).filter(|text| fits(text));
        self.expect(key, node, expected, fitting)
    }

    /// A text that has to be there and to have a form; one that has another is reported, with
    /// `hint` for what is right.
    pub fn required_form<T>(
        &mut self,
        key: &'static str,
        hint: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.required_text(key);
        let found = read(&text);
        if let (None, false, Some(node)) = (&found, text.is_empty(), self.node(key)) {
            let problem = Problem::PatternMismatch {
                field: key.to_owned(),
                value: text,
                hint: Some(hint.to_owned()),
            };
            self.diagnostics.push(Diagnostic::new(problem, node.span));
        }
        found
    }

    /// `true` or `false`; `default` where missing.
    pub fn boolean(&mut self, key: &'static str, default: bool) -> bool {
        let Some(node) = self.node(key) else {
            return default;
        };
        self.expect(key, node, Expected::Boolean, node.as_bool())
            .unwrap_or(default)
    }

    /// A number.
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let node = self.node(key)?;
        let number = node.as_text().and_then(|text| text.parse().ok());
        self.expect(key, node, Expected::Number, number)
    }

    /// A count of at least one.
    pub fn count(&mut self, key: &'static str) -> Option<usize> {
        let node = self.node(key)?;
        let count: Option<i64> = node.as_text().and_then(|text| text.parse().ok());
        if count.is_some_and(|count| count < 1) {
            let key = key.to_owned();
            let problem = SiteSlip::NoCount { key };
            let diagnostic = Diagnostic::new(problem.into(), node.span);
            self.diagnostics.push(diagnostic);
            return None;
        }
        let count = count.and_then(|count| usize::try_from(count).ok());
        self.expect(key, node, Expected::Integer, count)
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        self.node(key).map_or(&[], Node::items)
    }

    /// The texts of a list.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let items = self.list(key);
        let mut texts = Vec::new();
        for item in items {
            let text = item.as_text().map(str::to_owned);
            texts.extend(self.expect(key, item, Expected::Text, text));
        }
        texts
    }

    /// One of a closed list of names.
    pub fn one_of<T: Copy>(&mut self, key: &'static str, names: &[(&'static str, T)]) -> Option<T> {
        let node = self.node(key)?;
        self.known_name(node, names)
    }

    /// Several of a closed list of names.
    pub fn all_of<T: Copy>(&mut self, key: &'static str, names: &[(&'static str, T)]) -> Vec<T> {
        let mut found = Vec::new();
        for node in self.list(key) {
            found.extend(self.known_name(node, names));
        }
        found
    }

    fn known_name<T: Copy>(&mut self, node: &Node, names: &[(&'static str, T)]) -> Option<T> {
        let text = node.as_text().unwrap_or_default();
        let found = names
            .iter()
            .find(|(name, _)| *name == text)
            .map(|&(_, value)| value);
        if found.is_none() {
            let known: Vec<String> = names.iter().map(|(name, _)| (*name).to_owned()).collect();
            // In brackets, where one name belongs.
            let only = match &node.value {
                Value::List(items) => items.first().and_then(Node::as_text),
                _ => None,
            };
            let suggestion = meant_value(only.unwrap_or(text), &known);
            let problem = Problem::UnknownKind {
                value: only.map_or_else(|| text.to_owned(), |only| format!("[{only}]")),
                suggestion,
                known,
            };
            self.diagnostics.push(Diagnostic::new(problem, node.span));
        }
        found
    }

    /// The place to put further diagnostics while the map is being read.
    pub fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        self.diagnostics
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.node.entries() {
            // `{required:true}` is a key without a value.
            let joined = key.text.split_once(':').map(|(name, _)| name);
            if joined.is_some_and(|name| self.known.contains(&name)) {
                let cause = SyntaxCause::NoSpaceAfterColon;
                let problem = Problem::YamlSyntax { cause };
                self.diagnostics.push(Diagnostic::new(problem, key.span));
            } else if !self.known.contains(&key.text.as_str()) {
                let problem = Problem::UnknownField {
                    field: key.text.clone(),
                    owner: self.owner.clone(),
                    suggestion: self.meant(&key.text),
                    known: self.known.iter().map(|&k| k.to_owned()).collect(),
                };
                self.diagnostics.push(Diagnostic::new(problem, key.span));
            }
        }
    }

    /// The key that was meant: by its Italian name, or by a slip of the pen.
    fn meant(&self, key: &str) -> Option<String> {
        let lower = key.to_lowercase();
        let is_it =
            |(italian, english): &&(&str, &str)| *italian == lower && self.known.contains(english);
        let english = ITALIAN.iter().find(is_it).map(|(_, english)| *english);
        let meant = english.map(str::to_owned);
        meant.or_else(|| nearest(key, self.known.iter().copied()))
    }

    pub fn expect<T>(
        &mut self,
        key: &str,
        node: &Node,
        expected: Expected,
        value: Option<T>,
    ) -> Option<T> {
        if value.is_none() {
            let problem = Problem::WrongType {
                field: key.to_owned(),
                expected,
            };
            self.diagnostics.push(Diagnostic::new(problem, node.span));
        }
        value
    }
}

/// The name of a closed list that was meant: by another word for it, by its beginning, or by a slip
/// of the pen.
fn meant_value(text: &str, known: &[String]) -> Option<String> {
    const WORDS: [(&str, &str); 22] = [
        ("testo", "text"),
        ("string", "text"),
        ("stringa", "text"),
        ("select", "choice"),
        ("enum", "choice"),
        ("scelta", "choice"),
        ("data", "date"),
        ("datetime", "date"),
        ("numero", "number"),
        ("intero", "integer"),
        ("int", "integer"),
        ("bool", "boolean"),
        ("checkbox", "boolean"),
        ("riferimento", "ref"),
        ("relation", "ref"),
        ("reference", "ref"),
        ("gruppo", "group"),
        ("object", "group"),
        ("immagine", "image"),
        ("link", "url"),
        ("pagine", "pages"),
        ("mensile", "MONTHLY"),
    ];
    let lower = text.to_lowercase();
    let is_known = |name: &str| known.iter().any(|known| known == name);
    let word = WORDS
        .iter()
        .find(|(word, meant)| *word == lower && is_known(meant));
    let near = || nearest(text, known.iter().map(String::as_str));
    let by_beginning = || {
        let begins = |name: &&String| name.len() > 2 && lower.starts_with(&name.to_lowercase());
        let mut found = known.iter().filter(begins);
        found.next().filter(|_| found.next().is_none()).cloned()
    };
    word.map(|(_, meant)| (*meant).to_owned())
        .or_else(near)
        .or_else(by_beginning)
}

/// Reports each key that stands for the second time, with the first as the other place.
pub fn report_duplicates(entries: &[(Key, Node)], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (key, _) in entries {
        match seen.entry(&key.text) {
            Entry::Vacant(free) => {
                free.insert(key.span);
            }
            Entry::Occupied(first) => {
                let problem = Problem::DuplicateKey {
                    key: key.text.clone(),
                };
                diagnostics.push(Diagnostic::new(problem, key.span).with_other(*first.get()));
            }
        }
    }
}
