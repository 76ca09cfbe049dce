//! Titles and front matter of pages that were written for other programs.

use super::{page, said, site};

/// The title for robots and the title for readers of a page.
fn titles(text: &str) -> (String, String) {
    let built = site(&[("content/a.md", text), ("content/b.md", "# B\n\nText.\n")]);
    assert_eq!(said(&built), "", "{text}");
    let html = page(&built, "/a/");
    let between = |from: &str, to: &str| {
        let (_, rest) = html.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
    let title = between("<title>", "</title>");
    let title = title.split(" - ").next().unwrap();
    let title = title.split(" | ").next().unwrap().to_owned();
    (title, between("<h1>", "</h1>"))
}

#[test]
fn the_first_heading_is_the_title_where_no_field_is() {
    for text in [
        "# Quick Start\n\nText.\n",
        "## Quick Start\n\nText.\n\n## More\n\nText.\n",
        "#### Quick Start\n\nText.\n",
        "<!-- note -->\n\n<a id=\"x\"></a>\n\n# Quick Start\n\nText.\n",
    ] {
        assert_eq!(titles(text).1, "Quick Start", "{text}");
    }
}

#[test]
fn a_heading_behind_text_is_no_title() {
    assert_eq!(titles("Text.\n\n## Part\n\nText.\n").1, "A");
    assert_eq!(
        titles("---\ntitle: T\n---\nText.\n\n## Part\n\nText.\n").1,
        "T"
    );
}

#[test]
fn a_heading_beside_the_field_is_what_readers_see() {
    let text = "---\ntitle: Short\n---\n# The long title\n\nText.\n\n## Part\n\nText.\n";
    let (title, heading) = titles(text);
    assert!(title.starts_with("Short"), "{title}");
    assert_eq!(heading, "The long title");
    assert_eq!(titles("---\ntitle: Same\n---\n# Same\n\nText.\n").1, "Same");
}

#[test]
fn toml_is_read_with_its_titles_and_order() {
    let built = site(&[
        (
            "content/a.md",
            "+++\ntitle = \"Installation guide\"\nweight = 1\n+++\nText.\n",
        ),
        (
            "content/b.md",
            "+++\ntitle = \"B first\"\nweight = 0\n+++\nText.\n",
        ),
    ]);
    assert_eq!(said(&built), "");
    let home = page(&built, "/");
    assert!(home.find("B first").unwrap() < home.find("Installation guide").unwrap());
}

#[test]
fn mdx_is_markdown_without_what_only_it_runs() {
    let built = site(&[
        (
            "content/guide/start.mdx",
            "---\ntitle: Start\n---\nimport { Steps } from 'x';\n\n<Steps>\n1. One\n2. [Two](./next.mdx)\n</Steps>\n\nSee <Demo text=\"new\" /> here.\n",
        ),
        ("content/guide/next.mdx", "# Next\n\nText.\n"),
    ]);
    let html = page(&built, "/guide/start/");
    assert!(
        html.contains("<li><a href=\"/guide/next/\">Two</a></li>"),
        "{html}"
    );
    assert!(
        !html.contains("import") && !html.contains("Demo") && !html.contains("Steps"),
        "{html}"
    );
    let said = said(&built);
    assert_eq!(said.matches("html-removed").count(), 1, "{said}");
    assert!(said.contains("content/guide/start.mdx:11:5"), "{said}");
}

#[test]
fn a_page_may_ask_not_to_be_indexed() {
    let built = site(&[
        (
            "content/casa.yaml",
            "title: T\nbase_url: https://a.example/\n",
        ),
        ("content/a.md", "---\ntitle: A\nnoindex: true\n---\nText.\n"),
        (
            "content/b.md",
            "---\ntitle: B\nnoindex: false\n---\nText.\n",
        ),
    ]);
    assert_eq!(said(&built), "");
    let asks = |route| page(&built, route).contains("<meta name=\"robots\" content=\"noindex\">");
    assert_eq!((asks("/a/"), asks("/b/")), (true, false));
    let sitemap = page(&built, "/sitemap.xml");
    assert!(!sitemap.contains("https://a.example/a/") && sitemap.contains("https://a.example/b/"));
}

#[test]
fn headings_stand_below_the_title_whatever_its_level() {
    let built = site(&[(
        "content/a.md",
        "## Title\n\nText.\n\n### One\n\n#### Two\n\n## Three\n",
    )]);
    let html = page(&built, "/a/");
    for part in [
        "<h1>Title</h1>",
        "<h2 id=\"one\">",
        "<h3 id=\"two\">",
        "<h2 id=\"three\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn types_and_taxonomies_are_called_as_the_language_of_the_site_does() {
    for (language, name, other) in [
        ("it", "Etichette", "Serie di guide"),
        ("en", "Tags", "Serie di guide"),
    ] {
        let config =
            format!("title: T\nlanguage: {language}\ntaxonomies: {{series: Serie di guide}}\n");
        let built = site(&[
            ("content/casa.yaml", &config),
            (
                "content/a.md",
                "---\ntitle: A\ntags: [x]\nseries: [La prima]\n---\n\nText.\n",
            ),
        ]);
        assert_eq!(said(&built), "");
        assert!(
            page(&built, "/tags/").contains(&format!("<h1>{name}</h1>")),
            "{}",
            page(&built, "/tags/")
        );
        assert!(page(&built, "/series/").contains(&format!("<h1>{other}</h1>")));
        assert!(page(&built, "/series/la-prima/").contains("href=\"/a/\""));
    }
}

#[test]
fn words_that_are_not_translated_stand_in_fields_too() {
    let text = "---\ntitle: ':::no-loc(int)::: and :::no-loc text=\"Card one\":::'\ndescription: \"Of :::no-loc(int):::\"\n---\nText.\n";
    assert_eq!(titles(text).1, "int and Card one");
    let built = site(&[("content/a.md", text)]);
    let html = page(&built, "/a/");
    assert!(html.contains("content=\"Of int\""), "{html}");
}

#[test]
fn folders_of_languages_are_called_as_these_call_themselves() {
    let text = "# A\n\nText.\n";
    let built = site(&[
        ("content/en/a.md", text),
        ("content/en/b.md", text),
        ("content/it/a.md", text),
        ("content/pt-br/a.md", text),
    ]);
    let html = page(&built, "/en/a/");
    for name in ["English", "Italiano", "Português do Brasil"] {
        assert!(html.contains(&format!(">{name}</a>")), "{name}: {html}");
    }
    // An office of that name is none.
    let built = site(&[("content/it/a.md", text), ("content/hr/b.md", text)]);
    assert!(page(&built, "/it/a/").contains(">It</a>"));
}

#[test]
fn lists_show_what_an_author_cut_off_for_them() {
    let built = site(&[
        ("content/blog/_index.md", "# Blog\n"),
        (
            "content/blog/a.md",
            "# A\n\nThe *first* words.\n\n<!-- more -->\n\nThe rest.\n",
        ),
        ("content/blog/b.md", "# B\n\nNothing is cut off here.\n"),
        (
            "content/blog/c.md",
            "---\ndescription: Said in front.\n---\n# C\n\nWords.\n\n<!--more-->\n\nThe rest.\n",
        ),
    ]);
    let list = page(&built, "/blog/");
    for (said, is_there) in [
        ("The first words.", true),
        ("The rest", false),
        ("Nothing is cut", false),
        ("Said in front.", true),
        (">Words.", false),
    ] {
        assert_eq!(list.contains(said), is_there, "{said}\n{list}");
    }
    let own = page(&built, "/blog/a/");
    let (_, main) = own.split_once("<main").unwrap();
    assert_eq!(main.matches("first").count(), 1, "{own}");
}

#[test]
fn posts_say_when_by_whom_and_of_what_in_the_words_of_their_program() {
    for (front, said) in [
        ("pubDate: 2022-07-08", "datetime=\"2022-07-08\""),
        ("publishDate: 2022-07-08", "datetime=\"2022-07-08\""),
        ("pubDatetime: 2022-07-08", "datetime=\"2022-07-08\""),
        ("author: Ann", "<span>Ann</span>"),
        ("author: [Ann, Bob]", "<span>Ann, Bob</span>"),
        ("authors: ann", "<span>ann</span>"),
        (
            "authors: [{name: Ann Doe, url: \"https://a.example\"}, bob]",
            "<span>Ann Doe, bob</span>",
        ),
        ("category: How-to", "href=\"/categories/how-to/\""),
        ("tag: First", "href=\"/tags/first/\""),
    ] {
        let text = format!("---\ntitle: A\n{front}\n---\nText.\n");
        let built = site(&[("content/a.md", &text)]);
        let html = page(&built, "/a/");
        assert!(html.contains(said), "{front}: {html}");
    }
}
