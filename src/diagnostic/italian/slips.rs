//! Slips in a text, in Italian.

use super::misread::misread;
use crate::diagnostic::slip::{Numbering, Slip, file_of, numbering};

/// What is wrong, and what to write instead.
pub(super) fn slip(slip: &Slip) -> (String, Option<String>) {
    let (message, help): (String, String) = match slip {
        Slip::Misread(other) => misread(other),
        Slip::HashWithoutSpace { level } => (
            "dopo «#» manca lo spazio: la riga si pubblica come testo, non come titolo".into(),
            format!("Scrivi {} e uno spazio prima del titolo.", "#".repeat(*level)),
        ),
        Slip::TooManyHashes => (
            "i titoli hanno al massimo sei «#»: la riga si pubblica come testo".into(),
            "Per un titolo usa da ## a ######, secondo il livello.".into(),
        ),
        Slip::BoldHeading => (
            "una riga tutta in grassetto fa da titolo, ma chi ascolta la pagina non la trova tra i titoli".into(),
            "Se è un titolo, scrivi ## e uno spazio al posto degli asterischi.".into(),
        ),
        Slip::DashesMakeHeading => (
            "la riga di trattini subito sotto trasforma questo testo in un titolo".into(),
            "Lascia una riga vuota tra il testo e i trattini.".into(),
        ),
        Slip::ShoutedTitle => (
            "il titolo è tutto in maiuscolo: si legge male, e chi ascolta può sentirlo lettera per lettera".into(),
            "Scrivilo in minuscolo, con la maiuscola solo all'inizio e nei nomi.".into(),
        ),
        Slip::EmptySection => (
            "sotto questo titolo non c'è testo".into(),
            "Scrivi il testo, o togli il titolo.".into(),
        ),
        Slip::EmptyHeading => (
            "il titolo non ha testo".into(),
            "Scrivi il titolo dopo i «#», o togli la riga.".into(),
        ),
        Slip::TableSplit => (
            "la tabella comincia dalla riga di trattini: l'intestazione è staccata, e si pubblica come testo".into(),
            "Togli la riga vuota tra l'intestazione e i trattini.".into(),
        ),
        Slip::TableWithoutDelimiter => (
            "sembra una tabella, ma manca la riga di trattini sotto l'intestazione: si pubblica come testo con le barre".into(),
            "Dopo la prima riga aggiungi |---|---|, un gruppo di trattini per colonna.".into(),
        ),
        Slip::TableDelimiter { cells, columns } => (
            format!("la riga di trattini ha {} e l'intestazione {columns}: non è una tabella, si pubblica come testo", columns_of(*cells)),
            "Scrivi un gruppo di trattini per colonna: |---|---|.".into(),
        ),
        Slip::TableExtraCells { cells, columns } => (
            format!("la riga ha {} e la tabella {}: il resto va perso", cells_of(*cells), columns_of(*columns)),
            "Aggiungi una colonna all'intestazione, o unisci le celle. Una barra nel testo si scrive \\|.".into(),
        ),
        Slip::TableEmptyHead => (
            "la tabella ha l'intestazione vuota: chi ascolta non sa che cosa sono le colonne".into(),
            "Scrivi nella prima riga il nome di ogni colonna.".into(),
        ),
        Slip::PastedList { mark } => (
            format!("le righe con «{mark}» sembrano un elenco copiato da un documento: si pubblicano una di seguito all'altra"),
            match numbering(mark) {
                Numbering::Markdown => "Comincia ogni riga con numero, punto e spazio: 1. primo punto.".into(),
                Numbering::Other => format!("Comincia ogni riga con un trattino e uno spazio, - {mark} primo punto, o lascia una riga vuota tra una e l'altra."),
                Numbering::None => "Comincia ogni riga con un trattino e uno spazio: - primo punto.".into(),
            },
        ),
        Slip::ListWithoutSpace { mark } => (
            format!("dopo «{mark}» manca lo spazio: non è un elenco, le righe si pubblicano una di seguito all'altra"),
            match mark {
                '.' | ')' => format!("Scrivi «1{mark} », con uno spazio, e una riga vuota prima dell'elenco."),
                _ => format!("Scrivi «{mark} », con uno spazio, e una riga vuota prima dell'elenco."),
            },
        ),
        Slip::ListInParagraph => (
            "l'elenco è attaccato al paragrafo: si pubblica di seguito, come testo".into(),
            "Lascia una riga vuota prima della prima voce.".into(),
        ),
        Slip::ListNumber { written, published } => (
            format!("questa voce è scritta con il numero {written} e si pubblica con {published}: un elenco conta dal suo primo numero"),
            format!("Scrivi {published}, oppure {written}\\. se è un testo; un nuovo elenco comincia dopo un titolo o un paragrafo."),
        ),
        Slip::TextInTable => (
            "questo testo è attaccato alla tabella: si pubblica come una sua riga".into(),
            "Lascia una riga vuota sotto la tabella.".into(),
        ),
        Slip::AnchorTaken { id } => (
            format!("«#{id}» è già l'àncora di un altro punto della pagina: i collegamenti portano lì"),
            "Dalle un altro nome, e correggi i collegamenti.".into(),
        ),
        Slip::OpenBlank => (
            "«[[» apre un campo da compilare e manca «]]»: si pubblica così com'è".into(),
            "Chiudi il campo sulla stessa riga: [[nome dell'ente]].".into(),
        ),
        Slip::SimilarBlanks { name, other } => (
            format!("«{name}» e «{other}» differiscono solo per maiuscole o accenti: sono lo stesso campo"),
            format!("Scrivi dappertutto {other}, oppure dai a uno dei due un altro nome."),
        ),
        Slip::UnusedBlank { name, suggestion } => (
            format!("il testo non ha un campo «{name}»"),
            match suggestion {
                Some(meant) => format!("Forse è «{meant}»."),
                None => format!("Scrivi [[{name}]] dove si compila, oppure togli la voce."),
            },
        ),
        Slip::OpenEmphasis { mark } => (
            format!("«{mark}» è aperto e non chiuso: si pubblica così com'è"),
            format!("Metti {mark} anche alla fine, senza spazi all'interno; se è un segno vero, scrivi \\{}.", &mark[..1]),
        ),
        Slip::EmphasisSpaces { mark } => (
            format!("tra «{mark}» e il testo c'è uno spazio: i segni si pubblicano"),
            format!("Metti gli spazi fuori dai segni: una {mark}parola{mark} così."),
        ),
        Slip::TwoColons { name } => (
            format!("i componenti cominciano con tre volte due punti: «::{name}» si pubblica come testo"),
            format!("Scrivi :::{name}, e ::: sulla riga che lo chiude."),
        ),
        Slip::UnquotedAttribute { value } => (
            format!("il valore «{value}» non è tra virgolette semplici"),
            format!("Scrivilo tra virgolette: \"{value}\"."),
        ),
        Slip::ForeignSyntax { construct, count } => (
            match count {
                1 => format!("«{construct}» è di un altro programma: qui si pubblica come testo"),
                n => format!("«{construct}» è di un altro programma: qui si pubblica come testo, {n} volte in questa pagina"),
            },
            "Sostituiscilo con Markdown o con un componente (:::); se è un esempio, mettilo tra apici inversi (`).".into(),
        ),
        Slip::UnreadFormula { command } => (
            match command {
                Some(command) => format!("nella formula c'è il comando «{command}», che non si conosce: si pubblica come testo"),
                None => "la formula non si può leggere: si pubblica come testo".into(),
            },
            "Scrivila con i comandi della matematica di LaTeX, e chiudi ogni graffa; se non è una formula, mettila tra apici inversi (`).".into(),
        ),
        Slip::Computed { construct } => (
            format!("«{construct}» lo calcola un altro programma: nell'ordine non c'è"),
            "Scrivi le voci come sono, oppure l'ordine come «nav:» in content/casa.yaml.".into(),
        ),
        Slip::NoEntry => (
            "questa riga dell'indice non è una voce: nell'ordine non c'è".into(),
            "Una voce è un elemento di un elenco con un collegamento: «- [Titolo](pagina.md)».".into(),
        ),
        Slip::UnknownAlert { kind } => (
            format!("«[!{kind}]» non è un tipo di avviso: si pubblica come testo"),
            "I tipi sono NOTE, TIP, IMPORTANT, WARNING e CAUTION, da soli sulla prima riga.".into(),
        ),
        Slip::AlertTitle { kind } => (
            format!("dopo «[!{kind}]» c'è altro testo sulla riga: non è un avviso, si pubblica come testo"),
            format!("Lascia «> [!{kind}]» da solo sulla riga, e metti il titolo in grassetto in quella sotto."),
        ),
        Slip::HtmlForMarkdown { tag } => (
            format!("«<{tag}>» è HTML dove basta Markdown"),
            match tag.as_str() {
                "img" => "Scrivi ![Che cosa si vede](file.jpg).".into(),
                "center" => "Togli il tag: il testo non si centra a mano, ci pensa il tema.".into(),
                _ => "Togli il tag: l'aspetto lo decide il tema.".into(),
            },
        ),
        Slip::UndefinedFootnote { label } => (
            format!("la nota «[^{label}]» non ha un testo: si pubblica così com'è"),
            format!("Aggiungi in fondo una riga [^{label}]: con il testo della nota."),
        ),
        Slip::UnusedFootnote { label } => (
            format!("nessun punto del testo rimanda alla nota «[^{label}]»: non si pubblica"),
            format!("Scrivi [^{label}] dove serve la nota, o toglila."),
        ),
        Slip::RepeatedFootnote { label } => (
            format!("la nota «[^{label}]» è scritta due volte: se ne pubblica una"),
            "Dai un numero diverso a una delle due.".into(),
        ),
        Slip::EmptyFootnote { label } => (
            format!("la nota «[^{label}]» non dice nulla: se ne pubblica solo il numero"),
            format!("Scrivi il testo sulla stessa riga: [^{label}]: il testo. Oppure togli la nota."),
        ),
        Slip::TextInFootnote => (
            "questo testo è attaccato alla nota: si pubblica in fondo alla pagina, dentro la nota".into(),
            "Lascia una riga vuota sotto la nota.".into(),
        ),
        Slip::ListIndent { spaces } => (
            "questa voce è rientrata troppo poco per stare dentro quella sopra: si pubblica al suo stesso livello".into(),
            format!("Rientra le voci interne di {spaces} spazi."),
        ),
        Slip::PictureWithoutAddress => (
            "l'immagine non ha un indirizzo: non si vede".into(),
            "Scrivi il nome del file tra le tonde: ![La sala del convegno](sala.jpg).".into(),
        ),
        Slip::RepeatedDefinition { label } => (
            format!("«[{label}]:» dice due volte dove porta un collegamento: conta la prima, questa non si legge"),
            "Toglila, o dalle un altro nome.".into(),
        ),
        Slip::UnusedDefinition { label } => (
            format!("nessun collegamento rimanda a «[{label}]»: questa riga non si pubblica"),
            format!("Scrivi [testo][{label}] dove serve il collegamento, o togli la riga."),
        ),
        Slip::BrokenAddress { written, instead } => (
            format!("«{written}» non è un indirizzo: chi lo apre non arriva da nessuna parte"),
            format!("Scrivi {instead}"),
        ),
        Slip::ReversedLink => (
            "le parentesi del collegamento sono invertite: si pubblica come testo".into(),
            "Si scrive [testo](indirizzo): prima le quadre, poi le tonde.".into(),
        ),
        Slip::OpenLink => (
            "manca la parentesi che chiude l'indirizzo: si pubblica come testo".into(),
            "Si scrive [testo](indirizzo), con la tonda alla fine dell'indirizzo.".into(),
        ),
        Slip::LinkBrackets => (
            "le parentesi del collegamento non tornano: si pubblica come testo".into(),
            "Si scrive [testo](indirizzo): il testo tra due quadre, l'indirizzo tra due tonde.".into(),
        ),
        Slip::NoTarget => (
            "il collegamento non ha un indirizzo: chi lo apre resta su questa pagina".into(),
            "Scrivi l'indirizzo tra le tonde: [testo](indirizzo).".into(),
        ),
        Slip::SpaceBeforeTarget => (
            "tra «]» e «(» c'è uno spazio o un a capo: non è un collegamento, si pubblica come testo".into(),
            "Attacca le parentesi: [testo](indirizzo).".into(),
        ),
        Slip::SpaceInTarget { target, instead } => (
            format!("l'indirizzo «{target}» contiene spazi: non è un collegamento, si pubblica come testo"),
            match instead.starts_with('<') {
                true => format!("Rinomina il file senza spazi, o scrivi ({instead})."),
                false => format!("Scrivi ({instead})."),
            },
        ),
        Slip::WikiLink { target, embeds } => (
            format!("«[[{target}]]» è un collegamento di altri programmi: qui si pubblica come testo"),
            match embeds {
                true => format!("Scrivi ![che cosa mostra]({target}), con il percorso del file."),
                false => format!("Scrivi [testo]({}), con il percorso del file.", file_of(target)),
            },
        ),
        Slip::UndefinedLink { label } => (
            format!("il collegamento rimanda a «[{label}]», che non è definito: si pubblicano le parentesi"),
            format!("Scrivi l'indirizzo qui, [testo](indirizzo), o aggiungi una riga [{label}]: indirizzo."),
        ),
        Slip::TextAsDefinition { label } => (
            format!("una riga che comincia con «[{label}]:» dice dove porta un collegamento, e non si pubblica"),
            format!("Se è un testo, scrivi \\[{label}]: oppure togli le parentesi quadre."),
        ),
        Slip::EmptyLink => (
            "il collegamento non ha testo: nessuno lo vede né lo sente".into(),
            "Scrivi tra le quadre che cosa si trova là: [La convenzione](convenzione.md).".into(),
        ),
        Slip::AddressAsText => (
            "il testo del collegamento è il suo indirizzo: chi ascolta lo sente lettera per lettera".into(),
            "Scrivi che cosa si trova là: [il sito di ANAC](https://www.anticorruzione.it).".into(),
        ),
        Slip::AltIsFileName { alt } => (
            format!("il testo alternativo «{alt}» è il nome di un file"),
            "Descrivi che cosa si vede: ![La sala del convegno](sala.jpg).".into(),
        ),
        Slip::AltBegins { words } => (
            format!("il testo alternativo comincia con «{words}»: chi ascolta sa già che è un'immagine"),
            "Comincia da che cosa si vede: ![La sala del convegno](sala.jpg).".into(),
        ),
        Slip::OpenFence { mark } => (
            format!("il blocco di codice aperto con «{mark}» non si chiude: il resto della pagina ne fa parte"),
            format!("Chiudilo con una riga {mark}."),
        ),
        Slip::OpenElement { tag } => (
            format!("«<{tag}>» è aperto e non chiuso: il resto della pagina vi sta dentro"),
            format!("Chiudilo con </{tag}>; se va letto così com'è, mettilo tra apici inversi (`)."),
        ),
        Slip::OpenComment => (
            "il commento «<!--» non si chiude: il resto della pagina va perso".into(),
            "Chiudilo con -->.".into(),
        ),
        Slip::CommentAsText => (
            "il commento «<!--» non si chiude nel suo paragrafo: si pubblica come testo".into(),
            "Chiudilo con --> prima della riga vuota, o mettilo all'inizio di una riga sua.".into(),
        ),
        Slip::Filler { words } => (
            format!("«{words}» è un testo segnaposto"),
            "Sostituiscilo con il testo vero.".into(),
        ),
        Slip::EscapedHeading => (
            "la barra «\\» toglie ai «#» il loro senso: la riga si pubblica come testo".into(),
            "Togli la barra: ## e uno spazio prima del titolo.".into(),
        ),
        Slip::HeadingBraces { written, instead } => (
            format!("«{written}» alla fine del titolo non è un'àncora: non è come appare qui che si pubblica"),
            format!("Per un'àncora scrivi {instead}; se è testo, metti una barra prima: \\{{."),
        ),
        Slip::ForeignHeading { sign } => (
            format!("«{sign}» è il titolo di un altro programma: qui la riga si pubblica come testo"),
            "Scrivi ## e uno spazio prima del titolo, e nient'altro.".into(),
        ),
        Slip::HashInside => (
            "«##» in mezzo alla riga non comincia un titolo: si pubblica così com'è".into(),
            "Metti il titolo su una riga sua, con una riga vuota prima.".into(),
        ),
        Slip::TableDashes => (
            "i segni di questa riga non sono trattini: la tabella si pubblica come testo con le barre".into(),
            "Riscrivila con trattini semplici: |---|---|, un gruppo per colonna.".into(),
        ),
        Slip::TableSecondDelimiter => (
            "questa riga di trattini non è sotto la prima: si pubblica come una riga della tabella".into(),
            "Toglila: i trattini stanno una volta sola, sotto i nomi delle colonne.".into(),
        ),
        Slip::ListOnOneLine => (
            "sembra un elenco scritto su una riga sola: si pubblicano i trattini".into(),
            "Metti ogni voce su una riga sua, con una riga vuota prima della prima.".into(),
        ),
        Slip::TextInList => (
            "questo testo è attaccato all'elenco: si pubblica dentro la voce sopra".into(),
            "Lascia una riga vuota prima; se continua la voce, rientralo.".into(),
        ),
        Slip::SpacedAddress { written, instead } => (
            format!("«{written}» ha uno spazio all'interno: non è un indirizzo, si pubblica come testo"),
            format!("Scrivi {instead}"),
        ),
        Slip::PathAsText { path } => (
            format!("«{path}» è il percorso di un file: si pubblica così com'è, e non porta da nessuna parte"),
            format!("Scrivi un collegamento: [che cosa si trova là]({path})."),
        ),
        Slip::OpenTag { tag } => (
            format!("il tag «<{tag}» non si chiude: si pubblica come testo"),
            "Chiudilo con >, e controlla che ogni virgoletta aperta sia chiusa.".into(),
        ),
        Slip::UnknownEntity { name } => (
            format!("«&{name};» non è il nome di nessun carattere: si pubblica così com'è"),
            "Scrivi il carattere stesso: è, à, €.".into(),
        ),
        Slip::BrokenWord { word } => (
            format!("«{word}» è spezzata dal trattino di fine riga: si pubblica in due pezzi"),
            "Scrivila intera, su una riga sola.".into(),
        ),
        Slip::TableTorn => (
            "questa riga è staccata dalla tabella sopra: si pubblica come testo con le barre".into(),
            "Togli la riga vuota che la divide dalla tabella.".into(),
        ),
        Slip::TableRowBroken => (
            "la riga della tabella è spezzata in due: se ne pubblicano due righe".into(),
            "Scrivi tutta la riga su una sola, dalla prima barra all'ultima; per andare a capo in una cella usa <br>.".into(),
        ),
        Slip::TableTabs => (
            "sembra una tabella copiata da un documento, con tabulazioni tra le celle: si pubblica come testo di seguito".into(),
            "Metti una barra tra le celle, | una | altra |, e sotto la prima riga |---|---|, un gruppo di trattini per colonna.".into(),
        ),
        Slip::YearList { number } => (
            format!("«{number}.» all'inizio della riga comincia un elenco numerato"),
            format!("Se è un anno o un numero, scrivi {number}\\. con la barra prima del punto."),
        ),
        Slip::TaskBox => (
            "la casella non è scritta come si deve: si pubblicano le parentesi".into(),
            "Scrivi - [ ] o - [x], con uno spazio dentro la casella vuota e uno dopo.".into(),
        ),
        Slip::InvisibleSpace { mark } => (
            format!("accanto a «{mark}» c'è uno spazio che sembra normale e non lo è: la riga si pubblica come testo"),
            "Cancellalo e scrivi uno spazio; lo fa anche «casa check --fix».".into(),
        ),
        Slip::FootnoteReference { label, written } => (
            format!("«{written}» non rimanda alla nota: si pubblica così com'è, e la nota va persa"),
            format!("Scrivi [^{label}]."),
        ),
        Slip::FootnoteSign { label, written } => (
            format!("«{written}» non comincia il testo di una nota: si pubblica così com'è"),
            format!("Scrivi [^{label}]: all'inizio della riga, con i due punti attaccati, e [^{label}] dove serve la nota."),
        ),
        Slip::LinkTitle { address } => (
            "il titolo del collegamento non è tra due virgolette diritte: si pubblica tutto come testo".into(),
            format!("Scrivi ({address}), o ({address} \"titolo\")."),
        ),
        Slip::NestedLink => (
            "un collegamento sta dentro il testo di un altro: quello esterno si pubblica come testo".into(),
            "Togli uno dei due, o mettili uno dopo l'altro.".into(),
        ),
        Slip::PictureSpace => (
            "il «!» non sta subito prima di «[»: si pubblica un collegamento, e non l'immagine".into(),
            "Scrivi ![Che cosa si vede](file.jpg), senza uno spazio tra «!» e «[».".into(),
        ),
        Slip::LocalAddress { target } => (
            format!("«{target}» c'è solo sul computer di chi scrive: ai lettori non si apre"),
            "Scrivi l'indirizzo pubblico, o il percorso del file: [testo](pagina.md).".into(),
        ),
        Slip::StrayEnd { tag } => (
            format!("«</{tag}>» chiude un elemento che non è aperto"),
            format!("Toglilo, o apri prima <{tag}>."),
        ),
        Slip::MarkdownInHtml => (
            "attaccato a un tag HTML il Markdown non si legge: si pubblicano i suoi segni".into(),
            "Lascia una riga vuota tra il tag e il testo.".into(),
        ),
        Slip::IndentedCode => (
            "la riga comincia con quattro spazi o una tabulazione: si pubblica come codice".into(),
            "Togli gli spazi all'inizio; se è codice, mettilo tra due righe di ```.".into(),
        ),
        Slip::CommentSigns => (
            "un commento comincia con «<!--» e finisce con «-->»: così si pubblica come testo".into(),
            "Scrivi <!-- commento -->, con due trattini da ogni parte.".into(),
        ),
        Slip::OpenEntity { name } => (
            format!("dopo «&{name}» manca il punto e virgola: si pubblica così com'è"),
            format!("Scrivi &{name}; o il carattere stesso."),
        ),
        Slip::BrokenCharacters { shown } => (
            format!("«{shown}» non è ciò che si voleva scrivere: il testo è stato copiato o salvato male"),
            "Riscrivi la parola, e controlla il resto della pagina; i file si salvano in UTF-8.".into(),
        ),
    };
    (message, Some(help))
}

fn cells_of(n: usize) -> String {
    match n {
        1 => "1 cella".into(),
        n => format!("{n} celle"),
    }
}

fn columns_of(n: usize) -> String {
    match n {
        1 => "1 colonna".into(),
        n => format!("{n} colonne"),
    }
}
