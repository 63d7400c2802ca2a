"""Complaints with their texts, deadlines and answers (domain.md 1.4 C4–C8, 6.4)."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts_app.models import Complaint, Site
from config.common.month import add_months, last_day
from config.common.working_days import add_working_days
from reporting.demo.dice import dice, poisson
from reporting.demo.era import moment, on_or_before, working_day
from reporting.demo.stories import HYGIENE
from reporting.demo.world import Holding, World

PER_TEN_SITES = 0.35  # a month
LIMIT_PER_TEN_SITES = 0.65  # of three months; above 0.70 the rule of intensity speaks
FEW = 2
CALM_DAYS = 60  # no critical complaint so near the day of the demo
PROMPT_DAYS = 130  # more than the three closed months reach back
CRITICAL_AGREED_WORKING_DAYS = 3  # the day agreed for putting the critical one right is still ahead
REPEATED_WORKING_DAYS = (40, 22)
DUE = {Complaint.Severity.CRITICAL: 1, Complaint.Severity.SERIOUS: 5, Complaint.Severity.ORDINARY: 10}
CHANNELS = ("Puhelin", "Sähköposti", "Huoltokirja", "Tapaaminen", "Verkkolomake")
TEXTS = {
    "Siivouksen laatu": (
        "Aulan lattia jäi tahraiseksi viikonlopun jälkeen.",
        "Taukotilan pöytiä ei ollut pyyhitty aamulla.",
        "Porraskäytävän kaiteissa on pölyä toista viikkoa.",
        "Neuvotteluhuoneen lasiseinässä näkyy sormenjälkiä.",
    ),
    "Tekemättä jäänyt työ": (
        "Toisen kerroksen siivous jäi kokonaan väliin tiistaina.",
        "Roska-astiat olivat tyhjentämättä maanantaiaamuna.",
        "Sovittua lattian vahausta ei ole tehty.",
    ),
    HYGIENE: (
        "Saniteettitilan hygieniataso ei täyttänyt sovittua rajaa.",
        "Pintapuhtausnäyte ylitti sovitun rajan keittiössä.",
        "Käsidesi ja saippua olivat loppu asiakastiloista.",
    ),
    "Aikataulu": (
        "Siivous alkoi vasta avaamisen jälkeen.",
        "Huoltokäynnistä ei ilmoitettu etukäteen.",
    ),
    "Avaimet ja turvallisuus": (
        "Varasto-ovi oli jäänyt lukitsematta illalla.",
        "Kulkutunniste puuttui uudelta työntekijältä.",
    ),
    "Laskutus": (
        "Laskulla oli väärän toimipaikan rivi.",
        "Lisätyö laskutettiin kahteen kertaan.",
    ),
    "Ulkoalueet": (
        "Pihan hiekoitus myöhästyi liukkaana aamuna.",
        "Lumet oli aurattu lastausoven eteen.",
    ),
}
CRITICAL_CATEGORIES = (HYGIENE, "Avaimet ja turvallisuus")


@dataclass
class Case:
    """A complaint being made up."""

    received_on: date
    severity: str
    site: Site
    category: str
    closed_on: date | None = None
    due_on: date | None = None


def build(world: World) -> None:
    """Add the complaints of every account, numbered by year in the order they came."""
    cases: list[tuple[datetime, Holding, Complaint]] = []
    for holding in world.holdings:
        for case in _cases(world, holding):
            row = _complaint(world, holding, case)
            cases.append((row.received_at, holding, row))
    cases.sort(key=lambda item: (item[0], item[1].spec.no))
    running: dict[int, int] = {}
    for received_at, _holding, row in cases:
        running[received_at.year] = running.get(received_at.year, 0) + 1
        row.number = f"D{received_at.year}-{running[received_at.year]:04d}"
        world.add(row)


def _cases(world: World, holding: Holding) -> list[Case]:
    """Ordinary months first, then what the story says."""
    spec, era = holding.spec, world.era
    chance = dice(world.size, "complaints", spec.no)
    cases = [
        _ordinary(world, holding, day, chance)
        for day in _days(world, holding, chance)
        if not spec.story.quiet_days or day < era.ago(spec.story.quiet_days)
    ]
    cases = [case for case in cases if _unlike_the_others(case, cases, era.ago(PROMPT_DAYS))]
    for days in spec.story.overdue_days:
        due_on = era.ago(days)
        site = chance.choice(holding.sites)
        cases.append(Case(add_working_days(due_on, -10), Complaint.Severity.ORDINARY, site, "Aikataulu", None, due_on))
    if spec.story.critical_open_days is not None:
        received_on = era.ago(spec.story.critical_open_days)
        agreed_on = add_working_days(era.as_of, CRITICAL_AGREED_WORKING_DAYS)
        cases.append(Case(received_on, Complaint.Severity.CRITICAL, holding.sites[0], HYGIENE, due_on=agreed_on))
    if spec.story.repeated_fault:
        came = [add_working_days(era.as_of, -back) for back in REPEATED_WORKING_DAYS]
        fault = (Complaint.Severity.ORDINARY, holding.sites[0], "Tekemättä jäänyt työ")
        cases += [Case(day, *fault, add_working_days(day, 3)) for day in came]
    for episode in spec.story.episodes:
        cases += _episode(world, holding, episode.kind, add_months(era.month, -episode.months_ago), chance)
    return cases


def _days(world: World, holding: Holding, chance: random.Random) -> list[date]:
    """Days of receipt; never so many in three months that the intensity alone would colour the account."""
    # Complaints of a consultancy are counted by its projects.
    sites, era = holding.spec.projects or len(holding.sites), world.era
    story = holding.spec.story
    told = len(story.overdue_days) + (story.critical_open_days is not None) + 2 * story.repeated_fault
    most = max(FEW, int(LIMIT_PER_TEN_SITES * sites / 10 * 3)) - told
    counts: list[int] = []
    days: list[date] = []
    for month in era.work_months:
        last = min(last_day(month), era.as_of)
        mean = PER_TEN_SITES * sites / 10 * last.day / 30
        count = max(0, min(poisson(chance, mean), most - sum(counts[-2:])))
        counts.append(count)
        found = [on_or_before(month.replace(day=chance.randint(1, last.day))) for _number in range(count)]
        days += [max(day, working_day(month, 1)) if day < month else day for day in found]
    return sorted(day for day in days if day < era.as_of)


def _ordinary(world: World, holding: Holding, received_on: date, chance: random.Random) -> Case:
    era = world.era
    roll = chance.random()
    severity = Complaint.Severity.ORDINARY
    if roll < 0.05 and received_on < era.ago(CALM_DAYS):
        severity = Complaint.Severity.CRITICAL
    elif roll < 0.30:
        severity = Complaint.Severity.SERIOUS
    category = chance.choice(CRITICAL_CATEGORIES if severity == Complaint.Severity.CRITICAL else tuple(TEXTS))
    case = Case(received_on, severity, chance.choice(holding.sites), category)
    case.due_on = add_working_days(received_on, DUE[severity])
    late = chance.random() < 0.07
    wait = DUE[severity] + chance.randint(1, 3) if late else chance.randint(0, max(1, DUE[severity] - 1))
    closed_on = add_working_days(received_on, wait)
    if late and closed_on > era.as_of:
        closed_on = case.due_on
    case.closed_on = closed_on if closed_on <= era.as_of else None
    return case


def _unlike_the_others(case: Case, cases: list[Case], since: date) -> bool:
    """Lately no fault repeats at a site: the first complaint of a site and category is kept."""
    if case.received_on < since:
        return True
    first = next(
        other
        for other in cases
        if other.received_on >= since and other.site is case.site and other.category == case.category
    )
    return first is case


def _episode(world: World, holding: Holding, kind: str, month: date, chance: random.Random) -> list[Case]:
    """Troubles of the past: overdue at a card, critical at a card, or many at once."""
    card_day = world.era.card_day(month)
    site, severity = holding.sites[-1], Complaint.Severity
    if kind == "overdue":
        due_on = add_working_days(card_day, -3)
        received_on = add_working_days(due_on, -10)
        return [Case(received_on, severity.ORDINARY, site, "Laskutus", add_working_days(card_day, 1), due_on)]
    if kind == "critical":
        received_on = add_working_days(card_day, -2)
        return [Case(received_on, severity.CRITICAL, site, HYGIENE, add_working_days(card_day, 3))]
    if kind == "complaints":
        count = max(3, len(holding.sites) // 3)
        received = [working_day(month, 3 + 2 * number % 20) for number in range(count)]
        return [
            Case(day, severity.ORDINARY, chance.choice(holding.sites), category, add_working_days(day, 4))
            for day, category in zip(received, list(TEXTS) * count, strict=False)
        ]
    return []


def _complaint(world: World, holding: Holding, case: Case) -> Complaint:
    spec, era = holding.spec, world.era
    chance = dice(world.size, "complaint", spec.no, case.received_on.isoformat(), case.site.site_no, case.category)
    received_at = moment(case.received_on, chance.randint(7, 14), chance.randint(0, 59))
    prompt = case.received_on >= era.ago(PROMPT_DAYS) or chance.random() > 0.07
    answered_at = received_at + timedelta(minutes=chance.randint(20, 170) if prompt else chance.randint(1600, 6000))
    return Complaint(
        account=holding.account,
        site=case.site,
        received_at=received_at,
        channel=chance.choice(CHANNELS),
        category=case.category,
        severity=case.severity,
        description=chance.choice(TEXTS[case.category]),
        responsible_name=holding.supervisors[case.site.site_no].name,
        first_response_at=answered_at,
        due_on=case.due_on or add_working_days(case.received_on, DUE[Complaint.Severity(case.severity)]),
        closed_on=case.closed_on,
        is_accepted=True if case.closed_on else None,
    )
