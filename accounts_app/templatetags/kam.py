"""What templates print with: Finnish numbers and dates, icons and telephone links (look.md "Conventions")."""

import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts_app.models import Account
from config.common import formats
from config.common.rounding import Number

register = template.Library()

# What a template hands over when a value is missing: None, or the empty text of an absent variable.
Missing = str | None


def _known(value: Any) -> Any:
    return None if value == "" else value


@register.filter
def date_fi(value: datetime.date | Missing) -> str:
    """`21.11.2026`; a missing date is an en dash."""
    return formats.day(_known(value))


@register.filter
def short_date(value: datetime.date | Missing) -> str:
    """`21.11.`"""
    return formats.short_day(_known(value))


@register.filter
def moment_fi(value: datetime.datetime | Missing) -> str:
    """`21.11.2026 9.05`, Helsinki time."""
    return formats.moment(_known(value))


@register.filter
def eur(value: Number | Missing, decimals: int = 0) -> str:
    """`1 234 568 €`."""
    return formats.eur(_known(value), decimals)


@register.filter
def pct(value: Number | Missing, decimals: int = 1) -> str:
    """`94,1 %`; the value is already per cent."""
    return formats.percent(_known(value), decimals)


@register.filter
def number(value: Number | Missing, decimals: int = 0) -> str:
    """`1 234,5` with the decimals asked for."""
    return formats.number(_known(value), decimals)


@register.filter
def away(absence: Any) -> str:
    """Until when somebody is away; the reason is never known."""
    if absence.ends_on is None:
        return gettext("away until further notice")
    return gettext("away until %(day)s") % {"day": formats.day(absence.ends_on)}


@register.filter
def colour_word(code: str) -> str:
    """The word of a status colour inside a sentence: `keltainen`."""
    return str(Account.Status(code).label).lower()


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """An icon of the sprite; without a title it is decoration and hidden from screen readers."""
    address = f"{static('icons/icons.svg')}#{name}"
    if title:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', title, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address)


@register.simple_tag
def phone_link(person: Any) -> SafeString | str:
    """A telephone number that a phone dials when touched; nothing when the number is not known."""
    if not person or not person.phone:
        return ""
    return format_html('<a class="tel" href="tel:{}">{}</a>', person.phone_link, person.phone)


@register.filter
def undo_address(message: Any) -> str:
    """Where the act of a message is taken back: its extra tag `undo:<address>`; empty when it cannot be."""
    tags: str = message.extra_tags or ""
    return tags.removeprefix("undo:") if tags.startswith("undo:/") else ""
