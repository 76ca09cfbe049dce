//! Writes a small site with the search in all its forms, to try it by hand:
//! `cargo run -p search-client --example demo DIR`, then serve DIR.

#[path = "../../index/tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use search_index::build;

const HOME: &str = r#"<casa-search data-index="search/">
  <form role="search" action="cerca/">
    <label>Cerca nel sito <input type="search" name="q"></label>
    <button>Cerca</button>
  </form>
  <p data-part="error" hidden><a href="indice/">Indice alfabetico</a></p>
</casa-search>
<p><a href="due/">Due righe, e nessuna pagina dei risultati</a></p>
<script type="module" src="search/casa-search.js"></script>
"#;

const TWO_LINES: &str = r#"<script type="module" src="../search/casa-search.js"></script>
<casa-search data-index="../search/"></casa-search>
"#;

const RESULTS: &str = r#"<casa-search data-mode="page" data-index="../search/">
  <form role="search">
    <label>Cerca nel sito <input type="search" name="q"></label>
    <button>Cerca</button>
  </form>
  <p data-part="empty" hidden><a href="../indice/">Indice alfabetico</a></p>
  <p data-part="error" hidden><a href="../indice/">Indice alfabetico</a></p>
</casa-search>
<script type="module" src="../search/casa-search.js"></script>
"#;

fn page(title: &str, body: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="it">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<h1>{title}</h1>
{body}"#
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    let site = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    let mut documents = common::corpus();
    if std::env::args().any(|argument| argument == "--portal") {
        documents = common::portal();
    }
    let search = site.join("search");
    fs::create_dir_all(search.join("shards"))?;
    for (path, bytes) in build(documents, &common::options())?.files {
        fs::write(search.join(path), bytes)?;
    }
    for (name, bytes) in search_client::all() {
        fs::write(search.join(name), bytes)?;
    }
    fs::write(site.join("index.html"), page("Casa", HOME))?;
    for (folder, title, body) in [("cerca", "Cerca", RESULTS), ("due", "Due righe", TWO_LINES)] {
        fs::create_dir_all(site.join(folder))?;
        fs::write(site.join(folder).join("index.html"), page(title, body))?;
    }
    Ok(())
}
