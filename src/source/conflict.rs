//! Texts in which git has left two versions side by side.

/// The first line of a conflict that git has left in a text: where it begins and ends. What stands
/// in a fenced block of code is an example.
pub fn conflict(text: &str) -> Option<(usize, usize)> {
    // One search is all that a text without any costs.
    if !text.contains("<<<<<<< ") {
        return None;
    }
    let (mut at, mut first, mut parted) = (0, None, false);
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
        if fence.is_none() {
            if whole.starts_with("<<<<<<< ") {
                (first, parted) = (first.or(Some((at, at + whole.len()))), false);
            } else if first.is_some() && whole == "=======" {
                parted = true;
            } else if parted && whole.starts_with(">>>>>>> ") {
                return first;
            }
        }
        at += line.len();
    }
    None
}

/// The marks that open or close a block of code.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3).then(|| &line[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_has_three_lines_outside_of_code() {
        let conflict = |text: &str| conflict(text).map(|(from, to)| text[from..to].to_owned());
        let there = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> altro\n";
        assert_eq!(conflict(there).as_deref(), Some("<<<<<<< HEAD"));
        let windows = there.replace('\n', "\r\n");
        assert_eq!(conflict(&windows).as_deref(), Some("<<<<<<< HEAD"));
        let with_base = there.replace("=======", "||||||| base\nd\n=======");
        assert_eq!(conflict(&with_base).as_deref(), Some("<<<<<<< HEAD"));
        for none in [
            "<<<<<<< HEAD\nb\n",
            "<<<<<<< HEAD\n>>>>>>> a\n",
            " <<<<<<< a\n=======\n>>>>>>> b\n",
            &format!("```\n{there}```\n"),
            &format!("~~~~ diff\n```\n{there}~~~~\n"),
        ] {
            assert_eq!(conflict(none), None, "{none}");
        }
    }
}
