//! Words around messages, and how much of a message is said.

use crate::diagnostic::{Language, Severity, Text};

/// The most characters of a sentence that are said: what it quotes may be as long as a file.
const SAID: usize = 1_000;

/// A text whose sentences are cut in the middle where they are far too long to be read.
pub(super) fn in_brief(text: Text) -> Text {
    Text {
        message: cut(text.message),
        help: text.help.map(cut),
    }
}

fn cut(sentence: String) -> String {
    let Some((middle, _)) = sentence.char_indices().nth(SAID) else {
        return sentence;
    };
    let (beginning, rest) = sentence.split_at(middle);
    let end = rest.char_indices().rev().nth(SAID / 4);
    match end {
        Some((end, _)) => format!("{beginning} […] {}", &rest[end..]),
        None => sentence,
    }
}

/// What diagnostics of a severity are called, one and several.
pub fn words_of(severity: Severity, language: Language) -> [&'static str; 2] {
    match (language, severity) {
        (Language::Italian, Severity::Error) => ["errore", "errori"],
        (Language::Italian, Severity::Warning) => ["avviso", "avvisi"],
        (Language::Italian, Severity::Note) => ["nota", "note"],
        (Language::English, Severity::Error) => ["error", "errors"],
        (Language::English, Severity::Warning) => ["warning", "warnings"],
        (Language::English, Severity::Note) => ["note", "notes"],
    }
}

/// So many diagnostics of a severity, in words.
pub fn counted(count: usize, severity: Severity, language: Language) -> String {
    let word = words_of(severity, language)[usize::from(count != 1)];
    format!("{count} {word}")
}

/// Words around a message.
pub(super) struct Words {
    pub help: &'static str,
    pub first: &'static str,
}

impl Words {
    pub fn of(language: Language) -> Self {
        match language {
            Language::Italian => Self {
                help: "aiuto",
                first: "prima qui",
            },
            Language::English => Self {
                help: "help",
                first: "first here",
            },
        }
    }
}
