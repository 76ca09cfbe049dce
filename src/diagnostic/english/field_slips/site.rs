//! Slips in what says how a site is read, in English.

use crate::diagnostic::SiteSlip;

pub(super) fn site_slip(slip: &SiteSlip) -> (String, String) {
    match slip {
        SiteSlip::NotAName { .. }
        | SiteSlip::KeyOfOthers { .. }
        | SiteSlip::ListKind { .. }
        | SiteSlip::ChoiceForm { .. }
        | SiteSlip::MapForm { .. }
        | SiteSlip::ComponentsGone { .. } => of_fields(slip),
        SiteSlip::OwnLanguage { .. }
        | SiteSlip::OwnFolder { .. }
        | SiteSlip::OwnTag { .. }
        | SiteSlip::NoteIsPage { .. } => of_files(slip),
        _ => of_configuration(slip),
    }
}

/// What the configuration says.
fn of_configuration(slip: &SiteSlip) -> (String, String) {
    match slip {
        SiteSlip::UnusedPattern { pattern, meant } => (
            format!("`{pattern}` in `ignore` is that of no file: it leaves nothing out"),
            format!("Paths count from the folder `content`, without its name: did you mean `{meant}`?"),
        ),
        SiteSlip::TableFile { file, meant } => (
            format!("`{file}` is not the name of a CSV file, as which the table is published"),
            format!("Write the path of the file, with `.csv` at its end: {meant}"),
        ),
        SiteSlip::CopyOf { other } => (
            format!("the page has the title and the text of `{other}`: readers and the search find it twice"),
            "Delete one of the two files; if it is the beginning of a new page, change title and text, or keep it as a draft.".into(),
        ),
        SiteSlip::IgnoresSite { pattern, path } => (
            format!("`{pattern}` in `ignore` leaves out `{path}` too, without which there is no site"),
            "Write only what is to be left out, such as `*.psd` or `/drafts/`.".into(),
        ),
        SiteSlip::IgnoredPages { pattern, places, first } => (
            format!(
                "`{pattern}` in `ignore` leaves out what is referred to, in {}: {}{}",
                match places {
                    1 => "one place".to_owned(),
                    n => format!("{n} places"),
                },
                first.join(", "),
                if *places > first.len() { ", …" } else { "" }
            ),
            "Take it out of `ignore`, or take those references out.".into(),
        ),
        SiteSlip::PageOfSite { value, meant } => (
            format!("`{value}` is the address of a page: all others would begin with it"),
            format!("Write base_url: {meant}"),
        ),
        SiteSlip::LocalSite { value } => (
            format!("`{value}` is there only on the computer of whoever writes, and published addresses lead there"),
            "Write the public address of the site: base_url: https://www.example.org. The preview does not need it.".into(),
        ),
        SiteSlip::CatalogueTwice { page } => (
            format!("the page `{page}` has a catalogue already"),
            "Join the two: a catalogue has all its filters in `facets`.".into(),
        ),
        SiteSlip::MenuAddress { address, page } => (
            format!("`{address}` is of this site, and `url` takes the addresses of others"),
            format!("Write page: {page}"),
        ),
        SiteSlip::NoCount { key } => (
            format!("`{key}` must be at least 1"),
            format!("Write a number from 1 on, or remove the line: {key}: 20"),
        ),
        SiteSlip::Past { key, day } => (
            format!("`{key}` was on {day}: readers cannot rely on it any more"),
            "See whether all is still right and write a new day, within a year.".into(),
        ),
        _ => unreachable!("others are of fields"),
    }
}

/// Which files are pages, and in which language.
fn of_files(slip: &SiteSlip) -> (String, String) {
    match slip {
        SiteSlip::OwnLanguage { language } => (
            format!(
                "`{language}` is the language of the site already, and this is for those of translations"
            ),
            format!("Take `{language}` out of here: the line `language: {language}` is enough."),
        ),
        SiteSlip::OwnFolder { language } => (
            format!(
                "`{language}` is the language of the site, and its pages have no folder: these are published below `/{language}/`"
            ),
            format!(
                "Move the files of `content/{language}/` to `content/`: only translations have their language in the name."
            ),
        ),
        SiteSlip::OwnTag { language, other } => (
            format!(
                "`{language}` is the language of the site: this file and `{other}` are the same page"
            ),
            format!("Keep one of the two, without `.{language}` in its name."),
        ),
        SiteSlip::NoteIsPage { page, pattern } => (
            format!("this file would be the page of the folder, which is `{page}` already"),
            format!(
                "If it is a note for those who write, add it to `ignore` in casa.yaml: ignore: [\"{pattern}\"]. Otherwise give it another name."
            ),
        ),
        _ => unreachable!("others are of what files say"),
    }
}

/// What the schema and the description of the theme say.
fn of_fields(slip: &SiteSlip) -> (String, String) {
    match slip {
        SiteSlip::NotAName { key, meant } => (
            format!("`{key}` takes a name, and not yes or no"),
            format!("Write {key}: {meant}; if it is not needed, remove the line."),
        ),
        SiteSlip::KeyOfOthers {
            key,
            field,
            kind,
            kinds,
        } => (
            format!("`{key}` has no effect on `{field}`, which is of the type `{kind}`"),
            format!("It is for fields of the type {kinds}: change `type`, or remove `{key}`."),
        ),
        SiteSlip::ListKind { word } => (
            format!("`{word}` is no type: any field can be a list"),
            "Write the type of the items and many: true: {type: text, many: true}.".into(),
        ),
        SiteSlip::ChoiceForm { value, label } => (
            "a value is a word, or a word with its label".into(),
            format!("Write values: {{{value}: {label}}}."),
        ),
        SiteSlip::MapForm { field, example } => (
            format!("`{field}` must be a group of fields"),
            format!("Write {example}"),
        ),
        SiteSlip::ComponentsGone {
            names,
            places,
            first,
            below,
        } => (
            format!(
                "here the theme has no {}, which pages use in {places} places: {}{}",
                quoted(names),
                first.join(", "),
                if *places > first.len() { ", …" } else { "" }
            ),
            match below {
                Some(below) => format!(
                    "This file takes the place of `{below}` as a whole: copy the rest too, or remove it."
                ),
                None => format!(
                    "In the pages the name is `{}`, in these small letters and capitals: mend it here.",
                    names[0]
                ),
            },
        ),
        _ => unreachable!("others are of the configuration"),
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
