//! What authors write to each other or to their program, and not to readers: comments of Obsidian
//! (`%%…%%`), of Liquid (`{% comment %}`), of Hugo (`{{< comment >}}`), of kramdown (`{::comment}`) and
//! of Nunjucks and Tera (`{# … #}`), the title that mdBook takes from a text (`{{#title …}}`).

use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared};
use std::ops::Range;

/// What a text has in which there is one.
const SIGNS: [&str; 11] = [
    "%%",
    "comment %}",
    "comment -%}",
    "{# ",
    "{#-",
    "{{#title ",
    "comment >}}",
    "comment %}}",
    "{::comment",
    "{::nomarkdown",
    "{::options",
];

/// Takes them out.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    prepared.edit_outside_code(&['%', '{'], |text, start| {
        if let Some((begin, end)) = without_markdown(text, start) {
            return Some((vec![gone(begin.clone()), gone(end)], begin.end));
        }
        let end = start + comment(text, start)?;
        Some((vec![gone(start..end)], end))
    });
}

fn gone(range: Range<usize>) -> Edit {
    let text = String::new();
    Edit { range, text }
}

/// Where kramdown is told that what is between is none of its Markdown: HTML is read as that anyway.
fn without_markdown(text: &str, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let rest = &text[start..];
    let inside = rest.strip_prefix("{::nomarkdown")?;
    let begin = rest.len() - inside.len() + near(inside).find('}')? + 1;
    let own = start + begin;
    let (at, length) = end_of_kramdown(&text[own..], "nomarkdown")?;
    Some((start..own, own + at..own + at + length))
}

/// Where what kramdown has opened under a name is closed, and how long that is.
fn end_of_kramdown(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut found = text.match_indices("{:/");
    found.find_map(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let rest = rest.strip_prefix(name).unwrap_or(rest);
        let length = text.len() - at - rest.len();
        rest.starts_with('}').then_some((at, length + 1))
    })
}

/// How long the comment of kramdown, or what it is told, is that a text begins with.
fn of_kramdown(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("{::")?;
    let tag = 3 + near(inside).find('}')? + 1;
    let is_alone = rest[..tag].ends_with("/}");
    if is_alone && (inside.starts_with("options") || inside.starts_with("comment")) {
        return Some(tag);
    }
    let is_comment = inside.starts_with("comment}") || inside.starts_with("comment ");
    let (at, length) = end_of_kramdown(rest, "comment").filter(|_| is_comment)?;
    Some(at + length)
}

/// How long the comment of Hugo is that a text begins with.
fn of_hugo(rest: &str) -> Option<usize> {
    let signs = [("{{<", ">}}"), ("{{%", "%}}")];
    let (open, close) = signs.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inside = rest[open.len()..].trim_start().strip_prefix("comment")?;
    if !inside.trim_start().starts_with(close) {
        return None;
    }
    rest.match_indices(open).skip(1).find_map(|(at, _)| {
        let name = rest[at + open.len()..].trim_start().strip_prefix('/')?;
        let behind = name.trim_start().strip_prefix("comment")?.trim_start();
        let behind = behind.strip_prefix(close)?;
        Some(rest.len() - behind.len())
    })
}

/// How long the comment is that begins at a place.
fn comment(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if let Some(inside) = rest.strip_prefix("%%") {
        let free = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '%');
        let length = inside.find("%%").filter(|_| free)?;
        let (own, behind) = (&inside[..length], &inside[length + 2..]);
        let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '%');
        // Over paragraphs it stands between lines of its own: two signs far apart may mean anything.
        let is_alone = own.starts_with('\n') && own.ends_with('\n');
        let is_one = !own.contains("\n\n") || is_alone;
        return (length > 0 && ends && is_one).then_some(length + 4);
    }
    if let Some(length) = of_kramdown(rest).or_else(|| of_hugo(rest)) {
        let is_shown = text[..start].ends_with('\\');
        return (!is_shown).then_some(length);
    }
    if let Some(inside) = rest.strip_prefix("{{#title ") {
        return Some(near(inside).find("}}")? + 11);
    }
    if rest.starts_with("{# ") || rest.starts_with("{#-") {
        return Some(rest.find("#}")? + 2);
    }
    let name = rest.strip_prefix("{%")?.trim_start_matches(['-', ' ']);
    if !name.starts_with("comment ") && !name.starts_with("comment-") {
        return None;
    }
    let end = rest.find("endcomment")?;
    Some(end + rest[end..].find("%}")? + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_for_readers_goes() {
        for (text, expected) in [
            ("a %%b%% c %%\nd\n\ne\n%%\nf", "a  c \nf"),
            ("100%% of %%i in do %%i", "100%% of %%i in do %%i"),
            ("%% One\n\na\n\n%% Two", "%% One\n\na\n\n%% Two"),
            ("`%%a%%` %% b", "`%%a%%` %% b"),
            ("a {% comment %} b {% endcomment %} c", "a  c"),
            ("a {%- comment -%} b {%- endcomment -%} c", "a  c"),
            ("a {# b #} {#c} {# d", "a  {#c} {# d"),
            ("{{#title A b}}\n# C", "\n# C"),
            (
                "a {::comment}b{:/} c\n\n{::comment}\nd\n\ne\n{:/comment}\nf",
                "a  c\n\n\nf",
            ),
            ("{::comment} a, never closed", "{::comment} a, never closed"),
            ("`{::comment}` a {:/}", "`{::comment}` a {:/}"),
            (
                "a {::nomarkdown}<b>c</b>{:/} {::options x=\"y\" /}d",
                "a <b>c</b> d",
            ),
            ("{::nomarkdown}a {::nomarkdown}b{:/} c", "a b c"),
            ("{::nomarkdown}a %% b {:/} c %% d", "a  d"),
            ("a {{< comment >}} b {{< /comment >}} c", "a  c"),
            (
                "a {{% comment %}}b{{% / comment %}}{{< commented >}}",
                "a {{< commented >}}",
            ),
            ("{{< comment >}} a", "{{< comment >}} a"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
