//! The file that a block of code shows, as themes of Jekyll have it on the line below the block:
//! `{: file="a.yml" }`.

use super::tag;
use crate::content::prepared::{Edit, Prepared};

/// What such a line begins with.
const SIGN: &str = "{:";

/// Writes it behind the signs of the block.
pub(super) fn read(prepared: &mut Prepared<'_>) {
    if !prepared.has_any(&["file="]) || !prepared.has_any(&[SIGN]) {
        return;
    }
    let (text, structure) = (&*prepared.text, prepared.structure());
    let mut edits = Vec::new();
    for (at, _) in text.match_indices(SIGN) {
        let start = text[..at].rfind('\n').map_or(0, |start| start + 1);
        let line = text[start..].split('\n').next().unwrap_or_default();
        let own = line.trim().strip_prefix(SIGN);
        let inside = own.and_then(|own| own.strip_suffix('}'));
        let file =
            inside.and_then(|inside| tag::arguments(inside).get(&["file"]).map(str::to_owned));
        let (Some(file), false) = (file, structure.is_opaque(at)) else {
            continue;
        };
        // The signs that end the block.
        let above = start.saturating_sub(2);
        let code = structure
            .code_at(above)
            .filter(|_| structure.is_opaque(above));
        let head =
            code.and_then(|code| Some(code.start..code.start + text[code.clone()].find('\n')?));
        let Some(head) = head.filter(|head| structure.begins_fence(head.start..=head.start)) else {
            continue;
        };
        let info = text[head.clone()].trim_end().trim_start_matches(['`', '~']);
        if info.contains("title=") {
            continue;
        }
        let language = if info.trim().is_empty() { "txt" } else { "" };
        let file = file.replace(['"', '`'], "");
        let end = head.start + text[head].trim_end().len();
        edits.push(Edit {
            range: end..end,
            text: format!("{language} title=\"{file}\""),
        });
        edits.push(Edit {
            range: start..start + line.len(),
            text: String::new(),
        });
    }
    prepared.edit(edits);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_called_as_its_file() {
        for (text, expected) in [
            (
                "```yml\na\n```\n{: file=\"b.yml\" .c}\n",
                "```yml title=\"b.yml\"\na\n```\n\n",
            ),
            (
                "```\na\n```\n{: file='b' }\n",
                "```txt title=\"b\"\na\n```\n\n",
            ),
            (
                "- a\n\n  ```sh\n  b\n  ```\n  {: file=\"c\" }\n",
                "- a\n\n  ```sh title=\"c\"\n  b\n  ```\n\n",
            ),
            ("a\n{: file=\"b\"}\n", "a\n{: file=\"b\"}\n"),
            ("```\n{: file=\"b\"}\n```\n", "```\n{: file=\"b\"}\n```\n"),
        ] {
            let mut prepared = Prepared::of(text, 0);
            read(&mut prepared);
            assert_eq!(prepared.text, expected, "{text}");
        }
    }
}
