"""What somebody may see and why not, printed from the access matrix (requirements.md 5.4.6)."""

from dataclasses import dataclass

from accounts_app.access import DATA_TITLES, EXTENT_TITLES, MATRIX, TIE_TITLES, Data, Extent, Tie, opening
from accounts_app.models import AccessRequest
from accounts_app.permissions import AccountRights

# Asking for this kind of access opens the data; nothing else can be asked for.
ASKED_FOR = {
    Data.CONTACTS: AccessRequest.Kind.CARE,
    Data.CARE: AccessRequest.Kind.CARE,
    Data.MEETINGS: AccessRequest.Kind.CARE,
    Data.CONTRACTS: AccessRequest.Kind.CARE,
    Data.RISKS: AccessRequest.Kind.CARE,
    Data.REVENUE: AccessRequest.Kind.MONEY,
    Data.MONEY: AccessRequest.Kind.MONEY,
}


@dataclass(frozen=True)
class Cell:
    """How much a tie opens of a kind of data."""

    data: str
    extent: str
    words: str


@dataclass(frozen=True)
class MatrixRow:
    """A tie with its cells in the order of the kinds of data."""

    title: str
    is_own: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Answer:
    """One kind of data of one account: how much the reader sees and what opens it, or who sees it instead."""

    data: str
    extent: str
    words: str
    opened_by: tuple[str, ...]
    others: tuple[str, ...]  # ties that open it, when the reader sees nothing or only a part
    ask: str  # kind of access to ask for, "" when there is nothing to ask


def matrix(own: frozenset[Tie] = frozenset()) -> tuple[MatrixRow, ...]:
    """The table as it stands in the code."""
    return tuple(
        MatrixRow(str(TIE_TITLES[tie]), tie in own, tuple(_cell(data, row.get(data, Extent.NONE)) for data in Data))
        for tie, row in MATRIX.items()
    )


def _cell(data: Data, much: Extent) -> Cell:
    return Cell(str(DATA_TITLES[data]), much.name.lower(), str(EXTENT_TITLES[much]))


def answers(rights: AccountRights) -> tuple[Answer, ...]:
    """For one visible account each kind of data with its reason. No query."""
    return tuple(_answer(rights, data) for data in Data)


def _answer(rights: AccountRights, data: Data) -> Answer:
    much = rights.extent(data)
    opened_by = [tie for tie in Tie if tie in rights.ties and much and MATRIX[tie].get(data, Extent.NONE) is much]
    others = [tie for tie in Tie if tie in opening(data)] if much is not Extent.FULL else []
    is_enough = much is Extent.FULL or (data is Data.CONTRACTS and much is Extent.SUMMARY)
    kind = "" if is_enough else ASKED_FOR.get(data, "")
    return Answer(
        data=str(DATA_TITLES[data]),
        extent=much.name.lower(),
        words=str(EXTENT_TITLES[much]),
        opened_by=tuple(str(TIE_TITLES[tie]) for tie in opened_by),
        others=tuple(str(TIE_TITLES[tie]) for tie in others),
        ask=str(kind),
    )


def askable(rights: AccountRights) -> tuple[str, ...]:
    """The kinds of access the reader may ask for: those that would open something."""
    wanted = (answer.ask for answer in answers(rights) if answer.ask)
    return tuple(dict.fromkeys(wanted))
