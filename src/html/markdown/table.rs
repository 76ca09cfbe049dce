//! Tables of which Markdown has the like: a row of heads above rows of short texts.

use crate::html::Token;

/// What Markdown cannot have in a cell.
const TOO_MUCH: [&str; 6] = ["table", "ul", "ol", "pre", "blockquote", "dl"];

/// A table.
#[derive(Default)]
pub(super) struct Table {
    /// What readers see as its title.
    pub(super) caption: Option<String>,
    /// Its rows, the heads first.
    pub(super) rows: Vec<Vec<String>>,
}

/// The table whose beginning these tokens follow, and how many belong to it; nothing if Markdown
/// has none like it. `written` makes Markdown of what is in a cell.
pub(super) fn read(
    tokens: &[Token],
    written: &dyn Fn(&[Token]) -> String,
) -> Option<(Table, usize)> {
    let is_end = |token: &Token| matches!(token, Token::End(name) if name == "table");
    let length = tokens.iter().position(is_end)?;
    let (mut table, mut heads) = (Table::default(), 0);
    // Where the open cell or the title begins, and whether readers see it.
    let mut open: Option<(usize, &str)> = None;
    for (i, token) in tokens[..=length].iter().enumerate() {
        let name = match token {
            Token::Start(tag) => {
                let spans = tag.get("colspan").or(tag.get("rowspan")).is_some();
                if spans || TOO_MUCH.contains(&tag.name.as_str()) {
                    return None;
                }
                tag.name.as_str()
            }
            Token::End(name) => name.as_str(),
            _ => continue,
        };
        if !matches!(
            name,
            "td" | "th" | "tr" | "caption" | "thead" | "tbody" | "tfoot" | "table"
        ) {
            continue;
        }
        if let Some((start, kind)) = open.take() {
            let text = cell(&written(&tokens[start..i]));
            match kind {
                "caption" => table.caption = Some(text),
                "hidden" => {}
                _ => table.rows.last_mut()?.push(text),
            }
        }
        if let Token::Start(tag) = token {
            match name {
                "tr" => table.rows.push(Vec::new()),
                "caption" if tag.get("class").is_some() => open = Some((i + 1, "hidden")),
                "td" | "th" | "caption" => open = Some((i + 1, name)),
                _ => {}
            }
            heads += usize::from(name == "th" && table.rows.len() == 1);
        }
    }
    let columns = table.rows.first()?.len();
    let is_even = table.rows.iter().all(|row| row.len() == columns);
    (columns > 0 && heads == columns && is_even).then_some((table, length + 1))
}

/// A cell in one line.
fn cell(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}
