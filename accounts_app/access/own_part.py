"""The rows of an account a reader may see when the access matrix opens only the own part (requirements.md 5.4.6).

The own part of the customer's people: those of sites one supervises, own counterparts, and people one has met.
The own part of meetings: those one hosts, and those with people of own sites or own counterparts.
"""

import datetime

from django.db.models import Q, QuerySet

from accounts_app.access import Data, Extent
from accounts_app.models import Account, Contact, Meeting, SiteSupervision
from accounts_app.permissions import AccountRights
from teams.models import in_force


def contacts_of(account: Account, rights: AccountRights, *, on: datetime.date) -> QuerySet[Contact]:
    """The customer's people of the account the reader may know. One query when it is read."""
    rows = Contact.objects.filter(account=account)
    opened = rights.extent(Data.CONTACTS)
    if opened is Extent.FULL:
        return rows
    if opened is Extent.NONE:
        return rows.none()
    met = Meeting.objects.filter(account=account, host=rights.reader).values("contacts")
    return rows.filter(_near_to(rights, on) | Q(pk__in=met))


def meetings_of(account: Account, rights: AccountRights, *, on: datetime.date) -> QuerySet[Meeting]:
    """The meetings of the account the reader may read. One query when it is read."""
    rows = Meeting.objects.filter(account=account)
    opened = rights.extent(Data.MEETINGS)
    if opened is Extent.FULL:
        return rows
    if opened is Extent.NONE:
        return rows.none()
    near = Contact.objects.filter(_near_to(rights, on), account=account).values("meetings")
    return rows.filter(Q(host=rights.reader) | Q(pk__in=near))


def _near_to(rights: AccountRights, on: datetime.date) -> Q:
    """Own counterparts and people of the sites one supervises on the day."""
    led = SiteSupervision.objects.current(on).filter(in_force(on, "site__"), supervisor=rights.reader)
    return Q(counterpart=rights.reader) | Q(site__in=led.values("site"))
