//! Long pages as several documents, so that a hit fetches the texts of one.

use crate::document::{Document, Light, Section};

/// About how many bytes of text a document has at most.
const LONGEST: usize = 24 << 10;

/// Longer titles, summaries and headings are texts by mistake, as where an `<h1>`
/// is not closed, in bytes.
const LONGEST_NAME: usize = 1 << 10;

/// What all that a hit shows beside may take, in bytes.
const LONGEST_META: usize = 4 << 10;

/// The documents that a page's texts take, in their order: all of them say what
/// the page is, and each has some of its sections.
pub fn split(mut page: Document) -> Vec<Document> {
    shorten(&mut page);
    let length: usize = page.sections.iter().map(Section::length).sum();
    if length <= LONGEST {
        return vec![page];
    }
    let mut parts: Vec<Vec<Section>> = Vec::new();
    let mut filled = LONGEST;
    for section in std::mem::take(&mut page.sections)
        .into_iter()
        .flat_map(pieces)
    {
        let more = section.length();
        if filled + more > LONGEST {
            parts.push(Vec::new());
            filled = 0;
        }
        filled += more;
        parts
            .last_mut()
            .expect("the first section begins one")
            .push(section);
    }
    let of = |sections| Document {
        sections,
        ..page.clone()
    };
    parts.into_iter().map(of).collect()
}

/// Keeps short what all documents of a page have; what is cut is text.
fn shorten(page: &mut Document) {
    let cut: Vec<String> = [&mut page.title, &mut page.summary]
        .into_iter()
        .filter_map(cut_name)
        .collect();
    if !cut.is_empty() {
        let text = Section {
            text: cut.join(" "),
            ..Section::default()
        };
        page.sections.insert(0, text);
    }
    let mut room = LONGEST_META;
    page.meta.retain(|name, text| {
        let left = room.checked_sub(name.len() + text.len());
        room = left.unwrap_or(room);
        left.is_some()
    });
    for section in &mut page.sections {
        let Some(mut text) = cut_name(&mut section.heading) else {
            continue;
        };
        text.push(' ');
        for light in &mut section.light {
            light.range.start += text.len();
            light.range.end += text.len();
        }
        section.text.insert_str(0, &text);
    }
}

/// Cuts a name that is too long and gives what is cut.
fn cut_name(name: &mut String) -> Option<String> {
    (name.len() > LONGEST_NAME).then(|| name.split_off(cut_at(name, LONGEST_NAME)))
}

/// The last place behind a space in the first bytes of a text, or their end.
fn cut_at(text: &str, most: usize) -> usize {
    let end = text.floor_char_boundary(most);
    match text[..end].rfind(' ') {
        Some(space) if end < text.len() => space + 1,
        _ => end,
    }
}

/// A section in pieces that documents have room for, cut at spaces.
fn pieces(section: Section) -> Vec<Section> {
    if section.length() <= LONGEST {
        return vec![section];
    }
    let mut pieces = Vec::new();
    let mut rest = section.text.as_str();
    while !rest.is_empty() {
        let end = cut_at(rest, LONGEST / 2);
        let (text, after) = rest.split_at(end);
        let from = section.text.len() - rest.len();
        let place = |at: usize| at.clamp(from, from + end) - from;
        let light = section.light.iter().map(|light| Light {
            range: place(light.range.start)..place(light.range.end),
            weight: light.weight,
        });
        pieces.push(Section {
            text: text.to_owned(),
            light: light.filter(|light| !light.range.is_empty()).collect(),
            ..section.without_text()
        });
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_has_by_mistake_is_text() {
        let words: String = (0..20_000).map(|word| format!("parola{word} ")).collect();
        let page = Document {
            title: words.clone(),
            meta: [("a", "short"), ("b", words.as_str()), ("c", "short")]
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into(),
            sections: vec![Section {
                heading: words.clone(),
                text: "lieve".to_owned(),
                light: vec![Light {
                    range: 0..5,
                    weight: 0.5,
                }],
                ..Section::default()
            }],
            ..Document::default()
        };
        let parts = split(page);
        let first = &parts[0];
        assert!(first.title.len() <= LONGEST_NAME && first.title.ends_with(' '));
        assert_eq!(first.meta.keys().collect::<Vec<_>>(), ["a", "c"]);
        let sections: Vec<&Section> = parts.iter().flat_map(|part| &part.sections).collect();
        let text = |heading: bool| -> String {
            let of = sections.iter().filter(|s| s.heading.is_empty() != heading);
            of.map(|section| section.text.as_str()).collect()
        };
        assert_eq!(first.title.clone() + &text(false), words);
        let last = sections.last().unwrap();
        assert_eq!(last.heading.clone() + &text(true), words + " lieve");
        assert_eq!(&last.text[last.light[0].range.clone()], "lieve");
        let lengths = parts
            .iter()
            .map(|part| part.sections.iter().map(Section::length).sum());
        assert!(lengths.max().is_some_and(|most: usize| most <= LONGEST));
    }

    #[test]
    fn a_long_page_is_in_several_documents_in_its_order() {
        let words: String = (0..20_000).map(|word| format!("parola{word} ")).collect();
        let section = |heading: &str, text: &str| Section {
            heading: heading.to_owned(),
            text: text.to_owned(),
            ..Section::default()
        };
        let page = Document {
            url: "/lunga/".to_owned(),
            sections: vec![
                section("Uno", "breve"),
                section("Due", &words),
                section("Tre", "fine"),
            ],
            ..Document::default()
        };
        let parts = split(page);
        assert!(parts.len() > 5, "{}", parts.len());
        assert!(parts.iter().all(|part| part.url == "/lunga/"));
        let lengths = parts
            .iter()
            .map(|part| part.sections.iter().map(Section::length).sum());
        assert!(lengths.max().is_some_and(|most: usize| most <= LONGEST));
        let text: String = parts
            .iter()
            .flat_map(|part| &part.sections)
            .map(|section| section.text.as_str())
            .collect();
        assert_eq!(text, format!("breve{words}fine"));
        assert_eq!(split(Document::default()).len(), 1);
    }
}
