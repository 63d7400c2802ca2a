"""Sentences of notices about support, absence and time."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Mapping[str, str | Promise] = {
    "absence_stand_in": _("You stand in for %(name)s %(days)s."),
    "absence_stand_in_free": _("You no longer stand in for %(name)s."),
    "absence_deputy": _("%(name)s is away %(days)s. As the deputy you answer when no stand-in does."),
    "absence_ended": _("%(name)s comes back earlier: away %(days)s."),
    "absence_cancelled": _("The absence of %(name)s %(days)s is cancelled."),
}
