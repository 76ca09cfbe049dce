//! `open_data`: what the catalogue of open data says.

use super::menu::{MenuItem, menu_item};
use crate::diagnostic::{Diagnostic, Problem, nearest};
use crate::source::Span;
use crate::yaml::{MapReader, Node};

/// What the catalogue of open data says besides what follows from the content.
#[derive(Clone, Debug)]
pub struct OpenData {
    /// The page that presents the data; the files stand below its address.
    pub page: MenuItem,
    /// How the publisher is registered: in Italy its code in the index of public bodies.
    pub publisher_id: Option<String>,
    /// What the data are about, a code of the European vocabulary `data-theme`.
    pub theme: Option<&'static str>,
    /// What those of single content types are about besides.
    pub themes: Vec<TypeThemes>,
    /// How often they change, a code of the European vocabulary `frequency`.
    pub frequency: &'static str,
    /// What the licence asks for, a name of the vocabulary `licencetype` of ADMS.
    pub license_type: Option<&'static str>,
}

/// What the data of one content type are about.
#[derive(Clone, Debug)]
pub struct TypeThemes {
    /// Its name.
    pub of: String,
    /// Where the name stands.
    pub span: Span,
    /// Codes of the vocabulary `data-theme`.
    pub codes: Vec<&'static str>,
}

/// The codes of the European vocabulary `data-theme`.
const THEMES: [&str; 14] = [
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "OP_DATPRO",
    "REGI",
    "SOCI",
    "TECH",
    "TRAN",
];
/// Codes of the European vocabulary `frequency`.
const FREQUENCIES: [&str; 16] = [
    "ANNUAL",
    "ANNUAL_2",
    "BIENNIAL",
    "BIMONTHLY",
    "BIWEEKLY",
    "CONT",
    "DAILY",
    "IRREG",
    "MONTHLY",
    "NEVER",
    "OTHER",
    "QUARTERLY",
    "TRIENNIAL",
    "UNKNOWN",
    "UPDATE_CONT",
    "WEEKLY",
];
/// Names of the vocabulary `licencetype` of ADMS that an open licence can have.
const LICENSE_TYPES: [&str; 4] = [
    "Attribution",
    "PublicDomain",
    "UnknownIPR",
    "ViralEffect-ShareAlike",
];

pub(super) fn open_data(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Option<OpenData> {
    let same = |names: &[&'static str]| -> Vec<(&'static str, &'static str)> {
        names.iter().map(|name| (*name, *name)).collect()
    };
    let mut reader = MapReader::new(node, "open_data", diagnostics);
    reader.required_text("page");
    let page = reader
        .node("page")
        .map(|node| menu_item(node, 1, reader.diagnostics()));
    let publisher_id = reader.text("publisher_id");
    let theme = reader.one_of("theme", &same(&THEMES));
    let frequency = reader.one_of("frequency", &same(&FREQUENCIES));
    let license_type = reader.one_of("license_type", &same(&LICENSE_TYPES));
    reader.finish();
    Some(OpenData {
        page: page?,
        publisher_id,
        theme,
        themes: Vec::new(),
        frequency: frequency.unwrap_or("UNKNOWN"),
        license_type,
    })
}

/// `open_data_themes`: content types by name, each with one code or several.
pub(super) fn type_themes(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<TypeThemes> {
    let mut themes = Vec::new();
    for (key, codes) in node.entries() {
        let mut found = Vec::new();
        for code in codes.items() {
            let text = code.as_text().unwrap_or("");
            match THEMES.iter().find(|known| **known == text) {
                Some(known) => found.push(*known),
                None => {
                    let problem = Problem::UnknownKind {
                        value: text.to_owned(),
                        suggestion: nearest(text, THEMES),
                        known: THEMES.iter().map(|&known| known.to_owned()).collect(),
                    };
                    diagnostics.push(Diagnostic::new(problem, code.span));
                }
            }
        }
        themes.push(TypeThemes {
            of: key.text.clone(),
            span: key.span,
            codes: found,
        });
    }
    themes
}
