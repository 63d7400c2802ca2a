"""The brief of each account and the supervisors who acknowledged it (domain.md 1.4 H3)."""

from datetime import date, timedelta

from accounts_app.models import AccountBrief, BriefAcknowledgement, SiteSupervision
from reporting.demo.dice import dice
from reporting.demo.era import on_or_after, on_or_before
from reporting.demo.world import Holding, World
from teams.models import Person

BRIEFED_MODELS = "AB"
BEFORE_HISTORY_DAYS = 120  # the first brief is older than the first card
RENEWED_DAYS = (150, 320)  # since the brief in force was published
READING_DAYS = (1, 11)  # the rule counts from 15
TEXT = """{name} – mitä esimiehen on hyvä tietää

Asiakkaasta: {brief}
Yhteys: kohteen yhteyshenkilö ensin, sopimusasioissa asiakkuusjohtaja {owner}, sijaisena {deputy}.
Laatu: laatukierros {rounds}. Alle 80 prosentin tulos korjataan viikossa ja kerrotaan asiakkaalle.
Reklamaatiot: vastaus viimeistään seuraavana työpäivänä, kriittiseen neljän työtunnin kuluessa.
Turvallisuus: avaimet ja kulkutunnisteet kuitataan, vieraita ei päästetä kohteisiin.
"""
ROUNDS = {1: "joka kuukausi", 3: "neljännesvuosittain", 6: "puolivuosittain"}
Period = tuple[date, date | None]


def build(world: World) -> None:
    """Two briefs of each key and developed account one after the other, read by everybody who supervised then."""
    team = _team(world)
    for holding in world.holdings:
        if holding.spec.model not in BRIEFED_MODELS or holding.spec.projects:
            continue
        chance = dice(world.size, "brief", holding.spec.no)
        first = on_or_before(world.era.months[0] - timedelta(days=BEFORE_HISTORY_DAYS))
        second = on_or_before(world.era.ago(chance.randint(*RENEWED_DAYS)))
        _publish(world, holding, first, second, team.get(id(holding.account), {}))
        _publish(world, holding, second, None, team.get(id(holding.account), {}))


def _team(world: World) -> dict[int, dict[int, tuple[Person, list[Period]]]]:
    """Account -> person -> when he or she supervised a site of it."""
    found: dict[int, dict[int, tuple[Person, list[Period]]]] = {}
    for row in world.rows[SiteSupervision]:
        own = found.setdefault(id(row.site.account), {})
        own.setdefault(id(row.supervisor), (row.supervisor, []))[1].append((row.starts_on, row.ends_on))
    return found


def _publish(
    world: World, holding: Holding, day: date, until: date | None, team: dict[int, tuple[Person, list[Period]]]
) -> None:
    owner, deputy = holding.owner, holding.deputy
    text = TEXT.format(
        name=holding.account.name,
        brief=holding.account.brief,
        owner=owner.name if owner else "",
        deputy=deputy.name if deputy else "",
        rounds=ROUNDS[holding.sites[0].visit_interval_months],
    )
    brief = world.add(AccountBrief(account=holding.account, published_on=day, text=text))
    for person, periods in team.values():
        starts = [start for start, end in periods if end is None or end >= day]
        if starts and (until is None or min(starts) < until):
            _acknowledge(world, brief, person, max(day, min(starts)))


def _acknowledge(world: World, brief: AccountBrief, person: Person, since: date) -> None:
    chance = dice(world.size, "brief read", brief.account.name, brief.published_on.isoformat(), person.person_no)
    read_on = on_or_after(since + timedelta(days=chance.randint(*READING_DAYS)))
    if read_on < world.era.as_of:
        world.add(BriefAcknowledgement(brief=brief, person=person, acknowledged_on=read_on))
