"""Sentences of notices about rights, barriers and reports."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "member_added": _("You are now a named member of %(account)s."),
    "member_ended": _("You are no longer a named member of %(account)s."),
    "account_closed": _("Who may know of %(account)s has changed."),
    "access_asked": _("%(person)s asks to see more of %(account)s. Answer it."),
    "access_granted": _("You were granted access to %(account)s."),
    "access_refused": _("Your request for %(account)s was refused: %(answer)s"),
    "break_glass_asked": _("%(person)s asks for %(account)s by break-glass. Decide it."),
    "break_glass_granted": _("%(person)s was let into %(account)s by break-glass for one day."),
}
