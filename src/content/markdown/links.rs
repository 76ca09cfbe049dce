//! Headings, links and pictures: what is written once their text is known.

use super::writer::{Capture, Place, Writer};
use crate::content::body::{Image, PlaceholderKind, unreserved};
use crate::content::page::{Heading, TextSection};
use crate::content::slug::anchor;
use crate::diagnostic::Problem;
use crate::source::Span;
use pulldown_cmark::{CowStr, LinkType, Tag};

/// Link texts that say nothing when they are read on their own.
const VAGUE: [&str; 9] = [
    "clicca qui",
    "qui",
    "link",
    "leggi",
    "leggi tutto",
    "scarica",
    "here",
    "click here",
    "read more",
];

impl Writer<'_, '_> {
    /// Begins a heading, link or picture.
    pub(super) fn open_captured(&mut self, tag: &Tag<'_>, span: Span) {
        let (mut id, mut image) = (None, None);
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_link(*link_type, dest_url, title, span),
            Tag::Image {
                dest_url, title, ..
            } => image = Some((dest_url.to_string(), title.to_string())),
            Tag::Heading { id: wanted, .. } => id = wanted.as_deref().map(anchor),
            _ => {}
        }
        let from = self.html().len();
        self.capture.push(Capture {
            text: String::new(),
            from,
            span,
            id,
            image,
        });
    }

    pub(super) fn close_heading(&mut self, level: u8) {
        let capture = self.capture.pop().expect("it has begun");
        if self.swallowed.is_some() {
            return;
        }
        let title = capture.text.trim().to_owned();
        let inner = self.html().split_off(capture.from);
        let first = self.page.headings.is_empty()
            && self.html().trim().is_empty()
            && self.components.is_empty();
        if level == 1 && self.take_title && self.title.is_none() && first {
            self.title = Some(title);
            return;
        }
        if level == 1 {
            self.report(Problem::SecondTitle, capture.span);
        } else if level > self.last_level + 1 {
            let problem = Problem::HeadingJump {
                from: self.last_level,
                to: level,
            };
            self.report(problem, capture.span);
        }
        self.last_level = level.max(2);
        // The page's title is its only first-level heading.
        let level = level.max(2);
        if matches!(self.place, Place::Field(_)) {
            self.put(format_args!("<h{level}>{inner}</h{level}>\n"));
            return;
        }
        let id = self
            .page
            .unique_id(capture.id.unwrap_or_else(|| anchor(&title)));
        self.put(format_args!("<h{level} id=\"{id}\">{inner}</h{level}>\n"));
        self.page.text.push(TextSection {
            anchor: Some(id.clone()),
            heading: title.clone(),
            text: String::new(),
        });
        self.page.headings.push(Heading { level, id, title });
    }

    fn open_link(&mut self, kind: LinkType, target: &CowStr<'_>, title: &CowStr<'_>, span: Span) {
        let target = match kind {
            LinkType::Email if !target.starts_with("mailto:") => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        let index = self.page.link(target, false, span);
        self.push("<a href=\"");
        self.placeholder(PlaceholderKind::Link(index));
        self.push("\"");
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.push(">");
    }

    pub(super) fn close_link(&mut self) {
        let capture = self.capture.pop().expect("it has begun");
        self.push("</a>");
        let text = capture.text.trim();
        if VAGUE.contains(&text.to_lowercase().as_str()) {
            self.report(
                Problem::VagueLink {
                    text: text.to_owned(),
                },
                capture.span,
            );
        }
        self.plain_text(&capture.text);
    }

    pub(super) fn close_image(&mut self) {
        let capture = self.capture.pop().expect("it has begun");
        let (target, title) = capture.image.expect("a picture has an address");
        // The alternative text is what was captured; markup written meanwhile goes.
        self.html().truncate(capture.from);
        let text = capture.text.trim().to_owned();
        let mut after = Vec::new();
        if !title.is_empty() {
            after.push(("title".to_owned(), unreserved(&title)));
        }
        after.push(("alt".to_owned(), text.clone()));
        let link = self.page.link(target, true, capture.span);
        self.placeholder(PlaceholderKind::Image(Box::new(Image {
            link,
            before: Vec::new(),
            after,
        })));
        if text.is_empty() {
            self.report(Problem::MissingAlt, capture.span);
        }
        self.plain_text(&text);
    }
}
