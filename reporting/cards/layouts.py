"""The layout of a card as a typst function, so that many cards are set in one run (domain.md 1.8).

The very file that sets a single card becomes the body: a card looks the same in a pack as alone, whatever its form.
"""

from collections.abc import Iterable
from functools import cache

from reporting.cards.pdf import TEMPLATES

DOOR = "#let card = json(bytes(sys.inputs.card))\n"  # the one line by which a card enters its template


def layouts(forms: Iterable[int]) -> str:
    """`layout-of(card)` for cards of these forms. Raises KeyError for a form without a template."""
    used = sorted(set(forms))
    functions = "".join(_function(form) for form in used)
    names = ", ".join(f'"{form}": {_name(form)}' for form in used)
    return f"{functions}#let layout-of(card) = ({names}{':' if not used else ''}).at(str(card.form))(card)\n"


def _name(form: int) -> str:
    return f"card-form-{form}"


@cache
def _function(form: int) -> str:
    """Raises ValueError when a template takes its card in by another door."""
    before, body = TEMPLATES[form].read_text(encoding="utf-8").split(DOOR)
    return f"{before}#let {_name(form)}(card) = [\n{body}]\n"
