//! The messages in English.

use super::{AttachmentCause, Expected, MapCause, PictureCause, Problem, SyntaxCause, Text};

/// The text of a problem.
pub(super) fn text(problem: &Problem) -> Text {
    let (message, help): (String, Option<String>) = match problem {
        Problem::NotUtf8 => (
            "the file is not UTF-8 from here on".into(),
            Some("Save it with the UTF-8 encoding: most editors offer it under “Save as”.".into()),
        ),
        Problem::Unreadable { reason } => (format!("the file cannot be read: {reason}"), None),
        Problem::Symlink => (
            "symbolic links are not followed".into(),
            Some("Put a copy of the file in place of the link.".into()),
        ),
        Problem::UnusableName { name } => (
            format!("no address can be made from `{name}`"),
            Some("Use letters without accents, digits and hyphens: `annual-report.md`.".into()),
        ),
        Problem::EmptyFile => (
            "the file is empty".into(),
            Some("Write at least the title, between two `---` lines, or delete the file.".into()),
        ),
        Problem::YamlSyntax { cause } => yaml(cause),
        Problem::FrontMatterNotClosed => (
            "the `---` line that closes the front matter is missing".into(),
            Some("Add a line with three hyphens after the last field.".into()),
        ),
        Problem::FrontMatterNotMap => (
            "fields of the form `name: value` are needed here".into(),
            Some("For example: `title: The title of the page`".into()),
        ),
        Problem::TomlFrontMatter => (
            "TOML front matter (`+++`) is not read".into(),
            Some("Write it in YAML, between two `---` lines.".into()),
        ),
        Problem::NoBreakSpace => (
            "there is a no-break space where an ordinary space is needed".into(),
            Some("It often comes from copy and paste: delete it and press the space bar.".into()),
        ),
        Problem::CommentEatsText { lost } => (
            format!("everything from `#` on is a comment: `{lost}` is lost"),
            Some("Put the whole value in quotation marks: `\"… #5\"`.".into()),
        ),
        Problem::DuplicateKey { key } => (
            format!("the field `{key}` is written twice"),
            Some("Keep one of the two.".into()),
        ),
        Problem::CsvSyntax { reason } => (format!("the CSV table cannot be read: {reason}"), None),
        Problem::CsvRow { cells, columns } => (
            format!("the row has {cells} cells and the header {columns}"),
            Some("A cell that contains commas needs quotation marks, opened and closed.".into()),
        ),
        Problem::Map { cause } => map(cause),
        Problem::Picture { cause } => picture(cause),
        Problem::UnknownField { field, owner, suggestion, known } => (
            format!("there is no field `{field}` in `{owner}`"),
            Some(meant(suggestion).unwrap_or_else(|| format!("The fields are: {}.", known.join(", ")))),
        ),
        Problem::MissingField { field, label, owner, hint } => (
            format!("`{field}` ({label}) is missing, and `{owner}` requires it"),
            Some(match hint {
                Some(hint) => format!("Add a line `{field}: …`. {hint}"),
                None => format!("Add a line `{field}: …`."),
            }),
        ),
        Problem::WrongType { field, expected } => (
            format!("`{field}` must be {}", expected_name(*expected)),
            Some(expected_example(*expected, field)),
        ),
        Problem::BadDate { text, suggestion } => (
            format!("`{text}` is not a date"),
            Some(match suggestion {
                Some(date) => format!("Did you mean `{date}`? Dates are written year-month-day."),
                None => "Dates are written year-month-day: `2022-04-14`.".into(),
            }),
        ),
        Problem::NotInList { field, value, suggestion, allowed } => (
            format!("`{value}` is not one of the values of `{field}`"),
            Some(meant(suggestion).unwrap_or_else(|| format!("The values are: {}.", allowed.join(", ")))),
        ),
        Problem::TooLong { field, length, max } => (
            format!("`{field}` is {length} characters long, the maximum is {max}"),
            Some("Shorten it: the rest can go in the text of the page.".into()),
        ),
        Problem::OutOfRange { field, min, max } => (
            format!("`{field}` is out of range"),
            Some(match (min, max) {
                (Some(min), Some(max)) => format!("It must be between {min} and {max}."),
                (Some(min), None) => format!("It must be at least {min}."),
                (None, Some(max)) => format!("It must be at most {max}."),
                (None, None) => "Check the value.".into(),
            }),
        ),
        Problem::PatternMismatch { field, value, hint } => (
            format!("`{value}` does not have the right form for `{field}`"),
            hint.clone(),
        ),
        Problem::UnknownReference { field, value, types, suggestion } => (
            format!("`{field}` refers to `{value}`, which does not exist"),
            Some(meant(suggestion).unwrap_or_else(|| {
                if types.is_empty() {
                    "Write the name of the file without `.md`, or its path.".into()
                } else {
                    format!("Write the name of a file without `.md`, among the pages of type: {}.", types.join(", "))
                }
            })),
        ),
        Problem::AmbiguousReference { field, value, candidates } => (
            format!("`{field}` refers to `{value}`, but more than one page has this name"),
            Some(format!("Write the path: {}.", candidates.join(" or "))),
        ),
        Problem::UnpublishedReference { field, value } => (
            format!("`{field}` refers to `{value}`, which is a draft, dated ahead or expired: it will not appear"),
            Some("Publish that page, or remove the reference.".into()),
        ),
        Problem::ReferenceCycle { field, path } => (
            format!("following `{field}` leads back to where it started: {}", path.join(" → ")),
            Some("Remove one of the references.".into()),
        ),
        Problem::BrokenLink { target, suggestion } => (
            format!("the link to `{target}` does not lead to any page"),
            Some(meant(suggestion).unwrap_or_else(|| {
                "Write the path of the file relative to this one: `../documents/annual-report.md`.".into()
            })),
        ),
        Problem::UnpublishedLink { target } => (
            format!("the link leads to `{target}`, which is a draft, dated ahead or expired"),
            Some("Publish that page, or remove the link. For a preview: --drafts.".into()),
        ),
        Problem::BrokenAnchor { target, anchor, suggestion } => (
            format!("the page `{target}` has no heading `#{anchor}`"),
            Some(meant(suggestion).unwrap_or_else(|| {
                "The anchor is the heading in lower case, without accents, with hyphens in place of spaces.".into()
            })),
        ),
        Problem::MissingImage { target, suggestion } => (
            format!("the image `{target}` does not exist"),
            Some(meant(suggestion).unwrap_or_else(|| "Put it next to this page.".into())),
        ),
        Problem::MissingFile { target, suggestion } => (
            format!("the file `{target}` does not exist"),
            Some(meant(suggestion).unwrap_or_else(|| "Put it next to this page.".into())),
        ),
        Problem::UnsafeLink { scheme } => (
            format!("`{scheme}:` links are not allowed"),
            Some("Use `https:`, `mailto:` or `tel:`.".into()),
        ),
        Problem::AddressTaken { address, other } => (
            format!("the address `{address}` already belongs to `{other}`"),
            Some("Rename one of the two files.".into()),
        ),
        Problem::SupersededLink { target } => (
            format!("the link leads to a superseded page: `{target}`"),
            Some("Link to the current version, or say that this is the superseded one.".into()),
        ),
        Problem::AttachmentNotRead { cause } => attachment(cause),
        Problem::EndsBeforeBeginning { field } => (
            format!("`{field}` comes before the beginning"),
            Some("Write the last day, or leave the field out if there is one day only.".into()),
        ),
        Problem::MissingAlt => (
            "the image has no alternative text".into(),
            Some("Describe what it shows: `![The conference hall](hall.jpg)`.".into()),
        ),
        Problem::SecondTitle => (
            "there is a first-level heading (`#`) in the text".into(),
            Some("The title field is already the title of the page: in the text, start from `##`.".into()),
        ),
        Problem::HeadingJump { from, to } => (
            format!("the headings jump from level {from} to level {to}"),
            Some(format!("Use `{}` for this heading.", "#".repeat(usize::from(*from) + 1))),
        ),
        Problem::VagueLink { text } => (
            format!("`{text}` does not say where the link leads"),
            Some("People who listen to the page may hear only these words: write what they will find there.".into()),
        ),
        Problem::HtmlRemoved { construct } => (
            format!("`{construct}` is not published and has been removed"),
            None,
        ),
        Problem::UnknownComponent { name, suggestion, known } => (
            format!("there is no component `{name}`"),
            Some(meant(suggestion).unwrap_or_else(|| format!("The components are: {}.", known.join(", ")))),
        ),
        Problem::ComponentNotClosed { name } => (
            format!("the `:::` line that closes `{name}` is missing"),
            Some("Add it after the last line of the component.".into()),
        ),
        Problem::ComponentStrayEnd => (
            "this `:::` closes a component that is not open".into(),
            Some("Remove the line, or add the one that opens the component: `:::callout`.".into()),
        ),
        Problem::ComponentSyntax => (
            "the attributes of the component cannot be read".into(),
            Some("They are written like this: `:::callout type=\"note\" title=\"Good to know\"`".into()),
        ),
        Problem::ComponentTooDeep { name } => (
            format!("`{name}` stands inside too many other components"),
            Some("Close the others first with a line `:::`.".into()),
        ),
        Problem::UnknownKind { value, suggestion, known } => (
            format!("`{value}` is not a value allowed here"),
            Some(meant(suggestion).unwrap_or_else(|| format!("The values are: {}.", known.join(", ")))),
        ),
        Problem::BadPattern { reason } => (format!("the regular expression is not valid: {reason}"), None),
        Problem::NoTypes => (
            "`content/_schema/` has no content type".to_owned(),
            Some("Write the lines `label: Page` and `default_for: pages` in `content/_schema/page.yaml`, or remove the folder.".to_owned()),
        ),
        Problem::UnknownType { name, suggestion, known } => (
            format!("there is no content type `{name}`"),
            Some(meant(suggestion).unwrap_or_else(|| format!("The types are: {}.", known.join(", ")))),
        ),
        Problem::UnknownTheme { name, known } => (
            format!("there is no theme `{name}`"),
            Some(format!("The themes are: {}.", known.join(", "))),
        ),
        Problem::UnknownLanguage { language, known } => (
            format!("the name of the file ends with the language `{language}`, which the site does not have"),
            Some(format!(
                "The languages are: {}. Add it to `languages` in casa.yaml, or rename the file.",
                known.join(", ")
            )),
        ),
        Problem::RepositoryAddress { value } => (
            format!("`{value}` is not the address of the site's files in a repository"),
            Some(
                "Open the site's folder in the browser, on the branch that is published, and copy the \
                 address: https://github.com/owner/site/tree/main or \
                 https://gitlab.com/owner/site/-/tree/main."
                    .into(),
            ),
        ),
        Problem::Template { message } => (format!("error in the template: {message}"), None),
        Problem::MissingTemplate { name, suggestion } => (
            format!("there is no template `{name}` in the theme"),
            meant(suggestion),
        ),
    };
    Text { message, help }
}

fn meant(suggestion: &Option<String>) -> Option<String> {
    suggestion
        .as_ref()
        .map(|word| format!("Did you mean `{word}`?"))
}

fn picture(cause: &PictureCause) -> (String, Option<String>) {
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

fn map(cause: &MapCause) -> (String, Option<String>) {
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

fn yaml(cause: &SyntaxCause) -> (String, Option<String>) {
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
        SyntaxCause::NoColon => (
            "the `: ` after the name of a field is missing".into(),
            "Write `name: value`, with a space after the colon.",
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
        SyntaxCause::Indentation => (
            "this line does not line up with the others".into(),
            "Fields of the same level begin in the same column; after the name come a colon and a space.",
        ),
        SyntaxCause::TwoDocuments => (
            "a `---` line splits the YAML in two".into(),
            "Remove the line.",
        ),
        SyntaxCause::TooLarge => (
            "there are too many values, or they are nested too deeply".into(),
            "Move the data to a file in `_data/`.",
        ),
        SyntaxCause::Other(message) => {
            return (format!("the YAML cannot be read: {message}"), None);
        }
    };
    (message, Some(help.into()))
}

fn attachment(cause: &AttachmentCause) -> (String, Option<String>) {
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

fn expected_name(expected: Expected) -> &'static str {
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

fn expected_example(expected: Expected, field: &str) -> String {
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
