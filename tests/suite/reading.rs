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
