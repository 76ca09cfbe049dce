//! How paragraphs and runs look: the portal's letters and colours.

use super::writer::NAMESPACES;
use crate::Document;
use crate::text::locale;
use crate::xml::Xml;

/// The styles of paragraphs: id, name, what it is based on, properties of the paragraph and of its
/// text, in the order of the schema.
const PARAGRAPHS: &[[&str; 5]] = &[
    [
        "Title",
        "Title",
        "Normal",
        r#"<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:b/><w:color w:val="17324D"/><w:sz w:val="48"/>"#,
    ],
    [
        "Subtitle",
        "Subtitle",
        "Normal",
        r#"<w:spacing w:after="160"/>"#,
        r#"<w:color w:val="455A64"/><w:sz w:val="24"/>"#,
    ],
    [
        "Notice",
        "Notice",
        "Normal",
        r#"<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="A66300"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF6E5"/><w:spacing w:before="120" w:after="240"/><w:ind w:left="170"/>"#,
        "<w:b/>",
    ],
    [
        "ContentsHeading",
        "TOC Heading",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="240" w:after="80"/>"#,
        r#"<w:b/><w:color w:val="0066CC"/><w:sz w:val="28"/>"#,
    ],
    [
        "TOC1",
        "toc 1",
        "Normal",
        r#"<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs><w:spacing w:after="20"/><w:ind w:right="567"/>"#,
        "",
    ],
    [
        "TOC2",
        "toc 2",
        "Normal",
        r#"<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs><w:spacing w:after="20"/><w:ind w:left="340" w:right="567"/>"#,
        "",
    ],
    [
        "ListParagraph",
        "List Paragraph",
        "Normal",
        r#"<w:spacing w:after="80"/>"#,
        "",
    ],
    [
        "Quote",
        "Quote",
        "Normal",
        r#"<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="5C6F82"/></w:pBdr><w:ind w:left="340" w:right="340"/>"#,
        "<w:i/>",
    ],
    [
        "Caption",
        "caption",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="200" w:after="80"/>"#,
        r#"<w:b/><w:color w:val="455A64"/><w:sz w:val="19"/>"#,
    ],
    [
        "TableText",
        "Table Text",
        "Normal",
        r#"<w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="19"/>"#,
    ],
    [
        "TableHeading",
        "Table Heading",
        "TableText",
        "",
        r#"<w:b/><w:color w:val="17324D"/>"#,
    ],
    [
        "FootnoteText",
        "footnote text",
        "Normal",
        r#"<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="18"/>"#,
    ],
    [
        "Header",
        "header",
        "Normal",
        r#"<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="0066CC"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs><w:spacing w:after="0"/>"#,
        r#"<w:color w:val="455A64"/><w:sz w:val="17"/>"#,
    ],
    [
        "Footer",
        "footer",
        "Normal",
        r#"<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="5C6F82"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs><w:spacing w:after="0"/>"#,
        r#"<w:color w:val="455A64"/><w:sz w:val="17"/>"#,
    ],
    [
        "FooterAddress",
        "footer address",
        "Normal",
        r#"<w:spacing w:after="0"/>"#,
        r#"<w:color w:val="455A64"/><w:sz w:val="17"/>"#,
    ],
    [
        "Code",
        "Code",
        "Normal",
        r#"<w:shd w:val="clear" w:color="auto" w:fill="F2F5F8"/><w:spacing w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="18"/>"#,
    ],
    [
        "Rule",
        "Rule",
        "Normal",
        r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="5C6F82"/></w:pBdr><w:spacing w:before="120" w:after="200"/>"#,
        "",
    ],
    [
        "After",
        "After",
        "Normal",
        r#"<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="12"/>"#,
    ],
];

/// Boxes: id, the colour of their border, and what is behind their text.
const BOXES: &[[&str; 3]] = &[
    ["Note", "0066CC", "F2F7FC"],
    ["NoteTip", "006B45", "F0F8F4"],
    ["NoteWarning", "A66300", "FFF6E5"],
    ["NoteImportant", "B3001B", "FDF1F3"],
];

/// The styles of runs: id, name, properties.
const RUNS: &[[&str; 3]] = &[
    [
        "Hyperlink",
        "Hyperlink",
        r#"<w:color w:val="0059B3"/><w:u w:val="single"/>"#,
    ],
    [
        "FootnoteReference",
        "footnote reference",
        r#"<w:vertAlign w:val="superscript"/>"#,
    ],
    [
        "PlaceholderText",
        "Placeholder Text",
        r#"<w:color w:val="455A64"/>"#,
    ],
];

/// The letters: those of the portal, and what stands in for them.
const FONT: &str = "Titillium Web";

/// The language as Word wants it: with a country.
pub(super) fn language(document: &Document) -> String {
    match locale(&document.language) {
        (language, country) if country == "none" => language,
        (language, country) => format!("{language}-{country}"),
    }
}

/// The part with the styles.
pub(super) fn part(document: &Document) -> String {
    let mut xml = Xml::file(&format!("<w:styles {NAMESPACES}>"));
    xml.raw(&format!(r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>"#));
    xml.leaf("w:lang", &[("w:val", &language(document))]);
    xml.raw(r#"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="271" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#);
    xml.raw(r#"<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#);
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.raw(&format!(
            r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9FB0C0"/>"#
        ));
    }
    xml.raw("</w:tblBorders></w:tblPr></w:style>");
    for level in 1..=6_u8 {
        heading(&mut xml, level);
    }
    for [id, name, based, paragraph, run] in PARAGRAPHS {
        style(&mut xml, id, name, based, paragraph, run);
    }
    for [id, colour, fill] in BOXES {
        let border = |side: &str, size: u8| {
            format!(r#"<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="{colour}"/>"#)
        };
        let borders: String = [("top", 4), ("left", 24), ("bottom", 4), ("right", 4)]
            .map(|(side, size)| border(side, size))
            .concat();
        let paragraph = format!(
            r#"<w:pBdr>{borders}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/><w:spacing w:after="60"/><w:ind w:left="113" w:right="113"/>"#
        );
        style(
            &mut xml,
            id,
            id,
            "Normal",
            &paragraph,
            r#"<w:sz w:val="20"/>"#,
        );
    }
    for [id, name, run] in RUNS {
        xml.open("w:style", &[("w:type", "character"), ("w:styleId", id)]);
        xml.leaf("w:name", &[("w:val", name)]);
        xml.raw(&format!("<w:rPr>{run}</w:rPr></w:style>"));
    }
    xml.close("w:styles");
    xml.finish()
}

fn heading(xml: &mut Xml, level: u8) {
    let (before, colour) = match level {
        1 => (360, "0066CC"),
        2 => (300, "0066CC"),
        _ => (220, "17324D"),
    };
    let paragraph = format!(
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80" w:line="252" w:lineRule="auto"/><w:outlineLvl w:val="{}"/>"#,
        level - 1
    );
    let size = [34, 28, 24, 22, 21, 21][usize::from(level) - 1];
    let run = format!(r#"<w:b/><w:color w:val="{colour}"/><w:sz w:val="{size}"/>"#);
    let (id, name) = (format!("Heading{level}"), format!("heading {level}"));
    style(xml, &id, &name, "Normal", &paragraph, &run);
}

fn style(xml: &mut Xml, id: &str, name: &str, based: &str, paragraph: &str, run: &str) {
    xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", id)]);
    xml.leaf("w:name", &[("w:val", name)]);
    xml.leaf("w:basedOn", &[("w:val", based)]);
    if id.starts_with("Heading") || id == "Title" {
        xml.raw(r#"<w:next w:val="Normal"/>"#);
    }
    xml.raw("<w:qFormat/>");
    for (name, properties) in [("w:pPr", paragraph), ("w:rPr", run)] {
        if !properties.is_empty() {
            xml.raw(&format!("<{name}>{properties}</{name}>"));
        }
    }
    xml.close("w:style");
}

/// The part that says what stands in for letters that a reader does not have.
pub(super) fn fonts() -> String {
    let mut xml = Xml::file(&format!("<w:fonts {NAMESPACES}>"));
    for (name, other, family, pitch) in [
        (FONT, "Calibri", "swiss", "variable"),
        ("Consolas", "Courier New", "modern", "fixed"),
    ] {
        xml.open("w:font", &[("w:name", name)]);
        xml.leaf("w:altName", &[("w:val", other)]);
        xml.leaf("w:charset", &[("w:val", "00")]);
        xml.leaf("w:family", &[("w:val", family)]);
        xml.leaf("w:pitch", &[("w:val", pitch)]);
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml.finish()
}
