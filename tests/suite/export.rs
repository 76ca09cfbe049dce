//! `casa search export`: what Quickwit gets, and that it ranks as casa does.

use crate::support::{PORTAL_EPOCH, Site, casa, portal, repository, tree, with_input};
use search_core::Query;
use search_core::native::{Folder, Start};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    IndexRecordOption, NumericOptions, Schema, TantivyDocument, TextFieldIndexing, TextOptions,
    Value as _,
};
use tantivy::tokenizer::{RawTokenizer, WhitespaceTokenizer};

fn small() -> Site {
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        (
            "content/_schema/pagina.yaml",
            "label: Pagina\nplural: Pagine\ndefault_for: pages\nfields:\n\
             \x20 titolo: {type: text, role: title, label: Titolo}\n\
             \x20 sommario: {type: text, role: summary, label: Sommario}\n\
             \x20 data: {type: date, role: date, label: Data}\n\
             \x20 sinonimi: {type: text, many: true, role: synonyms, label: Sinonimi}\n\
             \x20 temi: {type: text, many: true, facet: true, label: Temi}\n\
             \x20 nascosta: {type: boolean, role: unsearched, label: Fuori dalla ricerca}\n",
        ),
        (
            "content/cerca.md",
            "---\ntitolo: Cerca\nnascosta: true\n---\nCome si cerca una stazione appaltante.\n",
        ),
        (
            "content/index.md",
            "# Prova\n\nLa stazione appaltante dei comuni.\n\n## Gli uffici\n\nDove sono.\n",
        ),
        (
            "content/gare.md",
            "---\ntitolo: Le gare\nsommario: In breve.\ndata: 2025-06-30\nsinonimi: [SUA]\n\
             temi: [appalti, \"«due» \\\"virgolette\\\"\"]\n---\n\
             Come si fanno le gare d'appalto.\n",
        ),
    ])
}

fn documents(ndjson: &[u8]) -> Vec<Map<String, Value>> {
    let text = std::str::from_utf8(ndjson).unwrap();
    assert!(text.ends_with('\n'));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn configuration(yaml: &[u8]) -> Value {
    serde_yaml::from_str(std::str::from_utf8(yaml).unwrap()).unwrap()
}

fn fields(configuration: &Value) -> &Vec<Value> {
    configuration["doc_mapping"]["field_mappings"]
        .as_array()
        .unwrap()
}

#[test]
fn documents_have_all_that_is_searched_and_shown() {
    let site = small();
    let done = site.casa(&["search", "export"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(done.out, "2 documenti per Quickwit in ./quickwit\n");
    let found = documents(&fs::read(site.path("quickwit/documents.ndjson")).unwrap());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["url"], "/");
    assert_eq!(found[0]["headings"], json!(["", "Gli uffici"]));
    assert_eq!(found[0]["anchors"], json!(["", "gli-uffici"]));
    assert_eq!(found[0].get("date"), None);
    let gare = Value::Object(found[1].clone());
    let expected = json!({
        "url": "/gare/",
        "title": "Le gare",
        "summary": "In breve.",
        "synonyms": ["SUA"],
        "headings": ["", "Temi"],
        "anchors": ["", ""],
        "body": ["Come si fanno le gare d'appalto.", "appalti. «due» \"virgolette\""],
        "language": "it",
        "date": "2025-06-30T00:00:00Z",
        "weight": 1.0,
        "filters": {"temi": ["appalti", "«due» \"virgolette\""], "tipo": ["Pagine"]},
        "title_terms": "gar sua",
        "headings_terms": "tem",
        "body_terms": "brev fann gar appalt appalt due virgolett",
    });
    assert_eq!(gare, expected);
}

/// What Quickwit documents under "Index configuration" for the types in use, and the key of its
/// own tokenizers.
#[test]
fn the_configuration_has_only_keys_that_quickwit_knows() {
    let site = small();
    assert_eq!(
        site.casa(&["search", "export", "--index", "portale-1"])
            .code,
        Some(0)
    );
    let index = configuration(&fs::read(site.path("quickwit/index.yaml")).unwrap());
    only(
        &index,
        "version index_id index_uri doc_mapping indexing_settings search_settings retention",
    );
    assert_eq!(index["version"], 0.8);
    assert_eq!(index["index_id"], "portale-1");
    let mapping = &index["doc_mapping"];
    only(
        mapping,
        "field_mappings mode dynamic_mapping tag_fields store_source timestamp_field \
         partition_key max_num_partitions index_field_presence tokenizers",
    );
    assert_eq!(mapping["mode"], "strict");
    let mut tokenizers = vec!["raw", "default", "whitespace"];
    for tokenizer in mapping["tokenizers"].as_array().unwrap() {
        only(tokenizer, "name type filters");
        assert_eq!(tokenizer["type"], "simple");
        for filter in tokenizer["filters"].as_array().unwrap() {
            let known = ["remove_long", "lower_caser", "ascii_folding"];
            assert!(known.contains(&filter.as_str().unwrap()), "{filter}");
        }
        tokenizers.push(tokenizer["name"].as_str().unwrap());
    }
    let mut names = Vec::new();
    for field in fields(&index) {
        let common = "name type description stored indexed fast";
        let own = match field["type"].as_str().unwrap() {
            "text" | "array<text>" => "tokenizer record fieldnorms",
            "json" => "tokenizer record expand_dots",
            "datetime" => "input_formats output_format fast_precision",
            "f64" => "coerce output_format",
            other => panic!("{other}"),
        };
        only(field, &format!("{common} {own}"));
        if let Some(tokenizer) = field["tokenizer"].as_str() {
            assert!(tokenizers.contains(&tokenizer), "{field}");
        }
        if let Some(record) = field["record"].as_str() {
            assert!(["basic", "freq", "position"].contains(&record), "{field}");
        }
        names.push(field["name"].as_str().unwrap());
    }
    only(&index["search_settings"], "default_search_fields");
    for name in index["search_settings"]["default_search_fields"]
        .as_array()
        .unwrap()
    {
        assert!(names.contains(&name.as_str().unwrap()), "{name}");
    }
    // In strict mode a document with a field that is not mapped is lost.
    for document in documents(&fs::read(site.path("quickwit/documents.ndjson")).unwrap()) {
        for name in document.keys() {
            assert!(names.contains(&name.as_str()), "{name}");
        }
    }
}

fn only(value: &Value, keys: &str) {
    for key in value.as_object().unwrap().keys() {
        assert!(keys.split_whitespace().any(|known| known == key), "{key}");
    }
}

#[test]
fn exports_replace_exports_and_nothing_else() {
    let site = small();
    for _ in 0..2 {
        let done = site.casa(&["search", "export", "--quiet"]);
        assert_eq!(
            (done.code, done.out.as_str()),
            (Some(0), ""),
            "{}",
            done.err
        );
    }
    let first = tree(&site.path("quickwit"));
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    assert_eq!(names, [".casa-manifest", "documents.ndjson", "index.yaml"]);

    assert_eq!(site.casa(&["build"]).code, Some(0));
    let public = site.public();
    site.write("altro/mio.txt", "mio");
    for folder in ["public", "altro"] {
        let done = site.casa(&["search", "export", "--out", folder]);
        assert_eq!(done.code, Some(2));
        assert!(
            done.err.contains("contiene altro che un'esportazione"),
            "{}",
            done.err
        );
    }
    let english = site.casa(&["--lang", "en", "search", "export", "--out", "altro"]);
    assert!(
        english.err.contains("holds something other than an export"),
        "{}",
        english.err
    );
    assert_eq!(
        site.casa(&["search", "export", "--out", "content/x"]).code,
        Some(2)
    );
    assert_eq!(site.public(), public);
    assert_eq!(tree(&site.path("altro")).len(), 1);

    // Content with errors exports nothing, and leaves what there was.
    site.write("content/errata.md", "---\nx: 1\n---\n");
    let done = site.casa(&["search", "export"]);
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert!(
        done.err.contains("Non è stato esportato nulla."),
        "{}",
        done.err
    );
    assert_eq!(tree(&site.path("quickwit")), first);
}

#[test]
fn queries_are_printed_for_words() {
    let site = small();
    let expected = "title_terms:\"gar\"^2.5 OR headings_terms:\"gar\"^1.5 OR body_terms:\"gar\"\n";
    let one = site.casa(&["search", "export", "--query", "le", "gare"]);
    assert_eq!((one.code, one.out.as_str()), (Some(0), expected));
    let many = site.casa_with_input(&["search", "export", "--batch"], "gare\r\n\n?\n");
    assert_eq!(many.out, format!("{expected}*\nurl:\"\"\n"));
    assert!(!site.path("quickwit").exists());
    for wrong in [["--index", "a b"], ["--index", "ab"], ["--foo", "x"]] {
        let done = site.casa(&[&["search", "export"], &wrong[..]].concat());
        assert_eq!(done.code, Some(2));
    }
}

#[test]
fn export_and_help_are_words_too() {
    let site = small();
    site.write("content/parole.md", "# Parole\n\nWe export and help.\n");
    assert_eq!(site.casa(&["build"]).code, Some(0));
    for words in [
        &["search", "--", "export"][..],
        &["search", "--in", "public", "export"],
        &["search", "parole", "export"],
        &["search", "help"],
        &["search", "--json", "export"],
    ] {
        let done = site.casa(words);
        assert_eq!(done.code, Some(0), "{words:?}: {}", done.err);
        assert!(done.out.contains("/parole/"), "{words:?}: {}", done.out);
    }
    assert!(!site.path("quickwit").exists());
    let help = site.casa(&["search", "export", "--help"]);
    assert!(
        help.out.contains("\nExamples:\n  casa search export"),
        "{}",
        help.out
    );
}

/// tantivy is what Quickwit searches with: an index as configured, asked in the same query
/// language, finds no page of the portal that casa does not find, and its best is among casa's
/// first three. Scores differ: tantivy knows neither neighbours nor closeness, and measures a page
/// by the mean length.
#[test]
fn quickwit_ranks_nearly_as_casa_does() {
    let site = Site::new();
    for (path, bytes) in portal() {
        if path.starts_with("search/") {
            site.write(path, bytes);
        }
    }
    let mut casa = Folder::open(site.root()).unwrap();
    let out = site.path("quickwit");
    let done = with_input(&mut export(&["--out", out.to_str().unwrap()]), "");
    assert_eq!(done.code, Some(0), "{}", done.err);
    let quickwit = Quickwit::of(&out);
    let asked = [
        "gare",
        "stazione unica appaltante",
        "SUA",
        "d.lgs. 36/2023",
        "l'ufficio Europa della provincia",
        "P.N.R.R.",
        "università",
        "zzz",
        "?",
        "",
    ];
    let lines = asked.map(|words| format!("{words}\n")).concat();
    let queries = with_input(&mut export(&["--batch"]), &lines).out;
    let queries: Vec<&str> = queries.lines().collect();
    assert_eq!(queries.len(), asked.len());
    // The portal has superseded pages too.
    assert!(queries[0].contains("weight:0.5"));
    for (words, for_quickwit) in asked.into_iter().zip(queries) {
        let query = Query {
            limit: 10_000,
            ..Query::new(words)
        };
        let ours: BTreeMap<String, f32> = casa
            .search(&query, Start::Warm)
            .unwrap()
            .hits
            .into_iter()
            .map(|hit| (hit.url, hit.score))
            .collect();
        let theirs = quickwit.search(for_quickwit);
        // The client finds words of the same family too.
        let lost = |url: &&String| !ours.contains_key(*url);
        assert_eq!(theirs.keys().find(lost), None, "{words}");
        // A query for everything has no scores to compare.
        if words.is_empty() || theirs.is_empty() {
            continue;
        }
        let best = first(&theirs, 1);
        assert!(first(&ours, 3).contains(&best[0]), "{words}: {best:?}");
    }
}

/// The export of the portal, about to run as on the day on which it was published.
fn export(arguments: &[&str]) -> Command {
    let mut command = casa(repository(), &[&["search", "export"], arguments].concat());
    command.env("SOURCE_DATE_EPOCH", PORTAL_EPOCH);
    command
}

/// The addresses of the highest scores.
fn first(scores: &BTreeMap<String, f32>, count: usize) -> Vec<&str> {
    let mut sorted: Vec<_> = scores.iter().collect();
    sorted.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let urls = sorted.iter().take(count);
    urls.map(|(url, _)| String::as_str(url)).collect()
}

/// An index of the fields that ranking needs.
struct Quickwit {
    index: tantivy::Index,
}

impl Quickwit {
    /// What an export to a folder makes.
    fn of(folder: &Path) -> Self {
        let read = |name| fs::read(folder.join(name)).unwrap();
        let configuration = configuration(&read("index.yaml"));
        let mut schema = Schema::builder();
        let mut names = Vec::new();
        for field in fields(&configuration) {
            let name = field["name"].as_str().unwrap();
            match field["type"].as_str().unwrap() {
                "text" => schema.add_text_field(name, text_options(field)),
                "f64" => schema.add_f64_field(name, NumericOptions::default().set_indexed()),
                _ => continue,
            };
            names.push(name);
        }
        let schema = schema.build();
        let index = tantivy::Index::create_in_ram(schema.clone());
        let tokenizers = index.tokenizers();
        tokenizers.register("raw", RawTokenizer::default());
        tokenizers.register("whitespace", WhitespaceTokenizer::default());
        tokenizers.register("casa_words", WhitespaceTokenizer::default());
        let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
        for mut document in documents(&read("documents.ndjson")) {
            document.retain(|name, _| names.contains(&name.as_str()));
            let line = Value::Object(document).to_string();
            let document = TantivyDocument::parse_json(&schema, &line).unwrap();
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        Self { index }
    }

    /// Address -> score of all hits.
    fn search(&self, query: &str) -> BTreeMap<String, f32> {
        let searcher = self.index.reader().unwrap().searcher();
        let query = QueryParser::for_index(&self.index, Vec::new())
            .parse_query(query)
            .unwrap_or_else(|error| panic!("{error}: {query}"));
        let url = self.index.schema().get_field("url").unwrap();
        let top = TopDocs::with_limit(10_000).order_by_score();
        let hits = searcher.search(&query, &top).unwrap();
        hits.into_iter()
            .map(|(score, address)| {
                let document: TantivyDocument = searcher.doc(address).unwrap();
                let url = document.get_first(url).unwrap().as_str().unwrap();
                (url.to_owned(), score)
            })
            .collect()
    }
}

fn text_options(field: &Value) -> TextOptions {
    let record = match field["record"].as_str().unwrap_or("basic") {
        "position" => IndexRecordOption::WithFreqsAndPositions,
        "freq" => IndexRecordOption::WithFreqs,
        _ => IndexRecordOption::Basic,
    };
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(field["tokenizer"].as_str().unwrap())
        .set_index_option(record)
        .set_fieldnorms(field["fieldnorms"].as_bool().unwrap_or(false));
    let options = TextOptions::default().set_indexing_options(indexing);
    if field["stored"].as_bool().unwrap_or(true) {
        options.set_stored()
    } else {
        options
    }
}
