"""What stops a delivery before anything is written: one sentence that names file, sheet and row and what to do."""

from typing import Any

from reporting.imports.sentences import sentence


class DeliveryFault(Exception):
    """A delivery that cannot be read or must not be loaded; `text(lang)` is the whole sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        self.code = code
        self.values = values
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in fi, en or sv."""
        return sentence(self.code, lang, **self.values)
