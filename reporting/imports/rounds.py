"""Quality rounds from the maintenance log (`laatukierrokset`): planned slots and what was done (domain.md 7.3/4)."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q

from accounts_app.models import QualityRound
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, shown
from reporting.imports.columns import SITE_NO, Column, Setting, choice, day, number, percent, site, text, whole, yes_no
from teams.actions.deliveries import Changes, replace_by_key

State = QualityRound.State
STATES = {"tehty": State.DONE, "suunniteltu": State.PLANNED, "peruttu": State.CANCELLED}
FULL = Decimal(100)
SCORE_TOLERANCE = Decimal("0.5")

ROUNDS = SheetPlan(
    "rounds",
    (
        Column("site_no", SITE_NO, site, must="value"),
        Column("planned_on", ("Suunniteltu pvm", "Suunniteltu"), day, must="column"),
        Column("done_on", ("Kierroksen pvm", "Tehty pvm"), day, must="column"),
        Column("inspector", ("Esimies", "Tekijä", "Esihenkilö"), text(120)),
        Column("points", ("Pisteet",), number, soft=True),
        Column("maximum", ("Maksimi", "Maksimipisteet"), number, soft=True),
        Column("score", ("Tulos-%", "Tulos %", "Tulos"), percent, must="column"),
        Column("state", ("Tila",), choice(STATES, "unknown_state"), must="value"),
        Column("deviations", ("Poikkeamia", "Poikkeamat"), whole, soft=True),
        Column("customer_present", ("Asiakas mukana",), yes_no, soft=True),
        Column("customer_score", ("Asiakkaan arvio",), number, soft=True),
    ),
)


class RoundsImporter(Importer):
    """A slot is a site and a planned day. As of: the newest day in the log, planned or done, not after the delivery.

    The log holds the coming plan too, so a planned day that has passed without a round is a missed round.
    """

    kind = "rounds"
    order = 70
    source = "rounds"
    plans = (ROUNDS,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The site and the planned day (of an unplanned round the day it was done)."""
        return (values["site_no"], values["planned_on"])

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Done rounds have a day not ahead and a score of 0–100; a round without a plan is loaded with a warning."""
        if values["state"] == State.DONE:
            yield from _check_done(values, setting)
        elif values["state"] is not None and values["planned_on"] is None:
            yield Problem("date_missing", "Suunniteltu pvm")
        if values["score"] is not None and not 0 <= values["score"] <= FULL:
            yield Problem("score_range", "Tulos-%", shown(values["score"]), values={"low": 0, "high": 100})

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The newest day of a round, planned or done."""
        days = [record.values[name] for record in records for name in ("planned_on", "done_on")]
        return max((day_ for day_ in days if day_ is not None), default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the delivered time span of the delivered sites."""
        sites = keys.sites()
        rows: dict[Key, Values] = {}
        accounts: set[int] = set()
        for record in records:
            values = record.values
            owned = sites[values["site_no"]]
            accounts.add(owned.account_id)
            rows[(owned.pk, values["planned_on"])] = {
                "done_on": values["done_on"] if values["state"] == State.DONE else None,
                "state": values["state"],
                "score_pct": values["score"] if values["state"] == State.DONE else None,
                "inspector_name": values["inspector"],
                "deviations": values["deviations"],
                "customer_was_present": bool(values["customer_present"]),
                "customer_score": values["customer_score"],
            }
        days = [key[1] for key in rows]
        scope = Q(site__account_id__in=accounts, planned_on__range=(min(days), max(days)))
        return replace_by_key(
            model=QualityRound, key=("site_id", "planned_on"), records=rows, scope=scope, by=applying.by, delete=True
        )


def _check_done(values: Values, setting: Setting) -> Iterator[Problem]:
    if values["done_on"] is None:
        yield Problem("date_missing", "Kierroksen pvm")
        return
    if values["done_on"] > setting.as_of:
        yield Problem("day_in_future", "Kierroksen pvm", shown(values["done_on"]))
    if values["planned_on"] is None:
        yield Problem("plan_missing", "Suunniteltu pvm", hard=False)
        values["planned_on"] = values["done_on"]
    counted = (
        values["points"] * FULL / values["maximum"] if values["points"] is not None and values["maximum"] else None
    )
    if values["score"] is None:
        values["score"] = counted
    elif counted is not None and abs(counted - values["score"]) > SCORE_TOLERANCE:
        shown_pair = {"computed": f"{counted:.1f}"}
        yield Problem("score_differs", "Tulos-%", shown(values["score"]), hard=False, values=shown_pair)
    if values["score"] is None:
        yield Problem("value_missing", "Tulos-%", hard=False)
