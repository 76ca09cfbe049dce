//! What a file or a function may not be, found in its tokens.

use super::tokens::{Kind, Token, end_of_group, tokens};
use std::collections::BTreeMap;

/// The lines that a file may have.
const LINES: usize = 500;
/// The lines that the table of contents may have.
const CONTENTS: (&str, usize) = ("src/pipeline.rs", 200);
/// The lines that a function may have, from `fn` to its last brace.
const FUNCTION: usize = 60;

/// Functions that are a table of cases: one arm or one row after the other, a line or two each.
const TABLES: &[(&str, &str, &str)] = &[
    (
        "src/diagnostic/problem.rs",
        "code",
        "a code for each problem",
    ),
    ("src/diagnostic/slip.rs", "code", "a code for each slip"),
    (
        "src/diagnostic/english/slips.rs",
        "slip",
        "a text for each slip",
    ),
    (
        "src/diagnostic/italian/slips.rs",
        "slip",
        "a text for each slip",
    ),
    (
        "src/diagnostic/english/misread.rs",
        "misread",
        "a text for each slip",
    ),
    (
        "src/diagnostic/italian/misread.rs",
        "misread",
        "a text for each slip",
    ),
    (
        "src/diagnostic/english.rs",
        "text",
        "a text for each problem",
    ),
    (
        "src/diagnostic/italian.rs",
        "text",
        "a text for each problem",
    ),
];

/// What is wrong: as `known/` lists it → what to say about it.
pub type Wrong = BTreeMap<String, String>;

/// Files that are too long.
pub fn long_files(texts: &BTreeMap<String, String>) -> Wrong {
    let mut wrong = Wrong::new();
    for (path, text) in texts {
        let (lines, most) = (text.lines().count(), limit(path));
        if lines > most {
            let said = format!("{path} has {lines} lines, more than {most}: split it by concept");
            wrong.insert(path.clone(), said);
        }
    }
    wrong
}

fn limit(path: &str) -> usize {
    if path == CONTENTS.0 {
        CONTENTS.1
    } else {
        LINES
    }
}

/// Functions that are too long, and tables of cases that are no longer.
pub fn long_functions(texts: &BTreeMap<String, String>) -> Wrong {
    let mut wrong = Wrong::new();
    let mut tables: Vec<_> = TABLES
        .iter()
        .map(|(path, name, _)| (*path, *name))
        .collect();
    for (path, text) in texts {
        for (name, line, lines) in functions(&tokens(text)) {
            let table = tables
                .iter()
                .position(|table| *table == (path.as_str(), name.as_str()));
            if lines <= FUNCTION {
                continue;
            }
            match table {
                Some(table) => drop(tables.remove(table)),
                None => {
                    let said =
                        format!("{path}:{line}: `{name}` has {lines} lines, more than {FUNCTION}");
                    wrong.insert(format!("{path} {name}"), said);
                }
            }
        }
    }
    for (path, name) in tables {
        let said = format!("{path}: `{name}` need not be in TABLES");
        wrong.insert(format!("{path} {name}"), said);
    }
    wrong
}

/// Every function with a body: name, line, number of lines.
fn functions(tokens: &[Token]) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for (i, token) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is("fn"))
    {
        let Some(name) = tokens.get(i + 1).and_then(Token::name) else {
            continue;
        };
        let Some(open) = body(tokens, i + 2) else {
            continue;
        };
        let last = &tokens[end_of_group(tokens, open) - 1];
        found.push((name.to_owned(), token.line, last.line - token.line + 1));
    }
    found
}

/// Where the body of a function opens; nothing for one that is only declared.
fn body(tokens: &[Token], start: usize) -> Option<usize> {
    let mut i = start;
    while i < tokens.len() {
        if tokens[i].is("{") {
            return Some(i);
        }
        if tokens[i].is(";") {
            return None;
        }
        let group = tokens[i].is("(") || tokens[i].is("[");
        i = if group {
            end_of_group(tokens, i)
        } else {
            i + 1
        };
    }
    None
}

/// Words that stand for a mistake.
pub fn wrong_words(texts: &BTreeMap<String, String>) -> Wrong {
    let mut wrong = Wrong::new();
    for (path, text) in texts {
        for (word, line, why) in words(&tokens(text)) {
            let said = format!("{path}:{line}: `{word}`: {why}");
            wrong.insert(format!("{path} {word}"), said);
        }
    }
    wrong
}

fn words(tokens: &[Token]) -> Vec<(&'static str, usize, &'static str)> {
    let is = |i: usize, text: &str| tokens.get(i).is_some_and(|token| token.is(text));
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let method = i > 0 && is(i - 1, ".") && is(i + 1, "(");
        match token.text.as_str() {
            "unwrap" if method => {
                found.push(("unwrap", token.line, "`expect` says why it cannot fail"));
            }
            "panic" if is(i + 1, "!") => {
                found.push((
                    "panic!",
                    token.line,
                    "a `Result`, or an `expect` with its reason",
                ));
            }
            "DefaultHasher" if token.kind == Kind::Name => {
                found.push((
                    "DefaultHasher",
                    token.line,
                    "its digests may change with the compiler",
                ));
            }
            _ if shows_debug(token) && !message_of_assertion(tokens, i) => {
                found.push((
                    "{:?}",
                    token.line,
                    "`Debug` is for people who debug, not data",
                ));
            }
            _ => {}
        }
    }
    found
}

fn shows_debug(token: &Token) -> bool {
    token.kind == Kind::Text && (token.text.contains(":?}") || token.text.contains(":#?}"))
}

/// Whether a text is inside of `assert!(…)` or `unreachable!(…)`.
fn message_of_assertion(tokens: &[Token], text: usize) -> bool {
    let said = [
        "assert",
        "assert_eq",
        "assert_ne",
        "debug_assert",
        "debug_assert_eq",
        "unreachable",
    ];
    (0..text)
        .filter(|i| tokens[*i].name().is_some_and(|name| said.contains(&name)))
        .filter(|i| tokens[*i + 1].is("!"))
        .any(|i| end_of_group(tokens, i + 2) > text)
}
