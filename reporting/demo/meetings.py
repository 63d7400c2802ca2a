"""Meetings held and booked (domain.md 1.4 G1–G2, 3.6, 6.3)."""

import random
from datetime import date, timedelta

from accounts_app.models import Meeting
from reporting.demo.dice import dice
from reporting.demo.era import on_or_after, on_or_before
from reporting.demo.world import Holding, World
from teams.models import Person

HISTORY_DAYS = 820
# Days between director meetings, and since the last one, by care model; well inside the limits of the rule.
DIRECTOR_STEPS = {"A": (80, 108), "B": (140, 205), "C": (290, 370)}
SINCE_LAST = {"A": (20, 70), "B": (30, 110), "C": (60, 250)}
OPERATIVE_STEPS = {"A": (85, 130), "B": (170, 250), "C": (330, 420), "D": (500, 700)}
STEERING_MONTHS = {"A": (3, 10), "B": (10,)}
BOOKED_AHEAD = {"A": (6, 45), "B": (20, 90)}
Kind, Mode, State = Meeting.Kind, Meeting.Mode, Meeting.State
Planned = dict[tuple[date, str], str]  # day and kind -> way
SUBJECTS: dict[str, tuple[str, ...]] = {
    Kind.DIRECTOR: ("Yhteistyön tilanne ja tavoitteet", "Palvelun kehittäminen", "Sopimuskauden suunnitelma"),
    Kind.STEERING: ("Ohjausryhmä",),
    Kind.OPERATIVE: ("Kuukausipalaveri", "Palvelupalaveri", "Laatukierroksen purku"),
    Kind.VISIT: ("Kohdekierros asiakkaan kanssa", "Uuden kohteen aloitus"),
}
NOTES = (
    "Asiakas tyytyväinen esimiestyöhön. Sovittiin ikkunanpesujen aikataulusta.",
    "Käytiin läpi laatukierrosten tulokset. Kahteen kohteeseen lisätään perussiivous.",
    "Asiakas suunnittelee toimipaikan muuttoa, palataan asiaan ensi kuussa.",
    "Energiansäästö kiinnostaa. Lähetetään ehdotus kiinteistönhoidon laajennuksesta.",
    "Laskutuksen erittely kuntoon seuraavasta kuusta alkaen.",
    "Ei avoimia asioita. Seuraava tapaaminen sovittu.",
)


def build(world: World) -> None:
    """Add the meetings of every account, oldest first."""
    for holding in world.holdings:
        chance = dice(world.size, "meetings", holding.spec.no)
        planned = {
            **_operative(world, holding, chance),
            **_steering(world, holding),
            **_directors(world, holding, chance),
        }
        for (day, kind), mode in sorted(planned.items()):
            _hold(world, holding, day, kind, mode=mode, chance=chance)


def _directors(world: World, holding: Holding, chance: random.Random) -> Planned:
    """Back in time from the last one, and the next one booked unless the story says nothing is agreed."""
    model, story, era = holding.spec.model, holding.spec.story, world.era
    if model not in DIRECTOR_STEPS:
        return {}
    back = story.last_meeting_days or chance.randint(*SINCE_LAST[model])
    exact = story.last_meeting_days is not None
    found: Planned = {}
    while back < HISTORY_DAYS + DIRECTOR_STEPS[model][1]:
        day = era.ago(back)
        found[day if exact else on_or_before(day), str(Kind.DIRECTOR)] = Mode.FACE_TO_FACE
        exact = False
        back += chance.randint(*DIRECTOR_STEPS[model])
    if model in BOOKED_AHEAD and story.last_meeting_days is None:
        ahead = on_or_after(era.as_of + timedelta(days=chance.randint(*BOOKED_AHEAD[model])))
        found[ahead, str(Kind.DIRECTOR)] = Mode.FACE_TO_FACE
    return found


def _operative(world: World, holding: Holding, chance: random.Random) -> Planned:
    era, steps = world.era, OPERATIVE_STEPS[holding.spec.model]
    back = chance.randint(5, steps[0])
    found: Planned = {}
    while back < HISTORY_DAYS:
        kind = Kind.VISIT if chance.random() < 0.25 else Kind.OPERATIVE
        mode = Mode.FACE_TO_FACE if kind == Kind.VISIT else chance.choice((Mode.REMOTE, Mode.FACE_TO_FACE, Mode.PHONE))
        found[on_or_before(era.ago(back)), str(kind)] = mode
        back += chance.randint(*steps)
    return found


def _steering(world: World, holding: Holding) -> Planned:
    """Steering groups in the middle of their months, next year's too when it is near."""
    era = world.era
    found: Planned = {}
    for year in range(era.months[0].year, era.as_of.year + 1):
        for month in STEERING_MONTHS.get(holding.spec.model, ()):
            day = on_or_after(date(year, month, 9 + holding.spec.no % 10))
            if era.months[0] <= day <= era.as_of + timedelta(days=60):
                found[day, str(Kind.STEERING)] = Mode.FACE_TO_FACE
    return found


def _hold(world: World, holding: Holding, day: date, kind: str, *, mode: str, chance: random.Random) -> None:
    """A meeting before the day of the demo is held, one on it or after it is booked."""
    held = day < world.era.as_of
    at_top = kind in (Kind.DIRECTOR, Kind.STEERING)
    meeting = Meeting(
        account=holding.account,
        kind=kind,
        state=State.HELD if held else State.BOOKED,
        mode=mode,
        meets_on=day,
        subject=chance.choice(SUBJECTS[kind]),
        notes=chance.choice(NOTES) if held else "",
        host=holding.owner if at_top else _local(holding),
        with_decision_maker=held and at_top,
    )
    holding.meetings.append(world.add(meeting))
    guests = holding.contacts[:2] if at_top else holding.contacts[-1:]
    for contact in guests:
        world.link(Meeting.contacts.through, meeting=meeting, contact=contact)


def _local(holding: Holding) -> Person:
    return holding.supervisors[holding.sites[0].site_no]
