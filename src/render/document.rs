//! The document of a page: its tree, and the files that it is written as.

use super::fill;
use super::renderer::Renderer;
use crate::content::{Blank, Body, Component, PlaceholderKind, Value};
use crate::diagnostic::Diagnostic;
use crate::document::{Image, Source, blocks};
use crate::schema::Format;
use crate::site::{PageId, PageKind, Route, Site, Target, last_segment, route_of_asset};
use crate::source::FileId;
use crate::theme::view::{BlankView, DocumentFileView, DocumentView};
use crate::theme::{Content, long_date};
use chrono::Datelike;
use documents::{Block, Document, Field, Picture, Words};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Headings from which on a document has a table of contents.
const HEADINGS: usize = 6;

/// Whether this program writes a format.
fn is_written(format: Format) -> bool {
    match format {
        Format::Docx | Format::Odt => true,
        Format::Pdf => cfg!(feature = "pdf"),
    }
}

/// The formats that the page's type asks for; none if it has no document.
fn wanted(site: &Site, id: PageId) -> &[Format] {
    let page = site.page(id);
    if page.kind != PageKind::Page || !page.parsed.has_text {
        return &[];
    }
    &site.schema.types[page.content_type()].formats
}

/// How many files of documents are left out, since this program does not write their format.
pub fn left_out(site: &Site) -> usize {
    let formats = site.ids().flat_map(|id| wanted(site, id));
    formats.filter(|format| !is_written(**format)).count()
}

/// What the document of a page is published as, and where; nothing if it has none.
pub fn files(site: &Site, id: PageId) -> Vec<(Format, Route)> {
    let page = site.page(id);
    let name = last_segment(page.route.as_str().trim_end_matches('/'));
    let formats = wanted(site, id).iter();
    let formats = formats.filter(|format| is_written(**format));
    let route = |format: Format| page.route.child_file(&format!("{name}.{}", format.name()));
    formats.map(|format| (*format, route(*format))).collect()
}

/// The pages whose documents a page's kit holds, in the order in which its fields name them.
pub fn of_kit(site: &Site, id: PageId) -> Vec<PageId> {
    let page = site.page(id);
    if site.schema.types[page.content_type()].kit.is_none() {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let named = page.references.iter().copied().flatten();
    named
        .filter(|id| !files(site, *id).is_empty() && seen.insert(*id))
        .collect()
}

/// The pages whose documents are in kits.
fn held(site: &Site) -> HashSet<PageId> {
    site.ids().flat_map(|id| of_kit(site, id)).collect()
}

/// Whether readers can fill in the document of a page: it has fields, and a file that holds them.
pub fn is_filled_in(site: &Site, id: PageId) -> bool {
    let holds_fields = |(format, _): &(Format, Route)| *format != Format::Pdf;
    !site.page(id).parsed.blanks.is_empty() && files(site, id).iter().any(holds_fields)
}

/// The parts of a text that hold a document, or none.
fn parts<'a>(body: &'a Body, name: Option<&str>, found: &mut Vec<&'a Component>) {
    for placeholder in &body.placeholders {
        if let PlaceholderKind::Component(component) = &placeholder.kind {
            match Some(component.name.as_str()) == name {
                true => found.push(component),
                false => parts(&component.body, name, found),
            }
        }
    }
}

impl Renderer {
    /// The document of a page.
    ///
    /// # Errors
    /// If a component in it cannot be drawn.
    pub fn document(&self, id: PageId) -> Result<Document, Box<Diagnostic>> {
        let site = self.site();
        let page = site.page(id);
        let body = page.parsed.body.get();
        let body = body.map_err(|error| Diagnostic::unreadable(page.parsed.file, &error))?;
        let content = Content {
            shared: &self.shared,
            templates: &self.templates,
            page: id,
            markdown: &page.parsed.markdown,
        };
        let mut holding = Vec::new();
        parts(&body, site.schema.document.as_deref(), &mut holding);
        let around = content.body(&body)?;
        let mut html = String::new();
        for component in &holding {
            let own = Content {
                markdown: &component.markdown,
                ..content
            };
            html += &own.body(&component.body)?;
        }
        let is_whole = holding.is_empty();
        let title = holding.iter().find_map(|component| {
            let mut entries = component.fields.0.iter();
            entries.find_map(|entry| match &entry.value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
        });
        let source = Source {
            around: &around,
            origin: &site.config.base_url.origin,
            picture: &|image| self.picture(id, image),
        };
        let blocks = blocks(if is_whole { &around } else { &html }, &source);
        Ok(Document {
            title: title.unwrap_or_else(|| page.meta.title.clone()),
            summary: page.meta.summary.clone().filter(|_| is_whole),
            contents: headings(&blocks) >= HEADINGS,
            blocks,
            ..self.frame(id)
        })
    }

    /// What stands around the text of a document, and what is to be filled in.
    pub(super) fn frame(&self, id: PageId) -> Document {
        let site = self.site();
        let page = site.page(id);
        let locale = site.locale(page);
        let word = |key: &str| self.templates.word(page.language, key);
        let day = page.meta.updated.or(page.meta.date);
        let field = |blank: &Blank| Field {
            id: blank.id.clone(),
            name: blank.name.clone(),
            help: blank.help.clone(),
            value: blank.value.clone(),
            choices: blank.choices.clone(),
        };
        Document {
            language: locale.language.to_owned(),
            publisher: locale.title.to_owned(),
            address: site.permalink(&page.route),
            date: day.map(|day| long_date(day, locale.language)),
            version: page.meta.version.clone(),
            notice: self.superseded_notice(id),
            modified: day.map(|day| (day.year(), day.month() as u8, day.day() as u8)),
            words: Words {
                contents: word("document_contents"),
                page: word("document_page"),
                of: word("document_of"),
                version: word("document_version"),
                fields: word("document_fields"),
                picture: word("document_picture"),
            },
            fields: page.parsed.blanks.iter().map(field).collect(),
            ..Document::default()
        }
    }

    /// What the document of a page that is no longer in force says of that, with the address of what
    /// replaces it.
    fn superseded_notice(&self, id: PageId) -> Option<String> {
        let site = self.site();
        let page = site.page(id);
        if !page.superseded() {
            return None;
        }
        let said = self.templates.word(page.language, "document_superseded");
        let newest = self.layout.versions.newest_of(id);
        let newest = newest
            .filter(|newest| *newest != id)
            .map(|id| site.page(id));
        Some(match newest {
            Some(newest) => format!("{said} {}", site.permalink(&newest.route)),
            None => said,
        })
    }

    /// What templates see of the document of a page.
    pub(super) fn document_view(
        &self,
        id: PageId,
    ) -> Result<Option<DocumentView>, Box<Diagnostic>> {
        let site = self.site();
        let files = files(site, id);
        if files.is_empty() {
            return Ok(None);
        }
        let document = self.document(id)?;
        let mut views = Vec::with_capacity(files.len());
        for (format, route) in files {
            let bytes = self.document_size(id, format, &document)?;
            views.push(DocumentFileView {
                url: site.url(&route),
                name: last_segment(route.as_str()).to_owned(),
                format: format.name(),
                bytes,
            });
        }
        let blanks = site.page(id).parsed.blanks.iter();
        let blanks = blanks.cloned().map(|blank| BlankView {
            id: blank.id,
            name: blank.name,
            help: blank.help,
            value: blank.value,
            choices: blank.choices,
        });
        Ok(Some(DocumentView {
            title: document.title,
            files: views,
            blanks: blanks.collect(),
            script: is_filled_in(site, id).then(|| site.url(&fill::route())),
        }))
    }

    /// How large a file is; it is kept until it is published.
    fn document_size(
        &self,
        id: PageId,
        format: Format,
        document: &Document,
    ) -> Result<u64, Box<Diagnostic>> {
        if let Some((size, _)) = self.made_documents().get(&(id, format)) {
            return Ok(*size);
        }
        let bytes = self.write_document(id, format, document)?;
        let size = bytes.len() as u64;
        let mut made = self.made_documents();
        made.insert((id, format), (size, Some(bytes.into())));
        Ok(size)
    }

    /// A file of the document of a page. Those that kits hold too stay at hand for these.
    ///
    /// # Errors
    /// If a component in it cannot be drawn, or it is too large for its format.
    pub fn document_file(&self, id: PageId, format: Format) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        let held = self.held.get_or_init(|| held(self.site()));
        let stays = held.contains(&id);
        let mut made = self.made_documents();
        let kept = made.get_mut(&(id, format));
        let kept = kept.and_then(|(_, bytes)| match stays {
            true => bytes.clone(),
            false => bytes.take(),
        });
        drop(made);
        if let Some(bytes) = kept {
            return Ok(bytes);
        }
        let bytes: Arc<[u8]> = self.write_document(id, format, &self.document(id)?)?.into();
        let left = stays.then(|| Arc::clone(&bytes));
        let mut made = self.made_documents();
        made.insert((id, format), (bytes.len() as u64, left));
        Ok(bytes)
    }

    pub(super) fn write_document(
        &self,
        id: PageId,
        format: Format,
        document: &Document,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.written.fetch_add(1, Ordering::Relaxed);
        let file = self.site().page(id).parsed.file;
        let written = match format {
            Format::Docx => documents::docx(document),
            Format::Odt => documents::odt(document),
            #[cfg(feature = "pdf")]
            Format::Pdf => {
                let written = super::pdf::write(document, file, &self.site().sources);
                return written.map_err(|faults| self.first_of(faults, file));
            }
            // None is planned.
            #[cfg(not(feature = "pdf"))]
            Format::Pdf => Ok(Vec::new()),
        };
        written.map_err(|error| Box::new(Diagnostic::unreadable(file, &error)))
    }

    /// The first of several faults; the others are told with it ([`Renderer::more_faults`]).
    #[cfg(feature = "pdf")]
    fn first_of(&self, faults: Vec<Diagnostic>, file: FileId) -> Box<Diagnostic> {
        let mut faults = faults.into_iter();
        let first = faults.next();
        self.faults().extend(faults);
        // There is one wherever something is refused.
        let unknown = || Diagnostic::unreadable(file, &std::io::Error::other("PDF"));
        Box::new(first.unwrap_or_else(unknown))
    }

    /// The picture at an address that the page shows, as what there is of it in its own format.
    pub(super) fn picture(&self, id: PageId, image: &Image<'_>) -> Option<Picture> {
        let site = self.site();
        let (file, address) = self.shown_file(id, image.address)?;
        let mut bytes = Vec::new();
        let pictures = &self.layout.pictures;
        let version = pictures
            .versions()
            .find(|(route, _)| site.url(route) == address);
        // One that cannot be read is reported where the page shows it.
        match version {
            Some((_, version)) => pictures.render(site, version, &mut bytes).ok()?,
            None => site.sources.get(file).append_to(&mut bytes).ok()?,
        }
        let is_known = bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff");
        let sizes = self.shared.sizes.get(&file);
        let own = sizes.map(|(width, height)| (*width as u32, *height as u32));
        let (width, height) = image.size.or(own)?;
        is_known.then(|| Picture {
            name: site.sources.get(file).name().to_owned(),
            bytes: bytes.into(),
            width,
            height,
            alternative: image.alternative.to_owned(),
        })
    }

    /// The file of a page whose picture is at an address, and that address.
    fn shown_file(&self, id: PageId, address: &str) -> Option<(FileId, String)> {
        let site = self.site();
        let page = site.page(id);
        let linked = page.links.iter().filter_map(|link| match link {
            Target::File(file) => Some(*file),
            _ => None,
        });
        let files = linked.chain(page.files.iter().copied().flatten());
        files
            .flat_map(|file| {
                let smaller = self.layout.pictures.view(site, file).map(|view| view.url);
                let own = route_of_asset(&site.sources.get(file).path);
                let own = own.map(|route| site.url(&route));
                [smaller, own]
                    .into_iter()
                    .flatten()
                    .map(move |url| (file, url))
            })
            .find(|(_, url)| url == address)
    }
}

fn headings(blocks: &[Block]) -> usize {
    let shallow = |block: &&Block| matches!(block, Block::Heading { level: 1..=2, .. });
    blocks.iter().filter(shallow).count()
}
