"""Form fields for numbers, hours and moments as people here write them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from config.common.formats import number, plain
from config.common.parsing import ParseError, parse_hours, parse_number
from config.common.rounding import round_half_up

MOMENT = "%Y-%m-%dT%H:%M"


class NumberField(forms.DecimalField):
    """A number typed the Finnish way, `1 234,50`; a unit of money behind it may stay."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("“%(value)s” is not a number. Write it as 1 234,50."),
        "grouping": _("The thousands of “%(value)s” are not groups of three digits. Write it as 1 234,50."),
        "ambiguous_dot": _("The dot in “%(value)s” may mark thousands or decimals. Write 1 234 or 1,234."),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number; None when nothing was typed. Raises ValidationError with what to write instead."""
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return self.read(str(value))
        except ParseError as error:
            code = error.code if error.code in self.error_messages else "invalid"
            raise ValidationError(self.error_messages[code], code=code, params={"value": value}) from None

    def read(self, text: str) -> Decimal | None:
        """Read the text with the parser of the workbooks. Raises ParseError."""
        return parse_number(text).value

    def prepare_value(self, value: Any) -> Any:
        """A number is shown as it would be typed; what was typed wrong stays as it was."""
        return self.written(value) if isinstance(value, Decimal) else value

    def written(self, value: Decimal) -> str:
        """`1 234,50`: with the decimals of the field."""
        return number(value, self.decimal_places)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A phone opens its keys for numbers, those with a comma."""
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


class HoursField(NumberField):
    """Hours typed as `7,5` or `7:30`, kept with the decimals of the field."""

    default_error_messages = {"invalid": _("“%(value)s” is not a number of hours. Write it as 7,5 or 7:30.")}

    def read(self, text: str) -> Decimal | None:
        """Minutes that are no round share of an hour are rounded: 7:20 is 7,33 hours. Raises ParseError."""
        hours = parse_hours(text).value
        rounds = hours is not None and ":" in text and self.decimal_places is not None
        return round_half_up(hours, self.decimal_places or 0) if hours is not None and rounds else hours

    def written(self, value: Decimal) -> str:
        """`7,5`: no more decimals than there are."""
        return plain(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keys for numbers have no colon."""
        return super().widget_attrs(widget) | {"inputmode": "text"}


class MomentField(forms.DateTimeField):
    """A day and a time of day in one control of the browser, Helsinki time."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
        super().__init__(**kwargs)


class LinkField(forms.URLField):
    """An address of the web; without a scheme it is taken for https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})


class Suggesting(forms.TextInput):
    """A text with suggestions below it; anything else may be typed too."""

    suggestions: tuple[str, ...] = ()

    def suggest(self, words: Iterable[str]) -> None:
        """Offer these words."""
        self.suggestions = tuple(words)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control and the list it names."""
        list_id = f"{name}-suggestions"
        control = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((word,) for word in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', control, list_id, options)
