"""Whether the checks of the portfolio find what they are for, and nothing else."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts_app.models import Account, Instruction, StatusChange, SurveyAnswer, SurveyWave
from reporting.checks import bad_news
from reporting.checks.back_test import back_test, hits
from reporting.checks.share import closed, closed_months
from reporting.checks.trust import late_entries, overrides_by_owner, unheeded_reds, watermelons
from reporting.models import MonthClose, StatusOverride
from teams.actions.audit_events import record
from teams.models import AuditEvent
from tests.factories import make_account, make_complaint, make_contract, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 1)


def month(number: int) -> datetime.date:
    return datetime.date(2026, number, 1)


def close(account: Account, shown: str, *red_rules: str, at: datetime.date = AUGUST) -> MonthClose:
    return MonthClose.objects.create(
        account=account,
        month=at,
        closed_on=at,
        shown=shown,
        computed=shown,
        decided_by="worst-of",
        rule_states={"R07": {"c": "AMBER", "good": 0}} | {rule: {"c": "RED", "good": 0} for rule in red_rules},
        coverage_pct=100,
        limits_version="x",
    )


def test_the_shares_are_compared_with_what_is_aimed_at() -> None:
    for number in range(10):
        close(make_account(), "RED" if number < 2 else "AMBER" if number < 3 else "GREEN")
    found = closed(Account.objects.all(), AUGUST)
    assert found.accounts == 10
    assert {share.colour: (share.number, share.verdict) for share in found.shares} == {
        "RED": (2, "within"),
        "AMBER": (1, "under"),
        "GREY": (0, "within"),
        "GREEN": (7, ""),
    }
    assert not found.is_all_green


def test_more_grey_than_allowed_is_said() -> None:
    close(make_account(), "GREY")
    grey = closed(Account.objects.all(), AUGUST).shares[2]
    assert (grey.colour, grey.verdict) == ("GREY", "over")


def test_green_everywhere_is_an_alarm() -> None:
    close(make_account(), "GREEN")
    assert closed(Account.objects.all(), AUGUST).is_all_green


def test_a_close_without_accounts_says_nothing() -> None:
    found = closed(Account.objects.all(), AUGUST)
    assert (found.accounts, found.rules, found.is_all_green) == (0, (), False)
    assert [share.pct for share in found.shares] == [None] * 4


def test_a_rule_behind_too_many_reds_is_marked_with_its_accounts() -> None:
    red = [make_account(name=f"Punainen {number}") for number in range(4)]
    close(red[0], "RED", "R08")
    close(red[1], "RED", "R08", "R15")
    close(red[2], "RED", "R30")
    close(red[3], "RED")  # four ambers
    close(make_account(), "AMBER", "R01")  # an override hides the red: it is no red of the board
    found = closed(Account.objects.all(), AUGUST)
    assert [(row.rule, row.number, row.is_too_large) for row in found.rules] == [
        ("R08", 2, True),
        ("R15", 1, False),
        ("R30", 1, False),
    ]
    assert [name for _, name in found.rules[0].accounts] == ["Punainen 0", "Punainen 1"]
    assert found.accumulated == ((red[3].pk, "Punainen 3"),)


def test_with_two_reds_no_rule_is_blamed() -> None:
    close(make_account(), "RED", "R08")
    close(make_account(), "RED", "R08")
    assert [row.is_too_large for row in closed(Account.objects.all(), AUGUST).rules] == [False]


def test_months_come_newest_first() -> None:
    account = make_account()
    for number in (6, 8, 7):
        close(account, "GREEN", at=month(number))
    assert closed_months(Account.objects.all()) == [month(8), month(7), month(6)]


def test_a_notice_out_of_the_green_is_a_watermelon() -> None:
    blind, seen = make_account(), make_account()
    for account, shown in ((blind, "GREEN"), (seen, "AMBER")):
        make_contract(account, notice_given_on=datetime.date(2026, 8, 20))
        close(account, shown, at=month(6))
    found = watermelons([blind.pk, seen.pk], AUGUST, TODAY)
    assert [(row.account_id, row.news.kind, row.month) for row in found] == [(blind.pk, bad_news.NOTICE, month(6))]


def test_a_green_three_closes_before_is_too_old_to_blame() -> None:
    account = make_account()
    make_contract(account, notice_given_on=datetime.date(2026, 8, 20))
    close(account, "GREEN", at=month(5))
    assert watermelons([account.pk], AUGUST, TODAY) == []


def answers(account: Account, *scores: int) -> None:
    wave = SurveyWave.objects.create(name=f"Kysely {account.pk}", month=month(8))
    for number, score in enumerate(scores):
        SurveyAnswer.objects.create(
            wave=wave,
            account=account,
            answered_on=datetime.date(2026, 8, 10),
            role="user",
            raw_score=score,
            score=score,
            row_key=f"{account.pk}-{number}",
        )


def test_a_red_survey_counts_only_with_enough_answers() -> None:
    enough, few, fair = make_account(), make_account(), make_account()
    answers(enough, 3, 3, 3, 3, 4)
    answers(few, 1, 1, 1, 1)
    answers(fair, 3, 3, 4, 4, 4)
    ids = [enough.pk, few.pk, fair.pk]
    assert [news.account_id for news in bad_news.low_surveys(ids, month(1), TODAY)] == [enough.pk]


def test_a_contract_that_is_carried_on_is_not_lost() -> None:
    lost, renewed, running = make_account(), make_account(), make_account()
    end, start = datetime.date(2026, 5, 31), datetime.date(2026, 6, 1)
    make_contract(lost, starts_on=datetime.date(2024, 1, 1), ends_on=end)
    make_contract(renewed, starts_on=datetime.date(2024, 1, 1), ends_on=end)
    make_contract(renewed, starts_on=start, ends_on=None)
    make_contract(running, starts_on=datetime.date(2024, 1, 1), ends_on=datetime.date(2026, 12, 31))
    found = bad_news.lost_contracts([lost.pk, renewed.pk, running.pk], month(1), TODAY)
    assert [(news.account_id, news.on) for news in found] == [(lost.pk, end)]


def test_a_red_of_three_closes_without_an_instruction_is_unheeded() -> None:
    idle, told, short, broken = (make_account() for _ in range(4))
    for account, months in ((idle, (5, 6, 7, 8)), (told, (6, 7, 8)), (short, (7, 8)), (broken, (5, 6, 8))):
        for number in months:
            close(account, "RED", at=month(number))
    Instruction.objects.create(
        account=told, text="Tee suunnitelma", given_on=month(7), responsible=make_person(), due_on=TODAY
    )
    found = unheeded_reds([idle.pk, told.pk, short.pk, broken.pk], AUGUST)
    assert [(row.account_id, row.closes, row.since) for row in found] == [(idle.pk, 4, month(5))]


def test_an_old_instruction_does_not_excuse_a_new_red() -> None:
    account = make_account()
    for number in (6, 7, 8):
        close(account, "RED", at=month(number))
    Instruction.objects.create(
        account=account, text="Vanha", given_on=month(2), responsible=make_person(), due_on=month(3)
    )
    assert [row.account_id for row in unheeded_reds([account.pk], AUGUST)] == [account.pk]


def ask_override(account: Account, user: Any, computed: str, colour: str, on: datetime.date) -> None:
    StatusOverride.objects.create(
        account=account,
        computed=computed,
        colour=colour,
        state="expired",
        category="other",
        reason="x" * 20,
        asked_by=user,
        asked_at=datetime.datetime.combine(on, datetime.time(12), tzinfo=datetime.UTC),
        starts_on=on,
        expires_on=on,
    )


def test_overrides_are_counted_by_who_asked_in_the_quarter() -> None:
    account, user = make_account(), make_user("Aino Mallinen")
    ask_override(account, user, "AMBER", "GREEN", datetime.date(2026, 7, 1))
    ask_override(account, user, "RED", "AMBER", datetime.date(2026, 8, 1))
    ask_override(account, user, "GREEN", "AMBER", datetime.date(2026, 9, 1))
    ask_override(account, user, "AMBER", "GREEN", datetime.date(2026, 6, 29))  # the quarter before
    ask_override(make_account(), user, "AMBER", "GREEN", datetime.date(2026, 9, 1))  # not an account of the reader
    found = overrides_by_owner([account.pk], TODAY)
    assert [(row.name, row.better, row.worse) for row in found] == [("Aino Mallinen", 2, 1)]


def test_entries_of_the_last_two_days_before_the_cut_off_are_counted() -> None:
    account, user = make_account(), make_user()
    for day in ("2026-08-20", "2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10"):
        event = record(act="meeting.add", subject=account, by=user, account=account.pk)
        AuditEvent.objects.filter(pk=event.pk).update(at=timezone.make_aware(datetime.datetime.fromisoformat(day)))
    other = make_account()
    record(act="meeting.add", subject=other, by=user, account=other.pk)
    found = late_entries([account.pk], AUGUST)
    assert (found.cut_off, found.total, found.last_days) == (datetime.date(2026, 9, 9), 4, 3)


def changed(account: Account, on: str, new: str, *rules: str) -> None:
    reasons = [{"rule": rule, "level": new} for rule in rules]
    StatusChange.objects.create(account=account, changed_on=on, new=new, reasons=reasons)


def test_the_back_test_tells_what_was_said_30_60_and_90_days_before() -> None:
    account = make_account()
    changed(account, "2026-05-01", "GREEN")
    changed(account, "2026-07-20", "AMBER", "R18", "R07")
    StatusChange.objects.create(account=account, scope="rule", key="R18", changed_on="2026-05-02", new="RED")
    make_contract(account, notice_given_on=datetime.date(2026, 8, 25))
    make_complaint(account, datetime.date(2026, 6, 10), severity="critical")
    make_complaint(account, datetime.date(2026, 6, 11), severity="ordinary")
    notice, complaint = back_test([account.pk], month(1), TODAY)
    assert [(said.days, said.colour, said.rules) for said in notice.said] == [
        (90, "GREEN", ()),
        (60, "GREEN", ()),
        (30, "AMBER", ("R18", "R07")),
    ]
    assert (notice.was_warned, notice.is_known) == (True, True)
    assert (complaint.news.kind, [said.colour for said in complaint.said]) == (bad_news.CRITICAL, ["", "", "GREEN"])
    assert (complaint.was_warned, complaint.is_known) == (False, True)
    assert [(hit.days, hit.known, hit.warned) for hit in hits([notice, complaint])] == [
        (90, 1, 0),
        (60, 1, 0),
        (30, 2, 1),
    ]


def test_a_day_of_change_counts_as_the_new_colour() -> None:
    account = make_account()
    changed(account, "2026-07-26", "RED", "R15")
    make_contract(account, notice_given_on=datetime.date(2026, 8, 25))
    (notice,) = back_test([account.pk], month(1), TODAY)
    assert notice.said[2].colour == "RED"
