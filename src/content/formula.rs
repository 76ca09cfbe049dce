//! Formulas of TeX as MathML, which browsers draw and screen readers read.

use super::html_policy;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

/// Longest formula, in bytes.
const LONGEST: usize = 10_000;

/// A formula as MathML; `None` for one that cannot be read.
pub(super) fn mathml(tex: &str, display: bool) -> Option<String> {
    if tex.len() > LONGEST {
        return None;
    }
    let storage = Storage::new();
    if Parser::new(tex, &storage).any(|event| event.is_err()) {
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
