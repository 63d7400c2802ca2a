"""Sentences about absences: warnings for the keeper, and a text for customers in three languages (domain.md 4.6)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from accounts_app.ownership.leave import Lack, Shortfall
from config.common.formats import day
from teams.models import Absence
from teams.models.user import LANGUAGES

NAMED = 5


@dataclass(frozen=True)
class AwayText:
    """An automatic answer in one language."""

    language: str
    text: str


def sentence(warning: Shortfall) -> str:
    """The warning in words."""
    return _SENTENCES[warning.lack](warning)


def _names(rows: Iterable[object]) -> str:
    names = [str(row) for row in rows]
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" +{more}" if more > 0 else "")


def _days(warning: Shortfall) -> str:
    told = ngettext(
        "Nobody answers on %(n)d working day: %(names)s.",
        "Nobody answers on %(n)d working days: %(names)s.",
        warning.days,
    )
    return told % {"n": warning.days, "names": _names(warning.accounts)}


def _long(warning: Shortfall) -> str:
    return f"{_days(warning)} {_('After five working days the account turns amber.')}"


def _very_long(warning: Shortfall) -> str:
    return f"{_days(warning)} {_('More than twenty working days: propose an acting account director.')}"


def _no_stand_in(warning: Shortfall) -> str:
    return _("No stand-in is named, and these are key or developing accounts: %(names)s.") % {
        "names": _names(warning.accounts)
    }


def _deputy_away(warning: Shortfall) -> str:
    return _("Deputies of the same accounts are away on some of the days: %(names)s.") % {
        "names": _names(warning.people)
    }


def _stand_in_away(warning: Shortfall) -> str:
    return _("The stand-in is away on some of the days: %(names)s.") % {"names": _names(warning.people)}


def _empty_region(warning: Shortfall) -> str:
    return _("On %(day)s nobody of the region who leads accounts would be at work. In July at least one has to be.") % {
        "day": day(warning.first_on)
    }


_SENTENCES: Mapping[Lack, Callable[[Shortfall], str]] = {
    Lack.UNCOVERED: _days,
    Lack.LONG: _long,
    Lack.VERY_LONG: _very_long,
    Lack.NO_STAND_IN: _no_stand_in,
    Lack.DEPUTY_AWAY: _deputy_away,
    Lack.STAND_IN_AWAY: _stand_in_away,
    Lack.EMPTY_REGION: _empty_region,
}


def away_texts(absence: Absence) -> list[AwayText]:
    """An automatic answer naming the stand-in in each language; none without a stand-in. No account is named."""
    if absence.stand_in is None:
        return []
    found = []
    for code, name in LANGUAGES:
        with override(code):
            found.append(AwayText(name, _away_text(absence)))
    return found


def _away_text(absence: Absence) -> str:
    stand_in = absence.stand_in
    assert stand_in is not None  # noqa: S101 - asked before
    reach = ", ".join(part for part in (stand_in.phone, stand_in.email) if part)
    values = {"last": day(absence.ends_on), "stand_in": stand_in.name, "reach": reach, "name": absence.person.name}
    if absence.ends_on is None:
        away = _("Thank you for your message. I am away until further notice.")
    else:
        away = _("Thank you for your message. I am away until %(last)s.") % values
    rest = _("In the meantime %(stand_in)s takes care of your matters: %(reach)s.\n\nKind regards\n%(name)s") % values
    return f"{away} {rest}"
