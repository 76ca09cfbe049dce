//! What the program says of words that it does not understand, and in which language.

use crate::support::{Ran, Site, casa, ran, with_input};

/// A site in Italian.
fn site() -> Site {
    Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/index.md", "# Prova\n"),
        ("content/fuoco.md", "---\ntitle: Fuoco\n---\nTesto.\n"),
    ])
}

/// Runs the program where the environment speaks English.
fn english(site: &Site, arguments: &[&str]) -> Ran {
    let mut command = casa(site.root(), arguments);
    ran(command.env("LC_ALL", "en_US.UTF-8").output().unwrap())
}

#[test]
fn mistakes_of_usage_are_told_in_the_language_of_the_site() {
    let site = site();
    let more = "\nPer saperne di più: --help\n";
    for (arguments, expected) in [
        (
            "bild",
            "errore: il comando «bild» non esiste\n\nForse intendevi «build»?\nUso: casa [OPZIONI] <COMANDO>",
        ),
        (
            "build --rot",
            "errore: l'opzione «--rot» non esiste\n\nForse intendevi «--root»?\nUso: casa build --root <DIR>",
        ),
        (
            "build --jobs abc",
            "errore: «abc» non va bene per «--jobs <N>»: serve un numero intero, in cifre\n",
        ),
        (
            "build --jobs 900",
            "errore: «900» non va bene per «--jobs <N>»: non è in 1..=512\n",
        ),
        (
            "check --format xml",
            "errore: «xml» non è un valore di «--format <FORMAT>»\n\nI valori sono: human, json, github, sarif, gitlab",
        ),
        (
            "check --dry-run",
            "errore: manca: --fix\n\nUso: casa check --fix --dry-run",
        ),
        (
            "build --cache x --no-cache",
            "errore: «--cache <DIR>» non va insieme a «--no-cache»\n\nUso: casa build --cache <DIR>",
        ),
        (
            "check --all=stal",
            "errore: «stal» non va bene per «--all[=<CODE>]»: nessun messaggio ha questo codice; forse intendevi «stale»?\n",
        ),
        (
            "serve --bind 999",
            "errore: «999» non va bene per «--bind <ADDRESS>»: serve un indirizzo IP, per esempio 0.0.0.0\n",
        ),
        (
            "serve --host-name http://x/",
            "errore: «http://x/» non va bene per «--host-name <NAME>»: scrivi solo il nome, per esempio portale.test\n",
        ),
        (
            "build --base-url x",
            "errore: «x» non va bene per «--base-url <URL>»: scrivilo come https://example.org/ o https://example.org/percorso/\n",
        ),
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let said = english(&site, &words);
        let expected = format!("{expected}{more}");
        assert_eq!((said.code, said.err), (Some(2), expected), "{arguments}");
    }
    let said = english(&site, &["--lang", "en", "bild"]);
    assert!(
        said.err
            .starts_with("error: unrecognized subcommand 'bild'"),
        "{}",
        said.err
    );
    let elsewhere = Site::new();
    let said = english(&elsewhere, &["bild", "--lang=it"]);
    assert!(
        said.err.starts_with("errore: il comando «bild»"),
        "{}",
        said.err
    );
    let help = english(&site, &["build", "--help"]);
    assert_eq!((help.code, help.err.as_str()), (Some(0), ""));
}

#[test]
fn commands_speak_the_language_of_the_site() {
    let site = site();
    assert_eq!(english(&site, &["build"]).code, Some(0));
    for (arguments, expected) in [
        (
            &["serve", "--bind", "203.0.113.9"][..],
            "errore: questo computer non ha l'indirizzo 203.0.113.9\n",
        ),
        (
            &["search", "--language", "zz", "x"],
            "errore: non c'è un indice per «zz»; ci sono: it\n",
        ),
        (
            &["search", "--in", "nope", "x"],
            "errore: l'indice non si può leggere: ",
        ),
        (
            &["extract", "nope.pdf"],
            "errore: «nope.pdf» non si può leggere: ",
        ),
        (
            &["extract", "content/index.md"],
            "errore: «content/index.md» non è in un formato che casa legge: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, RTF, EML, CSV, TXT\n",
        ),
        (
            &["build", "--report", "nope/x"],
            "errore: «nope/x» non si può scrivere: ",
        ),
        (&["stats", "nope.log"], "errore: nope.log: "),
    ] {
        let said = english(&site, arguments);
        assert!(
            said.err.starts_with(expected),
            "{arguments:?}: {}",
            said.err
        );
        assert_ne!(said.code, Some(0));
    }
    let said = english(&site, &["doctor"]);
    assert!(said.out.contains("\nok contenuti: "), "{}", said.out);
    let said = english(&site, &["import", "nope"]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (Some(2), "error: there is no `nope`\n")
    );
    let said = with_input(
        &mut casa(site.root(), &["search", "--batch"]),
        b"testo\n\xff\n",
    );
    let expected =
        "errore: la riga 2 delle ricerche non è in UTF-8: convertila, poi riprendi da lì\n";
    assert_eq!((said.code, said.err.as_str()), (Some(2), expected));
    assert_eq!(said.out.lines().count(), 1);
}

/// As it is below the root, and as a shell completes it from where one is.
#[test]
fn a_page_is_named_by_its_file_wherever_one_is() {
    let site = site();
    let explain = |path: &str| site.casa(&["build", "--explain", path]);
    let unknown = explain("fuco");
    let expected = "errore: «fuco» non è né il file di una pagina del sito né un suo indirizzo\n\n\
        Forse intendevi «content/fuoco.md»?\n";
    assert_eq!((unknown.code, unknown.err.as_str()), (Some(2), expected));
    assert!(!site.path("public").exists());
    assert_eq!(explain("fuoco/").code, Some(0));
    // Where nothing has changed, too.
    let again = explain("fuco");
    assert_eq!((again.code, again.err.as_str()), (Some(2), expected));
    assert_eq!(explain("xyz").code, Some(2));

    let root = site.root().file_name().unwrap().to_str().unwrap();
    let above = site.root().parent().unwrap();
    let file = format!("{root}/content/fuoco.md");
    let kept = "non rifatto, perché nulla di ciò che legge è cambiato";
    for (path, expected) in [
        (file.clone(), "content/fuoco.md"),
        (
            format!("./{root}/public/fuoco/index.html"),
            "fuoco/index.html",
        ),
        ("content/fuoco.md".to_owned(), "content/fuoco.md"),
    ] {
        let mut command = casa(above, &["build", "--root", root, "--explain", &path]);
        command.env("XDG_CACHE_HOME", site.path(".cache"));
        let said = ran(command.output().unwrap());
        assert!(
            said.out.starts_with(&format!("{expected}: {kept}\n")),
            "{path}: {} {}",
            said.out,
            said.err
        );
    }
    let home = format!("{root}/content/index.md");
    let mut command = casa(above, &["diff", &file, &home, "--root", root]);
    let said = ran(command.output().unwrap());
    assert_eq!(said.code, Some(0), "{}", said.err);
}

#[cfg(unix)]
#[test]
fn what_is_to_be_typed_is_as_a_shell_reads_it() {
    let site = Site::new();
    let said = site.casa(&["init", "k2/è nuovo", "--title", "x"]);
    assert!(
        said.err
            .ends_with("    casa serve --open --root 'k2/è nuovo'\n"),
        "{}",
        said.err
    );
    let said = site.casa(&["init", "l'orto", "--title", "x"]);
    assert!(
        said.err
            .ends_with("    casa serve --open --root 'l'\\''orto'\n"),
        "{}",
        said.err
    );
    let said = site.casa(&["init", "semplice", "--title", "x"]);
    assert!(
        said.err
            .ends_with("    casa serve --open --root semplice\n"),
        "{}",
        said.err
    );
}
