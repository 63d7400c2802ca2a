"""The pages of limits: who reads what, who may try and publish, and that hidden accounts leave no trace."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy

from config.common.clock import HELSINKI
from reporting.actions import card_publishing, cards
from reporting.dashboards.limit_log import moving_limits
from reporting.models import LimitChange, QualityCard
from teams.models import BoardMembership
from tests.factories import make_account, make_board_chair, make_figure, make_person, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
LIMITS, NEW = reverse_lazy("reporting:limits"), reverse_lazy("reporting:limit_new")
COLOURS, BOARD = reverse_lazy("reporting:colours"), reverse_lazy("reporting:board")
TODAY = date(2026, 9, 11)
AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
REASON = "Asiakkaan kanssa on sovittu tiukempi laatu."


def made(value, **values):
    values.setdefault("scope", "company")
    fields = {"rule": "R07", "name": "amber", "starts_on": AUGUST, "reason": "tarkistus"} | values
    fields.setdefault("made_at", datetime(2026, 7, 1, 12, tzinfo=HELSINKI))
    return LimitChange.objects.create(value=None if value is None else Decimal(value), **fields)


def exception(account, value="77", **values):
    return made(value, scope="account", account=account, ends_on=date(2026, 12, 31), **{"reason": REASON, **values})


def take_back(change):
    return reverse("reporting:limit_take_back", args=[change.pk])


def member():
    user = make_user()
    BoardMembership.objects.create(person=user.person, seat=BoardMembership.Seat.MEMBER, starts_on=LONG_AGO)
    return user


def text_of(answer):
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_without_a_login(client):
    change = made("88", starts_on=OCTOBER)
    assert [client.get(address).status_code for address in (LIMITS, NEW)] == [302, 302]
    assert client.post(take_back(change)).status_code == 302
    change.refresh_from_db()
    assert change.taken_back_at is None


def test_everybody_reads_the_limits_of_the_company_and_the_care_models(as_user):
    made("88", decision="12/2026", reason="Kevennys")
    made("86.5", scope="care_model", care_model="B", starts_on=OCTOBER)
    page = text_of(as_user(make_user(role="project_staff")).get(LIMITS))
    assert "88 %" in page
    assert "12/2026" in page
    assert "Kevennys" in page
    assert "86,5 %" in page
    assert str(NEW) not in page


def test_exceptions_are_read_only_by_those_who_see_the_care_of_the_account(as_user):
    owner = make_user(role="account_director")
    account = make_account("Poikkeus Oy", owner=owner.person)
    exception(account)
    for user, sees in ((owner, True), (make_board_chair(), True), (make_user(role="account_director"), False)):
        page = text_of(as_user(user).get(LIMITS))
        assert ("Poikkeus Oy" in page) is sees
        assert ("77 %" in page) is sees
        assert (REASON in page) is sees


def test_the_exception_of_a_secret_account_leaves_no_trace(as_user):
    owner = make_user()
    secret = make_account("Salainen Oy", owner=owner.person, confidentiality="secret")
    chair = make_board_chair()
    before = text_of(as_user(chair).get(LIMITS)).split("<main")[1]
    changes = [exception(secret, str(value)) for value in (77, 78, 79)]
    after = text_of(as_user(chair).get(LIMITS)).split("<main")[1]
    assert after == before
    assert as_user(chair).post(take_back(changes[0])).status_code == 404
    assert as_user(chair).get(f"{NEW}?scope=account&rule=R07&account={secret.pk}").status_code == 404
    assert "Salainen" not in text_of(as_user(chair).get(NEW))
    assert "Salainen Oy" in text_of(as_user(owner).get(LIMITS))


@pytest.mark.parametrize("role", ["project_staff", "controller", "administrator", "account_director", "supervisor"])
def test_who_may_not_change_anything(as_user, role):
    client = as_user(make_user(role=role))
    change = made("88", starts_on=OCTOBER)
    assert client.get(NEW).status_code == 403
    assert client.post(f"{NEW}?scope=company&rule=R07", {"amber": "88"}).status_code == 403
    assert client.post(take_back(change)).status_code == 403
    assert LimitChange.objects.filter(taken_back_at__isnull=True).count() == 1


def test_each_may_choose_only_the_own_scope(as_user):
    client = as_user(make_user(role="process_owner"))
    assert client.get(f"{NEW}?scope=company&rule=R07").status_code == 200
    for other in ("care_model", "account", "all"):
        assert client.get(f"{NEW}?scope={other}&rule=R07").status_code == 403


def form(**values):
    shown = {"amber": "90,0", "red": "80,0", "band": "1,0", "starts_on": "2026-09", "reason": REASON, "decision": ""}
    return shown | values


def test_trying_saves_nothing_and_publishing_saves_what_differs(as_user):
    client, address = as_user(member()), f"{NEW}?scope=care_model&care_model=B&rule=R07"
    tried = client.post(address, form(amber="91,5", act="try"))
    assert tried.status_code == 200
    assert tried.context["preview"].accounts == 0
    assert not LimitChange.objects.exists()
    published = client.post(address, form(amber="91,5", act="publish"))
    assert published["Location"] == LIMITS
    row = LimitChange.objects.get()
    assert (row.scope, row.care_model, row.name, row.value) == ("care_model", "B", "amber", Decimal("91.5"))
    assert row.starts_on == SEPTEMBER


def test_an_exception_is_published_by_the_chair_and_never_for_an_own_account(as_user):
    chair = make_board_chair()
    account, own = make_account("Toinen Oy"), make_account("Oma Oy", deputy=chair.person)
    client = as_user(chair)
    choices = text_of(client.get(NEW))
    assert "Toinen Oy" in choices
    assert "Oma Oy" not in choices.split("<main")[1]
    assert client.get(f"{NEW}?scope=account&rule=R07&account={own.pk}").status_code == 403
    address = f"{NEW}?scope=account&rule=R07&account={account.pk}"
    assert client.post(address, form(amber="85", ends_on="2026-12", act="publish")).status_code == 302
    row = LimitChange.objects.get()
    assert (row.account, row.value, row.ends_on) == (account, 85, date(2026, 12, 31))


def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(as_user):
    client, address = as_user(member()), f"{NEW}?scope=care_model&care_model=B&rule=R07"
    answer = client.post(address, form(red="95,5", act="publish"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["red"]
    assert 'value="95,5"' in text_of(answer)
    unchanged = client.post(address, form(act="try"))
    assert unchanged.status_code == 422
    assert unchanged.context["form"].non_field_errors()
    assert not LimitChange.objects.exists()


def test_an_empty_value_removes_the_own_limit_and_leaves_the_others(as_user):
    made("88", scope="care_model", care_model="B")
    client, address = as_user(member()), f"{NEW}?scope=care_model&care_model=B&rule=R07"
    client.post(address, form(amber="", red="", act="publish"))
    row = LimitChange.objects.latest("pk")
    assert (LimitChange.objects.count(), row.name, row.value) == (2, "amber", None)


def test_the_board_switches_a_rule_of_the_company_but_does_not_change_its_numbers(as_user):
    client, address = as_user(member()), f"{NEW}?scope=company&rule=R07"
    assert client.get(address).context["form"].names == ["on"]
    sent = {"on": "0", "amber": "50", "starts_on": "2026-09", "reason": "ei sovi", "decision": "3/2026"}
    assert client.post(address, {**sent, "act": "publish"}).status_code == 302
    assert [(row.name, row.value) for row in LimitChange.objects.all()] == [("on", 0)]
    assert client.get(f"{NEW}?scope=company&rule=R30").context["form"].names == []


def test_the_process_owner_changes_limits_by_care_model_name(as_user):
    client = as_user(make_user(role="process_owner"))
    names = client.get(f"{NEW}?scope=company&rule=R18").context["form"].names
    assert names == ["amber_A", "red_A", "amber_B", "red_B", "amber_C", "soften_days"]


def test_taking_back_before_it_takes_effect(as_user):
    client, coming = as_user(member()), made("88", scope="care_model", care_model="B", starts_on=OCTOBER)
    old = made("87", scope="care_model", care_model="B")
    assert take_back(coming) in text_of(client.get(LIMITS))
    assert take_back(old) not in text_of(client.get(LIMITS))
    assert client.get(take_back(coming)).status_code == 405
    client.post(take_back(coming))
    client.post(take_back(old))
    coming.refresh_from_db()
    old.refresh_from_db()
    assert coming.taken_back_at is not None
    assert old.taken_back_at is None


def test_an_exception_of_another_account_is_not_taken_back_by_its_director(as_user):
    owner = make_user(role="account_director")
    change = exception(make_account(owner=owner.person), starts_on=OCTOBER)
    assert as_user(owner).post(take_back(change)).status_code == 403
    assert as_user(make_user(role="account_director")).post(take_back(change)).status_code == 404


def test_the_page_asks_the_same_number_of_queries_whatever_was_changed(as_user):
    client = as_user(make_board_chair())
    client.get(LIMITS)
    counts = []
    for _ in range(2):
        for _ in range(4):
            made("88", scope="care_model", care_model="B", starts_on=OCTOBER)
            exception(make_account(), starts_on=OCTOBER)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIMITS)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_log_says_old_and_new_and_what_became_of_it(as_user):
    made("88", made_at=datetime(2026, 5, 1, 12, tzinfo=HELSINKI))
    made("86", made_at=datetime(2026, 6, 1, 12, tzinfo=HELSINKI))
    made("85", scope="care_model", care_model="B", starts_on=OCTOBER)
    made(None, starts_on=OCTOBER, taken_back_at=datetime(2026, 7, 2, tzinfo=HELSINKI))
    log = as_user(make_user()).get(LIMITS).context["log"]
    assert [(line.old, line.new, line.state) for line in log] == [
        ("86\xa0%", "", "taken_back"),
        ("86\xa0%", "85\xa0%", "coming"),
        ("88\xa0%", "86\xa0%", "in_force"),
        ("90\xa0%", "88\xa0%", "replaced"),
    ]


def test_more_than_two_changes_of_a_rule_in_a_year_are_a_notice_to_the_board(as_user):
    account = make_account(owner=make_user().person, confidentiality="secret")
    chair = make_board_chair()
    for day in (1, 2):
        made("88", made_at=datetime(2026, 7, day, tzinfo=HELSINKI))
    made("78", name="red", made_at=datetime(2026, 7, 2, tzinfo=HELSINKI))
    made("88", made_at=datetime(2025, 12, 31, 23, tzinfo=HELSINKI))
    made("87", made_at=datetime(2026, 7, 9, tzinfo=HELSINKI), taken_back_at=datetime(2026, 7, 9, tzinfo=HELSINKI))
    exception(account, made_at=datetime(2026, 7, 10, tzinfo=HELSINKI))
    assert moving_limits(chair, on=TODAY) == []
    made("86", made_at=datetime(2026, 1, 1, 0, 30, tzinfo=HELSINKI))
    assert [(notice.rule, notice.changes) for notice in moving_limits(chair, on=TODAY)] == [("R07", 3)]
    for address in (LIMITS, BOARD):
        assert as_user(chair).get(address).context["notices"][0].rule == "R07"


def test_the_page_of_colours_prints_the_limits_in_force_and_marks_the_changed_ones(as_user):
    client = as_user(make_user())
    made("95", scope="care_model", care_model="A", decision="12/2026")
    made("60", rule="R09", starts_on=OCTOBER)
    made("3", rule="STATUS", name="amber_dimensions")
    made("0", rule="R24", name="on")
    answer = client.get(COLOURS)
    rules = {rule.id: rule for dimension in answer.context["dimensions"] for rule in dimension.rules}
    assert [(limit.models, limit.amber) for limit in rules["R07"].limits] == [
        ("A", "alle 95\xa0%"),
        ("B", "alle 90\xa0%"),
    ]
    assert (rules["R07"].changed[0].decision, rules["R07"].changed[0].starts_on) == ("12/2026", AUGUST)
    assert rules["R09"].changed == ()
    assert rules["R24"].off == "A, B"
    page = text_of(answer)
    assert "12/2026" in page
    assert page.count('id="R07"') == 1
    assert answer.context["combination"].amber_dimensions.startswith("3")


def test_an_account_exception_is_printed_on_its_card_only(as_user):
    chair = make_board_chair()
    account, other = make_account("Poikkeus Oy", owner=make_person()), make_account("Tavallinen Oy")
    for one in (account, other):
        make_figure(one, AUGUST)
    exception(account, "88")
    exception(account, "78", name="red")
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    pages = [
        text_of(as_user(chair).get(reverse("reporting:card", args=[QualityCard.objects.get(account=one).pk])))
        for one in (account, other)
    ]
    assert "poikkeava raja: R07 88/78, 31.12.2026 asti" in pages[0]
    assert "poikkeava raja" not in pages[1]


def test_a_published_card_does_not_alter_when_limits_change(as_user):
    account = make_account("Poikkeus Oy")
    make_figure(account, AUGUST)
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    card = QualityCard.objects.get()
    card_publishing.publish(cards=[card], by=None, at=datetime(2026, 9, 14, 9, tzinfo=HELSINKI))
    card.refresh_from_db()
    before = (card.snapshot, card.checksum, card.status)
    made("99")
    exception(account, "98")
    cards.build(month=AUGUST, as_of=date(2026, 9, 15), by=None)
    card = QualityCard.objects.get()
    assert (card.snapshot, card.checksum, card.status) == before
    assert "poikkeava raja" not in text_of(as_user(make_board_chair()).get(reverse("reporting:card", args=[card.pk])))
