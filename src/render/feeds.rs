//! Feeds of sections: Atom (RFC 4287) and JSON Feed 1.1.

use super::Renderer;
use crate::content::Date;
use crate::site::{Page, PageId, PageKind};
use atom_syndication as atom;
use serde_json::{Value as Json, json};

/// The Atom feed of a section.
pub(super) fn atom(renderer: &Renderer, section: PageId) -> Vec<u8> {
    let site = renderer.site();
    let page = site.page(section);
    let entries: Vec<&Page> = renderer
        .lists
        .feed(site, section)
        .iter()
        .map(|id| site.page(*id))
        .collect();
    let own = page.route.child_file("feed.xml");
    let author = site
        .config
        .owner
        .clone()
        .unwrap_or_else(|| site.config.title.clone());
    let license = site.config.license.as_ref();
    let feed = atom::Feed {
        title: atom::Text::plain(title(renderer, page)),
        id: site.permalink(&own),
        updated: time(entries.iter().filter_map(|p| updated(p)).max()),
        authors: vec![person(&author)],
        links: [
            link("self", site.permalink(&own)),
            link("alternate", site.permalink(&page.route)),
        ]
        .into_iter()
        .chain(license.map(|license| link("license", license.url.clone())))
        .collect(),
        rights: license.map(|license| atom::Text::plain(license.name.clone())),
        lang: Some(site.edition(page).language.to_owned()),
        entries: entries
            .iter()
            .map(|page| atom::Entry {
                title: atom::Text::plain(page.meta.title.clone()),
                id: site.permalink(&page.route),
                updated: time(updated(page)),
                published: page.meta.date.map(|date| time(Some(date))),
                summary: page.meta.summary.clone().map(atom::Text::plain),
                links: vec![link("alternate", site.permalink(&page.route))],
                ..atom::Entry::default()
            })
            .collect(),
        ..atom::Feed::default()
    };
    feed.to_string().into_bytes()
}

/// The JSON feed of a section.
pub(super) fn json(renderer: &Renderer, section: PageId) -> Vec<u8> {
    let site = renderer.site();
    let page = site.page(section);
    let items: Vec<Json> = renderer
        .lists
        .feed(site, section)
        .iter()
        .map(|id| {
            let page = site.page(*id);
            let address = site.permalink(&page.route);
            let summary = page.meta.summary.as_deref().unwrap_or(&page.meta.title);
            let mut item = json!({
                "id": address,
                "url": address,
                "title": page.meta.title,
                "content_text": summary,
            });
            if let Some(date) = page.meta.date {
                item["date_published"] = json!(time(Some(date)).to_rfc3339());
            }
            if let Some(date) = page.meta.updated {
                item["date_modified"] = json!(time(Some(date)).to_rfc3339());
            }
            item
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(renderer, page),
        "home_page_url": site.permalink(&page.route),
        "feed_url": site.permalink(&page.route.child_file("feed.json")),
        "language": site.edition(page).language,
        "items": items,
    });
    let mut text = serde_json::to_string_pretty(&feed).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

fn title(renderer: &Renderer, page: &Page) -> String {
    let name = renderer.site().edition(page).title;
    match page.kind == PageKind::Home {
        true => name.to_owned(),
        false => format!("{} – {name}", page.meta.title),
    }
}

/// The last change of a page, or its date.
fn updated(page: &Page) -> Option<Date> {
    page.meta.updated.max(page.meta.date)
}

/// A date as the midnight, in UTC, that it begins with; the epoch where there is none.
fn time(date: Option<Date>) -> atom::FixedDateTime {
    let midnight = date
        .unwrap_or_default()
        .and_hms_opt(0, 0, 0)
        .unwrap_or_default();
    midnight.and_utc().fixed_offset()
}

fn link(rel: &str, href: String) -> atom::Link {
    atom::Link {
        href,
        rel: rel.to_owned(),
        ..atom::Link::default()
    }
}

fn person(name: &str) -> atom::Person {
    atom::Person {
        name: name.to_owned(),
        ..atom::Person::default()
    }
}
