//! Words of questions that say little of what is sought: they rank, but less.

use super::language::Language;
use crate::text::lists;

/// Whether a folded word is one of them.
pub fn is_low(language: Language, word: &str) -> bool {
    let words = match language {
        Language::Italian => ITALIAN,
        Language::English => ENGLISH,
        Language::Other => return false,
    };
    lists(words, word)
}

const ITALIAN: &str = "qual quale quali cosa cose quando dove chi quanto quanta quanti quante come \
perche anno anni tipo tipi nome nomi fatto fatta fatti fatte fare fa viene vengono venne puo possono \
poteva altro altra altri altre oltre modo modi chiama chiamato chiamata chiamati chiamate chiamano \
chiamava tempo alcuni alcune alcuna trova trovano esempio volta fine";

const ENGLISH: &str = "what which when where who whom whose how why does year years kind type name \
names can could other way ways called some example time";
