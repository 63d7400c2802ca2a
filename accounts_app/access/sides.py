"""The sides of barriers a reader keeps."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts_app.models import BarrierGroup, BarrierMember
from teams.models import User
from teams.permissions import has_permission, member_of
from teams.roles import Permission


def sides_kept_by(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[BarrierGroup]:
    """All sides for those who keep barriers, but none that is a rival of a side they stand on themselves."""
    person = member_of(user, on=on)
    if person is None or not has_permission(user, Permission.KEEP_BARRIERS, on=on):
        return BarrierGroup.objects.none()
    own = BarrierMember.objects.current(on).filter(person=person).values("group")
    return BarrierGroup.objects.exclude(rivals__in=own).order_by("name")
