//! Callouts, tabs and notes as each program writes them, and what is not for readers.

use super::text;

fn callout(class: &str, title: &str, body: &str) -> String {
    format!(
        "<div role=\"note\" class=\"alert {class}\">\n<p class=\"alert-title\">{title}</p>\n{body}</div>"
    )
}

#[test]
fn quotations_that_name_a_kind_are_callouts() {
    for (markdown, expected) in [
        (
            "> [!info]\n> One.\n",
            callout("note", "Information", "<p>One.</p>\n"),
        ),
        (
            "> [!NOTE] A *title* with [[b|link]]\n> One.\n",
            callout("note", "A <em>title</em> with link", "<p>One.</p>\n"),
        ),
        (
            "> [!abstract] Alone\n\nText.\n",
            callout("note", "Alone", "") + "\n<p>Text.</p>",
        ),
        (
            "- item\n\n  > [!bug]\n  > - one\n  >\n  >   ```js\n  >   let a;\n  >   ```\n",
            format!(
                "<ul>\n<li><p>item</p>\n{}\n</li>\n</ul>",
                callout(
                    "caution",
                    "Bug",
                    "<ul>\n<li><p>one</p>\n<pre tabindex=\"0\"><code class=\"language-js\"><span class=\"hl-w\">let</span> a;\n</code></pre>\n</li>\n</ul>\n"
                )
            ),
        ),
        (
            "> [!tip]- Folded\n> One.\n> > [!question]+ Inner?\n> > Two.\n",
            "<details class=\"alert tip\">\n<summary class=\"alert-title\">Folded</summary>\n<p>One.</p>\n<details open class=\"alert note\">\n<summary class=\"alert-title\">Inner?</summary>\n<p>Two.</p>\n</details>\n</details>".to_owned(),
        ),
        (
            ":::tip title=\"Folded\" open=\"false\"\nOne.\n:::\n",
            "<details class=\"alert tip\">\n<summary class=\"alert-title\">Folded</summary>\n<p>One.</p>\n</details>".to_owned(),
        ),
    ] {
        let (html, said) = text(markdown, &[("content/b.md", "# B\n")]);
        assert_eq!(html, expected, "{markdown}");
        assert_eq!(said, "", "{markdown}");
    }
    let (html, _) = text("```\n> [!tip] x\n```\n\n> text\n> [!tip] x\n", &[]);
    assert!(
        html.contains("&gt; [!tip] x") && !html.contains("alert"),
        "{html}"
    );
}

#[test]
fn a_kind_of_the_sites_own_is_what_the_configuration_says() {
    let config = ("content/casa.yaml", "title: S\nshortcodes: {recipe: tip}\n");
    let (html, said) = text("> [!recipe] Soup\n> Boil.\n", &[config]);
    assert_eq!(
        (html, said),
        (callout("tip", "Soup", "<p>Boil.</p>\n"), String::new())
    );
}

#[test]
fn classes_that_themes_give_are_callouts() {
    for (markdown, expected) in [
        (
            "{: .note }\nOne.\n",
            callout("note", "Note", "<p>One.</p>\n"),
        ),
        (
            "One.\n{: .notice--warning}\n",
            callout("warning", "Warning", "<p>One.</p>\n"),
        ),
        (
            "{: .warning-title }\n> Title\n>\n> One.\n",
            callout("warning", "Title", "<p>One.</p>\n"),
        ),
        (
            "> One.\n>\n> - two\n{: .prompt-tip }\n",
            callout("tip", "Tip", "<p>One.</p>\n<ul>\n<li>two</li>\n</ul>\n"),
        ),
        (
            "<div class=\"warning\">\n\nOne *two*.\n\n</div>\n",
            callout("warning", "Warning", "<p>One <em>two</em>.</p>\n"),
        ),
    ] {
        assert_eq!(text(markdown, &[]), (expected, String::new()), "{markdown}");
    }
}

#[test]
fn titles_of_callouts_are_markdown_in_every_form() {
    for markdown in [
        ":::note A *b* `c`\nd\n:::\n",
        ":::note[A *b* `c`]\nd\n:::\n",
        "!!! note \"A *b* `c`\"\n    d\n",
        "> [!note] A *b* `c`\n> d\n",
    ] {
        let expected = callout("note", "A <em>b</em> <code>c</code>", "<p>d</p>\n");
        assert_eq!(text(markdown, &[]).0, expected, "{markdown}");
    }
}

#[test]
fn what_docfx_writes_as_headings_and_rows_is_tabs_and_text() {
    let markdown = "# A\n\n# [One](#tab/one)\n\nFirst.\n\n# [Two](#tab/two)\n\nSecond.\n\n---\n\n:::row:::\n   :::column span=\"2\":::\n      Left.\n   :::column-end:::\n:::row-end:::\n";
    let (html, said) = text(markdown, &[]);
    assert_eq!(said, "");
    for part in [
        "<summary>One</summary>\n<div class=\"tab-body\">\n<p>First.</p>",
        "<summary>Two</summary>\n<div class=\"tab-body\">\n<p>Second.</p>",
        "</div>\n<p>Left.</p>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn what_authors_write_to_each_other_is_not_published() {
    let markdown = "One %%secret%%.\n\n%%\nsecret\n\nsecret\n%%\n\n{% comment %}secret{% endcomment %}{# secret #}\n\nTwo ^abc\n\n[l](#^abc)\n";
    let (html, said) = text(markdown, &[]);
    assert_eq!(said, "");
    assert_eq!(
        html,
        "<p>One .</p>\n<p>Two <a id=\"abc\"></a></p>\n<p><a href=\"#abc\">l</a></p>"
    );
}

#[test]
fn a_line_that_begins_with_a_sign_is_no_definition() {
    let (html, _) = text("One.\n\n:parrot: two\n:tada: three\n", &[]);
    assert_eq!(html, "<p>One.</p>\n<p>:parrot: two\n🎉 three</p>");
}

#[test]
fn what_is_raw_is_shown_and_not_told() {
    let (html, said) = text("a {% raw %}{{ b }} `{{ c }}`{% endraw %}\n", &[]);
    assert_eq!(html, "<p>a {{ b }} <code>{{ c }}</code></p>");
    assert_eq!(said, "");
}

#[test]
fn figures_whose_text_is_markdown_have_their_caption() {
    let picture = ("content/b.png", "");
    let markdown = "<figure markdown=\"span\">\n  ![B](b.png){ width=\"300\" }\n  <figcaption>C *d*</figcaption>\n</figure>\n";
    let (html, _) = text(markdown, &[picture]);
    assert!(
        html.starts_with("<figure>\n<img src=\"/b.png\" alt=\"B\" width=\"300\">"),
        "{html}"
    );
    assert!(
        html.ends_with("<figcaption>C <em>d</em></figcaption>\n</figure>"),
        "{html}"
    );
}
