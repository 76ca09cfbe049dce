//! Words of many kinds and languages, each with the page that is first for it.

mod common;

use common::Memory;
use search_core::{LastWord, Query};
use search_index::{Document, Options, Section, build};

/// Pages of one language, address and text, and what is found: the addresses
/// of the pages that have all that was asked for.
type Site<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)]);

const SITES: &[Site<'_>] = &[
    (
        "en",
        &[
            ("camel", "Call getElementById and XMLHttpRequest."),
            (
                "joined",
                "Text is UTF-8; COVID-19; RFC 2119; an up-to-date F-16.",
            ),
            ("c", "Programs in C are small."),
            ("cpp", "Programs in C++ are fast."),
            ("cs", "Programs in C# and .NET are managed."),
            ("flag", "Pass -n on the line, then pass => to it."),
            ("ship", "Ship it 🚀 now, see § 12."),
            ("lig", "The oﬃce ﬁles, H₂O, mc²"),
            ("cat", "Happy post about cats"),
            ("dog", "A post about how cats do not like dogs"),
            ("loops", "Use a while loop, or for each item."),
            ("server", "The wfile attribute."),
            ("hamlet", "To be or not to be, that is the question."),
            ("is", "The team of IT in the US."),
            ("cafe", "A cafe in town, a cafe by the sea."),
            ("accent", "A café in town and much else that is said."),
            ("law", "Decree 36/2023, article 5-bis, version 1.2.3."),
        ],
        &[
            ("element", "camel"),
            ("httprequest", "camel"),
            ("utf8", "joined"),
            ("covid19", "joined"),
            ("RFC2119", "joined"),
            ("uptodate", "joined"),
            ("f16", "joined"),
            ("c", "c cpp cs"),
            ("C++", "cpp"),
            ("C#", "cs"),
            (".net", "cs"),
            ("-n", "flag"),
            ("=>", "flag"),
            ("🚀", "ship"),
            ("§", "ship"),
            ("office", "lig"),
            ("files", "lig"),
            ("H2O", "lig"),
            ("mc2", "lig"),
            ("\"about cats\"", "cat"),
            ("\"cats do\"", "dog"),
            ("\"not like\"", "dog"),
            ("while", "loops"),
            ("for", "loops"),
            ("to be or not to be", "hamlet"),
            ("\"to be or not to be\"", "hamlet"),
            ("café town", "accent cafe"),
            ("US", "is"),
            ("us", "is"),
            ("36/2023", "law"),
            ("1.2", "law"),
        ],
    ),
    (
        "el",
        &[("el", "Καλημέρα κόσμε")],
        &[("καλημερα", "el"), ("ΚΌΣΜΕ", "el")],
    ),
    ("ru", &[("ru", "Ёлка")], &[("елка", "ru")]),
    // There is no stemmer: words of one family are near each other.
    (
        "bg",
        &[("bg", "Подаване на заявления"), ("danak", "Данъци")],
        &[("заявление", "bg"), ("данък", "danak")],
    ),
    ("ar", &[("ar", "كِتَابٌ")], &[("كتاب", "ar")]),
    ("he", &[("he", "שָׁלוֹם")], &[("שלום", "he")]),
    (
        "vi",
        &[("vi", "Chào mừng đến Việt Nam, người dùng")],
        &[("viet", "vi"), ("nguoi", "vi"), ("đến", "vi")],
    ),
    (
        "ja",
        &[("shin", "東京都の新幹線は速いです。"), ("kyo", "京都の線")],
        &[
            ("東京", "shin"),
            ("新幹線", "shin"),
            ("京都の", "kyo shin"),
            ("線", "kyo shin"),
        ],
    ),
    (
        "zh-CN",
        &[("zh", "这是一段简单的测试文本，关于搜索引擎。")],
        &[("简单", "zh"), ("搜索引擎", "zh")],
    ),
    ("th", &[("th", "ภาษาไทยไม่มีช่องว่าง")], &[("ภาษาไทย", "th")]),
    ("ko", &[("ko", "수도는 서울입니다")], &[("서울", "ko")]),
    (
        "de",
        &[
            ("netz", "Das Hochspannungsnetzgerät."),
            ("leitung", "Abstand zu Hochspannungsleitungen"),
            ("kinder", "Ein Kindergartenplatz"),
            ("strasse", "Die Straße"),
        ],
        &[
            ("Netzgerät", "netz"),
            // The stem of the compound is not that of its end.
            ("Leitung", "leitung"),
            ("Leitungen", "leitung"),
            ("Kinder", "kinder"),
            ("strasse", "strasse"),
        ],
    ),
];

fn site(language: &str, pages: &[(&str, &str)]) -> Memory {
    let documents = pages.iter().map(|(name, text)| Document {
        url: format!("/{name}/"),
        title: "Page".to_owned(),
        lang: language.to_owned(),
        sections: vec![Section {
            text: (*text).to_owned(),
            ..Section::default()
        }],
        ..Document::default()
    });
    let options = Options {
        language: language.to_owned(),
        ..Options::default()
    };
    Memory::new(build(documents.collect(), &options).expect("an index"))
}

/// The pages that have all that was asked for, or all pages where none has.
fn found(memory: &mut Memory, query: &Query) -> String {
    let results = memory.search(query);
    let most = if results.all > 0 {
        results.all
    } else {
        results.total
    };
    let urls = results
        .hits
        .iter()
        .take(most)
        .map(|hit| hit.url.trim_matches('/'));
    urls.collect::<Vec<_>>().join(" ")
}

#[test]
fn words_of_many_kinds() {
    let mut wrong = Vec::new();
    for (language, pages, queries) in SITES {
        let mut memory = site(language, pages);
        for (text, expected) in *queries {
            let found = found(&mut memory, &Query::new(*text));
            if found != *expected {
                wrong.push(format!("{language} {text}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_end_of_a_word_does_not_grow() {
    let mut memory = site(
        "en",
        &[
            ("apo", "Casper’s dog doesn’t bark."),
            ("s", "Symbols, small things take time."),
        ],
    );
    for (text, expected) in [
        ("casper’s", "apo"),
        ("doesn’t", "apo"),
        ("whi", ""),
        ("sm", "s"),
    ] {
        let query = Query {
            last_word: LastWord::Growing,
            ..Query::new(text)
        };
        assert_eq!(found(&mut memory, &query), expected, "{text}");
    }
}

#[test]
fn a_stop_word_is_never_corrected() {
    let mut memory = site("en", &[("server", "The wfile attribute.")]);
    let results = memory.search(&Query::new("while"));
    assert_eq!((results.total, results.corrected), (0, None));
}
