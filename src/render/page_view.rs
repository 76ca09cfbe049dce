//! The views of pages: what templates see of a page that a file stands for, and of one that the
//! generator makes.

use super::renderer::Renderer;
use crate::config::{LanguageId, Locale};
use crate::content::{Date, iso};
use crate::diagnostic::Diagnostic;
use crate::export::{atom, form, ics, llms};
use crate::site::{Page, PageId, PageKind, Route, Site};
use crate::theme::site_view::feed_views;
use crate::theme::view::{
    BacklinksView, Breadcrumb, ChangeView, EditionView, Html, LanguageView, PageView, ReplacedView,
    TocEntry, TypeView, VersionView,
};
use crate::theme::{Content, List, cards, meta};

/// Words read in a minute by an adult in silence (Brysbaert 2019, rounded down).
const WORDS_PER_MINUTE: u32 = 220;

impl Renderer {
    /// The view of a page.
    pub(crate) fn page_view(&self, id: PageId) -> Result<PageView, Box<Diagnostic>> {
        let site = self.site();
        let page = site.page(id);
        let content = self.content(id);
        let body = Html(self.body(id)?);
        let (by_name, fields) = content.fields()?;
        let list = self.layout.lists.of_page(id);
        let mut view = PageView {
            body,
            f: Some(by_name),
            fields,
            attachments: content.attachments(),
            document: self.document_view(id)?,
            kit: self.kit_view(id),
            tree: self.tree(id)?.map(Html),
            ..self.identity(page)
        };
        self.add_dates(&mut view, page, list);
        self.add_relations(&mut view, page);
        view.versions = self.versions(id);
        view.versions_feed = self.versions_feed(id);
        view.editions = self.editions(page);
        view.markdown = llms::route(site, page).map(|route| site.url(&route));
        view.print = self.layout.printed.route(id).map(|route| site.url(route));
        self.add_source(&mut view, page);
        let stale = site.stale(page).into_iter();
        view.stale = stale.map(|checked| checked.date.to_string()).collect();
        view.feeds = feed_views(site, &self.layout.feeds, id, &page.meta.title);
        view.calendar = ics::route(site, id).map(|route| site.url(&route));
        let items = list.map_or(&[][..], |list| list.items(1));
        let preview = self.layout.preview(site, id);
        view.meta = Some(meta::of_page(site, page, items, &view, preview.as_ref()));
        Ok(view)
    }

    /// The text of a page as HTML.
    pub(crate) fn body(&self, id: PageId) -> Result<String, Box<Diagnostic>> {
        let page = self.site().page(id);
        let body = page.parsed.body.get();
        let body = body.map_err(|error| Diagnostic::unreadable(page.parsed.file, &error))?;
        self.content(id).body(&body)
    }

    fn content(&self, id: PageId) -> Content<'_> {
        Content {
            shared: &self.shared,
            templates: &self.templates,
            page: id,
            markdown: &self.site().page(id).parsed.markdown,
        }
    }

    /// What a page is, and where.
    fn identity(&self, page: &Page) -> PageView {
        let site = self.site();
        PageView {
            kind: match page.kind {
                PageKind::Home => "home",
                PageKind::Section => "section",
                PageKind::Page => "page",
            },
            title: page.meta.title.clone(),
            heading: page.meta.heading.clone(),
            short_title: page.short_title().to_owned(),
            url: site.url(&page.route),
            permalink: site.permalink(&page.route),
            summary: page.meta.summary.clone(),
            language: site.locale(page).language.to_owned(),
            direction: is_right_to_left(site.locale(page).language).then_some("rtl"),
            languages: self.languages(page.language, &page.route, &page.translations),
            status: cards::status(page),
            draft: page.meta.draft,
            future: page.future,
            r#type: Some(self.type_view(page.language, page.content_type())),
            breadcrumbs: self.breadcrumbs(page.parent),
            toc: toc(page),
            minutes: (page.parsed.words / WORDS_PER_MINUTE).max(1) as usize,
            image: cards::image(&self.shared, page),
            terms: self.shared.terms_of(page),
            ..PageView::default()
        }
    }

    fn add_dates(&self, view: &mut PageView, page: &Page, list: Option<&List>) {
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        // A section that does not date itself is as new and as old as what it lists.
        let (newest, oldest) = list.map_or((None, None), |list| list.dates(self.site()));
        view.date = page.meta.date.map(|date| iso(date, page.meta.time));
        view.expires = text(page.meta.expires);
        view.verified = text(page.meta.verified).or(oldest);
        // A page that gives no date at all is as new as its text.
        let changed = page.meta.updated;
        let changed = changed.map(|date| iso(date, page.meta.updated_time));
        view.updated = changed.or(newest).or_else(|| {
            let changes = self.shared.changes_of(page);
            let last = changes.first().filter(|_| page.meta.date.is_none());
            last.map(|change| change.date.clone())
        });
    }

    fn add_relations(&self, view: &mut PageView, page: &Page) {
        let groups = page.backlinks.iter().map(|group| BacklinksView {
            r#type: self.site().schema.types[group.content_type].name.clone(),
            field: group.field.clone(),
            label: group.label.clone(),
            pages: self.shared.cards(&group.pages),
        });
        view.backlinks = groups.collect();
        view.mentions = self.shared.cards(&page.mentions);
        view.related = self.shared.cards(&page.related);
        view.prev = page.previous.map(|id| self.shared.card(id));
        view.next = page.next.map(|id| self.shared.card(id));
        view.sections = self.shared.cards(&page.sections);
    }

    fn versions(&self, id: PageId) -> Vec<VersionView> {
        let site = self.site();
        let versions = self.layout.versions.of(id).map(|version| {
            let replaced = version.replaced.iter();
            let replaced = replaced.map(|(old, route)| ReplacedView {
                page: Some(self.shared.card(*old)),
                url: route.as_ref().map(|route| site.url(route)),
            });
            VersionView {
                page: Some(self.shared.card(version.page)),
                here: version.page == id,
                replaces: replaced.collect(),
            }
        });
        versions.collect()
    }

    /// The versions of the documentation that a page is part of.
    fn editions(&self, page: &Page) -> Vec<EditionView> {
        let site = self.site();
        let editions = site.editions(page).into_iter();
        let editions = editions.map(|version| EditionView {
            label: version.edition.label().to_owned(),
            url: site.url(&site.page(version.page).route),
            same: version.is_same,
            here: version.is_here,
            age: version.edition.age.name(),
        });
        editions.collect()
    }

    /// Where the feed of the versions of a page is, where feeds can speak of pages.
    fn versions_feed(&self, id: PageId) -> Option<String> {
        let site = self.site();
        let is_known = !site.config.base_url.origin.is_empty();
        let newest = self.layout.versions.newest_of(id).filter(|_| is_known)?;
        Some(site.url(&atom::versions_route(site.page(newest))))
    }

    /// Where a page is written, and how it came to be.
    fn add_source(&self, view: &mut PageView, page: &Page) {
        let site = self.site();
        let repository = site.config.repository.as_ref();
        let source = &site.sources.get(page.parsed.file).path;
        let own_source = repository.filter(|_| site.own_file(page).is_some());
        let address = Route::file(source);
        let address = &address.encoded()[1..];
        view.source = Some(source.clone());
        let email = site.config.email.as_ref();
        let form = site.config.editing.as_ref();
        view.edit_url = form
            .and_then(|_| form::entry(site, page))
            .or_else(|| own_source.map(|repository| repository.edit(address)))
            .or_else(|| email.map(|email| mail_about(site, page, email)));
        view.history_url = own_source.map(|repository| repository.history(address));
        let changes = self.shared.changes_of(page).iter();
        let changes = changes.map(|change| ChangeView {
            date: change.date.clone(),
            note: change.note.clone(),
            url: repository.map(|repository| repository.commit(&change.commit)),
        });
        view.history = changes.collect();
    }

    /// A later page of a list is a page of its own: address and title say so.
    pub(crate) fn at_list_page(
        &self,
        view: &mut PageView,
        list: &List,
        number: usize,
        repeats: bool,
    ) {
        let site = self.site();
        self.without_text(view, &list.route(number));
        (view.updated, view.verified) = list.dates(site);
        let names = self.names_of(list.items(number));
        view.meta = Some(meta::of_generated(site, view, number, names, repeats));
    }

    /// A page's list at another address, without what stands above it.
    pub(crate) fn without_text(&self, view: &mut PageView, route: &Route) {
        let site = self.site();
        view.url = site.url(route);
        view.permalink = site.permalink(route);
        view.body = Html(String::new());
        view.toc = Vec::new();
        for own in view
            .languages
            .iter_mut()
            .filter(|language| language.current)
        {
            (own.url, own.permalink) = (view.url.clone(), view.permalink.clone());
        }
    }

    /// The titles of pages, as a description of their list.
    pub(crate) fn names_of(&self, pages: &[PageId]) -> Option<String> {
        meta::names(pages.iter().map(|id| self.site().page(*id).short_title()))
    }

    /// The view of a page that no file stands for.
    pub(crate) fn generated_view(
        &self,
        language: LanguageId,
        kind: &'static str,
        title: &str,
        route: Option<&Route>,
        parents: &[Breadcrumb],
        description: Option<String>,
    ) -> PageView {
        let site = self.site();
        let home = &site.page(site.home).route;
        let mut breadcrumbs = self.breadcrumbs(site.home_of(language));
        breadcrumbs.extend(parents.iter().cloned());
        let mut view = PageView {
            kind,
            title: title.to_owned(),
            short_title: title.to_owned(),
            url: route.map_or_else(String::new, |route| site.url(route)),
            permalink: route.map_or_else(String::new, |route| site.permalink(route)),
            language: site.config.locale(language).language.to_owned(),
            languages: self.languages(language, route.unwrap_or(home), &[]),
            breadcrumbs,
            minutes: 1,
            ..PageView::default()
        };
        view.meta = Some(meta::of_generated(site, &view, 1, description, false));
        view
    }

    /// The view of such a page that is below another.
    pub(crate) fn view_below(
        &self,
        id: PageId,
        kind: &'static str,
        title: &str,
        route: &Route,
    ) -> PageView {
        let page = self.site().page(id);
        // Those of a generated page begin with the home already.
        let above = &self.breadcrumbs(Some(id))[1..];
        let summary = page.meta.summary.clone();
        self.generated_view(page.language, kind, title, Some(route), above, summary)
    }

    /// The languages of the site as a page at this address leads to them.
    fn languages(
        &self,
        language: LanguageId,
        route: &Route,
        translations: &[PageId],
    ) -> Vec<LanguageView> {
        let site = self.site();
        let locales = site.config.locales().enumerate();
        let view = |(id, locale): (LanguageId, Locale<'_>)| {
            let mut translations = translations.iter().map(|id| site.page(*id));
            let translation = translations.find(|page| page.language == id);
            let home = site.page(site.home_of(id)?);
            let current = id == language;
            let route = match current {
                true => route,
                false => &translation.unwrap_or(home).route,
            };
            Some(LanguageView {
                language: locale.language.to_owned(),
                url: site.url(route),
                permalink: site.permalink(route),
                current,
                translated: current || translation.is_some(),
                t: Some(self.templates.strings(id)),
            })
        };
        match site.config.languages.is_empty() {
            true => Vec::new(),
            // A language without a page is not there yet.
            false => locales.filter_map(view).collect(),
        }
    }

    pub(crate) fn breadcrumbs(&self, parent: Option<PageId>) -> Vec<Breadcrumb> {
        let site = self.site();
        let mut trail: Vec<Breadcrumb> = site
            .above(parent)
            .map(|id| {
                let page = site.page(id);
                Breadcrumb {
                    title: page.short_title().to_owned(),
                    url: site.url(&page.route),
                }
            })
            .collect();
        trail.reverse();
        trail
    }

    fn type_view(&self, language: LanguageId, content_type: usize) -> TypeView {
        let site = self.site();
        let content_type = &site.schema.types[content_type];
        let section = site.section_of_type(language, content_type);
        TypeView {
            url: section.map(|id| site.url(&site.page(id).route)),
            ..TypeView::from(content_type)
        }
    }
}

/// The headings as a tree; a deeper one belongs to the nearest shallower one before it.
fn toc(page: &Page) -> Vec<TocEntry> {
    fn nest(headings: &[crate::content::Heading]) -> Vec<TocEntry> {
        let mut entries = Vec::new();
        let mut rest = headings;
        while let Some((first, after)) = rest.split_first() {
            let inside = after.iter().take_while(|h| h.level > first.level).count();
            entries.push(TocEntry {
                id: first.id.clone(),
                title: first.title.clone(),
                level: usize::from(first.level),
                children: nest(&after[..inside]),
            });
            rest = &after[inside..];
        }
        entries
    }
    nest(&page.parsed.headings)
}

/// Whether a language is written from right to left, unless its tag names another script.
fn is_right_to_left(tag: &str) -> bool {
    const LANGUAGES: [&str; 12] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi",
    ];
    const SCRIPTS: [&str; 5] = ["arab", "hebr", "nkoo", "syrc", "thaa"];
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    match parts.find(|part| part.len() == 4) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}

/// A mail that proposes a change to a page: its title as the subject, its address and its file above
/// what is to be written.
fn mail_about(site: &Site, page: &Page, email: &str) -> String {
    let encoded = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let bytes = text.bytes().map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        });
        bytes.collect()
    };
    let source = &site.sources.get(page.parsed.file).path;
    let body = format!("{}\r\n{source}\r\n\r\n", site.permalink(&page.route));
    let (subject, body) = (encoded(&page.meta.title), encoded(&body));
    format!("mailto:{email}?subject={subject}&body={body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_a_direction() {
        for (tag, expected) in [
            ("ar", true),
            ("he-IL", true),
            ("az-Arab", true),
            ("ku-Latn", false),
            ("it", false),
        ] {
            assert_eq!(is_right_to_left(tag), expected, "{tag}");
        }
    }
}
