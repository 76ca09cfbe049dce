//! The page of unknown addresses.

use crate::diagnostic::Diagnostic;
use crate::render::{Kind, Output, Plan, Renderer};
use crate::site::Route;
use crate::theme::{Context, meta};

/// The page of unknown addresses.
#[derive(Debug)]
struct NotFound;

/// Where hosts look for it.
pub fn route() -> Route {
    Route::not_found()
}

pub(super) const KIND: Kind = Kind::new(plan);

fn plan(plan: &mut Plan<'_>) {
    plan.add_default(route(), NotFound);
}

impl Output for NotFound {
    fn render(&self, renderer: &Renderer, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let title = renderer.layout.strings.get(0, "not_found_title");
        let title = title.unwrap_or("404");
        let mut view = renderer.generated_view(0, "not-found", title, None, &[], None);
        view.meta = Some(meta::hidden(title));
        let mut context = Context::new();
        context.insert("page", view);
        renderer
            .templates
            .render(0, "404.html", &context, None, out)
    }
}
