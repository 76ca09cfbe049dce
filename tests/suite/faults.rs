//! Every call on the published files failed once, and the program killed there once: what is
//! published is the old site or the new one, the exit code says which, and the next build mends it.
//!
//! `faults/strike.c` stops the real program at its calls, whatever makes them.

use crate::support::{Ran, Site, casa, ran, repository, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Where sites are published: all that is done there is counted, beside the folder too.
const OUT: &str = "out/public";

/// What is published, without the list of it.
type Published = BTreeMap<String, Vec<u8>>;

/// How a build is struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blow {
    Fail,
    Kill,
}

/// A site that is published again and again, as one of two versions.
struct Struck {
    site: Site,
    program: PathBuf,
    arguments: Vec<&'static str>,
    /// The files that differ, and their texts in both versions; missing where there is none.
    files: &'static [(&'static str, [Option<&'static str>; 2])],
    /// What is published of both.
    expected: [Published; 2],
    /// Whether the index takes its place just before the page, which a crash can come between.
    is_in_two_steps: bool,
}

impl Struck {
    fn new(
        options: &[&'static str],
        files: &'static [(&'static str, [Option<&'static str>; 2])],
    ) -> Self {
        let site = Site::of(&[("content/casa.yaml", "title: Prova\nlanguage: it\n")]);
        let program = site.path("strike");
        let source = repository().join("tests/suite/faults/strike.c");
        let mut compiler = Command::new("cc");
        compiler.arg("-O1").arg("-o").arg(&program).arg(source);
        assert!(compiler.status().unwrap().success());
        let arguments = [&["build", "--jobs", "1", "--out", OUT], options].concat();
        let mut struck = Self {
            site,
            program,
            arguments,
            files,
            expected: Default::default(),
            is_in_two_steps: !options.contains(&"--no-search"),
        };
        for version in [1, 0] {
            struck.expected[version] = struck.healthy(version);
        }
        assert_ne!(struck.expected[0], struck.expected[1]);
        struck
    }

    fn write(&self, version: usize) {
        for (path, texts) in self.files {
            match texts[version] {
                Some(text) => self.site.write(path, text),
                // Of the other version there may be none either.
                None => drop(fs::remove_file(self.site.path(path))),
            }
        }
    }

    fn published(&self) -> Published {
        let mut files = tree(&self.site.path(OUT));
        files.remove(".casa-manifest");
        files
    }

    /// What is published by a build that nothing happens to; it leaves nothing else.
    fn healthy(&self, version: usize) -> Published {
        self.write(version);
        let ran = self.site.casa(&self.arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let beside = fs::read_dir(self.site.path("out")).unwrap();
        let beside: Vec<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(beside, ["public"]);
        self.published()
    }

    /// Strikes a build of a version, the other being published; `None` if it has less calls.
    fn strike(&self, blow: Blow, number: usize, version: usize) -> Option<()> {
        self.write(version);
        let report = self.site.path("report");
        // There is none of the first build.
        let _ = fs::remove_file(&report);
        let mode = format!("{blow:?}").to_lowercase();
        let casa = casa(self.site.root(), &self.arguments);
        let mut strike = Command::new(&self.program);
        let prefix = self.site.root().canonicalize().unwrap().join("out/");
        strike.args([&mode, &number.to_string()]);
        strike.arg(&report).arg(prefix).arg(casa.get_program());
        strike.args(casa.get_args()).current_dir(self.site.root());
        strike.envs(
            casa.get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let ended = strike.output().unwrap();
        let call = fs::read_to_string(&report).ok();
        let errors = String::from_utf8_lossy(&ended.stderr);
        let struck = format!("{mode} {number} ({call:?}): {errors}");
        let (old, new) = (&self.expected[1 - version], &self.expected[version]);
        let found = self.published();
        let half = || found == self.half(version) && self.is_in_two_steps;
        match (&call, ended.status.code()) {
            (None, code) => assert!(code == Some(0) && found == *new, "{struck}"),
            (Some(_), Some(0)) => assert!(found == *new, "said to be published: {struck}"),
            (Some(_), Some(2)) => assert!(found == *old, "said not to be published: {struck}"),
            (Some(_), Some(137)) if blow == Blow::Kill => {
                assert!(found == *old || found == *new || half(), "mixed: {struck}");
            }
            (Some(_), code) => panic!("{code:?}: {struck}"),
        }
        let mended = self.healthy(version);
        let same = |path: &&String| mended.get(*path) == new.get(*path);
        let paths: BTreeSet<&String> = mended.keys().chain(new.keys()).collect();
        let other: Vec<_> = paths.into_iter().filter(|path| !same(path)).collect();
        assert!(other.is_empty(), "not mended: {other:?} after {struck}");
        call.map(drop)
    }

    /// The index of a version with the pages of the other.
    fn half(&self, version: usize) -> Published {
        let in_index = |path: &str| path.starts_with("search/");
        let [old, new] = [1 - version, version].map(|version| self.expected[version].clone());
        let pages = old.into_iter().filter(|(path, _)| !in_index(path));
        let index = new.into_iter().filter(|(path, _)| in_index(path));
        pages.chain(index).collect()
    }

    /// Strikes at every call.
    fn everywhere(&self) {
        let mut version = 1;
        for blow in [Blow::Fail, Blow::Kill] {
            let calls = (1..).take_while(|number| {
                let struck = self.strike(blow, *number, version).is_some();
                version = 1 - version;
                struck
            });
            let calls = calls.count();
            assert!(calls > 5, "only {calls} calls");
        }
    }
}

const HOME: (&str, [Option<&str>; 2]) = (
    "content/index.md",
    [Some("# Prova\n\nUno\n"), Some("# Prova\n\nDue e due\n")],
);

#[test]
fn one_page_that_is_published() {
    Struck::new(&["--no-search"], &[HOME]).everywhere();
}

#[test]
fn pages_that_come_and_go() {
    static FILES: [(&str, [Option<&str>; 2]); 3] = [
        HOME,
        ("content/altra.md", [Some("# Altra\n"), None]),
        ("content/nuova.md", [None, Some("# Nuova\n")]),
    ];
    Struck::new(&["--no-search"], &FILES).everywhere();
}

#[test]
fn a_page_and_the_index() {
    Struck::new(&[], &[HOME]).everywhere();
}

/// The shell's command for a run whose files may not grow beyond a number of blocks.
fn limited(site: &Site, blocks: u32, arguments: &str) -> Ran {
    let casa = casa(site.root(), &[]);
    let mut shell = Command::new("sh");
    let line = format!("ulimit -f {blocks} && exec \"$0\" {arguments}");
    shell.args(["-c", &line]).arg(casa.get_program());
    shell.current_dir(site.root());
    let set = casa.get_envs();
    shell.envs(set.filter_map(|(name, value)| Some((name, value?))));
    ran(shell.output().unwrap())
}

/// A file that outgrows what is allowed is a write that fails, and no silent end.
#[test]
fn files_that_may_not_grow_so_large_are_told() {
    let site = Site::of(&[HOME].map(|(path, texts)| (path, texts[0].unwrap())));
    assert_eq!(site.casa(&["build"]).code, Some(0));
    let before = tree(&site.path("public"));
    site.write(
        "content/altra.md",
        "# Altra\n".to_owned() + &"parola ".repeat(9_000),
    );
    for blocks in [0, 1, 20, 100] {
        let ran = limited(&site, blocks, "build --lang en");
        assert_eq!(ran.code, Some(2), "{blocks}: {}", ran.err);
        assert!(ran.err.starts_with("error: cannot write `"), "{}", ran.err);
        assert!(
            ran.err.contains("raise the limit with ulimit -f"),
            "{}",
            ran.err
        );
        assert_eq!(tree(&site.path("public")), before, "{blocks}");
    }
    let told = limited(&site, 1, "explain > codes");
    assert_eq!(told.code, Some(2), "{}", told.err);
    assert!(told.err.contains("os error 27"), "{}", told.err);
    assert_eq!(site.casa(&["build"]).code, Some(0));
    assert!(site.path("public/altra/index.html").exists());
}
