//! What is known of the other site once its program's rules have been applied to it.

use super::address::below;
use super::front::Field;
use super::left::{Left, What};
use super::settings::Settings;
use super::sources::repository;
use super::tree::Tree;
use crate::yaml::written;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// What there is to be carried over.
#[derive(Default)]
pub(super) struct Plan {
    pub settings: Settings,
    pub pages: Vec<Moved>,
    /// Files that are published as they are.
    pub files: Vec<Copied>,
    /// Files that are written anew, by path below `content/`.
    pub texts: Vec<(String, String)>,
    /// Files that texts may take in, which are not carried over themselves.
    pub taken_in: Vec<Copied>,
    /// Lists that nobody wrote.
    pub lists: Vec<List>,
    /// Lists of several pages: the address of each, and what stood behind it before the number.
    pub further: Vec<(String, String)>,
    /// Old addresses of feeds, and those of the lists that they are of.
    pub feeds: Vec<(String, String)>,
    /// Old addresses that lead on to another: from and to.
    pub redirects: Vec<(String, String)>,
    /// Old addresses of pages that are not carried over, and their files.
    pub gone: Vec<(String, String)>,
    pub left: Vec<Left>,
}

/// A page.
#[derive(Default)]
pub(super) struct Moved {
    /// Its path in the other site.
    pub from: String,
    /// Its path below `content/`.
    pub to: String,
    /// What is in its file.
    pub text: String,
    /// Whether that is MDX.
    pub is_mdx: bool,
    /// The addresses at which it was, its own first.
    pub old: Vec<String>,
    /// Fields to be written where it does not have them.
    pub fields: Vec<(&'static str, String)>,
    /// Fields to be written in the place of those that it has.
    pub instead: Vec<(&'static str, Field)>,
}

/// A list that nobody wrote: of what has a term, of a folder, of a year.
pub(super) struct List {
    /// Its old address.
    pub address: String,
    /// The field and the term that its pages have; no term if it is the list of the terms.
    pub of: Option<(String, String)>,
    /// The old address of what there is in its place, if there is no such list here.
    pub otherwise: Option<String>,
}

/// A file that stays as it is.
pub(super) struct Copied {
    /// Where it lies on disk.
    pub disk: PathBuf,
    /// Its path below `content/`.
    pub to: String,
    /// Its old address, if that is not its path.
    pub old: Option<String>,
}

impl Plan {
    /// Adds a file, below `content/`.
    pub(super) fn copy(&mut self, tree: &Tree, from: &str, to: &str) {
        if let Some(disk) = tree.disk(from) {
            self.files.push(Copied {
                disk: disk.to_owned(),
                to: to.to_owned(),
                old: None,
            });
        }
    }

    /// Adds a page of a folder that has no text, with the addresses that the list of the folder had.
    pub(super) fn heading(&mut self, folder: &str, name: &str, old: Vec<String>) {
        let to = format!("{folder}/_index.md");
        self.pages.push(Moved {
            from: format!("content/{to}"),
            text: format!("---\ntitle: {}\n---\n", written(name)),
            to,
            old,
            ..Moved::default()
        });
    }

    /// Sets where the site is published: a host, and the folder of it; without a host the folder is
    /// told, since all addresses begin with it.
    pub(super) fn published_at(&mut self, host: Option<&str>, base: &str, config: &str) {
        let base = base.trim_matches('/');
        match host.map(|host| host.trim_end_matches('/')) {
            Some(host) if host.ends_with(&format!("/{base}")) || base.is_empty() => {
                self.settings.base_url = Some(format!("{host}/"));
            }
            Some(host) => self.settings.base_url = Some(format!("{host}/{base}/")),
            None if base.is_empty() => {}
            None => {
                let what = What::Base(format!("/{base}/"));
                self.left.push(Left::new(what, config, None));
            }
        }
    }

    /// Carries over the setting that says where the files in the folder `pages` of the site are
    /// edited, or else tells of it.
    pub(super) fn edited_at(&mut self, address: Option<&str>, pages: &str, otherwise: Left) {
        let found = address.and_then(|address| repository(address, pages));
        match found {
            Some(_) => self.settings.repository = found,
            None => self.left.push(otherwise),
        }
    }

    /// Leads a feed to that of a list, by the list's old address.
    pub(super) fn feed(&mut self, address: &str, list: &str) {
        self.feeds.push((address.to_owned(), list.to_owned()));
    }

    /// Adds a list of the pages that have a term in a field.
    pub(super) fn list(&mut self, address: String, field: &str, term: &str, otherwise: &str) {
        self.lists.push(List {
            address,
            of: Some((field.to_owned(), term.to_owned())),
            otherwise: Some(otherwise.to_owned()),
        });
    }

    /// Adds a list of which there is only what stands in its place.
    pub(super) fn list_at(&mut self, address: String, otherwise: &str) {
        self.lists.push(List {
            address,
            of: None,
            otherwise: Some(otherwise.to_owned()),
        });
    }

    /// Gives pages without a translation the address at which a language had them as they are; the
    /// addresses of the site's own language may begin with a folder.
    pub(super) fn fall_back(&mut self, own_folder: &str) {
        let all: HashSet<String> = self.pages.iter().map(|page| page.to.clone()).collect();
        let languages = self.settings.languages.iter().map(|(tag, _)| tag.clone());
        let languages: Vec<String> = languages.collect();
        let is_in = |to: &str, tag: &String| {
            to.starts_with(&format!("{tag}/")) || to.ends_with(&format!(".{tag}.md"))
        };
        for page in &mut self.pages {
            let (Some(own), Some(stem)) = (page.old.first().cloned(), page.to.strip_suffix(".md"))
            else {
                continue;
            };
            let own = own.strip_prefix(own_folder).unwrap_or(&own).to_owned();
            // The home of a language is there in any case.
            if own == "/" || languages.iter().any(|tag| is_in(&page.to, tag)) {
                continue;
            }
            let is_missing = |tag: &&String| {
                let forms = [format!("{tag}/{stem}.md"), format!("{stem}.{tag}.md")];
                !forms.iter().any(|form| all.contains(form))
            };
            let missing = languages.iter().filter(is_missing);
            page.old.extend(missing.map(|tag| below(tag, &own)));
        }
    }

    /// Gives the files in the folder of an `index.md` the addresses below its page that they had.
    pub(super) fn colocate(&mut self) {
        let folder = |page: &Moved| {
            let folder = page.to.strip_suffix("/index.md")?;
            let address = page.old.first()?.trim_end_matches(".html");
            Some((folder.to_owned(), address.trim_end_matches('/').to_owned()))
        };
        let pages: HashMap<String, String> = self.pages.iter().filter_map(folder).collect();
        for file in &mut self.files {
            let above = file.to.match_indices('/').rev().map(|(at, _)| at);
            let found = above
                .filter_map(|at| Some((at, pages.get(&file.to[..at])?)))
                .next();
            if let Some((at, address)) = found {
                file.old = Some(format!("{address}{}", &file.to[at..]));
            }
        }
    }

    /// Adds a page; one that is no text is told.
    pub(super) fn page(&mut self, tree: &Tree, from: &str, to: &str, old: Vec<String>) {
        match tree.text(from) {
            Some(text) => self.pages.push(Moved {
                text: text.replace("\r\n", "\n"),
                is_mdx: from.ends_with(".mdx"),
                from: from.to_owned(),
                to: to.to_owned(),
                old,
                ..Moved::default()
            }),
            None => self.left.push(Left::new(What::Unreadable, from, None)),
        }
    }

    /// Adds a file that texts may take in.
    pub(super) fn take_in(&mut self, tree: &Tree, from: &str, to: &str) {
        if let Some(disk) = tree.disk(from) {
            self.taken_in.push(Copied {
                disk: disk.to_owned(),
                to: to.to_owned(),
                old: None,
            });
        }
    }

    /// Adds the files that are published as they are from a folder.
    pub(super) fn statics(&mut self, tree: &Tree, folder: &str) {
        let files: Vec<(&str, &str)> = tree.below(folder).collect();
        for (from, to) in files {
            self.copy(tree, from, to);
            if let Some(file) = self.files.last_mut() {
                // Rules of hosts are no files for readers.
                file.old = Some(format!("/{to}")).filter(|_| !to.starts_with('_'));
            }
        }
    }

    /// Adds the files of data at the top of a folder, which templates may read here too.
    pub(super) fn data(&mut self, tree: &Tree, folder: &str) {
        let files: Vec<(&str, &str)> = tree.below(folder).collect();
        for (from, path) in files {
            let is_data = page_name(path, &["yaml", "yml", "json", "csv", "toml"]).is_some();
            match is_data && !path.contains('/') {
                true => self.copy(tree, from, &format!("_data/{path}")),
                false => self.left.push(Left::new(What::Program, from, None)),
            }
        }
    }

    /// Tells of a folder of templates, styles or scripts, once.
    pub(super) fn leave_folder(&mut self, tree: &Tree, folder: &str) {
        if tree.below(folder).next().is_some() {
            let place = format!("{folder}/");
            self.left.push(Left::new(What::Program, &place, None));
        }
    }
}

/// The path of a page's file without its ending, if it is one.
pub(super) fn page_name<'a>(path: &'a str, ends: &[&str]) -> Option<&'a str> {
    let (name, end) = path.rsplit_once('.')?;
    let is_page = ends.contains(&end) && !name.ends_with('/') && !name.is_empty();
    is_page.then_some(name)
}
