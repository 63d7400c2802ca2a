"""The chain in words: as what somebody stands in it, and why exactly this person is to be called."""

import datetime
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts_app.ownership.call_chain import CallChain, Link, Step, has_left
from config.common import formats

TITLES: Mapping[Step, str | Promise] = {
    Step.TOWN_OWNER: gettext_lazy("Local owner"),
    Step.OWNER: gettext_lazy("Account director"),
    Step.STAND_IN: gettext_lazy("Stand-in"),
    Step.DEPUTY: gettext_lazy("Deputy"),
    Step.POOL: gettext_lazy("Pool deputy of the region"),
    Step.LOCAL_OWNER: gettext_lazy("Local owner"),
    Step.MANAGER: gettext_lazy("Line manager of the account director"),
    Step.UNIT_MANAGER: gettext_lazy("Manager of the unit"),
    Step.BOARD: gettext_lazy("Customer management board"),
    Step.PROCESS_OWNER: gettext_lazy("Process owner"),
}
REASONS: Mapping[Step, str | Promise] = {
    Step.TOWN_OWNER: gettext_lazy("Answers for the customer in this town."),
    Step.OWNER: gettext_lazy("Answers for the customer and is here today."),
    Step.STAND_IN: gettext_lazy("Named to stand in during the absence."),
    Step.DEPUTY: gettext_lazy("Is the deputy of this customer."),
    Step.POOL: gettext_lazy("Stands in for the customers of the region that have no deputy here."),
    Step.LOCAL_OWNER: gettext_lazy("Is the nearest who answers for the customer in a town."),
    Step.MANAGER: gettext_lazy("Leads the account director; nobody nearer is here today."),
    Step.UNIT_MANAGER: gettext_lazy("Leads the unit of the account director; nobody nearer is here today."),
    Step.BOARD: gettext_lazy("Sits on the customer management board; nobody nearer is here today."),
    Step.PROCESS_OWNER: gettext_lazy("Keeps the way of working; nobody nearer is here today."),
}


def title(link: Link) -> str:
    """As what the person stands in the chain, with the town of a local owner."""
    words = str(TITLES[link.step])
    return f"{words}, {link.town.name}" if link.town else words


def presence(link: Link, on: datetime.date) -> str:
    """`here today`, `away until 18.9.2026` or that the person has left."""
    if has_left(link.person, on):
        return _("no longer works here")
    if link.absence is None:
        return _("here today")
    if link.absence.ends_on is None:
        return _("away until further notice")
    return _("away until %(day)s") % {"day": formats.day(link.absence.ends_on)}


def why(chain: CallChain, on: datetime.date) -> str:
    """Why the one to call is this person and not the account director."""
    now, owner = chain.now, chain.owner
    if now is None:
        return ""
    if not now.is_here:
        return _("Nobody of the chain is here today: leave a message.")
    if now is owner:
        return str(REASONS[Step.OWNER])
    if owner is None:
        known = _("The customer has no account director.")
        return f"{known} {REASONS[now.step]}"
    if owner.is_here:
        return str(REASONS[now.step])
    return f"{owner.person.name}: {presence(owner, on)}. {REASONS[now.step]}"
