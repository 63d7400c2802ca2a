"""Sentences of notices about naming, handing over and reviewing owners."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "nomination_asked": _("You are asked to answer for %(account)s. Give your own answer."),
    "nomination_accepted": _("%(name)s said yes to answering for %(account)s. The nomination waits to be confirmed."),
    "nomination_declined": _("%(name)s said no to answering for %(account)s."),
    "nomination_confirmed": _("Your nomination for %(account)s is confirmed."),
    "nomination_published": _("%(name)s has been named for %(account)s."),
    "nomination_withdrawn": _("Your nomination for %(account)s was withdrawn."),
    "handover_opened": _("The handover of %(account)s to %(name)s has begun."),
    "handover_announced": _("%(account)s: %(name)s is the owner from %(day)s."),
    "handover_moved": _("%(account)s has moved: %(name)s owns it from %(day)s."),
    "handover_cancelled": _("The handover of %(account)s to %(name)s was cancelled."),
    "assignment_written": _("You have a new assignment brief for %(account)s."),
    "assignment_read": _("%(name)s has read the assignment brief of %(account)s."),
    "sparring_note": _("%(name)s wrote a sparring note about %(account)s."),
    "review_planned": _("The yearly review of %(name)s is due on %(day)s."),
}
