//! The configuration of the form in which pages are written in a browser, as Sveltia CMS and Decap
//! CMS read it: all that it asks for follows from the schema, all that it offers from the site.
//!
//! Every folder of pages is a collection, and the page of the folder stands in it. Tables and other
//! files of data are a collection of files.

mod collections;
mod data;
mod fields;
mod pages;
mod words;

use crate::config::{Backend, Editing};
use crate::site::{Page, Route, Site};
use crate::yaml::Tree;
use collections::collections;
use data::data;
use fields::Form;
use pages::Pages;
use words::Words;

/// The address of the form, and of all that belongs to it alone.
pub const FOLDER: &str = "admin";

/// The configuration as a file.
pub fn config(site: &Site, editing: &Editing) -> Vec<u8> {
    let words = Words::of(&site.config.language);
    let form = Form {
        site,
        pages: Pages::of(site),
        words,
    };
    let mut all = vec![("backend", backend(editing, words))];
    if editing.review {
        all.push(("publish_mode", Tree::text("editorial_workflow")));
    }
    // Pictures and attachments lie beside the pages that show them: each collection says so.
    let media = editing.path("content");
    all.push(("media_folder", Tree::Text(media)));
    all.push(("public_folder", Tree::text("/")));
    all.push(("media_libraries", libraries()));
    let base = &site.config.base_url;
    if !base.origin.is_empty() {
        let url = format!("{}{}/", base.origin, base.path);
        all.push(("site_url", Tree::text(url.as_str())));
        all.push(("display_url", Tree::Text(url)));
    }
    all.push(("app_title", Tree::Text(title(site))));
    all.push(("show_preview_links", Tree::Boolean(true)));
    all.push(("slug", slugs()));
    all.push(("output", output()));
    if !site.config.languages.is_empty() {
        all.push(("i18n", languages(site)));
    }
    let mut listed = collections(&form, editing);
    listed.extend(data(&form, editing));
    all.push(("collections", Tree::List(listed)));
    Tree::Map(all).file().into_bytes()
}

/// What the form is called.
pub fn title(site: &Site) -> String {
    let words = Words::of(&site.config.language);
    format!("{} – {}", words.editing, site.config.title)
}

/// Where the form opens a page, if it has it.
pub fn entry(site: &Site, page: &Page) -> Option<String> {
    let file = site.own_file(page)?;
    let (folder, name) = collections::place(site, &file.path)?;
    let collection = collections::name(&site.schema, folder);
    let form = site.url(&Route::page(FOLDER));
    Some(format!("{form}#/collections/{collection}/entries/{name}"))
}

/// The hosts that a form has to reach besides the site's own.
pub fn hosts(editing: &Editing) -> Vec<&str> {
    let host = editing.host.as_deref();
    match editing.backend {
        Backend::GitHub => host
            .into_iter()
            .chain(["https://api.github.com", "https://github.com"])
            .collect(),
        Backend::GitLab => vec![host.unwrap_or("https://gitlab.com")],
        Backend::Browser => Vec::new(),
    }
}

fn backend(editing: &Editing, words: &Words) -> Tree {
    let mut entries = vec![("name", Tree::text(editing.backend.name()))];
    entries.extend(editing.repo.clone().map(|repo| ("repo", Tree::Text(repo))));
    let branch = editing.branch.clone();
    entries.extend(branch.map(|branch| ("branch", Tree::Text(branch))));
    let host = editing.host.as_deref();
    match editing.backend {
        Backend::GitHub => entries.extend(host.map(|host| ("base_url", Tree::text(host)))),
        Backend::GitLab => {
            if let Some(host) = host {
                entries.push(("base_url", Tree::text(host)));
                entries.push(("api_root", Tree::Text(format!("{host}/api/v4"))));
            }
            if let Some(app_id) = &editing.app_id {
                entries.push(("auth_type", Tree::text("pkce")));
                entries.push(("app_id", Tree::text(app_id.as_str())));
            }
        }
        Backend::Browser => return Tree::Map(entries),
    }
    let by_token = match editing.backend {
        Backend::GitHub => host.is_none(),
        _ => editing.app_id.is_none(),
    };
    if by_token {
        // Without somebody to ask, a button for it would lead to a service of others.
        let methods = vec![Tree::text("token")];
        entries.push(("auth_methods", Tree::List(methods)));
    }
    let messages = words.commits.iter();
    let messages = messages.map(|(name, text)| (*name, Tree::text(*text)));
    entries.push(("commit_messages", Tree::Map(messages.collect())));
    Tree::Map(entries)
}

/// Pictures are those of the site: services of others are not asked for any.
fn libraries() -> Tree {
    let none = Tree::Map(vec![("providers", Tree::List(Vec::new()))]);
    Tree::Map(vec![("stock_assets", none)])
}

/// Names of files as `slug` makes them.
fn slugs() -> Tree {
    Tree::Map(vec![
        ("encoding", Tree::text("ascii")),
        ("clean_accents", Tree::Boolean(true)),
        ("sanitize_replacement", Tree::text("-")),
        ("maxlength", Tree::Number(80.0)),
    ])
}

/// What is empty is left out, and texts stand as they are.
fn output() -> Tree {
    let yaml = Tree::Map(vec![("quote", Tree::text("none"))]);
    Tree::Map(vec![
        ("omit_empty_optional_fields", Tree::Boolean(true)),
        ("yaml", yaml),
    ])
}

/// Translations are files beside the page: `pagina.en.md`.
fn languages(site: &Site) -> Tree {
    let locales = site.config.locales();
    let locales = locales.map(|locale| Tree::text(locale.language)).collect();
    let own = Tree::text(site.config.language.as_str());
    Tree::Map(vec![
        ("structure", Tree::text("multiple_files")),
        ("locales", Tree::List(locales)),
        ("default_locale", own),
        ("initial_locales", Tree::text("default")),
        ("omit_default_locale_from_file_path", Tree::Boolean(true)),
        ("omit_default_locale_from_preview_path", Tree::Boolean(true)),
    ])
}
