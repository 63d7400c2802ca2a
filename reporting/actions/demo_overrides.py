"""Asks and approves the manual overrides of the demo the way people do; the colours stay those of the rules."""

from datetime import date, timedelta

from accounts_app.models import Account
from config.common.folding import fold
from reporting.actions import overrides, status
from reporting.demo.era import moment
from reporting.demo.overrides import WISHES, Wish
from reporting.demo.people import CHAIR
from reporting.demo.world import World
from reporting.models import AccountJudgement, StatusOverride
from teams.actions.people import give_login
from teams.models import Person, User


def write(*, world: World, as_of: date, password: str) -> list[StatusOverride]:
    """Ask for every wish whose account has the expected computed colour, and judge these accounts again.

    The owner gets a login with the password when there is none yet. The accounts are already judged as of the day.
    """
    computed = dict(AccountJudgement.objects.values_list("account", "computed"))
    by_number = {holding.spec.no: holding for holding in world.holdings}
    asked = []
    for wish in WISHES.get(world.size, ()):
        found = [by_number[no] for no in wish.accounts if no in by_number]
        fitting = [one for one in found if computed.get(one.account.pk) == wish.computed]
        if fitting and (owner := fitting[0].owner) is not None:
            chair = _login(world.desks[CHAIR], password)
            asked.append(_ask(fitting[0].account, wish, as_of, _login(owner, password), chair))
    if asked:
        status.refresh(accounts=[row.account_id for row in asked], as_of=as_of, by=None)
    return asked


def _ask(account: Account, wish: Wish, as_of: date, owner: User, chair: User) -> StatusOverride:
    row = overrides.propose(
        account=account,
        colour=wish.colour,
        category=wish.category,
        reason=wish.reason,
        expires_on=as_of + timedelta(days=wish.days),
        by=owner,
        at=moment(as_of, 9, 0),
    )
    if row.state == StatusOverride.State.PROPOSED:
        overrides.approve(override=row, by=chair, at=moment(as_of, 10, 0))
        row.refresh_from_db()
    return row


def _login(person: Person, password: str) -> User:
    """The login of the person; a plain one is made when there is none."""
    if person.user is not None:
        return person.user
    username = fold(person.name).replace(" ", ".")
    return give_login(person=person, username=username, password=password, wants_mail=False, by=None)
