"""Steps V01–V09 of a handover as a table: what, by when, for which care models (domain.md 4.3)."""

import datetime
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account, Handover
from config.common.working_days import add_working_days

PARALLEL_DAYS = {"A": 20, "B": 10}  # working days by care model (V06)
OTHER_PARALLEL_DAYS = 5


def parallel_until(effective: datetime.date, care_model: str) -> datetime.date:
    """The last day on which the former owner answers beside the new one (domain.md 4.3 V06)."""
    return add_working_days(effective, PARALLEL_DAYS.get(care_model, OTHER_PARALLEL_DAYS))


class Doer(enum.StrEnum):
    """Who marks a step as done."""

    ITSELF = "itself"  # follows from what was done elsewhere on the page
    NEW_OWNER = "new_owner"
    BOTH = "both"  # the former owner, the new one or whoever nominates
    MANAGER = "manager"  # the new owner's manager or whoever nominates


@dataclass(frozen=True)
class Step:
    """One step. `due`: the last day by the decision, the effective date and the care model."""

    code: str
    title: str | Promise
    content: str | Promise
    due: Callable[[datetime.date, datetime.date, str], datetime.date]
    doer: Doer
    models: str = "ABCD"
    after_move: bool = False


def _after_decision(count: int) -> Callable[[datetime.date, datetime.date, str], datetime.date]:
    return lambda decided, _effective, _model: add_working_days(decided, count)


def _after_effect(days: int) -> Callable[[datetime.date, datetime.date, str], datetime.date]:
    return lambda _decided, effective, _model: effective + datetime.timedelta(days=days)


STEPS = (
    Step(
        "V01",
        _("Decision and consent"),
        _("Reason, from whom to whom, from which day, and the new owner's own consent."),
        _after_decision(0),
        Doer.NEW_OWNER,
    ),
    Step(
        "V02",
        _("Handover package"),
        _("The package is made by itself. The former owner adds three things to know at once."),
        _after_decision(5),
        Doer.ITSELF,
    ),
    Step(
        "V03",
        _("Going through together"),
        _("A talk between the former and the new owner about how the customer is cared for. Both sign."),
        _after_decision(10),
        Doer.ITSELF,
    ),
    Step(
        "V04",
        _("Telling our own people"),
        _("Support, supervisors and the account's people are told when this step is marked as done."),
        _after_decision(10),
        Doer.BOTH,
    ),
    Step(
        "V05",
        _("Telling the customer"),
        _("A joint call or visit; the former owner introduces the new one."),
        _after_effect(-1),
        Doer.BOTH,
    ),
    Step(
        "V06",
        _("Side by side"),
        _("The former owner answers questions beside the new one."),
        lambda _decided, effective, model: parallel_until(effective, model),
        Doer.BOTH,
        models="ABC",
        after_move=True,
    ),
    Step(
        "V07",
        _("Open tasks moved"),
        _("Every goal, risk, instruction, opportunity, meeting and complaint has a new owner; then the account moves."),
        _after_effect(0),
        Doer.ITSELF,
    ),
    Step(
        "V08",
        _("First meetings"),
        _("The new owner has met each decision maker."),
        _after_effect(30),
        Doer.NEW_OWNER,
        models="AB",
        after_move=True,
    ),
    Step(
        "V09",
        _("Looking back"),
        _("The manager checks how it went; the customer is asked one question."),
        _after_effect(60),
        Doer.MANAGER,
        models="ABC",
        after_move=True,
    ),
)
BY_CODE: Mapping[str, Step] = {step.code: step for step in STEPS}


def steps_of(account: Account) -> tuple[Step, ...]:
    """The steps of the account's care model: fewer for C and D."""
    return tuple(step for step in STEPS if account.care_model in step.models)


def due_days(handover: Handover) -> Mapping[str, datetime.date]:
    """The last day of each step by its code."""
    decided, effective, model = handover.decided_on, handover.effective_on, handover.account.care_model
    return {step.code: step.due(decided, effective, model) for step in steps_of(handover.account)}
