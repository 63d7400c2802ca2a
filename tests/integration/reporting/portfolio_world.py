"""A small portfolio the tests of the judging pages share."""

import datetime
from types import SimpleNamespace

from accounts_app.models import Account, AccountGrant, Contact, Risk, StatusChange
from reporting.models import AccountJudgement, SourceLoad
from reporting.rules import Finding, Level
from tests.factories import (
    make_account,
    make_board_chair,
    make_complaint,
    make_contract,
    make_figure,
    make_goal,
    make_meeting,
    make_round,
    make_site,
    make_town,
    make_user,
)
from tests.factories.people import LONG_AGO

TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 1)
ZERO = datetime.timedelta(0)


def day(text: str) -> datetime.date:
    """A day of 2026 as `9-14`."""
    month, number = text.split("-")
    return datetime.date(2026, int(month), int(number))


def judge(
    account: Account, status: str, *findings: Finding, missing: tuple[str, ...] = (), by: str = "worst-of"
) -> None:
    """Store a judgement as the refresh does."""
    Account.objects.filter(pk=account.pk).update(status=status, status_since_on=day("7-31"))
    AccountJudgement.objects.create(
        account=account,
        judged_on=TODAY,
        month=AUGUST,
        decided_by=by,
        dimensions={"TAL": "GREEN", "LAA": "GREY" if missing else "GREEN", "ASI": status, "HOI": "GREEN"},
        findings=[finding.to_json() for finding in findings],
        missing_inputs=list(missing),
        coverage_pct=100 - 11 * len(missing),
        risk_points=sum({"RED": 3, "AMBER": 1}.get(finding.level.value, 0) for finding in findings),
    )


def overdue(level: Level = Level.RED) -> Finding:
    """Three complaints late."""
    return Finding(
        level=level, rule_id="R14", value=3, red_limit=3, params={"n": 3, "days": 9}, evidence=("complaints:overdue",)
    )


def behind_target() -> Finding:
    """Revenue behind its target: a sentence with money in it."""
    words = {"period": "1–8/2026", "actual": 4321, "index": 88, "target": 4910}
    return Finding(
        level=Level.AMBER, rule_id="R01", value=88, amber_limit=97, params=words, evidence=("figures:revenue",)
    )


def make_portfolio() -> SimpleNamespace:
    """A director with a red and a green account, somebody else's grey one, and a secret one."""
    director = make_user("Aino Mallinen", role="account_director")
    deputy = make_user("Eero Esimerkkilä", role="account_director")
    chair = make_board_chair("Kirsti Puheenjohtaja")
    staff = make_user("Pekka Projekti")
    red = make_account("Punainen Paja Oy", owner=director.person, deputy=deputy.person, home_town=make_town("Espoo"))
    green = make_account("Vihreä Varasto Oy", owner=director.person, care_model="A")
    grey = make_account("Ääninen Oy", owner=deputy.person)
    secret = make_account("Salainen Hanke Oy", owner=deputy.person, confidentiality="secret")
    judge(red, "RED", overdue(), behind_target())
    judge(green, "GREEN")
    judge(grey, "GREY", missing=("rounds",), by="mandatory data missing")
    StatusChange.objects.create(account=red, changed_on=day("9-2"), old="GREEN", new="RED")
    for account, revenue in ((red, 12345), (green, 20000), (grey, 777)):
        for month in range(1, 9):
            make_figure(account, datetime.date(2026, month, 1), revenue)
    SourceLoad.objects.create(source="revenue", as_of_on=day("9-5"), last_month=AUGUST)
    SourceLoad.objects.create(source="complaints", as_of_on=TODAY)
    return SimpleNamespace(
        director=director, deputy=deputy, chair=chair, staff=staff, red=red, green=green, grey=grey, secret=secret
    )


def furnish(account: Account, owner: object) -> None:
    """Something for every panel of the account page."""
    site = make_site(account, "Koivula, Espoo", town=make_town("Espoo"), is_critical=True)
    make_round(site, day("8-20"), 74.5)
    make_round(site, day("7-20"), 91)
    make_site(account, "Mittaamaton", town=make_town("Turku"))
    make_complaint(account, day("8-28"), category="Hygienia", severity="serious", due_on=day("9-2"), site=site)
    make_contract(account, contract_no="S-77", ends_on=datetime.date(2027, 1, 31))
    make_meeting(account, day("7-1"), subject="Kesäpalaveri")
    make_meeting(account, day("9-20"), state="booked", subject="Syyskatsaus")
    make_goal(account, owner, name="Pisteet yli 90")  # type: ignore[arg-type]
    Risk.objects.create(account=account, name="Avainhenkilö lähtee", probability=4, impact=4, opened_on=LONG_AGO)
    Contact.objects.create(account=account, name="Olli Ostaja", buying_role="decider")


def name_member(account: Account, person: object) -> None:
    """Make the person a named member of a secret account."""
    AccountGrant.objects.create(account=account, person=person, starts_on=LONG_AGO)
