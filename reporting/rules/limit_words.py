"""The words of every limit in Finnish, English and Swedish, what it counts and when its colour starts (domain.md 2.2).

`limit_names.py` reads this table; the numbers themselves stand in `thresholds.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# What a limit counts.
PERCENT, POINTS_OF_PERCENT, EUR, SCORE = "percent", "pp", "eur", "score"
MONTHS, DAYS, WORKING_DAYS, MONTH_OF_YEAR = "months", "days", "working_days", "month_of_year"
SITES, COMPLAINTS, RATE, POINTS, ROUNDS, CHANGES = "sites", "complaints", "rate", "points", "rounds", "changes"
PEOPLE, PROJECTS, ANSWERS, DIMENSIONS = "people", "projects", "answers", "dimensions"
TIMES, EVENTS, CELLS, GOALS = "times", "events", "cells", "goals"
# When the colour starts: strictly below or over the limit, or from it on, upwards or downwards.
BELOW, OVER, AT, DOWN_TO = "below", "over", "at", "down_to"

Words = tuple[str, str, str]  # Finnish, English, Swedish
Pair = tuple[str, str]
_LANGUAGES = ("fi", "en", "sv")


@dataclass(frozen=True, slots=True)
class LimitName:
    """Words and kind of one limit."""

    words: Words
    unit: str
    side: str = ""  # when the colour starts; empty for a limit that starts none by itself

    def text(self, lang: str) -> str:
        """The name in a language."""
        return self.words[_LANGUAGES.index(lang[:2])]


GENERAL: Mapping[str, Words] = MappingProxyType(
    {
        "amber": ("Keltaisen raja", "Amber limit", "Gräns för gul"),
        "red": ("Punaisen raja", "Red limit", "Gräns för röd"),
        "band": ("Marginaali ennen paranemista", "Margin before it improves", "Marginal innan färgen förbättras"),
        "on": ("Sääntö käytössä", "Rule in use", "Regeln används"),
    }
)

# Unit of a rule's amber, red and band, and when its colours start.
RULE_UNITS: Mapping[str, Pair] = MappingProxyType(
    {
        "R01": (PERCENT, BELOW),
        "R02": (PERCENT, BELOW),
        "R03": (POINTS_OF_PERCENT, BELOW),
        "R04": (MONTHS, BELOW),
        "R05": (EUR, AT),
        "R06": (PERCENT, BELOW),
        "R06k": (PERCENT, BELOW),
        "R07": (PERCENT, BELOW),
        "R07k": (SCORE, BELOW),
        "R08": (SITES, AT),
        "R08k": (PROJECTS, AT),
        "R09": (PERCENT, BELOW),
        "R10": (MONTHS, OVER),
        "R11": (SCORE, BELOW),
        "R13": (RATE, OVER),
        "R14": (COMPLAINTS, AT),
        "R16": (PERCENT, BELOW),
        "R17": (TIMES, AT),
        "R18": (DAYS, OVER),
        "R19": (EVENTS, AT),
        "R20": (GOALS, AT),
        "R24": (PERCENT, OVER),
        "R25": (SITES, AT),
        "R26": (PEOPLE, AT),
        "R28": (CELLS, AT),
        "R31": (POINTS, AT),
    }
)

# Limits with words of their own: rule, name, unit, side, Finnish, English, Swedish.
# fmt: off
_ROWS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("R02", "min_base_eur", EUR, "", "Vertailua ei tehdä, jos edellisvuosi oli alle",
     "No comparison when the year before was under",
     "Ingen jämförelse om året innan var under"),
    ("R06", "few_planned", ROUNDS, "", "Tätä harvemmista suunnitelluista lasketaan tekemättömät",
     "With fewer planned the missed ones are counted", "Vid färre planerade räknas de ogjorda"),
    ("R06", "missed_amber", ROUNDS, AT, "Keltainen, tekemättä vähintään", "Amber, missed at least",
     "Gul, ogjorda minst"),
    ("R06", "missed_red", ROUNDS, AT, "Punainen, tekemättä vähintään", "Red, missed at least", "Röd, ogjorda minst"),
    ("R06k", "few_active", PROJECTS, "", "Tätä harvemmista projekteista lasketaan myöhässä olevat",
     "With fewer projects the late ones are counted", "Vid färre projekt räknas de försenade"),
    ("R06k", "late_amber", PROJECTS, AT, "Keltainen, myöhässä vähintään", "Amber, late at least",
     "Gul, försenade minst"),
    ("R06k", "late_red", PROJECTS, AT, "Punainen, myöhässä vähintään", "Red, late at least", "Röd, försenade minst"),
    ("R07k", "min_n", ANSWERS, "", "Arvioidaan, kun palautteita on vähintään",
     "Judged when there are answers, at least", "Bedöms när svaren är minst"),
    ("R08", "red_share", PERCENT, "", "Punainen vaatii mitatuista vähintään",
     "Red needs of the measured sites at least", "Röd kräver av de mätta objekten minst"),
    ("R08", "site_score", PERCENT, "", "Kohteen pisteraja", "Score limit of a site", "Poänggräns för ett objekt"),
    ("R08k", "red_share", PERCENT, "",
     "Selvästi ylittävä projekti on punainen, kun sen osuus asiakkuudesta on vähintään",
     "A project far over is red when its share of the account is at least",
     "Ett projekt långt över är rött när dess andel av kundrelationen är minst"),
    ("R13", "min_count", COMPLAINTS, "", "Tätä harvemmat reklamaatiot ovat vihreä",
     "Fewer complaints than this are green", "Färre reklamationer än detta är grönt"),
    ("R14", "red_days", DAYS, "", "Punainen, jos yksikin on myöhässä yli", "Red when any is late by more than",
     "Röd om någon är sen med mer än"),
    ("R15", "follow_up_days", DAYS, "", "Suljetun seuranta-aika", "Follow-up of a closed one",
     "Uppföljning av en avslutad"),
    ("R16", "few_n", COMPLAINTS, "", "Tätä harvemmista reklamaatioista lasketaan myöhästyneet",
     "With fewer complaints the late answers are counted", "Vid färre reklamationer räknas de sena svaren"),
    ("R16", "late_amber", COMPLAINTS, AT, "Keltainen, myöhässä vastattu vähintään", "Amber, answered late at least",
     "Gul, sent besvarade minst"),
    ("R18", "soften_days", DAYS, "", "Punainen lievenee, jos seuraava tapaaminen on enintään",
     "Red softens when the next meeting is within", "Röd mildras om nästa möte är inom"),
    ("R19", "key_days", DAYS, "", "Punainen, kun avaintapahtuma on myöhässä yli",
     "Red when a key event is late by more than", "Röd när en nyckelhändelse är sen med mer än"),
    ("R20", "red_one_in", GOALS, "", "Punainen vaatii, että myöhässä on vähintään yksi tavoite näin monesta",
     "Red needs at least one late goal in so many", "Röd kräver minst ett försenat mål på så många"),
    ("R20", "target_month", MONTH_OF_YEAR, "", "Rahatavoite puuttuu tästä kuukaudesta alkaen (1–12)",
     "A missing revenue target counts from this month on (1–12)",
     "Ett omsättningsmål saknas från och med denna månad (1–12)"),
    ("R21", "unack_wd", WORKING_DAYS, OVER, "Keltainen, kun ohje on kuittaamatta yli",
     "Amber when an instruction is unacknowledged for more than", "Gul när en anvisning är okvitterad i mer än"),
    ("R21", "late_amber", DAYS, OVER, "Keltainen, kun toimenpide on myöhässä yli",
     "Amber when an action is late by more than", "Gul när en åtgärd är försenad med mer än"),
    ("R21", "late_red", DAYS, OVER, "Punainen, kun toimenpide on myöhässä yli",
     "Red when an action is late by more than", "Röd när en åtgärd är försenad med mer än"),
    ("R22", "low", PERCENT, BELOW, "Keltainen, kun budjetista on käytetty alle",
     "Amber when of the budget is used less than", "Gul när av budgeten har använts mindre än"),
    ("R22", "high", PERCENT, OVER, "Keltainen, kun budjetista on käytetty yli",
     "Amber when of the budget is used more than", "Gul när av budgeten har använts mer än"),
    ("R22", "from_month", MONTH_OF_YEAR, "", "Arvioidaan tästä kuukaudesta alkaen (1–12)",
     "Judged from this month on (1–12)", "Bedöms från och med denna månad (1–12)"),
    ("R24", "red_changes", CHANGES, "", "Punainen vaatii vaihtoja vähintään", "Red needs changes, at least",
     "Röd kräver byten, minst"),
    ("R25", "gap_days", DAYS, "", "Punainen, kun jokin kohde on ollut ilman esimiestä yli",
     "Red when any site has been without a supervisor for more than",
     "Röd när något objekt har varit utan arbetsledare i mer än"),
    ("R25", "red_share", PERCENT, "", "Punainen vaatii aktiivisista kohteista vähintään",
     "Red needs of the active sites at least", "Röd kräver av de aktiva objekten minst"),
    ("R26", "red_share", PERCENT, "", "Punainen vaatii esimiehistä vähintään",
     "Red needs of the supervisors at least", "Röd kräver av arbetsledarna minst"),
    ("R27", "absent_wd", WORKING_DAYS, OVER, "Keltainen, jos vastuuhenkilö on poissa ilman sijaista yli",
     "Amber when the owner is away without a substitute for more than",
     "Gul om den ansvariga är borta utan ersättare i mer än"),
    ("R29", "main_share", PERCENT, "", "Pääsopimus, osuus liikevaihdosta vähintään",
     "Main contract, share of revenue at least", "Huvudavtal, andel av omsättningen minst"),
    ("R29", "main_amber", DAYS, DOWN_TO, "Pääsopimus ilman jatkosuunnitelmaa: keltainen",
     "Main contract without a renewal plan: amber", "Huvudavtal utan förnyelseplan: gul"),
    ("R29", "main_red", DAYS, DOWN_TO, "Pääsopimus ilman jatkosuunnitelmaa: punainen",
     "Main contract without a renewal plan: red", "Huvudavtal utan förnyelseplan: röd"),
    ("R29", "main_plan_amber", DAYS, DOWN_TO, "Pääsopimus, jatkosuunnitelma voimassa: keltainen",
     "Main contract with a renewal plan: amber", "Huvudavtal med förnyelseplan: gul"),
    ("R29", "main_plan_red", DAYS, DOWN_TO, "Pääsopimus, jatkosuunnitelma voimassa: punainen",
     "Main contract with a renewal plan: red", "Huvudavtal med förnyelseplan: röd"),
    ("R29", "small_amber", DAYS, DOWN_TO, "Muu sopimus ilman jatkosuunnitelmaa: keltainen",
     "Other contract without a renewal plan: amber", "Övrigt avtal utan förnyelseplan: gul"),
    ("R30", "plan_wd", WORKING_DAYS, "", "Tarjoussuunnitelman aika kilpailutuksen alettua",
     "Time to make a bid plan once a tender starts", "Tid för anbudsplan efter att upphandlingen inletts"),
    ("INPUT", "coverage_pct", PERCENT, "", "Laatua arvioidaan, kun kohteista on mitattu vähintään",
     "Quality is judged when of the sites measured are at least",
     "Kvaliteten bedöms när minst så stor del av objekten är mätta"),
    ("INPUT", "csat_n", ANSWERS, "", "Asiakastyytyväisyyttä arvioidaan, kun vastauksia on vähintään",
     "Satisfaction is judged when there are answers, at least", "Kundnöjdheten bedöms när svaren är minst"),
    ("INPUT", "csat_target", SCORE, "", "Asiakastyytyväisyyden tavoite", "Target of customer satisfaction",
     "Mål för kundnöjdheten"),
    ("STATUS", "amber_dimensions", DIMENSIONS, AT, "Asiakkuus on punainen, kun keltaisia osa-alueita on vähintään",
     "The account is red when amber dimensions are at least",
     "Kundrelationen är röd när de gula delområdena är minst"),
    ("STATUS", "coverage_pct", PERCENT, BELOW, "Asiakkuus on harmaa, kun pakollisia tietoja on alle",
     "The account is grey when of the mandatory data there is less than",
     "Kundrelationen är grå när de obligatoriska uppgifterna är under"),
)
# fmt: on
SPECIAL: Mapping[Pair, LimitName] = MappingProxyType(
    {(rule, name): LimitName((fi, en, sv), unit, side) for rule, name, unit, side, fi, en, sv in _ROWS}
)
