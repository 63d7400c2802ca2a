"""Rows several panels of the account page need, each read once and only when somebody asks."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import FilteredRelation, Q

from accounts_app.models import Account, Complaint, Meeting, Site
from reporting.facts.quality import LOOK_BACK_DAYS, MEASURED_COLUMNS, TWO_ROUNDS, MeasuredSite, site_label
from reporting.models import QualityCard
from teams.models import in_force


@dataclass
class SiteFacts:
    """An active site and every measured round of it, newest first."""

    pk: int
    name: str
    town: str
    is_critical: bool
    monthly_value_eur: Decimal
    interval_months: int
    starts_on: datetime.date
    rounds: list[tuple[datetime.date, Decimal]] = field(default_factory=list)

    @property
    def measured(self) -> MeasuredSite:
        """The site as the quality facts look at it: with its latest two rounds."""
        return MeasuredSite(
            site_id=self.pk,
            label=site_label(self.name, self.town),
            is_critical=self.is_critical,
            monthly_value_eur=self.monthly_value_eur,
            interval_months=self.interval_months,
            starts_on=self.starts_on,
            rounds=tuple(self.rounds[:TWO_ROUNDS]),
        )


@dataclass(frozen=True)
class AccountRows:
    """The rows of one account as known on a day."""

    account: Account
    on: datetime.date

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Every meeting in order of day."""
        rows = Meeting.objects.filter(account=self.account).select_related("host")
        return list(rows.order_by("meets_on", "pk"))

    @cached_property
    def complaints(self) -> list[Complaint]:
        """Every complaint, the latest first, without its description."""
        rows = Complaint.objects.filter(account=self.account).select_related("site").defer("description")
        return list(rows.order_by("-received_at", "pk"))

    @cached_property
    def cards(self) -> list[QualityCard]:
        """Every quality card, the newest month first, without its contents."""
        return list(QualityCard.objects.filter(account=self.account).defer("snapshot").order_by("-month", "-version"))

    @cached_property
    def sites(self) -> dict[int, SiteFacts]:
        """The active sites by id with their measured rounds of the last two years. One query."""
        recent = Q(
            quality_rounds__done_on__lte=self.on,
            quality_rounds__done_on__gt=self.on - datetime.timedelta(days=LOOK_BACK_DAYS),
            quality_rounds__score_pct__isnull=False,
        )
        sites = Site.objects.filter(in_force(self.on), account=self.account)
        rows = sites.annotate(measured=FilteredRelation("quality_rounds", condition=recent)).values_list(
            *MEASURED_COLUMNS, "measured__done_on", "measured__score_pct"
        )
        found: dict[int, SiteFacts] = {}
        for *columns, done_on, score in rows.order_by("pk", "-measured__done_on", "-measured__pk"):
            site = found.setdefault(columns[0], SiteFacts(*columns))
            if done_on is not None:
                site.rounds.append((done_on, score))
        return found
