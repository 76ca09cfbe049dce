//! Fields that there are not: what their author wants of them, where a field of that name would not
//! give it.

use super::builder::PageBuilder;
use crate::diagnostic::{FieldSlip, Named, Problem};
use crate::schema::{Field, Kind, Role};
use crate::source::Span;
use crate::yaml::Node;

/// Names of what is not to be seen.
const HIDDEN: [&str; 12] = [
    "hidden",
    "nascosto",
    "nascosta",
    "draft",
    "bozza",
    "wip",
    "private",
    "privato",
    "privata",
    "riservato",
    "unpublished",
    "disabled",
];
/// Names of what decides whether a page is published.
const PUBLISHED: [&str; 8] = [
    "published",
    "publish",
    "pubblicato",
    "pubblicata",
    "pubblica",
    "pubblico",
    "visible",
    "visibile",
];

/// What a field of the page that is none was meant to do.
pub(super) fn meant(name: &str, node: &Node, fields: &[Field]) -> Option<FieldSlip> {
    let plain: String = name.to_lowercase();
    let plain = plain.replace(['_', '-', ' '], "");
    let value = node.as_text().unwrap_or("").trim().to_lowercase();
    let no = matches!(&*value, "false" | "no" | "0" | "off" | "n");
    let yes = matches!(&*value, "true" | "yes" | "si" | "sì" | "1" | "on" | "y");
    let holds = HIDDEN.contains(&&*plain) && yes || PUBLISHED.contains(&&*plain) && no;
    let field = name.to_owned();
    if holds {
        let instead = draft_mark(fields)?;
        return Some(FieldSlip::MeansDraft { field, instead });
    }
    let what = match &*plain {
        "slug" | "permalink" | "url" | "indirizzo" | "address" | "path" => Named::Address,
        "type" | "tipo" | "tipologia" | "contenttype" => Named::Type,
        "lang" | "language" | "lingua" | "locale" => Named::Language,
        _ => return None,
    };
    Some(FieldSlip::ByPlace { field, what })
}

/// A comment in the front matter that says a field which has to be there.
pub(super) fn commented(field: &Field, page: &PageBuilder<'_>) -> Option<(Problem, Span)> {
    if page.field.is_some() {
        return None;
    }
    let mut at = 0;
    for (number, line) in page.source.split_inclusive('\n').enumerate() {
        if number > 0 && matches!(line.trim_end(), "---" | "+++") {
            return None;
        }
        let comment = line.trim_start().strip_prefix('#').map(str::trim_start);
        let rest = comment.and_then(|comment| comment.strip_prefix(&*field.name));
        if rest.is_some_and(|rest| rest.trim_start().starts_with([':', '='])) {
            let field = field.name.clone();
            let span = Span::new(page.file, at, at + line.trim_end().len());
            return Some((Problem::FieldSlip(FieldSlip::Commented { field }), span));
        }
        at += line.len();
    }
    None
}

/// How a page of a type says that it is not ready.
fn draft_mark(fields: &[Field]) -> Option<String> {
    fields
        .iter()
        .find_map(|field| match (&field.kind, field.role) {
            (Kind::Choice(choices), Some(Role::Status)) => {
                let draft = choices.iter().find(|choice| choice.draft)?;
                Some(format!("{}: {}", field.name, draft.value))
            }
            (_, Some(Role::Draft)) => Some(format!("{}: true", field.name)),
            _ => None,
        })
}
