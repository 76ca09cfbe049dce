//! Which elements are callouts. Markdown has quotations for them, with a title in bold.

use crate::html::Tag;

/// Whether a box is a callout.
pub(super) fn is_one(tag: &Tag) -> bool {
    tag.get("role") == Some("note") || has_class(tag, "alert")
}

/// Whether a paragraph is the title of a callout.
pub(super) fn is_title(tag: &Tag) -> bool {
    tag.get("data-note-title").is_some() || has_class(tag, "alert-title")
}

fn has_class(tag: &Tag, name: &str) -> bool {
    let mut classes = tag.get("class").unwrap_or_default().split(' ');
    classes.any(|class| class == name)
}

#[cfg(test)]
mod tests {
    use super::super::markdown;

    #[test]
    fn callouts_are_quotations_and_formulas_stay() {
        for (html, expected) in [
            (
                "<p>x</p><div role=\"note\"><p data-note-title>A <strong>b</strong></p><div><p>c</p></div><p>d</p></div><p>e</p>",
                "x\n\n> **A b**\n>\n> c\n>\n> d\n\ne\n",
            ),
            (
                "<blockquote class=\"alert warning\">\n<p class=\"alert-title\">A</p>\n<p>b</p>\n</blockquote>",
                "> **A**\n>\n> b\n",
            ),
            (
                "<aside class=\"alert tip\"><details>\n<p>c</p>\n</details></aside>",
                "> <details>\n> <p>c</p>\n> </details>\n",
            ),
            (
                "<p>so <math><msup><mi>x</mi><mn>2</mn></msup></math> is</p>",
                "so <math><msup><mi>x</mi><mn>2</mn></msup></math> is\n",
            ),
        ] {
            assert_eq!(markdown(html), expected, "{html}");
        }
    }
}
