"""How somebody wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm
from teams.models.user import LANGUAGES


class NoticeSettingsForm(DressedForm):
    """Mail beside the notices of the application, and its language."""

    wants_mail = forms.BooleanField(
        label=_("Tell me by mail too"),
        required=False,
        help_text=_("A mail holds a sentence and a link, never figures. Notices in the application come in any case."),
    )
    language = forms.ChoiceField(label=_("Language of the mails"), choices=LANGUAGES)
