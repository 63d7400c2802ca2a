"""Open opportunities from the sales system (`mahdollisuudet`, domain.md 7.3/11)."""

from collections.abc import Iterator

from django.db.models import Q

from accounts_app.models import Opportunity
from reporting.imports import keys
from reporting.imports.base import Applying, Importer, Key, Problem, Record, SheetPlan, Values, row_key, shown
from reporting.imports.columns import Column, Setting, account_name, code, day, number, percent, person_name, text
from teams.actions.deliveries import Changes, replace_by_key

CODE_LENGTH = 40

OPPORTUNITIES = SheetPlan(
    "opportunities",
    (
        Column("code", ("Tunnus", "ID"), code),
        Column("name", ("Mahdollisuus", "Nimi"), text(200), must="value"),
        Column("account", ("Asiakas", "Asiakkuus"), account_name, must="value", empty_code="customer_missing"),
        Column("service", ("Palvelu",), text(120)),
        Column("town", ("Paikkakunta", "Kunta"), text(80)),
        Column("value", ("Arvo €", "Arvo"), number, must="column", warn_empty=True),
        Column("probability", ("Todennäköisyys %", "Todennäköisyys"), percent, must="column"),
        Column("stage", ("Vaihe",), text(40), must="column"),
        Column("next_step", ("Seuraava askel",), text(200)),
        Column("due_on", ("Pvm", "Päivä", "Päätöspvm"), day, soft=True),
        Column("owner", ("Omistaja", "Vastuuhenkilö"), person_name, soft=True),
    ),
)


class OpportunitiesImporter(Importer):
    """One row is one open opportunity; those that left the list of a delivered account are closed, so deleted."""

    kind = "opportunities"
    order = 130
    plans = (OPPORTUNITIES,)

    def key(self, plan: SheetPlan, values: Values) -> Key | None:
        """The code of the sales system; lists without codes are keyed by account and name."""
        return (_code(values),)

    def check(self, plan: SheetPlan, values: Values, setting: Setting) -> Iterator[Problem]:
        """Probability between 0 and 100."""
        if values["probability"] is not None and not 0 <= values["probability"] <= 100:
            yield Problem(
                "score_range", "Todennäköisyys %", shown(values["probability"]), values={"low": 0, "high": 100}
            )

    def apply(self, records: list[Record], applying: Applying) -> Changes:
        """Replace the list of the delivered accounts."""
        accounts, people = keys.accounts(), keys.people()
        rows: dict[Key, Values] = {
            (_code(record.values),): _fields(record.values, accounts, people) for record in records
        }
        delivered = {fields["account_id"] for fields in rows.values()}
        known = Opportunity.objects.filter(code__in=[key[0] for key in rows]).values_list("account_id", flat=True)
        scope = Q(account_id__in=delivered | set(known))
        gone_elsewhere = ~Q(account_id__in=delivered) & ~Q(code__in=[key[0] for key in rows])
        return replace_by_key(
            model=Opportunity, key=("code",), records=rows, scope=scope & ~gone_elsewhere, by=applying.by, delete=True
        )


def _code(values: Values) -> str:
    return values["code"] or row_key(CODE_LENGTH, values["account"], values["name"])


def _fields(values: Values, accounts: dict[str, int], people: dict[str, int]) -> Values:
    return {
        "account_id": accounts[values["account"]],
        "name": values["name"],
        "service_name": values["service"],
        "town_name": values["town"],
        "value_eur": values["value"],
        "probability_pct": None if values["probability"] is None else round(values["probability"]),
        "stage": values["stage"],
        "next_step": values["next_step"],
        "due_on": values["due_on"],
        "owner_id": people.get(values["owner"] or ""),
    }
