//! How paragraphs and spans look: the portal's letters and colours.

use super::writer::NAMESPACES;
use crate::Document;
use crate::text::locale;
use crate::xml::Xml;

/// The styles of paragraphs: name, what it is based on, properties of the paragraph and of its
/// text.
const PARAGRAPHS: &[[&str; 4]] = &[
    [
        "Text_20_body",
        "Standard",
        r#"fo:margin-bottom="0.25cm" fo:line-height="115%" fo:orphans="2" fo:widows="2""#,
        "",
    ],
    [
        "Title",
        "Standard",
        r#"fo:margin-bottom="0.2cm""#,
        r##"fo:font-size="24pt" fo:font-weight="bold" fo:color="#17324d""##,
    ],
    [
        "Subtitle",
        "Standard",
        r#"fo:margin-bottom="0.3cm" fo:line-height="115%""#,
        r##"fo:font-size="12pt" fo:color="#455a64""##,
    ],
    [
        "Notice",
        "Standard",
        r##"fo:margin-left="0.3cm" fo:margin-top="0.2cm" fo:margin-bottom="0.4cm" fo:padding="0.15cm" fo:border-left="3pt solid #a66300" fo:border-top="none" fo:border-right="none" fo:border-bottom="none" fo:background-color="#fff6e5""##,
        r#"fo:font-weight="bold""#,
    ],
    [
        "List_20_Paragraph",
        "Text_20_body",
        r#"fo:margin-bottom="0.14cm""#,
        "",
    ],
    [
        "Definition",
        "Text_20_body",
        r#"fo:margin-left="0.75cm""#,
        "",
    ],
    [
        "Quotations",
        "Text_20_body",
        r##"fo:margin-left="0.6cm" fo:margin-right="0.6cm" fo:padding-left="0.3cm" fo:border-left="1.5pt solid #5c6f82" fo:border-top="none" fo:border-right="none" fo:border-bottom="none""##,
        r#"fo:font-style="italic""#,
    ],
    [
        "Table",
        "Standard",
        r#"fo:margin-top="0.35cm" fo:margin-bottom="0.14cm" fo:keep-with-next="always""#,
        r##"fo:font-size="9.5pt" fo:font-weight="bold" fo:color="#455a64""##,
    ],
    [
        "Footnote",
        "Standard",
        r#"fo:margin-left="0.4cm" fo:text-indent="-0.4cm" fo:margin-bottom="0.07cm""#,
        r#"fo:font-size="9pt""#,
    ],
    [
        "Preformatted_20_Text",
        "Standard",
        r##"fo:background-color="#f2f5f8" fo:padding="0.1cm" fo:margin-bottom="0.25cm""##,
        r#"style:font-name="Mono" fo:font-size="9pt""#,
    ],
    [
        "Horizontal_20_Line",
        "Standard",
        r##"fo:border-bottom="0.75pt solid #5c6f82" fo:margin-bottom="0.35cm""##,
        "",
    ],
    [
        "After",
        "Standard",
        r#"fo:margin-bottom="0cm" fo:line-height="0.3cm""#,
        r#"fo:font-size="6pt""#,
    ],
    [
        "Header",
        "Standard",
        r##"fo:border-bottom="1pt solid #0066cc" fo:padding-bottom="0.1cm""##,
        r##"fo:font-size="8.5pt" fo:color="#455a64""##,
    ],
    [
        "Footer",
        "Standard",
        r##"fo:border-top="0.5pt solid #5c6f82" fo:padding-top="0.1cm""##,
        r##"fo:font-size="8.5pt" fo:color="#455a64""##,
    ],
    [
        "Footer_20_Address",
        "Standard",
        "",
        r##"fo:font-size="8.5pt" fo:color="#455a64""##,
    ],
    [
        "Contents_20_Heading",
        "Standard",
        r#"fo:margin-top="0.4cm" fo:margin-bottom="0.14cm" fo:keep-with-next="always""#,
        r##"fo:font-size="14pt" fo:font-weight="bold" fo:color="#0066cc""##,
    ],
    [
        "Contents_20_1",
        "Standard",
        r#"fo:margin-bottom="0.05cm""#,
        "",
    ],
    [
        "Contents_20_2",
        "Standard",
        r#"fo:margin-left="0.6cm" fo:margin-bottom="0.05cm""#,
        "",
    ],
];

/// Paragraphs in tables, each at the start, in the middle and at the end.
const CELLS: &[[&str; 2]] = &[
    ["Table_20_Contents", ""],
    [
        "Table_20_Heading",
        r##"fo:font-weight="bold" fo:color="#17324d""##,
    ],
];

/// Boxes: name, the colour of their border, and what is behind their text.
const BOXES: &[[&str; 3]] = &[
    ["Note", "#0066cc", "#f2f7fc"],
    ["Note_20_Tip", "#006b45", "#f0f8f4"],
    ["Note_20_Warning", "#a66300", "#fff6e5"],
    ["Note_20_Important", "#b3001b", "#fdf1f3"],
];

/// The styles of spans.
const SPANS: &[[&str; 2]] = &[
    ["Strong_20_Emphasis", r#"fo:font-weight="bold""#],
    ["Emphasis", r#"fo:font-style="italic""#],
    [
        "Strike",
        r#"style:text-line-through-style="solid" style:text-line-through-type="single""#,
    ],
    ["Superscript", r#"style:text-position="super 58%""#],
    ["Subscript", r#"style:text-position="sub 58%""#],
    ["Source_20_Text", r#"style:font-name="Mono""#],
    ["Placeholder", r##"fo:color="#455a64""##],
    [
        "Index_20_Link",
        r##"fo:color="#17324d" style:text-underline-style="none""##,
    ],
    [
        "Internet_20_Link",
        r##"fo:color="#0059b3" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color""##,
    ],
];

/// The styles of tables, which stand beside the text.
pub(super) const TABLES: &str = r##"<style:style style:name="T" style:family="table"><style:table-properties style:rel-width="100%" style:width="16cm" table:align="margins" style:shadow="none"/></style:style><style:style style:name="TR" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style><style:style style:name="TD" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #9fb0c0" fo:padding="0.12cm"/></style:style><style:style style:name="TH" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #9fb0c0" fo:padding="0.12cm" fo:background-color="#e8f1fa"/></style:style>"##;

/// The part with the styles and the page.
pub(super) fn part(document: &Document) -> String {
    let root = format!("<office:document-styles {NAMESPACES}>");
    let mut xml = Xml::file(&root);
    xml.raw(r#"<office:font-face-decls><style:font-face style:name="Text" svg:font-family="'Titillium Web', Calibri, Carlito, 'Liberation Sans'" style:font-family-generic="swiss" style:font-pitch="variable"/><style:font-face style:name="Mono" svg:font-family="Consolas, 'Liberation Mono', 'Courier New'" style:font-family-generic="modern" style:font-pitch="fixed"/></office:font-face-decls><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="1cm"/>"#);
    let (language, country) = locale(&document.language);
    xml.leaf(
        "style:text-properties",
        &[
            ("style:font-name", "Text"),
            ("fo:font-size", "10.5pt"),
            ("fo:language", &language),
            ("fo:country", &country),
        ],
    );
    xml.raw(r#"</style:default-style><style:style style:name="Graphics" style:family="graphic"/>"#);
    paragraph(&mut xml, "Standard", "", "", "");
    for level in 1..=6_usize {
        heading(&mut xml, level);
    }
    for [name, based, properties, text] in PARAGRAPHS {
        paragraph(&mut xml, name, based, properties, text);
    }
    for [name, text] in CELLS {
        for (end, align) in [("", "start"), ("_20_Center", "center"), ("_20_End", "end")] {
            let properties = format!(r#"fo:text-align="{align}" fo:margin-bottom="0.07cm""#);
            let text = format!(r#"fo:font-size="9.5pt" {text}"#);
            paragraph(
                &mut xml,
                &format!("{name}{end}"),
                "Standard",
                &properties,
                &text,
            );
        }
    }
    for [name, colour, fill] in BOXES {
        let properties = format!(
            r#"fo:margin-bottom="0.1cm" fo:padding="0.2cm" fo:border="0.5pt solid {colour}" fo:border-left="3pt solid {colour}" fo:background-color="{fill}" style:join-border="true" fo:line-height="112%""#
        );
        let text = r#"fo:font-size="10pt""#;
        paragraph(&mut xml, name, "Standard", &properties, text);
    }
    for [name, text] in SPANS {
        xml.raw(&format!(
            r#"<style:style style:name="{name}" style:display-name="{}" style:family="text"><style:text-properties {text}/></style:style>"#,
            shown(name)
        ));
    }
    lists(&mut xml);
    xml.raw(r#"<text:notes-configuration text:note-class="footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/></office:styles>"#);
    xml.raw(&super::pages::masters(document));
    xml.close("office:document-styles");
    xml.finish()
}

/// The name that a program shows.
fn shown(name: &str) -> String {
    name.replace("_20_", " ")
}

fn paragraph(xml: &mut Xml, name: &str, based: &str, properties: &str, text: &str) {
    xml.raw(&format!(
        r#"<style:style style:name="{name}" style:display-name="{}" style:family="paragraph""#,
        shown(name)
    ));
    if !based.is_empty() {
        xml.raw(&format!(r#" style:parent-style-name="{based}""#));
    }
    xml.raw("><style:paragraph-properties");
    xml.raw(if properties.is_empty() { "" } else { " " });
    xml.raw(properties);
    xml.raw(">");
    // The right edge of the text.
    let tab = match name {
        "Header" | "Footer" => {
            r#"<style:tab-stops><style:tab-stop style:position="16cm" style:type="right"/></style:tab-stops>"#
        }
        name if name.starts_with("Contents_20_") => {
            r#"<style:tab-stops><style:tab-stop style:position="16cm" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops>"#
        }
        _ => "",
    };
    xml.raw(tab);
    xml.raw("</style:paragraph-properties>");
    if !text.is_empty() {
        xml.raw(&format!("<style:text-properties {text}/>"));
    }
    xml.close("style:style");
}

fn heading(xml: &mut Xml, level: usize) {
    let (before, colour) = match level {
        1 => ("0.65", "#0066cc"),
        2 => ("0.5", "#0066cc"),
        _ => ("0.4", "#17324d"),
    };
    let size = ["17", "14", "12", "11", "10.5", "10.5"][level - 1];
    xml.raw(&format!(
        r#"<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Text_20_body" style:default-outline-level="{level}"><style:paragraph-properties fo:keep-with-next="always" fo:margin-top="{before}cm" fo:margin-bottom="0.15cm"/><style:text-properties fo:font-weight="bold" fo:font-size="{size}pt" fo:color="{colour}"/></style:style>"#
    ));
}

/// The styles of lists: bullets, numbers and boxes, each also for what stands in a box and so has
/// one indent.
fn lists(xml: &mut Xml) {
    for kind in ["Bullets", "Numbers", "Boxes"] {
        for in_note in [false, true] {
            let name = format!("{}{kind}", if in_note { "Note_20_" } else { "" });
            let display = shown(&name);
            xml.raw(&format!(
                r#"<text:list-style style:name="{name}" style:display-name="{display}">"#
            ));
            for level in 1..=10 {
                list_level(xml, kind, level, in_note);
            }
            xml.raw("</text:list-style>");
        }
    }
}

fn list_level(xml: &mut Xml, kind: &str, level: u32, in_note: bool) {
    let (element, format) = match kind {
        "Bullets" => {
            let bullet = if level % 2 == 1 { "•" } else { "–" };
            let format = format!(r#"text:bullet-char="{bullet}""#);
            ("text:list-level-style-bullet", format)
        }
        "Numbers" => {
            let format = r#"style:num-format="1" style:num-suffix=".""#;
            ("text:list-level-style-number", format.to_owned())
        }
        _ => {
            let format = r#"style:num-format="""#;
            ("text:list-level-style-number", format.to_owned())
        }
    };
    let (left, hanging, follow) = match (in_note, kind) {
        (true, _) => (0.0, 0.0, if kind == "Boxes" { "nothing" } else { "space" }),
        (false, "Boxes") => (0.75 * f64::from(level), 0.55, "nothing"),
        (false, _) => (0.75 * f64::from(level), 0.75, "listtab"),
    };
    xml.raw(&format!(
        r#"<{element} text:level="{level}" {format}><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="{follow}" fo:text-indent="-{hanging:.2}cm" fo:margin-left="{left:.2}cm"/></style:list-level-properties></{element}>"#
    ));
}
