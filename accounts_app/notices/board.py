"""Sentences of notices between the board and the accounts: instructions and requests."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "instruction_given": _("The board has given an instruction about %(account)s. Acknowledge it."),
    "instruction_reopened": _("The board has taken up an instruction about %(account)s again. Acknowledge it."),
    "instruction_acknowledged": _("%(name)s has acknowledged the instruction about %(account)s."),
    "instruction_under_way": _("%(name)s has begun to carry out the instruction about %(account)s."),
    "instruction_change_proposed": _("%(name)s proposes a change to the instruction about %(account)s. Answer it."),
    "instruction_change_accepted": _("The board accepted the proposed change to the instruction about %(account)s."),
    "instruction_change_refused": _("The board keeps the instruction about %(account)s as it was. Acknowledge it."),
    "instruction_done": _(
        "%(name)s says that the instruction about %(account)s is carried out. Close it or send it back."
    ),
    "instruction_sent_back": _("The board sent the instruction about %(account)s back: what was done is not enough."),
    "instruction_closed": _("The board has closed the instruction about %(account)s."),
    "instruction_cancelled": _("The board has cancelled the instruction about %(account)s."),
    "board_asked": _("%(name)s asks the board about %(account)s. Answer the request."),
    "board_answered": _("The board has answered the request about %(account)s."),
    "board_request_withdrawn": _("%(name)s took the request about %(account)s back."),
}
