"""Own will, assignment briefs, a nomination, a handover, yearly reviews and a coach (domain.md 4.3, 4.5)."""

from datetime import date, timedelta
from decimal import Decimal

from accounts_app.handovers import steps
from accounts_app.models import (
    Assignment,
    AssignmentBrief,
    Handover,
    HandoverStep,
    Nomination,
    OwnershipPolicy,
    SparringNote,
)
from config.common.working_days import add_working_days
from reporting.demo.people import CHAIR
from reporting.demo.world import Holding, World
from teams.models import OwnerReview, Willingness

NATIONWIDE = 4  # accounts of care model A confirmed as nationwide
ANSWERS = (
    (Willingness.Answer.YES, "Kokonaisuuksien hoitaminen kiinnostaa, mieluiten kotikaupungin asiakkaat."),
    (Willingness.Answer.CONDITIONS, "Yksi asiakas kerrallaan ja aikaa siihen viikoittain."),
    (Willingness.Answer.NO, ""),
)
FEEDBACK = "Asiakkaat tavoittavat hyvin, muistiot tulevat ajallaan."
NOTES = (
    "Kokeillaan ensi tapaamisessa kolmea avointa kysymystä ennen omaa esitystä.",
    "Kysymykset toimivat: asiakas kertoi itse ensi vuoden muutoista.",
)


def build(world: World) -> None:
    """Add the rows; colours follow none of them."""
    _policy(world)
    _willingness(world)
    _reviews(world)
    _briefs(world)
    _coach(world)
    _nomination(world)
    _handover(world)


def _policy(world: World) -> None:
    decided_on = add_working_days(world.era.ago(240), 1)
    world.add(
        OwnershipPolicy(
            starts_on=decided_on,
            directors_only_from=decided_on + timedelta(days=60),
            decision=f"Asiakkuuksien johtoryhmä 1/{decided_on.year}",
        )
    )
    for holding in [one for one in world.holdings if one.spec.model == "A"][:NATIONWIDE]:
        account = holding.account
        account.is_nationwide = True
        account.nationwide_confirmed_by, account.nationwide_confirmed_on = world.desks[CHAIR], decided_on


def _willingness(world: World) -> None:
    """Every owner said yes; specialists answer in turns, and every fourth has not been asked."""
    asked_on = world.era.ago(100)
    for person in world.owners:
        world.add(Willingness(person=person, answered_on=asked_on, answer=Willingness.Answer.YES))
    for number, person in enumerate(world.specialists):
        if number % 4 < len(ANSWERS):
            answer, note = ANSWERS[number % 4]
            world.add(Willingness(person=person, answered_on=asked_on, answer=answer, note=note))


def _reviews(world: World) -> None:
    """Those of the year are done but for the last owner's, which waits for both sides."""
    due_on = date(world.era.as_of.year, 1, 31)
    for person in world.owners:
        review = OwnerReview(owner=person, manager=person.line_manager, year=due_on.year, due_on=due_on)
        if person is not world.owners[-1] and due_on <= world.era.as_of:
            review.will, review.real_hours_month = OwnerReview.Will.YES, Decimal(48)
            review.support_received = "Johtoryhmä vastaa nopeasti, tukihenkilöt löytyvät joka paikkakunnalta."
            review.owner_answered_on = review.manager_answered_on = due_on - timedelta(days=10)
            review.is_right_person, review.decision = True, OwnerReview.Decision.CONTINUE
            review.feedback = FEEDBACK
        world.add(review)


def _briefs(world: World) -> None:
    """A and B accounts have a complete one; every third is unread or lacks its limits."""
    chair = world.desks[CHAIR]
    for number, holding in enumerate(one for one in world.holdings if one.owner and one.spec.model in "AB"):
        world.add(
            AssignmentBrief(
                account=holding.account,
                owner=holding.owner,
                direction="Säilytä laajuus ja kasvata palveluja kahdella paikkakunnalla.",
                goals="Tyytyväisyys vähintään 4,3. Reklamaatiot ratkaistaan viidessä työpäivässä.",
                metrics="Laatukortti joka kuukausi, kysely keväällä.",
                mandate="Alennus 3 prosenttiin asti, lisätyöt 5 000 euroon asti, kohteiden sisäiset siirrot.",
                limits="" if number % 3 == 2 else "Hinnantarkistuksesta luopuminen, sopimuskauden pituus.",
                hours_month=Decimal(16 if holding.spec.model == "A" else 8),
                support="Tukihenkilöt paikkakunnittain tukiorganisaation taulukossa.",
                board_contact=chair,
                written_by=chair,
                accepted_on=None if number % 3 == 1 else world.era.ago(60),
            )
        )


def _coach(world: World) -> None:
    """The first owner coaches the second one."""
    coach, owner = world.owners[0], world.owners[1]
    holding = _first(world, owner)
    if holding is None:
        return
    coaching = Assignment(
        account=holding.account, person=coach, role=Assignment.Role.COACH, starts_on=world.era.ago(120)
    )
    world.add(coaching)
    for author, text in zip((coach, owner), NOTES, strict=True):
        world.add(SparringNote(coaching=coaching, written_by=author, text=text))


def _nomination(world: World) -> None:
    """The first owner is asked to deputise an account of others."""
    person = world.owners[0]
    for holding in world.holdings:
        if holding.owner and person not in (holding.owner, holding.deputy) and _is_open(holding):
            world.add(
                Nomination(
                    account=holding.account,
                    role=Assignment.Role.DEPUTY,
                    candidate=person,
                    starts_on=add_working_days(world.era.as_of, 15),
                    reason="Varahenkilön työ painottuu jatkossa toiselle alueelle.",
                    criteria=[Nomination.Criterion.OWN_WILL, Nomination.Criterion.CUSTOMER],
                    proposed_by=world.desks[CHAIR],
                    proposed_on=add_working_days(world.era.as_of, -2),
                )
            )
            return


def _handover(world: World) -> None:
    """A C account is on its way from the third owner to the first one."""
    holding = _first(world, world.owners[2], "C")
    if holding is None:
        return
    handover = Handover(
        account=holding.account,
        from_person=world.owners[2],
        to_person=world.owners[0],
        reason="Salkut tasataan paikkakunnittain.",
        decided_on=add_working_days(world.era.as_of, -3),
        effective_on=add_working_days(world.era.as_of, 14),
        know_at_once="1. Avaimet haetaan aamulla.\n2. Uusi yhteyshenkilö aloitti kesällä.\n3. Lasku viitteellä.",
        package={},
    )
    world.add(handover)
    for code, due_on in steps.due_days(handover).items():
        done_on = handover.decided_on if code in ("V01", "V02") else None
        by = handover.to_person if code == "V01" else handover.from_person
        world.add(
            HandoverStep(handover=handover, code=code, due_on=due_on, done_on=done_on, done_by=by if done_on else None)
        )


def _first(world: World, owner: object, models: str = "ABCD") -> Holding | None:
    fitting = (one for one in world.holdings if one.owner is owner and one.spec.model in models and _is_open(one))
    return next(fitting, None)


def _is_open(holding: Holding) -> bool:
    return holding.account.confidentiality == "open" and holding.account.barrier_group is None
