//! What the names of a script stand for: values and functions of its own, or of scripts beside it.

use super::reader::{Reader, is_literal};
use crate::source::Span;
use crate::yaml::node::{Node, Value};

/// How many names are followed, each in what the one before stands for.
const DEEPEST_NAMES: usize = 6;
/// The longest list of names in an import that is looked at.
const LONGEST: usize = 2000;
const EXPORTS: [&str; 2] = ["export default", "module.exports"];
const DECLARATIONS: [&str; 3] = ["const ", "let ", "var "];

impl Reader<'_> {
    /// What the script exports.
    pub(super) fn exported(&mut self) -> Option<Node> {
        if self.path.ends_with(".json") {
            return Some(self.bare(0));
        }
        self.at = self.export()?;
        self.take("=");
        Some(self.bare(0)).filter(is_written)
    }

    /// Where what the script exports begins.
    fn export(&self) -> Option<usize> {
        let mut found = EXPORTS
            .iter()
            .filter_map(|sign| self.text.rfind(sign).map(|at| at + sign.len()));
        found.next()
    }

    /// What is written under a name, which stands at a place.
    pub(super) fn named(&mut self, name: &str, span: Span) -> Option<Node> {
        // What it has may be meant: `texts.title`.
        let mut names = name.split('.');
        let first = names.next().filter(|first| !first.is_empty())?;
        self.follow()?;
        let found = match self.declared(first) {
            Some(node) => Some(node),
            None => self.imported(first, span, |reader, name, span| reader.named(name, span)),
        };
        names.try_fold(found?, |node, name| node.get(name).cloned())
    }

    /// What a function of a name does nothing but return.
    pub(super) fn returned(&mut self, name: &str, span: Span) -> Option<Node> {
        self.follow()?;
        let mut reader = self.within(0);
        let function = place(self.text, "function ", name);
        let found = match function {
            Some(at) => {
                reader.at = at;
                reader.function()
            }
            None => match reader.declaration(name) {
                Some(at) => {
                    reader.at = at;
                    reader.arrow()
                }
                None => None,
            },
        };
        match found {
            Some(node) => {
                self.computed.append(&mut reader.computed);
                Some(node)
            }
            None => self.imported(name, span, |reader, name, span| reader.returned(name, span)),
        }
    }

    /// Counts a name that is followed.
    fn follow(&self) -> Option<()> {
        let left = self.context.names.get().checked_sub(1)?;
        self.context.names.set(left);
        (self.within < DEEPEST_NAMES).then_some(())
    }

    /// Another place of the same script, behind one name more.
    fn within(&self, at: usize) -> Self {
        let mut reader = Reader::new((self.text, self.path), at, self.file, self.context);
        reader.within = self.within + 1;
        reader.keys.clone_from(&self.keys);
        reader
    }

    /// Where the value of a name begins.
    fn declaration(&self, name: &str) -> Option<usize> {
        let mut places = DECLARATIONS
            .iter()
            .filter_map(|sign| place(self.text, sign, name));
        let at = places.next()?;
        // Its type may stand behind the name.
        Some(at + self.text[at..].find('=')? + 1)
    }

    /// What a name is given in this script.
    fn declared(&mut self, name: &str) -> Option<Node> {
        let mut reader = self.within(self.declaration(name)?);
        let node = reader.bare(0);
        if !is_written(&node) || !reader.is_whole() {
            return None;
        }
        self.computed.append(&mut reader.computed);
        Some(node)
    }

    /// What a name stands for that is imported: it is read where it is, and stands here.
    fn imported(
        &mut self,
        name: &str,
        span: Span,
        read: fn(&mut Reader<'_>, &str, Span) -> Option<Node>,
    ) -> Option<Node> {
        let (named, own) = source(self.text, name)?;
        let (path, text) = (self.context.beside)(self.path, named)?;
        let mut reader = Reader::new((&text, &path), 0, self.file, self.context);
        reader.within = self.within + 1;
        reader.keys.clone_from(&self.keys);
        let node = match own {
            _ if path.ends_with(".json") => match own {
                "default" => reader.bare(0),
                own => reader.bare(0).get(own)?.clone(),
            },
            "default" => match reader.exported() {
                Some(node) => node,
                None => {
                    reader.at = reader.export()?;
                    reader.take("=");
                    reader.skip();
                    match reader.rest().starts_with("function") {
                        true => reader.function()?,
                        false => reader.arrow()?,
                    }
                }
            },
            own => match read(&mut reader, own, span) {
                Some(node) => node,
                None => reader.exported()?.get(own)?.clone(),
            },
        };
        for mut computed in reader.computed {
            computed.span = span;
            self.computed.push(computed);
        }
        Some(placed(node, span))
    }

    /// What a function returns whose parameters come next, but for what stands before them.
    fn function(&mut self) -> Option<Node> {
        self.at += self.rest().find('(')?;
        self.pass_group();
        self.at += self.rest().find('{')?;
        self.block()
    }

    /// What a function returns that is written with an arrow.
    fn arrow(&mut self) -> Option<Node> {
        self.take("async ");
        self.skip();
        match self.rest().starts_with('(') {
            true => self.pass_group(),
            false => _ = self.name(),
        }
        let arrow = self.rest().find("=>")?;
        // Only a type may stand before it.
        let before = self.rest()[..arrow].trim_start();
        if !before.is_empty() && !before.starts_with(':') || before.contains(['=', ';']) {
            return None;
        }
        self.at += arrow + 2;
        self.skip();
        if self.rest().starts_with('{') {
            return self.block();
        }
        self.take("(");
        let node = self.bare(0);
        (is_written(&node) && self.is_whole()).then_some(node)
    }

    /// What a block returns, if it does in one place only.
    fn block(&mut self) -> Option<Node> {
        let start = self.at;
        self.pass_group();
        let block = &self.text[start..self.at];
        let mut returns = block.match_indices("return").filter(|(at, word)| {
            let before = block[..*at].chars().next_back();
            let after = block[at + word.len()..].chars().next();
            !before.is_some_and(is_inner) && !after.is_some_and(is_inner)
        });
        let (at, word) = returns.next()?;
        if returns.next().is_some() {
            return None;
        }
        self.at = start + at + word.len();
        let node = self.value(0);
        is_written(&node).then_some(node)
    }

    /// Passes over what stands between brackets.
    fn pass_group(&mut self) {
        self.at += 1;
        loop {
            self.pass_rest();
            let is_more = self.rest().starts_with([',', ';']);
            self.at = (self.at + 1).min(self.text.len());
            if !is_more {
                return;
            }
        }
    }
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || "_$".contains(c)
}

/// Whether something is a value, and not computed as a whole.
fn is_written(node: &Node) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Scalar { text, plain: true } => is_literal(text),
        Value::Scalar { text, .. } => !text.contains("${"),
        _ => true,
    }
}

/// Where the text behind a declaration of a name begins.
fn place(text: &str, sign: &str, name: &str) -> Option<usize> {
    let start = format!("{sign}{name}");
    let mut found = text.match_indices(&start);
    let end = |at: usize| at + start.len();
    let (at, _) = found.find(|(at, _)| !text[end(*at)..].starts_with(is_inner))?;
    Some(end(at))
}

/// What a name is imported from, and what it is called there.
fn source<'a>(text: &'a str, name: &'a str) -> Option<(&'a str, &'a str)> {
    let statements = ["import ", "export {"].into_iter().flat_map(|sign| {
        let bare = sign.len() - usize::from(sign.ends_with('{'));
        text.match_indices(sign)
            .map(move |(at, _)| &text[at + bare..])
    });
    let mut imports = statements.filter_map(|rest| {
        let (names, rest) = rest.split_once(['"', '\''])?;
        let named = rest.split(['"', '\'']).next()?;
        let names = names.trim_end().strip_suffix("from")?;
        (names.len() < LONGEST).then_some((names, named))
    });
    let mut requires = text.match_indices("require(").filter_map(|(at, call)| {
        let before = text[..at].trim_end().strip_suffix('=')?;
        let start = DECLARATIONS
            .iter()
            .filter_map(|sign| Some(before.rfind(sign)? + sign.len()));
        let names = &before[start.max()?..];
        let named = text[at + call.len()..].split(['"', '\'']).nth(1)?;
        (names.len() < LONGEST).then_some((names, named))
    });
    let own = |(names, named)| Some((named, called(names, name)?));
    imports.find_map(own).or_else(|| requires.find_map(own))
}

/// What a name is called where it comes from: `a, { b, c as d }`, `{ e: f }`.
fn called<'a>(names: &'a str, name: &'a str) -> Option<&'a str> {
    let (whole, parts) = names.split_once('{').unwrap_or((names, ""));
    let whole = whole.trim().trim_end_matches(',').trim();
    if whole.trim_start_matches("type ").trim() == name {
        return Some("default");
    }
    let mut parts = parts.trim().trim_end_matches('}').split(',');
    parts.find_map(|part| {
        let part = part.trim();
        let (own, given) = part
            .split_once(" as ")
            .or_else(|| part.split_once(':'))
            .unwrap_or((part, part));
        (given.trim() == name).then(|| own.trim())
    })
}

/// A value as one that stands at a place.
fn placed(mut node: Node, span: Span) -> Node {
    node.span = span;
    match &mut node.value {
        Value::List(items) => {
            for item in items {
                *item = placed(std::mem::replace(item, Node::scalar("", span)), span);
            }
        }
        Value::Map(entries) => {
            for (key, value) in entries {
                key.span = span;
                *value = placed(std::mem::replace(value, Node::scalar("", span)), span);
            }
        }
        _ => {}
    }
    node
}
