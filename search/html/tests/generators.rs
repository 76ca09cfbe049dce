//! Pages as generators write them: what is text, what its sections are called and where they are.

use std::fs;
use std::path::Path;

use search_html::page;

/// Title and sections of a page in `generators/`, a line each.
fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generators");
    let html = fs::read(folder.join(name).with_extension("html")).unwrap();
    let page = page(&html).unwrap();
    let sections = page.sections.iter().map(|section| {
        let anchor = section.anchor.as_deref().unwrap_or_default();
        let line = format!("#{anchor} [{}] {}", section.heading, section.text);
        line.trim_end().to_owned()
    });
    let lines: Vec<String> = std::iter::once(page.title.clone())
        .chain(sections)
        .collect();
    lines.join("\n")
}

/// Checks the lines of a page.
fn check(name: &str, expected: &str) {
    assert_eq!(read(name), expected, "{name}");
}

#[test]
fn sphinx() {
    check(
        "sphinx",
        "os.path — Common pathname manipulations
#os-path [] This module works on paths.
#os.path.join [os.path.join(path, *paths)] Join path segments. Parameters: path – the first
#joining [Joining] Examples follow. import os os.path print()",
    );
}

/// Methods as versions 17 and 8 write them.
#[test]
fn javadoc() {
    check(
        "javadoc",
        "Class String
# [] Package java.lang public final class String The class represents character strings.
#method-summary [Method Summary] char charAt(int index)
#method-detail [Method Details]
#charAt(int) [charAt] public char charAt(int index) Returns the value at an index.
#length-- [length] Returns how long it is.",
    );
}

#[test]
fn rustdoc() {
    check(
        "rustdoc",
        "Struct Vec
# [] std::vec 1.0.0 · Source pub struct Vec<T> { /* private fields */ } Expand description A contiguous array.
#examples [Examples] let v = vec![];
#implementations [Implementations] Source
#impl-Vec%3CT%3E [impl<T> Vec<T>] 1.0.0 · Source
#method.push [pub fn push(&mut self, value: T)] Appends an element.",
    );
}

/// The `<h1>` is the book's: with a second page it would not be the title.
#[test]
fn mdbook() {
    check(
        "mdbook",
        "The Book
#hello-world [Hello, World!] Now for a program.
#creating-a-directory [Creating a Directory] fn hidden() {} fn main() {} 1 A note.",
    );
}

#[test]
fn docusaurus() {
    check(
        "docusaurus",
        "Installation
# [] It takes a minute.
#requirements [Requirements] npm Yarn npm init tool yarn create tool tip Restart it.",
    );
}

#[test]
fn govuk() {
    check(
        "govuk",
        "Register a birth
# [Overview] All births must be registered.
#where-to-register [Where to register] Do it before the baby is 42 days old. Help with nationality \
Ask the office. Warning You can be fined. Fee £12.50",
    );
}

#[test]
fn material_for_mkdocs() {
    check(
        "material",
        "Setup
#setup [] Press Ctrl+K.
#one [One] Linux apt install Water is H2O. 1
#two [Two] import x",
    );
}

#[test]
fn doxygen() {
    check(
        "doxygen",
        "Library: File Class Reference
# [] Library io File Class Reference
#details [Detailed Description] A file that is open.
#details [Member Function Documentation]
#a1f2 [close()] void io::File::close Closes it.",
    );
}

#[test]
fn docbook() {
    check(
        "docbook",
        "8.1. Numeric Types
# [] 8.1. Numeric Types
#DATATYPE-NUMERIC [8.1. Numeric Types] 8.1.1. Integer Types Numbers of two bytes.
#DATATYPE-INT [8.1.1. Integer Types] Whole numbers.
#GUC-X [bigint] Large.",
    );
}
