//! Slips in the fields of a page, in English.

mod site;

use crate::diagnostic::{FieldSlip, Named, UrlForm};

pub(super) fn field_slip(slip: &FieldSlip) -> (String, Option<String>) {
    let (message, help) = match slip {
        FieldSlip::Markup { field, sign } => (
            format!("`{field}` is plain text: `{sign}` is published as it stands"),
            match sign.starts_with('&') {
                true => "Write the character itself, for instance & or è.".into(),
                false => "Take the signs away and leave the words: bold, headings, links and HTML go into the text of the page.".into(),
            },
        ),
        FieldSlip::Filler { field, text } => (
            format!("`{text}` looks like a placeholder: `{field}` is still to be written"),
            format!("Write the real text after `{field}:`, or keep the page a draft until there is one."),
        ),
        FieldSlip::SameText { field, other } => (
            format!("`{field}` repeats `{other}`, and readers see the same text twice"),
            format!("Say in `{field}` what readers find here, in a sentence or two."),
        ),
        FieldSlip::Repeated { field, value } => (
            format!("`{value}` is written twice in `{field}`"),
            "Remove one of the two.".into(),
        ),
        FieldSlip::Sentence { field } => (
            format!("this item of `{field}` is a sentence, and would have a page of its own"),
            format!("Write a few words, or several items with commas between them: {field}: [one, two]."),
        ),
        FieldSlip::Itself { field } => (
            format!("`{field}` refers to this very page"),
            "Remove it, or write the name of the page that was meant.".into(),
        ),
        FieldSlip::NotYet { field, day } => (
            format!("`{field}` is in the future: the page is not published before {day}"),
            "Write today's date if it is to be published now.".into(),
        ),
        FieldSlip::Url { field, form } => url(field, form),
        FieldSlip::EndsInComma { field, value } => (
            format!("a comma in `{field}` stands inside of the quotation marks, and `{value}` is published with it"),
            "Move it behind the quotation marks: [\"one\", \"two\"].".into(),
        ),
        FieldSlip::Joined { field, value } => (
            format!("`{value}` counts as one item of `{field}`, and other pages have its parts"),
            format!("If these are several, remove the quotation marks: {field}: [{value}]."),
        ),
        FieldSlip::OneValue { field, values } => match &values[..] {
            [one] => (
                format!("`{field}` takes one value, and this is a list"),
                format!("Write it without brackets or hyphen: {field}: {one}"),
            ),
            all => (
                format!("`{field}` takes one value, and here are {}: {}", all.len(), all.join(", ")),
                format!("Keep the one that matters most: {field}: {}", all[0]),
            ),
        },
        FieldSlip::Site(slip) => site::site_slip(slip),
        FieldSlip::ByPlace { .. } | FieldSlip::Commented { .. } | FieldSlip::Group { .. } | FieldSlip::MeansDraft { .. } | FieldSlip::Misplaced { .. } | FieldSlip::MissingParent { .. } | FieldSlip::NotIndented { .. } | FieldSlip::Outside { .. } => placed(slip),
        FieldSlip::AcronymTwice { .. } | FieldSlip::Cell { .. } | FieldSlip::DefaultTwice { .. } | FieldSlip::MenuLevels | FieldSlip::MenuMap { .. } | FieldSlip::MenuTwice { .. } | FieldSlip::NoTitle { .. } | FieldSlip::Placeholder { .. } | FieldSlip::TypeOfNothing { .. } | FieldSlip::UnmarkedDraft { .. } => said(slip),
    };
    (message, Some(help))
}

/// What stands in another place, or as something else.
fn placed(slip: &FieldSlip) -> (String, String) {
    match slip {
        FieldSlip::Group { field, keys, many, in_toml } => (
            match many {
                true => format!("`{field}` is a list of items, each with its fields: {}", quoted(keys)),
                false => format!("`{field}` is a group of fields: {}", quoted(keys)),
            },
            match (many, in_toml) {
                (true, true) => format!("For each item write [[{field}]] on a line, and below it {} = \"…\".", keys[0]),
                (false, true) => format!("Write [{field}] on a line, and below it {} = \"…\".", keys[0]),
                (true, false) => format!("Write `{field}:` and below it, for each item, a line `  - {}: …`; its other fields go below, behind four spaces.", keys[0]),
                (false, false) => format!("Write `{field}:` and below it, behind two spaces, a line for each field: `  {}: …`.", keys[0]),
            },
        ),
        FieldSlip::MeansDraft { field, instead } => (
            format!("there is no field `{field}`, and the page would be published"),
            format!("If it is not ready, write {instead}; otherwise remove the line."),
        ),
        FieldSlip::ByPlace { field, what } => (
            format!("there is no field `{field}`: {}", match what {
                Named::Address => "the address of a page follows from the name of its file",
                Named::Type => "the type of a page follows from the folder of its file",
                Named::Language => "the language of a page follows from the name of its file",
            }),
            match what {
                Named::Address => "Remove the line; to change the address rename the file, and write the old one among the aliases.".into(),
                Named::Type => "Remove the line; to change the type move the file to the right folder.".into(),
                Named::Language => "Remove the line; a page in English ends with `.en.md`.".into(),
            },
        ),
        FieldSlip::Outside { field } => (
            format!("`{field}` is a field, but stands below the `---` that closes the front matter"),
            "Move the line above that of the three dashes: the front matter ends after the last field.".into(),
        ),
        FieldSlip::Commented { field } => (
            format!("`{field}` is missing: the line that says it begins with `#` and is a comment"),
            format!("Remove the `#` and the space before `{field}:`."),
        ),
        FieldSlip::NotIndented { field, parent } => (
            format!("`{field}` is a field of the item of `{parent}` above, and is not indented"),
            "Begin the line with two spaces, and so the others of that item: below a hyphen, fields stand in the column of the first.".into(),
        ),
        FieldSlip::MissingParent { parent, fields } => (
            format!("{} are fields of `{parent}`, but the line `{parent}:` above them is missing", quoted(fields)),
            format!("Add the line `{parent}:` before this item."),
        ),
        FieldSlip::Misplaced { field, inside, in_toml: true } => (
            format!("`{field}` stands below `[[{inside}]]`, and counts as a field of it"),
            format!("Move it up: the fields of the page come before the first line in brackets, `[[{inside}]]`."),
        ),
        FieldSlip::Misplaced { field, inside, in_toml: false } => (
            format!("`{field}` is a field of the page, but is indented below `{inside}` and counts as a field of it"),
            "Remove the spaces at the beginning of the line.".into(),
        ),
        _ => unreachable!("others are no matter of places"),
    }
}

/// What a schema, the configuration or a table says.
fn said(slip: &FieldSlip) -> (String, String) {
    match slip {
        FieldSlip::UnmarkedDraft { value } => (
            format!("pages with the status `{value}` are published: nothing says that they are drafts"),
            format!("Write {value}: {{label: …, draft: true}}; if they are to be published, give the status another name."),
        ),
        FieldSlip::MenuTwice { page } => (
            format!("the page `{page}` is in the menu twice"),
            "Remove one of the two lines.".into(),
        ),
        FieldSlip::MenuMap { key } => (
            format!("the menu is a list of pages, and `{key}` makes a group of it"),
            format!("Remove the line `{key}:` and write a page a line below `menu:`: - news, or - {{label: News, page: news}}."),
        ),
        FieldSlip::MenuLevels => (
            "`children` would be shown nowhere: a menu has two levels, and the links at the foot have one".into(),
            "Write these entries in the list of the entry above.".into(),
        ),
        FieldSlip::Placeholder { name, written, known } => (
            format!("`{written}` in `{name}` stands for no value: readers would see it as it is"),
            match known.is_empty() {
                true => "Remove it: there is nothing to be put in here.".into(),
                false => format!("Write {}.", known.join(", ")),
            },
        ),
        FieldSlip::AcronymTwice { acronym, known, other } => (
            format!("`{acronym}` is the acronym of `{known}` already, in {other}: it counts for the whole site"),
            "Correct the acronym, or take it out of one of the two pages.".into(),
        ),
        FieldSlip::DefaultTwice { other } => (
            format!("`{other}` is the type of all pages without one of their own already"),
            "Remove `default_for` from one of the two files; a type with a folder has `section` alone.".into(),
        ),
        FieldSlip::NoTitle { field } => (
            format!("no field of the schema has the role `title`, not even `{field}`: pages have no title"),
            format!("Write {field}: {{type: text, role: title, …}}."),
        ),
        FieldSlip::Cell { field, value } => (
            format!("the cell `{field}` takes a number, and holds `{value}`"),
            cell(value),
        ),
        FieldSlip::TypeOfNothing { name } => (
            format!("`section` is missing: no page is of the type `{name}`, and its own are of none"),
            "Add a line `section: …` with the folder of the pages of this type.".into(),
        ),
        _ => unreachable!("others are of pages"),
    }
}

fn cell(value: &str) -> String {
    let has_digit = value.contains(|c: char| c.is_ascii_digit());
    let help = match (value.starts_with('#'), has_digit) {
        (true, _) => {
            "It is an error of the spreadsheet: mend the formula and save the table again."
        }
        (_, false) => {
            "If nobody knows the value, leave the cell empty; otherwise write digits alone: 1200."
        }
        _ => {
            "Write digits alone, without separators, spaces, signs or units: 1200, or 12.5 with a point for decimals."
        }
    };
    help.to_owned()
}

fn url(field: &str, form: &UrlForm) -> (String, String) {
    match form {
        UrlForm::Link(address) => (
            format!("`{field}` takes nothing but the web address, without brackets or text"),
            format!("Write {field}: {address}"),
        ),
        UrlForm::Several(first) => (
            format!("`{field}` has more than one web address, and takes one"),
            format!("Write {field}: {first}, and add an item for each of the others."),
        ),
        UrlForm::Broken(whole) => (
            format!("a space breaks the web address in `{field}` in two"),
            format!("Write it in one piece, on one line: {field}: {whole}"),
        ),
        UrlForm::Followed(address) => (
            format!("other text follows the web address in `{field}`"),
            format!("Leave nothing but the address: {field}: {address}"),
        ),
        UrlForm::OfSite => (
            format!("`{field}` must be a whole web address, and this is that of a page or a file of the site"),
            "Begin with https:// and the name of the site; pages of this site are named in a field for references, or linked in the text.".into(),
        ),
        UrlForm::Closed(address) => (
            format!("the web address in `{field}` ends with a sign of the sentence that it is copied from"),
            format!("Remove the last sign: {field}: {address}"),
        ),
        UrlForm::Local(address) => (
            format!("`{address}` is there only on the computer of whoever writes: readers cannot open it"),
            format!("Write the public address in `{field}`."),
        ),
        UrlForm::Mail => (
            format!("`{field}` must be a web address, and this is an e-mail address"),
            "Write the address of a web page, which begins with https://.".into(),
        ),
    }
}

fn quoted(fields: &[String]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    quoted.join(", ")
}
