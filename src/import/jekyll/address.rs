//! Addresses as Jekyll makes them.

use super::site::Site;
use crate::import::address::{Day, below, dated, day, normal, pattern};
use crate::import::data::text;
use crate::import::front::Front;
use crate::slug::slug;
use crate::yaml::Node;
use std::collections::BTreeSet;

impl Site {
    /// What is said of a field for all pages of a kind or below a path: the nearest counts.
    pub(super) fn default(&self, name: &str, key: &str) -> Option<&Node> {
        let defaults = self
            .config
            .node
            .get("defaults")
            .map_or(&[][..], Node::items);
        let first = name.split('/').next().unwrap_or_default();
        let mut collections = self.collections.iter().map(|(name, _)| name.as_str());
        let own = match name
            .split('/')
            .any(|part| part == "_posts" || part == "_drafts")
        {
            true => "posts",
            false => collections
                .find(|own| first.strip_prefix('_') == Some(own))
                .unwrap_or("pages"),
        };
        let fits = |scope: Option<&Node>| {
            let said = |key: &str| {
                scope
                    .and_then(|scope| text(scope, &[key]))
                    .unwrap_or_default()
            };
            let (path, kind) = (said("path").trim_matches('/'), said("type"));
            let rest = name.strip_prefix(path);
            let is_below = path.is_empty()
                || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']));
            (is_below && (kind.is_empty() || kind == own)).then_some((path.len(), kind.len()))
        };
        let found = defaults
            .iter()
            .filter_map(|entry| Some((fits(entry.get("scope"))?, entry.get("values")?.get(key)?)));
        found.max_by_key(|(near, _)| *near).map(|(_, value)| value)
    }

    /// The address of a page.
    pub(super) fn address(&self, name: &str, front: &Front) -> String {
        let style = self
            .said(&["permalink"])
            .unwrap_or_else(|| "date".to_owned());
        let parts = Parts::of(name, front, self.default(name, "categories"));
        let is_post = parts.date.is_some();
        let own = front
            .text("permalink")
            .or_else(|| self.default(name, "permalink")?.as_text());
        let own = own.map(str::to_owned);
        let first = name.split('/').next().unwrap_or_default();
        let mut collections = self.collections.iter();
        let collection = collections.find(|(own, _)| first.strip_prefix('_') == Some(own));
        let shape = match (own, is_post, collection) {
            (Some(own), is_post, _) => {
                if is_post {
                    of_posts(&own).to_owned()
                } else {
                    own
                }
            }
            (None, true, _) => of_posts(&style).to_owned(),
            (None, false, Some((_, Some(shape)))) => shape.clone(),
            (None, false, Some(_)) => format!("/:collection/:path{}", suffix(&style)),
            (None, false, None) => format!("/:folder/:basename{}", suffix(&style)),
        };
        let address = normal(&pattern(&shape, |word| parts.value(word)));
        match address
            .strip_suffix("/index/")
            .or(address.strip_suffix("/index.html"))
        {
            Some(folder) => format!("{folder}/"),
            None => address,
        }
    }
}

/// The pattern of a style of addresses.
fn of_posts(style: &str) -> &str {
    match style {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title.html",
        own => own,
    }
}

/// What the style of the posts means for the addresses of other pages.
fn suffix(style: &str) -> &'static str {
    match style {
        "date" | "none" | "ordinal" | "weekdate" => ".html",
        "pretty" => "/",
        own if own.ends_with('/') => "/",
        own if own.ends_with(":output_ext") || own.ends_with(".html") => ".html",
        _ => "",
    }
}

/// The path of a page below `content/`: folders whose names begin with `_` have no pages there.
pub(super) fn published(name: &str) -> String {
    let parts = name.split('/').map(|part| match part {
        "_drafts" => "posts",
        part => part.trim_start_matches('_'),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What the words of a pattern stand for.
struct Parts<'a> {
    folder: &'a str,
    file: &'a str,
    /// Of posts, their day.
    date: Option<Day<'a>>,
    categories: String,
    slug: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(name: &'a str, front: &'a Front, default: Option<&Node>) -> Self {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let above = folder.split_once("_posts");
        let above = above.map(|(above, _)| above.trim_matches('/'));
        let named = above.and_then(|_| dated(file));
        let mut categories: Vec<String> = above.map_or(Vec::new(), |above| {
            above.split('/').map(str::to_owned).collect()
        });
        let default = default.map_or(&[][..], Node::items).iter();
        categories.extend(default.filter_map(Node::as_text).map(str::to_lowercase));
        for key in ["category", "categories"] {
            let node = front.node.as_ref().and_then(|node| node.get(key));
            match node.and_then(Node::as_text) {
                // Of several words each is one.
                Some(words) => categories.extend(words.split_whitespace().map(str::to_lowercase)),
                None => categories.extend(front.texts(key).into_iter().map(str::to_lowercase)),
            }
        }
        let mut seen = BTreeSet::new();
        categories.retain(|category| !category.is_empty() && seen.insert(category.clone()));
        Self {
            folder,
            file: named.map_or(file, |(_, rest)| rest),
            date: front
                .text("date")
                .and_then(day)
                .filter(|_| named.is_some())
                .or(named.map(|(day, _)| day)),
            categories: categories.join("/"),
            slug: front.text("slug"),
        }
    }

    fn value(&self, word: &str) -> Option<String> {
        let first = self.folder.split('/').next().unwrap_or_default();
        Some(match word {
            "title" => self.slug.unwrap_or(self.file).to_owned(),
            "slug" => slug(self.slug.unwrap_or(self.file)),
            "name" => slug(self.file),
            "basename" => self.file.to_owned(),
            "categories" => self.categories.clone(),
            "collection" => first.trim_start_matches('_').to_owned(),
            "folder" => self.folder.to_owned(),
            "path" if first.starts_with('_') => below(&self.folder[first.len()..], self.file)
                .trim_matches('/')
                .to_owned(),
            "path" => self.folder.to_owned(),
            "output_ext" => ".html".to_owned(),
            word => return self.date.and_then(|day| day.part(word)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::{Data, parse};

    #[test]
    fn pages_are_where_jekyll_had_them() {
        let pretty = "permalink: pretty\n";
        let docs = "collections:\n  docs: {output: true}\n";
        for (config, name, front, expected) in [
            ("", "_posts/2020-01-02-A-b", "", "/2020/01/02/A-b.html"),
            (
                "",
                "x/_posts/2020-01-02-a",
                "categories: Y Z",
                "/x/y/z/2020/01/02/a.html",
            ),
            (pretty, "_posts/2020-01-02-a", "", "/2020/01/02/a/"),
            ("", "_posts/2020-01-02-a", "permalink: /p/:title", "/p/a/"),
            (
                "permalink: /:year/:slug\n",
                "_posts/2020-01-02-A",
                "",
                "/2020/a/",
            ),
            ("", "about", "", "/about.html"),
            (pretty, "s/about", "", "/s/about/"),
            ("", "s/index", "", "/s/"),
            (docs, "_docs/g/a", "", "/docs/g/a.html"),
            ("", "index", "", "/"),
        ] {
            let config = format!("a: b\n{config}");
            let site = Site::new(Data::of(parse(&config, "yml").unwrap()));
            let front = Front::of(&format!("---\n{front}\n---\n"));
            assert_eq!(site.address(name, &front), expected, "{name} {config}");
        }
    }
}
