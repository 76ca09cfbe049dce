//! `casa doctor`.

use crate::support::{Site, casa, ran};

fn site() -> Site {
    Site::of(&[("content/index.md", "# Prova\n")])
}

#[test]
fn a_good_set_up_is_told_place_by_place() {
    let site = site();
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let files = || crate::support::tree(site.root());
    let before = files();
    let ran = site.casa(&["doctor"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    for place in [
        "casa",
        "giorno",
        "contenuti",
        "pubblicazione",
        "spazio",
        "cache",
        "git",
        "porta",
    ] {
        let good = format!("ok {place}: ");
        assert!(
            ran.out.lines().any(|line| line.starts_with(&good)),
            "{place}: {}",
            ran.out
        );
    }
    assert!(ran.out.contains("ok giorno: 2026-01-15\n"), "{}", ran.out);
    assert!(files() == before, "something was written");
    let english = site.casa(&["doctor", "--lang", "en"]);
    assert!(english.out.contains("ok output: "), "{}", english.out);
}

#[test]
fn what_keeps_a_site_from_being_built_has_a_way_forward() {
    let site = Site::new();
    site.write("public/tesi.doc", "anni di lavoro");
    let mut command = casa(site.root(), &["doctor", "--lang", "en"]);
    command.env("SOURCE_DATE_EPOCH", "domani");
    let ran = ran(command.output().unwrap());
    assert_eq!(ran.code, Some(2));
    let root = site.root().display();
    for expected in [
        "x  day: SOURCE_DATE_EPOCH is `domani`, which is no time\n   → write in digits the seconds since 1970".to_owned(),
        format!("x  content: there is no content/ folder in `{root}`\n   → go to the folder of the site"),
        "x  output: `./public` holds files that casa did not publish\n   → choose another folder".to_owned(),
        "The site cannot be built; to mend: 3.\n".to_owned(),
    ] {
        assert!(ran.out.contains(&expected), "{expected}\n---\n{}", ran.out);
    }
}

/// Casa does without these: it says what that costs.
#[test]
fn what_casa_does_without_is_no_error() {
    let site = site();
    site.write("file", "");
    let (cache, temporary) = (site.path("file/cache"), site.path("missing/tmp"));
    let mut command = casa(site.root(), &["doctor", "--quiet"]);
    command
        .env("XDG_CACHE_HOME", &cache)
        .env("TMPDIR", &temporary);
    let ran = ran(command.output().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.contains("!  cache: "), "{}", ran.out);
    assert!(
        ran.out.contains("indica una cartella con --cache"),
        "{}",
        ran.out
    );
    let ran = site.casa(&["doctor", "--no-cache"]);
    assert!(ran.out.contains("!  cache: nessuna"), "{}", ran.out);
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.arg("-C").arg(site.root()).args(arguments);
        assert!(git.output().unwrap().status.success());
    };
    git(&["init", "--quiet"]);
    let ran = site.casa(&["doctor"]);
    assert!(
        ran.out.contains("!  git: git non conosce content/"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("da guardare: 1.\n"), "{}", ran.out);
}
