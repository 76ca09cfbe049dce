//! The blocks of other programs.

use super::{built_text, page, said, site};
use crate::support::Site;

#[test]
fn callouts_of_all_programs_are_callouts() {
    let (built, html) = built_text(
        "# A\n\n:::tip API Preference\nOne.\n:::\n\n::: warning\nTwo.\n:::\n\n:::danger[Titled]\nThree.\n:::\n\n\
         !!! note \"Nota bene\"\n\n    Four.\n\n> [!WARNING]\n> Five.\n\n{{% notice tip %}}\nSix.\n{{% /notice %}}\n\n\
         <Aside type=\"caution\" title=\"Seven\">\nSeven.\n</Aside>\n",
        &[],
    );
    assert_eq!(said(&built), "");
    for (title, body) in [
        ("API Preference", "One."),
        ("Warning", "Two."),
        ("Titled", "Three."),
        ("Nota bene", "Four."),
        ("Warning", "Five."),
        ("Tip", "Six."),
        ("Seven", "Seven."),
    ] {
        let callout = html.split("<p class=\"").find(|part| {
            part.contains(&format!(">{title}</p>")) && part.contains(&format!("<p>{body}</p>"))
        });
        let parts: Vec<&str> = html.split("-title\"").collect();
        assert!(
            callout.is_some()
                || parts
                    .iter()
                    .any(|part| part.contains(&format!(">{title}</p>")) && part.contains(body)),
            "{title}: {html}"
        );
    }
    assert!(!html.contains(":::") && !html.contains("!!!"), "{html}");
}

#[test]
fn what_is_indented_is_in_the_block_and_what_is_not_ends_it() {
    let (built, html) = built_text(
        "# A\n\n??? info \"More\"\n\n    One.\n\n    ```md\n    !!! note\n    ```\n\n    !!! bug\n\n        Two.\n\nThree.\n\n- item\n\n    !!! tip\n        Four.\n\n- next\n",
        &[],
    );
    assert_eq!(said(&built), "");
    assert!(
        html.contains("<details class=\"alert note\">\n<summary class=\"alert-title\">More</summary>\n<p>One.</p>\n<pre tabindex=\"0\"><code class=\"language-md\">!!! note\n</code></pre>\n<div role=\"note\" class=\"alert caution\">\n<p class=\"alert-title\">Bug</p>\n<p>Two.</p>\n</div>\n</details>\n<p>Three.</p>"),
        "{html}"
    );
    assert!(
        html.contains("<p class=\"alert-title\">Tip</p>\n<p>Four.</p>\n  </div>\n</li>"),
        "{html}"
    );
}

#[test]
fn tabs_of_all_programs_are_tabs() {
    let expected = "<div class=\"tabs\">\n<details class=\"tab\" name=\"tabs-1\" open>\n<summary>C</summary>\n<div class=\"tab-body\">\n";
    for markdown in [
        "=== \"C\"\n\n    One.\n\n=== \"D\"\n\n    Two.\n",
        "<Tabs>\n<TabItem value=\"c\" label=\"C\">\n\nOne.\n\n</TabItem>\n<TabItem value=\"d\" label=\"D\">\n\nTwo.\n\n</TabItem>\n</Tabs>\n",
        "<Tabs>\n  <TabItem label=\"C\">\n    One.\n  </TabItem>\n  <TabItem label=\"D\">\n    Two.\n  </TabItem>\n</Tabs>\n",
        "{{< tabs >}}\n{{< tab \"C\" >}}\nOne.\n{{< /tab >}}\n{{< tab \"D\" >}}\nTwo.\n{{< /tab >}}\n{{< /tabs >}}\n",
        "::: code-group\n```sh [C]\nOne.\n```\n```sh [D]\nTwo.\n```\n:::\n",
    ] {
        let (built, html) = built_text(&format!("# A\n\n{markdown}\nAfter.\n"), &[]);
        assert_eq!(said(&built), "", "{markdown}");
        assert!(html.contains(expected), "{markdown}: {html}");
        assert_eq!(html.matches("<details").count(), 2, "{markdown}: {html}");
        assert_eq!(html.matches("</details>").count(), 2, "{markdown}: {html}");
        assert!(html.ends_with("<p>After.</p>"), "{markdown}: {html}");
        assert!(html.contains("One.") && html.contains("Two."), "{html}");
        assert!(!html.contains("<pre tabindex=\"0\"><code>"), "{html}");
    }
}

#[test]
fn shortcodes_stand_for_what_they_do() {
    let (built, html) = built_text(
        "# A\n\n{{< figure src=\"a.png\" alt=\"Alt\" caption=\"A *thing*\" >}}\n\n[r]({{< ref \"b.md\" >}}) [r2]({{% relref \"b\" %}})\n\n\
         {{< youtube x9 >}}\n\n{{< highlight go \"linenos=table\" >}}\na := `b`\n{{< /highlight >}}\n\n{% raw %}{{ x }}{% endraw %}\n\n\
         {{< details \"Open\" >}}\nInside.\n{{< /details >}}\n\n`{{</* code */>}}`\n",
        &[("content/b.md", "# B\n\nText.\n"), ("content/a.png", "x")],
    );
    for part in [
        "alt=\"Alt\"",
        "<figcaption>A <em>thing</em></figcaption>",
        "<a href=\"/b/\">r</a> <a href=\"/b/\">r2</a>",
        "<a href=\"https://www.youtube.com/watch?v=x9\">YouTube</a>",
        "<code class=\"language-go numbered\"><span class=\"line\">a := <span class=\"hl-s\">`b`</span>\n</span></code>",
        "<summary>Open</summary>",
        "<p>Inside.</p>",
        "<code>{{&lt; code &gt;}}</code>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let _ = built;
}

#[test]
fn a_site_says_what_its_own_shortcodes_are() {
    let config = "title: T\nlanguage: en\nshortcodes: {gut: warning, box: callout, old: none}\n";
    let (built, html) = built_text(
        "# A\n\n{{< gut >}}\nOne.\n{{< /gut >}}\n\n{{% box type=\"tip\" %}}\nTwo.\n{{% /box %}}\n\n{{< old 1.2 >}}\n\n{{< other >}}\n",
        &[("content/casa.yaml", config)],
    );
    assert!(
        html.contains("class=\"alert warning\"") && html.contains("<p>One.</p>"),
        "{html}"
    );
    assert!(
        html.contains("class=\"callout callout-tip\"") || html.contains("class=\"alert tip\""),
        "{html}"
    );
    assert!(!html.contains("old"), "{html}");
    let said = said(&built);
    assert_eq!(said.matches("foreign-syntax").count(), 1, "{said}");
    assert!(said.contains("content/a.md:13:1"), "{said}");
}

#[test]
fn blocks_of_other_programs_run_nothing() {
    let (_, html) = built_text(
        "# A\n\n!!! note \"<script>x</script>\"\n\n    <img src=x onerror=y>\n\n{{< figure src=\"javascript:x\" caption=\"<b onclick=x>\" >}}\n\n\
         {{< button href=\"javascript:x\" >}}go{{< /button >}}\n\n=== \"<i onclick=x>\"\n\n    One.\n",
        &[],
    );
    for part in [
        "<script",
        "onerror",
        "<b onclick",
        "<i onclick",
        "href=\"javascript",
        "src=\"javascript",
    ] {
        assert!(!html.contains(part), "{part}: {html}");
    }
}

#[test]
fn a_site_with_a_schema_keeps_its_own_forms() {
    let built = site(&[
        (
            "content/_schema/page.yaml",
            "label: Page\nplural: Pages\ndefault_for: pages\nfields:\n  title: {type: text, role: title, required: true, label: Title}\n",
        ),
        (
            "content/a.md",
            "---\ntitle: A\n---\n!!! note\n\n    Text.\n",
        ),
    ]);
    assert!(said(&built).contains("foreign-syntax"), "{}", said(&built));
}

#[test]
fn files_and_parts_of_them_are_taken_in() {
    let code = "fn a() {}\n// ANCHOR: b\nfn b() {}\n// ANCHOR_END: b\n";
    for (markdown, expected) in [
        (
            "```rust\n{{#include code/a.rs:1}}\n```\n",
            "fn</span> <span class=\"hl-k\">a</span>() {}\n</code>",
        ),
        (
            "```rust\n{{#rustdoc_include code/a.rs:b}}\n```\n",
            "fn</span> <span class=\"hl-k\">b</span>() {}\n</code>",
        ),
        ("--8<-- \"code/part.md\"\n", "<p>Taken <em>in</em>.</p>"),
        (
            "[!INCLUDE [part](code/part.md)]\n",
            "<p>Taken <em>in</em>.</p>",
        ),
        (
            "{{% include \"/code/part.md\" %}}\n",
            "<p>Taken <em>in</em>.</p>",
        ),
        (
            "<<< @/code/a.rs{1}\n",
            "fn</span> <span class=\"hl-k\">a</span>() {}",
        ),
        (
            "[!code-rust[a](~/code/a.rs?range=1)]\n",
            "fn</span> <span class=\"hl-k\">a</span>() {}\n</code>",
        ),
        (
            "`{{#include code/a.rs}}`\n",
            "<code>{{#include code/a.rs}}</code>",
        ),
    ] {
        let (built, html) = built_text(
            &format!("# A\n\n{markdown}\nAfter.\n"),
            &[
                ("content/code/a.rs", code),
                (
                    "content/code/part.md",
                    "---\ntitle: Part\n---\nTaken *in*.\n",
                ),
            ],
        );
        assert!(html.contains(expected), "{markdown}: {html}");
        assert!(html.contains("<p>After.</p>"), "{markdown}: {html}");
        assert_eq!(said(&built), "", "{markdown}");
    }
    let (built, _) = built_text(
        "# A\n\nText.\n\n{{#include gone.rs}}\n\n{{#include ../../casa.yaml}}\n",
        &[],
    );
    let said = said(&built);
    assert!(
        said.contains("content/a.md:5:1: missing-file") || said.contains("content/a.md:5:1"),
        "{said}"
    );
}

#[test]
fn a_page_is_made_again_when_what_it_takes_in_changes() {
    let site = Site::of(&[
        ("content/a.md", "# A\n\n{{#include part.txt}}\n"),
        ("content/b.md", "# B\n\nText.\n"),
        ("content/part.txt", "One.\n"),
    ]);
    let build = || site.casa(&["build", "--out", "out", "--cache", "cache", "--lang", "en"]);
    build();
    site.write("content/part.txt", "Two.\n");
    build();
    let html = std::fs::read_to_string(site.path("out/a/index.html")).unwrap();
    assert!(html.contains("<p>Two.</p>"), "{html}");
}

#[test]
fn signs_of_other_programs_are_read() {
    let (built, html) = built_text(
        "# A\n\nPress ++ctrl+c++, see [[B]] and [b](b.md){ .button }.\n\n{: .lead #here }\n\n[x](#here)\n\nThe $x^2$ and\n\n$$\n\\frac{1}{2}\n$$\n",
        &[
            ("content/deep/b.md", "# B\n\nText.\n"),
            ("content/b.md", "# B\n\nText.\n"),
        ],
    );
    assert_eq!(said(&built), "");
    for part in [
        "<kbd>Ctrl</kbd>+<kbd>C</kbd>",
        "<a href=\"/b/\">B</a>",
        "<a href=\"/b/\">b</a>.",
        "<a id=\"here\"></a>",
        "The <math display=\"inline\"><msup><mi>x</mi><mn>2</mn></msup></math> and",
        "<math display=\"block\"><mfrac>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn code_has_what_is_said_behind_its_signs() {
    let (built, html) = built_text(
        "# A\n\n```js{2}\nlet a=1;\nb\n```\n\n```rust,ignore\nfn a(){}\n```\n\n``` { .yaml .annotate title=\"x.yml\" hl_lines=\"1\" }\na: 1\n```\n\n\
         ```py title=\"a.py\" showLineNumbers\nx=1\n```\n\n```mermaid\ngraph LR; A-->B\n```\n\nMath $a^2$ and\n\n$$\nb^2\n$$\n",
        &[],
    );
    assert_eq!(said(&built), "");
    for part in [
        "<code class=\"language-js\"><span class=\"line\"><span class=\"hl-w\">let</span> a=<span class=\"hl-n\">1</span>;\n</span><span class=\"line marked\">b\n</span></code>",
        "<code class=\"language-rust\"><span class=\"hl-w\">fn</span>",
        "<figcaption>x.yml</figcaption><pre tabindex=\"0\"><code class=\"language-yaml\"><span class=\"line marked\"><span class=\"hl-k\">a</span>",
        "<figcaption>a.py</figcaption><pre tabindex=\"0\"><code class=\"language-py numbered\"><span class=\"line\">x=",
        "<figcaption>Diagram, as text</figcaption><pre tabindex=\"0\"><code class=\"language-mermaid\">graph LR; A--&gt;B",
        "<math display=\"inline\"><msup><mi>a</mi><mn>2</mn></msup></math>",
        "<math display=\"block\"><msup><mi>b</mi><mn>2</mn></msup></math>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn a_page_is_known_by_its_name_where_there_is_one() {
    let (built, html) = built_text(
        "# A\n\n[[Setup]] [r]({{< ref \"setup\" >}})\n",
        &[("content/guide/deep/setup.md", "# S\n\nText.\n")],
    );
    assert_eq!(said(&built), "");
    assert_eq!(
        html.matches("<a href=\"/guide/deep/setup/\">").count(),
        2,
        "{html}"
    );
}

#[test]
fn videos_are_links_with_a_picture_of_the_theme() {
    let text = "# A\n\n{{< youtube abc >}}\n\n:::video-link\n[Talk](https://vimeo.com/1)\n:::\n";
    let built = site(&[("content/a.md", text)]);
    let html = page(&built, "/a/");
    for part in [
        "<div class=\"video-link\">\n<p><a href=\"https://www.youtube.com/watch?v=abc\"",
        "<div class=\"video-link\">\n<p><a href=\"https://vimeo.com/1\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn the_first_step_may_hold_components() {
    let text = "# A\n\n<Steps>\n1. One:\n\n    <PackageManagerTabs>\n      <Fragment slot=\"npm\">\n      ```shell\n      # new\n      npm i <Card/>\n      ```\n      </Fragment>\n    </PackageManagerTabs>\n\n2. Two:\n\n    <FileTree>\n    - src/\n      - **a.ts**\n    </FileTree>\n</Steps>\n";
    let built = site(&[("content/a.mdx", text)]);
    let html = page(&built, "/a/");
    for part in [
        "<summary>npm</summary>",
        "npm i &lt;Card/&gt;\n</code></pre>",
        "<strong>a.ts</strong>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("```"), "{html}");
    assert_eq!(html.matches("<ol>").count(), 1, "{html}");
}

#[test]
fn what_an_icon_stands_before_is_no_code() {
    let text = "# A\n\n- a\n\n-   :material-connection: &nbsp; __B__\n\n    ---\n\n    Text.\n";
    let html = page(&site(&[("content/a.md", text)]), "/a/");
    assert!(
        !html.contains("<pre") && html.contains("<p>Text.</p>"),
        "{html}"
    );
}

#[test]
fn a_heading_without_text_is_none() {
    let text = "# A\n\n#### <!-- md:setting enabled --> { #enabled }\n\nB [c](#enabled).\n";
    let built = site(&[("content/a.md", text)]);
    let html = page(&built, "/a/");
    assert!(!html.contains("<h2") && !html.contains("<h4"), "{html}");
    assert!(html.contains("<a id=\"enabled\"></a>"), "{html}");
    assert!(said(&built).contains("empty-heading"), "{}", said(&built));
}

#[test]
fn slots_of_tabs_are_tabs_and_those_of_others_are_not() {
    let text = "# A\n\n1. One:\n    <PackageManagerTabs>\n      <Fragment slot=\"npm\">\n      ```shell\n      npm i\n      ```\n      </Fragment>\n      <Fragment slot=\"pnpm\">\n      Text.\n      </Fragment>\n    </PackageManagerTabs>\n\nAfter.\n\n<Card>\n<Fragment slot=\"icon\">\nX\n</Fragment>\n</Card>\n";
    let built = site(&[("content/a.mdx", text)]);
    let html = page(&built, "/a/");
    assert_eq!(html.matches("<div class=\"tabs\">").count(), 1, "{html}");
    assert!(
        html.contains("<summary>npm</summary>") && html.contains("<summary>pnpm</summary>"),
        "{html}"
    );
    assert_eq!(html.matches("class=\"tab\"").count(), 2, "{html}");
    let (item, after) = html.split_once("</li>").unwrap();
    assert!(
        item.contains("npm i\n</code></pre>") && after.contains("<p>After.</p>"),
        "{html}"
    );
    assert!(
        !said(&built).contains("PackageManagerTabs"),
        "{}",
        said(&built)
    );
}

#[test]
fn an_empty_line_in_code_within_tabs_ends_neither() {
    let text = "# A\n\n<XTabs>\n  <Fragment slot=\"npm\">\n  ```shell\n  one\n\n  two\n  ```\n  </Fragment>\n  <Fragment slot=\"yarn\">\n  ```shell\n  three\n  ```\n  </Fragment>\n</XTabs>\n\n## After\n";
    let built = site(&[("content/a.mdx", text)]);
    let html = page(&built, "/a/");
    assert_eq!(html.matches("class=\"tab\"").count(), 2, "{html}");
    assert!(html.contains("one\n\ntwo\n</code>"), "{html}");
    assert!(html.contains("<h2 id=\"after\">"), "{html}");
    assert_eq!(said(&built), "");
}

#[test]
fn tabs_are_called_as_their_set_says() {
    let (built, html) = built_text(
        "# A\n\n<Tabs\n  values={[\n    {label: 'Windows 11', value: 'win'},\n    {label: \"macOS\", value: \"mac\"},\n  ]}>\n<TabItem value=\"win\">\n\nOne.\n\n</TabItem>\n<TabItem value=\"mac\">Two.</TabItem>\n<TabItem value=\"x\" label=\"X\">Three.</TabItem>\n</Tabs>\n",
        &[],
    );
    assert_eq!(said(&built), "");
    let titles: Vec<&str> = html.split("<summary>").skip(1).collect();
    let titles: Vec<&str> = titles
        .iter()
        .filter_map(|text| text.split('<').next())
        .collect();
    assert_eq!(titles, ["Windows 11", "macOS", "X"]);
}

#[test]
fn what_gitbook_shows_stays() {
    let (built, html) = built_text(
        "# A\n\n{% code title=\"a.js\" lineNumbers=\"true\" %}\n```js\nx\n```\n{% endcode %}\n\n\
         {% file src=\"b.pdf\" %}\nThe *file*\n{% endfile %}\n\n{% file src=\"b.pdf\" %}\n\n\
         {% embed url=\"https://youtu.be/x\" %}\n\n{% embed url=\"https://example.org/x\" %}\nSaid\n{% endembed %}\n\n\
         {% content-ref url=\"a.md\" %}\n[A](a.md)\n{% endcontent-ref %}\n\n{% stepper %}\n{% step %}\n## One\n\nDo.\n{% endstep %}\n{% endstepper %}\n",
        &[("content/b.pdf", "%PDF-1.4")],
    );
    assert_eq!(said(&built), "");
    for part in [
        "<figcaption>a.js</figcaption><pre tabindex=\"0\"><code class=\"language-js\">",
        ">The <em>file</em></a>",
        ">b.pdf</a>",
        "<a href=\"https://youtu.be/x\">",
        "<a href=\"https://example.org/x\">Said</a>",
        "<h2 id=\"one\">One</h2>\n<p>Do.</p>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("{%") && !html.contains("```"), "{html}");
}

#[test]
fn links_of_unknown_components_stay_links() {
    for (name, text) in [
        (
            "content/a.md",
            "# A\n\nSee <ScrimbaLink href=\"https://x.example/a\" type=\"scrim\">the *scrim*</ScrimbaLink> and <router-link to=\"/b/\">B</router-link>.\n\n<DocCard href=\"/b/\" title=\"To B\">\n\n- one\n- two\n\n</DocCard>\n\n<Next to=\"./b.md\" label=\"Go on\" />\n\n<div>\n<Lesson href=\"https://x.example/l\" title=\"A & B\"/>\n</div>\n\n<Thing :to=\"f\" href={x + '/b/'}>kept</Thing>\n",
        ),
        (
            "content/a.mdx",
            "import X from 'x'\n\n# A\n\nSee <ScrimbaLink href=\"https://x.example/a\" type=\"scrim\">the *scrim*</ScrimbaLink> and <Link to=\"/b/\">B</Link>.\n\n<DocCard href=\"/b/\" title=\"To B\">\n  - one\n  - two\n</DocCard>\n\n<Next to=\"./b.md\" label=\"Go on\" />\n\n<div>\n<Lesson href=\"https://x.example/l\" title=\"A & B\"/>\n</div>\n\n<Thing href={x + '/b/'}>kept</Thing>\n",
        ),
    ] {
        let built = site(&[(name, text), ("content/b.md", "# B\n\nText.\n")]);
        let html = page(&built, "/a/");
        for part in [
            "<a href=\"https://x.example/a\"",
            "the <em>scrim</em></a>",
            ">B</a>.</p>",
            "<strong><a href=\"/b/\">To B</a></strong>",
            "<li>one</li>",
            "<a href=\"/b/\">Go on</a>",
            "<a href=\"https://x.example/l\">A &amp; B</a>",
            "kept",
        ] {
            assert!(html.contains(part), "{name} {part}\n{html}");
        }
    }
}

#[test]
fn cards_with_links_say_what_they_say() {
    let (built, html) = built_text(
        "# A\n\n<LinkCard title=\"T\" href=\"/a/\" description=\"More of it\" />\n<LinkCard title=\"U\" href=\"/a/\" />\n\n<Card href=\"/a/\">V</Card>\n",
        &[],
    );
    assert!(
        html.contains("<p><strong><a href=\"/a/\">T</a></strong></p>\n<p>More of it</p>"),
        "{html}"
    );
    assert!(
        html.contains("<p><strong><a href=\"/a/\">U</a></strong></p>"),
        "{html}"
    );
    assert!(html.contains("<a href=\"/a/\">V</a>"), "{html}");
    assert_eq!(said(&built), "");
}

#[test]
fn the_end_of_a_fence_may_be_indented_otherwise_in_mdx() {
    let text = "# A\n\n<Tabs>\n  <TabItem label=\"x\">\n    ```ts title=\"a.ts\"\n    let a;\n\n    export const b = 1;\n  ```\n  </TabItem>\n</Tabs>\n\n<details>\n<summary>B</summary>\n\n```js\nlet b;\n      ```\n</details>\n\n## After\n";
    let built = site(&[("content/a.mdx", text)]);
    let html = page(&built, "/a/");
    assert!(html.contains("<h2 id=\"after\">"), "{html}");
    assert_eq!(said(&built), "");
}

#[test]
fn words_that_are_not_to_be_translated_are_published() {
    let (built, html) = built_text(
        "# :::no-loc text=\"casa\":::\n\nUse `:::no-loc(int):::` or :::no-loc text=\"Card one\":::.\n",
        &[],
    );
    assert!(html.contains("Use <code>int</code> or Card one."), "{html}");
    assert_eq!(said(&built), "");
}
