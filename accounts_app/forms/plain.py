"""Plain forms that are about no row of an account's records, dressed like those."""

from typing import Any

from django import forms


class PlainForm(forms.Form):
    """A form whose fields look like those of the records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Days with the browser's own calendar, and the classes of the page."""
    if isinstance(field, forms.DateField):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={**field.widget.attrs, "type": "date"})
    css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
    if isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
        css = "form-check-input"
    field.widget.attrs.setdefault("class", css)
