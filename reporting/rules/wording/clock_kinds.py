"""Kinds of clock events as a sentence names them, by code (domain.md 3.2)."""

from collections.abc import Mapping

_NAMES: Mapping[str, tuple[str, str, str]] = {  # code -> Finnish, English, Swedish
    "JT": ("johtajatapaaminen", "director meeting", "direktörsmöte"),
    "SY": ("synttärit ja kehityspalaveri", "anniversary and development meeting", "årsdag och utvecklingsmöte"),
    "OR": ("ohjausryhmä", "steering group", "styrgruppsmöte"),
    "LK": ("laatu- ja tyytyväisyyskäynti", "quality and satisfaction visit", "kvalitets- och nöjdhetsbesök"),
    "AT": ("asiakastyytyväisyyskysely", "satisfaction survey", "kundnöjdhetsenkät"),
    "ATP": ("kyselyn purku", "feedback of survey results", "genomgång av enkäten"),
    "SA": ("sisäinen auditointi", "internal audit", "intern revision"),
    "WE": ("webinaari", "webinar", "webbinarium"),
    "RA": ("asiakasraportti", "report to the customer", "kundrapport"),
    "LKO": ("laatukortti johtoryhmälle", "quality card to the board", "kvalitetskort till ledningsgruppen"),
    "TS": ("toimintasuunnitelman päivitys", "annual plan update", "uppdatering av verksamhetsplanen"),
    "TA": ("tavoitteiden tarkistus", "goal check", "kontroll av mål"),
    "TU": ("tukiorganisaation palaveri", "support team meeting", "stödorganisationens möte"),
    "ES": ("esittely henkilöstölle", "account presentation to staff", "presentation för personalen"),
    "KS": ("kustannusseuranta", "cost follow-up", "kostnadsuppföljning"),
    "HI": ("hinnantarkistus", "price review", "prisjustering"),
    "SP": ("sopimuksen jatkopäätös", "renewal decision", "beslut om förlängning av avtalet"),
    "TV": ("tilaajavastuutiedot", "contractor's liability documents", "beställaransvarsuppgifter"),
    "VV": ("vastuuhenkilön vuosikatsaus", "yearly owner review", "årlig genomgång av kundansvaret"),
    "RI": ("riskikartoitus", "risk review", "riskgenomgång"),
    "PW": ("pikawebinaari", "ad-hoc webinar", "snabbwebbinarium"),
}
KINDS_FI, KINDS_EN, KINDS_SV = ({code: names[lang] for code, names in _NAMES.items()} for lang in range(3))
