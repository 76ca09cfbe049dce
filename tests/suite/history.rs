//! What git knows of a page stands on it, and costs nothing where nothing has changed.

use crate::support::{Ran, Site};
use std::fs;
use std::process::Command;

const SHOWN: &str = "{{ page?.updated or '' }}|{% for c in page?.history or [] %}{{ c.date }} {{ c.note or '-' }} \
                     {{ c.url or '-' }};{% endfor %}|{{ page?.edit_url or '' }}|{{ page?.history_url or '' }}";

/// A site whose pages show what they know of their history, not yet in git.
fn site() -> Site {
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/index.md", "# Prova\n"),
        ("content/a.md", "# A\n"),
        (
            "content/datata.md",
            "---\ntitle: D\ndate: 2020-02-02\n---\n",
        ),
        ("content/_theme/templates/page.html", SHOWN),
    ])
}

fn git(site: &Site, day: &str, arguments: &[&str]) {
    let ran = Command::new("git")
        .arg("-C")
        .arg(site.root())
        .args([
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@a.it",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
        .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

fn commit(site: &Site, day: &str, message: &str) {
    git(site, day, &["add", "content"]);
    git(site, day, &["commit", "-q", "-m", message]);
}

fn checkout() -> Site {
    let site = site();
    git(&site, "2026-01-01", &["init", "-q"]);
    commit(&site, "2026-01-01", "content: first");
    site
}

fn build(site: &Site) -> Ran {
    let ran = site.casa(&["build", "--no-search", "--report", "report.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn shown(site: &Site, page: &str) -> String {
    let public = site.public();
    String::from_utf8_lossy(&public[&format!("{page}/index.html")]).into_owned()
}

#[test]
fn outside_git_there_is_no_history() {
    let site = site();
    build(&site);
    assert_eq!(shown(&site, "a"), "|||");
}

#[test]
fn commits_are_the_history_of_a_page() {
    let site = checkout();
    build(&site);
    assert_eq!(shown(&site, "a"), "2026-01-01|2026-01-01 - -;||");
    // What has a date of its own is not as new as its file.
    assert_eq!(shown(&site, "datata"), "|2026-01-01 - -;||");

    let url = "https://github.com/ente/portale/tree/main/sito";
    site.write(
        "content/casa.yaml",
        format!("title: Prova\nlanguage: it\nrepository: {url}\n"),
    );
    site.write("content/a.md", "# A\n\nTesto con altre cifre.\n");
    commit(
        &site,
        "2026-01-02",
        "fix: figures\n\nWhy.\n\nFor-readers: Corrette le cifre",
    );
    git(
        &site,
        "2026-01-03",
        &["mv", "content/a.md", "content/b c.md"],
    );
    commit(&site, "2026-01-03", "move");
    build(&site);
    let text = shown(&site, "b-c");
    let (dates, links) = text.split_once("|https").unwrap();
    let at = "https://github.com/ente/portale/commit/";
    let dates: Vec<&str> = dates.split(at).collect();
    assert_eq!(dates[0], "2026-01-02|2026-01-02 Corrette le cifre ");
    let (id, last) = dates[1].split_once(';').unwrap();
    assert_eq!((id.len(), last, dates.len()), (40, "2026-01-01 - ", 3));
    let expected = "://github.com/ente/portale/edit/main/sito/content/b%20c.md|\
                    https://github.com/ente/portale/commits/main/sito/content/b%20c.md";
    assert_eq!(links, expected);
}

#[test]
fn a_commit_makes_again_the_pages_it_changed() {
    let site = checkout();
    build(&site);
    let ran = build(&site);
    assert!(ran.out.contains("nulla di cambiato"), "{}", ran.out);
    let made = |site: &Site| -> u64 {
        let report = fs::read_to_string(site.path("report.json")).unwrap();
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        report["changed"].as_u64().unwrap()
    };
    // The text is published before it is committed.
    site.write("content/a.md", "# A\n\nAltro testo.\n");
    build(&site);
    commit(&site, "2026-01-05", "text");
    build(&site);
    assert_eq!(
        shown(&site, "a"),
        "2026-01-05|2026-01-05 - -;2026-01-01 - -;||"
    );
    assert_eq!(made(&site), 1);
    let warm = site.public();
    let ran = site.casa(&["build", "--no-search", "--no-cache", "--out", "cold"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(warm, crate::support::tree(&site.path("cold")));
}

#[test]
fn half_a_history_is_none() {
    let whole = checkout();
    whole.write("content/a.md", "# A\n\nAltro.\n");
    commit(&whole, "2026-01-02", "text");
    let shallow = Site::new();
    let from = format!("file://{}", whole.root().display());
    git(
        &shallow,
        "2026-01-03",
        &["clone", "-q", "--depth", "1", &from, "."],
    );
    build(&shallow);
    assert_eq!(shown(&shallow, "a"), "|||");
    // Content that git does not have has no history either.
    let ignored = site();
    git(&ignored, "2026-01-01", &["init", "-q"]);
    git(
        &ignored,
        "2026-01-01",
        &["commit", "-q", "--allow-empty", "-m", "none"],
    );
    build(&ignored);
    assert_eq!(shown(&ignored, "a"), "|||");
}

#[test]
fn a_page_is_edited_at_its_host_or_by_mail() {
    for theme in ["", "theme: italia\n"] {
        let site = Site::of(&[("content/a.md", "---\ntitle: La città?\n---\nTesto.\n")]);
        let folder = crate::support::repository().join("themes/italia");
        crate::support::copy(&folder, &site.path("themes/italia"));
        let link = |more: &str| {
            let config =
                format!("title: Prova\nlanguage: it\nbase_url: https://b.it/\n{theme}{more}");
            site.write("content/casa.yaml", config);
            let built = site.build(false, casa::Language::Italian);
            let route = built
                .outputs()
                .find(|route| *route == "/a/")
                .unwrap()
                .to_owned();
            let html = String::from_utf8(built.render(&route).unwrap()).unwrap();
            let end = html.find("Modifica questa pagina")?;
            let start = html[..end].rfind("href=\"").unwrap() + "href=\"".len();
            let address = &html[start..];
            Some(address[..address.find('"').unwrap()].replace("&amp;", "&"))
        };
        assert_eq!(link(""), None);
        let mail = "mailto:a@b.it?subject=La%20citt%C3%A0%3F&body=https%3A%2F%2Fb.it%2Fa%2F%0D%0Acontent%2Fa.md%0D%0A%0D%0A";
        assert_eq!(link("email: a@b.it\n").as_deref(), Some(mail));
        let host = "repository: https://github.com/o/r/tree/main\nemail: a@b.it\n";
        let edit = "https://github.com/o/r/edit/main/content/a.md";
        assert_eq!(link(host).as_deref(), Some(edit));
    }
}
