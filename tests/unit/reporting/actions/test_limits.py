"""Publishing and taking back changes of limits: who, from when, within which bounds (domain.md 1.6)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from config.common.clock import HELSINKI
from reporting.actions.limits import change, prepare, publish, take_back
from reporting.limit_checks import Proposal
from reporting.limits import limits_in_force
from reporting.models import LimitChange, SourceLoad
from teams.models import AuditEvent, BoardMembership
from tests.factories import make_account, make_board_chair, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 11, 12, tzinfo=HELSINKI)
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
LONG_REASON = "Asiakkaan kanssa on sovittu tiukempi laatu."


@pytest.fixture
def member():
    user = make_user()
    BoardMembership.objects.create(person=user.person, seat=BoardMembership.Seat.MEMBER, starts_on=LONG_AGO)
    return user


def told(**values):
    """A change of the company's R07 from September unless told otherwise."""
    values.setdefault("scope", "company")
    return {"rule": "R07", "starts_on": SEPTEMBER, "reason": "tiukennus", "decision": "12/2026", "at": AT} | values


def for_account(account, **values):
    return told(scope="account", account=account, ends_on=date(2026, 12, 31), reason=LONG_REASON) | values


def faults(call, **values):
    with pytest.raises(ValidationError) as caught:
        call(**values)
    return set(caught.value.message_dict)


def test_the_process_owner_changes_the_company_with_a_decision():
    user = make_user(role="process_owner")
    row = change(**told(name="amber", value=Decimal(88), by=user))
    assert (row.scope, row.rule, row.name, row.value, row.made_by) == ("company", "R07", "amber", 88, user)
    event = AuditEvent.objects.get(act="limits.change")
    assert (event.by, event.details["value"], event.details["starts_on"]) == (user, "88", "2026-09-01")
    assert faults(change, **told(name="amber", value=Decimal(87), by=user, decision=" ")) == {"decision"}


def test_the_board_changes_a_care_model_and_no_decision_is_needed(member):
    row = change(**told(scope="care_model", care_model="A", name="amber", value=Decimal(95), by=member, decision=""))
    assert limits_in_force([make_account(care_model="A")], SEPTEMBER).popitem()[1].get("R07", "amber", "A") == 95
    assert row.care_model == "A"


@pytest.mark.parametrize("role", ["controller", "administrator", "account_director", "project_staff", "process_owner"])
def test_others_change_no_care_model_and_no_account(role):
    user, account = make_user(role=role), make_account()
    for values in (told(scope="care_model", care_model="A"), for_account(account)):
        with pytest.raises(PermissionDenied):
            change(**values, name="amber", value=Decimal(95), by=user)
    assert not LimitChange.objects.exists()


def test_a_board_member_changes_neither_the_company_nor_one_account(member):
    for values in (told(), for_account(make_account())):
        with pytest.raises(PermissionDenied):
            change(**values, name="amber", value=Decimal(95), by=member)


@pytest.mark.parametrize("make", [make_board_chair, lambda: make_user(role="business_director")])
def test_the_chair_and_the_business_director_make_exceptions_but_not_for_their_own_accounts(make):
    user = make()
    row = change(**for_account(make_account()), name="amber", value=Decimal(88), by=user)
    assert row.ends_on == date(2026, 12, 31)
    for role in ("owner", "deputy"):
        with pytest.raises(PermissionDenied):
            change(**for_account(make_account(**{role: user.person})), name="amber", value=Decimal(88), by=user)


def test_nobody_makes_an_exception_of_an_account_that_is_hidden_from_them():
    secret = make_account(confidentiality="secret")
    with pytest.raises(PermissionDenied):
        change(**for_account(secret), name="amber", value=Decimal(88), by=make_board_chair())


def test_scope_and_account_go_together():
    chair = make_board_chair()
    with pytest.raises(PermissionDenied):
        change(**told(scope="account", name="amber", value=Decimal(88), by=chair))
    with pytest.raises(PermissionDenied):
        change(**for_account(make_account(), scope="care_model"), name="amber", value=Decimal(88), by=chair)


@pytest.mark.parametrize(("characters", "is_enough"), [(19, False), (20, True)])
def test_an_exception_has_a_reason_of_twenty_characters(characters, is_enough):
    values = for_account(make_account(), reason=f" {'x' * characters} ")
    if is_enough:
        assert change(**values, name="amber", value=Decimal(88), by=make_board_chair()).reason == "x" * characters
    else:
        assert faults(change, **values, name="amber", value=Decimal(88), by=make_board_chair()) == {"reason"}


@pytest.mark.parametrize(
    ("ends_on", "is_right"),
    [
        (None, False),
        (date(2026, 8, 31), False),
        (date(2026, 9, 29), False),
        (date(2026, 9, 30), True),
        (date(2027, 8, 31), True),
        (date(2027, 9, 30), False),
    ],
)
def test_an_exception_ends_within_twelve_months_on_the_last_day_of_a_month(ends_on, is_right):
    values = for_account(make_account(), ends_on=ends_on)
    chair = make_board_chair()
    if is_right:
        assert change(**values, name="amber", value=Decimal(88), by=chair).ends_on == ends_on
    else:
        assert faults(change, **values, name="amber", value=Decimal(88), by=chair) == {"ends_on"}


@pytest.mark.parametrize("starts_on", [date(2026, 8, 1), date(2026, 1, 1), date(2026, 9, 2)])
def test_a_change_never_starts_in_the_month_judged_now_or_earlier(member, starts_on):
    values = told(scope="care_model", care_model="A", starts_on=starts_on)
    assert faults(change, **values, name="amber", value=Decimal(95), by=member) == {"starts_on"}


def test_while_billing_is_late_the_last_closed_month_is_still_to_come(member):
    SourceLoad.objects.create(source="revenue", as_of_on=date(2026, 8, 10), last_month=date(2026, 7, 1))
    values = told(scope="care_model", care_model="A", starts_on=date(2026, 8, 1))
    assert change(**values, name="amber", value=Decimal(95), by=member).starts_on == date(2026, 8, 1)


def test_a_rule_is_switched_off_by_the_board_only_and_never_a_critical_one(member):
    values = told(name="on", value=Decimal(0))
    change(**values, by=member)
    assert limits_in_force([make_account()], SEPTEMBER).popitem()[1].get("R07", "on", "B") == 0
    with pytest.raises(PermissionDenied):
        change(**values, by=make_user(role="process_owner"))
    for rule in ("R15", "R30"):
        assert faults(change, **(values | {"rule": rule}), by=member) == {"on"}
    with pytest.raises(PermissionDenied):
        change(**for_account(make_account()), name="on", value=Decimal(0), by=make_board_chair())


@pytest.mark.parametrize(
    ("rule", "values", "wrong"),
    [
        ("R07", {"red": "90.1"}, {"red"}),
        ("R07", {"red": "90.0"}, set()),
        ("R07", {"amber": "79.9"}, {"amber"}),
        ("R07", {"amber": "70", "red": "60"}, set()),
        ("R07", {"amber": "101"}, {"amber"}),
        ("R07", {"amber": "88.25"}, {"amber"}),
        ("R07", {"band": "-1"}, {"band"}),
        ("R02", {"amber": "-2.5"}, set()),
        ("R02", {"red": "-3"}, {"red"}),
        ("R13", {"red": "0.69"}, {"red"}),
        ("R13", {"red": "0.70"}, set()),
        ("R14", {"amber": "0"}, {"amber"}),
        ("R14", {"amber": "1.5"}, {"amber"}),
        ("R29", {"main_red": "271"}, {"main_red"}),
        ("R29", {"main_red": "200"}, set()),
        ("R06", {"missed_red": "1"}, set()),
        ("R06", {"missed_amber": "3"}, {"missed_amber"}),
        ("R22", {"low": "131"}, {"low"}),
        ("INPUT", {"csat_n": "2"}, {"csat_n"}),
        ("INPUT", {"csat_n": "3"}, set()),
        ("STATUS", {"amber_dimensions": "7"}, {"amber_dimensions"}),
        ("R08", {"site_score": "70"}, {"site_score"}),
        ("R18", {"amber": "130"}, {"amber"}),
        ("R18", {"amber_A": "130"}, set()),
        ("R99", {"amber": "1"}, {"amber"}),
        ("R07", {"amber": "90"}, {"__all__"}),
        ("R07", {"amber": None}, {"__all__"}),
    ],
)
def test_what_makes_sense_for_a_limit_of_the_company(rule, values, wrong):
    numbers = {name: None if value is None else Decimal(value) for name, value in values.items()}
    proposal = Proposal(
        scope="company", rule=rule, values=numbers, starts_on=SEPTEMBER, reason="tarkistus", decision="12/2026"
    )
    user = make_user(role="process_owner")
    if wrong:
        assert faults(publish, proposal=proposal, by=user, at=AT) == wrong
        assert not LimitChange.objects.exists()
    else:
        assert {row.name for row in publish(proposal=proposal, by=user, at=AT)} == set(values)


def test_a_rule_must_concern_the_care_model_and_the_account(member):
    values = told(scope="care_model", care_model="D", name="amber", value=Decimal(95), by=member)
    assert faults(change, **values) == {"amber"}
    consultancy = make_account(profile="consultancy")
    assert faults(change, **for_account(consultancy), name="amber", value=Decimal(88), by=make_board_chair()) == {
        "amber"
    }


def test_an_empty_value_takes_the_exception_away():
    account, chair = make_account(), make_board_chair()
    change(**for_account(account), name="amber", value=Decimal(88), by=chair)
    change(**for_account(account, starts_on=OCTOBER), name="amber", value=None, by=chair)
    assert [
        limits_in_force([account], month)[account.pk].get("R07", "amber", "B") for month in (SEPTEMBER, OCTOBER)
    ] == [
        88,
        90,
    ]


def test_nothing_to_change_is_said():
    proposal = Proposal(scope="company", rule="R07", values={}, starts_on=SEPTEMBER, reason="x", decision="1")
    with pytest.raises(ValidationError):
        prepare(proposal=proposal, by=make_user(role="process_owner"), at=AT)


def test_preparing_saves_nothing(member):
    proposal = Proposal(
        scope="care_model", care_model="B", rule="R07", values={"amber": Decimal(95)}, starts_on=SEPTEMBER, reason="x"
    )
    assert [row.pk for row in prepare(proposal=proposal, by=member, at=AT)] == [None]
    assert not LimitChange.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_change_is_taken_back_only_before_it_takes_effect(member):
    row = change(**told(scope="care_model", care_model="A", name="amber", value=Decimal(95), by=member))
    with pytest.raises(PermissionDenied):
        take_back(change=row, by=make_user(role="process_owner"), at=AT)
    with pytest.raises(ValidationError, match="jo voimassa"):
        take_back(change=row, by=member, at=datetime(2026, 10, 20, 12, tzinfo=HELSINKI))
    assert take_back(change=row, by=member, at=AT).taken_back_at == AT
    assert AuditEvent.objects.filter(act="limits.take_back", by=member).count() == 1
    with pytest.raises(ValidationError, match="jo peruttu"):
        take_back(change=row, by=member, at=AT)


def test_an_exception_is_not_taken_back_by_the_owner_of_the_account():
    account, chair = make_account(), make_board_chair()
    row = change(**for_account(account), name="amber", value=Decimal(88), by=chair)
    own = make_account(owner=chair.person)
    LimitChange.objects.filter(pk=row.pk).update(account=own)
    with pytest.raises(PermissionDenied):
        take_back(change=row, by=chair, at=AT)
