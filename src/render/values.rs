//! Field values, cards and files as template values.

use super::pictures::Pictures;
use super::theme::Theme;
use super::view::{
    AttachmentView, Card, FieldView, FileView, ImageView, StatusView, TermView, TypeView,
};
use super::{RenderError, Shared, choice};
use crate::content::{Fields, Value as FieldValue};
use crate::schema::{ContentType, Kind};
use crate::site::{Attachment, Page, PageId, Site, Taxonomy, route_of_asset};
use crate::source::{Content, FileId};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use tera::{Map, Value};

/// The fields of one page as its own templates see them.
pub(super) struct Values<'a> {
    pub shared: &'a Shared,
    pub theme: &'a Theme,
    pub page: PageId,
}

impl Values<'_> {
    /// All fields by name; and those without a role, in order, with what people call them.
    pub(super) fn fields(&self) -> Result<(Value, Vec<FieldView>), RenderError> {
        let content_type = &self.shared.site.schema.types[self.page().content_type()];
        let entries = &self.page().parsed.fields.0;
        let mut by_name = Map::with_capacity(entries.len());
        let mut listed = Vec::new();
        for entry in entries {
            let value = self.value(&entry.value)?;
            by_name.insert(entry.name.clone().into(), value.clone());
            let field = content_type.field(&entry.name);
            listed.extend(
                field
                    .filter(|field| field.role.is_none())
                    .map(|field| FieldView {
                        name: field.name.clone(),
                        label: field.label.clone(),
                        r#type: kind_name(&field.kind),
                        many: field.many,
                        value: Some(value),
                    }),
            );
        }
        Ok((Value::from(by_name), listed))
    }

    /// The files of the field with that role. Each is a group: its file and its title are found by
    /// type, the rest by what it is.
    pub(super) fn attachments(&self) -> Vec<AttachmentView> {
        let site = &self.shared.site;
        let view = |found: Attachment<'_>| {
            let file = download_view(site, found.file)?;
            Some(attachment(file, &found))
        };
        site.attachments(self.page()).filter_map(view).collect()
    }

    /// One value.
    pub(super) fn value(&self, value: &FieldValue) -> Result<Value, RenderError> {
        Ok(match value {
            FieldValue::Text(text) => Value::from(text.as_str()),
            FieldValue::Markdown(body) => {
                Value::safe_string(&self.theme.body(self.shared, self.page, body)?)
            }
            FieldValue::Integer(number) => Value::from(*number),
            FieldValue::Number(number) => Value::from(*number),
            FieldValue::Boolean(value) => Value::from(*value),
            FieldValue::Date(date) => Value::from(date.to_string()),
            FieldValue::Choice { value, label } => choice(value, label).into(),
            FieldValue::Reference(index) => match self.page().references[*index as usize] {
                Some(id) => self.shared.card(id),
                None => Value::none(),
            },
            FieldValue::File(index) => {
                match self.page().files.get(*index as usize).copied().flatten() {
                    Some(id) => self.file(id),
                    None => Value::none(),
                }
            }
            FieldValue::Group(fields) => self.group(fields)?,
            FieldValue::List(items) => {
                let mut list = Vec::with_capacity(items.len());
                for item in items {
                    let value = self.value(item)?;
                    // References to pages that are not published leave no gap.
                    if !value.is_none() {
                        list.push(value);
                    }
                }
                Value::from(list)
            }
        })
    }

    /// Fields of a group or component as a map.
    pub(super) fn group(&self, fields: &Fields) -> Result<Value, RenderError> {
        let mut map = Map::with_capacity(fields.0.len());
        for entry in &fields.0 {
            map.insert(entry.name.clone().into(), self.value(&entry.value)?);
        }
        Ok(Value::from(map))
    }

    fn file(&self, id: FileId) -> Value {
        let site = &self.shared.site;
        let view = match self.shared.sizes.contains_key(&id) {
            true => picture(self.shared, id).map(Value::from),
            false => download_view(site, id).map(Value::from),
        };
        view.unwrap_or_else(Value::none)
    }

    fn page(&self) -> &Page {
        self.shared.site.page(self.page)
    }
}

/// The card of a page. It has only what stands in the page's own front matter, so that it can be
/// made before any other.
pub(super) fn card(shared: &Shared, id: PageId) -> Value {
    let site = &shared.site;
    let page = site.page(id);
    let mut plain = Map::with_capacity(page.parsed.fields.0.len());
    for entry in &page.parsed.fields.0 {
        if let Some(value) = plain_value(site, page, &entry.value) {
            plain.insert(entry.name.clone().into(), value);
        }
    }
    Card {
        title: page.meta.title.clone(),
        short_title: page.short_title().to_owned(),
        url: site.url(&page.route),
        language: (!site.config.languages.is_empty())
            .then(|| site.edition(page).language.to_owned()),
        summary: page.meta.summary.clone(),
        date: page.meta.date.map(|date| date.to_string()),
        updated: page.meta.updated.map(|date| date.to_string()),
        verified: page.meta.verified.map(|date| date.to_string()),
        r#type: Some(shared.types[page.content_type()].clone()),
        status: status(page),
        draft: page.meta.draft,
        image: image(shared, page),
        terms: shared.terms_of(page),
        f: Some(Value::from(plain)),
    }
    .into()
}

/// A value that needs no other page to be shown, or names and addresses of the pages it refers to.
fn plain_value(site: &Site, page: &Page, value: &FieldValue) -> Option<Value> {
    let reference = |index: u32| {
        let target = site.page(page.references[index as usize]?);
        let mut map = Map::with_capacity(2);
        map.insert("title".into(), Value::from(target.short_title()));
        map.insert("url".into(), Value::from(site.url(&target.route)));
        Some(Value::from(map))
    };
    match value {
        FieldValue::Text(text) => Some(Value::from(text.as_str())),
        FieldValue::Integer(number) => Some(Value::from(*number)),
        FieldValue::Number(number) => Some(Value::from(*number)),
        FieldValue::Boolean(value) => Some(Value::from(*value)),
        FieldValue::Date(date) => Some(Value::from(date.to_string())),
        FieldValue::Choice { value, label } => Some(choice(value, label).into()),
        FieldValue::Reference(index) => reference(*index),
        FieldValue::List(items) => {
            let plain: Vec<Value> = items
                .iter()
                .filter_map(|item| plain_value(site, page, item))
                .collect();
            (!plain.is_empty()).then(|| Value::from(plain))
        }
        FieldValue::Group(fields) => {
            let mut map = Map::default();
            for entry in &fields.0 {
                if let Some(value) = plain_value(site, page, &entry.value) {
                    map.insert(entry.name.clone().into(), value);
                }
            }
            (!map.is_empty()).then(|| Value::from(map))
        }
        FieldValue::Markdown(_) | FieldValue::File(_) => None,
    }
}

/// Whether a page is in force.
pub(super) fn status(page: &Page) -> Option<StatusView> {
    page.meta.status.as_ref().map(|status| StatusView {
        value: status.value.clone(),
        label: status.label.clone(),
        draft: page.meta.draft,
        superseded: status.superseded,
    })
}

/// The content types as cards show them.
pub(super) fn types(site: &Site) -> Vec<Value> {
    let view = |content_type: &ContentType| TypeView {
        name: content_type.name.clone(),
        label: content_type.label.clone(),
        plural: content_type.plural.clone(),
        url: None,
    };
    let types = site.schema.types.iter();
    types.map(|found| view(found).into()).collect()
}

/// The terms of each taxonomy as pages that have them show them.
pub(super) fn terms(site: &Site) -> Vec<Vec<Value>> {
    let views = |taxonomy: &Taxonomy| {
        let terms = taxonomy.terms.iter().map(|term| TermView {
            taxonomy: Some(taxonomy.name.clone()),
            title: term.label.clone(),
            url: site.url(&term.route),
            count: None,
        });
        terms.map(Value::from).collect()
    };
    site.taxonomies.iter().map(views).collect()
}

/// The picture of a page.
pub(super) fn image(shared: &Shared, page: &Page) -> Option<ImageView> {
    let image = page.image.as_ref()?;
    Some(ImageView {
        alt: Some(image.alt.clone()),
        credits: image.credits.clone(),
        ..picture(shared, image.file)?
    })
}

/// A file that is a picture, in the sizes that there are of it.
fn picture(shared: &Shared, id: FileId) -> Option<ImageView> {
    let file = file_view(&shared.site, id)?;
    let size = shared.sizes.get(&id);
    let as_it_is = || ImageView {
        url: file.url.clone(),
        width: size.map(|size| size.0),
        height: size.map(|size| size.1),
        ..ImageView::default()
    };
    let view = shared.pictures.view(&shared.site, id);
    Some(ImageView {
        bytes: Some(file.bytes),
        original: Some(file.url.clone()),
        ..view.unwrap_or_else(as_it_is)
    })
}

/// Sizes in pixels of all pictures of the content, as they are shown.
pub(super) fn picture_sizes(site: &Site, pictures: &Pictures) -> HashMap<FileId, (usize, usize)> {
    let assets: Vec<_> = site
        .sources
        .under("content/")
        .filter(|(_, f)| f.is_asset())
        .collect();
    let mut sizes: HashMap<FileId, (usize, usize)> = assets
        .into_par_iter()
        .filter_map(|(id, file)| {
            if file.path.ends_with(".svg") {
                let text = std::fs::read_to_string(&file.disk).ok()?;
                return Some((id, drawing_size(&text)?));
            }
            let size = imagesize::size(&file.disk).ok()?;
            Some((id, (size.width, size.height)))
        })
        .collect();
    // Those that are read whole are known better: a camera may have lain on its side.
    sizes.extend(pictures.sizes());
    sizes
}

/// Width and height of a drawing: as it says, or those of its view box.
fn drawing_size(svg: &str) -> Option<(usize, usize)> {
    let start = svg.find("<svg")?;
    let tag = &svg[start..start + svg[start..].find('>')?];
    let attribute = |name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(&tag[from..from + tag[from..].find('"')?])
    };
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok();
    let stated = || Some((pixels(attribute("width")?)?, pixels(attribute("height")?)?));
    let boxed = || {
        let mut numbers = attribute("viewBox")?
            .split([' ', ','])
            .filter_map(pixels)
            .skip(2);
        Some((numbers.next()?, numbers.next()?))
    };
    let (width, height) = stated().or_else(boxed)?;
    Some((width.round() as usize, height.round() as usize))
}

fn attachment(file: FileView, found: &Attachment<'_>) -> AttachmentView {
    let first = |wanted: fn(&Kind) -> bool, skip: usize| {
        let fields = found.schema.iter();
        let mut fields = fields.filter(|f| wanted(&f.kind) && !f.many).skip(skip);
        let value = found.fields.get(&fields.next()?.name)?;
        match value {
            FieldValue::Text(text) => Some(Value::from(text.as_str())),
            FieldValue::Boolean(value) => Some(Value::from(*value)),
            _ => None,
        }
    };
    let text = |kind: &Kind| matches!(kind, Kind::Text);
    AttachmentView {
        id: found.id(),
        title: found.title.to_owned(),
        url: file.url,
        name: file.name,
        format: file.format,
        bytes: file.bytes,
        sha256: file.sha256,
        language: first(text, 1),
        accessible: first(|kind| matches!(kind, Kind::Boolean), 0),
        alternative: first(|kind| matches!(kind, Kind::Url), 0),
    }
}

fn file_view(site: &Site, id: FileId) -> Option<FileView> {
    let file = site.sources.get(id);
    let Content::Asset { bytes } = file.content else {
        return None;
    };
    let extension = file
        .name()
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    Some(FileView {
        url: site.url(&route_of_asset(&file.path)?),
        name: file.name().to_owned(),
        format: extension.to_uppercase(),
        bytes,
        sha256: None,
    })
}

/// The view of a file that readers download, with its checksum.
fn download_view(site: &Site, id: FileId) -> Option<FileView> {
    let view = file_view(site, id)?;
    let content = std::fs::read(&site.sources.get(id).disk).ok();
    Some(FileView {
        sha256: content.map(|c| format!("{:x}", Sha256::digest(c))),
        ..view
    })
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Any => "text",
        Kind::Markdown => "markdown",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Choice(_) => "choice",
        Kind::Ref(_) => "ref",
        Kind::File => "file",
        Kind::Image => "image",
        Kind::Url => "url",
        Kind::Email => "email",
        Kind::Group(_) => "group",
    }
}

/// YAML or CSV data as a template value; plain scalars become numbers and truth values where they
/// look like it.
pub(super) fn data(node: &crate::yaml::Node) -> Value {
    use crate::yaml::Value as Yaml;
    match &node.value {
        Yaml::Null => Value::none(),
        Yaml::Scalar { text, plain: true } => scalar(text, node),
        Yaml::Scalar { text, .. } => Value::from(text.as_str()),
        Yaml::List(items) => Value::from(items.iter().map(data).collect::<Vec<Value>>()),
        Yaml::Map(entries) => {
            let mut map = Map::default();
            for (key, value) in entries {
                map.insert(key.text.clone().into(), data(value));
            }
            Value::from(map)
        }
    }
}

fn scalar(text: &str, node: &crate::yaml::Node) -> Value {
    // "008" is a code, not the number 8.
    let code = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    match (node.as_bool(), code) {
        (Some(value), _) => Value::from(value),
        (None, true) => Value::from(text),
        (None, false) => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) => Value::from(number),
            (_, Ok(number)) if number.is_finite() => Value::from(number),
            _ => Value::from(text),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_have_the_size_that_they_state_or_that_of_their_view_box() {
        let size =
            |attributes: &str| drawing_size(&format!("<?xml?><svg{attributes}><path/></svg>"));
        assert_eq!(
            size(" width=\"40px\" height=\"20\" viewBox=\"0 0 1 1\""),
            Some((40, 20))
        );
        assert_eq!(
            size(" viewBox=\"0 0 320.4 100\" width=\"100%\""),
            Some((320, 100))
        );
        assert_eq!(size(" class=\"x\""), None);
    }
}
