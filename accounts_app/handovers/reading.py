"""Handovers as pages show them: the list, the steps of one, and the package in sections."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.clock import KINDS as CLOCK_KINDS
from accounts_app.handovers.rights import HandoverRights, may_mark
from accounts_app.handovers.steps import BY_CODE
from accounts_app.models import Account, Complaint, Contact, Goal, Handover, HandoverStep, Meeting
from config.common.formats import day, percent
from teams.models import Person, User
from teams.permissions import has_permission, member_of
from teams.roles import Permission

RUNNING = (Handover.State.OPEN, Handover.State.MOVED)


@dataclass(frozen=True)
class StepLine:
    """A step as printed."""

    pk: int
    code: str
    title: str | Promise
    content: str | Promise
    due_on: datetime.date
    done_on: datetime.date | None
    done_by: Person | None
    note: str
    is_late: bool
    may_mark: bool


@dataclass(frozen=True)
class Line:
    """A row of the package: what, more about it, and a colour or a day beside it."""

    name: str
    text: str = ""
    on: str = ""
    level: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the package; `empty` is what it says without rows."""

    title: str | Promise
    empty: str | Promise
    rows: tuple[Line, ...]


def handovers_of(user: User | AnonymousUser, on: datetime.date) -> QuerySet[Handover]:
    """Running handovers of visible accounts that are the reader's business. One query and those of the roles."""
    person = member_of(user, on=on)
    rows = Handover.objects.filter(state__in=RUNNING, account__in=Account.objects.visible_to(user, on=on))
    if not has_permission(user, Permission.NOMINATE, on=on):
        cared = Account.objects.cared_for_by(person, on=on) if person else Account.objects.none()
        mine = Q(from_person=person) | Q(to_person=person) | Q(to_person__line_manager=person)
        rows = rows.filter(mine | Q(account__in=cared.values("pk"))) if person else rows.none()
    late = Q(steps__done_on__isnull=True, steps__due_on__lt=on)
    rows = rows.annotate(late=Count("steps", filter=late), left=Count("steps", filter=Q(steps__done_on__isnull=True)))
    return rows.select_related("account", "from_person", "to_person").order_by(F("effective_on"), "pk")


def step_lines(handover: Handover, held: HandoverRights, on: datetime.date) -> list[StepLine]:
    """The steps in their order. One query."""
    lines = []
    for row in handover.steps.select_related("done_by"):
        row.handover = handover
        lines.append(_step_line(row, held, on))
    return lines


def _step_line(row: HandoverStep, held: HandoverRights, on: datetime.date) -> StepLine:
    step = BY_CODE[row.code]
    return StepLine(
        pk=row.pk,
        code=row.code,
        title=step.title,
        content=step.content,
        due_on=row.due_on,
        done_on=row.done_on,
        done_by=row.done_by,
        note=row.note,
        is_late=row.done_on is None and row.due_on < on,
        may_mark=may_mark(row, held),
    )


def sections(handover: Handover, held: HandoverRights) -> list[Section]:
    """The package in the reader's language. One query for the customer's people."""
    kept = handover.package
    risks = [row for row in kept.get("risks", []) if held.sees_internal or not row.get("internal")]
    return [
        Section(_("Colour in twelve months"), _("The colour has not changed."), _lines(kept, "colours", _colour)),
        Section(_("People of the customer"), _("No contacts are recorded."), _people(kept.get("people", []))),
        Section(_("Goals"), _("No open goals."), _lines(kept, "goals", _goal)),
        Section(_("Open complaints"), _("No open complaints."), _lines(kept, "complaints", _complaint)),
        Section(_("Contracts"), _("No contracts are recorded."), _lines(kept, "contracts", _contract)),
        Section(_("Open risks"), _("No open risks."), tuple(_risk(row) for row in risks)),
        Section(_("Board instructions"), _("No open instructions."), _lines(kept, "instructions", _plain)),
        Section(_("Opportunities"), _("No opportunities."), _lines(kept, "opportunities", _opportunity)),
        Section(_("Next on the annual clock"), _("Nothing is ahead."), _lines(kept, "clock", _event)),
        Section(_("Meetings"), _("No meetings."), _lines(kept, "meetings", _meeting)),
    ]


def _lines(kept: dict[str, Any], key: str, line: Any) -> tuple[Line, ...]:
    return tuple(line(row) for row in kept.get(key, []))


def _on(row: dict[str, Any], key: str = "on") -> str:
    return day(datetime.date.fromisoformat(row[key])) if row.get(key) else ""


def _plain(row: dict[str, Any]) -> Line:
    return Line(row["name"], on=_on(row))


def _colour(row: dict[str, Any]) -> Line:
    return Line(_on(row), level=row["new"])


def _goal(row: dict[str, Any]) -> Line:
    state = dict(Goal.State.choices).get(row["state"], "")
    return Line(row["name"], f"{state}, {percent(row['progress_pct'], 0)}", _on(row))


def _complaint(row: dict[str, Any]) -> Line:
    severity = dict(Complaint.Severity.choices).get(row["severity"], "")
    return Line(row["name"], ", ".join(str(part) for part in (severity, row["category"]) if part), _on(row))


def _contract(row: dict[str, Any]) -> Line:
    notice = gettext("notice period %(count)s months") % {"count": row["notice_months"]} if row["notice_months"] else ""
    text = ", ".join(part for part in (row["services"], notice, row["options"]) if part)
    return Line(row["name"], text, _on(row) or gettext("until further notice"))


def _risk(row: dict[str, Any]) -> Line:
    return Line(row["name"], gettext("%(score)s points") % {"score": row["score"]}, _on(row))


def _opportunity(row: dict[str, Any]) -> Line:
    return Line(row["name"], row["next_step"], _on(row))


def _event(row: dict[str, Any]) -> Line:
    kind = CLOCK_KINDS.get(row["kind"])
    return Line(str(kind.title) if kind else row["kind"], on=f"{_on(row, 'from')}–{_on(row)}")


def _meeting(row: dict[str, Any]) -> Line:
    kind = dict(Meeting.Kind.choices).get(row["kind"], "")
    state = dict(Meeting.State.choices).get(row["state"], "")
    return Line(row["subject"] or str(kind), f"{kind}, {state}", _on(row))


def _people(rows: list[dict[str, Any]]) -> tuple[Line, ...]:
    """Names are read now: who has been anonymised since is not named."""
    found = Contact.objects.filter(anonymised_on__isnull=True).in_bulk([row["contact"] for row in rows])
    roles = dict(Contact.BuyingRole.choices)
    lines = []
    for row in rows:
        contact = found.get(row["contact"])
        if contact is None:
            continue
        with_whom = gettext("with us: %(name)s") % {"name": row["counterpart"]} if row["counterpart"] else ""
        parts = [contact.title, str(roles.get(row["role"], "")), with_whom]
        lines.append(Line(contact.name, ", ".join(part for part in parts if part)))
    return tuple(lines)
