//! The order and the names of pages, whatever says them.

use super::{Moved, page, said, site};

/// The entries of the tree on a page, one a word: `[` and `]` around what can be opened, `*` behind
/// the page itself.
fn tree(built: &Moved, route: &str) -> String {
    let html = page(built, route);
    let Some((_, rest)) = html.split_once("<div class=\"tree\">") else {
        return String::new();
    };
    let (_, rest) = rest.split_once("<nav").unwrap();
    let (nav, _) = rest.split_once("</nav>").unwrap();
    let mut out = Vec::new();
    for tag in nav.split('<').skip(1) {
        let (name, text) = tag.split_once('>').unwrap_or((tag, ""));
        let text = text.trim().replace(' ', "-");
        match name {
            "summary" => out.push(format!("[{text}")),
            "/details" => out.push("]".to_owned()),
            name if name.starts_with("a ") && name.contains("aria-current=\"page\"") => {
                out.push(format!("{text}*"));
            }
            name if name.starts_with("a ") || name == "span" => out.push(text),
            _ => {}
        }
    }
    out.join(" ")
}

/// Where a page says that the ones before and after it are.
fn around(built: &Moved, route: &str) -> (Option<String>, Option<String>) {
    let html = page(built, route);
    let link = |class: &str| {
        let (_, rest) = html.split_once(&format!("class=\"{class}\" href=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    (link("prev"), link("next"))
}

#[test]
fn books_are_in_the_order_of_their_contents() {
    let built = site(&[
        (
            "content/SUMMARY.md",
            "# Summary\n\n- [P3](p1.md)\n- [P2](p2.md)\n",
        ),
        (
            "content/p1.md",
            "---\ntitle: P3\nsidebar_position: 1\nsidebar_label: L1\nnav_order: 1\n---\nText.\n",
        ),
        (
            "content/p2.md",
            "---\ntitle: P2\nsidebar_position: 2\nnav_order: 2\n---\nText.\n",
        ),
        (
            "content/p3.md",
            "---\ntitle: P1\nsidebar_position: 3\nsidebar_label: L3\nnav_order: 3\n---\nText.\n",
        ),
    ]);
    assert_eq!(said(&built), "");
    assert!(built.built.outputs().all(|route| route != "/summary/"));
    assert_eq!(tree(&built, "/p1/"), "P3* P2 L3");
    assert_eq!(
        around(&built, "/p2/"),
        (Some("/p1/".into()), Some("/p3/".into()))
    );
}

#[test]
fn pages_say_their_place_in_many_ways() {
    for fields in [
        ["weight: 2", "weight: 1"],
        ["nav_order: 2", "nav_order: 1"],
        ["sidebar_position: 1.5", "sidebar_position: 1.25"],
        ["order: 10", "order: 9"],
        ["sidebar: {order: 2}", "sidebar: {order: 1}"],
    ] {
        let text = |title: &str, field: &str| format!("---\ntitle: {title}\n{field}\n---\nText.\n");
        let (a, b) = (text("A", fields[0]), text("B", fields[1]));
        let built = site(&[("content/a.md", &a), ("content/b.md", &b)]);
        assert_eq!(tree(&built, "/a/"), "B A*", "{fields:?}");
        assert_eq!(said(&built), "", "{fields:?}");
    }
}

#[test]
fn numbers_are_counted_in_names_and_titles() {
    let text = "# Same\n\nText.\n";
    let built = site(&[
        ("content/2-b.md", text),
        ("content/10-a.md", text),
        ("content/1-c.md", text),
    ]);
    assert_eq!(
        around(&built, "/2-b/"),
        (Some("/1-c/".into()), Some("/10-a/".into()))
    );
    let built = site(&[
        ("content/x.md", "# Part 10\n\nText.\n"),
        ("content/y.md", "# Part 9\n\nText.\n"),
    ]);
    assert_eq!(tree(&built, "/x/"), "Part-9 Part-10*");
}

#[test]
fn folders_have_names_and_places_and_open_where_the_page_is() {
    let built = site(&[
        ("content/a/one.md", "# One\n\nText.\n"),
        (
            "content/a/_category_.json",
            "{\"label\": \"Last\", \"position\": 2}",
        ),
        (
            "content/b/.pages",
            "title: First\nnav:\n  - z.md\n  - ...\n",
        ),
        ("content/b/a.md", "# A\n\nText.\n"),
        ("content/b/z.md", "# Z\n\nText.\n"),
        ("content/b/deep/c.md", "# C\n\nText.\n"),
        ("content/b/deep/d.md", "# D\n\nText.\n"),
        ("content/b/_index.md", "---\ntitle: B\nweight: 1\n---\n"),
    ]);
    assert_eq!(said(&built), "");
    let menu = page(&built, "/");
    let menu = menu.split("site-menu").nth(1).unwrap();
    assert!(menu.find("First").unwrap() < menu.find("Last").unwrap());
    assert_eq!(tree(&built, "/b/z/"), "First Z* A [Deep Overview C D ]");
    assert!(page(&built, "/b/deep/c/").contains("<details open><summary>Deep</summary>"));
    assert!(!page(&built, "/b/z/").contains("<details open>"));
    // The section's own page is before its first, the next section after its last.
    assert_eq!(
        around(&built, "/b/z/"),
        (Some("/b/".into()), Some("/b/a/".into()))
    );
    assert_eq!(around(&built, "/b/deep/d/").1, Some("/a/".into()));
    let crumbs = page(&built, "/a/one/");
    assert!(
        crumbs.contains("<li><a href=\"/a/\">Last</a></li>"),
        "{crumbs}"
    );
}

#[test]
fn trees_of_other_programs_are_the_tree() {
    let files = [
        ("content/intro.md", "# Introduction\n\nText.\n"),
        ("content/guide/one.md", "# One\n\nText.\n"),
        ("content/guide/two.md", "# Two\n\nText.\n"),
    ];
    let expected = "Start* [Guide Second One ]";
    for (path, text) in [
        (
            "mkdocs.yml",
            "markdown_extensions:\n  - x: !!python/name:a.b\nnav:\n  - Start: intro.md\n  - Guide:\n    - Second: guide/two.md\n    - guide/one.md\n",
        ),
        (
            "content/toc.yml",
            "- name: Start\n  href: intro.md\n- name: Guide\n  items:\n  - name: Second\n    href: guide/two.md\n  - href: guide/one.md\n    name: One\n",
        ),
        (
            "content/_data/navigation.yml",
            "docs:\n  - title: Start\n    url: /intro/\n  - title: Guide\n    children:\n      - {title: Second, url: /guide/two/}\n      - {title: One, url: /guide/one/}\n",
        ),
        (
            "content/SUMMARY.md",
            "[Start](intro.md)\n\n- Guide\n  - [Second](guide/two.md)\n  - [One](guide/one.md)\n",
        ),
        (
            "content/casa.yaml",
            "title: T\nlanguage: en\nnav:\n  - Start: intro\n  - Guide: [{Second: guide/two.md}, guide/one.md]\n",
        ),
    ] {
        let mut all = files.to_vec();
        all.push((path, text));
        let built = site(&all);
        assert_eq!(tree(&built, "/intro/"), expected, "{path}");
        assert_eq!(
            around(&built, "/intro/").1,
            Some("/guide/two/".into()),
            "{path}"
        );
        assert_eq!(said(&built), "", "{path}");
    }
}

#[test]
fn chapters_that_are_not_written_yet_are_names_in_the_tree() {
    let built = site(&[
        ("content/a.md", "# A\n\nText.\n"),
        ("content/b.md", "# B\n\nText.\n"),
        (
            "content/SUMMARY.md",
            "- [B](b.md)\n- [To come]()\n- [A](a.md)\n",
        ),
    ]);
    assert_eq!(said(&built), "");
    assert_eq!(around(&built, "/b/").1, Some("/a/".into()));
    let page = site(&[("content/SUMMARY.md", "Words.\n\n[To come]()\n")]);
    assert!(
        said(&page).contains("content/SUMMARY.md:3:1"),
        "{}",
        said(&page)
    );
}

#[test]
fn what_an_order_names_and_is_not_there_is_said() {
    let built = site(&[
        ("content/a.md", "# A\n\nText.\n"),
        ("content/b.md", "# B\n\nText.\n"),
        ("content/SUMMARY.md", "- [B](b.md)\n- [Gone](gone.md)\n"),
    ]);
    assert!(
        said(&built).contains("content/SUMMARY.md:2:1"),
        "{}",
        said(&built)
    );
    assert_eq!(tree(&built, "/b/"), "B* A");
}

#[test]
fn an_entry_may_lead_to_a_heading() {
    let built = site(&[
        ("content/index.md", "# Home\n\n## First steps\n\nText.\n"),
        ("content/a.md", "# A\n\n## Set up\n\n## The End\n\nText.\n"),
        (
            "content/SUMMARY.md",
            "- [A](a.md)\n  - [Set up](a.md#set-up)\n  - [End](a.md#The_End)\n  - [Gone](a.md#gone)\n- [Steps](index.md#first-steps)\n",
        ),
    ]);
    assert_eq!(tree(&built, "/a/"), "A* Set-up End Gone");
    let html = page(&built, "/a/");
    for address in ["/a/#set-up", "/a/#the-end", "/#first-steps"] {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address}");
    }
    let said = said(&built);
    assert!(said.contains("content/SUMMARY.md:4:1"), "{said}");
    assert_eq!(said.matches("content/SUMMARY.md").count(), 1, "{said}");
}

#[test]
fn a_page_that_is_named_by_its_places_stands_where_the_first_is() {
    let built = site(&[
        ("content/a.md", "# A\n\nText.\n"),
        ("content/b.md", "# B\n\n## x\n\n## y\n\nText.\n"),
        (
            "content/toc.yml",
            "- name: X\n  href: b.md#x\n- name: Y\n  href: b.md#y\n- href: ~/a.md\n",
        ),
    ]);
    assert_eq!(said(&built), "");
    assert_eq!(tree(&built, "/a/"), "X Y A*");
    assert_eq!(around(&built, "/a/").0.as_deref(), Some("/b/"));
    assert_eq!(around(&built, "/a/").1, None);
}

#[test]
fn a_line_that_is_no_entry_is_told_and_the_others_are_the_order() {
    let built = site(&[
        ("content/a.md", "# A\n\nText.\n"),
        ("content/b.md", "# B\n\nText.\n"),
        (
            "content/SUMMARY.md",
            "# Contents\n\n- **[B](b.md)** - a note\n- [A](a.md \"First\")\n\n![](gone.png) {% x %}\n",
        ),
    ]);
    assert_eq!(
        said(&built),
        "warning no-entry content/SUMMARY.md:6:1-22 this line of the contents is no entry: it is left out of the order | An entry is an item of a list with a link: `- [Title](page.md)`.\n"
    );
    assert_eq!(tree(&built, "/b/"), "B* First");
}

#[test]
fn many_folders_are_a_tree_and_not_a_menu() {
    let texts: Vec<(String, String)> = (1..=8)
        .map(|i| {
            (
                format!("content/f{i}/p.md"),
                format!("# Page {i}\n\nText.\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let few = site(&files[..7]);
    assert!(page(&few, "/f1/p/").contains("site-menu"));
    let many = site(&files);
    assert!(!page(&many, "/f1/p/").contains("site-menu"));
    assert!(tree(&many, "/f1/p/").starts_with("[F1 Overview Page-1* ] [F2"));
}

#[test]
fn what_leads_elsewhere_is_of_the_menu_and_says_so() {
    let files: Vec<(String, String)> = (1..=8)
        .map(|i| (format!("content/p{i}.md"), format!("# Page {i}\n\nText.\n")))
        .collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    let nav = "nav: [p1.md, p2.md, p3.md, p4.md, p5.md, p6.md, p7.md, p8.md, {Forum: 'https://f.example/?a=1&b=2'}, 'https://bare.example/', {Up: 'HTTPS://up.example/'}, {Script: 'javascript://alert(1)'}]\n";
    files.push(("mkdocs.yml", nav));
    let link = |address: &str, label: &str| {
        format!(
            "<a href=\"{address}\" class=\"external\">{label}<span class=\"visually-hidden\"> (another site)</span></a>"
        )
    };
    let html = page(&site(&files), "/p1/");
    let (menu, tree) = html.split_once("</header>").unwrap();
    let forum = link("https://f.example/?a=1&amp;b=2", "Forum");
    assert!(menu.contains(&forum) && tree.contains(&forum), "{html}");
    let bare = link("https://bare.example/", "https://bare.example/");
    let up = link("HTTPS://up.example/", "Up");
    assert!(tree.contains(&bare) && tree.contains(&up), "{html}");
    assert!(!html.contains(">Script"), "{html}");
    let menu = "title: S\nlanguage: en\nmenu: [p1, {label: Chat, url: 'https://c.example/'}, {label: None, url: b.example}]\nfooter: [{label: Write, url: 'mailto:a@b.example'}]\n";
    files.push(("content/casa.yaml", menu));
    let html = page(&site(&files), "/p1/");
    assert!(html.contains(&link("https://c.example/", "Chat")), "{html}");
    let write = "<a href=\"mailto:a@b.example\">Write</a>";
    assert!(html.contains(write) && !html.contains(">None"), "{html}");
}

#[test]
fn a_long_list_is_shown_in_part_and_leads_to_the_whole() {
    let texts: Vec<(String, String)> = (1..=150)
        .map(|i| {
            (
                format!("content/f/p{i}.md"),
                format!("# Page {i}\n\nText.\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let built = site(&files);
    let first = tree(&built, "/f/p3/");
    assert!(
        first.starts_with("F Page-1 Page-2 Page-3* Page-4 "),
        "{first}"
    );
    assert!(first.ends_with("Page-50 More-pages:-100"), "{first}");
    let last = tree(&built, "/f/p101/");
    assert!(last.starts_with("F Page-101* "), "{last}");
    assert!(last.ends_with("Page-150 More-pages:-100"), "{last}");
}

#[test]
fn a_journal_is_no_chapter() {
    let built = site(&[
        ("content/guide/a.md", "# A\n\nText.\n"),
        ("content/guide/b.md", "# B\n\nText.\n"),
        (
            "content/news/old.md",
            "---\ntitle: Old\ndate: 2024-01-01\n---\nText.\n",
        ),
        (
            "content/news/new.md",
            "---\ntitle: New\ndate: 2025-01-01\n---\nText.\n",
        ),
    ]);
    assert_eq!(
        around(&built, "/news/new/"),
        (None, Some("/news/old/".into()))
    );
    assert_eq!(
        around(&built, "/guide/b/"),
        (Some("/guide/a/".into()), Some("/news/".into()))
    );
    assert_eq!(tree(&built, "/news/new/"), "");
}

#[test]
fn the_home_has_its_search_and_its_lists_whatever_its_file_is_called() {
    for home in ["content/index.md", "content/_index.md", "content/README.md"] {
        let built = site(&[
            (home, "# My site\n\nWelcome.\n"),
            ("content/a.md", "# Page A\n\nText.\n"),
            ("content/s/b.md", "# B\n"),
        ]);
        let html = page(&built, "/");
        assert!(html.contains("data-mode=\"page\""), "{home}");
        assert!(html.contains("Welcome."), "{home}");
        assert!(html.contains("<a href=\"/a/\">Page A</a>"), "{home}");
        assert!(
            html.contains("<a href=\"/s/\"><strong>S</strong>"),
            "{home}"
        );
    }
}

#[test]
fn sidebars_of_documents_are_the_order() {
    let sidebars = "import type {SidebarsConfig} from '@docusaurus/plugin-content-docs';\n\n\
        const sidebars: SidebarsConfig = {\n  docs: [\n    'intro',\n    {\n      type: 'category',\n      label: 'The guides',\n\
        link: {type: 'generated-index'},\n      items: ['guides/zeta', {type: 'doc', id: 'guides/own', label: \"A's\"}],\n    },\n\
        {'Short': ['short']},\n    {type: 'category', label: 'All', items: [{type: 'autogenerated', dirName: 'all'}]},\n\
        {type: 'link', label: 'Git', href: 'https://git.example'},\n    ...require('./more'),\n  ],\n};\n\nexport default sidebars;\n";
    for (path, docs, route) in [
        ("sidebars.ts", "content", ""),
        ("content/sidebars.js", "content/docs", "/docs"),
    ] {
        let page = |name: &str| format!("{docs}/{name}");
        let files = [
            (path.to_owned(), sidebars),
            (page("other.md"), "# Other\n\nText.\n"),
            (page("short.md"), "# Short\n\nText.\n"),
            (page("intro.mdx"), "# Intro\n\nText.\n"),
            (
                page("01-guides/01-alpha.md"),
                "---\nid: own\n---\n# Alpha\n\nText.\n",
            ),
            (page("01-guides/02-zeta.md"), "# Zeta\n\nText.\n"),
            (page("all/x.md"), "# X\n\nText.\n"),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, *text)).collect();
        let built = site(&files);
        let said = said(&built);
        assert_eq!(said.matches("warning").count(), 1, "{said}");
        assert!(said.contains("...require('./more')"), "{said}");
        let tree = tree(&built, &format!("{route}/intro/"));
        let expected =
            "Intro* [The-guides Zeta A&#39;s ] [Short Short ] [All Overview X ] Git Other";
        assert!(tree.contains(expected), "{path}: {tree}");
        let (_, next) = around(&built, &format!("{route}/intro/"));
        assert_eq!(next, Some(format!("{route}/01-guides/02-zeta/")));
    }
}
