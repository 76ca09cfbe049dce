//! Words of many kinds and languages, each with the page that is first for it.

mod common;

use common::{Memory, document};
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
    (
        "it",
        &[
            ("importo", "Sono 1.250,50 euro."),
            ("tondo", "Fino a 150.000 euro."),
            ("soglia", "Sotto i 140.000 euro."),
            ("zero", "In tutto 2.500,00 euro."),
            (
                "spazi",
                "Ne restano 3\u{a0}750, e 4\u{202f}810,20 in cassa.",
            ),
            ("fisso", "Telefono 030 374 9911."),
            ("mobile", "Cellulare 333 1234567."),
            ("estero", "Chiamare +39 06 4567 1234."),
            ("legge", "La L. n. 241/1990 sugli atti."),
            ("altra", "La legge 56/2014 e altro."),
            ("giorni", "Il 03/02/2025, il 2025-03-04, versione 1.22.333."),
            ("mercato", "Gli acquisti sul MePA."),
            ("fondazione", "La fondazione Promo PA, la PA digitale."),
        ],
        &[
            ("MePA", "mercato"),
            ("mepa", "mercato"),
            ("1250", "importo"),
            ("1.250", "importo"),
            ("1250,50", "importo"),
            ("1.250,50", "importo"),
            ("1 250,50", "importo"),
            ("€ 150.000,00", "tondo"),
            ("150000,00", "tondo"),
            ("140 000", "soglia"),
            ("140\u{a0}000", "soglia"),
            ("2500", "zero"),
            ("2500,00", "zero"),
            ("3750", "spazi"),
            ("4810,20", "spazi"),
            ("0303749911", "fisso"),
            ("030 3749911", "fisso"),
            ("030-374-9911", "fisso"),
            ("3749911", "fisso"),
            ("3331234567", "mobile"),
            ("+393331234567", "mobile"),
            ("+39 333 1234567", "mobile"),
            ("0645671234", "estero"),
            ("390645671234", "estero"),
            ("legge 241/1990", "legge"),
            ("legge 241/90", "legge"),
            ("l. 56/2014", "altra"),
            ("L. 56/14", "altra"),
            ("l.56/2014", "altra"),
            // Days are no numbers in groups.
            ("03022025", ""),
        ],
    ),
    (
        "fr",
        &[
            ("tel", "Appeler le 01 42 76 40 40."),
            ("cout", "Coût : 1 250,50 €."),
        ],
        &[
            ("0142764040", "tel"),
            ("01.42.76.40.40", "tel"),
            ("1250", "cout"),
        ],
    ),
    (
        "en",
        &[
            ("tel", "Call (212) 555-0142 or 1-800-555-0199."),
            ("std", "Written in C++17, and UTF-8."),
            ("fee", "It is $1,250.50 now."),
            ("cve", "About CVE-2021-44228."),
        ],
        &[
            ("2125550142", "tel"),
            ("212-555-0142", "tel"),
            ("18005550199", "tel"),
            ("8005550199", "tel"),
            ("c++", "std"),
            ("C++17", "std"),
            ("1250", "fee"),
            ("1250.50", "fee"),
            ("CVE202144228", "cve"),
        ],
    ),
    (
        "de",
        &[("tel", "Tel. 030/1234-567")],
        &[("0301234567", "tel")],
    ),
    (
        "pt",
        &[("lei", "Lei nº 8.666/1993, CPF 123.456.789-09")],
        &[
            ("8666", "lei"),
            ("8666/1993", "lei"),
            ("8.666/93", "lei"),
            ("12345678909", "lei"),
        ],
    ),
    (
        "vi",
        &[("phi", "Lệ phí 1.250.000 đồng")],
        &[("1250000", "phi")],
    ),
    (
        "ar",
        &[
            ("bina", "رخصة البناء، الهاتف ٠٢٢٢٣٤٥٦ سنة ٢٠٢٤"),
            ("miyah", "مياه الموارد، للأطفال"),
        ],
        &[
            ("2024", "bina"),
            ("٢٠٢٤", "bina"),
            ("02223456", "bina"),
            ("بناء", "bina"),
            ("والموارد", "miyah"),
            ("الأطفال", "miyah"),
        ],
    ),
    (
        "he",
        &[("iria", "היתר בנייה בעירייה"), ("mayim", "המים במדינה")],
        &[("עירייה", "iria"), ("העירייה", "iria"), ("מים", "mayim")],
    ),
    (
        "hi",
        &[("hi", "१५ अगस्त २००५; हिन्दी; सड़क; चाँद")],
        &[("2005", "hi"), ("हिंदी", "hi"), ("सडक", "hi"), ("चांद", "hi")],
    ),
    (
        "ja",
        &[("ja", "ｶﾞｲﾄﾞﾌﾞｯｸ、ﾊﾟｿｺﾝ、電話０３"), ("ka", "カイト")],
        &[("ガイド", "ja"), ("パソコン", "ja"), ("03", "ja")],
    ),
    (
        "th",
        &[("th", "พ.ศ. ๒๕๖๗")],
        &[("2567", "th"), ("๒๕๖๗", "th")],
    ),
    // Mistyped in another alphabet.
    (
        "ru",
        &[("obj", "Строительный объект"), ("doc", "Документы архива")],
        &[("обьект", "obj"), ("документи", "doc")],
    ),
    ("el", &[("el", "Πιστοποιητικό")], &[("πιστοποιητηκό", "el")]),
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
fn what_is_there_is_found_at_each_letter() {
    let mut memory = site(
        "it",
        &[
            ("soglia", "Sotto i 140.000 euro."),
            ("decreto", "Il d.lgs. 36/2023."),
            ("sua", "La S.U.A. della provincia."),
            ("fisso", "Telefono 030 374 9911."),
        ],
    );
    for (whole, from, page) in [
        ("140.000", 2, "soglia"),
        ("140000", 2, "soglia"),
        ("d.lgs. 36/2023", 4, "decreto"),
        ("S.U.A.", 3, "sua"),
        ("0303749911", 3, "fisso"),
        ("030 374 9911", 3, "fisso"),
    ] {
        for end in from..=whole.len() {
            let query = Query {
                last_word: LastWord::Growing,
                ..Query::new(&whole[..end])
            };
            let urls = memory.search(&query).hits;
            let first = urls.first().map(|hit| hit.url.trim_matches('/'));
            assert_eq!(first, Some(page), "{}", &whole[..end]);
        }
    }
}

#[test]
fn a_stop_word_is_never_corrected() {
    let mut memory = site("en", &[("server", "The wfile attribute.")]);
    let results = memory.search(&Query::new("while"));
    assert_eq!((results.total, results.corrected), (0, None));
}

#[test]
fn a_title_that_begins_with_what_was_typed_comes_first() {
    let all = "A Treviso si spiega come aderire: aderire conviene, e Treviso lo sa.";
    let documents = vec![
        document("/notizia/", "Un incontro a Treviso", all),
        document("/provincia/", "Treviso", "La provincia e i comuni."),
        document(
            "/guida/",
            "Come aderire a un gruppo",
            "Si scrive una lettera.",
        ),
        document("/altro/", "Altro", "Niente di tutto questo."),
    ];
    let options = Options {
        language: "it".to_owned(),
        ..Options::default()
    };
    let mut memory = Memory::new(build(documents, &options).expect("an index"));
    for (text, expected) in [
        ("treviso", "provincia notizia"),
        ("incontro treviso", "notizia"),
        ("come aderire", "guida notizia"),
    ] {
        assert_eq!(found(&mut memory, &Query::new(text)), expected, "{text}");
    }
}
