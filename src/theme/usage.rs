//! What a template uses: other templates, and functions that read the cards of any page.
//!
//! Tera compiles templates but does not say what they name, so their tags are read here as Tera
//! reads them: words and quoted texts between `{{`, `{%` and their ends. What is only written about
//! (outside of tags, in comments) is not used; a name in a tag counts, whatever it is there.

use std::collections::BTreeSet;

/// What one template uses.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Names of templates that it extends or includes.
    pub templates: BTreeSet<String>,
    /// Whether it may read the card of any page.
    pub reads_cards: bool,
    /// Whether it has components, which are found by their names from everywhere.
    pub has_components: bool,
}

impl Usage {
    /// Looks at the text of the template called `name`; `templates` are all that there are, and
    /// `reading_cards` the functions that read cards.
    pub fn of(name: &str, text: &str, templates: &[&str], reading_cards: &[&str]) -> Self {
        let mut usage = Self {
            has_components: name.starts_with("components/"),
            ..Self::default()
        };
        for token in tokens(text) {
            match token {
                Token::Text(text) if templates.contains(&text) => {
                    usage.templates.insert(text.to_owned());
                }
                Token::Word("component") => usage.has_components = true,
                Token::Word(word) => usage.reads_cards |= reading_cards.contains(&word),
                Token::Text(_) => {}
            }
        }
        usage
    }
}

/// A part of a tag.
#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    /// A name or keyword that is not that of an attribute (`page.title` has one word).
    Word(&'a str),
    /// What stands between quotation marks.
    Text(&'a str),
}

/// The tokens of all tags of a template.
fn tokens(template: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let end = match rest.as_bytes().get(at + 1) {
            Some(b'#') => {
                let comment = &rest[at + 2..];
                rest = comment.split_once("#}").map_or("", |(_, after)| after);
                continue;
            }
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                rest = &rest[at + 1..];
                continue;
            }
        };
        let before = tokens.len();
        rest = tokens_of_tag(&rest[at + 2..], end, &mut tokens);
        if end == "%}" && tokens[before..] == [Token::Word("raw")] {
            rest = after_raw(rest);
        }
    }
    tokens
}

/// What follows the tag that ends a raw block.
fn after_raw(block: &str) -> &str {
    let is_end = |at: &usize| {
        let tag = block[at + 2..].trim_start_matches(['-', ' ', '\t', '\r', '\n']);
        tag.starts_with("endraw")
    };
    let mut tags = block.match_indices("{%").map(|(at, _)| at);
    tags.find(is_end).map_or("", |at| &block[at..])
}

/// How long a quoted text is that begins after its quotation mark; a backslash escapes what follows.
fn length_of_text(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if c == quote && !is_escaped {
            return at;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

/// The tokens of a tag up to its `end`; what follows it is returned.
fn tokens_of_tag<'a>(tag: &'a str, end: &str, tokens: &mut Vec<Token<'a>>) -> &'a str {
    let mut rest = tag;
    let mut is_attribute = false;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(end) {
            return after;
        }
        // A spread is no dot before an attribute.
        if let Some(after) = rest.strip_prefix("...") {
            (rest, is_attribute) = (after, false);
            continue;
        }
        let is_part_of_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match c {
            '"' | '\'' | '`' => {
                let text = &rest[1..];
                let length = length_of_text(text, c);
                tokens.push(Token::Text(&text[..length]));
                (length + 2).min(rest.len())
            }
            c if is_part_of_word(c) => {
                let length = rest.find(|c| !is_part_of_word(c)).unwrap_or(rest.len());
                if !is_attribute {
                    tokens.push(Token::Word(&rest[..length]));
                }
                length
            }
            c => c.len_utf8(),
        };
        is_attribute = c == '.' || is_attribute && c.is_whitespace();
        rest = &rest[length..];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(text: &str) -> Usage {
        Usage::of("a.html", text, &["b.html", "c.html"], &["pages", "table"])
    }

    #[test]
    fn calls_count_however_they_are_written() {
        for call in [
            "{{ pages(type=\"x\") }}",
            "{{pages (type='x')}}",
            "{%- for p in pages\n(type=\"x\") -%}{% endfor %}",
            "{% set all = pages(type=\"}}\") %}",
            "{% set all = [...pages(type='x')] %}",
            "{% set all = [... pages(type='x')] %}",
            "{#} it's {{ \" #}{{ pages(type='x') }}",
            "{% raw %} it's {{ {% endraw %}{{ pages(type='x') }}",
            "{{ 'it\\'s' }}{{ pages(type='x') }}",
            "{% if x %}{{ x | f(y=table(file=\"t.csv\")) }}{% endif %}",
        ] {
            assert!(usage(call).reads_cards, "{call}");
        }
    }

    #[test]
    fn what_is_only_written_about_does_not_count() {
        for text in [
            "<table> pages() </table>",
            "{# {{ pages(type='x') }} #}",
            "{{ list.pages }}{{ list . pages }}",
            "{{ 'pages' }} { pages }",
            "{%- raw -%} {{ pages() }} {%- endraw -%}",
            "{{ t.pages }}{% unfinished",
        ] {
            assert!(!usage(text).reads_cards, "{text}");
        }
    }

    #[test]
    fn other_templates_are_named_in_quotation_marks() {
        let found = usage("{% extends 'b.html' %}{% include \"c.html\" %} 'x.html' \"b.html\"");
        assert_eq!(found.templates.len(), 2);
        let none = usage("see \"b.html\" {{ \"x.html\" }}");
        assert!(none.templates.is_empty());
    }

    #[test]
    fn components_are_found_by_their_names() {
        assert!(usage("{% component card(page) %}{% endcomponent %}").has_components);
        assert!(Usage::of("components/x.html", "", &[], &[]).has_components);
        assert!(!usage("{{ page.component }}").has_components);
    }
}
