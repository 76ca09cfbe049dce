//! Rust text → tokens with their lines: no comments, nothing that is there for tests alone.
//!
//! A tokenizer by hand and not `syn`: paths inside of macros (`format!`, `json!`) are found as
//! well, and no test run waits for another compilation of `syn` with all its features.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Name,
    /// `::`, or one other sign.
    Sign,
    /// The inside of a string, escapes as they are written.
    Text,
    /// A number, a character, a lifetime.
    Other,
}

/// A token.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    /// Counted from one.
    pub line: usize,
}

impl Token {
    /// Whether it is this sign or this word.
    pub fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Name | Kind::Sign)
    }

    /// The name that it is.
    pub fn name(&self) -> Option<&str> {
        (self.kind == Kind::Name).then_some(self.text.as_str())
    }
}

/// The tokens of a file without those of its tests.
pub fn tokens(text: &str) -> Vec<Token> {
    without_tests(&Scanner::new(text).all())
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Goes on by so many bytes.
    fn take(&mut self, length: usize) -> &'t str {
        let taken = &self.text[self.at..self.at + length];
        self.line += taken.matches('\n').count();
        self.at += length;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.take(length)
    }

    fn all(mut self) -> Vec<Token> {
        let mut all = Vec::new();
        while let Some(c) = self.rest().chars().next() {
            let line = self.line;
            if let Some((kind, text)) = self.one(c) {
                all.push(Token { kind, text, line });
            }
        }
        all
    }

    /// The next token, or nothing where there is space or a comment.
    fn one(&mut self, c: char) -> Option<(Kind, String)> {
        let rest = self.rest();
        if c.is_whitespace() {
            self.take_while(char::is_whitespace);
            return None;
        }
        if rest.starts_with("//") {
            self.take_while(|c| c != '\n');
            return None;
        }
        if rest.starts_with("/*") {
            self.block_comment();
            return None;
        }
        if let Some(text) = self.string() {
            return Some((Kind::Text, text));
        }
        if c == '\'' {
            return Some((Kind::Other, self.quote().to_owned()));
        }
        if c.is_ascii_digit() {
            let number = self.take_while(|c| c.is_alphanumeric() || c == '_');
            return Some((Kind::Other, number.to_owned()));
        }
        if c.is_alphabetic() || c == '_' {
            let raw = rest.starts_with("r#");
            self.take(if raw { 2 } else { 0 });
            let name = self.take_while(|c| c.is_alphanumeric() || c == '_');
            return Some((Kind::Name, name.to_owned()));
        }
        let length = if rest.starts_with("::") {
            2
        } else {
            c.len_utf8()
        };
        Some((Kind::Sign, self.take(length).to_owned()))
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.take(2);
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.take(2);
            } else {
                self.take(rest.chars().next().map_or(0, char::len_utf8));
            }
            if depth == 0 || self.rest().is_empty() {
                return;
            }
        }
    }

    /// The inside of `"…"`, `b"…"`, `c"…"`, `r"…"`, `r#"…"#`.
    fn string(&mut self) -> Option<String> {
        let rest = self.rest();
        let letters = rest.find(|c| !matches!(c, 'b' | 'c' | 'r'))?;
        let raw = rest[..letters].contains('r');
        let hashes = rest[letters..].find(|c| c != '#')?;
        let opened = rest[letters + hashes..].starts_with('"');
        if !opened || letters > 2 || (hashes > 0 && !raw) {
            return None;
        }
        let start = letters + hashes + 1;
        let end = if raw {
            let close = format!("\"{}", "#".repeat(hashes));
            start + rest[start..].find(&close)?
        } else {
            start + end_of_string(&rest[start..])?
        };
        self.take(end + 1 + hashes);
        Some(rest[start..end].to_owned())
    }

    /// A character, or a lifetime.
    fn quote(&mut self) -> &'t str {
        let mut inside = self.rest()[1..].char_indices();
        let first = inside.next().map(|(_, c)| c);
        let close = match first {
            Some('\\') => {
                inside.next();
                inside.find(|(_, c)| *c == '\'').map(|(i, _)| i)
            }
            _ => inside.next().filter(|(_, c)| *c == '\'').map(|(i, _)| i),
        };
        if let Some(close) = close {
            return self.take(close + 2);
        }
        self.take(1);
        self.take_while(|c| c.is_alphanumeric() || c == '_')
    }
}

/// Where the quotation mark is that ends a string.
fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.find(|c| match c {
        '\\' => {
            escaped = !escaped;
            false
        }
        '"' => !std::mem::take(&mut escaped),
        _ => {
            escaped = false;
            false
        }
    })
}

/// Leaves out every item below `#[cfg(test)]` or `#[test]`.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some(end) = attribute(tokens, i) else {
            kept.push(tokens[i].clone());
            i += 1;
            continue;
        };
        let inside: Vec<&str> = tokens[i..end].iter().map(|t| t.text.as_str()).collect();
        if matches!(
            inside.as_slice(),
            ["#", "[", "cfg", "(", "test", ")", "]"] | ["#", "[", "test", "]"]
        ) {
            i = end_of_item(tokens, end);
        } else {
            kept.extend_from_slice(&tokens[i..end]);
            i = end;
        }
    }
    kept
}

/// Where the attribute ends that begins here, if one does.
pub fn attribute(tokens: &[Token], start: usize) -> Option<usize> {
    let sign = |i: usize, text: &str| tokens.get(i).is_some_and(|token| token.is(text));
    if !sign(start, "#") {
        return None;
    }
    let open = if sign(start + 1, "!") {
        start + 2
    } else {
        start + 1
    };
    sign(open, "[").then(|| end_of_group(tokens, open))
}

/// Where the brackets are closed that open here: the place behind them.
pub fn end_of_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        if token.kind == Kind::Sign {
            match token.text.as_str() {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// Where an item ends: behind its `;` or its braces.
pub fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut i = start;
    while i < tokens.len() {
        let token = &tokens[i];
        if token.is(";") {
            return i + 1;
        }
        if token.is("{") {
            return end_of_group(tokens, i);
        }
        i = if token.is("(") || token.is("[") {
            end_of_group(tokens, i)
        } else {
            i + 1
        };
    }
    tokens.len()
}
