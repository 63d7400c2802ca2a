"""The answer card as lines to read and as plain values for other programs."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts_app.ownership.answer_card import AnswerCard
from accounts_app.ownership.call_chain import Link
from accounts_app.ownership.chain_words import presence, title, why
from config.common import formats
from teams.models import Person


def as_lines(card: AnswerCard, on: datetime.date) -> list[str]:
    """What the page says, line by line; the one to call first."""
    lines = [card.account.name, ""]
    now = card.chain.now
    if now is None:
        lines.append(_("Nobody who may know of this customer is named. Ask whoever keeps the customer register."))
    else:
        called = ", ".join(word for word in (now.person.name, now.person.phone, now.person.email) if word)
        lines += [f"{_('Call now')}: {called}", f"  {title(now)}. {why(card.chain, on)}"]
    lines += _about_service(card)
    if card.former:
        words = {"name": card.former.person.name, "day": formats.day(card.former.until)}
        lines.append(_("The owner has changed. The former owner %(name)s also answers until %(day)s.") % words)
    lines += ["", f"{_('Then in this order')}:"]
    for place, link in enumerate(card.chain.links, 1):
        lines.append(f"  {place}. {link.person.name} · {title(link)} · {presence(link, on)} · {link.person.phone}")
    return [*lines, *_brief(card)]


def _about_service(card: AnswerCard) -> list[str]:
    if card.asked.area is None:
        return []
    named = card.asked.what + (f", {card.asked.town.name}" if card.asked.town else "")
    expert = f"{card.expert.person.name}, {card.expert.person.phone}" if card.expert else _("missing")
    return [f"{named}: {expert}"]


def _brief(card: AnswerCard) -> list[str]:
    lines = ["", card.account.brief] if card.account.brief else []
    points = [f"  – {point}" for point in card.talking_points]
    return [*lines, "", f"{_('Talking points')}:", *points] if points else lines


def as_plain_values(card: AnswerCard, on: datetime.date) -> dict[str, Any]:
    """The same as names and values; days as ISO dates, nothing as null."""
    now = card.chain.now
    return {
        "account": {"id": card.account.pk, "name": card.account.name},
        "call_now": {**_link(now, on), "why": why(card.chain, on)} if now else None,
        "chain": [_link(link, on) for link in card.chain.links],
        "town": card.asked.town.name if card.asked.town else None,
        "service": card.asked.what or None,
        "expert": _person(card.expert.person) if card.expert else None,
        "former_owner": (
            {**_person(card.former.person), "until": card.former.until.isoformat()} if card.former else None
        ),
        "brief": card.account.brief,
        "talking_points": card.talking_points,
    }


def _link(link: Link, on: datetime.date) -> dict[str, Any]:
    ends_on = link.absence.ends_on if link.absence else None
    return {
        **_person(link.person),
        "step": link.step.value,
        "title": title(link),
        "town": link.town.name if link.town else None,
        "here": link.is_here,
        "presence": presence(link, on),
        "away_until": ends_on.isoformat() if ends_on else None,
    }


def _person(person: Person) -> dict[str, Any]:
    return {"name": person.name, "phone": person.phone, "email": person.email}
