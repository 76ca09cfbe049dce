//! What a release is made of: the version, which is told in one place, and what follows from the
//! definitions of the arguments. `release/test` installs and uses the packages.

use crate::support::{Site, repository, tree};
use std::fs;

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

#[test]
fn the_version_is_that_of_the_workspace_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    let of_publiccode = format!("softwareVersion: \"{version}\"");
    assert!(read("publiccode.yml").contains(&of_publiccode));
    let manifest = read("Cargo.toml");
    let own = manifest.lines().filter(|line| line.contains("path = \""));
    for line in own.filter(|line| line.contains("version = ")) {
        let expected = format!("version = \"{version}\"");
        assert!(line.contains(&expected), "{line}");
    }
    let ran = Site::new().casa(&["--version"]);
    assert_eq!(ran.out, format!("casa {version}\n"));
}

/// What the sources take from elsewhere in the repository is in the crate, which does not compile
/// without.
#[test]
fn what_the_program_embeds_is_in_its_crate() {
    let manifest = read("Cargo.toml");
    let included = manifest.lines().find(|line| line.starts_with("include = "));
    let included: Vec<&str> = included.unwrap().split('"').skip(1).step_by(2).collect();
    let mut embedded = Vec::new();
    for (path, bytes) in tree(&repository().join("src")) {
        if path.ends_with(".rs") {
            let text = String::from_utf8(bytes).unwrap();
            for (_, rest) in text
                .match_indices("CARGO_MANIFEST_DIR")
                .map(|(at, name)| text.split_at(at + name.len()))
            {
                let from = rest.find('/').unwrap();
                let folder = rest[from..].split('"').next().unwrap();
                embedded.push(folder.trim_end_matches('/').to_owned());
            }
        }
    }
    assert!(embedded.len() > 1, "{embedded:?}");
    // A released program stands for a checkout only where all that is in it is the same.
    let compared = read("release/bin/casa");
    let compared = compared.lines().find(|line| line.starts_with("code=("));
    let compared: Vec<&str> = compared.unwrap().split(['(', ' ', ')']).collect();
    for folder in embedded {
        assert!(compared.contains(&&folder[1..]), "{folder}: {compared:?}");
        assert!(
            included.contains(&folder.as_str()),
            "{folder} is not in {included:?}"
        );
    }
}

#[test]
fn the_changelog_has_a_place_for_what_is_new() {
    assert!(read("CHANGELOG.md").contains("\n## Unreleased\n"));
}

#[test]
fn completions_and_manual_know_every_command() {
    let site = Site::new();
    let help = site.casa(&["--help"]).out;
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    let commands: Vec<&str> = commands.collect();
    assert!(commands.contains(&"build"), "{help}");
    let readme = read("README.md");
    for name in &commands {
        let (alone, with_more) = (format!("| `casa {name}`"), format!("| `casa {name} "));
        assert!(
            readme.contains(&alone) || readme.contains(&with_more),
            "{name}"
        );
    }

    assert_eq!(site.casa(&["manual", "man"]).code, Some(0));
    for name in &commands {
        let page = fs::read_to_string(site.path(&format!("man/casa-{name}.1")));
        assert!(page.is_ok_and(|page| page.starts_with(".ie")), "{name}");
    }
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = site.casa(&["completions", shell]).out;
        for name in &commands {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}
