//! The names in code: those of `use`, and the paths between the rest.

use super::tokens::{Kind, Token, end_of_group, tokens};

/// One name of a `use`.
#[derive(Clone)]
pub struct Import {
    /// What it is called here; nothing for `*`.
    pub name: Option<String>,
    pub path: Vec<String>,
    pub public: bool,
    pub line: usize,
}

/// The names of a `use` that begins here, and the place behind it.
pub fn imports(tokens: &[Token], start: usize, public: bool) -> (Vec<Import>, usize) {
    let end = (start..tokens.len())
        .find(|i| tokens[*i].is(";"))
        .unwrap_or(tokens.len());
    let mut found = Vec::new();
    use_tree(&tokens[start + 1..end], &[], public, &mut found);
    (found, end + 1)
}

/// `a::{b, c::{self, d as e}, f::*}` below a path.
fn use_tree(tokens: &[Token], above: &[String], public: bool, found: &mut Vec<Import>) {
    let mut path = above.to_vec();
    let mut name = None;
    let mut line = 0;
    for (i, token) in tokens.iter().enumerate() {
        line = token.line;
        if token.is("{") {
            for branch in branches(&tokens[i + 1..end_of_group(tokens, i) - 1]) {
                use_tree(branch, &path, public, found);
            }
            return;
        }
        if token.is("*") {
            found.push(Import {
                name: None,
                path,
                public,
                line,
            });
            return;
        }
        match token.name() {
            Some("as") => {
                name = tokens.get(i + 1).and_then(Token::name).map(str::to_owned);
                break;
            }
            Some("self") if !path.is_empty() => {}
            Some(part) => path.push(part.to_owned()),
            None => {}
        }
    }
    if let Some(last) = path.last() {
        let name = Some(name.unwrap_or_else(|| last.clone()));
        found.push(Import {
            name,
            path,
            public,
            line,
        });
    }
}

/// The parts between the commas of a group.
fn branches(tokens: &[Token]) -> Vec<&[Token]> {
    let mut parts = Vec::new();
    let (mut start, mut i) = (0, 0);
    while i < tokens.len() {
        if tokens[i].is(",") {
            parts.push(&tokens[start..i]);
            start = i + 1;
        }
        i = if tokens[i].is("{") {
            end_of_group(tokens, i)
        } else {
            i + 1
        };
    }
    parts.push(&tokens[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The paths in code, with their lines. A single name counts if it may be an item's.
pub fn paths(code: &[Token]) -> Vec<(usize, Vec<String>)> {
    let sign = |i: usize, text: &str| code.get(i).is_some_and(|token| token.is(text));
    let mut found = Vec::new();
    let mut i = 0;
    while i < code.len() {
        let start = i;
        i += 1;
        // A field or a method; but `..` is a range.
        let member = start > 0 && sign(start - 1, ".") && !(start > 1 && sign(start - 2, "."));
        let inside = start > 0 && sign(start - 1, "::") && start > 1 && !sign(start - 2, "<");
        let Some(first) = code[start].name().filter(|_| !member && !inside) else {
            continue;
        };
        let mut path = vec![first.to_owned()];
        while sign(i, "::") {
            let Some(name) = code.get(i + 1).and_then(Token::name) else {
                break;
            };
            path.push(name.to_owned());
            i += 2;
        }
        // A variable is called like a function, but not called as one.
        let variable =
            first.starts_with(|c: char| c.is_lowercase()) && !sign(i, "(") && !sign(i, "!");
        if path.len() > 1 || !variable {
            found.push((code[start].line, path));
        }
    }
    found
}

/// The names in an attribute, and in the strings of `#[serde(with = "path")]`.
pub fn named_in_attribute(attribute: &[Token]) -> Vec<Token> {
    let serde = attribute.iter().any(|token| token.is("serde"));
    attribute
        .iter()
        .flat_map(|token| {
            if serde && token.kind == Kind::Text {
                let mut inside = tokens(&token.text);
                inside.iter_mut().for_each(|inner| inner.line = token.line);
                // So that a single name counts, as that of a function does.
                inside.extend(tokens("()"));
                inside
            } else {
                vec![token.clone()]
            }
        })
        .collect()
}
