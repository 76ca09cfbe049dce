//! What is wrong with several fields at once, or with one on many pages, in English.

use crate::diagnostic::{FieldsCause, Lacking};

pub(super) fn fields(cause: &FieldsCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        FieldsCause::Renamed { field, owner, pages, wanted } => (
            format!("there is no field `{field}` in `{owner}`, and {pages} pages have it"),
            match wanted {
                Some(wanted) => format!(
                    "If the schema calls it `{wanted}` now, change the name in the pages too; otherwise put `{field}` back into the schema."
                ),
                None => "Put it back into the schema, or take it out of the pages.".into(),
            },
        ),
        FieldsCause::Refused { field, pages, of, first, is_missing: true } => (
            format!("`{field}` is required, and {pages} pages of {of} lack it: {}, …", first.join(", ")),
            format!("If the rule is new, take `required: true` away until the pages have `{field}`; otherwise add it to the pages."),
        ),
        FieldsCause::Refused { field, pages, of, first, is_missing: false } => (
            format!("the schema refuses the value of `{field}` on {pages} pages of {of}: {}, …", first.join(", ")),
            "If the rule is new, see whether it is right (type, limits, values), or widen it until the pages are in order.".into(),
        ),
        FieldsCause::Missing { fields, owner, place: Lacking::Page } => (
            format!("the page does not begin with front matter; `{owner}` needs: {}", fields.join(", ")),
            format!("Begin the file with a line `---`, then a line for each field (`{}: …`), then another line `---`.", fields[0]),
        ),
        FieldsCause::Missing { fields, owner, place: Lacking::Row } => (
            format!("cells of this row that `{owner}` requires are empty: {}", fields.join(", ")),
            "If it is a row of totals or a note, take it out of the table; otherwise fill the cells.".into(),
        ),
        FieldsCause::Missing { fields, owner, place: Lacking::Map } => (
            format!("fields that `{owner}` requires are missing: {}", fields.join(", ")),
            format!("Add a line for each: `{}: …`.", fields[0]),
        ),
        FieldsCause::Missing { fields, place: Lacking::NoRow { page, table, near }, .. } => (
            format!("no row of `{table}` is that of this page, `{page}`, which has its fields from there"),
            match near {
                Some(near) => format!("Is the row of `{near}` its own? Rename this file `{near}.md`, or give the row back its name."),
                None => format!("Put its row back, or write the fields here: {}.", fields.join(", ")),
            },
        ),
        FieldsCause::OtherFolder { owner, meant, folder, fields } => (
            format!("the page has the fields of `{meant}`, but is in the folder of `{owner}`"),
            match fields.1.is_empty() {
                true => format!("Move the file to {folder}; if it is a `{owner}`, take out what that type has not: {}.", fields.0.join(", ")),
                false => format!("Move the file to {folder}; if it is a `{owner}`, take out what that type has not ({}), and add what it asks for ({}).", fields.0.join(", "), fields.1.join(", ")),
            },
        ),
        FieldsCause::Scattered { field, keys } => (
            format!("`{field}` has an item a line, but {} are fields of one item", quoted(keys)),
            format!("Keep the dash before `{}:` and take the others away: the lines below begin with two spaces in its place.", keys[0]),
        ),
    };
    (message, Some(help))
}

fn quoted(keys: &[String]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}

/// The fields that there are, where another was written.
pub(super) fn known(fields: &[String]) -> String {
    match fields {
        [] => "It has no fields: add this one to its `fields`, or take the line away.".into(),
        fields => format!("The fields are: {}.", fields.join(", ")),
    }
}

/// Where to write an address that stands for a page.
pub(super) fn not_a_page(field: &str) -> String {
    match field {
        "page" => "The name of a page of this site goes here: a web address goes into `url`, with a `label`.".into(),
        _ => "The name of a page of this site goes here, not a web address.".into(),
    }
}

/// What is wrong with the name of a component.
pub(super) fn unknown_component(name: &str) -> String {
    match name {
        "" => "the line does not say which component begins".into(),
        name => format!("there is no component `{name}`"),
    }
}
