//! What MyST has besides its directives: anchors on lines of their own, `(name)=`, remarks, `% …`, and
//! keys, `` {kbd}`Ctrl` ``.

use super::directive;
use crate::content::prepared::{Edit, Prepared};
use crate::slug::slug;
use std::ops::Range;

/// What a text has that is of MyST.
const SIGNS: [&str; 3] = [")=", "{", "% "];
/// Roles that say how a text looks, with the element that does.
const ROLES: [(&str, &str); 4] = [
    ("{kbd}`", "kbd"),
    ("{sub}`", "sub"),
    ("{sup}`", "sup"),
    ("{subscript}`", "sub"),
];
/// Roles that no other program has.
const OWN: [&str; 5] = ["{ref}`", "{doc}`", "{numref}`", "{eq}`", "{term}`"];

/// Whether a text says by its signs that it is MyST.
pub(super) fn is_one(text: &str) -> bool {
    let has_sign = text.contains(")=") || text.contains('{');
    let says = |line: &str| {
        let own = line.trim_start_matches([' ', '\t', '>']);
        let info = own.trim_start_matches(['`', ':']);
        label(own).is_some() || own.len() >= info.len() + 3 && directive::name(info).is_some()
    };
    has_sign && (OWN.iter().any(|role| text.contains(role)) || text.lines().any(says))
}

/// Reads what a text has that is known to be MyST.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    lines(prepared);
    prepared.edit_outside_code(&['{'], |text, start| {
        let rest = &text[start..];
        let (role, element) = ROLES.iter().find(|(role, _)| rest.starts_with(role))?;
        let own = rest[role.len()..].split(['`', '\n']).next()?;
        let length = role.len() + own.len() + 1;
        if !rest[..length.min(rest.len())].ends_with('`') || own.contains(['<', '&']) {
            return None;
        }
        let text = format!("<{element}>{own}</{element}>");
        let range = start..start + length;
        Some((vec![Edit { range, text }], start + length))
    });
}

/// Takes out remarks, and puts anchors where Markdown knows them: below a heading, which is to stay
/// the first of its text.
fn lines(prepared: &mut Prepared<'_>) {
    let text = &*prepared.text;
    let structure = prepared.structure();
    let mut edits: Vec<Edit> = Vec::new();
    // Anchors that wait for what they stand before.
    let mut waiting: Vec<&str> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let own = line.trim_end();
        let (range, whole) = (at..at + own.len(), at..at + line.len());
        at += line.len();
        if own.is_empty() {
            continue;
        }
        let is_code = || structure.is_opaque(range.start);
        let is_remark = own == "%" || own.starts_with("% ");
        if is_remark && !is_code() {
            edits.push(instead(range, String::new()));
        } else if let Some(name) = label(own).filter(|_| !is_code()) {
            waiting.push(name);
            edits.push(instead(whole, String::new()));
        } else if !waiting.is_empty() {
            let heading = heading(own);
            let names = std::mem::take(&mut waiting).into_iter();
            let names = names.filter(|name| heading.is_none_or(|said| slug(said) != **name));
            let anchors: String = names
                .map(|name| format!("<a id=\"{name}\"></a>\n"))
                .collect();
            match heading.is_some() {
                _ if anchors.is_empty() => {}
                true => edits.push(instead(range.end..range.end, format!("\n\n{anchors}"))),
                false => edits.push(instead(range.start..range.start, format!("{anchors}\n"))),
            }
        }
    }
    prepared.edit(edits);
}

fn instead(range: Range<usize>, text: String) -> Edit {
    Edit { range, text }
}

/// The name on a line `(name)=`.
fn label(line: &str) -> Option<&str> {
    let name = line.strip_prefix('(')?.strip_suffix(")=")?;
    let inner = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
    (!name.is_empty() && name.chars().all(inner)).then_some(name)
}

/// What a heading says.
fn heading(line: &str) -> Option<&str> {
    let said = line.trim_start_matches('#');
    (said.len() < line.len()).then(|| said.strip_prefix(' '))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_that_they_are_myst() {
        for (text, expected) in [
            ("(a)=\n# A\n", true),
            ("```{toctree}\n```\n", true),
            (":::{note}\n:::\n", true),
            ("See {ref}`a`.", true),
            ("```{r}\n```\nf(a)=b\n% c", false),
            ("(a b)=\n`{note}`\n", false),
        ] {
            assert_eq!(is_one(text), expected, "{text}");
        }
    }

    #[test]
    fn anchors_and_remarks_are_read() {
        for (text, expected) in [
            (
                "(top)=\n# My docs\n\na\n",
                "# My docs\n\n<a id=\"top\"></a>\n\n\na\n",
            ),
            ("(my-docs)=\n## My docs\na\n", "## My docs\na\n"),
            ("(b)=\n\na\n", "\n<a id=\"b\"></a>\n\na\n"),
            ("a\n% c\n%d 5 % e\n", "a\n\n%d 5 % e\n"),
            ("```\n% c\n(a)=\n```\n", "```\n% c\n(a)=\n```\n"),
            (
                "H{sub}`2`O {kbd}`Ctrl` {ref}`x`",
                "H<sub>2</sub>O <kbd>Ctrl</kbd> {ref}`x`",
            ),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
