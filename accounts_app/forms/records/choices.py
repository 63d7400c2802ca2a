"""Choices made with one touch: a row of buttons for one of few, lines to tick for several of many."""

from typing import Any

from django import forms


class Segments(forms.RadioSelect):
    """One of a few, drawn as a row of buttons."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "segments", **(attrs or {})})


class Ticks(forms.CheckboxSelectMultiple):
    """Several of many, one line each."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "ticks", **(attrs or {})})
