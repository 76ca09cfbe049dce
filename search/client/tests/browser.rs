//! The compiled client, driven by Node, finds what native code finds: the
//! same hits in the same order with the same scores, excerpts and facets.
//! Needs `node` (20 or later) and no browser.

#[path = "../../index/tests/common/mod.rs"]
mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use search_client::FILES;
use search_core::native::{Folder, Start};
use search_core::{Facets, Filter, LastWord, Query};
use search_index::{Document, build};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A built site's search folder: index and client.
fn site(documents: Vec<Document>) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let search = site.path().join("search");
    fs::create_dir_all(search.join("shards")).expect("a folder");
    let index = build(documents, &common::options()).expect("an index");
    for (path, bytes) in &index.files {
        fs::write(search.join(path), bytes).expect("a file");
    }
    for (name, bytes) in FILES {
        // Outside a browser the name says that it is a module.
        fs::write(search.join(name.replace(".js", ".mjs")), bytes).expect("a file");
    }
    site
}

fn drive(site: &Path, queries: &[Value]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drive.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .arg(site)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node 20 or later is installed");
    let lines: Vec<String> = queries.iter().map(Value::to_string).collect();
    let mut stdin = node.stdin.take().expect("its input");
    let writer = std::thread::spawn(move || stdin.write_all((lines.join("\n") + "\n").as_bytes()));
    let output = node.wait_with_output().expect("node runs");
    writer.join().expect("the writer ends").expect("node reads");
    let answers = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    answers
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// The query that `json!` describes, for native code.
fn native(query: &Value) -> Query {
    let mut native = Query::new(query["text"].as_str().unwrap_or_default());
    native.limit = query["limit"].as_u64().unwrap_or(10) as usize;
    native.offset = query["offset"].as_u64().unwrap_or(0) as usize;
    native.facets = if query["facets"] == true {
        Facets::All
    } else {
        Facets::None
    };
    if query["growing"] == true {
        native.last_word = LastWord::Growing;
    }
    for (facet, values) in query["filters"].as_object().into_iter().flatten() {
        for value in values.as_array().into_iter().flatten() {
            native.filters.push(Filter {
                facet: facet.clone(),
                value: value.as_str().unwrap_or_default().to_owned(),
            });
        }
    }
    native
}

/// What the client should answer.
fn expected(folder: &mut Folder, query: &Value) -> Value {
    let (results, _) = folder
        .results(&native(query), Start::Warm)
        .expect("a sound index");
    json!({
        "total": results.total,
        "hits": results.hits.iter().map(|hit| json!({
            "url": hit.url,
            "title": hit.title.stretches().collect::<Vec<_>>(),
            "excerpt": hit.excerpt.stretches().collect::<Vec<_>>(),
            "heading": hit.heading,
            "anchor": hit.anchor,
            "date": hit.date,
            "score": f64::from(hit.score),
            "filters": hit.filters,
        })).collect::<Vec<_>>(),
        "facets": results.facets.iter().map(|facet| json!({
            "name": facet.name,
            "label": facet.label,
            "values": facet.values.iter().map(|value| json!({
                "value": value.value,
                "count": value.count,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

/// Scores are 32-bit floats that JSON carries as longer ones, and reading
/// these may be off by a last bit that they do not have.
fn exact(mut answer: Value) -> Value {
    for hit in answer["hits"].as_array_mut().into_iter().flatten() {
        let score = hit["score"].as_f64().unwrap_or(f64::NAN);
        hit["score"] = json!(f64::from(score as f32));
    }
    answer
}

fn check(documents: Vec<Document>, queries: &[Value]) {
    let site = site(documents);
    let mut folder = Folder::open(site.path()).expect("the index opens");
    let answers = drive(site.path(), queries);
    assert_eq!(answers.len(), queries.len());
    for (query, answer) in queries.iter().zip(answers) {
        assert_eq!(exact(answer), expected(&mut folder, query), "{query}");
    }
}

#[test]
fn the_client_finds_what_native_code_finds() {
    let mut documents = common::corpus();
    documents[0].date = Some("2025-06-30".to_owned());
    documents[1].weight = 1.5;
    let texts = common::queries()
        .into_iter()
        .chain(common::drawn_queries(&documents, 150, 9));
    let mut queries: Vec<Value> = texts.map(|text| json!({ "text": text })).collect();
    for text in ["c", "co", "appal", "qualificaz", "d’urg", "provincia d"] {
        queries.push(json!({ "text": text, "growing": true, "facets": true }));
    }
    for kinds in [
        json!(["voce"]),
        json!(["voce", "provincia"]),
        json!(["nessuno"]),
    ] {
        queries.push(json!({ "text": "comuni", "filters": { "tipo": kinds }, "facets": true }));
    }
    queries.push(json!({ "text": "", "facets": true, "limit": 3, "offset": 2 }));
    queries.push(json!({ "text": "tab\tand\nline \"quotes\" \\ \u{1} 🏛 comuni" }));
    check(documents, &queries);
}

#[test]
fn also_on_many_shards() {
    let documents = common::generate::documents(600, 100, 5_000, 4);
    let queries = common::drawn_queries(&documents, 60, 4);
    let queries: Vec<Value> = queries.iter().map(|text| json!({ "text": text })).collect();
    check(documents, &queries);
}

#[test]
fn missing_damaged_and_foreign_files_are_told_apart() {
    let ask = [json!({ "text": "comuni" })];
    let kinds = |change: &dyn Fn(&Path)| {
        let site = site(common::corpus());
        change(&site.path().join("search"));
        drive(site.path(), &ask).remove(0)["error"].clone()
    };
    let shards = |search: &Path| {
        let entries = fs::read_dir(search.join("shards")).expect("shards");
        let paths: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths
    };
    let change_bytes = |path: &Path, change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = fs::read(path).expect("a file");
        change(&mut bytes);
        fs::write(path, bytes).expect("a file");
    };
    let remove = |path: &Path| fs::remove_file(path).expect("a file");
    assert_eq!(
        kinds(&|search| remove(&search.join("index.casa"))),
        "missing"
    );
    assert_eq!(
        kinds(&|search| shards(search).iter().for_each(|path| remove(path))),
        "missing"
    );
    assert_eq!(
        kinds(&|search| remove(&search.join("casa_search.wasm"))),
        "missing"
    );
    for change in [
        &|bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2) as _,
        &|bytes: &mut Vec<u8>| bytes.clear(),
        &|bytes: &mut Vec<u8>| bytes.fill(b'<'),
    ] as [&dyn Fn(&mut Vec<u8>); 3]
    {
        assert_eq!(
            kinds(&|search| change_bytes(&search.join("index.casa"), change)),
            "corrupt"
        );
        let damage = |search: &Path| {
            shards(search)
                .iter()
                .for_each(|path| change_bytes(path, change));
        };
        assert_eq!(kinds(&damage), "corrupt");
    }
    // Another file under a shard's name: sound, but not the one.
    let swap = |search: &Path| {
        let root = fs::read(search.join("index.casa")).expect("a root");
        shards(search)
            .iter()
            .for_each(|path| fs::write(path, &root).expect("a file"));
    };
    assert_eq!(kinds(&swap), "corrupt");
    // A root of the next version; a stored block keeps its bytes in sight.
    let newer = |search: &Path| {
        let payload = b"casa\x02r and whatever comes then";
        let length = payload.len() as u16;
        let mut bytes = vec![1];
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend(payload);
        fs::write(search.join("index.casa"), bytes).expect("a file");
    };
    assert_eq!(kinds(&newer), "version");
}
