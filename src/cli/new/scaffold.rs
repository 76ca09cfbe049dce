//! The text of a new page.

use crate::cli::messages;
use crate::diagnostic::Language;
use crate::schema::{ContentType, Field, Kind, Role};
use crate::site::{Site, last_segment};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Most pages listed as possible values of a reference.
const SHOWN_PAGES: usize = 12;

/// What is known of a new page, as YAML, by field.
pub(super) type Values = BTreeMap<String, String>;

/// The fields of a type that a new page has, those first that have to be there.
pub(super) fn fields<'a>(
    site: &Site,
    content_type: &'a ContentType,
    language: Language,
) -> (Vec<&'a Field>, Vec<&'a Field>) {
    let all = content_type.fields.iter();
    all.filter(|field| !site.schema.open || is_name_for(field, content_type, language))
        // What readers fill in follows from the text.
        .filter(|field| field.role != Some(Role::Blanks))
        .partition(|f| f.required || f.role == Some(Role::Title))
}

/// The text of a new page: required fields, and what is known of others, then the rest as comments.
pub(super) fn scaffold(
    site: &Site,
    content_type: &ContentType,
    values: &Values,
    language: Language,
) -> String {
    let mut out = String::from("---\n");
    let (required, optional) = fields(site, content_type, language);
    let (known, optional): (Vec<&Field>, Vec<&Field>) = optional
        .into_iter()
        .partition(|field| values.contains_key(&field.name));
    for field in required.into_iter().chain(known) {
        let value = match values.get(&field.name) {
            Some(value) => format!(" {value}"),
            // What is left empty is reported; a value that only shows the form would be published.
            None => empty(field),
        };
        comment(&mut out, site, field);
        let _ = writeln!(out, "{}:{value}", field.name);
    }
    if !optional.is_empty() {
        let italian = "# Facoltativi: togli il cancelletto a quelli che servono.";
        let english = "# Optional: remove the hash of those you need.";
        let _ = writeln!(out, "\n{}", messages::say(language, italian, english));
    }
    for field in optional {
        let _ = write!(
            out,
            "# {}:{}",
            field.name,
            empty(field).replace('\n', "\n# ")
        );
        let _ = writeln!(out, "    # {}", one_line(&about(site, field)));
    }
    out.push_str("---\n\n");
    out
}

/// Whether a field is the one that a page in this language has for its role: a site without schema
/// knows several names for most.
fn is_name_for(field: &Field, content_type: &ContentType, language: Language) -> bool {
    const ITALIAN: [&str; 3] = ["titolo", "sommario", "data"];
    let is_italian = |f: &&Field| ITALIAN.contains(&f.name.as_str());
    let alike = || {
        let fields = content_type.fields.iter();
        fields.filter(|f| f.role.is_some() && f.role == field.role)
    };
    let own = alike()
        .find(is_italian)
        .filter(|_| language == Language::Italian);
    own.or_else(|| alike().next())
        .is_none_or(|own| own.name == field.name)
}

/// A line above a required field that says what to write.
fn comment(out: &mut String, site: &Site, field: &Field) {
    let _ = writeln!(out, "# {}", one_line(&about(site, field)));
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// Label, help and allowed values of a field.
pub(super) fn about(site: &Site, field: &Field) -> String {
    let mut text = field.label.clone();
    if let Some(help) = &field.help {
        let _ = write!(text, ". {help}");
    }
    match &field.kind {
        Kind::Choice(choices) => {
            let values: Vec<&str> = choices.iter().map(|c| c.value.as_str()).collect();
            let _ = write!(text, " [{}]", values.join(" | "));
        }
        Kind::Ref(types) if !types.is_empty() => {
            let names: Vec<&str> = site
                .pages
                .iter()
                .filter(|page| types.contains(&site.schema.types[page.content_type()].name))
                .map(|page| last_segment(&page.path))
                .collect();
            let shown = names[..names.len().min(SHOWN_PAGES)].join(" | ");
            let more = if names.len() > SHOWN_PAGES {
                " | …"
            } else {
                ""
            };
            let _ = write!(text, " [{shown}{more}]");
        }
        _ => {}
    }
    text
}

/// What stands after the colon of a field that is to be filled in: nothing, or the fields of a group.
fn empty(field: &Field) -> String {
    match &field.kind {
        Kind::Group(fields) => group(fields, field.many),
        _ => String::new(),
    }
}

fn group(fields: &[Field], many: bool) -> String {
    let mut out = String::new();
    for (i, field) in fields.iter().filter(|f| f.required).enumerate() {
        let lead = match (many, i) {
            (true, 0) => "\n  - ",
            (true, _) => "\n    ",
            (false, _) => "\n  ",
        };
        let _ = write!(out, "{lead}{}:{}", field.name, empty(field));
    }
    out
}
