#!/usr/bin/env python3
"""A seeded corpus of Markdown pages like those of an Italian public portal.

usage: corpus.py N FOLDER

Writes N pages of about 640 words under FOLDER/content: headings, lists, tables, links between
pages, 20 sections, two taxonomies of 40 and 20 terms. The same N gives the same bytes everywhere.
"""
import datetime
import itertools
import os
import random
import sys

N, OUT = int(sys.argv[1]), sys.argv[2]
RANDOM = random.Random(20260801)

NOUNS = """
domanda istanza procedimento certificato tributo ufficio sportello cittadino impresa ente comune
regione provincia delibera determina regolamento bando graduatoria contributo agevolazione
canone tassa imposta rimborso ricevuta scadenza termine modulo allegato firma identità accesso
portale servizio prestazione assistenza anagrafe residenza cittadinanza matrimonio nascita
decesso tessera elettorale voto seggio lista scuola mensa trasporto iscrizione asilo nido
biblioteca museo patrimonio edilizia permesso licenza autorizzazione commercio mercato suolo
occupazione passo carrabile rifiuti raccolta ambiente verde parco animale polizia verbale
sanzione ricorso giudice protocollo posta elettronica certificata pagamento piattaforma dato
trasparenza accountability consiglio giunta sindaco assessore dirigente responsabile procedura
gara appalto contratto fornitore fattura bilancio previsione rendiconto spesa entrata mutuo
investimento fondo progetto obiettivo indicatore monitoraggio relazione parere nulla osta
convenzione accordo protocollo intesa volontariato associazione terzo settore disabilità
invalidità caregiver anziano minore famiglia nucleo reddito indicatore situazione economica
""".split()
ADJECTIVES = """
comunale regionale nazionale digitale elettronico telematico ordinario straordinario urgente
annuale mensile gratuito oneroso obbligatorio facoltativo pubblico privato amministrativo
fiscale catastale sociale sanitario scolastico edilizio urbanistico ambientale culturale
sportivo turistico agricolo artigianale commerciale industriale residente competente valido
scaduto completo incompleto originale autentico conforme provvisorio definitivo preventivo
successivo iniziale finale generale speciale territoriale locale europeo internazionale
""".split()
VERBS = """
presentare richiedere ottenere compilare allegare firmare inviare trasmettere consegnare
ritirare pagare versare rimborsare verificare controllare approvare respingere sospendere
revocare annullare prorogare rinnovare aggiornare modificare integrare pubblicare consultare
scaricare stampare conservare registrare protocollare notificare comunicare informare assistere
accompagnare garantire assicurare tutelare promuovere sostenere finanziare realizzare gestire
organizzare coordinare valutare
""".split()
FUNCTION_WORDS = """
di il la che e a per in del della dei delle è con su da al alla un una i le gli non sono si come
anche più o se entro presso tramite mediante secondo ai sensi dell' nel nella nei quale quali
può possono deve devono essere stato previsto
""".split()
SUFFIXES = """
mento zione tore trice bile ità ismo ista aggio anza enza oso osa ale ario ivo iva ando endo ato
ata uto ito
""".split()
HEADS = """
ab ac ad al am an ap ar as at av ba be bo ca ce co cu da de di do el em en es fa fe fi fo fu ga ge
gi go gu im in la le li lo ma me mi mo mu na ne no nu
""".split()
MIDDLES = "bil can der fin gen lig mar nor pal ric sen tar ver zon strut tras pren glob".split()
SECTIONS = """
servizi procedure normativa faq glossario sportelli notizie bandi concorsi modulistica tributi
anagrafe scuola ambiente edilizia commercio cultura sociale mobilita trasparenza
""".split()
TOPICS = [f"{noun}-{adjective}" for noun, adjective in zip(NOUNS[:40], ADJECTIVES * 2)][:40]
OFFICES = [f"ufficio-{noun}" for noun in NOUNS[40:60]]


def vocabulary():
    """Words with cumulative weights that follow Zipf's law, function words first."""
    rare = [head + middle + suffix for head in HEADS for middle in MIDDLES for suffix in SUFFIXES]
    RANDOM.shuffle(rare)
    words = FUNCTION_WORDS + NOUNS + ADJECTIVES + VERBS + rare[:14000]
    weights = [(1.0 if i < len(FUNCTION_WORDS) else 0.55) / (i + 3) for i in range(len(words))]
    return words, list(itertools.accumulate(weights))


WORDS, CUMULATIVE = vocabulary()


def sentence(least=9, most=26):
    words = RANDOM.choices(WORDS, cum_weights=CUMULATIVE, k=RANDOM.randint(least, most))
    words[0] = words[0].capitalize()
    if len(words) > 12:
        words[len(words) // 2] += ","
    return " ".join(words) + "."


def slug(i):
    return f"{SECTIONS[i % 20]}-{i:06d}"


def url(i):
    return f"/{SECTIONS[i % 20]}/{slug(i)}/"


def paragraph(least):
    sentences, count = [], 0
    while count < least:
        sentences.append(sentence())
        count += sentences[-1].count(" ") + 1
    words = " ".join(sentences).split(" ")
    bold = RANDOM.randrange(len(words) - 4)
    words[bold] = f"**{words[bold]}**"
    link = (bold + 7) % len(words)
    words[link] = f"[{words[link].rstrip('.,')}]({url(RANDOM.randrange(N))})"
    emphasis = (bold + 15) % len(words)
    if not words[emphasis].startswith(("*", "[")):
        words[emphasis] = f"_{words[emphasis].rstrip('.,')}_"
    return " ".join(words)


def heading():
    words = [RANDOM.choice(NOUNS), RANDOM.choice(ADJECTIVES), RANDOM.choice(VERBS)]
    return " ".join(words).capitalize()


def body():
    lines = [paragraph(52), ""]
    for part in range(4):
        lines += [f"## {heading()}", "", paragraph(42), ""]
        if part == 0:
            lines += [f"- {sentence(6, 12)}" for _ in range(5)] + [""]
        if part == 1:
            lines += ["| Documento | Ufficio | Termine | Costo |", "|---|---|---|---:|"]
            lines += [
                f"| {RANDOM.choice(NOUNS)} {RANDOM.choice(ADJECTIVES)} | {RANDOM.choice(OFFICES)} "
                f"| {RANDOM.randint(5, 120)} giorni | {RANDOM.randint(0, 200)},00 € |"
                for _ in range(6)
            ] + [""]
        if part == 2:
            lines += [f"{k + 1}. {sentence(6, 12)}" for k in range(5)] + [""]
        lines += [f"### {heading()}", "", paragraph(26), ""]
        if part == 3:
            lines += [f"> {sentence(12, 20)}", ""]
            lines += ["Contatti: <ufficio@comune.example.it>, sito <https://www.comune.example.it/contatti>.", ""]
    return "\n".join(lines)


def write(path, text):
    with open(os.path.join(OUT, "content", path), "w", encoding="utf-8") as file:
        file.write(text)


def main():
    for section in SECTIONS:
        os.makedirs(os.path.join(OUT, "content", section), exist_ok=True)
        title = section.capitalize()
        write(f"{section}/_index.md", f'---\ntitle: "{title}"\ndescription: "Sezione {title}"\n---\n')
    write("_index.md", '---\ntitle: "Portale"\n---\n')
    write("casa.yaml", "title: Portale\nbase_url: https://www.example.org\nlanguage: it\n")
    first_day = datetime.date(2020, 1, 1)
    for i in range(N):
        words = [RANDOM.choice(NOUNS), RANDOM.choice(ADJECTIVES), RANDOM.choice(NOUNS)]
        title = " ".join(words).capitalize() + f" {i}"
        description = sentence(12, 18)
        topics = sorted(RANDOM.sample(TOPICS, 3))
        office = RANDOM.choice(OFFICES)
        date = first_day + datetime.timedelta(days=RANDOM.randrange(2000))
        text = body()
        front_matter = [
            "---",
            f'title: "{title}"',
            f'description: "{description}"',
            f"date: {date}",
            f"tags: [{', '.join(topics)}]",
            f"categories: [{office}]",
            f'codice: "P{i:06d}"',
            "---",
            "",
        ]
        write(f"{SECTIONS[i % 20]}/{slug(i)}.md", "\n".join(front_matter) + "\n" + text)


main()
