//! Fields of the schema as fields of the form.

use super::pages::Pages;
use super::words::Words;
use crate::schema::{Choice, ContentType, Field, Kind, Role};
use crate::site::Site;
use crate::yaml::{Entries, Tree};

/// Longest text that is asked for in one line.
const LINE: f64 = 160.0;
/// What an address looks like.
const ADDRESS: &str = r"^https?://\S+$";
/// What an e-mail address looks like.
const EMAIL: &str = r"^[^@\s]+@[^@\s]+\.[^@\s]+$";

/// What the form is made of.
pub(super) struct Form<'a> {
    pub(super) site: &'a Site,
    pub(super) pages: Pages<'a>,
    pub(super) words: &'static Words,
}

impl Form<'_> {
    /// The fields of the pages of a type, and their text.
    pub(super) fn of_type(&self, content_type: &ContentType) -> Tree {
        let columns = self.columns(content_type);
        let fields = content_type.fields.iter().filter_map(|field| {
            let in_table = columns.contains(&field.name.as_str());
            self.field(field, in_table)
        });
        let mut fields: Vec<Tree> = fields.collect();
        let body = vec![
            ("name", Tree::text("body")),
            ("label", Tree::text(self.words.body)),
            ("hint", Tree::Text(plain(self.words.body_hint))),
            ("widget", Tree::text("markdown")),
            ("required", Tree::Boolean(false)),
        ];
        fields.push(Tree::Map(self.translated(markdown(body))));
        Tree::List(fields)
    }

    /// The columns of the table whose rows are pages of a type.
    fn columns(&self, content_type: &ContentType) -> Vec<&str> {
        let table = content_type.source.as_ref();
        let text = table.map_or("", |table| self.site.sources.get(table.file).text());
        header(text)
    }

    /// One field; `None` where nothing says what its values are.
    pub(super) fn field(&self, field: &Field, in_table: bool) -> Option<Tree> {
        let mut entries = vec![
            ("name", Tree::text(field.name.as_str())),
            ("label", Tree::text(field.label.as_str())),
        ];
        let hint = self.hint(field, in_table);
        if !hint.is_empty() {
            entries.push(("hint", Tree::Text(plain(&hint))));
        }
        let required = field.required && !in_table;
        entries.push(("required", Tree::Boolean(required)));
        self.kind(field, &mut entries)?;
        Some(Tree::Map(self.translated(entries)))
    }

    /// A translation has values of its own.
    fn translated(&self, mut entries: Entries) -> Entries {
        if !self.site.config.languages.is_empty() {
            entries.push(("i18n", Tree::Boolean(true)));
        }
        entries
    }

    /// What to write, and what is asked of it.
    fn hint(&self, field: &Field, in_table: bool) -> String {
        let mut said: Vec<String> = field.help.iter().cloned().collect();
        if let (Kind::Text, Some(max)) = (&field.kind, field.max) {
            said.push(self.words.at_most.replace("{}", &max.to_string()));
        }
        if matches!(field.kind, Kind::File | Kind::Image) {
            said.push(self.words.beside.to_owned());
        }
        if in_table {
            said.push(self.words.from_table.to_owned());
        }
        said.join(" ")
    }

    /// How a value is asked for.
    fn kind(&self, field: &Field, entries: &mut Entries) -> Option<()> {
        match &field.kind {
            Kind::Any => return None,
            Kind::Choice(choices) => {
                entries.extend(selection(of_choices(choices), field.many));
            }
            Kind::Ref(types) => entries.extend(selection(self.pages.options(types), field.many)),
            Kind::Group(fields) => {
                entries.push(widget(if field.many { "list" } else { "object" }));
                entries.extend(self.group(field, fields));
            }
            Kind::Text | Kind::Url | Kind::Email if field.many => entries.push(widget("list")),
            _ if field.many => {
                let one = Field {
                    many: false,
                    ..field.clone()
                };
                entries.extend([widget("list"), ("field", self.field(&one, false)?)]);
            }
            Kind::Markdown => *entries = markdown(std::mem::take(entries)),
            _ => entries.extend(self.single(field)),
        }
        Some(())
    }

    /// How a single value is asked for.
    fn single(&self, field: &Field) -> Entries {
        match &field.kind {
            Kind::Integer | Kind::Number => {
                let is_whole = matches!(field.kind, Kind::Integer);
                let value = Tree::text(if is_whole { "int" } else { "float" });
                let mut entries = vec![widget("number"), ("value_type", value)];
                entries.extend(field.min.map(|min| ("min", Tree::Number(min))));
                entries.extend(field.max.map(|max| ("max", Tree::Number(max))));
                entries
            }
            Kind::Boolean => vec![widget("boolean")],
            Kind::Date => vec![
                widget("datetime"),
                ("type", Tree::text("date")),
                ("format", Tree::text("YYYY-MM-DD")),
                ("date_format", Tree::text("YYYY-MM-DD")),
                ("time_format", Tree::Boolean(false)),
                ("picker_utc", Tree::Boolean(true)),
            ],
            Kind::File => vec![widget("file")],
            Kind::Image => vec![widget("image")],
            Kind::Url => vec![
                widget("string"),
                ("pattern", form(ADDRESS, self.words.address)),
            ],
            Kind::Email => vec![widget("string"), ("pattern", form(EMAIL, self.words.email))],
            _ => self.text(field),
        }
    }

    /// How a text is asked for.
    fn text(&self, field: &Field) -> Entries {
        let is_long = field.max.is_some_and(|max| max > LINE);
        let is_long = is_long || field.role == Some(Role::Summary);
        let mut entries = vec![widget(if is_long { "text" } else { "string" })];
        entries.extend(field.max.map(|max| ("maxlength", Tree::Number(max))));
        if let Some(pattern) = &field.pattern {
            let help = field.help.as_deref().unwrap_or(self.words.form);
            entries.push(("pattern", form(pattern.as_str(), help)));
        }
        entries
    }

    /// The fields of a group: an item of several is shown by what its first text says.
    fn group(&self, field: &Field, fields: &[Field]) -> Entries {
        let parts = fields.iter().filter_map(|field| self.field(field, false));
        let mut entries = vec![("fields", Tree::List(parts.collect()))];
        if field.many {
            let is_name = |field: &&Field| field.required && matches!(field.kind, Kind::Text);
            let name = fields.iter().find(is_name).or(fields.first());
            let summary = name.map(|first| format!("{{{{fields.{}}}}}", first.name));
            entries.extend(summary.map(|summary| ("summary", Tree::Text(summary))));
            entries.push(("label_singular", Tree::text(self.words.one_more)));
        }
        // The form's own script opens what is empty; Decap knows no word for that.
        entries.push(("collapsed", Tree::Boolean(true)));
        entries
    }
}

/// The names of a table's columns.
pub(super) fn header(text: &str) -> Vec<&str> {
    let line = text.trim_start_matches('\u{feff}').lines().next();
    let names = line.unwrap_or("").split(',');
    let names = names.map(|name| name.trim().trim_matches('"'));
    names.filter(|name| !name.is_empty()).collect()
}

/// A text as one that is shown in the form's own few signs of Markdown.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\`*_[]<~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The text as it is written comes first: components of the theme are kept as they are.
fn markdown(mut entries: Entries) -> Entries {
    let modes = vec![Tree::text("raw"), Tree::text("rich_text")];
    entries.retain(|(name, _)| *name != "widget");
    entries.push(("widget", Tree::text("markdown")));
    entries.push(("modes", Tree::List(modes)));
    entries
}

fn widget(name: &str) -> (&'static str, Tree) {
    ("widget", Tree::text(name))
}

fn selection(options: Tree, many: bool) -> Entries {
    let mut entries = vec![("widget", Tree::text("select"))];
    if many {
        entries.push(("multiple", Tree::Boolean(true)));
    }
    entries.push(("options", options));
    entries
}

fn of_choices(choices: &[Choice]) -> Tree {
    let option = |choice: &Choice| {
        Tree::Map(vec![
            ("label", Tree::text(choice.label.as_str())),
            ("value", Tree::text(choice.value.as_str())),
        ])
    };
    Tree::List(choices.iter().map(option).collect())
}

/// The form that a text has to have, and what is said where it has not.
fn form(pattern: &str, otherwise: &str) -> Tree {
    Tree::List(vec![Tree::text(pattern), Tree::text(otherwise)])
}
