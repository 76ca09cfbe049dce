//! What stands on a page besides what is drawn on it: the values of forms, and comments.

use super::strings::text;
use hayro_syntax::object::{
    Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString,
};
use std::collections::HashSet;

/// Most annotations of a page.
const MAX_ANNOTATIONS: usize = 10_000;
/// Deepest fields within fields.
const MAX_DEPTH: usize = 8;
/// Annotations that are somebody's comment.
const COMMENTS: [&str; 7] = [
    "Text",
    "Highlight",
    "Underline",
    "StrikeOut",
    "Squiggly",
    "Caret",
    "Popup",
];

/// What stands beside the content of a page.
#[derive(Default)]
pub(super) struct Beside {
    /// The values of its fields and its free texts, a line each.
    pub(super) text: String,
    /// How many comments it has.
    pub(super) comments: usize,
}

/// What stands beside the content of a page; of a field on several pages, the first has the value.
pub(super) fn of(page: &Dict<'_>, shown: &mut HashSet<ObjectIdentifier>) -> Beside {
    let mut beside = Beside::default();
    let Some(annotations) = page.get::<Array<'_>>("Annots") else {
        return beside;
    };
    for annotation in annotations.iter::<Dict<'_>>().take(MAX_ANNOTATIONS) {
        let subtype = annotation.get::<Name<'_>>("Subtype");
        let subtype = subtype.as_ref().map_or("", |name| name.as_str());
        let contents = annotation.get::<PdfString<'_>>("Contents");
        let contents = contents.map_or_else(String::new, |contents| text(contents.as_bytes()));
        match subtype {
            "Widget" => value(&annotation, shown, &mut beside.text),
            "FreeText" => {
                beside.text.push_str(&contents);
                beside.text.push('\n');
            }
            kind if COMMENTS.contains(&kind) && !contents.trim().is_empty() => {
                beside.comments += 1;
            }
            _ => {}
        }
    }
    beside
}

/// What stamps and signatures show on a page, each with the left and the bottom of where it stands.
pub(super) fn drawn<'a>(page: &Dict<'a>) -> Vec<(Stream<'a>, f64, f64)> {
    let annotations = page.get::<Array<'a>>("Annots");
    let annotations = annotations.map(|all| all.iter::<Dict<'a>>().take(MAX_ANNOTATIONS).collect());
    let annotations: Vec<Dict<'a>> = annotations.unwrap_or_default();
    let drawn = annotations.iter().filter_map(|annotation| {
        let is = |key: &str, value| {
            let name = annotation.get::<Name<'_>>(key);
            name.is_some_and(|name| name.as_str() == value)
        };
        let is_drawn = is("Subtype", "Stamp") || is("Subtype", "Widget") && is("FT", "Sig");
        let place = annotation.get::<Array<'_>>("Rect")?;
        let place: Vec<f64> = place.iter::<f64>().collect();
        let appearance = annotation.get::<Dict<'a>>("AP")?.get::<Stream<'a>>("N")?;
        let (left, bottom) = (*place.first()?, *place.get(1)?);
        is_drawn.then_some((appearance, left, bottom))
    });
    drawn.collect()
}

/// Adds the value of a field of text or choice; it may be that of a field above.
fn value(widget: &Dict<'_>, shown: &mut HashSet<ObjectIdentifier>, out: &mut String) {
    let mut field = widget.clone();
    let (mut is_text, mut value) = (false, None);
    for _ in 0..MAX_DEPTH {
        let kind = field.get::<Name<'_>>("FT");
        is_text |= kind.is_some_and(|kind| matches!(kind.as_str(), "Tx" | "Ch"));
        if value.is_none()
            && let Some(found) = field.get::<Object<'_>>("V")
        {
            if field.obj_id().is_some_and(|id| !shown.insert(id)) {
                return;
            }
            value = Some(found);
        }
        let Some(above) = field.get::<Dict<'_>>("Parent") else {
            break;
        };
        field = above;
    }
    if !is_text {
        return;
    }
    let strings: Vec<String> = match value {
        Some(Object::String(value)) => vec![text(value.as_bytes())],
        Some(Object::Array(values)) => {
            let values = values.iter::<PdfString<'_>>();
            values.map(|value| text(value.as_bytes())).collect()
        }
        _ => Vec::new(),
    };
    for text in strings {
        out.push_str(&text);
        out.push('\n');
    }
}
