//! The messages in English.

mod attachments;
mod causes;
mod field_slips;
mod fields;
mod kinds;
mod layout;
mod misread;
mod places;
mod slips;

use super::causes::publishes;
use super::nearest::has_odd_space;
use super::{DayCause, Problem, Text, Unheard};
use attachments::attachment;
use causes::{
    dates, expected_example, expected_name, field_doubt, file, left_out, map, pdf, picture,
    separator_name, table, yaml,
};
use field_slips::field_slip;
use fields::fields;
use kinds::{unreadable, wrong_kind};

/// The text of a problem.
pub(super) fn text(problem: &Problem) -> Text {
    let (message, help): (String, Option<String>) = match problem {
        Problem::NotUtf8 => (
            "the file is not UTF-8 from here on".into(),
            Some("Save it with the UTF-8 encoding: most editors offer it under “Save as”.".into()),
        ),
        Problem::Unreadable { reason } => unreadable(reason),
        Problem::WrongKind(kind) => wrong_kind(kind),
        Problem::UnusableName { name } => (
            format!("no address can be made from `{name}`"),
            Some(places::name(name)),
        ),
        Problem::EmptyFile => (
            "the file is empty".into(),
            Some("Write at least the title, between two `---` lines, or delete the file.".into()),
        ),
        Problem::EmptyData => (
            "the data file is empty: the pages that use it lose what it said".into(),
            Some("Put its last good copy back; if it is no longer needed, delete the file.".into()),
        ),
        Problem::YamlSyntax { cause } => yaml(cause),
        Problem::FrontMatterNotClosed { fence } => (
            format!("the `{fence}` line that closes the front matter is missing"),
            Some(match *fence {
                "---" => "After the last field comes a line of three hyphens and nothing else: `---`".into(),
                fence => format!("After the last field comes a line `{fence}`."),
            }),
        ),
        Problem::FrontMatterNotMap => (
            "fields of the form `name: value` are needed here".into(),
            Some("For example: `title: The title of the page`".into()),
        ),
        Problem::OddName { name, wanted } => (
            format!("the name of the file, `{name}`, has spaces, accents or capitals, and the address of the page will differ"),
            Some(format!("Rename it `{wanted}`; if it is a copy, delete it.")),
        ),
        Problem::LeftOut { cause } => left_out(cause),
        Problem::MergeConflict => (
            "two changes to the same lines wait to be joined (a merge conflict)".into(),
            Some("Keep the right text and take out the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`.".into()),
        ),
        Problem::ControlCharacter { code } => (
            format!("there is an invisible character (U+{code:04X}) that cannot be published, and it has been taken out"),
            Some("It often comes from copy and paste: delete it.".into()),
        ),
        Problem::FrontMatterNotOpened { line } => (
            format!("front matter opens with a line `---`, and the file begins with `{line}`"),
            Some("The first line of the file has to be three hyphens, with nothing before: `---`".into()),
        ),
        Problem::FrontMatterSplit(fence) => (
            "this line divides the front matter, and the fields behind it are lost".into(),
            Some(format!("There is one front matter, with one `{fence}` before the first field and one after the last: take out the `{fence}` lines between.")),
        ),
        Problem::TomlSyntax { reason } => (
            format!("the TOML front matter cannot be read: {reason}"),
            Some("It is written `name = \"value\"`, a field a line, between two `+++` lines.".into()),
        ),
        Problem::JsonSyntax { reason } => (
            format!("the JSON cannot be read: {reason}"),
            Some("Write `\"name\": \"value\"`, with a comma between one field and the next and none after the last.".into()),
        ),
        Problem::UnclearDraft { field, value } => (
            format!("`{field}: {value}` does not say whether the page is a draft: in doubt it is not published"),
            Some(match publishes(field) {
                true => format!("Write `{field}: false` for a draft, `{field}: true` to publish it."),
                false => format!("Write `{field}: true` for a draft, `{field}: false` to publish it."),
            }),
        ),
        Problem::FieldDoubt(doubt) => field_doubt(doubt),
        Problem::FieldSlip(slip) => field_slip(slip),
        Problem::NoEffect { field, wish } => (
            format!("`{field}` has no effect here"),
            Some(match wish {
                Unheard::Hiding => "The page stays in the sitemap and in the search. With `draft: true` it is not published.".into(),
                Unheard::Address => "The address of a page is written in `url`.".into(),
                Unheard::Redirect => "Write this page's address among the `aliases` of the one that it should lead to, and take this one away.".into(),
            }),
        ),
        Problem::CsvSeparator { found } => (
            format!("the cells of the table are separated by `{}` and not by commas", separator_name(*found)),
            Some("Save the file as “CSV (comma delimited)”, in UTF-8.".into()),
        ),
        Problem::Table { cause } => table(cause),
        Problem::DuplicateRow { name } => (
            format!("two rows of the table have the same name: `{name}`"),
            Some("Keep one of the two, or change the name.".into()),
        ),
        Problem::DateOrder { cause } => dates(cause),
        Problem::Expired { day } => (
            format!("the page expired on {day} and is not published"),
            Some("If it is still needed, move the day or take the field out.".into()),
        ),
        Problem::ExpiresSoon { day, links } => (
            match links {
                0 => format!("the page expires on {day}"),
                1 => format!("the page expires on {day}, and 1 link leads here"),
                n => format!("the page expires on {day}, and {n} links lead here"),
            },
            Some("If it is still needed, move the day or take the field out.".into()),
        ),
        Problem::Stale { field, day, months, citing } => (
            match citing {
                0 => format!("`{field}` is of {day}, more than {months} months ago"),
                1 => format!("`{field}` is of {day}, more than {months} months ago, and 1 page cites it so"),
                n => format!("`{field}` is of {day}, more than {months} months ago, and {n} pages cite it so"),
            },
            Some("Read the text at its source again, mend the page and write the new day.".into()),
        ),
        Problem::CurlyQuotes { field } => (
            format!("the curly quotation marks are part of `{field}` and are published"),
            Some("Take them out, or use straight ones: `\"`.".into()),
        ),
        Problem::SeveralInOne { field, value } => (
            format!("`{field}` is a list, and `{value}` counts as one value"),
            Some(format!("Write `{field}: [{}]`; if it is really one, `{field}: [{}]`.", value.replace(';', ","), super::field_slip::in_quotes(value))),
        ),
        Problem::ThousandsPoint { value } => (
            format!("the point separates decimals: `{value}` is little more than {}", value.split('.').next().unwrap_or(value)),
            Some(format!("If it is thousands, write `{}`; otherwise add a zero: `{value}0`.", value.replace('.', ""))),
        ),
        Problem::SimilarTerm { term, other, pages } => (
            format!("`{term}` is only on this page and looks like `{other}`, which {pages} pages have"),
            Some(format!("If it is the same, write `{other}`.")),
        ),
        Problem::ReferenceForm { value, wanted } => (
            format!("the reference `{value}` is written `{wanted}`"),
            Some("Write the name of the file as it is, in small letters and without `.md`.".into()),
        ),
        Problem::BadMail(target) => (
            format!("`{target}` is no e-mail address"),
            Some("It is written `mailto:office@example.org`, without slashes.".into()),
        ),
        Problem::BadAddress { target, suggestion } => (
            format!("`{target}` is no web address"),
            Some(meant(suggestion).unwrap_or_else(|| "It is written `https://`, with two slashes, and the name of the site.".into())),
        ),
        Problem::ExternalImage { host } => (
            format!("the picture is on another site, `{host}`: readers contact it without knowing, and it may vanish"),
            Some("Download it, if its licence allows, and put it beside the page.".into()),
        ),
        Problem::PictureKind { target } => (
            format!("`{target}` is there, but browsers do not show pictures of this kind"),
            Some("Save it as JPEG, PNG, WebP or SVG.".into()),
        ),
        Problem::Slip { slip } => slips::slip(slip),
        Problem::EmptyBody { owner } => (
            format!("the page has no text, and the others of type `{owner}` have"),
            Some("Write the text below the `---` line that closes the front matter.".into()),
        ),
        Problem::HtmlTooDeep { most } => (
            format!("the HTML has more than {most} elements inside each other: from here on it is not published"),
            Some("Close the elements that are open, or take the HTML out.".into()),
        ),
        Problem::NoDefaultType { folder } => (
            format!("no content type is for the pages of `{folder}`"),
            Some("In a file of `content/_schema/` write `default_for: pages`, or `section:` with the folder.".into()),
        ),
        Problem::RoleTwice { role, other } => (
            format!("the role `{role}` is that of the field `{other}` already"),
            Some("A role goes to one field: take it from one of the two.".into()),
        ),
        Problem::LanguageTag { value, suggestion } => (
            format!("`{value}` is not the code of a language"),
            Some(meant(suggestion).unwrap_or_else(|| "It has two or three letters: `it`, `en`, `de`; with a region: `pt-BR`.".into())),
        ),
        Problem::UnknownString { name, suggestion } => (
            format!("the theme has no string `{name}`: no template uses it"),
            meant(suggestion),
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
            format!("the row has {cells} cell{} and the header {columns}", if *cells == 1 { "" } else { "s" }),
            Some(match cells < columns {
                true => "Each row has a comma between one cell and the next, even if they are empty; a text in quotation marks has both.".into(),
                false => "A cell that contains commas needs quotation marks, opened and closed.".into(),
            }),
        ),
        Problem::Map(cause) => map(cause),
        Problem::Picture(cause) => picture(cause),
        Problem::Pdf(cause) => pdf(cause),
        Problem::UnknownField { field, owner, suggestion, known } => (
            format!("there is no field `{field}` in `{owner}`"),
            Some(meant(suggestion).unwrap_or_else(|| fields::known(known))),
        ),
        Problem::MissingField { field, label, owner, hint, in_line } => (
            format!("`{field}`{} is missing, and `{owner}` requires it", called(field, label)),
            Some(match hint {
                _ if *in_line => format!("Add `{field}=\"…\"` to the line of the component."),
                Some(hint) => format!("Add a line `{field}: …`. {hint}"),
                None if matches!(field.as_str(), "fields" | "components") => {
                    format!("Add the line `{field}:`, and below it what there was; if the file was emptied, put its last good copy back.")
                }
                None => format!("Add a line `{field}: …`."),
            }),
        ),
        Problem::EmptyField { field, label, hint } => (
            format!("`{field}` ({label}) is empty"),
            Some(match hint {
                Some(hint) => format!("Write a value after the colon. {hint}"),
                None => "Write a value after the colon.".into(),
            }),
        ),
        Problem::WrongType { field, expected } => (
            format!("`{field}` must be {}", expected_name(*expected)),
            Some(expected_example(*expected, field)),
        ),
        Problem::BadDate { text, cause, suggestion } => (
            match cause {
                DayCause::Form => format!("`{text}` is not a date"),
                DayCause::NoSuchDay => format!("there is no day `{text}`"),
                DayCause::Time => format!("the time of `{text}` cannot be read, and is lost"),
                DayCause::Period => format!("`{text}` is a period, and one day goes here"),
            },
            Some(match suggestion {
                _ if *cause == DayCause::Period => "Write the first day, year-month-day; the last goes into a field of its own, if the type of page has one.".into(),
                _ if *cause == DayCause::Time => "The time comes behind the date, with its zone if need be: `2022-04-14T10:30:00+02:00`.".into(),
                None if *cause == DayCause::NoSuchDay => "Look at day and month: dates are written year-month-day, `2022-04-14`.".into(),
                Some(date) => format!("Did you mean `{date}`? Dates are written year-month-day."),
                None => "Dates are written year-month-day: `2022-04-14`.".into(),
            }),
        ),
        Problem::NotInList { field, value, suggestion, allowed } => (
            format!("`{value}` is not one of the values of `{field}`"),
            Some(odd_space(value, suggestion).or_else(|| meant(suggestion)).unwrap_or_else(|| format!("The values are: {}.", allowed.join(", ")))),
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
            Some(hint.clone().unwrap_or_else(|| "Write it as other pages do; in a spreadsheet zeros at the beginning stay if the column has the format “Text”.".into())),
        ),
        Problem::Fields(cause) => fields(cause),
        Problem::MissingPage { name, places, first, moved, suggestion } => (
            format!("there is no page `{name}`, and {places} files lead there: {}{}", first.join(", "), if *places > first.len() { ", …" } else { "" }),
            Some(match (moved, suggestion) {
                (Some(path), _) => format!("It is `{path}` now: correct the references, or give it its old name."),
                (None, Some(path)) => format!("Did you mean `{path}`? Correct the references."),
                (None, None) => "Put it back, or correct the references.".into(),
            }),
        ),
        Problem::UnknownReference { field, value, types, suggestion, known } => (
            format!("`{field}` refers to `{value}`, which does not exist"),
            Some(odd_space(value, suggestion).or_else(|| meant(suggestion)).unwrap_or_else(|| {
                if value.contains("://") {
                    fields::not_a_page(field)
                } else if !known.is_empty() {
                    format!("The pages of type {} are: {}.", types.join(", "), known.join(", "))
                } else if types.is_empty() {
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
        Problem::UnpublishedPage { name, places, first } => (
            format!("the page `{name}` is a draft, dated ahead or expired, and {places} places lead there: {}{}", first.join(", "), if *places > first.len() { ", …" } else { "" }),
            Some("Publish it, or leave it so: those links are text until it is there. For a preview: --drafts.".into()),
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
            Some(meant(suggestion).unwrap_or_else(|| places::place(target))),
        ),
        Problem::MissingFile { target, suggestion } => (
            format!("the file `{target}` does not exist"),
            Some(meant(suggestion).unwrap_or_else(|| places::place(target))),
        ),
        Problem::File(cause) => file(cause),
        Problem::UnsafeLink { scheme } => (
            format!("`{scheme}:` links are not allowed"),
            Some("Use `https:`, `mailto:` or `tel:`.".into()),
        ),
        Problem::UnknownScheme(scheme) => (
            format!("browsers do not follow links that begin with `{scheme}:`"),
            Some("Write the path of the page or file, or an address with `https:`, `mailto:` or `tel:`.".into()),
        ),
        Problem::AddressTaken { address, other } => (
            format!("the address `{address}` already belongs to `{other}`"),
            Some("Rename one of the two files; if it is an alias, remove it.".into()),
        ),
        Problem::SupersededLink { target } => (
            format!("the link leads to a superseded page: `{target}`"),
            Some("Link to the current version, or say that this is the superseded one.".into()),
        ),
        Problem::ReplacedInForce { target, status } => (
            format!("this page replaces `{target}`, which still says “{status}”"),
            Some("Give that page the status of a superseded one.".into()),
        ),
        Problem::AttachmentNotRead { .. }
        | Problem::AttachmentScan
        | Problem::AttachmentPersons { .. }
        | Problem::AttachmentChanges { .. }
        | Problem::AttachmentComments { .. } => attachment(problem),
        Problem::EndsBeforeBeginning { field } => (
            format!("`{field}` comes before the beginning"),
            Some("Write the last day, or leave the field out if there is one day only.".into()),
        ),
        Problem::MissingAlt => (
            "the image has no alternative text".into(),
            Some("Describe what it shows: `![The conference hall](hall.jpg)`.".into()),
        ),
        Problem::SecondTitle => (
            "there is a first-level heading in the text".into(),
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
        Problem::HtmlRemoved { construct, count } => (
            match count {
                1 => format!("`{construct}` is not published and has been removed"),
                n => format!("`{construct}` is not published and has been removed, {n} times on this page"),
            },
            // Of an attribute, the element stays.
            (!construct.contains(' ')).then(|| "What is to be read as it stands goes between backticks.".into()),
        ),
        Problem::UnknownComponent { name, suggestion, known } => (
            fields::unknown_component(name),
            Some(meant(suggestion).unwrap_or_else(|| format!("The components are: {}.", known.join(", ")))),
        ),
        Problem::ComponentNotClosed { name } => (
            format!("the `:::` line that closes `{name}` is missing"),
            Some("Add it after the last line of the component.".into()),
        ),
        Problem::ComponentEnd { written, name } => (
            format!("`{written}` does not close `{name}`"),
            Some("The line that closes a component has nothing but colons: `:::`.".into()),
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
            Some(meant(suggestion).unwrap_or_else(|| match known.is_empty() {
                true => "There is none: take the line out.".into(),
                false => format!("The values are: {}.", known.join(", ")),
            })),
        ),
        Problem::BadPattern { reason } => (
            format!("the regular expression is not valid: {reason}"),
            Some("For instance, \\d{3} is three digits, [A-Z]{2} two capital letters.".into()),
        ),
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
        Problem::MissingConfig { theme } => (
            format!("there is no `content/casa.yaml`, and nothing says that the site uses the theme `{theme}`"),
            Some(format!("Put it back, or write one with the lines `title: The name of the site` and `theme: {theme}`.")),
        ),
        Problem::MissingTheme { theme } => (
            format!("the configuration does not say which theme is used, and pages need that of the site, `{theme}`"),
            Some(format!("Add the line `theme: {theme}`; if the file was emptied, put its last good copy back.")),
        ),
        Problem::SectionTwice { section, other } => (
            format!("the folder `{section}` is already that of the type `{other}`"),
            Some("Each type has a folder of its own: correct `section` in one of the two.".into()),
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
            Some(meant(suggestion).unwrap_or_else(|| "It is a file in the folder `templates` of the theme, and ends with .html; if the page has no template of its own, remove the line.".into())),
        ),
    };
    Text { message, help }
}

/// What to do about a value that looks right but for a space that is none.
fn odd_space(value: &str, suggestion: &Option<String>) -> Option<String> {
    let is_odd = suggestion.is_some() && has_odd_space(value);
    is_odd.then(|| "Between the words is a no-break space, which looks like a space: delete it and press the space bar.".to_owned())
}

/// The label of a field, where that is not its name.
fn called(field: &str, label: &str) -> String {
    match field == label {
        true => String::new(),
        false => format!(" ({label})"),
    }
}

fn meant(suggestion: &Option<String>) -> Option<String> {
    suggestion
        .as_ref()
        .map(|word| format!("Did you mean `{word}`?"))
}
