//! What one build leaves for the next: made again is what has changed, and nothing else.

use crate::support::{Ran, Site};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Three pages that show each other in different ways.
fn three() -> Site {
    Site::of(&[
        ("content/index.md", "# Prova\n"),
        ("content/s/a.md", "---\ntitle: Prima\n---\nTesto.\n"),
        ("content/s/b.md", "---\ntitle: Seconda\n---\n[A](a.md)\n"),
        ("content/t/c.md", "---\ntitle: Terza\n---\nAltro.\n"),
    ])
}

fn build(site: &Site, more: &[&str]) -> Ran {
    let mut arguments = vec!["--no-search"];
    arguments.extend(more);
    build_searched(site, &arguments)
}

/// The same with the search.
fn build_searched(site: &Site, more: &[&str]) -> Ran {
    let mut arguments = vec!["build", "--lang", "it", "--report", "report.json"];
    arguments.extend(more);
    let ran = site.casa(&arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

/// A figure of the report of the last build.
fn figure(site: &Site, name: &str) -> u64 {
    let report = fs::read_to_string(site.path("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    report[name].as_u64().unwrap()
}

/// What a build without cache publishes.
fn cold(site: &Site) -> BTreeMap<String, Vec<u8>> {
    build(site, &["--no-cache", "--out", "cold"]);
    crate::support::tree(&site.path("cold"))
}

/// The same with the search.
fn cold_searched(site: &Site) -> BTreeMap<String, Vec<u8>> {
    build_searched(site, &["--no-cache", "--out", "cold"]);
    crate::support::tree(&site.path("cold"))
}

/// The files of the cache.
fn cache(site: &Site) -> Vec<std::path::PathBuf> {
    let folder = site.path(".cache/casa");
    let only = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let names = ["manifest", "pages", "index", "terms"];
    names.map(|name| only.join(name)).to_vec()
}

#[test]
fn nothing_is_made_where_nothing_has_changed() {
    let site = three();
    build(&site, &[]);
    let before = site.public();
    let ran = build(&site, &[]);
    assert!(ran.out.contains("nulla di cambiato"), "{}", ran.out);
    assert_eq!(figure(&site, "made"), 0);
    assert_eq!(site.public(), before);
}

#[test]
fn a_text_changes_one_file() {
    let site = three();
    build(&site, &[]);
    site.write("content/s/a.md", "---\ntitle: Prima\n---\nAltro testo.\n");
    let ran = build(&site, &["--explain", "content/s/a.md"]);
    assert!(ran.out.contains("1 cambiato"), "{}", ran.out);
    assert!(
        ran.out.contains("rifatto, perché è cambiato il suo file"),
        "{}",
        ran.out
    );
    assert_eq!(figure(&site, "changed"), 1);
    assert_eq!(site.public(), cold(&site));
}

#[test]
fn a_title_changes_the_pages_that_show_it() {
    let site = three();
    build(&site, &[]);
    site.write("content/s/a.md", "---\ntitle: Primissima\n---\nTesto.\n");
    let ran = build(&site, &["--explain", "/s/"]);
    let expected = "s/index.html: rifatto, perché sono cambiate pagine che mostra: content/s/a.md";
    assert!(ran.out.contains(expected), "{}", ran.out);
    assert_eq!(site.public(), cold(&site));
    site.write("content/s/a.md", "---\ntitle: Prima\n---\nTesto.\n");
    let ran = build(&site, &["--explain", "public/t/c/index.html"]);
    assert!(
        ran.out.contains("t/c/index.html: non rifatto"),
        "{}",
        ran.out
    );
    site.write("content/s/a.md", "---\ntitle: Primissima\n---\nTesto.\n");
    let ran = build(&site, &["--explain", "t/c/index.html"]);
    assert!(
        ran.out.contains("t/c/index.html: non rifatto"),
        "{}",
        ran.out
    );
}

#[test]
fn a_template_that_lists_pages_reads_them_however_it_is_written() {
    for call in [
        "pages(section=\"s\")",
        "pages (section='s')",
        "pages\n  (section=`s`)",
    ] {
        let site = three();
        let template = format!("{{% for p in {call} %}}[{{{{ p.title }}}}]{{% endfor %}}");
        site.write("content/_theme/templates/page.html", template);
        build(&site, &[]);
        site.write("content/s/a.md", "---\ntitle: Primissima\n---\nTesto.\n");
        build(&site, &[]);
        let html = site.public().remove("t/c/index.html").unwrap();
        let html = String::from_utf8(html).unwrap();
        assert!(html.contains("[Primissima]"), "{call}: {html}");
        assert_eq!(site.public(), cold(&site), "{call}");
    }
}

#[test]
fn a_template_changes_the_pages_that_use_it() {
    let site = three();
    build(&site, &[]);
    let before = site.public();
    // Lists have a template of their own.
    site.write(
        "content/_theme/templates/page.html",
        "<p>{{ page.title }}</p>",
    );
    let ran = build(&site, &["--explain", "content/t/c.md"]);
    assert!(ran.out.contains("un suo template"), "{}", ran.out);
    let after = site.public();
    let changed = |path: &str| before[path] != after[path];
    let pages = ["s/a/index.html", "s/b/index.html", "t/c/index.html"];
    assert!(pages.into_iter().all(changed));
    assert!(!changed("s/index.html"));
    assert_eq!(after, cold(&site));
}

#[test]
fn an_anchor_of_a_template_changes_the_headings_of_other_pages() {
    let site = three();
    site.write("content/index.md", "# Prova\n\n## Capo\n\nTesto.\n");
    build(&site, &[]);
    site.write(
        "content/_theme/templates/page.html",
        "<h1 id=\"capo\">{{ page.title }}</h1>{{ page.body }}",
    );
    build(&site, &[]);
    assert_eq!(site.public(), cold(&site));
}

/// A site in which everything that all pages show is there to be changed.
fn shared() -> Site {
    Site::of(&[
        (
            "content/casa.yaml",
            "title: Uno\nbase_url: https://uno.example/\nmenu: [{label: Prima, page: a}]\n\
             open_data: {page: dati}\n",
        ),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\ndefault_for: pages\nfields:\n  \
             titolo: {type: text, role: title, label: Titolo}\n  \
             sigla: {type: text, role: abbreviation, label: Sigla}\n  \
             estesa: {type: text, role: expansion, label: Per esteso}\n  \
             nota: {type: text, label: Nota}\n",
        ),
        (
            "content/_schema/atto.yaml",
            "label: Atto\nsection: atti\nfields:\n  \
             titolo: {type: text, role: title, label: Titolo}\n  \
             nota: {type: text, label: Nota}\n",
        ),
        ("content/atti/c.md", "---\ntitolo: C\nnota: Una\n---\n"),
        ("content/_index.md", "---\ntitolo: Casa\n---\n"),
        ("content/dati.md", "---\ntitolo: Dati\n---\n"),
        (
            "content/a.md",
            "---\ntitolo: A\nsigla: SUA\nestesa: Stazione unica\n---\n",
        ),
        ("content/b.md", "---\ntitolo: B\nnota: Una\n---\nLa SUA.\n"),
    ])
}

#[test]
fn what_all_pages_show_changes_all_pages() {
    let edits = [
        ("content/casa.yaml", "title: Uno", "title: Due"),
        ("content/casa.yaml", "uno.example", "due.example"),
        ("content/casa.yaml", "uno.example/", "uno.example/x/"),
        ("content/casa.yaml", "label: Prima", "label: Altra"),
        ("content/casa.yaml", "page: a", "page: b"),
        (
            "content/_schema/pagina.yaml",
            "label: Nota",
            "label: Noticina",
        ),
        ("content/a.md", "Stazione unica", "Stazione una"),
        ("content/a.md", "sigla: SUA", "sigla: SUB"),
        ("content/a.md", "titolo: A", "titolo: Aa"),
        ("content/b.md", "nota: Una", "nota: Due"),
    ];
    for (path, from, to) in edits {
        let site = shared();
        build(&site, &[]);
        let text = fs::read_to_string(site.path(path)).unwrap();
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text, "{path}: {from}");
        site.write(path, edited);
        build(&site, &[]);
        assert_eq!(site.public(), cold(&site), "{path}: {to}");
    }
}

#[test]
fn what_somebody_did_to_the_published_files_is_mended() {
    let site = three();
    build(&site, &[]);
    let before = site.public();
    let damages: [fn(&Path); 3] = [
        |out| fs::remove_file(out.join("s/a/index.html")).unwrap(),
        |out| fs::write(out.join("s/a/index.html"), "altro").unwrap(),
        |out| fs::remove_dir_all(out.join("s")).unwrap(),
    ];
    for damage in damages {
        damage(&site.path("public"));
        build(&site, &[]);
        assert_eq!(site.public(), before);
    }
}

#[test]
fn a_damaged_cache_is_no_cache() {
    let site = three();
    build(&site, &[]);
    let before = site.public();
    for i in 0..2 {
        for damage in [0, 1, 40] {
            let file = &cache(&site)[i];
            let mut bytes = fs::read(file).unwrap();
            match damage {
                0 => bytes.truncate(bytes.len() / 2),
                1 => bytes.clear(),
                at => bytes[at] ^= 1,
            }
            fs::write(file, bytes).unwrap();
            site.write(
                "content/t/c.md",
                format!("---\ntitle: Terza\n---\n{i} {damage}\n"),
            );
            build(&site, &[]);
            assert_eq!(site.public(), cold(&site));
        }
    }
    site.write("content/t/c.md", "---\ntitle: Terza\n---\nAltro.\n");
    fs::remove_dir_all(site.path(".cache")).unwrap();
    build(&site, &[]);
    assert_eq!(site.public(), before);
}

/// Pages with words enough for an index of many files.
fn searched() -> Site {
    let site = three();
    for page in 0..120 {
        let words: Vec<String> = (0..150)
            .map(|word| format!("parola{}x", (page * 150 + word) % 6_000))
            .collect();
        let text = format!("---\ntitle: Pagina {page}\n---\n{}.\n", words.join(" "));
        site.write(&format!("content/p/p{page}.md"), text);
    }
    site
}

fn append(site: &Site, path: &str, text: &str) {
    let before = fs::read_to_string(site.path(path)).unwrap();
    site.write(path, format!("{before}\n{text}\n"));
}

#[test]
fn an_edited_body_makes_the_part_of_the_index_that_it_touches() {
    let site = searched();
    build_searched(&site, &[]);
    let shards = |site: &Site| -> BTreeMap<String, Vec<u8>> {
        let files = site.public().into_iter();
        files
            .filter(|(path, _)| path.starts_with("search/"))
            .collect()
    };
    let before = shards(&site);
    site.write("public/search/altrui.txt", "di altri");
    append(&site, "content/p/p7.md", "Xilofono.");
    build_searched(&site, &[]);
    let made = figure(&site, "made");
    let mut after = shards(&site);
    assert_eq!(after.remove("search/altrui.txt").unwrap(), b"di altri");
    let changed = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes));
    // Terms, words backwards, the text, and the files that say what there is.
    let changed = changed.count() as u64;
    assert!(
        changed <= 6 && before.len() as u64 >= 3 * changed,
        "{changed} of {}",
        before.len()
    );
    // With the page, and what is made every time.
    assert!(made < 30, "{made}");
    let mut expected = cold_searched(&site);
    expected.insert("search/altrui.txt".to_owned(), b"di altri".to_vec());
    assert_eq!(site.public(), expected);
    for name in fs::read_dir(site.root()).unwrap() {
        let name = name.unwrap().file_name();
        assert!(!name.to_string_lossy().contains("casa-"), "{name:?}");
    }
}

#[test]
fn an_index_is_whole_whatever_is_left_of_the_one_before() {
    let site = searched();
    build_searched(&site, &[]);
    let find = |site: &Site, kind: &str| {
        let mut paths = site.public().into_keys();
        let prefix = format!("search/shards/{kind}");
        site.path("public")
            .join(paths.find(|path| path.starts_with(&prefix)).unwrap())
    };
    let flip = |path: &Path, at: usize| {
        let mut bytes = fs::read(path).unwrap();
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    type Damage<'a> = &'a dyn Fn(&Site);
    let damages: [Damage<'_>; 8] = [
        &|site| flip(&cache(site)[2], 60),
        &|site| fs::write(&cache(site)[2], "").unwrap(),
        &|site| flip(&cache(site)[3], 60),
        &|site| fs::remove_file(&cache(site)[3]).unwrap(),
        &|site| fs::remove_file(find(site, "t")).unwrap(),
        &|site| flip(&find(site, "t"), 5),
        &|site| fs::remove_file(find(site, "d")).unwrap(),
        &|site| fs::remove_dir_all(site.path("public/search")).unwrap(),
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        damage(&site);
        append(
            &site,
            "content/p/p7.md",
            &format!("Altro{number} parola17x."),
        );
        build_searched(&site, &[]);
        assert_eq!(site.public(), cold_searched(&site), "{number}");
    }
    // Published elsewhere, and then here again.
    build_searched(&site, &["--out", "altrove"]);
    append(&site, "content/p/p9.md", "Ancora.");
    build_searched(&site, &[]);
    assert_eq!(site.public(), cold_searched(&site));
}

#[test]
fn a_cache_that_cannot_be_written_is_said() {
    let site = three();
    site.write("file", "un file");
    let ran = build(&site, &["--cache", "file"]);
    assert!(
        ran.err.starts_with("attenzione: la cache «file»"),
        "{}",
        ran.err
    );
    assert!(site.path("public/index.html").exists());
}

#[test]
fn where_nothing_has_changed_warnings_are_only_counted() {
    let site = three();
    site.write(
        "content/t/c.md",
        "---\ntitle: Terza\n---\n[qui](manca.md)\n",
    );
    let first = site.casa(&["build", "--lang", "it"]);
    let second = site.casa(&["build", "--lang", "it"]);
    assert!(first.err.contains("manca.md"), "{}", first.err);
    assert_eq!(
        (first.code, first.err.lines().last()),
        (second.code, Some(second.err.trim_end()))
    );
    assert!(second.out.contains("nulla di cambiato"), "{}", second.out);
}

/// What somebody else needs is not written over, nothing is published with the site, and no cache
/// becomes one of its sources.
#[test]
fn a_cache_has_a_folder_of_its_own() {
    let site = three();
    let own = "Le navi del 1897: una sola copia.\n";
    site.write("mie/manifest", own);
    site.write("themes/t/theme.yaml", "name: t\n");
    let foreign = "contiene file che non sono di una cache di casa";
    let sources = "è tra i contenuti del sito";
    let published = "è nella cartella del sito pubblicato, dove tutti la leggono";
    let above = site.shown("");
    for (cache, reason) in [
        ("mie", foreign),
        ("public", published),
        ("public/.cache", published),
        ("x/../public/x", published),
        ("content", sources),
        ("content/x", sources),
        ("themes", sources),
        ("t/../content", sources),
        (".", "contiene il sito"),
        (&above, "contiene il sito"),
        ("/", "contiene il sito"),
    ] {
        for command in ["build", "check", "serve"] {
            let ran = site.casa(&[command, "--cache", cache, "--lang", "it"]);
            let expected = format!(
                "errore: la cache «{cache}» {reason}\n\nNon è stato scritto nulla: scegli con --cache una \
                 cartella sua, per esempio --cache .cache/casa.\n"
            );
            assert_eq!((ran.code, ran.err), (Some(2), expected), "{command}");
        }
        let ran = site.casa(&["doctor", "--quiet", "--cache", cache, "--lang", "en"]);
        assert_eq!(ran.code, Some(2));
        let expected = format!("x  cache: the cache `{cache}` ");
        assert!(ran.out.starts_with(&expected), "{}", ran.out);
    }
    assert!(!site.path("public").exists() && !site.path("content/x").exists());
    assert_eq!(fs::read_to_string(site.path("mie/manifest")).unwrap(), own);
    let ran = site.casa(&["build", "--out", "o", "--cache", "o/c", "--lang", "en"]);
    assert!(
        ran.err.starts_with(
            "error: the cache `o/c` is in the folder of the published site, where everybody can read it\n\n\
             Nothing was written: choose a folder of its own with --cache, for example --cache .cache/casa.\n"
        ),
        "{}",
        ran.err
    );

    fs::create_dir(site.path("vuota")).unwrap();
    for cache in ["vuota", ".cache/mia", "nuova/e/dentro"] {
        build(&site, &["--cache", cache]);
        let again = build(&site, &["--cache", cache]);
        assert!(again.out.contains("nulla di cambiato"), "{}", again.out);
        // One that an earlier version made says nowhere what it is.
        fs::remove_file(site.path(cache).join("CACHEDIR.TAG")).unwrap();
        build(&site, &["--cache", cache]);
    }
}
