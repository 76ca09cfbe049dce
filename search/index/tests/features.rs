//! What queries can say beyond words, each over one index and over several:
//! phrases, exclusions, facets, ranges, orders, corrections, words that grow.

mod common;

use common::{Memory, document, generate::Random, index, urls};
use search_core::{Facets, Filter, LastWord, Query, Range, Results, Sort, Spelling};
use search_index::{Document, Options, Section, build};

/// The documents in one index, and dealt out to three.
fn both_ways(documents: &[Document]) -> [Memory; 2] {
    let dealt = (0..3).map(|hand| {
        let hand = documents.iter().skip(hand).step_by(3);
        index(hand.cloned().collect())
    });
    [Memory::new(index(documents.to_vec())), Memory::of(dealt)]
}

fn sorted(results: &Results) -> Vec<String> {
    let mut found = urls(results);
    assert_eq!(results.total, found.len(), "all of them are shown");
    found.sort();
    found
}

/// Checks what `text` finds in one index and in three.
fn finds(documents: &[Document], rows: &[(&str, &[&str])]) {
    for mut memory in both_ways(documents) {
        for (text, expected) in rows {
            let mut query = Query::new(*text);
            query.limit = 100;
            query.spelling = Spelling::AsTyped;
            assert_eq!(sorted(&memory.search(&query)), *expected, "{text}");
        }
    }
}

fn laws() -> Vec<Document> {
    let mut documents = vec![
        document("/1", "", "Il codice dei contratti pubblici è in vigore."),
        document("/2", "", "Ogni codice contratti ha un numero."),
        document("/3", "", "I contratti del codice: un elenco."),
        document("/4", "Codice dei contratti", "Altro."),
        document(
            "/5",
            "",
            "Il codice sui contratti della Provincia, art. 5-bis.",
        ),
        document(
            "/6",
            "",
            "D.Lgs. 36/2023 e d.lgs. 209/2024; il testo unico.",
        ),
        document("/7", "Codice", "Dei contratti non si parla nel titolo."),
        document("/8", "", "La stazione unica appaltante. SUA è la sigla."),
    ];
    documents[4].sections.push(Section {
        anchor: Some("b".to_owned()),
        heading: "Testo".to_owned(),
        text: "Unico.".to_owned(),
        ..Section::default()
    });
    documents
}

#[test]
fn phrases_stand_as_they_are() {
    finds(
        &laws(),
        &[
            // Any stop word may stand where one does, but a word between does.
            ("\"codice dei contratti\"", &["/1", "/4"]),
            ("\"codice contratti\"", &["/2"]),
            ("“codici dei contratti” ", &["/1", "/4"]),
            ("«contratti del codice»", &["/3"]),
            ("\"il codice\" \"contratti pubblici\"", &["/1"]),
            ("\"testo unico\"", &["/6"]),
            ("\"d.lgs. 36/2023\"", &["/6"]),
            ("\"dlgs 36\"", &["/6"]),
            ("\"art. 5 bis\"", &["/5"]),
            ("\"stazione unica appaltante\"", &["/8"]),
            ("\"unica stazione\"", &[]),
            ("\"sconosciuta parola\"", &[]),
            // One word is one that has to be there.
            ("\"numero\" codice", &["/2"]),
            // What is still empty asks for nothing.
            ("numero \"", &["/2"]),
            ("numero \"\"", &["/2"]),
            ("numero \"—\"", &["/2"]),
        ],
    );
}

#[test]
fn exclusions_are_not_there() {
    finds(
        &laws(),
        &[
            ("codice -contratti", &[]),
            ("codice -contratto -numero", &[]),
            ("codice -pubblico", &["/2", "/3", "/4", "/5", "/7"]),
            (
                "codice -\"codice dei contratti\"",
                &["/2", "/3", "/5", "/7"],
            ),
            ("-codice", &["/6", "/8"]),
            ("-codice -stazione", &["/6"]),
            ("codice -", &["/1", "/2", "/3", "/4", "/5", "/7"]),
            ("codice -\"", &["/1", "/2", "/3", "/4", "/5", "/7"]),
            ("codice -sconosciuta", &["/1", "/2", "/3", "/4", "/5", "/7"]),
        ],
    );
}

fn dated() -> Vec<Document> {
    let rows = [
        ("/a", "notizia", "2024-12-31", "90"),
        ("/b", "Buona pratica", "2025-01-01", "100"),
        ("/c", "buona-pratica", "2025-06-30", "9"),
        ("/d", "notizia", "2026-02-01", "1000"),
        ("/e", "Qualità", "", ""),
        ("/f", "notizia", "2025-06-30", "-1"),
        ("/g", "Qualità", "2023-03-01", "10.5"),
    ];
    let row = |(url, kind, date, amount): (&str, &str, &str, &str)| {
        let mut document = document(url, "", "Un comune.");
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                document.sort.insert(name.to_owned(), value.to_owned());
            }
        };
        put("data", date);
        put("importo", amount);
        document.date = (!date.is_empty()).then(|| date.to_owned());
        document.filters = [("tipo".to_owned(), vec![kind.to_owned()])].into();
        document
    };
    rows.into_iter().map(row).collect()
}

#[test]
fn facets_are_asked_for_by_name_or_label() {
    let all = ["/a", "/b", "/c", "/d", "/e", "/f", "/g"];
    finds(
        &dated(),
        &[
            ("", &all),
            ("tipo:notizia", &["/a", "/d", "/f"]),
            ("TIPO:Notizia comune", &["/a", "/d", "/f"]),
            ("comune tipo-di-pagina:notizia", &["/a", "/d", "/f"]),
            ("tipo:qualita", &["/e", "/g"]),
            // What is written exactly so, or else what is written nearly so.
            ("tipo:\"Buona pratica\"", &["/b"]),
            ("tipo:\"buona pratica\"", &["/b", "/c"]),
            ("tipo:«BUONA PRATICA» comune", &["/b", "/c"]),
            ("tipo:notizia tipo:qualità", &["/a", "/d", "/e", "/f", "/g"]),
            ("-tipo:notizia", &["/b", "/c", "/e", "/g"]),
            ("-tipo:notizia -tipo:qualita comune", &["/b", "/c"]),
            ("tipo:ignoto", &[]),
            ("-tipo:ignoto", &all),
            ("tipo: comune", &all),
            ("\"tipo:comune\"", &[]),
            ("ignoto:comune", &all),
        ],
    );
}

#[test]
fn ranges_let_through_what_lies_between() {
    let all = ["/a", "/b", "/c", "/d", "/e", "/f", "/g"];
    finds(
        &dated(),
        &[
            ("data:2025", &["/b", "/c", "/f"]),
            ("data:2025-06", &["/c", "/f"]),
            ("data-di-pubblicazione:2025-01-01", &["/b"]),
            ("data:2024..2025 comune", &["/a", "/b", "/c", "/f"]),
            ("data:2024..", &["/a", "/b", "/c", "/d", "/f"]),
            ("data:..2024", &["/a", "/g"]),
            ("-data:2025", &["/a", "/d", "/e", "/g"]),
            ("-data:2000..2030", &["/e"]),
            ("data:2025 tipo:notizia", &["/f"]),
            ("data:2030", &[]),
            // Numbers are numbers.
            ("importo:9..100", &["/a", "/b", "/c", "/g"]),
            ("importo:10", &[]),
            ("importo:..9.5", &["/c", "/f"]),
            ("importo:-5..0", &["/f"]),
        ],
    );
    for mut memory in both_ways(&dated()) {
        let mut query = Query::new("comune");
        let range = |order: &str, from: &str, to: &str| Range {
            order: order.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        query.ranges = vec![
            range("data", "2025-01-01", "2025-12-31"),
            range("importo", "", "50"),
        ];
        assert_eq!(sorted(&memory.search(&query)), ["/c", "/f"]);
        query.ranges = vec![range("data", "", "")];
        assert_eq!(memory.search(&query).total, all.len() - 1);
    }
}

/// What has no value lies in no range, also where no document of an index has.
#[test]
fn an_index_without_dates_is_in_no_range() {
    let undated = vec![document("/z", "", "Un comune.")];
    let mut memory = Memory::of([index(dated()), index(undated)]);
    let mut query = Query::new("data:2025");
    assert_eq!(sorted(&memory.search(&query)), ["/b", "/c", "/f"]);
    query.text = "-data:2025 -tipo:notizia".to_owned();
    assert_eq!(sorted(&memory.search(&query)), ["/e", "/g", "/z"]);
    query.sort = Sort::Ascending("data".to_owned());
    assert_eq!(urls(&memory.search(&query)), ["/g", "/e", "/z"]);
}

#[test]
fn hits_come_in_the_order_asked_for() {
    for mut memory in both_ways(&dated()) {
        let mut ask = |sort: Sort| {
            let mut query = Query::new("comune");
            query.sort = sort;
            let results = memory.search(&query);
            // Equals may change places where the numbers of documents do.
            let found = urls(&results).concat();
            found.replace("/f/c", "/c/f")
        };
        let (up, down) = (Sort::Ascending, Sort::Descending);
        assert_eq!(ask(up("data".to_owned())), "/g/a/b/c/f/d/e");
        assert_eq!(ask(down("data".to_owned())), "/d/c/f/b/a/g/e");
        assert_eq!(
            ask(up("Data di pubblicazione".to_owned())),
            "/g/a/b/c/f/d/e"
        );
        assert_eq!(ask(up("importo".to_owned())), "/c/f/g/a/b/d/e");
        assert_eq!(ask(down("importo".to_owned())), "/d/b/a/g/c/f/e");
        assert_eq!(ask(down("ignoto".to_owned())).len(), 14);
    }
}

/// Numbers of several indexes sort as numbers whichever index has which.
#[test]
fn numbers_of_several_indexes() {
    let mut random = Random(5);
    for _ in 0..20 {
        let numbered = |count: usize, random: &mut Random| {
            let documents = (0..count).map(|_| {
                let number = random.below(3_000).to_string();
                let mut document = document(&format!("/{number}"), "", "Un comune.");
                document.sort.insert("importo".to_owned(), number);
                document
            });
            let mut documents: Vec<Document> = documents.collect();
            documents.sort_by(|a, b| a.url.cmp(&b.url));
            documents.dedup_by(|a, b| a.url == b.url);
            index(documents)
        };
        let indexes: Vec<_> = (0..3).map(|_| numbered(12, &mut random)).collect();
        let mut memory = Memory::of(indexes);
        let mut query = Query::new("");
        query.limit = 100;
        query.sort = Sort::Ascending("importo".to_owned());
        let found = urls(&memory.search(&query));
        let numbers: Vec<u32> = found.iter().map(|url| url[1..].parse().unwrap()).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        query.sort = Sort::Descending("importo".to_owned());
        let back = urls(&memory.search(&query));
        assert!(
            back.iter()
                .rev()
                .map(|url| url[1..].parse::<u32>().unwrap())
                .is_sorted()
        );
    }
}

#[test]
fn filters_of_several_facets_all_hold() {
    let documents = common::generate::documents(300, 40, 800, 9);
    for mut memory in both_ways(&documents) {
        let mut query = Query::new("di");
        query.facets = Facets::All;
        query.limit = 1_000;
        query.text = common::drawn_queries(&documents, 1, 4).remove(0);
        let all = memory.search(&query);
        let filter = |value: &str| Filter {
            facet: "tipo".to_owned(),
            value: value.to_owned(),
        };
        query.filters = vec![filter("notizia"), filter("pratica")];
        let some = memory.search(&query);
        let mut expected = all.hits.clone();
        expected.retain(|hit| {
            let mut kinds = hit.filters.iter();
            kinds.any(|(_, kind)| kind == "notizia" || kind == "pratica")
        });
        assert_eq!(some.hits, expected);
        assert_eq!(some.facets, all.facets, "counts leave their own facet out");
        for counted in &all.facets[0].values {
            query.filters = vec![filter(&counted.value)];
            assert_eq!(memory.search(&query).total, counted.count);
        }
    }
}

#[test]
fn mistyped_words_are_corrected_and_shown_so() {
    let documents = common::corpus();
    for mut memory in both_ways(&documents) {
        for (text, corrected) in [
            ("convenzone", "convenzione"),
            ("la convenzoine dei comuni", "la convenzione dei comuni"),
            ("webinra", "Webinar"),
        ] {
            let mut query = Query::new(text);
            let found = memory.search(&query);
            let shown = found.corrected.expect(text);
            assert_eq!(shown.to_lowercase(), corrected.to_lowercase(), "{text}");
            assert!(found.total > 0);
            query.spelling = Spelling::AsTyped;
            let found = memory.search(&query);
            assert_eq!(found.corrected, None);
        }
        for text in ["convenzione", "comune", "xy", "12345678", "zzzzzzzz", ""] {
            assert_eq!(memory.search(&Query::new(text)).corrected, None, "{text}");
        }
    }
}

/// Pages of a language: address, title, text.
fn site(language: &str, pages: &[(&str, &str, &str)]) -> Memory {
    let documents = pages.iter().map(|(url, title, text)| Document {
        lang: language.to_owned(),
        ..document(url, title, text)
    });
    let options = Options {
        language: language.to_owned(),
        ..Options::default()
    };
    Memory::new(build(documents.collect(), &options).expect("an index"))
}

#[test]
fn stop_words_of_titles_put_no_page_before_one_that_has_the_words() {
    for (language, about, beside, rest, queries) in [
        (
            "en",
            (
                "Parking permit",
                "The parking permit is issued here. A permit costs.",
            ),
            ("The cost of the hall", "The hall; you need a permit."),
            ["Roads", "Waste", "Schools"],
            ["permit", "the permit", "of the permit"],
        ),
        (
            "fr",
            ("Eau potable", "L’eau est potable. L’eau de la source."),
            (
                "Carte de l’école de la ville",
                "La carte ; il y a de l’eau.",
            ),
            ["Routes", "Déchets", "Impôts"],
            ["eau", "l’eau", "de l’eau"],
        ),
        (
            "es",
            ("Licencia de obras", "La licencia de obras se pide aquí."),
            ("El mapa de la escuela", "Para la escuela no hay licencia."),
            ["Calles", "Residuos", "Impuestos"],
            ["licencia", "la licencia", "de la licencia"],
        ),
        (
            "it",
            (
                "Stazione appaltante",
                "Un appalto è un contratto: appalto di lavori, appalto di servizi.",
            ),
            ("La ricerca dell’Università", "C’è anche un appalto."),
            ["Strade", "Rifiuti", "Tributi"],
            ["appalto", "l’appalto", "dell’appalto"],
        ),
    ] {
        let mut pages = vec![
            ("/about", about.0, about.1),
            ("/beside", beside.0, beside.1),
        ];
        pages.extend(rest.map(|title| (title, title, title)));
        let mut memory = site(language, &pages);
        for text in queries {
            let urls = memory.urls(text);
            assert_eq!(urls, ["/about", "/beside"], "{language} {text}");
        }
    }
    // They tell apart what has the words in its title.
    let mut memory = site(
        "en",
        &[
            ("/for", "The for loop", "A loop."),
            ("/while", "The while loop", "A loop."),
            ("/other", "The table", "Of other things."),
        ],
    );
    assert_eq!(memory.urls("while loop"), ["/while", "/for"]);
    assert_eq!(memory.urls("for loop"), ["/for", "/while"]);
}

#[test]
fn another_word_is_not_a_mistyped_one() {
    let mut memory = site(
        "it",
        &[
            ("/bozze", "Bozze", "Le bozze degli atti, e ogni bozza."),
            ("/costa", "Quanto costa", "Ad agosto costa poco."),
            ("/verbale", "Verbale di gara", "Il verbale si allega."),
            ("/net", "La rete Net4partners", "Chi ne fa parte."),
            ("/politiche", "Le politiche europee", "Di politica."),
            (
                "/appalti",
                "Stazione appaltante",
                "Gli appalti e chi appalta.",
            ),
            ("/selezione", "Preselezione", "La selezione dei candidati."),
        ],
    );
    for text in [
        "bolzano", "aosta", "verbania", "neve", "polizia", "elezioni",
    ] {
        let found = memory.search(&Query::new(text));
        assert_eq!((found.all, found.corrected), (0, None), "{text}");
    }
    // It is shown as it would have been typed.
    for (text, corrected) in [
        ("apalti", "appalti"),
        ("bozzze", "Bozze"),
        ("poltica", "politica"),
        ("selezone", "selezione"),
    ] {
        let found = memory.search(&Query::new(text));
        assert_eq!(found.corrected.as_deref(), Some(corrected), "{text}");
        assert!(found.all > 0, "{text}");
    }
}

#[test]
fn a_mistyped_word_is_corrected_before_it_is_the_end_of_another() {
    let pages = [
        ("/contratti", "Contratti pubblici", "Testo."),
        ("/incontri", "Incontri", "Quanti si sono incontrati."),
        ("/altro", "Altro", "Altro ancora."),
    ];
    let mut memory = site("it", &pages);
    let found = memory.search(&Query::new("contrati"));
    assert_eq!(found.corrected.as_deref(), Some("Contratti"));
    assert_eq!((urls(&found)[0].as_str(), found.all), ("/contratti", 1));
    // As it was typed it is what others end in.
    let found = memory.search(&Query {
        spelling: Spelling::AsTyped,
        ..Query::new("contrati")
    });
    assert_eq!((urls(&found)[0].as_str(), found.all), ("/incontri", 0));
}

#[test]
fn neighbours_are_marked_where_the_word_itself_is_not() {
    let documents = [
        document("/1", "", "La costruzione non si può costruire."),
        document("/2", "", "Si deve costruire la scuola."),
        document("/3", "", "Altro."),
    ];
    for mut memory in both_ways(&documents) {
        let found = memory.search(&Query::new("costruzione"));
        let marked = found.hits.iter().map(|hit| {
            let text = &hit.excerpt.text;
            let marks = text.marks.iter().map(|range| &text.text[range.clone()]);
            marks.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(marked.collect::<Vec<_>>(), ["costruzione", "costruire"]);
    }
}

#[test]
fn neighbours_are_found_after_the_word_itself() {
    let documents = [
        document(
            "/1",
            "",
            "La costruzione della scuola, con ogni dettaglio dei lavori svolti.",
        ),
        document(
            "/2",
            "",
            "Si deve costruire la scuola, con ogni dettaglio dei lavori svolti.",
        ),
        document(
            "/3",
            "",
            "Il cane e il gatto, con ogni dettaglio dei lavori svolti.",
        ),
        document("/4", "", "Altro."),
    ];
    for mut memory in both_ways(&documents) {
        assert_eq!(memory.urls("costruire"), ["/2", "/1"]);
        assert_eq!(memory.urls("costruzione"), ["/1", "/2"]);
    }
}

#[test]
fn other_names_of_a_thing_find_it() {
    let documents = [
        document("/sua", "Stazione unica appaltante", "Svolge le gare."),
        document("/testo", "Gare", "Se ne occupa la centrale di committenza."),
        document("/sigla", "Notizie", "La SUA apre domani."),
        document(
            "/altro",
            "Altro",
            "La sua storia; l'unica stazione del paese.",
        ),
    ];
    let options = Options {
        aliases: common::aliases(),
        ..common::options()
    };
    let index = build(documents.to_vec(), &options).expect("an index");
    let mut memory = Memory::new(index);
    for text in [
        "SUA",
        "sua",
        "S.U.A.",
        "\"stazione unica appaltante\"",
        "\"centrale di committenza\"",
    ] {
        let mut found = memory.urls(text);
        found.sort();
        assert_eq!(found, ["/sigla", "/sua", "/testo"], "{text}");
    }
}

#[test]
fn a_page_shows_several_passages() {
    let mut long = document("/1", "Convenzione", "Premessa senza altro.");
    for (anchor, heading, text) in [
        ("a", "Costi", "Il rimborso delle gare si paga ogni anno."),
        (
            "b",
            "Tempi",
            "Le gare durano due mesi, il rimborso è rapido: gare e rimborso.",
        ),
        ("c", "Altro", "Nulla di tutto questo."),
        ("d", "Rimborso", "Il rimborso copre le gare."),
    ] {
        long.sections.push(Section {
            anchor: Some(anchor.to_owned()),
            heading: heading.to_owned(),
            text: text.to_owned(),
            ..Section::default()
        });
    }
    for mut memory in both_ways(&[
        long,
        document("/2", "", "Vuoto."),
        document("/3", "", "Niente."),
    ]) {
        let results = memory.search(&Query::new("rimborso gare"));
        let hit = &results.hits[0];
        let mut anchors = vec![hit.excerpt.anchor.as_str()];
        anchors.extend(hit.passages.iter().map(|passage| passage.anchor.as_str()));
        assert_eq!(anchors[0], "d");
        anchors.sort_unstable();
        assert_eq!(anchors, ["a", "b", "d"]);
        for passage in &hit.passages {
            assert!(!passage.text.marks.is_empty() && !passage.heading.is_empty());
        }
    }
}

#[test]
fn words_grow() {
    for mut memory in both_ways(&common::corpus()) {
        for (text, expected) in [
            ("appal", "/sua/"),
            ("dell'appal", "/sua/"),
            ("dell’appal", "/sua/"),
            ("dellʼappal", "/sua/"),
            ("dell‘appal", "/sua/"),
            ("dell´appal", "/sua/"),
            ("dell`appal", "/sua/"),
            ("bandi eur", "/europa/bandi/"),
            ("ordinanze d’urg", "/notizie/urgenza/"),
            ("webi", "/notizie/webinar/"),
            ("comunità mon", "/glossario/comunita/"),
        ] {
            let mut query = Query::new(text);
            query.last_word = LastWord::Growing;
            let found = urls(&memory.search(&query));
            let first = found.first().map_or("", String::as_str);
            assert!(first.starts_with(expected), "{text}: {found:?}");
        }
    }
}

/// One letter costs a few files, not the dictionary.
#[test]
fn one_letter_costs_little() {
    let documents = common::generate::documents(2_000, 120, 9_000, 3);
    let mut memory = Memory::new(index(documents));
    let shards = memory.search(&Query::new("")).total;
    assert_eq!(shards, 2_000);
    for letter in ('a'..='z').chain(['è', '1', 'ß', '’']) {
        memory.forget();
        let mut query = Query::new(letter.to_string());
        query.last_word = LastWord::Growing;
        memory.search(&query);
        // The root, some shards, places, texts of ten hits.
        assert!(
            memory.fetched.len() <= 20,
            "{letter}: {:?}",
            memory.fetched.len()
        );
        assert!(memory.rounds <= 4, "{letter}");
    }
}

/// A word in more documents than rank: the rest is fetched where it matters.
#[test]
fn words_of_very_many_documents() {
    const ALL: usize = 20_000;
    let documents: Vec<Document> = (0..ALL)
        .map(|number| {
            let third = if number % 3 == 0 { " terzo" } else { "" };
            let rare = if number % 4_000 == 7 { " raro" } else { "" };
            let url = format!("/{number:05}");
            let mut page = document(&url, "", &format!("comune{third} numero{rare}"));
            let kind = ["pari", "dispari"][number % 2];
            page.filters = [("tipo".to_owned(), vec![kind.to_owned()])].into();
            let day = format!("2025-{:02}", 1 + number % 12);
            page.sort = [("data".to_owned(), day)].into();
            // Those of the end are the best.
            page.weight = if number + 50 > ALL { 4.0 } else { 1.0 };
            page
        })
        .collect();
    let mut memory = Memory::new(index(documents));
    let ranked = search_core::format::MOST_RANKED;
    let ask = |memory: &mut Memory, text: &str| {
        let results = memory.search(&Query::new(text));
        (results.total, results.more)
    };
    assert_eq!(ask(&mut memory, "comune"), (ranked, true));
    let best = memory.urls("comune");
    assert!(best.iter().all(|url| url.as_str() >= "/19951"), "{best:?}");
    let (total, more) = ask(&mut memory, "comune raro");
    assert!(more && (ranked..=ranked + 5).contains(&total));
    assert_eq!(memory.search(&Query::new("comune raro")).hits.len(), 10);
    assert_eq!(ask(&mut memory, "raro"), (5, false));
    assert_eq!(ask(&mut memory, ""), (ALL, false));
    // Whatever narrows makes the count exact.
    for (text, expected) in [
        ("comune tipo:pari", ALL / 2),
        ("comune -tipo:pari", ALL / 2),
        ("comune -raro", ALL - 5),
        ("comune -comune", 0),
        ("-comune", 0),
        ("comune -terzo", ALL - ALL.div_ceil(3)),
        ("\"comune numero\"", ALL - ALL.div_ceil(3)),
        ("\"comune terzo numero\"", ALL.div_ceil(3)),
        ("\"numero comune\"", 0),
        ("comune data:2025-03", ALL / 12 + 1),
        ("numero \"comune\"", ALL),
    ] {
        assert_eq!(ask(&mut memory, text), (expected, false), "{text}");
    }
    // All pages can be turned.
    let mut query = Query::new("comune");
    query.offset = ranked - 5;
    let beyond = memory.search(&query);
    assert_eq!(
        (beyond.total, beyond.more, beyond.hits.len()),
        (ALL, false, 10)
    );
    query.offset = ALL - 4;
    assert_eq!(memory.search(&query).hits.len(), 4);
    query.offset = 0;
    query.sort = Sort::Descending("data".to_owned());
    let sorted = memory.search(&query);
    assert_eq!((sorted.total, sorted.more), (ALL, false));
    query.facets = Facets::All;
    let counts = memory.search(&query).facets;
    let counts: Vec<usize> = counts[0].values.iter().map(|value| value.count).collect();
    assert_eq!(counts, [ALL / 2, ALL / 2]);
}
