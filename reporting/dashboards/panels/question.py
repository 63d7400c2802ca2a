"""What every panel of the account page is asked with."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from accounts_app.access import Data, Extent
from accounts_app.access.own_part import meetings_of
from accounts_app.models import Account, Meeting
from accounts_app.permissions import AccountRights
from reporting.dashboards.panels.rows import AccountRows
from reporting.facts.period import Period
from reporting.freshness import Load, known_until
from reporting.models import AccountJudgement


@dataclass(frozen=True, kw_only=True)
class Question:
    """One visible account, one reader, one day."""

    account: Account
    rights: AccountRights
    on: datetime.date
    lang: str
    period: Period  # the closed month and what is counted from it
    loads: Mapping[str, Load] = field(default_factory=dict)  # newest load of every source
    asked: Mapping[str, str] = field(default_factory=dict)  # the rest of the address

    @cached_property
    def rows(self) -> AccountRows:
        """Rows several panels need."""
        return AccountRows(self.account, self.on)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings the reader may read, in order of day."""
        if self.reads_all(Data.MEETINGS):
            return self.rows.meetings
        rows = meetings_of(self.account, self.rights, on=self.on).select_related("host")
        return list(rows.order_by("meets_on", "pk"))

    def reads_all(self, data: Data) -> bool:
        """Whether the reader may read all of the data, not only the own part."""
        return self.rights.extent(data) is Extent.FULL

    @property
    def judgement(self) -> AccountJudgement | None:
        """The latest judgement, read together with the account."""
        return getattr(self.account, "judgement", None)

    def known_until(self, source: str) -> datetime.date | None:
        """Until when a source is known; None when it was never loaded."""
        load = self.loads.get(source)
        return known_until(source, load) if load is not None else None
