//! The messages in Italian.

use super::{AttachmentCause, Expected, MapCause, PictureCause, Problem, SyntaxCause, Text};

/// The text of a problem.
pub(super) fn text(problem: &Problem) -> Text {
    let (message, help): (String, Option<String>) = match problem {
        Problem::NotUtf8 => (
            "il file non è in UTF-8 a partire da qui".into(),
            Some("Salvalo con la codifica UTF-8: negli editor è di solito in «Salva con nome».".into()),
        ),
        Problem::Unreadable { reason } => (format!("il file non si può leggere: {reason}"), None),
        Problem::Symlink => (
            "i collegamenti simbolici non si seguono".into(),
            Some("Copia il file al posto del collegamento.".into()),
        ),
        Problem::UnusableName { name } => (
            format!("da «{name}» non si ricava un indirizzo"),
            Some("Usa lettere senza accento, cifre e trattini: convenzione-sua.md.".into()),
        ),
        Problem::EmptyFile => (
            "il file è vuoto".into(),
            Some("Scrivi almeno il titolo, tra due righe «---», oppure elimina il file.".into()),
        ),
        Problem::YamlSyntax { cause } => yaml(cause),
        Problem::FrontMatterNotClosed => (
            "manca la riga «---» che chiude l'intestazione".into(),
            Some("Aggiungi una riga con tre trattini dopo l'ultimo campo.".into()),
        ),
        Problem::FrontMatterNotMap => (
            "qui servono campi nella forma «nome: valore»".into(),
            Some("Per esempio: titolo: Il titolo della pagina".into()),
        ),
        Problem::TomlFrontMatter => (
            "le intestazioni TOML («+++») non si leggono".into(),
            Some("Scrivila in YAML, tra due righe «---».".into()),
        ),
        Problem::NoBreakSpace => (
            "c'è uno spazio unificatore dove serve uno spazio normale".into(),
            Some("Viene spesso da un copia e incolla: cancellalo e premi la barra spaziatrice.".into()),
        ),
        Problem::CommentEatsText { lost } => (
            format!("da «#» in poi il testo è un commento: «{lost}» va perso"),
            Some("Metti tutto il valore tra virgolette: \"… #5\".".into()),
        ),
        Problem::DuplicateKey { key } => (
            format!("il campo «{key}» è scritto due volte"),
            Some("Tieni uno dei due.".into()),
        ),
        Problem::CsvSyntax { reason } => (format!("la tabella CSV non si legge: {reason}"), None),
        Problem::CsvRow { cells, columns } => (
            format!("la riga ha {cells} celle e l'intestazione {columns}"),
            Some("Una cella che contiene virgole va tra virgolette, aperte e chiuse.".into()),
        ),
        Problem::Map { cause } => map(cause),
        Problem::Picture { cause } => picture(cause),
        Problem::UnknownField { field, owner, suggestion, known } => (
            format!("il campo «{field}» non esiste in «{owner}»"),
            Some(meant(suggestion).unwrap_or_else(|| format!("I campi sono: {}.", known.join(", ")))),
        ),
        Problem::MissingField { field, label, owner, hint } => (
            format!("manca «{field}» ({label}), obbligatorio in «{owner}»"),
            Some(match hint {
                Some(hint) => format!("Aggiungi una riga «{field}: …». {hint}"),
                None => format!("Aggiungi una riga «{field}: …»."),
            }),
        ),
        Problem::WrongType { field, expected } => (
            format!("«{field}» deve essere {}", expected_name(*expected)),
            Some(expected_example(*expected, field)),
        ),
        Problem::BadDate { text, suggestion } => (
            format!("«{text}» non è una data"),
            Some(match suggestion {
                Some(date) => format!("Forse intendevi {date}? Le date si scrivono anno-mese-giorno."),
                None => "Le date si scrivono anno-mese-giorno: 2022-04-14.".into(),
            }),
        ),
        Problem::NotInList { field, value, suggestion, allowed } => (
            format!("«{value}» non è tra i valori di «{field}»"),
            Some(meant(suggestion).unwrap_or_else(|| format!("I valori sono: {}.", allowed.join(", ")))),
        ),
        Problem::TooLong { field, length, max } => (
            format!("«{field}» è di {length} caratteri, il massimo è {max}"),
            Some("Accorcialo: il resto può stare nel testo della pagina.".into()),
        ),
        Problem::OutOfRange { field, min, max } => (
            format!("«{field}» è fuori dai limiti"),
            Some(match (min, max) {
                (Some(min), Some(max)) => format!("Deve essere tra {min} e {max}."),
                (Some(min), None) => format!("Deve essere almeno {min}."),
                (None, Some(max)) => format!("Deve essere al massimo {max}."),
                (None, None) => "Controlla il valore.".into(),
            }),
        ),
        Problem::PatternMismatch { field, value, hint } => (
            format!("«{value}» non ha la forma giusta per «{field}»"),
            hint.clone(),
        ),
        Problem::UnknownReference { field, value, types, suggestion } => (
            format!("«{field}» rimanda a «{value}», che non esiste"),
            Some(meant(suggestion).unwrap_or_else(|| {
                if types.is_empty() {
                    "Scrivi il nome del file senza «.md», oppure il suo percorso.".into()
                } else {
                    format!("Scrivi il nome di un file senza «.md», tra le pagine di tipo: {}.", types.join(", "))
                }
            })),
        ),
        Problem::AmbiguousReference { field, value, candidates } => (
            format!("«{field}» rimanda a «{value}», ma le pagine con questo nome sono più d'una"),
            Some(format!("Scrivi il percorso: {}.", candidates.join(" oppure "))),
        ),
        Problem::UnpublishedReference { field, value } => (
            format!("«{field}» rimanda a «{value}», che è una bozza, è futura o è scaduta: non comparirà"),
            Some("Pubblica quella pagina, o togli il rimando.".into()),
        ),
        Problem::ReferenceCycle { field, path } => (
            format!("seguendo «{field}» si torna al punto di partenza: {}", path.join(" → ")),
            Some("Togli uno dei rimandi.".into()),
        ),
        Problem::BrokenLink { target, suggestion } => (
            format!("il collegamento a «{target}» non porta a nessuna pagina"),
            Some(meant(suggestion).unwrap_or_else(|| {
                "Scrivi il percorso del file rispetto a questo: ../documenti/convenzione-sua.md.".into()
            })),
        ),
        Problem::UnpublishedLink { target } => (
            format!("il collegamento porta a «{target}», che è una bozza, è futura o è scaduta"),
            Some("Pubblica quella pagina, o togli il collegamento. In anteprima: --drafts.".into()),
        ),
        Problem::BrokenAnchor { target, anchor, suggestion } => (
            format!("nella pagina «{target}» non c'è il titolo «#{anchor}»"),
            Some(meant(suggestion).unwrap_or_else(|| {
                "L'àncora è il titolo in minuscolo, senza accenti, con trattini al posto degli spazi.".into()
            })),
        ),
        Problem::MissingImage { target, suggestion } => (
            format!("l'immagine «{target}» non c'è"),
            Some(meant(suggestion).unwrap_or_else(|| "Mettila accanto a questa pagina.".into())),
        ),
        Problem::MissingFile { target, suggestion } => (
            format!("il file «{target}» non c'è"),
            Some(meant(suggestion).unwrap_or_else(|| "Mettilo accanto a questa pagina.".into())),
        ),
        Problem::UnsafeLink { scheme } => (
            format!("i collegamenti «{scheme}:» non sono ammessi"),
            Some("Usa https:, mailto: o tel:.".into()),
        ),
        Problem::AddressTaken { address, other } => (
            format!("l'indirizzo «{address}» è già di «{other}»"),
            Some("Cambia il nome di uno dei due file.".into()),
        ),
        Problem::SupersededLink { target } => (
            format!("il collegamento porta a una pagina superata: «{target}»"),
            Some("Collega la versione vigente, o di' che è quella superata.".into()),
        ),
        Problem::AttachmentNotRead { cause } => attachment(cause),
        Problem::EndsBeforeBeginning { field } => (
            format!("«{field}» viene prima dell'inizio"),
            Some("Scrivi l'ultimo giorno, o togli il campo se il giorno è uno.".into()),
        ),
        Problem::MissingAlt => (
            "manca il testo alternativo dell'immagine".into(),
            Some("Descrivi che cosa si vede: ![La sala del convegno](sala.jpg).".into()),
        ),
        Problem::SecondTitle => (
            "nel testo c'è un titolo di primo livello («#»)".into(),
            Some("Il titolo della pagina è già il campo del titolo: nel testo comincia da «##».".into()),
        ),
        Problem::HeadingJump { from, to } => (
            format!("dal livello {from} si salta al livello {to}"),
            Some(format!("Usa {} per questo titolo.", "#".repeat(usize::from(*from) + 1))),
        ),
        Problem::VagueLink { text } => (
            format!("«{text}» non dice dove porta il collegamento"),
            Some("Chi ascolta la pagina sente solo queste parole: scrivi che cosa si trova là.".into()),
        ),
        Problem::HtmlRemoved { construct } => (
            format!("«{construct}» non si pubblica ed è stato tolto"),
            None,
        ),
        Problem::UnknownComponent { name, suggestion, known } => (
            format!("il componente «{name}» non esiste"),
            Some(meant(suggestion).unwrap_or_else(|| format!("I componenti sono: {}.", known.join(", ")))),
        ),
        Problem::ComponentNotClosed { name } => (
            format!("manca la riga «:::» che chiude «{name}»"),
            Some("Aggiungila dopo l'ultima riga del componente.".into()),
        ),
        Problem::ComponentStrayEnd => (
            "«:::» chiude un componente che non è aperto".into(),
            Some("Togli la riga, o aggiungi l'apertura: :::callout.".into()),
        ),
        Problem::ComponentSyntax => (
            "gli attributi del componente non si leggono".into(),
            Some("Si scrivono così: :::callout tipo=\"nota\" titolo=\"Da sapere\"".into()),
        ),
        Problem::ComponentTooDeep { name } => (
            format!("«{name}» sta dentro troppi altri componenti"),
            Some("Chiudi prima gli altri con una riga «:::».".into()),
        ),
        Problem::UnknownKind { value, suggestion, known } => (
            format!("«{value}» non è un valore ammesso qui"),
            Some(meant(suggestion).unwrap_or_else(|| format!("I valori sono: {}.", known.join(", ")))),
        ),
        Problem::BadPattern { reason } => (format!("l'espressione regolare non è valida: {reason}"), None),
        Problem::NoTypes => (
            "«content/_schema/» non ha nessun tipo di contenuto".to_owned(),
            Some("Scrivi in «content/_schema/pagina.yaml» le righe «label: Pagina» e «default_for: pages», o elimina la cartella.".to_owned()),
        ),
        Problem::UnknownType { name, suggestion, known } => (
            format!("il tipo di contenuto «{name}» non esiste"),
            Some(meant(suggestion).unwrap_or_else(|| format!("I tipi sono: {}.", known.join(", ")))),
        ),
        Problem::UnknownTheme { name, known } => (
            format!("il tema «{name}» non esiste"),
            Some(format!("I temi sono: {}.", known.join(", "))),
        ),
        Problem::UnknownLanguage { language, known } => (
            format!("il nome del file finisce con la lingua «{language}», che il sito non ha"),
            Some(format!(
                "Le lingue sono: {}. Aggiungila a «languages» in casa.yaml, o cambia il nome del file.",
                known.join(", ")
            )),
        ),
        Problem::RepositoryAddress { value } => (
            format!("«{value}» non è l'indirizzo dei file del sito in un repository"),
            Some(
                "Apri nel browser la cartella del sito, sul ramo che si pubblica, e copia l'indirizzo: \
                 https://github.com/ente/portale/tree/main oppure \
                 https://gitlab.com/ente/portale/-/tree/main."
                    .into(),
            ),
        ),
        Problem::Template { message } => (format!("errore nel modello: {message}"), None),
        Problem::MissingTemplate { name, suggestion } => (
            format!("il modello «{name}» non esiste nel tema"),
            meant(suggestion),
        ),
    };
    Text { message, help }
}

fn meant(suggestion: &Option<String>) -> Option<String> {
    suggestion
        .as_ref()
        .map(|word| format!("Forse intendevi «{word}»?"))
}

fn picture(cause: &PictureCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        PictureCause::Broken { reason } => (
            format!("l'immagine non si legge e si pubblica com'è: {reason}"),
            "Aprila con un programma di grafica e salvala di nuovo come JPEG o PNG.",
        ),
        PictureCause::Truncated => (
            "l'immagine si interrompe prima della fine e si pubblica com'è".into(),
            "Il file è incompleto: caricalo di nuovo.",
        ),
        PictureCause::TooLarge { megapixels, most } => (
            format!(
                "l'immagine ha {megapixels} milioni di pixel e si pubblica com'è: se ne leggono {most}"
            ),
            "Riducila prima di metterla nel sito: 3000 pixel di lato bastano.",
        ),
        PictureCause::Place => (
            "la fotografia dice dove è stata scattata, e il file originale resta pubblico".into(),
            "Se il luogo non deve sapersi, togli la posizione dai dati del file e caricalo di nuovo.",
        ),
    };
    (message, Some(help.into()))
}

fn map(cause: &MapCause) -> (String, Option<String>) {
    match cause {
        MapCause::Syntax { reason } => (
            format!("la mappa non si legge: {reason}"),
            Some("Serve un file TopoJSON con Polygon, MultiPolygon e GeometryCollection.".into()),
        ),
        MapCause::MissingArc { arc } => (
            format!("nella mappa un'area usa l'arco {arc}, che non c'è"),
            Some("I numeri degli archi partono da 0; quelli percorsi al contrario da -1.".into()),
        ),
        MapCause::Position { arc } => (
            format!("nella mappa l'arco {arc} ha un punto che non è longitudine e latitudine"),
            Some("Esporta i confini in gradi (WGS 84).".into()),
        ),
        MapCause::Empty => ("la mappa non ha aree da disegnare".into(), None),
        MapCause::TooLarge { most } => (
            format!("le aree della mappa hanno più di {most} punti"),
            Some("Semplifica i confini prima di metterli nel sito.".into()),
        ),
    }
}

fn yaml(cause: &SyntaxCause) -> (String, Option<String>) {
    let (message, help) = match cause {
        SyntaxCause::Tab => (
            "c'è una tabulazione dove servono spazi".into(),
            "In YAML i rientri si fanno con gli spazi: sostituiscila con due spazi.",
        ),
        SyntaxCause::ColonInText => (
            "i due punti seguiti da spazio spezzano il valore".into(),
            "Metti tutto il valore tra virgolette: titolo: \"Appalti: la guida\".",
        ),
        SyntaxCause::OpenQuote => (
            "una virgoletta è aperta e non chiusa".into(),
            "Chiudila alla fine del valore.",
        ),
        SyntaxCause::OpenBracket => (
            "una parentesi è aperta e non chiusa".into(),
            "Gli elenchi su una riga si scrivono [uno, due].",
        ),
        SyntaxCause::TextAfterClose(c) => (
            format!("dopo la «{c}» che chiude il valore c'è altro testo"),
            "Se è un testo, mettilo tutto tra virgolette che dentro non ha: \"L'ente capofila\".",
        ),
        SyntaxCause::NoColon => (
            "manca «: » dopo il nome di un campo".into(),
            "Si scrive nome: valore, con uno spazio dopo i due punti.",
        ),
        SyntaxCause::ReservedCharacter(c) => (
            format!("un valore non può cominciare con «{c}»"),
            "Mettilo tra virgolette.",
        ),
        SyntaxCause::Anchor => (
            "«*» e «&» all'inizio di un valore hanno un significato speciale".into(),
            "Metti il valore tra virgolette: \"*importante*\".",
        ),
        SyntaxCause::Escape => (
            "tra virgolette doppie la barra «\\» ha un significato speciale".into(),
            "Usa le virgolette semplici, o scrivi la barra due volte.",
        ),
        SyntaxCause::Indentation => (
            "questa riga non è allineata con le altre".into(),
            "I campi dello stesso livello cominciano alla stessa colonna; dopo il nome servono due punti e uno spazio.",
        ),
        SyntaxCause::TwoDocuments => (
            "una riga «---» divide l'intestazione in due".into(),
            "Togli la riga.",
        ),
        SyntaxCause::TooLarge => (
            "troppi valori, o troppo annidati".into(),
            "Sposta i dati in un file di _data/.",
        ),
        SyntaxCause::Other(message) => {
            return (format!("l'intestazione non si legge: {message}"), None);
        }
    };
    (message, Some(help.into()))
}

fn attachment(cause: &AttachmentCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        AttachmentCause::NotDocument => (
            "il testo dell'allegato non si legge: il file è danneggiato, o non è del formato che dice il nome".into(),
            "Si può scaricare, ma non cercare: aprilo e salvalo di nuovo nel suo formato.",
        ),
        AttachmentCause::TooLarge => (
            "il testo dell'allegato non si legge: è troppo grande".into(),
            "Si può scaricare, ma non cercare: dividilo, o togli le immagini.",
        ),
        AttachmentCause::Encrypted => (
            "il testo dell'allegato non si legge: serve una password".into(),
            "Si può scaricare, ma non cercare: salvalo senza password.",
        ),
        AttachmentCause::NotUtf8 => (
            "il testo dell'allegato non si legge: non è in UTF-8".into(),
            "Si può scaricare, ma non cercare: salvalo con la codifica UTF-8.",
        ),
        AttachmentCause::Unreadable(reason) => return (format!("l'allegato non si legge: {reason}"), None),
    };
    (message, Some(help.into()))
}

fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "un testo",
        Expected::Integer => "un numero intero",
        Expected::Number => "un numero",
        Expected::Date => "una data",
        Expected::Boolean => "true o false",
        Expected::List => "un elenco",
        Expected::Map => "un gruppo di campi",
        Expected::Url => "un indirizzo web",
        Expected::Email => "un indirizzo e-mail",
    }
}

fn expected_example(expected: Expected, field: &str) -> String {
    match expected {
        Expected::Text => format!("Scrivi un solo valore: {field}: testo"),
        Expected::Integer => format!("Scrivi le cifre senza punti né unità: {field}: 1200"),
        Expected::Number => {
            format!("Scrivi le cifre con il punto per i decimali: {field}: 351370254.33")
        }
        Expected::Date => format!("Si scrive anno-mese-giorno: {field}: 2022-04-14"),
        Expected::Boolean => format!("Scrivi {field}: true oppure {field}: false"),
        Expected::List => format!(
            "Scrivi {field}: [uno, due] oppure una voce per riga, preceduta da un trattino."
        ),
        Expected::Map => format!("Scrivi {field}: e sotto, rientrati di due spazi, i suoi campi."),
        Expected::Url => "Comincia con https://.".into(),
        Expected::Email => "Per esempio: ufficio@provincia.it.".into(),
    }
}
