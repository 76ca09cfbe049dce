//! What machines read of a page: titles, descriptions, previews, other languages.

use super::linked_data::{canonical, json_ld};
use super::preview::SIZE as PREVIEW_SIZE;
use super::view::{AlternateView, ImageView, MetaView, PageView};
use crate::config::Locale;
use crate::content::first_words;
use crate::site::{Page, PageId, PageKind, Route, Site};
use tera::Value;

/// Longest title with the site's name, as search engines cut it.
const TITLE_LENGTH: usize = 70;

/// What machines read of a page; `items` are those that it lists.
pub fn of_page(
    site: &Site,
    page: &Page,
    items: &[PageId],
    view: &PageView,
    preview: Option<&Route>,
) -> Value {
    let home = page.kind == PageKind::Home;
    let locale = site.locale(page);
    let description = page
        .meta
        .summary
        .clone()
        .or_else(|| locale.description.filter(|_| home).map(str::to_owned))
        .or_else(|| page.parsed.beginning.clone());
    let absolute = |url: &str| format!("{}{url}", site.config.base_url.origin);
    let image = view.image.as_ref().map(|image| absolute(&image.url));
    let (width, height) = PREVIEW_SIZE;
    let shown = match (&view.image, preview) {
        (None, Some(route)) => ImageView {
            url: site.permalink(route),
            alt: Some(full_title(locale, &page.meta.title, home)),
            width: Some(width),
            height: Some(height),
            ..ImageView::default()
        },
        (Some(image), _) => image.clone(),
        (None, None) => ImageView::default(),
    };
    MetaView {
        title: full_title(locale, &page.meta.title, home),
        description: description.clone(),
        canonical: canonical(site, view).map(|own| match site.current(page) {
            Some(current) => site.permalink(&site.page(current).route),
            None => own,
        }),
        robots: robots(page, view),
        image: preview.map(|_| shown.url).or_else(|| image.clone()),
        image_width: shown.width,
        image_height: shown.height,
        image_alt: shown.alt,
        og_type: if page.kind == PageKind::Page {
            "article"
        } else {
            "website"
        },
        json_ld: Some(json_ld(site, page, items, view, description, image)),
        alternates: site
            .alternates(page)
            .map(|(language, url)| AlternateView {
                language: language.to_owned(),
                url,
            })
            .collect(),
    }
    .into()
}

/// What search engines are asked.
fn robots(page: &Page, view: &PageView) -> Option<&'static str> {
    let is_hidden = view.draft || view.future || page.superseded() || page.meta.unindexed;
    is_hidden.then_some("noindex")
}

/// The same for a page that no file stands for, or a later page of a list; one that `repeats`
/// another is to be read, but not found.
pub fn of_generated(
    site: &Site,
    view: &PageView,
    number: usize,
    description: Option<String>,
    repeats: bool,
) -> Value {
    let title = match number {
        1 => distinct_title(view),
        number => format!("{} ({number})", distinct_title(view)),
    };
    let mut locales = site.config.locales();
    let locale = locales.find(|locale| locale.language == view.language);
    let locale = locale.unwrap_or_else(|| site.config.locale(0));
    MetaView {
        title: full_title(locale, &title, false),
        description,
        canonical: canonical(site, view),
        robots: repeats.then_some("noindex"),
        og_type: "website",
        ..MetaView::default()
    }
    .into()
}

/// The title, for a term with what it is a value of: pages are often called like terms.
fn distinct_title(view: &PageView) -> String {
    match view.breadcrumbs.last() {
        Some(parent) if view.kind == "term" => format!("{} – {}", view.title, parent.title),
        _ => view.title.clone(),
    }
}

/// What a list holds, as the description of a page that has no text of its own.
pub fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    first_words(&names.join(", "))
}

/// The same for a page that nobody should find.
pub fn hidden(title: &str) -> Value {
    MetaView {
        title: title.to_owned(),
        robots: Some("noindex"),
        og_type: "website",
        ..MetaView::default()
    }
    .into()
}

fn full_title(locale: Locale<'_>, title: &str, home: bool) -> String {
    let name = locale.title;
    match home || title == name {
        true => match locale.tagline {
            Some(tagline) => format!("{name} – {tagline}"),
            None => name.to_owned(),
        },
        false if (title.chars().count() + name.chars().count() + 3) > TITLE_LENGTH => {
            title.to_owned()
        }
        false => format!("{title} – {name}"),
    }
}
