"""Short forms people type instead of the whole word: towns and common words of customers' names. Folded spelling."""

from collections.abc import Mapping

WHOLE: Mapping[str, tuple[str, ...]] = {
    "hki": ("helsinki",),
    "hml": ("hameenlinna",),
    "jkl": ("jyvaskyla",),
    "jns": ("joensuu",),
    "joe": ("joensuu",),
    "kaj": ("kajaani",),
    "kok": ("kokkola",),
    "kuo": ("kuopio",),
    "lhti": ("lahti",),
    "lpr": ("lappeenranta",),
    "mli": ("mikkeli",),
    "roi": ("rovaniemi",),
    "rvn": ("rovaniemi",),
    "sjk": ("seinajoki",),
    "tku": ("turku",),
    "tre": ("tampere",),
    "vnt": ("vantaa",),
    "as": ("asunto",),
    "hlo": ("henkilosto",),
    "ins": ("insinoorit",),
    "kiint": ("kiinteisto",),
    "log": ("logistiikka",),
    "pk": ("paivakoti", "paivakodit"),
    "rav": ("ravintola",),
    "srk": ("seurakunta",),
    "tk": ("terveyskeskus", "terveysasema"),
    "vak": ("vakuutus",),
}


def spellings(word: str) -> tuple[str, ...]:
    """The word as typed, then what it may be short for."""
    return (word, *WHOLE.get(word, ()))
