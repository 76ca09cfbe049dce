//! What other languages make of words: forms of the words of administrations
//! meet, with accents and without.

use search_core::LANGUAGES;
use search_core::tokens::{Language, fold, query_terms, stem};

/// A language's tag and forms of one word, a line each.
const FORMS: &str = include_str!("../../../words/tests/forms.txt");

#[test]
fn forms_of_a_word_meet() {
    let mut apart = Vec::new();
    for line in FORMS.lines() {
        let (tag, words) = line.split_once(' ').expect("a tag and words");
        let language = Language::of_tag(tag);
        let stems: Vec<String> = words
            .split(' ')
            .map(|word| stem(language, &fold(word)))
            .collect();
        if stems.iter().any(|stem| *stem != stems[0]) {
            apart.push(format!("{line}: {stems:?}"));
        }
    }
    assert!(apart.is_empty(), "{apart:#?}");
    let tags: Vec<&str> = FORMS.lines().map(|line| &line[..2]).collect();
    let untested = LANGUAGES.split(' ').filter(|tag| !tags.contains(tag));
    assert_eq!(untested.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn words_that_are_others_do_not_meet() {
    for (tag, one, other) in [
        ("de", "Gemeinde", "gemein"),
        ("fr", "commune", "communauté"),
        ("es", "municipio", "munición"),
        ("pt", "licitação", "licença"),
        ("ru", "мир", "мера"),
        ("pl", "gmina", "gminta"),
        ("el", "δήμος", "δημοσιο"),
        ("tr", "karar", "karanlık"),
        ("fi", "kunta", "kuntoutus"),
        ("hu", "utca", "utazas"),
    ] {
        let language = Language::of_tag(tag);
        let stem = |word| stem(language, &fold(word));
        assert_ne!(stem(one), stem(other), "{tag}");
    }
}

#[test]
fn stop_words_are_those_of_the_language() {
    let terms = |tag, text| {
        let terms = query_terms(text, Language::of_tag(tag)).into_iter();
        let terms = terms.filter(|term| !term.term.starts_with('^'));
        terms.map(|term| term.typed).collect::<Vec<_>>().join(" ")
    };
    for (tag, text, expected) in [
        ("bg", "за общината и кмета", "общината кмета"),
        ("ca", "els ajuntaments de la comarca", "ajuntaments comarca"),
        ("cs", "žádost o poplatek pro obec", "žádost poplatek obec"),
        ("da", "hvad er en kommune", "kommune"),
        ("de", "das Amt für die Gebühren", "Amt Gebühren"),
        ("el", "η άδεια του δήμου", "άδεια δήμου"),
        ("es", "la ley del Estado", "ley Estado"),
        ("et", "kuidas on valla otsus", "valla otsus"),
        ("fi", "kunnan ja valtion", "kunnan valtion"),
        ("fr", "l’école de la commune", "école commune"),
        (
            "hr",
            "zahtjev za dozvolu u općini",
            "zahtjev dozvolu općini",
        ),
        (
            "bs",
            "zahtjev za dozvolu u općini",
            "zahtjev dozvolu općini",
        ),
        ("hu", "az önkormányzat és a kérelem", "önkormányzat kérelem"),
        ("nb", "søknad om å få vedtak", "søknad få vedtak"),
        (
            "nl",
            "de aanvraag van een vergunning",
            "aanvraag vergunning",
        ),
        ("pl", "wniosek o decyzję w gminie", "wniosek decyzję gminie"),
        ("pt", "a licitação do município", "licitação município"),
        ("ro", "cererea pentru o autorizație", "cererea autorizație"),
        ("ru", "решение и услуги для города", "решение услуги города"),
        (
            "sl",
            "vloga za dovoljenje v občini",
            "vloga dovoljenje občini",
        ),
        (
            "sv",
            "ansökan om avgift till kommunen",
            "ansökan avgift kommunen",
        ),
        ("tr", "belediye için bir karar", "belediye karar"),
        (
            "uk",
            "рішення і послуги для громади",
            "рішення послуги громади",
        ),
    ] {
        assert_eq!(terms(tag, text), expected, "{tag}");
    }
}
