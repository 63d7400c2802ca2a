"""A session finds its login together with the person."""

import pytest

from teams.backends import LoginBackend
from teams.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_login_and_person_come_in_one_query(django_assert_num_queries: object) -> None:
    user = make_user("Aino Mallinen")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = LoginBackend().get_user(user.pk)
        assert found is not None
        assert found.person.name == "Aino Mallinen"


def test_a_closed_or_missing_login_is_nobody() -> None:
    user = make_user()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert LoginBackend().get_user(user.pk) is None
    assert LoginBackend().get_user(987_654) is None


def test_a_login_without_a_person_is_still_a_login() -> None:
    user = User.objects.create_user("nobody")
    assert LoginBackend().get_user(user.pk) == user
