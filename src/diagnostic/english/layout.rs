//! Slips of lists, quotation marks and comments in YAML, in English.

use crate::diagnostic::Layout;

pub(super) fn slip(layout: &Layout) -> (String, Option<String>) {
    let (message, help): (&str, String) = match layout {
        Layout::Comment => (
            "a comment in front matter is not written like this",
            "Begin the line with `#`: # to be read again".into(),
        ),
        Layout::MarkedName(name) => (
            "the name of a field takes no stars or other signs around it",
            format!("Write the name and the colon alone: {name}: value"),
        ),
        Layout::QuotedField => (
            "the quotation marks stand around the whole field, with its name",
            "Remove them, or put them around the value alone: name: \"value\"".into(),
        ),
        Layout::DashBehindColon => (
            "the hyphen of a list does not go on the line of the colon",
            "Begin a new line before the hyphen, or write the items in brackets: [one, two].".into(),
        ),
        Layout::ExtraBracket => (
            "there is a bracket too many: this `]` closes a list that is closed already",
            "Remove the last one: lists on one line are written [one, two].".into(),
        ),
        Layout::NoComma => (
            "the comma between two items of the list is missing",
            "Write a comma between one item and the next: [one, two].".into(),
        ),
        Layout::TwoFields(name) => (
            "there are two fields on this line",
            format!("Begin a new line before `{name}:`, in the column of the first."),
        ),
        Layout::MaybeTwoFields(name) => (
            "a colon followed by a space breaks the value",
            format!("Put the whole value in quotation marks: title: \"Contracts: the guide\". If `{name}` is another field, write it on a line of its own."),
        ),
        Layout::TextBeforeList(name) => (
            "there is text behind the name of a list, whose items stand below",
            format!("Leave nothing but `{name}:`, or write this text as an item too, with a hyphen."),
        ),
        Layout::ColonTwice => (
            "an entry between braces has two colons",
            "If these are two entries, put a comma between them: {to: event, many: true}; if it is a text, put it in quotation marks: {help: \"Note: the day\"}.".into(),
        ),
        Layout::ItemsApart => (
            "the items of the list do not line up",
            "Begin all hyphens in the same column: change the indentation of this line.".into(),
        ),
    };
    (message.into(), Some(help))
}
