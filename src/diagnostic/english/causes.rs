//! Causes of problems, in English.

use crate::diagnostic::{
    AttachmentCause, DateCause, Expected, LeftOutCause, MapCause, PictureCause, SyntaxCause,
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
        SyntaxCause::NoColon
        | SyntaxCause::NoSpaceAfterColon
        | SyntaxCause::SpaceBefore
        | SyntaxCause::Indentation => layout(cause),
        SyntaxCause::Other(message) => {
            return (format!("the YAML cannot be read: {message}"), None);
        }
    };
    (message, Some(help.into()))
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

pub(super) fn attachment(cause: &AttachmentCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        AttachmentCause::NotDocument => (
            "the text of the attachment cannot be read: the file is damaged, or not of the format that its name says".into(),
            "It can be downloaded, but not searched: open it, and save it again in its format.",
        ),
        AttachmentCause::TooLarge => (
            "the text of the attachment is not read: it is too large".into(),
            "It can be downloaded, but not searched: divide it, or take out its pictures.",
        ),
        AttachmentCause::Encrypted => (
            "the text of the attachment cannot be read: it needs a password".into(),
            "It can be downloaded, but not searched: save it without a password.",
        ),
        AttachmentCause::NotUtf8 => (
            "the text of the attachment cannot be read: it is not UTF-8".into(),
            "It can be downloaded, but not searched: save it with the UTF-8 encoding.",
        ),
        AttachmentCause::Unreadable(reason) => return (format!("the attachment cannot be read: {reason}"), None),
    };
    (message, Some(help.into()))
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
        Expected::Map => {
            format!("Write `{field}:` and below it, indented by two spaces, its fields.")
        }
        Expected::Url => "Begin with `https://`.".into(),
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
            "the file is not read, because of what it is called",
            match wanted.ends_with(".csv") {
                true => format!("Save it as `{wanted}` (CSV UTF-8)."),
                false => format!("Rename it `{wanted}`, in the form of YAML."),
            },
        ),
        LeftOutCause::Leftover => (
            "the file is what a program left behind: it is not published",
            "Delete it, or add its name to `ignore` in casa.yaml.".into(),
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
