"""The names of the sections in which two cards are compared."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reporting.cards.compare import Part

NAMES = {
    "header": _("The account"),
    "dimensions": _("Dimensions"),
    "reasons": _("Why this colour"),
    "texts": _("Words of the director"),
    "metrics": _("Metrics"),
    "growth": _("Growth"),
    "actions": pgettext_lazy("card", "Actions"),
    "stance": _("Board"),
}


def named(parts: Iterable[Part]) -> list[tuple[Part, str]]:
    """Each section with its name in the reader's language."""
    return [(part, str(NAMES[part.code])) for part in parts]
