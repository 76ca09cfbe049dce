//! HTML as the tokens that browsers read it as: the generator's only door to html5ever, whose
//! tokenizer follows the standard (<https://html.spec.whatwg.org/#tokenization>) for any input.

mod markdown;
mod rewrite;

pub use markdown::markdown;
pub use rewrite::{Move, anywhere};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Html5Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// A token; comments that end and document types are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// An element begins.
    Start(Tag),
    /// An element ends. Its name, in small letters.
    End(String),
    /// Text, with its entities decoded.
    Text(String),
    /// A comment that does not end in this piece.
    OpenComment {
        /// The line in which it begins, from 0.
        line: usize,
    },
}

/// The tag with which an element begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The name of the element, in small letters.
    pub name: String,
    /// Names, in small letters, and decoded values; each name only once.
    pub attributes: Vec<(String, String)>,
    /// The line in which it begins, from 0.
    pub line: usize,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements in which nothing is meant as markup.
pub const CODE: [&str; 4] = ["code", "pre", "kbd", "samp"];

/// The name of the element that a tag begins or ends, as it is written.
pub fn name_of_tag(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    &name[..end.unwrap_or(name.len())]
}

/// Whether an element has neither content nor an end: the void elements of the standard
/// (<https://html.spec.whatwg.org/#void-elements>), and `param`, which was one.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// The tokens of a piece of HTML, in order.
pub fn tokens(html: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It would stop only for a sink that runs scripts.
    let _ = tokenizer.feed(&input);
    tokenizer.sink.0.borrow_mut().is_over = true;
    tokenizer.end();
    tokenizer.sink.0.into_inner().tokens
}

#[derive(Default)]
struct Collector(RefCell<Collected>);

#[derive(Default)]
struct Collected {
    tokens: Vec<Token>,
    /// The line in which the last token ended, from 0.
    line: usize,
    /// All of the text has been read.
    is_over: bool,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Html5Token, line: u64) -> TokenSinkResult<()> {
        // What is wrong with HTML is no part of it, and ends nothing.
        if matches!(token, Html5Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        let mut collected = self.0.borrow_mut();
        let Collected {
            tokens,
            line: last,
            is_over,
        } = &mut *collected;
        let begun = std::mem::replace(last, (line as usize).saturating_sub(1));
        match token {
            Html5Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let attributes = tag.attrs.into_iter();
                let attributes = attributes
                    .map(|found| (found.name.local.to_string(), found.value.to_string()))
                    .collect();
                let name = tag.name.to_string();
                let kind = raw_kind(&name);
                tokens.push(Token::Start(Tag {
                    name,
                    attributes,
                    line: begun,
                }));
                return kind.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Html5Token::TagToken(tag) => tokens.push(Token::End(tag.name.to_string())),
            Html5Token::CharacterTokens(text) => match tokens.last_mut() {
                Some(Token::Text(before)) => before.push_str(&text),
                _ => tokens.push(Token::Text(text.to_string())),
            },
            Html5Token::CommentToken(_) if *is_over => {
                tokens.push(Token::OpenComment { line: begun });
            }
            Html5Token::DoctypeToken(_)
            | Html5Token::CommentToken(_)
            | Html5Token::NullCharacterToken
            | Html5Token::EOFToken
            | Html5Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the text of an element is read, where it is no markup: what the tree builder says to a
/// tokenizer.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "iframe" | "noscript" | "noembed" | "noframes" | "xmp" => Some(RawKind::Rawtext),
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(html: &str) -> Vec<(String, String)> {
        match tokens(html).into_iter().next() {
            Some(Token::Start(tag)) => tag.attributes,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        for html in [
            "<img src=i.png>",
            "<img src='i.png'>",
            "<IMG\n SRC = \"i.png\" src=other>",
            "<img/src=i&#46;png>",
        ] {
            assert_eq!(
                attributes(html),
                [("src".to_owned(), "i.png".to_owned())],
                "{html}"
            );
        }
        assert_eq!(attributes("<p title=\"a > b\">")[0].1, "a > b");
    }

    #[test]
    fn text_is_decoded_and_code_is_no_markup() {
        let html = "a&amp;b<!-- <i> --><script>\"<b>\" &lt;</script><br/>";
        let tag = |name: &str| {
            Token::Start(Tag {
                name: name.to_owned(),
                attributes: Vec::new(),
                line: 0,
            })
        };
        assert_eq!(
            tokens(html),
            [
                Token::Text("a&b".to_owned()),
                tag("script"),
                Token::Text("\"<b>\" &lt;".to_owned()),
                Token::End("script".to_owned()),
                tag("br"),
            ]
        );
    }

    #[test]
    fn comments_that_do_not_end_are_told() {
        let found = tokens("a\n<!-- b\n<i>c");
        assert_eq!(found.last(), Some(&Token::OpenComment { line: 1 }));
        assert_eq!(tokens("<!-- b --><!-- c -->"), []);
    }

    #[test]
    fn tags_know_their_line() {
        let found = tokens("a\n<b\n x=1>\n\n<i>");
        let lines = found.iter().filter_map(|token| match token {
            Token::Start(tag) => Some((tag.name.as_str(), tag.line)),
            _ => None,
        });
        assert_eq!(lines.collect::<Vec<_>>(), [("b", 1), ("i", 4)]);
    }
}
