//! What a query finds and in which order, on the committed index of
//! `tests/small/documents.txt`: what readers may write, each kind in a table.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use search_core::{Facets, Filter, Hit, LastWord, Query, Range, Results, Sort, Spelling};

use crate::memory::{Files, Memory};

pub fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small")
}

/// The committed index.
pub fn files() -> Files {
    Files::read(&small().join("search"))
}

pub fn memory() -> Memory {
    Memory::new(files())
}

/// As many copies of the index, searched as one.
fn copies(count: usize) -> Memory {
    Memory::of((0..count).map(|_| files()))
}

/// Asked as it stands: the last word whole and nothing corrected.
pub fn exact(text: &str) -> Query {
    Query {
        spelling: Spelling::AsTyped,
        ..Query::new(text)
    }
}

fn growing(text: &str) -> Query {
    Query {
        last_word: LastWord::Growing,
        ..exact(text)
    }
}

/// The addresses of all that is found, in order, without the slashes at their
/// ends and with spaces between.
fn found(results: &Results) -> String {
    assert_eq!(results.total, results.hits.len(), "all are shown");
    let urls = results.hits.iter().map(|hit| hit.url.trim_matches('/'));
    urls.collect::<Vec<_>>().join(" ")
}

/// Checks what texts find, asked in this way; also that a second copy of the
/// index doubles it.
fn finds(ask: fn(&str) -> Query, rows: &[(&str, &str)]) {
    let (mut one, mut two) = (memory(), copies(2));
    for (text, expected) in rows {
        let mut query = ask(text);
        query.limit = 100;
        let results = one.search(&query);
        assert_eq!(found(&results), *expected, "{text}");
        assert!(!results.more);
        let twice = two.search(&query);
        assert_eq!(twice.total, 2 * results.total, "{text}");
        for copy in 0..2 {
            let mut hits = twice.hits.clone();
            hits.retain(|hit| hit.index == copy);
            let documents = |hits: &[Hit]| hits.iter().map(|hit| hit.document).collect::<Vec<_>>();
            assert_eq!(documents(&hits), documents(&results.hits), "{text}");
        }
    }
}

#[test]
fn words_in_any_form_rank() {
    finds(
        exact,
        &[
            ("neve", "strade"),
            ("rifiuti", "ambiente"),
            ("telefono", "pari dispari strade"),
            ("neve telefono", "strade pari dispari"),
            // The title before headings, these before the text.
            ("soglia", "appalti/forniture codice"),
            // Words that begin so come after, and not before what has both.
            ("costruire", "scuole/costruire scuole/costruzione sua"),
            ("costruzione", "scuole/costruzione scuole/costruire"),
            (
                "comunità",
                "sua appalti digitale europa scuole/edilizia storia",
            ),
            (
                "comune",
                "appalti scuole/edilizia digitale europa storia sua appalti/forniture",
            ),
            // What the stemmer gets wrong.
            ("banda", "musica europa/bandi europa"),
            ("bando", "europa/bandi europa musica"),
            (
                "",
                "ambiente appalti appalti/forniture atto bilancio codice codice/vecchio digitale \
                  digitale/lungo dispari en europa europa/bandi moduli musica notizie/acronimi \
                  notizie/mare notizie/sua pari personale pnrr scuole/costruire \
                  scuole/costruzione scuole/edilizia statistica storia strade strade/trasporti \
                  sua vuoto",
            ),
            ("xyz", ""),
        ],
    );
}

#[test]
fn acronyms_and_numbers() {
    finds(
        exact,
        &[
            ("sua", "notizie/sua sua"),
            ("S.U.A.", "notizie/sua sua"),
            ("la sua storia", "storia notizie/sua sua"),
            ("pnrr", "pnrr"),
            ("p.n.r.r.", "pnrr"),
            // Six capitals may be an acronym, eight are a word in capitals.
            ("ancora", "notizie/acronimi notizie/mare digitale/lungo"),
            ("avessero", "notizie/acronimi notizie/mare"),
            ("d.lgs. 36/2023", "codice codice/vecchio"),
            ("dlgs", "codice/vecchio codice"),
            ("36", "codice"),
            ("5 bis", "codice moduli"),
            ("1000000", "codice"),
        ],
    );
}

#[test]
fn other_names() {
    finds(
        exact,
        &[
            ("\"centrale di committenza\"", "sua notizie/sua"),
            ("\"stazione unica appaltante\"", "sua notizie/sua"),
            ("seav", "europa"),
            ("\"ufficio europa\"", "europa"),
            ("SIT", "digitale"),
            ("cst", "digitale"),
        ],
    );
}

#[test]
fn what_is_excluded_is_not_there() {
    finds(
        exact,
        &[
            ("contratti", "codice codice/vecchio sua pnrr digitale/lungo"),
            (
                "contratti -decreto",
                "codice/vecchio sua pnrr digitale/lungo",
            ),
            (
                "contratti -decreto -controlli",
                "codice/vecchio sua digitale/lungo",
            ),
            (
                "-\"codice dei contratti\" contratti",
                "codice/vecchio sua pnrr digitale/lungo",
            ),
            ("telefono -\"al telefono\"", "pari dispari"),
            (
                "-comuni -provincia -servizi tipo:racconto",
                "digitale/lungo musica vuoto",
            ),
            // Two signs exclude nothing, and neither does one alone. `storia` and
            // `scuole/edilizia` are nearer to `sua`, the only one with a `convenzione`.
            (
                "comuni --convenzione",
                "sua storia europa digitale scuole/edilizia appalti appalti/forniture",
            ),
            (
                "comuni -convenzione",
                "digitale europa storia appalti scuole/edilizia appalti/forniture",
            ),
            ("codice -", "codice codice/vecchio"),
            ("codice - vecchio", "codice/vecchio codice"),
            ("codice -vecchio", "codice"),
        ],
    );
}

#[test]
fn phrases_stand_together() {
    finds(
        exact,
        &[
            ("\"stazione unica\"", "sua notizie/sua"),
            ("«unica stazione»", "storia"),
            ("\"codice dei contratti\"", "codice"),
            ("\"codice contratti\"", ""),
            ("\"contratti codice\"", ""),
            ("\"telefono della consigliera\"", "pari dispari"),
            ("\"telefono risponde\"", "strade"),
            ("\"al telefono il telefono\"", "strade"),
            ("telefono \"consigliera di parità\"", "pari dispari"),
            ("\"la sicurezza\"", "digitale"),
            // Not from one text into the next.
            ("\"sicurezza i siti\"", ""),
            ("\"protocollo dei comuni\" \"le sedi\"", "digitale"),
            ("\"neve", "strade"),
        ],
    );
}

#[test]
fn a_phrase_that_stands_nowhere_leaves_the_words_beside_it() {
    let mut memory = memory();
    let mut finds = |text: &str, spelling, expected: &str, instead: Option<&str>| {
        let results = memory.search(&Query {
            spelling,
            ..Query::new(text)
        });
        assert_eq!(found(&results), expected, "{text}");
        assert_eq!(results.corrected.as_deref(), instead, "{text}");
    };
    let text = "\"contratti codice\" neve";
    let instead = Some("contratti codice neve");
    let with_words = "codice codice/vecchio strade sua digitale/lungo pnrr";
    finds(text, Spelling::Corrected, with_words, instead);
    finds(text, Spelling::AsTyped, "", None);
    // Nothing else was asked for.
    finds("\"contratti codice\"", Spelling::Corrected, "", None);
    finds("\"contratti codice\" xyz", Spelling::AsTyped, "", None);
    // Neither the phrase nor the words stand on a page of this type.
    finds(
        "\"la sicurezza\" neve tipo:norma",
        Spelling::Corrected,
        "",
        None,
    );
}

#[test]
fn facets_by_name_or_label() {
    finds(
        exact,
        &[
            ("tipo:norma", "atto codice codice/vecchio"),
            ("tipo-di-pagina:norma", "atto codice codice/vecchio"),
            ("Tipo:NORMA", "atto codice codice/vecchio"),
            ("tipo:norma codice", "codice codice/vecchio"),
            ("-tipo:norma codice", ""),
            (
                "tipo:norma tipo:progetto",
                "atto codice codice/vecchio scuole/costruire scuole/costruzione scuole/edilizia",
            ),
            ("tipo:racconto -tipo:racconto", ""),
            ("argomento:contratti", "appalti appalti/forniture sua"),
            (
                "tema:contratti tema:europa",
                "appalti appalti/forniture europa europa/bandi sua",
            ),
            ("tema:contratti tipo:guida", "appalti appalti/forniture"),
            ("tema:lavori", "appalti"),
            (
                "-tema:contratti tipo:guida",
                "bilancio en moduli personale pnrr",
            ),
            ("tema:ignoto", ""),
            ("ignoto:neve", "strade"),
        ],
    );
}

#[test]
fn ranges_of_dates_and_numbers() {
    finds(
        exact,
        &[
            ("data:2024-05-20", "appalti/forniture en moduli"),
            ("data:2024-05", "appalti/forniture en moduli"),
            ("data:..2018", "codice/vecchio digitale/lungo statistica"),
            ("data:2025-03..", "digitale europa europa/bandi"),
            ("data:2024-11..2025-01", "pnrr strade strade/trasporti sua"),
            (
                "-data:2000..2024 tipo:notizia",
                "europa/bandi notizie/acronimi notizie/mare notizie/sua",
            ),
            // What has no date is in no range, and outside of all.
            ("-data:2000..2030", "vuoto"),
            (
                "importo:9..100",
                "appalti appalti/forniture digitale pnrr sua",
            ),
            ("importo:..9.75", "moduli sua"),
            ("importo:10", "pnrr"),
            ("importo:-5..-0.5", "moduli"),
            ("importo:300.25", "scuole/edilizia"),
        ],
    );
}

#[test]
fn the_last_word_grows() {
    finds(
        growing,
        &[
            ("qualificaz", "personale"),
            ("qualificazio", "personale"),
            ("consigl", "pari dispari"),
            ("telefono consigl", "pari dispari strade"),
            ("app", "sua appalti bilancio appalti/forniture notizie/sua"),
            (
                "l'app",
                "sua appalti bilancio appalti/forniture notizie/sua",
            ),
            // A stop word so far.
            (
                "del",
                "atto pnrr personale notizie/sua storia digitale/lungo",
            ),
            // Only the last word, as far as it is typed; one quotation mark is none.
            ("po", "notizie/mare digitale statistica"),
            ("po ", ""),
            ("\"po", "notizie/mare digitale statistica"),
            ("po neve", "strade"),
            ("contrattil", "codice codice/vecchio sua"),
            ("andranno contrat", "codice codice/vecchio sua"),
            ("xyz", ""),
        ],
    );
}

#[test]
fn mistyped_words_are_corrected() {
    for (text, expected, corrected) in [
        ("convenzine", "sua", "convenzione"),
        ("convezione", "sua", "convenzione"),
        ("zelefono", "pari dispari strade", "telefono"),
        ("nevee", "strade", "neve"),
        ("zicenza", "strade/trasporti", "licenza"),
        // Two mistakes, in a long word.
        ("conziglierra", "dispari pari", "consigliera"),
        ("forntiure", "appalti/forniture", "Forniture"),
        ("musicle", "musica", "musicale"),
        ("qualificazone", "personale", "Qualificazione"),
        ("teleffono neve", "strade pari dispari", "telefono neve"),
        ("Neve, teleffono!", "strade pari dispari", "Neve, telefono!"),
        (
            "bilanico comunle",
            "bilancio appalti digitale europa scuole/edilizia storia sua",
            "bilancio Comune",
        ),
        // Known, too short, or no word at all.
        ("telefono", "pari dispari strade", ""),
        ("nev", "strade", ""),
        ("nvee", "strade", "neve"),
        ("fff", "", ""),
        ("12345678", "", ""),
    ] {
        let results = memory().search(&Query::new(text));
        assert_eq!(found(&results), expected, "{text}");
        assert_eq!(results.corrected.unwrap_or_default(), corrected, "{text}");
        let typed = memory().search(&exact(text));
        assert_eq!(typed.corrected, None, "{text}");
    }
}

#[test]
fn pages_of_hits_join_up() {
    let mut memory = memory();
    let mut query = exact("");
    query.limit = 100;
    let all = memory.search(&query);
    assert_eq!((all.total, all.hits.len()), (30, 30));
    query.limit = 7;
    let mut joined = Vec::new();
    for offset in [0, 7, 14, 21, 28, 35] {
        query.offset = offset;
        let page = memory.search(&query);
        assert_eq!(page.total, 30);
        joined.extend(page.hits);
    }
    assert_eq!(joined, all.hits);
    query.offset = 0;
    query.limit = 0;
    assert_eq!(memory.search(&query).hits, []);
    assert_eq!(memory.search(&query).total, 30);
}

#[test]
fn orders_and_chosen_filters() {
    let mut memory = memory();
    let mut query = exact("");
    query.ranges = vec![Range {
        order: "importo".to_owned(),
        from: "9".to_owned(),
        to: String::new(),
    }];
    query.sort = Sort::Ascending("importo".to_owned());
    let up = "sua pnrr appalti/forniture digitale appalti scuole/edilizia bilancio \
              scuole/costruzione scuole/costruire";
    assert_eq!(found(&memory.search(&query)), up);
    query.sort = Sort::Descending("importo".to_owned());
    let down: Vec<&str> = up.split(' ').rev().collect();
    assert_eq!(found(&memory.search(&query)), down.join(" "));
    query.filters = ["guida", "servizio"]
        .map(|value| Filter {
            facet: "tipo".to_owned(),
            value: value.to_owned(),
        })
        .into();
    query.sort = Sort::Descending("Data di pubblicazione".to_owned());
    assert_eq!(
        found(&memory.search(&query)),
        "digitale pnrr sua appalti/forniture appalti bilancio"
    );
    // Equals by what they are sorted by come by score, others last.
    query = exact("europa");
    query.sort = Sort::Descending("importo".to_owned());
    assert_eq!(found(&memory.search(&query)), "europa europa/bandi codice");
    query.filters = vec![Filter {
        facet: "ignota".to_owned(),
        value: "guida".to_owned(),
    }];
    assert_eq!(memory.search(&query).total, 0);
}

#[test]
fn facets_are_counted_without_their_own_filter() {
    let counts = |mut memory: Memory, text: &str| {
        let mut query = exact(text);
        query.facets = Facets::All;
        let mut shown = String::new();
        for facet in memory.search(&query).facets {
            write!(shown, "; {} ({}):", facet.name, facet.label).expect("a string");
            for value in facet.values {
                write!(shown, " {} {}", value.value, value.count).expect("a string");
            }
        }
        shown
    };
    for (text, tema, tipo) in [
        (
            "",
            "contratti 3 europa 2 finanze 2 lavori 1",
            "guida 7 norma 3 notizia 4 progetto 3 racconto 4 servizio 9",
        ),
        (
            "comuni",
            "contratti 2 europa 1 finanze 1 lavori 1",
            "guida 1 norma 0 notizia 0 progetto 1 racconto 1 servizio 3",
        ),
        (
            "comuni tipo:guida",
            "contratti 1 europa 0 finanze 0 lavori 1",
            "guida 1 norma 0 notizia 0 progetto 1 racconto 1 servizio 3",
        ),
        (
            "tema:europa tipo:notizia",
            "contratti 0 europa 1 finanze 0 lavori 0",
            "guida 0 norma 0 notizia 1 progetto 0 racconto 0 servizio 1",
        ),
    ] {
        let expected = format!("; tema (Argomento): {tema}; tipo (Tipo di pagina): {tipo}");
        assert_eq!(counts(memory(), text), expected, "{text}");
    }
    assert_eq!(
        counts(copies(2), "comuni tipo:guida"),
        "; tema (Argomento): contratti 2 europa 0 finanze 0 lavori 2; tipo (Tipo di pagina): \
         guida 2 norma 0 notizia 0 progetto 2 racconto 2 servizio 6"
    );
    assert_eq!(memory().search(&exact("comuni")).facets, []);
}

#[test]
fn other_languages() {
    let mut query = exact("running");
    assert_eq!(found(&memory().search(&query)), "");
    query.language = "en-GB".to_owned();
    assert_eq!(found(&memory().search(&query)), "en");
}
