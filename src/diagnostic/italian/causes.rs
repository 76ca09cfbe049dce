//! Causes of problems, in Italian.

use crate::diagnostic::{
    AttachmentCause, DateCause, Expected, LeftOutCause, MapCause, PictureCause, SyntaxCause,
};

pub(super) fn picture(cause: &PictureCause) -> (String, Option<String>) {
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

pub(super) fn map(cause: &MapCause) -> (String, Option<String>) {
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

pub(super) fn yaml(cause: &SyntaxCause) -> (String, Option<String>) {
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
        SyntaxCause::TwoDocuments => (
            "una riga «---» divide l'intestazione in due".into(),
            "Togli la riga.",
        ),
        SyntaxCause::TooLarge => (
            "troppi valori, o troppo annidati".into(),
            "Sposta i dati in un file di _data/.",
        ),
        SyntaxCause::NoColon
        | SyntaxCause::NoSpaceAfterColon
        | SyntaxCause::SpaceBefore
        | SyntaxCause::Indentation => layout(cause),
        SyntaxCause::Other(message) => {
            return (format!("l'intestazione non si legge: {message}"), None);
        }
    };
    (message, Some(help.into()))
}

/// What is wrong with how a line is laid out.
fn layout(cause: &SyntaxCause) -> (String, &'static str) {
    let (message, help) = match cause {
        SyntaxCause::NoColon => (
            "manca «: » dopo il nome di un campo",
            "Si scrive nome: valore, con uno spazio dopo i due punti.",
        ),
        SyntaxCause::NoSpaceAfterColon => (
            "manca lo spazio dopo i due punti",
            "Si scrive nome: valore, con uno spazio dopo i due punti.",
        ),
        SyntaxCause::SpaceBefore => (
            "ci sono spazi di troppo all'inizio della riga",
            "Toglili: i campi dello stesso livello cominciano alla stessa colonna.",
        ),
        _ => (
            "questa riga non è allineata con le altre",
            "I campi dello stesso livello cominciano alla stessa colonna; dopo il nome servono due punti e uno spazio.",
        ),
    };
    (message.into(), help)
}

pub(super) fn attachment(cause: &AttachmentCause) -> (String, Option<String>) {
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

pub(super) fn expected_name(expected: Expected) -> &'static str {
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

pub(super) fn expected_example(expected: Expected, field: &str) -> String {
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

pub(super) fn left_out(cause: &LeftOutCause) -> (String, Option<String>) {
    let (message, help): (&str, String) = match cause {
        LeftOutCause::Page { wanted } => (
            "il file sembra una pagina ma per il nome non lo è: non si pubblica",
            format!("Rinominalo «{wanted}»."),
        ),
        LeftOutCause::Underscore => (
            "i file e le cartelle il cui nome comincia con «_» non sono pagine: non si pubblica",
            "Se è una pagina, togli il trattino basso; per una bozza usa il campo dello stato."
                .into(),
        ),
        LeftOutCause::Name { wanted } => (
            "il file non si legge, per come si chiama",
            match wanted.ends_with(".csv") {
                true => format!("Salvalo come «{wanted}» (CSV UTF-8)."),
                false => format!("Rinominalo «{wanted}», nella forma di YAML."),
            },
        ),
        LeftOutCause::Leftover => (
            "il file è un residuo di un programma: non si pubblica",
            "Eliminalo, o aggiungi il nome a «ignore» in casa.yaml.".into(),
        ),
        LeftOutCause::Special => (
            "non è un file normale ma un canale di un programma: non si pubblica",
            "Eliminalo.".into(),
        ),
        LeftOutCause::Twin { other } => (
            "il file non si legge: ce n'è un altro con lo stesso nome",
            format!("Tieni uno dei due: questo o «{other}»."),
        ),
        LeftOutCause::Unlinked => (
            "nessuna pagina porta a questo documento: non si pubblica",
            "Collegalo o allegalo a una pagina, oppure eliminalo.".into(),
        ),
    };
    (message.into(), Some(help))
}

pub(super) fn dates(cause: &DateCause) -> (String, Option<String>) {
    let (message, help): (String, &str) = match cause {
        DateCause::Improbable { date } => (
            format!("«{date}» è una data improbabile"),
            "Controlla l'anno: 2022-04-14.",
        ),
        DateCause::UpdatedBeforeDate => (
            "la data di aggiornamento viene prima di quella di pubblicazione".into(),
            "Controlla le due date.",
        ),
        DateCause::UpdatedInFuture => (
            "la data di aggiornamento è nel futuro".into(),
            "Scrivi il giorno dell'ultima modifica.",
        ),
        DateCause::ExpiredBeforeUpdate => (
            "la scadenza è già passata quando la pagina è stata aggiornata: la pagina non si pubblica".into(),
            "Sposta in avanti la scadenza, o togli il campo.",
        ),
    };
    (message, Some(help.into()))
}

pub(super) fn separator_name(separator: char) -> String {
    match separator {
        '\t' => "tabulazione".into(),
        other => other.to_string(),
    }
}
