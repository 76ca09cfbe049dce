//! Footnotes: numbered by their first reference, written at the end.

use super::writer::{Footnote, Writer};
use crate::diagnostic::Slip;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let footnote = self.footnotes.entry(key(label)).or_default();
        if footnote.number == 0 {
            self.page.footnotes += 1;
            footnote.number = self.page.footnotes;
        }
        footnote.references += 1;
        let (number, nth) = (footnote.number, footnote.references);
        let suffix = if nth > 1 {
            format!("-{nth}")
        } else {
            String::new()
        };
        self.put(format_args!(
            "<sup class=\"footnote-ref\"><a href=\"#fn_{number}\" id=\"fnref_{number}{suffix}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    /// Begins the text of a footnote.
    pub(super) fn open_footnote(&mut self, label: &str, range: &Range<usize>) {
        let span = self.span(range);
        if !self.page.schema.open
            && let Some(at) = text_behind(&self.prepared.text[range.clone()])
        {
            let at = range.start + at.start..range.start + at.end;
            self.slip(Slip::TextInFootnote, &at);
        }
        let footnote = self.footnotes.entry(key(label)).or_default();
        let first = footnote.span.get_or_insert(span);
        if *first != span {
            let label = label.to_owned();
            self.page.slip(Slip::RepeatedFootnote { label }, span);
        }
        self.current_footnote.push(key(label));
        self.out.push(String::new());
    }

    pub(super) fn write_footnotes(&mut self) {
        let mut footnotes: Vec<Footnote> = Vec::new();
        let mut wrong = Vec::new();
        let all = std::mem::take(&mut self.footnotes);
        let unused = all.iter().filter(|(_, footnote)| footnote.number == 0);
        let unused: BTreeSet<&str> = unused.map(|(label, _)| label.as_str()).collect();
        let meant = match unused.is_empty() {
            true => BTreeMap::new(),
            false => meant_references(&self.prepared.text, &unused),
        };
        for (label, footnote) in all {
            let says = |html: &str| !matches!(html.trim(), "" | "<p></p>");
            let is_empty = !footnote.html.as_deref().is_some_and(says);
            match footnote.number {
                0 => wrong.extend(footnote.span.map(|span| self.unused(label, span, &meant))),
                _ if is_empty => {
                    wrong.extend(
                        footnote
                            .span
                            .map(|span| (span, Slip::EmptyFootnote { label })),
                    );
                    footnotes.push(footnote);
                }
                _ => footnotes.push(footnote),
            }
        }
        wrong.sort_by_key(|(span, _)| *span);
        for (span, slip) in wrong {
            self.page.slip(slip, span);
        }
        if footnotes.is_empty() {
            return;
        }
        footnotes.sort_by_key(|f| f.number);
        let first = footnotes[0].number;
        let start = if first > 1 {
            format!(" start=\"{first}\"")
        } else {
            String::new()
        };
        self.put(format_args!(
            "<section class=\"footnotes\" role=\"doc-endnotes\"><ol{start}>\n"
        ));
        for footnote in footnotes {
            let number = footnote.number;
            let html = footnote.html.unwrap_or_default();
            let backlink = format!(
                " <a href=\"#fnref_{number}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ {number}\">↩</a>"
            );
            let html = match html.trim_end().strip_suffix("</p>") {
                Some(start) => format!("{start}{backlink}</p>"),
                None => format!("{html}{backlink}"),
            };
            self.put(format_args!("<li id=\"fn_{number}\">{html}</li>\n"));
        }
        self.push("</ol></section>\n");
    }

    /// What is wrong with a footnote that nothing refers to, and where.
    fn unused(
        &self,
        label: String,
        span: Span,
        meant: &BTreeMap<String, Range<usize>>,
    ) -> (Span, Slip) {
        let Some(at) = meant.get(&label).cloned() else {
            return (span, Slip::UnusedFootnote { label });
        };
        let written = self.prepared.text[at.clone()].to_owned();
        (self.span(&at), Slip::FootnoteReference { label, written })
    }

    /// Reports the references to footnotes that nothing defines: at the line that was meant to, if
    /// there is one.
    pub(super) fn report_undefined_footnotes(&mut self) {
        let undefined = std::mem::take(&mut self.undefined);
        if undefined.is_empty() {
            return;
        }
        let text = &self.prepared.text;
        let mut meant: BTreeMap<&str, (Range<usize>, bool)> = BTreeMap::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let own = line.trim_start();
            let start = at + line.len() - own.len();
            at += line.len();
            let Some((label, rest)) = own.strip_prefix("[^").and_then(|l| l.split_once(']')) else {
                continue;
            };
            let is_apart = rest.trim_start().starts_with(':');
            let written = start..start + label.len() + 3;
            meant.entry(label).or_insert((written, is_apart));
        }
        for (label, (at, more)) in undefined {
            let line = meant.get(label.as_str());
            match line.filter(|(written, is_apart)| *is_apart || more && *written != at) {
                Some((written, _)) => {
                    let shown = text[written.clone()].to_owned();
                    let slip = Slip::FootnoteSign {
                        label,
                        written: shown,
                    };
                    self.slip(slip, written);
                }
                None => self.slip(Slip::UndefinedFootnote { label }, &at),
            }
        }
    }

    /// Keeps the text of a footnote until all are written.
    pub(super) fn close_footnote(&mut self) {
        let html = self.out.pop().expect("each footnote has its HTML");
        let label = self.current_footnote.pop().expect("it has begun");
        self.footnotes.entry(label).or_default().html = Some(html);
    }
}

/// Where a text refers to notes of these labels with other signs: `[1]`, `[^1)`, `(^1)`, `[1^]`,
/// `[^ 1]`, `\[^1\]` and `^1`, in this order. It is read once, however many labels there are.
fn meant_references(text: &str, labels: &BTreeSet<&str>) -> BTreeMap<String, Range<usize>> {
    const FORMS: [(&str, &str); 7] = [
        ("[", "]"),
        ("[^", ")"),
        ("(^", ")"),
        ("[", "^]"),
        ("[^ ", "]"),
        ("\\[^", "\\]"),
        ("^", ""),
    ];
    let mut found: BTreeMap<String, (usize, Range<usize>)> = BTreeMap::new();
    for (at, sign) in text.match_indices(['[', '(', '^', '\\']) {
        let behind = sign == "\\"
            || text[..at].ends_with(|c: char| c.is_alphabetic() || ".,;:»\")".contains(c));
        for (form, (open, close)) in FORMS.iter().enumerate().filter(|_| behind) {
            let Some(rest) = text[at..].strip_prefix(open) else {
                continue;
            };
            let is_label = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let label = &rest[..rest.find(|c| !is_label(c)).unwrap_or(rest.len())];
            let Some(after) = rest[label.len()..].strip_prefix(close) else {
                continue;
            };
            let free = !after.starts_with(|c: char| c.is_alphanumeric() || "([:^".contains(c));
            let known = found.get(label).is_some_and(|(better, _)| *better <= form);
            if free && !known && labels.contains(label) {
                let end = text.len() - after.len();
                found.insert(label.to_owned(), (form, at..end));
            }
        }
    }
    found
        .into_iter()
        .map(|(label, (_, at))| (label, at))
        .collect()
}

/// A label as Markdown compares it.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// The shortest line that a text may have been broken at.
const WRAPPED: usize = 60;

/// The line below a footnote's that was hardly meant as part of it: a sentence of its own, behind
/// a short one.
fn text_behind(note: &str) -> Option<Range<usize>> {
    let mut lines = note.split_inclusive('\n');
    let first = lines.next()?;
    let second = lines.next()?.trim_end();
    let said = first.split_once("]:")?.1.trim();
    let ends = said.ends_with(['.', '!', '?']) && first.chars().count() < WRAPPED;
    let is_sentence =
        second.starts_with(char::is_uppercase) && second.ends_with(['.', '!', '?', ':']);
    (ends && is_sentence).then(|| first.len()..first.len() + second.len())
}

#[cfg(test)]
mod tests {
    use super::{meant_references, text_behind};
    use crate::content::{Keep, SpillFile, Value, parse};
    use crate::schema::read_types;
    use crate::source::{FileId, Sources};

    #[test]
    fn text_is_told_from_a_footnote_that_goes_on() {
        for (note, expected) in [
            (
                "[^1]: La nota.\nTesto attaccato importante.\n",
                Some(15..42),
            ),
            ("[^1]: La nota\ngoes on.\n", None),
            ("[^1]: La nota.\n    Ancora la nota.\n", None),
            ("[^1]: La nota.\n", None),
            (
                "[^1]: Una nota lunga, che va a capo perché la riga è piena così.\nPoi continua.\n",
                None,
            ),
        ] {
            assert_eq!(text_behind(note), expected, "{note}");
        }
    }

    #[test]
    fn references_with_other_signs_are_found() {
        for (text, expected) in [
            ("Una nota[1].", Some(8..11)),
            ("Una nota^1.", Some(8..10)),
            ("Una nota[^1).", Some(8..12)),
            ("Il campo x[1] e 2^10", None),
            ("Vedi [1](a.md) e a[1][b]", None),
        ] {
            let text = text.replace("x[1]", "x2[1]");
            let labels = std::collections::BTreeSet::from(["1"]);
            let found = meant_references(&text, &labels).remove("1");
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn numbers_go_on_from_one_text_of_a_page_to_the_next() {
        let schema = "label: P\ndefault_for: pages\nfields:\n  m: {type: markdown, label: M}\n";
        let sources = Sources::from_texts([("content/_schema/p.yaml", schema)]);
        let schema = read_types(&sources, &mut Vec::new());
        let text = "---\nm: \"uno[^a]\\n\\n[^a]: Uno.\"\n---\ndue[^b] e due[^b]\n\n[^b]: Due.\n";
        let keep = Keep {
            sources: None,
            spill: &SpillFile::default(),
            searchable: false,
        };
        let (page, diagnostics) = parse(text, FileId(0), 0, &schema, None, keep);
        assert_eq!(diagnostics, []);
        let Some(Value::Markdown(0)) = page.fields.get("m") else {
            panic!("{:?}", page.fields);
        };
        let reference = |n: usize, suffix: &str| {
            format!(
                "<sup class=\"footnote-ref\"><a href=\"#fn_{n}\" id=\"fnref_{n}{suffix}\" \
                role=\"doc-noteref\">{n}</a></sup>"
            )
        };
        let notes = |start: &str, n: usize, text: &str| {
            format!(
                "<section class=\"footnotes\" role=\"doc-endnotes\"><ol{start}>\n\
                <li id=\"fn_{n}\"><p>{text} <a href=\"#fnref_{n}\" class=\"footnote-back\" \
                role=\"doc-backlink\" aria-label=\"↩ {n}\">↩</a></p></li>\n</ol></section>\n"
            )
        };
        assert_eq!(
            page.markdown[0].html,
            format!("<p>uno{}</p>\n{}", reference(1, ""), notes("", 1, "Uno."))
        );
        assert_eq!(
            page.body.get().unwrap().html,
            format!(
                "<p>due{} e due{}</p>\n{}",
                reference(2, ""),
                reference(2, "-2"),
                notes(" start=\"2\"", 2, "Due.")
            )
        );
    }
}
