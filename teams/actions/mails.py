"""The mails about notices: each is claimed before it goes out, so that two runs at once send it once."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q, QuerySet

from teams.actions.audit_events import record
from teams.models import Notice, Person, User
from teams.models.user import LANGUAGES

MAX_ATTEMPTS = 3
LEASE = datetime.timedelta(minutes=10)  # silence after which a claimed mail is tried again


def address_of(person: Person) -> str:
    """Where the person is written to."""
    return person.email or (person.user.email if person.user else "")


def reachable(people: Collection[int]) -> set[int]:
    """Of the people (by id) those who get mail: an active login that wants it, and an address. One query."""
    found = Person.objects.filter(pk__in=people, user__is_active=True, user__wants_mail=True)
    return set(found.exclude(email="", user__email="").values_list("pk", flat=True))


def owed(at: datetime.datetime) -> QuerySet[Notice]:
    """Notices whose mail waits, and those whose sender fell silent."""
    free = Q(mail_claimed_at__isnull=True) | Q(mail_claimed_at__lt=at - LEASE)
    return Notice.objects.filter(free, is_mail_owed=True, mail_attempts__lt=MAX_ATTEMPTS)


def people_owed(at: datetime.datetime) -> list[int]:
    """The people (by id) somebody should write to now, the longest waiting first."""
    waiting = owed(at).order_by("made_at", "pk").values_list("person", flat=True)
    return list(dict.fromkeys(waiting))


def claim(*, person: int, at: datetime.datetime) -> list[int]:
    """Claim what is owed to the person, each notice (by id) by a conditional update: whoever comes second gets none."""
    ids = list(owed(at).filter(person=person).order_by("pk").values_list("pk", flat=True))
    claimed = {"mail_claimed_at": at, "mail_attempts": F("mail_attempts") + 1}
    return [pk for pk in ids if owed(at).filter(pk=pk).update(**claimed)]


def sent(*, ids: Collection[int], claimed_at: datetime.datetime, at: datetime.datetime) -> None:
    """The mail went out."""
    _mine(ids, claimed_at).update(is_mail_owed=False, mailed_at=at)


def dropped(*, ids: Collection[int], claimed_at: datetime.datetime) -> None:
    """No mail is due any more: read meanwhile, no longer wanted, or the reader may no longer know."""
    _mine(ids, claimed_at).update(is_mail_owed=False)


def give_up(*, at: datetime.datetime) -> int:
    """Stop what failed three times; the notice itself stays in the application. Returns how many."""
    silent = Q(mail_claimed_at__lt=at - LEASE)
    spent = Notice.objects.filter(silent, is_mail_owed=True, mail_attempts__gte=MAX_ATTEMPTS)
    return spent.update(is_mail_owed=False)


@transaction.atomic
def set_wishes(*, user: User, wants_mail: bool, language: str) -> None:
    """Whether and in which language the user is written to; mails that wait are not sent to somebody who wants none."""
    user.wants_mail, user.language = wants_mail, language
    user.save(update_fields=["wants_mail", "language"])
    if not wants_mail:
        Notice.objects.filter(person__user=user, is_mail_owed=True).update(is_mail_owed=False)
    record(act="notices.wishes", subject=user, by=user, wants_mail=wants_mail, language=language)


def speak(*, user: User, language: str) -> None:
    """The user chose a language of the pages: the mails follow it."""
    if language in dict(LANGUAGES) and user.language != language:
        user.language = language
        user.save(update_fields=["language"])


def _mine(ids: Collection[int], claimed_at: datetime.datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(pk__in=ids, mail_claimed_at=claimed_at)
