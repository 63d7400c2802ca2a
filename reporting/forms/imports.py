"""Uploading the workbooks of a delivery."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.common.parsing import parse_text
from reporting.imports.delivery import DeliveredFile

LARGEST_BYTES = 30 * 1000 * 1000
MOST_FILES = 40
NAME_LENGTH = 200


class SeveralFilesInput(forms.ClearableFileInput):
    """A file control that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files; each is checked like one."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        """The uploaded files. Raises ValidationError for none, too many or too large ones."""
        files = data if isinstance(data, list | tuple) else [data]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFilesField, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    """The files of one delivery."""

    workbooks = SeveralFilesField(
        label=gettext_lazy("Workbooks"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV files, at most 30 MB each. Choose the whole delivery at once."),
        error_messages={"empty": gettext_lazy("The file is empty. Run the report again and upload the new file.")},
        widget=SeveralFilesInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_workbooks(self) -> list[DeliveredFile]:
        """The files with cleaned names. Raises ValidationError for too large, too many or same-named files."""
        uploaded = self.cleaned_data["workbooks"]
        if len(uploaded) > MOST_FILES:
            raise forms.ValidationError(_("Upload at most %(count)s files at once.") % {"count": MOST_FILES})
        for file in uploaded:
            if file.size > LARGEST_BYTES:
                raise forms.ValidationError(
                    _("%(name)s is too large (%(size)s). The limit is 30 MB; split the report by period.")
                    % {"name": file.name, "size": filesizeformat(file.size)}
                )
        files = [DeliveredFile(parse_text(file.name, NAME_LENGTH).value or "-", file.read()) for file in uploaded]
        names = [file.name for file in files]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Two files have the same name. Rename one of them."))
        return files
