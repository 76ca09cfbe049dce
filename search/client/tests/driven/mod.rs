//! The compiled client, driven by Node.

#![allow(
    dead_code,
    reason = "each test binary compiles the module and uses part of it"
)]

#[path = "../../../index/tests/common/mod.rs"]
pub mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use search_index::{Document, Index, build};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A search folder of a built site: index and client.
pub fn folder(index: &Index) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(index, folder.path());
    for (name, bytes) in search_client::all() {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    // Outside a browser this says that scripts are modules.
    fs::write(folder.path().join("package.json"), r#"{"type":"module"}"#).expect("a file");
    folder
}

pub fn write(index: &Index, folder: &Path) {
    let shards = folder.join("shards");
    let _ = fs::remove_dir_all(&shards);
    fs::create_dir_all(&shards).expect("a folder");
    for (path, bytes) in &index.files {
        fs::write(folder.join(path), bytes).expect("a file");
    }
}

pub fn index(documents: Vec<Document>) -> Index {
    build(documents, &common::options()).expect("an index")
}

/// The client at work.
pub struct Client {
    node: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

/// Whether the host understands Range.
#[derive(Clone, Copy, PartialEq)]
pub enum Host {
    WithRanges,
    WithoutRanges,
}

impl Client {
    pub fn start(folders: &[&Path], host: Host) -> Self {
        Self::start_with(folders, host, &json!([]))
    }

    /// With what is said of each index besides where it is.
    pub fn start_with(folders: &[&Path], host: Host, own: &Value) -> Self {
        let ranges = host == Host::WithRanges;
        Self::drive(&json!({ "folders": folders, "ranges": ranges, "own": own }))
    }

    /// In a page of a language.
    pub fn start_in_page(folder: &Path, lang: &str) -> Self {
        Self::drive(&json!({ "folders": [folder], "ranges": true, "lang": lang }))
    }

    fn drive(about: &Value) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drive.mjs");
        let mut node = Command::new("node")
            .arg(script)
            .arg(about.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node 20 or later is installed");
        let stdin = node.stdin.take().expect("its input");
        let stdout = BufReader::new(node.stdout.take().expect("its output"));
        Self {
            node,
            stdin,
            stdout,
        }
    }

    pub fn ask(&mut self, query: &Value) -> Value {
        writeln!(self.stdin, "{query}").expect("node reads");
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("node answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{query}: {line:?}: {error}"))
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.node.kill();
        let _ = self.node.wait();
    }
}

/// The corpus with dates and more to show.
pub fn corpus() -> Vec<Document> {
    let mut documents = common::corpus();
    for (at, document) in documents.iter_mut().enumerate().skip(1) {
        let date = format!("{}-{:02}-10", 2023 + at % 4, 1 + at % 12);
        document.sort.insert("data".to_owned(), date.clone());
        document.date = Some(date);
    }
    documents[1].weight = 1.5;
    let meta = ("__proto__".to_owned(), "\"a\"\n<b>".to_owned());
    documents[1].meta = [meta, ("ente".to_owned(), "Provincia".to_owned())].into();
    documents
}
