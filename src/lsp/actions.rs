//! What can be mended by itself, as `casa check --fix` does.

use super::edits::Edits;
use super::problems::shown;
use super::text::Lines;
use super::view::{View, bytes};
use crate::diagnostic::Language;
use crate::fix;
use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, WorkspaceEdit};

/// Mends all that can be mended in a file.
pub const FIX_ALL: &str = "source.fixAll.casa";

/// What can be mended where a place is: each problem there, and all of the file.
pub fn actions(view: View<'_>, params: &CodeActionParams) -> Option<Vec<CodeActionOrCommand>> {
    let file = view.file(&params.text_document.uri)?;
    // Only what is open as it was read has the places that were found.
    view.version(file)?;
    let text = view.text(file);
    let lines = Lines::of(text);
    let place = lines.bytes(params.range);
    let of_site = fix::edits(&view.build.diagnostics, &view.site().sources);
    let found = of_site.get(&file)?;
    let change = |changes: &mut dyn Iterator<Item = &fix::Edit>| -> Option<WorkspaceEdit> {
        let mut edits = Edits::new(view);
        changes.for_each(|(range, text)| edits.write(file, range.clone(), text.clone()));
        edits.finish()
    };
    let here = found.iter().filter(|(diagnostic, _)| {
        let span = bytes(diagnostic.span);
        span.start <= place.end && place.start <= span.end
    });
    let mut actions: Vec<CodeAction> = here
        .filter_map(|(diagnostic, edit)| {
            Some(CodeAction {
                title: title(&edit.1, view.language),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![shown(view, &view.site().sources, diagnostic, &lines)]),
                edit: Some(change(&mut std::iter::once(edit))?),
                is_preferred: Some(true),
                ..CodeAction::default()
            })
        })
        .collect();
    let all = match view.language {
        Language::Italian => "Correggi tutto quello che si corregge da solo",
        Language::English => "Mend all that can be mended by itself",
    };
    actions.push(CodeAction {
        title: all.to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(change(&mut found.iter().map(|(_, edit)| edit))?),
        ..CodeAction::default()
    });
    if let Some(wanted) = &params.context.only {
        let is_wanted = |kind: &CodeActionKind| {
            let within = |wanted: &CodeActionKind| {
                let rest = kind.as_str().strip_prefix(wanted.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            wanted.iter().any(within)
        };
        actions.retain(|action| action.kind.as_ref().is_some_and(is_wanted));
    }
    let actions = actions.into_iter().map(CodeActionOrCommand::CodeAction);
    Some(actions.collect())
}

fn title(text: &str, language: Language) -> String {
    let (italian, english) = match text.trim() {
        "" => ("Metti uno spazio".to_owned(), "Put a space".to_owned()),
        _ if text.contains('\n') => (
            "Metti spazi che si vedono".to_owned(),
            "Put spaces that are seen".to_owned(),
        ),
        text => (format!("Scrivi «{text}»"), format!("Write `{text}`")),
    };
    match language {
        Language::Italian => italian,
        Language::English => english,
    }
}
