//! What has been left out of MDX: nothing of it may mean anything to Markdown, where spaces do.

use crate::content::prepared::{Edit, Prepared};

/// What stands in the place of each byte that is left out, so that all else keeps its place: a space that
/// nobody writes.
pub const GONE: char = '\u{c}';

/// Takes out what is left of that. Of a line that has nothing else one sign stays, where it began: a
/// component that stood there ended what stood above.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    let text = &*prepared.text;
    let mut edits = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.contains(GONE) {
            let content = line.trim_end_matches(['\n', '\r']);
            of_line(content, at - line.len(), &mut edits);
            // Of components that follow each other, line by line, each is a block.
            if is_whole(content) && text[at..].trim_start_matches([' ', '\t']).starts_with(GONE) {
                edits.push(Edit {
                    range: at..at,
                    text: "\n".to_owned(),
                });
            }
        }
    }
    prepared.edit(edits);
}

/// Whether a line is a component with a text in it.
fn is_whole(line: &str) -> bool {
    let own = line.trim_matches([' ', '\t']);
    let said = own.trim_matches(GONE).trim();
    own.starts_with(GONE) && own.ends_with(GONE) && !said.is_empty()
}

/// Takes out what a line has, with the spaces that would indent what follows, or end a line.
fn of_line(line: &str, at: usize, edits: &mut Vec<Edit>) {
    let mut done = 0;
    while let Some(found) = line[done..].find(GONE) {
        let start = done + found;
        let rest = line[start..].trim_start_matches(GONE);
        let own = rest.trim_start_matches([' ', '\t', GONE]);
        let before = &line[done..start];
        let is_alone = own.is_empty() && line[..start].trim_matches([' ', '\t', GONE]).is_empty();
        let is_apart = before.is_empty() || before.ends_with([' ', '\t']);
        let (from, to) = match own.is_empty() {
            true if is_alone => (start, line.len()),
            true => (done + before.trim_end().len(), line.len()),
            false if is_apart => (start, line.len() - own.len()),
            // Between words without a space they stand without one.
            false => (start, line.len() - rest.len()),
        };
        // A title that stands for a component is no part of what stands below.
        let shown = line[..start].trim();
        let is_title = own.is_empty() && shown.starts_with("**") && shown.ends_with("**");
        edits.push(Edit {
            range: at + from..at + to,
            text: match is_title {
                true => "\n".to_owned(),
                false if is_alone => GONE.to_string(),
                false => String::new(),
            },
        });
        done = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_leaves_no_spaces_that_mean_something() {
        for (text, expected) in [
            ("_____a__ b", "a b"),
            ("  ___ a ___\nb", "  a\nb"),
            ("a ____\nb", "a\nb"),
            ("a ___ b_c", "a bc"),
            ("a___ b", "a b"),
            ("a___b", "ab"),
            ("  ____ __\n", "  _\n"),
            ("- __ a", "- a"),
            ("**a** __\nb", "**a**\n\nb"),
            ("__a__\n__b__\nc", "a\n\nb\nc"),
        ] {
            let text = text.replace('_', &GONE.to_string());
            let mut prepared = Prepared::of(&text, 0);
            read(&mut prepared);
            let expected = expected.replace('_', &GONE.to_string());
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
