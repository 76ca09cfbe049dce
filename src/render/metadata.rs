//! What machines read: titles, descriptions, previews, linked data; and the view of the site.

use super::client;
use super::data;
use super::listing::feed_date;
use super::preview::SIZE as PREVIEW_SIZE;
use super::view::{
    AlternateView, FeedView, Html, ImageView, LicenseView, MenuView, MetaView, PageView,
    SearchView, SiteView,
};
use crate::config::{Edition, LanguageId, MenuItem};
use crate::content::first_words;
use crate::output::SEARCH;
use crate::schema::ContentType;
use crate::site::{Page, PageId, PageKind, Route, Site};
use serde_json::{Map as JsonMap, Value as Json, json};
use tera::Value;

/// Longest title with the site's name, as search engines cut it.
const TITLE_LENGTH: usize = 70;

/// What machines read of a page; `items` are those that it lists.
pub(super) fn of_page(
    site: &Site,
    page: &Page,
    content_type: &ContentType,
    items: &[PageId],
    view: &PageView,
    preview: Option<&Route>,
) -> Value {
    let home = page.kind == PageKind::Home;
    let edition = site.edition(page);
    let description = page
        .meta
        .summary
        .clone()
        .or_else(|| edition.description.filter(|_| home).map(str::to_owned))
        .or_else(|| page.parsed.beginning.clone());
    let absolute = |url: &str| format!("{}{url}", site.config.base_url.origin);
    let image = view.image.as_ref().map(|image| absolute(&image.url));
    let (width, height) = PREVIEW_SIZE;
    let shown = match (&view.image, preview) {
        (None, Some(route)) => ImageView {
            url: site.permalink(route),
            alt: Some(full_title(edition, &page.meta.title, home)),
            width: Some(width),
            height: Some(height),
            ..ImageView::default()
        },
        (image, _) => image.clone().unwrap_or_default(),
    };
    MetaView {
        title: full_title(edition, &page.meta.title, home),
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
        json_ld: Some(json_ld(
            site,
            page,
            content_type,
            items,
            view,
            description,
            image,
        )),
        alternates: alternates(site, page),
    }
    .into()
}

/// The page in all its languages, and for readers of any other in that of the site. Without a base
/// address nothing absolute can be said.
pub(super) fn alternates(site: &Site, page: &Page) -> Vec<AlternateView> {
    let known = !site.config.base_url.origin.is_empty();
    let translations = page.translations.iter().filter(|_| known);
    let translations = translations.map(|id| site.page(*id));
    let alternate = |language: &str, page: &Page| AlternateView {
        language: language.to_owned(),
        url: site.permalink(&page.route),
    };
    let all = translations
        .clone()
        .map(|page| alternate(site.edition(page).language, page));
    let own = translations.filter(|page| page.language == 0);
    all.chain(own.map(|page| alternate("x-default", page)))
        .collect()
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
    let mut editions = site.config.editions();
    let edition = editions.find(|edition| edition.language == view.language);
    let edition = edition.unwrap_or_else(|| site.config.edition(0));
    MetaView {
        title: full_title(edition, &title, false),
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

/// The view of the site on pages in a language.
pub(super) fn site_view(site: &Site, language: LanguageId) -> SiteView {
    let config = &site.config;
    let edition = config.edition(language);
    let file = |name: &str| site.url(&client::route(name));
    let top = site.home_of(language).unwrap_or(site.home);
    let feeds = feed_date(site, top).is_some() && !config.base_url.origin.is_empty();
    // The home may be a page made up for an empty site.
    let home = match language {
        0 => Route::page(""),
        _ => site.page(top).route.clone(),
    };
    let feed = |name, kind| FeedView {
        title: edition.title.to_owned(),
        url: site.url(&home.child_file(name)),
        kind,
    };
    SiteView {
        title: edition.title.to_owned(),
        tagline: edition.tagline.map(str::to_owned),
        description: edition.description.map(str::to_owned),
        url: format!("{}{}", config.base_url.origin, config.base_url.path),
        home: site.url(&home),
        language: edition.language.to_owned(),
        owner: config.owner.clone(),
        email: config.email.clone(),
        accessibility_statement: config.accessibility_statement.clone(),
        license: config.license.as_ref().map(|license| LicenseView {
            name: license.name.clone(),
            url: license.url.clone(),
        }),
        menu: main_menu(site, language),
        footer: menu(site, language, edition.footer),
        search: config.search.then(|| SearchView {
            page: config
                .search_page
                .as_ref()
                .and_then(|item| page_url(site, language, &item.page)),
            index: site.url(&match language {
                0 => Route::page(SEARCH.trim_end_matches('/')),
                _ => Route::page(&format!("{SEARCH}{}", edition.language)),
            }),
            script: file("casa-search.js"),
            style: file("casa-search.css"),
            modules: vec![file("casa-ui.js"), file("casa-engine.js")],
            engine: file("casa_search.wasm"),
        }),
        feeds: if feeds {
            vec![feed("feed.xml", "atom"), feed("feed.json", "json")]
        } else {
            Vec::new()
        },
    }
}

/// The menu of the configuration; without one, the sections at the top.
fn main_menu(site: &Site, language: LanguageId) -> Vec<MenuView> {
    let configured = site.config.edition(language).menu;
    if !configured.is_empty() {
        return menu(site, language, configured);
    }
    let sections = site
        .page(site.home_of(language).unwrap_or(site.home))
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

fn menu(site: &Site, language: LanguageId, items: &[MenuItem]) -> Vec<MenuView> {
    items
        .iter()
        .filter_map(|item| {
            let page = site.page(site.find_in(language, &item.page)?);
            Some(MenuView {
                label: item
                    .label
                    .clone()
                    .unwrap_or_else(|| page.short_title().to_owned()),
                url: site.url(&page.route),
                children: menu(site, language, &item.children),
            })
        })
        .collect()
}

fn page_url(site: &Site, language: LanguageId, path: &str) -> Option<String> {
    Some(site.url(&site.page(site.find_in(language, path)?).route))
}

fn full_title(edition: Edition<'_>, title: &str, home: bool) -> String {
    let name = edition.title;
    match home || title == name {
        true => match edition.tagline {
            Some(tagline) => format!("{name} – {tagline}"),
            None => name.to_owned(),
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

/// The page, what it is about and the way to it as schema.org linked data.
fn json_ld(
    site: &Site,
    page: &Page,
    content_type: &ContentType,
    items: &[PageId],
    view: &PageView,
    description: Option<String>,
    image: Option<String>,
) -> Html {
    let config = &site.config;
    let answers = answers(site, items);
    let about = match page.kind {
        PageKind::Page if data::is_presentation(site, page) => "DataCatalog",
        // An event of which nobody knows when it was is only a page.
        PageKind::Page if content_type.json_ld.ends_with("Event") && view.date.is_none() => {
            "WebPage"
        }
        PageKind::Page => content_type.json_ld.as_str(),
        PageKind::Home => "WebSite",
        PageKind::Section if !answers.is_empty() => "FAQPage",
        PageKind::Section => "CollectionPage",
    };
    let is_page = about.ends_with("Page") || about == "WebSite";
    let owner = config
        .owner
        .as_ref()
        .map(|name| json!({"@type": "Organization", "name": name}));
    let mut node = Node::new(if is_page { about } else { "WebPage" });
    node.set("name", Some(&page.meta.title));
    node.set("description", description.as_ref());
    node.set("url", canonical(site, view));
    node.set("inLanguage", Some(&view.language));
    // The date of an event is not that of its page.
    let published = view.date.as_ref().filter(|_| !about.ends_with("Event"));
    node.set("datePublished", published);
    node.set("dateModified", view.updated.as_ref());
    node.set("image", image.as_ref());
    node.set("publisher", owner.as_ref());
    node.set(
        "license",
        config.license.as_ref().map(|license| &license.url),
    );
    if !is_page {
        let mut thing = Node::new(about);
        thing.set("name", Some(&page.meta.title));
        thing.set("description", description);
        thing.set("image", image);
        match about {
            "DataCatalog" => thing.set("dataset", Some(data::schema_org(site))),
            "Question" => thing.set("acceptedAnswer", page.meta.summary.as_deref().map(answer)),
            event if event.ends_with("Event") => {
                thing.set("startDate", view.date.as_ref());
                thing.set("endDate", page.meta.ends.map(|date| date.to_string()));
                thing.set("url", canonical(site, view));
                thing.set("organizer", owner);
                attendance(&mut thing, page, canonical(site, view));
            }
            article if article.ends_with("Article") => {
                thing.set("headline", Some(&page.meta.title));
                thing.set("datePublished", view.date.as_ref());
                thing.set("dateModified", view.updated.as_ref());
                thing.set("publisher", owner.clone());
                thing.set("author", owner);
            }
            _ => {}
        }
        node.set("mainEntity", Some(thing.0));
    }
    if about == "FAQPage" {
        node.set("mainEntity", Some(answers));
    }
    let mut graph = vec![Json::Object(node.0)];
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

/// An object of linked data.
struct Node(JsonMap<String, Json>);

impl Node {
    fn new(kind: &str) -> Self {
        Self(JsonMap::from_iter([("@type".to_owned(), json!(kind))]))
    }

    fn set(&mut self, property: &str, value: Option<impl serde::Serialize>) {
        if let Some(value) = value {
            self.0.insert(property.to_owned(), json!(value));
        }
    }
}

/// Where one can take part in an event: the place, and how.
fn attendance(event: &mut Node, page: &Page, address: Option<String>) {
    let place = page.meta.place.as_ref();
    let mut locations = Vec::new();
    if let Some(place) = place {
        locations.push(json!({"@type": "Place", "name": place, "address": place}));
    }
    if let Some(url) = address.filter(|_| page.meta.online) {
        locations.push(json!({"@type": "VirtualLocation", "url": url}));
    }
    event.set("location", (!locations.is_empty()).then_some(locations));
    let mode = match (place.is_some(), page.meta.online) {
        (true, true) => Some("Mixed"),
        (true, false) => Some("Offline"),
        (false, true) => Some("Online"),
        (false, false) => None,
    };
    let address = mode.map(|mode| format!("https://schema.org/{mode}EventAttendanceMode"));
    event.set("eventAttendanceMode", address);
}

/// The questions that a list answers, if all of its pages are questions.
fn answers(site: &Site, items: &[PageId]) -> Vec<Json> {
    let of_item = |id: &PageId| {
        let page = site.page(*id);
        let content_type = &site.schema.types[page.content_type()];
        let summary = page
            .meta
            .summary
            .as_deref()
            .filter(|_| content_type.json_ld == "Question")?;
        Some(json!({
            "@type": "Question",
            "name": page.meta.title,
            "url": site.permalink(&page.route),
            "acceptedAnswer": answer(summary),
        }))
    };
    items
        .iter()
        .map(of_item)
        .collect::<Option<Vec<Json>>>()
        .unwrap_or_default()
}

fn answer(text: &str) -> Json {
    json!({"@type": "Answer", "text": text})
}
