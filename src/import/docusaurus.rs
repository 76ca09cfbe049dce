//! Docusaurus.

mod menu;
mod options;
mod order;
mod part;
mod settings;
mod words;

use super::address::{below, normal};
use super::data::text;
use super::front::Front;
use super::left::{Left, What};
use super::lines::outside_code;
use super::plan::{Plan, page_name};
use super::script::{configuration, tell_computed};
use super::tree::Tree;
use crate::yaml::Node;
use menu::{menus, sidebars};
use options::options;
use part::{folded, parts};
use settings::{settings, sources, tell_others};

const CONFIGS: [&str; 5] = [
    "docusaurus.config.ts",
    "docusaurus.config.js",
    "docusaurus.config.mjs",
    "docusaurus.config.cjs",
    "docusaurus.config.mts",
];

/// The settings that are carried over.
const READ: [&str; 7] = [
    "title",
    "tagline",
    "url",
    "baseUrl",
    "i18n",
    "themeConfig.navbar",
    "themeConfig.footer.links",
];

/// Whether a site is one of Docusaurus.
pub(super) fn is_one(tree: &Tree) -> bool {
    tree.first(&CONFIGS).is_some()
}

/// Reads a site.
pub(super) fn read(tree: &Tree, plan: &mut Plan) {
    let Some(path) = tree.first(&CONFIGS) else {
        return;
    };
    let Some((script, read)) = configuration(tree, path, plan) else {
        return;
    };
    tell_computed(&read, &READ, (&script, path), plan);
    let config = read.node;
    settings(&config, plan);
    sources(&config, (path, &script), plan);
    let parts = parts(&config, tree);
    for part in &parts {
        part.excluded.tell(path, plan);
        if part.is_missing(tree) {
            let what = What::Folder(part.folder.clone());
            plan.left.push(Left::new(what, path, None));
        }
        part.read(tree, plan);
        if let Some((label, current)) = part.edition.clone() {
            let folder = match part.to.as_str() {
                "" => ".".to_owned(),
                folder => folder.to_owned(),
            };
            plan.settings.versions.push((folder, label, current));
        }
        for (language, _) in plan.settings.languages.clone() {
            let part = part.translated(&language);
            part.read(tree, plan);
            part.lists(tree, plan);
        }
        part.lists(tree, plan);
    }
    own_pages(tree, "src/pages", "", plan);
    for (language, _) in plan.settings.languages.clone() {
        let folder = format!("i18n/{language}/docusaurus-plugin-content-pages");
        own_pages(tree, &folder, &language, plan);
    }
    plan.fall_back("");
    words::leave(tree, plan);
    plan.statics(tree, "static");
    for folder in ["src/components", "src/theme", "src/css"] {
        plan.leave_folder(tree, folder);
    }
    redirects(&config, plan);
    let firsts = sidebars(&config, &parts, tree, plan);
    menus(&config, &firsts, plan);
    words::menus(tree, plan);
    tell_others(&config, (&script, path), plan);
    for page in &mut plan.pages {
        page.text = outside_code(&page.text, with_paths);
    }
}

/// Adds the pages that are neither documents nor posts.
fn own_pages(tree: &Tree, folder: &str, language: &str, plan: &mut Plan) {
    for (from, path) in tree.below(folder) {
        match page_name(path, &["md", "mdx"]) {
            Some(name) => {
                let front = Front::of(&tree.text(from).unwrap_or_default());
                let own = front.text("slug").map_or_else(|| folded("", name), normal);
                let to = format!("{language}/{name}.md");
                plan.page(
                    tree,
                    from,
                    to.trim_start_matches('/'),
                    vec![below(language, &own)],
                );
            }
            None => plan.left.push(Left::new(What::Program, from, None)),
        }
    }
}

/// A text in which links to files are paths: `pathname:///a.zip`.
fn with_paths(text: &str) -> String {
    let mut out = text.to_owned();
    for before in ["](", "](<", "=\"", "='", "]: "] {
        out = out.replace(&format!("{before}pathname://"), before);
    }
    out
}

/// The addresses that a plugin leads on.
fn redirects(config: &Node, plan: &mut Plan) {
    let Some(list) = options(config, "redirects") else {
        return;
    };
    for redirect in list.items() {
        let Some(to) = text(redirect, &["to"]) else {
            continue;
        };
        let from = redirect.get("from").map_or(&[][..], Node::items);
        for from in from.iter().filter_map(Node::as_text) {
            plan.redirects.push((from.to_owned(), to.to_owned()));
        }
    }
}
