//! Code as stretches of one kind, for colours: comments, strings, numbers, words of the language,
//! names of elements and keys. Told by the signs and words of each language, in one pass; what is
//! more than that no reader of a page needs.

use super::languages::{Form, Language, language, of_component};
use std::ops::Range;

/// What a stretch of code is; its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Comment,
    Text,
    Number,
    Word,
    Name,
}

impl Token {
    /// The class of its element.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Comment => "hl-c",
            Self::Text => "hl-s",
            Self::Number => "hl-n",
            Self::Word => "hl-w",
            Self::Name => "hl-k",
        }
    }
}

/// The stretches of a code that have a colour, in order; none in a language that is not known.
pub(super) fn stretches(code: &str, name: &str) -> Vec<(Range<usize>, Token)> {
    if ["console", "shell-session", "shellsession"].contains(&name) {
        return commands(code);
    }
    // Of a component often only what it runs is shown.
    let shows_elements = code.trim_start().starts_with(['<', '-']);
    let language = match of_component(name) && !shows_elements {
        true => language("ts"),
        false => language(name),
    };
    match language {
        Some(language) => Reader {
            code,
            language,
            at: 0,
            found: Vec::new(),
            in_tag: false,
        }
        .read(),
        None => Vec::new(),
    }
}

/// What somebody wrote at a terminal: what it answered has no colour.
fn commands(code: &str) -> Vec<(Range<usize>, Token)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let own = line.trim_start();
        let prompt = ["$ ", "> ", "% "]
            .iter()
            .find(|sign| own.starts_with(*sign));
        if let Some(prompt) = prompt {
            let from = at + line.len() - own.len() + prompt.len();
            found.extend(within(code, from..at + line.len(), "sh"));
        }
        at += line.len();
    }
    found
}

/// The stretches of a part that is in a language of its own.
fn within(
    code: &str,
    part: Range<usize>,
    name: &str,
) -> impl Iterator<Item = (Range<usize>, Token)> {
    let found = stretches(&code[part.clone()], name).into_iter();
    found.map(move |(range, token)| (part.start + range.start..part.start + range.end, token))
}

struct Reader<'a> {
    code: &'a str,
    language: Language,
    at: usize,
    found: Vec<(Range<usize>, Token)>,
    /// Between `<` and `>`.
    in_tag: bool,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<(Range<usize>, Token)> {
        if self.language.form == Form::Elements
            && let Some(inside) = self.code.strip_prefix("---\n")
        {
            let end = 4 + inside.find("\n---").unwrap_or(inside.len());
            self.other(end, "ts");
        }
        while let Some(c) = self.code[self.at..].chars().next() {
            let start = self.at;
            let taken = self
                .comment()
                .or_else(|| self.text())
                .or_else(|| self.word(c));
            match taken {
                Some((end, Some(token))) => {
                    self.found.push((start..end, token));
                    self.at = end;
                }
                Some((end, None)) => self.at = end,
                None => {
                    self.at += c.len_utf8();
                    if self.language.form == Form::Elements {
                        let was_in_tag = self.in_tag;
                        self.in_tag = c == '<' || self.in_tag && c != '>';
                        if was_in_tag && c == '>' {
                            self.program();
                        }
                    }
                }
            }
        }
        self.found
    }

    /// Reads what a page runs, and its styles, where their element has just begun.
    fn program(&mut self) {
        let tag = self.code[..self.at].rsplit('<').next().unwrap_or("");
        let rest = &self.code[self.at..];
        for (element, name) in [("script", "ts"), ("style", "css")] {
            let begins = tag.strip_prefix(element);
            if begins.is_some_and(|more| more.starts_with([' ', '>', '\n'])) {
                let end = rest.find(&format!("</{element}")).unwrap_or(rest.len());
                self.other(self.at + end, name);
            }
        }
    }

    /// Reads up to a place in another language.
    fn other(&mut self, end: usize, name: &str) {
        self.found.extend(within(self.code, self.at..end, name));
        self.at = end;
    }

    fn comment(&self) -> Option<(usize, Option<Token>)> {
        let rest = &self.code[self.at..];
        for (open, close) in self.language.block {
            if let Some(inside) = rest.strip_prefix(open) {
                let length = inside
                    .find(close)
                    .map_or(inside.len(), |end| end + close.len());
                return Some((self.at + open.len() + length, Some(Token::Comment)));
            }
        }
        let begins = self.language.line.iter().any(|sign| rest.starts_with(sign));
        // A sign within a word or an address is none.
        let before = self.code[..self.at].chars().next_back();
        let free = before.is_none_or(|c| c.is_whitespace() || ";{}()".contains(c));
        let length = rest.find('\n').unwrap_or(rest.len());
        let directive = rest.starts_with('#') && self.language.words.contains(&"#include");
        (begins && free && !directive).then_some((self.at + length, Some(Token::Comment)))
    }

    fn text(&self) -> Option<(usize, Option<Token>)> {
        if self.language.form == Form::Elements && !self.in_tag {
            return None;
        }
        let rest = &self.code[self.at..];
        let signs = self.language.text.iter();
        let (open, close, lines) = signs.clone().find(|(open, _, _)| rest.starts_with(open))?;
        let inside = &rest[open.len()..];
        let mut escaped = false;
        let mut end = None;
        for (at, c) in inside.char_indices() {
            if !escaped && inside[at..].starts_with(close) {
                end = Some(at + close.len());
                break;
            }
            if c == '\n' && !lines {
                break;
            }
            escaped = c == '\\' && !escaped;
        }
        // An apostrophe, or the sign of a lifetime.
        let end = self.at + open.len() + end?;
        let after = self.code[end..].trim_start_matches(' ');
        let is_key = self.language.form == Form::Keys && after.starts_with(':');
        Some((end, Some(if is_key { Token::Name } else { Token::Text })))
    }

    fn word(&self, first: char) -> Option<(usize, Option<Token>)> {
        let rest = &self.code[self.at..];
        let is_part = |c: char| {
            let hyphen = matches!(
                self.language.form,
                Form::Keys | Form::Elements | Form::Shell
            );
            c.is_alphanumeric() || c == '_' || c == '-' && hyphen
        };
        let sign = first == '#'
            || first == '$' && self.language.form == Form::Shell
            || first == '-' && self.language.form == Form::Shell;
        if !(is_part(first) || sign) {
            return None;
        }
        let skip = first.len_utf8();
        let length = rest[skip..]
            .find(|c| !is_part(c))
            .map_or(rest.len(), |end| end + skip);
        let (word, end) = (&rest[..length], self.at + length);
        let token = if first.is_ascii_digit() {
            Some(Token::Number)
        } else if self.is_word(word) {
            Some(Token::Word)
        } else {
            self.name(word, &rest[length..])
        };
        Some((end, token))
    }

    fn is_word(&self, word: &str) -> bool {
        match self.language.form {
            Form::AnyCase => self
                .language
                .words
                .contains(&word.to_ascii_lowercase().as_str()),
            _ => self.language.words.contains(&word),
        }
    }

    /// What a word is that is none of the language's.
    fn name(&self, word: &str, after: &str) -> Option<Token> {
        let before = &self.code[..self.at];
        match self.language.form {
            Form::Elements if self.in_tag => match before.ends_with(['<', '/']) {
                true => Some(Token::Word),
                false => Some(Token::Name),
            },
            Form::Keys => {
                let line = before.rsplit('\n').next().unwrap_or("");
                let begins = line
                    .trim_start_matches([' ', '\t', '-', '[', '{', '"', '.'])
                    .is_empty();
                let after = after.trim_start_matches(' ');
                let is_key = begins && (after.starts_with([':', '=', ']', '.']));
                is_key.then_some(Token::Name)
            }
            Form::Shell => {
                let is_option =
                    word.starts_with('-') && before.ends_with([' ', '\n']) && word.len() > 1;
                (is_option || word.starts_with('$') && word.len() > 1).then_some(Token::Name)
            }
            Form::Words | Form::AnyCase | Form::Elements => {
                after.starts_with('(').then_some(Token::Name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, name: &str) -> String {
        let found = stretches(code, name);
        let parts = found
            .iter()
            .map(|(range, token)| format!("{}{}", &token.class()[3..], &code[range.clone()]));
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn code_is_told_by_the_signs_of_its_language() {
        for (name, code, expected) in [
            ("js", "const a = `x`; // y\nf(1)", "wconst s`x` c// y kf n1"),
            (
                "rust",
                "fn a<'b>() -> &'b str { \"c\\\"d\" }",
                "wfn wstr s\"c\\\"d\"",
            ),
            (
                "python",
                "def a():\n  \"\"\"b\n  c\"\"\"  # d",
                "wdef ka s\"\"\"b\n  c\"\"\" c# d",
            ),
            (
                "yaml",
                "a-b: true # c\n- d: \"e\"",
                "ka-b wtrue c# c kd s\"e\"",
            ),
            ("json", "{\"a\": [1, \"b\"]}", "k\"a\" n1 s\"b\""),
            (
                "html",
                "<a href=\"b\">it's</a><!-- c -->",
                "wa khref s\"b\" wa c<!-- c -->",
            ),
            (
                "vue-html",
                "<A :b=\"c\" /><!-- d -->",
                "wA kb s\"c\" c<!-- d -->",
            ),
            (
                "vue",
                "<script setup>\nconst a = 1\n</script>\n<style>\nb { color: red }\n</style>\n<p>if</p>",
                "wscript ksetup wconst n1 wscript wstyle wstyle wp wp",
            ),
            ("vue", "const a = 1", "wconst n1"),
            (
                "astro",
                "---\nimport A from 'a';\n---\n<A/>",
                "wimport wfrom s'a' wA",
            ),
            ("console", "$ a --b\nerror: if --c\n", "k--b"),
            ("sql", "SELECT a FROM b -- c", "wSELECT wFROM c-- c"),
            ("sh", "npm run --flag $HOME # x", "k--flag k$HOME c# x"),
            ("cpp", "#include <a>\nint b;", "w#include wint"),
            ("css", "a { color: red; } /* b */", "c/* b */"),
            ("unknown", "if \"a\"", ""),
        ] {
            assert_eq!(shown(code, name), expected, "{name}");
        }
    }

    #[test]
    fn stretches_are_in_order_and_whole_characters() {
        for name in [
            "js", "rust", "python", "yaml", "html", "sh", "sql", "c", "css", "toml",
        ] {
            for code in [
                "è\"é",
                "'",
                "/*",
                "<!--",
                "`\n",
                "\\",
                "\"\\",
                "#è",
                "1è",
                "<è a='",
                "\u{1f600}\"",
            ] {
                let mut at = 0;
                for (range, _) in stretches(code, name) {
                    assert!(
                        range.start >= at && code.get(range.clone()).is_some(),
                        "{name} {code}"
                    );
                    at = range.end;
                }
            }
        }
    }
}
