//! The rules that need all pages of a folder.

use std::fs;
use std::path::Path;

use search_html::{Folder, Reason, read};

/// Reads a folder with these files; what is below `search` is not looked at.
fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = tempfile::tempdir().unwrap();
    for (path, html) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, html).unwrap();
    }
    read(folder.path(), &folder.path().join("search"), None).unwrap()
}

fn urls(folder: &Folder) -> Vec<&str> {
    folder.documents.iter().map(|d| d.url.as_str()).collect()
}

fn left_out(folder: &Folder) -> Vec<(&str, Reason)> {
    let files = folder.left_out.iter();
    files
        .map(|file| (file.path.as_str(), file.reason.clone()))
        .collect()
}

#[test]
fn addresses_are_those_that_hosts_serve() {
    let page = "<html><p>a";
    let found = folder(&[
        ("index.html", page),
        ("a/index.html", page),
        ("a/INDEX.htm", page),
        ("a/b.html", page),
        ("a/index.html.html", page),
        ("my index.html", page),
        ("c d/è.htm", page),
        ("100%.html", page),
        ("search/x.html", page),
        ("a/search/x.html", page),
        (".git/x.html", page),
        ("a/.x.html", page),
        ("x.xhtml", page),
    ]);
    let expected = [
        "/100%25.html",
        "/a/",
        "/a/b.html",
        "/a/index.html.html",
        "/a/search/x.html",
        "/c%20d/%C3%A8.htm",
        "/",
        "/my%20index.html",
    ];
    assert_eq!(urls(&found), expected);
    let copy = Reason::Copy("a/INDEX.htm".to_owned());
    assert_eq!(left_out(&found), [("a/index.html", copy)]);
    assert_eq!(found.documents[0].title, "/100%25.html");
}

#[test]
fn one_marked_page_leaves_out_the_unmarked() {
    let found = folder(&[
        ("a.html", "<html><p data-pagefind-body>a"),
        ("b.html", "<html><main>b"),
        (
            "c.html",
            "<html><template><p data-pagefind-body>c</template>",
        ),
        ("d.html", "<html><p data-casa-body>d"),
    ]);
    assert_eq!(urls(&found), ["/a.html", "/d.html"]);
    assert_eq!(
        left_out(&found),
        [("b.html", Reason::Unmarked), ("c.html", Reason::Empty)]
    );
}

#[test]
fn copies_are_left_out_but_careless_canonicals_are_not() {
    let page = |title: &str, canonical: &str| {
        format!("<html><title>{title}</title><link rel=canonical href='{canonical}'>")
    };
    let found = folder(&[
        ("a.html", &page("A", "https://x.it/portale/b/c.html")),
        ("b/c.html", &page("A", "https://x.it/portale/b/c.html")),
        ("index.html", &page("Home", "https://x.it/")),
        ("d.html", &page("D", "https://x.it/")),
        ("e.html", &page("E", "https://altrove.it/e")),
        ("f.html", &page("E", "https://altrove.it/e")),
    ]);
    assert_eq!(urls(&found), ["/b/c.html", "/d.html", "/e.html", "/"]);
    let copy = |path: &str| Reason::Copy(path.to_owned());
    let expected = [("a.html", copy("b/c.html")), ("f.html", copy("e.html"))];
    assert_eq!(left_out(&found), expected);
}

#[test]
fn descriptions_of_the_site_are_not_those_of_pages() {
    let found = folder(&[
        (
            "a.html",
            "<html><title>A</title><meta name=description content='Il sito'>",
        ),
        (
            "b.html",
            "<html><title>B</title><meta name=description content='Il  sito'>",
        ),
        (
            "c.html",
            "<html><title>C</title><meta name=description content='La pagina'>",
        ),
    ]);
    let summaries: Vec<&str> = found.documents.iter().map(|d| d.summary.as_str()).collect();
    assert_eq!(summaries, ["", "", "La pagina"]);
}

#[test]
fn the_language_is_that_of_most_pages() {
    let found = folder(&[
        ("a.html", "<html lang=it>a"),
        ("b.html", "<html lang=en-GB>b"),
        ("c.html", "<html lang=en-GB>c"),
        ("d.html", "<html>d"),
    ]);
    let languages: Vec<&str> = found.documents.iter().map(|d| d.lang.as_str()).collect();
    assert_eq!(languages, ["it", "en-GB", "en-GB", "en-GB"]);
    assert_eq!(found.language, "en-GB");
    assert_eq!(folder(&[("a.html", "<html>a")]).language, "en");
    let tie = folder(&[("a.html", "<html lang=it>a"), ("b.html", "<html lang=fr>b")]);
    assert_eq!(tie.language, "fr");
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let missing = Path::new("there/is/no/such/folder");
    assert!(read(missing, &missing.join("search"), None).is_err());
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    // A folder named like a page is none; a dangling link is not followed.
    fs::create_dir(folder.path().join("a.html")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("b.html")).unwrap();
    let found = read(folder.path(), folder.path(), None).unwrap();
    assert!(found.documents.is_empty() && found.left_out.is_empty());
}
