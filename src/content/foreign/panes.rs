//! Code in the tabs and cards of Docsy: what stands in `{{< tab >}}` of a `{{< tabpane >}}` is code, if
//! it does not say otherwise, and what stands in `{{< card code=true >}}`.

use super::block::Block;
use super::meaning::Meaning;
use super::tag::{Family, Tag};

/// What a tag stands for that holds code; `around` is the one that is open around it.
pub(super) fn code(text: &str, tag: &Tag<'_>, around: Option<&Tag<'_>>) -> Option<Meaning> {
    let says = |tag: &Tag<'_>, name: &str| tag.arguments.get(&[name]) == Some("true");
    match tag.name {
        _ if tag.family != Family::Hugo => None,
        "tab" => {
            // Between `%` it is Markdown.
            let is_markdown = text[tag.range.start..].starts_with("{{%");
            let pane = around.filter(|around| around.name == "tabpane" && !is_markdown)?;
            if says(tag, "text") || says(pane, "text") {
                return None;
            }
            let own = |name: &str| tag.arguments.get(&[name]).or(pane.arguments.get(&[name]));
            let header = tag.arguments.get_or(&["header"], 0);
            let is_header = own("langEqualsHeader") == Some("true");
            let named = header.filter(|_| is_header).map(str::to_lowercase);
            let language = named.or_else(|| own("lang").map(str::to_owned));
            let language = language.unwrap_or_default();
            let title = header.unwrap_or(&language).to_owned();
            let block = Block::Tab { title };
            Some(Meaning::CodeInside(block, String::new(), plain(&language)))
        }
        "card" if says(tag, "code") => {
            let language = tag.arguments.get(&["lang"]).unwrap_or_default();
            let header = tag.arguments.get(&["header", "title"]).unwrap_or_default();
            let header = header.trim_matches('*').trim();
            let bold = match header {
                "" => String::new(),
                header => format!("**{header}**\n\n"),
            };
            Some(Meaning::CodeInside(Block::Plain, bold, plain(language)))
        }
        _ => None,
    }
}

/// The name of a language, which ends no line.
fn plain(language: &str) -> String {
    language.chars().filter(|c| !"`\n ".contains(*c)).collect()
}
