//! Code as each program marks it, and files that it is taken from.

use super::{page, said, site};

const SOURCE: &str = "using X;\n// <snip>\nclass P {\n    int a;\n}\n// </snip>\n// #region reg\nint b;\n// #endregion reg\nint c;\n";

/// The code of a page without its colours; a marked line begins with `*`.
fn code(markdown: &str) -> String {
    let built = site(&[("content/a.md", markdown), ("content/code/P.cs", SOURCE)]);
    assert_eq!(said(&built), "", "{markdown}");
    let html = page(&built, "/a/");
    let (_, html) = html.split_once("<pre").expect(markdown);
    let (_, html) = html.split_once("<code").unwrap();
    let (_, html) = html.split_once('>').unwrap();
    let (html, _) = html.split_once("</code>").unwrap();
    let html = html.replace("<span class=\"line marked\">", "*");
    let mut parts = html.split('<');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |out, part| {
        out + part.split_once('>').map_or("", |(_, text)| text)
    })
}

#[test]
fn parts_of_files_are_taken_in_as_each_program_asks() {
    for (markdown, expected) in [
        (
            "[!code-csharp[M](code/P.cs?name=snip&highlight=2)]\n",
            "class P {\n*    int a;\n}\n",
        ),
        (
            "@[code{3-4} cs{1}](./code/P.cs)\n",
            "*class P {\n    int a;\n",
        ),
        (
            "[!code-csharp[M](code/P.cs?range=1,3-4)]\n",
            "using X;\nclass P {\n    int a;\n",
        ),
        (
            ":::code language=\"csharp\" source=\"~/code/P.cs\" id=\"snip\" highlight=\"1\":::\n",
            "*class P {\n    int a;\n}\n",
        ),
        (
            ":::code language=\"csharp\" source=\"code/P.cs\" range=\"4\" :::\n",
            "    int a;\n",
        ),
        ("<<< @/code/P.cs#reg{1 cs:line-numbers} [t]\n", "*int b;\n"),
        ("{{#playground code/P.cs:8}}\n", "int b;\n"),
    ] {
        assert_eq!(code(markdown), expected, "{markdown}");
    }
    let built = site(&[
        ("content/a.md", "# A\n\n<!--@include: ./_b.md{2,}-->\n"),
        ("content/_b.md", "one\ntwo\nthree\n"),
    ]);
    assert!(page(&built, "/a/").contains("<p>two\nthree</p>"));
    assert_eq!(said(&built), "");
}

#[test]
fn lines_are_marked_as_each_program_says() {
    for (markdown, expected) in [
        (
            "```go {linenos=table,hl_lines=[1,\"3-4\"],linenostart=9}\na\nb\nc\nd\n```\n",
            "*a\nb\n*c\n*d\n",
        ),
        ("```js\n// highlight-next-line\na\nb\n```\n", "*a\nb\n"),
        (
            "```js\na\n/* highlight-start */\nb\n/* highlight-end */\nc\n```\n",
            "a\n*b\nc\n",
        ),
        (
            "```js\na // [!code highlight:2]\nb\n// [!code word:b]\nc\n```\n",
            "*a\n*b\nc\n",
        ),
        (
            "{{< highlight go \"hl_lines=2\" >}}\na\nb\n{{< /highlight >}}\n",
            "a\n*b\n",
        ),
    ] {
        assert_eq!(code(markdown), expected, "{markdown}");
    }
    let built = site(&[(
        "content/a.md",
        "# A\n\n```js ins={1} del={2}\na\nb\n```\n\n```{linenos=inline}\nc\n```\n",
    )]);
    let html = page(&built, "/a/");
    let lines = "<span class=\"line added\">a\n</span><span class=\"line removed\">b\n</span>";
    assert!(html.contains(lines), "{html}");
    assert!(html.contains("<code class=\"numbered\">"), "{html}");
}
