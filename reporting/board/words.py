"""The words of the agenda, in the language that is active: titles of sections, states, who decides."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reporting.board import sections
from reporting.metrics.registry import METRICS

Words = Mapping[str, str | Promise]
SECTION_TITLES: Words = {
    sections.NEW_RED: _("New red accounts"),
    sections.LONG_RED: _("Red for the second month or longer"),
    sections.OVERDUE: _("Overdue instructions"),
    sections.GREY: _("Grey: data is missing"),
    sections.OVERRIDE: _("Colours by hand that wait for approval"),
    sections.NEW_AMBER: _("New amber accounts"),
    sections.RAISED: _("Raised by a rule or a request"),
    sections.REST: _("The rest, noted as a list"),
}
GROUND_WORDS: Words = {
    sections.LATE_INSTRUCTION: _("an instruction is overdue"),
    sections.WAITING_OVERRIDE: _("a colour by hand waits for approval"),
    sections.RED_MONTHS: _("red for three months or longer"),
    sections.AMBER_DRIFT: _("amber drift: amber for four months or longer"),
    sections.REQUEST: _("a request to the board"),
    sections.CLOCK_MISS: _("an event of the annual clock was missed"),
}
INSTRUCTION_STATES: Words = {
    "given": _("not acknowledged"),
    "acknowledged": pgettext_lazy("instruction", "acknowledged"),
    "under_way": pgettext_lazy("instruction", "under way"),
    "done": _("done, waits for the board"),
}


def metric_name(code: str, lang: str) -> str:
    """The name of a metric by its code; the code itself when it is no metric of today."""
    spec = METRICS.get(code)
    return str(spec.label[lang[:2]]) if spec else code
