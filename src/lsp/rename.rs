//! A page gets another name: its file, what leads to it, and an alias for its old address.
//!
//! Only the name changes, not the folder: what the page itself leads to stays right.

use super::edits::Edits;
use super::leads::{self, Lead, leading_to, page_at, title_at};
use super::text::Lines;
use super::view::{View, bytes};
use crate::config;
use crate::content::front_bounds;
use crate::diagnostic::Language;
use crate::schema::Role;
use crate::site::{Page, PageId, PageKind, last_segment, parts};
use crate::slug::slug;
use crate::source::FileId;
use crate::yaml::{self, Node, Value};
use lsp_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};
use std::ops::Range;

/// Why a page cannot be called so, in words.
type Refused = String;

/// The name that can be changed at a place, and where it stands.
pub fn prepare(
    view: View<'_>,
    place: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>, Refused> {
    let Some(id) = page_at(view, place) else {
        return Ok(None);
    };
    let renaming = Renaming::of(view, id)?;
    let range = match leads::at(view, place) {
        Some((own, lead)) => {
            let text = view.text(own.parsed.file);
            let range = lead.range(text);
            range.map(|range| Lines::of(text).range(range))
        }
        None => view.place(place).and_then(|(_, text, byte)| {
            let file = view.file(&place.text_document.uri)?;
            Some(Lines::of(text).range(title_at(view, file, byte)?))
        }),
    };
    Ok(
        range.map(|range| PrepareRenameResponse::RangeWithPlaceholder {
            range,
            placeholder: renaming.name.to_owned(),
        }),
    )
}

/// The changes by which the page at a place is called otherwise.
pub fn rename(view: View<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Refused> {
    let Some(id) = page_at(view, &params.text_document_position) else {
        return Ok(None);
    };
    let renaming = Renaming::of(view, id)?;
    let new = params.new_name.trim().trim_end_matches(".md");
    renaming.check(new)?;
    if new == renaming.name {
        return Ok(None);
    }
    let mut edits = Edits::new(view);
    for page in &renaming.pages {
        for (from, lead) in leading_to(view, *page) {
            renaming.rewrite(&mut edits, from, &lead, new)?;
        }
        renaming.add_alias(&mut edits, view.site().page(*page), new)?;
    }
    renaming.rewrite_data(&mut edits, new);
    for (old, new) in renaming.files(new) {
        edits.rename(old, new);
    }
    Ok(edits.finish())
}

/// A page that is to be called otherwise.
struct Renaming<'a> {
    view: View<'a>,
    /// It and its translations.
    pages: Vec<PageId>,
    /// What its file is called now, or its folder, without ending.
    name: &'a str,
    /// The folder of that, below the root, with a slash behind it.
    folder: &'a str,
    /// Whether the page is the index of a folder of its own.
    is_folder: bool,
}

impl<'a> Renaming<'a> {
    fn of(view: View<'a>, id: PageId) -> Result<Self, Refused> {
        let site = view.site();
        let page = site.page(id);
        let refuse = |italian: &str, english: &str| {
            Err(match view.language {
                Language::Italian => italian.to_owned(),
                Language::English => english.to_owned(),
            })
        };
        if page.kind != PageKind::Page {
            return refuse(
                "la pagina di una sezione prende il nome dalla cartella: rinomina la cartella e correggi i collegamenti che il controllo segnala",
                "the page of a section is called like its folder: rename the folder and mend the links that the check reports",
            );
        }
        let file = site.own_file(page);
        let file = file.filter(|file| crate::content::page_path(&file.path).is_some());
        let row = file.and_then(|file| view.build.kind_of(&file.path));
        let (Some(file), Some((_, false))) = (file, row) else {
            return refuse(
                "il nome di questa pagina viene da una tabella: cambia la riga della tabella",
                "the name of this page comes from a table: change the row of the table",
            );
        };
        let path = file.path.strip_suffix(".md").unwrap_or(&file.path);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = name.split('.').next().unwrap_or(name);
        let is_folder = matches!(name, "index" | "README");
        let (above, name) = match is_folder {
            true => folder.rsplit_once('/').unwrap_or(("", folder)),
            false => (folder, name),
        };
        let pages = match page.translations.is_empty() {
            true => vec![id],
            false => page.translations.clone(),
        };
        Ok(Self {
            view,
            pages,
            name,
            folder: &path[..above.len() + 1],
            is_folder,
        })
    }

    /// Whether the page can be called so.
    fn check(&self, new: &str) -> Result<(), Refused> {
        let italian = self.view.language == Language::Italian;
        let plain = slug(new);
        if plain != new {
            return Err(match italian {
                true => format!("«{new}» non va nell'indirizzo di una pagina: scrivi «{plain}»"),
                false => format!("`{new}` is no part of an address: write `{plain}`"),
            });
        }
        let taken = format!("{}{new}", self.folder);
        let sources = &self.view.site().sources;
        let mut files = sources
            .under(&taken)
            .map(|(_, file)| &file.path[taken.len()..]);
        if new != self.name && files.any(|rest| rest.starts_with(['.', '/'])) {
            return Err(match italian {
                true => format!("«{new}» c'è già nella stessa cartella: scegli un altro nome"),
                false => {
                    format!("`{new}` is there already in the same folder: choose another name")
                }
            });
        }
        Ok(())
    }

    /// The files that are moved: those of the page in all languages, or its folder.
    fn files(&self, new: &str) -> Vec<(String, String)> {
        let moved = |old: &str| {
            let rest = &old[self.folder.len() + self.name.len()..];
            (old.to_owned(), format!("{}{new}{rest}", self.folder))
        };
        if self.is_folder {
            return vec![moved(&format!("{}{}", self.folder, self.name))];
        }
        let site = self.view.site();
        let own = self
            .pages
            .iter()
            .filter_map(|id| site.own_file(site.page(*id)));
        let in_folder = format!("{}{}.", self.folder, self.name);
        own.map(|file| {
            match file.path.starts_with(&in_folder) {
                true => moved(&file.path),
                // A translation in the folder of its language.
                false => {
                    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
                    let rest = name.strip_prefix(self.name).unwrap_or(".md");
                    (file.path.clone(), format!("{folder}/{new}{rest}"))
                }
            }
        })
        .collect()
    }

    /// Writes a link or a field so that it leads to the new name.
    fn rewrite(
        &self,
        edits: &mut Edits<'_>,
        from: &Page,
        lead: &Lead<'_>,
        new: &str,
    ) -> Result<(), Refused> {
        let file = from.parsed.file;
        let Some(changed) = self.renamed(lead, new) else {
            // It names the old address, which leads on.
            return Ok(());
        };
        let text = self.view.text(file);
        let definition = || {
            let of_definition = format!("]: {}", lead.written);
            let at = text.find(&of_definition)? + "]: ".len();
            Some(at..at + lead.written.len())
        };
        let Some(range) = lead.range(text).or_else(definition) else {
            let path = &self.view.site().sources.get(file).path;
            let written = lead.written;
            return Err(match self.view.language {
                Language::Italian => {
                    format!("in «{path}» non si trova dove è scritto «{written}»: cambialo a mano")
                }
                Language::English => {
                    format!(
                        "in `{path}` it is not clear where `{written}` is written: change it by hand"
                    )
                }
            });
        };
        edits.write(file, range, changed);
        Ok(())
    }

    /// What is to be written instead, unless the name is no part of it.
    fn renamed(&self, lead: &Lead<'_>, new: &str) -> Option<String> {
        let (path, rest) = match lead.is_field {
            true => (lead.written, ""),
            false => parts(lead.written),
        };
        let stem = |part: &str| part.split('.').next().unwrap_or(part) == self.name;
        let parts: Vec<&str> = path.split('/').collect();
        let at = parts.iter().rposition(|part| stem(part))?;
        let mut out: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        out[at] = format!("{new}{}", &parts[at][self.name.len()..]);
        let mut out = out.join("/");
        if lead.is_field && parts.len() == 1 {
            let site = self.view.site();
            let mut others = site.pages.iter();
            // A name that another page has does not say which.
            if others.any(|page| last_segment(&page.path) == new) {
                let (_, own) = site.config.language_of(&site.page(self.pages[0]).path);
                let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
                out = format!("{folder}/{new}").trim_start_matches('/').to_owned();
            }
        }
        Some(out + rest)
    }

    /// Adds the old address to those that lead to the page, if it gets another by its name.
    fn add_alias(&self, edits: &mut Edits<'_>, page: &Page, new: &str) -> Result<(), Refused> {
        let content_type = &self.view.site().schema.types[page.content_type()];
        let follows_name = page
            .route
            .as_str()
            .ends_with(&format!("/{}/", slug(self.name)));
        let role = content_type.role(Role::Aliases);
        let (Some(field), true, None, None) =
            (role, follows_name, &page.meta.slug, &page.meta.address)
        else {
            return Ok(());
        };
        if slug(self.name) == new {
            return Ok(());
        }
        let file = page.parsed.file;
        let text = self.view.text(file);
        let old = yaml::quoted(page.route.as_str());
        let Some(bounds) = front_bounds(text) else {
            let front = format!("---\n{}: [{old}]\n---\n", field.name);
            edits.write(file, 0..0, front);
            return Ok(());
        };
        let tree = yaml::parse(text, bounds.start, bounds.end, file);
        let tree = tree.map_err(|_| self.unreadable(file))?;
        let (range, text) = match tree.get(&field.name) {
            None => (bounds.end..bounds.end, format!("{}: [{old}]\n", field.name)),
            Some(node) => added(text, node, &old).ok_or_else(|| self.unreadable(file))?,
        };
        edits.write(file, range, text);
        Ok(())
    }

    fn unreadable(&self, file: FileId) -> Refused {
        let path = &self.view.site().sources.get(file).path;
        match self.view.language {
            Language::Italian => format!("prima correggi l'intestazione di «{path}»"),
            Language::English => format!("mend the front matter of `{path}` first"),
        }
    }

    /// Writes the new path where the configuration and the data of the site name the page.
    fn rewrite_data(&self, edits: &mut Edits<'_>, new: &str) {
        let site = self.view.site();
        let (_, old) = site.config.language_of(&site.page(self.pages[0]).path);
        let configuration = config::find(&site.sources).map(|file| (file, false));
        let data = site.sources.under("content/_data/");
        // Values of data may be anything; what has the same slashes between the same names is the page.
        let all = old.contains('/');
        let data = data.filter_map(|(file, source)| {
            let tree = [".yaml", ".yml", ".json", ".toml"];
            let is_tree = tree.iter().any(|ending| source.path.ends_with(ending));
            is_tree.then_some((file, all))
        });
        for (file, all) in configuration.into_iter().chain(data) {
            let Some(tree) = yaml::parse_file(&site.sources, file, &mut Vec::new()) else {
                continue;
            };
            let mut found = Vec::new();
            named(&tree, all, all, old, &mut found);
            let text = self.view.text(file);
            for node in found {
                let span = bytes(node.span);
                let written = text.get(span.clone());
                if let Some(at) = written.and_then(|written| written.rfind(self.name)) {
                    let start = span.start + at;
                    edits.write(file, start..start + self.name.len(), new.to_owned());
                }
            }
        }
    }
}

/// How an item is written in front of those of a list, or of a single value; `None` where the field
/// holds something else, or nothing yet.
fn added(text: &str, node: &Node, item: &str) -> Option<(Range<usize>, String)> {
    let at = node.span.start as usize;
    match &node.value {
        Value::List(_) if text[at..].starts_with('[') => {
            Some((at + 1..at + 1, format!("{item}, ")))
        }
        Value::List(items) => {
            let first = items.first()?.span.start as usize;
            let line = text[..first].rfind('\n').map_or(0, |i| i + 1);
            let indent = text[line..].len() - text[line..].trim_start_matches(' ').len();
            let item = format!("{}- {item}\n", " ".repeat(indent));
            Some((line..line, item))
        }
        Value::Scalar { .. } => {
            let all = bytes(node.span);
            Some((all.clone(), format!("[{item}, {}]", &text[all])))
        }
        _ => None,
    }
}

/// The values of a tree that name the page at a path: those of the keys that name pages, or of all.
fn named<'a>(node: &'a Node, is_page: bool, all: bool, path: &str, found: &mut Vec<&'a Node>) {
    const PAGES: [&str; 8] = [
        "page",
        "pages",
        "pagina",
        "pagine",
        "menu",
        "footer",
        "children",
        "verifications",
    ];
    match &node.value {
        Value::Scalar { text, .. } if is_page => {
            let text = text.trim_matches('/');
            if text.strip_suffix(".md").unwrap_or(text) == path {
                found.push(node);
            }
        }
        Value::List(items) => items
            .iter()
            .for_each(|item| named(item, is_page, all, path, found)),
        Value::Map(entries) => {
            for (key, value) in entries {
                let is_page = all || PAGES.contains(&key.text.as_str());
                named(value, is_page, all, path, found);
            }
        }
        _ => {}
    }
}
