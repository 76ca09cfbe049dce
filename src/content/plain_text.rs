//! Texts of fields that are published as they stand: signs that mean something only in the text of
//! a page, and words that stand for what is still to be written.

use super::builder::PageBuilder;
use super::markdown::{filler, is_file_name, needless_words};
use crate::diagnostic::{FieldSlip, Problem, Slip};
use crate::schema::{Field, Role};
use crate::slug::fold;
use crate::source::Span;

/// Tags of HTML that people write into plain text.
const TAGS: [&str; 20] = [
    "b", "i", "u", "em", "strong", "br", "p", "span", "a", "div", "sup", "sub", "h1", "h2", "h3",
    "h4", "ul", "li", "font", "img",
];
/// Entities that editors of HTML leave behind, besides those with a number.
const ENTITIES: [&str; 22] = [
    "amp", "nbsp", "lt", "gt", "quot", "apos", "agrave", "egrave", "eacute", "igrave", "ograve",
    "ugrave", "Egrave", "Agrave", "rsquo", "lsquo", "rdquo", "ldquo", "laquo", "raquo", "ndash",
    "hellip",
];
/// Texts that are nothing but fillers, folded.
const FILLERS: [&str; 24] = [
    "...",
    "…",
    "?",
    "??",
    "???",
    "-",
    "--",
    "todo",
    "tbd",
    "da completare",
    "da definire",
    "da inserire",
    "da scrivere",
    "da fare",
    "da compilare",
    "senza titolo",
    "untitled",
    "alt",
    "alt text",
    "nuova pagina",
    "nuovo documento",
    "new page",
    "titolo qui",
    "title here",
];
/// What texts begin with that say what is to be written.
const BEGINNINGS: [&str; 6] = [
    "titolo della ",
    "titolo del ",
    "inserire ",
    "inserisci ",
    "scrivi qui",
    "your title",
];

/// Reports what is wrong with a text; a site without schema may draw its fields as it likes.
pub(super) fn check(text: &str, span: Span, field: &Field, page: &mut PageBuilder<'_>) {
    let is_name = matches!(
        field.role,
        Some(Role::Aliases | Role::Template | Role::Slug)
    );
    if page.schema.open || is_name || field.pattern.is_some() {
        return;
    }
    let name = field.name.clone();
    if let Some(text) = stand_in(text, [&field.name, &field.label]) {
        let slip = FieldSlip::Filler { field: name, text };
        page.report(Problem::FieldSlip(slip), span);
    } else if let Some(sign) = markup(text).filter(|_| page.in_component || is_plain(field)) {
        let slip = FieldSlip::Markup { field: name, sign };
        page.report(Problem::FieldSlip(slip), span);
    } else if is_alternative(field) {
        if is_file_name(text) {
            let alt = text.to_owned();
            page.slip(Slip::AltIsFileName { alt }, span);
        } else if let Some(words) = needless_words(text) {
            let words = words.to_owned();
            page.slip(Slip::AltBegins { words }, span);
        }
    }
}

/// Whether a field is published as it stands everywhere, as the attributes of components are; other
/// texts a theme may read as Markdown.
fn is_plain(field: &Field) -> bool {
    let names = ["titolo", "title", "autore", "author", "ruolo", "role"];
    let has_role = matches!(
        field.role,
        Some(Role::Title | Role::ShortTitle | Role::Summary)
    );
    has_role || is_alternative(field) || names.contains(&&*field.name)
}

/// Whether a field says in words what a picture shows.
fn is_alternative(field: &Field) -> bool {
    let label = fold(&field.label);
    field.name == "alt" || label.contains("alternativ") && label.contains("te")
}

/// The words of a text that stand for what is still to be written.
fn stand_in(text: &str, names: [&str; 2]) -> Option<String> {
    let folded = fold(text);
    let of_title = |start: &str| {
        let rest = folded.strip_prefix(start);
        rest.is_some_and(|rest| rest.split_whitespace().count() <= 3)
    };
    let in_brackets = text.starts_with('[') && text.ends_with(']') && text.contains(' ');
    let whole = FILLERS.contains(&&*folded)
        || names.iter().any(|name| folded == fold(name))
        || in_brackets
        || BEGINNINGS.iter().any(|start| of_title(start));
    match whole {
        true => Some(text.to_owned()),
        false => filler(text).map(|range| text[range].to_owned()),
    }
}

/// The first signs of Markdown or HTML of a text.
fn markup(text: &str) -> Option<String> {
    heading(text)
        .or_else(|| tag(text))
        .or_else(|| entity(text))
        .or_else(|| link(text))
        .or_else(|| emphasis(text))
}

fn heading(text: &str) -> Option<String> {
    let rest = text.trim_start_matches('#');
    let signs = &text[..text.len() - rest.len()];
    let is_heading = (1..=6).contains(&signs.len()) && rest.starts_with(' ');
    is_heading.then(|| signs.to_owned())
}

fn tag(text: &str) -> Option<String> {
    text.match_indices('<').find_map(|(at, _)| {
        let end = at + text[at..].find('>')? + 1;
        let inside = text[at + 1..end - 1].trim_start_matches('/');
        let name = inside.split([' ', '/']).next()?.to_ascii_lowercase();
        TAGS.contains(&&*name).then(|| text[at..end].to_owned())
    })
}

fn entity(text: &str) -> Option<String> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let name = &rest[..rest.find(';').filter(|end| *end <= 8)?];
        let number = name.strip_prefix('#').map(|n| n.trim_start_matches('x'));
        let is_number = number
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|digit| digit.is_ascii_hexdigit()));
        (is_number || ENTITIES.contains(&name)).then(|| format!("&{name};"))
    })
}

fn link(text: &str) -> Option<String> {
    text.match_indices("](").find_map(|(at, _)| {
        let open = text[..at].rfind('[')?;
        let end = at + text[at..].find(')')? + 1;
        let target = &text[at + 2..end - 1];
        let is_address = target.contains(['/', '.', '#', ':']) && !target.contains(' ');
        is_address.then(|| text[open..end].to_owned())
    })
}

/// Two signs of emphasis around words, or a star at each end of one.
fn emphasis(text: &str) -> Option<String> {
    ["**", "__", "*", "_"].into_iter().find_map(|mark| {
        let mut found = text.match_indices(mark);
        found.find_map(|(at, _)| {
            let rest = &text[at + mark.len()..];
            let end = rest.find(mark)?;
            let (inside, after) = (&rest[..end], &rest[end + mark.len()..]);
            let is_open = text[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric() && c != '*');
            let is_close = after
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric() && c != '*');
            let is_words = inside.starts_with(char::is_alphanumeric)
                && inside.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '!' | '?'));
            // Names have low lines as well.
            let is_prose = mark != "_" || inside.contains(' ') && !inside.contains('_');
            (is_open && is_close && is_words && is_prose).then(|| mark.to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markup_are_told_from_signs_of_a_text() {
        for (text, expected) in [
            ("**Webinar** sulla piattaforma", Some("**")),
            ("Il *Webinar* sulla piattaforma", Some("*")),
            ("Il __Webinar__", Some("__")),
            ("_Sala_ piena", None),
            ("_La sala grande_ piena", Some("_")),
            ("I file _uno e _due, e a_b c_d", None),
            ("<b>Webinar</b> sulla", Some("<b>")),
            ("Il 14<br>aprile", Some("<br>")),
            ("Gare &amp; appalti", Some("&amp;")),
            ("L&#39;ente", Some("&#39;")),
            ("## Webinar", Some("##")),
            ("Vedi [la nota](a.md).", Some("[la nota](a.md)")),
            ("Legge #5 e #PA", None),
            ("2*3 e 4*5, *.md e *.yaml, 5 ** 2", None),
            ("a < b e c > d; R&D; AT&T", None),
            ("snake__case__name", None),
            ("[omissis] (2022)", None),
            ("Il prezzo* e il costo*", None),
        ] {
            assert_eq!(markup(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn fillers_are_told_from_texts() {
        for (text, expected) in [
            ("TODO", true),
            ("Titolo", true),
            ("Titolo della notizia", true),
            ("Senza titolo", true),
            ("...", true),
            ("[inserire qui il titolo]", true),
            ("Lorem ipsum dolor", true),
            ("Titolo di studio e concorsi", false),
            (
                "Titolo del progetto di gestione associata degli appalti",
                false,
            ),
            ("Il titolo", false),
            ("Test di accessibilità", false),
        ] {
            assert_eq!(
                stand_in(text, ["titolo", "Titolo"]).is_some(),
                expected,
                "{text}"
            );
        }
    }
}
