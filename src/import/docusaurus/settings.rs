//! What the configuration of Docusaurus says of the site.

use super::options::{instances, options};
use crate::import::data::{at, line_of, text};
use crate::import::left::{Left, What};
use crate::import::plan::Plan;
use crate::import::unread::tell_unread;
use crate::yaml::Node;

/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 23] = [
    "title",
    "tagline",
    "url",
    "baseUrl",
    "organizationName",
    "projectName",
    "i18n",
    "presets",
    "plugins",
    "onBrokenLinks",
    "onBrokenAnchors",
    "onBrokenMarkdownLinks",
    "onDuplicateRoutes",
    "trailingSlash",
    "deploymentBranch",
    "githubHost",
    "staticDirectories",
    "themeConfig.navbar.items",
    "themeConfig.navbar.title",
    "themeConfig.footer.links",
    "themeConfig.footer.style",
    "themeConfig.docs",
    "future",
];
/// The same of documents and of posts.
const OF_PAGES: [&str; 21] = [
    "id",
    "path",
    "routeBasePath",
    "include",
    "exclude",
    "editUrl",
    "sidebarPath",
    "versions",
    "lastVersion",
    "postsPerPage",
    "blogTitle",
    "blogDescription",
    "authorsMapPath",
    "tags",
    "breadcrumbs",
    "showReadingTime",
    "showLastUpdateTime",
    "showLastUpdateAuthor",
    "editLocalizedFiles",
    "onInlineTags",
    "onInlineAuthors",
];

/// Reads what is said of the site as a whole.
pub(super) fn settings(config: &Node, plan: &mut Plan) {
    let said = |keys: &[&str]| text(config, keys).map(str::to_owned);
    let settings = &mut plan.settings;
    settings.title = said(&["title"]);
    settings.tagline = said(&["tagline"]);
    let base = said(&["baseUrl"]).unwrap_or_default();
    settings.base_url = said(&["url"]).map(|url| format!("{}{base}", url.trim_end_matches('/')));
    settings.owner = said(&["organizationName"]);
    let language = at(config, &["i18n", "defaultLocale"]).and_then(Node::as_text);
    let own = language.unwrap_or("en").to_owned();
    let languages = at(config, &["i18n", "locales"]).map_or(&[][..], Node::items);
    let languages = languages.iter().filter_map(Node::as_text);
    let languages = languages.filter(|tag| *tag != own);
    settings.languages = languages.map(|tag| (tag.to_owned(), None)).collect();
    settings.language = Some(own);
}

/// Reads where documents, or else posts, are edited.
pub(super) fn sources(config: &Node, (path, script): (&str, &str), plan: &mut Plan) {
    let kinds = ["docs", "blog"].into_iter();
    let mut said = kinds.filter_map(|kind| options(config, kind)?.get("editUrl"));
    if let Some(node) = said.next() {
        let line = line_of(script, node.span.start as usize);
        let what = What::Setting("editUrl".to_owned());
        plan.edited_at(node.as_text(), "", Left::new(what, path, Some(line)));
    }
}

/// Tells the settings that mean nothing here.
pub(super) fn tell_others(config: &Node, script: (&str, &str), plan: &mut Plan) {
    tell_unread(config, ("", &KNOWN), script, plan);
    for kind in ["docs", "blog"] {
        for (_, node) in instances(config, kind) {
            if let Some(node) = node {
                tell_unread(node, (&format!("{kind}."), &OF_PAGES), script, plan);
            }
        }
    }
    if let Some(theme) = options(config, "theme") {
        tell_unread(theme, ("theme.", &[]), script, plan);
    }
    let mut leave = |name: &str, node: &Node| {
        let line = line_of(script.0, node.span.start as usize);
        let what = What::Setting(name.to_owned());
        plan.left.push(Left::new(what, script.1, Some(line)));
    };
    let list = |keys: &[&str]| at(config, keys).map_or(&[][..], Node::items).iter();
    let columns = list(&["themeConfig", "footer", "links"]);
    for column in columns {
        if let Some(title) = column.get("title") {
            leave("themeConfig.footer.links: title", title);
        }
        let items = column.get("items").map_or(&[][..], Node::items).iter();
        for html in items.filter_map(|item| item.get("html")) {
            leave("themeConfig.footer.links: html", html);
        }
    }
    for item in list(&["themeConfig", "navbar", "items"]) {
        let below = item.get("items").map_or(&[][..], Node::items).iter();
        for item in [item].into_iter().chain(below) {
            if text(item, &["type"]) == Some("html") {
                leave("themeConfig.navbar.items: html", item);
            }
        }
    }
}
