//! Linked data: what a page is in the words of schema.org, as JSON-LD.

use super::view::{DocumentFileView, Html, PageView};
use crate::content::{Value, iso};
use crate::export::{dataset, dcat};
use crate::schema::{Format, Kind};
use crate::site::{Page, PageId, PageKind, Site, route_of_asset};
use serde_json::{Map as JsonMap, Value as Json, json};

/// Without a base address nothing absolute can be said.
pub(super) fn canonical(site: &Site, view: &PageView) -> Option<String> {
    let known = !site.config.base_url.origin.is_empty() && !view.permalink.is_empty();
    known.then(|| view.permalink.clone())
}

/// The page, what it is about and the way to it as schema.org linked data.
pub(super) fn json_ld(
    site: &Site,
    page: &Page,
    items: &[PageId],
    view: &PageView,
    description: Option<String>,
    image: Option<String>,
) -> Html {
    let answers = answers(site, items);
    let about = subject(site, page, &answers);
    let described = Described {
        site,
        page,
        view,
        description,
        image,
    };
    let is_page = about.ends_with("Page") || about == "WebSite";
    let mut node = described.page(if is_page { about } else { "WebPage" });
    // The date of an event is not that of its page.
    if !about.ends_with("Event") {
        node.set("datePublished", view.date.as_ref());
    }
    if !is_page {
        node.set("mainEntity", Some(described.subject(about).0));
    }
    if about == "FAQPage" {
        node.set("mainEntity", Some(answers));
    }
    let mut graph = vec![Json::Object(node.0)];
    if !view.breadcrumbs.is_empty() {
        graph.push(breadcrumbs(site, view));
    }
    let whole = json!({"@context": "https://schema.org", "@graph": graph});
    let text = serde_json::to_string(&whole).expect("JSON is written as text");
    // "</script>" inside a text would end the element.
    Html(text.replace('<', "\\u003c"))
}

/// The type of what a page is about, which may be the page itself.
fn subject<'a>(site: &'a Site, page: &Page, answers: &[Json]) -> &'a str {
    let json_ld = kind(site, page);
    match page.kind {
        PageKind::Page if dataset::is_presentation(site, page) => "DataCatalog",
        PageKind::Page => json_ld,
        PageKind::Home => "WebSite",
        PageKind::Section if !answers.is_empty() => "FAQPage",
        PageKind::Section => "CollectionPage",
    }
}

/// What the page of something is about, by its type or by a choice that it makes.
fn kind<'a>(site: &'a Site, page: &Page) -> &'a str {
    let content_type = &site.schema.types[page.content_type()];
    let mut values = page.parsed.fields.0.iter();
    let chosen = values.find_map(|entry| {
        let Value::Choice { value, .. } = &entry.value else {
            return None;
        };
        let Kind::Choice(choices) = &content_type.field(&entry.name)?.kind else {
            return None;
        };
        let choice = choices.iter().find(|choice| choice.value == *value)?;
        choice.json_ld.as_deref()
    });
    let kind = chosen.unwrap_or(&content_type.json_ld);
    // An event of which nobody knows when it was is only a page.
    match kind.ends_with("Event") && page.meta.date.is_none() {
        true => "WebPage",
        false => kind,
    }
}

/// The way to a page.
fn breadcrumbs(site: &Site, view: &PageView) -> Json {
    let steps = view.breadcrumbs.iter().enumerate();
    let items: Vec<Json> = steps
        .map(|(i, step)| {
            let address = format!("{}{}", site.config.base_url.origin, step.url);
            json!({"@type": "ListItem", "position": i + 1, "name": step.title, "item": address})
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}

/// What is said of a page and of its subject alike.
struct Described<'a> {
    site: &'a Site,
    page: &'a Page,
    view: &'a PageView,
    description: Option<String>,
    image: Option<String>,
}

impl Described<'_> {
    /// The page itself.
    fn page(&self, kind: &str) -> Node {
        let license = self.site.config.license.as_ref();
        let mut node = self.begin(kind);
        node.set("url", canonical(self.site, self.view));
        node.set("inLanguage", Some(&self.view.language));
        node.set("dateModified", self.view.updated.as_ref());
        node.set("publisher", self.owner());
        node.set("license", license.map(|license| &license.url));
        node
    }

    /// What the page is about, where that is something else.
    fn subject(&self, kind: &str) -> Node {
        let (page, view) = (self.page, self.view);
        let mut thing = self.begin(kind);
        match kind {
            "DataCatalog" => thing.set("dataset", Some(dcat::schema_org(self.site))),
            "Question" => thing.set("acceptedAnswer", page.meta.summary.as_deref().map(answer)),
            event if event.ends_with("Event") => {
                thing.set("startDate", view.date.as_ref());
                thing.set("endDate", page.meta.ends.map(|date| date.to_string()));
                thing.set("url", canonical(self.site, view));
                thing.set("organizer", self.owner());
                attendance(&mut thing, page, canonical(self.site, view));
            }
            article if article.ends_with("Article") => {
                thing.set("headline", Some(&page.meta.title));
                thing.set("author", self.owner());
                self.published(&mut thing);
            }
            "Report" => thing.set("datePublished", view.date.as_ref()),
            document if document.ends_with("Document") => {
                self.published(&mut thing);
                thing.set("encoding", self.files());
            }
            _ => {}
        }
        self.properties(&mut thing);
        thing
    }

    /// Who publishes something of ours, and since when.
    fn published(&self, thing: &mut Node) {
        thing.set("datePublished", self.view.date.as_ref());
        thing.set("dateModified", self.view.updated.as_ref());
        thing.set("publisher", self.owner());
        thing.set("inLanguage", Some(&self.view.language));
    }

    /// The files that the document of the page is published as.
    fn files(&self) -> Option<Vec<Json>> {
        let origin = &self.site.config.base_url.origin;
        let files = &self.view.document.as_ref()?.files;
        let file = |file: &DocumentFileView| {
            let mut format = Format::NAMES.into_iter().map(|(_, format)| format);
            let format = format.find(|format| format.name() == file.format);
            json!({
                "@type": "MediaObject",
                "contentUrl": format!("{origin}{}", file.url),
                "encodingFormat": format.map(Format::media_type),
            })
        };
        Some(files.iter().map(file).collect())
    }

    /// What the schema calls by a name of schema.org.
    fn properties(&self, thing: &mut Node) {
        let content_type = &self.site.schema.types[self.page.content_type()];
        for field in &content_type.fields {
            let value = self.page.parsed.fields.get(&field.name);
            if let (Some(property), Some(value)) = (&field.property, value) {
                thing.set(
                    property,
                    self.value(value).map(|value| party(property, value)),
                );
            }
        }
    }

    /// A value of a field; nothing for groups and for pages that are not published.
    fn value(&self, value: &Value) -> Option<Json> {
        let (site, page) = (self.site, self.page);
        Some(match value {
            Value::Text(text) => json!(text),
            Value::Markdown(index) => json!(page.parsed.markdown[*index as usize].text()),
            Value::Integer(number) => json!(number),
            Value::Number(number) => json!(number),
            Value::Boolean(value) => json!(value),
            Value::Date(date, _) => json!(date.to_string()),
            Value::Choice { label, .. } => json!(label),
            Value::Reference(index) => {
                let target = site.page(page.references[*index as usize]?);
                let mut node = Node::new(kind(site, target));
                node.set("name", Some(&target.meta.title));
                node.set("url", Some(site.permalink(&target.route)));
                if kind(site, target).ends_with("Event") {
                    let date = target.meta.date;
                    node.set("startDate", date.map(|date| iso(date, target.meta.time)));
                }
                Json::Object(node.0)
            }
            Value::File(index) => {
                let file = site.sources.get(page.files[*index as usize]?);
                json!(site.permalink(&route_of_asset(&file.path)?))
            }
            Value::Group(_) => return None,
            Value::List(items) => {
                let values: Vec<Json> = items.iter().filter_map(|item| self.value(item)).collect();
                json!((!values.is_empty()).then_some(values)?)
            }
        })
    }

    /// What both have.
    fn begin(&self, kind: &str) -> Node {
        let mut node = Node::new(kind);
        node.set("name", Some(&self.page.meta.title));
        node.set("description", self.description.as_ref());
        node.set("image", self.image.as_ref());
        node
    }

    /// Who publishes the site.
    fn owner(&self) -> Option<Json> {
        let name = self.site.config.owner.as_ref()?;
        Some(json!({"@type": "Organization", "name": name}))
    }
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
    let answers: Option<Vec<Json>> = items.iter().map(of_item).collect();
    answers.unwrap_or_default()
}

/// Who organizes something, where there is only a name; any other value as it is.
fn party(property: &str, value: Json) -> Json {
    match value {
        Json::String(name) if property == "organizer" => {
            json!({"@type": "Organization", "name": name})
        }
        value => value,
    }
}

fn answer(text: &str) -> Json {
    json!({"@type": "Answer", "text": text})
}
