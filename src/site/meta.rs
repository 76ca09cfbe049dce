//! What a page says of itself, by role, whatever the fields are called in its schema.

use crate::content::{Date, ParsedPage, Time, Value, instant};
use crate::schema::{ContentType, Field, Kind, Role};
use crate::source::FileId;
use chrono::NaiveDateTime;

/// The values of the fields with a role.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The title; never empty once a page is placed.
    pub title: String,
    /// What the text has as its title, where the field says something else.
    pub heading: Option<String>,
    /// A short one for menus; the title where missing.
    pub short_title: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Publication, or the day of an event.
    pub date: Option<Date>,
    /// The time of that day, if one is said.
    pub time: Option<Time>,
    /// The last day of what begins on the date.
    pub ends: Option<Date>,
    /// The time of that day.
    pub ends_time: Option<Time>,
    /// Where it takes place.
    pub place: Option<String>,
    /// Whether one can take part from afar.
    pub online: bool,
    /// Last change.
    pub updated: Option<Date>,
    /// The time of that day.
    pub updated_time: Option<Time>,
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
    /// Not to be found by search engines.
    pub unindexed: bool,
    /// Place in lists.
    pub order: Option<f64>,
    /// Last segment of the address.
    pub slug: Option<String>,
    /// The whole address.
    pub address: Option<String>,
    /// Template other than its type's.
    pub template: Option<String>,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// Which version of its document it has.
    pub version: Option<String>,
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
        let mut meta = Self {
            draft: parsed.hold.draft,
            ..Self::default()
        };
        let mut expansion = None;
        for entry in &parsed.fields.0 {
            let Some(field) = content_type.field(&entry.name) else {
                continue;
            };
            let Some(role) = field.role else { continue };
            let value = &entry.value;
            match role {
                Role::Title if meta.title.is_empty() => meta.title = text(value),
                Role::ShortTitle if meta.short_title.is_none() => {
                    meta.short_title = Some(text(value));
                }
                Role::Summary if meta.summary.is_none() => meta.summary = Some(text(value)),
                Role::Date if meta.date.is_none() => {
                    (meta.date, meta.time) = (date(value), time(value));
                }
                Role::Ends => (meta.ends, meta.ends_time) = (date(value), time(value)),
                Role::Place => meta.place = Some(text(value)),
                Role::Online => meta.online = matches!(value, Value::Boolean(true)),
                Role::Updated if date(value).is_some() => {
                    (meta.updated, meta.updated_time) = (date(value), time(value));
                }
                Role::Verified => meta.verified = date(value),
                // Of several days the first.
                Role::Expires => meta.expires = meta.expires.into_iter().chain(date(value)).min(),
                Role::Draft => meta.draft |= matches!(value, Value::Boolean(true)),
                Role::Unsearched => meta.unsearched = matches!(value, Value::Boolean(true)),
                Role::Unindexed => meta.unindexed = matches!(value, Value::Boolean(true)),
                Role::Status => meta.read_status(value, field),
                Role::Order => meta.order = meta.order.or(number(value)),
                Role::Slug => meta.slug = Some(text(value)),
                Role::Address => meta.address = Some(text(value)),
                Role::Template => meta.template = Some(text(value)),
                Role::Aliases => meta.aliases.extend(texts(value)),
                Role::Synonyms => meta.synonyms = texts(value),
                Role::Version => meta.version = Some(text(value)),
                Role::Abbreviation => meta.abbreviation = Some((text(value), None)),
                Role::Expansion => expansion = Some(text(value)),
                // Files and references are resolved with the rest of the site.
                _ => {}
            }
        }
        meta.read_sidebar(parsed);
        meta.read_heading(parsed);
        if let Some((_, full)) = &mut meta.abbreviation {
            *full = expansion;
        }
        meta
    }

    /// Takes the title that stands in the text: without a field it is the only one. Without either
    /// it is made of the path, where the page is put in its place.
    fn read_heading(&mut self, parsed: &ParsedPage) {
        let heading = parsed.heading.clone();
        match self.title.is_empty() {
            true => self.title = heading.unwrap_or_default(),
            false => self.heading = heading.filter(|heading| *heading != self.title),
        }
    }

    /// Takes the place and the short title that Starlight and others have in fields which mean
    /// other things elsewhere, and so have no role.
    fn read_sidebar(&mut self, parsed: &ParsedPage) {
        let free = |name: &str| parsed.fields.get(name);
        let sidebar = match free("sidebar") {
            Some(Value::Group(fields)) => Some(fields),
            _ => None,
        };
        let inside = |name: &str| sidebar?.get(name);
        let order = inside("order").or_else(|| free("order"));
        let written = |value: &Value| number(value).or(value.as_text()?.trim().parse().ok());
        self.order = self.order.or(order.and_then(written));
        let label = inside("label").and_then(Value::as_text);
        self.short_title = self.short_title.take().or(label.map(str::to_owned));
    }

    /// When it was published, in UTC.
    pub fn published(&self) -> Option<NaiveDateTime> {
        self.date.map(|date| instant(date, self.time))
    }

    /// When it was last changed, in UTC.
    pub fn changed(&self) -> Option<NaiveDateTime> {
        self.updated.map(|date| instant(date, self.updated_time))
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
        Value::Date(date, _) => Some(*date),
        _ => None,
    }
}

fn time(value: &Value) -> Option<Time> {
    match value {
        Value::Date(_, time) => *time,
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Keep, SpillFile, parse};
    use crate::schema::{Schema, read_types};
    use crate::source::Sources;

    fn parsed(text: &str, schema: &Schema) -> ParsedPage {
        let keep = Keep {
            sources: None,
            spill: &SpillFile::default(),
            searchable: false,
        };
        parse(text, FileId(0), 0, schema, None, keep).0
    }

    /// What the roles of a page's front matter say, in words.
    fn read(front: &str, schema: &Schema) -> String {
        let page = parsed(&format!("---\n{front}---\n# Testo\n"), schema);
        let meta = Meta::read(&page, &schema.types[0]);
        let date = |date: Option<Date>| date.map(|date| date.to_string());
        let said = [
            ("title", Some(meta.title).filter(|title| title != "Testo")),
            ("short", meta.short_title),
            ("summary", meta.summary),
            ("date", date(meta.date)),
            ("ends", date(meta.ends)),
            ("place", meta.place),
            ("online", meta.online.then(String::new)),
            ("updated", date(meta.updated)),
            ("verified", date(meta.verified)),
            ("expires", date(meta.expires)),
            ("draft", meta.draft.then(String::new)),
            ("unsearched", meta.unsearched.then(String::new)),
            ("unindexed", meta.unindexed.then(String::new)),
            (
                "status",
                meta.status
                    .map(|s| format!("{}/{}/{}", s.value, s.label, s.superseded)),
            ),
            ("order", meta.order.map(|order| order.to_string())),
            ("slug", meta.slug),
            ("template", meta.template),
            (
                "aliases",
                Some(meta.aliases.join("/")).filter(|all| !all.is_empty()),
            ),
            (
                "synonyms",
                Some(meta.synonyms.join("/")).filter(|all| !all.is_empty()),
            ),
            (
                "abbreviation",
                meta.abbreviation
                    .map(|(a, b)| format!("{a}/{}", b.as_deref().unwrap_or("-"))),
            ),
        ];
        let said = said
            .into_iter()
            .filter_map(|(role, value)| Some(format!("{role}={}", value?)));
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_role_is_read_from_its_field() {
        let schema = "label: P\ndefault_for: pages\nfields:\n  \
            ti: {type: text, role: title, label: L}\n  \
            st: {type: text, role: short_title, label: L}\n  \
            su: {type: text, role: summary, label: L}\n  \
            da: {type: date, role: date, label: L}\n  \
            en: {type: date, role: ends, label: L}\n  \
            pl: {type: text, role: place, label: L}\n  \
            on: {type: boolean, role: online, label: L}\n  \
            up: {type: date, role: updated, label: L}\n  \
            ve: {type: date, role: verified, label: L}\n  \
            ex: {type: date, role: expires, label: L}\n  \
            dr: {type: boolean, role: draft, label: L}\n  \
            un: {type: boolean, role: unsearched, label: L}\n  \
            ui: {type: boolean, role: unindexed, label: L}\n  \
            sl: {type: text, role: slug, label: L}\n  \
            or: {type: integer, role: order, label: L}\n  \
            te: {type: text, role: template, label: L}\n  \
            al: {type: text, many: true, role: aliases, label: L}\n  \
            sy: {type: text, many: true, role: synonyms, label: L}\n  \
            ab: {type: text, role: abbreviation, label: L}\n  \
            fu: {type: text, role: expansion, label: L}\n  \
            sta: {type: choice, role: status, label: L, values: {b: {label: Bozza, draft: true}, \
            v: Vigente, s: {label: Superato, superseded: true}}}\n";
        let sources = Sources::from_texts([("content/_schema/p.yaml", schema)]);
        let mut diagnostics = Vec::new();
        let schema = read_types(&sources, &mut diagnostics);
        assert_eq!(diagnostics, []);
        let cases = [
            ("", ""),
            ("ti: A\n", "title=A"),
            ("st: A\n", "short=A"),
            ("su: A\n", "summary=A"),
            ("da: 2026-01-02\n", "date=2026-01-02"),
            ("en: 2026-01-02\n", "ends=2026-01-02"),
            ("pl: A\n", "place=A"),
            ("on: true\n", "online="),
            ("on: false\n", ""),
            ("up: 2026-01-02\n", "updated=2026-01-02"),
            ("ve: 2026-01-02\n", "verified=2026-01-02"),
            ("ex: 2026-01-02\n", "expires=2026-01-02"),
            ("dr: true\n", "draft="),
            ("dr: false\n", ""),
            ("dr: true\nsta: v\n", "draft= status=v/Vigente/false"),
            ("un: true\n", "unsearched="),
            ("ui: true\n", "unindexed="),
            ("un: false\n", ""),
            ("sta: b\n", "draft= status=b/Bozza/false"),
            ("sta: s\n", "status=s/Superato/true"),
            ("or: -7\n", "order=-7"),
            ("sl: a\n", "slug=a"),
            ("te: a\n", "template=a"),
            ("al: [a, b]\n", "aliases=a/b"),
            ("sy: [a, b]\n", "synonyms=a/b"),
            ("ab: A\n", "abbreviation=A/-"),
            ("fu: B\nab: A\n", "abbreviation=A/B"),
            ("fu: B\n", ""),
        ];
        for (front, expected) in cases {
            assert_eq!(read(front, &schema), expected, "{front}");
        }
    }

    #[test]
    fn of_two_fields_with_a_role_the_first_of_the_schema_counts() {
        let schema = read_types(&Sources::default(), &mut Vec::new());
        let cases = [
            ("title: A\ntitolo: B\n", "title=A"),
            ("titolo: B\ntitle: A\n", "title=A"),
            ("description: A\nsommario: B\n", "summary=A"),
            ("sommario: B\ndescription: A\n", "summary=A"),
            ("date: 2026-01-01\ndata: 2026-01-02\n", "date=2026-01-01"),
            ("data: 2026-01-02\ndate: 2026-01-01\n", "date=2026-01-01"),
        ];
        for (front, expected) in cases {
            assert_eq!(read(front, &schema), expected, "{front}");
        }
    }

    #[test]
    fn pictures_are_their_file_their_text_and_whose_they_are() {
        let schema = "label: P\ndefault_for: pages\nfields:\n  \
            di: {type: image, label: L}\n  \
            im: {type: group, role: image, label: L, fields: {n: {type: integer, label: L}, \
            a: {type: text, label: L}, f: {type: image, label: L}, c: {type: text, label: L}}}\n";
        let sources = Sources::from_texts([("content/_schema/p.yaml", schema)]);
        let schema = read_types(&sources, &mut Vec::new());
        let cases = [
            (
                "im: {f: a.png, a: Testo, c: Chi}\n",
                Some((0, "Testo", Some("Chi"))),
            ),
            (
                "di: z.png\nim: {c: Chi, a: Testo, f: a.png}\n",
                Some((1, "Testo", Some("Chi"))),
            ),
            ("im: {f: a.png, a: Testo}\n", Some((0, "Testo", None))),
            ("im: {f: a.png}\n", Some((0, "", None))),
            ("im: {a: Testo}\n", None),
            ("di: z.png\n", None),
        ];
        for (front, expected) in cases {
            let page = parsed(&format!("---\n{front}---\n"), &schema);
            let expected = expected.map(|(file, alt, credits): (u32, &str, Option<&str>)| {
                (file, alt.to_owned(), credits.map(str::to_owned))
            });
            assert_eq!(image_parts(&page, &schema.types[0]), expected, "{front}");
        }
    }
}
