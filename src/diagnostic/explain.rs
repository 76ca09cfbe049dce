//! What each problem means, at greater length, with an example.
//!
//! The texts are in `explain.txt`: `== code`, then a line for each language and for what is wrong
//! and right, in which `\n` ends a line.

use super::Language;

const TEXTS: &str = include_str!("explain.txt");

/// What a problem means.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    entry: &'static str,
}

/// What the problem of a code means; `None` if there is no such code.
pub fn explained(code: &str) -> Option<Explanation> {
    entries().find_map(|(name, entry)| (name == code).then_some(Explanation { entry }))
}

/// All codes that are explained.
pub fn codes() -> impl Iterator<Item = &'static str> {
    entries().map(|(code, _)| code)
}

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let entries = TEXTS.trim_start_matches("== ").split("\n== ");
    entries.filter_map(|entry| entry.split_once('\n'))
}

impl Explanation {
    /// The explanation, then what is wrong and what is right.
    pub fn text(&self, language: Language) -> String {
        let (key, wrong, right) = match language {
            Language::Italian => ("it", "Così no:", "Così sì:"),
            Language::English => ("en", "Wrong:", "Right:"),
        };
        let mut text = self.line(key).unwrap_or_default().to_owned();
        for (title, key) in [(wrong, "no"), (right, "yes")] {
            if let Some(example) = self.line(key) {
                let example = example.replace("\\n", "\n    ");
                text += &format!("\n\n{title}\n\n    {example}");
            }
        }
        text
    }

    fn line(&self, key: &str) -> Option<&'static str> {
        let mut lines = self.entry.lines();
        lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The codes that the program can give stand in its source, each behind an arrow.
    #[test]
    fn every_code_is_explained_in_both_languages_and_no_other() {
        let sources = [
            include_str!("problem.rs"),
            include_str!("slip.rs"),
            include_str!("causes.rs"),
            include_str!("field_slip.rs"),
            include_str!("field_slip/site.rs"),
            include_str!("misread.rs"),
            include_str!("wrong_kind.rs"),
        ];
        let given: BTreeSet<&str> = sources
            .iter()
            .flat_map(|source| source.split("=> \"").skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(codes().collect::<BTreeSet<_>>(), given);
        for code in given {
            let explanation = explained(code).expect(code);
            for key in ["it", "en"] {
                assert!(explanation.line(key).is_some(), "{code} in {key}");
            }
        }
    }
}
