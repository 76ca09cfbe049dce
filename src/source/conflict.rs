//! Texts in which git has left two versions side by side.

/// What the first and the last line of a conflict begin with.
const MARKS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// The first line that git has left in a text of a conflict, of which somebody may have deleted the
/// others: where it begins and ends. What stands in a fenced block of code is an example.
pub fn conflict(text: &str) -> Option<(usize, usize)> {
    // One search each is all that a text without any costs.
    if !MARKS.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let mut at = 0;
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let whole = line.trim_end();
        let mark = fence_of(whole);
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark))
                if mark.starts_with(open) && mark.len() == whole.trim_start().len() =>
            {
                fence = None;
            }
            _ => {}
        }
        if fence.is_none() && MARKS.iter().any(|mark| whole.starts_with(mark)) {
            return Some((at, at + whole.len()));
        }
        at += line.len();
    }
    None
}

/// The marks that open or close a block of code.
pub fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3).then(|| &line[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_has_its_lines_outside_of_code() {
        let conflict = |text: &str| conflict(text).map(|(from, to)| text[from..to].to_owned());
        let there = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> altro\n";
        assert_eq!(conflict(there).as_deref(), Some("<<<<<<< HEAD"));
        let windows = there.replace('\n', "\r\n");
        assert_eq!(conflict(&windows).as_deref(), Some("<<<<<<< HEAD"));
        let with_base = there.replace("=======", "||||||| base\nd\n=======");
        assert_eq!(conflict(&with_base).as_deref(), Some("<<<<<<< HEAD"));
        assert_eq!(conflict("a\n>>>>>>> b\n").as_deref(), Some(">>>>>>> b"));
        assert_eq!(
            conflict("<<<<<<< HEAD\nb\n").as_deref(),
            Some("<<<<<<< HEAD")
        );
        for none in [
            "a\n=======\n>>>>>>>b\n",
            " <<<<<<< a\n=======\n >>>>>>> b\n",
            &format!("```\n{there}```\n"),
            &format!("~~~~ diff\n```\n{there}~~~~\n"),
        ] {
            assert_eq!(conflict(none), None, "{none}");
        }
    }
}
