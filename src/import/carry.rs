//! From what is known of the other site to the files of the new one.

use super::address::{below, is_file, normal};
use super::answer::{Own, answers};
use super::front::Front;
use super::left::{Left, What};
use super::lists;
use super::menu::Menus;
use super::page;
use super::plan::{Moved, Plan};
use super::program::Program;
use super::rules;
use super::settings::Entry;
use crate::content::{GONE, in_own_form, markdown_of_mdx};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{self, Planned};
use crate::pipeline::{self, Build, Options};
use crate::source::{FileId, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Where files lie that are published whatever leads to them.
const ROOT: &str = "_theme/root";
/// The codes of what is in a text and does not come out of it as it did; the last four stay as they are.
const LOST: [&str; 8] = [
    "foreign-syntax",
    "html-removed",
    "unknown-component",
    "unread-formula",
    "missing-part",
    "missing-file",
    "outside-content",
    "includes-itself",
];

/// A site as it will be here.
pub struct Import {
    /// What made it before.
    pub program: Program,
    /// Its files, by path below `content/`.
    pub files: Vec<(String, Planned)>,
    /// How many of them are pages.
    pub pages: usize,
    /// How many old addresses there are, and how many of them answer.
    pub addresses: (usize, usize),
    /// What could not be carried over.
    pub left: Vec<Left>,
}

/// Carries a site over.
pub(super) fn carry(program: Program, mut plan: Plan, options: &Options) -> Import {
    let mut options = options.clone();
    options.visibility.drafts = true;
    (options.search, options.suggestions, options.base_url) = (false, false, None);
    prepare(&mut plan);
    let menus = Menus::take(&mut plan.settings);
    let as_it_is = |page: &Moved| Planned::Text(page::text(page));
    let config = plan.settings.written(&options.name);
    let mut files = assemble(&plan, &config, as_it_is);
    let first = build(&files, &options);
    let mut own = own(&first);

    for menu in menus.all() {
        lists::head(menu, &mut plan, &first, &mut own);
    }
    let old = old_addresses(&plan, &own);
    menus.give(&mut plan, &old);
    lists::lead_on(&mut plan, &first, &old);
    let mut rules = take_redirects(&mut plan, &old, &first, &mut own);
    let feeds = lists::feeds(&plan, &first, &old, &own);
    rules.extend(feeds.clone());
    rules.extend(further(&plan));
    for page in &plan.pages {
        files
            .entry(page.to.clone())
            .or_insert_with(|| as_it_is(page));
    }
    let texts = converted(&plan, &files, &first, &own);
    for (page, (text, _)) in plan.pages.iter().zip(&texts) {
        files.insert(page.to.clone(), Planned::Text(text.clone()));
    }
    let left = texts.into_iter().flat_map(|(_, left)| left);
    plan.left.extend(left);
    let config = plan.settings.written(&options.name);
    files.insert("casa.yaml".to_owned(), Planned::Text(config));
    rules::add(&mut files, &rules::below_base(&rules, &first));
    put_at_root(&mut files, &plan, &options);

    let second = build(&files, &options);
    let pages = plan.pages.len();
    rules::tell(&mut plan, &rules, &feeds);
    let addresses = check(&mut plan, &own, &rules, &second);
    say_faults(&mut plan, &second);
    plan.left
        .sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    plan.left.dedup();
    Import {
        program,
        files: files.into_iter().collect(),
        pages,
        addresses,
        left: plan.left,
    }
}

/// Makes Markdown of MDX, and leaves out what has no place of its own.
fn prepare(plan: &mut Plan) {
    let mut taken = BTreeSet::new();
    for page in &mut plan.pages {
        if page.is_mdx {
            let (text, removed) = markdown_of_mdx(&page.text, FileId(0));
            plan.left.extend(said(removed, &page.from, &page.text));
            page.text = without_emptied(&page.text, &text);
        }
    }
    stand_for_folders(plan);
    let left = &mut plan.left;
    plan.pages.retain(|page| {
        let is_first = taken.insert(page.to.clone());
        if !is_first {
            left.push(Left::new(What::Unpublished, &page.from, None));
        }
        is_first
    });
    plan.files.retain(|file| taken.insert(file.to.clone()));
}

/// Makes the page of a folder of one that was at the address of its folder.
fn stand_for_folders(plan: &mut Plan) {
    let taken: BTreeSet<String> = plan.pages.iter().map(|page| page.to.clone()).collect();
    for page in &mut plan.pages {
        let Some(stem) = page.to.strip_suffix(".md") else {
            continue;
        };
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let at = |name: &str| {
            format!("{folder}/{name}.md")
                .trim_start_matches('/')
                .to_owned()
        };
        let indexes = ["_index", "index", "README"];
        let has_one = indexes.iter().any(|index| taken.contains(&at(index)));
        let first = page.old.first().map(|old| normal(old));
        if first == Some(below("", folder)) && !has_one && !name.contains('.') {
            let (old, to) = (below(folder, name), at("_index"));
            page.old.push(old);
            rename(&mut plan.settings.nav, &page.to, &to);
            page.to = to;
        }
    }
}

/// Has the entries of an order that lead to a file lead to its new name.
fn rename(entries: &mut [Entry], from: &str, to: &str) {
    for entry in entries {
        if entry.target.as_deref() == Some(from) {
            entry.target = Some(to.to_owned());
        }
        rename(&mut entry.below, from, to);
    }
}

/// A text without the lines of which nothing is left; what they stood between stays apart.
fn without_emptied(before: &str, text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut is_apart = false;
    for (before, line) in before.split('\n').zip(text.split('\n')) {
        let is_empty = line.trim().is_empty();
        if is_empty && !before.trim().is_empty() {
            // What began there ends the list above.
            let ends = line.contains(GONE) && ends_in_list(&lines);
            lines.extend(Some(line).filter(|_| ends));
            is_apart = !ends;
            continue;
        }
        let is_between = lines.last().is_some_and(|last| !last.is_empty());
        if is_apart && is_between && !is_empty {
            lines.push("");
        }
        is_apart = false;
        lines.push(if is_empty { "" } else { line });
    }
    lines.join("\n")
}

/// Whether the last of some lines that says anything may be one of a list.
fn ends_in_list(lines: &[&str]) -> bool {
    let last = lines.iter().rev().find(|line| !line.trim().is_empty());
    let signs = [" ", "- ", "* ", "+ "];
    last.is_some_and(|line| {
        let is_counted = line.starts_with(|c: char| c.is_ascii_digit());
        is_counted || signs.iter().any(|sign| line.starts_with(sign))
    })
}

type Files = BTreeMap<String, Planned>;

/// All files by path below `content/`.
fn assemble(plan: &Plan, config: &str, text: impl Fn(&Moved) -> Planned) -> Files {
    let copied = plan.files.iter();
    let copied = copied.map(|file| (file.to.clone(), Planned::File(file.disk.clone())));
    let pages = plan.pages.iter().map(|page| (page.to.clone(), text(page)));
    let texts = plan.texts.iter();
    let texts = texts.map(|(path, text)| (path.clone(), Planned::Text(text.clone())));
    let config = ("casa.yaml".to_owned(), Planned::Text(config.to_owned()));
    copied.chain(pages).chain(texts).chain([config]).collect()
}

fn build(files: &Files, options: &Options) -> Build {
    pipeline::build(Arc::new(sources(files)), options, None, |_| {})
}

fn sources(files: &Files) -> Sources {
    let files = files.iter();
    load::planned(files.map(|(path, file)| (format!("content/{path}"), file)))
}

/// Where every page is, by path below `content/`.
fn own(build: &Build) -> HashMap<String, Own> {
    let site = build.renderer.site();
    let pages = site.ids().map(|id| site.page(id));
    let own = pages.filter_map(|page| {
        let path = &site.sources.get(page.parsed.file).path;
        let own = Own {
            route: page.route.as_str().to_owned(),
            path: page.path.clone(),
        };
        Some((path.strip_prefix("content/")?.to_owned(), own))
    });
    own.collect()
}

/// The path of the page that was at each old address.
fn old_addresses(plan: &Plan, own: &HashMap<String, Own>) -> HashMap<String, (usize, String)> {
    let mut found = HashMap::new();
    for (i, page) in plan.pages.iter().enumerate() {
        let Some(own) = own.get(&page.to) else {
            continue;
        };
        let addresses = page.old.iter().map(|old| normal(old));
        for address in addresses.chain([own.route.clone()]) {
            found.entry(address).or_insert((i, own.path.clone()));
        }
    }
    found
}

/// Gives addresses that led on to a page to that page; what is left are rules for hosts.
fn take_redirects(
    plan: &mut Plan,
    old: &HashMap<String, (usize, String)>,
    first: &Build,
    own: &mut HashMap<String, Own>,
) -> Vec<(String, String)> {
    let mut rules = Vec::new();
    for (from, to) in std::mem::take(&mut plan.redirects) {
        let is_page = !is_file(&normal(&from)) || from.ends_with(".html");
        let target = normal(&to);
        // A page cannot have two addresses that differ in capitals alone.
        let is_same = |from: &str| from != target && from.eq_ignore_ascii_case(&target);
        let is_here = is_page && !to.contains("://") && !is_same(&normal(&from));
        match old.get(&target).filter(|_| is_here) {
            Some((page, _)) => {
                let page = &mut plan.pages[*page];
                if page.old.is_empty() {
                    page.old.push(target);
                }
                page.old.push(from);
            }
            None => match lists::page(&target, first).filter(|_| is_here) {
                Some((path, name)) => {
                    lists::add_alias(plan, &path, name, from);
                    let route = target;
                    own.insert(format!("{path}/_index.md"), Own { route, path });
                }
                // A slash behind a pattern would be part of it.
                None if from.ends_with('*') => rules.push((from, to)),
                None => rules.push((normal(&from), to)),
            },
        }
    }
    rules
}

/// The further pages of lists lead to the first: here a list has others, or none.
fn further(plan: &Plan) -> impl Iterator<Item = (String, String)> {
    let lists: BTreeSet<&(String, String)> = plan.further.iter().collect();
    let lists = lists.into_iter();
    lists.map(|(list, pages)| {
        (
            format!("{}*", normal(list).trim_end_matches('/').to_owned() + pages),
            normal(list),
        )
    })
}

/// Every page in our own form, and what of it is not understood.
fn converted(
    plan: &Plan,
    files: &Files,
    first: &Build,
    own: &HashMap<String, Own>,
) -> Vec<(String, Vec<Left>)> {
    let taken = plan.taken_in.iter();
    let mut all: Vec<(String, Planned)> = taken
        .map(|file| {
            (
                format!("content/{}", file.to),
                Planned::File(file.disk.clone()),
            )
        })
        .collect();
    all.extend(
        files
            .iter()
            .map(|(path, file)| (format!("content/{path}"), file.clone())),
    );
    let sources = load::planned(all.iter().map(|(path, file)| (path.clone(), file)));
    let schema = &first.renderer.site().schema;
    let convert = |page: &Moved| {
        let front = Front::of(&page.text);
        let route = own.get(&page.to).map(|own| own.route.as_str());
        let mut text = page::front_matter(page, &front, route);
        let mut diagnostics = Vec::new();
        if let Some(file) = sources.find(&format!("content/{}", page.to)) {
            let place = (page.text.as_str(), front.body, page.is_mdx);
            let body = in_own_form(place, file, (schema, &sources), &mut diagnostics);
            text.push_str(&body);
        }
        let mut left = said(diagnostics, &page.from, &page.text);
        if let Some(line) = front.wrong {
            left.push(Left::new(What::Unreadable, &page.from, Some(line)));
        }
        (text, left)
    };
    plan.pages.par_iter().map(convert).collect()
}

/// What is wrong with a text, in its file.
fn said(diagnostics: Vec<Diagnostic>, path: &str, text: &str) -> Vec<Left> {
    let said = diagnostics.into_iter().map(|diagnostic| {
        let line = super::data::line_of(text, diagnostic.span.start as usize);
        let what = What::Text(Box::new(diagnostic.problem));
        Left::new(what, path, Some(line))
    });
    said.collect()
}

/// Puts files to which nothing leads where they are published all the same.
fn put_at_root(files: &mut Files, plan: &Plan, options: &Options) {
    let built = build(files, options);
    for file in &plan.files {
        if let Some(old) = file.old.as_ref().filter(|old| !answers(&built, old)) {
            let copy = Planned::File(file.disk.clone());
            files.insert(format!("{ROOT}{old}"), copy);
        }
        if is_published(&built, &file.to) {
            continue;
        }
        if let Some(own) = files.remove(&file.to) {
            files.insert(format!("{ROOT}/{}", file.to), own);
        }
    }
}

/// Whether a file of content that is published as it is answers at its path.
fn is_published(build: &Build, path: &str) -> bool {
    let is_read = crate::config::OrderFile::at(&format!("content/{path}")).is_some();
    is_read || path.starts_with('_') || answers(build, &format!("/{path}"))
}

/// Counts the old addresses that answer, and tells the others.
fn check(
    plan: &mut Plan,
    own: &HashMap<String, Own>,
    rules: &[(String, String)],
    build: &Build,
) -> (usize, usize) {
    let mut all: BTreeMap<String, (String, bool)> = BTreeMap::new();
    let drafts = drafts(build);
    let is_told = |page: &&Moved| own.contains_key(&page.to) && !page::is_draft(page);
    for page in plan.pages.iter().filter(is_told) {
        let addresses = page.old.iter().map(|old| normal(old));
        let is_lost = drafts.contains(&page.to);
        all.extend(addresses.map(|address| (address, (page.from.clone(), is_lost))));
    }
    let files = plan
        .files
        .iter()
        .filter_map(|file| Some((file.old.clone()?, (file.to.clone(), false))));
    all.extend(files);
    let lists = plan.lists.iter();
    let told = |address, path: &str| (address, (path.to_owned(), false));
    all.extend(lists.map(|list| told(normal(&list.address), "content/")));
    let gone = plan.gone.iter();
    all.extend(gone.map(|(address, path)| told(address.clone(), path)));
    for (from, _) in rules {
        all.remove(from);
    }
    let total = all.len();
    let mut answering = 0;
    for (address, (path, is_lost)) in all {
        match !is_lost && answers(build, &address) {
            true => answering += 1,
            false => plan
                .left
                .push(Left::new(What::Address(address), &path, None)),
        }
    }
    (total, answering)
}

/// The paths of the pages that are not published.
fn drafts(build: &Build) -> BTreeSet<String> {
    let site = build.renderer.site();
    let drafts = site.ids().map(|id| site.page(id));
    let drafts = drafts.filter(|page| page.meta.draft);
    let paths = drafts.map(|page| &site.sources.get(page.parsed.file).path);
    let paths = paths.filter_map(|path| path.strip_prefix("content/"));
    paths.map(str::to_owned).collect()
}

/// Tells what the new site does not understand of its texts, and all that would stop it.
fn say_faults(plan: &mut Plan, build: &Build) {
    let sources = &build.pages.sources;
    let is_told = |diagnostic: &&Diagnostic| {
        let code = diagnostic.problem.code();
        let is_foreign = LOST.contains(&code);
        is_foreign || diagnostic.severity == Severity::Error
    };
    for diagnostic in build.diagnostics.iter().filter(is_told) {
        let file = diagnostic.span.file;
        let position = sources.position(file, diagnostic.span.start);
        let what = What::Text(Box::new(diagnostic.problem.clone()));
        // What asks for a file stays as it is, and has been told in the file that it comes from.
        let is_kept = LOST[4..].contains(&diagnostic.problem.code());
        if is_kept && plan.left.iter().any(|left| left.what == what) {
            continue;
        }
        let path = &sources.get(file).path;
        let line = Some(position.line as usize);
        plan.left.push(Left::new(what, path, line));
    }
}
