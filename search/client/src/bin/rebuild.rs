//! Builds the client from its sources into `search/client/dist`:
//! `cargo run -p search-client --bin rebuild-client`, after
//! `rustup target add wasm32-unknown-unknown`.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use search_client::sources::{digest, strip};

fn main() -> Result<(), Box<dyn Error>> {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = client.join("../..").canonicalize()?;
    let dist = client.join("dist");
    fs::copy(compile(&workspace)?, dist.join("casa_search.wasm"))?;
    for entry in fs::read_dir(client.join("js"))? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        let source = fs::read_to_string(&path)?;
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("js") => fs::write(dist.join(name), strip(&source))?,
            Some("css") => fs::write(dist.join(name), source)?,
            _ => {}
        }
    }
    fs::write(dist.join("SOURCES"), digest(&workspace)? + "\n")?;
    Ok(())
}

/// Compiles the module and returns where it is. The bytes depend on the
/// sources and the toolchain, not on the folders that they are in.
fn compile(workspace: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or(workspace.join("target"), PathBuf::from);
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let status = Command::new(cargo)
        .current_dir(workspace)
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            remappings(workspace)?.join("\x1f"),
        )
        .args(["build", "--locked", "--package", "search-client", "--lib"])
        .args(["--profile", "client", "--target", "wasm32-unknown-unknown"])
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err("the module does not compile".into());
    }
    Ok(target.join("wasm32-unknown-unknown/client/search_client.wasm"))
}

/// Options that keep this machine's folders out of the module.
fn remappings(workspace: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut options = vec![remap(workspace, ".")];
    let home = env::home_dir().unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or(home.join(".cargo"), PathBuf::from);
    let registries = cargo.join("registry/src");
    if registries.is_dir() {
        for registry in fs::read_dir(registries)? {
            options.push(remap(&registry?.path(), "crates"));
        }
    }
    Ok(options)
}
