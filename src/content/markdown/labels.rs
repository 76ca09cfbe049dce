//! What a table and its columns are called.

/// The names of the table being written.
#[derive(Default)]
pub(super) struct Labels {
    /// Those of its columns, escaped.
    pub columns: Vec<String>,
    /// Where the HTML of the cell being read begins.
    pub from: usize,
    /// How many tables there have been below the last heading.
    pub below: usize,
    /// How many headings there had been then.
    pub heading: usize,
}

/// The text of HTML, escaped for an attribute: without tags, and without what stands for what is not
/// known yet.
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let (mut in_tag, mut in_sentinel) = (false, false);
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            '\u{e000}'..='\u{f8ff}' => in_sentinel = !in_sentinel,
            _ if in_tag || in_sentinel => {}
            '"' => text.push_str("&quot;"),
            c => text.push(c),
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn heads_are_texts() {
        assert_eq!(
            text_of("<strong>A &amp; B</strong> \"c\""),
            "A &amp; B &quot;c&quot;"
        );
        assert_eq!(text_of("\u{e000}12\u{e001}SUA"), "SUA");
    }
}
