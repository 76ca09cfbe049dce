//! Slips in a text, in English.

use super::misread::misread;
use crate::diagnostic::slip::{Numbering, Slip, file_of, numbering};

/// What is wrong, and what to write instead.
pub(super) fn slip(slip: &Slip) -> (String, Option<String>) {
    let (message, help): (String, String) = match slip {
        Slip::Misread(other) => misread(other),
        Slip::HashWithoutSpace { level } => (
            "there is no space after `#`: the line is published as text, not as a heading".into(),
            format!("Write `{}` and a space before the heading.", "#".repeat(*level)),
        ),
        Slip::TooManyHashes => (
            "headings have six `#` at most: the line is published as text".into(),
            "For a heading use `##` to `######`, by its level.".into(),
        ),
        Slip::BoldHeading => (
            "a line all in bold stands for a heading, but screen readers do not list it as one".into(),
            "If it is a heading, write `##` and a space in place of the asterisks.".into(),
        ),
        Slip::DashesMakeHeading => (
            "the line of hyphens right below makes a heading of this text".into(),
            "Leave an empty line between the text and the hyphens.".into(),
        ),
        Slip::ShoutedTitle => (
            "the heading is all in capitals: it is hard to read, and may be spelt out letter by letter".into(),
            "Write it in small letters, with a capital at the beginning and in names.".into(),
        ),
        Slip::EmptySection => (
            "there is no text under this heading".into(),
            "Write the text, or take the heading out.".into(),
        ),
        Slip::EmptyHeading => (
            "the heading has no text".into(),
            "Write it behind the `#`, or take the line out.".into(),
        ),
        Slip::TableSplit => (
            "the table begins with its line of hyphens: its head stands apart, and it is published as text".into(),
            "Take out the empty line between the head and the hyphens.".into(),
        ),
        Slip::TableWithoutDelimiter => (
            "this looks like a table, but the line of hyphens under its head is missing: it is published as text with bars".into(),
            "After the first line add `|---|---|`, a group of hyphens for each column.".into(),
        ),
        Slip::TableDelimiter { cells, columns } => (
            format!("the line of hyphens has {} and the head {columns}: it is no table and is published as text", counted(*cells, "column")),
            "Write a group of hyphens for each column: `|---|---|`.".into(),
        ),
        Slip::TableExtraCells { cells, columns } => (
            format!("the row has {} and the table {}: the rest is lost", counted(*cells, "cell"), counted(*columns, "column")),
            "Add a column to the head, or join the cells. A bar in a text is written `\\|`.".into(),
        ),
        Slip::TableEmptyHead => (
            "the head of the table is empty: who listens does not know what the columns are".into(),
            "Write the name of each column in the first line.".into(),
        ),
        Slip::PastedList { mark } => (
            format!("the lines with `{mark}` look like a list pasted from a document: they are published one after the other as text"),
            match numbering(mark) {
                Numbering::Markdown => "Begin each line with a number, a full stop and a space: `1. first item`.".into(),
                Numbering::Other => format!("Begin each line with a hyphen and a space, `- {mark} first item`, or leave empty lines between them."),
                Numbering::None => "Begin each line with a hyphen and a space: `- first item`.".into(),
            },
        ),
        Slip::ListWithoutSpace { mark } => (
            format!("there is no space after `{mark}`: this is no list, its lines are published one after the other"),
            match mark {
                '.' | ')' => format!("Write `1{mark} `, with a space, and an empty line before the list."),
                _ => format!("Write `{mark} `, with a space, and an empty line before the list."),
            },
        ),
        Slip::ListInParagraph => (
            "the list is attached to the paragraph: it is published as text".into(),
            "Leave an empty line before its first item.".into(),
        ),
        Slip::ListNumber { written, published } => (
            format!("this item is written as {written} and published as {published}: a list counts on from its first number"),
            format!("Write `{published}`, or `{written}\\.` if it is a text; a new list begins behind a heading or a paragraph."),
        ),
        Slip::TextInTable => (
            "this text is attached to the table: it is published as a row".into(),
            "Leave an empty line below the table.".into(),
        ),
        Slip::AnchorTaken { id } => (
            format!("`#{id}` is the anchor of something else on the page already: links lead there"),
            "Give it another name, and correct the links.".into(),
        ),
        Slip::OpenBlank => (
            "`[[` begins a field to be filled in and `]]` is missing: it is published as it is".into(),
            "Close it on the same line: [[name of the office]].".into(),
        ),
        Slip::SimilarBlanks { name, other } => (
            format!("`{name}` and `{other}` differ only in capitals or accents: they are one field"),
            format!("Write {other} everywhere, or give one of them another name."),
        ),
        Slip::UnusedBlank { name, suggestion } => (
            format!("the text has no field `{name}`"),
            match suggestion {
                Some(meant) => format!("Perhaps `{meant}` is meant."),
                None => format!("Write [[{name}]] where it is filled in, or take the entry out."),
            },
        ),
        Slip::OpenEmphasis { mark } => (
            format!("`{mark}` is opened and not closed: it is published as it is written"),
            format!("Put `{mark}` at the end too, without spaces inside; if the sign is meant, write `\\{}`.", &mark[..1]),
        ),
        Slip::EmphasisSpaces { mark } => (
            format!("there is a space between `{mark}` and the text: the signs are published"),
            format!("Take out the spaces inside: `{mark}important{mark}`."),
        ),
        Slip::TwoColons { name } => (
            format!("components begin with three colons: `::{name}` is published as text"),
            format!("Write `:::{name}`, and `:::` on the line that closes it."),
        ),
        Slip::UnquotedAttribute { value } => (
            format!("the value `{value}` has no quotation marks"),
            format!("Write it in quotation marks: `\"{value}\"`."),
        ),
        Slip::ForeignSyntax { construct, count } => (
            match count {
                1 => format!("`{construct}` is another program's: here it is published as text"),
                n => format!("`{construct}` is another program's: here it is published as text, {n} times on this page"),
            },
            "Write Markdown or a component (`:::`) in its place; if it is an example, put it between backticks.".into(),
        ),
        Slip::UnreadFormula { command } => (
            match command {
                Some(command) => format!("the formula has the command `{command}`, which is not known: it is published as text"),
                None => "the formula cannot be read: it is published as text".into(),
            },
            "Write it with commands of LaTeX's mathematics, and close each brace; if it is none, put it between backticks.".into(),
        ),
        Slip::Computed { construct } => (
            format!("`{construct}` is computed by another program: it is left out of the order"),
            "Write the entries as they are, or the order as `nav:` in `content/casa.yaml`.".into(),
        ),
        Slip::NoEntry => (
            "this line of the contents is no entry: it is left out of the order".into(),
            "An entry is an item of a list with a link: `- [Title](page.md)`.".into(),
        ),
        Slip::UnknownAlert { kind } => (
            format!("`[!{kind}]` is no kind of alert: it is published as text"),
            "The kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION, alone on the first line.".into(),
        ),
        Slip::AlertTitle { kind } => (
            format!("there is more text on the line behind `[!{kind}]`: it is no alert and is published as text"),
            format!("Leave `> [!{kind}]` alone on its line, and put the title in bold on the next."),
        ),
        Slip::HtmlForMarkdown { tag } => (
            format!("`<{tag}>` is HTML where Markdown is enough"),
            match tag.as_str() {
                "img" => "Write `![What it shows](file.jpg)`.".into(),
                "center" => "Take the tag out: text is not centred by hand, the theme sees to it.".into(),
                _ => "Take the tag out: the theme decides what it looks like.".into(),
            },
        ),
        Slip::UndefinedFootnote { label } => (
            format!("the footnote `[^{label}]` has no text: it is published as it is written"),
            format!("Add a line `[^{label}]:` with its text at the end."),
        ),
        Slip::UnusedFootnote { label } => (
            format!("nothing refers to the footnote `[^{label}]`: it is not published"),
            format!("Write `[^{label}]` where it belongs, or take it out."),
        ),
        Slip::RepeatedFootnote { label } => (
            format!("the footnote `[^{label}]` is written twice: one of them is published"),
            "Give one of them another number.".into(),
        ),
        Slip::EmptyFootnote { label } => (
            format!("the footnote `[^{label}]` says nothing: only its number is published"),
            format!("Write its text on the same line: `[^{label}]: the text`. Or take the footnote out."),
        ),
        Slip::TextInFootnote => (
            "this text is joined to the footnote: it is published inside it, at the end of the page".into(),
            "Leave an empty line below the footnote.".into(),
        ),
        Slip::ListIndent { spaces } => (
            "this item is not indented enough to be inside the one above: it is published on the same level".into(),
            format!("Indent inner items by {spaces} spaces."),
        ),
        Slip::PictureWithoutAddress => (
            "the picture has no address: nobody sees it".into(),
            "Write the name of its file between the round brackets: `![The hall during the meeting](hall.jpg)`.".into(),
        ),
        Slip::RepeatedDefinition { label } => (
            format!("`[{label}]:` says twice where a link leads: the first counts, and this one is not read"),
            "Remove it, or give it another name.".into(),
        ),
        Slip::UnusedDefinition { label } => (
            format!("no link refers to `[{label}]`: this line is not published"),
            format!("Write `[text][{label}]` where the link belongs, or take the line out."),
        ),
        Slip::BrokenAddress { written, instead } => (
            format!("`{written}` is no address of the web: whoever opens it gets nowhere"),
            format!("Write `{instead}`."),
        ),
        Slip::ReversedLink => (
            "the brackets of the link are the wrong way round: it is published as text".into(),
            "It is written `[text](address)`: first the square ones, then the round ones.".into(),
        ),
        Slip::OpenLink => (
            "the bracket that closes the address is missing: it is published as text".into(),
            "It is written `[text](address)`, with the bracket at the end of the address.".into(),
        ),
        Slip::LinkBrackets => (
            "the brackets of the link do not match: it is published as text".into(),
            "It is written `[text](address)`: the text in square ones, the address in round ones.".into(),
        ),
        Slip::NoTarget => (
            "the link has no address: who opens it stays on this page".into(),
            "Write the address in the round brackets: `[text](address)`.".into(),
        ),
        Slip::SpaceBeforeTarget => (
            "there is a space or a new line between `]` and `(`: this is no link and is published as text".into(),
            "Put the brackets together: `[text](address)`.".into(),
        ),
        Slip::SpaceInTarget { target, instead } => (
            format!("the address `{target}` has spaces in it: this is no link and is published as text"),
            match instead.starts_with('<') {
                true => format!("Rename the file without spaces, or write `({instead})`."),
                false => format!("Write `({instead})`."),
            },
        ),
        Slip::WikiLink { target, embeds } => (
            format!("`[[{target}]]` is a link of other programs: here it is published as text"),
            match embeds {
                true => format!("Write `![what it shows]({target})`, with the path of the file."),
                false => format!("Write `[text]({})`, with the path of the file.", file_of(target)),
            },
        ),
        Slip::UndefinedLink { label } => (
            format!("the link refers to `[{label}]`, which is not defined: its brackets are published"),
            format!("Write the address here, `[text](address)`, or add a line `[{label}]: address`."),
        ),
        Slip::TextAsDefinition { label } => (
            format!("a line that begins with `[{label}]:` says where a link leads, and is not published"),
            format!("If it is text, write `\\[{label}]:`, or leave out the brackets."),
        ),
        Slip::EmptyLink => (
            "the link has no text: nobody sees or hears it".into(),
            "Write in the square brackets what is there: `[The agreement](agreement.md)`.".into(),
        ),
        Slip::AddressAsText => (
            "the text of the link is its address: who listens hears it letter by letter".into(),
            "Write what is there: `[the authority's site](https://www.anticorruzione.it)`.".into(),
        ),
        Slip::AltIsFileName { alt } => (
            format!("the alternative text `{alt}` is the name of a file"),
            "Describe what it shows: `![The conference room](room.jpg)`.".into(),
        ),
        Slip::AltBegins { words } => (
            format!("the alternative text begins with `{words}`: who listens knows that it is a picture"),
            "Begin with what it shows: `![The conference room](room.jpg)`.".into(),
        ),
        Slip::OpenFence { mark } => (
            format!("the block of code opened with {mark} is not closed: the rest of the page is part of it"),
            format!("Close it with a line {mark} of its own."),
        ),
        Slip::OpenElement { tag } => (
            format!("`<{tag}>` is opened and not closed: the rest of the page is inside it"),
            format!("Close it with `</{tag}>`; if it is to be read as it stands, put it between backticks."),
        ),
        Slip::OpenComment => (
            "the comment `<!--` is not closed: the rest of the page is lost".into(),
            "Close it with `-->`.".into(),
        ),
        Slip::CommentAsText => (
            "the comment `<!--` is not closed in its paragraph: it is published as text".into(),
            "Close it with `-->` before the empty line, or begin it on a line of its own.".into(),
        ),
        Slip::Filler { words } => (
            format!("`{words}` is placeholder text"),
            "Put the real text in its place.".into(),
        ),
        Slip::EscapedHeading => (
            "the backslash takes from the `#` what they mean: the line is published as text".into(),
            "Take out the backslash: `##` and a space before the heading.".into(),
        ),
        Slip::HeadingBraces { written, instead } => (
            format!("`{written}` at the end of the heading is no anchor: it is not published as it looks here"),
            format!("For an anchor write `{instead}`; if it is text, put a backslash before it: `\\{{`."),
        ),
        Slip::ForeignHeading { sign } => (
            format!("`{sign}` makes headings in other programs: here the line is published as text"),
            "Write ## and a space before the heading, and nothing else.".into(),
        ),
        Slip::HashInside => (
            "`##` in the midst of a line begins no heading: it is published as it is".into(),
            "Put the heading on a line of its own, with an empty line before it.".into(),
        ),
        Slip::TableDashes => (
            "the signs of this line are no hyphens: the table is published as text with its bars".into(),
            "Write it with plain hyphens: |---|---|, one group a column.".into(),
        ),
        Slip::TableSecondDelimiter => (
            "this line of hyphens is not below the first: it is published as a row of the table".into(),
            "Remove it: the hyphens stand once, below the names of the columns.".into(),
        ),
        Slip::ListOnOneLine => (
            "this looks like a list on one line: its hyphens are published".into(),
            "Put each item on a line of its own, with an empty line before the first.".into(),
        ),
        Slip::TextInList => (
            "this text is attached to the list: it is published inside the item above".into(),
            "Leave an empty line before it; if it belongs to the item, indent it.".into(),
        ),
        Slip::SpacedAddress { written, instead } => (
            format!("`{written}` has a space inside: it is no address, and is published as text"),
            format!("Write {instead}"),
        ),
        Slip::PathAsText { path } => (
            format!("`{path}` is the path of a file: it is published as it is, and leads nowhere"),
            format!("Write a link: [what is found there]({path})."),
        ),
        Slip::OpenTag { tag } => (
            format!("the tag `<{tag}` is not closed: it is published as text"),
            "Close it with >, and see that every quotation mark that opens is closed.".into(),
        ),
        Slip::UnknownEntity { name } => (
            format!("`&{name};` is the name of no character: it is published as it is"),
            "Write the character itself: è, à, €.".into(),
        ),
        Slip::BrokenWord { word } => (
            format!("`{word}` is split by the hyphen at the end of the line: it is published in two pieces"),
            "Write it whole, on one line.".into(),
        ),
        Slip::TableTorn => (
            "this row is apart from the table above: it is published as text with its bars".into(),
            "Take out the empty line between the table and it.".into(),
        ),
        Slip::TableRowBroken => (
            "the row of the table is broken in two: it is published as two rows".into(),
            "Write the row on one line, from its first bar to its last; for a new line in a cell use `<br>`.".into(),
        ),
        Slip::TableTabs => (
            "this looks like a table pasted from a document, with tabs between its cells: it is published as running text".into(),
            "Put bars between the cells, `| one | other |`, and `|---|---|` below the first row, a group of hyphens for each column.".into(),
        ),
        Slip::YearList { number } => (
            format!("`{number}.` at the beginning of a line begins a numbered list"),
            format!("If it is a year or a number, write `{number}\\.` with a backslash before the full stop."),
        ),
        Slip::TaskBox => (
            "the box is not written as it should be: its brackets are published".into(),
            "Write `- [ ]` or `- [x]`, with a space in the empty box and one behind it.".into(),
        ),
        Slip::InvisibleSpace { mark } => (
            format!("beside `{mark}` there is a space that looks ordinary and is not: the line is published as text"),
            "Take it out and write a space; `casa check --fix` does it too.".into(),
        ),
        Slip::FootnoteReference { label, written } => (
            format!("`{written}` does not refer to the footnote: it is published as it is, and the footnote is lost"),
            format!("Write `[^{label}]`."),
        ),
        Slip::FootnoteSign { label, written } => (
            format!("`{written}` does not begin the text of a footnote: it is published as it is written"),
            format!("Write `[^{label}]:` at the beginning of the line, with the colon close to it, and `[^{label}]` where the footnote belongs."),
        ),
        Slip::LinkTitle { address } => (
            "the title of the link is not between two straight quotation marks: all is published as text".into(),
            format!("Write `({address})` or `({address} \"title\")`."),
        ),
        Slip::NestedLink => (
            "a link stands in the text of another: the outer one is published as text".into(),
            "Take one of them out, or put one behind the other.".into(),
        ),
        Slip::PictureSpace => (
            "the `!` is not right before `[`: a link is published, and not the picture".into(),
            "Write `![What it shows](file.jpg)`, with no space between `!` and `[`.".into(),
        ),
        Slip::LocalAddress { target } => (
            format!("`{target}` is there only on the computer of whoever writes: readers cannot open it"),
            "Write the public address, or the path of the file: `[text](page.md)`.".into(),
        ),
        Slip::StrayEnd { tag } => (
            format!("`</{tag}>` closes an element that is not open"),
            format!("Take it out, or open `<{tag}>` before it."),
        ),
        Slip::MarkdownInHtml => (
            "next to an HTML tag Markdown is not read: its signs are published".into(),
            "Leave an empty line between the tag and the text.".into(),
        ),
        Slip::IndentedCode => (
            "the line begins with four spaces or a tab: it is published as code".into(),
            "Take out the spaces at its beginning; if it is code, put it between two lines of ```.".into(),
        ),
        Slip::CommentSigns => (
            "a comment begins with `<!--` and ends with `-->`: like this it is published as text".into(),
            "Write `<!-- comment -->`, with two hyphens on either side.".into(),
        ),
        Slip::OpenEntity { name } => (
            format!("there is no semicolon behind `&{name}`: it is published as it is written"),
            format!("Write `&{name};` or the character itself."),
        ),
        Slip::BrokenCharacters { shown } => (
            format!("`{shown}` is not what was meant: the text was copied or saved badly"),
            "Write the word again, and look at the rest of the page; files are saved in UTF-8.".into(),
        ),
    };
    (message, Some(help))
}

fn counted(n: usize, what: &str) -> String {
    match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}
