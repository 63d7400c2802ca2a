"""Who may take which step of an instruction: the board gives and closes, the account answers (domain.md 1.8)."""

import enum
from collections.abc import Mapping

from accounts_app.instructions.state import OVER, UNDONE, State, state_of
from accounts_app.models import Instruction
from accounts_app.permissions import AccountRights


class Move(enum.StrEnum):
    """What somebody does to an instruction. The values stand in addresses."""

    ACKNOWLEDGE = "acknowledge"
    START = "start"
    FINISH = "finish"
    PROPOSE = "propose"
    ACCEPT = "accept"
    REFUSE = "refuse"
    CLOSE = "close"
    SEND_BACK = "send-back"
    CANCEL = "cancel"
    REOPEN = "reopen"


_AGREED = (State.GIVEN, State.ACKNOWLEDGED, State.UNDER_WAY, State.SENT_BACK)
# From which states a move is made.
FROM: Mapping[Move, tuple[State, ...]] = {
    Move.ACKNOWLEDGE: (State.GIVEN,),
    Move.START: (State.GIVEN, State.ACKNOWLEDGED),
    Move.FINISH: UNDONE,
    Move.PROPOSE: _AGREED,
    Move.ACCEPT: (State.PROPOSED,),
    Move.REFUSE: (State.PROPOSED,),
    Move.CLOSE: (State.DONE,),
    Move.SEND_BACK: (State.DONE,),
    Move.CANCEL: (*UNDONE, State.DONE),
    Move.REOPEN: OVER,
}
OF_ACCOUNT = frozenset({Move.ACKNOWLEDGE, Move.START, Move.FINISH, Move.PROPOSE})
OF_CHAIR = frozenset({Move.ACCEPT, Move.REFUSE, Move.CLOSE, Move.SEND_BACK, Move.CANCEL, Move.REOPEN})
OF_GIVER = frozenset({Move.CANCEL, Move.REOPEN})  # what the member who gave it may do too


def may_read(row: Instruction, held: AccountRights) -> bool:
    """Whoever reads the care of the account, the board, and the one who is to do it."""
    return held.care or held.instruct or (held.reader != 0 and row.responsible_id == held.reader)


def answers(row: Instruction, held: AccountRights) -> bool:
    """Stands on the account's side: writes in the account, or is the one who is to do it."""
    return held.reader != 0 and (held.edit or row.responsible_id == held.reader)


def moves_of_side(row: Instruction, held: AccountRights) -> frozenset[Move]:
    """Every move that is the reader's to make, whatever the state. Nobody stands on both sides of one instruction."""
    if answers(row, held):
        return OF_ACCOUNT
    if held.close_instruction:
        return OF_CHAIR
    return OF_GIVER if held.instruct and row.given_by_id == held.reader else frozenset()


def moves_for(row: Instruction, held: AccountRights) -> tuple[Move, ...]:
    """The moves the reader may make now, in the order of the way."""
    mine, state = moves_of_side(row, held), state_of(row)
    return tuple(move for move in Move if move in mine and state in FROM[move])
