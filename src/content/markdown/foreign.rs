//! Blocks of other programs as HTML that every theme has a style for.

use super::nesting::MAX_COMPONENTS;
use super::writer::{OpenComponent, Writer};
use crate::content::body::PlaceholderKind;
use crate::content::component_line::Line;
use crate::content::foreign::{Block, Kind};
use crate::content::formula::{mathml, unknown_command};
use crate::content::inline::inline_html;
use crate::diagnostic::{Problem, Slip};
use crate::source::Span;

impl Writer<'_, '_> {
    /// Opens a block.
    pub(super) fn open_block(&mut self, block: &Block, span: Span) {
        let span = self.place_of(span);
        let mut block = Some(block.clone());
        if self.drawn >= MAX_COMPONENTS {
            let name = "…".to_owned();
            self.report(Problem::ComponentTooDeep { name }, span);
            block = None;
        }
        self.drawn += usize::from(block.is_some());
        match &block {
            Some(Block::Callout { title, .. } | Block::Details { title, .. }) => {
                self.title_text(title.as_deref())
            }
            Some(Block::Tab { title }) => self.title_text(Some(title)),
            _ => {}
        }
        let is_set = matches!(block, Some(Block::Tabs { .. }));
        self.blocks.tab_sets += usize::from(is_set);
        let name = format!("tabs-{}", self.blocks.tab_sets);
        self.components.push(OpenComponent {
            component: None,
            block,
            depth: self.depth,
            name,
            span,
            reported: false,
        });
        self.out.push(String::new());
    }

    /// What a title says in the text that a search sees.
    fn title_text(&mut self, title: Option<&str>) {
        if let Some(title) = title {
            self.passed_on(&format!("{}\n", title.replace(['`', '*'], "")));
        }
    }

    /// Writes a block that has ended around what is in it.
    pub(super) fn close_block(&mut self, block: Option<Block>, html: &str) {
        match block {
            None | Some(Block::Plain) => self.push(html),
            Some(Block::Callout { kind, title, opens }) => self.callout(kind, title, opens, html),
            Some(Block::Details { title, open }) => {
                self.push(match open {
                    true => "<details class=\"accordion\" open>\n<summary>",
                    false => "<details class=\"accordion\">\n<summary>",
                });
                self.title(title.as_deref(), "details");
                self.push("</summary>\n<div class=\"accordion-body\">\n");
                self.push(html);
                self.push("</div>\n</details>\n");
            }
            Some(Block::Tabs { .. }) => {
                self.push("<div class=\"tabs\">\n");
                self.push(html);
                self.push("</div>\n");
            }
            Some(Block::Tab { title }) => {
                self.begin_tab(&title, html);
                self.push("</div>\n</details>\n");
            }
            Some(Block::Video) => {
                self.push("<div class=\"video-link\">\n");
                self.push(html);
                self.push("</div>\n");
            }
            Some(Block::Figure { caption }) => {
                self.push("<figure>\n");
                self.push(html);
                if !caption.is_empty() {
                    self.put(format_args!(
                        "<figcaption>{}</figcaption>\n",
                        inline_html(&caption)
                    ));
                }
                self.push("</figure>\n");
            }
        }
    }

    fn callout(&mut self, kind: Kind, title: Option<String>, opens: Option<bool>, html: &str) {
        let Kind { class, word } = kind;
        let (element, head) = match opens {
            Some(true) => ("details open", "summary"),
            Some(false) => ("details", "summary"),
            None => ("div role=\"note\"", "p"),
        };
        self.put(format_args!("<{element} class=\"alert {class}\">\n"));
        // An empty title is none.
        if title.as_deref() != Some("") {
            self.put(format_args!("<{head} class=\"alert-title\">"));
            self.title(title.as_deref(), &format!("alert_{word}"));
            self.put(format_args!("</{head}>\n"));
        }
        self.push(html);
        self.push(match opens {
            Some(_) => "</details>\n",
            None => "</div>\n",
        });
    }

    /// Writes a title, or a word of the theme's.
    fn title(&mut self, title: Option<&str>, word: &str) {
        match title {
            Some(title) => self.push(&inline_html(title)),
            None => self.placeholder(PlaceholderKind::Word(word.to_owned())),
        }
    }

    /// Writes the beginning of a tab, and what is in it: the first of a set is open.
    pub(super) fn begin_tab(&mut self, title: &str, html: &str) {
        let mut sets = self.components.iter().rev();
        let set = sets.find(|open| matches!(open.block, Some(Block::Tabs { .. })));
        let set = set.map_or("tabs", |open| open.name.as_str()).to_owned();
        let is_first = !self.html().contains("<details class=\"tab\"");
        let open = if is_first { " open" } else { "" };
        self.put(format_args!(
            "<details class=\"tab\" name=\"{set}\"{open}>\n<summary>{}</summary>\n<div class=\"tab-body\">\n{html}",
            inline_html(title)
        ));
    }

    /// Writes the formula with an index: as MathML, or as code where it cannot be read.
    pub(super) fn formula(&mut self, index: usize) {
        let prepared = self.prepared;
        let Some(Line::Formula { tex, display, span }) = prepared.lines.get(index) else {
            return;
        };
        match mathml(tex, *display) {
            Some(html) => self.placeholder(PlaceholderKind::Formula(html)),
            None => {
                let span = self.place_of(*span);
                let command = unknown_command(tex);
                self.page.slip(Slip::UnreadFormula { command }, span);
                self.push("<code>");
                self.escaped(tex);
                self.push("</code>");
            }
        }
        self.plain_text(tex);
    }

    /// Whether a block of code is a tab.
    pub(super) fn code_is_tab(&self) -> bool {
        let open = self
            .components
            .last()
            .filter(|open| open.depth + 1 == self.depth);
        open.is_some_and(|open| matches!(open.block, Some(Block::Tabs { of_code: true })))
    }
}
