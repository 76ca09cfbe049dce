//! What of a folder is read and published, and what is not.

use crate::support::Site;
use casa::{Built, Language};

/// The addresses of a site's pages and files, but for those that every site has.
fn routes(built: &Built) -> Vec<&str> {
    let own = |route: &&str| {
        let of_every_site = ["/", "/404.html", "/robots.txt", "/sitemap.xml"];
        !of_every_site.contains(route) && !route.starts_with("/assets/")
    };
    built.outputs().filter(own).collect()
}

/// The codes of what is wrong, each with its file and line.
fn codes(built: &Built) -> Vec<String> {
    let diagnostics = built.diagnostics();
    let code = |d: &casa::Diagnostic| format!("{} {}:{}", d.code, d.place.file, d.place.line);
    diagnostics.iter().map(code).collect()
}

#[test]
fn no_draft_is_published_in_whatever_form_it_says_so() {
    let fronts = [
        ("a", "---\ndraft: true\n---\n"),
        ("b", "---\nDraft: true\n---\n"),
        ("c", "---\ndraft: \"true\"\n---\n"),
        ("d", "---\ndraft: yes\n---\n"),
        ("e", "\n---\ndraft: true\n---\n"),
        ("f", "---\npublished: false\n---\n"),
        ("g", "---\nstatus: draft\n---\n"),
        ("h", "---\npublishDate: 2099-01-01\n---\n"),
        ("i", "---\ndate: 2099-01-32\n---\n"),
        ("j", "---\ntitle: A: B\ndraft: true\n---\n"),
        ("k", "+++\ndraft = true\n+++\n"),
        ("l", "{\"draft\": true}\n"),
        ("m", "---\ndraft: forse\n---\n"),
        ("n", "---\ndraft: true\n\nTesto.\n"),
        ("o", "—\ndraft: true\n—\n"),
        ("p", "Title: A\nStatus: draft\n\n"),
        ("q", "---\rdraft: true\r---\r"),
        ("r", "+++\ndraft = yes\n+++\n"),
        ("s", "{\"draft\": true,}}\n"),
    ];
    let files: Vec<(String, String)> = fronts
        .iter()
        .map(|(name, front)| (format!("content/{name}.md"), format!("{front}SEGRETO\n")))
        .collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
    files.push((
        "content/x.md",
        "---\ndraft: no\nstatus: accepted\n---\nPubblica\n",
    ));
    let site = Site::of(&files);
    let built = site.build(false, Language::English);
    assert!(!built.has_errors(), "{}", built.report());
    assert_eq!(routes(&built), ["/x/"]);
    let expected = [
        "improbable-date content/h.md:2",
        "bad-date content/i.md:2",
        "yaml-syntax content/j.md:2",
        "unclear-draft content/m.md:2",
        "front-matter-not-closed content/n.md:4",
        "front-matter-not-opened content/o.md:1",
        "front-matter-not-opened content/p.md:1",
        "toml-syntax content/r.md:2",
        "json-syntax content/s.md:1",
    ];
    assert_eq!(codes(&built), expected);
}

/// Forms of front matter that are nearly right, or another program's: none is read, none is public.
#[test]
fn no_draft_is_published_in_a_form_that_is_not_read() {
    let not_opened = [
        "---title: ZH\ndraft: true\n---\n",
        "---js\n{ title: \"X\", draft: true }\n---\n",
        "---cson\ntitle: \"X\"\ndraft: true\n---\n",
        "```\n---\ntitle: X\ndraft: true\n---\n```\n",
        "\\-\\-\\-\n\ntitle: ZD\ndraft: true\n\n\\-\\-\\-\n",
        "%%%\ntitle: X\ndraft: true\n%%%\n",
        "#+title: X\n#+draft: true\n\n",
        ":title: X\n:draft: true\n\n",
        "title:: X\ndraft:: true\n\n",
        "title = \"X\"\ndraft = true\n\n",
    ];
    let json = [
        "{'title': 'O', 'draft': true}\n\n",
        "{title: \"R\", draft: true}\n\n",
        "{“title”: “V”, “draft”: true}\n\n",
        "{\n  // bozza\n  \"title\": \"R\",\n  \"draft\": true\n}\n\n",
        "{\"title\": \"V\", “draft”: true}\n\n",
    ];
    let odd = [
        "---\ntitle: X\ndraft\u{a0}: true\n---\n",
        "---\ntitle: X\n\u{200b}draft: true\n---\n",
        "---\ntitle: X\ndr\u{430}ft: true\n---\n",
        "---\ntitle: X\n“draft”: true\n---\n",
    ];
    let split = ["+++\ntitle = \"M\"\n+++\ndraft = true\n+++\n\n"];
    for (code, fronts) in [
        ("front-matter-not-opened", &not_opened[..]),
        ("json-syntax", &json),
        ("odd-letter", &odd),
        ("front-matter-split", &split),
    ] {
        for front in fronts {
            let site = Site::of(&[("content/a.md", &format!("{front}SEGRETO\n"))]);
            let built = site.build(false, Language::Italian);
            assert_eq!(routes(&built), [""; 0], "{front}");
            let found: Vec<&str> = built.diagnostics().iter().map(|d| d.code).collect();
            assert_eq!(found, [code], "{front}\n{}", built.report());
        }
    }
}

#[test]
fn what_is_left_out_is_said_once() {
    let site = Site::of(&[
        ("content/index.md", "# Casa\n"),
        (
            "content/casa.yml",
            "title: Prova\nignore: ['*.psd', /privato/]\n",
        ),
        ("content/casa.json", "{\"title\": \"Altro\"}\n"),
        ("content/a.MD", "---\ntitle: A\n---\n"),
        ("content/b.txt", "---\ntitle: B\n---\n"),
        ("content/c.md.txt", "C\n"),
        ("content/nota.txt", "Solo un testo.\n"),
        ("content/_d.md", "---\ntitle: D\n---\n"),
        ("content/_NOTE.md", "Senza intestazione.\n"),
        ("content/_bozze/e.md", "---\ntitle: E\n---\n"),
        ("content/_bozze/f.md", "---\ntitle: F\n---\n"),
        ("content/#g.md#", "G\n"),
        ("content/~$h.docx", "H\n"),
        ("content/Thumbs.db", "I\n"),
        ("content/l.psd", "L\n"),
        ("content/privato/m.md", "# M\n"),
        ("content/.nascosto", "N\n"),
        ("content/.well-known/o.txt", "O\n"),
        ("content/_data/p.YAML", "a: 1\n"),
        ("content/_data/q.yaml", "a: 1\n"),
        ("content/_data/q.json", "{\"a\": 1}\n"),
    ]);
    let built = site.build(false, Language::English);
    assert_eq!(routes(&built), ["/.well-known/o.txt", "/nota.txt"]);
    let left_out = [
        "#g.md#",
        "Thumbs.db",
        "_bozze/e.md",
        "_d.md",
        "_data/p.YAML",
        "_data/q.json",
        "a.MD",
        "b.txt",
        "c.md.txt",
        "casa.json",
        "~$h.docx",
    ];
    let expected = left_out.map(|path| format!("left-out content/{path}:1"));
    assert_eq!(codes(&built), expected);
    let home = built.render("/").unwrap();
    assert!(String::from_utf8_lossy(&home).contains("Prova"));
}

#[test]
fn documents_are_published_if_something_leads_to_them() {
    let site = Site::of(&[
        (
            "content/index.md",
            "# Casa\n\n[a](a.pdf) <a href=\"b c.pdf\">b</a> [d](/s/d.docx?v=1)\n",
        ),
        (
            "content/casa.yaml",
            "title: Prova\nbase_url: https://example.org/\n",
        ),
        (
            "content/s/altra.md",
            "---\ntitle: S\nmodulo: e.odt\n---\n[f](https://example.org/s/f.xlsx)\n",
        ),
        (
            "content/s/bozza.md",
            "---\ntitle: S\ndraft: true\n---\n[g](g.pdf)\n",
        ),
        ("content/_data/x.yaml", "file: /s/h.pdf\n"),
        ("content/a.pdf", ""),
        ("content/b c.pdf", ""),
        ("content/s/a.pdf", ""),
        ("content/s/d.docx", ""),
        ("content/s/e.odt", ""),
        ("content/s/f.xlsx", ""),
        ("content/s/g.pdf", ""),
        ("content/s/h.pdf", ""),
        ("content/s/i.DOCX", ""),
        ("content/s/l.csv", ""),
    ]);
    let built = site.build(false, Language::English);
    let documents: Vec<&str> = routes(&built)
        .into_iter()
        .filter(|route| !route.ends_with('/'))
        .collect();
    let expected = [
        "/a.pdf",
        "/b c.pdf",
        "/s/d.docx",
        "/s/e.odt",
        "/s/f.xlsx",
        "/s/h.pdf",
        "/s/l.csv",
    ];
    assert_eq!(documents, expected);
    let left_out: Vec<String> = codes(&built)
        .into_iter()
        .filter(|code| code.starts_with("left"))
        .collect();
    assert_eq!(
        left_out,
        ["left-out content/s/a.pdf:1", "left-out content/s/i.DOCX:1"]
    );
}

#[cfg(unix)]
/// Mail, signed files, archives and pages saved from elsewhere: nobody publishes them by chance.
#[test]
fn what_nobody_meant_to_publish_is_said_once() {
    let site = Site::of(&[
        ("content/index.md", "# Casa\n\n[zip](moduli.zip)\n"),
        ("content/verbale.html", "<script>x()</script>\n"),
        ("content/mail.msg", "x"),
        ("content/firma.p7m", "x"),
        ("content/archivio.zip", "x"),
        ("content/config.yaml", "a: 1\n"),
        ("content/nb.ipynb", "{}"),
        ("content/moduli.zip", "x"),
        ("content/google12ab.html", "google-site-verification: x\n"),
        ("content/demo/index.html", "<p>x</p>\n"),
        ("content/demo/altra.html", "<p>x</p>\n"),
        ("content/.well-known/x.xml", "<x/>\n"),
    ]);
    let built = site.build(false, Language::Italian);
    let expected = [
        "/.well-known/x.xml",
        "/demo/altra.html",
        "/demo/index.html",
        "/google12ab.html",
        "/moduli.zip",
    ];
    assert_eq!(routes(&built), expected);
    let left = [
        "archivio.zip",
        "config.yaml",
        "firma.p7m",
        "mail.msg",
        "nb.ipynb",
        "verbale.html",
    ];
    let expected = left.map(|path| format!("left-out content/{path}:1"));
    assert_eq!(codes(&built), expected);
}

#[test]
fn broken_pictures_and_lost_sections_of_html_are_told_without_schema() {
    let site = Site::of(&[
        (
            "content/index.md",
            "# Casa\n\n![La sala](foto.jpg) ![La piazza](vuota.png)\n\nPrima <?php echo 1; ?> dopo.\n\nTesto[^Nota].\n\n[^nota]: La nota.\n",
        ),
        ("content/foto.jpg", "non è una foto"),
        ("content/vuota.png", ""),
    ]);
    let built = site.build(false, Language::Italian);
    let expected = [
        "picture content/foto.jpg:1",
        "html-removed content/index.md:5",
        "picture content/vuota.png:1",
    ];
    assert_eq!(codes(&built), expected);
    let home = built.render("/").unwrap();
    assert!(String::from_utf8_lossy(&home).contains("La nota."));
}

/// Each of many terms of a page has a list: what these offer to narrow them down must not grow with
/// the square of their number.
#[test]
fn a_list_offers_so_many_values_and_no_more() {
    let tags: Vec<String> = (0..400).map(|n| format!("t{n}")).collect();
    let page = format!("---\ntitle: A\ntags: [{}]\n---\nTesto\n", tags.join(", "));
    let site = Site::of(&[
        ("content/a.md", &page),
        ("content/b.md", &page.replace("title: A", "title: B")),
        (
            "content/_theme/templates/term.html",
            "{% for f in list.facets %}{{ f.name }} {{ f.values | length }};{% endfor %}",
        ),
    ]);
    let built = site.build(false, Language::Italian);
    let term = built.render("/tags/t7/").unwrap();
    let term = String::from_utf8_lossy(&term).into_owned();
    assert_eq!(term.trim(), "tags 200;");
}

#[test]
fn only_regular_files_are_opened() {
    let site = Site::of(&[("content/index.md", "# Casa\n")]);
    for path in [
        "content/tubo",
        "content/a.md",
        "content/casa.yaml",
        "content/_data/x.yaml",
    ] {
        std::fs::create_dir_all(site.path("content/_data")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(site.path(path))
            .status();
        assert!(made.unwrap().success());
    }
    let socket = std::os::unix::net::UnixListener::bind(site.path("content/presa")).unwrap();
    let built = site.build(false, Language::English);
    drop(socket);
    assert_eq!(routes(&built), Vec::<&str>::new());
    let special = ["_data/x.yaml", "a.md", "casa.yaml", "presa", "tubo"];
    assert_eq!(
        codes(&built),
        special.map(|path| format!("left-out content/{path}:1"))
    );
}

/// The owner of everything may read everything; what is refused here is a file beyond all size.
#[test]
fn a_file_that_cannot_be_read_stops_every_build() {
    for path in ["content/a.md", "content/casa.yaml", "content/_data/x.yaml"] {
        let site = Site::of(&[("content/index.md", "# Casa\n"), (path, "")]);
        let file = std::fs::File::create(site.path(path)).unwrap();
        file.set_len((64 << 20) + 1).unwrap();
        for command in ["build", "check"] {
            let ran = site.casa(&[command]);
            assert_eq!(ran.code, Some(2), "{path}: {}", ran.err);
        }
        assert!(site.public().is_empty(), "{path}");
    }
}

#[test]
fn a_name_is_the_same_however_its_accents_are_written() {
    let picture = include_bytes!("../mistakes/sala.png");
    let site = Site::of(&[
        (
            "content/index.md",
            "# Casa\n\n[a](caff\u{e9}.md) [b](cafe%CC%81-2.md) ![P](citta\u{300}.png)\n",
        ),
        ("content/caffe\u{301}.md", "# Uno\n"),
        ("content/caf\u{e9}-2.md", "# Due\n"),
    ]);
    site.write("content/citt\u{e0}.png", picture);
    let built = site.build(false, Language::English);
    assert_eq!(codes(&built), [""; 0]);
}

#[test]
fn the_files_of_pages_that_wait_wait_with_them() {
    let site = Site::of(&[
        ("content/index.md", "# Casa\n\n![A](a.gif)\n"),
        (
            "content/p/index.md",
            "---\ntitle: P\ndraft: true\n---\n![Q](q.gif)\n",
        ),
        ("content/p/q.gif", "Q"),
        ("content/p/dati.csv", "a,b\n"),
        (
            "content/b.md",
            "---\ntitle: B\ndate: 2999-01-01\nimage: f.gif\nextra: {cover: [g.gif]}\n---\n![A](a.gif) ![C](c.gif) [D](d.zip)\n",
        ),
        ("content/a.gif", "A"),
        ("content/c.gif", "C"),
        ("content/d.zip", "D"),
        ("content/e.gif", "E"),
        ("content/f.gif", "F"),
        ("content/g.gif", "G"),
    ]);
    let built = site.build(false, Language::English);
    let files: Vec<&str> = routes(&built)
        .into_iter()
        .filter(|route| !route.ends_with('/'))
        .collect();
    assert_eq!(files, ["/a.gif", "/e.gif"]);
}

#[test]
fn old_addresses_lead_on_only_where_nothing_else_is() {
    let site = Site::of(&[
        ("content/index.md", "# Casa\n"),
        ("content/_redirects", "/q /a 302"),
        ("content/_headers", "/*\n  X-A: b\n"),
        (
            "content/a.md",
            "---\ntitle: A\naliases: [/vecchio/, /b/, /404.html]\n---\n",
        ),
        ("content/b.md", "# B\n"),
    ]);
    let built = site.build(false, Language::English);
    let file =
        |path| String::from_utf8(built.render(path).expect("it is published")).expect("text");
    assert_eq!(file("/_redirects"), "/q /a 302\n/vecchio/ /a/ 301\n");
    assert_eq!(file("/_headers"), "/*\n  X-A: b\n");
    assert_eq!(codes(&built), ["address-taken content/a.md:3"; 2]);
}

#[test]
fn private_keys_are_not_published() {
    let key = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    let site = Site::of(&[
        ("content/index.md", "# Casa\n"),
        ("content/id_rsa", key),
        ("content/server.pem", key),
        ("content/cert.pem", "-----BEGIN CERTIFICATE-----\n"),
    ]);
    let built = site.build(false, Language::English);
    assert_eq!(routes(&built), ["/cert.pem"]);
    assert_eq!(
        codes(&built),
        ["left-out content/id_rsa:1", "left-out content/server.pem:1"]
    );
}

#[test]
fn a_folder_of_drafts_is_no_section() {
    let site = Site::of(&[
        ("content/index.md", "# Casa\n"),
        ("content/progetto/a.md", "---\ntitle: A\ndraft: true\n---\n"),
        ("content/zona/b/c.md", "# C\n"),
    ]);
    let built = site.build(false, Language::English);
    assert_eq!(routes(&built), ["/zona/", "/zona/b/", "/zona/b/c/"]);
}

#[test]
fn a_configuration_beside_the_content_is_told() {
    let site = Site::of(&[
        ("casa.yaml", "title: X\n"),
        ("content/index.md", "# Casa\n\n[Rossi]: favorevole\n"),
    ]);
    let built = site.build(false, Language::English);
    assert_eq!(
        codes(&built),
        [
            "left-out casa.yaml:1",
            "text-as-definition content/index.md:3"
        ]
    );
}

#[test]
fn a_comment_that_ends_as_it_begins_is_no_front_matter() {
    let site = Site::of(&[("content/index.md", "<!-->\ntitle: A\ndraft: true\n")]);
    let built = site.build(false, Language::English);
    assert!(built.render("/").is_ok());
}

#[test]
fn what_is_wrong_with_a_file_that_is_taken_in_is_told_in_its_order() {
    let names: Vec<String> = (0..20).map(|n| format!("n{n}")).collect();
    let lines: String = names.iter().map(|n| format!("[{n}]: parole\n")).collect();
    let site = Site::of(&[
        (
            "content/index.md",
            "# Casa\n\n{{% include \"/_common/parte.md\" %}}\n",
        ),
        ("content/_common/parte.md", &lines),
    ]);
    let built = site.build(false, Language::English);
    let diagnostics = built.diagnostics();
    let told: Vec<&str> = diagnostics
        .iter()
        .filter(|d| d.code == "text-as-definition")
        .filter_map(|d| d.message.split(['[', ']']).nth(1))
        .collect();
    assert_eq!(told, names);
}
