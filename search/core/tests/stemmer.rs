//! The Italian stemmer against Snowball's own vectors, all 35,495 of them.

use frostem::{Algorithm, Stemmer};

#[test]
fn every_vector() {
    let deflated = include_bytes!("snowball-it/vectors.tsv.deflate");
    let bytes = miniz_oxide::inflate::decompress_to_vec(deflated).expect("raw deflate");
    let vectors = String::from_utf8(bytes).expect("UTF-8");
    let stemmer = Stemmer::new(Algorithm::Italian);
    let mut count = 0;
    for line in vectors.lines() {
        let (word, stem) = line.split_once('\t').expect("two columns");
        assert_eq!(stemmer.stem(word), stem, "{word}");
        count += 1;
    }
    assert_eq!(count, 35_495);
}
