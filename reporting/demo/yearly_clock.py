"""The annual clocks of last year and this year with their evidence (domain.md 3)."""

from datetime import date, timedelta

from accounts_app.actions.clock_events import row, tie
from accounts_app.clock import KINDS, Evidence, plan_year
from accounts_app.models import ClockEvent, Meeting
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.era import on_or_before
from reporting.demo.world import Holding, World

JUST_LATE_DAYS = 12  # an event may wait this long for its entry in a few accounts; the rule counts from 15
JUST_LATE = (2, 7, 13, 19)
AUDIT = "SA"
REMOTE_SUBJECT = "Johtajatapaaminen etänä"
REMOTE_NOTES = "Pidettiin asiakkaan pyynnöstä etänä. Tapaaminen kasvotusten sovitaan erikseen."
REMOTE_EVIDENCE = "Pidetty etänä asiakkaan pyynnöstä"
# What was written down of an event that no meeting proves.
EVIDENCE = {
    "AT": "Kyselyn tulokset tuotu järjestelmään",
    "ATP": "Tulokset käyty läpi asiakkaan kanssa",
    AUDIT: "Auditointiraportti",
    "WE": "Tallenne ja osallistujat intranetissä",
    "TS": "Toimintasuunnitelma hyväksytty",
    "TA": "Tavoitteet tarkistettu",
    "TU": "Muistio tallennettu",
    "ES": "Esittely pidetty henkilöstölle",
    "KS": "Kate käyty läpi controllerin kanssa",
    "HI": "Hinnat tarkistettu sopimuksen mukaan",
    "SP": "Päätös kirjattu johtoryhmän muistioon",
    "TV": "Tilaajavastuuraportti haettu",
    "VV": "Vuosikatsaus pidetty",
    "RI": "Riskit käyty läpi",
    "OR": "Ohjausryhmän muistio",
    "JT": "Tapaamisen muistio",
    "SY": "Tapaamisen muistio",
}


def build(world: World) -> None:
    """Add the events of both years; past windows have their evidence, the coming ones their booked meetings."""
    for holding in world.holdings:
        events = [event for year in _years(world) for event in _events(holding, year)]
        tie(sorted(events, key=lambda event: (event.latest_on, event.kind)), holding.meetings)
        for event in events:
            _enter(world, holding, event)
            world.add(event)


def _years(world: World) -> tuple[int, ...]:
    first = world.era.months[0].year
    return tuple(range(first, world.era.as_of.year + 1))


def _events(holding: Holding, year: int) -> list[ClockEvent]:
    account = holding.account
    started_on = account.relationship_started_on or date(year, 1, 1)
    wanted = plan_year(care_model=account.care_model, anniversary=started_on, year=year, contracts=holding.contracts)
    return [row(account, year, planned) for planned in wanted]


def _enter(world: World, holding: Holding, event: ClockEvent) -> None:
    """The entry of an event whose window is over, or of a part of those whose window is running."""
    if event.meeting is not None or _waits(world, holding, event):
        return
    if _only_remote(world, holding, event):
        _meet_remotely(world, holding, event)
        return
    event.done_on = _done_on(world, holding, event)
    if event.done_on is not None:
        event.evidence = EVIDENCE.get(event.kind, "")


def _done_on(world: World, holding: Holding, event: ClockEvent) -> date | None:
    """The day of the entry; None while the window is running and nothing is written yet."""
    era = world.era
    chance = dice(world.size, "clock", holding.spec.no, event.year, event.kind, event.ordinal)
    span = (event.latest_on - event.earliest_on).days
    done_on = on_or_before(event.earliest_on + timedelta(days=span * chance.randint(30, 95) // 100))
    if event.kind == AUDIT:
        done_on = _audited_on(holding, event) or done_on
    is_running = event.latest_on >= era.as_of
    if is_running and (chance.random() < 0.4 or KINDS[event.kind].evidence is not Evidence.ENTRY):
        return None
    if done_on < era.as_of:
        return done_on
    return None if is_running else add_working_days(era.as_of, -1)


def _audited_on(holding: Holding, event: ClockEvent) -> date | None:
    days = [audit.held_on for audit in holding.audits]
    return next((day for day in days if event.earliest_on <= day <= event.latest_on), None)


def _only_remote(world: World, holding: Holding, event: ClockEvent) -> bool:
    """A window of director meetings that closed although nobody has met face to face since the story's day."""
    days = holding.spec.story.last_meeting_days
    if days is None or KINDS[event.kind].evidence is not Evidence.DIRECTOR_MEETING:
        return False
    return world.era.ago(days) < event.latest_on < world.era.as_of


def _meet_remotely(world: World, holding: Holding, event: ClockEvent) -> None:
    """The customer asked for a remote meeting: the clock has its evidence, the gap since the last visit stays."""
    middle = event.earliest_on + (event.latest_on - event.earliest_on) / 2
    taken = {meeting.meets_on for meeting in holding.meetings}
    day = on_or_before(middle)
    while day in taken:
        day = add_working_days(day, 1)
    event.meeting = world.add(
        Meeting(
            account=holding.account,
            kind=Meeting.Kind.DIRECTOR,
            state=Meeting.State.HELD,
            mode=Meeting.Mode.REMOTE,
            meets_on=day,
            subject=REMOTE_SUBJECT,
            notes=REMOTE_NOTES,
            host=holding.owner,
            with_decision_maker=True,
        )
    )
    event.evidence = REMOTE_EVIDENCE
    holding.meetings.append(event.meeting)
    for contact in holding.contacts[:2]:
        world.link(Meeting.contacts.through, meeting=event.meeting, contact=contact)


def _waits(world: World, holding: Holding, event: ClockEvent) -> bool:
    """Events the story leaves open: a director meeting whose window still runs, and a few entries just late."""
    era, story = world.era, holding.spec.story
    if story.last_meeting_days is not None and KINDS[event.kind].evidence is Evidence.DIRECTOR_MEETING:
        return event.latest_on >= era.as_of
    late = (era.as_of - event.latest_on).days
    return holding.spec.no in JUST_LATE and 0 < late <= JUST_LATE_DAYS
