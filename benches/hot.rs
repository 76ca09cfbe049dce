//! The hot functions, each on its own: `cargo bench --bench hot [NAME]`.
//!
//! Time and allocations beside each other; for whole programs on whole sites there is `run`.

mod pages;

use casa::internals::content::{self, DefaultFor, FileId, Keep, SpillFile};
use casa::internals::pipeline::{self, Build, Sources};
use casa::internals::search;
use divan::counter::{BytesCount, ItemsCount};
use divan::{AllocProfiler, Bencher, black_box};
use search_core::tokens::{Analyser, Language, Role};
use std::sync::Arc;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// Pages of the sites that are built.
const PAGES: usize = 200;

fn main() {
    divan::main();
}

/// One file becomes one parsed page.
#[divan::bench]
fn parse(bencher: Bencher) {
    let text = pages::text(0, PAGES);
    let schema = content::read_types(&Sources::default(), &mut Vec::new());
    let content_type = schema.default_for(DefaultFor::Pages);
    let keep = Keep {
        sources: None,
        spill: &SpillFile::default(),
        searchable: true,
    };
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        content::parse(
            black_box(&text),
            FileId(0),
            content_type,
            &schema,
            None,
            keep,
        )
    });
}

/// All of a site but rendering and the search index, with as many threads as there are cores.
#[divan::bench]
fn build(bencher: Bencher) {
    let ((_folder, sources), options) = (pages::sources(PAGES), pages::options());
    bencher
        .counter(ItemsCount::new(PAGES))
        .with_inputs(|| Arc::clone(&sources))
        .bench_values(|sources| pipeline::build(sources, &options, None, |_| {}));
}

/// A page, when all that pages share has been made.
#[divan::bench]
fn render_page(bencher: Bencher) {
    render(bencher, |route| {
        route.starts_with("/servizi/") && !route.contains("/page/")
    });
}

/// A page of the list of a term, likewise.
#[divan::bench]
fn render_list(bencher: Bencher) {
    render(bencher, |route| {
        route.starts_with("/tags/") && route.ends_with("/page/2/")
    });
}

/// Renders the last output at such an address.
fn render(bencher: Bencher, is_wanted: impl Fn(&str) -> bool) {
    let mut buffer = Vec::new();
    let (_folder, sources) = pages::sources(PAGES);
    let build: Build = pipeline::build(sources, &pages::options(), None, |_| {});
    let outputs = build.outputs.iter();
    let mut outputs = outputs.filter(|(route, _)| is_wanted(route.as_str()));
    let (_, output) = outputs.next_back().unwrap();
    bencher.bench_local(|| {
        buffer.clear();
        black_box(output).render(&build.renderer, &mut buffer)
    });
}

/// A text becomes the terms that the search index holds.
#[divan::bench]
fn analyse(bencher: Bencher) {
    let text = pages::text(0, PAGES);
    let mut analyser = Analyser::for_bulk(Language::ITALIAN);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut bytes = 0;
        analyser.tokens(black_box(&text), Role::Text, |token| {
            bytes += token.term.len()
        });
        bytes
    });
}

/// The search index of a site, files and all.
#[divan::bench(sample_count = 20)]
fn index(bencher: Bencher) {
    let (_folder, sources) = pages::sources(PAGES);
    let build = pipeline::build(sources, &pages::options(), None, |_| {});
    let material = search::Material {
        attachments: &build.attachments,
        thumbnail: &|page| build.renderer.thumbnail(page),
    };
    bencher
        .counter(ItemsCount::new(PAGES))
        .bench_local(|| search::index(black_box(build.renderer.site()), material).is_ok());
}
