//! A feed: Atom or RSS, alone in a folder or with other files.

use super::address::{self, normal};
use super::left::{Left, What};
use super::plan::{Moved, Plan};
use super::tree::Tree;
use super::xml::{Element, parse};
use crate::html::{Token, markdown, tokens};
use crate::site::percent_decode;
use crate::slug::slug;
use crate::yaml::written;
use chrono::{DateTime, SecondsFormat};

/// Whether a folder holds a feed.
pub(super) fn is_one(tree: &Tree) -> bool {
    find(tree).is_some()
}

/// The first feed of a folder, and its file.
fn find(tree: &Tree) -> Option<(String, Element)> {
    let files = tree.below("").filter(|(path, _)| {
        let ends = [".xml", ".atom", ".rss"];
        !path.contains('/') && ends.iter().any(|end| path.ends_with(end))
    });
    let mut feeds = files.filter_map(|(path, _)| {
        let text = tree.text(path)?;
        let is_feed = text.contains("<rss") || text.contains("<feed");
        let root = is_feed.then(|| parse(&text)).flatten()?;
        Some((path.to_owned(), root))
    });
    feeds.next()
}

/// Reads the entries of a feed.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some((path, root)) = find(tree) else {
        return;
    };
    let channel = root.get(&["channel"]).unwrap_or(&root);
    let settings = &mut plan.settings;
    settings.title = channel.said(&["title"]).map(str::to_owned);
    settings.tagline = channel
        .said(&["description", "subtitle"])
        .map(str::to_owned);
    settings.language = channel.said(&["language"]).map(str::to_owned);
    settings.base_url = link(channel).map(|link| origin(&link));
    for entry in channel.all("item").chain(channel.all("entry")) {
        page(entry, &path, plan);
    }
}

/// A date as Atom or as RSS writes it, with its time if it has one in a known zone.
fn moment(text: &str) -> Option<String> {
    let time = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text));
    let time = time.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, false));
    let day = || {
        let day = address::day(text).and_then(|_| text.get(..10));
        day.map(str::to_owned)
    };
    let day_of_rss = || {
        let (local, _) = text.trim_end().rsplit_once(' ')?;
        let time = DateTime::parse_from_rfc2822(&format!("{local} +0000")).ok()?;
        Some(time.format("%F").to_string())
    };
    time.ok().or_else(day).or_else(day_of_rss)
}

/// Scheme and host of an address.
pub(super) fn origin(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    format!("{scheme}://{}", rest.split('/').next().unwrap_or_default())
}

/// Where an entry leads.
fn link(element: &Element) -> Option<String> {
    let of_rss = element.said(&["link"]).map(str::to_owned);
    let is_page = |link: &&Element| matches!(link.attribute("rel"), None | Some("alternate"));
    let of_atom = element.all("link").find(is_page);
    of_rss.or_else(|| of_atom?.attribute("href").map(str::to_owned))
}

/// The title of an entry: its text, where its form is HTML.
fn title(entry: &Element) -> String {
    let own = entry.get(&["title"]);
    let kind = own.and_then(|title| title.attribute("type"));
    let is_html = entry.name == "item" || matches!(kind, Some("html" | "xhtml"));
    let text = own.map_or("", |title| title.text.trim());
    match is_html {
        true => text_of(text),
        false => text.to_owned(),
    }
}

/// What a piece of HTML says, on one line.
fn text_of(html: &str) -> String {
    let tokens = tokens(html).into_iter();
    let texts = tokens.filter_map(|token| match token {
        Token::Text(text) => Some(text),
        _ => None,
    });
    let text: String = texts.collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The files that belong to an entry, as links below its text.
fn enclosures(entry: &Element) -> String {
    let of_atom = |link: &&Element| link.attribute("rel") == Some("enclosure");
    let of_atom = entry.all("link").filter(of_atom);
    let of_atom = of_atom.filter_map(|link| link.attribute("href"));
    let of_rss = entry.all("enclosure");
    let of_rss = of_rss.filter_map(|file| file.attribute("url"));
    let links = of_rss.chain(of_atom).map(|address| {
        let path = address.split(['?', '#']).next().unwrap_or(address);
        let name = path.trim_end_matches('/').rsplit('/').next();
        let name = percent_decode(name.unwrap_or(address)).0;
        let name: String = String::from_utf8_lossy(&name)
            .chars()
            .filter(|c| !"[]\\`*<>".contains(*c))
            .collect();
        format!("\n[{name}](<{address}>)\n")
    });
    links.collect()
}

fn page(entry: &Element, path: &str, plan: &mut Plan) {
    let title = &title(entry);
    let old = link(entry).map(|link| normal(&link));
    let named = old.as_deref().map(|old| old.trim_end_matches('/'));
    let named = named
        .and_then(|old| old.rsplit('/').next())
        .unwrap_or_default();
    let named = slug(named.strip_suffix(".html").unwrap_or(named));
    let name = if named.is_empty() { slug(title) } else { named };
    if name.is_empty() {
        return plan.left.push(Left::new(What::Unreadable, path, None));
    }
    let mut text = format!("---\ntitle: {}\n", written(title));
    let date = entry.said(&["published", "updated", "pubDate", "dc:date"]);
    if let Some(said) = date {
        match moment(said) {
            Some(date) => text.push_str(&format!("date: {date}\n")),
            None => {
                let what = What::Date(said.to_owned());
                plan.left.push(Left::new(what, path, None));
            }
        }
    }
    let categories = entry.all("category");
    let terms = categories.filter_map(|category| {
        let term = category.attribute("term").unwrap_or(category.text.trim());
        (!term.is_empty()).then(|| written(term).into_owned())
    });
    let terms: Vec<String> = terms.collect();
    if !terms.is_empty() {
        text.push_str(&format!("tags: [{}]\n", terms.join(", ")));
    }
    let body = entry.said(&["content:encoded", "content", "description", "summary"]);
    text.push_str(&format!("---\n{}", markdown(body.unwrap_or_default())));
    text.push_str(&enclosures(entry));
    plan.pages.push(Moved {
        from: path.to_owned(),
        to: format!("posts/{name}.md"),
        text,
        old: old.into_iter().collect(),
        ..Moved::default()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_time() {
        for (text, expected) in [
            (
                "2024-05-06T10:00:00.5+02:00",
                Some("2024-05-06T10:00:00+02:00"),
            ),
            ("2024-05-06T08:00:00Z", Some("2024-05-06T08:00:00+00:00")),
            (
                "Mon, 06 May 2024 10:00:00 +0200",
                Some("2024-05-06T10:00:00+02:00"),
            ),
            (
                "Mon, 06 May 2024 10:00 GMT",
                Some("2024-05-06T10:00:00+00:00"),
            ),
            ("2024-05-06", Some("2024-05-06")),
            ("2024-05-06 10:00", Some("2024-05-06")),
            ("Mon, 06 May 2024 10:00:00 CEST", Some("2024-05-06")),
            ("Tue, 31 Feb 2026 10:00:00 +0100", None),
            ("yesterday", None),
        ] {
            assert_eq!(moment(text).as_deref(), expected, "{text}");
        }
    }
}
