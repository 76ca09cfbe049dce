//! What stands for a page: by itself, as others show it, with its links, with its files.

use crate::fingerprint::Fingerprint;
use crate::site::{Page, PageId, PageKind, Site, Target};
use crate::source::FileId;
use std::hash::Hash;

/// What a page is by itself.
pub(super) fn own(site: &Site, page: &Page) -> u64 {
    let file = site.sources.get(page.parsed.file);
    let mut hasher = Fingerprint::default();
    // The page of a folder that has none of its own has another's file.
    (&file.path, page.parsed.front.map(|_| file.digest())).hash(&mut hasher);
    for included in &page.parsed.included {
        let included = site.sources.find(&included.path);
        included
            .map(|id| site.sources.get(id).digest())
            .hash(&mut hasher);
    }
    (&page.meta.title, page.short_title()).hash(&mut hasher);
    (&page.route, page.future).hash(&mut hasher);
    (page.kind == PageKind::Page).hash(&mut hasher);
    page.content_type().hash(&mut hasher);
    page.language.hash(&mut hasher);
    for id in &page.translations {
        let translation = site.page(*id);
        (translation.language, &translation.route).hash(&mut hasher);
    }
    terms(site, page, &mut hasher);
    hasher.value()
}

fn terms(site: &Site, page: &Page, hasher: &mut Fingerprint) {
    for term in &page.terms {
        let taxonomy = &site.taxonomies[term.taxonomy];
        let found = &taxonomy.terms[term.term];
        (&taxonomy.name, &found.label, &found.route).hash(hasher);
    }
}

/// What others show of a page.
pub(super) fn card(site: &Site, id: PageId) -> u64 {
    let page = site.page(id);
    let mut hasher = Fingerprint::default();
    page.parsed.front.hash(&mut hasher);
    (&page.meta.title, &page.route, page.content_type()).hash(&mut hasher);
    (page.future, page.language, &page.path).hash(&mut hasher);
    page.short_title().hash(&mut hasher);
    terms(site, page, &mut hasher);
    for reference in &page.references {
        let target = reference.map(|id| site.page(id));
        target
            .map(|page| (page.short_title(), &page.route))
            .hash(&mut hasher);
    }
    // What is due on the day of the build.
    site.stale(page).len().hash(&mut hasher);
    if let Some(image) = &page.image {
        file(site, image.file).hash(&mut hasher);
    }
    hasher.value()
}

/// Where the links of a page lead.
pub(super) fn links(site: &Site, page: &Page) -> u64 {
    let mut hasher = Fingerprint::default();
    for link in &page.links {
        match link {
            Target::Page(id, _) => site.page(*id).route.hash(&mut hasher),
            Target::Route(route, _) => route.hash(&mut hasher),
            // What it is follows from the page itself, or is among its files.
            Target::File(_) => 1.hash(&mut hasher),
            Target::Verbatim(_) => 2.hash(&mut hasher),
            Target::Broken => 3.hash(&mut hasher),
            Target::Unpublished => 4.hash(&mut hasher),
        }
    }
    hasher.value()
}

/// The files that a page shows or offers.
pub(super) fn files(site: &Site, page: &Page) -> u64 {
    let mut hasher = Fingerprint::default();
    for link in &page.links {
        if let Target::File(id) = link {
            file(site, *id).hash(&mut hasher);
        }
    }
    for id in page.files.iter().flatten() {
        file(site, *id).hash(&mut hasher);
    }
    hasher.value()
}

fn file(site: &Site, id: FileId) -> impl Hash {
    let file = site.sources.get(id);
    (&file.path, file.digest())
}
