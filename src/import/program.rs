//! Which program made a site.

use super::plan::Plan;
use super::tree::Tree;
use super::{
    astro, docfx, docusaurus, eleventy, feed, gitbook, hexo, hugo, jekyll, mdbook, mkdocs,
    obsidian, vitepress, wordpress, zola,
};

/// A program that makes sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Hugo.
    Hugo,
    /// MkDocs, also with the theme Material.
    MkDocs,
    /// mdBook.
    MdBook,
    /// Docusaurus.
    Docusaurus,
    /// VitePress, and VuePress.
    VitePress,
    /// Astro, also with Starlight.
    Astro,
    /// Eleventy.
    Eleventy,
    /// Zola.
    Zola,
    /// Hexo.
    Hexo,
    /// Jekyll.
    Jekyll,
    /// docfx.
    Docfx,
    /// GitBook, and HonKit.
    GitBook,
    /// An export of WordPress.
    WordPress,
    /// A vault of Obsidian.
    Obsidian,
    /// Atom or RSS.
    Feed,
}

/// Every program: how it is called, how its sites are known, and how they are read.
type Known = (
    Program,
    &'static str,
    fn(&Tree) -> bool,
    fn(&Tree, &mut Plan),
);

/// The order is that in which they are looked for: a file that one alone has comes first.
const ALL: [Known; 15] = [
    (Program::MdBook, "mdBook", mdbook::is_one, mdbook::read),
    (Program::MkDocs, "MkDocs", mkdocs::is_one, mkdocs::read),
    (
        Program::Docusaurus,
        "Docusaurus",
        docusaurus::is_one,
        docusaurus::read,
    ),
    (
        Program::VitePress,
        "VitePress",
        vitepress::is_one,
        vitepress::read,
    ),
    (Program::Astro, "Astro", astro::is_one, astro::read),
    (
        Program::Eleventy,
        "Eleventy",
        eleventy::is_one,
        eleventy::read,
    ),
    (Program::Docfx, "docfx", docfx::is_one, docfx::read),
    (Program::Zola, "Zola", zola::is_one, zola::read),
    (Program::Hugo, "Hugo", hugo::is_one, hugo::read),
    (Program::Hexo, "Hexo", hexo::is_one, hexo::read),
    (Program::Jekyll, "Jekyll", jekyll::is_one, jekyll::read),
    (Program::GitBook, "GitBook", gitbook::is_one, gitbook::read),
    (
        Program::WordPress,
        "WordPress",
        wordpress::is_one,
        wordpress::read,
    ),
    (
        Program::Obsidian,
        "Obsidian",
        obsidian::is_one,
        obsidian::read,
    ),
    (Program::Feed, "Atom/RSS", feed::is_one, feed::read),
];

impl Program {
    /// What it is called.
    pub fn name(self) -> &'static str {
        self.known().1
    }

    /// What there is to be carried over from a site of this program.
    pub(super) fn plan(self, tree: &Tree) -> Plan {
        let mut plan = Plan::default();
        (self.known().3)(tree, &mut plan);
        plan
    }

    fn known(self) -> &'static Known {
        let mut all = ALL.iter();
        let found = all.find(|known| known.0 == self);
        found.expect("every program is in the list")
    }

    /// The names of all programs.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|known| known.1)
    }
}

/// The program that a site was made with.
pub(super) fn recognise(tree: &Tree) -> Option<Program> {
    ALL.iter()
        .find(|(_, _, is_one, _)| is_one(tree))
        .map(|known| known.0)
}
