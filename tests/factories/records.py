"""Rows written by hand or fed beside the monthly figures: audits, invoices, projects, briefs, hours and the like."""

import datetime
import itertools
from decimal import Decimal
from typing import Any

from accounts_app.models import (
    Account,
    AccountBrief,
    AnswerFollowUp,
    Assignment,
    Audit,
    BriefAcknowledgement,
    CareHours,
    ClockEvent,
    Contact,
    HoursBudget,
    Instruction,
    NonConformity,
    OpenInvoice,
    PathAction,
    Project,
    SupportRequirement,
    SurveyAnswer,
    SurveyWave,
)
from reporting.models import QualityCard
from teams.models import BusinessArea, Person
from tests.factories.people import LONG_AGO, make_person, make_town

_numbers = itertools.count(1)


def make_audit(account: Account, held_on: datetime.date, **values: Any) -> Audit:
    """A passed internal audit."""
    return Audit.objects.create(account=account, held_on=held_on, **values)


def make_non_conformity(audit: Audit, due_on: datetime.date, **values: Any) -> NonConformity:
    """A minor non-conformity that is still open."""
    values.setdefault("name", "Poikkeama")
    return NonConformity.objects.create(audit=audit, due_on=due_on, **values)


def make_invoice(account: Account, due_on: datetime.date, amount: Any = 1000, **values: Any) -> OpenInvoice:
    """An invoice nobody has paid."""
    values.setdefault("invoice_no", f"L{next(_numbers):05d}")
    return OpenInvoice.objects.create(account=account, due_on=due_on, amount_eur=Decimal(str(amount)), **values)


def make_budget(account: Account, hours: Any = 120, **values: Any) -> HoursBudget:
    """Care hours of 2026."""
    values.setdefault("year", 2026)
    return HoursBudget.objects.create(account=account, hours=Decimal(str(hours)), **values)


def make_hours(account: Account, worked_on: datetime.date, hours: Any = 5, **values: Any) -> CareHours:
    """Hours of one person on a day."""
    values.setdefault("person", make_person())
    return CareHours.objects.create(account=account, worked_on=worked_on, hours=Decimal(str(hours)), **values)


def make_brief(account: Account, published_on: datetime.date, *readers: Person, **values: Any) -> AccountBrief:
    """A brief, acknowledged by the readers on the day it was published."""
    values.setdefault("text", "Näin tämä asiakas hoidetaan.")
    brief = AccountBrief.objects.create(account=account, published_on=published_on, **values)
    for person in readers:
        make_acknowledgement(brief, person, published_on)
    return brief


def make_acknowledgement(brief: AccountBrief, person: Person, acknowledged_on: datetime.date) -> BriefAcknowledgement:
    """Somebody has read the brief."""
    return BriefAcknowledgement.objects.create(brief=brief, person=person, acknowledged_on=acknowledged_on)


def make_area(name: str = "Siivous") -> BusinessArea:
    """The business area of this name."""
    return BusinessArea.objects.get_or_create(name=name)[0]


def make_support_requirement(account: Account, town: str = "Oulu", area: str = "Siivous") -> SupportRequirement:
    """A cell of the matrix that needs somebody."""
    return SupportRequirement.objects.create(account=account, town=make_town(town), business_area=make_area(area))


def make_support(account: Account, town: str = "Oulu", area: str = "Siivous", **values: Any) -> Assignment:
    """Somebody who supports the account in a cell since long ago."""
    values.setdefault("person", make_person())
    values.setdefault("starts_on", LONG_AGO)
    return Assignment.objects.create(
        account=account,
        role=Assignment.Role.SUPPORT,
        town=make_town(town),
        business_area=make_area(area),
        **values,
    )


def make_project(account: Account, **values: Any) -> Project:
    """A project begun in January 2026: 10 000 € of which half is invoiced, half of its hours used."""
    number = next(_numbers)
    defaults = {
        "number": f"P-{number}",
        "name": f"Projekti {number}",
        "starts_on": datetime.date(2026, 1, 1),
        "contract_eur": Decimal(10000),
        "invoiced_eur": Decimal(5000),
        "budget_hours": Decimal(100),
        "used_hours": Decimal(50),
        "confirmed_on": datetime.date(2026, 9, 1),
    }
    return Project.objects.create(account=account, **(defaults | values))


def make_instruction(account: Account, given_on: datetime.date, **values: Any) -> Instruction:
    """An instruction of the board nobody has acknowledged."""
    values.setdefault("text", "Sovi tapaaminen")
    values.setdefault("responsible", make_person())
    values.setdefault("due_on", given_on + datetime.timedelta(days=30))
    return Instruction.objects.create(account=account, given_on=given_on, **values)


def make_answer(
    account: Account,
    answered_on: datetime.date,
    score: Any = 4,
    *,
    talked_on: datetime.date | None = None,
    **values: Any,
) -> SurveyAnswer:
    """A named answer of a decision maker; with `talked_on` somebody talked about it."""
    month = answered_on.replace(day=1)
    wave, _ = SurveyWave.objects.get_or_create(name=f"Kysely {month:%Y-%m}", defaults={"month": month})
    values.setdefault("role", SurveyAnswer.Role.DECIDER)
    values.setdefault("row_key", f"vastaus-{next(_numbers)}")
    score = Decimal(str(score))
    answer = SurveyAnswer.objects.create(
        account=account, wave=wave, answered_on=answered_on, score=score, raw_score=round(score, 1), **values
    )
    if talked_on is not None:
        AnswerFollowUp.objects.create(answer=answer, talked_on=talked_on)
    return answer


def make_contact(account: Account, **values: Any) -> Contact:
    """A decision maker of the customer."""
    values.setdefault("name", f"Päättäjä {next(_numbers)}")
    values.setdefault("buying_role", Contact.BuyingRole.DECIDER)
    return Contact.objects.create(account=account, **values)


def make_clock_event(account: Account, kind: str, latest_on: datetime.date, **values: Any) -> ClockEvent:
    """An event whose window of a month ends on the day."""
    values.setdefault("year", latest_on.year)
    values.setdefault("earliest_on", latest_on - datetime.timedelta(days=30))
    values.setdefault("ordinal", next(_numbers))
    return ClockEvent.objects.create(account=account, kind=kind, latest_on=latest_on, **values)


def make_step(account: Account, **values: Any) -> PathAction:
    """An open action of the path to green, written on 9.9.2026 for the card of August."""
    defaults = {
        "month": datetime.date(2026, 8, 1),
        "what": "Uusintakierros",
        "due_on": datetime.date(2026, 10, 15),
        "metric": "Q3",
        "expected_effect": "Ei kohteita alle rajan",
        "made_on": datetime.date(2026, 9, 9),
    }
    if "owner" not in values:
        values["owner"] = make_person()
    return PathAction.objects.create(account=account, **(defaults | values))


def path_typed(*steps: dict[str, Any], open_count: int = 0) -> dict[str, Any]:
    """The path of the director's page as a browser sends it: lines of open actions first, then new ones."""
    sent: dict[str, Any] = {"path-TOTAL_FORMS": str(len(steps)), "path-INITIAL_FORMS": str(open_count)}
    for number, step in enumerate(steps):
        sent |= {f"path-{number}-{name}": value for name, value in step.items()}
    return sent


def make_card(
    account: Account, month: datetime.date, *, published_at: datetime.datetime | None = None, **values: Any
) -> QualityCard:
    """A card of the month built on the fifth day of the next one; frozen when it is published."""
    first = (month + datetime.timedelta(days=31)).replace(day=5)
    values.setdefault("status", Account.Status.GREEN)
    values.setdefault("snapshot", {"header": {"status": values["status"]}, "risk_points": 0, "dimensions": []})
    values.setdefault("built_at", datetime.datetime.combine(first, datetime.time(6), tzinfo=datetime.UTC))
    if published_at is not None:
        values |= {"state": QualityCard.State.PUBLISHED, "frozen_at": published_at, "checksum": "a" * 64}
    return QualityCard.objects.create(account=account, month=month, **values)
