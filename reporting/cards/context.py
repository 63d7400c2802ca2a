"""What a card needs beside facts and judgement: names, places, sources and the card before (domain.md 1.2, 1.9).

Plain data without Django; `reporting/cards/collect.py` fills it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from reporting.cards.follow_up import FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """How new a source was when the card was made."""

    source: str
    known_until: date  # the last day the data speaks of
    as_of_on: date
    loaded_at: datetime
    batch_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDue:
    """What is told where a figure of the source is missing."""

    known_until: date | None  # None = never loaded
    expected_on: date | None  # None = the source has no rhythm
    responsible: str  # who loaded it last, otherwise who may


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """A contract in force at the cut-off."""

    number: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitException:
    """A limit that holds for this account only (domain.md 1.6)."""

    rule: str
    name: str
    value: Decimal
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCard:
    """What the previous published card says: the ground of trends and arrows."""

    month: date
    status: str
    risk_points: int
    dimensions: Mapping[str, Mapping[str, Any]]  # code -> {"colour", "points", …}
    revenue_eur: Decimal | None = None  # revenue of its period as it printed it, unrounded


class Run(NamedTuple):
    """The colour of the newest close before the month, and how many closes in a row had it."""

    colour: str
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardContext:
    """Everything about one account, one month and one cut-off day that is not a measured fact."""

    month: date
    as_of: date
    account_id: int
    name: str
    master: Mapping[str, Any]  # account master data as plain values: business_id, group, kind, direction …
    care_model: str
    stage: str
    towns: tuple[str, ...] = ()  # most sites first
    site_ids: tuple[int, ...] = ()
    supervisors: int = 0
    owner: str = ""
    deputy: str = ""
    area_directors: tuple[str, ...] = ()
    contracts: tuple[ContractLine, ...] = ()
    follow_up: FollowUp = field(default_factory=FollowUp)  # actions, requests and the last stance of the board
    sources: tuple[SourceLine, ...] = field(default_factory=tuple)
    due: Mapping[str, SourceDue] = field(default_factory=dict)  # by source
    earlier: EarlierCard | None = None
    exceptions: tuple[LimitException, ...] = ()
    runs: Mapping[str, Run] = field(default_factory=dict)  # of each dimension by its code, of the account by ""
    override: Mapping[str, Any] | None = None  # the open manual override: who, why, until
