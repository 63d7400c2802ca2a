"""Own will to do customer work: written by oneself only (requirements.md R038)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from teams.actions.willingness import answer
from teams.models import AuditEvent, User, Willingness
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def test_answering_again_on_the_day_replaces_and_on_another_day_adds() -> None:
    user = make_user()
    answer(answer="yes", on=TODAY, by=user)
    answer(answer="conditions", note=" Vain Turku ", on=TODAY, by=user)
    row = Willingness.objects.get()
    assert (row.person, row.answer, row.note) == (user.person, "conditions", "Vain Turku")
    answer(answer="no", on=TODAY + datetime.timedelta(days=1), by=user)
    assert Willingness.objects.count() == 2
    assert AuditEvent.objects.filter(act="answer_willingness", by=user).count() == 3


def test_a_login_of_nobody_and_somebody_who_left_cannot_answer() -> None:
    left = make_user(left_on=datetime.date(2026, 9, 1))
    for user in (User.objects.create_user("nobody"), left):
        with pytest.raises(PermissionDenied):
            answer(answer="yes", on=TODAY, by=user)


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(ValidationError):
        answer(answer="ehkä", on=TODAY, by=make_user())
