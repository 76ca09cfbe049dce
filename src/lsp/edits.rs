//! Changes to files of the site, as editors carry them out.

use super::text::Lines;
use super::view::View;
use crate::source::FileId;
use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    RenameFile, ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// Changes to be made together.
pub struct Edits<'a> {
    view: View<'a>,
    texts: BTreeMap<FileId, BTreeMap<(usize, usize), String>>,
    /// What is called otherwise afterwards, by paths below the root.
    moved: Vec<(String, String)>,
}

impl<'a> Edits<'a> {
    /// None yet.
    pub fn new(view: View<'a>) -> Self {
        Self {
            view,
            texts: BTreeMap::new(),
            moved: Vec::new(),
        }
    }

    /// Writes something in the place of bytes of a file; once, however often it is said.
    pub fn write(&mut self, file: FileId, range: Range<usize>, text: String) {
        let edits = self.texts.entry(file).or_default();
        edits.insert((range.start, range.end), text);
    }

    /// Gives a file or a folder another path.
    pub fn rename(&mut self, old: String, new: String) {
        self.moved.push((old, new));
    }

    /// The changes for an editor: texts first, since afterwards their files are called otherwise.
    pub fn finish(self) -> Option<WorkspaceEdit> {
        let view = self.view;
        let mut operations = Vec::new();
        for (file, edits) in self.texts {
            let lines = Lines::of(view.text(file));
            let path = &view.site().sources.get(file).path;
            let edits = edits.into_iter().map(|((start, end), text)| {
                OneOf::Left(TextEdit::new(lines.range(start..end), text))
            });
            operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    uri: view.documents.uri(path)?,
                    version: view.version(file),
                },
                edits: edits.collect(),
            }));
        }
        for (old, new) in self.moved {
            operations.push(DocumentChangeOperation::Op(ResourceOp::Rename(
                RenameFile {
                    old_uri: view.documents.uri(&old)?,
                    new_uri: view.documents.uri(&new)?,
                    options: None,
                    annotation_id: None,
                },
            )));
        }
        Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        })
    }
}
