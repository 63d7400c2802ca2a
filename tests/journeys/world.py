"""A small world in which nothing is amber or red, and hands that change it as people do: forms, deliveries, nights."""

import datetime
import io
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F, Model, QuerySet
from django.test import Client
from django.urls import reverse

from accounts_app.actions import clock_events
from accounts_app.actions.figures import summarise
from accounts_app.models import (
    Account,
    CareHours,
    ClockEvent,
    CostRow,
    HoursBudget,
    QualityRound,
    RevenueRow,
    Risk,
    Service,
    Site,
    SiteSupervision,
    StatusChange,
    SurveyAnswer,
    SurveyWave,
    TargetRow,
)
from reporting import due
from reporting.models import AccountJudgement, SourceLoad
from teams.models import Person, User
from tests.factories import (
    make_account,
    make_audit,
    make_board_chair,
    make_brief,
    make_contact,
    make_contract,
    make_goal,
    make_invoice,
    make_meeting,
    make_project,
    make_support,
    make_support_requirement,
    make_town,
    make_user,
)
from tests.unit.reporting.imports.workbooks import csv

TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 1)
SITES = 24
ROUND_DAYS = (datetime.date(2026, 6, 10), datetime.date(2026, 7, 8), datetime.date(2026, 8, 12))
MONTHLY = ("revenue", "margin", "targets")
AT_ONCE = {"AMBER": "AMBER", "RED": "RED"}
Capture = Callable[..., Any]


def day(text: str) -> datetime.date:
    """`9-14` is a day of 2026."""
    month, number = text.split("-")
    return datetime.date(2026, int(month), int(number))


@dataclass
class World:
    """A service company account and a consultancy account, both of model A and green, and those who work for them."""

    client: Client
    capture: Capture
    patch: pytest.MonkeyPatch
    folder: Path
    account: Account
    consultancy: Account
    owner: User
    deputy: User
    chair: User
    controller: User
    supervisors: list[User]
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    # What people do

    def post(self, by: User, url: str, data: dict[str, Any]) -> None:
        """Press a button of a page; what it sets going is done at once, as the worker would."""
        self.client.force_login(by)
        with self.capture(execute=True):
            response = self.client.post(url, data)
        assert response.status_code == 302, _complaints(response)

    def write(
        self, by: User, kind: str, row: Model | None = None, account: Account | None = None, /, **typed: Any
    ) -> Any:
        """Fill in the form of a record as it is offered, change what is `typed`, save, and give the newest row."""
        pk = (account or self.account).pk
        url = reverse("accounts:record_edit", args=[pk, kind, row.pk]) if row else ""
        url = url or reverse("accounts:record_new", args=[pk, kind])
        self.client.force_login(by)
        form = self.client.get(url).context["form"]
        data = {bound.name: _shown(bound.value()) for bound in form} | {k: _shown(v) for k, v in typed.items()}
        unknown = set(typed) - {bound.name for bound in form}
        assert not unknown, f"the form of {kind} has no field {unknown}"
        self.post(by, url, {name: value for name, value in data.items() if value is not False and value != ""})
        return row or form._meta.model.objects.order_by("-pk").first()

    def step(self, by: User, instruction: Model, move: str, /, **typed: Any) -> None:
        """Open the page of an instruction and send the form of the step as it is offered there."""
        account = instruction.account_id  # type: ignore[attr-defined]
        self.client.force_login(by)
        offered = self.client.get(reverse("accounts:instruction", args=[account, instruction.pk])).context["offered"]
        form = next(step.form for step in offered if step.move == move)
        data = {bound.name: _shown(bound.value()) for bound in form} | {k: _shown(v) for k, v in typed.items()}
        self.post(by, reverse("accounts:instruction_step", args=[account, instruction.pk, move]), data)

    def deliver(self, *rows: Sequence[Any]) -> None:
        """Load a delivery of one file with the command, as of today."""
        folder = self.folder / f"delivery{next(self.numbers)}"
        folder.mkdir()
        (folder / "delivery.csv").write_bytes(csv(rows))
        with self.capture(execute=True):
            call_command("import_delivery", str(folder), stdout=io.StringIO())

    def refresh(self, by: User, account: Account | None = None) -> None:
        """Press the button that judges the account now."""
        self.post(by, reverse("reporting:account_refresh", args=[(account or self.account).pk]), {})

    def night(self, on: datetime.date) -> None:
        """Time passes until the day; the feeds have come meanwhile and bring nothing new, and the night judges."""
        self.patch.setenv("KAM_TODAY", on.isoformat())
        feeds = [source for source in SourceLoad.Source.values if source not in MONTHLY]
        SourceLoad.objects.bulk_create(SourceLoad(source=source, as_of_on=on) for source in feeds)
        with self.capture(execute=True):
            due.nightly_status(on=on)

    # What the account then says

    def coloured(self, account: Account | None = None) -> dict[str, str]:
        """The amber and red rules of the stored judgement."""
        findings = AccountJudgement.objects.get(account=account or self.account).findings
        return {one["rule"]: one["level"] for one in findings if one["level"] in AT_ONCE}

    def colour(self, account: Account | None = None) -> str:
        """The colour of the account, the same in its slot and in its judgement."""
        found = account or self.account
        shown = Account.objects.get(pk=found.pk).status
        assert AccountJudgement.objects.get(account=found).shown == shown
        return shown

    def memory(self, key: str, account: Account | None = None) -> list[tuple[str, str, str]]:
        """What became of a rule, oldest first: from, to, and why; an empty key is the account itself."""
        rows = StatusChange.objects.filter(account=account or self.account, key=key).exclude(cause="first")
        return list(rows.order_by("pk").values_list("old", "new", "cause"))

    def shows(self, rule: str, level: str, account: Account | None = None) -> None:
        """The rule alone has the level, so has the account, and both changes are remembered with their cause."""
        assert self.coloured(account) == {rule: level}
        assert self.colour(account) == level
        assert self.memory(rule, account)[-1][1:] == (level, "facts")
        assert self.memory("", account)[-1][1:] == (level, "facts")

    # What a delivery needs to name

    def customer_no(self, account: Account | None = None) -> str:
        """The customer number of the account."""
        return str((account or self.account).customer_numbers.get().number)

    def sites(self) -> list[Site]:
        """The sites in their order."""
        return list(self.account.sites.order_by("site_no"))

    def person_no(self, number: int) -> str:
        """The number of a supervisor."""
        return str(self.supervisors[number].person.person_no)


def build(client: Client, capture: Capture, patch: pytest.MonkeyPatch, folder: Path) -> World:
    """The world on 11.9.2026, judged for the first time by the night."""
    owner, deputy = make_user("Oili Omistaja", role="account_director"), make_user("Veli Vara", role="account_director")
    supervisors = [make_user(f"Esimies {letter}", role="supervisor") for letter in "ABCD"]
    both: dict[str, Any] = {"owner": owner.person, "deputy": deputy.person, "care_model": "A"}
    world = World(
        client=client,
        capture=capture,
        patch=patch,
        folder=folder,
        account=make_account("Terve Talo Oy", **both),
        consultancy=make_account("Terve Hanke Oy", profile="consultancy", **both),
        owner=owner,
        deputy=deputy,
        chair=make_board_chair("Kirsti Puheenjohtaja"),
        controller=make_user("Cecilia Controller", role="controller"),
        supervisors=supervisors,
    )
    for account in (world.account, world.consultancy):
        _money(account)
        _care(account, owner.person)
        _voice(account)
    summarise()
    _sites(world.account, [user.person for user in supervisors])
    make_brief(world.account, day("1-12"), *(user.person for user in supervisors))
    _projects(world.consultancy)
    for source in SourceLoad.Source.values:
        last_month = AUGUST if source in MONTHLY else None
        SourceLoad.objects.create(source=source, as_of_on=TODAY, last_month=last_month)
    with capture(execute=True):
        due.nightly_status(on=TODAY)
    return world


def _money(account: Account) -> None:
    service = Service.objects.get_or_create(name="Siivous")[0]
    number = account.customer_numbers.get()
    for month in (datetime.date(year, place, 1) for year in (2025, 2026) for place in range(1, 13)):
        common = {"account": account, "month": month}
        if month.year == TODAY.year:
            TargetRow.objects.create(**common, measure="revenue", amount_eur=10000)
            TargetRow.objects.create(**common, measure="margin", amount_eur=2000)
        if month <= AUGUST:
            amount = 10000 if month.year == TODAY.year else 9800
            key = f"{number.number}|{month}"
            ledger = {"customer_number": number, "service": service, "amount_eur": amount, "row_key": key}
            RevenueRow.objects.create(**common, **ledger)
            CostRow.objects.create(**common, line=CostRow.Line.REVENUE, amount_eur=amount)
            CostRow.objects.create(**common, line=CostRow.Line.MARGIN, amount_eur=amount / 5)
    make_invoice(account, day("9-30"))
    make_contract(account, monthly_price_eur=9000, notice_months=3, services_text="Siivous")


def _care(account: Account, owner: Person) -> None:
    decider = make_contact(account, name="Päivi Päättäjä")
    for held_on in ("5-1", "7-11"):
        make_meeting(account, day(held_on), host=owner).contacts.add(decider)
    for number in range(1, 5):
        make_goal(account, owner, name=f"Tavoite {number}")
    clock_events.generate(account=account, year=TODAY.year)
    past = ClockEvent.objects.filter(account=account, latest_on__lt=TODAY)
    past.update(done_on=F("latest_on"), evidence="Pöytäkirja")
    HoursBudget.objects.create(account=account, year=TODAY.year, hours=120)
    for month in range(1, 9):
        CareHours.objects.create(account=account, person=owner, worked_on=day(f"{month}-5"), hours=10)
    make_audit(account, day("4-10"))
    make_support_requirement(account)
    make_support(account)
    opened = {"opened_on": day("2-2"), "review_on": day("12-1"), "owner": owner}
    Risk.objects.create(account=account, name="Hintapaine", probability=2, impact=3, **opened)


def _voice(account: Account) -> None:
    wave = SurveyWave.objects.get_or_create(name="Kysely 5/2026", defaults={"month": day("5-1")})[0]
    given = {"wave": wave, "account": account, "answered_on": day("5-12"), "role": SurveyAnswer.Role.USER}
    for number in range(8):
        SurveyAnswer.objects.create(**given, score="4.5", raw_score="4.5", row_key=f"{account.pk}-{number}")


def _sites(account: Account, supervisors: list[Person]) -> None:
    """Six sites each, with a round in each of the last three months."""
    plain = {"account": account, "customer_number": account.customer_numbers.get(), "town": make_town()}
    start = datetime.date(2020, 1, 1)
    made = Site.objects.bulk_create(
        Site(site_no=f"3{number:05}", name=f"Kohde {number}", starts_on=start, monthly_value_eur=400, **plain)
        for number in range(SITES)
    )
    sites = list(Site.objects.filter(site_no__in=[site.site_no for site in made]).order_by("site_no"))
    SiteSupervision.objects.bulk_create(
        SiteSupervision(site=site, supervisor=supervisors[place // 6], starts_on=start)
        for place, site in enumerate(sites)
    )
    QualityRound.objects.bulk_create(
        QualityRound(site=site, planned_on=on, done_on=on, state=QualityRound.State.DONE, score_pct=94)
        for site in sites
        for on in ROUND_DAYS
    )


def _projects(account: Account) -> None:
    """Four going on, worth eight months of work, and five closed ones the customer liked."""
    for _number in range(4):
        make_project(account, contract_eur=25000, milestone_on=day("11-2"))
    for _number in range(5):
        make_project(account, closed_on=day("6-30"), feedback="4.5")


def _shown(value: Any) -> Any:
    """A value as the browser sends it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list | tuple):
        return [_shown(one) for one in value]
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return "" if value is None else value.isoformat() if isinstance(value, datetime.date) else value


def _complaints(response: Any) -> str:
    form = response.context.get("form") if response.context else None
    return f"{response.status_code} {form.errors.as_json() if form else ''}"
