"""Sentences of notices about what the board said in a meeting. A closed list, so that none names a figure."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "stance_noted": _("The board has noted the quality card of %(account)s."),
    "stance_approved": _("The board approves the actions on the quality card of %(account)s."),
    "stance_escalated": _("The board has escalated %(account)s to %(name)s."),
    "stance_escalated_to": _("The board has escalated %(account)s to you."),
    "stance_returned": _("The board returned the quality card of %(account)s. Complete the new version."),
    "stance_risk": _("The board accepts the risk of %(account)s until %(day)s."),
    "stance_exit": _("The board decided that %(account)s is brought to an end in a managed way."),
    "stance_undone": _("The stance of the board on the quality card of %(account)s was undone."),
}
