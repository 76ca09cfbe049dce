//! What is shown of the hits, on the committed index: excerpts and passages,
//! then all that is answered, to the letter, beside what it was.

use std::fmt::Write;
use std::fs;

use search_core::native::{Folder, Start, marked_html};
use search_core::{Hit, LastWord, Query};

use crate::memory::{Memory, bracketed};
use crate::ranking::{exact, memory, small};

/// The only hit for a text, or the first.
fn first(text: &str) -> Hit {
    memory().search(&exact(text)).hits.remove(0)
}

#[test]
fn excerpts_are_escaped_around_their_marks() {
    let hit = first("richiesta allegato");
    assert_eq!(
        marked_html(&hit.title),
        "Moduli &amp; <mark>allegati</mark>"
    );
    assert_eq!(
        marked_html(&hit.excerpt.text),
        "Il modulo &lt;<mark>richiesta</mark>&gt; &amp; l&#39;<mark>allegato</mark> \
         &quot;A&quot; si firmano: 3 &lt; 5 &gt; 2. Poi &lt;b&gt;grassetto&lt;/b&gt; resta com&#39;è."
    );
    let bold = first("grassetto").excerpt.text;
    assert!(marked_html(&bold).contains("&lt;b&gt;<mark>grassetto</mark>&lt;/b&gt;"));
    let mut folder = Folder::open(&small()).expect("the index opens");
    let answer = folder.search(&exact("richiesta"), Start::Cold);
    let answer = answer.expect("the search works");
    assert!(
        answer.hits[0]
            .excerpt
            .contains("&lt;<mark>richiesta</mark>&gt; &amp;"),
        "{}",
        answer.hits[0].excerpt
    );
}

#[test]
fn excerpts_are_cut_at_sentences_and_words() {
    let hit = first("catasto");
    assert_eq!(
        bracketed(&hit.excerpt.text),
        "… La terza frase nomina il [catasto], che è quello che si cerca. La quarta frase \
         racconta delle visure e del [catasto] ancora una volta, con calma. La quinta frase \
         chiude il discorso e saluta chi ha letto fin qui, senza aggiungere altro a …"
    );
    assert_eq!(bracketed(&first("titolo").title), "Solo un [titolo]");
    assert_eq!(first("titolo").excerpt.text.text, "");
    // A summary stands for a text that only the title is found in.
    assert_eq!(
        first("innovazione").excerpt.text.text,
        "Una rete, molti servizi."
    );
}

#[test]
fn other_passages_follow_the_best() {
    let hit = first("rimborso contratto");
    let shown = |hit: &Hit| {
        let passages = [&hit.excerpt].into_iter().chain(&hit.passages);
        let shown = passages.map(|passage| {
            format!(
                "{}#{} {}",
                passage.heading,
                passage.anchor,
                bracketed(&passage.text)
            )
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&hit),
        [
            "Tempi#tempi Dalla richiesta al [contratto] passano in media novanta giorni; il \
             [rimborso] si paga dopo.",
            "Costi#costi Il [rimborso] è una percentuale dell’importo. Nessun [rimborso] è dovuto \
             se la gara va deserta.",
        ]
    );
    assert_eq!(
        hit.meta,
        [("ente".to_owned(), "Provincia di Alfa".to_owned())]
    );
    assert_eq!(hit.date, "2025-01-10");
}

/// What is asked, with `…` after it while it is still being typed.
const ASKED: &[&str] = &[
    "appalti",
    "appalto lavori",
    "lavori appalto",
    "la sua storia",
    "quale comune",
    "come si firma la convenzione",
    "consigliera parità",
    "parita consigliera telefono",
    "province",
    "soglia appalti",
    "codice contratti",
    "\"codice dei contratti\" soglia",
    "costruire palestra impianti",
    "costruzione palestra",
    "scuole",
    "rimborso gara comuni",
    "sua tempi costi",
    "catasto visure premessa",
    "frase testo",
    "d.lgs. 36/2023 art. 5 bis",
    "innovazione",
    "sicurezza rete",
    "scadenze bandi europei",
    "stazione unica paese",
    "stazzione unicca",
    "apalti di lavoir",
    "popolazzione",
    "consiliera parita",
    "bilanico di previsone",
    "neve tipo:servizio data:2024",
    "comuni tema:europa",
    "-comuni tipo:guida",
    "app…",
    "co…",
    "c…",
    "contrattil…",
    "stazione uni…",
    "comuni e d…",
    "qualificaz…",
];

/// What is answered: total, correction, then each hit with its score, title,
/// excerpt and passages, marks in brackets.
fn answered(text: &str, memory: &mut Memory) -> String {
    let mut query = Query::new(text.trim_end_matches('…'));
    if text.ends_with('…') {
        query.last_word = LastWord::Growing;
    }
    query.limit = 6;
    let results = memory.search(&query);
    let mut answer = format!("# {text} | {}", results.total);
    if let Some(corrected) = &results.corrected {
        write!(answer, " | {corrected}").expect("a string");
    }
    for hit in &results.hits {
        let (url, title) = (&hit.url, bracketed(&hit.title));
        write!(answer, "\n{:.4} {url} {title}", hit.score).expect("a string");
        for passage in [&hit.excerpt].into_iter().chain(&hit.passages) {
            let (heading, text) = (&passage.heading, bracketed(&passage.text));
            write!(answer, "\n    {heading}#{} {text}", passage.anchor).expect("a string");
        }
    }
    answer + "\n\n"
}

/// Scores, excerpts and passages to the letter, for nothing to change unseen.
#[test]
fn answers_are_what_they_were() {
    let mut memory = memory();
    let answers = ASKED.iter().map(|text| answered(text, &mut memory));
    let answers: Vec<String> = answers.collect();
    let path = small().join("answers.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, answers.concat()).expect("a file");
    }
    let before = fs::read_to_string(&path).expect("a file").replace('\r', "");
    let before: Vec<&str> = before.split_inclusive("\n\n").collect();
    assert_eq!(
        answers, before,
        "if it is meant, set UPDATE_GOLDEN and look at what changes"
    );
}
