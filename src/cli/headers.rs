//! `casa headers`: with which headers a site is to be served, as servers and hosts are told.

use super::context::{Context, SiteArguments};
use super::{messages, output, site};
use crate::config;
use crate::diagnostic::{Diagnostic, Language};
use crate::export::{form, open_data};
use crate::pipeline;
use crate::search;
use crate::site::Site;
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::ExitCode;

/// Arguments of `casa headers`.
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// What the site is served by
    #[arg(long = "for", value_enum, value_name = "SERVER")]
    server: Server,
}

/// Servers and hosts.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Server {
    /// A file to include in the `http` block
    Nginx,
    /// Lines for the configuration, or for `.htaccess`
    Apache,
    /// Lines for the site in the Caddyfile
    Caddy,
    /// Elements for the head of pages: it lets no site choose its headers
    GithubPages,
    /// Sections of `netlify.toml`
    Netlify,
}

/// What a page may do. A site needs no third party, no inline script and no inline style;
/// 'wasm-unsafe-eval' lets the browser compile the search engine.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'";
/// What the form of the editors may do, whose page says itself which host it may reach besides.
const POLICY_OF_FORM: &str = "default-src 'self'; script-src 'self'; \
                              style-src 'self' 'unsafe-inline'; img-src 'self' blob: data: https:; \
                              media-src 'self' blob:; connect-src 'self' blob: data: https:; \
                              form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// What a page cannot say of itself, but only a header.
const POLICY_OF_HEADERS: &str = "; frame-ancestors 'none'";
/// How much of an address other sites are told.
const REFERRER: &str = "strict-origin-when-cross-origin";

const CONTENT_POLICY: &str = "Content-Security-Policy";
const OPENER: &str = "Cross-Origin-Opener-Policy";
const RESOURCES: &str = "Cross-Origin-Resource-Policy";
const CACHE: &str = "Cache-Control";
/// What may have changed is asked for every time.
const ASK: &str = "public, max-age=0, must-revalidate";
/// What has a hash in its address never changes.
const KEEP: &str = "public, max-age=31536000, immutable";
/// The entry of a search index, like the form, names the files that it was published with.
const ASK_FIRST: &str = "no-cache";

/// Runs the command.
pub(super) fn run(arguments: &Arguments, context: Context) -> Result<ExitCode, ExitCode> {
    let root = &arguments.site.root;
    let build = site::built(root, false, context)?;
    let site = build.renderer.site();
    let language = messages::language(context, Some(&site.config.language));
    // What is wrong elsewhere changes no header.
    let path = |d: &Diagnostic| &site.sources.get(d.span.file).path;
    let found = site::alarms(&build.diagnostics).into_iter();
    let found: Vec<Diagnostic> = found
        .filter(|d| config::is_configuration(path(d)))
        .collect();
    site::print(&found, &site.sources, language);
    if pipeline::has_errors(&found) {
        return Err(site::exit_code(&found));
    }
    let headers = Headers::of(site);
    output::text(match arguments.server {
        Server::Nginx => headers.for_nginx(),
        Server::Apache => headers.for_apache(),
        Server::Caddy => headers.for_caddy(),
        Server::GithubPages => for_pages(),
        Server::Netlify => headers.for_netlify(),
    });
    if arguments.server == Server::GithubPages {
        output::error_line(not_on_pages(language));
    }
    Ok(ExitCode::SUCCESS)
}

/// The headers of a site: what all addresses have, and where some have others.
struct Headers {
    everywhere: Vec<(&'static str, String)>,
    /// Folders of what never changes; all paths begin with a slash, those of folders end with one.
    kept: Vec<String>,
    /// The entries of the search indexes, and the form.
    asked: Vec<String>,
    /// The folder of the form, if there is one.
    form: Vec<String>,
    /// Folders of open data, which pages of other sites may read.
    open: Vec<String>,
    not_found: String,
}

impl Headers {
    fn of(site: &Site) -> Self {
        let prefix = &site.config.base_url.path;
        let at = |path: &str| format!("{prefix}/{path}");
        let others = 1..=site.config.languages.len();
        let indexes: Vec<String> = std::iter::once(String::new())
            .chain(others.map(|language| search::folder(site, language)))
            .map(|language| at(&format!("{}{language}", search::FOLDER)))
            .collect();
        let shards = indexes.iter().map(|folder| format!("{folder}shards/"));
        let open: BTreeSet<String> = open_data::files(site)
            .iter()
            .filter_map(|(route, _)| Some(at(route.file_path().rsplit_once('/')?.0) + "/"))
            .collect();
        let form = site.config.editing.as_ref().map(|_| at(form::FOLDER) + "/");
        let entries = indexes.iter().map(|folder| format!("{folder}index.casa"));
        Self {
            everywhere: everywhere(),
            kept: std::iter::once(at("assets/")).chain(shards).collect(),
            asked: entries.chain(form.clone()).collect(),
            form: form.into_iter().collect(),
            open: open.into_iter().collect(),
            not_found: at("404.html"),
        }
    }

    /// Of a header, what some addresses have instead of what all have.
    fn exceptions(&self) -> [(&'static str, &'static str, &[String]); 6] {
        [
            (CONTENT_POLICY, POLICY_OF_FORM, &self.form),
            // Signing in may open a window of the host.
            (OPENER, "same-origin-allow-popups", &self.form),
            (CACHE, KEEP, &self.kept),
            (CACHE, ASK_FIRST, &self.asked),
            (RESOURCES, "cross-origin", &self.open),
            ("Access-Control-Allow-Origin", "*", &self.open),
        ]
    }

    fn for_netlify(&self) -> String {
        let mut out = String::new();
        let mut section = |path: &str, values: &[(&str, &str)]| {
            let _ = write!(out, "[[headers]]\n  for = \"{path}\"\n  [headers.values]\n");
            for (name, value) in values {
                let _ = writeln!(out, "    {name} = \"{value}\"");
            }
            out.push('\n');
        };
        let everywhere = self.everywhere.iter();
        let everywhere: Vec<_> = everywhere.map(|(n, v)| (*n, v.as_str())).collect();
        section("/*", &everywhere);
        let exceptions = self.exceptions();
        let paths: BTreeSet<&String> = exceptions.iter().flat_map(|(_, _, at)| *at).collect();
        for path in paths {
            let here = exceptions.iter().filter(|(_, _, at)| at.contains(path));
            let values: Vec<_> = here.map(|(name, value, _)| (*name, *value)).collect();
            section(&wild(path), &values);
        }
        out.truncate(out.trim_end().len());
        out + "\n"
    }

    fn for_nginx(&self) -> String {
        let mut out = String::from(
            "# Include this file in the `http` block, and `error_page` in that of the server.\n\
             # A `server` or `location` with an `add_header` of its own takes none from here.\n",
        );
        let mut names: Vec<&str> = self.exceptions().iter().map(|(name, ..)| *name).collect();
        names.dedup();
        for name in &names {
            let usual = self.everywhere.iter().find(|(n, _)| n == name);
            let usual = usual.map_or("", |(_, value)| value);
            let variable = variable(name);
            // A header without a value is not sent.
            let _ = write!(out, "\nmap $uri {variable} {{\n  default \"{usual}\";\n");
            let exceptions = self.exceptions().into_iter();
            for (_, value, paths) in exceptions.filter(|(n, ..)| n == name) {
                for path in paths {
                    let end = if path.ends_with('/') { "" } else { "$" };
                    let _ = writeln!(out, "  \"~^{}{end}\" \"{value}\";", escaped(path));
                }
            }
            out.push_str("}\n");
        }
        out.push('\n');
        let fixed = self.everywhere.iter().filter(|(n, _)| !names.contains(n));
        for (name, value) in fixed {
            let _ = writeln!(out, "add_header {name} \"{value}\" always;");
        }
        for name in &names {
            let _ = writeln!(out, "add_header {name} {} always;", variable(name));
        }
        let _ = write!(out, "\n# server: error_page 404 {};\n", self.not_found);
        out
    }

    fn for_apache(&self) -> String {
        let mut out = String::from("# For the configuration, or `.htaccess`; needs mod_headers.\n");
        for (name, value) in &self.everywhere {
            let _ = writeln!(out, "Header always set {name} \"{value}\"");
        }
        for (name, value, paths) in self.exceptions() {
            let ends = |path: &String| if path.ends_with('/') { "" } else { "$" };
            let paths: Vec<String> = paths
                .iter()
                .map(|path| escaped(path) + ends(path))
                .collect();
            if !paths.is_empty() {
                let paths = paths.join("|");
                let _ = write!(
                    out,
                    "<If \"%{{REQUEST_URI}} =~ m#^({paths})#\">\n  \
                     Header always set {name} \"{value}\"\n</If>\n"
                );
            }
        }
        let _ = writeln!(out, "ErrorDocument 404 {}", self.not_found);
        out
    }

    fn for_caddy(&self) -> String {
        let mut out = String::from("# Inside of the block of the site.\nheader {\n");
        let exceptions = self.exceptions();
        let excepted = |name: &str| {
            exceptions
                .iter()
                .any(|(n, _, at)| *n == name && !at.is_empty())
        };
        for (name, value) in self.everywhere.iter().filter(|(n, _)| !excepted(n)) {
            let _ = writeln!(out, "\t{name} \"{value}\"");
        }
        out.push_str("}\n");
        let mut matcher = |name: &str, value: &str, paths: Vec<String>, other: bool| {
            let (is, not) = if other { ("usual", "not ") } else { ("at", "") };
            let short = value.split([',', ' ']).next_back().unwrap_or_default();
            let id = format!("@{is}-{name}-{short}").replace('*', "any");
            let id = id.replace('\'', "");
            let _ = write!(
                out,
                "{id} {not}path {}\nheader {id} {name} \"{value}\"\n",
                paths.join(" ")
            );
        };
        // Which of two that match counts depends on their order: here only one ever does.
        for (name, value) in self.everywhere.iter().filter(|(n, _)| excepted(n)) {
            let own = exceptions.iter().filter(|(n, ..)| n == name);
            let own = own.flat_map(|(_, _, at)| at.iter());
            matcher(name, value, own.map(|path| wild(path)).collect(), true);
        }
        for (name, value, paths) in exceptions.iter().filter(|(_, _, at)| !at.is_empty()) {
            matcher(name, value, paths.iter().map(|p| wild(p)).collect(), false);
        }
        let _ = write!(
            out,
            // The status as an argument of `handle_errors` is not known before Caddy 2.8.
            "handle_errors {{\n\t@missing expression {{err.status_code}} == 404\n\t\
             header {CACHE} \"{ASK}\"\n\t\
             rewrite @missing {}\n\tfile_server @missing\n}}\n",
            self.not_found
        );
        out
    }
}

/// The headers of every address.
fn everywhere() -> Vec<(&'static str, String)> {
    [
        (CONTENT_POLICY, &[POLICY, POLICY_OF_HEADERS].concat()[..]),
        (
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains; preload",
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", REFERRER),
        (
            "Permissions-Policy",
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), payment=(), usb=()",
        ),
        (OPENER, "same-origin"),
        (RESOURCES, "same-origin"),
        (CACHE, ASK),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// A path for hosts that write `*` for whatever follows.
fn wild(path: &str) -> String {
    let end = if path.ends_with('/') { "*" } else { "" };
    format!("{path}{end}")
}

/// A path as a regular expression.
fn escaped(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_');
    let escape = |c: char| {
        if plain(c) {
            c.to_string()
        } else {
            format!("\\{c}")
        }
    };
    path.chars().map(escape).collect()
}

/// The variable of a header in nginx.
fn variable(name: &str) -> String {
    format!("$casa_{}", name.to_ascii_lowercase().replace('-', "_"))
}

/// What a page says of itself.
fn for_pages() -> String {
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"{REFERRER}\">\n"
    )
}

fn not_on_pages(language: Language) -> String {
    messages::say(
        language,
        "nota: GitHub Pages non lascia scegliere le intestazioni. Questi elementi, all'inizio di <head> nel tema, \
         fanno il possibile; nulla vieta di mostrare il sito dentro un altro, e niente resta nella cache oltre \
         dieci minuti. Per il resto serve un altro host, o un proxy davanti.",
        "note: GitHub Pages lets no site choose its headers. These elements, first in the theme's <head>, do what \
         can be done; nothing forbids to show the site inside of another, and nothing is kept for more than ten \
         minutes. For the rest it takes another host, or a proxy in front.",
    )
}
