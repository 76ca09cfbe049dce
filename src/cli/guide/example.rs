//! An example of a type: the shortest page of the site, with the fields that it must have and its
//! first words.

use crate::schema::TypeId;
use crate::site::Site;

/// The file of the shortest page of a type, and what of it is an example.
pub(super) fn example(site: &Site, content_type: TypeId) -> Option<(String, String)> {
    let required: Vec<&str> = site.schema.types[content_type]
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.as_str())
        .collect();
    let files = site.pages.iter().filter(|page| {
        page.parsed.content_type == content_type && page.language == 0 && !page.meta.draft
    });
    let files = files.map(|page| site.sources.get(page.parsed.file));
    let examples = files.filter_map(|file| {
        let text = shortened(file.read().text(), &required)?;
        Some((file.path.clone(), text))
    });
    // One that says something, if there is one.
    examples.min_by_key(|(path, text)| (text.ends_with("---\n"), text.len(), path.clone()))
}

/// A page without the fields that are not required, if any is, and without all but its first
/// paragraph.
fn shortened(text: &str, required: &[&str]) -> Option<String> {
    let (front, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let mut out = "---\n".to_owned();
    let mut is_kept = false;
    for line in front.lines() {
        let begins = !line.starts_with([' ', '-', '}', ']']) && !line.is_empty();
        if begins {
            let name = line.split(':').next().unwrap_or(line);
            is_kept = required.is_empty() || required.contains(&name);
        }
        if is_kept {
            out += line;
            out += "\n";
        }
    }
    out += "---\n";
    let is_paragraph = |block: &&str| block.starts_with(char::is_alphabetic);
    if let Some(paragraph) = body.split("\n\n").map(str::trim).find(is_paragraph) {
        out += &format!("\n{paragraph}\n");
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_has_what_a_page_must_have() {
        let page = "---\ntitolo: A\n# nota\ntag: [x,\n  y]\nfonti:\n  - titolo: F\n---\n\n## B\n\nUno.\n\nDue.\n";
        let text = shortened(page, &["titolo", "fonti"]).unwrap();
        assert_eq!(text, "---\ntitolo: A\nfonti:\n  - titolo: F\n---\n\nUno.\n");
        assert!(shortened(page, &[]).unwrap().contains("tag: [x,\n  y]\n"));
        assert_eq!(shortened("a,b\n1,2\n", &[]), None);
    }
}
