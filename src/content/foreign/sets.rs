//! Tabs of `vitepress-plugin-tabs`: lines `== Title` between `:::tabs` and `:::`.

use crate::content::prepared::{Edit, Prepared};

/// What begins the name of a tab.
const SIGN: &str = "== ";
/// What begins and ends a set, and whatever else stands between colons.
const COLONS: &str = ":::";

/// A component that is open: `Some` in a set of tabs, with whether one of its tabs is open.
type Open = Option<bool>;

/// Writes them as tabs of ours.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&[SIGN]) || !prepared.has_any(&["tabs"]) {
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
        if !own.starts_with(['=', ':']) || structure.is_opaque(start) {
            continue;
        }
        if let Some(title) = own.strip_prefix(SIGN) {
            let Some(Some(has_tab)) = open.last_mut() else {
                continue;
            };
            let close = match std::mem::replace(has_tab, true) {
                true => format!("{COLONS}\n{before}"),
                false => String::new(),
            };
            let title = title.trim().replace('"', "”");
            edits.push(Edit {
                range: start..end,
                text: format!("{close}{COLONS}tab title=\"{title}\""),
            });
        } else if own.starts_with(COLONS) {
            let word = own.trim_matches(':').trim();
            if word.is_empty() {
                if open.pop() == Some(Some(true)) {
                    edits.push(Edit {
                        range: start..end,
                        text: format!("{COLONS}\n{before}{own}"),
                    });
                }
                continue;
            }
            let is_set = word == "tabs" || word.starts_with("tabs key:");
            let first = || text[at..].lines().find(|line| !line.trim().is_empty());
            let is_set = is_set && first().is_some_and(|line| line.trim_start().starts_with(SIGN));
            // Which sets change together says nothing here.
            edits.extend((is_set && word != "tabs").then(|| Edit {
                range: start..end,
                text: format!("{COLONS}tabs"),
            }));
            open.push(is_set.then_some(false));
        }
    }
    prepared.edit(edits);
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
