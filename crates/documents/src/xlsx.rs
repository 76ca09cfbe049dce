//! Tables as a workbook (ECMA-376, SpreadsheetML), the same bytes for the same tables.

use crate::xml::{DECLARATION, Xml};
use crate::zip::Zip;
use std::fmt::Write;
use std::io;

/// The most characters that a cell may have (Excel's specifications and limits).
const LONGEST: usize = 32_767;
/// The most characters that the name of a sheet may have.
const LONGEST_NAME: usize = 31;
/// Formats of cells: an ordinary one, a bold head, a text that stays one (`@`).
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"#;
const RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#;

/// A table with a head, which stays in sight.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; characters that sheets may not have are left out.
    pub name: String,
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    /// Nothing.
    Empty,
    /// A text, which spreadsheets take for nothing else: a code keeps its zeros.
    Text(String),
    /// A number.
    Number(f64),
}

/// A workbook.
///
/// # Errors
/// It has become larger than the format allows (4 GB).
pub fn write(sheets: &[Sheet]) -> io::Result<Vec<u8>> {
    let mut zip = Zip::default();
    let (mut types, mut book) = (format!("{DECLARATION}{TYPES}"), Xml::file(BOOK));
    let mut relations = format!("{DECLARATION}{RELATIONS}");
    let mut names: Vec<String> = Vec::new();
    for (i, sheet) in sheets.iter().enumerate() {
        let n = i + 1;
        let name = distinct_name(&sheet.name, &names);
        let id = format!("rId{n}");
        let number = n.to_string();
        book.leaf(
            "sheet",
            &[("name", &name), ("sheetId", &number), ("r:id", &id)],
        );
        names.push(name.to_lowercase());
        let _ = write!(
            types,
            r#"<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let _ = write!(
            relations,
            r#"<Relationship Id="{id}" Type="{KIND}/worksheet" Target="worksheets/sheet{n}.xml"/>"#
        );
    }
    book.close("sheets");
    book.close("workbook");
    types.push_str("</Types>");
    let styles = sheets.len() + 1;
    let _ = write!(
        relations,
        r#"<Relationship Id="rId{styles}" Type="{KIND}/styles" Target="styles.xml"/></Relationships>"#
    );
    let root = format!(
        r#"{DECLARATION}{RELATIONS}<Relationship Id="rId1" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    zip.pack("[Content_Types].xml", types.as_bytes())?;
    zip.pack("_rels/.rels", root.as_bytes())?;
    zip.pack("xl/workbook.xml", book.finish().as_bytes())?;
    zip.pack("xl/_rels/workbook.xml.rels", relations.as_bytes())?;
    zip.pack("xl/styles.xml", format!("{DECLARATION}{STYLES}").as_bytes())?;
    for (i, sheet) in sheets.iter().enumerate() {
        let name = format!("xl/worksheets/sheet{}.xml", i + 1);
        zip.pack(&name, sheet_xml(sheet).as_bytes())?;
    }
    zip.finish()
}

fn sheet_xml(sheet: &Sheet) -> String {
    let mut xml = Xml::file(SHEET);
    xml.open("row", &[("r", "1")]);
    for (column, name) in sheet.head.iter().enumerate() {
        text_cell(&mut xml, &place(column, 1), "1", name);
    }
    xml.close("row");
    for (i, row) in sheet.rows.iter().enumerate() {
        let number = i + 2;
        xml.open("row", &[("r", &number.to_string())]);
        for (column, cell) in row.iter().enumerate() {
            let at = place(column, number);
            match cell {
                SheetCell::Empty => {}
                SheetCell::Text(text) => text_cell(&mut xml, &at, "2", text),
                SheetCell::Number(value) => {
                    xml.open("c", &[("r", &at)]);
                    xml.element("v", &[], &value.to_string());
                    xml.close("c");
                }
            }
        }
        xml.close("row");
    }
    xml.close("sheetData");
    xml.close("worksheet");
    xml.finish()
}

fn text_cell(xml: &mut Xml, at: &str, style: &str, text: &str) {
    // Excel counts in units of UTF-16.
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    let text = end.map_or(text, |(end, _)| &text[..end]);
    xml.open("c", &[("r", at), ("s", style), ("t", "inlineStr")]);
    xml.open("is", &[]);
    xml.element("t", &[("xml:space", "preserve")], text);
    xml.close("is");
    xml.close("c");
}

/// What a cell is called: letters for its column from 0, and the number of its row.
fn place(column: usize, row: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().collect::<String>() + &row.to_string()
}

/// A name that a sheet may have and no other has.
fn distinct_name(name: &str, others: &[String]) -> String {
    let allowed = |c: &char| !"[]:*?/\\".contains(*c) && !c.is_control();
    let name: String = name.chars().filter(allowed).collect();
    let name = name.trim_matches(['\'', ' ']);
    let name = if name.is_empty() { "1" } else { name };
    let cut = |end: usize| name.chars().take(end).collect::<String>();
    let mut found = cut(LONGEST_NAME);
    let mut number = 2;
    while others.contains(&found.to_lowercase()) {
        let suffix = format!(" {number}");
        found = cut(LONGEST_NAME - suffix.len()) + &suffix;
        number += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_on_behind_z() {
        assert_eq!(place(0, 1), "A1");
        assert_eq!(place(25, 2), "Z2");
        assert_eq!(place(26, 3), "AA3");
        assert_eq!(place(701, 1), "ZZ1");
        assert_eq!(place(702, 1), "AAA1");
    }

    #[test]
    fn names_of_sheets_are_short_and_differ() {
        let long = "Che cosa cambia: dal vecchio al nuovo codice";
        let first = distinct_name(long, &[]);
        assert_eq!(first.chars().count(), 31);
        assert!(!first.contains(':'));
        let second = distinct_name(long, &[first.to_lowercase()]);
        assert!(second.ends_with(" 2"), "{second}");
        assert_eq!(distinct_name("[]", &[]), "1");
    }

    #[test]
    fn a_code_is_a_text_and_a_number_a_number() {
        let sheet = Sheet {
            name: "Province".into(),
            head: vec!["codice".into(), "comuni".into()],
            rows: vec![vec![
                SheetCell::Text("006".into()),
                SheetCell::Number(116.0),
            ]],
        };
        let xml = sheet_xml(&sheet);
        assert!(
            xml.contains(r#"<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">006</t>"#)
        );
        assert!(xml.contains(r#"<c r="B2"><v>116</v></c>"#));
        let sheets = [sheet];
        assert_eq!(write(&sheets).unwrap(), write(&sheets).unwrap());
    }
}
