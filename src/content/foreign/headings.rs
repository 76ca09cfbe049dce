//! Anchors of headings as other programs write them: `## A [#b]` of Nextra, `## A :id=b` of Docsify, and
//! of kramdown `{: #b}` on the line below.

use crate::content::prepared::{Edit, Prepared};
use std::ops::Range;

/// What a text has in which there is one.
const SIGNS: [&str; 3] = [" [#", " :id=", "{:"];

/// Writes them as Markdown knows them.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    let (text, structure) = (&*prepared.text, prepared.structure());
    let mut edits = Vec::new();
    // Where the heading of the line above ends.
    let mut above: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let own = line.trim_end();
        let start = at + own.len() - own.trim_start_matches([' ', '>']).len();
        let end = at + own.len();
        let heading = above.take();
        at += line.len();
        if let Some(heading) = heading
            && let Some(list) = list_with_id(&text[start..end])
        {
            edits.push(Edit {
                range: heading..end,
                text: format!(" {{{list}}}"),
            });
        } else if is_heading(&text[start..end]) && !structure.is_opaque(start) {
            let found = id_behind(text, start..end);
            above = found.is_none().then_some(end);
            edits.extend(found);
        }
    }
    prepared.edit(edits);
}

fn is_heading(line: &str) -> bool {
    let said = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - said.len())) && said.starts_with(' ') && !line.ends_with('}')
}

fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "-_".contains(c);
    name.starts_with(char::is_alphabetic) && name.chars().all(inner)
}

/// The anchor at the end of a heading.
fn id_behind(text: &str, range: Range<usize>) -> Option<Edit> {
    let line = &text[range.clone()];
    let (at, name) = match line.strip_suffix(']') {
        Some(line) => {
            let at = line.rfind(" [#")?;
            // It may be what a link is defined by.
            let is_label = text.contains(&format!("\n{}]:", &line[at + 1..]));
            (at, if is_label { "" } else { &line[at + 3..] })
        }
        None => {
            let at = line.rfind(" :id=")?;
            (at, &line[at + 5..])
        }
    };
    is_name(name).then(|| Edit {
        range: range.start + at..range.end,
        text: format!(" {{#{name}}}"),
    })
}

/// What stands between the signs of a list of attributes that is alone on its line and has an anchor.
fn list_with_id(line: &str) -> Option<&str> {
    let list = line.strip_prefix("{:")?.strip_suffix('}')?.trim();
    let is_plain = |word: &str| word.strip_prefix(['#', '.']).is_some_and(is_name);
    let has_id = list.split_whitespace().any(|word| word.starts_with('#'));
    (has_id && list.split_whitespace().all(is_plain)).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_written_as_markdown_knows_them() {
        for (text, expected) in [
            ("## A [#b-c]\n", "## A {#b-c}\n"),
            ("### A :id=b\nc", "### A {#b}\nc"),
            ("## A\n{: #b .c}\n\nd", "## A {#b .c}\n\nd"),
            ("## A\n{: .c}\n", "## A\n{: .c}\n"),
            ("## A [#12]\n", "## A [#12]\n"),
            ("## A [#b]\n\n[#b]: c.md\n", "## A [#b]\n\n[#b]: c.md\n"),
            (
                "a [#b]\n```\n# A :id=b\n```\n",
                "a [#b]\n```\n# A :id=b\n```\n",
            ),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
