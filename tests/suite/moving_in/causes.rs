//! What is wrong with a folder that was written for another program: by cause.

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
    let none = site.casa(&["check", "--all=foreign-sintax"]);
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
