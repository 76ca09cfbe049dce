//! The committed client belongs to the sources beside it. Needs no
//! WebAssembly target, only what is in the repository.

use std::fs;
use std::path::Path;

use search_client::FILES;
use search_client::sources::{digest, digest_of_served};

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
}

#[test]
fn nothing_of_the_machine_that_built_it_is_inside() {
    let (_, module) = FILES
        .iter()
        .find(|(name, _)| name.ends_with(".wasm"))
        .expect("a module");
    let text = String::from_utf8_lossy(module);
    for folder in ["/home/", "/root/", "\\Users\\", "registry/src"] {
        assert!(!text.contains(folder), "{folder}");
    }
}
