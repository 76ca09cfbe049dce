//! The test of the test: small made-up sources.

use super::graph::{Crate, Graph, graph};
use super::tokens::tokens;
use std::collections::{BTreeMap, BTreeSet};

/// The graph of one library, `own`, and of `other`, which it uses.
fn of(files: &[(&str, &str)]) -> Graph {
    let mut texts: BTreeMap<String, String> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    texts.insert(
        "other/lib.rs".to_owned(),
        "mod deep;\npub use deep::Deep;".to_owned(),
    );
    texts.insert("other/deep.rs".to_owned(), "pub struct Deep;".to_owned());
    let named = |name: &str, root: &str, dependencies: &[&str]| Crate {
        name: name.to_owned(),
        root: root.to_owned(),
        dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
    };
    let crates = [
        named("own", "src/lib.rs", &["other", "serde", "csv"]),
        named("other", "other/lib.rs", &[]),
    ];
    graph(&crates, &texts)
}

/// What a file uses, as `file:line`.
fn used(graph: &Graph, file: &str) -> Vec<String> {
    let used = &graph.files[file];
    used.iter()
        .flat_map(|(other, places)| places.keys().map(move |line| format!("{other}:{line}")))
        .collect()
}

#[test]
fn a_circle_is_found_and_told() {
    let graph = of(&[
        ("src/lib.rs", "mod a;\nmod b;\nmod c;"),
        ("src/a.rs", "use crate::b::B;\npub struct A(B);"),
        (
            "src/b.rs",
            "pub struct B;\nfn f() -> super::c::C { todo!() }",
        ),
        (
            "src/c.rs",
            "pub struct C;\nfn f() { vec![crate::a::A::new()]; }",
        ),
    ]);
    let circle = BTreeSet::from(["src/a.rs", "src/b.rs", "src/c.rs"]);
    assert_eq!(graph.circles(), std::slice::from_ref(&circle));
    let told = graph.explained(&circle);
    assert!(
        told.contains("src/a.rs → src/b.rs\n      1: crate::b::B"),
        "{told}"
    );
    assert!(
        told.contains("src/c.rs → src/a.rs\n      2: crate::a::A::new"),
        "{told}"
    );
}

#[test]
fn a_facade_is_no_link() {
    let graph = of(&[
        ("src/lib.rs", "mod site;\nmod user;"),
        (
            "src/site.rs",
            "mod page;\nmod other;\npub use page::{Page, PageId};\npub struct Site;",
        ),
        (
            "src/site/page.rs",
            "use super::Site;\npub struct Page(Site);\npub struct PageId;",
        ),
        ("src/site/other.rs", "use super::Page;"),
        (
            "src/user.rs",
            "use crate::site::{self, PageId};\nfn f(site: site::Site) {}",
        ),
    ]);
    assert_eq!(used(&graph, "src/site.rs"), [""; 0]);
    assert_eq!(used(&graph, "src/site/other.rs"), ["src/site/page.rs:1"]);
    assert_eq!(
        used(&graph, "src/user.rs"),
        ["src/site.rs:2", "src/site/page.rs:1"]
    );
    assert!(graph.circles().is_empty());
}

#[test]
fn a_parent_that_uses_what_it_passes_on_is_linked() {
    let graph = of(&[
        ("src/lib.rs", "mod site;"),
        (
            "src/site.rs",
            "mod page;\npub use page::Page;\npub struct Site { pages: Vec<Page> }",
        ),
        (
            "src/site/page.rs",
            "pub struct Page;\nfn f(site: &super::Site) {}",
        ),
    ]);
    assert_eq!(graph.circles().len(), 1);
}

#[test]
fn a_macro_uses_the_modules_that_it_declares() {
    let graph = of(&[
        ("src/lib.rs", "mod kinds;"),
        (
            "src/kinds.rs",
            "list! {\n    mod page;\n}\npub struct Kind;",
        ),
        ("src/kinds/page.rs", "use super::Kind;"),
    ]);
    assert_eq!(used(&graph, "src/kinds.rs"), ["src/kinds/page.rs:1"]);
    assert_eq!(graph.circles().len(), 1);
}

#[test]
fn groups_nest_and_rename() {
    let graph = of(&[
        ("src/lib.rs", "pub mod a;\nmod user;\npub mod glob;"),
        ("src/a.rs", "pub mod b;\npub mod c;"),
        ("src/a/b.rs", "pub fn f() {}"),
        ("src/a/c.rs", "pub struct D;\npub const E: u8 = 1;"),
        ("src/glob.rs", "pub use super::a::c::*;"),
        (
            "src/user.rs",
            "use crate::{a::{b, c::{self, D as F}}, glob::E};\nuse std::fmt::{self};\nfn f() -> F {\n    b::f();\n    c::D\n}\nfn g() {\n    use super::a::b::f as h;\n}",
        ),
    ]);
    assert_eq!(
        used(&graph, "src/user.rs"),
        [
            "src/a/b.rs:4",
            "src/a/b.rs:8",
            "src/a/c.rs:1",
            "src/a/c.rs:5"
        ]
    );
    assert_eq!(used(&graph, "src/glob.rs"), [""; 0]);
}

#[test]
fn a_dependency_is_named_in_its_own_right() {
    let graph = of(&[
        (
            "src/lib.rs",
            "mod csv;\nmod user;\nmod door;\nmod guest;\nfn f() { csv::read() }",
        ),
        ("src/door.rs", "pub use csv::Error;"),
        ("src/guest.rs", "use crate::door::Error;"),
        (
            "src/csv.rs",
            "pub fn read() { csv::Reader::new() }\nfn csv() {}",
        ),
        (
            "src/user.rs",
            "use other::Deep;\n#[derive(serde::Serialize)]\nstruct A { #[serde(with = \"crate::csv::read\")] b: u8 }",
        ),
    ]);
    let named: Vec<&str> = graph.dependencies["csv"]
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(named, ["src/csv.rs", "src/door.rs"]);
    assert!(graph.dependencies["serde"].contains_key("src/user.rs"));
    assert_eq!(
        used(&graph, "src/user.rs"),
        ["other/deep.rs:1", "src/csv.rs:3"]
    );
}

#[test]
fn comments_strings_and_tests_say_nothing() {
    let text = r##"
        // use crate::a;
        /* use /* crate::b */ crate::c; */
        const A: &str = "use crate::d; \" crate::e";
        const B: &str = r#"crate::f " "#;
        const C: [char; 3] = ['"', '\'', '\u{41}'];
        fn f<'a>(x: &'a str) -> &'a str { x }
        #[cfg(test)]
        mod tests { use crate::g; fn h() { [0; 2]; } }
        #[cfg(test)]
        use crate::i;
        const LAST: u8 = 0;
    "##;
    let tokens = tokens(text);
    assert!(
        !tokens
            .iter()
            .any(|token| token.is("crate") || token.is("tests"))
    );
    let last = tokens.iter().find(|token| token.is("LAST")).unwrap();
    assert_eq!(last.line, 12);
}
