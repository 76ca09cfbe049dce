//! Links and anchors as other programs write them.

use super::{page, said, site};
use crate::support::Site;

/// Where the links of a text lead, on a page `guide/start.md` beside others.
fn links(text: &str, more: &[(&str, &str)]) -> (Vec<String>, String) {
    let mut files = vec![
        ("content/guide/start.md", text),
        (
            "content/guide/Next-Step.md",
            "# Next step\n\nText.\n\n## Don't & do\n\nText.\n",
        ),
        ("content/top.md", "# Top\n\nText.\n"),
    ];
    files.extend(more);
    let built = site(&files);
    let html = page(&built, "/guide/start/");
    let (_, html) = html.split_once("<div class=\"text\">").unwrap();
    let (html, _) = html.split_once("</div>").unwrap();
    let links = html.split("<a href=\"").skip(1);
    let links = links.map(|rest| rest.split('"').next().unwrap().to_owned());
    (links.collect(), said(&built))
}

#[test]
fn one_answer_is_the_answer() {
    let next = "/guide/next-step/";
    for (written, expected) in [
        ("Next-Step.md", next),
        ("Next-Step.html", next),
        ("Next-Step/", next),
        ("Next-Step.mdx", next),
        ("next-step.md", next),
        ("/guide/NEXT-STEP", next),
        ("../guide/next-step/index.html", next),
        ("@/guide/Next-Step.md", next),
        ("@/top.md", "/top/"),
        ("/TOP.html", "/top/"),
    ] {
        let (found, said) = links(&format!("# Start\n\n[a]({written})\n"), &[]);
        assert_eq!(
            (found, said),
            (vec![expected.to_owned()], String::new()),
            "{written}"
        );
    }
}

#[test]
fn two_answers_are_none() {
    let others = [
        ("content/guide/other/A-b.md", "# One\n\nText.\n"),
        (
            "content/guide/other/a-B.md",
            "---\nslug: x\n---\n# Two\n\nText.\n",
        ),
    ];
    let (found, said) = links("# Start\n\n[a](other/A-B.md)\n", &others);
    assert_eq!(found, ["other/A-B.md"]);
    assert!(said.contains("broken-link"), "{said}");
}

#[test]
fn a_prefix_under_which_the_site_stood_is_known_by_its_links() {
    let text = "# Start\n\n[a](/docs/v1/top) [b](/docs/v1/guide/start/) [c](/docs/v1/guide/next-step.html) [d](/other/top)\n";
    let (found, said) = links(text, &[]);
    assert_eq!(
        found,
        ["/top/", "/guide/start/", "/guide/next-step/", "/other/top"]
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn what_leads_elsewhere_stays_as_it_is_written() {
    let text = "# A\n\n[other app](/windows/win32/api) and [file](dist/app.exe) and [md](gone.md) and [x](xref:System.String) and [no](javascript:x)\n";
    let (found, said) = links(text, &[]);
    assert_eq!(
        found,
        [
            "/windows/win32/api",
            "dist/app.exe",
            "gone.md",
            "xref:System.String",
            "#"
        ]
    );
    assert_eq!(said.lines().count(), 5, "{said}");
    let config = "title: T\nlanguage: en\nexternal: [/windows/, dist/]\n";
    let (found, said) = links(text, &[("content/casa.yaml", config)]);
    assert_eq!(found[..2], ["/windows/win32/api", "dist/app.exe"]);
    assert_eq!(said.lines().count(), 3, "{said}");
}

#[test]
fn a_heading_answers_to_the_anchors_of_all_programs() {
    let built = site(&[(
        "content/a.md",
        "# A\n\n[1](#people--body) [2](#--flag) [3](#snake_case) [4](#perch%C3%A9-cos%C3%AC) [5](#People-Body)\n\n\
         ## People & Body\n\nText.\n\n## `--flag`\n\nText.\n\n## snake_case\n\nText.\n\n## Perché così\n\nText.\n",
    )]);
    assert_eq!(said(&built), "");
    let html = page(&built, "/a/");
    for heading in [
        "<h2 id=\"people-body\"><span id=\"people--body\"></span>",
        "<h2 id=\"flag\"><span id=\"--flag\"></span>",
        "<h2 id=\"snake-case\"><span id=\"snake_case\"></span>",
        "<h2 id=\"perche-cosi\"><span id=\"perché-così\"></span>",
        // No program gives this one, and there is one heading that it can mean.
        "<a href=\"#people-body\">5</a>",
    ] {
        assert!(html.contains(heading), "{heading}");
    }
}

#[test]
fn anchors_of_other_pages_are_found_and_what_is_not_there_is_said() {
    let text = "# Start\n\n[a](Next-Step.md#dont--do) [b](Next-Step.md#don-t-do) [c](Next-Step.md#dontdo) [d](Next-Step.md#next-step) [e](#start) [f](top.md#gone) [g](@/top.md#gone)\n";
    let (found, said) = links(text, &[]);
    let next = "/guide/next-step/";
    let expected = [
        format!("{next}#dont--do"),
        format!("{next}#don-t-do"),
        format!("{next}#don-t-do"),
        next.to_owned(),
        "/guide/start/".to_owned(),
        "top.md#gone".to_owned(),
        "/top/#gone".to_owned(),
    ];
    assert_eq!(found, expected);
    assert_eq!(said.matches("broken-anchor").count(), 1, "{said}");
    assert_eq!(said.matches("broken-link").count(), 1, "{said}");
}

#[test]
fn the_second_heading_of_a_name_is_counted_from_one() {
    let text = "# Start\n\n[a](#use-1) [b](#use)\n\n## Use\n\nText.\n\n## Use\n\nText.\n";
    let (found, said) = links(text, &[]);
    assert_eq!(found, ["#use-1", "#use"]);
    assert_eq!(said, "");
}

#[test]
fn a_named_anchor_is_kept() {
    let built = site(&[(
        "content/guide.md",
        "# Guide\n\n[jump](#old)\n\n## <a name=\"old\"></a>New title\n\nText.\n",
    )]);
    assert_eq!(said(&built), "");
    assert!(
        page(&built, "/guide/").contains("<h2 id=\"new-title\"><a id=\"old\"></a>New title</h2>")
    );
}

#[test]
fn what_a_list_explains_has_an_anchor_as_headings_have() {
    let text = "# A\n\n`allowContent`\n: One. See [it](#allowcontent), [b](#matchers), [c](#matchers-1).\n\nmatchers\n: Two.\n\n[Linked](https://x.example/)\n: Three.\n\n## Matchers\n\nText.\n";
    let site = Site::of(&[
        ("content/a.md", text),
        (
            "content/b.md",
            "# B\n\n[x](a.md#linked) [y](#title)\n\n## What {#title}\n",
        ),
        ("content/c.md", "# C {#start}\n\n[x](#start) [y](b.md#b)\n"),
        ("content/d.md", "[x](c.md#start)\n"),
    ]);
    let ran = site.casa(&["build"]);
    assert!(!ran.err.contains("broken-anchor"), "{}", ran.err);
    let html = String::from_utf8(site.public()["a/index.html"].clone()).unwrap();
    for part in [
        "<dt id=\"allowcontent\"><code>allowContent</code></dt>",
        "<dt>matchers</dt>",
        "<dt id=\"linked\"><a",
        "<h2 id=\"matchers\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn addresses_keep_the_brackets_that_docfx_writes_in_them() {
    let (found, said) = links(
        "# A\n\n[b](/previous-versions/aa\\(v=vs.85\\)) and [c](/x/ms7(v=vs.85))\n",
        &[("content/b.md", "# B\n\n[c](/x/ms7(v=vs.85))\n")],
    );
    assert_eq!(found, ["/previous-versions/aa(v=vs.85)", "/x/ms7(v=vs.85)"]);
    assert!(said.contains("`/previous-versions/aa(v=vs.85)`"), "{said}");
    assert!(said.contains("`ms7(v=vs.85)`"), "{said}");
}

#[test]
fn addresses_hold_nothing_that_none_may() {
    let (found, _) = links(
        "# A\n\n[q]: ?q=\"a+b\"\n\n[b][q] <a href='https://x.example/?a=\"b\"'>c</a> [d](../b.md?e|f)\n",
        &[("content/b.md", "# B\n\nText.\n")],
    );
    assert_eq!(
        found,
        ["?q=%22a+b%22", "https://x.example/?a=%22b%22", "/b/?e%7Cf"]
    );
}
