"""Who reads the meetings of the board and who runs them. What they see there is decided account by account."""

import datetime

from django.contrib.auth.models import AnonymousUser

from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

Reader = User | AnonymousUser


def may_read(user: Reader, *, on: datetime.date) -> bool:
    """The board, and those who share its decisions: the directors of businesses."""
    return any(has_permission(user, right, on=on) for right in (Permission.TAKE_STANCE, Permission.APPROVE_OVERRIDE))


def may_run(user: Reader, *, on: datetime.date) -> bool:
    """Chair and secretary: plan, freeze the pack, keep and close the minutes."""
    return has_permission(user, Permission.RUN_MEETING, on=on)
