//! Publishing: the output folder is the old site or the new one, whatever happens.

use crate::support::{Ran, Site, casa, tree};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;

fn small() -> Site {
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/index.md", "# Prova\n\n[altra](altra.md)\n"),
        ("content/altra.md", "# Altra\n"),
    ])
}

fn built(site: &Site) -> Ran {
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

#[test]
fn the_manifest_lists_what_is_published() {
    let site = small();
    built(&site);
    let mut files = site.public();
    let manifest = String::from_utf8(files.remove(".casa-manifest").unwrap()).unwrap();
    let mut lines = manifest.lines();
    assert_eq!(lines.next(), Some("casa 1"));
    let listed: Vec<&str> = lines.map(|line| line.split_once(' ').unwrap().1).collect();
    let found: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(listed, found);
}

#[test]
fn files_of_others_are_carried_over_and_ours_removed() {
    let site = small();
    built(&site);
    site.write("public/google123.html", "verifica");
    site.write("public/.well-known/a/b.txt", "altrui");
    fs::remove_file(site.path("content/altra.md")).unwrap();
    site.write("content/index.md", "# Prova\n");
    built(&site);
    let files = site.public();
    assert_eq!(files["google123.html"], b"verifica");
    assert_eq!(files[".well-known/a/b.txt"], b"altrui");
    assert!(!files.contains_key("altra/index.html"));
    assert!(!site.path("public/altra").exists());
}

#[test]
fn a_page_takes_the_place_of_a_file_of_others() {
    let site = small();
    built(&site);
    site.write("public/nuova/index.html", "altrui");
    site.write("content/nuova.md", "# Nuova\n");
    built(&site);
    assert!(String::from_utf8_lossy(&site.public()["nuova/index.html"]).contains("<h1"));
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = small();
    site.write("public/tesi.doc", "anni di lavoro");
    let before = site.public();
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("contiene file che casa non ha pubblicato"),
        "{}",
        ran.err
    );
    assert_eq!(site.public(), before);
}

/// What is in the way is named, and not the folder that it is beside.
#[test]
fn what_stands_where_a_build_needs_room_is_named() {
    for (path, is_folder) in [(".public.casa-lock", true), (".public.casa-staging", false)] {
        let site = small();
        match is_folder {
            true => fs::create_dir(site.path(path)).unwrap(),
            false => site.write(path, ""),
        }
        let ran = site.casa(&["build"]);
        assert_eq!(ran.code, Some(2));
        let begin = format!("errore: «{}» non si può", site.shown(path));
        assert!(ran.err.starts_with(&begin), "{}", ran.err);
        assert!(!site.path("public").exists());
    }
}

#[test]
fn a_folder_that_holds_only_what_keeps_it_in_git_is_used() {
    let site = small();
    site.write("public/.gitkeep", "");
    built(&site);
    assert!(site.public().contains_key(".gitkeep"));
}

#[test]
fn the_sources_are_never_the_output() {
    for out in [".", "content", "content/sub", "themes"] {
        let site = small();
        site.write("themes/mio/static/x.css", "");
        let before = tree(site.root());
        let ran = site.casa(&["build", "--out", out]);
        assert_eq!(ran.code, Some(2), "--out {out}: {}{}", ran.out, ran.err);
        assert_eq!(tree(site.root()), before, "--out {out}");
    }
}

#[test]
fn errors_leave_the_published_site_alone() {
    let site = small();
    built(&site);
    let before = site.public();
    site.write(
        "content/_schema/pagina.yaml",
        "label: Pagina\ndefault_for: pages\n",
    );
    site.write("content/altra.md", "---\nx: 1\n---\n");
    site.write("content/index.md", "# Prova cambiata\n");
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .contains("Non è stato pubblicato nulla: il sito è rimasto com'era."),
        "{}",
        ran.err
    );
    assert_eq!(site.public(), before);
}

#[test]
fn a_template_that_fails_on_one_page_leaves_the_published_site_alone() {
    let site = small();
    built(&site);
    let before = site.public();
    site.write("content/index.md", "# Prova cambiata\n");
    site.write(
        "content/_theme/templates/page.html",
        "<h1>{{ page.title }}</h1>\n{{ page.f.manca.x }}\n",
    );
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("content/_theme/templates/page.html:2:"),
        "{}",
        ran.err
    );
    assert_eq!(site.public(), before);
    nothing_is_left_beside(&site);
}

/// Only the folders that should be there are there.
fn nothing_is_left_beside(site: &Site) {
    for entry in fs::read_dir(site.root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!name.contains("casa-"), "{name} was left behind");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    let site = small();
    site.write("file", "un file");
    for out in ["file", "file/public"] {
        let ran = site.casa(&["build", "--out", out]);
        assert_eq!(ran.code, Some(2), "--out {out}: {}", ran.err);
        assert!(ran.err.starts_with("errore: «"), "{}", ran.err);
        assert!(ran.err.contains("file"), "{}", ran.err);
        assert!(
            ran.err.contains("scegli un'altra cartella con --out"),
            "{}",
            ran.err
        );
        assert!(!ran.err.contains("IO error"), "{}", ran.err);
    }
    assert_eq!(fs::read(site.path("file")).unwrap(), b"un file");
    nothing_is_left_beside(&site);
}

#[test]
fn a_report_that_cannot_be_written_is_said() {
    let site = small();
    let ran = site.casa(&["build", "--report", "manca/report.json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("manca/report.json"), "{}", ran.err);
}

#[test]
fn only_one_build_publishes_at_a_time() {
    let site = small();
    built(&site);
    let before = site.public();
    let lock = File::create(site.path(".public.casa-lock")).unwrap();
    lock.lock().unwrap();
    site.write("content/altra.md", "# Un'altra\n");
    let ran = site.casa(&["build"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("un altro casa sta pubblicando"),
        "{}",
        ran.err
    );
    assert_eq!(site.public(), before);
    drop(lock);
    built(&site);
    nothing_is_left_beside(&site);
}

#[test]
fn sites_side_by_side_are_published_at_once() {
    let site = small();
    let lock = File::create(site.path(".one.casa-lock")).unwrap();
    lock.lock().unwrap();
    // As a build of the first site did that publishes now.
    let folder = File::open(site.root()).unwrap();
    folder.lock().unwrap();
    let publish = |out| site.casa(&["build", "--no-cache", "--out", out]);
    let (one, two) = (publish("one"), publish("two"));
    assert_eq!(one.code, Some(2), "{}", one.err);
    assert_eq!(two.code, Some(0), "{}", two.err);
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    let site = many(60);
    let expected = expected(&site);
    let mut children: Vec<_> = (0..4)
        .map(|_| {
            casa(site.root(), &["build", "--quiet"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    let codes: Vec<Option<i32>> = children
        .iter_mut()
        .map(|child| child.wait().unwrap().code())
        .collect();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(
        codes.iter().all(|code| matches!(code, Some(0 | 2))),
        "{codes:?}"
    );
    assert_eq!(site.public(), expected);
    nothing_is_left_beside(&site);
}

fn many(pages: usize) -> Site {
    let site = small();
    for i in 0..pages {
        site.write(
            &format!("content/pagine/p{i}.md"),
            format!("# Pagina {i}\n\nTesto {i}.\n"),
        );
    }
    site
}

/// What a build of a site publishes, found out elsewhere.
fn expected(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let elsewhere = Site::new();
    let out = elsewhere.path("public");
    let ran = site.casa(&["build", "--out", out.to_str().unwrap()]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    tree(&out)
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let site = many(150);
    built(&site);
    let mut old = site.public();
    for (round, wanted) in [0, 1, 20, 60, 100, 140, 158, 162, 170, 1000]
        .into_iter()
        .enumerate()
    {
        site.write("content/index.md", format!("# Prova {round}\n"));
        let new = expected(&site);
        let mut child = casa(site.root(), &["build", "--quiet"]).spawn().unwrap();
        let staging = site.path(".public.casa-staging");
        // Until so many files stand in the staging folder, or the child has ended by itself.
        while count(&staging) < wanted && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let found = site.public();
        assert!(
            found == old || found == new,
            "round {round}: neither the old site nor the new one"
        );
        old = found;
    }
    built(&site);
    assert_eq!(site.public(), expected(&site));
    nothing_is_left_beside(&site);
}

fn count(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => count(&entry.path()),
            _ => 1,
        })
        .sum()
}

#[test]
fn what_a_crash_left_is_cleaned_and_mended() {
    let site = small();
    built(&site);
    let before = site.public();
    // In the middle of writing.
    site.write(".public.casa-staging/mezza/pagina.html", "<h1>mez");
    built(&site);
    assert_eq!(site.public(), before);
    nothing_is_left_beside(&site);
    // Between the two steps of a system that cannot exchange folders.
    fs::rename(site.path("public"), site.path(".public.casa-old")).unwrap();
    built(&site);
    assert_eq!(site.public(), before);
    nothing_is_left_beside(&site);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    let site = small();
    let elsewhere = Site::new();
    fs::create_dir(elsewhere.path("www")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path("www"), site.path("public")).unwrap();
    built(&site);
    assert!(site.path("public").is_symlink());
    assert!(elsewhere.path("www/index.html").exists());
    built(&site);
    assert!(site.path("public").is_symlink());
    assert!(elsewhere.path("www/index.html").exists());
    nothing_is_left_beside(&site);
    nothing_is_left_beside(&elsewhere);
}

#[test]
fn a_change_of_the_styles_leaves_the_addresses_of_the_fonts() {
    let site = small();
    site.write("content/_theme/static/fonts/a.woff2", "carattere");
    site.write("content/_theme/static/css/mio.css", "p { color: red }");
    built(&site);
    let ends = |name: &str| -> String {
        let files = site.public();
        let mut found = files.keys().filter(|path| path.ends_with(name)).cloned();
        found.next().unwrap()
    };
    let (font, style) = (ends("/fonts/a.woff2"), ends("/css/mio.css"));
    site.write("content/_theme/static/css/mio.css", "p { color: blue }");
    built(&site);
    assert_eq!(ends("/fonts/a.woff2"), font);
    assert_ne!(ends("/css/mio.css"), style);
}

#[test]
fn the_declaration_of_accessibility_is_where_the_configuration_says() {
    let site = small();
    site.write(
        "content/_theme/templates/page.html",
        "{{ site?.accessibility_statement }}",
    );
    site.write(
        "content/casa.yaml",
        "title: Prova\nlanguage: it\naccessibility_statement: https://form.agid.gov.it/view/1\n",
    );
    built(&site);
    let page = &site.public()["altra/index.html"];
    let text = String::from_utf8_lossy(page);
    assert!(text.contains("form.agid.gov.it"), "{text}");
}

#[test]
fn the_client_of_the_search_is_found_by_an_address_that_says_what_it_is() {
    let site = small();
    built(&site);
    let files = site.public();
    let mut client = search_client::FILES.iter();
    let folder = |name: &str| -> String {
        let found = files.keys().find(|path| path.ends_with(name)).unwrap();
        found[..found.len() - name.len()].to_owned()
    };
    let first = folder(search_client::FILES[0].0);
    assert!(first.starts_with("assets/"), "{first}");
    assert!(client.all(|(name, bytes)| files[&format!("{first}{name}")] == *bytes));
    let home = String::from_utf8_lossy(&files["index.html"]);
    assert!(home.contains(&format!("/{first}casa-search.js")), "{home}");
    let listed = String::from_utf8_lossy(&files["search/files.casa"]);
    let mut sizes = std::collections::BTreeMap::new();
    for line in listed.lines() {
        let (size, path) = line.split_once(' ').unwrap();
        sizes.insert(format!("search/{path}"), size.parse::<usize>().unwrap());
    }
    let found = files.iter().filter(|(path, _)| path.starts_with("search/"));
    let found = found.filter(|(path, _)| *path != "search/files.casa");
    assert_eq!(
        sizes,
        found
            .map(|(path, bytes)| (path.clone(), bytes.len()))
            .collect()
    );
}

#[test]
fn who_finds_a_weakness_is_told_whom_to_tell() {
    let site = Site::of(&[
        ("content/index.md", "# Prova\n"),
        (
            "content/casa.yaml",
            "title: Prova\nbase_url: https://prova.example/\nsecurity:\n  contact: mailto:a@prova.example\n  expires: 2027-05-06\n  languages: [it, en]\n  policy: https://prova.example/sicurezza/\n",
        ),
    ]);
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let file = &site.public()[".well-known/security.txt"];
    assert_eq!(
        String::from_utf8_lossy(file),
        "Contact: mailto:a@prova.example\nExpires: 2027-05-06T00:00:00Z\nPreferred-Languages: it, en\nPolicy: https://prova.example/sicurezza/\nCanonical: https://prova.example/.well-known/security.txt\n"
    );
    site.write(
        "content/casa.yaml",
        "title: Prova\nsecurity: {contact: a@prova.example}\n",
    );
    let ran = site.casa(&["build", "--lang", "it"]);
    assert!(!site.public().contains_key(".well-known/security.txt"));
    for said in [
        "content/casa.yaml:2:21",
        "mailto:sicurezza@example.org",
        "manca «expires»",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
}
