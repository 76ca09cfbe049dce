//! What is done with bytes from outside, a function a target. `fuzz/` runs them led by coverage.

use casa::internals::content::{self, DefaultFor, FileId, Keep, SpillFile};
use casa::internals::pipeline::{self, Build, Sources, Visibility};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// A type with a field of every kind.
const TYPE: &str = "\
label: Pagina
default_for: pages
fields:
  titolo: {type: text, role: title, required: true, label: Titolo}
  data: {type: date, role: date, label: Data}
  numero: {type: integer, label: Numero}
  importo: {type: number, label: Importo}
  vero: {type: boolean, label: Vero}
  tipo: {type: choice, facet: true, values: [uno, due], label: Tipo}
  tag: {type: text, many: true, taxonomy: tag, label: Tag}
  testo: {type: markdown, label: Testo}
  altre: {type: ref, to: any, many: true, role: related, inverse: Da, label: Altre}
  vecchi: {type: text, many: true, role: aliases, label: Vecchi}
  indirizzo: {type: text, role: slug, label: Indirizzo}
  file: {type: file, label: File}
  gruppo: {type: group, many: true, label: Gruppo, fields: {a: {type: text}, b: {type: date, required: true}}}
";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The open schema, and that of a portal.
static SCHEMAS: LazyLock<[content::Schema; 2]> = LazyLock::new(|| {
    let typed = Sources::default().with_texts([("content/_schema/pagina.yaml", TYPE)]);
    [Sources::default(), typed].map(|sources| content::read_types(&sources, &mut Vec::new()))
});

/// A page, by either.
fn parse(page: &str) {
    for schema in &*SCHEMAS {
        let keep = Keep {
            sources: None,
            spill: &SpillFile::default(),
            searchable: true,
        };
        let content_type = schema.default_for(DefaultFor::Pages);
        let (_, found) = content::parse(page, FileId(0), content_type, schema, None, keep);
        for diagnostic in found {
            let (start, end) = (diagnostic.span.start, diagnostic.span.end);
            let there = page.get(start as usize..end as usize);
            assert!(there.is_some(), "{diagnostic:?} is not in the file");
        }
    }
}

pub fn front_matter(bytes: &[u8]) {
    parse(&text(bytes));
}

pub fn markdown(bytes: &[u8]) {
    // A body, whatever it begins with.
    parse(&format!("---\ntitolo: a\n---\n{}", text(bytes)));
}

/// A site with the embedded theme, whose components a page may have.
static SITE: LazyLock<(Arc<Sources>, Build)> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("casa-fuzz-{}", std::process::id()));
    fs::create_dir_all(folder.join("content/_schema")).unwrap();
    fs::write(folder.join("content/_schema/pagina.yaml"), TYPE).unwrap();
    fs::write(folder.join("content/index.md"), "---\ntitolo: a\n---\n").unwrap();
    let sources = Arc::new(pipeline::read(&folder, &Sources::default(), 0).unwrap());
    let options = pipeline::Options {
        name: "Prova".to_owned(),
        base_url: None,
        visibility: Visibility {
            drafts: true,
            today: "2026-01-15".parse().unwrap(),
        },
        search: true,
        suggestions: true,
        extractor: None,
        spill: SpillFile::default(),
        history: None,
    };
    let build = pipeline::build(Arc::clone(&sources), &options, None, |_| {});
    fs::remove_dir_all(folder).unwrap();
    (sources, build)
});

/// A page in a site, as it is published.
pub fn components(bytes: &[u8]) {
    let (sources, build) = &*SITE;
    let page = Sources::clone(sources).overlaid("content/index.md", PathBuf::new(), text(bytes));
    let build = build.again(Arc::new(page), |_| {});
    for (route, output) in build.outputs.iter() {
        if route.as_str() != "/" {
            continue;
        }
        let mut html = Vec::new();
        if output.render(&build.renderer, &mut html).is_ok() {
            let html = String::from_utf8(html).unwrap();
            // Where something was to be filled in.
            assert!(!html.contains(['\u{e000}', '\u{e001}']), "{html}");
            assert!(!html.to_lowercase().contains("<script>alert"), "{html}");
        }
    }
}

pub fn html(bytes: &[u8]) {
    // That it is none that the search should find is an answer too.
    let _ = search_html::page(bytes);
}

pub fn pdf(bytes: &[u8]) {
    // That it is damaged is an answer too.
    let _ = extract::read("a.pdf", bytes);
}

/// Texts, tables and messages, whose beginnings do not tell one from the other.
pub fn documents(bytes: &[u8]) {
    for name in ["a.csv", "a.eml", "a.rtf", "a.txt"] {
        let _ = extract::read(name, bytes);
    }
}

/// An office file as one text: its extension in the first line, then its parts, each behind a line
/// `== NAME`. Packed here, so that what is changed is the parts.
pub fn office(bytes: &[u8]) {
    if let Some((name, archive)) = office_file(bytes) {
        let _ = extract::read(&name, &archive);
    }
}

/// The name and the bytes of such a file.
pub fn office_file(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let text = text(bytes);
    let (extension, parts) = text.split_once('\n')?;
    let parts = parts.split("== ").skip(1);
    let parts: Vec<(String, Vec<u8>)> = parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, part)| (name.to_owned(), part.trim_end().as_bytes().to_vec()))
        .collect();
    Some((format!("a.{extension}"), packed(&parts)))
}

/// An archive whose parts are stored as they are.
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut list) = (Vec::new(), Vec::new());
    let long = |number: usize| (number as u32).to_le_bytes();
    let short = |number: usize| (number as u16).to_le_bytes();
    for (name, bytes) in parts {
        let at = archive.len();
        let sizes = [long(0), long(bytes.len()), long(bytes.len())].concat();
        let names = [short(name.len()), short(0)].concat();
        let middle = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &names].concat();
        archive.extend([b"PK\x03\x04", &middle[..], name.as_bytes(), bytes].concat());
        let place = [&[0; 10][..], &long(at)].concat();
        list.extend([b"PK\x01\x02\x14\0", &middle[..], &place, name.as_bytes()].concat());
    }
    let count = short(parts.len());
    let end = [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &long(list.len()),
        &long(archive.len()),
        &[0, 0],
    ];
    let end = end.concat();
    [archive, list, end].concat()
}
