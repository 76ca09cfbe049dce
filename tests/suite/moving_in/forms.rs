//! What single programs write in forms of their own, page by page: what is published of it, and what is
//! said.

use super::{page, site, text};

/// What pages are published as, of which nothing is said.
fn published(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        let (html, said) = text(&format!("# A\n\n{markdown}\n"), &[]);
        assert_eq!(html, *expected, "{markdown}");
        assert_eq!(said, "", "{markdown}");
    }
}

#[test]
fn callouts_of_mkdocs_may_have_capitals_and_no_space() {
    let callout = |class: &str, title: &str| {
        format!(
            "<div role=\"note\" class=\"alert {class}\">\n<p class=\"alert-title\">{title}</p>\n<p>b</p>\n</div>"
        )
    };
    published(&[
        ("!!! Note \"T\"\n    b", &callout("note", "T")),
        ("!!!Warning\n\n    b", &callout("warning", "Warning")),
        (
            "??? Tip\n    b",
            "<details class=\"alert tip\">\n<summary class=\"alert-title\">Tip</summary>\n<p>b</p>\n</details>",
        ),
        (
            "???+ \"T\"\n    b",
            "<details class=\"accordion\" open>\n<summary>T</summary>\n<div class=\"accordion-body\">\n<p>b</p>\n</div>\n</details>",
        ),
        (
            ":::note title=\"\"\nb\n:::",
            "<div role=\"note\" class=\"alert note\">\n<p>b</p>\n</div>",
        ),
        ("!!! Wow what a day\nb", "<p>!!! Wow what a day\nb</p>"),
        ("??? What\n\nb", "<p>??? What</p>\n<p>b</p>"),
    ]);
}

#[test]
fn code_of_docsy_is_code() {
    published(&[
        (
            "{{< tabpane lang=\"sh\" >}}\n{{< tab header=\"Bash\" lang=\"bash\" >}}\necho *a*\n{{< /tab >}}\n{{< tab header=\"T\" text=true >}}\n*b*\n{{< /tab >}}\n{{% tab header=\"M\" %}}\n*c*\n{{% /tab %}}\n{{< /tabpane >}}",
            "<div class=\"tabs\">\n<details class=\"tab\" name=\"tabs-1\" open>\n<summary>Bash</summary>\n<div class=\"tab-body\">\n<pre tabindex=\"0\"><code class=\"language-bash\">echo *a*\n</code></pre>\n</div>\n</details>\n<details class=\"tab\" name=\"tabs-1\">\n<summary>T</summary>\n<div class=\"tab-body\">\n<p><em>b</em></p>\n</div>\n</details>\n<details class=\"tab\" name=\"tabs-1\">\n<summary>M</summary>\n<div class=\"tab-body\">\n<p><em>c</em></p>\n</div>\n</details>\n</div>",
        ),
        (
            "{{< card code=true header=\"**C**\" lang=\"txt\" >}}\n*a*\n{{< /card >}}",
            "<p><strong>C</strong></p>\n<pre tabindex=\"0\"><code class=\"language-txt\">*a*\n</code></pre>",
        ),
    ]);
}

#[test]
fn what_templates_show_as_it_stands_is_shown() {
    published(&[
        ("{{</* a b */>}}", "<p>{{&lt; a b &gt;}}</p>"),
        (
            "{{%/* a */%}} `{{</* b */>}}`",
            "<p>{{% a %}} <code>{{&lt; b &gt;}}</code></p>",
        ),
        (
            "```\n{% raw %}\n{{ a }}\n{% endraw %}\n```",
            "<pre tabindex=\"0\"><code>{{ a }}\n</code></pre>",
        ),
        (
            "`{% raw %}{{ a }}{% endraw %}`",
            "<p><code>{{ a }}</code></p>",
        ),
    ]);
}

#[test]
fn code_right_behind_an_element_is_code() {
    published(&[(
        "<div class=\"b\" markdown=\"1\">\n*a*\n</div>\n```txt\nx\n```",
        "<div class=\"b\">\n<p><em>a</em></p>\n</div>\n<pre tabindex=\"0\"><code class=\"language-txt\">x\n</code></pre>",
    )]);
}

#[test]
fn videos_and_pictures_are_found_by_what_they_say() {
    published(&[
        (
            "{% youtube \"https://www.youtube.com/watch?v=abc\" %}",
            "<div class=\"video-link\">\n<p><a href=\"https://www.youtube.com/watch?v=abc\">YouTube</a></p>\n</div>",
        ),
        (
            "{% image \"https://example.org/a.png\", \"What is seen\" %}",
            "<p><img src=\"https://example.org/a.png\" alt=\"What is seen\"></p>",
        ),
    ]);
}

#[test]
fn formulas_are_known_by_what_they_say() {
    published(&[
        (
            "\\\\(n\\\\), $-1$ or $10$ \\(2019\\)",
            "<p><math display=\"inline\"><mi>n</mi></math>, <math display=\"inline\"><mi>−</mi><mn>1</mn></math> or $10$ (2019)</p>",
        ),
        (
            "${a \\over b} \\mbox{ c} \\label{d}$",
            "<p><math display=\"inline\"><mrow><mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac></mrow><mtext>&nbsp;c</mtext></math></p>",
        ),
    ]);
    published(&[(
        "{{< katex display=true >}}\nx\n{{< /katex >}}\n\n{{< katex >}}n{{< /katex >}}",
        "<p><math display=\"block\"><mi>x</mi></math></p>\n<p><math display=\"inline\"><mi>n</mi></math></p>",
    )]);
    let (html, said) = text("# A\n\nAs \\eqref{a} says.\n", &[]);
    assert_eq!(html, "<p>As \\eqref{a} says.</p>");
    assert!(said.contains("`\\…{…}` is another program's"), "{said}");
}

#[test]
fn signs_of_looks_are_not_published() {
    published(&[
        (
            "```txt\na # (1)!\n```\n\n1.  b",
            "<pre tabindex=\"0\"><code class=\"language-txt\">a # (1)\n</code></pre>\n<ol>\n<li>b</li>\n</ol>",
        ),
        ("`#!python x = 1` :rocket:", "<p><code>x = 1</code> 🚀</p>"),
        (";--8<-- \"b.md\"", "<p>--8&lt;-- &quot;b.md&quot;</p>"),
        (
            "![B](https://b.example/c.png#only-light) ![B](https://b.example/d.png#only-dark)",
            "<p><img src=\"https://b.example/c.png\" alt=\"B\"></p>",
        ),
        (
            "```yml\na: b\n```\n{: file=\"c.yml\" }",
            "<figure class=\"code\"><figcaption>c.yml</figcaption><pre tabindex=\"0\"><code class=\"language-yml\"><span class=\"hl-k\">a</span>: b\n</code></pre>\n</figure>",
        ),
        (
            "a ![B](https://b.example/c.png){: width=\"200\"}",
            "<p>a <img src=\"https://b.example/c.png\" alt=\"B\" width=\"200\"></p>",
        ),
    ]);
}

#[test]
fn tabs_between_lines_with_two_signs_are_tabs() {
    published(&[(
        ":::tabs key:x\n== A\na\n== B\nb\n:::",
        "<div class=\"tabs\">\n<details class=\"tab\" name=\"tabs-1\" open>\n<summary>A</summary>\n<div class=\"tab-body\">\n<p>a</p>\n</div>\n</details>\n<details class=\"tab\" name=\"tabs-1\">\n<summary>B</summary>\n<div class=\"tab-body\">\n<p>b</p>\n</div>\n</details>\n</div>",
    )]);
}

#[test]
fn what_is_left_out_is_told_once_and_where_it_stands() {
    for (markdown, html, said) in [
        (
            "::: a.b\n    options:\n      c: d\n\nText.",
            "<p>Text.</p>",
            "warning html-removed content/a.md:3:1-8 `::: a.b` is not published and has been removed\n",
        ),
        (
            "--8<-- \"https://b.example/c.md\"\n\nText.",
            "<p>Text.</p>",
            "warning outside-content content/a.md:3:1-32 `https://b.example/c.md` is not taken in: a page takes in files of its site alone | Copy the file among the texts and write its path, or link to the address.\n",
        ),
    ] {
        let (found, told) = text(&format!("# A\n\n{markdown}\n"), &[]);
        assert_eq!(found, html, "{markdown}");
        assert_eq!(told, said, "{markdown}");
    }
}

#[test]
fn what_is_not_closed_is_called_as_it_is_written() {
    for (markdown, name) in [(":::tabs\nText.", "tabs"), (":::hint\nText.", "hint")] {
        let (_, said) = text(&format!("# A\n\n{markdown}\n"), &[]);
        let expected = format!("the `:::` line that closes `{name}` is missing");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn components_that_are_left_out_leave_no_spaces() {
    let built = site(&[(
        "content/a.mdx",
        "# A\n\n- one\n- two\n\n<Foo>\n  three\n</Foo>\n\n<Hint tip=\"x\">Four</Hint> five <Hint/>\nsix\n",
    )]);
    let html = page(&built, "/a/");
    let expected = "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>three</p>\n<p>Four five\nsix</p>\n";
    assert!(html.contains(expected), "{html}");
}

#[test]
fn descriptions_do_not_begin_with_tags() {
    let built = site(&[(
        "content/a.md",
        "# A\n\n{{< blocks/cover b=\"c\" >}}\n\nText.\n",
    )]);
    let html = page(&built, "/a/");
    assert!(
        html.contains("<meta name=\"description\" content=\"Text.\">"),
        "{html}"
    );
}
