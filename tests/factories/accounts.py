"""Accounts and the rows that name them."""

import datetime
import itertools
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts_app.models import (
    Account,
    Assignment,
    Complaint,
    Contract,
    CustomerNumber,
    Goal,
    Meeting,
    MonthlyFigure,
    QualityRound,
    Site,
    SiteSupervision,
)
from teams.models import Person
from tests.factories.people import LONG_AGO, make_person, make_town

_numbers = itertools.count(1)


def make_account(
    name: str = "", *, owner: Person | None = None, deputy: Person | None = None, **values: Any
) -> Account:
    """An established B account with one customer number; owner and deputy hold it since long ago."""
    number = next(_numbers)
    values.setdefault("care_model", "B")
    values.setdefault("relationship_started_on", LONG_AGO)
    account = Account.objects.create(name=name or f"Testitili {number} Oy", **values)
    CustomerNumber.objects.create(account=account, number=f"{number:06d}")
    for person, role in ((owner, Assignment.Role.OWNER), (deputy, Assignment.Role.DEPUTY)):
        if person is not None:
            Assignment.objects.create(account=account, person=person, role=role, starts_on=LONG_AGO)
    return account


def make_site(account: Account, name: str = "", *, supervisor: Person | None = None, **values: Any) -> Site:
    """An active site with a supervisor since long ago."""
    number = next(_numbers)
    values.setdefault("town", make_town())
    values.setdefault("starts_on", LONG_AGO)
    values.setdefault("monthly_value_eur", Decimal(1000))
    site = Site.objects.create(account=account, site_no=f"3{number:05d}", name=name or f"Kohde {number}", **values)
    SiteSupervision.objects.create(site=site, supervisor=supervisor or make_person(), starts_on=LONG_AGO)
    return site


def make_round(site: Site, planned_on: datetime.date, score: Any = None, **values: Any) -> QualityRound:
    """A quality round; done on the planned day when a score is given."""
    if score is not None:
        values = {"done_on": planned_on, "state": QualityRound.State.DONE, "score_pct": Decimal(str(score))} | values
    return QualityRound.objects.create(site=site, planned_on=planned_on, **values)


def make_complaint(account: Account, received_on: datetime.date, **values: Any) -> Complaint:
    """A complaint received at noon of the day."""
    moment = datetime.datetime.combine(received_on, datetime.time(12), tzinfo=timezone.get_default_timezone())
    values.setdefault("number", f"R{next(_numbers):05d}")
    return Complaint.objects.create(account=account, received_at=moment, **values)


def make_contract(account: Account, **values: Any) -> Contract:
    """A contract until further notice."""
    values.setdefault("contract_no", f"S-{next(_numbers)}")
    values.setdefault("starts_on", LONG_AGO)
    values.setdefault("monthly_price_eur", Decimal(1000))
    return Contract.objects.create(account=account, **values)


def make_meeting(account: Account, meets_on: datetime.date, **values: Any) -> Meeting:
    """A held director meeting with a decision maker."""
    values.setdefault("state", Meeting.State.HELD)
    values.setdefault("with_decision_maker", True)
    return Meeting.objects.create(account=account, meets_on=meets_on, **values)


def make_goal(account: Account, owner: Person, **values: Any) -> Goal:
    """A goal on track."""
    values.setdefault("name", "Tavoite")
    values.setdefault("due_on", datetime.date(2026, 12, 31))
    return Goal.objects.create(account=account, owner=owner, **values)


def make_figure(account: Account, month: datetime.date, revenue: Any = 10000, **values: Any) -> MonthlyFigure:
    """The summed month of an account; target equals revenue and margin is 20 % unless told otherwise."""
    revenue = Decimal(str(revenue))
    defaults = {
        "cost_revenue_eur": revenue,
        "margin_eur": revenue * Decimal("0.2"),
        "target_revenue_eur": revenue,
        "target_margin_eur": revenue * Decimal("0.2"),
    }
    return MonthlyFigure.objects.create(account=account, month=month, revenue_eur=revenue, **(defaults | values))
