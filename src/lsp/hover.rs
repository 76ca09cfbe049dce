//! What there is to know of what stands at a place.

use super::cursor::{Place, place_at};
use super::fields::{about, field_at};
use super::front::Written;
use super::leads::{self, To};
use super::text::Lines;
use super::view::{View, bytes};
use crate::schema::Field;
use crate::site::Page;
use lsp_types::{
    Hover, HoverContents, MarkupContent, MarkupKind, Range, TextDocumentPositionParams,
};

/// What there is to know: of where it leads, or of the field that it is.
pub fn hover(view: View<'_>, at: &TextDocumentPositionParams) -> Option<Hover> {
    let found = of_lead(view, at).or_else(|| of_field(view, at));
    found.map(|(text, range)| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: text,
        }),
        range: Some(range),
    })
}

fn of_lead(view: View<'_>, at: &TextDocumentPositionParams) -> Option<(String, Range)> {
    let (own, lead) = leads::at(view, at)?;
    let site = view.site();
    let text = match &lead.to {
        To::Page(id, anchor) => of_page(view, site.page(*id), anchor.as_deref()),
        To::Own(anchor) => of_page(view, own, Some(anchor)),
        To::File(file) => format!("`{}`", site.sources.get(*file).path),
    };
    let page = view.text(own.parsed.file);
    let range = lead.range(page).unwrap_or_else(|| bytes(lead.span));
    Some((text, Lines::of(page).range(range)))
}

fn of_page(view: View<'_>, page: &Page, anchor: Option<&str>) -> String {
    let content_type = &view.site().schema.types[page.content_type()];
    let mut text = format!("**{}** · {}", page.meta.title, content_type.label);
    let mut headings = page.parsed.headings.iter();
    if let Some(heading) = headings.find(|heading| Some(&*heading.id) == anchor) {
        text += &format!(" › {}", heading.title);
    }
    if let Some(summary) = &page.meta.summary {
        text += &format!("\n\n{summary}");
    }
    text + &format!("\n\n`{}`", page.route.as_str())
}

fn of_field(view: View<'_>, at: &TextDocumentPositionParams) -> Option<(String, Range)> {
    let (path, text, byte) = view.place(at)?;
    let schema = &view.site().schema;
    let fields = || {
        let (content_type, _) = view.build.kind_of(&path)?;
        Some(&*schema.types[content_type].fields)
    };
    let component = |name: &str| schema.components.get(name).map(|fields| &**fields);
    let (field, range): (&Field, _) = match place_at(text, byte)? {
        Place::Front(Written::Key {
            mut path, typed, ..
        }) => {
            path.push(&text[typed.clone()]);
            (field_at(fields()?, &path)?, typed)
        }
        Place::Front(Written::Value { path, typed }) => (field_at(fields()?, &path)?, typed),
        Place::Attribute {
            component: name,
            typed,
            ..
        } => {
            let name = component(name)?;
            (field_at(name, &[&text[typed.clone()]])?, typed)
        }
        Place::AttributeValue {
            component: name,
            attribute,
            typed,
        } => (field_at(component(name)?, &[attribute])?, typed),
        Place::Component { typed, .. } => {
            let fields = component(&text[typed.clone()])?;
            let all = fields.iter().map(|field| about(field, view.language));
            let range = Lines::of(text).range(typed);
            return Some((all.collect::<Vec<_>>().join("\n\n---\n\n"), range));
        }
        Place::Front(Written::Lines) | Place::Target { .. } => return None,
    };
    Some((about(field, view.language), Lines::of(text).range(range)))
}
