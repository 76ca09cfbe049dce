#!/usr/bin/env python3
"""A seeded corpus of Markdown pages like those of an Italian public portal.

usage: corpus.py N FOLDER [--words fixed] [--mean 644] [--topics 40]

Writes N pages under FOLDER/content: headings, lists, tables, links between pages, 20 sections, two
taxonomies (40 topics, of which a page has three, and half as many offices). casa, Hugo, Eleventy
and the floor program all read these same files. Each page is made from a seed of its own, so a
corpus of a million takes no more memory than one of a thousand, and the same N gives the same bytes
everywhere.

A page has about 644 words on average, between 80 and 6,000, with a log-normal distribution as
lengths of texts have; with `--words fixed` every page is built alike and has about that many.
"""
import argparse
import datetime
import itertools
import math
import multiprocessing
import os
import random

SEED = 20260801
# Words of a page: their mean, the standard deviation of their logarithm, and the limits.
MEAN, DEVIATION, LEAST, MOST = 644, 0.8, 80, 6000

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
TOPICS = [f"{noun}-{adjective}" for noun, adjective in zip(NOUNS[:40], ADJECTIVES)]
OFFICES = [f"ufficio-{noun}" for noun in NOUNS[40:60]]


FIRST_DAY = datetime.date(2020, 1, 1)
# Pages that a process writes in one go.
BATCH = 500


def vocabulary():
    """Words with cumulative weights that follow Zipf's law, function words first."""
    rare = [head + middle + suffix for head in HEADS for middle in MIDDLES for suffix in SUFFIXES]
    random.Random(SEED).shuffle(rare)
    words = FUNCTION_WORDS + NOUNS + ADJECTIVES + VERBS + rare[:14000]
    weights = [(1.0 if i < len(FUNCTION_WORDS) else 0.55) / (i + 3) for i in range(len(words))]
    return words, list(itertools.accumulate(weights))


WORDS, CUMULATIVE = vocabulary()


def path(i):
    """Where page `i` stands, below `content/` and on every site, without extension."""
    section = SECTIONS[i % len(SECTIONS)]
    return f"{section}/{section}-{i:06d}"


class Page:
    """The text of page `i` of `count`."""

    def __init__(self, i, count, fixed, topics, mean):
        self.chance = random.Random(SEED + 1 + i)
        self.count = count
        words = [self.chance.choice(NOUNS), self.chance.choice(ADJECTIVES), self.chance.choice(NOUNS)]
        title = " ".join(words).capitalize() + f" {i}"
        description = self.sentence(12, 18)
        date = FIRST_DAY + datetime.timedelta(days=self.chance.randrange(2000))
        body = self.body(math.inf if fixed else self.length(mean))
        # Last, so that with other terms the pages say the same.
        tags = sorted(self.chance.sample(TOPICS[:topics], 3))
        office = self.chance.choice(OFFICES[: topics // 2])
        self.text = (
            f'---\ntitle: "{title}"\ndescription: "{description}"\ndate: {date}\n'
            f'tags: [{", ".join(tags)}]\ncategories: [{office}]\ncodice: "P{i:06d}"\n---\n\n{body}'
        )

    def body(self, end):
        """Blocks of text until there are as many words as the page is to have; those of four parts
        if that is no number, and all pages are to be alike."""
        fixed = math.isinf(end)
        blocks = [self.paragraph(min(52, end))]
        words = len(blocks[0].split())
        for part in range(4) if fixed else itertools.count():
            for block in (self.part, lambda: self.figure(part % 4), self.subpart):
                if words < end:
                    blocks.append(block())
                    words += len(blocks[-1].split())
            if words >= end:
                break
        blocks.append("Contatti: <ufficio@comune.example.it>, sito <https://www.comune.example.it/contatti>.\n")
        return "\n\n".join(blocks)

    def length(self, mean):
        words = self.chance.lognormvariate(math.log(mean) - DEVIATION**2 / 2, DEVIATION)
        # The last block goes beyond by about as many, on average.
        return min(max(words - 40, LEAST), MOST)

    def part(self):
        return f"## {self.heading()}\n\n{self.paragraph(42)}"

    def subpart(self):
        return f"### {self.heading()}\n\n{self.paragraph(26)}"

    def figure(self, kind):
        if kind == 0:
            return "\n".join(f"- {self.sentence(6, 12)}" for _ in range(5))
        if kind == 1:
            head = "| Documento | Ufficio | Termine | Costo |\n|---|---|---|---:|\n"
            return head + "\n".join(self.row() for _ in range(6))
        if kind == 2:
            return "\n".join(f"{number}. {self.sentence(6, 12)}" for number in range(1, 6))
        return f"> {self.sentence(12, 20)}"

    def row(self):
        choice, among = self.chance.choice, self.chance.randint
        document = f"{choice(NOUNS)} {choice(ADJECTIVES)}"
        return f"| {document} | {choice(OFFICES)} | {among(5, 120)} giorni | {among(0, 200)},00 € |"

    def heading(self):
        words = [self.chance.choice(NOUNS), self.chance.choice(ADJECTIVES), self.chance.choice(VERBS)]
        return " ".join(words).capitalize()

    def sentence(self, least=9, most=26):
        words = self.chance.choices(WORDS, cum_weights=CUMULATIVE, k=self.chance.randint(least, most))
        words[0] = words[0].capitalize()
        if len(words) > 12:
            words[len(words) // 2] += ","
        return " ".join(words) + "."

    def paragraph(self, least):
        """Sentences of at least so many words, one of them bold, one emphasised, one a link."""
        words = []
        while len(words) < least:
            words += self.sentence().split(" ")
        bold = self.chance.randrange(len(words) - 4)
        words[bold] = f"**{words[bold]}**"
        link = (bold + 7) % len(words)
        words[link] = f"[{words[link].rstrip('.,')}](/{path(self.chance.randrange(self.count))}/)"
        emphasis = (bold + 15) % len(words)
        if not words[emphasis].startswith(("*", "[")):
            words[emphasis] = f"_{words[emphasis].rstrip('.,')}_"
        return " ".join(words)


def write(folder, name, text):
    with open(os.path.join(folder, "content", name), "w", encoding="utf-8") as file:
        file.write(text)


def write_pages(batch):
    folder, first, count, *of_pages = batch
    for i in range(first, min(first + BATCH, count)):
        write(folder, f"{path(i)}.md", Page(i, count, *of_pages).text)


def write_site(folder, count, fixed=False, topics=len(TOPICS), mean=MEAN):
    """Writes the corpus; `topics` are between 4 and 40: the fewer, the more pages each has. `mean`
    are the words of a page on average, if not all are alike."""
    for section in SECTIONS:
        os.makedirs(os.path.join(folder, "content", section), exist_ok=True)
        title = section.capitalize()
        write(folder, f"{section}/_index.md", f'---\ntitle: "{title}"\ndescription: "Sezione {title}"\n---\n')
    write(folder, "_index.md", '---\ntitle: "Portale"\n---\n')
    write(folder, "casa.yaml", "title: Portale\nbase_url: https://www.example.org\nlanguage: it\n")
    batches = ((folder, first, count, fixed, topics, mean) for first in range(0, count, BATCH))
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(write_pages, batches):
            pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder")
    parser.add_argument("--words", choices=["lognormal", "fixed"], default="lognormal")
    parser.add_argument("--mean", type=int, default=MEAN, metavar="WORDS")
    parser.add_argument("--topics", type=int, choices=range(4, len(TOPICS) + 1), default=len(TOPICS), metavar="4…40")
    options = parser.parse_args()
    write_site(options.folder, options.count, options.words == "fixed", options.topics, options.mean)


if __name__ == "__main__":
    main()
