//! Slips in what says how a site is read, in Italian.

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
            format!("«{pattern}» in «ignore» non è di nessun file: non lascia fuori niente"),
            format!("I percorsi si contano dalla cartella «content», senza scriverla: forse intendevi «{meant}»?"),
        ),
        SiteSlip::TableFile { file, meant } => (
            format!("«{file}» non è il nome di un file CSV, con cui si pubblica la tabella"),
            format!("Scrivi il percorso del file, con «.csv» alla fine: {meant}"),
        ),
        SiteSlip::CopyOf { other } => (
            format!("la pagina ha il titolo e il testo di «{other}»: i lettori e la ricerca la trovano due volte"),
            "Elimina uno dei due file; se è l'inizio di una pagina nuova, cambia titolo e testo o tienila in bozza.".into(),
        ),
        SiteSlip::IgnoresSite { pattern, path } => (
            format!("«{pattern}» in «ignore» lascia fuori anche «{path}», senza cui non c'è un sito"),
            "Scrivi solo ciò che va lasciato fuori, per esempio «*.psd» o «/bozze/».".into(),
        ),
        SiteSlip::IgnoredPages { pattern, places, first } => (
            format!(
                "«{pattern}» in «ignore» lascia fuori ciò a cui si rimanda, {}: {}{}",
                match places {
                    1 => "in un punto".to_owned(),
                    n => format!("in {n} punti"),
                },
                first.join(", "),
                if *places > first.len() { ", …" } else { "" }
            ),
            "Togli la voce da «ignore», o togli quei rimandi.".into(),
        ),
        SiteSlip::PageOfSite { value, meant } => (
            format!("«{value}» è l'indirizzo di una pagina: tutti gli altri comincerebbero così"),
            format!("Scrivi base_url: {meant}"),
        ),
        SiteSlip::LocalSite { value } => (
            format!("«{value}» c'è solo sul computer di chi scrive, e gli indirizzi pubblicati portano lì"),
            "Scrivi l'indirizzo pubblico del sito: base_url: https://www.provincia.it. L'anteprima non ne ha bisogno.".into(),
        ),
        SiteSlip::CatalogueTwice { page } => (
            format!("la pagina «{page}» ha già un catalogo"),
            "Unisci i due: un catalogo ha tutti i suoi filtri in «facets».".into(),
        ),
        SiteSlip::MenuAddress { address, page } => (
            format!("«{address}» è di questo sito, e in «url» vanno gli indirizzi degli altri"),
            format!("Scrivi page: {page}"),
        ),
        SiteSlip::NoCount { key } => (
            format!("«{key}» deve essere almeno 1"),
            format!("Scrivi un numero da 1 in su, o togli la riga: {key}: 20"),
        ),
        SiteSlip::Past { key, day } => (
            format!("«{key}» è passato il {day}: chi legge non può più fidarsi"),
            "Controlla che i dati siano ancora giusti e scrivi un giorno nuovo, entro un anno.".into(),
        ),
        _ => unreachable!("others are of fields"),
    }
}

/// Which files are pages, and in which language.
fn of_files(slip: &SiteSlip) -> (String, String) {
    match slip {
        SiteSlip::OwnLanguage { language } => (
            format!(
                "«{language}» è già la lingua del sito, e qui vanno solo quelle delle traduzioni"
            ),
            format!("Togli da qui «{language}»: la riga «language: {language}» basta."),
        ),
        SiteSlip::OwnFolder { language } => (
            format!(
                "«{language}» è la lingua del sito, e le sue pagine non hanno una cartella: queste si pubblicano sotto «/{language}/»"
            ),
            format!(
                "Sposta i file di «content/{language}/» in «content/»: solo le traduzioni hanno la lingua nel nome."
            ),
        ),
        SiteSlip::OwnTag { language, other } => (
            format!(
                "«{language}» è la lingua del sito: questo file e «{other}» sono la stessa pagina"
            ),
            format!("Tieni uno dei due, senza «.{language}» nel nome."),
        ),
        SiteSlip::NoteIsPage { page, pattern } => (
            format!("questo file sarebbe la pagina della cartella, che è già «{page}»"),
            format!(
                "Se è una nota per chi scrive, aggiungila a «ignore» in casa.yaml: ignore: [\"{pattern}\"]. Altrimenti dagli un altro nome."
            ),
        ),
        _ => unreachable!("others are of what files say"),
    }
}

/// What the schema and the description of the theme say.
fn of_fields(slip: &SiteSlip) -> (String, String) {
    match slip {
        SiteSlip::NotAName { key, meant } => (
            format!("«{key}» vuole un nome, e non sì o no"),
            format!("Scrivi {key}: {meant}; se non serve, togli la riga."),
        ),
        SiteSlip::KeyOfOthers {
            key,
            field,
            kind,
            kinds,
        } => (
            format!("«{key}» non ha effetto su «{field}», che è di tipo «{kind}»"),
            format!("Vale per i campi di tipo {kinds}: cambia «type», o togli «{key}»."),
        ),
        SiteSlip::ListKind { word } => (
            format!("«{word}» non è un tipo: qualunque campo può essere un elenco"),
            "Scrivi il tipo delle voci e many: true: {type: text, many: true}.".into(),
        ),
        SiteSlip::ChoiceForm { value, label } => (
            "un valore è una parola, o una parola con la sua etichetta".into(),
            format!("Scrivi values: {{{value}: {label}}}."),
        ),
        SiteSlip::MapForm { field, example } => (
            format!("«{field}» deve essere un gruppo di campi"),
            format!("Scrivi {example}"),
        ),
        SiteSlip::ComponentsGone {
            names,
            places,
            first,
            below,
        } => (
            format!(
                "il tema qui non ha {}, che le pagine usano in {places} punti: {}{}",
                quoted(names),
                first.join(", "),
                if *places > first.len() { ", …" } else { "" }
            ),
            match below {
                Some(below) => format!(
                    "Questo file prende il posto di «{below}» per intero: copia qui anche il resto, o toglilo."
                ),
                None => format!(
                    "Nelle pagine il nome è «{}», con queste minuscole e maiuscole: correggilo qui.",
                    names[0]
                ),
            },
        ),
        _ => unreachable!("others are of the configuration"),
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("«{name}»")).collect();
    quoted.join(", ")
}
