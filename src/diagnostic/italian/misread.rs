//! What is read otherwise than it was meant, in Italian.

use crate::diagnostic::misread::Misread;

/// What is wrong, and what to write instead.
pub(super) fn misread(misread: &Misread) -> (String, String) {
    match misread {
        Misread::Escaped { sign } => (
            format!("la barra «\\» toglie a «{sign}» il suo senso: si pubblica come testo"),
            format!("Togli le barre: {}.", plain(sign)),
        ),
        Misread::EscapedEntity { name } => (
            format!("«&amp;{name};» si pubblica come «&{name};», e non come il carattere"),
            "Scrivi il carattere stesso: è, à, &, ’.".into(),
        ),
        Misread::EmphasisGlued { mark } => (
            format!("«{mark}» sta tra una lettera e un segno di punteggiatura: non si legge, e si pubblica così com'è"),
            format!("Metti uno spazio tra «{mark}» e la lettera, o lascia la punteggiatura fuori: {mark}Nota{mark}: testo."),
        ),
        Misread::Multiplied { written, meant } => (
            format!("«{written}»: gli asterischi tra i numeri fanno un corsivo e non si vedono"),
            format!("Scrivi {meant}."),
        ),
        Misread::TooDeep { mark } => (
            "questa riga è troppo a destra per essere una voce: si pubblica di seguito alla voce sopra".into(),
            format!("Rientrala di due spazi, o di tre sotto un numero: «  {mark} voce interna»."),
        ),
        Misread::BelowQuotation => (
            "questa riga si pubblica dentro la citazione che sta sopra".into(),
            "Lascia una riga vuota dopo la citazione; se la riga ne fa parte, comincia con «> ».".into(),
        ),
        Misread::HashesBehind => (
            "i cancelletti alla fine del titolo si pubblicano".into(),
            "Toglili: bastano quelli all'inizio.".into(),
        ),
        Misread::TermBelow { term } => (
            format!("«{term}» sta subito sotto una definizione, e si pubblica come parte di essa"),
            "Lascia una riga vuota prima di ogni termine.".into(),
        ),
        Misread::MailField { name } => (
            format!("«{name}» non è un campo di un messaggio: i programmi di posta lo ignorano"),
            "L'oggetto si scrive «subject», il testo «body»: mailto:nome@ente.it?subject=Richiesta".into(),
        ),
        Misread::PasswordInAddress => (
            "l'indirizzo contiene un nome utente e una password, che tutti possono leggere".into(),
            "Toglili dall'indirizzo, e cambia la password: è già nella storia dei file.".into(),
        ),
        Misread::LeadsOn { host } => (
            format!("l'indirizzo è di «{host}», che registra chi passa e poi porta altrove"),
            "Apri il collegamento, e copia qui l'indirizzo della pagina a cui arrivi.".into(),
        ),
        Misread::WholeInFence => (
            "tutto il testo sta in un blocco di codice: si pubblica con i suoi segni".into(),
            "Togli la prima riga e l'ultima, con i tre apici inversi: restano quando il testo è copiato da un assistente.".into(),
        ),
        Misread::AngleQuotes { inside } => (
            format!("«<<{inside}>>» non è tra virgolette: il testo è preso per HTML, e non si pubblica"),
            format!("Scrivi «{inside}», oppure \"{inside}\"."),
        ),
        Misread::Apostrophes { mark } => (
            format!("«{mark}» non fa né corsivo né virgolette: si pubblicano gli apostrofi"),
            "Per il corsivo scrivi *parola*, per il grassetto **parola**, per le virgolette «parola».".into(),
        ),
        Misread::NestedSigns { mark } => (
            format!("«{mark}» non comincia una voce interna: la riga si pubblica di seguito alla voce sopra"),
            format!("Rientra la riga di due spazi, con un segno solo: «  {} voce interna».", &mark[..1]),
        ),
        Misread::ListRestarts => (
            "questo elenco ricomincia da 1: il testo tra una voce e l'altra li divide in tanti elenchi, ognuno con il numero 1".into(),
            "Rientra di tre spazi il testo sotto ogni voce, o scrivi 2., 3. e così via.".into(),
        ),
        Misread::TableAttached => (
            "la tabella è attaccata al testo sopra: si pubblica come testo con le barre".into(),
            "Lascia una riga vuota prima della tabella.".into(),
        ),
        Misread::TableSpaces => (
            "sembra una tabella con spazi tra le celle: si pubblica come testo di seguito".into(),
            "Metti una barra tra le celle, | una | altra |, e sotto la prima riga |---|---|, un gruppo di trattini per colonna.".into(),
        ),
        Misread::TableSeparated { sign } => (
            format!("sembra una tabella copiata da un file CSV, con «{sign}» tra le celle: si pubblica come testo di seguito"),
            "Metti una barra tra le celle, | una | altra |, e sotto la prima riga |---|---|, un gruppo di trattini per colonna.".into(),
        ),
        Misread::ComponentInside { name } => (
            format!("«:::{name}» in mezzo alla riga non comincia un componente: si pubblica come testo"),
            format!("Metti :::{name} su una riga sua, con una riga vuota prima."),
        ),
        Misread::ComponentEndInside { name } => (
            format!("«:::» in fondo alla riga non chiude «{name}»: si pubblica come testo"),
            "Togli «:::» da qui, e scrivilo da solo sulla riga sotto.".into(),
        ),
        Misread::EmptyComponent { name } => (
            format!("«{name}» è vuoto: si pubblica senza testo"),
            "Scrivi il testo tra la riga che lo apre e «:::», o togli il componente.".into(),
        ),
        Misread::EmptyAttribute { field, label } => (
            format!("«{field}» ({label}) è vuoto"),
            format!("Scrivi un valore tra le virgolette: {field}=\"…\"."),
        ),
        Misread::AlertOpen { kind } => (
            format!("dopo «[!{kind}» manca la parentesi: non è un avviso, si pubblica come testo"),
            format!("Scrivi > [!{kind}], da solo sulla riga."),
        ),
        Misread::AlertOutside { kind } => (
            format!("«[!{kind}]» fuori da una citazione non comincia un avviso: si pubblica come testo"),
            format!("Comincia ogni riga dell'avviso con «> »: > [!{kind}]."),
        ),
        Misread::OtherSite { text, host } => (
            format!("il collegamento si chiama «{text}» e porta a «{host}», che è un altro indirizzo"),
            "Correggi l'indirizzo, o scrivi nel testo che cosa si trova là.".into(),
        ),
        Misread::OtherNumber { text, number } => (
            format!("il collegamento si chiama «{text}» e compone «{number}», che è un altro numero"),
            "Scrivi nell'indirizzo, dopo «tel:», il numero che si legge nel testo, o correggi quello del testo.".into(),
        ),
        Misread::VideoAsPicture { component } => (
            "è l'indirizzo di un video, e non di un'immagine: non si vede".into(),
            match component {
                Some(name) => format!("Usa il componente :::{name}, o un collegamento: [Il video](indirizzo)."),
                None => "Scrivi un collegamento: [Il video](indirizzo).".into(),
            },
        ),
        Misread::OtherEnd { open, written } => (
            format!("«</{written}>» non chiude «<{open}>»: il resto della pagina vi sta dentro"),
            format!("Scrivi </{open}>, o con Markdown: **parola** e *parola*."),
        ),
    }
}

/// What signs are without backslashes, in an example.
fn plain(sign: &str) -> &str {
    match sign {
        "[" => "[testo](indirizzo)",
        "![" => "![Che cosa si vede](file.jpg)",
        "**" => "**grassetto**",
        "[!" => "> [!NOTE]",
        ":::" => ":::callout, e ::: sulla riga che lo chiude",
        "1." => "1. primo punto",
        "[ ]" => "- [ ] da fare, - [x] fatto",
        "[^" => "[^1], e [^1]: il testo della nota",
        "|" => "| una | altra |",
        _ => "- primo punto",
    }
}
