"""Internal audits of key and developed accounts, and what they found (domain.md 1.4 Q5)."""

import random
from datetime import date, timedelta

from accounts_app.models import Audit, NonConformity
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.era import on_or_before
from reporting.demo.world import Holding, World

AUDITED_MODELS = "AB"
FIRST_QUARTER_DAYS = 45  # key accounts are audited within so many days from the middle of January
DUE_DAYS = 60  # to put a finding right
Severity = NonConformity.Severity
FINDINGS = (
    ("Siivouskomeron kemikaaliluettelo puuttui", Severity.MINOR),
    ("Työohje vanhentunut kahdessa kohteessa", Severity.MINOR),
    ("Perehdytyskortti allekirjoittamatta", Severity.MINOR),
    ("Avainten luovutuslista vajaa", Severity.MAJOR),
    ("Laatukierroksen kuvat puuttuivat", Severity.MINOR),
    ("Vaihtomoppien säilytys märkätilassa", Severity.MINOR),
)
NOTES = (
    "Toimintatapa hyvä, kirjaamisessa parannettavaa.",
    "Ei vakavia poikkeamia.",
    "Edellisen auditoinnin havainnot korjattu.",
    "Työturvallisuus esimerkillinen.",
)


def build(world: World) -> None:
    """One audit a year about the same day, from the year before the first card; all passed, findings put right."""
    for holding in world.holdings:
        if holding.spec.model not in AUDITED_MODELS:
            continue
        for year in range(world.era.months[0].year - 1, world.era.as_of.year + 1):
            held_on = on_or_before(_aimed_on(holding, year))
            if held_on < world.era.as_of:
                _audit(world, holding, held_on)


def _aimed_on(holding: Holding, year: int) -> date:
    """Key accounts in the first quarter, as their clock says; the others spread over the year."""
    number = holding.spec.no
    if holding.spec.model == "A":
        return date(year, 1, 20) + timedelta(days=number * 11 % FIRST_QUARTER_DAYS)
    return date(year, 1 + number * 5 % 12, 4 + number * 3 % 22)


def _audit(world: World, holding: Holding, held_on: date) -> None:
    chance = dice(world.size, "audit", holding.spec.no, held_on.year)
    audit = world.add(
        Audit(
            account=holding.account,
            held_on=held_on,
            auditor=world.offices["Laatupäällikkö"],
            note=chance.choice(NOTES),
            document_url=f"https://asiakirjat.siistipolku.example/auditoinnit/{held_on.year}-{holding.spec.no:03d}.pdf",
        )
    )
    holding.audits.append(audit)
    for name, severity in chance.sample(FINDINGS, chance.choice((0, 1, 1, 2))):
        _finding(world, audit, name, severity, chance)


def _finding(world: World, audit: Audit, name: str, severity: Severity, chance: random.Random) -> None:
    """Closed before it is due; one of a recent audit may still be open with time left."""
    due_on = audit.held_on + timedelta(days=DUE_DAYS)
    closed_on = add_working_days(due_on, -chance.randint(3, 25))
    known = closed_on if closed_on < world.era.as_of else None
    world.add(NonConformity(audit=audit, name=name, severity=severity, due_on=due_on, closed_on=known))
