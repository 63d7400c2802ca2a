"""A world with a secret account that can be left out: everything of it carries the word `zyx` or one of its amounts."""

import datetime
from types import SimpleNamespace
from typing import Any

from accounts_app.actions import search_texts
from accounts_app.models import (
    AccessRequest,
    Account,
    AccountBrief,
    AccountGrant,
    Assignment,
    AssignmentBrief,
    Audit,
    BoardRequest,
    ClockEvent,
    Contact,
    CustomerNumber,
    Handover,
    HandoverStep,
    HoursBudget,
    Instruction,
    ManualFigure,
    Nomination,
    OpenInvoice,
    Opportunity,
    OwnerReport,
    Project,
    ProjectMember,
    Risk,
    SparringNote,
    StatusChange,
    SupportRequirement,
    Tender,
)
from reporting.actions import card_publishing, cards, meetings
from reporting.models import (
    BuildFailure,
    ImportBatch,
    ImportFile,
    JobRun,
    LimitChange,
    MonthClose,
    QualityCard,
    SourceLoad,
)
from reporting.rules import Finding, Level
from teams.actions.deliveries import Changes
from teams.models import Absence, BoardMembership, BusinessArea, Person, User
from tests.factories import (
    make_account,
    make_board_chair,
    make_complaint,
    make_contract,
    make_figure,
    make_goal,
    make_meeting,
    make_person,
    make_round,
    make_site,
    make_town,
    make_user,
)
from tests.factories.overrides import make_override
from tests.factories.people import LONG_AGO
from tests.factories.records import make_step
from tests.integration.reporting.portfolio_world import AUGUST, TODAY, behind_target, furnish, judge, overdue

JULY = datetime.date(2026, 7, 1)
YESTERDAY = TODAY - datetime.timedelta(days=1)
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=datetime.UTC)
NAME = "Zyxhanke Oy"
# Rows with addresses of their own: what they are called here, and how the account reaches them.
ROWS = {
    "contact": "contacts",
    "assignment_brief": "assignment_briefs",
    "grant": "grants",
    "nomination": "nominations",
    "handover": "handovers",
    "report": "owner_reports",
    "request": "access_requests",
    "instruction": "instructions",
    "board_request": "board_requests",
}
PLANTED_EUR = 9876543
# What somebody who guesses would type: name, former and trade name, numbers, town, site, people of the customer.
GUESSES = ("Zyxhanke", "Zyxvanha", "Zyxkauppa", "zyx778899", "Zyxkylä", "Zyxkohde", "Zyxkontakti", "7654321-9")


def make_world() -> SimpleNamespace:
    """Everybody and the open accounts, with a batch and a job about them."""
    outsiders = make_outsiders()
    director = outsiders["director"].person
    red = make_account("Punainen Paja Oy", owner=director, deputy=make_person("Eero Esimerkkilä"))
    grey = make_account("Ääninen Oy", owner=make_person("Liisa Toinen"), home_town=make_town("Turku"))
    furnish(red, director)
    make_site(grey, "Toinen kohde", supervisor=outsiders["supervisor"].person, town=make_town("Turku"))
    judge(red, "RED", overdue(), behind_target())
    judge(grey, "AMBER", overdue(Level.AMBER))
    for account in (red, grey):
        for month in range(1, 9):
            make_figure(account, datetime.date(2026, month, 1), 12345)
    SourceLoad.objects.create(source="revenue", as_of_on=TODAY, last_month=AUGUST)
    members = {name: make_user(f"Jäsen {name}") for name in ("owner", "deputy", "grantee")}
    stand_in = make_person("Sijainen Sanna")
    Absence.objects.create(person=members["owner"].person, starts_on=LONG_AGO, ends_on=TODAY, stand_in=stand_in)
    make_cards(red, grey)
    planned = Changes(created=10).as_dict()
    batch = ImportBatch.objects.create(as_of_on=TODAY, state=ImportBatch.State.PREVIEWED, changes=planned)
    file = ImportFile.objects.create(
        batch=batch, name="myynti.csv", kind="revenue", sha256="0" * 64, content=b"", result="rejected"
    )
    keep_rows(file, [import_row(5, "004999", "Tuntematon tilaaja")])
    job = JobRun.objects.create(kind="build_cards", key="a", state="done", arguments={"month": "2026-08-01"})
    keep_result(job, red, grey)
    fail_to_build(red, "nollalla ei jaeta")
    broken = JobRun.objects.create(kind="refresh_status", key="b", state="failed", error="levy on täynnä")
    BusinessArea.objects.create(name="Siivouspalvelut")
    search_texts.refresh()
    meeting = meetings.plan(month=JULY, meets_at=AT, place="Saimaa", by=None, on=TODAY)
    return SimpleNamespace(
        outsiders=outsiders, members=members, red=red, grey=grey, batch=batch, file=file, job=job, broken=broken,
        meeting=meeting,
    )  # fmt: skip


def make_outsiders() -> dict[str, User]:
    """One login of every role, and those whose right to know the secret account has ended or never was one."""
    member = make_user("Jaana Jäsen")
    BoardMembership.objects.create(person=member.person, seat=BoardMembership.Seat.MEMBER, starts_on=LONG_AGO)
    return {
        "staff": make_user("Pekka Projekti"),
        "supervisor": make_user("Saara Esimies", role="supervisor"),
        "supervisor of a secret site": make_user("Simo Salakohde", role="supervisor"),
        "director": make_user("Aino Mallinen", role="account_director"),
        "controller": make_user("Kaisa Kontrolleri", role="controller"),
        "administrator": make_user("Ylermi Ylläpito", role="administrator"),
        "board member": member,
        "board chair": make_board_chair("Kirsti Puheenjohtaja"),
        "deputy until yesterday": make_user("Entinen Varahenkilö", role="account_director"),
        "member until yesterday": make_user("Entinen Jäsen"),
        "owner who left": make_user("Lähtenyt Omistaja", left_on=YESTERDAY),
        "superuser without a person": User.objects.create_superuser("root"),
        "login without a person": User.objects.create_user("nobody"),
    }


def add_secret(world: SimpleNamespace) -> SimpleNamespace:
    """The secret account with a row of every kind, its cards, and its part of the batch and of the jobs."""
    owner, deputy, grantee = (world.members[name].person for name in ("owner", "deputy", "grantee"))
    account = make_account(
        NAME,
        owner=owner,
        deputy=deputy,
        confidentiality="secret",
        former_names="Zyxvanha Ab",
        trade_name="Zyxkauppa",
        business_id="7654321-9",
        brief="Zyxesittely",
        home_town=make_town("Zyxkylä"),
    )
    AccountGrant.objects.create(account=account, person=grantee, starts_on=LONG_AGO, reason="Zyxsyy")
    add_former_members(account, world.outsiders)
    CustomerNumber.objects.create(account=account, number="ZYX778899", payer_name="Zyxmaksaja")
    add_children(account, owner, world.outsiders["supervisor of a secret site"].person, world.outsiders["director"])
    make_step(account, what="Zyxtoimenpide", expected_effect="Zyxvaikutus", owner=owner)
    ManualFigure.objects.create(
        account=account, month=AUGUST, measure="revenue", amount_eur=PLANTED_EUR, reason="Zyxtuonti on rikki",
        entered_by=owner, entered_on=TODAY,
    )  # fmt: skip
    make_cards(account)
    QualityCard.objects.filter(account=account, month=AUGUST).update(answers={"R08": "Zyxvastaus"})
    secret_row = import_row(6, "ZYX778899", "Zyxhnke Oy")  # the name with a typing error
    keep_rows(world.file, [*world.file.verdicts, secret_row, import_row(7, "4", "Kohde Zyxkohde A")])
    keep_result(world.job, world.red, world.grey, account)
    fail_to_build(account, "zyxvirhe")
    arguments = {"account": account.pk, "on": TODAY.isoformat()}
    JobRun.objects.create(kind="refresh_account", key="zyx", arguments=arguments, error="zyxvirhe")
    search_texts.refresh()
    published = QualityCard.objects.get(account=account, month=JULY)
    draft = QualityCard.objects.get(account=account, month=AUGUST)
    rows = {name: getattr(account, many).order_by("pk").first().pk for name, many in ROWS.items()} | {
        "card": published.pk
    }
    return SimpleNamespace(account=account, published=published, draft=draft, town=account.home_town, rows=rows)


def add_former_members(account: Account, outsiders: dict[str, User]) -> None:
    """Whose membership ended yesterday, and an owner who works here no more."""
    ended = {"account": account, "starts_on": LONG_AGO, "ends_on": YESTERDAY}
    Assignment.objects.create(person=outsiders["deputy until yesterday"].person, role="deputy", **ended)
    AccountGrant.objects.create(person=outsiders["member until yesterday"].person, **ended)
    gone = outsiders["owner who left"].person
    Assignment.objects.create(account=account, person=gone, role="support", starts_on=LONG_AGO)


def add_children(account: Account, owner: Person, supervisor: Person, judge_of_others: User) -> None:
    """A row of every kind."""
    site = make_site(account, "Zyxkohde A", supervisor=supervisor, town=make_town("Zyxkylä"), is_critical=True)
    make_round(site, datetime.date(2026, 8, 20), 61)
    contact = Contact.objects.create(account=account, site=site, name="Zyxkontakti", title="Zyxjohtaja")
    make_contract(account, contract_no="ZYX-S-1", services_text="Zyxpalvelu", ends_on=datetime.date(2026, 12, 31))
    Tender.objects.create(account=account, announced_on=TODAY, schedule="Zyxaikataulu")
    make_override(account, owner.user, reason="Zyxkäsinkorjauksen syy, jota muut eivät saa nähdä.")
    held = make_meeting(account, datetime.date(2026, 8, 3), subject="Zyxpalaveri", notes="Zyxmuistio", host=owner)
    held.contacts.add(contact)
    make_meeting(account, datetime.date(2026, 9, 20), state="booked", subject="Zyxkatsaus")
    make_goal(account, owner, name="Zyxtavoite").checks.create(due_on=TODAY, note="Zyxhuomio")
    make_complaint(account, datetime.date(2026, 8, 28), number="ZYX-R-1", category="Zyxluokka", description="Zyxvika")
    Risk.objects.create(account=account, name="Zyxriski", probability=5, impact=4, opened_on=LONG_AGO)
    Opportunity.objects.create(account=account, code="ZYX-M-1", name="Zyxmahdollisuus", value_eur=PLANTED_EUR)
    ClockEvent.objects.create(account=account, year=2026, kind="R1", earliest_on=JULY, latest_on=TODAY)
    StatusChange.objects.create(account=account, changed_on=TODAY, old="GREEN", new="RED")
    add_memory(account, owner)
    add_ownership(account, owner)
    named = {"name": "Zyxkohde A", "score": 61, "limit": 85}
    judge(account, "RED", overdue(), Finding(level=Level.RED, rule_id="R08", value=1, params=named))
    for month in range(1, 9):
        make_figure(account, datetime.date(2026, month, 1), PLANTED_EUR)


def add_memory(account: Account, owner: Person) -> None:
    """What the engine remembers of it, and what people wrote by hand."""
    for name in ("amber", "red", "band"):
        LimitChange.objects.create(
            scope="account", account=account, rule="R07", name=name, value=PLANTED_EUR % 1000, starts_on=AUGUST,
            ends_on=datetime.date(2027, 7, 31), reason="Zyxpoikkeuksen syy on salainen", made_at=AT,
        )  # fmt: skip
    MonthClose.objects.create(
        account=account, month=datetime.date(2026, 6, 1), closed_on=JULY, shown="RED", computed="RED",
        decided_by="worst-of", rule_states={"R08": {"c": "RED", "good": 0}}, coverage_pct=100, limits_version="zyx",
    )  # fmt: skip
    StatusChange.objects.create(account=account, changed_on=TODAY, scope="rule", key="R08", old="GREEN", new="RED")
    add_loop(account, owner)
    Audit.objects.create(account=account, held_on=JULY, note="Zyxauditointi")
    OpenInvoice.objects.create(account=account, invoice_no="ZYX-L-1", due_on=JULY, amount_eur=PLANTED_EUR)
    AccountBrief.objects.create(account=account, published_on=JULY, text="Zyxperehdytys")


def add_loop(account: Account, owner: Person) -> None:
    """What the board told the account to do, and what the account asked of the board."""
    told = Instruction.objects.create(account=account, text="Zyxohje", given_on=JULY, responsible=owner, due_on=TODAY)
    told.events.create(step="given", text="Zyxaskel", by=owner, at=AT)
    BoardRequest.objects.create(
        account=account, kind="help", text="Zyxavunpyyntö", asked_by=owner, asked_at=AT, answer="Zyxvastaus",
        answered_at=AT,
    )  # fmt: skip
    BoardRequest.objects.create(
        account=account, kind="decision", text="Zyxpäätös", asked_by=owner, asked_at=AT, answer="Zyxpäätetty",
        answered_at=AT,
    )  # fmt: skip


def add_ownership(account: Account, owner: Person) -> None:
    """Who was proposed, what was handed over, who asked for more: all of it names the account."""
    Account.objects.filter(pk=account.pk).update(talking_points="Zyxpuheenaihe", charge_code="ZYX-K-1")
    former = account.grants.get(ends_on=None).person
    nomination = Nomination.objects.create(
        account=account, role="owner", candidate=owner, starts_on=TODAY, reason="Zyxsyy", proposed_on=JULY
    )
    handover = Handover.objects.create(
        account=account, nomination=nomination, from_person=former, to_person=owner, reason="Zyxsyy",
        decided_on=JULY, effective_on=TODAY, know_at_once="Zyxkolme",
    )  # fmt: skip
    HandoverStep.objects.create(handover=handover, code="V01", due_on=TODAY, note="Zyxvaihe")
    AssignmentBrief.objects.create(account=account, owner=owner, direction="Zyxsuunta", mandate="Zyxvaltuus")
    OwnerReport.objects.create(account=account, reported_by=former, text="Zyxilmoitus")
    AccessRequest.objects.create(account=account, person=former, kind="money", reason="Zyxpyyntö")
    coaching = Assignment.objects.create(account=account, person=former, role="coach", starts_on=LONG_AGO)
    SparringNote.objects.create(coaching=coaching, written_by=owner, text="Zyxsparraus")
    project = Project.objects.create(
        account=account, number="ZYX-P-1", name="Zyxprojekti", starts_on=LONG_AGO, confirmed_on=TODAY
    )
    ProjectMember.objects.create(project=project, person=former, task="Zyxtehtävä", starts_on=LONG_AGO)
    area = BusinessArea.objects.get()
    SupportRequirement.objects.create(account=account, town=account.home_town, business_area=area)
    HoursBudget.objects.create(account=account, year=2026, hours=PLANTED_EUR % 100_000)


def make_cards(*accounts: Account) -> None:
    """July published, August a draft."""
    for month in (JULY, AUGUST):
        cards.build(month=month, as_of=TODAY, accounts=accounts, by=None)
    july = QualityCard.objects.filter(month=JULY, account__in=accounts)
    card_publishing.publish(cards=july, by=None, at=AT)


def import_row(number: int, customer: str, payer: str) -> dict[str, Any]:
    """A rejected row of a revenue file as kept with its batch."""
    problem = {"code": "unknown_customer", "column": "Asiakasnro", "raw": customer, "hard": True, "values": {}}
    cells = {"Asiakasnro": customer, "Maksaja": payer}
    return {
        "sheet": "myynti",
        "row": number,
        "verdict": "rejected",
        "data": True,
        "problems": [problem],
        "cells": cells,
    }


def keep_rows(file: ImportFile, verdicts: list[dict[str, Any]]) -> None:
    """The file with these rejected rows beside ten accepted ones."""
    file.verdicts, file.rejected, file.rows, file.accepted = verdicts, len(verdicts), 10 + len(verdicts), 10
    file.save()


def keep_result(job: JobRun, *accounts: Account) -> None:
    """A finished build of the accounts, one piece for each."""
    job.progress = job.total = len(accounts)
    job.result = {"built": len(accounts) - 1, "unchanged": 0, "failed": 1}
    job.save()
    for account in accounts:
        arguments = {**job.arguments, "accounts": [account.pk]}
        key = f"{job.pk}.{account.pk}"
        JobRun.objects.get_or_create(
            kind="build_chunk", key=key, defaults={"parent": job, "state": "done", "arguments": arguments}
        )


def fail_to_build(account: Account, reason: str) -> None:
    """The card of August could not be built."""
    BuildFailure.objects.create(account=account, month=AUGUST, reason=reason, failed_at=AT)
