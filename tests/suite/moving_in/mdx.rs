//! MDX: what its program reads as Markdown is read so.

use super::{Moved, page, said, site};

/// A page in MDX, and the HTML of its text.
fn mdx(text: &str) -> (Moved, String) {
    let built = site(&[("content/a.mdx", text)]);
    let html = page(&built, "/a/");
    let (_, html) = html.split_once("<div class=\"text\">\n").unwrap();
    let (html, _) = html.split_once("</article>").unwrap();
    let (html, _) = html.rsplit_once("</div>").unwrap();
    (built, html.trim_end().to_owned())
}

#[test]
fn nothing_is_code_by_its_indentation_in_mdx() {
    let (_, html) = mdx(
        "# A\n\n1. One\n\n    <Choice>\n      <Option>\n        `a`\n      </Option>\n      <Option right>\n        **b**\n      </Option>\n    </Choice>\n\n\
         2. Two\n\n        Far.\n\n    ```js\n    x\n    ```\n\n<Grid>\n    - c\n      - d\n</Grid>\n",
    );
    assert_eq!(html.matches("<pre").count(), 1, "{html}");
    for part in [
        "<p><code>a</code></p>",
        "<p><strong>b</strong></p>",
        "<p>Far.</p>",
        "<code class=\"language-js\">x\n</code>",
        "<li>c<ul>\n<li>d</li>\n</ul>\n</li>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn what_stands_in_html_is_markdown_in_mdx() {
    let (built, html) = mdx(
        "# A\n\n- Item\n\n  <details>\n  <summary>The `code`</summary>\n  ```astro\n  <li><a href={url}>x</a></li>\n  ```\n  </details>\n\n\
         <p>\n  **Type:** `a | b`<br />\n  **Default:** `c`\n</p>\n\n- <p>[b](https://b.example) *c*</p>\n\n<ul>\n  <li>**d**</li>\n</ul>\n",
    );
    assert_eq!(said(&built), "");
    for part in [
        "<summary>The <code>code</code></summary>\n<pre",
        "&lt;<span class=\"hl-w\">li</span>&gt;",
        "<p><strong>Type:</strong> <code>a | b</code><br>\n<strong>Default:</strong> <code>c</code></p>\n</div>",
        "<p><a href=\"https://b.example\">b</a> <em>c</em></p>",
        "<li><strong>d</strong></li>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn the_title_of_an_unknown_component_stays() {
    let (_, html) = mdx(
        "# A\n\n<Panel title=\"The panel\" icon=\"x\">\n  Text.\n</Panel>\n\n<Chart\n  data={[1, 2]}\n  title='The chart'\n/>\n\nIn <Hint title=\"no\">a line</Hint>.\n",
    );
    for part in [
        "<p><strong>The panel</strong></p>\n<p>Text.</p>",
        "<strong>The chart</strong>",
        "a line",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains(">no<") && !html.contains("**no"), "{html}");
}
