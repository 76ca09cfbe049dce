//! "Read also": pages named by an editor, then those that have enough in common.

use crate::support::Site;
use casa::Language;

const SCHEMA: &str = "label: Pagina
default_for: pages
fields:
  titolo: {type: text, role: title, label: Titolo}
  tag: {type: text, many: true, taxonomy: argomenti, label: Argomenti}
  vedi: {type: ref, to: any, many: true, role: related, label: Vedi}
  legge: {type: ref, to: any, label: Legge}
  stato: {type: choice, role: status, label: Stato, values: {v: In vigore, s: {label: Superato, superseded: true}}}
";

/// Pages that have nothing in common, so that what others share is rare: the weight of a thing
/// that two of some 60 pages share is 3.4, that of one that three share 3, and 4 is needed.
const OTHERS: usize = 52;

/// The related pages of `a` among these, each its path and front matter.
fn related(pages: &[(&str, &str)]) -> Vec<String> {
    related_to("/a/", pages)
}

/// The related pages of one of these.
fn related_to(route: &str, pages: &[(&str, &str)]) -> Vec<String> {
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\nlanguages: {en: {title: Test}}\n",
        ),
        ("content/_schema/pagina.yaml", SCHEMA),
        (
            "content/_schema/atto.yaml",
            &SCHEMA.replace("default_for: pages", "section: atti\nrelated: false"),
        ),
        ("content/_index.md", "---\ntitolo: Casa\n---\n"),
    ]);
    for i in 0..OTHERS {
        site.write(
            &format!("content/z{i}.md"),
            format!("---\ntitolo: Z{i}\n---\n"),
        );
    }
    for (path, front) in pages {
        site.write(
            &format!("content/{path}.md"),
            format!("---\n{front}\n---\n"),
        );
    }
    for name in ["page", "section"] {
        let template = "{% for p in page.related %}{{ p.url }}{% endfor %}";
        site.write(&format!("content/_theme/templates/{name}.html"), template);
    }
    let built = site.build(false, Language::Italian);
    assert!(!built.has_errors(), "{}", built.report());
    let urls = String::from_utf8(built.render(route).unwrap()).unwrap();
    let urls = urls.split('/').filter(|name| !name.is_empty());
    urls.map(str::to_owned).collect()
}

#[test]
fn pages_with_enough_in_common_are_related() {
    let two = "titolo: A\ntag: [uno, due]";
    let cases: [(&[(&str, &str)], &str); 15] = [
        // Two rare things, not one; not nothing.
        (&[("a", two), ("b", "titolo: B\ntag: [due, uno]")], "b"),
        (&[("a", two), ("b", "titolo: B\ntag: [due]")], ""),
        (&[("a", two), ("b", "titolo: B\ntag: [tre, sei]")], ""),
        // A term counts in its taxonomy, and a page that both refer to as much.
        (
            &[
                ("a", "titolo: A\ntag: [uno]\nlegge: z1"),
                ("b", "titolo: B\ntag: [uno]\nlegge: z1"),
                ("c", "titolo: C\ntag: [uno]\nlegge: z2"),
            ],
            "b",
        ),
        // Long words of the title by their beginning, in capitals or not.
        (
            &[
                ("a", "titolo: Mensa scolastica"),
                ("b", "titolo: MENSA per gli scolari"),
                ("c", "titolo: Le scolaresche"),
            ],
            "b",
        ),
        (
            &[("a", "titolo: Uno con due"), ("b", "titolo: Uno con due")],
            "",
        ),
        (
            &[
                ("a", "titolo: Strada chiusa"),
                ("b", "titolo: Strada-chiusa"),
            ],
            "b",
        ),
        // The most similar first, then in the order of their paths; four at most.
        (
            &[
                ("a", "titolo: A\ntag: [uno, due, tre]"),
                ("b", "titolo: B\ntag: [uno, due]"),
                ("c", "titolo: C\ntag: [uno, due, tre]"),
            ],
            "c b",
        ),
        (
            &[
                ("a", two),
                ("b", two),
                ("c", two),
                ("d", two),
                ("e", two),
                ("f", two),
            ],
            "b c d e",
        ),
        // What an editor named comes first, once, and does not leave more than four.
        (
            &[
                ("a", "titolo: A\ntag: [uno, due]\nvedi: [z3, c]"),
                ("b", two),
                ("c", two),
            ],
            "z3 c b",
        ),
        (
            &[
                ("a", "titolo: A\ntag: [uno, due]\nvedi: [z1, z2, z3]"),
                ("b", two),
                ("c", two),
            ],
            "z1 z2 z3 b",
        ),
        (
            &[
                (
                    "a",
                    "titolo: A\ntag: [uno, due]\nvedi: [z1, z2, z3, z4, z5]",
                ),
                ("b", two),
            ],
            "z1 z2 z3 z4 z5",
        ),
        // Not what is no longer in force, of a type without suggestions, in another language or a
        // section.
        (
            &[("a", two), ("b", "titolo: B\ntag: [uno, due]\nstato: s")],
            "",
        ),
        (
            &[
                ("a", two),
                ("atti/b", two),
                ("b.en", two),
                ("s/_index", two),
            ],
            "",
        ),
        (
            &[("a", two), ("b", "titolo: B\ntag: [uno, due]\nstato: v")],
            "b",
        ),
    ];
    for (pages, expected) in cases {
        assert_eq!(related(pages).join(" "), expected, "{pages:?}");
    }
}

#[test]
fn pages_of_a_type_without_suggestions_show_what_was_named() {
    let site = [
        ("a", "titolo: A\ntag: [uno, due]"),
        ("b", "titolo: B\ntag: [uno, due]"),
    ];
    assert_eq!(related(&site), ["b"]);
    let site = [
        ("atti/a", "titolo: A\ntag: [uno, due]\nvedi: [z1]"),
        ("atti/b", "titolo: B\ntag: [uno, due]"),
    ];
    assert_eq!(related_to("/atti/a/", &site), ["z1"]);
    // A page that is a section has what its editor named, too.
    let site = [
        ("a/_index", "titolo: A\ntag: [uno, due]\nvedi: [z1]"),
        ("a/c", "titolo: C"),
        ("b", "titolo: B\ntag: [uno, due]"),
    ];
    assert_eq!(related(&site), ["z1"]);
}
