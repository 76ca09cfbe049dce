//! Signs of highlighting and revision: `==x==`, and of Critic Markup `{==x==}`, `{++x++}`, `{--x--}`,
//! `{~~x~>y~~}`, `{>>x<<}`, within a line or each on a line of its own around blocks.

use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared};

/// What a text has in which there is something.
const SIGNS: [&str; 6] = ["{==", "{++", "{--", "{~~", "{>>", "=="];
/// What begins and ends, within a line and around blocks: a mark there is no element that may hold
/// any.
const PAIRS: [(&str, &str, [&str; 2], [&str; 2]); 3] = [
    (
        "{==",
        "==}",
        ["<mark>", "</mark>"],
        ["<div class=\"mark\">", "</div>"],
    ),
    ("{++", "++}", ["<ins>", "</ins>"], ["<ins>", "</ins>"]),
    ("{--", "--}", ["<del>", "</del>"], ["<del>", "</del>"]),
];

/// Puts HTML in the place of what is understood.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    prepared.edit_outside_code(&['{', '='], |text, start| {
        if text[start..].starts_with('{') {
            return revision(text, start);
        }
        let length = text[start..]
            .bytes()
            .take_while(|byte| *byte == b'=')
            .count();
        let marked = (length == 2).then(|| highlighted(text, start)).flatten();
        Some(marked.unwrap_or((Vec::new(), start + length)))
    });
}

/// Edits, and where what they are of ends.
type Read = (Vec<Edit>, usize);

/// `==x==`.
fn highlighted(text: &str, start: usize) -> Option<Read> {
    let inside = &text[start + 2..];
    let free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || "=!<>\\".contains(c));
    let length = near(inside).find("==")?;
    let own = &inside[..length];
    let after = &inside[length + 2..];
    // Between operators of a language there are brackets and commas.
    let begins = |c: char| c.is_alphanumeric() || "*_[(<\"'“«~".contains(c);
    let closes = |c: char| c.is_alphanumeric() || "*_])>\"'”».!?…%~".contains(c);
    let tight = own.starts_with(begins) && own.ends_with(closes);
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '=');
    let is_marked = free && tight && ends && !own.is_empty() && !own.contains(['\n', '`']);
    is_marked.then(|| around(start, 2, length, ["<mark>", "</mark>"]))
}

/// Puts something in the place of the signs around a text of a length.
fn around(start: usize, signs: usize, length: usize, [open, close]: [&str; 2]) -> Read {
    let end = start + signs + length;
    let edit = |start: usize, text: &str| Edit {
        range: start..start + signs,
        text: text.to_owned(),
    };
    (vec![edit(start, open), edit(end, close)], end + signs)
}

/// What stands between braces.
fn revision(text: &str, start: usize) -> Option<Read> {
    let rest = &text[start..];
    if let Some(inside) = rest.strip_prefix("{>>") {
        let length = near(inside).find("<<}")?;
        return Some(around(
            start,
            3,
            length,
            ["<span class=\"comment\">", "</span>"],
        ))
        .filter(|_| !inside[..length].contains("\n\n"));
    }
    if let Some(inside) = rest.strip_prefix("{~~") {
        let length = near(inside).find("~~}")?;
        let middle = inside[..length].find("~>")?;
        let (mut edits, end) = around(start, 3, length, ["<del>", "</ins>"]);
        let at = start + 3 + middle;
        edits.push(Edit {
            range: at..at + 2,
            text: "</del><ins>".to_owned(),
        });
        return Some((edits, end));
    }
    let mut pairs = PAIRS.iter();
    let (open, close, inline, block) = pairs.find(|(open, ..)| rest.starts_with(open))?;
    let inside = &rest[open.len()..];
    let length = near(inside).find(close)?;
    let own = &inside[..length];
    let is_alone = |before: &str, behind: &str| {
        let before = before.rsplit('\n').next().unwrap_or("");
        let behind = behind.split('\n').next().unwrap_or("");
        before.trim().is_empty() && behind.trim().is_empty()
    };
    if !own.contains("\n\n") {
        let is_tight = !own.is_empty();
        return is_tight.then(|| around(start, open.len(), length, *inline));
    }
    // Around blocks both stand alone.
    let end = start + open.len() + length;
    let stands =
        is_alone(&text[..start], inside) && is_alone(&text[..end], &text[end + close.len()..]);
    stands.then(|| around(start, open.len(), length, *block))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_revision_are_html() {
        for (text, expected) in [
            ("a ==b *c*== d", "a <mark>b *c*</mark> d"),
            (
                "a == b == c, x==y==z, ===a===, `==a==`, (==) or (==)",
                "a == b == c, x==y==z, ===a===, `==a==`, (==) or (==)",
            ),
            ("A\n==\n\nb ==c==", "A\n==\n\nb <mark>c</mark>"),
            (
                "{==a==} {++b++} {--c--} {~~d~>e~~} {>>f<<}",
                "<mark>a</mark> <ins>b</ins> <del>c</del> <del>d</del><ins>e</ins> <span class=\"comment\">f</span>",
            ),
            (
                "{==\n\na\n\nb\n\n==}\n",
                "<div class=\"mark\">\n\na\n\nb\n\n</div>\n",
            ),
            ("x {==\n\na\n\n==}\n", "x {==\n\na\n\n==}\n"),
            ("{== a", "{== a"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
