"""One account, or a secret one, with a row behind every page of ownership."""

import datetime
from types import SimpleNamespace
from typing import Any

from accounts_app.actions import handovers
from accounts_app.models import Assignment, AssignmentBrief, Nomination
from teams.models import OwnerReview
from tests.factories import make_account, make_board_chair, make_goal, make_user

TODAY, OCTOBER = datetime.date(2026, 9, 11), datetime.date(2026, 10, 1)


def make_world(**values: Any) -> SimpleNamespace:
    """The chair and the business director are named members, so that a secret account can be worked on too."""
    manager = make_user("Maija Esihenkilö")
    owner = make_user("Oili Omistaja", line_manager=manager.person)
    deputy, new, coach = make_user("Ville Varalla"), make_user("Uuno Uusi"), make_user("Kalle Kummi")
    chair, leader = make_board_chair("Kirsti Puheenjohtaja"), make_user("Liisa Johtaja", role="business_director")
    account = make_account("Esimerkki Oy", owner=owner.person, deputy=deputy.person, **values)
    for user, role in ((chair, "sponsor"), (leader, "sponsor"), (new, "team"), (coach, "coach")):
        Assignment.objects.create(
            account=account, person=user.person, role=role, starts_on=datetime.date(2026, 1, 1),
            ends_on=datetime.date(2027, 1, 1),
        )  # fmt: skip
    nomination = Nomination.objects.create(
        account=account, role="deputy", candidate=new.person, starts_on=OCTOBER, reason="Vaihto",
        criteria=["own_will"], proposed_by=chair.person, proposed_on=TODAY,
    )  # fmt: skip
    make_goal(account, owner.person, name="Tavoite A")
    handover = handovers.open_handover(
        account=account, from_person=owner.person, to_person=new.person, effective_on=OCTOBER, reason="Vaihto",
        on=TODAY, by=chair,
    )  # fmt: skip
    brief = AssignmentBrief.objects.create(account=account, owner=owner.person, direction="Kasvata", mandate="3 %")
    review = OwnerReview.objects.create(
        owner=owner.person, manager=manager.person, year=2026, due_on=datetime.date(2026, 1, 31)
    )
    return SimpleNamespace(
        account=account, owner=owner, deputy=deputy, new=new, coach=coach, chair=chair, leader=leader,
        manager=manager, nomination=nomination, handover=handover, brief=brief, review=review,
        hr=make_user("Helmi Henkilöstö", role="human_resources"), keeper=make_user("Keijo", role="process_owner"),
        administrator=make_user("Ylermi", role="administrator"), outsider=make_user("Pekka Projekti"),
    )  # fmt: skip
