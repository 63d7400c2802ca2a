"""Sentences of notices about reports of a wrong owner."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REPORTED, ANSWERED = "owner_report.new", "owner_report.answered"
SENTENCES: Mapping[str, str | Promise] = {
    REPORTED: _("%(who)s reports that the wrong person answers for %(account)s."),
    ANSWERED: _("Your report about who answers for %(account)s was answered: %(answer)s"),
}
