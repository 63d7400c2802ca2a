"""What each rule said at the last month close: the ground of hysteresis and carry (domain.md 2.5).

The memory is the newest published card of an earlier month; a draft may still change and does not count. One query.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, Subquery

from reporting.models import QualityCard
from reporting.status_history import RuleState

States = dict[str, RuleState]


def previous_states(accounts: Collection[int], *, month: date) -> dict[int, States]:
    """Rule states by account id from the newest card published for a month before `month`; no card = no entry."""
    published = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED, month__lt=month)
    newest = published.filter(account=OuterRef("account")).order_by("-month", "-version").values("pk")[:1]
    cards = published.filter(account__in=accounts, pk=Subquery(newest))
    rows = cards.values_list("account_id", "snapshot__rule_states")
    return {account_id: _read(states) for account_id, states in rows if states}


def _read(states: dict[str, dict[str, object]]) -> States:
    return {rule_id: RuleState.from_json(state) for rule_id, state in states.items()}
