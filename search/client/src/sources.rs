//! What the files in `dist/` are made of, so that it shows when they are not.
//!
//! In: the workspace's folder. Out: a digest of all that the compiled client
//! depends on, and one of what it was compiled to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use search_core::format::sum;

/// Folders and files whose contents decide about the client.
const PARTS: [&str; 11] = [
    "search/core/src",
    "search/core/Cargo.toml",
    "search/words/src",
    "search/words/stop",
    "search/words/Cargo.toml",
    "search/client/src",
    "search/client/Cargo.toml",
    "search/client/js",
    "search/client/bundle.mjs",
    "search/client/package.json",
    "search/client/package-lock.json",
];

/// Crates that are compiled into the client and its modules.
const CRATES: [&str; 1] = ["frostem"];

/// The digest of the client's sources, with the toolchain left out: another
/// one gives other bytes, but a client that belongs to the sources all the same.
///
/// # Errors
///
/// A source cannot be read.
pub fn digest(workspace: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for part in PARTS {
        collect(&workspace.join(part), &mut files)?;
    }
    files.sort();
    let mut all = String::new();
    for file in files {
        let path = file.strip_prefix(workspace).unwrap_or(&file);
        all.push_str(&path.to_string_lossy().replace('\\', "/"));
        all.push('\n');
        all.push_str(&read(&file)?);
    }
    let manifest = read(&workspace.join("Cargo.toml"))?;
    all.push_str(section(&manifest, "[profile.client]"));
    let lock = read(&workspace.join("Cargo.lock"))?;
    for package in lock.split("[[package]]") {
        if CRATES
            .iter()
            .any(|name| package.contains(&format!("name = \"{name}\"\n")))
        {
            all.push_str(package);
        }
    }
    Ok(format!("{:08x}", sum(all.as_bytes())))
}

/// The digest of the files that are served, to tell them from others.
///
/// # Errors
///
/// One cannot be read.
pub fn digest_of_served(dist: &Path) -> io::Result<String> {
    let mut all = Vec::new();
    for (name, _) in crate::all() {
        let file = dist.join(name);
        match name.ends_with(".wasm") {
            true => all.extend(fs::read(file)?),
            false => all.extend(read(&file)?.into_bytes()),
        }
    }
    Ok(format!("{:08x}", sum(&all)))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

/// A text file's contents, whatever a checkout made of its line ends.
fn read(path: &Path) -> io::Result<String> {
    Ok(fs::read_to_string(path)?.replace("\r\n", "\n"))
}

/// A table of a TOML file, up to the next one.
fn section<'a>(manifest: &'a str, heading: &str) -> &'a str {
    let Some(start) = manifest.find(heading) else {
        return "";
    };
    let section = &manifest[start..];
    section[1..]
        .find("\n[")
        .map_or(section, |end| &section[..=end])
}
