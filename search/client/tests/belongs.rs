//! The committed client belongs to the sources beside it. Needs no
//! WebAssembly target, only what is in the repository.

use std::fs;
use std::path::Path;

use search_client::FILES;
use search_client::sources::{digest, strip};

const REMEDY: &str = "run `cargo run -p search-client --bin rebuild-client` and commit `dist`";

#[test]
fn the_module_was_built_from_these_sources() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let recorded = fs::read_to_string(client.join("dist/SOURCES")).expect("dist/SOURCES is there");
    let actual = digest(&client.join("../..")).expect("the sources can be read");
    assert_eq!(recorded.trim(), actual, "{REMEDY}");
}

#[test]
fn the_scripts_are_these_without_comments() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for entry in fs::read_dir(client.join("js")).expect("js is a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let source = fs::read_to_string(&path)
            .expect("a source")
            .replace("\r\n", "\n");
        let expected = if name.ends_with(".js") {
            strip(&source)
        } else {
            source
        };
        let served = FILES.iter().find(|(served, _)| *served == name);
        let (_, served) = served.unwrap_or_else(|| panic!("{name} is not in FILES"));
        let served = String::from_utf8_lossy(served).replace("\r\n", "\n");
        assert!(served == expected, "{name}: {REMEDY}");
        sources.push(name);
    }
    assert_eq!(FILES.len(), sources.len() + 1, "the sources and the module");
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
