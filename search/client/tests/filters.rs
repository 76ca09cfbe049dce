//! What scripts can ask beyond what the interface does: formulas of filters,
//! and filters and weights of each of several indexes.

mod driven;

use driven::{Client, Host, corpus, folder, index};
use serde_json::{Value, json};

/// How many documents a client finds for some filters.
fn total(client: &mut Client, filters: Value) -> u64 {
    let answer = client.ask(&json!({ "filters": filters, "limit": 0 }));
    answer["total"].as_u64().expect("a total")
}

#[test]
fn filters_are_formulas() {
    let mut documents = corpus();
    for (at, document) in documents.iter_mut().enumerate() {
        let values = [(at % 2 == 0, "even"), (at % 3 == 0, "third")];
        let values = values.iter().filter(|(is, _)| *is);
        let values = values.map(|(_, value)| (*value).to_owned()).collect();
        document.filters.insert("number".to_owned(), values);
    }
    let all = documents.len() as u64;
    let (even, third, sixth) = (all.div_ceil(2), all.div_ceil(3), all.div_ceil(6));
    let site = folder(&index(documents));
    let mut client = Client::start(&[site.path()], Host::WithRanges);
    for (filters, expected) in [
        (json!({ "number": "even" }), even),
        (json!({ "number": ["even", "third"] }), even + third - sixth),
        (
            json!({ "number": { "any": ["even", "third"] } }),
            even + third - sixth,
        ),
        (json!({ "number": { "all": ["even", "third"] } }), sixth),
        (json!({ "number": { "not": "even" } }), all - even),
        (
            json!({ "number": { "none": ["even", "third"] } }),
            all + sixth - even - third,
        ),
        (
            json!({ "not": { "number": { "all": ["even", "third"] } } }),
            all - sixth,
        ),
        (
            json!({ "any": [{ "number": "third" }, { "not": { "number": "even" } }] }),
            all - even + sixth,
        ),
        (
            json!({ "none": [{ "number": "third" }, { "number": "even" }] }),
            all + sixth - even - third,
        ),
        (
            json!({ "all": [{ "number": "third" }, { "number": { "not": "even" } }] }),
            third - sixth,
        ),
        (json!({ "number": "odd" }), 0),
        (json!({ "not": { "nothing": "odd" } }), all),
        (json!({ "any": [] }), all),
    ] {
        assert_eq!(total(&mut client, filters.clone()), expected, "{filters}");
    }
}

#[test]
fn each_index_has_a_filter_and_a_weight_of_its_own() {
    let (first, second) = (folder(&index(corpus())), folder(&index(corpus())));
    let paths = [first.path(), second.path()];
    let query = json!({ "text": "comuni", "limit": 100 });
    let of = |client: &mut Client, number: u64| -> Vec<Value> {
        let answer = client.ask(&query);
        let hits = answer["hits"].as_array().expect("hits").iter();
        hits.filter(|hit| hit["index"] == number).cloned().collect()
    };
    let mut plain = Client::start(&paths, Host::WithRanges);
    let as_they_are = of(&mut plain, 1);
    let own = json!([{}, { "weight": 2, "filters": { "tipo": { "not": "voce" } } }]);
    let mut client = Client::start_with(&paths, Host::WithRanges, &own);
    assert_eq!(of(&mut client, 0), of(&mut plain, 0));
    let weighed = of(&mut client, 1);
    let is_entry = |hit: &Value| hit["filters"].to_string().contains("voce");
    assert!(as_they_are.iter().any(is_entry) && !weighed.iter().any(is_entry));
    assert_eq!(
        weighed.len(),
        as_they_are.iter().filter(|hit| !is_entry(hit)).count()
    );
    for hit in &weighed {
        let before = as_they_are
            .iter()
            .find(|before| before["url"] == hit["url"]);
        let before = before.expect("the same page")["score"]
            .as_f64()
            .expect("a score");
        let after = hit["score"].as_f64().expect("a score");
        assert!((after - 2.0 * before).abs() < 1e-4, "{before} {after}");
    }
}
