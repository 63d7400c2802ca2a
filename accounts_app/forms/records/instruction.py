"""The form of an instruction of the board, with two faces: the board gives and closes, the account answers."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.forms.records.choices import Segments
from accounts_app.models import Instruction
from accounts_app.ownership import responsible_on

GIVEN = ("text", "responsible", "due_on", "expected_effect")
ANSWER = ("is_acknowledged", "done_on", "evidence")
RESPONSIBLE = _("Responsible")
CLOSE, RETURN = "close", "return"
# What either side reads of the row, and how it is printed.
TOLD = {
    "text": "text",
    "responsible": "text",
    "given_on": "day",
    "due_on": "day",
    "expected_effect": "text",
    "acknowledged_on": "day",
    "done_on": "day",
    "evidence": "evidence",
}


class InstructionForm(RecordForm):
    """Given → acknowledged → done with evidence → closed by the board (domain.md 1.8).

    The board writes what is to be done and, when it is done, closes it or sends it back. The account says that it
    has read the instruction and shows what was done. Nobody writes the part of the other.
    """

    text = forms.CharField(label=_("Instruction"), max_length=400, widget=forms.Textarea({"rows": 4}))
    is_acknowledged = forms.BooleanField(label=_("I have read the instruction and carry it out"), required=False)
    verdict = forms.ChoiceField(
        label=_("What was done"),
        choices=[("", _("Not decided yet")), (CLOSE, _("Enough: close")), (RETURN, _("Not enough: send back"))],
        required=False,
        widget=Segments,
    )

    class Meta:
        model = Instruction
        fields = ("text", "responsible", "due_on", "expected_effect", "done_on", "evidence")
        labels = {"responsible": RESPONSIBLE, "done_on": _("Done on"), "evidence": _("What shows it: a text or a link")}

    field_order = (
        "text",
        "responsible",
        "due_on",
        "expected_effect",
        "is_acknowledged",
        "done_on",
        "evidence",
        "verdict",
    )

    def prepare(self) -> None:
        """Only the fields of the writer's own part are shown."""
        mine = self._mine()
        self.stored = {name: getattr(self.instance, name, None) for name in TOLD} if self.instance.pk else {}
        for name in [name for name in self.fields if name not in mine]:
            del self.fields[name]
        if self.instance.pk is None:
            self.instance.given_on = self.on
            self.default("responsible", responsible_on([self.account], self.on)[self.account.pk].owner)
            self.fields["expected_effect"].help_text = _("Which figure of the card moves, and how much.")

    def _mine(self) -> tuple[str, ...]:
        row = self.instance
        if not self.rights.instruct:
            return ANSWER[1:] if row.acknowledged_on else ANSWER
        if row.done_on:
            return ("verdict",)
        return GIVEN if row.acknowledged_on is None else ("due_on",)

    def told(self) -> Iterator[Told]:
        """What the other side wrote."""
        for name, kind in TOLD.items():
            if name not in self.fields and self.stored.get(name):
                own = Instruction._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                label = str(RESPONSIBLE if name == "responsible" else own)
                yield Told(label=label[:1].upper() + label[1:], value=self.stored[name], kind=kind)

    def clean(self) -> dict[str, Any]:
        """Nothing is done without something that shows it, and nothing is due before it was given."""
        data = super().clean()
        if "due_on" in self.fields and "due_on" in self.changed_data:
            self.refuse_days_before(self.on, _("This day has passed. Give time to act."), "due_on")
        self._answer(data)
        self._judge(data)
        return data

    def _answer(self, data: dict[str, Any]) -> None:
        done, evidence = data.get("done_on"), data.get("evidence")
        self.refuse_days_ahead("done_on")
        self.refuse_days_before(self.instance.given_on, _("This day is before the instruction was given."), "done_on")
        if done and not evidence:
            self.add_error("evidence", _("Say what shows that it is done: a text or a link."))
        if evidence and not done and "done_on" in self.fields and "done_on" not in self.errors:
            self.add_error("done_on", _("On which day was it done?"))
        if (data.get("is_acknowledged") or done) and self.instance.acknowledged_on is None:
            self.instance.acknowledged_on = self.on

    def _judge(self, data: dict[str, Any]) -> None:
        if data.get("verdict") == CLOSE:
            self.instance.closed_on = self.on
        elif data.get("verdict") == RETURN:
            self.instance.done_on = None
