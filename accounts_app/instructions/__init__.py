"""Instructions of the board to the end: how far one is, and who may take the next step (domain.md 1.8)."""

from accounts_app.instructions.state import State, state_of

__all__ = ["State", "state_of"]
