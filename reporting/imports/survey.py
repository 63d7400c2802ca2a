"""Customer satisfaction (`asiakastyytyvaisyys`): answers by wave, on the scale of the wave (domain.md 7.3/6)."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q

from accounts_app.models import SurveyAnswer, SurveyWave
from config.common.parsing import Parsed, ParseError
from config.common.rounding import WIDE
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, row_key, shown
from reporting.imports.columns import (
    CUSTOMER,
    SITE_NO,
    Column,
    Setting,
    choice,
    day,
    new_site_number,
    number,
    text,
    whole,
    yes_no,
)
from teams.actions.deliveries import Changes, replace_by_key

KEY_LENGTH = 80
SCALE = (1, 5)
Role = SurveyAnswer.Role
ROLES = {"paattaja": Role.DECIDER, "yhteyshenkilo": Role.CONTACT, "kayttaja": Role.USER}
_SCALE = re.compile(r"(\d{1,2})\s*[-\u2013\u2212]\s*(\d{1,2})")
_WAVE_MONTH = re.compile(r"(\d{1,2})/(\d{4})")


def scale(raw: Any, _: Setting) -> Parsed[tuple[int, int]]:
    """`4–10` as its ends."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return Parsed(None)
    found = _SCALE.fullmatch(str(raw).strip())
    if not found or int(found[1]) >= int(found[2]):
        raise ParseError("not_a_scale", raw)
    return Parsed((int(found[1]), int(found[2])))


SURVEY = SheetPlan(
    "survey",
    (
        Column("wave", ("Kysely", "Aalto"), text(120), must="value"),
        Column("answered_on", ("Vastauspvm", "Vastattu"), day, must="value", empty_code="date_missing"),
        CUSTOMER,
        Column("site_no", SITE_NO, new_site_number),
        Column("role", ("Rooli",), choice(ROLES, "unknown_role"), must="column", soft=True, warn_empty=True),
        Column("is_anonymous", ("Nimetön",), yes_no, soft=True),
        Column("scale", ("Asteikko",), scale),
        Column("raw_score", ("Kokonaisarvosana", "Arvosana"), number, must="value"),
        Column("recommend", ("Suositteluhalukkuus 0–10", "Suositteluhalukkuus", "NPS"), whole),
        Column("comment", ("Avoin palaute", "Palaute"), text()),
        Column("invited_n", ("Kutsuttu n", "Kutsuttu"), whole, soft=True),
    ),
)


class SurveyImporter(Importer):
    """Answers have no number of their own; alike answers of a wave, account, site, day and role are counted."""

    kind = "survey"
    order = 90
    source = "csat"
    plans = (SURVEY,)
    drops_duplicates = False

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Grades lie on their scale, the recommendation between 0 and 10, the day not ahead."""
        low, high = values["scale"] = values["scale"] or SCALE
        score = values["raw_score"]
        if score is not None and not low <= score <= high:
            yield Problem("score_range", "Kokonaisarvosana", shown(score), values={"low": low, "high": high})
        if values["recommend"] is not None and values["recommend"] > 10:
            yield Problem(
                "score_range", "Suositteluhalukkuus 0–10", shown(values["recommend"]), values={"low": 0, "high": 10}
            )
        if values["answered_on"] and values["answered_on"] > setting.as_of:
            yield Problem("day_in_future", "Vastauspvm", shown(values["answered_on"]))
        if values["site_no"] and values["site_no"] not in setting.world.sites:
            yield Problem("unknown_site_kept", "Kohdenro", values["site_no"], hard=False)
        values["role"] = values["role"] or Role.USER

    def check_all(self, records: list[Record], setting: Setting) -> Iterator[tuple[Record, Problem]]:
        """One wave has one scale; rows on another one than most are said."""
        for wave in dict.fromkeys(record.values["wave"] for record in records):
            rows = [record for record in records if record.values["wave"] == wave]
            usual = Counter(record.values["scale"] for record in rows).most_common(1)[0][0]
            for record in rows:
                if record.values["scale"] != usual:
                    yield (
                        record,
                        Problem("scale_mixed", "Asteikko", "{}–{}".format(*record.values["scale"]), hard=False),
                    )

    def newest(self, records: list[Record]) -> datetime.date | None:
        """The newest answer."""
        return max((record.values["answered_on"] for record in records), default=None)

    def last_month(self, records: list[Record]) -> datetime.date | None:
        """The month of the newest wave."""
        return max((_wave_month(record.values) for record in records), default=None)

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Waves, then their answers; a delivered wave is replaced as a whole for the delivered accounts."""
        changes = _waves(records, applying)
        waves = dict(SurveyWave.objects.values_list("name", "pk"))
        customers, sites = keys.customers(), keys.sites()
        rows: dict[Key, Values] = {}
        seen: Counter[tuple[Any, ...]] = Counter()
        for record in records:
            values = record.values
            alike = tuple(values[name] for name in ("wave", "customer_no", "site_no", "answered_on", "role"))
            seen[alike] += 1
            site = sites.get(values["site_no"] or "")
            rows[(row_key(KEY_LENGTH, *alike, seen[alike]),)] = {
                "wave_id": waves[values["wave"]],
                "account_id": customers[values["customer_no"]].account_id,
                "site_id": site.pk if site else None,
                "is_anonymous": bool(values["is_anonymous"]),
                "score": on_five(values["raw_score"], values["scale"]),
                **{
                    name: values[name]
                    for name in ("answered_on", "role", "raw_score", "recommend", "comment", "invited_n")
                },
            }
        scope = Q(
            wave_id__in={fields["wave_id"] for fields in rows.values()},
            account_id__in={fields["account_id"] for fields in rows.values()},
        )
        return changes + replace_by_key(
            model=SurveyAnswer, key=("row_key",), records=rows, scope=scope, by=applying.by, delete=True
        )


def on_five(score: Decimal, ends: tuple[int, int]) -> Decimal:
    """A grade on the scale 1–5: 4–10 becomes 1 + (x − 4)·4/6 (domain.md 7.3/6), other scales likewise."""
    low, high = ends
    return 1 + WIDE.divide((score - low) * 4, Decimal(high - low))


def _wave_month(values: Values) -> datetime.date:
    """The month in the wave's name, else the month of the answer."""
    found = _WAVE_MONTH.search(values["wave"])
    if found and 1 <= int(found[1]) <= 12:
        return datetime.date(int(found[2]), int(found[1]), 1)
    day_: datetime.date = values["answered_on"]
    return day_.replace(day=1)


def _waves(records: list[Record], applying: Applying) -> Changes:
    rows: dict[Key, Values] = {}
    for name in dict.fromkeys(record.values["wave"] for record in records):
        of_wave = [record.values for record in records if record.values["wave"] == name]
        low, high = Counter(values["scale"] for values in of_wave).most_common(1)[0][0]
        month = max(_wave_month(values) for values in of_wave)
        rows[(name,)] = {"month": month, "scale_low": low, "scale_high": high}
    scope = Q(name__in=[key[0] for key in rows])
    return replace_by_key(model=SurveyWave, key=("name",), records=rows, scope=scope, by=applying.by)
