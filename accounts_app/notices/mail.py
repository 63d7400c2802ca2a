"""The mail about notices: a sentence and a link each, in the reader's language. No figure, no colour, no free text.

An account that not everybody may read is not named, and its link leads to the list of notices (security.md A7, A8).
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account
from accounts_app.notices.read import SENTENCES, visible_notices
from accounts_app.notices.reports import ANSWERED
from accounts_app.ownership.substitutes import is_closed
from teams.models import Notice, User

# Values of a notice that a mail may carry: names, days and months. Anything else may be a figure or somebody's words.
SPOKEN = frozenset({"account", "name", "who", "person", "day", "days", "month"})
# Sentences for mails where the one of the page carries more.
SHORT: Mapping[str, str | Promise] = {
    "access_refused": _("Your request for %(account)s was refused."),
    ANSWERED: _("Your report about who answers for %(account)s was answered."),
}
WITHOUT_NAME = _("Something about an account whose name is not written in mails waits for you.")
PLAIN = _("There is something new for you in the application.")


@dataclass(frozen=True, slots=True)
class MailLine:
    """One notice in a mail."""

    sentence: str
    link: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to be sent, and the notices (by id) it tells of."""

    subject: str
    text: str
    html: str
    ids: tuple[int, ...]


def compose(user: User, ids: Collection[int], *, on: datetime.date) -> Mail | None:
    """One mail about those of the notices that are unread and still the reader's to know; None when none is left."""
    rows = [row for row in visible_notices(user, on=on).filter(pk__in=ids, read_at=None).order_by("made_at", "pk")]
    told = [row for row in rows if row.kind in SENTENCES]
    if not told:
        return None
    accounts = Account.objects.in_bulk([row.account_no for row in told if row.account_no is not None])
    with translation.override(user.language):
        lines = list(dict.fromkeys(_line(row, accounts.get(row.account_no or 0)) for row in told))
        subject = _one_line(_subject(len(lines)))
        context = {"lines": lines, "subject": subject, "settings": _absolute(reverse("accounts:notice_settings"))}
        text, html = (render_to_string(f"accounts_app/notices/mail.{kind}", context) for kind in ("txt", "html"))
    return Mail(subject=subject, text=text, html=html, ids=tuple(row.pk for row in told))


def _subject(count: int) -> str:
    said = ngettext("%(count)d new notice", "%(count)d new notices", count) % {"count": count}
    return f"{gettext('Key accounts')}: {said}"


def _line(row: Notice, account: Account | None) -> MailLine:
    if account is not None and is_closed(account):
        return MailLine(str(WITHOUT_NAME), _absolute(reverse("accounts:notices")))
    return MailLine(_one_line(_sentence(row, account)), _absolute(row.path or reverse("accounts:notices")))


def _sentence(row: Notice, account: Account | None) -> str:
    values = {name: value for name, value in row.params.items() if name in SPOKEN}
    values["account"] = account.name if account is not None else ""
    try:
        return str(SHORT.get(row.kind, SENTENCES[row.kind])) % values
    except KeyError:
        return str(PLAIN)


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _one_line(text: str) -> str:
    """No line break of a name gets into a header or makes a line of its own."""
    return " ".join(text.split())
