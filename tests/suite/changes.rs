//! Journey 13: whoever reviews a change sees which pages it touches.

use crate::support::{Site, casa, ran, repository};
use std::fs;

/// A site with enough pages for one template to change many.
fn site() -> Site {
    let site = Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/index.md", "# Prova\n"),
        (
            "content/resta.md",
            "---\ntitle: Resta & dice *altro*\n---\nPrima.\n",
        ),
        ("content/va-via.md", "# Va via\n"),
        ("content/trasloca.md", "# Trasloca\n"),
        ("content/modulo.odt", "uno"),
        ("content/modulo.md", "# Modulo\n\n[Scarica](modulo.odt)\n"),
        (
            "content/_theme/templates/page.html",
            "<html><h1>{{ page.title }}</h1>{{ page.body }}<p>Piede</p></html>",
        ),
    ]);
    for i in 0..20 {
        site.write(&format!("content/p{i}.md"), format!("# Pagina {i}\n"));
    }
    site
}

fn build(site: &Site, out: &str) {
    let ran = site.casa(&["build", "--no-cache", "--out", out]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

fn changes(site: &Site, arguments: &[&str]) -> String {
    let ran = site.casa(&[&["changes", "--lang", "it"], arguments].concat());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    ran.out
}

#[test]
fn journey_13_a_reviewer_sees_the_pages_that_a_change_touches() {
    let site = site();
    build(&site, "prima");
    build(&site, "uguale");
    assert_eq!(
        changes(&site, &["prima", "uguale"]),
        "Per chi legge non cambia nulla.\n"
    );

    site.write(
        "content/resta.md",
        "---\ntitle: Resta & dice *altro*\n---\nDopo.\n",
    );
    site.write("content/nuova.md", "# È nuova\n");
    fs::remove_file(site.path("content/va-via.md")).unwrap();
    fs::remove_file(site.path("content/trasloca.md")).unwrap();
    site.write(
        "content/arrivo.md",
        "---\ntitle: Arrivo\naliases: [/trasloca/]\n---\n",
    );
    site.write("content/modulo.odt", "due");
    build(&site, "dopo");
    let list = changes(&site, &["prima", "dopo", "--base-url", "https://a.it/p/"]);
    for expected in [
        "### Pagine aggiunte\n\n- [Arrivo](https://a.it/p/arrivo/) `/arrivo/`\n- [È nuova](https://a.it/p/nuova/) `/nuova/`\n",
        "- Trasloca `/trasloca/`: l'indirizzo porta a un'altra pagina\n",
        "- Va via `/va-via/`: l'indirizzo **non risponde più**\n",
        "- [Resta &amp; dice \\*altro\\*](https://a.it/p/resta/) `/resta/`\n",
        "### File cambiati\n\n- `/modulo.odt`\n",
    ] {
        assert!(list.contains(expected), "{expected}\n{list}");
    }
    assert!(!list.contains("/p1/"), "{list}");
}

#[test]
fn addresses_that_vanish_are_a_warning_unless_they_lead_on() {
    let site = site();
    site.write("content/_redirects", "");
    build(&site, "prima");
    fs::remove_file(site.path("content/va-via.md")).unwrap();
    fs::remove_file(site.path("content/modulo.odt")).unwrap();
    site.write("content/modulo.md", "# Modulo\n");
    build(&site, "dopo");
    let list = changes(&site, &["prima", "dopo"]);
    for expected in [
        "> [!WARNING]\n> **2 indirizzi non rispondono più.** Chi ci arriva",
        "- Va via `/va-via/`: l'indirizzo **non risponde più**\n",
        "### File tolti\n\n- `/modulo.odt`: l'indirizzo **non risponde più**\n",
    ] {
        assert!(list.contains(expected), "{expected}\n{list}");
    }
    let warning = changes(&site, &["prima", "dopo", "--format", "github"]);
    assert!(
        warning.starts_with(
            "::warning title=2 indirizzi non rispondono più::/va-via/%0A/modulo.odt%0AChi ci arriva"
        ) && warning.lines().count() == 1,
        "{warning}"
    );

    site.write(
        "content/_redirects",
        "/va-via /resta/ 301\n/*  /resta/ 404\n/:file.odt /x\n/modulo.odt https://a.it/m.odt\n",
    );
    build(&site, "dopo");
    let list = changes(&site, &["prima", "dopo"]);
    assert!(!list.contains("WARNING"), "{list}");
    assert!(list.contains("- `/modulo.odt`: l'indirizzo porta a un'altra pagina\n"));
    assert_eq!(changes(&site, &["prima", "dopo", "--format", "github"]), "");
}

#[test]
fn what_a_template_changes_is_one_line() {
    let site = site();
    build(&site, "prima");
    site.write("content/resta.md", "---\ntitle: Resta\n---\nPrima.\n");
    site.write(
        "content/_theme/templates/page.html",
        "<html><h1>{{ page.title }}</h1>{{ page.body }}<p>Piede nuovo</p></html>",
    );
    build(&site, "dopo");
    let list = changes(&site, &["prima", "dopo"]);
    let expected = "### Cambiate allo stesso modo\n\n- 23 pagine, per esempio Modulo `/modulo/`, ";
    assert!(list.contains(expected), "{list}");
    assert!(list.contains(": «Piede» diventa «Piede nuovo»\n"), "{list}");
    // The page that changed by itself too is still named.
    assert!(list.contains("- Resta `/resta/`\n"), "{list}");
    site.write(
        "content/_theme/templates/page.html",
        "<html><h1 class=x>{{ page.title }}</h1>{{ page.body }}<p>Piede nuovo</p></html>",
    );
    build(&site, "altro");
    let list = changes(&site, &["dopo", "altro"]);
    assert!(
        list.contains("### Stesso testo, altro HTML\n\n- 24 pagine, per esempio"),
        "{list}"
    );
}

#[test]
fn manifests_are_enough_for_the_addresses() {
    let site = site();
    build(&site, "prima");
    fs::rename(site.path("prima/.casa-manifest"), site.path("manifest")).unwrap();
    site.write("content/resta.md", "# Altro\n");
    build(&site, "dopo");
    let list = changes(&site, &["manifest", "dopo/.casa-manifest"]);
    assert!(
        list.contains("### Pagine cambiate\n\n- `/pagina/2/`\n- `/resta/`\n"),
        "{list}"
    );
}

#[test]
fn what_is_no_site_is_said() {
    let site = site();
    build(&site, "prima");
    for (old, new, wanted) in [
        ("prima", "niente", "«niente»"),
        ("content", "prima", "«content»"),
    ] {
        let ran = site.casa(&["changes", old, new, "--lang", "it"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(ran.err.contains(wanted), "{}", ran.err);
    }
    let help = ran(casa(repository(), &["changes", "--help"]).output().unwrap());
    assert!(help.out.contains(".casa-manifest"), "{}", help.out);
}
