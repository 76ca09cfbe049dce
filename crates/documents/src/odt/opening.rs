//! What stands above the text: title, summary, notice, contents.

use super::writer::{Heading, Writer};
use crate::text::CONTENTS_DEPTH;

impl Writer<'_> {
    /// A paragraph of text alone.
    pub(super) fn line(&mut self, style: &str, text: &str) {
        self.xml.open("text:p", &[("text:style-name", style)]);
        self.text(text);
        self.xml.close("text:p");
    }

    /// What stands above the text: title, summary, notice, contents.
    pub(super) fn opening(&mut self) {
        let document = self.document;
        self.line("Title", &document.title);
        if let Some(summary) = &document.summary {
            self.line("Subtitle", summary);
        }
        if let Some(notice) = &document.notice {
            self.line("Notice", notice);
        }
        if document.contents {
            self.contents();
        }
    }

    /// The table of contents, with its entries.
    fn contents(&mut self) {
        let listed = std::mem::take(&mut self.headings);
        let listed: Vec<Heading> = listed
            .into_iter()
            .filter(|heading| heading.level <= CONTENTS_DEPTH)
            .collect();
        if listed.is_empty() {
            return;
        }
        let title = &self.document.words.contents;
        let xml = &mut self.xml;
        xml.open(
            "text:table-of-content",
            &[("text:name", title), ("text:protected", "false")],
        );
        let depth = CONTENTS_DEPTH.to_string();
        xml.open(
            "text:table-of-content-source",
            &[("text:outline-level", &depth)],
        );
        xml.element(
            "text:index-title-template",
            &[("text:style-name", "Contents_20_Heading")],
            title,
        );
        for level in 1..=CONTENTS_DEPTH {
            let (level, style) = (level.to_string(), format!("Contents_20_{level}"));
            xml.open(
                "text:table-of-content-entry-template",
                &[("text:outline-level", &level), ("text:style-name", &style)],
            );
            xml.raw(r#"<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"#);
        }
        xml.raw("</text:table-of-content-source><text:index-body>");
        xml.open("text:index-title", &[("text:name", "Contents")]);
        self.line("Contents_20_Heading", title);
        self.xml.close("text:index-title");
        for heading in &listed {
            self.contents_entry(heading);
        }
        self.xml.raw("</text:index-body></text:table-of-content>");
    }

    fn contents_entry(&mut self, heading: &Heading) {
        let (style, target) = (
            format!("Contents_20_{}", heading.level),
            format!("#{}", heading.bookmark),
        );
        self.xml.open("text:p", &[("text:style-name", &style)]);
        let link = [
            ("xlink:type", "simple"),
            ("xlink:href", target.as_str()),
            ("text:style-name", "Index_20_Link"),
            ("text:visited-style-name", "Index_20_Link"),
        ];
        self.xml.open("text:a", &link);
        self.text(&heading.text);
        self.xml.raw("<text:tab/>");
        let page = [
            ("text:reference-format", "page"),
            ("text:ref-name", heading.bookmark.as_str()),
        ];
        self.xml.leaf("text:bookmark-ref", &page);
        self.xml.raw("</text:a></text:p>");
    }
}
