//! An export of WordPress (WXR): one file of XML with everything.

use super::address::normal;
use super::feed::origin;
use super::left::{Left, What};
use super::plan::{Moved, Plan};
use super::settings::Entry;
use super::tree::Tree;
use super::xml::{Element, parse};
use crate::html::markdown;
use crate::slug::slug;
use crate::yaml::written;
use chrono::{FixedOffset, NaiveDateTime};
use std::collections::BTreeMap;

/// Whether a folder holds an export.
pub(super) fn is_one(tree: &Tree) -> bool {
    find(tree).next().is_some()
}

/// The exports of a folder; large ones come in several files.
fn find(tree: &Tree) -> impl Iterator<Item = (&str, String)> {
    let files = tree
        .below("")
        .filter(|(path, _)| path.ends_with(".xml") && !path.contains('/'));
    files.filter_map(|(path, _)| {
        let text = tree.text(path)?;
        let is_export = text.contains("wordpress.org/export/");
        is_export.then_some((path, text))
    })
}

/// Reads all exports of a folder.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    for (path, text) in find(tree) {
        let root = parse(&text);
        let channel = root.as_ref().and_then(|root| root.get(&["channel"]));
        let Some(channel) = channel else {
            plan.left.push(Left::new(What::Unreadable, path, None));
            continue;
        };
        let settings = &mut plan.settings;
        settings.title = channel.said(&["title"]).map(str::to_owned);
        settings.tagline = channel.said(&["description"]).map(str::to_owned);
        let language = channel.said(&["language"]);
        settings.language = language.map(|tag| tag.split('-').next().unwrap_or(tag).to_owned());
        let base = channel.said(&["wp:base_blog_url", "link"]);
        settings.base_url = base.map(str::to_owned);
        let base = base.unwrap_or_default();
        let export = Export {
            path,
            base,
            channel,
        };
        export.items(plan);
        plan.redirects
            .push((export.below("/feed/"), "/feed.xml".to_owned()));
    }
}

struct Export<'a> {
    path: &'a str,
    base: &'a str,
    channel: &'a Element,
}

impl Export<'_> {
    /// An address as it is below that of the site.
    fn below(&self, address: &str) -> String {
        let prefix = self
            .base
            .strip_prefix(&origin(self.base))
            .unwrap_or_default();
        let path = normal(address);
        path.strip_prefix(prefix.trim_end_matches('/'))
            .unwrap_or(&path)
            .to_owned()
    }

    /// Whether an address is that of another host.
    fn is_elsewhere(&self, address: &str) -> bool {
        let host = |address: &str| {
            let (_, rest) = address.split_once("://")?;
            rest.split('/').next().map(str::to_owned)
        };
        host(address).is_some_and(|other| Some(other) != host(self.base))
    }

    fn items(&self, plan: &mut Plan) {
        let mut links = BTreeMap::new();
        let mut entries = Vec::new();
        for item in self.channel.all("item") {
            let said = |name: &str| item.said(&[name]).unwrap_or_default();
            match said("wp:post_type") {
                "post" | "page" => {
                    links.insert(said("wp:post_id"), said("link"));
                    self.page(item, plan);
                }
                "nav_menu_item" => entries.push(item),
                // Pictures are on the host, and no part of an export.
                "attachment" => {
                    let address = item.said(&["wp:attachment_url"]).unwrap_or_default();
                    let what = What::Address(self.below(address));
                    plan.left.push(Left::new(what, self.path, None));
                }
                "revision" | "wp_global_styles" | "wp_navigation" | "custom_css" => {}
                other => {
                    let what = What::Setting(format!("{other}: {}", said("title")));
                    plan.left.push(Left::new(what, self.path, None));
                }
            }
        }
        for item in entries {
            let meta = |key: &str| {
                let mut metas = item.all("wp:postmeta");
                let found = metas.find(|meta| meta.said(&["wp:meta_key"]) == Some(key));
                found.and_then(|meta| meta.said(&["wp:meta_value"]))
            };
            let object = meta("_menu_item_object_id").and_then(|id| links.get(id));
            let target = meta("_menu_item_url").or(object.copied());
            plan.settings.menu.push(Entry {
                label: item.said(&["title"]).map(str::to_owned),
                target: target.map(|target| match self.is_elsewhere(target) {
                    true => target.to_owned(),
                    false => self.below(target),
                }),
                below: Vec::new(),
            });
        }
    }

    fn page(&self, item: &Element, plan: &mut Plan) {
        let said = |name: &str| item.said(&[name]);
        let title = said("title").unwrap_or_default();
        let kind = said("wp:post_type").unwrap_or_default();
        let name = said("wp:post_name").map_or_else(|| slug(title), slug);
        let id = said("wp:post_id").unwrap_or_default();
        let name = if name.is_empty() {
            format!("{kind}-{id}")
        } else {
            name
        };
        let mut text = format!("---\ntitle: {}\n", written(title));
        if kind == "post"
            && let Some(own) = said("wp:post_date").filter(|date| !date.starts_with("0000"))
        {
            let date = moment(own, said("wp:post_date_gmt").unwrap_or_default());
            text.push_str(&format!("date: {date}\n"));
        }
        // What needs a password is for nobody who has none.
        let is_locked = said("wp:post_password").is_some();
        if said("wp:status") != Some("publish") || is_locked {
            text.push_str("draft: true\n");
        }
        if let Some(summary) = said("excerpt:encoded") {
            let words: Vec<&str> = summary.split_whitespace().collect();
            text.push_str(&format!("description: {}\n", written(&words.join(" "))));
        }
        for (domain, field) in [("category", "categories"), ("post_tag", "tags")] {
            self.terms(item, (domain, field), &mut text, plan);
        }
        let body = captioned(said("content:encoded").unwrap_or_default());
        self.shortcodes(title, &body, plan);
        text.push_str("---\n");
        let mut parts = body.splitn(2, "<!--more");
        text.push_str(&markdown(parts.next().unwrap_or_default()));
        if let Some((_, rest)) = parts.next().and_then(|rest| rest.split_once("-->")) {
            text.push_str(&format!("\n<!-- more -->\n\n{}", markdown(rest)));
        }
        let is_published = said("wp:status") == Some("publish") && !is_locked;
        if is_locked {
            let address = said("link").map_or_else(|| title.to_owned(), |link| self.below(link));
            plan.left
                .push(Left::new(What::Address(address), self.path, None));
        }
        let old = said("link")
            .map(|link| self.below(link))
            .filter(|_| is_published);
        let folder = if kind == "post" { "posts/" } else { "" };
        plan.pages.push(Moved {
            from: self.path.to_owned(),
            to: match old.as_deref() {
                Some("/") => "_index.md".to_owned(),
                _ => format!("{folder}{name}.md"),
            },
            text,
            old: old.into_iter().collect(),
            ..Moved::default()
        });
    }

    /// Tells what of a text its program replaces: `[gallery ids="1"]`.
    fn shortcodes(&self, title: &str, body: &str, plan: &mut Plan) {
        for part in body.split('[').skip(1) {
            let inside = part.split(']').next().unwrap_or_default();
            let name = inside.split(' ').next().unwrap_or_default();
            let is_name = |c: char| c.is_ascii_lowercase() || "_-".contains(c);
            let has_values = inside.contains("=\"") || inside.len() == name.len();
            if name.len() > 2 && name.chars().all(is_name) && has_values {
                let what = What::Shortcode(format!("[{name}] ({title})"));
                plan.left.push(Left::new(what, self.path, None));
            }
        }
    }

    /// Writes the terms of a page, and where their lists were.
    fn terms(
        &self,
        item: &Element,
        (domain, field): (&str, &str),
        text: &mut String,
        plan: &mut Plan,
    ) {
        let own = |term: &&Element| term.attribute("domain") == Some(domain);
        let terms: Vec<&Element> = item.all("category").filter(own).collect();
        if terms.is_empty() {
            return;
        }
        let names: Vec<String> = terms
            .iter()
            .map(|term| written(term.text.trim()).into_owned())
            .collect();
        text.push_str(&format!("{field}: [{}]\n", names.join(", ")));
        let list = if domain == "category" {
            "category"
        } else {
            "tag"
        };
        for term in terms {
            let name = slug(term.text.trim());
            let own = term.attribute("nicename").unwrap_or(&name);
            let rule = (format!("/{list}/{own}/"), format!("/{field}/{name}/"));
            if !plan.redirects.contains(&rule) {
                plan.redirects.push(rule);
            }
        }
    }
}

/// The day and the time of a post, by the clock of its site, of which its time in UTC tells how far
/// ahead it is.
fn moment(own: &str, utc: &str) -> String {
    let read = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok();
    let day = || own.get(..10).unwrap_or(own).to_owned();
    let Some((time, utc)) = read(own).zip(read(utc)) else {
        return day();
    };
    let seconds = (time - utc).num_seconds();
    let ahead = i32::try_from(seconds).ok().and_then(FixedOffset::east_opt);
    match ahead.and_then(|ahead| time.and_local_timezone(ahead).single()) {
        Some(time) => time.to_rfc3339(),
        None => day(),
    }
}

/// A text in which pictures with captions are figures: `[caption id="a"]<img src="b"> Words[/caption]`.
fn captioned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[caption") {
        let (before, tag) = rest.split_at(at);
        let inside = tag
            .split_once(']')
            .and_then(|(_, after)| after.split_once("[/caption]"));
        let Some((inside, after)) = inside else {
            break;
        };
        // The caption stands behind the picture and the link around it.
        let image = inside.find("<img").and_then(|from| {
            let end = from + inside[from..].find('>')? + 1;
            let link = inside[end..].trim_start().strip_prefix("</a>");
            Some(link.map_or(end, |rest| inside.len() - rest.len()))
        });
        let (picture, words) = inside.split_at(image.unwrap_or(0));
        let words = words.trim();
        out.push_str(&format!(
            "{before}\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n"
        ));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_have_the_time_of_their_sites() {
        for (own, utc, expected) in [
            (
                "2024-05-06 10:00:00",
                "2024-05-06 08:00:00",
                "2024-05-06T10:00:00+02:00",
            ),
            ("2024-05-06 10:00:00", "0000-00-00 00:00:00", "2024-05-06"),
            ("2024-05-06 10:00:00", "2020-05-06 08:00:00", "2024-05-06"),
        ] {
            assert_eq!(moment(own, utc), expected);
        }
    }

    #[test]
    fn pictures_with_captions_are_figures() {
        for (text, expected) in [
            ("a [caption b", "a [caption b"),
            (
                "a[caption id=\"x\"]<a href=\"y\"><img src=\"b\"></a> Words[/caption]c",
                "a\n\n<figure><a href=\"y\"><img src=\"b\"></a><figcaption>Words</figcaption></figure>\n\nc",
            ),
        ] {
            assert_eq!(captioned(text), expected);
        }
    }
}
