"""What the board told the account directors to do: after red months of the past, and to the account in tender now."""

from datetime import date, timedelta

from accounts_app.models import Instruction
from config.common.month import add_months
from config.common.working_days import add_working_days
from reporting.demo.world import Holding, World

DAYS_TO_DO = 30
TEXTS = {
    "low_sites": (
        "Korjaa heikkojen kohteiden laatu ja kerro asiakkaalle aikataulu.",
        "Laatupisteet takaisin yli rajan",
    ),
    "critical": ("Selvitä kriittisen reklamaation syy ja estä sen toistuminen.", "Ei uusia kriittisiä reklamaatioita"),
    "complaints": ("Käy reklamaatiot läpi asiakkaan kanssa ja sovi toimista.", "Reklamaatiot alle rajan"),
}
EVIDENCE = {
    "low_sites": "Uudet laatukierrokset tehty, tulokset käyty läpi asiakkaan kanssa.",
    "critical": "Syy kirjattu, työohje päivitetty ja esimiehet perehdytetty.",
    "complaints": "Muistio palaverista, toimet kirjattu huoltokirjaan.",
}
TENDER = ("Nimeä tarjoukselle vastuuhenkilö ja laadi tarjoussuunnitelma.", "Sopimus säilyy kilpailutuksessa")
TENDER_GIVEN_WORKING_DAYS = 3


def build(world: World) -> None:
    """Instructions of the past are acknowledged, done and closed; the one of today waits for its day."""
    for holding in world.holdings:
        for episode in holding.spec.story.episodes:
            if episode.kind in TEXTS:
                _past(world, holding, episode.kind, add_months(world.era.month, -episode.months_ago))
        if holding.spec.story.tender_days is not None:
            _of_today(world, holding)


def _past(world: World, holding: Holding, kind: str, month: date) -> None:
    given_on = add_working_days(world.era.publishing_day(month), 2)
    done_on = add_working_days(given_on, 15)
    closed_on = add_working_days(given_on, 20)
    if closed_on >= world.era.as_of:
        return
    row = _instruction(holding, TEXTS[kind], given_on)
    row.acknowledged_on, row.done_on, row.closed_on = add_working_days(given_on, 2), done_on, closed_on
    row.evidence = EVIDENCE[kind]
    world.add(row)


def _of_today(world: World, holding: Holding) -> None:
    given_on = add_working_days(world.era.as_of, -TENDER_GIVEN_WORKING_DAYS)
    row = _instruction(holding, TENDER, given_on)
    row.acknowledged_on = add_working_days(given_on, 1)
    world.add(row)


def _instruction(holding: Holding, words: tuple[str, str], given_on: date) -> Instruction:
    text, effect = words
    return Instruction(
        account=holding.account,
        text=text,
        expected_effect=effect,
        given_on=given_on,
        due_on=given_on + timedelta(days=DAYS_TO_DO),
        responsible=holding.owner,
    )
