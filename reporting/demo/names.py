"""Invented names: people, places and e-mail addresses (domain.md 6.1, 6.2)."""

import random
from collections.abc import Iterator

from config.common.folding import fold

DOMAIN = "siistipolku.example"
FIRST_NAMES = (
    "Anna", "Antti", "Anneli", "Antero", "Elina", "Eero", "Eeva", "Esa", "Hanna", "Hannu", "Heidi", "Heikki", "Heli",
    "Henna", "Ilkka", "Jaana", "Janne", "Jari", "Johanna", "Juha", "Jukka", "Kaarina", "Kalle", "Kari", "Katja",
    "Kirsi", "Laura", "Leena", "Liisa", "Marja", "Marko", "Markus", "Matti", "Mika", "Mikko", "Minna", "Noora", "Olli",
    "Outi", "Pasi", "Pauliina", "Pertti", "Petri", "Pirjo", "Päivi", "Raimo", "Riitta", "Sami", "Sanna", "Sari",
    "Seppo", "Susanna", "Tapio", "Tarja", "Teemu", "Tiina", "Timo", "Tuula", "Veli", "Ville",
)  # fmt: skip
SURNAME_STARTS = ("Malli", "Koe", "Testi", "Satu", "Taru", "Kuva", "Haave", "Luulo", "Arvo", "Oletus")
SURNAME_ENDS = ("nen", "la", "maa", "virta", "vaara", "salo", "niemi", "lampi")
# Layout tests of their own: å and ö with a hyphen, 34 letters, a Swedish and a Russian name.
SPECIAL_NAMES = (
    "Åsa-Maria Öhtest",
    "Liisa-Maria Testivaara-Oletusvirta",
    "Björn Testström",
    "Irina Haavelova",
    "Väinö Mäntytesti",
)
OWNERS = (
    "Aino Mallinen", "Eero Esimerkkilä", "Helmi Kuvittela", "Jussi Testivaara", "Kaisa Satuvirta", "Lauri Tarunen",
    "Maija Keksilä", "Niko Luulonen", "Outi Haavelma", "Pekka Oletusmaa", "Riikka Unelminen", "Timo Harhala",
)  # fmt: skip
PLACES = (
    "Koivula", "Rantala", "Niemelä", "Mäkelä", "Lehtola", "Pihlajala", "Honkala", "Metsola", "Kuusela", "Haapala",
    "Peltola", "Ojala", "Kivelä", "Leppälä", "Tammela", "Kalliola", "Suvela", "Harjula", "Onnela", "Toivola", "Päivölä",
    "Ketola", "Aholaita", "Koskela", "Laaksola", "Myllylä", "Pohjola", "Puistola", "Saarela", "Vaahtera", "Viertola",
    "Ylätupa", "Alatalo", "Keskipiha", "Itäportti", "Länsiportti", "Etelärinne", "Pohjanpiha", "Tuulimylly",
    "Tähtikulma", "Kuutamo", "Revontuli", "Satumetsä", "Pilvenranta", "Kanervala", "Mustikkamäki", "Karpalo",
    "Vadelma", "Orvokki", "Lumikello", "Kissankello", "Vuokko", "Kielo", "Apila", "Timotei", "Sinililja",
    "Leinikki", "Ruusula", "Neilikka", "Hiirenporras",
)  # fmt: skip
SITE_KINDS = {
    "care": ("", " hoivakoti"),
    "health": (" terveysasema", " vastaanotto"),
    "retail": (" myymälä", " liike"),
    "manufacturing": (" tuotantolaitos", " varasto"),
    "logistics": (" terminaali", " varasto"),
    "offices": (" toimisto", " konttori"),
    "public": (" arkisto", " palvelupiste"),
    "hotels": (" hotelli", " kylpylä"),
    "restaurants": (" ravintola", " keittiö"),
    "education": (" päiväkoti", " koulu"),
}


def people_names(chance: random.Random) -> Iterator[str]:
    """Names without end and without repeats; a collision gets a middle initial."""
    given: set[str] = set(OWNERS)
    while True:
        first = chance.choice(FIRST_NAMES)
        last = chance.choice(SURNAME_STARTS) + chance.choice(SURNAME_ENDS)
        initials = iter("ABCDEFGHIJKLMNOPRSTUV")
        name = f"{first} {last}"
        while name in given:
            name = f"{first} {next(initials)}. {last}"
        given.add(name)
        yield name


def email(name: str, domain: str = DOMAIN) -> str:
    """first.last@…example, without accents."""
    return ".".join(fold(name.replace("-", "")).split()) + "@" + domain


def phone(number: int) -> str:
    """A number nobody has: +358 00 000 nnn."""
    return f"+358 00 000 {number % 1000:03d}"


def business_ids() -> Iterator[str]:
    """Business IDs that can never be issued: the remainder of their base is 1, which has no check digit."""
    for base in (*range(9999901, 10000000), *range(9990000, 9999901)):
        digits = [int(digit) for digit in str(base)]
        if sum(weight * digit for weight, digit in zip((7, 9, 10, 5, 8, 4, 2), digits, strict=True)) % 11 == 1:
            yield f"{base}-0"
