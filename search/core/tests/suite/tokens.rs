//! The analyser, as a table: text on the left, terms on the right.

use search_core::tokens::{Analyser, Language, Role, query_terms};

fn terms(text: &str, language: Language) -> String {
    let mut terms = Vec::new();
    Analyser::new(language).tokens(text, Role::Text, |token| terms.push(token.term.to_owned()));
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
        ("legge 36/2023", "legg 36/2023 36 2023"),
        ("n.36/2023", "n 36/2023 36 2023"),
        ("D.Lgs.36/2023.", "dlgs 36/2023 36 2023"),
        ("art. 5-bis, 5 bis e 5bis", "art 5bis 5 5bis 5 5bis 5"),
        ("art. 63-quater", "art 63quater 63"),
        ("1.000.000 di euro", "1000000 eur"),
        ("01/09/2025", "01/09/2025 01 09 2025"),
        ("3,5%", "3,5 3 5"),
        ("il 1º e il 1°", "1 1"),
        ("2024-2026", "2024 2026"),
        // Snowball's gaps and conflations.
        ("ente enti", "ent ent"),
        ("beneficio benefici", "benefic benefic"),
        ("anno anni, atto atti", "ann ann att att"),
        ("laboratorio laboratori", "laborator laborator"),
        ("università universitario", "universit universit"),
        ("bando bandi banda", "bando bando banda"),
        ("lo Stato è stato", "stat stat"),
        // The rest of the world.
        ("e-procurement / front-office", "procurement front offic"),
        ("ca\u{ad}sa", "cas"),
        ("Škoda 北京 Москва", "skod 北京 москва"),
        ("", ""),
        ("’’’ . - / 'l'", ""),
    ] {
        assert_eq!(terms(text, Language::Italian), expected, "{text}");
    }
}

#[test]
fn english() {
    for (text, expected) in [
        ("the province's services", "provinc servic"),
        ("it isn’t running", "run"),
        ("IT services", "it servic"),
    ] {
        assert_eq!(terms(text, Language::English), expected, "{text}");
    }
    assert_eq!(terms("Das Straßenamt", Language::Other), "das strassenamt");
}

#[test]
fn queries_keep_what_may_be_an_acronym() {
    for (text, expected) in [
        ("la sua di Brescia", "sua bresc"),
        ("S.U.A. brescia", "sua bresc"),
        ("come si fa", "fa"),
        ("di che", "di che"),
        ("appalto appalti dell’appalto", "appalt"),
        ("", ""),
    ] {
        let terms = query_terms(text, Language::Italian);
        let terms: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
        assert_eq!(terms.join(" "), expected, "{text}");
    }
}

#[test]
fn ranges_lead_back_to_the_text() {
    let text = "Città, dell’Appalto: D. Lgs. 36/2023 perche\u{301}";
    let mut words = Vec::new();
    Analyser::new(Language::Italian).tokens(text, Role::Text, |token| {
        words.push((&text[token.range()], token.position));
    });
    let expected = [
        ("Città", 0),
        ("Appalto", 2),
        ("D. Lgs", 3),
        ("36/2023", 4),
        ("36/2023", 4),
        ("36/2023", 4),
    ];
    assert_eq!(words, expected);
}

#[test]
fn languages_by_tag() {
    assert_eq!(Language::of_tag("it"), Language::Italian);
    assert_eq!(Language::of_tag("IT-it"), Language::Italian);
    assert_eq!(Language::of_tag("en_GB"), Language::English);
    assert_eq!(Language::of_tag("ita"), Language::Other);
    assert_eq!(Language::of_tag(""), Language::Other);
}

#[test]
fn queries_keep_what_was_typed() {
    let text = "Le Città, dell’Appalto  36/2023 citta";
    let typed: Vec<(String, String, &str)> = query_terms(text, Language::Italian)
        .into_iter()
        .map(|term| (term.term, term.surface, &text[term.range]))
        .collect();
    let expected = [
        ("citt", "citta", "Città"),
        ("appalt", "appalto", "Appalto"),
        ("36/2023", "36/2023", "36/2023"),
        ("36", "36/2023", "36/2023"),
        ("2023", "36/2023", "36/2023"),
    ];
    let expected =
        expected.map(|(term, surface, range)| (term.to_owned(), surface.to_owned(), range));
    assert_eq!(typed, expected);
}
