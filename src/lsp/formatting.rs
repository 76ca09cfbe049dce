//! The normal form of a page, as `casa fmt` writes it.

use super::text::Lines;
use super::view::View;
use crate::content::{front_bounds, in_normal_form, page_path};
use crate::diagnostic::Language;
use lsp_types::{DocumentFormattingParams, TextEdit};

/// What is to be written in the place of the front matter of an open page.
pub fn format(
    view: View<'_>,
    params: &DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>, String> {
    let path = view.documents.path(&params.text_document.uri);
    let Some(path) = path.filter(|path| page_path(path).is_some()) else {
        return Ok(None);
    };
    let Some(document) = view.documents.get(&path) else {
        return Ok(None);
    };
    let text = &document.text;
    let Some(normal) = in_normal_form(text) else {
        return Err(match view.language {
            Language::Italian => "prima correggi l'intestazione".to_owned(),
            Language::English => "mend the front matter first".to_owned(),
        });
    };
    let (Some(old), Some(new)) = (front_bounds(text), front_bounds(&normal)) else {
        return Ok(None);
    };
    let range = Lines::of(text).range(old);
    let edit = TextEdit::new(range, normal[new].to_owned());
    Ok(Some(if *normal == **text {
        Vec::new()
    } else {
        vec![edit]
    }))
}
