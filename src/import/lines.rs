//! The lines of a text that are none of code.

use crate::source::fence_of;

/// A text whose lines are as `edit` makes them, but for those of code between fences.
pub(super) fn outside_code(text: &str, mut edit: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let own = line.trim_start_matches([' ', '\t', '>']);
        match (open, fence_of(own)) {
            (None, None) => out.push_str(&edit(line)),
            (Some(begun), Some(fence)) if fence.starts_with(begun) => {
                // What has words behind it closes nothing.
                if own.trim_end() == fence {
                    open = None;
                }
                out.push_str(line);
            }
            (None, Some(fence)) => {
                open = Some(fence);
                out.push_str(line);
            }
            (Some(_), _) => out.push_str(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_code_stay() {
        let text = "a\n```js\na\n```b\n````\na\n > ~~~\n > a\n > ~~~\na";
        let found = outside_code(text, |line| line.replace('a', "x"));
        assert_eq!(found, "x\n```js\na\n```b\n````\nx\n > ~~~\n > a\n > ~~~\nx");
    }
}
