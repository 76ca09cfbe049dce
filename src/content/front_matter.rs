//! Where the front matter of a file ends and its text begins.

/// The two parts of a content file, as byte offsets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// The YAML between the `---` lines.
    pub yaml: Option<(usize, usize)>,
    /// First byte of the text.
    pub body: usize,
    /// What kept the front matter from being read.
    pub trouble: Option<Trouble>,
}

/// Why there is front matter that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The first line opens it and no line closes it.
    NotClosed,
    /// It is TOML, between `+++` lines.
    Toml,
}

/// Splits a file into front matter and text.
pub(super) fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let first = line_at(text, start);
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return Split {
            yaml: None,
            body: start,
            trouble: None,
        };
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    while at < text.len() {
        let line = line_at(text, at);
        if line.trim_end() == fence {
            let body = at + line.len();
            return match fence {
                "---" => Split {
                    yaml: Some((yaml_start, at)),
                    body,
                    trouble: None,
                },
                _ => Split {
                    yaml: None,
                    body,
                    trouble: Some(Trouble::Toml),
                },
            };
        }
        at += line.len();
    }
    if fence == "+++" || text.len() == yaml_start {
        // A lone line of this kind is a thematic break or plain text, not front matter.
        return Split {
            yaml: None,
            body: start,
            trouble: None,
        };
    }
    Split {
        yaml: None,
        body: text.len(),
        trouble: Some(Trouble::NotClosed),
    }
}

/// The line that begins at `at`, with its line ending.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find('\n').map_or(rest, |end| &rest[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_what_stands_between_the_fences() {
        let ok = |yaml, body| Split {
            yaml,
            body,
            trouble: None,
        };
        assert_eq!(split("---\na: 1\n---\nx"), ok(Some((4, 9)), 13));
        assert_eq!(split("---\r\na: 1\r\n---\r\nx"), ok(Some((5, 11)), 16));
        assert_eq!(split("\u{feff}---\n---\n"), ok(Some((7, 7)), 11));
        assert_eq!(split("x\n---\n"), ok(None, 0));
        assert_eq!(split(""), ok(None, 0));
        assert_eq!(split("---\na: 1\n").trouble, Some(Trouble::NotClosed));
        assert_eq!(split("+++\na = 1\n+++\nx").trouble, Some(Trouble::Toml));
    }
}
