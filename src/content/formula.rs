//! Formulas of TeX as MathML, which browsers draw and screen readers read.

use super::html_policy;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Event, ScriptType, Visual};
use pulldown_latex::{Parser, Storage, push_mathml};
use std::borrow::Cow;
use std::ops::Range;

/// Longest formula, in bytes.
const LONGEST: usize = 10_000;

/// Commands that make others, of which the library finds no end or ends the program, and the one that
/// names a letter by its number, which it does not read with care.
const REFUSED: [&str; 7] = [
    "\\char",
    "\\def",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
];

/// A formula as MathML; `None` for one that cannot be read.
pub(super) fn mathml(tex: &str, display: bool) -> Option<String> {
    if tex.len() > LONGEST || commands(tex).any(is_refused) {
        return None;
    }
    // The library takes every space for one byte.
    let tex = tex.replace(|c: char| c.is_whitespace() && !c.is_ascii(), " ");
    let tex: &str = &spelled(&tex);
    if error(tex).is_some() || !is_complete(tex) {
        return None;
    }
    let storage = Storage::new();
    let config = RenderConfig {
        display_mode: match display {
            true => DisplayMode::Block,
            false => DisplayMode::Inline,
        },
        annotation: None,
        xml: false,
        ..RenderConfig::default()
    };
    let mut html = String::new();
    push_mathml(&mut html, Parser::new(tex, &storage), config).ok()?;
    let html = html_policy::clean_formula(&html);
    html.starts_with("<math").then_some(html)
}

/// A formula with what the library knows under another name, and without what only says how others
/// lead to it.
fn spelled(tex: &str) -> Cow<'_, str> {
    const OLD: [&str; 4] = ["\\label", "\\mbox", "\\hbox", "\\over"];
    if !OLD.iter().any(|command| tex.contains(command)) {
        return Cow::Borrowed(tex);
    }
    let mut out = tex
        .replace("\\mbox{", "\\text{")
        .replace("\\hbox{", "\\text{");
    while let Some(start) = out.find("\\label{") {
        let Some(length) = out[start..].find('}') else {
            break;
        };
        out.replace_range(start..=start + length, "");
    }
    while let Some((range, fraction)) = old_fraction(&out) {
        out.replace_range(range, &fraction);
    }
    Cow::Owned(out)
}

/// The first `a \over b` that a group or the whole formula is, as `\frac{a}{b}`: where `\left` or the
/// cells of a table are its bounds it stays.
fn old_fraction(tex: &str) -> Option<(Range<usize>, String)> {
    const SIGN: &str = "\\over";
    let mut found = tex.match_indices(SIGN).map(|(at, _)| at);
    found.find_map(|at| {
        let end = at + SIGN.len();
        if tex[end..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let start = tex[..at].len() - end_of_group(tex[..at].chars().rev(), ('}', '{'));
        let stop = end + end_of_group(tex[end..].chars(), ('{', '}'));
        let (above, below) = (&tex[start..at], &tex[end..stop]);
        let is_bound = |own: &str| {
            [
                "\\left", "\\right", "\\begin", "\\\\", "&", SIGN, "\\{", "\\}",
            ]
            .iter()
            .any(|sign| own.contains(sign))
        };
        let fraction = format!("\\frac{{{}}}{{{}}}", above.trim(), below.trim());
        (!is_bound(above) && !is_bound(below)).then_some((start..stop, fraction))
    })
}

/// How many bytes there are up to the sign that ends the group around a place.
fn end_of_group(signs: impl Iterator<Item = char>, (open, close): (char, char)) -> usize {
    let (mut depth, mut length) = (0_usize, 0);
    for c in signs {
        if c == close && depth == 0 {
            break;
        }
        depth = match c {
            c if c == open => depth + 1,
            c if c == close => depth - 1,
            _ => depth,
        };
        length += c.len_utf8();
    }
    length
}

/// The first command of a formula that is not known.
pub(super) fn unknown_command(tex: &str) -> Option<String> {
    let tex = &*spelled(tex);
    let mut unknown = commands(tex).filter(|command| {
        let is_unknown = || {
            let error = error(&format!("{command}{{}}{{}}"));
            error.is_some_and(|error| error.contains("unknown primitive"))
        };
        is_refused(command) || is_unknown()
    });
    unknown.next().map(str::to_owned)
}

/// The commands of a formula, each with its backslash: letters, or one other sign.
fn commands(tex: &str) -> impl Iterator<Item = &str> {
    let mut rest = tex;
    std::iter::from_fn(move || {
        let command = &rest[rest.find('\\')?..];
        let name = &command[1..];
        let letters = name.find(|c: char| !c.is_ascii_alphabetic());
        let letters = letters.unwrap_or(name.len());
        let sign = name.chars().next().map_or(0, char::len_utf8);
        let (command, behind) = command.split_at(1 + letters.max(sign));
        rest = behind;
        Some(command)
    })
}

/// Whether a command is not given to the library, which would take half a letter for its name, or is
/// one of those that it does not bear.
fn is_refused(command: &str) -> bool {
    !command.is_ascii() || REFUSED.contains(&command)
}

/// Whether each sign of a formula has the parts that it needs, without which the library ends the
/// program: `\sqrt[]{x}` has no degree.
fn is_complete(tex: &str) -> bool {
    let storage = Storage::new();
    // What is open: a group, or a sign and how many parts it still needs.
    let mut open: Vec<Option<usize>> = Vec::new();
    for event in Parser::new(tex, &storage).flatten() {
        match event {
            Event::Begin(_) => open.push(None),
            Event::Visual(Visual::SquareRoot | Visual::Negation) => open.push(Some(1)),
            Event::Visual(Visual::Root | Visual::Fraction(_)) => open.push(Some(2)),
            Event::Script { ty, .. } => open.push(Some(match ty {
                ScriptType::Subscript | ScriptType::Superscript => 2,
                ScriptType::SubSuperscript => 3,
            })),
            Event::End if open.pop() != Some(None) => return false,
            Event::EnvironmentFlow(_) if matches!(open.last(), Some(Some(_))) => return false,
            Event::EnvironmentFlow(_) => {}
            Event::End | Event::Content(_) | Event::Space { .. } | Event::StateChange(_) => {
                // A part, which may be the last of a sign that is itself one.
                while let Some(Some(parts)) = open.last_mut() {
                    *parts -= 1;
                    if *parts > 0 {
                        break;
                    }
                    open.pop();
                }
            }
        }
    }
    open.is_empty()
}

/// What is wrong with a formula, in the words of the library.
fn error(tex: &str) -> Option<String> {
    let storage = Storage::new();
    Parser::new(tex, &storage)
        .find_map(Result::err)
        .map(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_mathml_and_nothing_else() {
        let html = mathml("x^2", false).unwrap();
        assert_eq!(
            html,
            "<math display=\"inline\"><msup><mi>x</mi><mn>2</mn></msup></math>"
        );
        assert!(
            mathml("\\frac{1}{2}", true)
                .unwrap()
                .contains("<math display=\"block\"><mfrac>")
        );
        assert_eq!(mathml("\\nothing{x}", false), None);
        for (tex, is_read) in [
            ("\\sqrt[]{x}", false),
            ("\\sqrt[\\relax]{x}", false),
            ("\\sqrt[3]{x^{a}_b}", true),
            ("\\frac{x}{\\sqrt{y}}_n", true),
            ("\\begin{cases} a & b \\\\ c & \\text{è} \\end{cases}", true),
        ] {
            assert_eq!(mathml(tex, true).is_some(), is_read, "{tex}");
        }
        for (tex, expected) in [
            ("a\\label{eq:a} = b", "a = b"),
            ("\\mbox{if } a", "\\text{if } a"),
            ("1 + {a + {b} \\over c_{d}}", "1 + {\\frac{a + {b}}{c_{d}}}"),
            ("a \\over {b \\over c}", "\\frac{a}{{\\frac{b}{c}}}"),
            ("\\left( a \\over b \\right)", "\\left( a \\over b \\right)"),
            ("\\overline{a}", "\\overline{a}"),
        ] {
            assert_eq!(spelled(tex), expected, "{tex}");
        }
        // A space that is no byte.
        assert!(mathml("\\hspace{1em\u{a0}}x", false).is_some());
        for (tex, command) in [
            ("\\frac{\\ce{H2O}}{2}", Some("\\ce")),
            ("\\frac{1}{2", None),
            ("x^2", None),
            ("a\\\\b", None),
            ("2\\è + 1", Some("\\è")),
            ("\\def\\a{\\a}\\a", Some("\\def")),
            (
                "\\newcommand{\\a}[2]{#1\\a{#2}{#1}}\\a{x}{y}",
                Some("\\newcommand"),
            ),
            ("\\char\u{e8}", Some("\\char")),
        ] {
            assert_eq!(unknown_command(tex).as_deref(), command, "{tex}");
        }
        for text in [
            "a<b",
            "\\text{</math><script>alert(1)</script>}",
            "\\text{<img src=x onerror=y>}",
        ] {
            let html = mathml(text, false).unwrap_or_default();
            assert!(
                !html.contains("<script") && !html.contains("<img"),
                "{html}"
            );
            assert!(html.is_empty() || html.ends_with("</math>"), "{html}");
        }
    }
}
