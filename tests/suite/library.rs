//! The library as whoever embeds it sees it.

use crate::support::{Site, TODAY};
use casa::{BuildError, LoadError, Options, PublishError, RenderError, WriteError};

fn options() -> Options {
    Options::on(TODAY.parse().unwrap())
}

fn small() -> Site {
    Site::of(&[
        ("content/index.md", "# Casa\n\n[Uno](uno.md)\n"),
        (
            "content/uno.md",
            "---\ntitle: Uno\ntags: [a]\n---\nParole.\n",
        ),
        ("content/due.md", "---\ntitle: Due\ndraft: true\n---\n"),
    ])
}

#[test]
fn it_publishes_what_the_program_publishes() {
    let site = small();
    for drafts in [false, true] {
        let more: &[&str] = if drafts { &["--drafts"] } else { &[] };
        let ran = site.casa(&[&["build", "--no-cache"], more].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let by_the_program = site.public();
        std::fs::remove_dir_all(site.path("public")).unwrap();
        let mut options = options();
        options.drafts = drafts;
        let built = casa::Site::load(site.root())
            .unwrap()
            .build(&options)
            .unwrap();
        built.publish(site.path("public")).unwrap();
        assert_eq!(site.public(), by_the_program);
    }
}

#[test]
fn what_is_rendered_is_what_is_published() {
    let site = small();
    let built = casa::Site::load(site.root())
        .unwrap()
        .build(&options())
        .unwrap();
    assert!(!built.has_errors(), "{}", built.report());
    built.publish(site.path("public")).unwrap();
    let mut public = site.public();
    public.remove(".casa-manifest");
    let routes: Vec<String> = built.outputs().map(str::to_owned).collect();
    assert!(routes.contains(&"/".to_owned()) && routes.contains(&"/uno/".to_owned()));
    assert!(!routes.contains(&"/due/".to_owned()));
    for route in &routes {
        let file = match route.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None => route.clone(),
        };
        let published = public.remove(&file[1..]);
        assert_eq!(published.as_ref(), Some(&built.render(route).unwrap()));
    }
    // What is left is the search index.
    assert!(public.contains_key("search/index.casa"));
    for (path, bytes) in public {
        assert_eq!(built.render(&format!("/{path}")).unwrap(), bytes);
    }
    for wrong in ["", "uno/", "/uno", "//", "/search/no.casa", "/due/"] {
        let error = built.render(wrong).unwrap_err();
        assert!(
            matches!(error, RenderError::Unknown(_)),
            "{wrong}: {error:?}"
        );
    }
}

#[test]
fn without_search_there_is_no_index() {
    let mut options = options();
    options.search = false;
    let site = small();
    let built = casa::Site::load(site.root())
        .unwrap()
        .build(&options)
        .unwrap();
    assert!(built.render("/search/index.casa").is_err());
}

#[test]
fn what_keeps_it_from_its_work_is_an_error_and_leaves_no_trace() {
    let site = small();
    let loaded = casa::Site::load(site.root()).unwrap();
    let mut wrong = options();
    wrong.base_url = Some("example.org".to_owned());
    let error = loaded.build(&wrong).err().unwrap();
    assert!(matches!(error, BuildError::BaseUrl(_)), "{error:?}");

    let built = loaded.build(&options()).unwrap();
    let error = built.publish(site.path("content/public")).unwrap_err();
    assert!(matches!(error, PublishError::AmongSources(_)), "{error:?}");
    site.write("mine/letter.txt", "Dear");
    let error = built.publish(site.path("mine")).unwrap_err();
    let PublishError::Write(WriteError::NotOurs(_)) = error else {
        panic!("{error:?}");
    };

    site.write("content/tre.md", b"\xff");
    let built = casa::Site::load(site.root())
        .unwrap()
        .build(&options())
        .unwrap();
    let diagnostics = built.diagnostics();
    assert_eq!(diagnostics[0].place.file, "content/tre.md");
    assert!(diagnostics[0].to_string().starts_with("content/tre.md:"));
    assert!(built.has_errors() && built.report().contains(&diagnostics[0].message));
    let error = built.publish(site.path("public")).unwrap_err();
    let PublishError::Content(said) = error else {
        panic!("{error:?}");
    };
    assert_eq!(said, diagnostics);
    assert!(!site.path("public").exists());

    let error = casa::Site::load(Site::new().root()).err().unwrap();
    assert!(matches!(error, LoadError::NoContent(_)), "{error:?}");
}
