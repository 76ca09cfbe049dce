//! Tabs that are lines between colons: `== Title` of `vitepress-plugin-tabs`, `@tab Title` of VuePress
//! between `:::tabs` and `:::`; and the blocks `::: code-group-item Title` of VuePress.

use crate::content::prepared::{Edit, Prepared};

/// What begins the name of a tab.
const SIGNS: [&str; 3] = ["== ", "@tab ", "@tab:active "];
/// What begins and ends a set, and whatever else stands between colons.
const COLONS: &str = ":::";
/// A tab of code that is a block of its own.
const ITEM: &str = "code-group-item";

/// A component that is open: `Some` in a set of tabs, with whether one of its tabs is open.
type Open = Option<bool>;

/// Writes them as tabs of ours.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    let has_lines = prepared.has_any(&SIGNS) && prepared.has_any(&["tabs"]);
    if !has_lines && !prepared.has_any(&[ITEM]) {
        return;
    }
    let text = &*prepared.text;
    let structure = prepared.structure();
    let mut edits = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let own = content.trim_start_matches([' ', '\t', '>']);
        let before = &content[..content.len() - own.len()];
        let (start, end) = (at + before.len(), at + content.len());
        at += line.len();
        if !own.starts_with(['=', ':', '@']) || structure.is_opaque(start) {
            continue;
        }
        let mut put = |text: String| {
            edits.push(Edit {
                range: start..end,
                text,
            });
        };
        if let Some(title) = title(own) {
            let Some(Some(has_tab)) = open.last_mut() else {
                continue;
            };
            let close = match std::mem::replace(has_tab, true) {
                true => format!("{COLONS}\n{before}"),
                false => String::new(),
            };
            put(format!("{close}{}", tab(title)));
        } else if own.starts_with(COLONS) {
            let word = own.trim_matches(':').trim();
            if word.is_empty() {
                if open.pop() == Some(Some(true)) {
                    put(format!("{COLONS}\n{before}{own}"));
                }
                continue;
            }
            if let Some(title) = word.strip_prefix(ITEM).filter(|title| !title.is_empty()) {
                put(tab(title.trim().trim_end_matches(":active")));
                open.push(None);
                continue;
            }
            let next = || text[at..].lines().find(|line| !line.trim().is_empty());
            let next = next().map_or("", str::trim_start);
            let is_set = is_set(word) && self::title(next).is_some();
            let has_items = word == "code-group" && next.trim_matches(':').trim().starts_with(ITEM);
            // Which sets change together says nothing here.
            if (is_set || has_items) && word != "tabs" {
                let colons = own.bytes().take_while(|byte| *byte == b':').count();
                put(format!("{}tabs", ":".repeat(colons)));
            }
            open.push(is_set.then_some(false));
        }
    }
    prepared.edit(edits);
}

/// The title of a tab that is a line.
fn title(line: &str) -> Option<&str> {
    let title = SIGNS.iter().find_map(|sign| line.strip_prefix(sign))?;
    // What it is chosen by.
    let named = title.rsplit_once('#').filter(|(own, id)| {
        let is_named = !own.is_empty() && !id.is_empty() && !id.contains(' ');
        line.starts_with('@') && is_named
    });
    Some(named.map_or(title, |(own, _)| own).trim())
}

/// Whether a word begins a set, whatever it is called.
fn is_set(word: &str) -> bool {
    let name = word.split('#').next().unwrap_or_default();
    matches!(name, "tabs" | "code-tabs") || word.starts_with("tabs key:")
}

fn tab(title: &str) -> String {
    format!("{COLONS}tab title=\"{}\"", title.replace('"', "”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_two_signs_are_tabs() {
        for (text, expected) in [
            (
                ":::tabs key:ab\n== A\na\n== B \"c\"\n:::tip\nb\n:::\n:::\n",
                ":::tabs\n:::tab title=\"A\"\na\n:::\n:::tab title=\"B ”c”\"\n:::tip\nb\n:::\n:::\n:::\n",
            ),
            (
                ":::: tabs#f\n@tab C\nc\n@tab:active D#d\nd\n::::\n",
                "::::tabs\n:::tab title=\"C\"\nc\n:::\n:::tab title=\"D\"\nd\n:::\n::::\n",
            ),
            (
                ":::: code-group\n::: code-group-item A:active\na\n:::\n::: code-group-item B\nb\n:::\n::::\n",
                "::::tabs\n:::tab title=\"A\"\na\n:::\n:::tab title=\"B\"\nb\n:::\n::::\n",
            ),
            ("@tab a\n", "@tab a\n"),
            (":::tabs\na\n== A\n:::\n", ":::tabs\na\n== A\n:::\n"),
            ("== A\n:::tip\n== B\n:::\n", "== A\n:::tip\n== B\n:::\n"),
            (
                "```\n:::tabs\n== A\n:::\n```\n",
                "```\n:::tabs\n== A\n:::\n```\n",
            ),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
