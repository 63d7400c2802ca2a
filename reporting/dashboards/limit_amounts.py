"""Limits as printed: the number with its unit, and when the colour starts; in the active language."""

from decimal import Decimal

from django.utils.translation import gettext, npgettext, pgettext

from config.common.formats import NBSP, number
from reporting.rules import limit_words as kinds
from reporting.rules.limit_names import limit_name
from reporting.rules.thresholds import SWITCH, plain_name


def amount(rule_id: str, name: str, value: Decimal) -> str:
    """The value with its unit, `88 %`; a switch says "in use" or "not in use"."""
    if plain_name(name) == SWITCH:
        return gettext("in use") if value else gettext("not in use")
    word = unit_word(limit_name(rule_id, name).unit, 1 if value == 1 else 2)
    return NBSP.join(filter(None, (number(value, None), word)))


def condition(rule_id: str, name: str, value: Decimal) -> str:
    """`below 97 %`, `over 120 days`, `at least 1 site`: when the colour starts; the plain amount for other limits."""
    text = amount(rule_id, name, value)
    words = {
        kinds.BELOW: pgettext("limit", "below %(amount)s"),
        kinds.OVER: pgettext("limit", "over %(amount)s"),
        kinds.AT: pgettext("limit", "at least %(amount)s"),
        kinds.DOWN_TO: pgettext("limit", "at most %(amount)s"),
    }
    side = limit_name(rule_id, name).side
    return words[side] % {"amount": text} if side in words else text


def unit_word(unit: str, count: int) -> str:
    """The word of a unit; empty when the limit has none."""
    signs = {kinds.PERCENT: "%", kinds.EUR: "€"}
    return signs.get(unit) or _words(count).get(unit, "")


def _words(count: int) -> dict[str, str]:
    return {
        kinds.POINTS_OF_PERCENT: pgettext("limit", "pp"),
        kinds.MONTHS: npgettext("limit", "month", "months", count),
        kinds.DAYS: npgettext("limit", "day", "days", count),
        kinds.WORKING_DAYS: npgettext("limit", "working day", "working days", count),
        kinds.SITES: npgettext("limit", "site", "sites", count),
        kinds.COMPLAINTS: npgettext("limit", "complaint", "complaints", count),
        kinds.RATE: pgettext("limit", "complaints / 10 sites / month"),
        kinds.POINTS: npgettext("limit", "point", "points", count),
        kinds.ROUNDS: npgettext("limit", "round", "rounds", count),
        kinds.CHANGES: npgettext("limit", "change", "changes", count),
        kinds.PEOPLE: npgettext("limit", "supervisor", "supervisors", count),
        kinds.PROJECTS: npgettext("limit", "project", "projects", count),
        kinds.ANSWERS: npgettext("limit", "answer", "answers", count),
        kinds.DIMENSIONS: npgettext("limit", "dimension", "dimensions", count),
        kinds.TIMES: npgettext("limit", "time", "times", count),
        kinds.EVENTS: npgettext("limit", "event", "events", count),
        kinds.CELLS: npgettext("limit", "cell", "cells", count),
        kinds.GOALS: npgettext("limit", "goal", "goals", count),
    }
