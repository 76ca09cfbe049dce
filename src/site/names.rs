//! Names: of files, and what their authors write for addresses.

use super::address::{Route, join_path, last_segment};
use super::hidden::Hidden;
use super::page::{Page, PageKind};
use crate::content::{Date, Value, bad_date};
use crate::diagnostic::{Diagnostic, Problem};
use crate::schema::{Role, Schema};
use crate::slug::slug;
use crate::source::Sources;

/// Longest segment of an address in bytes that a file system takes, with room for an ending.
const LONGEST: usize = 200;
/// Characters that file systems or addresses do not take as they are.
const RESERVED: &str = "<>:\"|?*\\#%{}";

/// A segment of an address as its author writes it; `None` if it cannot be one.
pub(super) fn explicit_segment(text: &str) -> Option<&str> {
    let text = text.trim().trim_matches('/');
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || c == '/' || RESERVED.contains(c);
    let is_sound = !text.is_empty() && text.len() <= LONGEST && !text.starts_with(['.', '_']);
    (is_sound && !text.contains(is_odd)).then_some(text)
}

/// Whether what is written for the last segment of an address is more than that.
pub(super) fn is_path(text: &str) -> bool {
    text.trim().trim_matches('/').contains('/')
}

/// An address as its author writes it; `None` if it cannot be one.
pub(super) fn explicit_route(text: &str) -> Option<Route> {
    let path = join_path("", text.trim())?;
    let path = path.strip_suffix("/index.html").unwrap_or(&path);
    let mut segments = path.split('/');
    if path.is_empty() || !segments.all(|segment| explicit_segment(segment).is_some()) {
        return None;
    }
    let is_file = [".html", ".htm"].iter().any(|end| path.ends_with(end));
    Some(match is_file {
        true => Route::file(path),
        false => Route::page(path),
    })
}

/// The day that the name of a file begins with, and the rest of the name: `2020-05-06-name`.
pub(super) fn dated(name: &str) -> Option<(Date, &str)> {
    let (day, rest) = name.split_at_checked(10)?;
    let date = day.parse().ok()?;
    let rest = rest.strip_prefix(['-', '_'])?;
    (has_form_of_day(day) && !slug(rest).is_empty()).then_some((date, rest))
}

fn has_form_of_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    })
}

/// What the name of a file says as a day, where there is no such day: `2024-02-30-name`.
fn impossible_day(name: &str) -> Option<&str> {
    let (day, rest) = name.split_at_checked(10)?;
    let is_name = has_form_of_day(day) && rest.starts_with(['-', '_']);
    (is_name && matches!(&day[..2], "19" | "20") && day.parse::<Date>().is_err()).then_some(day)
}

/// Reports names from which no address can be made, or another than it seems.
pub(super) fn check(
    pages: &[Page],
    hidden: &Hidden,
    schema: &Schema,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let hidden = hidden.pages().iter().map(|hidden| &hidden.page);
    for page in pages.iter().chain(hidden) {
        let content_type = &schema.types[page.content_type()];
        for entry in &page.parsed.fields.0 {
            let Value::Text(text) = &entry.value else {
                continue;
            };
            let role = content_type.field(&entry.name).and_then(|field| field.role);
            let is_usable = match role {
                Some(Role::Slug) if schema.open && is_path(text) => explicit_route(text).is_some(),
                Some(Role::Slug) => explicit_segment(text).is_some(),
                // The address of something else; or that of the home, which it has.
                Some(Role::Address) => {
                    let is_own = page.kind == PageKind::Home && text.trim() == "/";
                    is_own || text.contains("://") || explicit_route(text).is_some()
                }
                _ => true,
            };
            if !is_usable {
                let name = text.clone();
                diagnostics.push(Diagnostic::new(Problem::UnusableName { name }, entry.span));
            }
        }
        let path = &sources.get(page.parsed.file).path;
        if content_type.role(Role::Date).is_some()
            && let Some(day) = impossible_day(last_segment(path))
        {
            diagnostics.push(Diagnostic::of_file(bad_date(day), page.parsed.file));
        }
        if !schema.open
            && page.parsed.front.is_some()
            && let Some(problem) = odd(last_segment(path))
        {
            diagnostics.push(Diagnostic::of_file(problem, page.parsed.file));
        }
    }
}

/// What to say of the name of a page's file, if its address will be another.
fn odd(name: &str) -> Option<Problem> {
    let (stem, extension) = name.rsplit_once('.')?;
    if !matches!(extension, "md" | "markdown" | "mdx") || matches!(stem, "README" | "_index") {
        return None;
    }
    // The language, if it says one, keeps its form.
    let (own, language) = stem
        .split_once('.')
        .map_or((stem, None), |(own, language)| (own, Some(language)));
    let is_odd = |c: char| {
        let is_plain = c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !is_plain && !is_mark(c) || c.is_uppercase()
    };
    let has_marks = !own.is_ascii() && slug(own).is_ascii();
    let is_twice = matches!(language, Some("md" | "markdown"));
    let begins = own.starts_with('-');
    if !own.contains(is_odd) && !has_marks && !is_twice && !begins || slug(own).is_empty() {
        return None;
    }
    let language = language.filter(|_| !is_twice);
    let language = language.map_or_else(String::new, |language| format!(".{language}"));
    Some(Problem::OddName {
        name: name.to_owned(),
        wanted: format!("{}{language}.{extension}", slug(own)),
    })
}

/// Whether a character belongs to the letter before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_for_an_address_is_taken_or_refused() {
        for text in ["a", "Do_things.v2", "perché", "日本", "/a/", "1.0"] {
            let taken = explicit_segment(text);
            assert_eq!(taken, Some(text.trim_matches('/')), "{text}");
        }
        for text in [
            "", "/", "a b", "a/b", "..", ".a", "_a", "a%20b", "a?b", "a#b", "a\tb",
        ] {
            assert_eq!(explicit_segment(text), None, "{text}");
        }
        let routes = [
            ("/a/b/", Some("/a/b/")),
            ("a", Some("/a/")),
            ("/a/b.html", Some("/a/b.html")),
            ("/a/index.html", Some("/a/")),
            ("/:categories/:title/", None),
            ("/a b/", None),
            ("../a", None),
            ("/", None),
        ];
        for (text, expected) in routes {
            let route = explicit_route(text);
            assert_eq!(route.as_ref().map(Route::as_str), expected, "{text}");
        }
    }

    #[test]
    fn names_of_files_say_a_day() {
        let day = |text: &str| dated(text).map(|(date, rest)| format!("{date} {rest}"));
        let cases = [
            ("2020-05-06-name", Some("2020-05-06 name")),
            ("2020-05-06_name", Some("2020-05-06 name")),
            ("2020-05-06", None),
            ("2020-05-06-", None),
            ("2020-13-06-name", None),
            ("20-05-06-name", None),
            ("2020-05-06name", None),
            ("è020-05-06-name", None),
        ];
        for (name, expected) in cases {
            assert_eq!(day(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn names_whose_addresses_differ_are_odd() {
        let wanted = |name: &str| match odd(name) {
            Some(Problem::OddName { wanted, .. }) => Some(wanted),
            _ => None,
        };
        let cases = [
            ("Prova Spazi.md", Some("prova-spazi.md")),
            ("novità.md", Some("novita.md")),
            ("a - Copia.md", Some("a-copia.md")),
            ("Bando.en.md", Some("bando.en.md")),
            ("a(1).md", Some("a-1.md")),
            ("a.pt-BR.md", None),
            ("a_b.md", None),
            ("日本.md", None),
            ("_index.md", None),
            ("README.md", None),
        ];
        for (name, expected) in cases {
            assert_eq!(wanted(name).as_deref(), expected, "{name}");
        }
    }
}
