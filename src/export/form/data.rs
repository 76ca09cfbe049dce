//! Tables and other files of data as a collection of files.

use super::fields::{Form, header};
use crate::config::Editing;
use crate::slug::slug;
use crate::yaml::Tree;

/// Where they lie.
const DATA: &str = "content/_data/";

/// The collection, if there are such files.
pub(super) fn data(form: &Form<'_>, editing: &Editing) -> Option<Tree> {
    let sources = form.site.sources.under(DATA);
    let files: Vec<Tree> = sources
        .filter_map(|(_, file)| {
            let (name, extension) = file.name().rsplit_once('.')?;
            let (format, fields) = match extension {
                "csv" => ("csv", vec![rows(form, file.text())]),
                "yaml" | "yml" => ("text", vec![content(form)]),
                _ => return None,
            };
            Some(Tree::Map(vec![
                ("name", Tree::Text(slug(file.name()))),
                ("label", Tree::text(name)),
                ("file", Tree::Text(editing.path(&file.path))),
                ("format", Tree::text(format)),
                ("fields", Tree::List(fields)),
            ]))
        })
        .collect();
    (!files.is_empty()).then(|| {
        Tree::Map(vec![
            ("name", Tree::text("_data")),
            ("label", Tree::text(form.words.data)),
            ("description", Tree::text(form.words.data_hint)),
            ("editor", Tree::Map(vec![("preview", Tree::Boolean(false))])),
            ("files", Tree::List(files)),
        ])
    })
}

/// The rows of a table: a column that is a field of the type whose pages they are is asked for as
/// that.
fn rows(form: &Form<'_>, text: &str) -> Tree {
    let types = form.site.schema.types.iter();
    let mut tables = types.filter_map(|of| Some((of, of.source.as_ref()?.file)));
    let sources = &form.site.sources;
    let of = tables.find(|(_, file)| sources.get(*file).text() == text);
    let columns = header(text).into_iter().map(|name| {
        let field = of.and_then(|(of, _)| of.field(name));
        let known = field.and_then(|field| form.field(field, false));
        known.unwrap_or_else(|| {
            Tree::Map(vec![
                ("name", Tree::text(name)),
                ("label", Tree::text(name)),
                ("widget", Tree::text("string")),
                ("required", Tree::Boolean(false)),
            ])
        })
    });
    let columns: Vec<Tree> = columns.collect();
    let first = header(text)
        .first()
        .map(|name| format!("{{{{fields.{name}}}}}"));
    Tree::Map(vec![
        ("name", Tree::text("rows")),
        ("label", Tree::text(form.words.rows)),
        ("label_singular", Tree::text(form.words.row)),
        ("widget", Tree::text("list")),
        ("collapsed", Tree::Boolean(true)),
        ("summary", Tree::Text(first.unwrap_or_default())),
        ("fields", Tree::List(columns)),
    ])
}

/// A file that is no table, as its text.
fn content(form: &Form<'_>) -> Tree {
    Tree::Map(vec![
        ("name", Tree::text("text")),
        ("label", Tree::text(form.words.content)),
        ("hint", Tree::text(form.words.content_hint)),
        ("widget", Tree::text("text")),
    ])
}
