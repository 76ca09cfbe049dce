//! A request answered as JSON: files needed, results, or an error.

use search_core::{Cache, Error, FacetCounts, Hit, Marked, Results, Step, search};

use crate::json::Json;
use crate::request::parse;

/// Answers a request (see `request`) from the files in `cache`.
///
/// One of
/// `{"need":[path…]}`, `{"error":"corrupt","file":path}`, `{"error":"version"}`
/// and `{"total":…,"hits":[…],"facets":[…]}`. Marked text is an array of
/// stretches of which every second one is marked. A score is the bits of its
/// 32-bit float as a number: exact, and no float formatting in the client.
pub fn reply(cache: &Cache, request: &str) -> String {
    let mut json = Json::default();
    match search(&parse(request), cache) {
        Ok(Step::Need(files)) => {
            json.raw("{\"need\":");
            json.array(files, |json, file| {
                json.string(&file.path());
            });
            json.raw("}");
        }
        Ok(Step::Done(results)) => write_results(&results, &mut json),
        Err(Error::Corrupt(file)) => {
            json.raw("{\"error\":\"corrupt\",\"file\":");
            json.string(&file.path()).raw("}");
        }
        Err(Error::Version(_)) => {
            json.raw("{\"error\":\"version\"}");
        }
    }
    json.0
}

fn write_results(results: &Results, json: &mut Json) {
    json.raw("{\"total\":").number(results.total);
    json.raw(",\"hits\":").array(&results.hits, write_hit);
    json.raw(",\"facets\":").array(&results.facets, write_facet);
    json.raw("}");
}

fn write_hit(json: &mut Json, hit: &Hit) {
    json.raw("{\"url\":").string(&hit.url);
    json.raw(",\"title\":");
    write_marked(json, &hit.title);
    json.raw(",\"excerpt\":");
    write_marked(json, &hit.excerpt);
    json.raw(",\"heading\":").string(&hit.heading);
    json.raw(",\"anchor\":").string(&hit.anchor);
    json.raw(",\"date\":").string(&hit.date);
    json.raw(",\"score\":").number(hit.score.to_bits() as usize);
    json.raw(",\"filters\":")
        .array(&hit.filters, |json, (name, value)| {
            json.raw("[").string(name).raw(",").string(value).raw("]");
        });
    json.raw("}");
}

fn write_marked(json: &mut Json, marked: &Marked) {
    json.array(marked.stretches(), |json, stretch| {
        json.string(stretch);
    });
}

fn write_facet(json: &mut Json, facet: &FacetCounts) {
    json.raw("{\"name\":").string(&facet.name);
    json.raw(",\"label\":").string(&facet.label);
    json.raw(",\"values\":")
        .array(&facet.values, |json, value| {
            json.raw("[")
                .string(&value.value)
                .raw(",")
                .number(value.count)
                .raw("]");
        });
    json.raw("}");
}
