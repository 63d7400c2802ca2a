"""Yearly reviews: planned once, answered from both sides, each its own (domain.md 4.5, requirements.md R045)."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from accounts_app.models import StatusChange
from accounts_app.naming.owner_reviews import facts_of, is_overdue, owners_since, reviews_of
from teams.actions import owner_reviews
from teams.models import Notice, OwnerReview
from tests.factories import make_account, make_answer, make_budget, make_goal, make_hours, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY, NOVEMBER = datetime.date(2026, 9, 11), datetime.date(2026, 11, 1)


@pytest.fixture
def world() -> SimpleNamespace:
    manager = make_user("Maija Esihenkilö")
    owner = make_user("Oili Omistaja", line_manager=manager.person)
    account = make_account(owner=owner.person, care_model="A", status="RED")
    return SimpleNamespace(
        manager=manager, owner=owner, account=account, hr=make_user(role="human_resources"), outsider=make_user()
    )


def plan(on: datetime.date) -> list[OwnerReview]:
    return owner_reviews.plan(owners=owners_since(on), on=on, path="/people/reviews/", by=None)


def review_of(world: SimpleNamespace) -> OwnerReview:
    return OwnerReview.objects.create(
        owner=world.owner.person, manager=world.manager.person, year=2026, due_on=datetime.date(2026, 1, 31)
    )


@pytest.mark.parametrize(
    ("since", "last", "on", "due"),
    [
        ("2025-12-15", None, "2026-10-10", None),
        ("2025-12-15", None, "2026-10-20", "2026-11-15"),
        ("2025-12-15", None, "2026-12-20", "2026-11-15"),
        ("2025-12-15", None, "2027-01-15", "2027-01-31"),
        ("2020-01-01", None, "2026-09-11", None),
        ("2020-01-01", None, "2026-11-01", "2027-01-31"),
        ("2020-01-01", "2027-01-31", "2026-12-01", None),
        ("2025-12-15", "2026-11-15", "2026-12-01", None),
        ("2025-03-31", None, "2026-02-15", "2026-02-28"),
    ],
)
def test_when_the_next_review_is_due(since: str, last: str | None, on: str, due: str | None) -> None:
    day = datetime.date.fromisoformat
    found = owner_reviews.next_due(day(since), day(last) if last else None, day(on))
    assert found == (day(due) if due else None)


def test_planning_twice_plans_once_and_tells_both(world: SimpleNamespace) -> None:
    assert [review.due_on for review in plan(NOVEMBER)] == [datetime.date(2027, 1, 31)]
    assert plan(NOVEMBER) == []
    assert OwnerReview.objects.get().manager == world.manager.person
    assert set(Notice.objects.values_list("person", flat=True)) == {world.owner.person.pk, world.manager.person.pk}


def test_the_command_says_how_many(world: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plan_reviews", "--on", "2026-11-01")
    call_command("plan_reviews", "--on", "2026-11-01")
    assert capsys.readouterr().out.split("\n")[:2] == ["1 reviews planned.", "0 reviews planned."]


def test_owners_of_secret_accounts_only_are_not_told_by_a_review() -> None:
    make_account(owner=make_person(), confidentiality="secret")
    make_account(owner=make_person(left_on=datetime.date(2026, 1, 1)))
    assert owners_since(NOVEMBER) == {}


def test_each_side_is_written_by_its_own(world: SimpleNamespace) -> None:
    review = review_of(world)
    own = {"will": "yes", "real_hours_month": None, "support_received": "Hyvin", "training_needs": ""}
    other = {"is_right_person": True, "feedback": "", "decision": "continue"}
    for user in (world.manager, world.hr, world.outsider):
        with pytest.raises(PermissionDenied):
            owner_reviews.answer_as_owner(review=review, on=TODAY, by=user, **own)
    for user in (world.owner, world.hr, world.outsider):
        with pytest.raises(PermissionDenied):
            owner_reviews.answer_as_manager(review=review, on=TODAY, by=user, **other)
    assert is_overdue(review, TODAY)
    owner_reviews.answer_as_owner(review=review, on=TODAY, by=world.owner, **own)
    assert is_overdue(review, TODAY)
    owner_reviews.answer_as_manager(review=review, on=TODAY, by=world.manager, **other)
    assert not is_overdue(review, TODAY)
    with pytest.raises(ValidationError):
        owner_reviews.answer_as_owner(review=review, on=TODAY, by=world.owner, **(own | {"will": "ehkä"}))


def test_it_is_listed_for_owner_manager_and_human_resources(world: SimpleNamespace) -> None:
    review = review_of(world)
    for user in (world.owner, world.manager, world.hr):
        assert list(reviews_of(user, TODAY)) == [review]
    for user in (world.outsider, make_user(role="administrator"), make_user(role="business_director")):
        assert list(reviews_of(user, TODAY)) == []


def test_facts_count_only_what_the_reader_may_see(world: SimpleNamespace) -> None:
    make_account(owner=world.owner.person, confidentiality="secret", care_model="B")
    make_budget(world.account, 120)
    make_hours(world.account, datetime.date(2026, 5, 5), 30)
    own = facts_of(world.owner.person, world.owner, TODAY)
    assert dict(own.colours)["RED"] == 1
    assert [(segment.model, segment.count) for segment in own.segments] == [("A", 1), ("B", 1), ("C", 0), ("D", 0)]
    assert (own.budget_hours, own.used_hours, own.has_gap) == (120, 30, True)
    hr = facts_of(world.owner.person, world.hr, TODAY)
    assert [segment.count for segment in hr.segments] == [1, 0, 0, 0]
    assert (hr.budget_hours, hr.used_hours, hr.without_colour) == (None, None, 1)
    assert hr.year is None


def test_a_year_counts_moves_own_goals_and_answers_of_named_people(world: SimpleNamespace) -> None:
    secret = make_account(owner=world.owner.person, confidentiality="secret", status="RED")
    for account, old, new, day in (
        (world.account, "GREEN", "AMBER", "2026-05-01"),
        (world.account, "AMBER", "RED", "2026-06-01"),
        (world.account, "RED", "AMBER", "2026-07-01"),
        (world.account, "GREY", "RED", "2026-08-01"),
        (world.account, "GREEN", "RED", "2025-09-10"),
        (secret, "GREEN", "RED", "2026-05-01"),
    ):
        StatusChange.objects.create(account=account, changed_on=day, old=old, new=new)
    StatusChange.objects.create(account=world.account, changed_on="2026-05-01", scope="rule", old="GREEN", new="RED")
    make_goal(world.account, world.owner.person, state="done")
    make_goal(world.account, world.owner.person)
    make_goal(world.account, make_person())
    make_answer(world.account, datetime.date(2026, 5, 1), score=4)
    make_answer(world.account, datetime.date(2026, 5, 2), score=3)
    make_answer(world.account, datetime.date(2026, 5, 3), score=1, is_anonymous=True)
    make_answer(world.account, datetime.date(2025, 5, 3), score=1)
    year = facts_of(world.owner.person, world.manager, TODAY).year
    assert year is not None
    assert (year.better, year.worse, year.goals_done, year.goals) == (1, 2, 1, 2)
    assert (year.answers, year.grade) == (2, Decimal("3.5"))
    own = facts_of(world.owner.person, world.owner, TODAY).year
    assert own is not None
    assert own.worse == 3
