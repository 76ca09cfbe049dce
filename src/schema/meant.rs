//! The field that was meant by a name that no field has.

use super::{Choice, Field, Role};
use crate::diagnostic::nearest;
use crate::slug::fold;

/// Names under which people know what a role is, besides those of a site's own schema.
const ROLES: [(Role, &str); 19] = [
    (Role::Title, "title titolo titel titre name nome"),
    (
        Role::ShortTitle,
        "shorttitle linktitle navtitle titolobreve",
    ),
    (
        Role::Summary,
        "summary description descrizione abstract excerpt sommario riassunto occhiello sottotitolo intro",
    ),
    (
        Role::Date,
        "date data published pubblicato publishdate datum datapubblicazione datadipubblicazione",
    ),
    (Role::Ends, "end ends enddate fine datafine"),
    (Role::Place, "place location luogo sede"),
    (
        Role::Updated,
        "updated lastmod modified lastmodified aggiornato modificato",
    ),
    (Role::Verified, "verified verificato checked"),
    (Role::Expires, "expires expirydate expiry scadenza scade"),
    (Role::Draft, "draft bozza"),
    (Role::Status, "status stato state"),
    (Role::Order, "weight order ordine peso position posizione"),
    (Role::Slug, "slug permalink indirizzo"),
    (Role::Template, "layout template modello"),
    (Role::Aliases, "aliases redirectfrom indirizziprecedenti"),
    (Role::Synonyms, "synonyms keywords sinonimi parolechiave"),
    (Role::Image, "image immagine cover foto picture"),
    (Role::Attachments, "attachments allegati files"),
    (Role::Related, "related correlati seealso"),
];

/// Names in English and in Italian of what has no role.
const WORDS: [(&str, &str); 18] = [
    ("author", "autore"),
    ("tag", "argomento"),
    ("category", "categoria"),
    ("language", "lingua"),
    ("license", "licenza"),
    ("source", "fonte"),
    ("type", "tipo"),
    ("year", "anno"),
    ("page", "pagina"),
    ("contact", "contatto"),
    ("event", "evento"),
    ("document", "documento"),
    ("value", "valore"),
    ("number", "numero"),
    ("link", "url"),
    ("link", "indirizzo"),
    ("news", "notizia"),
    ("project", "progetto"),
];

/// The field that was meant: by its name written otherwise, its label, what it is called
/// elsewhere, or a slip of the pen.
pub fn field_meant(name: &str, fields: &[Field]) -> Option<String> {
    let wanted = plain(name);
    let with = |is: &dyn Fn(&Field) -> bool| fields.iter().find(|field| is(field));
    let by_name = || with(&|field| plain(&field.name) == wanted);
    let by_label = || with(&|field| plain(&field.label) == wanted);
    let by_role = || {
        let known = |names: &str| names.split(' ').any(|known| known == wanted);
        let (role, _) = ROLES.iter().find(|(_, names)| known(names))?;
        with(&|field| field.role == Some(*role))
    };
    let by_number = || with(&|field| singular(&plain(&field.name)) == singular(&wanted));
    let by_word = || {
        WORDS.iter().find_map(|(english, italian)| {
            let other = match singular(&wanted) {
                one if one == singular(english) => italian,
                one if one == singular(italian) => english,
                _ => return None,
            };
            with(&|field| singular(&plain(&field.name)) == singular(other))
        })
    };
    // What readers look a page up by.
    let by_keywords = || {
        let known = [
            "keywords",
            "parolechiave",
            "etichette",
            "labels",
            "argomenti",
            "topics",
        ];
        let is_known = known.contains(&&*wanted);
        let says = |field: &Field| field.property.as_deref() == Some("keywords");
        let found = with(&says).or_else(|| with(&|field| field.name == "tag"));
        found.filter(|_| is_known)
    };
    let found = by_name()
        .or_else(by_label)
        .or_else(by_keywords)
        .or_else(by_role);
    let found = found.or_else(by_number).or_else(by_word);
    let found = found.map(|field| field.name.clone());
    found.or_else(|| nearest(name, fields.iter().map(|field| field.name.as_str())))
}

/// The value that was meant: by its label, by words around it, by what it is called elsewhere, or a
/// slip of the pen.
pub fn choice_meant(text: &str, choices: &[Choice], is_status: bool) -> Option<String> {
    const NOT_READY: [&str; 10] = [
        "draft",
        "wip",
        "da pubblicare",
        "non pubblicare",
        "non pubblicato",
        "in lavorazione",
        "da completare",
        "da rivedere",
        "nascosto",
        "privato",
    ];
    let wanted = fold(text);
    let is_called =
        |choice: &&Choice, name: &str| fold(&choice.label) == name || fold(&choice.value) == name;
    let with = |is: &dyn Fn(&&Choice) -> bool| {
        let mut found = choices.iter().filter(is);
        found.next().filter(|_| found.next().is_none())
    };
    let by_label = || choices.iter().find(|choice| is_called(choice, &wanted));
    let by_state = || {
        let choice = choices.iter().find(|choice| choice.draft)?;
        (is_status && NOT_READY.contains(&&*wanted)).then_some(choice)
    };
    let by_word = || {
        with(&|choice| {
            wanted
                .split_whitespace()
                .any(|word| is_called(choice, word))
        })
    };
    let by_other = || {
        let others = WORDS
            .iter()
            .filter_map(|(english, italian)| match singular(&plain(text)) {
                one if one == singular(english) => Some(italian),
                one if one == singular(italian) => Some(english),
                _ => None,
            });
        let others: Vec<&&str> = others.collect();
        with(&|choice| others.iter().any(|other| plain(&choice.value) == **other))
    };
    let found = by_label()
        .or_else(by_state)
        .or_else(by_word)
        .or_else(by_other);
    let found = found.map(|choice| choice.value.clone());
    found.or_else(|| nearest(text, choices.iter().map(|choice| choice.value.as_str())))
}

/// Letters and digits alone, without accents.
fn plain(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    let bare = lower.map(|c| match c {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        c => c,
    });
    bare.filter(|c| c.is_alphanumeric()).collect()
}

/// What singular and plural have in common, in Italian and in English.
fn singular(word: &str) -> &str {
    match word {
        "categories" => "categor",
        _ => {
            let stem = word.trim_end_matches('s');
            let stem = stem.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
            if stem.len() < 2 { word } else { stem }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{TypeId, read_types};
    use crate::source::Sources;

    #[test]
    fn a_field_is_known_by_its_label_its_role_and_its_plural() {
        let text = "label: Notizia\ndefault_for: pages\nfields:\n  \
            titolo: {type: text, role: title, label: Titolo della notizia}\n  \
            sommario: {type: text, role: summary, label: In breve}\n  \
            data: {type: date, role: date}\n  tag: {type: text, many: true}\n  \
            autore: {type: text}\n  categoria: {type: text}\n  titolo_breve: {type: text}\n";
        let sources = Sources::from_texts([("content/_schema/notizia.yaml", text)]);
        let schema = read_types(&sources, &mut Vec::new());
        let first: TypeId = 0;
        let meant = |name: &str| field_meant(name, &schema.types[first].fields);
        for (name, field) in [
            ("title", Some("titolo")),
            ("Titolo", Some("titolo")),
            ("titlo", Some("titolo")),
            ("titolo breve", Some("titolo_breve")),
            ("In breve", Some("sommario")),
            ("description", Some("sommario")),
            ("date", Some("data")),
            ("tags", Some("tag")),
            ("author", Some("autore")),
            ("autori", Some("autore")),
            ("categories", Some("categoria")),
            ("categorìa", Some("categoria")),
            ("luogo", None),
        ] {
            assert_eq!(meant(name).as_deref(), field, "{name}");
        }
    }
}
