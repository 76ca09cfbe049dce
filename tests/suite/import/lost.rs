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

#[test]
fn menus_of_themes_of_jekyll_are_read() {
    let moved = Moved::of(&[
        (
            "_config.yml",
            "title: J\nheader_pages: [b.md]\naux_links:\n  Code: [\"//code.example/x\"]\nnav_external_links:\n  - {title: Out, url: \"https://b.example\"}\n",
        ),
        (
            "_data/navigation.yml",
            "main:\n  - {title: First, url: /a.html}\n  - title: Group\n    children:\n      - {title: Far, url: \"https://c.example\"}\n",
        ),
        ("a.md", "---\ntitle: A\n---\n"),
        ("b.md", "---\ntitle: B\n---\n"),
    ]);
    let expected = "menu:\n  - {label: First, page: a}\n  - {label: Group, url: \"https://c.example\", children: [{label: Far, url: \"https://c.example\"}]}\n  - b\n  - {label: Code, url: \"https://code.example/x\"}\n  - {label: Out, url: \"https://b.example\"}\n";
    moved.says("casa.yaml", &[expected]);
}

#[test]
fn templates_that_have_a_text_are_pages_or_told() {
    let moved = Moved::of(&[
        (".eleventy.js", "module.exports = () => ({});\n"),
        (
            "index.md",
            "---\ntitle: I\ndate: git Last Modified\n---\nText.\n",
        ),
        (
            "page.html",
            "---\ntitle: Plain\neleventyNavigation: {key: Plain}\n---\n<p>Only <em>text</em>.</p>\n",
        ),
        (
            "list.njk",
            "---\ntitle: L\neleventyNavigation: {key: List}\n---\n{% for p in all %}{{ p }}{% endfor %}\n",
        ),
        (
            "text.njk",
            "---\ntitle: T\n---\n<p>A text that somebody has written.</p>{{ x }}\n",
        ),
        ("made.11ty.js", "module.exports = () => 'x';\n"),
        ("data.11tydata.js", "module.exports = {};\n"),
    ]);
    moved.says("page.md", &["<p>Only <em>text</em>.</p>"]);
    moved.publishes(&["page/index.html"]);
    moved.says("casa.yaml", &["menu:\n  - {label: Plain, page: page}\n"]);
    moved.tells(&[
        "index.md: the setting `date: git Last Modified` has no effect here\n",
        "list.njk: template, style",
        "list.njk: the old address /list/ does not answer\n",
        "the entry `List` of the menu leads to no page\n",
        "text.njk: is a template with a text: the text is not carried over",
        "made.11ty.js: template, style",
    ]);
    assert!(!moved.text("index.md").contains("date"), "{}", moved.told);
    assert!(!moved.told.contains("11tydata"), "{}", moved.told);
}

#[test]
fn configurations_of_mkdocs_are_based_on_others() {
    let moved = Moved::of(&[
        (
            "mkdocs.yml",
            "INHERIT: base.yml\nsite_name: S\nsite_url: https://a.example/\ntheme:\n  name: material\nnav:\n  - index.md\n  - '*.md'\n  - Other: ../other/\nplugins:\n  - blog:\n      authors_profiles: true\n",
        ),
        (
            "base.yml",
            "site_name: Base\nsite_author: Ada\ncopyright: C\ntheme:\n  language: it\n",
        ),
        ("docs/index.md", "# H\n\n[TOC]\n\nText.\n"),
        (
            "docs/blog/posts/p.md",
            "---\ndate:\n  created: 2024-01-02\n  updated: 2024-02-03\nauthors: [ada]\nlinks:\n  - index.md\n---\n# P\n",
        ),
    ]);
    moved.says(
        "casa.yaml",
        &[
            "title: S\nlanguage: it\n",
            "owner: Ada\n",
            "nav:\n  - index.md\n",
        ],
    );
    moved.says(
        "blog/posts/p.md",
        &["date: 2024-01-02\n", "updated: 2024-02-03\n"],
    );
    moved.tells(&[
        "base.yml:3: the setting `copyright` has no effect here\n",
        "mkdocs.yml: `*.md` is computed: it is left out of the order\n",
        "mkdocs.yml: `../other/` is computed",
        "docs/blog/posts/p.md: the setting `links` has no effect here\n",
        "/blog/author/ada/ leads to /blog/: there is no such list here\n",
    ]);
    assert!(!moved.text("index.md").contains("TOC"), "{}", moved.told);
}

/// An export of WordPress with these items.
fn export(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>W</title><link>https://w.example</link><language>en</language><wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada L</wp:author_display_name></wp:author>{items}</channel></rss>"
    )
}

/// An item of an export.
fn item(id: u32, kind: &str, link: &str, more: &str) -> String {
    format!(
        "<item><title>T{id}</title><link>https://w.example{link}</link><dc:creator>ada</dc:creator><wp:post_id>{id}</wp:post_id><wp:post_date>2024-01-02 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"
    )
}

/// An entry of a menu of an export.
fn entry(id: u32, parent: u32, key: &str, value: &str) -> String {
    let meta = |key: &str, value: &str| {
        format!(
            "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        )
    };
    let parent = meta("_menu_item_menu_item_parent", &parent.to_string());
    let order = format!("<wp:menu_order>{id}</wp:menu_order>");
    let more = format!("{order}{parent}{}", meta(key, value));
    item(id, "nav_menu_item", "/", &more)
}

#[test]
fn exports_of_wordpress_have_more_than_posts() {
    let body = |text: &str| format!("<content:encoded><![CDATA[{text}]]></content:encoded>");
    let comment = "<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>";
    let items = [
        item(
            1,
            "post",
            "/one/",
            &format!(
                "{}{comment}",
                body(
                    "a\nb <a href=\"https://w.example/?p=3\">c</a> [ninja_form id=1] [contact-form-7 id=5]"
                )
            ),
        ),
        item(2, "page", "/two/", &body("<!-- wp:block {\"ref\":77} /-->")),
        item(3, "page", "/three/", &body("c")),
        item(4, "recipe", "/recipe/chef/", &body("Soup")),
        item(5, "form", "/?post_type=form", &body("Form")),
        item(77, "wp_block", "/?p=77", &body("<p>Shared</p>")),
        item(
            9,
            "attachment",
            "/a/",
            "<wp:attachment_url>https://w.example/up/a.jpg</wp:attachment_url>",
        ),
        entry(30, 0, "_menu_item_object_id", "2"),
        entry(31, 30, "_menu_item_url", "https://b.example"),
        entry(33, 0, "_menu_item_url", "#"),
        entry(34, 33, "_menu_item_object_id", "3"),
    ];
    let moved = Moved::of(&[("w.xml", &export(&items.concat()))]);
    moved.says(
        "posts/t1.md",
        &["author: Ada L\n", "[c](https://w.example/three/)"],
    );
    let text = moved.text("posts/t1.md");
    assert!(text.contains("a\\\nb") || text.contains("a  \nb"), "{text}");
    moved.says("t2.md", &["Shared"]);
    moved.says("recipe/t4.md", &["Soup"]);
    moved.says(
        "casa.yaml",
        &["menu:\n  - {label: T30, page: t2, children: [{label: T31, url: \"https://b.example\"}]}\n  - {label: T33, page: t3, children: [{label: T34, page: t3}]}\n"],
    );
    moved.tells(&[
        "`form: T5` is not carried over",
        "`[ninja_form] (T1)` is text here",
        "`[contact-form-7] (T1)` is text here",
        "`wp:comment × 1 (T1)` is not carried over",
        "`_thumbnail_id (T1): /up/a.jpg` is not carried over",
        "/author/ada/ leads to /posts/",
    ]);
}

#[test]
fn sites_of_hexo_are_not_taken_for_those_of_jekyll() {
    let moved = Moved::of(&[
        (
            "_config.yml",
            "title: H\nsubtitle: Sub\nurl: https://h.example\nroot: /blog/\nsource_dir: source\ntheme: landscape\nfeed: {}\n",
        ),
        ("package.json", "{\"dependencies\": {\"hexo\": \"^7.0.0\"}}"),
        (
            "_config.landscape.yml",
            "menu:\n  Home: /\n  About: /about || fa fa-user\n  All: /archives\n",
        ),
        ("scaffolds/post.md", "---\ntitle: {{ title }}\n---\n"),
        (
            "source/_posts/hello.md",
            "---\ntitle: Hello\ndate: 2024-01-02 03:04:05\ntags: [a]\ncategories:\n- [Sports, Ball]\n---\n![x](pic.png)\n",
        ),
        ("source/_posts/hello/pic.png", "x"),
        ("source/_drafts/d.md", "---\ntitle: D\n---\n"),
        ("source/about/index.md", "---\ntitle: About\n---\n"),
        ("source/images/x.txt", "x"),
    ]);
    assert!(moved.told.contains("Hexo: 5 pages"), "{}", moved.told);
    moved.publishes(&[
        "2024/01/02/hello/index.html",
        "2024/01/02/hello/pic.png",
        "about/index.html",
        "tags/a/index.html",
        "categories/Sports/Ball/index.html",
        "archives/index.html",
        "images/x.txt",
    ]);
    moved.says(
        "casa.yaml",
        &[
            "base_url: \"https://h.example/blog/\"\n",
            "menu:\n  - {label: Home, page: \"/\"}\n  - {label: About, page: about}\n  - {label: All, page: posts}\n",
        ],
    );
    moved.says("_redirects", &["/blog/page/* /blog/ 301\n"]);
    moved.tells(&["_config.yml:7: the setting `feed`", "scaffolds/: template"]);
}

#[test]
fn feeds_are_told_at_once_and_nothing_twice() {
    let moved = Moved::of(&[
        ("hugo.toml", "title = 'S'\n"),
        ("content/a/_index.md", "---\ntitle: A\n---\n"),
        ("content/a/b.md", "---\ntitle: B\n---\n"),
    ]);
    moved.tells(&[
        "content/_redirects: 4 old feeds answer where the host reads _redirects: /index.xml, ",
    ]);
    assert_eq!(moved.told.matches(" /tags/ ").count(), 1, "{}", moved.told);
}

#[test]
fn cards_and_pictures_of_themes_of_hugo_are_whole() {
    let moved = Moved::of(&[
        ("hugo.toml", "title = 'S'\n"),
        (
            "content/a.md",
            "---\ntitle: A\nmanualLink: https://b.example\n---\n{{% card header=\"Head\" title=\"Title\" subtitle=\"Sub\" footer=\"Foot\" %}}\nText.\n{{% /card %}}\n\n{{< card link=\"/b/\" title=\"GUI\" subtitle=\"A subtitle\" >}}\n\n{{< figure src=\"/a.png\" alt=\"A\" link=\"/b/\" >}}\n",
        ),
        ("content/b.md", "---\ntitle: B\n---\n"),
        ("static/a.png", "x"),
    ]);
    let text = moved.text("a.md");
    let places =
        ["Head", "Title", "Sub", "Text.", "Foot", "GUI", "A subtitle"].map(|part| text.find(part));
    assert!(places.is_sorted() && places[0].is_some(), "{text}");
    moved.says("a.md", &["[![A](</a.png>)](</b/>)", "\n\nFoot\n"]);
    moved
        .tells(&["content/a.md: the setting `manualLink: https://b.example` has no effect here\n"]);
}
