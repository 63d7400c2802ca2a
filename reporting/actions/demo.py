"""Loads the demonstration data into an empty database, and only there (domain.md 6)."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts_app import models as accounts
from accounts_app.actions import search_texts
from accounts_app.actions.figures import summarise
from accounts_app.actions.handovers import gather
from reporting.actions import card_publishing, cards, closes, demo_meetings, demo_overrides, demo_words, status
from reporting.demo import support_map
from reporting.demo.era import HISTORY_MONTHS, moment
from reporting.demo.load import world_of
from reporting.demo.world import World
from reporting.models import QualityCard, SourceLoad
from teams import models as teams
from teams.actions.audit_events import record
from teams.actions.people import give_login
from teams.models import User

BATCH = 2000
EVIDENCE_MONTHS = 12  # the rows behind the cards before are not kept, so that the demo is soon there
PASSWORD = "demo"  # noqa: S105 - the password of the demonstration, shown on its login page
ORDER: Sequence[type[models.Model]] = (
    teams.Company,
    teams.Region,
    teams.Unit,
    teams.Town,
    teams.BusinessArea,
    accounts.Service,
    teams.Person,
    teams.BoardMembership,
    teams.RoleGrant,
    teams.Absence,
    teams.PoolDeputy,
    teams.Willingness,
    teams.OwnerReview,
    accounts.BarrierGroup,
    accounts.BarrierMember,
    accounts.OwnershipPolicy,
    accounts.CustomerGroup,
    accounts.Account,
    accounts.CustomerNumber,
    accounts.Assignment,
    accounts.AccountGrant,
    accounts.AccessRequest,
    accounts.AssignmentBrief,
    accounts.Nomination,
    accounts.Handover,
    accounts.HandoverStep,
    accounts.OwnerReport,
    accounts.SparringNote,
    accounts.Contact,
    accounts.Site,
    accounts.SiteSupervision,
    accounts.SupportRequirement,
    accounts.AccountBrief,
    accounts.BriefAcknowledgement,
    accounts.Contract,
    accounts.Tender,
    accounts.HourlyPrice,
    accounts.RevenueRow,
    accounts.CostRow,
    accounts.TargetRow,
    accounts.OpenInvoice,
    accounts.Project,
    accounts.QualityRound,
    accounts.Complaint,
    accounts.SurveyWave,
    accounts.SurveyAnswer,
    accounts.AnswerFollowUp,
    accounts.Audit,
    accounts.NonConformity,
    accounts.Meeting,
    accounts.Goal,
    accounts.GoalCheck,
    accounts.Risk,
    accounts.Opportunity,
    accounts.Instruction,
    accounts.InstructionEvent,
    accounts.BoardRequest,
    accounts.ClockEvent,
    accounts.HoursBudget,
    accounts.CareHours,
    SourceLoad,
)
TO_OWN_KIND: Mapping[type[models.Model], str] = {
    teams.Company: "parent",
    teams.Person: "line_manager",
    accounts.Contact: "successor",
}
Report = Callable[[str], object]


def silent(_sentence: str) -> None:
    """Tell nobody."""


@transaction.atomic
def load(
    *,
    size: str,
    as_of: datetime.date,
    card_months: int = HISTORY_MONTHS,
    by: User | None = None,
    report: Report = silent,
) -> dict[str, int]:
    """Write a demo of the size as it looks on the day and give the number of rows by model; all or nothing.

    Quality cards are made for the last `card_months` closed months, at most 24; 0 leaves them out.

    Status and cards come from the facts through the rules. Raises ValidationError when accounts exist already.
    """
    if accounts.Account.objects.exists():
        raise ValidationError(_("The database already holds accounts. The demo is loaded into an empty one only."))
    world = world_of(size, as_of)
    report(_("Facts are ready, writing them."))
    for model in ORDER:
        _write(model, world.rows[model])
    _write_links(world)
    _write_managers(world)
    _write_logins(world)
    summarise(by=by)
    search_texts.refresh()
    _write_history(world, card_months, report)
    status.refresh(as_of=as_of, by=None)
    for handover in accounts.Handover.objects.order_by("pk"):
        gather(handover=handover, on=as_of, by=None)
    demo_overrides.write(world=world, as_of=as_of, password=PASSWORD)
    if card_months:
        _close_latest(world.era.month, as_of)
        demo_meetings.plan_next(world=world)
    record(act="load_demo", subject=accounts.Account.objects.order_by("pk")[0], by=by, size=size, as_of=str(as_of))
    return {model.__name__: len(world.rows[model]) for model in ORDER}


def _write(model: type[models.Model], rows: list[Any]) -> None:
    """Bulk insert; rows that point to their own kind are written level by level."""
    for level in _levels(model, rows):
        model._default_manager.bulk_create(level, batch_size=BATCH)


def _levels(model: type[models.Model], rows: list[Any]) -> Iterable[list[Any]]:
    own = TO_OWN_KIND.get(model)
    left = rows
    while own and left:
        ready = [row for row in left if getattr(row, own) is None or getattr(row, own).pk]
        yield ready
        left = [row for row in left if row.pk is None]
    if not own:
        yield rows


def _write_links(world: World) -> None:
    by_table: dict[Any, list[Any]] = {}
    for through, ends in world.links:
        row = through(**{f"{name}_id": end.pk for name, end in ends.items()})
        by_table.setdefault(through, []).append(row)
    for through, rows in by_table.items():
        through._default_manager.bulk_create(rows, batch_size=BATCH)


def _write_managers(world: World) -> None:
    """Units come before the people who manage them."""
    units = []
    for unit, person in support_map.managers(world):
        unit.manager = person
        units.append(unit)
    teams.Unit.objects.bulk_update(units, ["manager"])


def _write_logins(world: World) -> None:
    for username, person in world.desks.items():
        give_login(person=person, username=username, password=PASSWORD, wants_mail=False, by=None)


def _write_history(world: World, card_months: int, report: Report) -> None:
    """Month by month: status as known then, cards, comments, publication. The latest cards stay open for comments.

    A published card closes its month.
    """
    era = world.era
    for month in era.months[max(0, len(era.months) - card_months) :]:
        day = era.card_day(month)
        status.refresh(as_of=day, by=None)
        cards.build(month=month, as_of=day, by=None, with_evidence=month in era.months[-EVIDENCE_MONTHS:])
        rows = list(QualityCard.objects.filter(month=month).select_related("account").order_by("account__name"))
        demo_words.write(world=world, cards=rows, at=moment(day, 14, 0), latest=month == era.month)
        if month != era.month:
            fresh = QualityCard.objects.filter(month=month).only("pk")
            noon = moment(era.publishing_day(month), 12, 0)
            card_publishing.publish(cards=fresh, by=None, at=noon, judge_again=False)
            demo_meetings.hold(world=world, month=month)
        report(_("Cards of %(month)s are ready.") % {"month": f"{month.month}/{month.year}"})


def _close_latest(month: datetime.date, as_of: datetime.date) -> None:
    """The close of the latest month and its open cards say what the accounts show today."""
    closes.close(month=month, as_of=as_of, by=None)
    cards.build(month=month, as_of=as_of, by=None)
