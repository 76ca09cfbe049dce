//! What is read otherwise than it was meant, in English.

use crate::diagnostic::misread::Misread;

/// What is wrong, and what to write instead.
pub(super) fn misread(misread: &Misread) -> (String, String) {
    match misread {
        Misread::Escaped { sign } => (
            format!("the backslash takes its meaning from `{sign}`: it is published as text"),
            format!("Take the backslashes away: `{}`.", plain(sign)),
        ),
        Misread::EscapedEntity { name } => (
            format!("`&amp;{name};` is published as `&{name};`, and not as the character"),
            "Write the character itself: è, à, &, ’.".into(),
        ),
        Misread::EmphasisGlued { mark } => (
            format!("`{mark}` stands between a letter and a punctuation mark: it is not understood, and published as it is"),
            format!("Put a space between `{mark}` and the letter, or leave the punctuation outside: `{mark}Note{mark}: text`."),
        ),
        Misread::Multiplied { written, meant } => (
            format!("`{written}`: the stars between numbers make emphasis, and are not seen"),
            format!("Write {meant}."),
        ),
        Misread::TooDeep { mark } => (
            "this line is too far to the right to be an item: it is published behind the item above".into(),
            format!("Indent it by two spaces, or three below a number: `  {mark} inner item`."),
        ),
        Misread::BelowQuotation => (
            "this line is published inside the quotation above".into(),
            "Leave a blank line behind the quotation; if the line is part of it, begin it with `> `.".into(),
        ),
        Misread::HashesBehind => (
            "the hashes at the end of the heading are published".into(),
            "Remove them: those at the beginning are enough.".into(),
        ),
        Misread::TermBelow { term } => (
            format!("`{term}` stands right below a definition, and is published as part of it"),
            "Leave a blank line before each term.".into(),
        ),
        Misread::MailField { name } => (
            format!("`{name}` is no field of a message: mail programs ignore it"),
            "The subject is called `subject`, the text `body`: mailto:name@body.example?subject=Request".into(),
        ),
        Misread::PasswordInAddress => (
            "the address has the name of a user and a password in it, for all to read".into(),
            "Take them out of the address, and change the password: it is in the history of the files already.".into(),
        ),
        Misread::LeadsOn { host } => (
            format!("the address is one of `{host}`, which takes note of who passes and leads elsewhere"),
            "Follow the link, and copy the address of the page where you arrive.".into(),
        ),
        Misread::WholeInFence => (
            "all of the text is a block of code: it is published with its signs".into(),
            "Remove the first line and the last, with the three backticks: they stay when a text is copied from an assistant.".into(),
        ),
        Misread::AngleQuotes { inside } => (
            format!("`<<{inside}>>` is no quotation: the text is taken for HTML, and not published"),
            format!("Write “{inside}”, or \"{inside}\"."),
        ),
        Misread::Apostrophes { mark } => (
            format!("`{mark}` makes neither emphasis nor quotation marks: the apostrophes are published"),
            "Write `*word*` for emphasis, `**word**` for bold, “word” for a quotation.".into(),
        ),
        Misread::NestedSigns { mark } => (
            format!("`{mark}` begins no item inside another: the line is published behind the item above"),
            format!("Indent the line by two spaces, with one sign: `  {} inner item`.", &mark[..1]),
        ),
        Misread::ListRestarts => (
            "this list begins with 1 again: the text between the items makes a list of each, numbered 1".into(),
            "Indent the text below each item by three spaces, or write 2., 3. and so on.".into(),
        ),
        Misread::TableAttached => (
            "the table is attached to the text above: it is published as text with bars".into(),
            "Leave an empty line before the table.".into(),
        ),
        Misread::TableSpaces => (
            "this looks like a table with spaces between its cells: it is published as text".into(),
            "Put bars between the cells, `| one | other |`, and `|---|---|` below the first line, a group of hyphens for each column.".into(),
        ),
        Misread::TableSeparated { sign } => (
            format!("this looks like a table pasted from a CSV file, with `{sign}` between its cells: it is published as text"),
            "Put bars between the cells, `| one | other |`, and `|---|---|` below the first line, a group of hyphens for each column.".into(),
        ),
        Misread::ComponentInside { name } => (
            format!("`:::{name}` in the midst of a line begins no component: it is published as text"),
            format!("Put `:::{name}` on a line of its own, with an empty line before it."),
        ),
        Misread::ComponentEndInside { name } => (
            format!("`:::` at the end of a line does not close `{name}`: it is published as text"),
            "Take `:::` away here, and write it alone on the line below.".into(),
        ),
        Misread::EmptyComponent { name } => (
            format!("`{name}` is empty: it is published without a text"),
            "Write its text between the line that opens it and `:::`, or take the component away.".into(),
        ),
        Misread::EmptyAttribute { field, label } => (
            format!("`{field}` ({label}) is empty"),
            format!("Write a value between the quotation marks: `{field}=\"…\"`."),
        ),
        Misread::AlertOpen { kind } => (
            format!("the bracket behind `[!{kind}` is missing: this is no alert, and published as text"),
            format!("Write `> [!{kind}]`, alone on its line."),
        ),
        Misread::AlertOutside { kind } => (
            format!("`[!{kind}]` outside of a quotation begins no alert: it is published as text"),
            format!("Begin each line of the alert with `> `: `> [!{kind}]`."),
        ),
        Misread::OtherSite { text, host } => (
            format!("the link says `{text}` and leads to `{host}`, which is another address"),
            "Correct the address, or write what is there as the text.".into(),
        ),
        Misread::OtherNumber { text, number } => (
            format!("the link says `{text}` and dials `{number}`, which is another number"),
            "Write behind `tel:` the number that the text says, or correct that of the text.".into(),
        ),
        Misread::VideoAsPicture { component } => (
            "this is the address of a video, and not of a picture: it is not shown".into(),
            match component {
                Some(name) => format!("Use the component `:::{name}`, or a link: `[The video](address)`."),
                None => "Write a link: `[The video](address)`.".into(),
            },
        ),
        Misread::OtherEnd { open, written } => (
            format!("`</{written}>` does not close `<{open}>`: the rest of the page stands in it"),
            format!("Write `</{open}>`, or Markdown: `**word**` and `*word*`."),
        ),
    }
}

/// What signs are without backslashes, in an example.
fn plain(sign: &str) -> &str {
    match sign {
        "[" => "[text](address)",
        "![" => "![What is seen](file.jpg)",
        "**" => "**bold**",
        "[!" => "> [!NOTE]",
        ":::" => ":::callout",
        "1." => "1. first item",
        "[ ]" => "- [ ] to do, - [x] done",
        "[^" => "[^1], and [^1]: the text",
        "|" => "| one | other |",
        _ => "- first item",
    }
}
