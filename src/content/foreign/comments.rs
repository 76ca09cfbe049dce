//! What authors write to each other or to their program, and not to readers: comments of Obsidian
//! (`%%…%%`), of Liquid (`{% comment %}`) and of Nunjucks and Tera (`{# … #}`), the title that mdBook
//! takes from a text (`{{#title …}}`).

use crate::content::markdown::near;
use crate::content::prepared::{Edit, Prepared};

/// What a text has in which there is one.
const SIGNS: [&str; 6] = ["%%", "comment %}", "comment -%}", "{# ", "{#-", "{{#title "];

/// Takes them out.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&SIGNS) {
        return;
    }
    prepared.edit_outside_code(&['%', '{'], |text, start| {
        let end = start + comment(text, start)?;
        let edit = Edit {
            range: start..end,
            text: String::new(),
        };
        Some((vec![edit], end))
    });
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
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
