//! Questions to whoever sits at a terminal.

use super::messages;
use crate::diagnostic::Language;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

/// A path as it is typed at a shell: between quotation marks where it has signs that a shell reads.
pub(super) fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+@%:,=\\".contains(c);
    match (path.chars().all(is_plain), cfg!(windows)) {
        (true, _) => path,
        (false, true) => format!("\"{path}\""),
        (false, false) => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

/// Whether somebody can be asked.
pub(super) fn is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// What is answered to a question, without spaces around; what is proposed if it is nothing. `None`
/// if nobody answers any more.
pub(super) fn ask(question: &str, proposed: &str) -> Option<String> {
    let mut err = io::stderr();
    let asked = match proposed {
        "" => write!(err, "{question}: "),
        proposed => write!(err, "{question} [{proposed}]: "),
    };
    // Where a question cannot be written nobody answers it.
    asked.and_then(|()| err.flush()).ok()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).ok()?;
    let answer = line.trim();
    match (read, answer) {
        (0, _) => None,
        (_, "") => Some(proposed.to_owned()),
        (_, answer) => Some(answer.to_owned()),
    }
}

/// The choices that are made, by their numbers, names or labels; with `many`, several with commas, or
/// none. What is proposed, by its name, is chosen by no answer.
pub(super) fn choose(
    question: &str,
    choices: &[(&str, &str)],
    proposed: &str,
    many: bool,
    language: Language,
) -> Option<Vec<usize>> {
    for (number, (name, label)) in choices.iter().enumerate() {
        let label = if label == name {
            String::new()
        } else {
            format!("  {label}")
        };
        // As above.
        writeln!(io::stderr(), "  {}. {name}{label}", number + 1).ok()?;
    }
    loop {
        let answer = ask(question, proposed)?;
        let chosen = |part: &str| {
            let number = part.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let number = number.filter(|n| *n < choices.len());
            let part = part.to_lowercase();
            let is_meant = |(name, label): &(&str, &str)| {
                name.to_lowercase() == part || label.to_lowercase() == part
            };
            number.or_else(|| choices.iter().position(is_meant))
        };
        let parts = answer.split(',').map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let found: Option<Vec<usize>> = parts.iter().map(|part| chosen(part)).collect();
        match found {
            Some(found) if many || found.len() <= 1 => return Some(found),
            _ => {
                let italian = "  Scrivi un numero dell'elenco, o niente.";
                let english = "  Write a number of the list, or nothing.";
                // As above.
                writeln!(
                    io::stderr(),
                    "{}",
                    messages::say(language, italian, english)
                )
                .ok()?;
            }
        }
    }
}
