"""The full demo: 100 accounts by the distributions of domain.md 6.3 and 6.4."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from statistics import NormalDist

from accounts_app.models import Account
from reporting.demo.dice import dice
from reporting.demo.full_stories import (
    AMBER_INDEXES,
    BIG_CHANGES,
    CONSULTANCIES,
    EXITS,
    LONG_NAME,
    NEGATIVE,
    ONBOARDING,
    RED_INDEX,
    SECRET,
    TWO_NUMBERS,
    story_of,
)
from reporting.demo.portfolio import Spec, episodes

SIZE = "full"
ACCOUNTS, SITES, REVENUE_TEUR = 100, 3000, 160_000
SIGMA, FLOOR_TEUR = 1.50, 60
SITE_POWER, FEWEST_SITES, MOST_SITES = 0.6, 5, 180
OWNERS = 12
STRATEGIC = (31, 47)  # key accounts by decision, not by size
LAST_A, LAST_B, LAST_C = 13, 44, 85
DEVELOPING = range(32, 46)
THREATENED = (2, 9, 23, 58, 66)
FIRST_NUMBER = 5101
TENTH = Decimal("0.1")
INDUSTRIES = (
    ("retail", 20), ("care", 9), ("health", 9), ("manufacturing", 14), ("logistics", 10), ("offices", 12),
    ("public", 10), ("hotels", 5), ("restaurants", 3), ("education", 8),
)  # fmt: skip
TOWN_ORDER = (
    "Helsinki", "Espoo", "Vantaa", "Tampere", "Turku", "Oulu", "Helsinki", "Jyväskylä", "Lahti", "Kuopio", "Helsinki",
    "Pori", "Joensuu", "Lappeenranta", "Vaasa", "Seinäjoki", "Rovaniemi", "Kotka", "Hämeenlinna", "Mikkeli",
)  # fmt: skip
STARTS = (
    "Aavelinnan", "Hopeakuun", "Tähtisumun", "Unikuvan", "Varjovuoren", "Kuusisaduston", "Revontulten", "Tuulihatun",
    "Sumulaakson", "Kultasiiven", "Peilijärven", "Kaikumetsän", "Haltiarannan", "Usvamaan", "Taikasaaren",
    "Keijukallion", "Kimalteen", "Loitsun", "Vaahtokarkin", "Kuuhaaveen", "Satusiiven", "Tarulaakson", "Ihmekoivun",
    "Pilviharjun", "Sadepisaran",
)  # fmt: skip
WORDS = {
    "retail": ("Kauppa Oy", "Tavaratalot Oyj", "Liikkeet Oy"),
    "care": ("Hoiva Oy", "Palvelukodit Oy", "Kotihoito Oy"),
    "health": ("Lääkäriasemat Oy", "Klinikat Oyj", "Terveys Oy"),
    "manufacturing": ("Konepaja Oy", "Tehtaat Oyj", "Paperi Oy"),
    "logistics": ("Kuljetus Oy", "Varastot Oy", "Terminaalit Oy"),
    "offices": ("Konttorit Oy", "Rahoitus Oyj", "Ohjelmistot Oy"),
    "public": ("Virastotalot", "Kirjastot", "Arkistolaitos"),
    "hotels": ("Hotellit Oy", "Kylpylät Oy", "Majatalot Oy"),
    "restaurants": ("Ravintolat Oy", "Keittiöt Oy", "Kahvilat Oy"),
    "education": ("Koulut Oy", "Päiväkodit Oy", "Opistot Oy"),
}


def full() -> tuple[Spec, ...]:
    """The accounts by size, the largest first."""
    revenue = revenues()
    sites = site_counts(revenue)
    industries = _industries()
    names = _names(industries)
    return tuple(
        _spec(rank, revenue[rank - 1], sites[rank - 1], industries[rank - 1], next(names))
        for rank in range(1, ACCOUNTS + 1)
    )


def revenues() -> list[int]:
    """R12 of each account, t€: quantiles of a lognormal scaled to the whole, none under the floor (domain.md 6.3)."""
    quantile = NormalDist().inv_cdf
    raw = [math.exp(SIGMA * quantile((ACCOUNTS - rank + 0.5) / ACCOUNTS)) for rank in range(1, ACCOUNTS + 1)]
    scale = REVENUE_TEUR / sum(raw)
    for _turn in range(20):
        above = [value for value in raw if value * scale > FLOOR_TEUR]
        scale = (REVENUE_TEUR - FLOOR_TEUR * (ACCOUNTS - len(above))) / sum(above)
    values = [max(FLOOR_TEUR, round(value * scale)) for value in raw]
    values[0] += REVENUE_TEUR - sum(values)
    return values


def site_counts(revenue: list[int]) -> list[int]:
    """Sites of each account, in proportion to revenue to the power 0,6, the whole exactly 3 000."""
    raw = [value**SITE_POWER for value in revenue]
    low, high = 0.0, float(SITES)
    for _turn in range(60):
        scale = (low + high) / 2
        low, high = (scale, high) if sum(_sites(value, scale) for value in raw) < SITES else (low, scale)
    counts = [_sites(value, low) for value in raw]
    for place in range(SITES - sum(counts)):
        counts[1 + place % (len(counts) - 1)] += 1
    return counts


def _sites(value: float, scale: float) -> int:
    return min(MOST_SITES, max(FEWEST_SITES, round(value * scale)))


def model_of(rank: int) -> str:
    """Care model by rank: A 15 (two of them strategic exceptions), B 30, C 40, D 15."""
    if rank <= LAST_A or rank in STRATEGIC:
        return "A"
    if rank <= LAST_B:
        return "B"
    return "C" if rank <= LAST_C else "D"


def _industries() -> list[str]:
    whole = [name for name, count in INDUSTRIES for _number in range(count)]
    dice(SIZE, "industries").shuffle(whole)
    return whole


def _names(industries: list[str]) -> Iterator[str]:
    """Invented names, each once; one of them has 60 characters."""
    given: set[str] = {LONG_NAME[1]}
    for rank, industry in enumerate(industries, start=1):
        if rank == LONG_NAME[0]:
            yield LONG_NAME[1]
            continue
        words = WORDS[industry]
        made = (
            f"{STARTS[(rank + step) % len(STARTS)]} {words[(rank + step) % len(words)]}" for step in itertools.count()
        )
        name = next(name for name in made if name not in given)
        given.add(name)
        yield name


def _phase(rank: int) -> str:
    if rank in ONBOARDING or rank in EXITS:
        return ""
    if rank in THREATENED:
        return Account.Stage.THREATENED
    return Account.Stage.DEVELOPING if rank in DEVELOPING else Account.Stage.ESTABLISHED


def _spec(rank: int, revenue: int, sites: int, industry: str, name: str) -> Spec:
    chance = dice(SIZE, "spec", rank)
    model = model_of(rank)
    story = story_of(rank, sites)
    positions = max(2, min(sites // 5, 60))
    margin = Decimal(min(26.0, max(8.0, chance.gauss(16.5, 4.5)))).quantize(TENTH)
    changes = -(-positions // 3) if rank in BIG_CHANGES else min(positions // 5, chance.randint(0, 4))
    surveyed = model in "AB" or (model == "C" and chance.random() > 0.3)
    numbers = (f"{FIRST_NUMBER + rank * 7:06d}", f"{FIRST_NUMBER + 2000 + rank:06d}")
    return Spec(
        no=rank,
        name=name,
        industry=industry,
        town=TOWN_ORDER[rank * 7 % len(TOWN_ORDER)],
        revenue_teur=revenue,
        sites=sites,
        model=model,
        owner=rank % OWNERS,
        numbers=numbers if rank in TWO_NUMBERS else numbers[:1],
        index_pct=_index(rank, chance.gauss(100, 5)),
        margin_pct=Decimal("-2.4") if rank in NEGATIVE else margin,
        margin_target_pct=Decimal("9.0")
        if rank in NEGATIVE
        else margin + Decimal(chance.choice((-4, -2, 0, 3, 5))) / 10,
        score_pct=Decimal(min(97.0, max(91.2, chance.gauss(92.5, 1.8)))).quantize(TENTH),
        critical=sites // 15,
        positions=positions,
        changes=changes,
        answers=min(45, max(5, sites // 3)) if surveyed else 0,
        csat=Decimal(min(4.7, max(4.0, chance.gauss(4.2, 0.2)))).quantize(TENTH) if surveyed else None,
        contracts=chance.randint(1, 6) if model in "ABC" else chance.randint(1, 2),
        growth_pct=Decimal(max(-4.0, min(18.0, chance.gauss(2, 7)))).quantize(TENTH),
        story=replace(story, episodes=episodes(_episodes(rank, model))),
        phase=_phase(rank),
        projects=CONSULTANCIES.get(rank, 0),
        confidentiality=Account.Confidentiality.SECRET if rank in SECRET else Account.Confidentiality.OPEN,
    )


def _index(rank: int, drawn: float) -> Decimal:
    """Revenue of the period from target, %: calm accounts stay clear of the limit of the rule."""
    if rank in RED_INDEX:
        return Decimal("88.4")
    if rank in AMBER_INDEXES:
        return Decimal(94 + rank % 3) + Decimal("0.3")
    return Decimal(min(112.0, max(98.2, drawn))).quantize(TENTH)


def _episodes(rank: int, model: str) -> dict[str, tuple[int, ...]]:
    """One to three troubles of the past, none so near that it would still be seen."""
    chance = dice(SIZE, "episodes", rank)
    kinds = ("low_site", "low_sites", "overdue", "critical", "complaints", "missed_rounds")
    chosen = chance.sample(kinds if model in "AB" else kinds[2:5], chance.randint(1, 3))
    return {kind: tuple(sorted(chance.sample(range(7, 22), chance.randint(1, 2)))) for kind in chosen}
