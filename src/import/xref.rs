//! References of docfx: pages that give themselves a name (`uid`), and links to these (`xref:`).

use super::front::Front;
use super::plan::{Moved, Plan};
use std::collections::HashMap;

const SCHEME: &str = "xref:";

/// Makes links by name links by path; those that lead to none of the pages stay, and are told.
pub(super) fn resolve(plan: &mut Plan) {
    let named: HashMap<String, Named> = plan.pages.iter().filter_map(Named::of).collect();
    if named.is_empty() {
        return;
    }
    for page in &mut plan.pages {
        if page.text.contains(SCHEME) {
            page.text = resolved(&page.text, &page.to, &named);
        }
    }
}

/// A page that has a name.
struct Named {
    /// Its path below `content/`.
    to: String,
    title: String,
}

impl Named {
    fn of(page: &Moved) -> Option<(String, Self)> {
        let front = Front::of(&page.text);
        let uid = front.text("uid")?;
        let body = &page.text[front.body..];
        let heading = body.lines().find_map(|line| line.strip_prefix("# "));
        let title = front.text("title").or(heading).unwrap_or(uid).trim();
        let named = Self {
            to: page.to.clone(),
            title: title.to_owned(),
        };
        Some((uid.to_owned(), named))
    }
}

/// A text with its links by name resolved, of a page at a path.
fn resolved(text: &str, page: &str, named: &HashMap<String, Named>) -> String {
    let up = "../".repeat(page.matches('/').count());
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(SCHEME) {
        let (before, behind) = (&rest[..at], &rest[at + SCHEME.len()..]);
        let ends = |c: char| c.is_whitespace() || "()<>\"'?#]".contains(c);
        let uid = &behind[..behind.find(ends).unwrap_or(behind.len())];
        let behind_uid = &behind[uid.len()..];
        // What the link is to say, which each has by itself.
        let options = behind_uid.strip_prefix('?');
        let options = options.map_or(0, |own| own.find(ends).unwrap_or(own.len()) + 1);
        let behind_all = &behind_uid[options..];
        let decoded = uid
            .replace("%60", "`")
            .replace("%23", "#")
            .replace("%2A", "*");
        let found = named.get(&decoded);
        match (
            found,
            before.strip_suffix('<'),
            behind_all.strip_prefix('>'),
        ) {
            (Some(found), Some(before), Some(behind)) => {
                out.push_str(before);
                let title = found.title.replace(['[', ']'], " ");
                out.push_str(&format!("[{title}](<{up}{}>)", found.to));
                rest = behind;
            }
            (Some(found), ..) if before.ends_with(['(', '<', '"']) && !found.to.contains(' ') => {
                out.push_str(before);
                out.push_str(&format!("{up}{}", found.to));
                rest = behind_all;
            }
            _ => {
                out.push_str(before);
                out.push_str(SCHEME);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_paths() {
        let page = |to: &str, text: &str| Moved {
            from: to.to_owned(),
            to: to.to_owned(),
            text: text.to_owned(),
            ..Moved::default()
        };
        let mut plan = Plan::default();
        plan.pages
            .push(page("a/b.md", "---\nuid: my.b\n---\n# B [1]\n"));
        for (text, expected) in [
            ("[x](xref:my.b#end)", "[x](../a/b.md#end)"),
            ("<xref:my.b?text=t>.", "[B  1 ](<../a/b.md>)."),
            ("[x](xref:my.b?displayProperty=name)", "[x](../a/b.md)"),
            ("<xref:System.String>", "<xref:System.String>"),
            ("an xref: my.b xref:my.b", "an xref: my.b xref:my.b"),
        ] {
            plan.pages.truncate(1);
            plan.pages.push(page("c/d.md", text));
            resolve(&mut plan);
            assert_eq!(plan.pages[1].text, expected, "{text}");
        }
    }
}
