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
    let root = site.shown("");
    for expected in [
        "x  day: SOURCE_DATE_EPOCH is `domani`, which is no time\n   → write in digits the seconds since 1970".to_owned(),
        format!("x  content: there is no content/ folder in `{root}`\n   → go to the folder of the site"),
        "x  output: `./public` holds files that casa did not publish\n   → choose another folder".to_owned(),
        "The site cannot be built; to mend: 3.\n".to_owned(),
    ] {
        assert!(ran.out.contains(&expected), "{expected}\n---\n{}", ran.out);
    }
}

/// What is at the place of the site, told as by the build that it would stop.
#[cfg(unix)]
#[test]
fn what_is_at_the_place_of_the_site_is_told() {
    let site = site();
    let told = |message: &str, advice: &str| {
        let place = site.shown("public");
        let doctor = site.casa(&["doctor", "--quiet", "--lang", "en"]);
        let expected = format!("x  output: {place}: {message}\n   → {advice}");
        assert!(doctor.out.contains(&expected), "{}", doctor.out);
        let build = site.casa(&["build", "--lang", "en"]);
        let expected = format!(
            "error: cannot write `{place}`: {message}\n\nWhat was there is as it was. {advice}"
        );
        assert!(build.err.contains(&expected), "{}", build.err);
        assert_eq!((doctor.code, build.code), (Some(2), Some(2)));
    };
    std::os::unix::fs::symlink("nowhere", site.path("public")).unwrap();
    told(
        "entity not found",
        "It is a link that leads to nothing: delete it",
    );
    std::fs::remove_file(site.path("public")).unwrap();
    site.write("public", "");
    told(
        "not a directory",
        "There is a file where a folder is needed: move it",
    );
    std::fs::remove_file(site.path("public")).unwrap();

    let among = site.casa(&["doctor", "--quiet", "--lang", "en", "--out", "content/x"]);
    let expected = "x  output: `content/x` is among the sources of the site\n";
    assert!(among.out.contains(expected), "{}", among.out);
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

/// What keeps somebody else than root from building.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_told_with_what_to_do() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;

    let site = site();
    let set = |path: &str, mode| {
        set_permissions(site.path(path), Permissions::from_mode(mode)).unwrap();
    };
    // Root may write anywhere: for root, the program is run as nobody.
    let nobody = 65_534;
    let is_root = chown(site.root(), Some(nobody), Some(nobody)).is_ok();
    let run = |arguments: &[&str]| {
        let mut command = casa(site.root(), arguments);
        if is_root {
            command.uid(nobody);
        }
        command.env_remove("XDG_CACHE_HOME");
        ran(command.output().unwrap())
    };
    set("content/index.md", 0o000);
    let closed = run(&["doctor", "--lang", "en"]);
    let expected =
        "x  content: content/index.md: Permission denied (os error 13)\n   → allow whoever";
    assert!(closed.out.contains(expected), "{}", closed.out);
    assert_eq!(closed.code, Some(2));

    set("content/index.md", 0o644);
    std::fs::create_dir(site.path("content/closed")).unwrap();
    set("content/closed", 0o000);
    let closed = run(&["check", "--lang", "en"]);
    let expected =
        "content/closed: Permission denied (os error 13)\n\nAllow whoever builds the site";
    assert!(closed.err.contains(expected), "{}", closed.err);
    assert_eq!(closed.code, Some(2));
    set("content/closed", 0o755);
    site.write("content/casa.yaml", "title: T\n");
    set("content/casa.yaml", 0o000);
    let closed = run(&["check", "--lang", "en"]);
    let expected =
        "content/casa.yaml: Permission denied (os error 13)\n\nAllow whoever builds the site";
    assert!(closed.err.contains(expected), "{}", closed.err);
    set("content/casa.yaml", 0o644);
    set("", 0o555);
    let built = run(&["build", "--no-cache", "--lang", "en"]);
    let expected = "What was there is as it was. casa prepares the site beside the folder";
    assert!(built.err.contains(expected), "{}", built.err);
    assert_eq!(built.code, Some(2));
}
