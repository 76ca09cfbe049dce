//! Footnotes: numbered by their first reference, written at the end.

use super::writer::{Footnote, Writer};

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let footnote = self.footnotes.entry(label.to_owned()).or_default();
        if footnote.number == 0 {
            self.page.footnotes += 1;
            footnote.number = self.page.footnotes;
        }
        footnote.references += 1;
        let (number, nth) = (footnote.number, footnote.references);
        let suffix = if nth > 1 {
            format!("-{nth}")
        } else {
            String::new()
        };
        self.put(format_args!(
            "<sup class=\"footnote-ref\"><a href=\"#fn_{number}\" id=\"fnref_{number}{suffix}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn write_footnotes(&mut self) {
        let mut footnotes: Vec<Footnote> = std::mem::take(&mut self.footnotes)
            .into_values()
            .filter(|f| f.number > 0)
            .collect();
        if footnotes.is_empty() {
            return;
        }
        footnotes.sort_by_key(|f| f.number);
        let first = footnotes[0].number;
        let start = if first > 1 {
            format!(" start=\"{first}\"")
        } else {
            String::new()
        };
        self.put(format_args!(
            "<section class=\"footnotes\" role=\"doc-endnotes\"><ol{start}>\n"
        ));
        for footnote in footnotes {
            let number = footnote.number;
            // A footnote without a text was reported by nobody: it is empty.
            let html = footnote.html.unwrap_or_default();
            let backlink = format!(
                " <a href=\"#fnref_{number}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ {number}\">↩</a>"
            );
            let html = match html.trim_end().strip_suffix("</p>") {
                Some(start) => format!("{start}{backlink}</p>"),
                None => format!("{html}{backlink}"),
            };
            self.put(format_args!("<li id=\"fn_{number}\">{html}</li>\n"));
        }
        self.push("</ol></section>\n");
    }

    /// Keeps the text of a footnote until all are written.
    pub(super) fn close_footnote(&mut self) {
        let html = self.out.pop().expect("each footnote has its HTML");
        let label = self.current_footnote.pop().expect("it has begun");
        self.footnotes.entry(label).or_default().html = Some(html);
    }
}
