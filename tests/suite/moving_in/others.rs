//! What single programs have, and what is told of it where it is not read.

use super::{page, site, text};

#[test]
fn comments_of_all_programs_are_not_published() {
    for markdown in [
        "One.\n\n{::comment}\nsecret\n\nsecret\n{:/comment}\n",
        "One{::comment}secret{:/}.\n",
        "One.{::options secret=\"x\" /}\n",
        "One.{{< comment >}} secret {{< /comment >}}\n",
        "One.{{% comment %}}\nsecret\n{{% /comment %}}\n",
        "(secret)=\n# A\n\nOne.\n% secret\n",
    ] {
        let (html, said) = text(markdown, &[]);
        assert_eq!(said, "", "{markdown}");
        let html = html.replace("<p><a id=\"secret\"></a></p>\n", "");
        assert_eq!(html, "<p>One.</p>", "{markdown}");
    }
    let (html, _) = text("In 2020\n% of all.\n", &[]);
    assert_eq!(html, "<p>In 2020\n% of all.</p>");
}

#[test]
fn what_is_not_read_is_told() {
    for (markdown, expected) in [
        ("```{toctree}\na\n```\n", "`{toctree}`"),
        ("See {ref}`a`.\n", "`{ref}`"),
        ("/// tab | One\na\n///\n", "`/// tab`"),
        ("!> a\n", "`!>`"),
        ("a\n\n<--->\n\nb\n", "`<--->`"),
        ("a {::comment} b\n", "`{::`"),
    ] {
        let (_, said) = text(markdown, &[]);
        let expected = format!("{expected} is another program's: here it is published as text");
        assert!(said.contains(&expected), "{markdown}: {said}");
        assert_eq!(said.lines().count(), 1, "{markdown}: {said}");
    }
    for markdown in [
        "```rust\n/// tab\n```\n",
        "A !> b, ?> c.\n",
        "\\{{#include a.rs}}\n",
    ] {
        assert_eq!(text(markdown, &[]).1, "", "{markdown}");
    }
}

#[test]
fn signs_of_single_programs_are_read() {
    let sidebar = ("content/_sidebar.md", "- [A](a.md)\n");
    let book = ("content/SUMMARY.md", "- [A](a.md)\n");
    let wiki = ("content/_Sidebar.md", "[[B c]]\n");
    let other = ("content/B-c.md", "# B\n\nText.\n");
    let picture = (
        "content/p.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    for (markdown, more, expected) in [
        (
            "```{note}\nb\n```\n",
            &[][..],
            "<p class=\"alert-title\">Note</p>\n<p>b</p>",
        ),
        ("/// details | B\nc\n///\n", &[], "<summary>B</summary>"),
        ("```admonish tip\nb\n```\n", &[], "class=\"alert tip\""),
        ("```math\nx\n```\n", &[], "<math display=\"block\">"),
        (":::note[B]{.c #d}\ne\n:::\n", &[], "id=\"d\""),
        (":::tip[B]{icon=\"heart\"}\ne\n:::\n", &[], ">B</p>"),
        (
            "::: details B {open}\nc\n:::\n",
            &[],
            " open>\n<summary>B</summary>",
        ),
        (
            "x\n\n## B <Badge text=\"beta\"/>\n\nc\n",
            &[],
            "<h2 id=\"b\">B</h2>\n<p><em>beta</em></p>",
        ),
        (
            "a {{/* b() */}} {%/* c */%}\n",
            &[],
            "<p>a {{ b() }} {% c %}</p>",
        ),
        (
            "{% quote(author=\"B\") %}\nc\n{% end %}\n",
            &[],
            "<p class=\"alert-title\">B</p>",
        ),
        ("x\n\n## B [#c]\n\nd\n", &[], "<h2 id=\"c\">B</h2>"),
        (
            "x\n\n## B\n{: #b}\n\nc\n",
            &[],
            "<h2 id=\"b\">B</h2>\n<p>c</p>",
        ),
        ("a [b]{.smallcaps} c\n", &[], "<p>a b c</p>"),
        ("!> b\n\nc\n", &[sidebar], "class=\"alert important\""),
        ("```rust\n# hidden\nshown\n```\n", &[book], "rust\">shown"),
        ("```rust\n# shown\n```\n", &[], "# shown"),
        (
            "[[B c]] [[Text|B-c]] [[p.svg]]\n",
            &[other, wiki, picture],
            "<a href=\"/b-c/\">Text</a> <img",
        ),
        (
            "[b](@site/docs/B-c.md)\n",
            &[other],
            "<a href=\"/b-c/\">b</a>",
        ),
    ] {
        let (html, said) = text(markdown, more);
        assert!(html.contains(expected), "{markdown}: {html}");
        assert_eq!(said, "", "{markdown}");
    }
}

#[test]
fn the_switch_names_languages_as_they_do() {
    let configuration = "title: A\nlanguage: en\nlanguages: {de: {}, pt-BR: {}, ja: {}}\n";
    let built = site(&[
        ("content/casa.yaml", configuration),
        ("content/index.md", "# A\n"),
        ("content/de/index.md", "# A\n"),
        ("content/pt-BR/index.md", "# A\n"),
        ("content/ja/index.md", "# A\n"),
    ]);
    let html = page(&built, "/");
    for name in ["Deutsch", "Português do Brasil", "日本語"] {
        assert!(html.contains(&format!(">{name}</a>")), "{name}: {html}");
    }
}
