//! `casa build --verify`.

use crate::support::{Site, casa, ran, repository};
use std::fs::{self, File};

fn site() -> Site {
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/index.md", "# Prova\n\n[altra](altra.md)\n"),
        ("content/altra.md", "# Altra\n\nTesto di prova.\n"),
        ("content/bozza.md", "---\ndraft: true\n---\n# Bozza\n"),
    ])
}

#[test]
fn a_site_is_the_same_twice() {
    let site = site();
    let options = ["--drafts", "--base-url", "https://esempio.it/portale/"];
    for jobs in ["1", "3"] {
        let arguments = [&["build", "--verify", "--jobs", jobs], &options[..]].concat();
        let ran = site.casa(&arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let others = if jobs == "1" { 2 } else { 1 };
        let last = format!(" file uguali byte per byte, con {jobs} thread e con {others}");
        assert!(ran.out.trim_end().ends_with(&last), "{}", ran.out);
        assert!(!site.path(".public.casa-verify").exists());
    }
    let ran = site.casa(&[&["build", "--verify", "--quiet"], &options[..]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
}

/// A file that was changed so that nothing tells, as by a disk that loses bits, or by a cache that
/// believes what is no longer so.
#[test]
fn what_differs_is_named() {
    let site = site();
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let page = site.path("public/altra/index.html");
    let (modified, text) = (
        fs::metadata(&page).unwrap().modified().unwrap(),
        fs::read_to_string(&page).unwrap(),
    );
    fs::write(&page, text.replace("Testo di prova", "Testo di provA")).unwrap();
    let file = File::options().write(true).open(&page).unwrap();
    file.set_modified(modified).unwrap();
    assert!(site.casa(&["build"]).out.contains("nulla di cambiato"));
    let ran = site.casa(&["build", "--verify"]);
    assert_eq!(ran.code, Some(2));
    let second = site.path(".public.casa-verify");
    let expected = format!(
        "errore: due build dello stesso sito differiscono in un file; il primo è «altra/index.html»\n\n\
         Confronta «{}» con «{}».",
        site.shown("public"),
        site.shown(".public.casa-verify")
    );
    assert!(ran.err.starts_with(&expected), "{}", ran.err);
    // What it is to be compared with is there, and what it says to do helps.
    assert_eq!(
        fs::read_to_string(second.join("altra/index.html")).unwrap(),
        text
    );
    assert_eq!(site.casa(&["build", "--no-cache"]).code, Some(0));
    assert_eq!(site.casa(&["build", "--verify"]).code, Some(0));
    assert!(!second.exists());
}

/// The second build publishes nothing when the first is no more, as after `kill -9`.
#[test]
fn the_second_build_ends_with_the_first() {
    let out = Site::new();
    let place = out.shown("site");
    let arguments = [
        "build",
        "--no-cache",
        "--while-stdin-is-open",
        "--out",
        &place,
    ];
    // The portal takes seconds; its input has ended before it begins.
    let ran = ran(casa(repository(), &arguments).output().unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    assert!(!out.path("site").exists());
}
