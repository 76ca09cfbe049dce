//! An export of WordPress (WXR): one file of XML with everything.

mod export;
mod menu;
mod text;

use super::left::{Left, What};
use super::plan::{Moved, Plan};
use super::tree::Tree;
use super::xml::{Element, parse};
use crate::html::markdown;
use crate::slug::slug;
use crate::yaml::written;
use chrono::{FixedOffset, NaiveDateTime};
use export::{Export, meta};
use text::{captioned, linked, with_blocks, with_breaks};

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
        let export = Export::new(path, base, channel);
        export.items(plan);
        plan.redirects
            .push((export.below("/feed/"), "/feed.xml".to_owned()));
    }
}

impl Export<'_> {
    fn items(&self, plan: &mut Plan) {
        let mut entries = Vec::new();
        for item in self.channel.all("item") {
            let said = |name: &str| item.said(&[name]).unwrap_or_default();
            match said("wp:post_type") {
                "post" | "page" => self.page(item, plan),
                "nav_menu_item" => entries.push(item),
                // Pictures are on the host, and no part of an export.
                "attachment" => {
                    let address = item.said(&["wp:attachment_url"]).unwrap_or_default();
                    let what = What::Address(self.below(address));
                    plan.left.push(Left::new(what, self.path, None));
                }
                "revision" | "wp_global_styles" | "wp_navigation" | "custom_css" | "wp_block" => {}
                _ if self.is_read(item) => self.page(item, plan),
                other => self.tell(format!("{other}: {}", said("title")), plan),
            }
        }
        menu::read(self, &entries, plan);
    }

    /// Whether something of a kind that extensions have added was a page with a text.
    fn is_read(&self, item: &Element) -> bool {
        let link = item.said(&["link"]).unwrap_or_default();
        let has_address = !link.contains('?') && self.below(link) != "/";
        let has_text = item.said(&["content:encoded"]).is_some();
        has_address && has_text && item.said(&["wp:status"]) == Some("publish")
    }

    /// Tells something that is not carried over.
    fn tell(&self, name: String, plan: &mut Plan) {
        let what = What::NotCarried(name);
        plan.left.push(Left::new(what, self.path, None));
    }

    /// Writes who wrote a post, and where the list of what they wrote was.
    fn author(&self, item: &Element, text: &mut String, plan: &mut Plan) {
        let login = item.said(&["dc:creator"]).unwrap_or_default();
        let Some(name) = self.authors.get(login) else {
            return;
        };
        text.push_str(&format!("author: {}\n", written(name)));
        let address = format!("/author/{}/", slug(login));
        if !plan.lists.iter().any(|list| list.address == address) {
            plan.list_at(address, "/posts/");
        }
    }

    /// Tells what a post has besides its text: comments, and the picture that stands for it.
    fn beside(&self, item: &Element, title: &str, plan: &mut Plan) {
        let comments = item.all("wp:comment");
        let shown = |comment: &&Element| comment.said(&["wp:comment_approved"]) == Some("1");
        match comments.filter(shown).count() {
            0 => {}
            count => self.tell(format!("wp:comment × {count} ({title})"), plan),
        }
        let picture = meta(item, "_thumbnail_id");
        if let Some(link) = picture.and_then(|id| self.links.get(id)) {
            let name = format!("_thumbnail_id ({title}): {}", self.below(link));
            self.tell(name, plan);
        }
    }

    /// A text as it was shown: with texts that it takes in, and links that name posts by number.
    fn body(&self, item: &Element, title: &str, plan: &mut Plan) -> String {
        let body = item.said(&["content:encoded"]).unwrap_or_default();
        let (body, missing) = with_blocks(body, &self.blocks);
        for block in missing {
            self.tell(format!("wp:block {block} ({title})"), plan);
        }
        let body = linked(&body, |address, id| {
            let own = !self.is_elsewhere(address);
            self.links.get(id).copied().filter(|_| own)
        });
        with_breaks(&captioned(&body))
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
        // What needs a password is for nobody who has none.
        let is_locked = said("wp:post_password").is_some();
        let is_published = said("wp:status") == Some("publish") && !is_locked;
        let mut text = self.front(item, is_published, plan);
        self.beside(item, title, plan);
        let body = self.body(item, title, plan);
        self.shortcodes(title, &body, plan);
        text.push_str("---\n");
        let mut parts = body.splitn(2, "<!--more");
        text.push_str(&markdown(parts.next().unwrap_or_default()));
        if let Some((_, rest)) = parts.next().and_then(|rest| rest.split_once("-->")) {
            text.push_str(&format!("\n<!-- more -->\n\n{}", markdown(rest)));
        }
        if is_locked {
            let address = said("link").map_or_else(|| title.to_owned(), |link| self.below(link));
            plan.left
                .push(Left::new(What::Address(address), self.path, None));
        }
        let old = said("link")
            .map(|link| self.below(link))
            .filter(|_| is_published);
        let folder = match kind {
            "post" => "posts/".to_owned(),
            "page" => String::new(),
            other => format!("{}/", slug(other)),
        };
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

    /// What a page says of itself, as its front matter begins.
    fn front(&self, item: &Element, is_published: bool, plan: &mut Plan) -> String {
        let said = |name: &str| item.said(&[name]);
        let title = said("title").unwrap_or_default();
        let kind = said("wp:post_type").unwrap_or_default();
        let mut text = format!("---\ntitle: {}\n", written(title));
        if kind != "page"
            && let Some(own) = said("wp:post_date").filter(|date| !date.starts_with("0000"))
        {
            let date = moment(own, said("wp:post_date_gmt").unwrap_or_default());
            text.push_str(&format!("date: {date}\n"));
        }
        if !is_published {
            text.push_str("draft: true\n");
        }
        if let Some(summary) = said("excerpt:encoded") {
            let words: Vec<&str> = summary.split_whitespace().collect();
            text.push_str(&format!("description: {}\n", written(&words.join(" "))));
        }
        for (domain, field) in [("category", "categories"), ("post_tag", "tags")] {
            self.terms(item, (domain, field), &mut text, plan);
        }
        if kind != "page" {
            self.author(item, &mut text, plan);
        }
        text
    }

    /// Tells what of a text its program replaces: `[gallery ids="1"]`.
    fn shortcodes(&self, title: &str, body: &str, plan: &mut Plan) {
        for part in body.split('[').skip(1) {
            let inside = part.split(']').next().unwrap_or_default();
            let name = inside.split(' ').next().unwrap_or_default();
            let is_name =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
            let has_values = inside.contains('=') || inside.len() == name.len();
            let begins = name.starts_with(|c: char| c.is_ascii_lowercase());
            if name.len() > 2 && begins && name.chars().all(is_name) && has_values {
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
}
