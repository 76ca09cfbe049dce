//! What is known of a new page: from arguments, or from whoever is asked.

use super::scaffold::{Values, about, fields};
use crate::cli::{messages, terminal};
use crate::content::Date;
use crate::diagnostic::Language;
use crate::schema::{ContentType, Field, Kind, Role};
use crate::site::Site;
use crate::yaml;

/// Asks which type a page has: an index in the schema.
pub(super) fn content_type(site: &Site, language: Language) -> Option<usize> {
    let types = site.schema.types.iter();
    let types: Vec<(&str, &str)> = types.map(|t| (&*t.name, &*t.label)).collect();
    let question = messages::say(language, "Tipo", "Type");
    let chosen = terminal::choose(&question, &types, "", false, language)?;
    chosen.first().copied()
}

/// The value of a field as YAML; several with commas, where it may have several.
pub(super) fn as_yaml(field: &Field, text: &str) -> String {
    let one = |text: &str| match field.kind {
        Kind::Text | Kind::Markdown => yaml::quoted(text),
        // Numbers, dates and truth values say what they are; anything else is reported.
        Kind::Integer | Kind::Number | Kind::Boolean | Kind::Date => {
            match text.contains([':', '#']) {
                true => yaml::quoted(text),
                false => text.to_owned(),
            }
        }
        _ => yaml::written(text).into_owned(),
    };
    match field.many {
        true => {
            let items = text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            format!("[{}]", items.map(one).collect::<Vec<_>>().join(", "))
        }
        false => one(text),
    }
}

/// Asks for what has to be there and is not known yet. What nobody answers stays empty.
pub(super) fn ask(
    site: &Site,
    content_type: &ContentType,
    today: Date,
    values: &mut Values,
    language: Language,
) -> Option<()> {
    for field in fields(site, content_type, language).0 {
        if values.contains_key(&field.name) {
            continue;
        }
        let question = format!("{} ({})", about(site, field).replace('\n', " "), field.name);
        let answer = match &field.kind {
            Kind::Group(_) => continue,
            Kind::Choice(choices) => {
                let choices: Vec<(&str, &str)> =
                    choices.iter().map(|c| (&*c.value, &*c.label)).collect();
                let chosen = terminal::choose(&field.label, &choices, "", field.many, language)?;
                let chosen: Vec<&str> = chosen.iter().map(|i| choices[*i].0).collect();
                chosen.join(", ")
            }
            Kind::Date if field.role == Some(Role::Date) => {
                terminal::ask(&question, &today.to_string())?
            }
            _ => terminal::ask(&question, "")?,
        };
        if !answer.is_empty() {
            values.insert(field.name.clone(), as_yaml(field, &answer));
        }
    }
    Some(())
}
