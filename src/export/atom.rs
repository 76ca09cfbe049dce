//! Atom (RFC 4287).

use super::feed::{Feeds, Texts, changed, published, summary, title};
use crate::site::{Page, PageId, Route, Site};
use atom_syndication as atom;

/// Where the feed of a section is.
pub fn route(section: &Page) -> Route {
    section.route.child_file("feed.xml")
}

/// The Atom feed of a section.
pub fn feed(site: &Site, feeds: &Feeds, section: PageId, texts: &Texts) -> Vec<u8> {
    let page = site.page(section);
    let entries = feeds.entries(site, section);
    let own = route(page);
    let entries = entries.iter().map(|id| atom::Entry {
        content: texts.get(id).map(|text| atom::Content {
            value: Some(text.clone()),
            content_type: Some("html".to_owned()),
            ..atom::Content::default()
        }),
        ..entry(site, site.page(*id))
    });
    let entries = entries.collect();
    whole(site, page, title(site, page), &own, entries)
}

/// A page as an entry.
fn entry(site: &Site, page: &Page) -> atom::Entry {
    atom::Entry {
        title: atom::Text::plain(page.meta.title.clone()),
        id: site.permalink(&page.route),
        updated: moment(last(page)),
        published: published(page),
        summary: summary(page).map(atom::Text::plain),
        links: vec![link("alternate", site.permalink(&page.route))],
        ..atom::Entry::default()
    }
}

/// A feed with these entries, about a page.
fn whole(
    site: &Site,
    page: &Page,
    title: String,
    own: &Route,
    entries: Vec<atom::Entry>,
) -> Vec<u8> {
    let owner = site.config.owner.clone();
    let author = owner.unwrap_or_else(|| site.config.title.clone());
    let license = site.config.license.as_ref();
    let feed = atom::Feed {
        title: atom::Text::plain(title),
        id: site.permalink(own),
        // The epoch where no entry has a date, since a feed has to state one.
        updated: entries
            .iter()
            .map(|entry| entry.updated)
            .max()
            .unwrap_or_else(|| moment(None)),
        authors: vec![person(&author)],
        links: [
            link("self", site.permalink(own)),
            link("alternate", site.permalink(&page.route)),
        ]
        .into_iter()
        .chain(license.map(|license| link("license", license.url.clone())))
        .collect(),
        rights: license.map(|license| atom::Text::plain(license.name.clone())),
        lang: Some(site.locale(page).language.to_owned()),
        entries,
        ..atom::Feed::default()
    };
    feed.to_string().into_bytes()
}

/// A version of a page.
pub struct Version<'a> {
    /// The page.
    pub page: &'a Page,
    /// Where it is shown what differs from those before.
    pub differences: Vec<&'a Route>,
}

/// Where the feed of the versions of a page is, beside the newest.
pub fn versions_route(newest: &Page) -> Route {
    newest.route.child_file("versions.xml")
}

/// The Atom feed of the versions of a page, the newest first. `words` are the one for versions and
/// the one before the number of a version.
pub fn versions(
    site: &Site,
    newest: &Page,
    versions: &[Version<'_>],
    (many, one): &(String, String),
) -> Vec<u8> {
    let entry = |version: &Version<'_>| {
        let page = version.page;
        let name = &page.meta.title;
        // Where the name does not say it.
        let number = page.meta.version.as_ref();
        let number = number.filter(|number| !name.contains(*number));
        let title = number.map(|number| format!("{name} – {one} {number}"));
        let differences = version.differences.iter();
        let differences = differences.map(|route| link("related", site.permalink(route)));
        let alternate = link("alternate", site.permalink(&page.route));
        atom::Entry {
            title: atom::Text::plain(title.unwrap_or_else(|| name.clone())),
            links: std::iter::once(alternate).chain(differences).collect(),
            ..entry(site, page)
        }
    };
    let own = versions_route(newest);
    let entries: Vec<atom::Entry> = versions.iter().map(entry).collect();
    let title = format!("{}: {}", newest.meta.title, many.to_lowercase());
    whole(site, newest, title, &own, entries)
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
