//! The rules that need all pages of a folder.

use std::fs;
use std::path::Path;

use search_html::{Folder, Languages, Reason, read};
use search_index::Document;

/// Reads a folder with these files; what is below `search` is not looked at.
fn folder(files: &[(&str, &str)]) -> Folder {
    folder_as(files, &Languages::Said(None))
}

fn folder_as(files: &[(&str, &str)], languages: &Languages) -> Folder {
    let folder = tempfile::tempdir().unwrap();
    for (path, html) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, html).unwrap();
    }
    read(folder.path(), &folder.path().join("search"), languages).unwrap()
}

/// The pages of all languages.
fn documents(folder: &Folder) -> impl Iterator<Item = &Document> {
    folder.groups.iter().flat_map(|group| &group.documents)
}

fn urls(folder: &Folder) -> Vec<&str> {
    documents(folder).map(|d| d.url.as_str()).collect()
}

fn left_out(folder: &Folder) -> Vec<(&str, Reason)> {
    let files = folder.left_out.iter();
    files
        .map(|file| (file.path.as_str(), file.reason.clone()))
        .collect()
}

#[test]
fn a_page_may_say_its_address() {
    let page = |url: &str| format!("<html><h1>T</h1><p data-pagefind-meta='url:{url}'>a");
    let (moved, same, taken) = (page("/moved/?a=1"), page("/moved/?a=1"), page("/b.html"));
    let found = folder(&[("a.html", &moved), ("b.html", &same), ("c.html", &taken)]);
    // The first keeps what several say, and no page takes the address of a file.
    assert_eq!(urls(&found), ["/moved/?a=1", "/b.html", "/c.html"]);
    assert!(documents(&found).all(|document| document.meta.is_empty()));
}

#[test]
fn metadata_are_searched_beside_the_text() {
    let found = folder(&[(
        "a.html",
        "<html><h1>T</h1><img src=p.png alt=Zebra><p data-pagefind-meta='author:Ada'>a",
    )]);
    let headings: Vec<&str> = found.groups[0].documents[0]
        .sections
        .iter()
        .map(|s| s.heading.as_str())
        .collect();
    assert_eq!(headings, ["", "Ada Zebra"]);
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
    assert_eq!(found.groups[0].documents[0].title, "/100%25.html");
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
    let summaries: Vec<&str> = documents(&found).map(|d| d.summary.as_str()).collect();
    assert_eq!(summaries, ["", "", "La pagina"]);
}

/// Languages with the addresses of their pages.
fn grouped(files: &[(&str, &str)], languages: Languages) -> Vec<String> {
    let found = folder_as(files, &languages);
    let groups = found.groups.iter().map(|group| {
        let urls: Vec<&str> = group.documents.iter().map(|d| d.url.as_str()).collect();
        format!("{} {}", group.language, urls.join(" "))
    });
    groups.collect()
}

#[test]
fn each_language_is_a_group() {
    let files = [
        ("a.html", "<html lang=it>a"),
        ("b.html", "<html lang=en-GB>b"),
        ("c.html", "<html lang=EN_gb>c"),
        ("d.html", "<html>d"),
        ("e.html", "<html xml:lang=pt-BR>e"),
        ("f.html", "<html lang=pt>f"),
        ("g.html", "<html lang='no such language'>g"),
        ("h.html", "<html lang=shards>h"),
        ("i.html", "<html lang=und>i"),
    ];
    let rest = ["it /a.html", "pt /f.html", "pt-BR /e.html"];
    let mut said = vec!["en-GB /b.html /c.html /d.html /g.html /h.html /i.html"];
    said.extend(rest);
    assert_eq!(grouped(&files, Languages::Said(None)), said);
    // The one of pages that say none comes first, where there are any.
    let italian = Languages::Said(Some("it".to_owned()));
    let expected = [
        "it /a.html /d.html /g.html /h.html /i.html",
        "en-GB /b.html /c.html",
        "pt /f.html",
        "pt-BR /e.html",
    ];
    assert_eq!(grouped(&files, italian), expected);
    let greek = Languages::Said(Some("el".to_owned()));
    let expected = ["en-GB /b.html /c.html", "it /a.html"];
    assert_eq!(grouped(&files[..3], greek), expected);
    let forced = grouped(&files[..2], Languages::Forced("it-IT".to_owned()));
    assert_eq!(forced, ["it-IT /a.html /b.html"]);

    let found = folder(&files);
    assert_eq!(found.language, "en-GB");
    assert_eq!(found.unnamed, ["d.html", "g.html", "h.html", "i.html"]);
    assert_eq!(folder(&[("a.html", "<html>a")]).language, "en");
    let tie = folder(&[("a.html", "<html lang=it>a"), ("b.html", "<html lang=fr>b")]);
    assert_eq!(tie.language, "fr");
}

#[test]
fn an_h1_of_the_site_is_no_title() {
    let page = |title: &str| {
        format!("<html><title>{title} - Book</title><h1>Book</h1><main><h2>{title}</h2>a</main>")
    };
    let (one, two) = (page("One"), page("Two"));
    let titles = |files: &[(&str, &str)]| -> Vec<String> {
        documents(&folder(files)).map(|d| d.title.clone()).collect()
    };
    let own = ("c.html", "<html><h1>Own</h1><main>a</main>");
    let all = [("a.html", one.as_str()), ("b.html", &two), own];
    assert_eq!(titles(&all), ["One", "Two", "Own"]);
    assert_eq!(titles(&all[1..]), ["Book", "Own"]);
    // What is no name of the site behind a title stays.
    let page = "<html><title>The Book</title><h1>Book</h1><main>a</main>";
    assert_eq!(titles(&[("a.html", page), all[1]]), ["The Book", "Two"]);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let missing = Path::new("there/is/no/such/folder");
    assert!(read(missing, &missing.join("search"), &Languages::Said(None)).is_err());
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    // A folder named like a page is none; a dangling link is not followed.
    fs::create_dir(folder.path().join("a.html")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("b.html")).unwrap();
    let found = read(folder.path(), folder.path(), &Languages::Said(None)).unwrap();
    assert!(found.groups.is_empty() && found.left_out.is_empty());
}
