//! A site of another program → a site of ours, whose every old address answers.
//!
//! In: the folder of the other site. Out: the files of the new one, and all that could not be
//! carried over, with its place. Each program has a file, which says what its pages are, at which
//! addresses they were, and what its configuration means here. What is common to all stands beside:
//! the new site is built twice in memory, once to learn which addresses its pages have by
//! themselves, and once to see that everything answers.

mod address;
mod answer;
mod astro;
mod beside;
mod called;
mod carry;
mod data;
mod docfx;
mod docusaurus;
mod eleventy;
mod feed;
mod front;
mod gitbook;
mod hero;
mod hexo;
mod hugo;
mod imported;
mod jekyll;
mod left;
mod lines;
mod lists;
mod mdbook;
mod menu;
mod mkdocs;
mod obsidian;
mod page;
mod passed_over;
mod patterns;
mod plan;
mod program;
mod rules;
mod script;
mod settings;
mod sources;
mod template;
mod tree;
mod unread;
mod values;
mod vitepress;
mod wordpress;
mod xml;
mod xref;
mod zola;

pub use carry::Import;
pub use program::Program;

use crate::pipeline::Options;
use std::io;
use std::path::Path;
use tree::Tree;

/// The first folder below one, at most two down, with a site of a program that is known.
///
/// # Errors
/// If the folder cannot be listed.
pub fn below(folder: &Path) -> io::Result<Option<(String, Program)>> {
    let tree = Tree::read(folder)?;
    let folders = tree.folders(2).into_iter();
    let mut found = folders.filter_map(|folder| {
        let program = program::recognise(&tree.within(&folder))?;
        Some((folder, program))
    });
    Ok(found.next())
}

/// Reads the site in a folder; `None` if no program is known that made it.
///
/// # Errors
/// If the folder cannot be listed.
pub fn import(folder: &Path, options: &Options) -> io::Result<Option<Import>> {
    let tree = Tree::read(folder)?;
    let Some(program) = program::recognise(&tree) else {
        return Ok(None);
    };
    let mut plan = program.plan(&tree);
    imported::take(&tree, &mut plan);
    beside::take(&tree, &mut plan);
    passed_over::tell(&tree, &mut plan);
    Ok(Some(carry::carry(program, plan, options)))
}
