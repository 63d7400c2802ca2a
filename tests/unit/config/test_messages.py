"""The catalogue tool finds texts of code and templates and notices what is missing."""

from pathlib import Path

import pytest

from config import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("One")
B = ngettext("%(n)s site", "%(n)s sites", 2)
C = pgettext("navigation", "Start")
"""
TEMPLATE = """{% load i18n %}{% translate "Hello (you)" %}{% translate "Menu" context "phone" %}
{% blocktranslate trimmed count n=items|length %}
  {{ n }} row
{% plural %}
  {{ n }} rows
{% endblocktranslate %}{% include "x.html" with title=_("Inside") %}"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams" / "one.py").write_text(PYTHON, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "one.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    return tmp_path


def test_it_collects_code_and_templates(house: Path) -> None:
    assert set(messages.collect()) == {
        ("One", None),
        (("%(n)s site", "%(n)s sites"), None),
        ("Start", "navigation"),
        ("Hello (you)", None),
        ("Menu", "phone"),
        (("%(n)s row", "%(n)s rows"), None),
        ("Inside", None),
    }


def test_update_keeps_translations_and_check_names_the_missing(house: Path) -> None:
    messages.update()
    assert len(messages.check()) == 14
    path = messages.catalogue_file("fi")
    text = path.read_text(encoding="utf-8").replace('msgid "One"\nmsgstr ""', 'msgid "One"\nmsgstr "Yksi"')
    path.write_text(text, encoding="utf-8")
    messages.update()
    problems = messages.check()
    assert len(problems) == 13
    assert "fi: not translated: 'One'" not in problems
    assert "sv: not translated: 'One'" in problems


def test_a_text_no_longer_used_is_noticed_and_dropped(house: Path) -> None:
    messages.update()
    (house / "teams" / "one.py").write_text("", encoding="utf-8")
    assert "fi: no longer used: 'One'" in messages.check()
    messages.update()
    assert "fi: no longer used: 'One'" not in messages.check()


def test_compiling_writes_what_django_reads(house: Path) -> None:
    messages.update()
    messages.compile_all()
    assert messages.catalogue_file("sv").with_suffix(".mo").stat().st_size > 0


@pytest.mark.parametrize(("arguments", "code"), [(["update"], 0), (["compile"], 0), (["check"], 1), (["else"], 2)])
def test_the_command_line(house: Path, arguments: list[str], code: int) -> None:
    assert messages.main(arguments) == code


def test_the_real_catalogues_are_complete() -> None:
    assert messages.check() == []
