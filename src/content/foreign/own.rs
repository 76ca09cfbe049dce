//! A text of another program in our own forms, for those who want to own it.

use super::block::{Block, Kind};
use super::{Foreign, read};
use crate::content::component_line::Line;
use crate::content::components::clean;
use crate::content::prepared::{Prepared, inline_index, line_index};
use crate::diagnostic::Diagnostic;
use crate::schema::Schema;
use crate::source::{FileId, Sources};

/// The text that begins at `start` in a file, with components where other programs have their
/// blocks, and with what it takes in.
pub fn in_own_form(
    (text, start, is_mdx): (&str, usize, bool),
    file: FileId,
    (schema, sources): (&Schema, &Sources),
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let mut prepared = Prepared::of(text, start);
    clean(&mut prepared, is_mdx && schema.open);
    if let Some(mut foreign) = Foreign::of(schema, Some(sources), is_mdx) {
        // Nothing of a text is lost where it becomes another.
        foreign.keeps = true;
        read(&foreign, &mut prepared, file, diagnostics);
    }
    written(&prepared)
}

/// The text with components in the place of the marks of its lines.
fn written(prepared: &Prepared<'_>) -> String {
    if prepared.lines.is_empty() {
        return prepared.text.clone().into_owned();
    }
    let mut out = String::with_capacity(prepared.text.len());
    // Whether the component that is open stands in the text.
    let mut open: Vec<bool> = Vec::new();
    for line in prepared.text.split_inclusive('\n') {
        let own = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let mark = line_index(own.trim_end()).and_then(|index| prepared.lines.get(index));
        let Some(mark) = mark else {
            with_formulas(line, prepared, &mut out);
            continue;
        };
        let opened = match mark {
            Line::Block { block, .. } => {
                let opening = opening(block);
                open.push(opening.is_some());
                opening
            }
            Line::Close { .. } => open.pop().unwrap_or(true).then(|| ":::".to_owned()),
            Line::Open { .. } | Line::Formula { .. } => None,
        };
        if let Some(opened) = opened {
            begin(&line[..line.len() - own.len()], &mut out);
            out.push_str(&opened);
            out.push('\n');
        } else if !out.ends_with("\n\n") {
            out.push('\n');
        }
    }
    out
}

/// Adds what stands before a component. Behind the sign of a list it would be text: it goes on the
/// next line, and the sign, by itself, would underline a text right before it.
fn begin(before: &str, out: &mut String) {
    let signs = ['-', '*', '+'];
    let item = before.trim_end();
    if !item.ends_with(signs) {
        return out.push_str(before);
    }
    let below = before.replace(signs, " ");
    let is_text = |line: &str| !line.trim_matches([' ', '>']).is_empty();
    if out.lines().last().is_some_and(is_text) {
        out.push_str(below.trim_end());
        out.push('\n');
    }
    out.push_str(item);
    out.push('\n');
    out.push_str(&below);
}

/// The line that opens a block; `None` for one that means nothing.
fn opening(block: &Block) -> Option<String> {
    let line = match block {
        Block::Callout { kind, title, opens } => {
            let line = titled(name_of(*kind), title.as_deref());
            match opens {
                None if title.as_deref() == Some("") => format!("{line} title=\"\""),
                Some(open) => format!("{line} open=\"{open}\""),
                None => line,
            }
        }
        Block::Details { title, open } => opening_text(title.as_deref(), *open),
        Block::Tabs { of_code: true } => ":::code-group".to_owned(),
        Block::Tabs { of_code: false } => ":::tabs".to_owned(),
        Block::Tab { title } => titled("tab", Some(title)),
        Block::Figure { caption } => titled("captioned", Some(caption)),
        Block::Video => ":::video-link".to_owned(),
        Block::Plain => return None,
    };
    Some(line)
}

/// A text that opens; only one with a title can be open at first.
fn opening_text(title: Option<&str>, open: bool) -> String {
    match title {
        Some(title) if open => format!("{} open=\"true\"", titled("accordion", Some(title))),
        title => titled("details", title),
    }
}

/// A component with a title.
fn titled(name: &str, title: Option<&str>) -> String {
    match title.map(str::trim).filter(|title| !title.is_empty()) {
        None => format!(":::{name}"),
        Some(title) if title.contains('"') && !title.contains('\'') => {
            format!(":::{name} title='{title}'")
        }
        Some(title) => format!(":::{name} title=\"{}\"", title.replace('"', "”")),
    }
}

/// The name of a callout, whatever its theme calls it.
fn name_of(kind: Kind) -> &'static str {
    match kind.word {
        // That is a component of its own.
        "quote" => "cite",
        word => word,
    }
}

/// Adds a line with the formulas in it.
fn with_formulas(line: &str, prepared: &Prepared<'_>, out: &mut String) {
    let mut parts = line.split('`');
    out.push_str(parts.next().unwrap_or_default());
    while let Some(part) = parts.next() {
        let formula = inline_index(part).and_then(|index| prepared.lines.get(index));
        if let Some(Line::Formula { tex, display, .. }) = formula {
            let sign = if *display { "$$" } else { "$" };
            out.push_str(&format!("{sign}{tex}{sign}"));
            out.push_str(parts.next().unwrap_or_default());
            continue;
        }
        out.push('`');
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        let sources =
            Sources::from_texts([("content/a.md", text), ("content/_b.md", "taken *in*")]);
        let mut diagnostics = Vec::new();
        let mut schema = crate::schema::read_types(&sources, &mut diagnostics);
        schema.open = true;
        let file = sources.find("content/a.md").expect("it is there");
        let own = in_own_form(
            (text, 0, false),
            file,
            (&schema, &sources),
            &mut diagnostics,
        );
        assert_eq!(diagnostics, [], "{text}");
        own
    }

    #[test]
    fn blocks_of_others_are_written_as_components() {
        for (text, expected) in [
            (
                "!!! note \"A *b*\"\n    c\n\n    d\n\ne\n",
                ":::note title=\"A *b*\"\n\nc\n\nd\n:::\n\ne\n",
            ),
            (
                "{{% notice warning %}}\na\n{{% /notice %}}\n",
                ":::warning\na\n:::\n",
            ),
            (
                "<Tabs>\n<TabItem label=\"x\">\na\n</TabItem>\n</Tabs>\n",
                ":::tabs\n:::tab title=\"x\"\na\n:::\n:::\n",
            ),
            ("!!! note \"\"\n    a\n", ":::note title=\"\"\n\na\n:::\n"),
            ("??? tip\n    a\n", ":::tip open=\"false\"\n\na\n:::\n"),
            (
                "> [!bug]+ A\n> b\n",
                ":::bug title=\"A\" open=\"true\"\nb\n:::\n",
            ),
            (
                "a\n- > [!tip] A\n  > b\n",
                "a\n\n-\n  :::tip title=\"A\"\n  b\n  :::\n",
            ),
            ("a $x^2$ and `$y`\n", "a $x^2$ and `$y`\n"),
            (":::note A\nb\n:::\n", ":::note A\nb\n:::\n"),
            ("[[a|b]] {{#include _b.md}}\n", "[b](<a>) taken *in*\n"),
        ] {
            assert_eq!(own(text), expected, "{text}");
        }
    }
}
