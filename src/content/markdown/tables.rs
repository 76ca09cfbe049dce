//! Tables: what they are called, and what their columns are called in each cell, so that a narrow
//! screen can show a row as a block.

use super::labels::text_of;
use super::run::near_end;
use super::scrolling::SCROLLS;
use super::slips::spaced_head;
use super::writer::{Place, Writer};
use crate::content::inline::escape_into;
use crate::diagnostic::{Misread, Slip};
use pulldown_cmark::Alignment;
use std::ops::Range;

/// From how many columns on cells name theirs: two are read side by side.
const NAMED: usize = 3;

impl Writer<'_, '_> {
    /// Reports the head of a table with spaces between its cells, whose line of hyphens Markdown
    /// takes for a rule.
    pub(super) fn spaced_table(&mut self, rule: &Range<usize>) {
        let text = &self.prepared.text;
        let above = near_end(&text[..rule.start]);
        if let Some(head) = spaced_head(&text[rule.clone()], above) {
            let start = rule.start - above.len();
            let slip = Slip::Misread(Misread::TableSpaces);
            self.slip(slip, &(start + head.start..start + head.end));
        }
    }

    pub(super) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.table = alignments;
        self.is_extra = false;
        self.labels.columns.clear();
        self.push(SCROLLS);
        self.push("<table>\n");
        // It is called by the heading that it stands below; fields have none.
        if matches!(self.place, Place::Field(_)) {
            return;
        }
        let headings = self.page.headings.len();
        let Some(heading) = self
            .page
            .headings
            .last()
            .map(|heading| heading.title.clone())
        else {
            return;
        };
        if self.labels.heading != headings {
            self.labels.heading = headings;
            self.labels.below = 0;
        }
        self.labels.below += 1;
        let number = self.labels.below;
        self.push("<caption class=\"visually-hidden\">");
        escape_into(&heading, self.html());
        if number > 1 {
            self.put(format_args!(" ({number})"));
        }
        self.push("</caption>\n");
    }

    pub(super) fn start_cell(&mut self) {
        let class = match self.table.get(self.cell) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        };
        if self.in_head {
            self.put(format_args!("<th scope=\"col\"{class}>"));
            self.labels.from = self.html().len();
            return;
        }
        self.put(format_args!("<td{class}"));
        let named = self.table.len() >= NAMED && self.cell > 0;
        let label = self.labels.columns.get(self.cell).cloned();
        if let Some(label) = label.filter(|label| named && !label.is_empty()) {
            self.put(format_args!(" data-label=\"{label}\""));
        }
        self.push(">");
    }

    /// Remembers what the column is called whose head ends here.
    pub(super) fn end_head_cell(&mut self) {
        let from = self.labels.from;
        let label = text_of(self.html().get(from..).unwrap_or(""));
        self.labels.columns.push(label);
    }
}
