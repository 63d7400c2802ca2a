"""manage.py who "TEXT" [--as USER] [--json]: whom to call about a customer, the same answer as the page gives."""

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.ownership.answer_card import answer_card
from accounts_app.ownership.answer_text import as_lines, as_plain_values
from accounts_app.ownership.asked import asked_of
from accounts_app.search import Results, look_up
from accounts_app.search.hit_text import hits_as_lines, hits_as_plain_values
from config.common import clock
from teams.models import Person, User

NOT_FOUND, BAD_INPUT = 1, 2  # exit codes


class PlainStaff(AnonymousUser):
    """Somebody who works here and is nobody in particular: knows the accounts that everybody may know."""

    is_authenticated = True  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.person = Person(pk=0)


class Command(BaseCommand):
    """Reads only; an account the reader may not know of is not found."""

    help = "Say whom to call about a customer, a site, a person or a number; forgives typing errors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TEXT, --as USER and --json."""
        parser.add_argument("text", metavar="TEXT", help="customer, site, town, person, business ID, customer number")
        parser.add_argument("--as", dest="login", metavar="USER", help="answer as this login sees it")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")

    def handle(self, *args: Any, text: str, login: str | None = None, as_json: bool = False, **options: Any) -> None:
        """Print the card; exit code 1 when nothing is found, 2 for an unknown login."""
        user, on = _reader(login), clock.today()
        with translation.override(translation.get_language() or "fi"):
            results = look_up(text, user=user, on=on)
            if not results.count:
                raise CommandError(_("Nothing found for “%(text)s”.") % {"text": text}, returncode=NOT_FOUND)
            values, lines = _answer(results, user, on)
            self.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


def _answer(results: Results, user: User | AnonymousUser, on: datetime.date) -> tuple[dict[str, Any], list[str]]:
    """The card of the best hit; the hits themselves when no single customer was meant."""
    if results.best is None:
        return {"account": None, "hits": hits_as_plain_values(results)}, hits_as_lines(results)
    visible = Account.objects.visible_to(user, on=on).select_related("home_town")
    account = visible.get(pk=results.best.pk)
    card = answer_card(account, on, asked_of(results.text, account, on))
    return as_plain_values(card, on), as_lines(card, on)


def _reader(login: str | None) -> User | AnonymousUser:
    if login is None:
        return PlainStaff()
    user = User.objects.filter(username=login, is_active=True).select_related("person").first()
    if user is None:
        raise CommandError(_("There is no login “%(login)s”.") % {"login": login}, returncode=BAD_INPUT)
    return user
