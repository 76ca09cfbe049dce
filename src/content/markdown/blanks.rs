//! `[[name]]` in a document: what readers fill in.

use super::writer::{Captured, Place, Writer};
use crate::content::body::PlaceholderKind;
use crate::content::component_line::Line;
use crate::diagnostic::Slip;
use memchr::memchr;
use std::ops::Range;

/// Most bytes of a name.
const MOST: usize = 200;

impl Writer<'_, '_> {
    /// Whether the whole text is a document: its type has formats, and no component holds one.
    pub(super) fn is_all_document(&self) -> bool {
        let document = self.page.schema.document.as_deref();
        let holds = |line: &Line| matches!(line, Line::Open { name, .. } if Some(name.as_str()) == document);
        let in_file = matches!(self.place, Place::File);
        in_file && self.page.has_formats && !self.prepared.lines.iter().any(holds)
    }

    /// Whether what is being read is part of a document.
    fn in_document(&self) -> bool {
        let document = self.page.schema.document.as_deref();
        let mut open = self.components.iter();
        let is_picture = |of: &Captured| matches!(of, Captured::Image { .. });
        let inside = self.all_document
            || open.any(|open| open.component.is_some() && Some(open.name.as_str()) == document);
        inside && !self.capture.iter().any(|capture| is_picture(&capture.of))
    }

    /// Writes a text that has places to be filled in; whether it has.
    pub(super) fn blanks(&mut self, text: &str, range: &Range<usize>) -> bool {
        if memchr(b'[', text.as_bytes()).is_none() || !text.contains("[[") {
            return false;
        }
        if !self.in_document() {
            // A component that is not known has been reported; it may hold a document.
            if self.components.iter().any(|open| open.component.is_none()) {
                self.run.understood.push(range.clone());
                self.page.blanks.is_uncertain = true;
            }
            return false;
        }
        let verbatim = text.len() == range.len();
        let place = |from: usize, to: usize| match verbatim {
            true => range.start + from..range.start + to,
            false => range.clone(),
        };
        let mut from = 0;
        while let Some(open) = text[from..].find("[[").map(|at| from + at) {
            let rest = &text[open + 2..];
            let name = rest.find("]]").map(|end| &rest[..end]);
            let Some(name) = name.filter(|name| !name.contains("[[")) else {
                self.plain(&text[from..open + 2], &place(from, open + 2));
                self.slip(Slip::OpenBlank, &place(open, open + 2));
                from = open + 2;
                continue;
            };
            let end = open + 2 + name.len() + 2;
            if name.trim().is_empty() || name.len() > MOST {
                self.plain(&text[from..end], &place(from, end));
                from = end;
                continue;
            }
            self.plain(&text[from..open], &place(from, open));
            let at = place(open, end);
            // It is no link of another program.
            self.run.understood.push(at.clone());
            let (blank, slip) = self.page.blanks.named(name);
            if let Some(slip) = slip {
                self.slip(slip, &at);
            }
            self.plain_text(&blank.shown());
            let (id, shown) = (blank.id.clone(), blank.shown());
            self.placeholder(PlaceholderKind::Blank { id, shown });
            from = end;
        }
        self.plain(&text[from..], &place(from, text.len()));
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::content::{Keep, ParsedPage, PlaceholderKind, SpillFile, parse};
    use crate::diagnostic::{Diagnostic, Problem, Slip};
    use crate::schema::{Field, Schema, read_types};
    use crate::source::{FileId, Sources};

    const SCHEMA: &str = "label: P\ndefault_for: pages\nfields:\n  campi:\n    type: group\n    many: true\n    role: blanks\n    fields:\n      nome: {type: text, required: true}\n      aiuto: {type: text}\n      valore: {type: text}\n      scelte: {type: text, many: true}\n";

    /// Reads a page whose theme has the component `modello`; its type has formats if it says so.
    fn read(text: &str, formats: &str) -> (ParsedPage, Vec<Diagnostic>) {
        let types = format!("{formats}{SCHEMA}");
        let sources = Sources::from_texts([("content/_schema/p.yaml", types.as_str())]);
        let mut schema: Schema = read_types(&sources, &mut Vec::new());
        for name in ["modello", "altro"] {
            let fields: Vec<Field> = Vec::new();
            schema.components.insert(name.to_owned(), fields);
        }
        schema.document = Some("modello".to_owned());
        let keep = Keep {
            sources: None,
            spill: &SpillFile::default(),
            searchable: true,
        };
        parse(text, FileId(0), 0, &schema, None, keep)
    }

    fn names(page: &ParsedPage) -> Vec<(&str, &str)> {
        let blanks = page.blanks.iter();
        blanks
            .map(|blank| (blank.id.as_str(), blank.name.as_str()))
            .collect()
    }

    #[test]
    fn brackets_in_a_document_are_filled_in() {
        let text = "uno\n\n:::modello\nLa [[nome della provincia]] e\n**[[nome del comune]]**, [[nome della provincia]].\n:::\n";
        let (page, diagnostics) = read(text, "");
        assert_eq!(diagnostics, []);
        assert_eq!(
            names(&page),
            [
                ("nome-della-provincia", "nome della provincia"),
                ("nome-del-comune", "nome del comune")
            ]
        );
        let text = page.text.get().unwrap();
        assert!(
            text[0]
                .text
                .contains("La [nome della provincia] e [nome del comune],")
        );
    }

    #[test]
    fn a_whole_text_is_a_document_where_its_type_has_formats() {
        let (page, diagnostics) = read("La [[nome]].\n", "formats: [docx]\n");
        assert_eq!(
            (names(&page), diagnostics),
            (vec![("nome", "nome")], vec![])
        );
        let body = page.body.get().unwrap();
        assert!(matches!(
            &body.placeholders[0].kind,
            PlaceholderKind::Blank { id, shown } if id == "nome" && shown == "[nome]"
        ));
        // Where a component holds it the rest is none.
        let text = "[[altra]]\n\n:::modello\n[[nome]]\n:::\n";
        let (page, diagnostics) = read(text, "formats: [docx]\n");
        assert_eq!(names(&page), [("nome", "nome")]);
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    }

    #[test]
    fn elsewhere_brackets_are_what_they_were() {
        let (page, diagnostics) = read(":::altro\n[[pagina]]\n:::\n\n`[[a]]`\n", "");
        assert_eq!(names(&page), []);
        let slip = |d: &Diagnostic| {
            matches!(
                &d.problem,
                Problem::Slip {
                    slip: Slip::WikiLink { .. }
                }
            )
        };
        assert!(diagnostics.iter().all(slip) && diagnostics.len() == 1);
    }

    #[test]
    fn front_matter_says_more_of_them() {
        let text = "---\ncampi:\n  - {nome: durata, aiuto: Quanti anni, valore: \"3\", scelte: [\"3\", \"5\"]}\n  - {nome: nomme, aiuto: Altro}\n---\n:::modello\nPer [[durata]] anni, [[nome]], [[Nome]], [[aperto\n:::\n";
        let (page, diagnostics) = read(text, "");
        let blank = &page.blanks[0];
        assert_eq!(blank.help.as_deref(), Some("Quanti anni"));
        assert_eq!(blank.value.as_deref(), Some("3"));
        assert_eq!(blank.choices, ["3", "5"]);
        assert_eq!(names(&page).len(), 2);
        let slips = diagnostics.iter().map(|d| {
            let Problem::Slip { slip } = &d.problem else {
                panic!("{d:?}");
            };
            (
                slip.clone(),
                &text[d.span.start as usize..d.span.end as usize],
            )
        });
        let similar = Slip::SimilarBlanks {
            name: "Nome".into(),
            other: "nome".into(),
        };
        let unused = Slip::UnusedBlank {
            name: "nomme".into(),
            suggestion: Some("nome".into()),
        };
        assert_eq!(
            slips.collect::<Vec<_>>(),
            [
                (similar, "[[Nome]]"),
                (Slip::OpenBlank, "[["),
                (unused, "nomme")
            ]
        );
    }

    #[test]
    fn a_blank_in_a_heading_is_part_of_its_anchor() {
        let (page, _) = read(":::modello\n## Art. 1 [[nome]]\n:::\n", "");
        assert_eq!(page.headings[0].title, "Art. 1 [nome]");
        assert_eq!(page.headings[0].id, "art-1-nome");
    }
}
