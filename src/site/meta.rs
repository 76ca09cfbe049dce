//! What a page says of itself, by role, whatever the fields are called in its schema.

use crate::content::{Date, ParsedPage, Value};
use crate::schema::{ContentType, Field, Kind, Role};
use crate::source::FileId;

/// The values of the fields with a role.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The title; never empty once a page is placed.
    pub title: String,
    /// A short one for menus; the title where missing.
    pub short_title: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Publication, or the day of an event.
    pub date: Option<Date>,
    /// The last day of what begins on the date.
    pub ends: Option<Date>,
    /// Where it takes place.
    pub place: Option<String>,
    /// Whether one can take part from afar.
    pub online: bool,
    /// Last change.
    pub updated: Option<Date>,
    /// Last check.
    pub verified: Option<Date>,
    /// First day on which the page is no longer published.
    pub expires: Option<Date>,
    /// Whether it is in force.
    pub status: Option<Status>,
    /// Not to be published yet.
    pub draft: bool,
    /// Not to be found by the search.
    pub unsearched: bool,
    /// Place in lists.
    pub order: Option<i64>,
    /// Last segment of the address.
    pub slug: Option<String>,
    /// Template other than its type's.
    pub template: Option<String>,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// Other words to find it by.
    pub synonyms: Vec<String>,
    /// Acronym that the page explains, and what it stands for.
    pub abbreviation: Option<(String, Option<String>)>,
}

/// A status from a closed list.
#[derive(Clone, Debug)]
pub struct Status {
    /// As written.
    pub value: String,
    /// As shown.
    pub label: String,
    /// No longer in force.
    pub superseded: bool,
}

/// A page's picture.
#[derive(Clone, Debug)]
pub struct Image {
    /// The file.
    pub file: FileId,
    /// What it shows.
    pub alt: String,
    /// Whose it is.
    pub credits: Option<String>,
}

impl Meta {
    /// Reads the roles of a parsed page; the title falls back to the text's first heading.
    pub(super) fn read(parsed: &ParsedPage, content_type: &ContentType) -> Self {
        let mut meta = Self::default();
        let mut expansion = None;
        for entry in &parsed.fields.0 {
            let Some(field) = content_type.field(&entry.name) else {
                continue;
            };
            let Some(role) = field.role else { continue };
            let value = &entry.value;
            match role {
                Role::Title if meta.title.is_empty() => meta.title = text(value),
                Role::ShortTitle => meta.short_title = Some(text(value)),
                Role::Summary if meta.summary.is_none() => meta.summary = Some(text(value)),
                Role::Date if meta.date.is_none() => meta.date = date(value),
                Role::Ends => meta.ends = date(value),
                Role::Place => meta.place = Some(text(value)),
                Role::Online => meta.online = matches!(value, Value::Boolean(true)),
                Role::Updated => meta.updated = date(value).or(meta.updated),
                Role::Verified => meta.verified = date(value),
                Role::Expires => meta.expires = date(value),
                Role::Draft => meta.draft |= matches!(value, Value::Boolean(true)),
                Role::Unsearched => meta.unsearched = matches!(value, Value::Boolean(true)),
                Role::Status => meta.read_status(value, field),
                Role::Order => meta.order = integer(value),
                Role::Slug => meta.slug = Some(text(value)),
                Role::Template => meta.template = Some(text(value)),
                Role::Aliases => meta.aliases = texts(value),
                Role::Synonyms => meta.synonyms = texts(value),
                Role::Abbreviation => meta.abbreviation = Some((text(value), None)),
                Role::Expansion => expansion = Some(text(value)),
                // Files and references are resolved with the rest of the site.
                _ => {}
            }
        }
        if meta.title.is_empty() {
            // Without a heading the title is made of the path, where the page is put in its place.
            meta.title = parsed.heading.clone().unwrap_or_default();
        }
        if let Some((_, full)) = &mut meta.abbreviation {
            *full = expansion;
        }
        meta
    }

    fn read_status(&mut self, value: &Value, field: &Field) {
        let (Value::Choice { value, label }, Kind::Choice(choices)) = (value, &field.kind) else {
            return;
        };
        let choice = choices.iter().find(|choice| choice.value == *value);
        self.draft |= choice.is_some_and(|choice| choice.draft);
        self.status = Some(Status {
            value: value.clone(),
            label: label.clone(),
            superseded: choice.is_some_and(|choice| choice.superseded),
        });
    }
}

/// The parts of a page's image group: index of the file, alternative text, credits. Which field
/// is which follows from the group's definition: its image, its first text and its second.
pub(super) fn image_parts(
    parsed: &ParsedPage,
    content_type: &ContentType,
) -> Option<(u32, String, Option<String>)> {
    let field = content_type.role(Role::Image)?;
    let (Kind::Group(parts), Value::Group(values)) = (&field.kind, parsed.fields.get(&field.name)?)
    else {
        return None;
    };
    let image = parts.iter().find(|part| matches!(part.kind, Kind::Image))?;
    let Some(Value::File(index)) = values.get(&image.name) else {
        return None;
    };
    let mut texts = parts.iter().filter(|part| matches!(part.kind, Kind::Text));
    let mut next = || values.text(&texts.next()?.name).map(str::to_owned);
    // A picture without a text is decoration.
    let alt = next().unwrap_or_default();
    Some((*index, alt, next()))
}

fn text(value: &Value) -> String {
    value.as_text().unwrap_or("").to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value
        .items()
        .iter()
        .filter_map(Value::as_text)
        .map(str::to_owned)
        .collect()
}

fn date(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}
