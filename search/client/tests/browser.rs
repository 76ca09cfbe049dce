//! The compiled client, driven by Node, finds what native code finds: the
//! same hits in the same order with the same scores, excerpts and facets; and
//! it says what is wrong where files are. Needs `node` (20 or later) and no
//! browser.

#[path = "../../index/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use common::Memory;
use search_client::FILES;
use search_core::{Facets, Filter, LastWord, Marked, Passage, Query, Range, Sort, Spelling};
use search_index::{Document, Index, build};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A search folder of a built site: index and client.
fn folder(index: &Index) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(index, folder.path());
    for (name, bytes) in FILES {
        // Outside a browser the name says that it is a module.
        let name = name.replace(".js", ".mjs");
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn write(index: &Index, folder: &Path) {
    let shards = folder.join("shards");
    let _ = fs::remove_dir_all(&shards);
    fs::create_dir_all(&shards).expect("a folder");
    for (path, bytes) in &index.files {
        fs::write(folder.join(path), bytes).expect("a file");
    }
}

fn index(documents: Vec<Document>) -> Index {
    build(documents, &common::options()).expect("an index")
}

/// The client at work.
struct Client {
    node: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

/// Whether the host understands Range.
#[derive(Clone, Copy, PartialEq)]
enum Host {
    WithRanges,
    WithoutRanges,
}

impl Client {
    fn start(folders: &[&Path], host: Host) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drive.mjs");
        let about = json!({ "folders": folders, "ranges": host == Host::WithRanges });
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

    fn ask(&mut self, query: &Value) -> Value {
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

/// The query that `json!` describes, for native code.
fn native(query: &Value) -> Query {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut native = Query::new(text(&query["text"]).replace(['\t', '\n'], " "));
    native.limit = query["limit"].as_u64().unwrap_or(10) as usize;
    native.offset = query["offset"].as_u64().unwrap_or(0) as usize;
    if query["facets"] == true {
        native.facets = Facets::All;
    }
    if query["growing"] == true {
        native.last_word = LastWord::Growing;
    }
    if query["asTyped"] == true {
        native.spelling = Spelling::AsTyped;
    }
    for (facet, values) in query["filters"].as_object().into_iter().flatten() {
        for value in values.as_array().into_iter().flatten() {
            native.filters.push(Filter {
                facet: facet.clone(),
                value: text(value),
            });
        }
    }
    for (order, range) in query["ranges"].as_object().into_iter().flatten() {
        native.ranges.push(Range {
            order: order.clone(),
            from: text(&range["from"]),
            to: text(&range["to"]),
        });
    }
    let by = text(&query["sort"]["by"]);
    if !by.is_empty() {
        native.sort = match query["sort"]["descending"] == true {
            true => Sort::Descending(by),
            false => Sort::Ascending(by),
        };
    }
    native
}

/// What the client should answer.
fn expected(memory: &mut Memory, query: &Value) -> Value {
    let results = memory.search(&native(query));
    let stretches = |marked: &Marked| -> Vec<String> {
        let stretches = marked.stretches();
        stretches.map(str::to_owned).collect()
    };
    let passage = |passage: &Passage| {
        json!({
            "heading": passage.heading,
            "anchor": passage.anchor,
            "excerpt": stretches(&passage.text),
        })
    };
    json!({
        "total": results.total,
        "more": results.more,
        "corrected": results.corrected,
        "hits": results.hits.iter().map(|hit| json!({
            "index": hit.index,
            "url": hit.url,
            "title": stretches(&hit.title),
            "excerpt": stretches(&hit.excerpt.text),
            "heading": hit.excerpt.heading,
            "anchor": hit.excerpt.anchor,
            "date": hit.date,
            "score": f64::from(hit.score),
            "filters": hit.filters,
            "meta": hit.meta.iter().cloned().collect::<BTreeMap<_, _>>(),
            "passages": hit.passages.iter().map(passage).collect::<Vec<_>>(),
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
    // What the indexes have is the same in every answer.
    answer
        .as_object_mut()
        .map(|answer| answer.remove("known").expect("what is known"));
    answer
}

fn check(indexes: Vec<Index>, host: Host, queries: &[Value]) {
    let folders: Vec<TempDir> = indexes.iter().map(folder).collect();
    let paths: Vec<&Path> = folders.iter().map(TempDir::path).collect();
    let mut client = Client::start(&paths, host);
    let mut memory = Memory::of(indexes);
    for query in queries {
        assert_eq!(
            exact(client.ask(query)),
            expected(&mut memory, query),
            "{query}"
        );
    }
}

/// Queries of every kind for the corpus.
fn queries(documents: &[Document]) -> Vec<Value> {
    let texts = common::queries()
        .into_iter()
        .chain(common::drawn_queries(documents, 150, 9));
    let mut queries: Vec<Value> = texts.map(|text| json!({ "text": text })).collect();
    for text in ["c", "co", "appal", "qualificaz", "d’urg", "provincia d"] {
        queries.push(json!({ "text": text, "growing": true, "facets": true }));
    }
    for text in [
        "\"stazione unica appaltante\"",
        "«stazione unica» comuni",
        "comuni -provincia",
        "-\"stazione unica\" comuni",
        "tipo:voce comuni",
        "-tipo:voce comuni",
        "data:2025 comuni",
        "data:2024..2025 comuni",
        "stazzione unica",
        "apalto qualificazzione",
        "comunni",
    ] {
        queries.push(json!({ "text": text, "facets": true }));
        queries.push(json!({ "text": text, "asTyped": true }));
    }
    for kinds in [
        json!(["voce"]),
        json!(["voce", "provincia"]),
        json!(["nessuno"]),
    ] {
        queries.push(json!({ "text": "comuni", "filters": { "tipo": kinds }, "facets": true }));
    }
    queries.push(json!({ "text": "comuni", "filters": { "nessuna": ["x"] } }));
    for data in [
        json!({ "from": "2025-01-01" }),
        json!({ "to": "2025" }),
        json!({ "from": "2024-06-01", "to": "2025-06-30" }),
    ] {
        queries.push(json!({ "text": "comuni", "ranges": { "data": data } }));
        for descending in [true, false] {
            let sort = json!({ "by": "data", "descending": descending });
            queries.push(json!({ "text": "", "ranges": { "data": data }, "sort": sort }));
        }
    }
    queries.push(json!({ "text": "comuni", "sort": { "by": "data", "descending": true } }));
    queries.push(json!({ "text": "comuni", "sort": "relevance" }));
    queries.push(json!({ "text": "", "facets": true, "limit": 3, "offset": 2 }));
    queries.push(json!({ "text": "comuni", "limit": 0, "facets": true }));
    queries.push(json!({ "text": "tab\tand\nline \"quotes\" \\ \u{1} 🏛 comuni" }));
    queries
}

/// The corpus with dates and more to show.
fn corpus() -> Vec<Document> {
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

#[test]
fn the_client_finds_what_native_code_finds() {
    let documents = corpus();
    let queries = queries(&documents);
    check(vec![index(documents)], Host::WithRanges, &queries);
}

#[test]
fn also_where_ranges_are_not_understood() {
    let documents = corpus();
    let queries = queries(&documents);
    check(vec![index(documents)], Host::WithoutRanges, &queries);
}

#[test]
fn also_on_many_shards() {
    let documents = common::generate::documents(600, 100, 5_000, 4);
    let queries = common::drawn_queries(&documents, 60, 4);
    let queries: Vec<Value> = queries.iter().map(|text| json!({ "text": text })).collect();
    check(vec![index(documents)], Host::WithRanges, &queries);
}

#[test]
fn also_in_several_indexes() {
    let documents = corpus();
    let queries = queries(&documents);
    let (even, odd): (Vec<_>, Vec<_>) = documents
        .into_iter()
        .enumerate()
        .partition(|(at, _)| at % 2 == 0);
    let of = |half: Vec<(usize, Document)>| index(half.into_iter().map(|(_, one)| one).collect());
    check(vec![of(even), of(odd)], Host::WithRanges, &queries);
}

#[test]
fn what_the_index_has_is_known() {
    let site = folder(&index(corpus()));
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    let known = &client.ask(&json!({ "text": " ", "limit": 0 }))["known"];
    let tipo = json!([{ "name": "tipo", "label": "Tipo di pagina" }]);
    let data = json!([{ "name": "data", "label": "Data di pubblicazione" }]);
    assert_eq!(*known, json!({ "facets": tipo, "orders": data }));
    // That took the root alone, and so the module before it.
    let fetched = client.ask(&json!("fetched"));
    assert_eq!(fetched, json!(["casa_search.wasm", "index.casa"]));
}

#[test]
fn slices_are_fetched_by_range_once_and_neighbours_together() {
    let site = folder(&index(corpus()));
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    let all = json!({ "text": "", "limit": 10 });
    let first = client.ask(&all);
    let fetched = client.ask(&json!("fetched"));
    let names: Vec<&str> = fetched
        .as_array()
        .expect("names")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let slices = names.iter().filter(|name| name.contains("bytes=")).count();
    let hits = first["hits"].as_array().expect("hits").len();
    assert_eq!((slices, hits), (1, 10), "{names:?}");
    assert_eq!(client.ask(&all), first);
    assert_eq!(client.ask(&json!("fetched")), json!([]));
}

/// The error that a change to the files of a site makes of a query.
fn error(change: impl Fn(&Path)) -> Value {
    let site = folder(&index(corpus()));
    change(site.path());
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    client.ask(&json!({ "text": "comuni" }))
}

fn shards(search: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(search.join("shards")).expect("shards");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

fn change_bytes(path: &Path, change: &dyn Fn(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).expect("a file");
    change(&mut bytes);
    fs::write(path, bytes).expect("a file");
}

#[test]
fn missing_damaged_and_foreign_files_are_told_apart() {
    let remove = |path: &Path| fs::remove_file(path).expect("a file");
    let root = |search: &Path| search.join("index.casa");
    let kind = |change: &dyn Fn(&Path)| error(change)["error"].clone();
    assert_eq!(
        error(|search| remove(&root(search))),
        json!({ "error": "missing", "index": 0, "file": "index.casa" })
    );
    assert_eq!(
        kind(&|search| shards(search).iter().for_each(|path| remove(path))),
        "missing"
    );
    assert_eq!(
        kind(&|search| remove(&search.join("casa_search.wasm"))),
        "missing"
    );
    for change in [
        &|bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2) as _,
        &|bytes: &mut Vec<u8>| bytes.clear(),
        &|bytes: &mut Vec<u8>| bytes.fill(b'<'),
    ] as [&dyn Fn(&mut Vec<u8>); 3]
    {
        assert_eq!(
            kind(&|search| change_bytes(&root(search), change)),
            "corrupt"
        );
        // All files, those of documents alone.
        for letter in ["", "d"] {
            let damage = |search: &Path| {
                let mut damaged = 0;
                for path in shards(search) {
                    let name = path.file_name().expect("a name").to_string_lossy();
                    if name.starts_with(letter) {
                        change_bytes(&path, change);
                        damaged += 1;
                    }
                }
                assert!(damaged > 0);
            };
            assert_eq!(kind(&damage), "corrupt", "{letter}");
        }
    }
    // Another file under a shard's name: sound, but not the one.
    let swap = |search: &Path| {
        let root = fs::read(root(search)).expect("a root");
        for path in shards(search) {
            fs::write(path, &root).expect("a file");
        }
    };
    assert_eq!(kind(&swap), "corrupt");
    let newer = |search: &Path| fs::write(root(search), b"casa\xffr and so on").expect("a file");
    assert_eq!(kind(&newer), "version");
}

#[test]
fn another_edition_is_noticed() {
    let mut documents = corpus();
    let before = index(documents.clone());
    documents.remove(0);
    documents[0].title = "Comuni e zampogne".to_owned();
    let after = index(documents);
    let site = folder(&before);
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    let query = json!({ "text": "comuni" });
    let mut memory = Memory::new(before);
    assert_eq!(exact(client.ask(&query)), expected(&mut memory, &query));
    write(&after, site.path());
    // What is there already still answers; what is not makes it look again.
    let next = json!({ "text": "zampogne provincia convenzione", "facets": true });
    let mut memory = Memory::new(after);
    assert_eq!(exact(client.ask(&next)), expected(&mut memory, &next));
    assert_eq!(exact(client.ask(&query)), expected(&mut memory, &query));
}

#[test]
fn what_was_fetched_answers_when_nothing_can_be_any_more() {
    let site = folder(&index(corpus()));
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    let query = json!({ "text": "comuni" });
    let first = client.ask(&query);
    let away = site.path().with_extension("away");
    fs::rename(site.path(), &away).expect("a folder");
    let unknown = json!({ "text": "provincia \"ente capofila\"", "facets": true });
    assert_eq!(client.ask(&unknown)["error"], "missing");
    assert_eq!(client.ask(&query), first);
    fs::rename(&away, site.path()).expect("a folder");
    assert!(client.ask(&unknown)["total"].is_u64());
}

#[test]
fn which_index_is_missing_is_said() {
    let sound = folder(&index(corpus()));
    let other = folder(&index(corpus()));
    fs::remove_file(other.path().join("index.casa")).expect("a file");
    let mut client = Client::start(&[sound.path(), other.path()], Host::WithRanges);
    assert_eq!(
        client.ask(&json!({ "text": "comuni" })),
        json!({ "error": "missing", "index": 1, "file": "index.casa" })
    );
}

/// Terms of the index are made natively, those of queries in the module. Each
/// stretch of Snowball's vectors is found as a phrase only if all its stems are
/// the same, but for stop words, which have none; that they are Snowball's is
/// tested natively.
#[test]
fn every_stem_is_that_of_native_code() {
    let deflated = include_bytes!("../../core/tests/snowball-it/vectors.tsv.deflate");
    let mut slice = vec![0];
    slice.extend_from_slice(deflated);
    let vectors = search_core::native::inflate(&slice).expect("a slice without padding");
    let vectors = String::from_utf8(vectors).expect("UTF-8");
    let mut words: Vec<&str> = vectors
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(words.len(), 35_495);
    // Left out of texts, but not of queries.
    words.retain(|&word| word != "sua");
    let index = index(vec![common::document("/", "", &words.join(" "))]);
    let folder = folder(&index);
    let mut client = Client::start(&[folder.path()], Host::WithRanges);
    for words in words.chunks(200) {
        let text = format!("\"{}\"", words.join(" "));
        let query = json!({ "text": text, "limit": 0, "asTyped": true });
        assert_eq!(client.ask(&query)["total"], 1, "{text}");
    }
    let other = json!({ "text": "\"abbandono abbandonare\"", "limit": 0, "asTyped": true });
    assert_eq!(client.ask(&other)["total"], 0);
}
