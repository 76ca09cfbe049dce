//! The form in which pages are written in a browser: its page, what that asks for, and its script.
//! `editors/form` makes the files, which the program has in itself: with them a site needs no other
//! host.

use crate::config::{Backend, Editing};
use crate::diagnostic::Diagnostic;
use crate::export::form::{self, FOLDER};
use crate::fingerprint::{self, Digester};
use crate::inflate::gzipped;
use crate::render::{Key, Keys, Kind, Output, Plan, Renderer};
use crate::site::{Route, Site};
use std::fmt;
use std::io::Read;
use std::sync::LazyLock;

pub(super) const KIND: Kind = Kind::new(plan);

/// A file of the form.
macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/editors/form/dist/",
            $name
        ))
    };
}

/// Its script, packed.
const SCRIPT: &[u8] = file!("form.js.gz");
/// What the script finds beside itself.
const BESIDE: [(&str, &[u8]); 4] = [
    (
        "material-symbols-outlined.woff2",
        file!("material-symbols-outlined.woff2"),
    ),
    ("source-sans-3.woff2", file!("source-sans-3.woff2")),
    ("noto-mono.woff2", file!("noto-mono.woff2")),
    ("LICENSES.txt", file!("LICENSES.txt")),
];

/// The folder of this program's form, which browsers may keep for ever.
static ASSETS: LazyLock<String> = LazyLock::new(|| {
    let mut digester = Digester::default();
    digester.update(SCRIPT);
    for (name, bytes) in BESIDE {
        digester.update(name.as_bytes()).update(bytes);
    }
    format!("assets/{}", digester.finish().name(12))
});

/// The page.
#[derive(Debug)]
struct FormPage(Editing);

/// What the form asks for, where it keeps it, and what it offers.
#[derive(Debug)]
struct Configuration(Editing);

/// A file that the page needs, packed or as it is.
struct Asset(&'static [u8], bool);

fn plan(plan: &mut Plan<'_>) {
    let Some(editing) = &plan.site.config.editing else {
        return;
    };
    let page = Route::page(FOLDER);
    let configuration = page.child_file("config.yml");
    plan.add(page, editing.span, FormPage(editing.clone()));
    plan.add(configuration, editing.span, Configuration(editing.clone()));
    plan.add(asset("form.js"), editing.span, Asset(SCRIPT, true));
    for (name, bytes) in BESIDE {
        plan.add(asset(name), editing.span, Asset(bytes, false));
    }
}

fn asset(name: &str) -> Route {
    Route::file(&format!("{}/{name}", *ASSETS))
}

/// What the page may load and reach, wherever it is published: the rules of the other pages do not
/// let it work, and these let it do nothing else.
fn policy(editing: &Editing) -> String {
    let hosts = form::hosts(editing).join(" ");
    let pictures = match editing.backend {
        Backend::GitHub => "https://avatars.githubusercontent.com",
        Backend::GitLab => editing.host.as_deref().unwrap_or("https://gitlab.com"),
        Backend::Browser => "",
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' blob: data: {pictures}; media-src 'self' blob:; font-src 'self'; \
         connect-src 'self' blob: data: {hosts}; form-action 'none'; base-uri 'none'"
    )
}

impl Output for FormPage {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let site = renderer.site();
        let language = &site.config.language;
        let title = form::title(site);
        let page = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <link rel=\"cms-config-url\" type=\"application/yaml\" href=\"config.yml\">\n\
             <title>{}</title>\n<script type=\"module\" src=\"{}\"></script>\n",
            policy(&self.0),
            crate::content::escape(&title),
            site.url(&asset("form.js")),
        );
        out.extend(page.into_bytes());
        Ok(())
    }

    fn owner(&self, _: &Site) -> String {
        "editing".to_owned()
    }
}

impl Output for Configuration {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.extend(form::config(renderer.site(), &self.0));
        Ok(())
    }

    fn owner(&self, _: &Site) -> String {
        "editing".to_owned()
    }
}

impl fmt::Debug for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Asset({} bytes)", self.0.len())
    }
}

impl Output for Asset {
    fn render(&self, _: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let Self(bytes, is_packed) = self;
        if *is_packed {
            let read = gzipped(*bytes).read_to_end(out);
            read.expect("what the program has in itself is whole");
        } else {
            out.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn key(&self, _: &Keys<'_>) -> Option<Key> {
        Some(Key::of_files(fingerprint::of(self.0)))
    }

    fn shows_problems(&self) -> bool {
        false
    }
}
