//! The committed client belongs to the sources beside it. Needs no
//! WebAssembly target, only what is in the repository.

use std::fs;
use std::path::Path;

use search_client::sources::{digest, digest_of_served};
use search_client::{FILES, files_for};
use search_core::LANGUAGES;

const REMEDY: &str = "run `cargo run -p search-client --bin rebuild-client` and commit `dist`";

#[test]
fn the_client_was_built_from_these_sources() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recorded = fs::read_to_string(client.join("dist/SOURCES")).expect("dist/SOURCES is there");
    let sources = digest(&client.join("../..")).expect("the sources can be read");
    let served = digest_of_served(&client.join("dist")).expect("the files can be read");
    let recorded: Vec<&str> = recorded.lines().collect();
    assert_eq!(recorded, [sources, served], "{REMEDY}");
}

#[test]
fn each_source_is_served() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = vec!["casa_search.wasm".to_owned()];
    for entry in fs::read_dir(client.join("js")).expect("js is a folder") {
        let entry = entry.expect("an entry");
        // Modules in folders are part of a script at the top.
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    let served: Vec<&str> = FILES.iter().map(|&(name, _)| name).collect();
    assert_eq!(names, served);
    let words = LANGUAGES.split(' ');
    let words = words.map(|tag| format!("casa-words-{tag}.wasm"));
    let served = search_client::words_of(LANGUAGES.split(' ')).map(|(name, _)| name.to_owned());
    assert_eq!(words.collect::<Vec<_>>(), served.collect::<Vec<_>>());
}

#[test]
fn nothing_of_the_machine_that_built_it_is_inside() {
    for (name, module) in search_client::all().filter(|(name, _)| name.ends_with(".wasm")) {
        let text = String::from_utf8_lossy(module);
        for folder in ["/home/", "/root/", "\\Users\\", "registry/src"] {
            assert!(!text.contains(folder), "{name} {folder}");
        }
    }
}

#[test]
fn the_scripts_are_told_the_languages_of_their_folder() {
    let files = files_for(&["it".to_owned(), "pt-br".to_owned()]);
    for (name, bytes) in files {
        let script = String::from_utf8_lossy(&bytes);
        let knows = matches!(name, "casa-engine.js" | "casa-search.js");
        assert_eq!(
            script.matches("\"it pt-br\"").count(),
            knows as usize,
            "{name}"
        );
        assert!(!script.contains("\"und\""), "{name}");
    }
}

/// The page asks for its language's module before the engine knows.
#[test]
fn the_scripts_know_the_languages() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = fs::read_to_string(client.join("js/engine/early.js")).expect("a script");
    assert!(script.contains(&format!("\"{LANGUAGES}\"")));
}
