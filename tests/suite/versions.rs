//! What differs between versions of a page: the page is made again when either changes, and the
//! command says the same.

use crate::support::{Site, copy, repository};
use std::process::Command;

const PAGE: &str = "documenti/schema/differenze/index.html";

fn site() -> Site {
    let site = Site::new();
    let content = repository().join("tests/sites/versions/content");
    copy(&content, &site.path("content"));
    site
}

fn edit(site: &Site, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(site.path(path)).unwrap();
    assert!(text.contains(from));
    site.write(path, text.replace(from, to));
}

#[test]
fn the_page_is_made_again_when_either_version_changes_and_only_then() {
    let site = site();
    let build = |arguments: &[&str]| site.casa(&[&["build"], arguments].concat());
    assert_eq!(build(&[]).code, Some(0));
    let ran = build(&[]);
    assert!(ran.out.contains("nulla di cambiato"), "{}", ran.out);
    site.write("content/altra.md", "---\ntitolo: Altra\n---\nTesto.\n");
    let ran = build(&["--explain", PAGE]);
    assert!(
        ran.out.contains("differenze/index.html: non rifatto"),
        "{}",
        ran.out
    );
    for file in ["schema-2025.md", "schema.md"] {
        let file = format!("content/documenti/{file}");
        edit(&site, &file, "dura due anni", "dura nove anni");
        let ran = build(&["--explain", PAGE]);
        assert!(
            ran.out.contains("differenze/index.html: rifatto"),
            "{}",
            ran.out
        );
    }
    let warm = site.public();
    assert_eq!(site.casa(&["build", "--no-cache"]).code, Some(0));
    assert_eq!(site.public(), warm);
}

#[test]
fn the_command_says_what_the_page_says() {
    let site = site();
    let pages = [
        "content/documenti/schema-2025.md",
        "https://versioni.example/documenti/schema/",
    ];
    let ran = site.casa(&["diff", pages[0], pages[1]]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("articoli: cambiati 2"), "{}", ran.out);
    assert!(
        ran.out
            .contains("\n~ La convenzione dura due anni{+ e si può rinnovare+}.\n")
    );
    let ran = site.casa(&["diff", pages[0], pages[1], "--json"]);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["counts"]["changed"], 2);
    assert_eq!(found["sections"][2]["old_number"], "Art. 4");
    let ran = site.casa(&["diff", "documenti/nulla", pages[1]]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("documenti/nulla"), "{}", ran.err);
}

#[test]
fn a_page_is_compared_with_what_git_has_of_it() {
    let site = site();
    let git = |arguments: &[&str]| {
        let own = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@a.it",
            "-c",
            "commit.gpgsign=false",
        ];
        let ran = Command::new("git")
            .arg("-C")
            .arg(site.root())
            .args([&own[..], arguments].concat())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(
            ran.status.success(),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
    };
    git(&["init", "-q"]);
    git(&["add", "content"]);
    git(&["commit", "-q", "-m", "content: first"]);
    git(&[
        "mv",
        "content/documenti/schema.md",
        "content/documenti/modello.md",
    ]);
    edit(&site, "content/documenti/modello.md", "1%", "2%");
    edit(
        &site,
        "content/_index.md",
        "documenti/schema",
        "documenti/modello",
    );
    git(&["add", "content"]);
    let ran = site.casa(&["diff", "documenti/modello", "--since", "HEAD"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("| [-1-]{+2+}%"), "{}", ran.out);
    for revision in ["--since=nulla", "--since=--output=x"] {
        let ran = site.casa(&["diff", "documenti/modello", revision]);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
    }
}
