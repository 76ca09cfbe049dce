//! Folders of pages as collections.

use super::fields::Form;
use crate::config::Editing;
use crate::schema::{ContentType, DefaultFor, Role, Schema};
use crate::site::Site;
use crate::slug::slug;
use crate::yaml::Tree;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every folder of pages: those of the types in the order of the schema, then the others.
pub(super) fn collections(form: &Form<'_>, editing: &Editing) -> Vec<Tree> {
    let site = form.site;
    let mut folders: Vec<&str> = Vec::new();
    let sections = site.schema.types.iter();
    folders.extend(sections.filter_map(|of| of.section.as_deref()));
    let pages = site.pages.iter().filter(|page| page.language == 0);
    let files = pages.filter_map(|page| site.own_file(page));
    let hidden = site.hidden.pages().iter();
    let hidden = hidden.map(|hidden| site.sources.get(hidden.page.parsed.file));
    let others: BTreeSet<&str> = files
        .chain(hidden)
        .filter_map(|file| Some(place(site, &file.path)?.0))
        .collect();
    let others: Vec<&str> = others
        .into_iter()
        .filter(|f| !folders.contains(f))
        .collect();
    folders.extend(others);
    let collection = |folder: &&str| collection(form, editing, folder);
    folders.iter().map(collection).collect()
}

/// The folder of a page's file below `content/`, and its name without language and extension;
/// `None` for what the form cannot edit.
pub(super) fn place<'a>(site: &Site, path: &'a str) -> Option<(&'a str, &'a str)> {
    let path = path.strip_prefix("content/")?.strip_suffix(".md")?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let translated = name.rsplit_once('.').filter(|(_, tag)| {
        let mut locales = site.config.locales();
        locales.any(|locale| locale.language == *tag)
    });
    Some((folder, translated.map_or(name, |(name, _)| name)))
}

/// The name of a collection: that of its type, if that has the folder for itself.
pub(super) fn name(schema: &Schema, folder: &str) -> String {
    let of = of_folder(schema, folder);
    match of.section.as_deref() == Some(folder) || folder.is_empty() {
        true => of.name.clone(),
        false => format!("{}-{}", of.name, slug(folder)),
    }
}

fn of_folder<'a>(schema: &'a Schema, folder: &str) -> &'a ContentType {
    &schema.types[schema.of_folder(folder)]
}

fn collection(form: &Form<'_>, editing: &Editing, folder: &str) -> Tree {
    let site = form.site;
    let of = of_folder(&site.schema, folder);
    let path = match folder {
        "" => "content".to_owned(),
        folder => format!("content/{folder}"),
    };
    let title = of.role(Role::Title).or(of.fields.first());
    let title = title.map_or("body", |field| field.name.as_str());
    let address = match folder {
        "" => "{{slug}}/".to_owned(),
        folder => format!("{folder}/{{{{slug}}}}/"),
    };
    let mut entries = vec![
        ("name", Tree::Text(name(&site.schema, folder))),
        ("label", Tree::Text(label(site, of, folder))),
        ("label_singular", Tree::text(of.label.as_str())),
        ("folder", Tree::Text(editing.path(&path))),
        ("create", Tree::Boolean(true)),
        ("extension", Tree::text("md")),
        ("format", Tree::text("yaml-frontmatter")),
        // What is no page, such as a licence, has a name that begins with an underscore.
        ("filter", names(r"^[^_]")),
        ("identifier_field", Tree::text(title)),
        ("slug", Tree::Text(format!("{{{{{title}}}}}"))),
        ("summary", Tree::Text(format!("{{{{{title}}}}}"))),
        ("media_folder", Tree::text("")),
        ("public_folder", Tree::text("")),
        ("sortable_fields", Tree::List(sortable(of, title))),
        // The page as the site shows it is in the preview of the proposed change.
        ("editor", Tree::Map(vec![("preview", Tree::Boolean(false))])),
    ];
    if site.config.languages.is_empty() {
        entries.push(("preview_path", Tree::Text(address)));
    } else {
        entries.push(("i18n", Tree::Boolean(true)));
        entries.push((
            "preview_path",
            Tree::Text(format!("{{{{locale}}}}/{address}")),
        ));
    }
    entries.push(("index_file", index_file(form)));
    entries.push(("fields", fields(form, of)));
    Tree::Map(entries)
}

/// Files whose names have this form.
fn names(pattern: &str) -> Tree {
    Tree::Map(vec![
        ("field", Tree::text("slug")),
        ("pattern", Tree::text(pattern)),
    ])
}

/// The page of the folder itself.
fn index_file(form: &Form<'_>) -> Tree {
    let schema = &form.site.schema;
    let of = &schema.types[schema.default_for(DefaultFor::Sections)];
    Tree::Map(vec![
        ("name", Tree::text("_index")),
        ("label", Tree::text(form.words.folder_page)),
        ("fields", fields(form, of)),
    ])
}

/// The fields of a type, written once.
fn fields(form: &Form<'_>, of: &ContentType) -> Tree {
    Tree::Shared(
        format!("fields-{}", slug(&of.name)),
        Arc::new(form.of_type(of)),
    )
}

fn label(site: &Site, of: &ContentType, folder: &str) -> String {
    if of.section.as_deref() == Some(folder) {
        return of.plural.clone();
    }
    let section = site.find(folder).map(|id| site.page(id));
    let title = section.map_or(folder, |page| page.short_title());
    format!("{}: {title}", of.plural)
}

/// What the list of pages can be ordered by.
fn sortable(of: &ContentType, title: &str) -> Vec<Tree> {
    let roles = [Role::Date, Role::Updated, Role::Verified, Role::Order];
    let others = roles.into_iter().filter_map(|role| of.role(role));
    let names = others.map(|field| field.name.as_str());
    std::iter::once(title)
        .chain(names)
        .map(Tree::text)
        .collect()
}
