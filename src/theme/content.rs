//! What a page itself says as its own templates see it: its body, its fields, its attachments.

use super::cards::{self, choice};
use super::files::download_view;
use super::shared::Shared;
use super::templates::{Context, Templates};
use super::view::{AttachmentView, FieldView, FileView};
use crate::content::{
    Body, Component, Fields, Image, PlaceholderKind, Value as FieldValue, encoded_address, escape,
    iso,
};
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, Kind};
use crate::site::{Attachment, Page, PageId, Target, is_picture, parts, route_of_asset};
use crate::source::FileId;
use extract::Facts;
use std::fmt::Write;
use tera::{Map, Value};

/// Drawings below this size, in bytes, are not worth a wait.
const SMALL_DRAWING: u64 = 20_000;

/// What a page itself says, as its own templates see it.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// What pages share.
    pub shared: &'a Shared,
    /// With which components are drawn.
    pub templates: &'a Templates,
    /// The page.
    pub page: PageId,
    /// The Markdown fields of the page, or of one of its components.
    pub markdown: &'a [Body],
}

impl Content<'_> {
    /// All fields by name; and those without a role, in order, with what people call them.
    pub fn fields(&self) -> Result<(Value, Vec<FieldView>), Box<Diagnostic>> {
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
                    .map(|field| field_view(field, Some(value))),
            );
        }
        Ok((Value::from(by_name), listed))
    }

    /// The files of the field with that role. Each is a group: its file and its title are found by
    /// type, the rest by what it is.
    pub fn attachments(&self) -> Vec<AttachmentView> {
        let site = &self.shared.site;
        let view = |found: Attachment<'_>| {
            let file = self.download(found.file)?;
            let facts = self.shared.facts(found.file);
            Some(attachment(file, &found, facts))
        };
        site.attachments(self.page()).filter_map(view).collect()
    }

    /// One value.
    pub fn value(&self, value: &FieldValue) -> Result<Value, Box<Diagnostic>> {
        Ok(match value {
            FieldValue::Text(text) => Value::from(text.as_str()),
            FieldValue::Markdown(index) => {
                Value::safe_string(&self.body(&self.markdown[*index as usize])?)
            }
            FieldValue::Integer(number) => Value::from(*number),
            FieldValue::Number(number) => Value::from(*number),
            FieldValue::Boolean(value) => Value::from(*value),
            FieldValue::Date(date, time) => Value::from(iso(*date, *time)),
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
    pub fn group(&self, fields: &Fields) -> Result<Value, Box<Diagnostic>> {
        let mut map = Map::with_capacity(fields.0.len());
        for entry in &fields.0 {
            map.insert(entry.name.clone().into(), self.value(&entry.value)?);
        }
        Ok(Value::from(map))
    }

    /// The HTML of a body as it stands on a page.
    pub fn body(&self, body: &Body) -> Result<String, Box<Diagnostic>> {
        let (shared, page) = (self.shared, self.page);
        let mut out = String::with_capacity(body.html.len() + body.placeholders.len() * 32);
        let mut at = 0;
        // Whether a link is open whose beginning was left out.
        let mut unlinked = false;
        let language = shared.site.page(page).language;
        for placeholder in &body.placeholders {
            let place = placeholder.at as usize;
            // An acronym may already have been written past this place.
            if place > at {
                push_html(&body.html[at..place], &mut unlinked, &mut out);
                at = place;
            }
            match &placeholder.kind {
                PlaceholderKind::Link(index) => {
                    let target = &shared.site.page(page).links[*index as usize];
                    match element_end(&body.html[at..]).filter(|_| unlinks(target, &out)) {
                        // What it leads to is not there: its text is.
                        Some(end) => {
                            out.truncate(out.rfind('<').unwrap_or(out.len()));
                            at += end;
                            unlinked = true;
                        }
                        None => address(shared, page, *index, &mut out),
                    }
                }
                PlaceholderKind::Image(image) => picture(shared, page, image, &mut out),
                PlaceholderKind::Acronym { len } => {
                    let end = place + *len as usize;
                    if let Some(acronym) = body.html.get(place..end)
                        && let Some(expansion) =
                            shared.site.glossary.expansion(language, acronym, page)
                    {
                        out.push_str("<abbr");
                        attribute("title", expansion, &mut out);
                        out.push('>');
                        out.push_str(acronym);
                        out.push_str("</abbr>");
                        at = end;
                    }
                }
                PlaceholderKind::Component(component) => {
                    out.push_str(&self.component(component)?);
                }
                PlaceholderKind::Blank { id, shown } => blank(id, shown, &mut out),
                PlaceholderKind::Formula(html) => out.push_str(html),
                PlaceholderKind::Word(key) => {
                    out.push_str(&escape(&self.templates.word(language, key)));
                }
            }
        }
        push_html(&body.html[at..], &mut unlinked, &mut out);
        Ok(out)
    }

    fn component(&self, component: &Component) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        let own = Content {
            markdown: &component.markdown,
            ..*self
        };
        let body = self.body(&component.body)?;
        let definition = self.shared.site.schema.components.get(&component.name);
        for entry in &component.fields.0 {
            let value = own.value(&entry.value)?;
            if !value.is_none() {
                context.insert(entry.name.clone(), value);
                continue;
            }
            // A file that is not there has been reported. What a component cannot do without
            // leaves what stands inside.
            let mut fields = definition.into_iter().flatten();
            if fields.any(|field| field.name == entry.name && field.required) {
                return Ok(body);
            }
        }
        let body = Value::safe_string(&body);
        context.insert("body", body);
        let template = format!("components/{}.html", component.name);
        let file = Some(component.span.file);
        let mut html = Vec::new();
        self.templates
            .render(self.page().language, &template, &context, file, &mut html)?;
        Ok(String::from_utf8(html).expect("templates write text"))
    }

    fn file(&self, id: FileId) -> Value {
        // Of one that is broken nothing is known, and it is a picture all the same.
        let path = &self.shared.site.sources.get(id).path;
        let view = match self.shared.sizes.contains_key(&id) || is_picture(path) {
            true => cards::picture(self.shared, id).map(Value::from),
            false => self.download(id).map(Value::from),
        };
        view.unwrap_or_else(Value::none)
    }

    fn download(&self, id: FileId) -> Option<FileView> {
        download_view(&self.shared.site, &self.shared.checksums, id)
    }

    fn page(&self) -> &Page {
        self.shared.site.page(self.page)
    }
}

/// Writes what readers fill in.
fn blank(id: &str, shown: &str, out: &mut String) {
    out.push_str("<span class=\"blank\"");
    attribute("data-blank", id, out);
    out.push('>');
    out.push_str(&escape(shown));
    out.push_str("</span>");
}

/// Writes HTML, without the end of a link whose beginning was left out.
fn push_html(html: &str, unlinked: &mut bool, out: &mut String) {
    match html.split_once("</a>").filter(|_| *unlinked) {
        Some((text, after)) => {
            out.push_str(text);
            out.push_str(after);
            *unlinked = false;
        }
        None => out.push_str(html),
    }
}

/// Whether a link that is being written leads to a page that is not published.
fn unlinks(target: &Target, out: &str) -> bool {
    let written = out.rfind('<').map_or("", |start| &out[start..]);
    *target == Target::Unpublished && written.starts_with("<a ")
}

/// Where a start tag ends, from inside the value of an attribute in double quotation marks.
fn element_end(html: &str) -> Option<usize> {
    let mut is_quoted = true;
    html.bytes()
        .position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b'>' && !is_quoted
        })
        .map(|at| at + 1)
}

/// Writes the element of a picture of a page, with its size and whether it can wait; one that there
/// is in several formats gets an element around its own.
fn picture(shared: &Shared, page: PageId, image: &Image, out: &mut String) {
    let site = &shared.site;
    let file = match site.page(page).links[image.link as usize] {
        Target::File(file) => Some(file),
        _ => None,
    };
    // What names a part of a drawing needs the drawing itself.
    let view = file
        .filter(|_| !suffix(shared, page, image.link).contains('#'))
        .and_then(|file| shared.pictures.view(site, file));
    let sizes = view.as_ref().and_then(|view| view.sizes.as_deref());
    for (i, source) in view.iter().flat_map(|view| &view.sources).enumerate() {
        out.push_str(if i == 0 { "<picture>" } else { "" });
        out.push_str("<source");
        attribute("type", source.r#type, out);
        attribute("srcset", &source.srcset, out);
        attribute("sizes", sizes.unwrap_or(""), out);
        out.push('>');
    }
    out.push_str("<img");
    attributes(&image.before, out);
    match &view {
        Some(view) => {
            attribute("src", &view.url, out);
            attribute("srcset", view.srcset.as_deref().unwrap_or(""), out);
            attribute("sizes", sizes.unwrap_or(""), out);
        }
        None => {
            out.push_str(" src=\"");
            address(shared, page, image.link, out);
            out.push('"');
        }
    }
    if let Some((width, height)) = file.and_then(|file| shared.sizes.get(&file)) {
        attribute("width", &width.to_string(), out);
        attribute("height", &height.to_string(), out);
    }
    let mut own = image.before.iter().chain(&image.after);
    let says = own.any(|(name, _)| name == "loading");
    // A small drawing is there at once, so that it is printed too; the first picture may be in sight.
    let is_small = file.is_some_and(|file| {
        let file = site.sources.get(file);
        file.path.ends_with(".svg") && file.stamp.size < SMALL_DRAWING
    });
    let mut links = site.page(page).parsed.links.iter();
    if !says && !is_small && links.position(|link| link.image) != Some(image.link as usize) {
        out.push_str(" loading=\"lazy\" decoding=\"async\"");
    }
    attributes(&image.after, out);
    out.push('>');
    if view.is_some_and(|view| !view.sources.is_empty()) {
        out.push_str("</picture>");
    }
}

fn attributes(attributes: &[(String, String)], out: &mut String) {
    for (name, value) in attributes {
        attribute(name, value, out);
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    write!(out, " {name}=\"{}\"", escape(value)).expect("a text takes what is written");
}

/// What follows the path of a link of a page.
fn suffix(shared: &Shared, page: PageId, index: u32) -> &str {
    let link = &shared.site.page(page).parsed.links[index as usize];
    parts(link.target.trim()).1
}

/// Writes where a link of a page leads.
fn address(shared: &Shared, page: PageId, index: u32, out: &mut String) {
    let site = &shared.site;
    match &site.page(page).links[index as usize] {
        Target::Page(id, suffix) => {
            out.push_str(&site.url(&site.page(*id).route));
            out.push_str(&escape(&encoded_address(suffix)));
        }
        Target::Route(route, suffix) => {
            out.push_str(&site.url(route));
            out.push_str(&escape(&encoded_address(suffix)));
        }
        Target::File(file) => {
            if let Some(route) = route_of_asset(&site.sources.get(*file).path) {
                out.push_str(&site.url(&route));
                out.push_str(&escape(&encoded_address(suffix(shared, page, index))));
            }
        }
        Target::Verbatim(address) => out.push_str(&escape(&encoded_address(address))),
        Target::Unpublished | Target::Broken => out.push('#'),
    }
}

fn attachment(file: FileView, found: &Attachment<'_>, facts: Option<&Facts>) -> AttachmentView {
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
    let facts = facts.cloned().unwrap_or_default();
    // Languages of pages have no country.
    let language = facts.language.as_deref();
    let language = language.and_then(|tag| tag.split('-').next());
    let language = language.map(|tag| Value::from(tag.to_ascii_lowercase()));
    AttachmentView {
        id: found.id(),
        title: found.title.to_owned(),
        url: file.url,
        name: file.name,
        format: file.format,
        bytes: file.bytes,
        sha256: file.sha256,
        pages: facts.pages.map(u64::from),
        date: facts.date,
        own_title: facts.title,
        tagged: facts.tagged,
        scan: facts.scan,
        language: first(text, 1).or(language),
        accessible: first(|kind| matches!(kind, Kind::Boolean), 0),
        alternative: first(|kind| matches!(kind, Kind::Url), 0),
    }
}

/// A field as templates see it, and what it consists of.
fn field_view(field: &Field, value: Option<Value>) -> FieldView {
    let parts = match &field.kind {
        Kind::Group(parts) => parts.as_slice(),
        _ => &[],
    };
    FieldView {
        name: field.name.clone(),
        label: field.label.clone(),
        r#type: field.kind.name(),
        many: field.many,
        taxonomy: field.taxonomy.clone(),
        value,
        parts: parts.iter().map(|part| field_view(part, None)).collect(),
    }
}
