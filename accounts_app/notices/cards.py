"""Sentences of notices about the monthly quality card. The kinds are those of `reporting.cards.deadlines.Reminder`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "card_ready": _("The draft card %(month)s of %(account)s is ready. It is published on %(day)s at 12."),
    "card_comment_missing": _("The card %(month)s of %(account)s still has no comment. The last day is %(day)s."),
    "card_comment_last_day": _("Today, %(day)s, is the last day to comment the card %(month)s of %(account)s."),
}
