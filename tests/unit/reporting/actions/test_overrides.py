"""Manual overrides: who asks, who approves, what is refused, how they end (domain.md 2.6)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from accounts_app.models import Assignment
from reporting.actions import overrides
from reporting.actions.overrides import approve, propose, reject, renew, settle, withdraw
from reporting.models import StatusOverride
from reporting.overrides import card_lines, open_overrides
from reporting.rules import Colour, Limits
from reporting.status import judge
from teams.models import AuditEvent, BoardMembership
from tests.factories import make_account, make_board_chair, make_site, make_user
from tests.factories.overrides import NOON, REASON, TODAY, make_judgement, make_override, told_accounts
from tests.unit.reporting.example import facts, stale

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told():
    with told_accounts() as accounts, translation.override("fi"):
        yield accounts


@pytest.fixture
def owner():
    return make_user("Eero Esimerkkilä")


@pytest.fixture
def chair():
    return make_board_chair("Paula Puhuja")


@pytest.fixture
def account(owner):
    made = make_account("Olematon Pankki Oyj", owner=owner.person)
    make_judgement(made, "AMBER", ambers=["R31"])
    return made


def ask(account, by, **changes):
    wish = {"colour": "GREEN", "category": "one_off", "reason": REASON, "expires_on": None, "by": by, "at": NOON}
    return propose(account=account, **(wish | changes))


def sentences(problem):
    return " ".join(problem.value.messages)


def later(days):
    return NOON + timedelta(days=days)


# Asking


def test_a_better_colour_waits_for_approval_and_ends_in_thirty_days(account, owner, told):
    row = ask(account, owner)
    assert (row.state, row.colour, row.computed, row.asked_by) == ("proposed", "GREEN", "AMBER", owner)
    assert (row.starts_on, row.expires_on) == (TODAY, date(2026, 10, 11))
    assert told == [account.pk]
    event = AuditEvent.objects.get(act="override.propose")
    assert (event.by, event.object_id) == (owner, str(row.pk))
    assert (event.details["computed"], event.details["reason"]) == ("AMBER", REASON)


def test_a_worse_colour_is_in_force_at_once(account, owner):
    row = ask(account, owner, colour="RED")
    assert (row.state, row.decided_by, row.decided_at) == ("in_force", None, None)


def test_who_may_ask_for_a_worse_colour(account):
    deputy, director, member = make_user(), make_user(), make_user()
    Assignment.objects.create(account=account, person=deputy.person, role="deputy", starts_on=date(2020, 1, 1))
    make_site(account, area_director=director.person)
    BoardMembership.objects.create(person=member.person, starts_on=date(2020, 1, 1))
    for by in (deputy, director, member):
        row = ask(account, by, colour="RED")
        row.delete()


def test_others_may_not_ask(account):
    supervisor, controller = make_user(), make_user(role="controller")
    make_site(account, supervisor=supervisor.person)
    for by in (supervisor, controller, make_user(), make_user(role="account_director")):
        for colour in ("RED", "GREEN", "AMBER"):
            with pytest.raises(PermissionDenied):
                ask(account, by, colour=colour)
    assert not StatusOverride.objects.exists()


def test_only_those_in_charge_ask_for_a_better_colour(account, chair):
    director = make_user()
    make_site(account, area_director=director.person)
    for by in (director, chair, make_user(role="business_director")):
        with pytest.raises(PermissionDenied):
            ask(account, by)


def test_the_same_colour_is_no_override(account, owner):
    with pytest.raises(ValidationError) as problem:
        ask(account, owner, colour="AMBER")
    assert sentences(problem) == "Laskettu väri on jo keltainen. Käsinkorjaus näyttää toisen värin."


@pytest.mark.parametrize(("length", "is_enough"), [(19, False), (20, True), (600, True), (601, False)])
def test_the_reason_has_twenty_to_six_hundred_characters(account, owner, length, is_enough):
    text = "  " + "ä" * length + " \n"
    if is_enough:
        assert len(ask(account, owner, reason=text).reason) == length
        return
    with pytest.raises(ValidationError) as problem:
        ask(account, owner, reason=text)
    assert "vähintään 20 ja enintään 600 merkillä" in sentences(problem)


@pytest.mark.parametrize(("days", "is_fine"), [(-1, False), (0, True), (60, True), (61, False)])
def test_the_last_day_is_within_sixty_days(account, owner, days, is_fine):
    last_day = TODAY + timedelta(days=days)
    if is_fine:
        assert ask(account, owner, expires_on=last_day).expires_on == last_day
        return
    with pytest.raises(ValidationError) as problem:
        ask(account, owner, expires_on=last_day)
    assert "viimeistään 10.11.2026 (60 päivää)" in sentences(problem)


def test_a_category_that_does_not_exist_is_refused(account, owner):
    with pytest.raises(ValidationError, match="luokista"):
        ask(account, owner, category="mood")


@pytest.mark.parametrize("rule", ["R15", "R30"])
@pytest.mark.parametrize("colour", ["GREEN", "GREY", "AMBER"])
def test_a_better_colour_is_refused_while_a_critical_rule_is_red(account, owner, rule, colour):
    make_judgement(account, "RED", reds=["R08", rule])
    with pytest.raises(ValidationError) as problem:
        ask(account, owner, colour=colour)
    assert "kriittinen sääntö on punainen" in sentences(problem)
    assert rule in sentences(problem)
    assert "R08" not in sentences(problem)


def test_green_is_refused_while_mandatory_data_is_missing_and_grey_is_not(account, owner):
    make_judgement(account, "AMBER", missing_inputs=["csat"])
    with pytest.raises(ValidationError) as problem:
        ask(account, owner)
    assert "pakollista tietoa puuttuu" in sentences(problem)
    assert ask(account, owner, colour="GREY").state == "proposed"


def test_an_account_never_judged_gets_no_better_colour_but_a_worse_one(owner):
    account = make_account(owner=owner.person)
    with pytest.raises(ValidationError, match="ei ole vielä arvioitu"):
        ask(account, owner)
    row = ask(account, owner, colour="RED")
    assert (row.state, row.computed) == ("in_force", "GREY")


def test_one_open_override_at_a_time(account, owner):
    ask(account, owner)
    with pytest.raises(ValidationError, match="avoin käsinkorjaus"):
        ask(account, owner, colour="RED")
    assert StatusOverride.objects.count() == 1


# Deciding


def test_approval_puts_it_in_force_and_keeps_the_reds_of_the_day(account, owner, chair, told):
    make_judgement(account, "RED", reds=["R31", "R08"])
    row = ask(account, owner, colour="AMBER")
    assert approve(override=row, by=chair, at=later(1)) is True
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at) == ("in_force", chair, later(1))
    assert row.reds_at_approval == ["R08", "R31"]
    assert told == [account.pk, account.pk]
    assert AuditEvent.objects.get(act="override.approve").details["computed"] == "RED"


def test_two_clicks_are_one(account, owner, chair, told):
    row = ask(account, owner)
    director = make_user(role="business_director")
    assert approve(override=row, by=chair, at=NOON) is True
    assert approve(override=row, by=director, at=later(1)) is False
    assert reject(override=row, note="", by=director, at=later(1)) is False
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("in_force", chair)
    assert AuditEvent.objects.filter(act__startswith="override.").count() == 2
    assert told == [account.pk] * 2


def test_a_row_that_moved_meanwhile_is_not_moved_again(account, owner, chair, monkeypatch):
    row = ask(account, owner)
    asked_first = overrides._to_decide

    def slow(override, by, at):
        """Somebody else rejects between the reading and the writing."""
        seen = asked_first(override, by, at)
        StatusOverride.objects.update(state="rejected")
        return seen

    monkeypatch.setattr(overrides, "_to_decide", slow)
    assert approve(override=row, by=chair, at=NOON) is False
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("rejected", None)


def test_the_business_director_approves_too(account, owner):
    assert approve(override=ask(account, owner), by=make_user(role="business_director"), at=NOON) is True


def test_nobody_approves_for_an_own_account(account, chair):
    Assignment.objects.create(account=account, person=chair.person, role="deputy", starts_on=date(2020, 1, 1))
    row = make_override(account, make_user())
    with pytest.raises(PermissionDenied):
        approve(override=row, by=chair, at=NOON)
    with pytest.raises(PermissionDenied):
        reject(override=row, note="", by=chair, at=NOON)


def test_nobody_approves_an_own_wish(account, chair):
    row = make_override(account, chair)
    with pytest.raises(PermissionDenied):
        approve(override=row, by=chair, at=NOON)


def test_members_owners_and_controllers_do_not_approve(account, owner):
    member = make_user()
    BoardMembership.objects.create(person=member.person, starts_on=date(2020, 1, 1))
    row = ask(account, owner)
    for by in (owner, member, make_user(role="controller"), make_user(role="process_owner")):
        with pytest.raises(PermissionDenied):
            approve(override=row, by=by, at=NOON)


def test_the_refusals_hold_at_approval_too(account, owner, chair):
    row = ask(account, owner)
    make_judgement(account, "RED", reds=["R30"])
    with pytest.raises(ValidationError, match="kriittinen sääntö"):
        approve(override=row, by=chair, at=NOON)
    make_judgement(account, "AMBER", missing_inputs=["revenue"])
    with pytest.raises(ValidationError, match="pakollista tietoa"):
        approve(override=row, by=chair, at=NOON)
    make_judgement(account, "GREEN")
    with pytest.raises(ValidationError, match="jo vihreä"):
        approve(override=row, by=chair, at=NOON)
    row.refresh_from_db()
    assert row.state == "proposed"


def test_what_has_run_out_is_not_approved(account, owner, chair):
    row = ask(account, owner, expires_on=TODAY)
    with pytest.raises(ValidationError, match="on mennyt"):
        approve(override=row, by=chair, at=later(1))
    assert approve(override=row, by=chair, at=NOON) is True


def test_a_rejection_has_a_note_and_ends_it(account, owner, chair):
    row = ask(account, owner)
    with pytest.raises(ValidationError, match="300"):
        reject(override=row, note="x" * 301, by=chair, at=NOON)
    assert reject(override=row, note=" Ei riitä. ", by=chair, at=later(2)) is True
    row.refresh_from_db()
    assert (row.state, row.end_note, row.ended_on, row.decided_by) == (
        "rejected",
        "Ei riitä.",
        date(2026, 9, 13),
        chair,
    )


# Taking back and renewing


def test_who_asked_and_who_is_in_charge_take_it_back(account, owner, chair):
    row = ask(account, chair, colour="RED")
    for by in (make_user(role="controller"), make_board_chair(), make_user()):
        with pytest.raises(PermissionDenied):
            withdraw(override=row, by=by, at=NOON)
    assert withdraw(override=row, by=chair, at=NOON) is True
    assert withdraw(override=row, by=owner, at=NOON) is False
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("withdrawn", TODAY)


def test_who_asked_and_has_left_takes_nothing_back(account):
    gone = make_user(left_on=date(2026, 9, 1))
    with pytest.raises(PermissionDenied):
        withdraw(override=make_override(account, gone), by=gone, at=NOON)


def test_a_worse_colour_is_renewed_twice(account, owner):
    row = ask(account, owner, colour="RED")
    assert renew(override=row, reason=REASON + " Yhä.", expires_on=None, by=owner, at=later(20)) is True
    row.refresh_from_db()
    assert (row.state, row.renewals, row.expires_on) == ("in_force", 1, date(2026, 10, 31))
    assert row.reason.endswith("Yhä.")
    assert AuditEvent.objects.get(act="override.renew").details["old_expires_on"] == "2026-10-11"
    assert renew(override=row, reason=REASON, expires_on=None, by=owner, at=later(40)) is True
    with pytest.raises(ValidationError, match="säännön raja"):
        renew(override=row, reason=REASON, expires_on=None, by=owner, at=later(60))


def test_a_renewed_better_colour_is_approved_again(account, owner, chair):
    row = ask(account, owner)
    assert renew(override=row, reason=REASON, expires_on=None, by=owner, at=NOON) is False
    approve(override=row, by=chair, at=NOON)
    assert renew(override=row, reason=REASON, expires_on=None, by=owner, at=later(20)) is True
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at, row.reds_at_approval) == ("proposed", None, None, [])
    assert approve(override=row, by=chair, at=later(21)) is True


@pytest.mark.parametrize("last_day", [date(2026, 10, 11), date(2026, 10, 1), date(2027, 1, 1)])
def test_a_renewal_ends_later_and_within_sixty_days(account, owner, last_day):
    row = ask(account, owner, colour="RED")
    with pytest.raises(ValidationError):
        renew(override=row, reason=REASON, expires_on=last_day, by=owner, at=NOON)


def test_a_renewal_has_the_rights_and_refusals_of_a_wish(account, owner, chair):
    row = ask(account, owner)
    approve(override=row, by=chair, at=NOON)
    with pytest.raises(PermissionDenied):
        renew(override=row, reason=REASON, expires_on=None, by=chair, at=later(20))
    with pytest.raises(ValidationError, match="vähintään 20"):
        renew(override=row, reason="lyhyt", expires_on=None, by=owner, at=later(20))
    make_judgement(account, "RED", reds=["R15"])
    with pytest.raises(ValidationError, match="kriittinen"):
        renew(override=row, reason=REASON, expires_on=None, by=owner, at=later(20))


@pytest.mark.parametrize("state", ["expired", "withdrawn"])
def test_asking_again_soon_counts_as_a_renewal(account, owner, state):
    make_override(account, owner, state=state, decided_at=NOON, ended_on=TODAY, renewals=1)
    row = ask(account, owner)
    assert row.renewals == 2
    StatusOverride.objects.filter(pk=row.pk).update(state=state, ended_on=TODAY, decided_at=NOON)
    with pytest.raises(ValidationError, match="säännön raja"):
        ask(account, owner)


def test_what_does_not_count_as_a_renewal(account, owner):
    long_ago = TODAY - timedelta(days=31)
    make_override(account, owner, state="expired", decided_at=NOON, ended_on=long_ago, renewals=2)
    make_override(account, owner, state="expired", ended_on=TODAY, renewals=2)  # never approved
    make_override(account, owner, state="rejected", decided_at=NOON, ended_on=TODAY, renewals=2)
    make_override(account, owner, state="expired", ended_on=TODAY, renewals=2, colour="RED")
    make_override(make_account(), owner, state="expired", decided_at=NOON, ended_on=TODAY, renewals=2)
    assert ask(account, owner).renewals == 0


# Read by the judge, and ended by themselves


def judged(account, on=TODAY, **changes):
    override = open_overrides([account.pk], on).get(account.pk)
    return judge(facts(as_of=on, **changes), Limits(), None, override)


def test_the_judge_is_told_of_open_overrides_in_one_query(account, owner, chair, django_assert_num_queries):
    make_override(make_account(), owner, state="withdrawn")
    make_override(make_account(), owner, starts_on=date(2026, 9, 12))
    make_judgement(account, "RED", reds=["R31"])
    row = ask(account, owner, colour="AMBER")
    approve(override=row, by=chair, at=later(1))
    ids = list(StatusOverride.objects.values_list("account", flat=True))
    with django_assert_num_queries(1):
        found = open_overrides(ids, TODAY)
    assert list(found) == [account.pk]
    assert (found[account.pk].approved, found[account.pk].reds_at_approval) == (False, None)
    tomorrow = open_overrides(ids, date(2026, 9, 12))[account.pk]
    assert (tomorrow.colour, tomorrow.approved, tomorrow.reds_at_approval) == (Colour.AMBER, True, frozenset({"R31"}))


def test_nothing_ends_while_it_is_in_force_or_waits(account, owner, chair):
    row = ask(account, owner)
    assert settle(judgements={account.pk: judged(account, risk_max=8)}, on=TODAY) == 0
    approve(override=row, by=chair, at=NOON)
    judgement = judged(account, risk_max=8)
    assert (judgement.shown, judgement.computed) == (Colour.GREEN, Colour.AMBER)
    assert settle(judgements={account.pk: judgement}, on=TODAY) == 0
    row.refresh_from_db()
    assert row.state == "in_force"


def test_it_holds_on_its_last_day_and_ends_the_day_after(account, owner):
    row = make_override(account, owner, state="in_force", decided_at=NOON)
    last_day, after = date(2026, 10, 9), date(2026, 10, 10)
    assert judged(account, last_day, risk_max=8).shown is Colour.GREEN
    assert settle(judgements={account.pk: judged(account, last_day, risk_max=8)}, on=last_day) == 0
    expired = judged(account, after, risk_max=8)
    assert (expired.shown, expired.override) == (Colour.AMBER, "expired")
    assert settle(judgements={account.pk: expired}, on=date(2026, 10, 12)) == 1
    assert settle(judgements={account.pk: expired}, on=date(2026, 10, 12)) == 0
    row.refresh_from_db()
    assert (row.state, row.ended_on, row.end_note) == ("expired", last_day, "expired")
    event = AuditEvent.objects.get(act="override.expired")
    assert (event.by, event.details["account"]) == (None, account.pk)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, "cancelled: equals computed"),
        ({"risk_max": 20}, "cancelled: new red R31"),
        ({"notice": True}, "cancelled: new red R30"),
    ],
)
def test_an_approved_override_is_cancelled(account, owner, changes, note, told):
    row = make_override(account, owner, state="in_force", decided_at=NOON)
    judgement = judged(account, **changes)
    assert settle(judgements={account.pk: judgement}, on=TODAY) == 1
    row.refresh_from_db()
    assert (row.state, row.ended_on, row.end_note) == ("cancelled", TODAY, note)
    assert told == []


def test_a_waiting_one_outlives_a_red_rule_but_not_its_own_colour(account, owner):
    row = ask(account, owner)
    assert settle(judgements={account.pk: judged(account, notice=True)}, on=TODAY) == 0
    assert settle(judgements={account.pk: judged(account)}, on=TODAY) == 1
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_missing_data_hides_an_approved_green_until_it_is_back(account, owner):
    make_override(account, owner, state="in_force", decided_at=NOON)
    silent = judged(account, risk_max=8, fresh=stale("csat"))
    assert (silent.shown, silent.override) == (Colour.AMBER, "refused: mandatory data missing")
    assert settle(judgements={account.pk: silent}, on=TODAY) == 0
    assert judged(account, risk_max=8).shown is Colour.GREEN


@pytest.mark.parametrize(
    ("wish", "asked_at", "changes", "computed"),
    [("AMBER", "RED", {}, Colour.GREEN), ("AMBER", "GREEN", {"risk_max": 20}, Colour.RED)],
)
def test_an_override_the_computed_colour_went_past_is_cancelled(account, owner, wish, asked_at, changes, computed):
    approved = {"decided_at": NOON, "reds_at_approval": ["R31"]} if asked_at == "RED" else {}
    row = make_override(account, owner, colour=wish, computed=asked_at, state="in_force", **approved)
    judgement = judged(account, **changes)
    assert (judgement.shown, judgement.computed) == (computed, computed)
    assert settle(judgements={account.pk: judgement}, on=TODAY) == 1
    row.refresh_from_db()
    assert row.end_note == "cancelled: computed passed it"


def test_a_card_tells_who_asked_and_who_approved(account, owner, chair, django_assert_num_queries):
    row = ask(account, owner, expires_on=date(2026, 10, 9))
    assert card_lines([account.pk], TODAY)[account.pk]["approved_by"] == ""
    approve(override=row, by=chair, at=NOON)
    with django_assert_num_queries(1):
        lines = card_lines([account.pk, 0], TODAY)
    assert lines == {
        account.pk: {
            "state": "in_force",
            "colour": "GREEN",
            "category": "one_off",
            "reason": REASON,
            "asked_by": "Eero Esimerkkilä",
            "approved_by": "Paula Puhuja",
            "until": "2026-10-09",
        }
    }
    assert card_lines([account.pk], date(2026, 10, 10)) == {}
