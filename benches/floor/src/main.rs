//! The least work that publishes a corpus: `floor CONTENT OUT TEMPLATES`.
//!
//! Reads, parses YAML and Markdown, makes tables of contents, and writes pages, lists, feed and
//! sitemap. No link is checked, nothing is reported, there is no index and no second build.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use tera::{Context, Tera, Value};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ADDRESS: &str = "https://www.example.org";
const SITE: &str = "Portale";
/// Items on one page of a list, and entries of the feed.
const PAGE_SIZE: usize = 20;

#[derive(Deserialize, Default)]
#[serde(default)]
struct FrontMatter {
    title: String,
    description: String,
    date: String,
    tags: Vec<String>,
    categories: Vec<String>,
    codice: String,
}

/// A heading of a table of contents.
#[derive(Serialize)]
struct Heading {
    id: String,
    title: String,
    children: Vec<Heading>,
}

struct Page {
    front: FrontMatter,
    section: String,
    url: String,
    body: String,
    toc: Vec<Heading>,
}

/// A section or a term, with the numbers of its pages.
#[derive(Default)]
struct List {
    title: String,
    pages: Vec<usize>,
}

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, out, templates] = arguments.as_slice() else {
        eprintln!("usage: floor CONTENT OUT TEMPLATES");
        std::process::exit(2);
    };
    let pages = read(content);
    let mut newest: Vec<usize> = (0..pages.len()).collect();
    newest.sort_by(|&a, &b| {
        pages[b]
            .front
            .date
            .cmp(&pages[a].front.date)
            .then(a.cmp(&b))
    });
    let (sections, terms) = lists(&pages, &newest);
    let theme = Theme::new(templates, &sections);
    let cards: Vec<Value> = pages.par_iter().map(card).collect();
    fs::create_dir_all(out).unwrap();

    let mut neighbours = vec![(None, None); pages.len()];
    for list in sections.values() {
        for (at, &page) in list.pages.iter().enumerate() {
            let next = at.checked_sub(1).map(|at| list.pages[at]);
            neighbours[page] = (list.pages.get(at + 1).copied(), next);
        }
    }
    let published: usize = pages
        .par_iter()
        .zip(&neighbours)
        .map_init(Vec::new, |bytes, (page, (prev, next))| {
            let mut context = page_context(page);
            for (name, neighbour) in [("prev", prev), ("next", next)] {
                if let Some(neighbour) = neighbour {
                    context.insert_value(name, cards[*neighbour].clone());
                }
            }
            theme.write("page.html", context, bytes, out, &page.url)
        })
        .sum();

    let jobs: Vec<(&String, &List, usize)> = sections
        .iter()
        .chain(&terms)
        .flat_map(|(url, list)| {
            (0..list.pages.len().div_ceil(PAGE_SIZE)).map(move |n| (url, list, n))
        })
        .collect();
    let listed: usize = jobs
        .par_iter()
        .map_init(Vec::new, |bytes, &(url, list, number)| {
            let address = |number: usize| match number {
                0 => url.clone(),
                number => format!("{url}page/{}/", number + 1),
            };
            let count = list.pages.len().div_ceil(PAGE_SIZE);
            let on_it = list.pages.iter().skip(number * PAGE_SIZE).take(PAGE_SIZE);
            let mut context = Context::new();
            context.insert_value("title", Value::normal_string(&list.title));
            context.insert_value(
                "pages",
                Value::from(on_it.map(|&page| cards[page].clone()).collect::<Vec<_>>()),
            );
            context.insert("number", &(number + 1));
            context.insert("count", &count);
            if number > 0 {
                context.insert("prev", &address(number - 1));
            }
            if number + 1 < count {
                context.insert("next", &address(number + 1));
            }
            theme.write("list.html", context, bytes, out, &address(number))
        })
        .sum();

    fs::write(out.join("sitemap.xml"), sitemap(&pages)).unwrap();
    fs::write(out.join("feed.xml"), feed(&pages, &newest)).unwrap();
    println!(
        "{} pages, {} lists, {} bytes",
        pages.len(),
        jobs.len(),
        published + listed
    );
    // What is held is not worth letting go of.
    std::process::exit(0);
}

/// Every page below a folder, in order of path.
fn read(content: &Path) -> Vec<Page> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(content)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| path.file_name().is_some_and(|name| name != "_index.md"))
        .collect();
    files.sort();
    files
        .par_iter()
        .filter_map(|file| read_page(content, file))
        .collect()
}

/// One page; none if it is not UTF-8, as some of other people's are not.
fn read_page(content: &Path, file: &Path) -> Option<Page> {
    let text = fs::read_to_string(file).ok()?;
    let (front, body) = split(&text);
    let (body, toc) = markdown(body);
    let below = file.strip_prefix(content).ok()?.with_extension("");
    Some(Page {
        front: serde_yaml::from_str(front).unwrap_or_default(),
        section: below.parent()?.to_string_lossy().into_owned(),
        url: format!("/{}/", below.to_string_lossy()),
        body,
        toc,
    })
}

/// Front matter and text.
fn split(text: &str) -> (&str, &str) {
    text.strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .unwrap_or(("", text))
}

/// HTML with an id on every heading, and the table of contents.
fn markdown(text: &str) -> (String, Vec<Heading>) {
    let extensions =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut events: Vec<Event> = Parser::new_ext(text, extensions).collect();
    let mut toc: Vec<Heading> = Vec::new();
    let mut taken: HashMap<String, u32> = HashMap::new();
    for start in 0..events.len() {
        let Event::Start(Tag::Heading { level, .. }) = events[start] else {
            continue;
        };
        let inside = events[start + 1..]
            .iter()
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let mut title = String::new();
        for event in inside {
            if let Event::Text(text) | Event::Code(text) = event {
                title.push_str(text);
            }
        }
        let mut id = slug(&title);
        let times = taken.entry(id.clone()).or_default();
        if *times > 0 {
            id = format!("{id}-{times}");
        }
        *times += 1;
        if let Event::Start(Tag::Heading { id: its, .. }) = &mut events[start] {
            *its = Some(CowStr::from(id.clone()));
        }
        let heading = Heading {
            id,
            title,
            children: Vec::new(),
        };
        match toc.last_mut() {
            Some(last) if level > HeadingLevel::H2 => last.children.push(heading),
            _ => toc.push(heading),
        }
    }
    let mut out = String::with_capacity(text.len() * 5 / 4);
    html::push_html(&mut out, events.into_iter());
    (out, toc)
}

fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Sections and terms by address, newest pages first.
fn lists(pages: &[Page], newest: &[usize]) -> (BTreeMap<String, List>, BTreeMap<String, List>) {
    let (mut sections, mut terms) = (BTreeMap::new(), BTreeMap::new());
    let add = |lists: &mut BTreeMap<String, List>, url: String, title: &str, page: usize| {
        let list = lists.entry(url).or_default();
        list.title = title.to_owned();
        list.pages.push(page);
    };
    for &i in newest {
        let Page { front, section, .. } = &pages[i];
        if !section.is_empty() {
            add(&mut sections, format!("/{section}/"), section, i);
        }
        for (taxonomy, names) in [("tags", &front.tags), ("categories", &front.categories)] {
            for name in names {
                add(&mut terms, format!("/{taxonomy}/{}/", slug(name)), name, i);
            }
        }
    }
    (sections, terms)
}

/// A page as others show it.
fn card(page: &Page) -> Value {
    Value::from_serializable(&BTreeMap::from([
        ("url", &page.url),
        ("title", &page.front.title),
        ("description", &page.front.description),
        ("date", &page.front.date),
    ]))
}

fn page_context(page: &Page) -> Context {
    let mut context = Context::new();
    for (name, text) in [
        ("title", &page.front.title),
        ("description", &page.front.description),
        ("url", &page.url),
        ("date", &page.front.date),
        ("codice", &page.front.codice),
        ("section", &page.section),
    ] {
        context.insert_value(name, Value::normal_string(text));
    }
    context.insert("tags", &page.front.tags);
    context.insert("categories", &page.front.categories);
    context.insert("toc", &page.toc);
    context.insert_value("content", Value::safe_string(&page.body));
    context
}

/// The templates, and what every page shows.
struct Theme {
    tera: Tera,
    menu: Value,
    site: Value,
}

impl Theme {
    fn new(folder: &Path, sections: &BTreeMap<String, List>) -> Self {
        let read = |name| (name, fs::read_to_string(folder.join(name)).unwrap());
        let templates = ["base.html", "page.html", "list.html"].map(read);
        let mut tera = Tera::new();
        tera.add_raw_templates(templates.iter().map(|(name, text)| (*name, text.as_str())))
            .unwrap();
        let top = sections
            .iter()
            .filter(|(url, _)| url.matches('/').count() == 2);
        let menu: Vec<_> = top
            .map(|(url, list)| BTreeMap::from([("url", url), ("name", &list.title)]))
            .collect();
        Self {
            tera,
            menu: Value::from_serializable(&menu),
            site: Value::normal_string(SITE),
        }
    }

    /// Renders a page and writes it to its address; gives its length.
    fn write(
        &self,
        template: &str,
        mut context: Context,
        bytes: &mut Vec<u8>,
        out: &Path,
        url: &str,
    ) -> usize {
        context.insert_value("menu", self.menu.clone());
        context.insert_value("site", self.site.clone());
        bytes.clear();
        self.tera
            .render_to(template, &context, &mut *bytes)
            .unwrap();
        let folder = out.join(url.trim_matches('/'));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), &bytes).unwrap();
        bytes.len()
    }
}

fn sitemap(pages: &[Page]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    );
    for page in pages {
        xml += &format!(
            "<url><loc>{ADDRESS}{}</loc><lastmod>{}</lastmod></url>",
            page.url, page.front.date
        );
    }
    xml + "</urlset>"
}

fn feed(pages: &[Page], newest: &[usize]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>");
    for &i in newest.iter().take(PAGE_SIZE) {
        let (title, url) = (&pages[i].front.title, &pages[i].url);
        xml += &format!("<item><title>{title}</title><link>{ADDRESS}{url}</link></item>");
    }
    xml + "</channel></rss>"
}
