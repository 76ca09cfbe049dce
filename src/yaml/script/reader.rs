//! The values of a script, as they are written.

use super::{Computed, Context};
use crate::source::{FileId, Span};
use crate::yaml::node::{Key, Node, Value};

/// How deep objects are read.
const DEEPEST: usize = 24;

/// A place in a script.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) path: &'a str,
    pub(super) at: usize,
    pub(super) file: FileId,
    pub(super) context: Context<'a>,
    /// How many names lead to what is read.
    pub(super) within: usize,
    /// The keys that lead to what is read.
    pub(super) keys: Vec<String>,
    /// What is computed.
    pub(super) computed: Vec<Computed>,
}

/// Where something begins, and how much was computed before it.
#[derive(Clone, Copy)]
struct Begin {
    at: usize,
    computed: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        (text, path): (&'a str, &'a str),
        at: usize,
        file: FileId,
        context: Context<'a>,
    ) -> Self {
        Self {
            text,
            path,
            at,
            file,
            context,
            within: 0,
            keys: Vec::new(),
            computed: Vec::new(),
        }
    }

    fn begin(&self) -> Begin {
        Begin {
            at: self.at,
            computed: self.computed.len(),
        }
    }

    /// Notes that something is computed, from a place on; what is within it is no news.
    fn note(&mut self, begin: Begin) {
        self.computed.truncate(begin.computed);
        let end = self.text[..self.at].trim_end().len();
        self.computed.push(Computed {
            span: Span::new(self.file, begin.at, end.max(begin.at)),
            key: self.keys.join("."),
        });
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn first(&self) -> char {
        self.rest().chars().next().unwrap_or(' ')
    }

    /// Passes over white space and comments.
    pub(super) fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    pub(super) fn take(&mut self, sign: &str) -> bool {
        self.skip();
        let is_there = self.rest().starts_with(sign);
        self.at += if is_there { sign.len() } else { 0 };
        is_there
    }

    pub(super) fn node(&self, value: Value, start: usize) -> Node {
        let span = Span::new(self.file, start, self.at);
        Node { value, span }
    }

    /// Whether nothing is done with the value that ends here.
    pub(super) fn is_whole(&mut self) -> bool {
        self.skip();
        !self.rest().starts_with([
            '.', '[', '(', '+', '-', '*', '%', '?', '|', '&', '=', '<', '>', '!', '`',
        ])
    }

    /// A value, and what is done with it.
    pub(super) fn value(&mut self, depth: usize) -> Node {
        self.skip();
        let begin = self.begin();
        let node = self.bare(depth);
        self.skip();
        let rest = self.rest();
        let is_typed = ["as ", "satisfies "]
            .iter()
            .any(|word| rest.starts_with(word));
        let before = self.at;
        self.pass_rest();
        if self.at > before && !is_typed {
            self.note(begin);
        }
        node
    }

    /// A value as it is written.
    pub(super) fn bare(&mut self, depth: usize) -> Node {
        self.skip();
        let begin = self.begin();
        let first = self.first();
        let value = match first {
            _ if depth > DEEPEST => Value::Null,
            '{' => self.object(depth),
            '[' => self.list(depth),
            '"' | '\'' | '`' => {
                let text = self.quoted(first);
                if first == '`' && text.contains("${") {
                    self.note(begin);
                }
                Value::Scalar { text, plain: false }
            }
            _ => self.word(depth),
        };
        self.node(value, begin.at)
    }

    fn object(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut is_spread = false;
        while !self.take("}") && !self.rest().is_empty() {
            let begin = self.begin();
            let added = match self.take("...") {
                true => {
                    is_spread = true;
                    self.spread(begin, depth)
                }
                false => self.entry(begin, depth),
            };
            if is_spread {
                // What comes later holds.
                let is_new = |key: &Key| added.iter().any(|(new, _)| new.text == key.text);
                entries.retain(|(key, _)| !is_new(key));
            }
            entries.extend(added);
            self.pass_comma('}');
        }
        Value::Map(entries)
    }

    /// The entries of an object that is spread into another.
    fn spread(&mut self, begin: Begin, depth: usize) -> Vec<(Key, Node)> {
        match self.value(depth + 1).value {
            Value::Map(entries) => entries,
            _ => {
                self.note(begin);
                Vec::new()
            }
        }
    }

    /// An entry of an object; what is a method is computed.
    fn entry(&mut self, begin: Begin, depth: usize) -> Vec<(Key, Node)> {
        let first = self.first();
        let text = match first {
            '"' | '\'' => self.quoted(first),
            _ => self.name(),
        };
        let span = Span::new(self.file, begin.at, self.at);
        self.keys.push(text.clone());
        let node = match self.take(":") {
            true => Some(self.value(depth + 1)),
            // A name alone is its own value.
            false if matches!(self.first(), ',' | '}') => self.named(&text, span),
            false => None,
        };
        if node.is_none() {
            self.pass_rest();
            self.note(begin);
        }
        self.keys.pop();
        let key = Key { text, span };
        node.map(|node| (key, node)).into_iter().collect()
    }

    fn list(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        while !self.take("]") && !self.rest().is_empty() {
            let begin = self.begin();
            if self.take("...") {
                match self.value(depth + 1).value {
                    Value::List(more) => items.extend(more),
                    _ => self.note(begin),
                }
            } else {
                items.push(self.value(depth + 1));
            }
            if self.at == begin.at {
                self.pass_sign();
            } else {
                self.take(",");
            }
        }
        Value::List(items)
    }

    /// Passes over the comma behind an entry, or whatever else stands there.
    fn pass_comma(&mut self, close: char) {
        if !self.take(",") && !self.rest().starts_with(close) {
            self.pass_sign();
        }
    }

    fn pass_sign(&mut self) {
        self.at = (self.at + 1).min(self.text.len());
        self.at = self.text.ceil_char_boundary(self.at);
    }

    pub(super) fn name(&mut self) -> String {
        let rest = self.rest();
        let is_inner = |c: char| c.is_alphanumeric() || "_$.-".contains(c);
        let length = rest.find(|c| !is_inner(c)).unwrap_or(rest.len());
        let name = rest[..length].to_owned();
        self.at += length;
        name
    }

    /// A word: a number, a truth value, a name; of a call, what it is given.
    fn word(&mut self, depth: usize) -> Value {
        let begin = self.begin();
        let text = self.name();
        if matches!(&*text, "await" | "new" | "async") {
            return self.value(depth + 1).value;
        }
        if self.rest().starts_with('(') && !text.is_empty() {
            return self.call(&text, begin, depth);
        }
        if is_literal(&text) {
            return match text.is_empty() {
                true => Value::Null,
                false => Value::Scalar { text, plain: true },
            };
        }
        let end = self.at;
        let span = Span::new(self.file, begin.at, end);
        let named = match self.is_whole() {
            true => self.named(&text, span),
            false => None,
        };
        self.at = end;
        if named.is_none() {
            self.note(begin);
        }
        named.map_or(Value::Null, |node| node.value)
    }

    /// A call: what its function returns, or else the object that it is given.
    fn call(&mut self, name: &str, begin: Begin, depth: usize) -> Value {
        self.at += 1;
        let inside = self.value(depth + 1);
        while !self.take(")") && !self.rest().is_empty() {
            let before = self.at;
            self.take(",");
            self.value(depth + 1);
            if self.at == before {
                break;
            }
        }
        let span = Span::new(self.file, begin.at, self.at);
        let is_given = matches!(inside.value, Value::Map(_));
        // These say what they are given, for the sake of its type or of a theme.
        let is_wrapper = ["define", "with"].iter().any(|word| name.starts_with(word))
            || name.ends_with("Theme")
            || depth == 0 && self.within == 0;
        if is_given && is_wrapper {
            return inside.value;
        }
        let within = self.computed.split_off(begin.computed);
        if let Some(node) = self.returned(name, span) {
            return node.value;
        }
        self.note(begin);
        match is_given {
            true => {
                self.computed.extend(within);
                inside.value
            }
            false => Value::Null,
        }
    }

    fn quoted(&mut self, quote: char) -> String {
        self.at += 1;
        let mut out = String::new();
        let mut escaped = false;
        let text = self.text;
        for (i, c) in text[self.at..].char_indices() {
            match c {
                c if c == quote && !escaped => {
                    self.at += i + 1;
                    return out;
                }
                '\\' if !escaped => escaped = true,
                'n' if escaped => {
                    out.push('\n');
                    escaped = false;
                }
                c => {
                    out.push(c);
                    escaped = false;
                }
            }
        }
        self.at = text.len();
        out
    }

    /// Passes over what is computed, to the comma or bracket that ends it.
    pub(super) fn pass_rest(&mut self) {
        let mut depth = 0_usize;
        loop {
            self.skip();
            let Some(c) = self.rest().chars().next() else {
                return;
            };
            match c {
                ',' | ';' if depth == 0 => return,
                '}' | ']' | ')' if depth == 0 => return,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                '"' | '\'' | '`' => {
                    self.quoted(c);
                    continue;
                }
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }
}

/// Whether a word is a value as it stands.
pub(super) fn is_literal(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    is_number || matches!(word, "" | "true" | "false" | "null" | "undefined")
}
