//! Feeds: which sections have one, and what is new in each.

use crate::content::{Date, moment};
use crate::site::{Page, PageId, PageKind, Site};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The whole texts of entries as HTML, by their pages; empty where feeds bring summaries.
pub type Texts = HashMap<PageId, String>;

/// Most entries in a feed.
const FEED_ENTRIES: usize = 20;

/// The feeds of a site.
pub struct Feeds {
    /// The sections that have a feed, with its entries, found when first asked for.
    sections: HashMap<PageId, OnceLock<Vec<PageId>>>,
}

impl Feeds {
    /// Finds out which sections of a site have a feed: those below which pages have dates. Without
    /// the address of the site, by which feeds speak of pages, there is none.
    pub fn new(site: &Site) -> Self {
        let known = !site.config.base_url.origin.is_empty();
        let ids = site.ids().filter(|_| known);
        let sections = ids.filter(|id| site.page(*id).kind != PageKind::Page);
        let with_feed = sections.filter(|id| date_of(site, *id).is_some());
        Self {
            sections: with_feed.map(|id| (id, OnceLock::new())).collect(),
        }
    }

    /// Whether a section has a feed.
    pub fn has(&self, id: PageId) -> bool {
        self.sections.contains_key(&id)
    }

    /// The entries of a section's feed, newest first; empty if it has none.
    pub fn entries(&self, site: &Site, id: PageId) -> &[PageId] {
        let entries = self.sections.get(&id);
        entries.map_or(&[], |entries| entries.get_or_init(|| entries_of(site, id)))
    }
}

/// The date by which a feed knows a page: its own, or that of its last change.
type FeedDate = fn(&Page) -> Option<NaiveDateTime>;

/// By which date a section's feed knows the pages below it: their own, if any has one; where none
/// is dated, that of their last change. Nothing if they have neither.
fn date_of(site: &Site, section: PageId) -> Option<FeedDate> {
    fn any(site: &Site, section: PageId, date: FeedDate) -> bool {
        let page = site.page(section);
        page.children
            .iter()
            .any(|id| date(site.page(*id)).is_some())
            || page.sections.iter().any(|id| any(site, *id, date))
    }
    let dates: [FeedDate; 2] = [|page| page.meta.published(), |page| page.meta.changed()];
    dates.into_iter().find(|date| any(site, section, *date))
}

/// Dated pages below a section, newest first.
fn entries_of(site: &Site, section: PageId) -> Vec<PageId> {
    let Some(date) = date_of(site, section) else {
        return Vec::new();
    };
    let mut entries: Vec<PageId> = Vec::new();
    let mut open = vec![section];
    while let Some(id) = open.pop() {
        let page = site.page(id);
        entries.extend(
            page.children
                .iter()
                .filter(|id| date(site.page(**id)).is_some()),
        );
        open.extend(&page.sections);
    }
    let newest_first = |a: &PageId, b: &PageId| {
        let (a, b) = (site.page(*a), site.page(*b));
        date(b).cmp(&date(a)).then_with(|| a.path.cmp(&b.path))
    };
    if entries.len() > FEED_ENTRIES {
        entries.select_nth_unstable_by(FEED_ENTRIES, newest_first);
        entries.truncate(FEED_ENTRIES);
    }
    entries.sort_by(newest_first);
    entries
}

/// The title of a section's feed.
pub(super) fn title(site: &Site, page: &Page) -> String {
    let name = site.locale(page).title;
    match page.kind == PageKind::Home {
        true => name.to_owned(),
        false => format!("{} – {name}", page.meta.title),
    }
}

/// What an entry says of a page: its summary, or the beginning of its text.
pub(super) fn summary(page: &Page) -> Option<&str> {
    let summary = page.meta.summary.as_deref();
    let beginning = page.parsed.beginning.as_deref();
    summary.or(beginning.filter(|_| page.parsed.has_text))
}

/// The last change of a page, or its date.
pub(super) fn updated(page: &Page) -> Option<Date> {
    page.meta.updated.max(page.meta.date)
}

/// The moment of the publication of a page (RFC 3339); a date is the midnight, in UTC, that it
/// begins with.
pub(super) fn published(page: &Page) -> Option<DateTime<FixedOffset>> {
    page.meta.date.map(|date| moment(date, page.meta.time))
}

/// The moment of its last change.
pub(super) fn changed(page: &Page) -> Option<DateTime<FixedOffset>> {
    let date = page.meta.updated;
    date.map(|date| moment(date, page.meta.updated_time))
}
