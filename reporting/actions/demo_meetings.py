"""Holds the meetings of the demo: packs, stances from what the cards say, minutes; the colours stay those of the rules.

A stance of the past points to the instruction the demo holds anyway (reporting/demo/instructions.py): giving new ones
would change what the rules say of the months after.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from accounts_app.models import Assignment, Instruction
from config.common.month import add_months
from config.common.working_days import add_working_days
from reporting.actions import meetings
from reporting.board.sections import AMBER_DRIFT, REST, Item
from reporting.demo.era import moment
from reporting.demo.people import CHAIR
from reporting.demo.world import World
from reporting.models import BoardMeeting, MeetingRecord, Stance
from teams.models import BoardMembership, Notice, Person

MONTHS = 6
AFTER_PUBLISHING = 2  # working days from publishing to the meeting (domain.md 1.8)
PLACE = "Neuvotteluhuone Saimaa"
RISK_DAYS = 90
Kind = Stance.Kind
WORDS = {
    Kind.APPROVED: "Toimet ovat oikeat. Seurataan seuraavassa kokouksessa.",
    Kind.RISK: "Poikkeama tunnetaan ja hyväksytään, kunnes uusi sopimuskausi alkaa.",
    Kind.NOTED: "Puuttuvat tiedot haetaan ennen seuraavaa korttia.",
}
NOTES = "Käytiin läpi punaiset ja nousseet kortit. Loput merkittiin tiedoksi luettelona."


def hold(*, world: World, month: date) -> None:
    """The meeting about the published cards of the month, when it is one of the last six and already over."""
    era = world.era
    meets_on = add_working_days(era.publishing_day(month), AFTER_PUBLISHING)
    if month < add_months(era.month, -MONTHS) or meets_on >= era.as_of:
        return
    chair = world.desks[CHAIR].user
    at = moment(meets_on, 9, 0)
    meeting = meetings.plan(month=month, meets_at=at, place=PLACE, by=chair, on=meets_on)
    pack = meetings.freeze(meeting=meeting, by=chair, at=moment(add_working_days(meets_on, -1), 15, 0))
    _take_stances(meeting, pack, world.desks[CHAIR], meets_on)
    seats = BoardMembership.objects.current(meets_on).values_list("person", flat=True)
    present = Person.objects.filter(pk__in=seats)
    meetings.keep_notes(meeting=meeting, notes=NOTES, attendees=present, by=chair, on=meets_on)
    Notice.objects.filter(kind="stance_noted").delete()  # what was told at earlier meetings is long read
    meetings.close(meeting=meeting, by=chair, at=moment(meets_on, 10, 30))


def plan_next(*, world: World) -> None:
    """The meeting about the cards that are open now."""
    era = world.era
    meets_on = add_working_days(era.publishing_day(era.month), AFTER_PUBLISHING)
    chair = world.desks[CHAIR].user
    meetings.plan(month=era.month, meets_at=moment(meets_on, 9, 0), place=PLACE, by=chair, on=era.as_of)


def _take_stances(meeting: BoardMeeting, pack: MeetingRecord, chair: Person, meets_on: date) -> None:
    told = {row.account_id: row for row in Instruction.objects.filter(given_on=meets_on)}
    own = set(Assignment.objects.current(meets_on).filter(person=chair).values_list("account", flat=True))
    items = [item for item in pack.content["cards"] if item["account"] not in own]
    stances = list(_stances(meeting, items, told, chair, meets_on))
    Stance.objects.bulk_create(stance for _account, stance in stances)
    links = Stance.instructions.through
    links.objects.bulk_create(
        links(stance_id=stance.pk, instruction_id=told[account].pk)
        for account, stance in stances
        if stance.kind == Kind.INSTRUCTED
    )


def _stances(
    meeting: BoardMeeting, items: list[Item], told: dict[int, Instruction], chair: Person, meets_on: date
) -> Iterator[tuple[int, Stance]]:
    for place, item in enumerate(items):
        kind = _kind(item, is_told=item["account"] in told)
        values: dict[str, Any] = {"kind": kind, "by_list": kind == Kind.NOTED and item["section"] == REST}
        if kind == Kind.RISK:
            values["accepted_until"] = meets_on + timedelta(days=RISK_DAYS)
        if item["section"] != REST:
            values["text"] = WORDS.get(kind, "")
        at = moment(meets_on, 9, min(5 + place, 59))
        yield item["account"], Stance(meeting=meeting, card_id=item["card"], made_by=chair, made_at=at, **values)


def _kind(item: Item, *, is_told: bool) -> Stance.Kind:
    """As a board would: a red is told what to do, or its actions are approved; a long amber is a known risk."""
    if is_told:
        return Kind.INSTRUCTED
    if item["section"] == REST or item["colour"] == "GREY":
        return Kind.NOTED
    if item["colour"] == "AMBER" and AMBER_DRIFT in item["grounds"]:
        return Kind.RISK
    return Kind.APPROVED if item["colour"] in ("RED", "AMBER") else Kind.NOTED
