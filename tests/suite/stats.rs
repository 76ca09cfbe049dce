//! Logs of a web server become counts that say nothing of anybody.

use crate::support::{Ran, Site, copy, repository};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";

fn site() -> Site {
    Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\nbase_url: https://a.it/p/\n",
        ),
        ("content/index.md", "# Prova\n"),
        (
            "content/a.md",
            "# Pagina, \"la prima\"\n\n[M](modulo.odt) ![x](x.png)\n",
        ),
        ("content/modulo.odt", "uno"),
        ("content/x.png", "x"),
    ])
}

/// Lines of a log: the same request `times` times, on a day.
fn lines(times: usize, day: &str, request: &str, status: &str, agent: &str) -> String {
    (0..times)
        .map(|i| {
            format!(
                "203.0.113.{i} - mario [{day}:10:00:{i:02} +0200] \"{request}\" {status} 512 \
                 \"https://motore.example/?q=segreto\" \"{agent}\"\n"
            )
        })
        .collect()
}

fn october() -> String {
    [
        lines(
            6,
            "03/Oct/2026",
            "GET /p/a/?utm=segreto HTTP/1.1",
            "200",
            FIREFOX,
        ),
        lines(
            2,
            "04/Oct/2026",
            "GET /p/a/index.html HTTP/1.1",
            "304",
            FIREFOX,
        ),
        lines(4, "04/Oct/2026", "GET /p/ HTTP/2.0", "200", FIREFOX),
        lines(
            7,
            "05/Oct/2026",
            "GET /p/modulo.odt HTTP/1.1",
            "200",
            FIREFOX,
        ),
        lines(9, "05/Oct/2026", "GET /p/x.png HTTP/1.1", "200", FIREFOX),
        lines(
            9,
            "05/Oct/2026",
            "GET /p/sitemap.xml HTTP/1.1",
            "200",
            FIREFOX,
        ),
        lines(9, "05/Oct/2026", "POST /p/a/ HTTP/1.1", "200", FIREFOX),
        lines(
            9,
            "05/Oct/2026",
            "GET /p/a/ HTTP/1.1",
            "200",
            "Mozilla/5.0 (compatible; Bingbot/2.0)",
        ),
        lines(
            5,
            "06/Oct/2026",
            "GET /p/mario.rossi@a.it HTTP/1.1",
            "404",
            FIREFOX,
        ),
        lines(5, "06/Oct/2026", "GET /altro/ HTTP/1.1", "404", FIREFOX),
        lines(1, "06/Oct/2026", "\\x16\\x03", "400", "-"),
    ]
    .concat()
}

const OCTOBER: &str = "2026-10,page,,,12\n2026-10,file,,,7\n2026-10,missing,,,5\n\
                       2026-10,page,/p/a/,\"Pagina, \"\"la prima\"\"\",8\n2026-10,file,/p/modulo.odt,modulo.odt,7\n";
const HEADER: &str = "month,kind,url,title,count\n";

fn stats(site: &Site, logs: &[&str]) -> Ran {
    let ran = site.casa(&[&["stats"], logs].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn file(site: &Site) -> String {
    fs::read_to_string(site.path("content/_data/stats.csv")).unwrap()
}

#[test]
fn readers_are_counted_and_not_known() {
    let site = site();
    site.write("access.log", october());
    let ran = stats(&site, &["access.log"]);
    assert_eq!(file(&site), format!("{HEADER}{OCTOBER}"));
    assert_eq!(ran.err, "");
    // What may name somebody is for the terminal of whoever has the log.
    assert!(
        ran.out.contains("      5 /p/mario.rossi@a.it"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("(escluse): 10,"), "{}", ran.out);
    stats(&site, &["access.log"]);
    assert_eq!(file(&site), format!("{HEADER}{OCTOBER}"));
    let left: Vec<_> = fs::read_dir(site.path("content/_data")).unwrap().collect();
    assert_eq!(left.len(), 1);
}

#[test]
fn months_that_a_log_does_not_mention_stay() {
    let site = site();
    site.write("ottobre.log", october());
    stats(&site, &["ottobre.log"]);
    let november = lines(5, "01/Nov/2026", "GET /p/ HTTP/1.1", "200", FIREFOX);
    let (one, two) = november.split_at(november.find('\n').unwrap() + 1);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(one.as_bytes()).unwrap();
    site.write("access.log.1.gz", gzip.finish().unwrap());
    let ran = site.casa_with_input(&["stats", "access.log.1.gz", "-"], two);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let months =
        "2026-11,page,,,5\n2026-11,file,,,\n2026-11,missing,,,\n2026-11,page,/p/,Prova,5\n";
    assert_eq!(file(&site), format!("{HEADER}{months}{OCTOBER}"));
}

#[test]
fn lines_that_cannot_be_read_are_counted_and_named() {
    let site = site();
    site.write("a.log", october());
    site.write("b.log", format!("\n{}ciao\n{{\"json\": 1}}\n", october()));
    let ran = stats(&site, &["a.log", "b.log"]);
    let number = october().lines().count() + 2;
    assert!(
        ran.err.contains(&format!(
            "2 righe non si leggono, la prima è b.log:{number}:"
        )),
        "{}",
        ran.err
    );
    let common = "::1 - - [01/Dec/2026:10:00:00 +0100] \"GET /p/ HTTP/1.1\" 200 1\n";
    site.write("common.log", common);
    let ran = stats(&site, &["common.log"]);
    assert!(ran.err.contains("formato common"), "{}", ran.err);
}

#[test]
fn nothing_is_written_where_nothing_can_be_said() {
    let site = site();
    site.write("wrong.log", "{\"json\": 1}\n");
    let missing = site.casa(&["stats", "no.log"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("no.log"), "{}", missing.err);
    let wrong = site.casa(&["stats", "wrong.log"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("wrong.log:1"), "{}", wrong.err);
    assert!(!site.path("content/_data").exists());
    site.write("content/_data/stats.csv", "nome,valore\nx,1\n");
    site.write("access.log", october());
    let other = site.casa(&["stats", "access.log"]);
    assert_eq!(other.code, Some(2));
    assert_eq!(file(&site), "nome,valore\nx,1\n");
    let elsewhere = site.casa(&["stats", "access.log", "--out", "qui/conti.csv"]);
    assert_eq!(elsewhere.code, Some(0), "{}", elsewhere.err);
    assert!(
        fs::read_to_string(site.path("qui/conti.csv"))
            .unwrap()
            .starts_with(HEADER)
    );
}

/// The page of the portal's theme, without figures and with them.
#[test]
fn the_page_says_what_was_counted_or_that_nothing_was() {
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\ntheme: italia\nowner: UPI\nbase_url: https://a.it/p/\n",
        ),
        (
            "content/_schema/_common.yaml",
            "fields:\n  title: {type: text, role: title}\n  template: {type: text, role: template}\n",
        ),
        (
            "content/_schema/page.yaml",
            "default_for: pages\nlabel: Pagina\ntemplate: page.html\n",
        ),
        (
            "content/_schema/section.yaml",
            "default_for: sections\nlabel: Sezione\ntemplate: section.html\n",
        ),
        ("content/index.md", "# Prova\n"),
        (
            "content/a.md",
            "# Pagina, \"la prima\"\n\n[M](modulo.odt)\n",
        ),
        ("content/modulo.odt", "uno"),
        (
            "content/statistiche.md",
            "---\ntitle: Statistiche\ntemplate: statistiche.html\n---\n",
        ),
    ]);
    copy(
        &repository().join("themes/italia"),
        &site.path("themes/italia"),
    );
    let page = || {
        let ran = site.casa(&["build"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        String::from_utf8_lossy(&site.public()["statistiche/index.html"]).into_owned()
    };
    let empty = page();
    assert!(
        empty.contains("Non è stato ancora misurato nulla"),
        "{empty}"
    );
    assert!(!empty.contains("class=\"chart\""), "{empty}");
    site.write("ottobre.log", october());
    site.write(
        "novembre.log",
        lines(5, "01/Nov/2026", "GET /p/ HTTP/1.1", "200", FIREFOX),
    );
    stats(&site, &["ottobre.log", "novembre.log"]);
    let counted = page();
    for expected in [
        "<svg class=\"chart\"",
        "<th scope=\"row\"><time datetime=\"2026-11\">novembre 2026</time></th><td class=\"num\">5</td><td class=\"num\">meno di 5</td>",
        "<th scope=\"row\"><a href=\"/p/\">Prova</a></th><td class=\"num\" data-label=\"novembre 2026\">5</td><td class=\"num\" data-label=\"ottobre 2026\">meno di 5</td>",
        "Pagina, &quot;la prima&quot;</a></th><td class=\"num\" data-label=\"novembre 2026\">meno di 5</td><td class=\"num\" data-label=\"ottobre 2026\">8</td>",
        ">modulo.odt</a>",
    ] {
        assert!(counted.contains(expected), "{expected}\n{counted}");
    }
    assert!(!counted.contains("misurato nulla"), "{counted}");
}
