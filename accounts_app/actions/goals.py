"""Writing a goal together with the days on which it is checked."""

import datetime
from collections.abc import Sequence
from typing import Protocol

from django.db import models, transaction

from accounts_app.actions.records import FilledForm, write
from accounts_app.models import Goal, GoalCheck
from teams.models import User


class FilledGoal(FilledForm, Protocol):
    """A valid form of a goal."""

    planned: Sequence[datetime.date]  # days of new checks
    checked: Sequence[GoalCheck]  # checks with a changed day or note, not yet stored


@transaction.atomic
def keep(*, form: FilledGoal, kind: str, by: User) -> models.Model:
    """Write the goal of a valid form, its new check days and what was marked on the old ones (rule R20)."""

    def together(goal: models.Model) -> None:
        if isinstance(goal, Goal):
            GoalCheck.objects.bulk_create([GoalCheck(goal=goal, due_on=day) for day in form.planned])
            GoalCheck.objects.bulk_update(form.checked, ["done_on", "note"])

    return write(form=form, kind=kind, by=by, together=together)
