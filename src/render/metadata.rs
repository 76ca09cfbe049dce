//! What machines read: titles, descriptions, previews, linked data; and the view of the site.

use super::preview::SIZE as PREVIEW_SIZE;
use super::view::{
    FeedView, Html, ImageView, LicenseView, MenuView, MetaView, PageView, SearchView, SiteView,
};
use crate::config::MenuItem;
use crate::content::first_words;
use crate::output::SEARCH;
use crate::schema::ContentType;
use crate::site::{Page, PageKind, Route, Site};
use serde_json::{Map as JsonMap, Value as Json, json};
use tera::Value;

/// Longest title with the site's name, as search engines cut it.
const TITLE_LENGTH: usize = 70;

/// What machines read of a page.
pub(super) fn of_page(
    site: &Site,
    page: &Page,
    content_type: &ContentType,
    view: &PageView,
    preview: Option<&Route>,
) -> Value {
    let home = page.kind == PageKind::Home;
    let description = page
        .meta
        .summary
        .clone()
        .or_else(|| home.then(|| site.config.description.clone()).flatten())
        .or_else(|| page.parsed.beginning.clone());
    let absolute = |url: &str| format!("{}{url}", site.config.base_url.origin);
    let image = view.image.as_ref().map(|image| absolute(&image.url));
    let (width, height) = PREVIEW_SIZE;
    let shown = match (&view.image, preview) {
        (None, Some(route)) => ImageView {
            url: site.permalink(route),
            alt: Some(full_title(site, &page.meta.title, home)),
            width: Some(width),
            height: Some(height),
            ..ImageView::default()
        },
        (image, _) => image.clone().unwrap_or_default(),
    };
    MetaView {
        title: full_title(site, &page.meta.title, home),
        description: description.clone(),
        canonical: canonical(site, view),
        robots: (view.draft || view.future || page.superseded()).then_some("noindex"),
        image: preview.map(|_| shown.url).or_else(|| image.clone()),
        image_width: shown.width,
        image_height: shown.height,
        image_alt: shown.alt,
        og_type: if page.meta.date.is_some() && !home {
            "article"
        } else {
            "website"
        },
        json_ld: Some(json_ld(site, page, content_type, view, description, image)),
    }
    .into()
}

/// The same for a page that no file stands for, or a later page of a list; one that `repeats`
/// another is to be read, but not found.
pub(super) fn of_generated(
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
    MetaView {
        title: full_title(site, &title, false),
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
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    first_words(&names.join(", "))
}

/// The same for a page that nobody should find.
pub(super) fn hidden(title: &str) -> Value {
    MetaView {
        title: title.to_owned(),
        robots: Some("noindex"),
        og_type: "website",
        ..MetaView::default()
    }
    .into()
}

/// The view of the site.
pub(super) fn site_view(site: &Site) -> SiteView {
    let config = &site.config;
    let file = |name: &str| site.url(&Route::file(&format!("{SEARCH}{name}")));
    let dated = site.ids().any(|id| site.page(id).meta.date.is_some());
    let feeds = dated && !config.base_url.origin.is_empty();
    let home = Route::page("");
    let feed = |name, kind| FeedView {
        title: config.title.clone(),
        url: site.url(&home.child_file(name)),
        kind,
    };
    SiteView {
        title: config.title.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        url: format!("{}{}", config.base_url.origin, config.base_url.path),
        home: site.url(&home),
        language: config.language.clone(),
        owner: config.owner.clone(),
        email: config.email.clone(),
        accessibility_statement: config.accessibility_statement.clone(),
        license: config.license.as_ref().map(|license| LicenseView {
            name: license.name.clone(),
            url: license.url.clone(),
        }),
        menu: main_menu(site),
        footer: menu(site, &config.footer),
        search: config.search.then(|| SearchView {
            page: config
                .search_page
                .as_ref()
                .and_then(|item| page_url(site, &item.page)),
            index: site.url(&Route::page(SEARCH.trim_end_matches('/'))),
            script: file("casa-search.js"),
            style: file("casa-search.css"),
        }),
        feeds: if feeds {
            vec![feed("feed.xml", "atom"), feed("feed.json", "json")]
        } else {
            Vec::new()
        },
    }
}

/// The menu of the configuration; without one, the sections at the top.
fn main_menu(site: &Site) -> Vec<MenuView> {
    if !site.config.menu.is_empty() {
        return menu(site, &site.config.menu);
    }
    let sections = site
        .page(site.home)
        .sections
        .iter()
        .map(|id| site.page(*id));
    let entry = |page: &Page| MenuView {
        label: page.short_title().to_owned(),
        url: site.url(&page.route),
        children: Vec::new(),
    };
    sections.map(entry).collect()
}

fn menu(site: &Site, items: &[MenuItem]) -> Vec<MenuView> {
    items
        .iter()
        .filter_map(|item| {
            let page = site.page(site.find(&item.page)?);
            Some(MenuView {
                label: item
                    .label
                    .clone()
                    .unwrap_or_else(|| page.short_title().to_owned()),
                url: site.url(&page.route),
                children: menu(site, &item.children),
            })
        })
        .collect()
}

fn page_url(site: &Site, path: &str) -> Option<String> {
    Some(site.url(&site.page(site.find(path)?).route))
}

fn full_title(site: &Site, title: &str, home: bool) -> String {
    let name = &site.config.title;
    match home || title == name {
        true => match &site.config.tagline {
            Some(tagline) => format!("{name} – {tagline}"),
            None => name.clone(),
        },
        false if (title.chars().count() + name.chars().count() + 3) > TITLE_LENGTH => {
            title.to_owned()
        }
        false => format!("{title} – {name}"),
    }
}

/// Without a base address nothing absolute can be said.
fn canonical(site: &Site, view: &PageView) -> Option<String> {
    let known = !site.config.base_url.origin.is_empty() && !view.permalink.is_empty();
    known.then(|| view.permalink.clone())
}

/// The page and the way to it as schema.org linked data.
fn json_ld(
    site: &Site,
    page: &Page,
    content_type: &ContentType,
    view: &PageView,
    description: Option<String>,
    image: Option<String>,
) -> Html {
    let mut node = JsonMap::new();
    let mut set = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            node.insert(key.to_owned(), value);
        }
    };
    let kind = match page.kind {
        PageKind::Home => "WebSite",
        PageKind::Section => "CollectionPage",
        PageKind::Page => content_type.json_ld.as_str(),
    };
    set("@type", Some(json!(kind)));
    set("name", Some(json!(page.meta.title)));
    if kind.ends_with("Article") {
        set("headline", Some(json!(page.meta.title)));
    }
    set("description", description.map(Json::from));
    set("url", canonical(site, view).map(Json::from));
    set("inLanguage", Some(json!(site.config.language)));
    let published = if kind == "Event" {
        "startDate"
    } else {
        "datePublished"
    };
    set(published, view.date.clone().map(Json::from));
    set("dateModified", view.updated.clone().map(Json::from));
    set("image", image.map(Json::from));
    let owner = site
        .config
        .owner
        .as_ref()
        .map(|name| json!({"@type": "Organization", "name": name}));
    set(
        if kind == "Event" {
            "organizer"
        } else {
            "publisher"
        },
        owner,
    );
    set(
        "license",
        site.config
            .license
            .as_ref()
            .map(|license| json!(license.url)),
    );
    let mut graph = vec![Json::Object(node)];
    if !view.breadcrumbs.is_empty() {
        let items: Vec<Json> = view
            .breadcrumbs
            .iter()
            .enumerate()
            .map(|(i, step)| {
                let address = format!("{}{}", site.config.base_url.origin, step.url);
                json!({"@type": "ListItem", "position": i + 1, "name": step.title, "item": address})
            })
            .collect();
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": items}));
    }
    let text = json!({"@context": "https://schema.org", "@graph": graph}).to_string();
    // "</script>" inside a text would end the element.
    Html(text.replace('<', "\\u003c"))
}
