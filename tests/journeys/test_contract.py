"""Contracts and risks (SOP), R29–R32: by the register that is delivered and by the forms of those in charge."""

import datetime

import pytest

from accounts_app.models import Contact, Contract
from tests.journeys.world import World, day

REGISTER = [
    "Sopimusnro",
    "Asiakasnro",
    "Palvelut",
    "Alkaa",
    "Päättyy",
    "Irtisanomisaika (kk)",
    "Kuukausihinta €",
    "Jatkosuunnitelma",
]


def contract_of(world: World) -> Contract:
    found: Contract = world.account.contracts.get()
    return found


@pytest.mark.parametrize(
    ("ends", "plan", "level"),
    [("1.5.2027", "E", "AMBER"), ("31.12.2026", "E", "RED"), ("31.12.2026", "K", "AMBER"), ("1.11.2026", "K", "RED")],
)
def test_a_delivered_contract_that_ends_soon_colours_r29(world: World, ends: str, plan: str, level: str) -> None:
    number = contract_of(world).contract_no
    world.deliver(REGISTER, [number, world.customer_no(), "Siivous", "1.1.2020", ends, "3", "9000,00", plan])
    world.shows("R29", level)


def test_a_renewal_plan_written_by_hand_softens_r29(world: World) -> None:
    contract = contract_of(world)
    world.write(world.owner, "contract", contract, ends_on=day("12-31"))
    world.shows("R29", "RED")
    plan = {"responsible": world.owner.person, "renewal_next_on": day("9-30"), "renewal_next_step": "Tarjous"}
    world.write(world.owner, "contract", contract, has_renewal_plan="on", **plan)
    world.shows("R29", "AMBER")
    world.write(world.owner, "contract", contract, ends_on="2028-12-31")
    assert world.colour() == "GREEN"


def test_a_notice_makes_r30_red_and_withdrawn_it_is_followed_as_amber(world: World) -> None:
    contract = contract_of(world)
    world.write(world.owner, "contract", contract, notice_given_on=day("9-10"))
    world.shows("R30", "RED")
    world.write(world.owner, "contract", contract, notice_withdrawn_on=day("9-11"))
    world.shows("R30", "AMBER")
    assert world.memory("R30") == [("GREEN", "RED", "facts"), ("RED", "AMBER", "facts")]
    world.night(datetime.date(2026, 10, 12))
    assert "R30" not in world.coloured()


def test_a_tender_without_a_bid_plan_turns_r30_red_after_ten_working_days(world: World) -> None:
    tender = world.write(world.owner, "tender", schedule="Tarjoukset 15.10.", responsible="")
    world.shows("R30", "AMBER")
    world.night(day("9-28"))
    assert (world.coloured()["R30"], world.colour()) == ("RED", "RED")
    world.write(world.owner, "tender", tender, has_bid_plan="on", responsible=world.owner.person)
    assert (world.coloured()["R30"], world.colour()) == ("AMBER", "AMBER")


@pytest.mark.parametrize(("probability", "impact", "level"), [(2, 4, "AMBER"), (3, 5, "RED")])
def test_a_risk_colours_r31_until_it_is_closed(world: World, probability: int, impact: int, level: str) -> None:
    scored = {"probability": str(probability), "impact": str(impact)}
    risk = world.write(world.deputy, "risk", name="Avainhenkilö lähtee", **scored)
    world.shows("R31", level)
    world.write(world.deputy, "risk", risk, closed_on=day("9-11"))
    assert world.colour() == "GREEN"
    assert world.memory("R31") == [("GREEN", level, "facts"), (level, "GREEN", "facts")]
    assert world.memory("") == [("GREEN", level, "facts"), (level, "GREEN", "facts")]


def test_a_review_of_a_risk_forgotten_for_a_month_makes_r31_amber(world: World) -> None:
    world.write(world.owner, "risk", name="Raaka-aine", probability="1", impact="2", review_on=day("9-11"))
    world.night(day("10-12"))
    assert (world.coloured()["R31"], world.colour()) == ("AMBER", "AMBER")


def test_a_decision_maker_who_leaves_makes_r32_amber_until_the_successor_is_met(world: World) -> None:
    contact = Contact.objects.get(account=world.account)
    world.write(world.owner, "contact", contact, left_on=day("9-10"), new_successor_name="Sirpa Seuraaja")
    world.shows("R32", "AMBER")
    successor = Contact.objects.get(account=world.account, name="Sirpa Seuraaja")
    world.write(world.owner, "meeting", kind="director", contacts=[successor], meets_on=day("9-11"))
    assert world.colour() == "GREEN"
    assert world.memory("R32") == [("GREEN", "AMBER", "facts"), ("AMBER", "GREEN", "facts")]
