//! Addresses as Hugo makes them.

use super::site::{Site, get};
use crate::import::address::{Day, below, day, normal, pattern};
use crate::import::front::Front;
use crate::yaml::{Node, Value};

impl Site {
    /// What the addresses of a language begin with.
    pub(super) fn prefix(&self, language: usize) -> &str {
        match language > 0 || self.in_subfolder {
            true => self.languages.get(language).map_or("", |(tag, _)| tag),
            false => "",
        }
    }

    /// The address of a list that nobody wrote.
    pub(super) fn list(&self, language: usize, path: &str) -> String {
        below(
            self.prefix(language),
            &self.ugly(path.to_owned(), path.split('/').next().unwrap_or_default()),
        )
    }

    /// The addresses of a page, its own first; `name` is its path without ending and language.
    pub(super) fn addresses(&self, name: &str, front: &Front, language: usize) -> Vec<String> {
        let prefix = self.prefix(language);
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let kept = self.flag("disablePathToLower");
        let section: Vec<String> = folder.split('/').map(|name| urlized(name, kept)).collect();
        let section = section.join("/");
        let own = match front.text("url") {
            Some(url) if url.starts_with('/') => normal(url),
            Some(url) => below(prefix, url),
            None => below(prefix, &self.path((folder, &section), file, front)),
        };
        let mut old = vec![own];
        for alias in front.texts("aliases") {
            old.push(match alias.starts_with('/') {
                true => normal(alias),
                false => below(prefix, &format!("{section}/{alias}")),
            });
        }
        old
    }

    /// The path of a page that says no address.
    fn path(&self, (folder, section): (&str, &str), file: &str, front: &Front) -> String {
        let first = folder.split('/').next().unwrap_or_default();
        if file == "_index" {
            return self.ugly(format!("{section}/"), first);
        }
        let kept = self.flag("disablePathToLower");
        let (section, file) = match file {
            // It is its folder's page.
            "index" => match section.rsplit_once('/') {
                Some((above, own)) => (above, own.to_owned()),
                None => ("", section.to_owned()),
            },
            file => (section, urlized(file, kept)),
        };
        let slug = front.text("slug").filter(|slug| !slug.trim().is_empty());
        let slug = slug.map(|slug| urlized(slug, true));
        let permalinks = self.value("permalinks");
        let of_pages = permalinks.and_then(|node| get(node, "page"));
        let said = [of_pages, permalinks].into_iter().flatten();
        let shape = said.filter_map(|node| get(node, first)?.as_text()).next();
        let path = match shape {
            Some(shape) => {
                let parts = Parts {
                    section,
                    file: &file,
                    slug: slug.as_deref(),
                    front,
                };
                pattern(shape, |word| parts.value(word))
            }
            None => format!("{section}/{}", slug.as_deref().unwrap_or(&file)),
        };
        self.ugly(path, first)
    }

    /// A path with the ending that pages of a section have.
    fn ugly(&self, path: String, first: &str) -> String {
        let ugly = self.value("uglyURLs");
        let is_ugly = ugly.is_some_and(|node| match &node.value {
            Value::Map(_) => get(node, first).and_then(Node::as_bool) == Some(true),
            _ => node.as_bool() == Some(true),
        });
        match is_ugly && !path.ends_with(".html") && !path.trim_matches('/').is_empty() {
            true => format!("{}.html", path.trim_end_matches('/')),
            false => path,
        }
    }
}

/// What the words of a pattern stand for.
struct Parts<'a> {
    section: &'a str,
    file: &'a str,
    slug: Option<&'a str>,
    front: &'a Front,
}

impl Parts<'_> {
    fn value(&self, word: &str) -> Option<String> {
        let dates = ["date", "publishDate", "lastmod"];
        let date = || dates.iter().find_map(|key| day(self.front.text(key)?));
        let title = || {
            let title = self.front.text("title").map(|title| urlized(title, false));
            title.unwrap_or_else(|| self.file.to_owned())
        };
        let slug = || self.slug.map(str::to_owned);
        Some(match word {
            "title" => title(),
            "slug" => slug().unwrap_or_else(title),
            "filename" | "contentbasename" => self.file.to_owned(),
            "slugorfilename" | "slugorcontentbasename" => {
                slug().unwrap_or_else(|| self.file.to_owned())
            }
            "section" => self.section.split('/').next()?.to_owned(),
            "sections" => self.section.to_owned(),
            "sections[1:]" => self
                .section
                .split_once('/')
                .map_or("", |(_, r)| r)
                .to_owned(),
            "sections[last]" => self.section.rsplit('/').next()?.to_owned(),
            word => return date().and_then(|day: Day<'_>| day.part(word)),
        })
    }
}

/// A segment of an address as Hugo makes it.
pub(super) fn urlized(text: &str, keeps_case: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_whitespace() && out.ends_with('-') => {}
            c if c.is_whitespace() => out.push('-'),
            c if c.is_alphanumeric() || "._-+~".contains(c) => out.push(c),
            _ => {}
        }
    }
    match keeps_case {
        true => out,
        false => out.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::data::{Data, parse};

    fn addresses(config: &str, name: &str, front: &str) -> String {
        let main = Data::of(parse(config, "toml").unwrap());
        let site = Site::new(main, Vec::new());
        let front = Front::of(&format!("---\n{front}\n---\n"));
        site.addresses(name, &front, 0).join(" ")
    }

    #[test]
    fn pages_are_where_hugo_had_them() {
        let dated = "[permalinks]\nposts = '/:year/:month/:slug/'\n";
        for (config, name, front, expected) in [
            ("", "_index", "", "/"),
            ("", "posts/_index", "", "/posts/"),
            ("", "Posts/My Post", "", "/posts/my-post/"),
            ("", "posts/a_b/index", "slug: C d", "/posts/C-d/"),
            ("", "a", "url: x/y.html", "/x/y.html"),
            ("", "s/a", "aliases: [b, /c]", "/s/a/ /s/b/ /c/"),
            ("disablePathToLower = true\n", "s/A", "", "/s/A/"),
            ("uglyURLs = true\n", "s/a", "", "/s/a.html"),
            ("uglyURLs = true\n", "s/_index", "", "/s.html"),
            ("uglyURLs = true\n", "_index", "", "/"),
            (
                dated,
                "posts/a",
                "title: It's A\ndate: 2020-03-04",
                "/2020/03/its-a/",
            ),
            (dated, "notes/a", "title: B", "/notes/a/"),
            ("", "notes/a", "slug: ''", "/notes/a/"),
            (
                "[permalinks]\nposts = '/p/:slug/'\n[permalinks.page]\nnotes = '/n/:slug/'\n",
                "posts/a",
                "title: B",
                "/p/b/",
            ),
        ] {
            assert_eq!(addresses(config, name, front), expected, "{name} {front}");
        }
    }
}
