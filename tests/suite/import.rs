//! Sites of other programs, imported: `tests/sites/import/PROGRAM/site` is one as its owner has it,
//! `expected.txt` all that is written of it and said of the rest, and `addresses.txt`, by the rules of
//! the program, every address at which it answered.

mod lost;
mod scripts;

use crate::support::{Ran, Site, copy, repository, updating};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

fn folder(program: &str) -> PathBuf {
    repository().join("tests/sites/import").join(program)
}

/// A site that has been imported into a folder beside it.
struct Imported {
    site: Site,
    ran: Ran,
}

fn imported(program: &str) -> Imported {
    let site = Site::new();
    copy(&folder(program).join("site"), &site.path("old"));
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    Imported { site, ran }
}

/// What was written and what was said.
fn dump(imported: &Imported) -> String {
    let mut text = format!("=== (said)\n{}{}", imported.ran.err, imported.ran.out);
    for (path, bytes) in crate::support::tree(&imported.site.path("content")) {
        if path != ".casa-manifest" {
            let content = String::from_utf8_lossy(&bytes);
            writeln!(text, "=== {path}\n{}", content.trim_end()).unwrap();
        }
    }
    text
}

fn check(program: &str) {
    let imported = imported(program);
    let path = folder(program).join("expected.txt");
    let found = dump(&imported);
    if updating() {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap();
    assert!(
        expected == found,
        "{program}: {}",
        crate::support::difference(&expected, &found).unwrap_or_default()
    );
    let site = &imported.site;
    let built = site.casa(&["--lang", "en", "build"]);
    assert_eq!(built.code, Some(0), "{program}: {}", built.err);
    let addresses = fs::read_to_string(folder(program).join("addresses.txt")).unwrap();
    let dead: Vec<&str> = addresses
        .lines()
        .filter(|line| !answers(site, line))
        .collect();
    assert!(dead.is_empty(), "{program} does not answer at {dead:?}");
}

/// Whether a server would answer at an address.
fn answers(site: &Site, address: &str) -> bool {
    let path = site.path("public").join(address.trim_start_matches('/'));
    match address.ends_with('/') {
        true => path.join("index.html").is_file(),
        false => path.is_file() || path.join("index.html").is_file(),
    }
}

/// A test for each site.
macro_rules! sites {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                check(&folder_name(stringify!($name)));
            }
        )*

        const SITES: &[&str] = &[$(stringify!($name)),*];
    };
}

sites![
    astro,
    astro_languages,
    docfx,
    docusaurus,
    docusaurus_versions,
    eleventy,
    feed,
    gitbook,
    gitbook_books,
    hugo,
    hugo_folders,
    hugo_suffixes,
    jekyll,
    jekyll_collections,
    mdbook,
    mkdocs,
    mkdocs_folders,
    mkdocs_languages,
    obsidian,
    vitepress,
    vuepress,
    wordpress,
    zola,
    zola_lists,
];

fn folder_name(test: &str) -> String {
    test.replace('_', "-")
}

#[test]
fn each_site_has_its_test() {
    let folders = fs::read_dir(repository().join("tests/sites/import")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tested = SITES.iter().map(|name| folder_name(name));
    assert_eq!(folders.collect::<BTreeSet<_>>(), tested.collect());
}

#[test]
fn importing_again_changes_nothing_and_writes_over_nobodys_work() {
    let Imported { site, .. } = imported("hugo");
    let before = crate::support::tree(&site.path("content"));
    site.write("content/mine.md", "# Mine\n");
    let again = site.casa(&["import", "old"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    let mut after = crate::support::tree(&site.path("content"));
    assert!(after.remove("mine.md").is_some());
    assert_eq!(before, after);

    site.write("content/_index.md", "# Changed\n");
    site.write("content/chi_siamo.md", "# Changed\n");
    let refused = site.casa(&["import", "old"]);
    assert_eq!(refused.code, Some(2));
    let expected = "errore: file modificati dopo l'ultima importazione:\n\n    ./content/_index.md\n    ./content/chi_siamo.md\n\nNon è";
    assert!(refused.err.starts_with(expected), "{}", refused.err);
    let kept = fs::read_to_string(site.path("content/_index.md")).unwrap();
    assert_eq!(kept, "# Changed\n");
}

#[test]
fn what_is_there_already_is_left_alone() {
    let site = Site::of(&[("content/index.md", "# Mine\n"), ("unknown/a.md", "# A\n")]);
    copy(&folder("hugo").join("site"), &site.path("old"));
    let refused = site.casa(&["import", "old"]);
    assert_eq!(refused.code, Some(2), "{}", refused.out);
    assert_eq!(crate::support::tree(&site.path("content")).len(), 1);
    let dry = site.casa(&["import", "old", "--root", "new", "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.err);
    assert!(!site.path("new").exists());
    let unknown = site.casa(&["--lang", "en", "import", "unknown"]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown
            .err
            .starts_with("error: `unknown` is of no program that is known:"),
        "{}",
        unknown.err
    );
}

#[cfg(unix)]
#[test]
fn links_beside_pages_are_told() {
    let files = [
        ("old/mkdocs.yml", "site_name: S\n"),
        ("old/docs/a.md", "# A\n"),
    ];
    let site = Site::of(&files);
    for (link, target) in [("docs/b.md", "a.md"), ("docs/c", "."), ("other.md", "a")] {
        std::os::unix::fs::symlink(target, site.path("old").join(link)).unwrap();
    }
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    let told = format!("{}{}", ran.err, ran.out);
    for link in [
        "docs/b.md: symbolic links are not followed\n",
        "docs/c: symbolic links are not followed, and this one leads to a folder\n",
    ] {
        assert!(told.contains(link), "{told}");
    }
    assert!(!told.contains("other.md"), "{told}");
}

#[test]
fn sidebars_that_break_off_are_told() {
    let site = Site::of(&[
        (
            "old/docusaurus.config.js",
            "module.exports = {title: 'S', presets: [['classic', {docs: {sidebarPath: './sidebars.js'}}]]};\n",
        ),
        ("old/versions.json", "[\"1.0\"]\n"),
        ("old/docs/a.md", "# A\n"),
        ("old/versioned_docs/version-1.0/a.md", "# A\n"),
        (
            "old/versioned_sidebars/version-1.0-sidebars.json",
            "{\"all\": [\"a\"\n",
        ),
    ]);
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    let told = format!("{}{}", ran.err, ran.out);
    let expected = "version-1.0-sidebars.json: cannot be read\n";
    assert!(told.contains(expected), "{told}");
}

/// Files of a site, and those of them that its owner keeps from being published.
type Kept = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const KEPT: [Kept; 6] = [
    (
        "docusaurus",
        &[
            (
                "docusaurus.config.js",
                "module.exports = {title: 'S', presets: [['classic', {docs: {exclude: ['wip/**', '**/*.tmp.md']}}]]};\n",
            ),
            ("docs/a.md", "# A\n"),
            ("docs/wip/b.md", "# B\n"),
            ("docs/s/c.tmp.md", "# C\n"),
        ],
        &["docs/wip/b.md", "docs/s/c.tmp.md"],
    ),
    (
        "zola",
        &[
            (
                "config.toml",
                "base_url = \"https://a.example\"\nignored_content = [\"*.tmp.md\"]\n",
            ),
            ("content/a.md", "+++\ntitle = \"A\"\n+++\n"),
            ("content/s/b.tmp.md", "+++\ntitle = \"B\"\n+++\n"),
        ],
        &["content/s/b.tmp.md"],
    ),
    (
        "eleventy",
        &[
            (
                ".eleventy.js",
                "module.exports = (c) => { c.ignores.add('src/ignored/**'); return {dir: {input: 'src'}}; };\n",
            ),
            (".eleventyignore", "# Not yet\nsrc/wip/**\n"),
            ("src/a.md", "# A\n"),
            ("src/ignored/b.md", "# B\n"),
            ("src/wip/c.md", "# C\n"),
        ],
        &["src/ignored/b.md", "src/wip/c.md"],
    ),
    (
        "mkdocs",
        &[
            (
                "mkdocs.yml",
                "site_name: S\nexclude_docs: |\n  /intern/\n  *.tmp.md\ndraft_docs: |\n  wip.md\nplugins:\n  - exclude:\n      glob:\n        - drafts/*\n",
            ),
            ("docs/a.md", "# A\n"),
            ("docs/intern/b.md", "# B\n"),
            ("docs/s/c.tmp.md", "# C\n"),
            ("docs/wip.md", "# D\n"),
            ("docs/drafts/s/e.md", "# E\n"),
        ],
        &[
            "docs/intern/b.md",
            "docs/s/c.tmp.md",
            "docs/wip.md",
            "docs/drafts/s/e.md",
        ],
    ),
    (
        "hugo",
        &[
            (
                "hugo.yaml",
                "title: S\ncascade:\n  - _target: {path: /wip/**}\n    build: {render: never}\n  - target: {path: /s/draft}\n    draft: true\n",
            ),
            ("content/a.md", "# A\n"),
            ("content/wip/b.md", "# B\n"),
            ("content/s/draft.md", "# C\n"),
        ],
        &["content/wip/b.md", "content/s/draft.md"],
    ),
    (
        "vitepress",
        &[
            (
                ".vitepress/config.js",
                "export default { srcDir: '.', srcExclude: ['**/wip/**'] }\n",
            ),
            ("a.md", "# A\n"),
            ("s/wip/b.md", "# B\n"),
        ],
        &["s/wip/b.md"],
    ),
];

#[test]
fn what_its_owner_keeps_from_being_published_stays_so_and_is_told() {
    for (program, files, kept) in KEPT {
        let site = Site::new();
        for (path, text) in files {
            site.write(&format!("old/{path}"), text);
        }
        let ran = site.casa(&["--lang", "en", "import", "old"]);
        let told = format!("{}{}", ran.err, ran.out);
        assert!(told.contains(": 1 page, "), "{program}: {told}");
        for path in kept {
            let line = format!("{path}: was not published before either\n");
            assert_eq!(told.matches(&line).count(), 1, "{program}: {path}: {told}");
        }
        let count = told.matches("was not published").count();
        assert_eq!(count, kept.len(), "{program}: {told}");
        assert!(!told.contains("has no effect"), "{program}: {told}");
    }
}

#[test]
fn folders_that_hugo_mounts_are_pages() {
    let site = Site::of(&[
        (
            "old/hugo.toml",
            "title = 'S'\n[languages.en]\ncontentDir = 'content'\n[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n[[module.mounts]]\nsource = 'guides'\ntarget = 'content/guides'\n",
        ),
        (
            "old/content/a.md",
            "---\ntitle: A\naliases: [\"../rel/\"]\n---\n",
        ),
        ("old/guides/one.md", "# One\n"),
    ]);
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    let told = format!("{}{}", ran.err, ran.out);
    assert!(told.contains(": 3 pages, "), "{told}");
    assert!(
        !told.contains("was not published") && !told.contains("`module`"),
        "{told}"
    );
    assert!(site.path("content/guides/one.md").exists());
}

#[test]
fn what_is_deeper_than_a_menu_stands_behind_what_it_was_below() {
    let site = Site::of(&[
        (
            "old/hugo.yaml",
            "title: S\nmenu:\n  main:\n    - {name: Top, identifier: top, weight: 1}\n    - {name: B, pageRef: /b, parent: top, weight: 2}\n    - {name: C, pageRef: /c, parent: B, weight: 3}\n    - {name: D, pageRef: /d, parent: C, weight: 4}\n    - {name: E, pageRef: /e, parent: top, weight: 5}\n    - {name: Lost, pageRef: /f, parent: nobody, weight: 6}\n",
        ),
        ("old/content/b.md", "---\ntitle: B\n---\n"),
        ("old/content/c.md", "---\ntitle: C\n---\n"),
        ("old/content/d.md", "---\ntitle: D\n---\n"),
        ("old/content/e.md", "---\ntitle: E\n---\n"),
        ("old/content/f.md", "---\ntitle: F\n---\n"),
    ]);
    site.casa(&["--lang", "en", "import", "old"]);
    let config = std::fs::read_to_string(site.path("content/casa.yaml")).unwrap();
    let expected = "menu:\n  - {label: Top, page: b, children: [{label: B, page: b}, {label: C, page: c}, {label: D, page: d}, {label: E, page: e}]}\n  - {label: Lost, page: f}\n";
    assert!(config.contains(expected), "{config}");
    let ran = site.casa(&["--lang", "en", "check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_folder_without_pages_is_not_imported() {
    let site = Site::of(&[("old/mkdocs.yml", "site_name: S\ndocs_dir: doc\n")]);
    site.write("old/docs/a.md", "# A\n");
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let expected =
        "error: there are no pages in `old`, as MkDocs would keep them\n\nNothing was written.";
    assert!(ran.err.starts_with(expected), "{}", ran.err);
    assert!(!site.path("content").exists());
}

#[test]
fn files_that_eleventy_passes_through_keep_their_places() {
    let site = Site::of(&[
        (
            "old/.eleventy.js",
            "module.exports = (c) => { c.addPassthroughCopy('src/img'); c.addPassthroughCopy('src/**/*.pdf'); c.addPassthroughCopy({'assets': 'a'}); return {dir: {input: 'src'}}; };\n",
        ),
        ("old/src/index.md", "# A\n"),
        ("old/src/img/a.png", "x"),
        ("old/src/s/b.pdf", "x"),
        ("old/assets/c.txt", "x"),
    ]);
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    assert_eq!(site.casa(&["build"]).code, Some(0), "{}", ran.err);
    for path in ["img/a.png", "s/b.pdf", "a/c.txt"] {
        let published = site.path("public").join(path);
        assert!(published.exists(), "{path}: {}{}", ran.err, ran.out);
    }
}

#[test]
fn a_document_at_the_top_of_docusaurus_keeps_its_places() {
    let site = Site::of(&[
        (
            "old/docusaurus.config.js",
            "module.exports = {title: 'S', presets: [['classic', {docs: {routeBasePath: '/', sidebarPath: './sidebars.js'}}]], themeConfig: {navbar: {items: [{type: 'docSidebar', sidebarId: 'tut', label: 'Tutorial'}]}}}\n",
        ),
        (
            "old/sidebars.js",
            "module.exports = {tut: ['intro', 'zed', 'abc']}\n",
        ),
        ("old/docs/intro.md", "---\nslug: /\n---\n# Intro\n"),
        ("old/docs/zed.md", "# Zed\n"),
        ("old/docs/abc.md", "# Abc\n"),
    ]);
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let config = fs::read_to_string(site.path("content/casa.yaml")).unwrap();
    let expected = "menu:\n  - {label: Tutorial, page: \"/\"}\nnav:\n  - \"_index.md\"\n  - zed.md\n  - abc.md\n";
    assert!(config.ends_with(expected), "{config}");
    let checked = site.casa(&["--lang", "en", "check"]);
    assert!(checked.out.contains("no problems"), "{}", checked.out);
}

#[test]
fn links_of_sidebars_of_vitepress_begin_with_their_base() {
    let site = Site::of(&[
        (
            "old/.vitepress/config.js",
            "export default { title: 'V', themeConfig: { sidebar: { '/guide/': { base: '/guide/', items: [{ text: 'B', link: 'b' }, { text: 'C', items: [{ text: 'A', link: 'a' }] }] } } } }\n",
        ),
        ("old/guide/a.md", "# A\n"),
        ("old/guide/b.md", "# B\n"),
    ]);
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    let config = fs::read_to_string(site.path("content/casa.yaml")).unwrap();
    let expected = "nav:\n  - B: \"/guide/b\"\n  - C:\n      - A: \"/guide/a\"\n";
    assert!(config.ends_with(expected), "{config}{}", ran.err);
    assert_eq!(site.casa(&["check"]).code, Some(0));
}

#[test]
fn texts_that_pages_of_mkdocs_take_in_are_found_from_its_folder() {
    let site = Site::of(&[
        (
            "old/mkdocs.yml",
            "site_name: S\nmarkdown_extensions:\n  - pymdownx.snippets\n",
        ),
        ("old/docs/a.md", "# A\n\n--8<-- \"docs/_frag.md\"\n"),
        ("old/docs/_frag.md", "Taken in.\n"),
    ]);
    let ran = site.casa(&["--lang", "en", "import", "old"]);
    let page = fs::read_to_string(site.path("content/a.md")).unwrap();
    assert!(
        page.ends_with("# A\n\nTaken in.\n"),
        "{page}{}{}",
        ran.out,
        ran.err
    );
}
