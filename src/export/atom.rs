//! Atom (RFC 4287).

use super::feed::{Feeds, changed, published, summary, title};
use crate::site::{Page, PageId, Route, Site};
use atom_syndication as atom;

/// Where the feed of a section is.
pub fn route(section: &Page) -> Route {
    section.route.child_file("feed.xml")
}

/// The Atom feed of a section.
pub fn feed(site: &Site, feeds: &Feeds, section: PageId) -> Vec<u8> {
    let page = site.page(section);
    let entries: Vec<&Page> = feeds.entries(site, section).collect();
    let own = route(page);
    let author = site
        .config
        .owner
        .clone()
        .unwrap_or_else(|| site.config.title.clone());
    let license = site.config.license.as_ref();
    let feed = atom::Feed {
        title: atom::Text::plain(title(site, page)),
        id: site.permalink(&own),
        updated: moment(entries.iter().filter_map(|p| last(p)).max()),
        authors: vec![person(&author)],
        links: [
            link("self", site.permalink(&own)),
            link("alternate", site.permalink(&page.route)),
        ]
        .into_iter()
        .chain(license.map(|license| link("license", license.url.clone())))
        .collect(),
        rights: license.map(|license| atom::Text::plain(license.name.clone())),
        lang: Some(site.locale(page).language.to_owned()),
        entries: entries
            .iter()
            .map(|page| atom::Entry {
                title: atom::Text::plain(page.meta.title.clone()),
                id: site.permalink(&page.route),
                updated: moment(last(page)),
                published: published(page),
                summary: summary(page).map(atom::Text::plain),
                links: vec![link("alternate", site.permalink(&page.route))],
                ..atom::Entry::default()
            })
            .collect(),
        ..atom::Feed::default()
    };
    feed.to_string().into_bytes()
}

/// The moment of the last change of a page, or of its publication.
fn last(page: &Page) -> Option<atom::FixedDateTime> {
    changed(page).max(published(page))
}

/// The time of a date; the epoch where there is none, since a feed has to state one.
fn moment(time: Option<atom::FixedDateTime>) -> atom::FixedDateTime {
    time.unwrap_or(chrono::DateTime::UNIX_EPOCH.fixed_offset())
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
