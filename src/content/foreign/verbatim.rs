//! What templates show as it stands: `{% raw %}`, and tags with comment signs in them.

use super::tag::Tag;
use crate::content::prepared::{Edit, Prepared};
use std::ops::Range;

/// Where the next tag may stand: behind a tag, and behind what it shows as it stands.
pub(super) fn behind(tag: &Tag<'_>, prepared: &Prepared<'_>, edits: &mut Vec<Edit>) -> usize {
    let from = tag.range.end;
    let text = &prepared.text[from..];
    let length = text.find("{% endraw").filter(|_| tag.is_raw()).unwrap_or(0);
    // The signs of tags in what is shown mean nothing to anybody.
    let signs = text[..length].match_indices('{').map(|(at, _)| from + at);
    let signs = signs.filter(|sign| prepared.structure().code_at(*sign).is_none());
    edits.extend(signs.map(|sign| Edit {
        range: sign..sign,
        text: "\\".to_owned(),
    }));
    from + length
}

/// Takes the signs of `{% raw %}` off what they keep in a block of code, or in code within a line: the
/// program reads them before Markdown, and readers see what is between.
pub(super) fn unwrap(text: &str, code: Range<usize>, edits: &mut Vec<Edit>) {
    let mut at = code.start;
    while let Some((begin, end)) = raw(text, at..code.end) {
        at = end.end;
        let kept = &text[begin.end..end.start];
        // Around anything else they are an example of themselves.
        if ["{{", "{%", "{#"].iter().any(|sign| kept.contains(sign)) {
            edits.extend([begin, end].map(|range| Edit {
                range: with_line(text, range),
                text: String::new(),
            }));
        }
    }
}

/// The next `{% raw %}` in a range, and the tag that ends what it keeps.
fn raw(text: &str, within: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let begin = named(text, within.clone(), "raw")?;
    let end = named(text, begin.end..within.end, "endraw")?;
    Some((begin, end))
}

/// The next `{% … %}` in a range that says a word and nothing else.
fn named(text: &str, within: Range<usize>, word: &str) -> Option<Range<usize>> {
    let own = &text[within.clone()];
    own.match_indices("{%").find_map(|(at, _)| {
        let inside = &own[at + 2..];
        let length = inside.find("%}")?;
        let said = inside[..length].trim_matches(['-', ' ']);
        let start = within.start + at;
        (said == word).then_some(start..start + length + 4)
    })
}

/// A tag, with its line if it stands alone on one between others.
fn with_line(text: &str, tag: Range<usize>) -> Range<usize> {
    let start = text[..tag.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[tag.end..].find('\n').map(|at| tag.end + at + 1);
    let is_empty =
        |range: Range<usize>| text[range].trim_matches([' ', '\t', '>']).trim().is_empty();
    match end.filter(|end| is_empty(start..tag.start) && is_empty(tag.end..*end)) {
        Some(end) => start..end,
        None => tag,
    }
}

/// `{{</* x */>}}` shows `{{< x >}}` in Hugo, and `{{/* x() */}}` shows `{{ x() }}` in Zola: where it
/// ends.
pub(super) fn shown(prepared: &Prepared<'_>, start: usize, edits: &mut Vec<Edit>) -> Option<usize> {
    let rest = &prepared.text[start..];
    let signs = [
        ("{{</*", "*/>}}"),
        ("{{%/*", "*/%}}"),
        ("{{/*", "*/}}"),
        ("{%/*", "*/%}"),
    ];
    let (open, close) = signs.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let end = start + rest.find(close)?;
    let length = open.len() - 2;
    // What is shown so is read by nobody else, who would be told of it; in code nothing is.
    let begins = match prepared.structure().code_at(start) {
        Some(_) => open[..length].to_owned(),
        None => open[..length].replace('{', "&#123;").replace('<', "&lt;"),
    };
    edits.push(Edit {
        range: start..start + open.len(),
        text: begins,
    });
    edits.push(Edit {
        range: end..end + 2,
        text: String::new(),
    });
    Some(end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_code_as_it_stands_is_not_in_it() {
        for (text, expected) in [
            (
                "```\n{% raw %}\n{{ a }}\n{% endraw %}\n```\n",
                "```\n{{ a }}\n```\n",
            ),
            ("`{%- raw -%}{{ a }}{% endraw %}` b", "`{{ a }}` b"),
            ("`{% raw %}` `{% endraw %}`", "`{% raw %}` `{% endraw %}`"),
            ("`{% raw %}a{% endraw %}`", "`{% raw %}a{% endraw %}`"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            let mut edits = Vec::new();
            unwrap(text, 0..text.len(), &mut edits);
            prepared.edit(edits);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }

    #[test]
    fn tags_with_comment_signs_are_shown() {
        for (text, expected) in [
            ("{{</* a */>}}", "&#123;&#123;&lt; a >}}"),
            ("`{{%/* a */%}}`", "`{{% a %}}`"),
            ("{%/* a */%}", "&#123;% a %}"),
            ("{{/* a() */}}", "&#123;&#123; a() }}"),
            ("{{< a >}}", "{{< a >}}"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            let mut edits = Vec::new();
            let start = text.find('{').unwrap();
            shown(&prepared, start, &mut edits);
            prepared.edit(edits);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
