//! The compiled client, driven by Node, finds what native code finds: the
//! same hits in the same order with the same scores, excerpts and facets; and
//! it says what is wrong where files are. Needs `node` (20 or later) and no
//! browser.

mod driven;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::Memory;
use driven::{Client, Host, common, corpus, folder, index, write};
use search_core::{Facets, Filter, LastWord, Marked, Passage, Query, Range, Sort, Spelling};
use search_index::{Document, Index};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The query that `json!` describes, for native code.
fn native(query: &Value) -> Query {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut native = Query::new(text(&query["text"]).replace(['\t', '\n'], " "));
    native.limit = query["limit"].as_u64().unwrap_or(10) as usize;
    native.language = text(&query["language"]);
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
    let passage = |url: &str, passage: &Passage| {
        let url = match passage.anchor.is_empty() {
            true => url.to_owned(),
            false => format!("{url}#{}", passage.anchor),
        };
        json!({
            "url": url,
            // None of these is inside a file that a page offers.
            "file": "",
            "heading": passage.heading,
            "anchor": passage.anchor,
            "excerpt": stretches(&passage.text),
        })
    };
    json!({
        "total": results.total,
        "all": results.all,
        "more": results.more,
        "corrected": results.corrected,
        "hits": results.hits.iter().map(|hit| json!({
            "index": hit.index,
            "url": hit.url,
            "title": stretches(&hit.title),
            "excerpt": stretches(&hit.excerpt.text),
            "file": "",
            "heading": hit.excerpt.heading,
            "anchor": hit.excerpt.anchor,
            "all": hit.all,
            "language": hit.language,
            "date": hit.date,
            "score": f64::from(hit.score),
            "filters": hit.filters,
            "meta": hit.meta.iter().cloned().collect::<BTreeMap<_, _>>(),
            "passages": hit.passages.iter().map(|one| passage(&hit.url, one)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "facets": results.facets.iter().map(|facet| json!({
            "name": facet.name,
            "label": facet.label,
            "values": facet.values.iter().map(|value| json!({
                "value": value.value,
                "count": value.count,
                "key": if value.key.is_empty() { &value.value } else { &value.key },
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
fn the_words_of_the_page_s_language_are_asked_for_before_the_index() {
    let folder = folder(&index(corpus()));
    let mut client = Client::start_in_page(folder.path(), "it-CH");
    // No words are needed yet, and no reply may stay open for that.
    client.ask(&json!({ "limit": 0 }));
    assert_eq!(client.ask(&json!("unread")), 0);
    client.ask(&json!({ "text": "appalti" }));
    let fetched = client.ask(&json!("fetched")).to_string();
    let place = |file| fetched.find(file).expect("it is fetched");
    assert!(
        place("casa-words-it.wasm") < place("index.casa"),
        "{fetched}"
    );
    assert_eq!(fetched.matches("casa-words").count(), 1, "{fetched}");
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
/// the same; that they are Snowball's is
/// tested natively.
#[test]
fn every_stem_is_that_of_native_code() {
    let deflated = include_bytes!("../../core/tests/snowball-it/vectors.tsv.deflate");
    let mut slice = vec![0];
    slice.extend_from_slice(deflated);
    let vectors = search_core::native::inflate(&slice).expect("a slice without padding");
    let vectors = String::from_utf8(vectors).expect("UTF-8");
    let words: Vec<&str> = vectors
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(words.len(), 35_495);
    let pages = words.chunks(200).enumerate();
    let pages = pages.map(|(at, words)| common::document(&at.to_string(), "", &words.join(" ")));
    let index = index(pages.collect());
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

/// The same in every language: forms of words, and what their beginnings and
/// ends make together.
#[test]
fn every_language_is_that_of_native_code() {
    let mut forms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in include_str!("../../words/tests/forms.txt").lines() {
        let (tag, words) = line.split_once(' ').expect("a tag and words");
        forms.entry(tag).or_default().extend(words.split(' '));
    }
    let mut documents = Vec::new();
    let mut phrases = Vec::new();
    for (tag, words) in &forms {
        let mut mixed: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        for (at, word) in words.iter().enumerate() {
            let half = |word: &str, first: bool| -> String {
                let letters: Vec<char> = word.chars().collect();
                let (beginning, end) = letters.split_at(letters.len() / 2);
                if first { beginning } else { end }.iter().collect()
            };
            let other = words[(at * 7 + 3) % words.len()];
            mixed.push(half(word, true) + &half(other, false));
            mixed.push((*word).to_owned() + &half(other, false));
        }
        let text = mixed.join(" ");
        let mut document = common::document(&format!("/{tag}"), "", &text);
        document.lang = (*tag).to_owned();
        documents.push(document);
        phrases.push(json!({ "text": format!("\"{text}\""), "language": tag, "asTyped": true }));
        let forms = words
            .iter()
            .map(|word| json!({ "text": word, "language": tag }));
        phrases.extend(forms);
    }
    let index = index(documents);
    let site = folder(&index);
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    let mut memory = Memory::new(index);
    for query in &phrases {
        let found = exact(client.ask(query));
        assert_eq!(found, expected(&mut memory, query), "{query}");
        let tag = query["language"].as_str().expect("a tag");
        let hits = found["hits"].as_array().expect("hits");
        assert!(
            hits.iter().any(|hit| hit["url"] == format!("/{tag}")),
            "{query}"
        );
    }
    let fetched = client.ask(&json!("fetched")).to_string();
    for tag in forms.keys() {
        assert_eq!(
            fetched.matches(&format!("casa-words-{tag}.wasm")).count(),
            1
        );
    }
}

#[test]
fn a_language_that_the_site_does_not_have_leaves_words_as_they_are() {
    let site = folder(&index(corpus()));
    fs::remove_file(site.path().join("casa-words-de.wasm")).expect("a file");
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    let found = client.ask(&json!({ "text": "capofila", "language": "de" }));
    assert!(found["total"].is_u64(), "{found}");
}
