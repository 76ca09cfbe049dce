//! Formulas between the signs of TeX, of MathJax and of GitLab: `$x^2$`, `$$…$$`, `\(…\)`, `\\[…\\]`.
//!
//! The same signs stand around prices and for brackets that are to stay brackets, so that what is
//! between them decides, and what else the text has.

use crate::content::prepared::Prepared;
use std::cell::OnceCell;
use std::ops::Range;

/// How far the end of something is looked for, in bytes.
const FAR: usize = 2_000;
/// What begins a formula, what ends it, and whether it stands by itself.
const SIGNS: [(&str, &str, bool); 7] = [
    ("$$", "$$", true),
    // Of GitHub and GitLab.
    ("$`", "`$", false),
    ("$", "$", false),
    // As MathJax has them in mdBook and Jekyll.
    ("\\\\(", "\\\\)", false),
    ("\\\\[", "\\\\]", true),
    ("\\(", "\\)", false),
    ("\\[", "\\]", true),
];

/// A formula: where it stands, what it says, and whether on lines of its own.
pub(super) type Formula = (Range<usize>, String, bool);

/// Finds the formulas of a text.
pub(super) struct Formulas<'a, 'b> {
    prepared: &'a Prepared<'b>,
    /// Whether one that nobody could take for anything else stands between `$`.
    has_dollars: OnceCell<bool>,
    /// The same of brackets.
    has_brackets: OnceCell<bool>,
}

impl<'a, 'b> Formulas<'a, 'b> {
    pub(super) fn of(prepared: &'a Prepared<'b>) -> Self {
        Self {
            prepared,
            has_dollars: OnceCell::new(),
            has_brackets: OnceCell::new(),
        }
    }

    /// The one that begins at a place.
    pub(super) fn at(&self, start: usize) -> Option<Formula> {
        let text = &*self.prepared.text;
        let rest = &text[start..];
        let (open, close, display) = *SIGNS.iter().find(|(open, _, _)| rest.starts_with(open))?;
        let inside = &rest[open.len()..];
        let near = &inside[..inside.floor_char_boundary(FAR)];
        let length = near.find(close)?;
        let own = &inside[..length];
        if own.trim().is_empty() || own.contains("\n\n") || text[..start].ends_with('\\') {
            return None;
        }
        let range = start..start + open.len() + length + close.len();
        if is_in_address(&text[..start]) || !self.is_meant(open, own, &range) {
            return None;
        }
        let display = display && !(open == "$$" && is_in_a_sentence(text, &range));
        Some((range, own.trim().to_owned(), display))
    }

    /// Whether what stands between signs is a formula.
    fn is_meant(&self, open: &str, own: &str, range: &Range<usize>) -> bool {
        let text = &self.prepared.text;
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let is_behind_word = before.ends_with(char::is_alphanumeric);
        match open {
            "$$" => true,
            "$`" => !own.contains(['`', '\n']),
            "$" => {
                let is_word = |c: char| c.is_alphanumeric() || c == '$';
                let is_apart = !before.ends_with(is_word) && !after.starts_with(is_word);
                let looks = own.contains(['\\', '^', '_', '=', '{', '+', '<', '>', '/']);
                let short = own.len() <= 3 && own.chars().all(char::is_alphabetic);
                let is_tight = own.trim() == own && !own.contains('`');
                let is_one = || looks || short || is_calculated(own) || is_number_below(own);
                let has_others = || self.has_dollars.get_or_init(|| self.has_sure("$", "$"));
                is_apart && is_tight && (is_one() || is_simple(own) && *has_others())
            }
            "\\\\(" | "\\\\[" => !own.contains('\n') && !is_prose(own) || has_sign(own),
            "\\(" => {
                // A letter between brackets in a sentence is one; where a line begins it counts.
                let is_letter = own.len() == 1 && own.chars().all(char::is_alphabetic);
                let line = before.trim_end_matches(' ');
                let in_sentence = before.len() > line.len() && !line.ends_with('\n');
                let is_one = || match is_letter {
                    true => in_sentence,
                    false => has_sign(own) || !is_behind_word && is_calculated(own),
                };
                let has_sure = || self.has_sure("\\(", "\\)");
                let has_others = || self.has_brackets.get_or_init(has_sure);
                is_one() || !is_behind_word && is_simple(own) && *has_others()
            }
            _ => has_sign(own),
        }
    }

    /// Whether a text has a formula between signs that has what only formulas have: a power, a command.
    fn has_sure(&self, open: &str, close: &str) -> bool {
        let text = &*self.prepared.text;
        let mut at = 0;
        while let Some(found) = text[at..].find(open) {
            let start = at + found;
            at = start + open.len();
            let line = text[at..].split('\n').next().unwrap_or_default();
            let Some(length) = line.find(close) else {
                continue;
            };
            let own = &line[..length];
            let mut commands = own.split('\\').skip(1);
            let is_sure =
                own.contains('^') || commands.any(|rest| rest.starts_with(char::is_alphabetic));
            // Spaces within `$` part prices.
            let is_tight = open != "$" || own.trim() == own;
            if is_sure && is_tight && self.prepared.structure().code_at(start).is_none() {
                return true;
            }
        }
        false
    }
}

/// Whether a text has a sign that sentences do not have.
fn has_sign(own: &str) -> bool {
    own.contains(['\\', '^', '_', '='])
}

/// Whether a text has words and nothing that a formula has.
fn is_prose(own: &str) -> bool {
    let mut runs = own.split(|c: char| !c.is_alphabetic());
    runs.any(|run| run.chars().count() > 1) && !has_sign(own) && !own.contains(['+', '<', '>', '{'])
}

/// Whether a text has nothing but numbers, single letters and what stands between these in a formula.
fn is_simple(own: &str) -> bool {
    let is_known = |(at, c): (usize, char)| match c {
        '.' => own[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
        c => c.is_alphanumeric() || " +-*/<>!|',:()[]".contains(c),
    };
    let mut letters = own.split(|c: char| !c.is_alphabetic());
    let begins = own
        .trim_start()
        .starts_with(|c: char| c.is_alphanumeric() || "-([|".contains(c));
    let ends = own
        .trim_end()
        .ends_with(|c: char| c.is_alphanumeric() || ")]|'!".contains(c));
    begins
        && ends
        && own.char_indices().all(is_known)
        && letters.all(|run| run.chars().count() <= 1)
}

/// Whether something is done to a letter: `n-1`, `a * b`, `f(x)`. Prose too has `a-z`, `y/n` and `a, b`.
fn is_calculated(own: &str) -> bool {
    if !is_simple(own) || !own.contains(char::is_alphabetic) {
        return false;
    }
    let is_operand = |c: char| c.is_alphanumeric() || "([|".contains(c);
    let has_digit = own.contains(|c: char| c.is_ascii_digit());
    own.char_indices().skip(1).any(|(at, c)| {
        let goes_on = own[at + c.len_utf8()..]
            .trim_start()
            .starts_with(is_operand);
        match c {
            '+' | '*' | '<' | '>' => goes_on,
            '-' | '/' => goes_on && has_digit,
            '(' => own[..at].ends_with(char::is_alphabetic),
            _ => false,
        }
    })
}

/// Whether a text is a number below zero.
fn is_number_below(own: &str) -> bool {
    let number = own.strip_prefix('-').unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether the sentence goes on behind a formula: kramdown and remark have those in sentences between
/// the signs of those that stand alone. Behind one of these may be its number, its name or the end
/// of an element.
fn is_in_a_sentence(text: &str, formula: &Range<usize>) -> bool {
    let before = text[..formula.start].rsplit('\n').next().unwrap_or("");
    let behind = text[formula.end..].split('\n').next().unwrap_or("").trim();
    let is_alone = match before.trim().is_empty() {
        true => behind.starts_with(['{', '<', '(']),
        false => behind.starts_with(['{', '<']),
    };
    !behind.is_empty() && !is_alone && !text[formula.clone()].contains('\n')
}

/// Whether a text ends within the address of a link, where brackets may have signs before them.
fn is_in_address(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let address = word.rfind("](").map(|at| &word[at + 2..]);
    address.is_some_and(|address| !address.replace("\\)", "").contains(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_in_a_sentence_stands_in_its_line() {
        for (text, stands_alone) in [
            ("a $$x$$ b", false),
            ("a $$x$$.", false),
            ("- $$x$$ is b", false),
            ("| $$x$$ | b |", false),
            ("a $$x$$ (in b)", false),
            ("a $$x$$ {: .b}", true),
            ("$$x$$", true),
            ("a:\n$$x$$\nb", true),
            ("$$x$$ (1)", true),
            ("$$x$$ {#eq-a}", true),
            ("<p>$$x$$</p>", true),
            ("a $$\nx\n$$ b", true),
        ] {
            let prepared = Prepared::of(text, 0);
            let (_, _, display) = Formulas::of(&prepared).at(text.find('$').unwrap()).unwrap();
            assert_eq!(display, stands_alone, "{text}");
        }
    }

    /// What the formulas of a text say.
    fn formulas(text: &str) -> Vec<String> {
        let prepared = Prepared::of(text, 0);
        let formulas = Formulas::of(&prepared);
        let (mut said, mut at) = (Vec::new(), 0);
        while let Some(found) = text[at..].find(['$', '\\']) {
            let start = at + found;
            at = start + 1;
            if let Some((range, tex, _)) = formulas.at(start) {
                said.push(tex);
                at = range.end;
            }
        }
        said
    }

    #[test]
    fn what_is_between_signs_decides() {
        for (text, expected) in [
            (
                "a \\(a+b\\), \\(n-1\\), \\(f(x)\\) b",
                vec!["a+b", "n-1", "f(x)"],
            ),
            ("\\\\(n\\\\) and \\\\(10\\\\)", vec!["n", "10"]),
            ("\\\\[ a*b*c \\\\]", vec!["a*b*c"]),
            (
                "$-1$, $-x+y$, $n+1$, $a*b$",
                vec!["-1", "-x+y", "n+1", "a*b"],
            ),
            ("$-1 to $-2", vec![]),
            ("f\\(x\\) g\\(a+b\\) \\(or not\\) \\\\(or not\\\\)", vec![]),
            (
                "\\(a-z\\) \\(y/n\\) \\(C++\\) \\(2019\\) \\(a, b\\) \\(3-5\\)",
                vec![],
            ),
            ("\\(e.g. x+y\\) \\[1\\] \\[a+b\\]", vec![]),
            // What a text that has formulas writes so is one.
            (
                "\\(x^2\\) \\(10\\) \\(a, b\\) \\(or\\)",
                vec!["x^2", "10", "a, b"],
            ),
            ("$10$ and $0.5$", vec![]),
            ("$10$ and $\\alpha$", vec!["10", "\\alpha"]),
            ("$10 and $\\alpha$ and $5", vec!["\\alpha"]),
            ("`$x^2$` $10$", vec!["x^2"]),
        ] {
            assert_eq!(formulas(text), expected, "{text}");
        }
    }
}
