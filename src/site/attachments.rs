//! The files that pages offer to their readers.

use super::model::Site;
use super::page::Page;
use crate::content::{Fields, Value};
use crate::schema::{Field, Kind, Role};
use crate::source::FileId;

/// A file to download.
pub struct Attachment<'a> {
    /// The file.
    pub file: FileId,
    /// What the page calls it, or its name.
    pub title: &'a str,
    /// What the page says of it.
    pub fields: &'a Fields,
    /// Which fields there can be.
    pub schema: &'a [Field],
    /// Its place among those of the page, from 1.
    pub number: usize,
}

impl Attachment<'_> {
    /// The id of its place on the page. No heading can have it: their ids have no underscores.
    pub fn id(&self) -> String {
        format!("file_{}", self.number)
    }
}

impl Site {
    /// The files of a page's field with the role of attachments. Each is a group: its file and its
    /// title are found by type.
    pub fn attachments<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = Attachment<'a>> {
        let field = self.schema.types[page.content_type()].role(Role::Attachments);
        let list = field.and_then(|field| page.parsed.fields.get(&field.name));
        let schema: &[Field] = match field.map(|field| &field.kind) {
            Some(Kind::Group(fields)) => fields,
            _ => &[],
        };
        let is_text = |field: &&Field| matches!(field.kind, Kind::Text) && !field.many;
        let title = schema.iter().find(is_text);
        let groups = list.map_or(&[][..], Value::items).iter();
        let groups = groups.filter_map(|item| match item {
            Value::Group(fields) => Some(fields),
            _ => None,
        });
        let found = groups.filter_map(move |fields| {
            let file = fields.0.iter().find_map(|entry| match entry.value {
                Value::File(index) => page.files[index as usize],
                _ => None,
            })?;
            Some((file, fields))
        });
        (1..).zip(found).map(move |(number, (file, fields))| {
            let title = title.and_then(|field| fields.text(&field.name));
            Attachment {
                file,
                title: title.unwrap_or_else(|| self.sources.get(file).name()),
                fields,
                schema,
                number,
            }
        })
    }
}
