//! What fuzzing starts from, and what it once found, on every run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::hostile;

fn corpus(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target)
}

/// Runs a target over its corpus and over what is nearly like it.
fn replay(target: &str, run: fn(&[u8])) {
    let entries = fs::read_dir(corpus(target)).expect("the corpus is a folder");
    let mut inputs: Vec<(PathBuf, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.clone(), fs::read(path).expect("an input")))
        .collect();
    inputs.sort();
    assert!(inputs.len() >= 8);
    for (path, bytes) in inputs {
        println!("{}", path.display());
        run(&bytes);
        let step = bytes.len() / 3 + 1;
        for at in (1..bytes.len()).step_by(step) {
            run(&bytes[..at]);
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (at % 8);
            run(&damaged);
        }
    }
}

#[test]
fn decode() {
    if std::env::var_os("CASA_WRITE_CORPUS").is_some() {
        for (number, seed) in hostile::seeds(&hostile::sound()).iter().enumerate() {
            fs::write(corpus("decode").join(format!("sound-{number}")), seed).expect("a seed");
        }
    }
    replay("decode", hostile::fuzz_decode);
}

#[test]
fn query() {
    if std::env::var_os("CASA_WRITE_CORPUS").is_some() {
        let odd = [
            "perche\u{301} dell\u{2bc}appalto P.N.R.R. D. Lgs. 36/2023 5-bis 1.000.000 1º",
            "\u{ad}\u{200b}a\u{200d} \u{1f600} \u{e0041} ＡＢ１ ß ŉ Ĳ 北京 -\u{a0}\" «: “",
            "tipo:\"tipo:tipo:-tipo:.. data:..,data:a.. -data:..z \"\"\"\" -- -\"-",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 9999999999999999999999.9.9.9",
        ];
        for (number, text) in hostile::QUERIES.iter().chain(&odd).enumerate() {
            fs::write(corpus("query").join(format!("typed-{number:02}")), text).expect("a seed");
        }
    }
    replay("query", hostile::fuzz_query);
}
