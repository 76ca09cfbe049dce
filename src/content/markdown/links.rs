//! Headings, links and pictures: what is written once their text is known.

use super::named::{odd_target, other_target};
use super::slips::{braces, is_file_name, is_sentence, is_shouted, needless_words};
use super::writer::{Capture, Captured, Place, Writer};
use crate::content::body::{Image, PlaceholderKind, unreserved};
use crate::content::page::{Heading, TextSection};
use crate::content::web_address::is_local;
use crate::diagnostic::{Misread, Problem, Slip};
use crate::slug::anchor;
use crate::source::Span;
use pulldown_cmark::{LinkType, Tag};
use std::ops::Range;

/// Link texts that say nothing when they are read on their own.
const VAGUE: [&str; 26] = [
    "vai",
    "vai qui",
    "questo link",
    "questa pagina",
    "a questo link",
    "al seguente link",
    "seguente link",
    "continua",
    "continua a leggere",
    "leggi di più",
    "maggiori informazioni",
    "approfondisci",
    "this link",
    "this page",
    "more",
    ">>",
    "...",
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

/// Whether readers see anything of some HTML.
fn is_seen(html: &str) -> bool {
    const SEEN: [&str; 8] = [
        "<img", "<hr", "<table", "<svg", "<video", "<audio", "<pre", "<input",
    ];
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or("");
    let text = pieces.map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    let mut texts = std::iter::once(first).chain(text);
    SEEN.iter().any(|tag| html.contains(tag)) || texts.any(|text| !text.trim().is_empty())
}

impl Writer<'_, '_> {
    /// Begins a heading, link or picture.
    pub(super) fn open_captured(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        let span = self.span(range);
        if matches!(tag, Tag::Heading { .. })
            && let Some(slip) = braces(&self.prepared.text[range.clone()])
        {
            self.slip(slip, range);
        }
        let of = match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_link(link_type, &dest_url, &title, span),
            Tag::Image {
                dest_url, title, ..
            } => Captured::Image {
                target: dest_url.into_string(),
                title: title.into_string(),
            },
            Tag::Heading { id, .. } => Captured::Heading {
                id: id.map(|id| unreserved(&id)),
                underlined: !self.prepared.text[range.start..].starts_with('#'),
            },
            _ => return,
        };
        let from = self.html().len();
        self.capture.push(Capture {
            text: String::new(),
            from,
            span,
            of,
        });
    }

    pub(super) fn close_heading(&mut self, level: u8) {
        let capture = self.capture.pop().expect("it has begun");
        let Captured::Heading { id, underlined } = capture.of else {
            return;
        };
        if self.swallowed.is_some() {
            return;
        }
        let title = capture.text.trim().to_owned();
        let inner = self.html().split_off(capture.from);
        let first = self.page.headings.is_empty()
            && (self.html().trim().is_empty() || self.page.schema.open && !is_seen(self.html()))
            && self.components.is_empty();
        if self.takes.takes(level) && self.title.is_none() && first {
            self.title = Some(title);
            self.page.title_level = level;
            // What leads to the title by its anchor leads to the page.
            if let Some(id) = id.filter(|_| self.page.schema.open) {
                self.page.anchor(id.clone(), capture.span);
                self.anchor_alone(&id);
            }
            return;
        }
        self.check_heading(level, &title, underlined, capture.span);
        if title.is_empty() && !is_seen(&inner) {
            // There is nothing to be read in it; what leads to it may stay.
            if let Some(id) = id {
                let id = self.page.own_id(id, capture.span);
                self.anchor_alone(&id);
            }
            return;
        }
        // The page's title is its only first-level heading, whatever level it was written with.
        let level = (level + 1).saturating_sub(self.page.title_level).max(2);
        if matches!(self.place, Place::Field(_)) {
            self.put(format_args!("<h{level}>{inner}</h{level}>\n"));
            return;
        }
        let given = id.is_some();
        let id = match id {
            Some(id) => self.page.own_id(id, capture.span),
            None => self.page.unique_id(anchor(&title)),
        };
        let other = self.page.other_id(&title, &id).filter(|_| !given);
        let heading = Heading {
            level,
            id,
            title,
            span: capture.span,
        };
        self.heading(heading, other, &inner);
    }

    fn anchor_alone(&mut self, id: &str) {
        self.push("<a");
        self.attribute("id", id);
        self.push("></a>\n");
    }

    /// Writes a heading, with another anchor that leads to it.
    fn heading(&mut self, heading: Heading, other: Option<String>, inner: &str) {
        let level = heading.level;
        self.put(format_args!("<h{level}"));
        self.attribute("id", &heading.id);
        self.push(">");
        if let Some(other) = other {
            self.push("<span");
            self.attribute("id", &other);
            self.push("></span>");
        }
        self.put(format_args!("{inner}</h{level}>\n"));
        self.page.text.push(TextSection {
            anchor: Some(heading.id.clone()),
            heading: heading.title.clone(),
            text: String::new(),
        });
        self.page.headings.push(heading);
    }

    /// What is wrong with a heading, or with the one above.
    fn check_heading(&mut self, level: u8, title: &str, underlined: bool, span: Span) {
        // Where others begin with `#`, a line of hyphens was hardly meant.
        let unmeant = underlined && level == 2 && (is_sentence(title) || self.hashes);
        self.hashes |= !underlined;
        self.end_section(level.max(2));
        if title.is_empty() {
            self.page.slip(Slip::EmptyHeading, span);
        }
        let pseudo = std::mem::take(&mut self.pseudo_heading);
        if unmeant && !self.page.schema.open {
            // It was not meant as a heading.
            self.page.slip(Slip::DashesMakeHeading, span);
            return;
        }
        if level == 1 {
            self.report(Problem::SecondTitle, span);
        } else if level > self.last_level + 1 && !pseudo {
            let from = self.last_level;
            self.report(Problem::HeadingJump { from, to: level }, span);
        }
        if is_shouted(title) {
            self.page.slip(Slip::ShoutedTitle, span);
        }
        if title.ends_with("##") {
            self.page.slip(Slip::Misread(Misread::HashesBehind), span);
        }
        self.last_level = level.max(2);
        // A line of equals signs was hardly meant.
        if matches!(self.place, Place::File) && !(underlined && level == 1) {
            self.section = Some((level.max(2), span));
        }
    }

    /// A heading of this level ends the section of the last, which may be empty.
    pub(super) fn end_section(&mut self, level: u8) {
        let section = self.section.take();
        if let Some((_, span)) = section.filter(|(above, _)| *above >= level) {
            self.page.slip(Slip::EmptySection, span);
        }
    }

    fn open_link(&mut self, kind: LinkType, target: &str, title: &str, span: Span) -> Captured {
        let target = match kind {
            LinkType::Email if !target.starts_with("mailto:") => format!("mailto:{target}"),
            _ => target.to_string(),
        };
        let nowhere = target.trim().is_empty();
        if nowhere || target == "#" && !self.page.schema.open {
            self.page.slip(Slip::NoTarget, span);
        }
        let index = self.page.link(&target, false, span);
        self.push("<a href=\"");
        self.placeholder(PlaceholderKind::Link(index));
        self.push("\"");
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.push(">");
        let own = matches!(kind, LinkType::Autolink | LinkType::Email);
        Captured::Link {
            target: (!own).then_some(target),
        }
    }

    pub(super) fn close_link(&mut self) {
        let capture = self.capture.pop().expect("it has begun");
        let is_empty = self.html()[capture.from..].trim().is_empty();
        self.push("</a>");
        let text = capture.text.trim();
        if let Captured::Link {
            target: Some(target),
        } = &capture.of
        {
            let is_address = ["http://", "https://"]
                .iter()
                .any(|start| text.starts_with(start));
            if is_local(target) && !text.contains("localhost") && !text.contains("127.0.0.1") {
                let target = target.clone();
                self.page.slip(Slip::LocalAddress { target }, capture.span);
            }
            let number = target.strip_prefix("tel:");
            if number.is_some_and(|number| !number.contains(|c: char| c.is_ascii_digit())) {
                self.page.slip(Slip::NoTarget, capture.span);
            }
            let slips = [other_target(text, target), odd_target(target)];
            for slip in slips.into_iter().flatten() {
                self.page.slip(Slip::Misread(slip), capture.span);
            }
            if is_empty {
                self.page.slip(Slip::EmptyLink, capture.span);
            } else if is_address
                && target
                    .trim_end_matches('/')
                    .ends_with(text.trim_end_matches('/'))
            {
                self.page.slip(Slip::AddressAsText, capture.span);
            }
        }
        if VAGUE.contains(&text.to_lowercase().as_str()) {
            self.report(
                Problem::VagueLink {
                    text: text.to_owned(),
                },
                capture.span,
            );
        }
        self.passed_on(&capture.text);
    }

    pub(super) fn close_image(&mut self) {
        let capture = self.capture.pop().expect("it has begun");
        let Captured::Image { target, title } = capture.of else {
            return;
        };
        // The alternative text is what was captured; markup written meanwhile goes.
        self.html().truncate(capture.from);
        let text = capture.text.trim().to_owned();
        if target.trim().is_empty() {
            self.page.slip(Slip::PictureWithoutAddress, capture.span);
            return self.passed_on(&text);
        }
        let mut after = Vec::new();
        if !title.is_empty() {
            after.push(("title".to_owned(), unreserved(&title)));
        }
        after.push(("alt".to_owned(), text.clone()));
        let is_video = !self.page.schema.open && is_video(&target);
        if is_video {
            let has_one = self.page.schema.components.contains_key("video");
            let component = has_one.then(|| "video".to_owned());
            let slip = Slip::Misread(Misread::VideoAsPicture { component });
            self.page.slip(slip, capture.span);
        }
        let link = self.page.link(&target, !is_video, capture.span);
        self.placeholder(PlaceholderKind::Image(Box::new(Image {
            link,
            before: Vec::new(),
            after,
        })));
        if text.is_empty() {
            self.report(Problem::MissingAlt, capture.span);
        } else if let Some((_, size)) = text.rsplit_once('|').filter(|(_, size)| is_size(size)) {
            let construct = format!("|{size}");
            let count = 1;
            self.page
                .slip(Slip::ForeignSyntax { construct, count }, capture.span);
        } else if is_file_name(&text) {
            let alt = text.clone();
            self.page.slip(Slip::AltIsFileName { alt }, capture.span);
        } else if let Some(words) = needless_words(&text) {
            let words = words.to_owned();
            self.page.slip(Slip::AltBegins { words }, capture.span);
        }
        self.passed_on(&text);
    }
}

/// Whether an address is the page of a video.
fn is_video(target: &str) -> bool {
    const HOSTS: [&str; 7] = [
        "www.youtube.com",
        "youtube.com",
        "m.youtube.com",
        "youtu.be",
        "vimeo.com",
        "player.vimeo.com",
        "www.dailymotion.com",
    ];
    let after = target.split_once("://").map(|(_, after)| after);
    let host = after.and_then(|after| after.split('/').next());
    host.is_some_and(|host| HOSTS.contains(&host))
}

/// The size of a picture, as other programs write it behind its text.
fn is_size(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_digit() || c == 'x';
    !text.is_empty() && text.chars().all(inner)
}
