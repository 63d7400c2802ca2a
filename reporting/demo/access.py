"""Rights in the demo: a named member, a question for access, and the two sides of an information barrier.

No account is closed here, so colours and lists stay as they are (domain.md 6.5).
"""

from datetime import timedelta

from accounts_app.models import AccessRequest, AccountGrant, BarrierGroup, BarrierMember
from reporting.demo.world import Holding, World

SIDES = ("Sininen puoli", "Vihreä puoli")
MONTH = 30


def build(world: World) -> None:
    """A specialist reads the first account for a project, another one asks for the figures of it."""
    first = next(holding for holding in world.holdings if holding.owner is not None)
    _member(world, first)
    _question(world, first)
    _sides(world)


def _member(world: World, holding: Holding) -> None:
    era = world.era
    world.add(
        AccountGrant(
            account=holding.account,
            person=world.specialists[0],
            reason="Mukana uuden sopimuksen valmistelussa",
            granted_by=holding.owner,
            starts_on=era.ago(MONTH),
            ends_on=era.as_of + timedelta(days=2 * MONTH),
        )
    )


def _question(world: World, holding: Holding) -> None:
    world.add(
        AccessRequest(
            account=holding.account,
            person=world.specialists[1],
            kind=AccessRequest.Kind.MONEY,
            reason="Laadin tarjousta lisäpalveluista ja tarvitsen nykyisen liikevaihdon.",
        )
    )


def _sides(world: World) -> None:
    """Two teams that must not meet, each with one specialist."""
    groups = [world.add(BarrierGroup(name=name)) for name in SIDES]
    world.link(BarrierGroup.rivals.through, from_barriergroup=groups[0], to_barriergroup=groups[1])
    world.link(BarrierGroup.rivals.through, from_barriergroup=groups[1], to_barriergroup=groups[0])
    for group, person in zip(groups, world.specialists[-2:], strict=True):
        world.add(BarrierMember(group=group, person=person, starts_on=world.era.ago(MONTH)))
