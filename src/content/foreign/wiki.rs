//! The links of wikis: `[[Page#Heading|text]]` and `![[picture.png]]`.

use crate::content::markdown::near;
use crate::content::prepared::Edit;
use crate::schema::Programs;

/// What a link is in Markdown.
pub(super) fn read(text: &str, start: usize, programs: Programs) -> Option<Edit> {
    let rest = &text[start..];
    let (shows, inside) = match rest.strip_prefix("![[") {
        Some(inside) => (true, inside),
        None => (false, rest.strip_prefix("[[")?),
    };
    let length = near(inside).find("]]")?;
    let own = &inside[..length];
    let after = &inside[length + 2..];
    // What a picture looks like, or which page of a document is meant, is said with one.
    let is_file = shows || programs.wiki && is_picture(own.split('|').next().unwrap_or(own));
    let is_link = own.starts_with(|c: char| c.is_alphanumeric() || "#/.".contains(c))
        && !own.contains(['\n', '[', ']', '"', '$'])
        && (is_file || !own.contains('='))
        && !after.starts_with(['(', '[', ':'])
        && !text[..start].ends_with(['\\', '[']);
    if !is_link {
        return None;
    }
    let end = start + length + if shows { 5 } else { 4 };
    let (target, label) = match own.split_once('|') {
        Some((target, label)) => (target.trim_end_matches('\\').trim(), Some(label.trim())),
        None => (own.trim(), None),
    };
    let text = if own.eq_ignore_ascii_case("toc") {
        String::new()
    } else if is_file {
        shown(target, label)
    } else {
        link(target, label, programs)
    };
    Some(Edit {
        range: start..end,
        text,
    })
}

fn is_picture(target: &str) -> bool {
    let lower = target.trim().to_ascii_lowercase();
    let ends = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"];
    ends.iter().any(|end| lower.ends_with(end))
}

/// A picture, or a link to a file of another kind.
fn shown(target: &str, label: Option<&str>) -> String {
    // How wide it is shown is no text.
    let label = label.map(|label| label.strip_prefix("alt=").unwrap_or(label));
    let is_size = |label: &&str| label.starts_with(|c: char| c.is_ascii_digit());
    let label = label.filter(|label| !is_size(label) && !label.contains('='));
    if !is_picture(target) {
        let name = target.split('#').next().filter(|name| !name.is_empty());
        let name = name.map_or_else(|| name_of(target), str::to_owned);
        return format!("[{}](<{target}>)", label.unwrap_or(&name));
    }
    let alt = target.rsplit('/').next().unwrap_or(target);
    let alt = alt.rsplit_once('.').map_or(alt, |(name, _)| name);
    format!("![{}](<{target}>)", label.unwrap_or(alt))
}

fn link(target: &str, label: Option<&str>, programs: Programs) -> String {
    // Wikis of code have the text first, which Obsidian has last.
    let (target, label) = match label.filter(|_| programs.wiki) {
        Some(page) => (page, Some(target)),
        None => (target, label),
    };
    let name = name_of(target);
    // Of headings in headings the last is meant.
    let target = match (target.find('#'), target.rfind('#')) {
        (Some(first), Some(last)) if first < last => target[..first].to_owned() + &target[last..],
        _ => target.to_owned(),
    };
    format!("[{}](<{target}>)", label.unwrap_or(&name))
}

/// What is shown of a page and a heading in it.
fn name_of(target: &str) -> String {
    target.trim_start_matches('#').replace('#', " › ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_wikis_are_read_as_their_program_does() {
        let wiki = Programs {
            wiki: true,
            ..Programs::default()
        };
        let other = Programs::default();
        for (text, programs, expected) in [
            ("[[A b|c]]", other, "[c](<A b>)"),
            ("[[A b|c-d]]", wiki, "[A b](<c-d>)"),
            ("[[a.png]]", other, "[a.png](<a.png>)"),
            ("[[a.png|alt=b c|width=5]]", other, ""),
            ("[[a.png|alt=b c]]", wiki, "![b c](<a.png>)"),
            ("[[A#B#C]]", other, "[A › B › C](<A#C>)"),
            ("![[a.pdf#page=3]]", other, "[a.pdf](<a.pdf#page=3>)"),
            ("![[a.png|300x20]]", other, "![a](<a.png>)"),
            ("[[a = 1]]", other, ""),
        ] {
            let edit = read(text, 0, programs);
            let found = edit.map(|edit| edit.text).unwrap_or_default();
            assert_eq!(found, expected, "{text}");
        }
    }
}
