//! Scripts that export values: what is written in them as it is, read without running them.
//!
//! In: the text of a script. Out: the first object that it exports, with its texts, numbers, lists
//! and objects; of a call, its first object, or what the function does nothing but return; of a
//! name, what it is given in the same script or in one that it is imported from; and where something
//! is computed, which is left out.

mod names;
mod reader;

use super::node::{Key, Node, Value};
use crate::source::{FileId, Span};
use reader::Reader;
use std::cell::Cell;

/// How many names are followed in all.
const MOST_NAMES: usize = 1000;

/// What a script exports.
#[derive(Debug, PartialEq)]
pub struct Script {
    /// What is written in it.
    pub node: Node,
    /// What is computed in its place.
    pub computed: Vec<Computed>,
}

/// Something that a script computes.
#[derive(Debug, PartialEq)]
pub struct Computed {
    /// Where it stands; what another script computes, where this one names it.
    pub span: Span,
    /// The keys that lead to it: `themeConfig.nav`.
    pub key: String,
}

/// The scripts beside one: the path and the text of what a script at a path calls by a name.
pub type Beside<'a> = &'a dyn Fn(&str, &str) -> Option<(String, String)>;

/// What is read beside a script.
#[derive(Clone, Copy)]
struct Context<'a> {
    beside: Beside<'a>,
    /// How many names may still be followed.
    names: &'a Cell<usize>,
}

/// No script beside one.
fn alone(_: &str, _: &str) -> Option<(String, String)> {
    None
}

/// The object that a script exports; `None` if none is written in it.
pub fn exported_by(text: &str, file: FileId) -> Option<Script> {
    exported_among((text, ""), file, &alone)
}

/// The object that a script at a path exports, which may take in what others beside it do.
pub fn exported_among(
    (text, path): (&str, &str),
    file: FileId,
    beside: Beside<'_>,
) -> Option<Script> {
    let names = &Cell::new(MOST_NAMES);
    let mut reader = Reader::new((text, path), 0, file, Context { beside, names });
    let node = reader.exported()?;
    matches!(node.value, Value::Map(_)).then_some(Script {
        node,
        computed: reader.computed,
    })
}

/// The object that is given to the first call of a name: `starlight({ … })`.
pub fn given_to(
    name: &str,
    (text, path): (&str, &str),
    file: FileId,
    beside: Beside<'_>,
) -> Option<Script> {
    let sign = format!("{name}(");
    let at = text.find(&sign)? + sign.len();
    let names = &Cell::new(MOST_NAMES);
    let mut reader = Reader::new((text, path), at, file, Context { beside, names });
    let node = reader.value(0);
    matches!(node.value, Value::Map(_)).then_some(Script {
        node,
        computed: reader.computed,
    })
}

/// What a script declares, or the object that it is; `None` if it computes anything.
pub fn declared_by(text: &str, file: FileId) -> Option<Node> {
    let beside: Beside<'_> = &alone;
    let names = &Cell::new(MOST_NAMES);
    let mut reader = Reader::new((text, ""), 0, file, Context { beside, names });
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
                "{url=u presets=[[classic {docs={path=d}}]] re=- last=-}",
            ),
            (
                "export default defineConfig({ base: '/a/', integrations: [starlight({title: 'T'})] })",
                "{base=/a/ integrations=[{title=T}]}",
            ),
            (
                "const s = [{t: 'x'}];\nlet sx = 1;\nexport default { sidebar: { '/a/': s, b: sx }, c: s.map(f), s }",
                "{sidebar={/a/=[{t=x}] b=1} c=- s=[{t=x}]}",
            ),
            (
                "export default { a: [1, ...b, 2], c: (x) => ({d: 1}), e: {} }",
                "{a=[1 2] c=- e={}}",
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
            given_to(
                "starlight",
                ("x(); starlight({a: 1})", ""),
                FileId(0),
                &alone
            )
            .map(|script| shown(&script.node))
            .unwrap_or_default(),
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
                .map(|s| &text[s.span.start as usize..s.span.end as usize])
                .collect();
            assert_eq!(told.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn what_names_and_functions_stand_for_is_read() {
        for (text, expected) in [
            (
                "export default defineConfig({ nav: nav(), side: { '/a/': side() } })\nfunction nav(): X[] { return [{ t: 'a' }] }\nconst side = (): Y => [1]",
                "{nav=[{t=a}] side={/a/=[1]}}",
            ),
            (
                "const title = 'T'\nconst x = { title }\nexport default { ...x, title, y: x.title }",
                "{title=T y=T}",
            ),
            (
                "const a = { b: 1, c: 2 }\nexport default { b: 0, ...a, c: 3 }",
                "{b=1 c=3}",
            ),
            (
                "const a = [1]\nexport default { b: [0, ...a, ...z] }",
                "{b=[0 1]}",
            ),
            (
                "function f(x) { if (x) { return [1] } return [2] }\nexport default { a: f() }",
                "{a=-}",
            ),
            (
                "const a = b ? [1] : [2]\nconst c = [1].map(d)\nexport default { a, c }",
                "{}",
            ),
            (
                "const a = { b: a }\nexport default a",
                "{b={b={b={b={b={b=-}}}}}}",
            ),
        ] {
            let found = exported_by(text, FileId(0));
            let found = found.map(|script| shown(&script.node));
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_imported_is_read_where_it_is() {
        let beside = |from: &str, name: &str| {
            let text = match name {
                "./nav" => "export const nav = [{ t: 'a', u: v() }]",
                "./en" => {
                    "import { nav } from './nav'\nexport const en = { lang: 'en', theme: { nav } }"
                }
                "./side" => "export default () => ({ '/a/': ['b'] })",
                "./more.json" => "{\"version\": \"1.0\"}",
                "./old" => "module.exports = { c: 'd' }",
                _ => return None,
            };
            Some((format!("{from}/{name}"), text.to_owned()))
        };
        let text = "import { defineConfig, type X } from 'x'\nimport { nav as own } from './nav'\nimport { en } from './en'\nimport side from './side'\nimport { version } from './more.json'\nconst old = require('./old')\nconst { c } = require('./old')\nexport default defineConfig({ ...en, own, side: side(), version, old, c, none: gone })";
        let script = exported_among((text, "c"), FileId(0), &beside).unwrap();
        let expected = "{lang=en theme={nav=[{t=a u=-}]} own=[{t=a u=-}] side={/a/=[b]} version=1.0 old={c=d} c=d none=-}";
        assert_eq!(shown(&script.node), expected);
        let told = script.computed.iter().map(|computed| {
            let (start, end) = (computed.span.start as usize, computed.span.end as usize);
            format!("{}: {}", computed.key, &text[start..end])
        });
        let told: Vec<String> = told.collect();
        assert_eq!(told, ["theme.nav.u: en", "own.u: own", "none: gone"]);
    }
}
