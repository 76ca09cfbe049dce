//! Words too common to be worth a posting, folded.
//!
//! `stato` is not among them: on a public administration's site it is the
//! State. Nor are the accented twins of nouns (`po’` but not the river `Po`).

use super::Language;

/// Longest stop word, in bytes: most words are longer and need no look-up.
const LONGEST: usize = 10;

/// Whether a folded word is left out of texts; `apostrophe` says that one
/// follows it at once.
pub(super) fn is_stop(language: Language, word: &str, apostrophe: bool) -> bool {
    if word.len() > LONGEST {
        return false;
    }
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

fn contains(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Stop words only before an apostrophe.
const ITALIAN_ELIDED: &str = "\
    anch c ciascun com cos d di dov gl l m n neanch nessun po pres qual quand quant quell quest \
    s senz t tutt v";

const ITALIAN: &str = "\
    a ad agl agli ai al all alla alle allo anche ancora avemmo avendo avere avesse avessero \
    aveva avevamo avevano avevo avra avranno avrebbe avrebbero avremo avuta avute avuti avuto ce \
    che chi ci cio cioe coi col come con contro cosa cosi cui da dagl dagli dai dal dall dalla \
    dalle dallo de degl degli dei del dell della delle dello di dov dove e ebbe ebbero ecco ed \
    egli ella era erano essa esse essendo essere essi esso fosse fossero fra fu furono gia gli \
    ha hai hanno ho i il in infatti inoltre invece io la le lei li lo loro lui ma me mentre mi \
    mia mie miei mio molto ne negl negli nei nel nell nella nelle nello noi non nostra nostre \
    nostri nostro o od ogni oppure ove per perche pero piu poi proprio pure qual quale quali \
    quando quanta quante quanti quanto quella quelle quelli quello questa queste questi questo \
    qui quindi sara saranno sarebbe sarebbero se sei si sia siamo siano siete sono su sua sue \
    sugl sugli sui sul sull sulla sulle sullo suo suoi te ti tra tu tua tue tuo tuoi tutta tutte \
    tutti tutto un una uno va vi vostra vostre vostri vostro";

const ENGLISH: &str = "\
    a about after again all also am an and any are as at be because been before being below \
    between both but by can cannot could d did do does doing don down during each few for from \
    further had has have having he her here hers herself him himself his how i if in into is isn \
    it its itself just ll m me more most my myself no nor not now o of off on once only or other \
    our ours out over own re s same she should so some such t than that the their theirs them \
    themselves then there these they this those through to too under until up ve very was we \
    were what when where which while who whom why will with would you your yours";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_folded_words() {
        for list in [ITALIAN, ITALIAN_ELIDED, ENGLISH] {
            for word in list.split(' ') {
                assert!(word.bytes().all(|b| b.is_ascii_lowercase()), "{word:?}");
                assert!((1..=LONGEST).contains(&word.len()), "{word:?}");
            }
        }
    }
}
