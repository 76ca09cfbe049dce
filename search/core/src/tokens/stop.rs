//! Words too common to be worth a posting, folded.
//!
//! `stato` is not among them: on a public administration's site it is the
//! State. Nor are the accented twins of nouns (`po’` but not the river `Po`).

use super::language::Language;

/// Whether a folded word is left out of texts; `apostrophe` says that one
/// follows it at once.
pub(super) fn is_stop(language: Language, word: &str, apostrophe: bool) -> bool {
    match language {
        Language::Italian => {
            contains(ITALIAN, word) || apostrophe && contains(ITALIAN_ELIDED, word)
        }
        Language::English => contains(ENGLISH, word),
        Language::Other => false,
    }
}

/// Whether a stop word in a query is more likely the acronym it spells.
pub(super) fn may_be_acronym(language: Language, word: &str) -> bool {
    // The Stazione Unica Appaltante, against "his".
    language == Language::Italian && word == "sua"
}

/// Whether a list, which has a string for each length of its words, has `word`.
fn contains(list: &[&str], word: &str) -> bool {
    let length = word.len();
    let Some(words) = length.checked_sub(1).and_then(|at| list.get(at)) else {
        return false;
    };
    let mut words = words.as_bytes().chunks(length + 1);
    words.any(|listed| listed.starts_with(word.as_bytes()))
}

/// Stop words only before an apostrophe.
const ITALIAN_ELIDED: &[&str] = &[
    "c d l m n s t v",
    "di gl po",
    "com cos dov",
    "anch pres qual senz tutt",
    "quand quant quell quest",
    "neanch nessun",
    "ciascun",
];

const ITALIAN: &[&str] = &[
    "a e i o",
    "ad ai al ce ci da de di ed fu ha ho il in io la le li lo ma me mi ne od se si su te ti tu \
     un va vi",
    "agl all che chi cio coi col con cui dai dal dei del dov era fra gia gli hai lei lui mia \
     mie mio nei nel noi non ove per piu poi qui sei sia sua sue sui sul suo tra tua tue tuo \
     una uno",
    "agli alla alle allo avra cioe come cosa cosi dagl dall degl dell dove ebbe ecco egli ella \
     essa esse essi esso loro miei negl nell ogni pero pure qual sara sono sugl sull suoi tuoi",
    "anche avere aveva avevo avuta avute avuti avuto dagli dalla dalle dallo degli della delle \
     dello erano fosse hanno molto negli nella nelle nello quale quali siamo siano siete sugli \
     sulla sulle sullo tutta tutte tutti tutto",
    "ancora avemmo avendo avesse avremo contro ebbero essere furono invece mentre nostra nostre \
     nostri nostro oppure perche quando quanta quante quanti quanto quella quelle quelli quello \
     questa queste questi questo quindi vostra vostre vostri vostro",
    "avevamo avevano avranno avrebbe essendo fossero infatti inoltre proprio saranno sarebbe",
    "avessero",
    "avrebbero sarebbero",
];

const ENGLISH: &[&str] = &[
    "a d i m o s t",
    "am an as at be by do he if in is it ll me my no of on or re so to up ve we",
    "all and any are but can did don few for had has her him his how isn its nor not now off \
     our out own she the too was who why you",
    "also been both does down each from have here hers into just more most once only ours over \
     same some such than that them then they this very were what when whom will with your",
    "about after again being below could doing other their there these those under until where \
     which while would yours",
    "before cannot during having itself myself should theirs",
    "because between further herself himself through",
    "",
    "",
    "themselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_folded_words_by_length() {
        for list in [ITALIAN, ITALIAN_ELIDED, ENGLISH] {
            for (length, words) in (1..).zip(list) {
                for word in words.split_terminator(' ') {
                    assert_eq!(word.len(), length, "{word}");
                    assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
                    assert!(contains(list, word), "{word}");
                }
            }
        }
        assert!(!contains(ITALIAN, ""));
        assert!(!contains(ITALIAN, "dell "));
        assert!(!contains(ITALIAN, "appalto"));
    }
}
