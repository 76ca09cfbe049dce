//! What a page itself says as its own templates see it: its body, its fields, its attachments.

use super::cards::{self, choice};
use super::files::download_view;
use super::shared::Shared;
use super::templates::{Context, Templates};
use super::view::{AttachmentView, FieldView, FileView};
use crate::content::{Body, Component, Fields, HoleKind, Value as FieldValue, escape};
use crate::diagnostic::Diagnostic;
use crate::schema::Kind;
use crate::site::{Attachment, Page, PageId, Target, route_of_asset};
use crate::source::FileId;
use std::fmt::Write;
use tera::{Map, Value};

/// What a page itself says, as its own templates see it.
pub struct Content<'a> {
    /// What pages share.
    pub shared: &'a Shared,
    /// With which components are drawn.
    pub templates: &'a Templates,
    /// The page.
    pub page: PageId,
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
    pub fn attachments(&self) -> Vec<AttachmentView> {
        let site = &self.shared.site;
        let view = |found: Attachment<'_>| {
            let file = download_view(site, found.file)?;
            Some(attachment(file, &found))
        };
        site.attachments(self.page()).filter_map(view).collect()
    }

    /// One value.
    pub fn value(&self, value: &FieldValue) -> Result<Value, Box<Diagnostic>> {
        Ok(match value {
            FieldValue::Text(text) => Value::from(text.as_str()),
            FieldValue::Markdown(body) => Value::safe_string(&self.body(body)?),
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
        let mut out = String::with_capacity(body.html.len() + body.holes.len() * 32);
        let mut at = 0;
        let language = shared.site.page(page).language;
        for hole in &body.holes {
            let place = hole.at as usize;
            // An acronym may already have been written past this place.
            if place > at {
                out.push_str(&body.html[at..place]);
                at = place;
            }
            match &hole.kind {
                HoleKind::Link(index) => address(shared, page, *index, &mut out),
                HoleKind::Image(index) => {
                    at += picture(shared, page, *index, &body.html[place..], &mut out);
                }
                HoleKind::Acronym { len } => {
                    let end = place + *len as usize;
                    if let Some(acronym) = body.html.get(place..end)
                        && let Some(expansion) =
                            shared.site.glossary.expansion(language, acronym, page)
                    {
                        let _ = write!(
                            out,
                            "<abbr title=\"{}\">{acronym}</abbr>",
                            escape(expansion)
                        );
                        at = end;
                    }
                }
                HoleKind::Component(component) => {
                    out.push_str(&self.component(component)?);
                }
            }
        }
        out.push_str(&body.html[at..]);
        Ok(out)
    }

    fn component(&self, component: &Component) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        for entry in &component.fields.0 {
            context.insert(entry.name.clone(), self.value(&entry.value)?);
        }
        let body = Value::safe_string(&self.body(&component.body)?);
        context.insert("body", body);
        let template = format!("components/{}.html", component.name);
        let file = Some(component.span.file);
        let mut html = Vec::new();
        self.templates
            .render(self.page().language, &template, &context, file, &mut html)?;
        Ok(String::from_utf8(html).expect("templates write text"))
    }

    fn file(&self, id: FileId) -> Value {
        let site = &self.shared.site;
        let view = match self.shared.sizes.contains_key(&id) {
            true => cards::picture(self.shared, id).map(Value::from),
            false => download_view(site, id).map(Value::from),
        };
        view.unwrap_or_else(Value::none)
    }

    fn page(&self) -> &Page {
        self.shared.site.page(self.page)
    }
}

/// Writes the address of a picture of a page, with its size and whether it can wait as further
/// attributes. One that there is in several formats gets an element around its own, whose beginning
/// is written already; how much of the `rest` is written then is returned.
fn picture(shared: &Shared, page: PageId, index: u32, rest: &str, out: &mut String) -> usize {
    let site = &shared.site;
    let file = match site.page(page).links[index as usize] {
        Target::File(file) => Some(file),
        _ => None,
    };
    let begin = out.rfind("<img").unwrap_or(out.len());
    let end = end_of_tag(rest);
    let says = [&out[begin..], &rest[..end]]
        .iter()
        .any(|tag| tag.contains(" loading="));
    let view = file.and_then(|file| shared.pictures.view(site, file));
    match &view {
        Some(view) => {
            let sizes = escape(view.sizes.as_deref().unwrap_or(""));
            let mut sources = String::from("<picture>");
            for source in &view.sources {
                let (r#type, srcset) = (source.r#type, escape(&source.srcset));
                let _ = write!(
                    sources,
                    "<source type=\"{type}\" srcset=\"{srcset}\" sizes=\"{sizes}\">"
                );
            }
            out.insert_str(begin, &sources);
            let srcset = escape(view.srcset.as_deref().unwrap_or(""));
            let url = escape(&view.url);
            let _ = write!(out, "{url}\" srcset=\"{srcset}\" sizes=\"{sizes}");
        }
        None => address(shared, page, index, out),
    }
    if let Some((width, height)) = file.and_then(|file| shared.sizes.get(&file)) {
        let _ = write!(out, "\" width=\"{width}\" height=\"{height}");
    }
    // The first may be in sight at once.
    let mut links = site.page(page).parsed.links.iter();
    if !says && links.position(|link| link.image) != Some(index as usize) {
        out.push_str("\" loading=\"lazy\" decoding=\"async");
    }
    if view.is_none() {
        return 0;
    }
    out.push_str(&rest[..end]);
    out.push_str("</picture>");
    end
}

/// Where a tag ends of which is left what follows the value of an attribute, from its quotation
/// mark on.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = rest.chars().next();
    for (i, c) in rest.char_indices() {
        match (c, quote) {
            ('>', None) => return i + 1,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// Writes where a link of a page leads.
fn address(shared: &Shared, page: PageId, index: u32, out: &mut String) {
    let site = &shared.site;
    match &site.page(page).links[index as usize] {
        Target::Page(id, suffix) => {
            out.push_str(&site.url(&site.page(*id).route));
            out.push_str(&escape(suffix));
        }
        Target::Route(route, suffix) => {
            out.push_str(&site.url(route));
            out.push_str(&escape(suffix));
        }
        Target::File(file) => {
            if let Some(route) = route_of_asset(&site.sources.get(*file).path) {
                out.push_str(&site.url(&route));
            }
        }
        Target::Verbatim(address) => out.push_str(&escape(address)),
        Target::Broken => out.push('#'),
    }
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
