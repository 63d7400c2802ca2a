"""The colours of the portfolio month by month, from the cards as they were published."""

from collections import Counter
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from accounts_app.models.account import AccountQuerySet
from config.common.month import rolling, short_month
from reporting.charts.stacked import Stacked
from reporting.models import QualityCard

MONTHS = 24
COLOURS = ("RED", "AMBER", "GREY", "GREEN")  # from the top of a column downwards


def portfolio_trend(accounts: AccountQuerySet, *, until: date) -> Stacked:
    """Of the accounts given, up to the month, without the months before the first card. One query."""
    months = rolling(until, MONTHS)
    frozen = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED)
    newer = frozen.filter(account=OuterRef("account"), month=OuterRef("month"), version__gt=OuterRef("version"))
    cards = frozen.filter(~Exists(newer), month__range=(months[0], until), account__in=accounts.values("pk"))
    counted: dict[date, Counter[str]] = {}
    for month, status, number in cards.values_list("month", "status").annotate(n=Count("pk")).order_by():
        counted.setdefault(month, Counter())[status] = number
    known = tuple(month for month in months if counted and month >= min(counted))
    parts = {code: tuple(counted.get(month, Counter())[code] for month in known) for code in COLOURS}
    return Stacked(
        key="portfolio",
        title=_("Colours of the portfolio"),
        sentence=_sentence(known, parts),
        months=known,
        parts=parts,
    )


def _sentence(months: tuple[date, ...], parts: dict[str, tuple[int, ...]]) -> str:
    if not months:
        return _("No card has been published yet.")
    numbers = {code.lower(): values[-1] for code, values in parts.items()}
    first = {f"{code.lower()}_then": values[0] for code, values in parts.items()}
    labels = {"first": short_month(months[0]), "last": short_month(months[-1])}
    if len(months) == 1:
        return _("In %(last)s: red %(red)s, amber %(amber)s, grey %(grey)s, green %(green)s.") % {**numbers, **labels}
    return _(
        "In %(last)s: red %(red)s, amber %(amber)s, grey %(grey)s, green %(green)s. "
        "In %(first)s they were %(red_then)s, %(amber_then)s, %(grey_then)s and %(green_then)s."
    ) % {**numbers, **first, **labels}
