//! Writes the index of 30 documents that `search-core` tests its ranking on,
//! after its documents, the analysis or the format have changed:
//! `cargo run -p search-index --example small`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;

fn main() -> std::io::Result<()> {
    let folder = common::small_folder();
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("shards"))?;
    for (path, bytes) in common::small().files {
        fs::write(folder.join(path), bytes)?;
    }
    Ok(())
}
