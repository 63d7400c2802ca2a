"""Sending the mails that are owed: one to each person about all that waits, seen again at the moment of sending."""

import datetime
import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email

from accounts_app.notices.mail import Mail, compose
from teams.actions import mails
from teams.models import Person

log = logging.getLogger(__name__)
TROUBLE = (SMTPException, OSError)


@dataclass(slots=True)
class Sent:
    """What a run did: mails sent, notices dropped because no mail is due any more, mails that failed, given up."""

    sent: int = 0
    dropped: int = 0
    failed: int = 0
    given_up: int = 0


def send_owed(*, at: datetime.datetime, on: datetime.date) -> Sent:
    """Write to everybody who is owed mail. `at` is the real moment, `on` the day whose rights count.

    A run beside another one finds the notices claimed; what fails is tried again after a while, three times in all.
    """
    done = Sent(given_up=mails.give_up(at=at))
    people = mails.people_owed(at)
    if not people:
        return done
    connection = get_connection()
    for person_id in people:
        _write_to(person_id, connection, done, at, on)
    connection.close()
    return done


def _write_to(
    person_id: int, connection: BaseEmailBackend, done: Sent, at: datetime.datetime, on: datetime.date
) -> None:
    ids = mails.claim(person=person_id, at=at)
    person = Person.objects.select_related("user").get(pk=person_id)
    mail = _mail_for(person, ids, on) if ids else None
    left_out = set(ids) - set(mail.ids if mail else ())
    if left_out:
        mails.dropped(ids=left_out, claimed_at=at)
        done.dropped += len(left_out)
    if mail is None:
        return
    try:
        _send(mail, mails.address_of(person), connection)
    except TROUBLE as problem:
        log.warning("mail to person %s failed: %s", person_id, type(problem).__name__)
        done.failed += 1
        return
    mails.sent(ids=mail.ids, claimed_at=at, at=at)
    done.sent += 1


def _mail_for(person: Person, ids: list[int], on: datetime.date) -> Mail | None:
    """None for somebody who is not written to: no active login, no wish, no address, or nothing left to tell."""
    user = person.user
    if user is None or not (user.is_active and user.wants_mail) or not _is_address(mails.address_of(person)):
        return None
    return compose(user, ids, on=on)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _send(mail: Mail, address: str, connection: BaseEmailBackend) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[address], connection=connection)
    message.attach_alternative(mail.html, "text/html")
    message.send()
