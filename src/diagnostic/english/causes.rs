//! Causes of problems, in English.

use crate::diagnostic::nearest::{is_seen, number_of};
use crate::diagnostic::{
    DateCause, Expected, FieldDoubt, FileCause, LeftOutCause, MapCause, PdfCause, PictureCause,
    SyntaxCause, TableCause,
};

pub(super) fn picture(cause: &PictureCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        PictureCause::Broken { reason } => (
            format!("the picture cannot be read and is published as it is: {reason}"),
            "Open it in a graphics program and save it again as JPEG or PNG.",
        ),
        PictureCause::Truncated => (
            "the picture ends before its end and is published as it is".into(),
            "The file is incomplete: upload it again.",
        ),
        PictureCause::TooLarge { megapixels, most } => (
            format!(
                "the picture has {megapixels} million pixels and is published as it is: {most} are read"
            ),
            "Make it smaller before it goes into the site: 3000 pixels a side are enough.",
        ),
        PictureCause::Place => (
            "the photograph says where it was taken, and the original file stays public".into(),
            "If nobody should know the place, remove the position from the data of the file and upload it again.",
        ),
    };
    (message, Some(help.into()))
}

pub(super) fn file(cause: &FileCause) -> (String, Option<String>) {
    match cause {
        FileCause::Outside { target } => (
            format!("`{target}` leads out of the folder whose texts are published"),
            Some("Copy the file into that folder, and write the path of the copy.".into()),
        ),
        FileCause::Elsewhere { target } => (
            format!("`{target}` is not taken in: a page takes in files of its site alone"),
            Some(
                "Copy the file among the texts and write its path, or link to the address.".into(),
            ),
        ),
        FileCause::NoPart {
            target,
            part,
            suggestion,
        } => (
            format!("the file `{target}` has no part `{part}`"),
            Some(suggestion.as_ref().map_or_else(
                || {
                    "Mark the part in the file, or write the name or the lines of one that it has."
                        .into()
                },
                |name| format!("Did you mean `{name}`?"),
            )),
        ),
        FileCause::Itself { target } => (
            format!("`{target}` takes in itself"),
            Some(
                "Take the line out, or mark the part that is meant, and ask for that alone.".into(),
            ),
        ),
        FileCause::TooMuch { target, most } => (
            format!("with `{target}` the page would take in more than {most} bytes"),
            Some("Take in a part of it, or link to it.".into()),
        ),
    }
}

pub(super) fn table(cause: &TableCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        TableCause::Empty => (
            "the table has no rows, and each row is a page".into(),
            "Put its last good copy back: the first row says the names of the columns, the others their values.".into(),
        ),
        TableCause::MissingColumn { column, found, known } => (
            format!("the first row lacks the column `{column}`, which names the pages"),
            match found {
                Some(found) => format!("The column `{found}` has to be called `{column}`, written like this."),
                None => format!("The first row says the names of the columns: {}, …", known.join(", ")),
            },
        ),
        TableCause::RepeatedColumn { column } => (
            format!("two columns of the table are called `{column}`"),
            "Change the name of one of them in the first row, or take the column away.".into(),
        ),
        TableCause::NamelessColumn => (
            "in the first row a column has no name, and below it has values".into(),
            "Write the name of the column between its commas.".into(),
        ),
        TableCause::Header { cells, columns } => (
            format!("the first row has {columns} columns, and all others {cells} cells"),
            "The first row needs a name for each column: add the one that is missing, or take away the one too many.".into(),
        ),
        TableCause::EmptyCell { column, owner } => (
            match owner {
                None => format!("in this row the cell `{column}` is empty, and it names the page"),
                Some(owner) => format!("in this row the cell `{column}` is empty, and `{owner}` needs its value"),
            },
            "Write it, or take the row away.".into(),
        ),
    };
    (message, Some(help))
}

pub(super) fn map(cause: &MapCause) -> (String, Option<String>) {
    match cause {
        MapCause::Syntax { reason } => (
            format!("the map cannot be read: {reason}"),
            Some(
                "A TopoJSON file with Polygon, MultiPolygon and GeometryCollection is needed."
                    .into(),
            ),
        ),
        MapCause::MissingArc { arc } => (
            format!("an area of the map uses arc {arc}, which is not there"),
            Some("Numbers of arcs begin at 0; those of arcs followed backwards at -1.".into()),
        ),
        MapCause::Position { arc } => (
            format!("arc {arc} of the map has a point that is no longitude and latitude"),
            Some("Export the boundaries in degrees (WGS 84).".into()),
        ),
        MapCause::Empty => ("the map has no areas to draw".into(), None),
        MapCause::TooLarge { most } => (
            format!("the areas of the map have more than {most} points"),
            Some("Simplify the boundaries before putting them into the site.".into()),
        ),
    }
}

pub(super) fn yaml(cause: &SyntaxCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        SyntaxCause::Tab => (
            "there is a tab where spaces are needed".into(),
            "YAML is indented with spaces: replace the tab with two spaces.",
        ),
        SyntaxCause::ColonInText => (
            "a colon followed by a space breaks the value in two".into(),
            "Put the whole value in quotation marks: `title: \"Tenders: the guide\"`.",
        ),
        SyntaxCause::OpenQuote => (
            "a quotation mark is opened and never closed".into(),
            "Close it at the end of the value.",
        ),
        SyntaxCause::OpenBracket => (
            "a bracket is opened and never closed".into(),
            "Lists on one line are written `[one, two]`.",
        ),
        SyntaxCause::TwoCommas
        | SyntaxCause::ListMark(_)
        | SyntaxCause::TextNotIndented
        | SyntaxCause::NoDash
        | SyntaxCause::TextOverLines => written(cause),
        SyntaxCause::TextAfterClose(c) => (
            format!("there is more text after the `{c}` that closes the value"),
            "If it is a text, put all of it in quotation marks that it does not contain: `\"The city's office\"`.",
        ),
        SyntaxCause::ReservedCharacter(c) => (
            format!("a value cannot begin with `{c}`"),
            "Put it in quotation marks.",
        ),
        SyntaxCause::Anchor => (
            "`*` and `&` at the beginning of a value have a special meaning".into(),
            "Put the value in quotation marks: `\"*important*\"`.",
        ),
        SyntaxCause::Escape => (
            "between double quotation marks the backslash `\\` has a special meaning".into(),
            "Use single quotation marks, or write the backslash twice.",
        ),
        SyntaxCause::TwoDocuments => (
            "a `---` line splits the YAML in two".into(),
            "Remove the line.",
        ),
        SyntaxCause::TooLarge => (
            "there are too many values, or they are nested too deeply".into(),
            "Move the data to a file in `_data/`.",
        ),
        SyntaxCause::Layout(slip) => return super::layout::slip(slip),
        SyntaxCause::NoColon
        | SyntaxCause::NoSpaceAfterColon
        | SyntaxCause::NoBreakSpace
        | SyntaxCause::SpaceBefore
        | SyntaxCause::Indentation => layout(cause),
        SyntaxCause::Other(message) => {
            return (format!("the YAML cannot be read: {message}"), None);
        }
    };
    (message, Some(help.into()))
}

/// What is wrong with how a list or a text of several lines is written.
fn written(cause: &SyntaxCause) -> (String, &'static str) {
    match cause {
        SyntaxCause::NoDash => (
            "the hyphen before this item of the list is missing".into(),
            "Each item of a list begins with a hyphen and a space: - item.",
        ),
        SyntaxCause::TextOverLines => (
            "the text of this field goes over several lines and has a colon".into(),
            "Write a bar after the colon, and the text indented below: name: |",
        ),
        SyntaxCause::TwoCommas => (
            "there are two commas in a row in this list".into(),
            "Take one out: a list on one line is written `[one, two]`.",
        ),
        SyntaxCause::ListMark(c) => (
            format!("items of a list do not begin with `{c}`"),
            "Each item is a line that begins with a hyphen and a space: `- one`",
        ),
        _ => (
            "the text behind `|` or `>` is not indented".into(),
            "Begin each of its lines with two spaces.",
        ),
    }
}

/// What is wrong with how a line is laid out.
fn layout(cause: &SyntaxCause) -> (String, &'static str) {
    let (message, help) = match cause {
        SyntaxCause::NoColon => (
            "the `: ` after the name of a field is missing",
            "Write `name: value`, with a space after the colon.",
        ),
        SyntaxCause::NoSpaceAfterColon => (
            "there is no space after the colon",
            "Write name: value, with a space after the colon.",
        ),
        SyntaxCause::NoBreakSpace => (
            "after the colon is a no-break space, which looks like a space and is none",
            "It often comes with what is copied and pasted: delete it and press the space bar.",
        ),
        SyntaxCause::SpaceBefore => (
            "there are too many spaces at the beginning of the line",
            "Take them out: fields of one level begin in the same column.",
        ),
        _ => (
            "this line does not line up with the others",
            "Fields of the same level begin in the same column; after the name come a colon and a space.",
        ),
    };
    (message.into(), help)
}

pub(super) fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::Integer => "a whole number",
        Expected::Number => "a number",
        Expected::Date => "a date",
        Expected::Boolean => "`true` or `false`",
        Expected::List => "a list",
        Expected::Map => "a group of fields",
        Expected::Url => "a web address",
        Expected::Email => "an e-mail address",
    }
}

pub(super) fn expected_example(expected: Expected, field: &str) -> String {
    match expected {
        Expected::Text => format!("Write a single value: `{field}: text`"),
        Expected::Integer if field == "widths" => "Write the numbers without units: `widths: [480, 960]`".into(),
        Expected::Integer if field == "quality" => "Write the number alone: `quality: 78`".into(),
        Expected::Integer => {
            format!("Write the digits without separators or units: `{field}: 1200`")
        }
        Expected::Number => {
            format!("Write the digits with a point for the decimals: `{field}: 351370254.33`")
        }
        Expected::Date => format!("Write year-month-day: `{field}: 2022-04-14`"),
        Expected::Boolean => format!("Write `{field}: true` or `{field}: false`"),
        Expected::List => format!(
            "Write `{field}: [one, two]`, or one item per line, each after a hyphen and a space."
        ),
        Expected::Map if field == "license" => {
            "Write license: {name: CC BY 4.0, url: \"https://creativecommons.org/licenses/by/4.0/\"}".into()
        }
        Expected::Map => {
            format!("Write `{field}:` and below it, indented by two spaces, its fields.")
        }
        Expected::Url => "Begin with `https://` and the name of the site, without spaces.".into(),
        Expected::Email => "For example: `office@example.org`.".into(),
    }
}

pub(super) fn left_out(cause: &LeftOutCause) -> (String, Option<String>) {
    let (message, help): (&str, String) = match cause {
        LeftOutCause::Page { wanted } => (
            "the file looks like a page but is none by its name: it is not published",
            format!("Rename it `{wanted}`."),
        ),
        LeftOutCause::Underscore => (
            "files and folders whose name begins with `_` are no pages: it is not published",
            "If it is a page, take out the underscore; for a draft use the field of the status."
                .into(),
        ),
        LeftOutCause::Name { wanted } => (
            match wanted.contains('/') {
                true => "the file is not read, because of where it is",
                false => "the file is not read, because of what it is called",
            },
            match wanted.ends_with(".csv") {
                true => format!("Save it as `{wanted}` (CSV UTF-8)."),
                false if wanted.ends_with(".html") && !wanted.contains('/') => format!("Rename it `{wanted}`."),
                false if wanted.contains('/') => format!("It belongs at `{wanted}`: move it there."),
                false => format!("Rename it `{wanted}`, in the form of YAML."),
            },
        ),
        LeftOutCause::Leftover => (
            "the file is what a program left behind: it is not published",
            "Delete it, or add its name to `ignore` in casa.yaml.".into(),
        ),
        LeftOutCause::Secret => (
            "the file is a private key: it is not published",
            "Take it out of the site and its repository: whoever has seen it can use it. Then change the key.".into(),
        ),
        LeftOutCause::Special => (
            "this is no regular file but a program's channel: it is not published",
            "Delete it.".into(),
        ),
        LeftOutCause::Twin { other } => (
            "the file is not read: there is another of the same name",
            format!("Keep one of the two: this or `{other}`."),
        ),
        LeftOutCause::Unlinked => (
            "no page leads to this document: it is not published",
            "Link or attach it to a page, or delete it.".into(),
        ),
    };
    (message.into(), Some(help))
}

pub(super) fn dates(cause: &DateCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        DateCause::Improbable { date } => (
            format!("`{date}` is an improbable date"),
            "Check the year: `2022-04-14`.",
        ),
        DateCause::UpdatedBeforeDate => (
            "the day of the last change comes before that of publication".into(),
            "Check the two dates.",
        ),
        DateCause::UpdatedInFuture => (
            "the day of the last change is in the future".into(),
            "Write the day of the last change.",
        ),
        DateCause::VerifiedInFuture => (
            "the date of the check is in the future".into(),
            "Write the day on which somebody checked the page.",
        ),
        DateCause::ExpiredBeforeUpdate => (
            "the page had expired when it was last changed: it is not published".into(),
            "Move the day on which it expires, or take the field out.",
        ),
    };
    (message, Some(help.into()))
}

pub(super) fn separator_name(separator: char) -> String {
    match separator {
        '\t' => "tab".into(),
        other => other.to_string(),
    }
}

pub(super) fn pdf(cause: &PdfCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        PdfCause::Character { character, near } => (
            format!(
                "the PDF has no character `{character}` (U+{:04X}), in \"{near}\"",
                u32::from(*character)
            ),
            "Write a word instead: there are Latin, Greek and Cyrillic letters, and signs such as → ✓ ☐.",
        ),
        PdfCause::Heading { near } => (
            format!("a heading of the document has no text, before \"{near}\""),
            "Write the heading, or remove the hashes.",
        ),
        PdfCause::TableWithoutHeader { near } => (
            format!("the table \"{near}\" of the document has no headers"),
            "Write the names of the columns in the first row: who listens to the table hears them before each cell.",
        ),
        PdfCause::UnevenTable { near } => (
            format!("the rows of the table \"{near}\" of the document are not equally wide"),
            "Add the cells that are missing, or remove those that are too many.",
        ),
        PdfCause::Picture { name, why } => (
            format!("the picture `{name}` cannot be put into the PDF: {why}"),
            "Save it again as PNG or JPEG.",
        ),
        PdfCause::TooDeep { near } => (
            format!("parts of the document are inside of each other too often, at \"{near}\""),
            "Divide the list or the box.",
        ),
        PdfCause::Refused(why) => return (format!("the PDF cannot be made: {why}"), None),
    };
    (message, Some(help.into()))
}

/// What is said of a field that may mean something else than it says.
pub(super) fn field_doubt(doubt: &FieldDoubt) -> (String, Option<String>) {
    match doubt {
        FieldDoubt::HeldBack {
            field,
            value,
            meant,
        } => (
            format!(
                "`{field}: {value}` seems to say that the page is not public: in doubt it is not published"
            ),
            Some(match meant {
                Some(meant) => format!(
                    "Did you mean `{meant}`? Correct the name, or take the field out to publish the page."
                ),
                None => "Write `draft: true` for a draft; to publish the page take the field out."
                    .into(),
            }),
        ),
        FieldDoubt::OddLetter { field, letter } => (
            match letter {
                c if !is_seen(*c) => format!(
                    "the name of the field `{field}` has a character that cannot be seen ({})",
                    number_of(*c)
                ),
                c => format!(
                    "the name of the field `{field}` has a character that looks like another: `{c}` ({})",
                    number_of(*c)
                ),
            },
            Some(format!(
                "It comes with what is copied and pasted: delete the name and type it again, `{field}`."
            )),
        ),
    }
}
