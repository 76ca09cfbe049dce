//! What is wrong with a folder that was written for another program: by cause.

use super::{said, site};
use crate::support::Site;

/// Twelve pages with a link that leads nowhere, and the syntax of another program on one of them.
fn twelve() -> Site {
    let site = Site::new();
    for i in 1..=12 {
        let text = format!("# Page {i}\n\n[lost](lost{i}.md)\n");
        site.write(&format!("content/p{i:02}.md"), text);
    }
    site.write("content/q.md", "# Q\n\n{{< x >}} and {{< x >}}\n");
    site
}

#[test]
fn a_cause_is_a_line_with_its_count_and_three_places() {
    let ran = twelve().casa(&["build", "--no-cache", "--lang", "en"]);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(
        lines[0],
        "warning[broken-link]: 12 × the link to `…` does not lead to any page, for example p01.md:3, p02.md:3, p03.md:3"
    );
    assert_eq!(
        lines[1],
        "warning[foreign-syntax]: 2 × `{{< x >}}` is another program's: here it is published as text, for example q.md:3"
    );
    assert!(!ran.err.contains("-->"), "{}", ran.err);
    assert!(ran.err.contains("`casa check --all=CODE`"), "{}", ran.err);
}

#[test]
fn each_is_shown_where_that_is_asked() {
    let site = twelve();
    let all = site
        .casa(&["check", "--no-cache", "--lang", "en", "--all"])
        .out;
    assert_eq!(all.matches("warning[broken-link]").count(), 12);
    assert!(all.contains("--> content/p12.md:3:1"), "{all}");
    let one = site
        .casa(&[
            "check",
            "--no-cache",
            "--lang",
            "en",
            "--all=foreign-syntax",
        ])
        .out;
    assert!(
        !one.contains("[broken-link]") && one.contains("--> content/q.md:3:1"),
        "{one}"
    );
    let none = site.casa(&["check", "--lang", "en", "--all=foreign-sintax"]);
    assert_eq!(none.code, Some(2));
    assert!(
        none.err.contains("did you mean `foreign-syntax`"),
        "{}",
        none.err
    );
}

#[test]
fn programs_are_told_everything_with_what_was_meant() {
    let site = twelve();
    site.write("content/r.md", "# R\n\n[p](p001.md)\n");
    let json = site
        .casa(&["check", "--no-cache", "--lang", "en", "--format", "json"])
        .out;
    let list: serde_json::Value = serde_json::from_str(&json).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(
        list.iter().filter(|d| d["code"] == "broken-link").count(),
        13
    );
    assert!(json.contains("Did you mean `p01.md`?"), "{json}");
}

#[test]
fn a_second_build_says_how_much_there_is_and_not_what() {
    let site = twelve();
    let build = || site.casa(&["build", "--cache", "cache", "--lang", "en"]);
    let (first, second) = (build(), build());
    assert!(first.err.contains("12 × "), "{}", first.err);
    assert_eq!(second.err, "0 errors and 13 warnings in 13 files\n");
    assert!(second.out.contains("nothing changed"), "{}", second.out);
}

#[test]
fn of_many_causes_the_most_frequent_are_said() {
    let site = Site::new();
    let text: String = (0..60)
        .map(|i| format!("{{{{< name{i} >}}}}\n\n"))
        .collect();
    site.write("content/a.md", format!("# A\n\n{text}"));
    let ran = site.casa(&["build", "--no-cache", "--lang", "en"]);
    assert!(ran.err.lines().count() <= 40, "{}", ran.err);
}

#[test]
fn a_few_are_each_shown_with_what_was_meant() {
    let site = Site::of(&[
        ("content/guide.md", "# Guide\n\n[a](giude.md)\n"),
        ("content/b.md", "# B\n\n[lost](lost.md)\n"),
    ]);
    let ran = site.casa(&["build", "--no-cache", "--lang", "en"]);
    assert!(ran.err.contains("--> content/guide.md:3:1"), "{}", ran.err);
    assert!(ran.err.contains("Did you mean `guide.md`?"), "{}", ran.err);
}

#[test]
fn a_formula_that_cannot_be_read_is_one_with_its_command() {
    let moved = site(&[(
        "content/a.md",
        "# A\n\nWater is $\\ce{H2O}$, a half $\\frac{1}{2$.\n",
    )]);
    assert_eq!(
        said(&moved),
        "warning unread-formula content/a.md:3:10-20 the formula has the command `\\ce`, which is not known: it is published as text | Write it with commands of LaTeX's mathematics, and close each brace; if it is none, put it between backticks.\n\
         warning unread-formula content/a.md:3:29-41 the formula cannot be read: it is published as text | Write it with commands of LaTeX's mathematics, and close each brace; if it is none, put it between backticks.\n"
    );
}

#[test]
fn what_a_text_takes_in_is_named_by_what_is_wrong_with_it() {
    let moved = site(&[
        (
            "content/a.md",
            "# A\n\n{{#include x.rs:inti}}\n\n{{#include y.rs}}\n\n{{#include ../x.rs}}\n\n{{#include a.md}}\n\n{{#include _b.md}}\n",
        ),
        (
            "content/x.rs",
            "// ANCHOR: init\nfn a() {}\n// ANCHOR_END: init\n",
        ),
        ("content/_b.md", "{{#include z.rs}}\n\n[c](c.md)\n"),
    ]);
    assert_eq!(
        said(&moved),
        "warning missing-part content/a.md:3:1-23 (content/x.rs:1:1) the file `x.rs` has no part `inti` | Did you mean `init`?\n\
         warning missing-file content/a.md:5:1-18 the file `y.rs` does not exist | Put it next to this page, in the same folder.\n\
         warning outside-content content/a.md:7:1-21 `../x.rs` leads out of the folder whose texts are published | Copy the file into that folder, and write the path of the copy.\n\
         warning includes-itself content/a.md:9:1-18 (content/a.md:1:1) `a.md` takes in itself | Take the line out, or mark the part that is meant, and ask for that alone.\n\
         warning broken-link content/a.md:11:1-19 (content/_b.md:1:1) the link to `c.md` does not lead to any page | Write the path of the file relative to this one: `../documents/annual-report.md`.\n\
         warning missing-file content/a.md:11:1-19 (content/_b.md:1:1) the file `z.rs` does not exist | Put it next to this page, in the same folder.\n"
    );
}

#[test]
fn pages_that_are_called_alike_are_missing_each_by_itself() {
    let site = Site::of(&[
        ("content/a/p.md", "# P\n\n[a](install.md) [a](install.md)\n"),
        ("content/a/q.md", "# Q\n\n[a](install.md)\n"),
        ("content/b/p.md", "# P\n\n[b](install.md)\n"),
        ("content/b/q.md", "# Q\n\n[b](../b/install.md)\n"),
    ]);
    let ran = site.casa(&["check", "--no-cache", "--lang", "en", "--all"]);
    let lines = |sign: &str| {
        ran.out
            .lines()
            .filter(|line| line.contains(sign))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        lines("[missing-page]"),
        [
            "warning[missing-page]: there is no page `install`, and 2 files lead there: content/a/p.md:3, content/a/q.md:3",
            "warning[missing-page]: there is no page `install`, and 2 files lead there: content/b/p.md:3, content/b/q.md:3"
        ]
    );
}

#[test]
fn what_is_elsewhere_is_told_with_where_paths_count_from() {
    let moved = site(&[(
        "content/a/b.md",
        "# B\n\n![x](img/x.png) ![y](/y.png) ![z](../../../z.png) [w](../../../w.md) [v](xref:v) [u](/one/two/b)\n",
    )]);
    assert_eq!(
        said(&moved),
        "warning missing-image content/a/b.md:3:1-16 the image `img/x.png` does not exist | The path counts from the folder of this page: put the file there, or correct the path.\n\
         warning missing-image content/a/b.md:3:17-29 the image `/y.png` does not exist | The path counts from the folder of all texts: put the file there, or correct the path.\n\
         warning outside-content content/a/b.md:3:30-50 `../../../z.png` leads out of the folder whose texts are published | Copy the file into that folder, and write the path of the copy.\n\
         warning outside-content content/a/b.md:3:51-69 `../../../w.md` leads out of the folder whose texts are published | Copy the file into that folder, and write the path of the copy.\n\
         warning unknown-scheme content/a/b.md:3:70-81 browsers do not follow links that begin with `xref:` | Write the path of the page or file, or an address with `https:`, `mailto:` or `tel:`.\n\
         warning broken-link content/a/b.md:3:82-97 the link to `/one/two/b` does not lead to any page | Write the path of the file relative to this one: `../documents/annual-report.md`.\n"
    );
}

#[test]
fn an_address_that_another_program_fills_in_is_told_as_its_syntax() {
    let moved = site(&[(
        "content/a.md",
        "# A\n\n[y](<{{% eturl a-b %}}>) <a href=\"{{ .x }}\">w</a> [v] [u]\n\n[v]: {{x}}/a.md\n[u]: <{% u %}>\n",
    )]);
    let all = said(&moved);
    let told: Vec<&str> = all
        .lines()
        .map(|line| &line[..line.find(" is").unwrap()])
        .collect();
    assert_eq!(
        told,
        [
            "warning foreign-syntax content/a.md:3:1-25 `{{% eturl %}}`",
            "warning foreign-syntax content/a.md:3:26-45 `{{ .x }}`",
            "warning foreign-syntax content/a.md:3:51-54 `{{ x }}`",
            "warning foreign-syntax content/a.md:3:55-58 `{% u %}`",
        ]
    );
}
