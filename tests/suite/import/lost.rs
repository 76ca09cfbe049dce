//! What import once lost without a word: each is carried over, or told.

use crate::support::Site;
use std::fs;

/// A site of another program, what is written of it, and what is said.
pub(super) struct Moved {
    pub(super) site: Site,
    pub(super) told: String,
}

impl Moved {
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let site = Site::new();
        for (path, text) in files {
            site.write(&format!("old/{path}"), text);
        }
        let ran = site.casa(&["--lang", "en", "import", "old"]);
        let told = format!("{}{}", ran.err, ran.out);
        assert_eq!(ran.code, Some(0), "{told}");
        let built = site.casa(&["--lang", "en", "build"]);
        assert_eq!(built.code, Some(0), "{}{told}", built.err);
        Self { site, told }
    }

    /// What a file below `content/` says.
    pub(super) fn text(&self, path: &str) -> String {
        let path = self.site.path("content").join(path);
        fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path:?}: {}", self.told))
    }

    #[track_caller]
    pub(super) fn says(&self, path: &str, parts: &[&str]) {
        let text = self.text(path);
        for part in parts {
            assert!(text.contains(part), "{part} in {text}{}", self.told);
        }
    }

    #[track_caller]
    pub(super) fn tells(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.told.contains(part), "{part} in {}", self.told);
        }
    }

    #[track_caller]
    fn publishes(&self, paths: &[&str]) {
        for path in paths {
            let published = self.site.path("public").join(path);
            assert!(published.is_file(), "{path}: {}", self.told);
        }
    }
}

#[test]
fn rules_begin_with_the_folder_of_the_host() {
    let moved = Moved::of(&[
        (
            "config.toml",
            "base_url = \"https://a.example/sub\"\ngenerate_feeds = true\n",
        ),
        ("content/a.md", "+++\ntitle = \"A\"\n+++\n"),
        (
            "content/b.md",
            "+++\ntitle = \"B\"\nredirect_to = \"https://b.example/c\"\n+++\n",
        ),
    ]);
    moved.says(
        "_redirects",
        &[
            "/sub/atom.xml /sub/feed.xml 301\n",
            "/sub/b/ https://b.example/c 301\n",
        ],
    );
}

#[test]
fn pages_that_begin_with_what_they_say_of_themselves_are_published() {
    let moved = Moved::of(&[
        ("mkdocs.yml", "site_name: S\n"),
        ("docs/index.md", "# Home\n"),
        (
            "docs/more.md",
            "Title: Old: meta\nSummary: Of it\n\n# More\n\nText.\n",
        ),
    ]);
    moved.says(
        "more.md",
        &["---\ntitle: \"Old: meta\"\nsummary: Of it\n---\n\n# More\n"],
    );
    moved.publishes(&["more/index.html"]);
}

#[test]
fn pages_that_are_not_published_do_not_answer() {
    let moved = Moved::of(&[
        (
            "hugo.toml",
            "title = 'S'\nbaseURL = 'https://a.example/'\ndisableKinds = ['taxonomy', 'term', 'RSS']\n",
        ),
        ("content/_index.md", "---\ntitle: H\n---\n"),
        (
            "content/a.md",
            "---\ntitle: A\nstatus: draft\naliases: [/b/]\n---\n",
        ),
        ("content/c.md", "---\ntitle: C\ndraft: true\n---\n"),
    ]);
    moved.tells(&[
        "content/a.md: the old address /a/ does not answer\n",
        "content/a.md: the old address /b/ does not answer\n",
    ]);
    assert!(!moved.told.contains("/c/"), "{}", moved.told);
}

#[test]
fn settings_of_eleventy_are_found_by_their_whole_names() {
    let moved = Moved::of(&[
        (
            "eleventy.config.js",
            "export default (c) => { c.addPlugin(feed, {metadata: {language: 'en'}}); };\nexport const config = {dir: {input: 'content', data: '../_data'}};\n",
        ),
        (
            "_data/metadata.js",
            "export default {title: 'Notes', url: 'https://a.example/', language: 'en', description: 'D'};\n",
        ),
        ("content/index.md", "# A\n"),
    ]);
    moved.says(
        "casa.yaml",
        &[
            "title: Notes\n",
            "description: D\n",
            "base_url: \"https://a.example/\"\n",
        ],
    );
}

#[test]
fn collections_of_jekyll_lie_in_a_folder_of_their_own() {
    let moved = Moved::of(&[
        (
            "_config.yml",
            "title: J\ncollections_dir: cols\ncollections:\n  recipes: {output: true}\n  hidden: {output: false}\n",
        ),
        ("index.md", "---\ntitle: I\n---\n"),
        ("cols/_posts/2024-01-02-first.md", "---\ntitle: F\n---\n"),
        ("cols/_recipes/pasta.md", "---\ntitle: P\n---\n"),
        ("cols/_hidden/h.md", "---\ntitle: H\n---\n"),
    ]);
    moved.publishes(&["2024/01/02/first.html", "recipes/pasta.html"]);
    moved.tells(&["cols/_hidden/: template", "answer: 3 of 3"]);
}

#[test]
fn pages_of_jekyll_that_lead_on_are_addresses() {
    let moved = Moved::of(&[
        ("_config.yml", "title: J\n"),
        ("about.md", "---\ntitle: A\n---\nText.\n"),
        (
            "old.md",
            "---\npermalink: /old/\nredirect_from: /older/\nredirect_to: /about.html\n---\n",
        ),
        (
            "out.md",
            "---\nredirect_to: [\"https://b.example/\"]\n---\n",
        ),
    ]);
    moved.says("about.md", &["  - \"/old/\"\n  - \"/older/\"\n"]);
    moved.says("_redirects", &["/out.html https://b.example/ 301\n"]);
    assert!(!moved.site.path("content/old.md").exists());
}

#[test]
fn files_that_only_texts_of_other_programs_name_are_published() {
    let moved = Moved::of(&[
        (
            "hugo.toml",
            "title = 'S'\nbaseURL = 'https://a.example/'\ndisableKinds = ['taxonomy', 'term', 'RSS']\n[[menus.main]]\nname = 'File'\nurl = '/files/b.pdf'\n",
        ),
        (
            "content/_index.md",
            "---\ntitle: H\n---\n{{< x src=\"/files/c.pdf\" >}} [d](/files/d.pdf)\n",
        ),
        ("static/files/b.pdf", "b"),
        ("static/files/c.pdf", "c"),
        ("static/files/d.pdf", "d"),
    ]);
    moved.publishes(&["files/b.pdf", "files/c.pdf", "files/d.pdf"]);
    moved.tells(&["answer: 6 of 6"]);
    moved.says(
        "casa.yaml",
        &["{label: File, url: \"https://a.example/files/b.pdf\"}"],
    );
    let checked = moved.site.casa(&["--lang", "en", "check"]);
    assert!(!checked.err.contains("left-out"), "{}", checked.err);
}

#[test]
fn menus_of_hugo_name_pages_by_their_files() {
    let moved = Moved::of(&[
        (
            "hugo.toml",
            "title = 'S'\n[[menus.main]]\nname = 'Contact'\npageRef = '/contact'\nweight = 1\n[[menus.main]]\nname = 'Docs'\npageRef = 'docs'\nweight = 2\n[[menus.main]]\nname = 'Home'\nurl = '/'\nweight = 3\n",
        ),
        (
            "content/contact.md",
            "---\ntitle: C\nurl: /contact-us/\n---\n",
        ),
        (
            "content/docs/_index.md",
            "---\ntitle: D\nurl: /manual/\n---\n",
        ),
    ]);
    let expected = "menu:\n  - {label: Contact, page: contact}\n  - {label: Docs, page: docs}\n  - {label: Home, page: \"/\"}\n";
    moved.says("casa.yaml", &[expected]);
}

#[test]
fn entries_that_lead_to_one_page_stay_or_are_told() {
    let menu = "[[menus.main]]\nname = 'Two'\npageRef = '/a'\nweight = 1\n[[menus.main]]\nname = 'Doc A'\npageRef = '/a'\nweight = 2\n[[menus.main]]\nname = 'Anchor'\nurl = '/a/?q#x'\nweight = 3\n[[menus.main]]\nname = 'P'\nidentifier = 'p'\nweight = 5\n[[menus.main]]\nname = 'C1'\nparent = 'p'\npageRef = '/b'\n[[menus.main]]\nname = 'C2'\nparent = 'p'\npageRef = '/a'\n";
    let pages = [
        ("content/a.md", "---\ntitle: A\n---\n"),
        ("content/b.md", "---\ntitle: B\n---\n"),
    ];
    let config = format!("title = 'S'\nbaseURL = 'https://a.example/s/'\n{menu}");
    let moved = Moved::of(&[("hugo.toml", &config), pages[0], pages[1]]);
    moved.says(
        "casa.yaml",
        &["menu:\n  - {label: Two, page: a}\n  - {label: Anchor, url: \"https://a.example/s/a/?q#x\"}\n  - {label: P, page: b, children: [{label: C1, page: b}, {label: C2, page: a}]}\n"],
    );
    moved.tells(&["the entry `Doc A` of the menu leads to a page that is there already"]);
    let config = format!("title = 'S'\n{menu}");
    let moved = Moved::of(&[("hugo.toml", &config), pages[0], pages[1]]);
    moved.tells(&["`Anchor` of the menu leads to the beginning of its page, without `?q#x`\n"]);
}
