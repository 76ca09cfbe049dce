//! What sites of documentation have besides their pages: versions, print views, plain texts, feeds
//! with whole texts, and what unknown addresses show.

use crate::support::Site;

const CONFIG: &str = "title: Docs\nlanguage: en\nbase_url: https://x.example/\nmarkdown: true\nfeeds: text\nprint: [v2]\nversions:\n  - next\n  - {folder: v2, label: \"2.0\", current: true}\n  - {folder: v1, label: \"1.0\"}\n";

fn site() -> Site {
    let install = "---\ntitle: Install\ndate: 2025-01-02\nsummary: How.\n---\nFrobnicate it.\n\n<!-- more -->\n\n## Linux\n\nSee [use](../use.md#first) and [here](#linux).\n";
    Site::of(&[
        ("content/casa.yaml", CONFIG),
        ("content/index.md", "# Home\n\nHello.\n"),
        ("content/next/index.md", "# Next\n\nSoon.\n"),
        ("content/v1/index.md", "# One\n\nOld.\n"),
        ("content/v1/guide/install.md", install),
        (
            "content/v1/guide/gone.md",
            "# Gone\n\nNot there any more.\n",
        ),
        ("content/v1/use.md", "# Use\n\n## First\n\nText.\n"),
        (
            "content/v2/index.md",
            "# Two\n\n[Install](guide/install.md#linux).\n",
        ),
        ("content/v2/guide/_index.md", "# Guide\n\nWhat is in it.\n"),
        ("content/v2/guide/install.md", install),
        (
            "content/v2/use.md",
            "# Use\n\n## First\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        ),
    ])
}

fn built(site: &Site) -> impl Fn(&str) -> String {
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let files = site.public();
    move |path: &str| {
        let bytes = files.get(path).unwrap_or_else(|| panic!("{path}"));
        String::from_utf8(bytes.clone()).unwrap()
    }
}

/// The pages as they are published.
fn site_files(site: &Site) -> Vec<(String, String)> {
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let pages = site
        .public()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn a_version_leads_to_the_same_page_in_the_others_or_to_their_home() {
    let site = site();
    let read = built(&site);
    let old = read("v1/guide/install/index.html");
    for part in [
        "<summary>Version: <strong>1.0</strong></summary>",
        "<a href=\"/next/\">next <small>",
        "<a href=\"/v2/guide/install/\">2.0</a>",
        "The current one is <a href=\"/v2/guide/install/\">2.0</a>.",
        "<link rel=\"canonical\" href=\"https://x.example/v2/guide/install/\">",
    ] {
        assert!(old.contains(part), "{part}\n{old}");
    }
    let gone = read("v1/guide/gone/index.html");
    assert!(gone.contains("<a href=\"/v2/\">2.0 <small>"), "{gone}");
    assert!(
        gone.contains("href=\"https://x.example/v1/guide/gone/\""),
        "{gone}"
    );
    let new = read("v2/guide/install/index.html");
    assert!(
        new.contains("<a href=\"/v1/guide/install/\">1.0</a>"),
        "{new}"
    );
    assert!(!new.contains("edition-note"), "{new}");
    assert!(read("next/index.html").contains("not out yet"));
    let home = read("index.html");
    assert!(!home.contains("editions"), "{home}");
    let menu = home.split("</header>").next().unwrap();
    assert!(menu.contains("<a href=\"/v2/\">"), "{menu}");
    assert!(!menu.contains("/v1/") && !menu.contains("/next/"), "{menu}");
    let map = read("sitemap.xml");
    assert!(
        map.contains("/v2/guide/install/") && map.contains("/v1/guide/gone/"),
        "{map}"
    );
    assert!(!map.contains("/v1/guide/install/"), "{map}");
}

#[test]
fn nobody_reads_on_from_one_version_into_another() {
    let site = site();
    let files = site_files(&site);
    let mut read = 0;
    for (path, html) in files {
        let version = path.split('/').next().unwrap();
        let Some((_, around)) = html.split_once("<nav class=\"prev-next\"") else {
            continue;
        };
        let (around, _) = around.split_once("</nav>").unwrap();
        for link in around.split("href=\"/").skip(1) {
            assert_eq!(
                link.split(['/', '"']).next().unwrap(),
                version,
                "{path}: {around}"
            );
            read += 1;
        }
    }
    assert!(read > 2, "{read}");
}

#[test]
fn the_search_prefers_the_current_version() {
    let site = site();
    let _ = built(&site);
    let found = site.casa(&["search", "frobnicate"]).out;
    let place = |path: &str| {
        found
            .find(path)
            .unwrap_or_else(|| panic!("{path}: {found}"))
    };
    assert!(
        place("/v2/guide/install/") < place("/v1/guide/install/"),
        "{found}"
    );
}

#[test]
fn a_page_of_a_version_is_made_again_when_its_like_comes() {
    let site = site();
    let _ = built(&site);
    site.write("content/v2/guide/gone.md", "# Gone\n\nThere again.\n");
    let read = built(&site);
    let gone = read("v1/guide/gone/index.html");
    assert!(
        gone.contains("<a href=\"/v2/guide/gone/\">2.0</a>"),
        "{gone}"
    );
    let warm = site.public();
    assert_eq!(site.casa(&["build", "--no-cache"]).code, Some(0));
    assert_eq!(site.public(), warm);
}

#[test]
fn a_section_can_be_printed_as_one_page_that_follows_its_pages() {
    let site = site();
    let read = built(&site);
    let print = read("v2/print/index.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<section class=\"text printed-part\" id=\"page-1\">\n<p><a href=\"#page-3-linux\">",
        "<h3 id=\"page-3\">Install</h3>",
        "<h4 id=\"page-3-linux\">Linux</h4>",
        "<a href=\"#page-4-first\">use</a>",
        "<a href=\"#page-3-linux\">here</a>",
        "<h3 id=\"page-4-first\">First</h3>",
    ] {
        assert!(print.contains(part), "{part}\n{print}");
    }
    let section = read("v2/index.html");
    assert!(section.contains("<a href=\"/v2/print/\">"), "{section}");
    site.write("content/v2/use.md", "# Use\n\nAnother text.\n");
    assert!(built(&site)("v2/print/index.html").contains("Another text."));
    let named = CONFIG.replace("[v2]", "[v3]");
    site.write("content/casa.yaml", named);
    let ran = site.casa(&["check"]);
    assert!(
        ran.err.contains("v3") || ran.out.contains("v3"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn pages_are_there_as_markdown_and_listed() {
    let site = site();
    let read = built(&site);
    let text = read("v2/guide/install/index.html.md");
    assert_eq!(
        text,
        "# Install\n\n> How.\n\nFrobnicate it.\n\n## Linux\n\nSee [use](https://x.example/v2/use/#first) and [here](#linux).\n"
    );
    let table = read("v2/use/index.html.md");
    assert!(
        table.ends_with("| a | b |\n| --- | --- |\n| 1 | 2 |\n"),
        "{table}"
    );
    let list = read("llms.txt");
    assert_eq!(
        list,
        "# Docs\n\n## Docs\n\n- [Home](https://x.example/index.html.md)\n- [Next](https://x.example/next/index.html.md)\n\n## Two\n\n- [Two](https://x.example/v2/index.html.md)\n- [Use](https://x.example/v2/use/index.html.md)\n- [Guide](https://x.example/v2/guide/index.html.md)\n- [Install](https://x.example/v2/guide/install/index.html.md): How.\n"
    );
    let page = read("v2/use/index.html");
    let link = "<link rel=\"alternate\" type=\"text/markdown\" href=\"/v2/use/index.html.md\">";
    assert!(page.contains(link), "{page}");
}

#[test]
fn feeds_bring_summaries_or_whole_texts() {
    let site = site();
    let read = built(&site);
    let (atom, json) = (read("v2/feed.xml"), read("v2/feed.json"));
    assert!(
        atom.contains("<summary>How.</summary><content type=\"html\">&lt;p&gt;"),
        "{atom}"
    );
    assert!(atom.contains("https://x.example/v2/use/#first"), "{atom}");
    assert!(json.contains("\"content_html\""), "{json}");
    site.write("content/casa.yaml", CONFIG.replace("feeds: text\n", ""));
    let read = built(&site);
    assert!(!read("v2/feed.xml").contains("<content"));
    assert!(read("v2/feed.json").contains("\"content_text\""));
}

#[test]
fn the_page_of_unknown_addresses_has_a_search_for_their_words() {
    let site = site();
    let read = built(&site);
    let page = read("404.html");
    assert!(
        page.contains("<casa-search data-mode=\"page\" data-asks=\"address\""),
        "{page}"
    );
    assert_eq!(page.matches("id=\"q\"").count(), 1, "{page}");
    assert!(page.contains("role=\"search\" action=\"/\""), "{page}");
}

#[test]
fn the_theme_shows_the_line_under_the_name_the_time_to_read_and_what_feeds_are() {
    let site = site();
    site.write("content/casa.yaml", format!("{CONFIG}tagline: In short\n"));
    let long = format!("# Long\n\n{}\n", "word ".repeat(900));
    site.write("content/v2/long.md", long);
    let read = built(&site);
    let home = read("index.html");
    assert!(home.contains("<p class=\"lead\">In short</p>"), "{home}");
    assert!(home.contains("(Atom)</a>"), "{home}");
    let page = read("v2/long/index.html");
    assert!(page.contains("min read</span>"), "{page}");
    assert!(!page.contains("In short"), "{page}");
    assert!(!read("v2/use/index.html").contains("min read"));
}

#[test]
fn readers_search_on_the_page_that_is_named_for_it() {
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: S\nlanguage: it\nlanguages:\n  en: {}\nsearch: {page: cerca}\n",
        ),
        ("content/cerca.md", "# Cerca\n\nCome si cerca.\n"),
        ("content/cerca.en.md", "# Search\n"),
        ("content/altra.md", "# Altra\n"),
        ("content/_index.en.md", "# Home\n"),
    ]);
    let page = built(&site);
    let searches = |html: &str| html.contains("<casa-search data-mode=\"page\"");
    let own = page("cerca/index.html");
    assert!(searches(&own) && own.contains("Come si cerca."));
    assert!(searches(&page("en/cerca/index.html")));
    assert!(!searches(&page("altra/index.html")));
}
