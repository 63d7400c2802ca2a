"""What the board told the account directors to do: after red months of the past, and to the account in tender now."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts_app.models import Account, Instruction, InstructionEvent
from config.common.month import add_months
from config.common.working_days import add_working_days
from reporting.demo.era import moment, on_or_before
from reporting.demo.people import CHAIR
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
Step = InstructionEvent.Step


@dataclass(frozen=True)
class Telling:
    """An instruction of today: how long ago it was given, in days, and how far it is. None is late enough for R21."""

    words: tuple[str, str]
    given_days: int
    acknowledged_days: int | None = None
    under_way_days: int | None = None
    done_days: int | None = None
    evidence: str = ""
    returned_days: int | None = None
    why: str = ""


TODAYS = (
    Telling(("Kutsu asiakkaan uusi hankintajohtaja tutustumiskäynnille.", "Johtajatapaaminen ennen joulukuuta"), 2),
    Telling(("Päivitä siivoussuunnitelmat asiakkaan uusien aukiolojen mukaan.", "Laatupisteet yli 92 %"), 36, 34, 33),
    Telling(
        ("Sovi reklamaatioiden kuukausipalaveri asiakkaan kiinteistöpäällikön kanssa.", "Reklamaatiot alle 0,7"),
        24, 23, 20, 3, "Palaveri sovittu joka kuun toiseksi tiistaiksi, kutsut lähetetty.",
    ),
    Telling(
        ("Tee suunnitelma avainhenkilöiden varajärjestelyistä.", "Jokaiselle esimiehelle varahenkilö"),
        29, 28, 22, None, "Suunnitelma käyty läpi aluejohtajan kanssa.", 2, "Kahden kohteen varahenkilö puuttuu vielä.",
    ),
)  # fmt: skip


def build(world: World) -> None:
    """Instructions of the past are acknowledged, done and closed; the one of today waits for its day."""
    for holding in world.holdings:
        for episode in holding.spec.story.episodes:
            if episode.kind in TEXTS:
                _past(world, holding, episode.kind, add_months(world.era.month, -episode.months_ago))
        if holding.spec.story.tender_days is not None:
            _tender(world, holding)
    for holding, telling in zip(_calm(world), TODAYS, strict=False):
        _of_today(world, holding, telling)
    for row in world.rows[Instruction]:
        _steps(world, row)


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


def _calm(world: World) -> list[Holding]:
    """Open accounts in active care without a tender; those of the director's demo login first."""
    fitting = [
        one
        for one in world.holdings
        if one.owner is not None
        and one.spec.model in "AB"
        and one.spec.confidentiality == Account.Confidentiality.OPEN
        and one.spec.story.tender_days is None
    ]
    return sorted(fitting, key=lambda one: one.owner is not world.owners[0])


def _of_today(world: World, holding: Holding, told: Telling) -> None:
    given_on = on_or_before(world.era.ago(told.given_days))
    row = _instruction(holding, told.words, given_on)

    def ago(days: int | None) -> date | None:
        return None if days is None else max(given_on, on_or_before(world.era.ago(days)))

    row.acknowledged_on, row.under_way_on = ago(told.acknowledged_days), ago(told.under_way_days)
    row.done_on, row.evidence = ago(told.done_days), told.evidence
    row.returned_on, row.end_note = ago(told.returned_days), told.why
    world.add(row)


def _steps(world: World, row: Instruction) -> None:
    """The steps as the days of the row tell them, each by the side whose turn it was."""
    row.given_by = world.desks[CHAIR]
    taken = (
        (Step.GIVEN, row.given_on, "", row.given_by),
        (Step.ACKNOWLEDGED, row.acknowledged_on, "", row.responsible),
        (Step.UNDER_WAY, row.under_way_on, "", row.responsible),
        (Step.DONE, row.done_on or row.returned_on, row.evidence, row.responsible),
        (Step.SENT_BACK, row.returned_on, row.end_note, row.given_by),
        (Step.CLOSED, row.closed_on, "", row.given_by),
    )
    for minutes, (step, day, text, by) in enumerate(taken):
        if day is not None:
            at = moment(day, 9, minutes)
            world.add(InstructionEvent(instruction=row, step=step, text=text, by=by, at=at))


def _tender(world: World, holding: Holding) -> None:
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
