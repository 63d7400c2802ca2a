"""What account directors asked of the board: one answered, two that wait."""

from accounts_app.models import Account, BoardRequest
from config.common.working_days import add_working_days
from reporting.demo.era import moment
from reporting.demo.people import CHAIR
from reporting.demo.world import Holding, World

Kind = BoardRequest.Kind
# Kind, words, working days since it was asked, working days until it was answered, the answer.
ASKED = (
    (Kind.DECISION, "Saammeko tarjota asiakkaalle kolmen vuoden hintasitoumuksen? Vastaus tarvitaan ennen kuun loppua.",
     4, None, ""),
    (Kind.HELP, "Tarvitsen toisen henkilön laatukierroksille syksyn ajaksi: kohteita tuli kuusi lisää.",
     19, 3, "Aluejohtaja irrottaa henkilön kahdeksi päiväksi viikossa lokakuun loppuun."),
    (Kind.REPORT, "Asiakkaan organisaatio muuttuu tammikuussa: hankinta siirtyy konsernille. Kerron lisää kokouksessa.",
     12, None, ""),
)  # fmt: skip


def build(world: World) -> None:
    """The director of the demo login asks first, the others after."""
    for holding, (kind, text, asked_days, answer_days, answer) in zip(_askers(world), ASKED, strict=False):
        asked_on = add_working_days(world.era.as_of, -asked_days)
        row = BoardRequest(
            account=holding.account, kind=kind, text=text, asked_by=holding.owner, asked_at=moment(asked_on, 10, 0)
        )
        if answer_days is not None:
            row.answer, row.answered_by = answer, world.desks[CHAIR]
            row.answered_at = moment(add_working_days(asked_on, answer_days), 15, 0)
        world.add(row)


def _askers(world: World) -> list[Holding]:
    """Two open accounts of the director's demo login and one of somebody else."""
    open_ones = [
        one
        for one in world.holdings
        if one.owner is not None and one.spec.confidentiality == Account.Confidentiality.OPEN
    ]
    mine = [one for one in open_ones if one.owner is world.owners[0]][:2]
    return [*mine, *(one for one in open_ones if one.owner is not world.owners[0])]
