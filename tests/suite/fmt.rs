//! `casa fmt`: another form, the same site.

use crate::support::{PORTAL_EPOCH, Site, casa, ran, repository};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const SCHEMA: &str = "label: Scheda\nplural: Schede\ndefault_for: pages\nfields:\n  \
    titolo: {type: text, role: title, label: Titolo}\n  \
    nota: {type: text, label: Nota}\n  \
    testo: {type: markdown, label: Testo}\n  \
    tag: {type: text, many: true, label: Parole}\n  \
    vero: {type: boolean, label: Vero}\n  \
    uno: {type: group, label: Uno, fields: {a: {type: text, label: A}, b: {type: text, many: true, label: B}}}\n  \
    molti: {type: group, many: true, label: Molti, fields: {a: {type: text, label: A}, b: {type: text, label: B}}}\n";

/// A word that YAML could take for something else.
fn word() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("parola"),
        Just("due parole"),
        Just("è così"),
        Just("1"),
        Just("2026-01-15"),
        Just("no"),
        Just("C#"),
        Just("a-b"),
        Just("http://x.it/a?b=c"),
        Just("fine."),
    ]
}

/// A text on one line, as it may be written.
fn scalar() -> impl Strategy<Value = String> {
    let quoted = prop_oneof![
        Just("\"a: b # c\""),
        Just("'l''acqua'"),
        Just("\"\\\"x\\\" \\\\ y\""),
        Just("\"[a, b]\""),
        Just("'# no'"),
        Just("\"\""),
        Just("\" spazi \""),
    ];
    prop_oneof![3 => word().prop_map(str::to_owned), 2 => quoted.prop_map(str::to_owned)]
}

/// A text over several lines, of a field that begins at the margin.
fn long() -> impl Strategy<Value = String> {
    let mark = prop_oneof![
        Just("|"),
        Just("|-"),
        Just("|+"),
        Just(">"),
        Just(">-"),
        Just("|  # nota")
    ];
    let lines = proptest::collection::vec(
        prop_oneof![3 => word(), 1 => Just(""), 1 => Just("  dentro")],
        1..4,
    );
    let block = (mark, lines, 1..5usize).prop_map(|(mark, lines, indent)| {
        let pad = " ".repeat(indent);
        let lines = lines.iter().map(|line| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("\n{pad}{line}"),
        });
        // The first line says how far the text is from the margin.
        format!("{mark}\n{pad}inizio{}", lines.collect::<String>())
    });
    let folded = (word(), 1..5usize).prop_map(|(word, indent)| {
        let pad = " ".repeat(indent);
        format!("prima\n{pad}{word}\n\n{pad}ultima")
    });
    let quoted =
        (1..5usize).prop_map(|n| format!("\"prima\n{0}# seconda\n{0}terza\"", " ".repeat(n)));
    prop_oneof![2 => block, 1 => folded, 1 => quoted]
}

/// A list, on one line or below.
fn list() -> impl Strategy<Value = String> {
    let items = || proptest::collection::vec(scalar(), 0..4);
    let spaces = || prop_oneof![Just(""), Just(" "), Just("   ")];
    let flow = (items(), spaces(), spaces())
        .prop_map(|(items, a, b)| format!("[{a}{}{b}]", items.join(&format!("{a},{b}"))));
    let broken = items().prop_map(|items| format!("[\n  {}\n ]", items.join(",\n     ")));
    let below = (items(), 0..4usize, spaces()).prop_map(|(items, indent, gap)| {
        let items = items
            .iter()
            .map(|item| format!("\n{}- {gap}{item}", " ".repeat(indent)));
        items.collect()
    });
    prop_oneof![2 => flow, 1 => broken, 2 => below]
}

/// Groups.
fn group() -> impl Strategy<Value = String> {
    let flow = (scalar(), scalar()).prop_map(|(a, b)| format!("{{a:  {a} ,b: [ {b} ]}}"));
    let below = (scalar(), list_at(2), 1..6usize).prop_map(|(a, b, indent)| {
        let pad = " ".repeat(indent);
        format!("\n{pad}a: {a}\n{pad}# nota\n{pad}b: {b}")
    });
    prop_oneof![flow, below]
}

fn list_at(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(scalar(), 1..=most).prop_map(|items| format!("[{}]", items.join(",")))
}

fn groups() -> impl Strategy<Value = String> {
    let one = (scalar(), proptest::option::of(scalar()), any::<bool>());
    (proptest::collection::vec(one, 1..3), 0..4usize, 1..4usize).prop_map(|(items, indent, gap)| {
        let (pad, gap) = (" ".repeat(indent), " ".repeat(gap));
        let inner = " ".repeat(indent + 1 + gap.len());
        let item = |(a, b, note): &(String, Option<String>, bool)| {
            let note = if *note {
                format!("\n{inner}# nota")
            } else {
                String::new()
            };
            let b = b
                .as_ref()
                .map_or(String::new(), |b| format!("{note}\n{inner}b: {b}"));
            format!("\n{pad}-{gap}a: {a}{b}")
        };
        items.iter().map(item).collect()
    })
}

/// A page with odd front matter.
fn page() -> impl Strategy<Value = String> {
    let field = prop_oneof![
        scalar().prop_map(|v| ("nota", v)),
        long().prop_map(|v| ("testo", v)),
        list().prop_map(|v| ("tag", v)),
        prop_oneof![Just("true"), Just("False"), Just("~"), Just("")]
            .prop_map(|v| ("vero", v.to_owned())),
        group().prop_map(|v| ("uno", v)),
        groups().prop_map(|v| ("molti", v)),
    ];
    let lead = prop_oneof![4 => Just(""), 1 => Just("\n\n"), 1 => Just("# nota\n"), 1 => Just("\n  # nota\n\n")];
    let gap = prop_oneof![3 => Just(" "), 1 => Just("   ")];
    let fields = proptest::collection::vec((lead, field, gap, any::<bool>()), 1..5);
    (scalar(), fields, any::<bool>()).prop_map(|(title, fields, windows)| {
        let mut front = format!("titolo:   {title}\n");
        let mut seen = Vec::new();
        for (lead, (name, value), gap, note) in fields {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let gap = if value.starts_with('\n') { "" } else { gap };
            let note = match note && !value.contains('\n') && !value.is_empty() {
                true => "   # in fondo",
                false => "",
            };
            front += &format!("{lead}{name}:{gap}{value}{note}\n");
        }
        let text = format!("---\n{front}---\n\nTesto.\n");
        match windows {
            true => text.replace('\n', "\r\n"),
            false => text,
        }
    })
}

#[test]
fn a_thousand_odd_pages_are_published_as_they_were() {
    let pages = proptest::collection::vec(page(), 1000);
    let pages = pages
        .new_tree(&mut TestRunner::deterministic())
        .unwrap()
        .current();
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nbase_url: https://example.org/\nopen_data: {page: dati}\n",
        ),
        ("content/_schema/scheda.yaml", SCHEMA),
        ("content/dati.md", "---\ntitolo: Dati\n---\n"),
        ("content/_index.md", "---\ntitolo: Home\n---\n"),
    ]);
    for (number, page) in pages.iter().enumerate() {
        site.write(&format!("content/p{number}.md"), page);
    }
    let build = |site: &Site| {
        let built = site.casa(&["build", "--quiet", "--no-search", "--no-cache"]);
        assert_eq!(built.code, Some(0), "{}", built.err);
        site.public()
    };
    let before = build(&site);
    let formatted = site.casa(&["fmt"]);
    // Whoever looks for the reason needs the page.
    let left = |number: &usize| formatted.err.contains(&format!("/p{number}.md"));
    let left: Vec<&String> = (0..pages.len()).filter(left).map(|i| &pages[i]).collect();
    assert_eq!((formatted.code, left), (Some(0), Vec::new()));
    // All but a few are odd, and none is left as it is.
    let changed = formatted.out.lines().count() - 1;
    assert!(changed > 990, "{changed}");
    let after = build(&site);
    for (path, bytes) in &before {
        assert!(after.get(path) == Some(bytes), "{path}");
    }
    assert_eq!(before.len(), after.len());
    let again = site.casa(&["fmt", "--check"]);
    assert_eq!(again.code, Some(0), "{}", again.out);
}

#[test]
fn what_is_to_be_written_is_said_before_it_is() {
    let odd = "---\ntitle:   A # perché\ntags: [b,c]\n---\nTesto.\n";
    let site = Site::of(&[
        ("content/index.md", odd),
        ("content/b.md", "---\ntitle: [\n---\n"),
    ]);
    let left = "lasciata com'è: «content/b.md»; che cos'ha lo dice casa check\n";
    let checked = site.casa(&["fmt", "--check", "--lang", "it"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(1), left));
    assert_eq!(
        checked.out,
        "content/index.md\n1 pagina da riscrivere: casa fmt\n"
    );
    let read = || std::fs::read_to_string(site.path("content/index.md")).unwrap();
    assert_eq!(read(), odd);
    let written = site.casa(&["fmt", "--lang", "it"]);
    assert_eq!(written.out, "content/index.md\n1 pagina in forma normale\n");
    assert_eq!(
        read(),
        "---\ntitle: A # perché\ntags: [b, c]\n---\nTesto.\n"
    );
    let again = site.casa(&["fmt", "--check"]);
    assert_eq!((again.code, again.out.as_str()), (Some(0), ""));
}

#[test]
fn the_portal_is_in_its_normal_form() {
    let mut command = casa(repository(), &["fmt", "--check"]);
    let checked = ran(command
        .env("SOURCE_DATE_EPOCH", PORTAL_EPOCH)
        .output()
        .unwrap());
    assert_eq!(
        (checked.code, checked.err.as_str()),
        (Some(0), ""),
        "{}",
        checked.out
    );
}
