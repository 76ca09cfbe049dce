//! `casa headers`, held against what MDN's HTTP Observatory asks for.

#[cfg(unix)]
mod servers;

use crate::support::{Site, casa, ran, repository};
use std::collections::BTreeMap;
use std::fs;

fn site() -> Site {
    let site = Site::of(&[
        (
            "content/casa.yaml",
            "title: Prova\nlanguage: it\nlanguages: {en: {title: Trial}}\nbase_url: https://esempio.it/il.portale/\n",
        ),
        ("content/index.md", "# Prova\n"),
    ]);
    assert_eq!(site.casa(&["build"]).code, Some(0));
    site
}

fn headers(site: &Site, server: &str) -> String {
    let ran = site.casa(&["headers", "--for", server]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
}

/// The headers that an address gets by the sections of `netlify.toml`.
fn at(sections: &str, path: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for section in sections.split("[[headers]]").skip(1) {
        let mut values = section
            .lines()
            .filter_map(|line| line.trim().split_once(" = "));
        let unquoted = |text: &str| text.trim_matches('"').to_owned();
        let (_, folder) = values.next().unwrap();
        let folder = unquoted(folder);
        let is_here = match folder.strip_suffix('*') {
            Some(begin) => path.starts_with(begin),
            None => path == folder,
        };
        if is_here {
            found.extend(values.map(|(name, value)| (name.to_owned(), unquoted(value))));
        }
    }
    found
}

/// What the Observatory's rules say of the headers of a page: nothing if each gets the most.
fn lost(headers: &BTreeMap<String, String>) -> Vec<&'static str> {
    let get = |name: &str| headers.get(name).map_or("", String::as_str);
    let policy: BTreeMap<&str, Vec<&str>> = get("Content-Security-Policy")
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let sources = |name: &str| policy.get(name).or_else(|| policy.get("default-src"));
    let unsafe_ones = [
        "'unsafe-inline'",
        "'unsafe-eval'",
        "data:",
        "http:",
        "https:",
        "*",
    ];
    let is_tight = |name: &str| {
        let sources = sources(name);
        sources.is_some_and(|list| !list.iter().any(|source| unsafe_ones.contains(source)))
    };
    let age = get("Strict-Transport-Security")
        .split(';')
        .find_map(|part| {
            let age = part.trim().strip_prefix("max-age=")?;
            age.parse::<u64>().ok()
        });
    let rules = [
        (
            "policy: nothing by default",
            policy.get("default-src") == Some(&vec!["'none'"]),
        ),
        ("policy: scripts", is_tight("script-src")),
        ("policy: styles", is_tight("style-src")),
        ("policy: objects", is_tight("object-src")),
        (
            "policy: base",
            policy.get("base-uri") == Some(&vec!["'none'"]),
        ),
        (
            "policy: forms",
            policy.contains_key("form-action") && is_tight("form-action"),
        ),
        (
            "policy: frames",
            policy.get("frame-ancestors") == Some(&vec!["'none'"]),
        ),
        (
            "transport: half a year",
            age.is_some_and(|age| age >= 15_768_000),
        ),
        (
            "transport: preload",
            get("Strict-Transport-Security").contains("includeSubDomains; preload"),
        ),
        ("types", get("X-Content-Type-Options") == "nosniff"),
        (
            "frames",
            matches!(get("X-Frame-Options"), "DENY" | "SAMEORIGIN"),
        ),
        (
            "referrer",
            [
                "no-referrer",
                "same-origin",
                "strict-origin",
                "strict-origin-when-cross-origin",
            ]
            .contains(&get("Referrer-Policy")),
        ),
        (
            "resources",
            get("Cross-Origin-Resource-Policy") == "same-origin",
        ),
        (
            "other origins",
            !headers.contains_key("Access-Control-Allow-Origin"),
        ),
    ];
    rules
        .into_iter()
        .filter(|(_, is_kept)| !is_kept)
        .map(|(rule, _)| rule)
        .collect()
}

#[test]
fn pages_get_all_that_the_observatory_gives() {
    let sections = headers(&site(), "netlify");
    for page in ["/il.portale/", "/il.portale/altra/", "/il.portale/404.html"] {
        assert_eq!(lost(&at(&sections, page)), [""; 0], "{page}");
    }
    // The rules notice what is missing.
    for (from, to, rule) in [
        (
            "script-src 'self'",
            "script-src 'self' 'unsafe-inline'",
            "policy: scripts",
        ),
        ("max-age=63072000", "max-age=3600", "transport: half a year"),
        ("; frame-ancestors 'none'", "", "policy: frames"),
        ("nosniff", "", "types"),
    ] {
        let weaker = sections.replacen(from, to, 1);
        assert_eq!(lost(&at(&weaker, "/il.portale/")), [rule]);
    }
}

#[test]
fn what_has_a_hash_in_its_address_is_kept_and_nothing_else() {
    let site = site();
    let sections = headers(&site, "netlify");
    for path in site.public().keys() {
        let address = format!("/il.portale/{path}");
        let caching = &at(&sections, &address)["Cache-Control"];
        let expected = match path.as_str() {
            path if path.starts_with("assets/") || path.contains("/shards/") => {
                "public, max-age=31536000, immutable"
            }
            path if path.ends_with("index.casa") => "no-cache",
            _ => "public, max-age=0, must-revalidate",
        };
        assert_eq!(caching, expected, "{path}");
    }
}

#[test]
fn servers_are_told_the_same() {
    let site = site();
    let all = at(&headers(&site, "netlify"), "/il.portale/");
    for server in ["nginx", "apache", "caddy"] {
        let text = headers(&site, server);
        for (name, value) in &all {
            assert!(text.contains(name.as_str()), "{server}: {name}");
            assert!(
                text.contains(&format!("\"{value}\"")),
                "{server}: {name}: {value}"
            );
        }
        for place in ["/il", "portale/assets/", "portale/search/en/shards/", "404"] {
            assert!(text.contains(place), "{server}: {place}\n{text}");
        }
    }
    // A point is a point in an expression.
    for server in ["nginx", "apache"] {
        assert!(headers(&site, server).contains("/il\\.portale/assets/"));
    }
    let ran = site.casa(&["headers", "--for", "github-pages"]);
    assert!(
        ran.out.starts_with(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        )
    );
    // There it would be ignored, with a warning in every reader's console.
    assert!(!ran.out.contains("frame-ancestors"));
    assert!(
        ran.err.starts_with("nota: GitHub Pages non lascia"),
        "{}",
        ran.err
    );
}

#[test]
fn the_form_may_do_more_than_a_page() {
    let site = site();
    let without = headers(&site, "caddy");
    assert!(!without.contains("/admin/"), "{without}");
    let configuration = fs::read_to_string(site.path("content/casa.yaml")).unwrap();
    let editing = "editing: {backend: test-repo}\n";
    site.write("content/casa.yaml", configuration + editing);
    let sections = headers(&site, "netlify");
    let form = at(&sections, "/il.portale/admin/");
    assert!(form["Content-Security-Policy"].contains("style-src 'self' 'unsafe-inline'"));
    assert_eq!(form["Cache-Control"], "no-cache");
    assert_eq!(lost(&at(&sections, "/il.portale/")), [""; 0]);
    for server in ["nginx", "apache", "caddy"] {
        let text = headers(&site, server);
        let policy = &form["Content-Security-Policy"];
        assert!(text.contains(policy.as_str()), "{server}: {text}");
    }
    // No matcher has two meanings.
    let caddy = headers(&site, "caddy");
    let matchers = caddy.lines().filter(|line| line.starts_with('@'));
    let mut names: Vec<_> = matchers.map(|line| line.split(' ').next()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "{caddy}");
}

#[test]
fn the_portal_is_published_with_them() {
    let ran = ran(casa(repository(), &["headers", "--for", "netlify"])
        .output()
        .unwrap());
    let published = fs::read_to_string(repository().join("netlify.toml")).unwrap();
    assert!(
        published.contains(&ran.out),
        "write into netlify.toml:\n{}",
        ran.out
    );
}

#[test]
fn a_configuration_that_says_nothing_sure_has_no_headers() {
    let site = site();
    site.write(
        "content/casa.yaml",
        "title: [\nbase_url: https://a.it/portale/\n",
    );
    let ran = site.casa(&["headers", "--for", "nginx"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    assert!(ran.err.contains("content/casa.yaml:"), "{}", ran.err);
}
