//! Hugo.

mod address;
mod menu;
mod site;

use super::address::{below, spoken};
use super::data::{Data, text};
use super::front::Front;
use super::left::{Left, What};
use super::plan::{Moved, Plan, page_name};
use super::tree::Tree;
use crate::yaml::Node;
use address::urlized;
use menu::{Item, file_name, in_order};
use site::{Site, get, is_hidden};
use std::collections::{BTreeMap, BTreeSet};

const CONFIGS: [&str; 12] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
];
/// Settings that are carried over, or that the new site follows by itself.
const KNOWN: [&str; 26] = [
    "cascade",
    "paginate",
    "baseurl",
    "title",
    "languagecode",
    "locale",
    "defaultcontentlanguage",
    "defaultcontentlanguageinsubdir",
    "languages",
    "permalinks",
    "uglyurls",
    "taxonomies",
    "menu",
    "menus",
    "params",
    "contentdir",
    "staticdir",
    "publishdir",
    "disablepathtolower",
    "enablerobotstxt",
    "enablegitinfo",
    "hascjklanguage",
    "buildfuture",
    "builddrafts",
    "disablekinds",
    "enableemoji",
];

/// Whether a site is one of Hugo's.
pub(super) fn is_one(tree: &Tree) -> bool {
    let Some(path) = tree.first(&CONFIGS) else {
        return false;
    };
    // Zola calls its own the same.
    let is_zola = || {
        tree.text(path)
            .is_some_and(|text| text.contains("base_url"))
    };
    !path.ends_with("config.toml") || path.contains('/') || !is_zola()
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some(main) = Data::read(tree, path, &mut plan.left) else {
        return;
    };
    let mut parts = Vec::new();
    for (path, name) in tree.below("config/_default") {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if !matches!(stem, "hugo" | "config")
            && let Some(data) = Data::read(tree, path, &mut plan.left)
        {
            parts.push((stem.to_owned(), data));
        }
    }
    let site = Site::new(main, parts);
    for patterns in site.hidden.iter().flatten() {
        patterns.tell(path, plan);
    }
    site.settings(plan);
    let items = site.pages(tree, plan);
    site.menus(items, plan);
    site.sections(plan);
    site.lists(plan);
    site.further(plan);
    site.feeds(plan);
    plan.colocate();
    let statics = site.value("staticDir").and_then(Node::as_text);
    let statics = statics.unwrap_or("static").to_owned();
    plan.statics(tree, &statics);
    plan.data(tree, "data");
    for folder in ["layouts", "themes", "assets", "archetypes", "i18n"] {
        plan.leave_folder(tree, folder);
    }
    for (from, path) in tree.below("config") {
        if !path.starts_with("_default/") {
            plan.left.push(Left::new(What::Program, from, None));
        }
    }
}

impl Site {
    fn settings(&self, plan: &mut Plan) {
        let said = |key: &str| self.value(key).and_then(Node::as_text).map(str::to_owned);
        let settings = &mut plan.settings;
        settings.title = said("title");
        settings.base_url = said("baseURL");
        let own = self.languages.first().map(|(tag, _)| tag.clone());
        let code = said("languageCode").or_else(|| said("locale"));
        settings.language = own.or(code).or_else(|| said("defaultContentLanguage"));
        let params = self.value("params");
        let param = |keys: &[&str]| params.and_then(|node| text(node, keys)).map(str::to_owned);
        settings.description = param(&["description", "Description"]);
        settings.tagline = param(&["subtitle", "tagline"]);
        settings.owner = param(&["author"]);
        for (i, (tag, _)) in self.languages.iter().enumerate() {
            let node = self.value("languages").and_then(|node| get(node, tag));
            let title = node.and_then(|node| get(node, "title")?.as_text());
            let title = title.map(str::to_owned);
            match i {
                0 => settings.title = title.or(settings.title.take()),
                _ => settings.languages.push((tag.clone(), title)),
            }
        }
        for (key, node) in self.main.node.entries() {
            let name = key.text.to_ascii_lowercase();
            // Where it only says which folders are pages.
            let is_read =
                name == "module" && node.entries().iter().all(|(key, _)| key.text == "mounts");
            if !KNOWN.contains(&name.as_str()) && !is_read {
                plan.left.push(self.main.left(&key.text, key.span.start));
            } else if key.text.eq_ignore_ascii_case("params") {
                self.leave_params(&self.main, node, plan);
            }
        }
        for (_, data) in self.parts.iter().filter(|(name, _)| name == "params") {
            self.leave_params(data, &data.node, plan);
        }
    }

    fn leave_params(&self, data: &Data, params: &Node, plan: &mut Plan) {
        let known = ["description", "subtitle", "tagline", "author"];
        for (key, _) in params.entries() {
            if !known.contains(&key.text.to_ascii_lowercase().as_str()) {
                let name = format!("params.{}", key.text);
                plan.left.push(data.left(&name, key.span.start));
            }
        }
    }

    /// Adds the pages and the files beside them; the entries of menus that pages ask for.
    fn pages(&self, tree: &Tree, plan: &mut Plan) -> Vec<Item> {
        let mut items = Vec::new();
        let mut folders: Vec<(&str, usize)> = Vec::new();
        for (i, (_, folder)) in self.languages.iter().enumerate() {
            folders.extend(folder.as_deref().map(|folder| (folder, i)));
        }
        if folders.iter().all(|(folder, _)| *folder != self.folder) {
            folders.push((&self.folder, 0));
        }
        let others: Vec<String> = folders.iter().map(|(f, _)| format!("{f}/")).collect();
        for (folder, language) in folders {
            for (from, path) in tree.below(folder) {
                // It is another language's.
                let nested = |other: &&String| from.starts_with(other.as_str());
                if others
                    .iter()
                    .filter(nested)
                    .any(|other| other.len() > folder.len() + 1)
                {
                    continue;
                }
                let to = match language {
                    0 => path.to_owned(),
                    i => format!("{}/{path}", self.languages[i].0),
                };
                self.file(tree, (from, path, to), language, plan, &mut items);
            }
        }
        for (source, target) in self.mounts() {
            for (from, path) in tree.below(source) {
                let to = format!("{target}/{path}");
                let to = to.trim_start_matches('/');
                self.file(tree, (from, to, to.to_owned()), 0, plan, &mut items);
            }
        }
        items
    }

    fn file(
        &self,
        tree: &Tree,
        (from, path, to): (&str, &str, String),
        language: usize,
        plan: &mut Plan,
        items: &mut Vec<Item>,
    ) {
        let ends = ["md", "markdown", "html", "htm"];
        let Some(name) = page_name(path, &ends) else {
            // Other forms of text are pages there too.
            match page_name(path, &["adoc", "asciidoc", "org", "rst", "pandoc", "pdc"]) {
                Some(_) => plan.left.push(Left::new(What::Unreadable, from, None)),
                None => plan.copy(tree, from, &to),
            }
            return;
        };
        let suffix = name.rsplit_once('.');
        let suffix = suffix.and_then(|(name, tag)| {
            let mut tags = self.languages.iter();
            Some((name, tags.position(|(own, _)| own == tag)?))
        });
        let (name, language) = suffix.unwrap_or((name, language));
        let to = match to.strip_suffix(".html").or(to.strip_suffix(".htm")) {
            Some(stem) => format!("{stem}.md"),
            None => to,
        };
        let front = Front::of(&tree.text(from).unwrap_or_default());
        let is_hidden = is_hidden(front.node.as_ref()) || front.text("headless") == Some("true");
        if is_resource(tree, from, name) || is_hidden || self.hides(name) {
            return plan.left.push(Left::new(What::Unpublished, from, None));
        }
        if let Some(link) = front.text("manualLink") {
            let what = What::Setting(format!("manualLink: {link}"));
            plan.left.push(Left::new(what, from, None));
        }
        let old = self.addresses(name, &front, language);
        items.extend(menu::of_page(&front, language, &old[0]));
        plan.page(tree, from, &to, old);
        let otherwise = below(self.prefix(language), "");
        for plural in self.taxonomies() {
            let terms = front.texts(&plural);
            for term in &terms {
                let address = self.list(language, &format!("{plural}/{}", urlized(term, false)));
                plan.list(address, &plural, term, &otherwise);
            }
            if !terms.is_empty() {
                plan.settings.taxonomy(&plural, &spoken(&plural));
            }
        }
    }

    /// The menus: of each language those of its configuration, else those of all, and what pages ask
    /// for.
    fn menus(&self, items: Vec<Item>, plan: &mut Plan) {
        let mut of_pages: Vec<Vec<Item>> = Vec::new();
        of_pages.resize_with(self.languages.len().max(1), Vec::new);
        for item in items {
            of_pages[item.language].push(item);
        }
        for (language, mut items) in of_pages.into_iter().enumerate() {
            let tag = self.languages.get(language).map(|(tag, _)| tag.as_str());
            let own = self.configured(tag, language, items.is_empty() && language > 0);
            items.extend(own);
            for item in &mut items {
                item.lead(|path| self.page_at(path, language, plan));
            }
            let (main, other): (Vec<Item>, _) =
                items.into_iter().partition(|item| item.menu == "main");
            let (foot, other): (Vec<Item>, Vec<Item>) = other
                .into_iter()
                .partition(|item| item.menu == "footer" && language == 0);
            let others: BTreeSet<String> = other.into_iter().map(|item| item.menu).collect();
            for name in others {
                let what = What::Setting(format!("menus.{name}"));
                plan.left.push(Left::new(what, self.main.path(), None));
            }
            let settings = &mut plan.settings;
            match tag.filter(|_| language > 0) {
                Some(tag) => drop(settings.menus.insert(tag.to_owned(), in_order(main))),
                None => (settings.menu, settings.footer) = (in_order(main), in_order(foot)),
            }
        }
    }

    /// The entries that the configuration has for a language; where only its own are wanted, those
    /// of all languages are none.
    fn configured(&self, tag: Option<&str>, language: usize, only_own: bool) -> Vec<Item> {
        let of_language = tag.and_then(|tag| {
            let own = get(self.value("languages")?, tag)?;
            get(own, "menus").or_else(|| get(own, "menu"))
        });
        let in_file = |name: &str| self.value(&format!("{name}.{}", tag.unwrap_or_default()));
        let of_language = of_language
            .or_else(|| in_file("menus"))
            .or_else(|| in_file("menu"));
        let of_all = || self.value("menus").or_else(|| self.value("menu"));
        let menus = of_language.or_else(|| of_all().filter(|_| !only_own));
        let menus = menus.map_or(&[][..], Node::entries).iter();
        let items = menus.flat_map(|(name, node)| {
            node.items()
                .iter()
                .map(|entry| Item::read(entry, &name.text, language))
        });
        items.collect()
    }

    /// The address of a page by its file.
    fn page_at(&self, path: &str, language: usize, plan: &Plan) -> Option<String> {
        let is_it = |page: &&Moved| {
            let (own, name) = self.language_of(&page.to);
            let name = name.strip_suffix(".md").unwrap_or(name);
            let tag = self.languages.get(own).map(|(tag, _)| format!(".{tag}"));
            let bare = tag.and_then(|tag| name.strip_suffix(tag.as_str()));
            own == language && file_name(bare.unwrap_or(name)) == path
        };
        plan.pages.iter().find(is_it)?.old.first().cloned()
    }

    /// Gives the sections at the top that nobody wrote a page for one with their name.
    fn sections(&self, plan: &mut Plan) {
        let mut found: BTreeMap<(usize, &str), bool> = BTreeMap::new();
        for page in &plan.pages {
            let (language, path) = self.language_of(&page.to);
            if let Some((section, rest)) = path.split_once('/') {
                let is_its = rest.starts_with("_index.") || rest.starts_with("index.");
                *found.entry((language, section)).or_default() |= is_its;
            }
        }
        let kept = self.flag("disablePathToLower");
        let lists = found.into_iter().filter(|(_, is_written)| !is_written);
        let lists: Vec<_> = lists
            .map(|((language, section), _)| {
                (
                    self.list(language, &urlized(section, kept)),
                    language,
                    section.to_owned(),
                )
            })
            .collect();
        for (address, language, section) in lists {
            let folder = match language {
                0 => section.clone(),
                language => format!("{}/{section}", self.languages[language].0),
            };
            plan.heading(&folder, &spoken(&section), vec![address]);
        }
    }

    /// The language of a path below `content/`, and what stands behind its folder.
    fn language_of<'a>(&self, to: &'a str) -> (usize, &'a str) {
        let by_name = |path: &str| {
            let name = path.strip_suffix(".md")?;
            let (_, tag) = name.rsplit_once('.')?;
            self.languages.iter().position(|(own, _)| own == tag)
        };
        let by_folder = to.split_once('/').and_then(|(first, rest)| {
            let at = self.languages.iter().position(|(own, _)| own == first)?;
            Some((at, rest))
        });
        by_folder.unwrap_or_else(|| (by_name(to).unwrap_or(0), to))
    }

    /// Adds the lists of terms, which every language has.
    fn lists(&self, plan: &mut Plan) {
        for language in 0..self.languages.len().max(1) {
            for plural in self.taxonomies() {
                let otherwise = below(self.prefix(language), "");
                plan.list(self.list(language, &plural), &plural, "", &otherwise);
            }
        }
    }

    /// Leads the feeds to those that there are here: of all, and of the sections at the top.
    fn feeds(&self, plan: &mut Plan) {
        let disabled = self.value("disableKinds").map_or(&[][..], Node::items);
        if disabled
            .iter()
            .filter_map(Node::as_text)
            .any(|kind| kind.eq_ignore_ascii_case("rss"))
        {
            return;
        }
        for language in 0..self.languages.len().max(1) {
            let home = below(self.prefix(language), "");
            plan.feed(&format!("{home}index.xml"), &home);
        }
        let terms = self.taxonomies().into_iter().flat_map(|plural| {
            let languages = 0..self.languages.len().max(1);
            languages.map(move |language| below(self.prefix(language), &format!("{plural}/:term")))
        });
        let sections = plan
            .pages
            .iter()
            .filter(|page| page.to.ends_with("/_index.md"));
        let sections = sections.filter_map(|page| page.old.first().cloned());
        let lists: Vec<String> = terms.chain(sections).collect();
        for list in lists {
            plan.feed(
                &format!(
                    "{}/index.xml",
                    list.trim_end_matches(".html").trim_end_matches('/')
                ),
                &list,
            );
        }
    }

    /// What pages are sorted by, by the field and segment of each.
    fn taxonomies(&self) -> Vec<String> {
        let own = self.value("taxonomies").map_or(&[][..], Node::entries);
        let own: Vec<String> = own
            .iter()
            .filter_map(|(_, plural)| Some(plural.as_text()?.to_owned()))
            .collect();
        match own.is_empty() {
            true => vec!["tags".to_owned(), "categories".to_owned()],
            false => own,
        }
    }

    /// Adds the lists that had more than one page: those of the sections at the top, and of all.
    fn further(&self, plan: &mut Plan) {
        let size = self.value("paginate").or_else(|| {
            let pagination = self.value("pagination")?;
            get(pagination, "pagerSize")
        });
        let size = size
            .and_then(Node::as_text)
            .and_then(|size| size.parse().ok());
        let size: usize = size.unwrap_or(10);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for page in plan
            .pages
            .iter()
            .filter(|page| !page.to.ends_with("_index.md"))
        {
            let section = page.to.split_once('/').map_or("", |(section, _)| section);
            for list in BTreeSet::from(["", section]) {
                *counts.entry(list.to_owned()).or_default() += 1;
            }
        }
        let long = counts.into_iter().filter(|(_, count)| *count > size);
        let long = long.map(|(section, _)| (below("", &section), "/page/".to_owned()));
        plan.further.extend(long);
    }
}

/// Whether a page lies in the folder of another and is part of that.
fn is_resource(tree: &Tree, from: &str, name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let above = from.match_indices('/').map(|(at, _)| &from[..at]);
    let mut above: Vec<&str> = above.collect();
    if matches!(file, "index" | "_index") {
        above.pop();
    }
    let ends = ["md", "markdown", "html"];
    let is_leaf = |folder: &str| {
        ends.iter()
            .any(|end| tree.has(&format!("{folder}/index.{end}")))
    };
    // What lies at the top of all content has none above.
    above.into_iter().skip(1).any(is_leaf)
}
