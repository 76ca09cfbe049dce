//! Scripts that export values: what is written in them as it is, read without running them.
//!
//! In: the text of a script. Out: the first object that it exports, with its texts, numbers, lists
//! and objects; of a call, its first object; of a name, the list or object that it is given in the
//! same script; and where something is computed, which is left out.

use super::node::{Key, Node, Value};
use crate::source::{FileId, Span};

/// How deep objects are read.
const DEEPEST: usize = 24;
/// How many names are followed, each in what the one before stands for.
const MOST_NAMES: usize = 3;

/// What a script exports.
#[derive(Debug, PartialEq)]
pub struct Script {
    /// What is written in it.
    pub node: Node,
    /// What is computed in its place.
    pub computed: Vec<Span>,
}

/// The object that a script exports; `None` if none is written in it.
pub fn exported_by(text: &str, file: FileId) -> Option<Script> {
    const SIGNS: [&str; 2] = ["export default", "module.exports"];
    let found = SIGNS
        .iter()
        .find_map(|sign| text.rfind(sign).map(|at| at + sign.len()));
    let mut reader = Reader::new(text, found?, file);
    reader.skip();
    reader.take("=");
    let node = reader.bare(0);
    // What is exported may have a name.
    let node = match &node.value {
        Value::Scalar { text: name, .. } => {
            reader.computed.clear();
            reader.named(name, 0)?
        }
        _ => node,
    };
    matches!(node.value, Value::Map(_)).then_some(Script {
        node,
        computed: reader.computed,
    })
}

/// The objects that are given to calls of a name: `starlight({ … })`.
pub fn given_to(text: &str, name: &str) -> Vec<Node> {
    let sign = format!("{name}(");
    let calls = text.match_indices(&sign);
    let calls = calls.map(|(at, call)| Reader::new(text, at + call.len(), FileId(0)));
    calls.map(|mut reader| reader.value(0)).collect()
}

/// What a script declares, or the object that it is; `None` if it computes anything.
pub fn declared_by(text: &str, file: FileId) -> Option<Node> {
    let mut reader = Reader::new(text, 0, file);
    reader.skip();
    if reader.rest().starts_with('{') {
        let node = reader.bare(0);
        return reader.computed.is_empty().then_some(node);
    }
    let mut entries = Vec::new();
    while !reader.rest().is_empty() {
        ["const ", "let ", "var "]
            .iter()
            .find(|sign| reader.take(sign))?;
        reader.skip();
        let start = reader.at;
        let key = Key {
            text: reader.name(),
            span: Span::new(file, start, reader.at),
        };
        reader.take("=").then_some(())?;
        let value = reader.bare(0);
        entries.push((key, value));
        reader.take(";");
        reader.skip();
    }
    let node = reader.node(Value::Map(entries), 0);
    reader.computed.is_empty().then_some(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    file: FileId,
    /// How many names lead to what is read.
    within: usize,
    /// What is computed.
    computed: Vec<Span>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, at: usize, file: FileId) -> Self {
        Self {
            text,
            at,
            file,
            within: 0,
            computed: Vec::new(),
        }
    }

    /// The object or the list that is given a name; `within` so many others.
    fn named(&mut self, name: &str, within: usize) -> Option<Node> {
        let text = self.text;
        let is_free =
            |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "_$".contains(c));
        for sign in ["const ", "let ", "var "] {
            let start = format!("{sign}{name}");
            let mut found = text.match_indices(&start);
            let Some((at, _)) = found.find(|(at, _)| is_free(&text[at + start.len()..])) else {
                continue;
            };
            let mut reader = Reader::new(text, at + start.len(), self.file);
            reader.within = within;
            // Its type may stand behind the name.
            reader.at += text[reader.at..].find('=')? + 1;
            let node = reader.bare(0);
            let is_written = matches!(node.value, Value::Map(_) | Value::List(_));
            if is_written {
                self.computed.append(&mut reader.computed);
            }
            return is_written.then_some(node);
        }
        None
    }

    /// Notes that something is computed, from a place on.
    fn note(&mut self, start: usize) {
        // What is within it is no news.
        self.computed
            .retain(|within| (within.start as usize) < start);
        let end = self.text[..self.at].trim_end().len();
        self.computed
            .push(Span::new(self.file, start, end.max(start)));
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Passes over white space and comments.
    fn skip(&mut self) {
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

    fn take(&mut self, sign: &str) -> bool {
        self.skip();
        let is_there = self.rest().starts_with(sign);
        self.at += if is_there { sign.len() } else { 0 };
        is_there
    }

    fn node(&self, value: Value, start: usize) -> Node {
        let span = Span::new(self.file, start, self.at);
        Node { value, span }
    }

    /// A value, and what is done with it.
    fn value(&mut self, depth: usize) -> Node {
        self.skip();
        let start = self.at;
        let node = self.bare(depth);
        self.skip();
        let rest = self.rest();
        let is_typed = ["as ", "satisfies "]
            .iter()
            .any(|word| rest.starts_with(word));
        let before = self.at;
        self.pass_rest();
        if self.at > before && !is_typed {
            self.note(start);
        }
        node
    }

    /// A value as it is written.
    fn bare(&mut self, depth: usize) -> Node {
        self.skip();
        let start = self.at;
        let first = self.rest().chars().next().unwrap_or(' ');
        let value = match first {
            _ if depth > DEEPEST => Value::Null,
            '{' => self.object(depth),
            '[' => self.list(depth),
            '"' | '\'' | '`' => {
                let text = self.quoted(first);
                if first == '`' && text.contains("${") {
                    self.note(start);
                }
                Value::Scalar { text, plain: false }
            }
            _ => self.word(depth),
        };
        self.node(value, start)
    }

    fn object(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut entries = Vec::new();
        while !self.take("}") && !self.rest().is_empty() {
            let start = self.at;
            let first = self.rest().chars().next().unwrap_or(' ');
            let text = match first {
                '"' | '\'' => self.quoted(first),
                _ => self.name(),
            };
            let key = Key {
                text,
                span: Span::new(self.file, start, self.at),
            };
            match self.take(":") {
                true => {
                    let value = self.value(depth + 1);
                    entries.push((key, value));
                }
                // A method, what is spread, or a name alone.
                false => {
                    self.pass_rest();
                    self.note(start);
                }
            }
            if !self.take(",") && !self.rest().starts_with('}') {
                self.at = (self.at + 1).min(self.text.len());
                self.at = self.text.ceil_char_boundary(self.at);
            }
        }
        Value::Map(entries)
    }

    fn list(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        while !self.take("]") && !self.rest().is_empty() {
            let before = self.at;
            items.push(self.value(depth + 1));
            if !self.take(",") && self.at == before {
                self.at = (self.at + 1).min(self.text.len());
                self.at = self.text.ceil_char_boundary(self.at);
            }
        }
        Value::List(items)
    }

    fn name(&mut self) -> String {
        let rest = self.rest();
        let is_inner = |c: char| c.is_alphanumeric() || "_$.-".contains(c);
        let length = rest.find(|c| !is_inner(c)).unwrap_or(rest.len());
        let name = rest[..length].to_owned();
        self.at += length;
        name
    }

    /// A word: a number, a truth value, a name; of a call, what it is given.
    fn word(&mut self, depth: usize) -> Value {
        let start = self.at;
        let text = self.name();
        if matches!(&*text, "await" | "new" | "async") {
            return self.value(depth + 1).value;
        }
        if self.rest().starts_with('(') && !text.is_empty() {
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
            self.note(start);
            return match inside.value {
                Value::Map(_) => inside.value,
                _ => Value::Null,
            };
        }
        let is_name = text.starts_with(|c: char| c.is_alphabetic() || "_$".contains(c));
        if is_name && self.within < MOST_NAMES && !matches!(&*text, "true" | "false") {
            let is_whole = matches!(
                self.rest().trim_start().chars().next(),
                Some(',' | '}' | ']')
            );
            let given = is_whole.then(|| self.named(&text, self.within + 1));
            if let Some(node) = given.flatten() {
                return node.value;
            }
        }
        if !is_literal(&text) {
            self.note(start);
        }
        match text.is_empty() {
            true => Value::Null,
            false => Value::Scalar { text, plain: true },
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
    fn pass_rest(&mut self) {
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
fn is_literal(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    is_number || matches!(word, "" | "true" | "false" | "null" | "undefined")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(node: &Node) -> String {
        match &node.value {
            Value::Null => "-".to_owned(),
            Value::Scalar { text, .. } => text.clone(),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(shown).collect();
                format!("[{}]", items.join(" "))
            }
            Value::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}={}", key.text, shown(value)))
                    .collect();
                format!("{{{}}}", entries.join(" "))
            }
        }
    }

    #[test]
    fn what_a_script_declares_is_read_if_it_computes_nothing() {
        for (text, expected) in [
            ("{ title: 'A', n: [1] }", Some("{title=A n=[1]}")),
            (
                "const nav = {\n  key: 'A',\n};\nlet title = \"B\"\n// c\n",
                Some("{nav={key=A} title=B}"),
            ),
            ("const a = f();", None),
            ("const a = `${b}`;", None),
            ("function a() { return 1; }", None),
            ("{ a() { return 1; } }", None),
            ("const a = 1; a", None),
        ] {
            let found = declared_by(text, FileId(0));
            assert_eq!(found.as_ref().map(shown).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_in_a_script_is_read() {
        for (text, expected) in [
            (
                "// x\nimport a from 'b';\nexport default { title: 'A \\'b\\'', \"n\": 1, f() { return {x: 1}; }, on: true };",
                "{title=A 'b' n=1 on=true}",
            ),
            (
                "const config: Config = {\n  url: `u`, /* , */ presets: [['classic', {docs: {path: 'd'}}]],\n  re: require('x').y({a: 1}), last: a ? 'b' : 'c',\n};\nmodule.exports = config;",
                "{url=u presets=[[classic {docs={path=d}}]] re=- last=a}",
            ),
            (
                "export default defineConfig({ base: '/a/', integrations: [starlight({title: 'T'})] })",
                "{base=/a/ integrations=[{title=T}]}",
            ),
            (
                "const s = [{t: 'x'}];\nlet sx = 1;\nexport default { sidebar: { '/a/': s, b: sx }, c: s.map(f), s }",
                "{sidebar={/a/=[{t=x}] b=sx} c=-}",
            ),
            (
                "export default { a: [1, ...b, 2], c: (x) => ({d: 1}), e: {} }",
                "{a=[1 ...b 2] c=- e={}}",
            ),
        ] {
            let node = exported_by(text, FileId(0))
                .map_or("none".to_owned(), |script| shown(&script.node));
            assert_eq!(node, expected, "{text}");
        }
        assert_eq!(
            exported_by("module.exports = function (c) { return 1 }", FileId(0)),
            None
        );
        assert_eq!(
            shown(&given_to("x(); starlight({a: 1})", "starlight")[0]),
            "{a=1}"
        );
    }

    #[test]
    fn what_is_computed_is_told_with_its_place() {
        for (text, expected) in [
            (
                "export default { a: ['b', {c: 1}], d: true, e: -1 } satisfies S;",
                "",
            ),
            ("const s: S = { a: [] } as const; export default s;", ""),
            ("export default { a: [...b, 'c'] }", "...b"),
            (
                "export default { a: b.map((c) => c), ...d }",
                "b.map((c) => c)|...d",
            ),
            (
                "export default { a: require('./b'), c: d ? 'e' : 'f' }",
                "require('./b')|d ? 'e' : 'f'",
            ),
            ("const n = { a: x() }; export default { b: n }", "x()"),
            ("module.exports = { a: `b${c}` }", "`b${c}`"),
        ] {
            let script = exported_by(text, FileId(0)).unwrap();
            let told = script.computed.iter();
            let told: Vec<&str> = told
                .map(|s| &text[s.start as usize..s.end as usize])
                .collect();
            assert_eq!(told.join("|"), expected, "{text}");
        }
    }
}
