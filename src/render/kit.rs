//! The kit of a page: the steps that it tells and the documents that these need, as one archive, and
//! as one document to read and print.

use super::document::{files as document_files, of_kit as documents};
use super::output::Published;
use super::renderer::Renderer;
use crate::content::{Fields, Value};
use crate::diagnostic::Diagnostic;
use crate::document::{Source, blocks};
use crate::schema::{Field, Format, Kind};
use crate::site::{Page, PageId, Route, Site, last_segment};
use crate::slug::slug;
use crate::theme::view::{KitFileView, KitView};
use crate::theme::{Content, long_date};
use documents::{Block, Document, Inline, Item, Zip};
use std::collections::HashSet;
use std::sync::Arc;

/// A file of a kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KitFile {
    /// Every document in every format, and the steps.
    Archive,
    /// Steps and documents, one behind the other.
    Whole(Format),
}

/// The formats of the documents of a page's kit: its steps come in the same.
fn formats(site: &Site, id: PageId) -> Vec<Format> {
    let documents = documents(site, id).into_iter();
    let found: HashSet<Format> = documents
        .flat_map(|page| document_files(site, page))
        .map(|(format, _)| format)
        .collect();
    let all = Format::NAMES.into_iter().map(|(_, format)| format);
    all.filter(|format| found.contains(format)).collect()
}

/// What the kit of a page is published as, and where; nothing if it has none.
pub fn files(site: &Site, id: PageId) -> Vec<(KitFile, Route)> {
    if documents(site, id).is_empty() {
        return Vec::new();
    }
    let route = &site.page(id).route;
    let name = last_segment(route.as_str().trim_end_matches('/'));
    let file = |ending: &str| route.child_file(&format!("{name}-kit.{ending}"));
    let mut files = vec![(KitFile::Archive, file("zip"))];
    let pdf = Format::Pdf;
    if formats(site, id).contains(&pdf) {
        files.push((KitFile::Whole(pdf), file(pdf.name())));
    }
    files
}

impl Renderer {
    /// What templates see of the kit of a page.
    pub(super) fn kit_view(&self, id: PageId) -> Option<KitView> {
        let site = self.site();
        let files = files(site, id);
        let view = |(file, route): &(KitFile, Route)| KitFileView {
            url: site.url(route),
            name: last_segment(route.as_str()).to_owned(),
            format: match file {
                KitFile::Archive => "zip",
                KitFile::Whole(format) => format.name(),
            },
        };
        (!files.is_empty()).then(|| KitView {
            documents: documents(site, id).len(),
            files: files.iter().map(view).collect(),
        })
    }

    /// A file of the kit of a page. Documents that are published as they are need not be written.
    ///
    /// # Errors
    /// If a component in one of its documents cannot be drawn, or it is too large for its format.
    pub fn kit_file(
        &self,
        id: PageId,
        file: KitFile,
        published: &Published<'_>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        match file {
            KitFile::Archive => self.kit_archive(id, published),
            KitFile::Whole(format) => {
                let mut whole = self.steps(id)?;
                for page in documents(self.site(), id) {
                    whole.append(self.document(page)?);
                }
                whole.contents = true;
                self.write_document(id, format, &whole)
            }
        }
    }

    fn kit_archive(
        &self,
        id: PageId,
        published: &Published<'_>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let site = self.site();
        let steps = self.steps(id)?;
        let label = self.steps_field(id).map_or("", |field| &field.label);
        let mut entries: Vec<(String, Arc<[u8]>)> = Vec::new();
        for format in formats(site, id) {
            let name = format!("00-{}.{}", slug(label), format.name());
            entries.push((name, self.write_document(id, format, &steps)?.into()));
        }
        for (number, page) in documents(site, id).into_iter().enumerate() {
            let number = number + 1;
            for (format, route) in document_files(site, page) {
                let name = format!("{number:02}-{}", last_segment(route.as_str()));
                let bytes = match published(&route) {
                    Some(bytes) => bytes.into(),
                    None => self.document_file(page, format)?,
                };
                entries.push((name, bytes));
            }
            for attachment in site.attachments(site.page(page)) {
                let file = site.sources.get(attachment.file);
                let mut bytes = Vec::new();
                let read = file.append_to(&mut bytes);
                read.map_err(|error| Diagnostic::unreadable(attachment.file, &error))?;
                entries.push((format!("{number:02}-{}", file.name()), bytes.into()));
            }
        }
        let mut zip = Zip::default();
        let packed = entries
            .iter()
            .try_for_each(|(name, bytes)| zip.pack(name, bytes));
        let archive = packed.and_then(|()| zip.finish());
        let file = site.page(id).parsed.file;
        archive.map_err(|error| Box::new(Diagnostic::unreadable(file, &error)))
    }

    /// The field of a page that holds its steps.
    fn steps_field(&self, id: PageId) -> Option<&Field> {
        let site = self.site();
        let content_type = &site.schema.types[site.page(id).content_type()];
        content_type.field(content_type.kit.as_deref()?)
    }

    /// The steps that a page tells, as a document.
    fn steps(&self, id: PageId) -> Result<Document, Box<Diagnostic>> {
        let site = self.site();
        let page = site.page(id);
        let field = self.steps_field(id);
        let mut steps = Vec::new();
        if let Some(field) = field
            && let Kind::Group(parts) = &field.kind
            && let Some(value) = page.parsed.fields.get(&field.name)
        {
            for (number, item) in value.items().iter().enumerate() {
                if let Value::Group(fields) = item {
                    steps.extend(self.step(id, number + 1, parts, fields)?);
                }
            }
        }
        let mut document = Document {
            title: page.meta.title.clone(),
            summary: page.meta.summary.clone(),
            ..self.frame(id)
        };
        document.append(Document {
            title: field.map_or_else(String::new, |field| field.label.clone()),
            blocks: steps,
            ..Document::default()
        });
        Ok(document)
    }

    /// A step: its first text is its heading, and what else it says follows under its label.
    fn step(
        &self,
        id: PageId,
        number: usize,
        parts: &[Field],
        fields: &Fields,
    ) -> Result<Vec<Block>, Box<Diagnostic>> {
        let page = self.site().page(id);
        let mut title = None;
        let (mut said, mut texts, mut needed) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            let Some(value) = fields.get(&part.name) else {
                continue;
            };
            for value in value.items() {
                match value {
                    Value::Markdown(index) => texts.extend(self.markdown(id, *index)?),
                    Value::Reference(index) => {
                        needed.extend(page.references[*index as usize].map(|to| self.named(to)));
                    }
                    value => match (self.plain(page, value), &title) {
                        (None, _) => {}
                        (Some(text), None) => title = Some(text),
                        (Some(text), Some(_)) => said.push((label(part), vec![paragraph(text)])),
                    },
                }
            }
        }
        let title = title.unwrap_or_default();
        let heading = Block::Heading {
            level: 1,
            id: None,
            content: vec![Inline::Text(format!("{number}. {title}"))],
        };
        let one = |(term, blocks)| (term, vec![blocks]);
        let facts =
            (!said.is_empty()).then(|| Block::Definitions(said.into_iter().map(one).collect()));
        let needed = (!needed.is_empty()).then_some(Block::List {
            start: None,
            items: needed,
        });
        let all = std::iter::once(heading).chain(facts).chain(texts);
        Ok(all.chain(needed).collect())
    }

    /// A text of a step, its headings below that of the step.
    fn markdown(&self, id: PageId, index: u32) -> Result<Vec<Block>, Box<Diagnostic>> {
        let markdown = &self.site().page(id).parsed.markdown;
        let content = Content {
            shared: &self.shared,
            templates: &self.templates,
            page: id,
            markdown,
        };
        let html = content.body(&markdown[index as usize])?;
        let mut blocks = blocks(
            &html,
            &Source {
                around: &html,
                origin: &self.site().config.base_url.origin,
                picture: &|image| self.picture(id, image),
            },
        );
        for block in &mut blocks {
            if let Block::Heading { level, .. } = block {
                *level += 1;
            }
        }
        Ok(blocks)
    }

    /// A page by its title, as an item that leads to it.
    fn named(&self, to: PageId) -> Item {
        let site = self.site();
        let page = site.page(to);
        let link = Inline::Link {
            to: site.permalink(&page.route),
            content: vec![Inline::Text(page.meta.title.clone())],
        };
        Item {
            checked: None,
            blocks: vec![Block::Paragraph(vec![link])],
        }
    }

    /// A value that is no text of several lines, as readers see it.
    fn plain(&self, page: &Page, value: &Value) -> Option<String> {
        match value {
            Value::Text(text) | Value::Choice { label: text, .. } => Some(text.clone()),
            Value::Integer(number) => Some(number.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Date(day, _) => {
                let language = self.site().locale(page).language;
                Some(long_date(*day, language))
            }
            _ => None,
        }
    }
}

fn label(field: &Field) -> Vec<Inline> {
    vec![Inline::Text(field.label.clone())]
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text(text)])
}
