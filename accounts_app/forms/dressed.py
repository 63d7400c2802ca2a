"""How fields of plain forms look: days with the browser's calendar, lists and texts in the style of the house."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FACTUAL = _("Stay with facts you could say to the person. No health, no family, no guesses.")


class DressedForm(forms.Form):
    """A plain form in the style of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _dress(field)

    def take(self, refused: ValidationError) -> None:
        """Show what an action refused beside the fields it names, the rest above the form."""
        if not hasattr(refused, "error_dict"):
            self.add_error(None, refused)
            return
        for name, errors in refused.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)


def long_text(rows: int = 4) -> forms.Textarea:
    """A field for several sentences."""
    return forms.Textarea(attrs={"rows": rows})


def _dress(field: forms.Field) -> None:
    if isinstance(field, forms.DateField) and not field.widget.is_hidden:
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={**field.widget.attrs, "type": "date"})
    css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
    if isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        css = "form-check-input"
    field.widget.attrs.setdefault("class", css)
