//! Tables that are wider than the page.

use crate::content::well_formed;

/// What a table stands in: where it is wider than the page it is scrolled, by the keyboard too.
pub(super) const SCROLLS: &str = "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\">";

/// HTML with raw tables as the sanitiser leaves it, in which they scroll too.
pub(super) fn clean(html: &str) -> String {
    with_scrolling_tables(well_formed::clean(html))
}

fn with_scrolling_tables(html: String) -> String {
    if !html.contains("<table") {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 2 * SCROLLS.len());
    let (mut rest, mut depth, mut adds) = (html.as_str(), 0_usize, false);
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let end = tag.find('>').map_or(tag.len(), |at| at + 1);
        let (begins, ends) = (tag.starts_with("<table"), tag.starts_with("</table"));
        if begins && depth == 0 {
            adds = !out.trim_end().ends_with(SCROLLS);
            out.push_str(if adds { SCROLLS } else { "" });
        }
        out.push_str(&tag[..end]);
        if ends && depth == 1 && adds {
            out.push_str("</div>");
        }
        depth = (depth + usize::from(begins)).saturating_sub(usize::from(ends));
        rest = &tag[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_tables_scroll() {
        let own = format!("a < b {SCROLLS}<table><tr></tr></table></div>");
        assert_eq!(with_scrolling_tables(own.clone()), own);
        let raw = "<p>a</p><table title=\"b\"><td><table></table></td></table>c<table></table>";
        let expected = format!(
            "<p>a</p>{SCROLLS}<table title=\"b\"><td><table></table></td></table></div>c{SCROLLS}<table></table></div>"
        );
        assert_eq!(with_scrolling_tables(raw.to_owned()), expected);
    }
}
