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
/// the whole file, `{"error":"corrupt","file":path}`, `{"error":"version"}`
/// and `{"total":…,"more":…,"corrected":…,"hits":[…],"facets":[…],"known":…}`,
/// the last being the names and labels of the facets and orders that there
/// are. Marked text is an array of stretches of which every second one is
/// marked. A score is the bits of its 32-bit float as a number: exact, and no
/// float formatting in the client.
pub fn reply(caches: &[&Cache], query: &Query) -> String {
    let mut json = Json::default();
    match search(query, caches) {
        Ok(Step::Need(pieces)) => {
            json.raw("{\"need\":").array(pieces, write_piece).raw("}");
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

fn write_piece(json: &mut Json, (index, piece): (usize, Piece)) {
    let (from, to) = match piece {
        Piece::Whole(_) => (0, 0),
        Piece::Part(slice) => (slice.from, slice.to),
    };
    json.raw("[").number(index);
    json.raw(",").string(&piece.file().path());
    json.raw(",").number(from as usize);
    json.raw(",").number(to as usize).raw("]");
}

fn write_results(results: &Results, caches: &[&Cache], json: &mut Json) {
    json.raw("{\"total\":").number(results.total);
    json.raw(",\"more\":");
    json.raw(if results.more { "true" } else { "false" });
    json.raw(",\"corrected\":");
    match &results.corrected {
        Some(corrected) => json.string(corrected),
        None => json.raw("null"),
    };
    json.raw(",\"hits\":").array(&results.hits, write_hit);
    json.raw(",\"facets\":").array(&results.facets, write_facet);
    json.raw(",\"known\":{");
    let roots: Vec<&Root> = caches.iter().filter_map(|cache| cache.root()).collect();
    json.raw("\"facets\":");
    write_names(json, roots.iter().flat_map(|root| &root.facets));
    json.raw(",\"orders\":");
    write_names(json, roots.iter().flat_map(|root| &root.orders));
    json.raw("}}");
}

/// Names and labels, each name once.
fn write_names<'a>(json: &mut Json, all: impl Iterator<Item = &'a NamedFile>) {
    let mut names: Vec<&NamedFile> = Vec::new();
    for named in all {
        if names.iter().all(|known| known.name != named.name) {
            names.push(named);
        }
    }
    json.array(names, |json, named| {
        write_pair(json, &named.name, &named.label);
    });
}

fn write_hit(json: &mut Json, hit: &Hit) {
    json.raw("{\"index\":").number(hit.index);
    json.raw(",\"url\":").string(&hit.url);
    json.raw(",\"title\":");
    write_marked(json, &hit.title);
    json.raw(",");
    write_passage(json, &hit.excerpt);
    json.raw(",\"date\":").string(&hit.date);
    json.raw(",\"score\":").number(hit.score.to_bits() as usize);
    json.raw(",\"filters\":");
    write_pairs(json, &hit.filters);
    json.raw(",\"meta\":");
    write_pairs(json, &hit.meta);
    json.raw(",\"passages\":");
    json.array(&hit.passages, |json, passage| {
        json.raw("{");
        write_passage(json, passage);
        json.raw("}");
    });
    json.raw("}");
}

fn write_passage(json: &mut Json, passage: &Passage) {
    json.raw("\"excerpt\":");
    write_marked(json, &passage.text);
    json.raw(",\"heading\":").string(&passage.heading);
    json.raw(",\"anchor\":").string(&passage.anchor);
}

fn write_pairs(json: &mut Json, pairs: &[(String, String)]) {
    json.array(pairs, |json, (name, text)| write_pair(json, name, text));
}

fn write_pair(json: &mut Json, name: &str, text: &str) {
    json.raw("[").string(name).raw(",").string(text).raw("]");
}

fn write_marked(json: &mut Json, marked: &Marked) {
    json.array(marked.stretches(), |json, stretch| {
        json.string(stretch);
    });
}

fn write_facet(json: &mut Json, facet: &FacetCounts) {
    json.raw("{\"name\":").string(&facet.name);
    json.raw(",\"label\":").string(&facet.label);
    json.raw(",\"values\":");
    json.array(&facet.values, |json, value| {
        json.raw("[").string(&value.value);
        json.raw(",").number(value.count).raw("]");
    });
    json.raw("}");
}
