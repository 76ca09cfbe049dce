//! A section as one page, to be printed or kept.

use super::printed::pages;
use super::renderer::Renderer;
use crate::diagnostic::Diagnostic;
use crate::html::Move;
use crate::site::PageId;
use crate::theme::view::{Html, PrintPartView};
use std::collections::HashMap;

impl Renderer {
    /// The texts of a section as parts of one page: links between them lead to parts, anchors are
    /// told apart, and headings stand below those of their part.
    pub fn printed(&self, section: PageId) -> Result<Vec<PrintPartView>, Box<Diagnostic>> {
        let site = self.site();
        let pages = pages(site, section);
        let name = |i: usize| format!("page-{}", i + 1);
        let routes = pages.iter().enumerate();
        let parts: HashMap<String, usize> = routes
            .map(|(i, (id, _))| (site.url(&site.page(*id).route), i))
            .collect();
        let part = |(i, (id, above)): (usize, &(PageId, usize))| {
            let page = site.page(*id);
            let address = |address: &str| {
                let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
                let to = if path.is_empty() {
                    i
                } else {
                    *parts.get(path)?
                };
                Some(match anchor {
                    "" => format!("#{}", name(to)),
                    anchor => format!("#{}-{anchor}", name(to)),
                })
            };
            let moved = Move {
                address: &address,
                anchors: &format!("{}-", name(i)),
                deeper: *above,
                at_once: true,
            };
            let title = page.meta.heading.as_ref().unwrap_or(&page.meta.title);
            Ok(PrintPartView {
                id: name(i),
                title: title.clone(),
                url: site.permalink(&page.route),
                level: (above + 1).min(6),
                body: Html(moved.html(&self.body(*id)?)),
            })
        };
        pages.iter().enumerate().map(part).collect()
    }
}
