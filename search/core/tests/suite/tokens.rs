//! The analyser, as a table: text on the left, terms on the right.

use search_core::tokens::{Analyser, Language, Part, Role, query_terms};

fn terms(text: &str, language: Language) -> String {
    let mut terms = Vec::new();
    Analyser::new(language).tokens(text, Role::Text, |token| {
        if token.part != Part::Stop {
            terms.push(token.term.to_owned());
        }
    });
    terms.join(" ")
}

#[test]
fn italian() {
    for (text, expected) in [
        // Elision, with every apostrophe that people type.
        ("dell'appalto", "appalt"),
        ("dell’appalto", "appalt"),
        ("dellʼappalto", "appalt"),
        ("DELL’APPALTO", "appalt"),
        ("dell' appalto", "appalt"),
        ("l'ufficio d’urgenza", "uffic urgenz"),
        ("quest’anno un po’ dall'ente", "ann ent"),
        ("un’unica sull’Unione degl’enti", "unic union ent"),
        ("il Po e un po'", "po"),
        ("cos’è com'è dov’è", ""),
        // Accents typed, decomposed, replaced by an apostrophe, left out.
        ("comunità", "comunita"),
        ("comunita\u{300}", "comunita"),
        ("comunita'", "comunita"),
        ("comunita", "comunita"),
        ("comune comuni", "comun comun"),
        // Acronyms.
        ("P.N.R.R. e PNRR, pnrr", "pnrr pnrr pnrr"),
        (
            "D.Lgs. d.lgs D. Lgs. dlgs d.lvo",
            "dlgs dlgs dlgs dlgs dlgs",
        ),
        ("la S.U.A., la SUA e la sua", "sua sua"),
        ("LA PROVINCIA E LA SUA STORIA", "provinc stor"),
        ("la P.A. locale", "pa local"),
        ("G. Rossi", "g ross"),
        ("s.p.a. S.r.l.", "spa srl"),
        // Numbers and the laws they name.
        ("legge 36/2023", "legg 36/2023 36 2023 36/23"),
        ("n.36/2023", "n 36/2023 36 2023 36/23"),
        ("D.Lgs.36/2023.", "dlgs 36/2023 36 2023 36/23"),
        ("art. 5-bis, 5 bis e 5bis", "art 5bis 5 5bis 5 5bis 5"),
        ("art. 63-quater", "art 63quater 63"),
        ("1.000.000 di euro", "1000000 eur"),
        ("01/09/2025", "01/09/2025 01 09 2025 01/09 09/2025"),
        ("3,5%", "3,5 3,5% 3 5"),
        ("il 1º e il 1°", "1 1"),
        ("2024-2026", "2024 2026"),
        // Telephone numbers, as one too.
        ("0444 908111", "0444 0444908111 908111"),
        ("0444/908111", "0444/908111 0444 908111 0444908111"),
        ("800-123456", "800 800123456 123456"),
        ("030 374 9911.", "030 0303749911 3749911 374 9911"),
        ("1 250 000", "1 1250000 250 000"),
        ("06.1234 il 31 12 2024", "06.1234 06 1234 31 12 2024"),
        ("0,50000 01 2025", "0,50000 0 50000 01 2025"),
        // Snowball's gaps and conflations.
        ("ente enti", "ent ent"),
        ("beneficio benefici", "benefic benefic"),
        ("anno anni, atto atti", "ann ann att att"),
        ("laboratorio laboratori", "laborator laborator"),
        ("università universitario", "universit universit"),
        ("bando bandi banda", "bando bando banda"),
        ("lo Stato è stato", "stat stat"),
        // The rest of the world.
        (
            "e-procurement / front-office",
            "procurement eprocurement front offic frontoff",
        ),
        ("ca\u{ad}sa", "cas"),
        // Either kana is the other.
        ("ゴミ ごみ", "ご ごみ み ご ごみ み"),
        ("Škoda 北京 Москва", "skod 北 北京 京 москва"),
        ("", ""),
        ("’’’ . - / 'l'", ""),
        ("a ^= b => ^%", "b =>"),
    ] {
        assert_eq!(terms(text, Language::ITALIAN), expected, "{text}");
    }
}

#[test]
fn english() {
    for (text, expected) in [
        ("the province's services", "provinc servic"),
        ("it isn’t running", "run"),
        ("IT services", "it servic"),
    ] {
        assert_eq!(terms(text, Language::ENGLISH), expected, "{text}");
    }
    assert_eq!(terms("Das Straßenamt", Language::OTHER), "das strassenamt");
}

#[test]
fn queries_keep_what_may_be_an_acronym() {
    for (text, expected) in [
        ("la sua di Brescia", "sua bresc"),
        ("S.U.A. brescia", "sua bresc"),
        ("come si fa", "fa"),
        ("di che", "_di _che"),
        ("appalto appalti dell’appalto", "appalt"),
        ("", ""),
    ] {
        let terms = query_terms(text, Language::ITALIAN);
        let terms = terms.iter().map(|term| term.term.as_str());
        let terms: Vec<&str> = terms.filter(|term| !term.starts_with('^')).collect();
        assert_eq!(terms.join(" "), expected, "{text}");
    }
}

#[test]
fn ranges_lead_back_to_the_text() {
    let text = "Città, dell’Appalto: D. Lgs. 36/2023 perche\u{301}";
    let mut words = Vec::new();
    Analyser::new(Language::ITALIAN).tokens(text, Role::Text, |token| {
        if token.part != Part::Stop {
            words.push((&text[token.range()], token.position));
        }
    });
    let expected = [
        ("Città", 0),
        ("Appalto", 2),
        ("D. Lgs", 3),
        ("36/2023", 4),
        ("36/2023", 4),
        ("36/2023", 4),
        ("36/2023", 4),
    ];
    assert_eq!(words, expected);
}

#[test]
fn languages_by_tag() {
    assert_eq!(Language::of_tag("it"), Language::ITALIAN);
    assert_eq!(Language::of_tag("IT-it"), Language::ITALIAN);
    assert_eq!(Language::of_tag("en_GB"), Language::ENGLISH);
    assert_eq!(Language::of_tag("de-AT"), Language::of_tag("DE"));
    assert_eq!(Language::of_tag("ita"), Language::OTHER);
    assert_eq!(Language::of_tag(""), Language::OTHER);
}

#[test]
fn queries_keep_what_was_typed() {
    let text = "Le Città, dell’Appalto  36/2023 citta";
    let typed: Vec<(String, String, &str)> = query_terms(text, Language::ITALIAN)
        .into_iter()
        .map(|term| (term.term, term.surface, &text[term.range]))
        .collect();
    let expected = [
        ("citt", "citta", "Città"),
        ("appalt", "appalto", "Appalto"),
        ("36/2023", "36/2023", "36/2023"),
        ("36", "36/2023", "36/2023"),
        ("2023", "36/2023", "36/2023"),
        // Beside others stop words are looked for in titles.
        ("^le", "le", "Le"),
        ("^dell", "dell", "dell"),
    ];
    let expected =
        expected.map(|(term, surface, range)| (term.to_owned(), surface.to_owned(), range));
    assert_eq!(typed, expected);
}

#[test]
fn names_are_found_by_parts_and_joined() {
    for (text, expected) in [
        (
            "XMLHttpRequest",
            "xmlhttprequest xml http request xmlhttp httprequest",
        ),
        ("NodeJS, node.js", "nodej node js node js nodej"),
        ("UTF-8 utf8", "utf 8 utf8 utf8 utf 8"),
        ("RFC2119 i18n H2O", "rfc2119 rfc 2119 i18n h2o"),
        ("snake_case", "snake case snakecas"),
        ("978-3-16", "978 3 16 978316"),
        ("1.2.3", "1.2.3 1 2 3 1.2 2.3"),
        ("C++ C# .NET -n 100%", "c c++ c c# net .net n -n 100 100%"),
        ("§ 12 => 🚀 a -- b", "§ 12 => 🚀 b"),
        ("xy <=>. (&&), xyz=>b", "xy <=> && xyz b"),
        ("½, 1⅓", "½ 1 ⅓"),
        // The micro sign and the letter.
        ("5 \u{b5}m \u{3bc}m", "5 \u{3bc}m \u{3bc}m"),
        ("\u{a0}<< x\u{202f}&&\u{3000}y", "<< x && y"),
    ] {
        assert_eq!(terms(text, Language::ENGLISH), expected, "{text}");
    }
    let query = |text| {
        let terms = query_terms(text, Language::ENGLISH).into_iter();
        terms.map(|term| term.term).collect::<Vec<_>>().join(" ")
    };
    // A query asks for what was typed, not for all that a text is found by.
    assert_eq!(query("XMLHttpRequest"), "xmlhttprequest xml http request");
    assert_eq!(query("1.2.3"), "1.2.3 1 2 3");
    assert_eq!(query("to-do"), "todo ^to ^do");
}

#[test]
fn thousands_are_read_as_the_language_writes_them() {
    for (text, tag, expected) in [
        (
            "1.000 192.168.1.10",
            "it",
            "1000 192.168.1.10 192 168 1 10 192.168 192.168.1 168.1.10 1.10",
        ),
        ("1,000 192.168", "en", "1000 192.168 192 168"),
        ("1.000", "de-AT", "1000"),
        ("1.000", "fr", "1.000 1 000"),
    ] {
        assert_eq!(terms(text, Language::of_tag(tag)), expected, "{text} {tag}");
    }
}

#[test]
fn scripts_without_spaces_are_found_inside() {
    let query = |text, tag| {
        let terms = query_terms(text, Language::of_tag(tag)).into_iter();
        terms.map(|term| term.term).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        terms("東京都 LG전자", Language::of_tag("ja")),
        "東 東京 京 京都 都 lg 전 전자 자"
    );
    assert_eq!(query("東京都", "ja"), "東京 京都");
    assert_eq!(query("京", "ja"), "京");
    assert_eq!(query("서울", "ko"), "서울");
    assert_eq!(query("ไทย", "th"), "ไท ทย");
}
