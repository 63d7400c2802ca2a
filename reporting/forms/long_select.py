"""A drop-down with many choices, such as every account director of a large company."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """Prints its options in one go: Django's own renders a template for each, most of the time of a page of 1 000."""

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The select element; the same options and the same chosen one as Django's, without groups."""
        chosen = "" if value is None else str(value)
        whole = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        rows = ((key, flatatt({"selected": str(key) == chosen}), label) for key, label in self.choices)
        return format_html(
            "<select{}>{}</select>", flatatt(whole), format_html_join("", '<option value="{}"{}>{}</option>', rows)
        )
