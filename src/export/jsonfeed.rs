//! JSON Feed 1.1.

use super::feed::{Feeds, Texts, changed, published, summary, title};
use crate::site::{Page, PageId, Route, Site};
use serde_json::{Value as Json, json};

/// Where the feed of a section is.
pub fn route(section: &Page) -> Route {
    section.route.child_file("feed.json")
}

/// The JSON feed of a section.
pub fn feed(site: &Site, feeds: &Feeds, section: PageId, texts: &Texts) -> Vec<u8> {
    let page = site.page(section);
    let items: Vec<Json> = feeds
        .entries(site, section)
        .iter()
        .map(|id| {
            let page = site.page(*id);
            let address = site.permalink(&page.route);
            let summary = summary(page).unwrap_or(&page.meta.title);
            let mut item = json!({
                "id": address,
                "url": address,
                "title": page.meta.title,
            });
            match texts.get(id) {
                Some(text) => {
                    item["content_html"] = json!(text);
                    item["summary"] = json!(summary);
                }
                None => item["content_text"] = json!(summary),
            }
            if let Some(time) = published(page) {
                item["date_published"] = json!(time.to_rfc3339());
            }
            if let Some(time) = changed(page) {
                item["date_modified"] = json!(time.to_rfc3339());
            }
            item
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(site, page),
        "home_page_url": site.permalink(&page.route),
        "feed_url": site.permalink(&route(page)),
        "language": site.locale(page).language,
        "items": items,
    });
    super::json_file(&feed)
}
