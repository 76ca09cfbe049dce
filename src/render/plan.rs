//! Which routes a site has.

use super::{Renderer, calendar, client, data, table, theme};
use crate::diagnostic::{Diagnostic, Problem};
use crate::output::{Output, Outputs};
use crate::schema::Role;
use crate::site::{Page, PageId, Route, Site, TermRef, join_path, route_of_asset};
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

/// Every output of a site. Two that want one address are reported.
pub fn plan(renderer: &Renderer, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
    let site = renderer.site();
    let mut outputs = Outputs::default();
    let mut add = |route: Route, output: Output, span: Span, diagnostics: &mut Vec<Diagnostic>| {
        outputs.insert(route, output, span, |other| owner(site, other), diagnostics);
    };
    let nowhere = Span::start_of(crate::config::file(&site.sources));
    let absolute = !site.config.base_url.origin.is_empty();

    for id in site.ids() {
        let page = site.page(id);
        let span = Span::start_of(page.parsed.file);
        add(page.route.clone(), Output::Page(id, 1), span, diagnostics);
        if let Some(route) = calendar::route(site, id) {
            add(route, Output::Calendar(id), span, diagnostics);
        }
        let Some(list) = renderer.lists.of_page(id) else {
            continue;
        };
        for number in 2..=list.count() {
            add(
                list.route(number),
                Output::Page(id, number),
                span,
                diagnostics,
            );
        }
        if let Some(route) = list.whole() {
            add(route.clone(), Output::Whole(id), span, diagnostics);
        }
        if absolute && renderer.lists.has_feed(id) {
            add(
                page.route.child_file("feed.xml"),
                Output::Atom(id),
                span,
                diagnostics,
            );
            add(
                page.route.child_file("feed.json"),
                Output::JsonFeed(id),
                span,
                diagnostics,
            );
        }
    }
    // Pages of the same title share one.
    let mut previews: BTreeMap<Route, PageId> = BTreeMap::new();
    for id in site.ids() {
        if let Some(route) = renderer.preview(id) {
            previews.entry(route).or_insert(id);
        }
    }
    for (route, id) in previews {
        let span = Span::start_of(site.page(id).parsed.file);
        add(route, Output::Preview(id), span, diagnostics);
    }
    // Files that hold the same share theirs.
    let versions = renderer.shared.pictures.versions();
    for (route, version) in versions.collect::<BTreeMap<_, _>>() {
        let span = Span::start_of(version.file);
        add(route, Output::Picture(version), span, diagnostics);
    }
    for (index, taxonomy) in site.taxonomies.iter().enumerate() {
        add(
            taxonomy.route.clone(),
            Output::Taxonomy(index),
            nowhere,
            diagnostics,
        );
        for term in 0..taxonomy.terms.len() {
            let term = TermRef {
                taxonomy: index,
                term,
            };
            let list = renderer.lists.term(term);
            for number in 1..=list.count() {
                add(
                    list.route(number),
                    Output::Term(term, number),
                    nowhere,
                    diagnostics,
                );
            }
        }
    }
    for (index, catalogue) in site.catalogues.iter().enumerate() {
        for value in catalogue.values(index) {
            let list = renderer.lists.facet(value);
            for number in 1..=list.count() {
                let output = Output::Facet(value, number);
                add(list.route(number), output, nowhere, diagnostics);
            }
        }
    }
    add(
        Route::file("404.html"),
        Output::NotFound,
        nowhere,
        diagnostics,
    );
    add(
        Route::file("robots.txt"),
        Output::Robots,
        nowhere,
        diagnostics,
    );
    if absolute {
        add(
            Route::file("sitemap.xml"),
            Output::Sitemap,
            nowhere,
            diagnostics,
        );
    }
    for (route, file) in data::files(site) {
        add(route, Output::Data(file), nowhere, diagnostics);
    }
    for (_, route, id) in renderer.theme.statics.iter() {
        add(route, Output::File(id), Span::start_of(id), diagnostics);
    }
    for (route, id) in theme::root_files(site) {
        add(route, Output::File(id), Span::start_of(id), diagnostics);
    }
    for (name, bytes) in search_client::FILES.iter().filter(|_| site.config.search) {
        add(
            client::route(name),
            Output::SearchClient(bytes),
            nowhere,
            diagnostics,
        );
    }
    for (id, file) in site
        .sources
        .under("content/")
        .filter(|(_, file)| file.is_asset())
    {
        if let Some(route) =
            route_of_asset(&file.path).filter(|_| !file.path.starts_with("content/_theme/"))
        {
            add(route, Output::File(id), Span::start_of(id), diagnostics);
        }
    }
    for (index, table) in site.config.tables.iter().enumerate() {
        match table::route(&table.file) {
            Some(route) => add(route, Output::Table(index), table.span, diagnostics),
            None => {
                let problem = Problem::UnusableName {
                    name: table.file.clone(),
                };
                diagnostics.push(Diagnostic::new(problem, table.span));
            }
        }
    }
    let mut redirects = false;
    for id in site.ids() {
        let page = site.page(id);
        for alias in &page.meta.aliases {
            let span = alias_span(site, page);
            match alias_route(alias) {
                Some(route) if route == page.route => {}
                Some(route) => {
                    redirects = true;
                    add(route, Output::Redirect(id), span, diagnostics);
                }
                None => {
                    let problem = Problem::UnusableName {
                        name: alias.clone(),
                    };
                    diagnostics.push(Diagnostic::new(problem, span));
                }
            }
        }
    }
    if redirects {
        add(
            Route::file("_redirects"),
            Output::Redirects,
            nowhere,
            diagnostics,
        );
    }
    outputs
}

/// The route of an old address: a page's, or a file's if it ends with an extension.
pub(super) fn alias_route(alias: &str) -> Option<Route> {
    let path = join_path("", alias.trim())?;
    let plain =
        !path.is_empty() && !path.contains(|c: char| c.is_control() || "<>:\"|?*\\# ".contains(c));
    let name = path.rsplit('/').next().unwrap_or_default();
    match (
        plain,
        name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".php"),
    ) {
        (false, _) => None,
        (true, true) => Some(Route::file(&path)),
        (true, false) => Some(Route::page(&path)),
    }
}

fn alias_span(site: &Site, page: &Page) -> Span {
    let field = site.schema.types[page.content_type()].role(Role::Aliases);
    let entry = field.and_then(|f| page.parsed.fields.0.iter().find(|e| e.name == f.name));
    entry.map_or(page.parsed.span, |entry| entry.span)
}

/// What to call the owner of an address.
fn owner(site: &Site, output: &Output) -> String {
    let file = |id: FileId| site.sources.get(id).path.clone();
    match output {
        Output::Page(id, _)
        | Output::Preview(id)
        | Output::Whole(id)
        | Output::Redirect(id)
        | Output::Atom(id)
        | Output::JsonFeed(id)
        | Output::Calendar(id) => file(site.page(*id).parsed.file),
        Output::Facet(value, _) => site.facet_value(*value).label.clone(),
        Output::File(id) => file(*id),
        Output::Picture(version) => file(version.file),
        Output::Taxonomy(index) => site.taxonomies[*index].label.clone(),
        Output::Term(term, _) => site.taxonomies[term.taxonomy].terms[term.term]
            .label
            .clone(),
        Output::Table(index) => site.config.tables[*index].file.clone(),
        Output::NotFound | Output::Sitemap | Output::Robots | Output::Redirects => {
            "casa".to_owned()
        }
        Output::SearchClient(_) | Output::Data(_) => "casa".to_owned(),
    }
}
