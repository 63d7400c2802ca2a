"""The forms of the brief of an account and of having read it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.briefs import newest_brief
from accounts_app.forms.records.base import RecordForm
from accounts_app.models import AccountBrief, BriefAcknowledgement


class BriefForm(RecordForm):
    """What supervisors must know; the day of publishing stays as it was (domain.md 1.4 H3)."""

    class Meta:
        model = AccountBrief
        fields = ("text", "published_on")

    def prepare(self) -> None:
        """Published today. A new content is a new brief, which everybody reads again."""
        self.default("published_on", self.on)
        self.fields["text"].help_text = _("At most 4 000 characters. Shown to everybody who sees the account.")
        self.fields["text"].widget.attrs["rows"] = 14
        if self.instance.pk is not None:
            del self.fields["published_on"]
            self.fields["text"].help_text = _(
                "Correct slips here: those who have read it need not read it again. New content is a new brief."
            )

    def clean(self) -> dict[str, Any]:
        """The newest brief is shown at once, so it cannot wait for a day to come."""
        data = super().clean() or {}
        self.refuse_days_ahead("published_on")
        return data


class AcknowledgementForm(RecordForm):
    """No field: the writer has read the newest brief today."""

    tied = ("brief", "person")

    class Meta:
        model = BriefAcknowledgement
        fields = ()

    def tie(self) -> None:
        """To the newest brief and the writer, never to somebody else."""
        brief = newest_brief(self.account, self.on)
        if brief is not None and self.writer is not None:
            self.instance.brief, self.instance.person = brief, self.writer
            self.intro = brief.text
        self.instance.acknowledged_on = self.on

    def clean(self) -> dict[str, Any]:
        """Without a brief there is nothing to have read."""
        if self.instance.brief_id is None:
            raise forms.ValidationError(_("No brief has been published, so there is nothing to acknowledge yet."))
        return super().clean() or {}
