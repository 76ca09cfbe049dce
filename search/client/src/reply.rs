//! A query answered as JSON: pieces needed, results, or an error.

use search_core::format::{NamedFile, Root};
use search_core::{
    Cache, Error, FacetCounts, Hit, Marked, Passage, Piece, Query, Results, Step, search,
};

use crate::json::Json;

/// Answers a query from the files in the caches of some indexes.
///
/// One of
/// `{"need":[[index,path,from,to]…]}` where a range that ends at 0 stands for
/// the whole file, and one that ends beyond it for all that is left, `{"error":"corrupt","file":path}`, `{"error":"version"}`
/// and `{"total":…,"all":…,"more":…,"corrected":…,"hits":[…],"facets":[…],"known":…}`,
/// the last being the names and labels of the facets and orders that there
/// are. Marked text is an array of stretches of which every second one is
/// marked. A score is the bits of its 32-bit float as a number: exact, and no
/// float formatting in the client.
pub fn reply(caches: &[&Cache], query: &Query) -> String {
    let mut json = Json::default();
    match search(query, caches) {
        Ok(Step::Need(pieces)) => {
            json.raw("{\"need\":[");
            for (index, piece) in pieces {
                write_piece(json.item(), index, piece);
            }
            json.raw("]}");
        }
        Ok(Step::Done(results)) => write_results(&results, caches, &mut json),
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

fn write_piece(json: &mut Json, index: usize, piece: Piece) {
    json.raw("[").number(index);
    json.raw(",").string(&piece.file.path());
    json.raw(",").number(piece.from as usize);
    json.raw(",").number(piece.to as usize).raw("]");
}

fn write_results(results: &Results, caches: &[&Cache], json: &mut Json) {
    json.raw("{\"total\":").number(results.total);
    json.raw(",\"all\":").number(results.all);
    json.raw(",\"more\":");
    json.raw(if results.more { "true" } else { "false" });
    json.raw(",\"corrected\":");
    match &results.corrected {
        Some(corrected) => json.string(corrected),
        None => json.raw("null"),
    };
    json.raw(",\"hits\":[");
    for hit in &results.hits {
        write_hit(json.item(), hit);
    }
    json.raw("],\"facets\":[");
    for facet in &results.facets {
        write_facet(json.item(), facet);
    }
    json.raw("],\"known\":{\"facets\":[");
    write_names(json, caches, |root| &root.facets);
    json.raw("],\"orders\":[");
    write_names(json, caches, |root| &root.orders);
    json.raw("]}}");
}

/// Names and labels, each name once.
fn write_names(json: &mut Json, caches: &[&Cache], list: fn(&Root) -> &[NamedFile]) {
    let mut names: Vec<&str> = Vec::new();
    for cache in caches {
        for named in cache.root().map_or(&[][..], list) {
            if !names.contains(&named.name.as_str()) {
                names.push(&named.name);
                write_pair(json, &named.name, &named.label);
            }
        }
    }
}

fn write_hit(json: &mut Json, hit: &Hit) {
    json.raw("{\"index\":").number(hit.index);
    json.raw(",\"url\":").string(&hit.url);
    json.raw(",\"title\":");
    write_marked(json, &hit.title);
    json.raw(",");
    write_passage(json, &hit.excerpt);
    json.raw(",\"all\":");
    json.raw(if hit.all { "true" } else { "false" });
    json.raw(",\"language\":").string(&hit.language);
    json.raw(",\"date\":").string(&hit.date);
    json.raw(",\"score\":").number(hit.score.to_bits() as usize);
    for (key, pairs) in [
        (",\"filters\":[", &hit.filters),
        ("],\"meta\":[", &hit.meta),
    ] {
        json.raw(key);
        for (name, text) in pairs {
            write_pair(json, name, text);
        }
    }
    json.raw("],\"passages\":[");
    for passage in &hit.passages {
        json.item().raw("{");
        write_passage(json, passage);
        json.raw("}");
    }
    json.raw("]}");
}

fn write_passage(json: &mut Json, passage: &Passage) {
    json.raw("\"excerpt\":");
    write_marked(json, &passage.text);
    json.raw(",\"heading\":").string(&passage.heading);
    json.raw(",\"anchor\":").string(&passage.anchor);
}

/// An item of an array.
fn write_pair(json: &mut Json, name: &str, text: &str) {
    json.item()
        .raw("[")
        .string(name)
        .raw(",")
        .string(text)
        .raw("]");
}

fn write_marked(json: &mut Json, marked: &Marked) {
    let mut from = 0;
    json.raw("[");
    for mark in &marked.marks {
        json.item().string(&marked.text[from..mark.start]);
        json.item().string(&marked.text[mark.start..mark.end]);
        from = mark.end;
    }
    json.item().string(&marked.text[from..]).raw("]");
}

fn write_facet(json: &mut Json, facet: &FacetCounts) {
    json.raw("{\"name\":").string(&facet.name);
    json.raw(",\"label\":").string(&facet.label);
    json.raw(",\"values\":[");
    for value in &facet.values {
        json.item().raw("[").string(&value.value);
        json.raw(",").number(value.count);
        json.raw(",").string(&value.key).raw("]");
    }
    json.raw("]}");
}
