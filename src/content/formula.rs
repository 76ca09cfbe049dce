//! Formulas of TeX as MathML, which browsers draw and screen readers read.

use super::html_policy;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

/// Longest formula, in bytes.
const LONGEST: usize = 10_000;

/// A formula as MathML; `None` for one that cannot be read.
pub(super) fn mathml(tex: &str, display: bool) -> Option<String> {
    if tex.len() > LONGEST || error(tex).is_some() {
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

/// The first command of a formula that is not known.
pub(super) fn unknown_command(tex: &str) -> Option<String> {
    let commands = tex.match_indices('\\').filter_map(|(at, _)| {
        let name = &tex[at + 1..];
        let end = name.find(|c: char| !c.is_ascii_alphabetic());
        let end = end.unwrap_or(name.len());
        (end > 0).then(|| &tex[at..at + 1 + end])
    });
    let mut unknown = commands.filter(|command| {
        let error = error(&format!("{command}{{}}{{}}"));
        error.is_some_and(|error| error.contains("unknown primitive"))
    });
    unknown.next().map(str::to_owned)
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
        for (tex, command) in [
            ("\\frac{\\ce{H2O}}{2}", Some("\\ce")),
            ("\\frac{1}{2", None),
            ("x^2", None),
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
