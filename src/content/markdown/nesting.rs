//! Components: they close where they were opened.

use super::writer::{OpenComponent, Writer};
use crate::content::body::PlaceholderKind;
use crate::content::component_line::Line;
use crate::diagnostic::{Misread, Problem, Slip};
use crate::source::Span;

/// Most components inside each other; each is a template in a template.
pub(super) const MAX_COMPONENTS: usize = 16;

impl Writer<'_, '_> {
    /// Closes the components that stand open where a list item or the like ends, so that what is
    /// inside one never reaches outside; all that are open for `None`.
    pub(super) fn close_components_deeper_than(&mut self, depth: Option<usize>) {
        while let Some(open) = self
            .components
            .pop_if(|open| depth.is_none_or(|depth| open.depth > depth))
        {
            // A block of code without an end has taken the line that closes it.
            if !open.reported && self.open_fence.is_none() {
                let name = self.written_name(&open);
                self.report(Problem::ComponentNotClosed { name }, open.span);
                // The line that was meant to close it is not worth a second message.
                self.missed_closes += 1;
            }
            self.close_component(open);
        }
    }

    /// A line that opens or closes a component, by its number.
    pub(super) fn component_line(&mut self, index: usize, line: &Line) {
        match *line {
            Line::Open { ref name, span, .. } => {
                let span = self.place_of(span);
                let mut component = self.read[index].take();
                if component.is_some() && self.drawn >= MAX_COMPONENTS {
                    self.report(Problem::ComponentTooDeep { name: name.clone() }, span);
                    component = None;
                }
                self.drawn += usize::from(component.is_some());
                // One that is not drawn has been reported, whatever else is wrong with it.
                let reported = component.is_none();
                self.components.push(OpenComponent {
                    component,
                    block: None,
                    depth: self.depth,
                    name: name.clone(),
                    span,
                    reported,
                });
                self.out.push(String::new());
            }
            // It stands within a line.
            Line::Formula { .. } => {}
            Line::Block { ref block, span } => self.open_block(block, span),
            Line::Close { span } => match self.components.pop_if(|open| open.depth == self.depth) {
                Some(open) => self.close_component(open),
                None => self.misplaced_close(span),
            },
        }
    }

    fn misplaced_close(&mut self, span: Span) {
        match self.components.last_mut() {
            // Closed inside a list item or the like that it contains: it ends later.
            Some(open) => {
                let (span, was_reported) = (open.span, open.reported);
                open.reported = true;
                let open = self.components.last().filter(|_| !was_reported);
                if let Some(name) = open.map(|open| self.written_name(open)) {
                    self.report(Problem::ComponentNotClosed { name }, span);
                }
            }
            None if self.missed_closes > 0 => self.missed_closes -= 1,
            None => {
                let span = self.place_of(span);
                self.report(Problem::ComponentStrayEnd, span);
            }
        }
    }

    /// What a component is called in the text: a block of another program as it is written.
    fn written_name(&self, open: &OpenComponent) -> String {
        let place = open.span.start as usize..open.span.end as usize;
        match open.block {
            Some(_) => self.prepared.written(place).to_owned(),
            None => open.name.clone(),
        }
    }

    fn close_component(&mut self, open: OpenComponent) {
        let html = self.out.pop().expect("each open component has its HTML");
        self.drawn -= usize::from(open.component.is_some() || open.block.is_some());
        self.swallowed.take_if(|open| *open > self.out.len());
        match open.component {
            Some(mut component) => {
                let wraps = self.page.schema.wrappers.contains(&component.name);
                if wraps && html.trim().is_empty() && !open.reported {
                    let name = component.name.clone();
                    let slip = Slip::Misread(Misread::EmptyComponent { name });
                    self.page.slip(slip, open.span);
                }
                component.body = self.body_of(&html);
                self.placeholder(PlaceholderKind::Component(Box::new(component)));
                self.push("\n");
            }
            None => self.close_block(open.block, &html),
        }
    }
}
