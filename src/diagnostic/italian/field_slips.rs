//! Slips in the fields of a page, in Italian.

mod site;

use crate::diagnostic::{FieldSlip, Named, UrlForm};

pub(super) fn field_slip(slip: &FieldSlip) -> (String, Option<String>) {
    let (message, help) = match slip {
        FieldSlip::Markup { field, sign } => (
            format!("«{field}» è testo semplice: «{sign}» si pubblica così com'è"),
            match sign.starts_with('&') {
                true => "Scrivi il carattere stesso, per esempio & oppure è.".into(),
                false => "Togli i segni e lascia le parole: grassetti, titoli, collegamenti e HTML stanno nel testo della pagina.".into(),
            },
        ),
        FieldSlip::Filler { field, text } => (
            format!("«{text}» sembra un segnaposto: «{field}» è ancora da scrivere"),
            format!("Scrivi il testo vero dopo «{field}:», o tieni la pagina in bozza finché non c'è."),
        ),
        FieldSlip::SameText { field, other } => (
            format!("«{field}» ripete «{other}», e chi legge vede due volte lo stesso testo"),
            format!("Scrivi in «{field}» che cosa trova qui chi legge, in una o due frasi."),
        ),
        FieldSlip::Repeated { field, value } => (
            format!("in «{field}» «{value}» è scritto due volte"),
            "Togli una delle due.".into(),
        ),
        FieldSlip::Sentence { field } => (
            format!("questa voce di «{field}» è una frase, e avrebbe una pagina tutta sua"),
            format!("Scrivi poche parole, o più voci separate da virgole: {field}: [uno, due]."),
        ),
        FieldSlip::Itself { field } => (
            format!("«{field}» rimanda a questa stessa pagina"),
            "Togli il rimando, o scrivi il nome della pagina che intendevi.".into(),
        ),
        FieldSlip::NotYet { field, day } => (
            format!("«{field}» è nel futuro: fino al {day} la pagina non si pubblica"),
            "Se va pubblicata subito, scrivi la data di oggi.".into(),
        ),
        FieldSlip::Url { field, form } => url(field, form),
        FieldSlip::EndsInComma { field, value } => (
            format!("in «{field}» la virgola è dentro le virgolette, e «{value}» si pubblica con lei"),
            "Spostala fuori, dopo le virgolette: [\"uno\", \"due\"].".into(),
        ),
        FieldSlip::Joined { field, value } => (
            format!("in «{field}» «{value}» conta come una voce sola, e altre pagine hanno le sue parti"),
            format!("Se sono più voci, togli le virgolette: {field}: [{value}]."),
        ),
        FieldSlip::OneValue { field, values } => match &values[..] {
            [one] => (
                format!("«{field}» prende un valore solo, e qui c'è un elenco"),
                format!("Scrivilo senza parentesi né trattino: {field}: {one}"),
            ),
            all => (
                format!("«{field}» prende un valore solo, e qui ce ne sono {}: {}", all.len(), all.join(", ")),
                format!("Tieni quello che conta di più: {field}: {}", all[0]),
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
                true => format!("«{field}» è un elenco di voci, e ogni voce ha i suoi campi: {}", quoted(keys)),
                false => format!("«{field}» è un gruppo di campi: {}", quoted(keys)),
            },
            match (many, in_toml) {
                (true, true) => format!("Per ogni voce scrivi [[{field}]] su una riga, e sotto {} = \"…\".", keys[0]),
                (false, true) => format!("Scrivi [{field}] su una riga, e sotto {} = \"…\".", keys[0]),
                (true, false) => format!("Scrivi «{field}:» e sotto, per ogni voce, una riga con il trattino, «  - {}: …»; gli altri suoi campi vanno sotto, con quattro spazi.", keys[0]),
                (false, false) => format!("Scrivi «{field}:» e sotto, con due spazi davanti, una riga per campo: «  {}: …».", keys[0]),
            },
        ),
        FieldSlip::MeansDraft { field, instead } => (
            format!("il campo «{field}» non esiste, e la pagina si pubblicherebbe"),
            format!("Se non è pronta, scrivi {instead}; altrimenti togli la riga."),
        ),
        FieldSlip::ByPlace { field, what } => (
            format!("il campo «{field}» non esiste: {}", match what {
                Named::Address => "l'indirizzo della pagina viene dal nome del suo file",
                Named::Type => "il tipo della pagina viene dalla cartella del suo file",
                Named::Language => "la lingua della pagina viene dal nome del suo file",
            }),
            match what {
                Named::Address => "Togli la riga; per cambiare indirizzo rinomina il file, e scrivi il vecchio tra gli indirizzi precedenti.".into(),
                Named::Type => "Togli la riga; per cambiare tipo sposta il file nella cartella giusta.".into(),
                Named::Language => "Togli la riga; una pagina in inglese finisce con «.en.md».".into(),
            },
        ),
        FieldSlip::Outside { field } => (
            format!("«{field}» è un campo, ma sta sotto la riga «---» che chiude l'intestazione"),
            "Sposta la riga sopra quella dei tre trattini: l'intestazione finisce dopo l'ultimo campo.".into(),
        ),
        FieldSlip::Commented { field } => (
            format!("manca «{field}»: la riga che lo scrive comincia con «#» ed è un commento"),
            format!("Togli «#» e lo spazio davanti a «{field}:»."),
        ),
        FieldSlip::NotIndented { field, parent } => (
            format!("«{field}» è un campo della voce di «{parent}» qui sopra, e non è rientrato"),
            "Comincia la riga con due spazi, e così le altre della stessa voce: sotto un trattino i campi stanno alla colonna del primo.".into(),
        ),
        FieldSlip::MissingParent { parent, fields } => (
            format!("{} sono campi di «{parent}», ma sopra manca la riga «{parent}:»", quoted(fields)),
            format!("Aggiungi la riga «{parent}:» prima di questa voce."),
        ),
        FieldSlip::Misplaced { field, inside, in_toml: true } => (
            format!("«{field}» sta sotto «[[{inside}]]», e conta come un suo campo"),
            format!("Spostalo in alto: i campi della pagina vanno prima della prima riga con le quadre, «[[{inside}]]»."),
        ),
        FieldSlip::Misplaced { field, inside, in_toml: false } => (
            format!("«{field}» è un campo della pagina, ma è rientrato sotto «{inside}» e conta come un suo campo"),
            "Togli gli spazi all'inizio della riga.".into(),
        ),
        _ => unreachable!("others are no matter of places"),
    }
}

/// What a schema, the configuration or a table says.
fn said(slip: &FieldSlip) -> (String, String) {
    match slip {
        FieldSlip::UnmarkedDraft { value } => (
            format!("le pagine con lo stato «{value}» si pubblicano: niente dice che sono bozze"),
            format!("Scrivi {value}: {{label: …, draft: true}}; se vanno pubblicate, dai allo stato un altro nome."),
        ),
        FieldSlip::MenuTwice { page } => (
            format!("la pagina «{page}» è due volte nel menu"),
            "Togli una delle due righe.".into(),
        ),
        FieldSlip::MenuMap { key } => (
            format!("il menu è un elenco di pagine, e qui «{key}» ne fa un gruppo"),
            format!("Togli la riga «{key}:» e scrivi sotto «menu:» una pagina per riga: - notizie, oppure - {{label: Notizie, page: notizie}}."),
        ),
        FieldSlip::MenuLevels => (
            "«children» non si vedrebbe: un menu ha due livelli, e i link in fondo alle pagine ne hanno uno".into(),
            "Scrivi queste voci nell'elenco della voce che sta sopra.".into(),
        ),
        FieldSlip::Placeholder { name, written, known } => (
            format!("«{written}» in «{name}» non sta per nessun valore: i lettori lo vedrebbero così com'è"),
            match known.is_empty() {
                true => "Toglilo: qui non c'è nulla da inserire.".into(),
                false => format!("Scrivi {}.", known.join(", ")),
            },
        ),
        FieldSlip::AcronymTwice { acronym, known, other } => (
            format!("«{acronym}» è già la sigla di «{known}», in {other}: vale per tutto il sito"),
            "Correggi la sigla, oppure toglila da una delle due pagine.".into(),
        ),
        FieldSlip::DefaultTwice { other } => (
            format!("il tipo di tutte le pagine senza un tipo loro è già «{other}»"),
            "Togli «default_for» da uno dei due file; un tipo con la sua cartella ha solo «section».".into(),
        ),
        FieldSlip::NoTitle { field } => (
            format!("nessun campo dello schema ha il ruolo «title», nemmeno «{field}»: le pagine restano senza titolo"),
            format!("Scrivi {field}: {{type: text, role: title, …}}."),
        ),
        FieldSlip::Cell { field, value } => (
            format!("nella cella «{field}» ci vuole un numero intero o con decimali, e c'è «{value}»"),
            cell(value),
        ),
        FieldSlip::TypeOfNothing { name } => (
            format!("manca «section»: nessuna pagina è di tipo «{name}», e le sue restano senza"),
            "Aggiungi una riga «section: …» con la cartella delle pagine di questo tipo.".into(),
        ),
        _ => unreachable!("others are of pages"),
    }
}

fn cell(value: &str) -> String {
    let has_digit = value.contains(|c: char| c.is_ascii_digit());
    let help = match (value.starts_with('#'), has_digit) {
        (true, _) => {
            "È un errore del foglio di calcolo: correggi la formula e salva di nuovo la tabella."
        }
        (_, false) => {
            "Se il dato manca, lascia la cella vuota; altrimenti scrivi solo le cifre: 1200."
        }
        _ => {
            "Scrivi solo le cifre, senza punti, spazi, segni né unità: 1200, oppure 12.5 con il punto per i decimali."
        }
    };
    help.to_owned()
}

fn url(field: &str, form: &UrlForm) -> (String, String) {
    match form {
        UrlForm::Link(address) => (
            format!("in «{field}» va solo l'indirizzo web, senza parentesi né testo"),
            format!("Scrivi {field}: {address}"),
        ),
        UrlForm::Several(first) => (
            format!("in «{field}» c'è più di un indirizzo web, e ne va uno solo"),
            format!("Scrivi {field}: {first}, e per gli altri aggiungi altre voci."),
        ),
        UrlForm::Broken(whole) => (
            format!("in «{field}» l'indirizzo web è spezzato da uno spazio"),
            format!("Scrivilo tutto attaccato, su una riga: {field}: {whole}"),
        ),
        UrlForm::Followed(address) => (
            format!("in «{field}» dopo l'indirizzo web c'è altro testo"),
            format!("Lascia solo l'indirizzo: {field}: {address}"),
        ),
        UrlForm::OfSite => (
            format!("«{field}» deve essere un indirizzo web intero, e questo è di una pagina o di un file del sito"),
            "Comincia con https:// e il nome del sito; a una pagina di questo sito si rimanda in «correlati» o con un collegamento nel testo.".into(),
        ),
        UrlForm::Closed(address) => (
            format!("in «{field}» l'indirizzo web finisce con un segno della frase da cui è copiato"),
            format!("Togli l'ultimo segno: {field}: {address}"),
        ),
        UrlForm::Local(address) => (
            format!("«{address}» c'è solo sul computer di chi scrive: ai lettori non si apre"),
            format!("Scrivi in «{field}» l'indirizzo pubblico."),
        ),
        UrlForm::Mail => (
            format!("«{field}» deve essere un indirizzo web, e questo è un indirizzo e-mail"),
            "Scrivi l'indirizzo di una pagina web, che comincia con https://.".into(),
        ),
    }
}

fn quoted(fields: &[String]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| format!("«{field}»")).collect();
    quoted.join(", ")
}
