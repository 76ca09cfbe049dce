//! The view of the site.

use super::view::{FeedView, LicenseView, MenuView, SearchView, SiteView};
use crate::config::{LanguageId, MenuItem};
use crate::export::feed::Feeds;
use crate::export::{atom, jsonfeed};
use crate::fingerprint;
use crate::search::{FOLDER, client};
use crate::site::{EntryId, Goal, PageId, PageKind, Route, Site};
use tera::Value;

/// The view of the site on pages in a language.
pub(super) fn site_view(site: &Site, feeds: &Feeds, language: LanguageId) -> SiteView {
    let config = &site.config;
    let locale = config.locale(language);
    let file = |name: &str| site.url(&client::route(name));
    let top = site.home_of(language).unwrap_or(site.home);
    // The home may be a page made up for an empty site.
    let home = match language {
        0 => Route::page(""),
        _ => site.page(top).route.clone(),
    };
    SiteView {
        title: locale.title.to_owned(),
        tagline: locale.tagline.map(str::to_owned),
        description: locale.description.map(str::to_owned),
        url: format!("{}{}", config.base_url.origin, config.base_url.path),
        home: site.url(&home),
        language: locale.language.to_owned(),
        owner: config.owner.clone(),
        email: config.email.clone(),
        accessibility_statement: config.accessibility_statement.clone(),
        license: config.license.as_ref().map(|license| LicenseView {
            name: license.name.clone(),
            url: license.url.clone(),
        }),
        menu: main_menu(site, language),
        footer: menu(site, language, locale.footer),
        search: config.search.then(|| SearchView {
            page: config
                .search_page
                .as_ref()
                .and_then(|item| page_url(site, language, &item.page)),
            index: site.url(&match language {
                0 => Route::page(FOLDER.trim_end_matches('/')),
                _ => Route::page(&format!("{FOLDER}{}", locale.language)),
            }),
            script: file("casa-search.js"),
            style: file("casa-search.css"),
            modules: vec![
                file("casa-results.js"),
                file("casa-ui.js"),
                file("casa-engine.js"),
                file(&client::strings(locale.language)),
            ],
            engine: file("casa_search.wasm"),
            words: client::words(locale.language).map(|route| site.url(&route)),
        }),
        feeds: feed_views(site, feeds, top, locale.title),
    }
}

/// The feeds of a section, if it has any.
pub fn feed_views(site: &Site, feeds: &Feeds, section: PageId, title: &str) -> Vec<FeedView> {
    if !feeds.has(section) {
        return Vec::new();
    }
    let page = site.page(section);
    let feed = |route, kind| FeedView {
        title: title.to_owned(),
        url: site.url(&route),
        kind,
    };
    vec![
        feed(atom::route(page), "atom"),
        feed(jsonfeed::route(page), "json"),
    ]
}

/// The menu of the configuration; without one, what stands at the top of the site's order.
fn main_menu(site: &Site, language: LanguageId) -> Vec<MenuView> {
    let configured = site.config.locale(language).menu;
    if !configured.is_empty() {
        return menu(site, language, configured);
    }
    let entries = top_entries(site, language).into_iter();
    let view = |id: EntryId| {
        let page = site.navigation.first_page(id).map(|id| site.page(id));
        // Other versions of the documentation are reached by their switch.
        if page.is_some_and(|page| site.is_of_other_edition(page)) {
            return None;
        }
        let first = || page.map(|page| site.url(&page.route));
        Some(MenuView {
            label: title(site, id),
            url: url(site, id).or_else(first)?,
            external: leads_out(site, id),
            children: Vec::new(),
        })
    };
    entries.filter_map(view).collect()
}

/// The entries of the menu of a site that configures none.
pub(super) fn top_entries(site: &Site, language: LanguageId) -> Vec<EntryId> {
    let is_section = |id: PageId| site.page(id).kind != PageKind::Page;
    site.navigation.menu(language, is_section)
}

/// Where an entry of the site's order leads by itself.
pub(super) fn url(site: &Site, id: EntryId) -> Option<String> {
    match &site.navigation.entry(id).goal {
        Some(Goal::Page(page)) => Some(site.url(&site.page(*page).route)),
        Some(Goal::Place(page, anchor)) => {
            Some(format!("{}#{anchor}", site.url(&site.page(*page).route)))
        }
        Some(Goal::Elsewhere(address)) => Some(address.clone()),
        None => None,
    }
}

/// Whether an entry of the site's order leads to another site.
pub(super) fn leads_out(site: &Site, id: EntryId) -> bool {
    let goal = &site.navigation.entry(id).goal;
    matches!(goal, Some(Goal::Elsewhere(to)) if site.is_another(to))
}

/// What an entry of the site's order says.
pub(super) fn title(site: &Site, id: EntryId) -> String {
    let entry = site.navigation.entry(id);
    let page = site.navigation.first_page(id);
    let name = || page.map(|id| site.page(id).short_title().to_owned());
    let address = || match &entry.goal {
        Some(Goal::Elsewhere(address)) => Some(address.clone()),
        _ => None,
    };
    let label = entry.label.clone().or_else(address);
    label.or_else(name).unwrap_or_default()
}

fn menu(site: &Site, language: LanguageId, items: &[MenuItem]) -> Vec<MenuView> {
    items
        .iter()
        .filter_map(|item| {
            let (url, title) = match &item.url {
                Some(url) => (url.clone(), ""),
                None => {
                    let page = site.page(site.find_in(language, &item.page)?);
                    (site.url(&page.route), page.short_title())
                }
            };
            Some(MenuView {
                label: item.label.clone().unwrap_or_else(|| title.to_owned()),
                url,
                external: item.url.as_ref().is_some_and(|url| site.is_another(url)),
                children: menu(site, language, &item.children),
            })
        })
        .collect()
}

fn page_url(site: &Site, language: LanguageId, path: &str) -> Option<String> {
    Some(site.url(&site.page(site.find_in(language, path)?).route))
}

/// Stands for the view of the site on pages in a language.
pub fn fingerprint(site: &Site, feeds: &Feeds, language: LanguageId) -> u64 {
    let view = Value::from(site_view(site, feeds, language));
    let text = serde_json::to_vec(&view).expect("views have only text keys and finite numbers");
    fingerprint::of(&text)
}
