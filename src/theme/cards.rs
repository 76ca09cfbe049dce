//! Cards: what other pages show of a page. A card has only what stands in the page's own front
//! matter, so that it can be made before any other.

use super::files::file_view;
use super::shared::Shared;
use super::view::{Card, ChoiceView, ImageView, StatusView};
use crate::content::{Value as FieldValue, iso};
use crate::site::{Page, PageId, Site};
use crate::source::FileId;
use tera::{Map, Value};

impl Shared {
    /// The card of a page.
    pub fn card(&self, id: PageId) -> Value {
        match self.cards.get(id.0 as usize) {
            Some(card) => card.get_or_init(|| make(self, id)).clone(),
            None => make(self, id),
        }
    }

    /// The cards of pages.
    pub fn cards(&self, ids: &[PageId]) -> Vec<Value> {
        ids.iter().map(|id| self.card(*id)).collect()
    }
}

fn make(shared: &Shared, id: PageId) -> Value {
    let site = &shared.site;
    let page = site.page(id);
    let mut plain = Map::with_capacity(page.parsed.fields.0.len());
    for entry in &page.parsed.fields.0 {
        if let Some(value) = plain_value(site, page, &entry.value) {
            plain.insert(entry.name.clone().into(), value);
        }
    }
    let excerpt = || {
        let beginning = page.parsed.beginning.clone();
        beginning.filter(|_| page.parsed.has_excerpt)
    };
    Card {
        title: page.meta.title.clone(),
        short_title: page.short_title().to_owned(),
        url: site.url(&page.route),
        language: (!site.config.languages.is_empty())
            .then(|| site.locale(page).language.to_owned()),
        summary: page.meta.summary.clone().or_else(excerpt),
        date: page.meta.date.map(|date| iso(date, page.meta.time)),
        updated: page
            .meta
            .updated
            .map(|date| iso(date, page.meta.updated_time)),
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
        FieldValue::Date(date, time) => Some(Value::from(iso(*date, *time))),
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
pub fn status(page: &Page) -> Option<StatusView> {
    page.meta.status.as_ref().map(|status| StatusView {
        value: status.value.clone(),
        label: status.label.clone(),
        draft: page.meta.draft,
        superseded: status.superseded,
    })
}

/// The picture of a page.
pub fn image(shared: &Shared, page: &Page) -> Option<ImageView> {
    let image = page.image.as_ref()?;
    Some(ImageView {
        alt: Some(image.alt.clone()),
        credits: image.credits.clone(),
        ..picture(shared, image.file)?
    })
}

/// A file that is a picture, in the sizes that there are of it.
pub(super) fn picture(shared: &Shared, id: FileId) -> Option<ImageView> {
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

/// A choice for templates.
pub(super) fn choice(value: &str, label: &str) -> ChoiceView {
    ChoiceView {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}
